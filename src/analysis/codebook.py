"""The codebook: what each column holds, made from the contracts and codebook.yaml.

It is written as a page, as Frictionless data packages, and gives the HXL tags of the exports.
"""

import json
import re
from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from analysis.paths import PACKAGE
from analysis.schemas import TABLES
from analysis.store import write_text

_TYPES = {"Int64": "integer", "Float64": "number", "boolean": "boolean"}


@cache
def load_codebook() -> dict[str, dict]:
    """Return codebook.yaml: shared, one section per table, hxl."""
    return yaml.safe_load((PACKAGE / "codebook.yaml").read_text(encoding="utf-8"))


def describe(table: str, column: str) -> str:
    """Return what a column of a table holds; empty when the codebook does not know it."""
    book = load_codebook()
    return book.get(table, {}).get(column) or book["shared"].get(column, "")


def codebook_markdown() -> str:
    """Return the codebook as a page: one section per table, one row per column."""
    lines = ["# Codebook", "", "Every table of `data/processed`, as CSV in UTF-8, sorted by its key. Empty means not "
             "known or not bounded, never zero.", ""]  # fmt: skip
    for table in TABLES:
        name = table.table_name()
        key = ", ".join(f"`{column}`" for column in table.key())
        about = " ".join((table.__doc__ or "").split("\n\n")[0].split())
        lines += [f"## {name}", "", f"{about} Key: {key}.", "", "| column | type | what it holds |", "|---|---|------|"]
        for column, schema in table.to_schema().columns.items():
            kind = _TYPES.get(str(schema.dtype), "text")
            lines.append(f"| `{column}` | {kind} | {describe(name, column)} |")
        lines.append("")
    return "\n".join(lines)


def hxl_csv(frame: pd.DataFrame, table: str) -> str:
    """Return a frame as CSV with a row of HXL tags under the header; only tagged columns are written."""
    tags = {column: tag for column, tag in load_codebook()["hxl"][table].items() if column in frame.columns}
    tagged = pd.DataFrame([tags])[list(tags)].astype(object)
    rows = frame[list(tags)].astype(object)
    return pd.concat([tagged, rows.where(rows.notna(), "")]).to_csv(index=False, lineterminator="\n")


def contract_resources(folder: Path) -> list[dict]:
    """Return the Frictionless resources of the contract tables that stand in a folder."""
    found = []
    for table in TABLES:
        name = table.table_name()
        if not (Path(folder) / f"{name}.csv").is_file():
            continue
        fields = [
            {"name": column, "type": _TYPES.get(str(schema.dtype), "string"), "description": describe(name, column)}
            for column, schema in table.to_schema().columns.items()
        ]
        schema = {"fields": fields, "missingValues": [""], "primaryKey": table.key()}
        if any(field["type"] == "boolean" for field in fields):
            for field in fields:
                if field["type"] == "boolean":
                    field |= {"trueValues": ["True"], "falseValues": ["False"]}
        found.append(_resource(name, " ".join((table.__doc__ or "").split("\n\n")[0].split()), schema))
    return found


def frame_resource(name: str, about: str, frame: pd.DataFrame) -> dict:
    """Return the Frictionless resource of a reader's table, its types taken from the frame."""
    fields = []
    for column in frame.columns:
        kind = "string"
        if pd.api.types.is_bool_dtype(frame[column]):
            kind = "boolean"
        elif pd.api.types.is_integer_dtype(frame[column]):
            kind = "integer"
        elif pd.api.types.is_numeric_dtype(frame[column]):
            kind = "number"
        fields.append({"name": column, "type": kind})
    return _resource(name, about, {"fields": fields, "missingValues": [""]})


def _resource(name: str, about: str, schema: dict) -> dict:
    slug = re.sub(r"[^a-z0-9._-]+", "_", name.lower())
    return {
        "name": slug, "type": "table", "path": f"{name}.csv", "description": about, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def write_package(folder: Path, name: str, title: str, resources: list[dict]) -> Path:
    """Write datapackage.json (Frictionless Data Package) for the CSV files of a folder."""
    package = {
        "name": name, "title": title,
        "licenses": [{"name": "MIT", "title": "MIT; places as their sources, see data/README.md"}],
        "resources": resources,
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return write_text(Path(folder) / "datapackage.json", text)
