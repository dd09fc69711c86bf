"""The pipeline as a whole: declared dependencies, layers, determinism, set-up files."""

import ast
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import NOTEBOOKS, ROOT
from pipeline_facts import DATA, RUNNER, SOURCE, dependencies, imported_modules, module_file, stages_yaml

LAYERS = [
    {"errors", "files", "paths", "quantities", "schemas", "store", "params", "hand"},
    {"arabic", "spans", "lexicons", "morphology", "numerals", "dates", "windows", "lattice"},
    {"documents", "scan", "mentions", "claims", "corrections", "published", "evidence", "trace"},
    {
        "gazetteer",
        "boundaries",
        "downloads",
        "places",
        "overrides",
        "checks",
        "reconcile",
        "series",
        "evaluation",
        "place_evaluation",
    },
    {"figures", "maps", "charts", "tables", "workbook", "codebook", "exports"},
    {"report", "evidence_page", "site", "project", "fetch", "crate"}
    | {"notebooks", "nbval_order", "verify", "cli", "__main__"},
]


def layer_of(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name.split(".")[1] in names)


def all_modules() -> list[str]:
    files = [p.relative_to(SOURCE.parent) for p in sorted(SOURCE.rglob("*.py"))]
    names = [".".join(p.with_suffix("").parts).removesuffix(".__init__") for p in files]
    return [name for name in names if name != "analysis"]


@pytest.mark.parametrize("name", all_modules())
def test_a_module_imports_only_from_its_layer_or_below(name):
    own = layer_of(name)
    for imported in imported_modules(module_file(name).read_text(encoding="utf-8")) - {"analysis"}:
        assert layer_of(imported) <= own, f"{name} imports {imported}"


def test_the_library_opens_files_only_where_it_should():
    may_open = {"store", "files",
                "documents", "gazetteer", "lexicons", "params", "notebooks", "report", "figures", "cli",
                "morphology", "paths", "tables", "evaluation", "place_evaluation", "hand", "published",
                "downloads", "maps", "solve", "verify",
                "boundaries", "codebook", "site", "project", "fetch", "crate"}  # fmt: skip
    for path in sorted(SOURCE.rglob("*.py")):
        if path.stem in may_open or path.parent.name in may_open:
            continue
        calls = re.findall(
            r"\bopen\(|read_text|write_text|read_bytes|read_csv|to_csv", path.read_text(encoding="utf-8")
        )
        assert not calls, f"{path.name}: {calls}"


def test_dvc_yaml_names_all_that_the_stages_import():
    assert (ROOT / "dvc.yaml").read_text(encoding="utf-8") == stages_yaml(), "run python tests/pipeline_facts.py"
    assert [path.stem for path in NOTEBOOKS] == list(DATA)


def test_dvc_yaml_names_all_that_a_run_opens(whole_run):
    project, opened = whole_run
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    params = yaml.safe_load((project / "params.yaml").read_text(encoding="utf-8"))
    for stage, paths in opened.items():
        declared = [_filled(path, params) for path in stages[stage]["deps"]]
        outputs = [path if isinstance(path, str) else next(iter(path)) for path in stages[stage]["outs"]]
        for path in sorted(paths):
            base = ROOT if path.startswith(f"{ROOT}{os.sep}") else project
            if not path.startswith(f"{base}{os.sep}"):
                continue
            name = Path(path).relative_to(base).as_posix()
            if not name.startswith(("src/", "data/", "notebooks/", "reports/")) or not (base / name).is_file():
                continue
            if "__pycache__" in name or any(_covers(known, name) for known in [*declared, *outputs]):
                continue
            pytest.fail(f"{stage} opens {name}, which dvc.yaml does not name")


def _filled(path: str, params: dict) -> str:
    return re.sub(r"\$\{(\w+)\.(\w+)\}", lambda m: str(params[m[1]][m[2]]), path)


def _covers(known: str, name: str) -> bool:
    return name == known or name.startswith(f"{known}/")


def folder_md5(folder: Path) -> str:
    """Return DVC's hash of a folder: that of the list of its files with theirs."""
    files = [
        {"md5": hashlib.md5(path.read_bytes()).hexdigest(), "relpath": path.relative_to(folder).as_posix()}
        for path in folder.rglob("*") if path.is_file()
    ]  # fmt: skip
    listed = json.dumps(sorted(files, key=lambda file: file["relpath"]), sort_keys=True)
    return hashlib.md5(listed.encode()).hexdigest() + ".dir"


def test_another_folder_user_umask_zone_locale_order_and_hash_seed_give_the_same_bytes(whole_run):
    """Every output of every stage, the folders among them, has the hash that dvc.lock holds."""
    project, _ = whole_run
    if "data/raw/reports" not in (ROOT / "params.yaml").read_text(encoding="utf-8"):
        pytest.skip("params.yaml points to another corpus than the one in dvc.lock")
    lock = yaml.safe_load((ROOT / "dvc.lock").read_text(encoding="utf-8"))["stages"]
    expected = {out["path"]: out["md5"] for stage in lock.values() for out in stage["outs"]}
    assert len(expected) > 20 and sum(md5.endswith(".dir") for md5 in expected.values()) >= 3
    found = {
        path: folder_md5(project / path) if md5.endswith(".dir")
        else hashlib.md5((project / path).read_bytes()).hexdigest()
        for path, md5 in expected.items()
    }  # fmt: skip
    assert {path: md5 for path, md5 in found.items() if md5 != expected[path]} == {}
    if (project / "hook" / "run_as").read_text(encoding="utf-8") == "nobody":
        made = [project / path for path in expected]
        assert {path.stat().st_uid for path in made} == {65534}
        assert all(path.stat().st_mode & 0o077 == 0 for path in made if path.is_dir()), "umask did not take"


