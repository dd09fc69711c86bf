"""Tables: what people read and download, as CSV and Markdown.

Each function takes contract tables and returns a frame for readers: neutral words, no internal ids
where a reader has no use for them, empty where nothing is known. Writing neutralises cells that a
spreadsheet would run as a formula and escapes what Markdown would read as markup.
"""

from pathlib import Path

import pandas as pd

from analysis.store import write_text

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()<>#+!|~^$@'\""})


def set_display() -> None:
    """Set how notebooks show frames: all columns, whole texts, no index arithmetic."""
    pd.set_option("display.max_columns", 40, "display.max_colwidth", 90, "display.max_rows", 60, "display.width", 160)


def table_of_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals for readers: what is counted, when, low, best, high and status."""
    frame = totals.sort_values(
        ["publisher", "window_start", "window_end", "measure", "group", "actor", "method", "total_id"]
    )
    return pd.DataFrame(
        {
            "measure": frame["measure"], "group": frame["group"], "fire of": frame["actor"],
            "by": frame["method"], "publisher": frame["publisher"], "from": frame["window_start"],
            "to": frame["window_end"], "low": frame["low"], "best": frame["best"], "high": frame["high"],
            "status": frame["status"],
        }
    ).reset_index(drop=True)  # fmt: skip


def table_of_periods(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the tolls implied between running totals."""
    frame = periods.sort_values(["from", "to", "measure", "group", "actor", "method"])
    columns = ["measure", "group", "actor", "method", "publisher", "from", "to", "low", "best", "high"]
    return frame[columns].rename(columns={"actor": "fire of", "method": "by"}).reset_index(drop=True)


def table_of_conflicts(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Return the conflicts with their gaps and explanations."""
    columns = ["kind", "gap", "explanation_en", "explanation_ar"]
    return conflicts.sort_values("conflict_id")[columns].reset_index(drop=True)


def neutralise(cell):
    """Return a cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it stands; line breaks and bidi overrides become visible."""
    shown = "".join(f"\u2039U+{ord(c):04X}\u203a" if c in _BIDI else c for c in str(text))
    return " ".join(shown.split()).translate(_MARKUP)


_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def markdown_table(frame: pd.DataFrame, widths: tuple[int, ...] | None = None) -> str:
    """Return a frame as a Markdown pipe table; numbers are set with thousands commas.

    `widths`: relative widths of the columns, which pandoc takes from the dashes of the rule.
    """
    numeric = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    lines = ["| " + " | ".join(escape_markdown(c) for c in frame.columns) + " |"]
    dashes = ["-" * (width or 3) for width in (widths or [3] * len(frame.columns))]
    lines.append("|" + "|".join(d + ":" * n for d, n in zip(dashes, numeric, strict=True)) + "|")
    for row in frame.itertuples(index=False):
        cells = ["" if pd.isna(v) else f"{v:,}" if n else escape_markdown(v) for v, n in zip(row, numeric, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def write_reader_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    """Write a reader's table as <name>.csv (formula-safe) and <name>.md."""
    safe = frame.map(neutralise)
    write_text(Path(folder) / f"{name}.csv", safe.to_csv(index=False, lineterminator="\n", na_rep=""))
    write_text(Path(folder) / f"{name}.md", markdown_table(frame))
