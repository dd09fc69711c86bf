"""Parameters: one section of params.yaml per stage, every one known, typed and explained.

A section has exactly the names of :data:`PARAMETERS`; an unknown, missing or mistyped one is an
error that names the known ones. Notebooks call :func:`require_parameters` right after their
parameters cell, so that papermill, DVC and a person in jupyterlab meet the same check.
"""

import ast
import math
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

from analysis.errors import ParameterError
from analysis.files import read_user_yaml


@dataclass(frozen=True)
class Parameter:
    """One parameter: its type, its default and what it does."""

    type: type
    default: object
    doc: str


PARAMETERS: dict[str, dict[str, Parameter]] = {
    "corpus": {
        "reports": Parameter(str, "data/raw/reports", "folder of .txt reports, with or without sources.csv"),
        "max_bytes": Parameter(int, 5_000_000, "a larger file goes to quarantine"),
    },
    "extraction": {
        "approximate_tolerance": Parameter(float, 0.0, "half-width, as a share, granted to 'about'; 0: no bounds"),
        "morphology": Parameter(str, "", "a CAMeL Tools database of your own: names what other numbers count"),
    },
    "places": {
        "gazetteer": Parameter(str, "data/raw/gazetteer/places.csv", "facts table of places"),
        "downloads": Parameter(
            str, "", "gazetteers of your own beside it, separated by |: GeoNames SY.txt, OCHA files"
        ),
        "overrides": Parameter(str, "data/raw/hand/places.yaml", "decisions of people, over those of the program"),
        "near_km": Parameter(float, 30.0, "neighbours in a list support each other within this distance"),
        "min_confidence": Parameter(float, 0.5, "a decision whose calibrated confidence is below this stays ambiguous"),
    },
    "reconciliation": {
        "weight_exact": Parameter(int, 4, "cost of changing a figure stated exactly"),
        "weight_bound": Parameter(int, 3, "cost of moving a bound ('at least', 'more than')"),
        "weight_missing_category": Parameter(int, 4, "cost of supposing an unlisted part of an exact whole"),
        "weight_missing_under_bound": Parameter(int, 1, "the same, when the whole itself is only a bound"),
        "weight_relay": Parameter(int, 2, "cost of changing a figure of a publisher that only relays others"),
        "prefer_slips": Parameter(int, 0, "1: of equally cheap repairs keep those that a slip of the pen explains"),
        "max_alternatives": Parameter(int, 20, "equally cheap repairs listed per conflict"),
        "seconds_per_block": Parameter(
            float, 60.0, "time for one block of connected figures before it is reported as unsolved"
        ),
        "hand": Parameter(str, "data/raw/hand", "folder of corrections, published totals and their crosswalks"),
    },
    "maps_and_tables": {
        "dpi": Parameter(int, 160, "resolution of the PNG figures"),
        "boundaries": Parameter(str, "", "polygons of your own: OCHA COD-AB or geoBoundaries"),
    },
    "evaluation": {
        "draws": Parameter(int, 1000, "resamples of whole reports for the intervals of the scores"),
    },
    "report": {
        "arabic_digits": Parameter(bool, False, "Arabic-Indic digits in the Arabic report"),
        "title": Parameter(str, "What the monitors counted", "title of the report"),
    },
}


def load_params(path: Path) -> dict[str, dict[str, object]]:
    """Read params.yaml and return it when it holds exactly the known sections and names."""
    raw = read_user_yaml(path, ParameterError)
    if not isinstance(raw, dict):
        raise ParameterError(found="no sections", expected=", ".join(PARAMETERS), where=str(path))
    _require_same_names(set(raw), set(PARAMETERS), "sections", str(path))
    return {section: check_section(section, values, str(path)) for section, values in raw.items()}


def check_section(section: str, values: dict, where: str) -> dict[str, object]:
    """Return `values` when they are exactly the parameters of `section`, with their types."""
    if not isinstance(values, dict):
        raise ParameterError(found=f"section {section} is not a mapping", where=where)
    known = PARAMETERS[section]
    _require_same_names(set(values), set(known), f"parameters of {section}", where)
    return {name: _require_type(section, name, values[name], where) for name in known}


def require_parameters(section: str, namespace: dict) -> dict[str, object]:
    """Check the parameters that a notebook's namespace holds and return them.

    To be called in the first cell after the parameters: every name defined so far must then be a
    parameter of `section`, which is how an unknown ``papermill -p`` is refused rather than ignored.
    When the cell is run again later, only the known names are checked.
    """
    known = PARAMETERS[section]
    given = {
        name: value
        for name, value in namespace.items()
        if not name.startswith("_")
        and name not in ("In", "Out", "exit", "quit", "open", "get_ipython")
        and not isinstance(value, ModuleType | FunctionType | type)
    }
    first_run = not namespace.get("_hasila_parameters_checked", False)
    namespace["_hasila_parameters_checked"] = True
    chosen = given if first_run else {name: given[name] for name in known if name in given}
    return check_section(section, chosen, f"notebook parameters, section {section}")


def read_notebook_parameters(notebook: dict) -> dict[str, object]:
    """Return the literals of a notebook's cell tagged 'parameters' (nbformat 4 as a mapping)."""
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            source = "".join(cell["source"])
            return {
                node.targets[0].id: ast.literal_eval(node.value)
                for node in ast.parse(source).body
                if isinstance(node, ast.Assign)
            }
    return {}


def _require_same_names(found: set, expected: set, what: str, where: str) -> None:
    unknown, missing = sorted(map(str, found - expected)), sorted(expected - found)
    if unknown or missing:
        problems = [f"unknown: {', '.join(unknown)}"] * bool(unknown)
        problems += [f"missing: {', '.join(missing)}"] * bool(missing)
        raise ParameterError(
            found="; ".join(problems),
            expected=f"the known {what}: {', '.join(sorted(expected))}",
            where=where,
            remedy="correct the name, or remove it",
        )


def _require_type(section: str, name: str, value: object, where: str) -> object:
    expected = PARAMETERS[section][name]
    if expected.type is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, expected.type) or isinstance(value, bool) != (expected.type is bool):
        raise ParameterError(
            found=f"{name} = {value!r} ({type(value).__name__})",
            expected=f"{expected.type.__name__}: {expected.doc}",
            where=where,
            remedy=f"write for instance {name}: {expected.default!r}",
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise ParameterError(found=f"{name} = {value!r}", expected="a finite number", where=where)
    if isinstance(value, int | float) and value < 0:
        raise ParameterError(found=f"{name} = {value!r}", expected="a number of zero or more", where=where)
    return value
