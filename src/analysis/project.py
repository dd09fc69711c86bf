"""A new project for somebody else's reports: the same pipeline, with an empty corpus.

:func:`new_project` copies notebooks, gazetteer, evaluation and pages of help from the checkout, writes
parameters with their defaults, empty tables for what people decide, and a dvc.yaml whose stages depend on
the project's data and on the version of the package.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import yaml

from analysis.documents import CARD_COLUMNS
from analysis.errors import HasilaError
from analysis.params import PARAMETERS
from analysis.paths import PACKAGE
from analysis.store import write_text

CHECKOUT = PACKAGE.parent.parent
_COPIED = ("notebooks", "docs", "data/raw/gazetteer", "data/raw/evaluation", "data/raw/hand")
_MAKEFILE = """# Made by `python -m analysis new`. `make repro` runs the pipeline, `make site` builds the pages.
PYTHON ?= {python}
export PATH := {folder}:$(PATH)
export DVC_NO_ANALYTICS := 1
export PYTHONHASHSEED := 0
export MPLBACKEND := agg

.PHONY: repro site
repro:
	@dvc repro

site:
	@dvc repro site
"""
_README = """# Tolls of my reports

1. Put one `.txt` file per report into `data/raw/reports`, and one row per file into `sources.csv` there.
2. `make repro`
3. Open `reports/report.html`.

docs/tutorial.md tells the rest.
"""


def new_project(target: Path) -> Path:
    """Make a project in `target` and return it.

    Raises
    ------
    HasilaError : `target` exists and is not an empty folder, or the package does not run from a checkout.
    """
    target = Path(target).resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise HasilaError(found=f"{target} is not empty", expected="a new or an empty folder",
                          remedy="choose another name; nothing was written")  # fmt: skip
    if not (CHECKOUT / "notebooks").is_dir():
        raise HasilaError(found=f"no notebooks in {CHECKOUT}", expected="the package installed from its checkout",
                          remedy="clone the repository, run make repro there and try again")  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        fresh = Path(folder) / "project"
        _fill(fresh)
        if target.exists():
            target.rmdir()
        fresh.rename(target)
    return target


def _fill(project: Path) -> None:
    for name in _COPIED:
        shutil.copytree(CHECKOUT / name, project / name)
    for path in sorted((project / "data" / "raw" / "hand").glob("*.csv")):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        if path.name == "published_totals.csv":  # the coded statements are about our corpus; the crosswalks stay
            write_text(path, header + "\n")
    for name in ("corrections", "places"):
        path = project / "data" / "raw" / "hand" / f"{name}.yaml"
        comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        write_text(path, "\n".join([*comments, f"{name}: []"]) + "\n")
    write_text(project / "data" / "raw" / "reports" / "sources.csv", ",".join(CARD_COLUMNS) + "\n")
    write_text(project / "params.yaml", _parameters())
    write_text(project / "dvc.yaml", _stages())
    write_text(project / "Makefile", _MAKEFILE.format(python=sys.executable, folder=Path(sys.executable).parent))
    write_text(project / "README.md", _README)
    write_text(project / ".gitignore", "data/processed/\nreports/site/\n.dvc/cache/\n.dvc/tmp/\n")
    write_text(
        project / ".dvc" / "config", "[core]\n    no_scm = true\n    analytics = false\n    check_update = false\n"
    )


def _parameters() -> str:
    """Return params.yaml with all defaults and what each parameter does."""
    lines = ["# Parameters of the pipeline, one section per stage. Unknown and missing names are errors."]
    for section, parameters in PARAMETERS.items():
        lines.append(f"{section}:")
        for name, parameter in parameters.items():
            value = (
                yaml.safe_dump(parameter.default, default_flow_style=True).splitlines()[0].removesuffix("...").strip()
            )
            lines.append(f"  {name}: {value}  # {parameter.doc}")
    return "\n".join(lines) + "\n"


def _stages() -> str:
    """Return dvc.yaml without our source files: the package is installed beside the project."""
    stages = yaml.safe_load((CHECKOUT / "dvc.yaml").read_text(encoding="utf-8"))
    for stage in stages["stages"].values():
        stage["deps"] = [path for path in stage["deps"] if not path.startswith(("src/", "CITATION"))]
        for out in stage["outs"]:
            for options in out.values():
                options.pop("cache", None)
    return "# The pipeline; `dvc repro` runs what is out of date.\n" + yaml.safe_dump(
        stages, sort_keys=False, width=100
    )
