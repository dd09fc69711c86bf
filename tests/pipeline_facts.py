"""What each stage really depends on: modules by following imports, lexicons by reading the code.

Used by the test that dvc.yaml names everything, and to rewrite the deps of dvc.yaml:
``python tests/pipeline_facts.py`` prints the stages.
"""

import ast
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "analysis"
RUNNER = ("analysis.__main__", "analysis.cli", "analysis.notebooks")


def module_file(name: str) -> Path | None:
    """Return the file of an analysis module, or None when it is no module (a function, say)."""
    path = SOURCE.joinpath(*name.split(".")[1:])
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def imported_modules(code: str, top_level_only: bool = False) -> set[str]:
    """Return the analysis modules that a piece of code imports."""
    tree = ast.parse(code)
    nodes = tree.body if top_level_only else ast.walk(tree)
    found = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analysis":
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "analysis"}
    parents = {".".join(name.split(".")[:i]) for name in found for i in range(1, name.count(".") + 1)}
    return {name for name in found | parents if module_file(name) is not None}


def module_closure(start: set[str]) -> set[Path]:
    """Return the files of all modules that `start` needs, directly or not."""
    waiting, seen = set(start), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        runner = name in RUNNER  # the runner imports a command's modules inside the command
        waiting |= imported_modules(module_file(name).read_text(encoding="utf-8"), top_level_only=runner)
    return {module_file(name) for name in seen}


