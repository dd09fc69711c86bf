"""Tables: what people read and download, as CSV and Markdown.

Each function takes contract tables and returns a frame for readers: neutral words, no internal ids
where a reader has no use for them, empty where nothing is known. Writing neutralises cells that a
spreadsheet would run as a formula and escapes what Markdown would read as markup.
"""

import html
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
    return " ".join(_visible(text).split()).translate(_MARKUP)


def _visible(text: str) -> str:
    """Return text whose bidi overrides are written out, so that they turn nothing around."""
    return "".join(f"\u2039U+{ord(c):04X}\u203a" if c in _BIDI else c for c in str(text))


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


def html_table(frame: pd.DataFrame, title: str) -> str:
    """Return a frame as a page of its own: no script, no address, each text in its own direction.

    Headers scroll with the table's first column in sight; a wide table scrolls in its own box.
    """
    numeric = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    head = "".join(f'<th scope="col">{html.escape(str(column))}</th>' for column in frame.columns)
    rows = []
    for row in frame.itertuples(index=False):
        cells = (
            f'<td class="number">{"" if pd.isna(v) else f"{v:,}"}</td>' if n
            else f'<td dir="auto"{_SHORT * (" " not in str(v))}>{"" if pd.isna(v) else html.escape(_visible(v))}</td>'
            for v, n in zip(row, numeric, strict=True)
        )  # fmt: skip
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(rows)
    name = html.escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{name}</title>\n'
        f"<style>{_TABLE_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n"
        "<p>Empty: not known or not bounded; never zero.</p>\n"
        f'<div class="wide" role="region" aria-label="{name}" tabindex="0">\n<table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n"
    )


_SHORT = ' class="short"'  # a date or a code, which is not broken
_TABLE_STYLE = (
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem}"
    "h1{font-size:1.25rem}.short{white-space:nowrap}.wide{overflow:auto;max-height:85vh}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid #8885;text-align:start;vertical-align:top;max-width:32rem}"
    "th{position:sticky;top:0;background:Canvas}.number{text-align:right;font-variant-numeric:tabular-nums}"
)


def write_reader_table(frame: pd.DataFrame, folder: Path, name: str, about: str = "") -> None:
    """Write a reader's table as <name>.csv (formula-safe), <name>.md and <name>.html; `about`: what one row is."""
    safe = frame.map(neutralise)
    title = f"{name}: {about}" if about else name
    write_text(Path(folder) / f"{name}.csv", safe.to_csv(index=False, lineterminator="\n", na_rep=""))
    write_text(Path(folder) / f"{name}.md", markdown_table(frame))
    write_text(Path(folder) / f"{name}.html", html_table(frame, title))
