"""Supply chain: nothing runs data, licences and citation in order, known holes of packages where they can be had."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter

import pytest
import yaml
from conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py")) + sorted((ROOT / "tools").glob("*.py"))


FORBIDDEN = (
    r"\bpickle\b", r"read_pickle", r"yaml\.load\(", r"\beval\(", r"\bexec\(", r"os\.system", r"shell=True",
    r"torch\.load", r"Loader=yaml\.(?!Safe)", r"allow_pickle=True",
)  # fmt: skip


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_code_runs_what_data_say(pattern):
    for path in SOURCES:
        assert not re.search(pattern, path.read_text(encoding="utf-8")), path.name


def test_versions_and_licences_agree():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"', project, flags=re.MULTILINE)[1]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    codemeta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    assert citation["version"] == codemeta["version"] == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["license"] == "MIT" and "MIT" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)


def test_every_folder_of_data_has_its_licence():
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    told = " ".join(re.findall(r"`([^`]+)`", page))
    for path in sorted((ROOT / "data" / "raw").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(ROOT / "data" / "raw").as_posix()
            kinds = (path.name, f"raw/{name}", f"*{path.suffix}")
            assert any(kind in told for kind in kinds) or "crosswalk_" in name, name


def test_the_manifest_of_codecheck_is_made():
    manifest = yaml.safe_load((ROOT / "codecheck.yml").read_text(encoding="utf-8"))["manifest"]
    assert all((ROOT / entry["file"]).is_file() for entry in manifest)


def test_packages_have_no_known_holes():
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.lock"), "--no-deps",
               "--disable-pip", "--progress-spinner", "off", "--format", "json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if not done.stdout.startswith("{"):
        pytest.skip(f"pip-audit cannot reach its data from here: {done.stderr.strip()[-120:]}")
    audited = json.loads(done.stdout)["dependencies"]
    unknown = [package["name"] for package in audited if "skip_reason" in package]
    if len(unknown) == len(audited):
        pytest.skip("pip-audit cannot reach its data from here: it knows none of the packages")
    holes = {p["name"]: [hole["id"] for hole in p["vulns"]] for p in audited if p.get("vulns")}
    assert holes == {}, "raise these versions: make lock"


def test_a_name_of_a_module_is_given_once():
    """A second constant of the same name further down silently changes what the code above it reads."""
    for path in SOURCES:
        given = Counter(name for node in ast.parse(path.read_text(encoding="utf-8")).body for name in names_given(node))
        assert [name for name, times in given.items() if times > 1] == [], path


def names_given(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]