def notebook_code(path: Path) -> str:
    """Return the code of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def lexicons_read_by(files: set[Path]) -> set[Path]:
    """Return the lexicon files that modules name in load_lexicon, PhraseIndex or LEXICON_NAMES."""
    found = set()
    for path in files:
        code = path.read_text(encoding="utf-8")
        names = re.findall(r'load_lexicon\("(\w+)"', code)
        for group in re.findall(r"(?:PhraseIndex\(|LEXICON_NAMES = )\(([^)]*)\)", code):
            names += re.findall(r'"(\w+)"', group)
        found |= {SOURCE / "lexicons" / f"{name}.yaml" for name in names}
    return found


def dependencies(notebook: Path) -> set[str]:
    """Return the code dependencies of a stage as paths relative to the root."""
    used = imported_modules(notebook_code(notebook)) | set(RUNNER) | {"analysis"}
    modules = module_closure(used | {"analysis.params", "analysis.store"})
    files = modules | lexicons_read_by(modules) | {notebook}
    if SOURCE / "morphology.py" in modules:
        files.add(SOURCE / "camel_data" / "catalogue.json")
    if SOURCE / "codebook.py" in modules:
        files.add(SOURCE / "codebook.yaml")
    if SOURCE / "report.py" in modules:
        files |= set((SOURCE / "templates").iterdir())
    return {path.relative_to(ROOT).as_posix() for path in files}


DATA = {
    "01_corpus": (["${corpus.reports}"], ["documents.csv", "quarantine.csv", "texts.jsonl"], []),
    "02_extraction": (
        ["data/processed/documents.csv", "data/processed/texts.jsonl", "${places.gazetteer}"],
        ["claims.csv", "numbers.csv", "place_mentions.csv"], [],
    ),
    "03_places": (
        ["data/processed/place_mentions.csv", "data/processed/texts.jsonl", "${places.gazetteer}",
         "${places.overrides}"],
        ["place_candidates.csv", "places.csv", "places.geojson", "places.gpkg", "places.qml"], [],
    ),
    "04_reconciliation": (
        ["data/processed/claims.csv", "data/processed/documents.csv", "data/processed/texts.jsonl",
         "${reconciliation.hand}"],
        ["totals.csv", "decisions.csv", "conflicts.csv", "periods.csv", "checks.csv", "corrections.csv", "joined",
         "metrics.json"], [],
    ),
    "05_maps_and_tables": (
        ["data/processed/claims.csv", "data/processed/totals.csv", "data/processed/documents.csv",
         "data/processed/places.csv", "data/processed/place_mentions.csv", "data/processed/periods.csv",
         "data/processed/conflicts.csv", "data/processed/decisions.csv", "data/processed/joined",
         "${places.gazetteer}", "data/raw/gazetteer/roads.csv",
         "data/raw/gazetteer/outline.csv", "data/processed/numbers.csv", "data/processed/quarantine.csv",
         "data/processed/checks.csv", "data/processed/place_candidates.csv"],
        ["datapackage.json"], ["reports/figures", "reports/tables", "reports/codebook.md"],
    ),
    "06_report": (
        [f"data/processed/{name}.csv" for name in (
            "documents", "quarantine", "numbers", "claims", "place_mentions", "place_candidates", "places", "totals",
            "decisions", "conflicts", "periods", "checks")]
        + ["data/processed/corrections.csv", "data/processed/scores.csv", "data/processed/place_scores.csv",
           "data/processed/texts.jsonl", "data/processed/joined", "reports/figures"],
        [], ["reports/numbers.json", "reports/evidence.html"] + [
            f"reports/report{language}.{kind}" for language in ("", ".ar") for kind in ("md", "html", "pdf", "docx")],
    ),
    "07_evaluation": (
        ["data/raw/evaluation", "${places.gazetteer}", "data/processed/documents.csv", "data/processed/texts.jsonl"],
        ["scores.csv", "place_scores.csv"], ["reports/figures_evaluation"],
    ),
}  # fmt: skip


def stages_yaml() -> str:
    """Return dvc.yaml."""
    lines = [
        "# The pipeline. Each stage runs one notebook. deps name every module, lexicon and data file that",
        "# it reads; a test compares them with the imports and with the files that a run opens.",
        "# `python tests/pipeline_facts.py` prints this file anew.",
        "stages:",
    ]
    for stage, (data, processed, reports) in DATA.items():
        notebook = ROOT / "notebooks" / f"{stage}.ipynb"
        lines += [f"  {stage}:", f"    cmd: python -m analysis run notebooks/{stage}.ipynb", "    deps:"]
        lines += [f"      - {path}" for path in [*sorted(dependencies(notebook)), *data]]
        sections = [stage.split("_", 1)[1]]
        sections += ["places.gazetteer"] * ("${places.gazetteer}" in data and stage != "03_places")
        lines += ["    params:"] + [f"      - {section}" for section in sections]
        # persist: a stage that fails leaves the last good outputs where they are
        lines.append("    outs:")
        for name in processed:
            lines += [f"      - data/processed/{name}:", "          persist: true"]
        for path in [*reports, f"reports/notebooks/{stage}.ipynb"]:
            lines += [f"      - {path}:", "          cache: false", "          persist: true"]
    lines += site_stage() + crate_stage()
    lines += ["metrics:", "  - data/processed/metrics.json"]
    return "\n".join(lines) + "\n"


def site_stage() -> list[str]:
    """Return the lines of the stage that builds the pages from what the notebooks wrote."""
    modules = module_closure({"analysis.site", "analysis.schemas", "analysis.documents", *RUNNER, "analysis"})
    files = modules | lexicons_read_by(modules) | set((SOURCE / "site").iterdir()) | {SOURCE / "codebook.yaml"}
    files |= set((ROOT / "docs").glob("*.md")) | {SOURCE / "camel_data" / "catalogue.json"}
    files |= set((SOURCE / "templates").iterdir())
    code = {path.relative_to(ROOT).as_posix() for path in files if path.is_file()}
    made = [f"data/processed/{table}.csv" for table in (
        "documents", "quarantine", "numbers", "claims", "place_mentions", "place_candidates", "places", "totals",
        "decisions", "conflicts", "periods", "checks")]  # fmt: skip
    made += ["data/processed/texts.jsonl", "reports/numbers.json", "reports/report.md", "reports/report.ar.md",
             "reports/evidence.html", "reports/figures", "reports/figures_evaluation", "reports/tables",
             "${places.gazetteer}", "data/raw/gazetteer/roads.csv", "data/raw/gazetteer/outline.csv"]  # fmt: skip
    made += [f"reports/notebooks/{stage}.ipynb" for stage in DATA]
    lines = ["  site:", "    cmd: python -m analysis site", "    deps:"]
    lines += [f"      - {path}" for path in [*sorted(code), *made]]
    lines += ["    params:", "      - places.gazetteer"]
    return [*lines, "    outs:", "      - reports/site:", "          persist: true"]


def crate_stage() -> list[str]:
    """Return the lines of the stage that describes the run: it reads all inputs and all that readers browse."""
    modules = module_closure({"analysis.crate", "analysis.schemas", *RUNNER, "analysis"})
    files = [
        *sorted(p.relative_to(ROOT).as_posix() for p in modules),
        "CITATION.cff",
        "params.yaml",
        "data/raw",
    ]
    files += [f"notebooks/{stage}.ipynb" for stage in DATA] + [f"reports/notebooks/{stage}.ipynb" for stage in DATA]
    files += [path for _, _, reports in DATA.values() for path in reports] + ["data/processed/documents.csv"]
    lines = ["  crate:", "    cmd: python -m analysis crate", "    deps:", *(f"      - {path}" for path in files)]
    return [*lines, "    params:", "      - report.title", "    outs:", "      - ro-crate-metadata.json:",
            "          cache: false", "          persist: true"]  # fmt: skip


if __name__ == "__main__":
    (ROOT / "dvc.yaml").write_text(stages_yaml(), encoding="utf-8")
