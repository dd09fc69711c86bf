"""Where things are: the project's root and the fixed folders below it.

The root is found from the working directory upwards, so that a notebook works from any folder in
which it is opened; lexicons belong to the installed package, not to the working directory.
"""

from pathlib import Path

from analysis.errors import CorpusError

PACKAGE = Path(__file__).resolve().parent
LEXICONS = PACKAGE / "lexicons"
TEMPLATES = PACKAGE / "templates"


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder, from `start` upwards, that holds dvc.yaml and params.yaml.

    Falls back to the checkout that the package was installed from, so that a notebook opened from
    elsewhere still finds its data. Raises :class:`CorpusError` when neither is a project.
    """
    start = (start or Path.cwd()).resolve()
    for folder in [start, *start.parents, PACKAGE.parent.parent]:
        if (folder / "dvc.yaml").is_file() and (folder / "params.yaml").is_file():
            return folder
    raise CorpusError(
        found=f"no project at {start}",
        expected="a folder with dvc.yaml and params.yaml, here or above",
        remedy="change into the checkout of Hasila and run the command again",
    )


def processed_folder(root: Path) -> Path:
    """Return data/processed, where stages keep their tables."""
    return root / "data" / "processed"


def reports_folder(root: Path) -> Path:
    """Return reports, where the things that people read are kept."""
    return root / "reports"
