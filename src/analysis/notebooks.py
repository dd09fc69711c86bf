"""The notebook runner: one parameterized notebook is one stage, run by papermill.

It gives a notebook the parameters of its section of params.yaml, refuses unknown ones, runs it in the
project's environment and keeps the executed copy in reports/notebooks without times, so that the same
input gives the same bytes. A notebook that fails leaves no copy; the error names its cell.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import yaml

from analysis.errors import HasilaError, ParameterError
from analysis.params import check_section, load_params, read_notebook_parameters
from analysis.paths import processed_folder, reports_folder
from analysis.store import clear_leftovers, write_text


def section_of(notebook: Path) -> str:
    """Return the section of params.yaml that a notebook belongs to (01_corpus.ipynb → corpus)."""
    return Path(notebook).stem.split("_", 1)[1]


def run_notebook(notebook: Path, root: Path, overrides: dict[str, object] | None = None) -> None:
    """Run one stage and write its executed copy.

    Parameters
    ----------
    notebook : notebooks/NN_name.ipynb.
    root : the project's root, working directory of the notebook.
    overrides : parameters that replace those of params.yaml.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    notebook = Path(notebook)
    for folder in (processed_folder(root), reports_folder(root)):
        clear_leftovers(folder)
    if not notebook.is_file():
        raise HasilaError(found=f"no notebook {notebook}", expected="notebooks/NN_name.ipynb")
    section = section_of(notebook)
    parameters = load_params(root / "params.yaml")[section] | (overrides or {})
    parameters = check_section(section, parameters, "parameters of this run")
    declared = read_notebook_parameters(nbformat.read(notebook, as_version=4))
    if set(declared) != set(parameters):
        raise ParameterError(
            found=f"the parameters cell names {', '.join(sorted(declared))}",
            expected=", ".join(sorted(parameters)),
            where=notebook.name,
        )
    with tempfile.TemporaryDirectory() as folder, _plain_kernel(Path(folder)):
        output = Path(folder) / notebook.name
        try:
            papermill.execute_notebook(
                str(notebook), str(output), parameters=parameters, cwd=str(root), kernel_name="python3",
                progress_bar=False, log_output=False, stdout_file=None,
            )  # fmt: skip
        except PapermillExecutionError as error:
            message = f"{error.ename}: {error.evalue}"
            raise HasilaError(found=message, where=f"{notebook.name}, cell {error.cell_index}") from error
        executed = nbformat.read(output, as_version=4)
    write_text(reports_folder(root) / "notebooks" / notebook.name, nbformat.writes(without_times(executed)) + "\n")


@contextmanager
def _plain_kernel(folder: Path) -> Iterator[None]:
    """Keep the user's own IPython profile and start-up files out of the run, and its hash seed fixed."""
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text("get_config().IPKernelApp.log_level = 40\n", encoding="utf-8")
    chosen = {"IPYTHONDIR": str(folder / "ipython"), "PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0")}
    before = {name: os.environ.get(name) for name in chosen}
    os.environ.update(chosen)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def without_times(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an executed notebook without anything that differs between two runs of the same input."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        cell.metadata = {"tags": tags} if tags else {}
        cell["id"] = f"cell-{number:02d}"
        if cell.cell_type == "code":
            cell.outputs = _join_streams([o for o in cell.outputs if o.get("name") != "stderr"])
            for output in cell.outputs:
                output.pop("metadata", None)
                if output.output_type in ("display_data", "execute_result"):
                    output["metadata"] = {}
    return notebook


def _join_streams(outputs: list) -> list:
    """Join what was printed in several pieces; where the pieces break depends on the clock."""
    joined: list = []
    for output in outputs:
        if joined and output.output_type == "stream" == joined[-1].output_type:
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    return joined


def stage_names(root: Path) -> list[str]:
    """Return the stages of the pipeline in their order: the notebooks, the site, the description of the run."""
    return [*(path.stem for path in sorted((Path(root) / "notebooks").glob("[0-9][0-9]_*.ipynb"))), "site", "crate"]


@contextmanager
def progress(name: str, root: Path) -> Iterator[None]:
    """Tell a person who waits which stage runs and how long it took; never into an output, and not in CI."""
    names = stage_names(root)
    label = f"stage {names.index(name) + 1} of {len(names)}: {name}" if name in names else name
    quiet = bool(os.environ.get("CI"))
    started = time.monotonic()
    if not quiet:
        print(f"{label} …", file=sys.stderr, flush=True)
    yield
    if not quiet:
        print(f"{label} took {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)


@contextmanager
def unchanged_inputs(name: str, root: Path) -> Iterator[None]:
    """Raise when an input of a stage changes while it runs: its outputs would be of neither the old nor the new.

    DVC notes the state of inputs when a stage ends; without this check it would take such outputs for up to date.
    """
    before = _input_states(name, root)
    yield
    after = _input_states(name, root)
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    if changed:
        raise HasilaError(
            found=f"{', '.join(changed[:5])} changed while {name} ran", expected="inputs that stay as they are",
            remedy="run make repro again; the stage is out of date",
        )  # fmt: skip


def _input_states(name: str, root: Path) -> dict[str, tuple[int, int]]:
    """Return file → (size, time of change) of the inputs of a stage, as dvc.yaml names them."""
    try:
        stages = yaml.safe_load((root / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
        params = load_params(root / "params.yaml")
    except (OSError, KeyError, TypeError, yaml.YAMLError):
        return {}
    states = {}
    for dep in [*stages.get(name, {}).get("deps", []), "params.yaml"]:
        path = root / re.sub(r"\$\{(\w+)\.(\w+)\}", lambda m: str(params[m[1]][m[2]]), dep)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                state = file.stat()
                states[os.path.relpath(file, root)] = (state.st_size, state.st_mtime_ns)
    return states
