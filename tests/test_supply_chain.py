"""Supply chain: nothing runs data, licences and citation in order, known holes of packages where they can be had."""

import importlib.util
import json
import re
import subprocess
import sys

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
    if importlib.util.find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed (pip install pip-audit); it is not part of the lock")
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.lock"), "--no-deps",
               "--disable-pip", "--progress-spinner", "off"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if "ConnectionError" in done.stderr or "Name or service" in done.stderr or "Max retries" in done.stderr:
        pytest.skip("pip-audit cannot reach its data from here")
    assert done.returncode == 0, done.stdout
