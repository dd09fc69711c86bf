"""Notebooks: parameters, style, working from any folder, and copies that validate and fail when edited."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
import yaml
from conftest import NOTEBOOKS, ROOT, copy_project
from papermill.exceptions import PapermillExecutionError
from pipeline_facts import notebook_code

from analysis.errors import ParameterError
from analysis.notebooks import run_notebook, section_of
from analysis.params import PARAMETERS, check_section, load_params, read_notebook_parameters, require_parameters
from analysis.verify import ordered_stages

by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


@by_name
def test_sources_carry_no_outputs(path):
    for cell in cells_of(path):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None


@by_name
def test_parameters_are_those_of_params_yaml(path):
    notebook = nbformat.read(path, as_version=4)
    values = load_params(ROOT / "params.yaml")[section_of(path)]
    assert read_notebook_parameters(notebook) == values


@by_name
def test_notebooks_read_like_articles(path):
    cells = cells_of(path)
    assert "".join(cells[0]["source"]).startswith("# ") and "**" in "".join(cells[0]["source"])
    code = [c for c in cells if c["cell_type"] == "code"]
    prose = sum(len("".join(c["source"])) for c in cells if c["cell_type"] == "markdown")
    assert "What could be wrong" in "".join("".join(c["source"]) for c in cells)
    assert prose >= 500
    for cell in code:
        source = "".join(cell["source"])
        assert source.count("\n") < 11, source
        assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in ast.walk(ast.parse(source)))


def test_an_unknown_parameter_is_refused_by_papermill_itself(tmp_path):
    project = copy_project(tmp_path / "project")
    with pytest.raises(PapermillExecutionError) as error:
        papermill.execute_notebook(
            str(ROOT / "notebooks" / "01_corpus.ipynb"), str(tmp_path / "out.ipynb"), parameters={"colour": "red"},
            cwd=str(project), progress_bar=False, kernel_name="python3",
        )  # fmt: skip
    assert "unknown: colour" in error.value.evalue and "max_bytes, reports" in error.value.evalue
    assert not (project / "data" / "processed").exists()


@pytest.mark.parametrize(
    ("overrides", "message"),
    [({"colour": 1}, "unknown: colour"), ({"max_bytes": "many"}, "max_bytes = 'many' (str)"),
     ({"max_bytes": True}, "(bool)"), ({"max_bytes": -1}, "zero or more")],
)  # fmt: skip
def test_the_runner_refuses_bad_parameters(tmp_path, overrides, message):
    project = copy_project(tmp_path)
    with pytest.raises(ParameterError) as error:
        run_notebook(ROOT / "notebooks" / "01_corpus.ipynb", project, overrides)
    assert message in str(error.value)
    assert not (project / "reports").exists()


def test_a_failing_stage_leaves_no_copy(tmp_path):
    from analysis.errors import HasilaError

    project = copy_project(tmp_path)
    with pytest.raises(HasilaError, match=r"no folder.*01_corpus"):
        run_notebook(ROOT / "notebooks" / "01_corpus.ipynb", project, {"reports": "nowhere"})
    assert not (project / "reports" / "notebooks").exists()


def test_parameters_are_checked_again_when_a_cell_is_run_twice():
    namespace = {"reports": "x", "max_bytes": 5}
    assert require_parameters("corpus", namespace)["max_bytes"] == 5
    namespace |= {"corpus": object(), "documents": []}
    assert require_parameters("corpus", namespace)["reports"] == "x"
    with pytest.raises(ParameterError, match="missing: reports"):
        require_parameters("corpus", {"max_bytes": 5})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: p["corpus"].update(colour="red"), "unknown: colour"),
        (lambda p: p["corpus"].pop("max_bytes"), "missing: max_bytes"),
        (lambda p: p.update(colours={}), "unknown: colours"),
        (lambda p: p.pop("report"), "missing: report"),
        (lambda p: p["places"].update(near_km="far"), "near_km = 'far' (str)"),
        (lambda p: p.update(report=3), "not a mapping"),
    ],
)
def test_a_bad_params_file_is_refused(tmp_path, change, message):
    params = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    change(params)
    (tmp_path / "params.yaml").write_text(yaml.safe_dump(params), encoding="utf-8")
    with pytest.raises(ParameterError) as error:
        load_params(tmp_path / "params.yaml")
    assert message in str(error.value)
    (tmp_path / "params.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(ParameterError, match="not YAML"):
        load_params(tmp_path / "params.yaml")


def test_every_parameter_is_explained():
    for section, parameters in PARAMETERS.items():
        assert all(p.doc and isinstance(p.default, p.type) for p in parameters.values()), section
    given = {name: parameter.default for name, parameter in PARAMETERS["places"].items()} | {"near_km": 3}
    assert check_section("places", given, "x")["near_km"] == 3.0


def test_run_all_works_from_the_notebooks_own_folder(tmp_path):
    """jupyterlab starts a kernel in the notebook's folder: paths must not depend on it."""
    project = copy_project(tmp_path)
    folder = project / "somewhere" / "deep"
    folder.mkdir(parents=True)
    papermill.execute_notebook(
        str(ROOT / "notebooks" / "01_corpus.ipynb"), str(tmp_path / "out.ipynb"), cwd=str(folder),
        progress_bar=False, kernel_name="python3",
    )  # fmt: skip
    assert (project / "data" / "processed" / "documents.csv").is_file()


def test_the_executed_copies_carry_outputs_and_no_times():
    for path in sorted((ROOT / "reports" / "notebooks").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        notebook = json.loads(text)
        assert any(cell.get("outputs") for cell in notebook["cells"]), path.name
        assert not re.search(r"start_time|end_time|\"duration\"|papermill", text), path.name


def test_nbval_fails_when_a_number_is_changed_by_hand(tmp_path):
    """The committed copy of stage 1 validates; with one figure of its output changed it does not."""
    project = copy_project(tmp_path)
    source = (ROOT / "reports" / "notebooks" / "01_corpus.ipynb").read_text(encoding="utf-8")
    parameters = read_notebook_parameters(json.loads(source))
    assert parameters["reports"], "the copy names its reports"
    if (ROOT / "params.yaml").read_text(encoding="utf-8").find("reports: data/raw/reports") < 0:
        pytest.skip("params.yaml points to another corpus than the committed one")
    good, bad = project / "good.ipynb", project / "bad.ipynb"
    good.write_text(source, encoding="utf-8")
    changed, n = re.subn(r"\b5 reports read", "6 reports read", source)
    assert n == 1
    bad.write_text(changed, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider",
               f"--rootdir={project}"]  # fmt: skip
    assert subprocess.run([*command, str(good)], cwd=project, capture_output=True).returncode == 0
    failed = subprocess.run([*command, str(bad)], cwd=project, capture_output=True, text=True)
    assert failed.returncode == 1 and "6 reports read" in failed.stdout


def test_nbval_runs_the_notebooks_in_the_order_of_the_pipeline():
    """In a fresh clone the tables are not there yet: each notebook must come behind those whose tables it reads."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--collect-only", "-p", "no:cacheprovider"]
    listed = subprocess.check_output([*command, "reports/notebooks"], cwd=ROOT, text=True)
    seen = list(dict.fromkeys(re.findall(r"reports/notebooks/(\w+)\.ipynb", listed)))
    assert seen == [stage for stage in ordered_stages(ROOT) if stage[0].isdigit()]
    assert seen.index("07_evaluation") < seen.index("06_report")


def test_notebooks_use_the_library_only():
    for path in NOTEBOOKS:
        assert not re.search(r"open\(|urllib|requests|subprocess|datetime\.now|today\(", notebook_code(path)), path.name