def test_lock_has_hashes_no_addresses_and_no_torch():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(packages) > 150 and all("--hash=sha256:" in package for package in packages)
    assert "://" not in lock and "index-url" not in lock
    names = [re.match(r"[A-Za-z0-9_.-]+", package)[0] for package in packages]
    assert not {"torch", "transformers"} & set(names)
    assert {"jupyterlab", "papermill", "pandas", "geopandas", "matplotlib", "camel-tools", "nbval", "dvc"} <= set(names)


def test_environment_yml_agrees_with_the_lock():
    sys.path.insert(0, str(ROOT / "tools"))
    from make_environment import environment, pins

    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert text == environment(lock), "run make lock"
    spec = yaml.safe_load(text)
    assert spec["name"] == "hasila" and spec["channels"] == ["conda-forge"] and "python=3.11" in spec["dependencies"]
    assert "-r requirements.lock" in spec["dependencies"][-1]["pip"]
    assert re.findall(r"^#   (\S+==\S+)$", text, flags=re.MULTILINE) == pins(lock)


def test_the_installed_packages_are_those_of_the_lock():
    from importlib.metadata import version

    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in ("pandas", "matplotlib", "camel-tools", "papermill", "nbval", "dvc"):
        assert version(name) == re.search(rf"^{name}==(\S+)", lock, flags=re.MULTILINE)[1]


def test_dvc_sends_nothing():
    config = (ROOT / ".dvc" / "config").read_text(encoding="utf-8")
    assert "analytics = false" in config and "check_update = false" in config and "remote" not in config


def test_make_alone_prints_help():
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make repro" in shown and "make test" in shown and "REPORTS=" in shown


def test_nothing_names_a_path_of_this_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".png", ".pdf", ".docx", ".xlsx") or not path.is_file():
            continue
        assert str(ROOT) + "/" not in path.read_text(encoding="utf-8"), name


def words(text: str) -> list[str]:
    return re.findall(r"[\u0621-\u064a]+", re.sub(r"[\u064b-\u0652\u0640]", "", text))


def test_no_run_of_eight_words_is_shared_with_an_original(originals):
    runs = {tuple(w[i : i + 8]) for r in originals.values() if (w := words(r.text)) for i in range(len(w) - 7)}
    assert runs
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.suffix in (".txt", ".md", ".py", ".yaml", ".csv", ".ipynb", ".html") and path.is_file():
            w = words(path.read_text(encoding="utf-8"))
            shared = [" ".join(w[i : i + 8]) for i in range(len(w) - 7) if tuple(w[i : i + 8]) in runs]
            assert shared == [], f"{name}: {shared[:2]}"


def test_every_stage_has_its_section_and_outputs_are_declared_once():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    outputs = [out if isinstance(out, str) else next(iter(out)) for stage in stages.values() for out in stage["outs"]]
    assert len(outputs) == len(set(outputs))
    for name, stage in stages.items():
        assert name in ("site", "crate") or name.split("_", 1)[1] in stage["params"]
        options = {path: kind for out in stage["outs"] for path, kind in out.items()}
        assert all(kind["persist"] for kind in options.values())  # a failed run deletes nothing
        # what readers browse is in git; the site is made from it and is not
        browsed = {path: path.startswith(("reports/", "ro-crate")) and path != "reports/site" for path in options}
        assert all(browsed[path] == ("cache" in kind) for path, kind in options.items())
    assert set(RUNNER) <= {"analysis.__main__", "analysis.cli", "analysis.notebooks"} and dependencies(NOTEBOOKS[0])


def test_source_files_are_plain(capsys):
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path.name} has no docstring"
    assert json.loads((SOURCE / "camel_data" / "catalogue.json").read_text(encoding="utf-8"))["packages"] == {}


def test_the_architecture_page_names_the_layers_of_the_code():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \w+ \| (.+) \|$", page, flags=re.MULTILINE)
    told = [set(re.sub(r" \([^)]*\)", "", modules).split(", ")) for _, modules in rows]
    assert told == [layer - {"__main__"} for layer in LAYERS]
    inner = {name: set(words.split(", ")) for name, words in re.findall(r"(\w+) \(([^)]*)\)", page)}
    for package in ("claims", "reconcile"):
        assert inner[package] == {p.stem for p in (SOURCE / package).glob("*.py")} - {"__init__"}


def test_a_spelling_really_is_one_line(tmp_path):
    """The recipe of CONTRIBUTING: one more form in a lexicon, and the phrase is found."""
    from analysis.arabic import Folded
    from analysis.lexicons import PhraseIndex

    for path in (SOURCE / "lexicons").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    forms = Folded("قضى مدنيان نحبهما أمس").forms
    assert not PhraseIndex(("events",), tmp_path).matches(forms)["events"].get(2)
    text = (tmp_path / "events.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "استشهاد" in line and "killed" in line)
    (tmp_path / "events.yaml").write_text(text.replace(line, line.replace("]}", ", نحبهما]}")), encoding="utf-8")
    found = PhraseIndex(("events",), tmp_path / ".." / tmp_path.name).matches(forms)["events"]
    assert found[2].entry["measure"] == "killed"
