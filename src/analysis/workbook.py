"""The workbook: all tables for readers in one Excel file, with a sheet that explains them.

Headers are frozen, Arabic columns read from right to left, and no cell is run as a formula: text is
written as text. The file carries no time and no author, so the same tables give the same bytes.
"""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from analysis.store import write_bytes

_FIRST_DAY = datetime(1980, 1, 1)  # the earliest time that a zip can carry
_ARABIC = ("text", "name_ar", "explanation_ar", "window_text", "term", "places")


def write_workbook(sheets: dict[str, tuple[str, pd.DataFrame]], path: Path) -> Path:
    """Write `path` (.xlsx). `sheets`: name → (what one row is, table); a readme sheet lists them first."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"title": "Hasila tables", "created": _FIRST_DAY})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    arabic = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2, "align": "right"})
    readme = book.add_worksheet("readme")
    readme.set_column(0, 0, 16)
    readme.set_column(1, 1, 90)
    for column, word in enumerate(("sheet", "one row is")):
        readme.write_string(0, column, word, head)
    for number, (name, (about, _)) in enumerate(sheets.items(), start=1):
        readme.write_string(number, 0, name, plain)
        readme.write_string(number, 1, about, plain)
    readme.write_string(
        len(sheets) + 2, 1, "Empty: not known or not bounded; never zero. See the report for the method.", plain
    )
    for name, (_, frame) in sheets.items():
        _write_sheet(book.add_worksheet(name), frame, head, plain, arabic)
    book.close()
    return write_bytes(path, _without_times(buffer.getvalue()))


def _write_sheet(sheet, frame: pd.DataFrame, head, plain, arabic) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), head)
        longest = max([len(str(name)), *(len(str(v)) for v in frame[name].head(200))])
        sheet.set_column(column, column, min(max(longest + 1, 8), 60))
        style = arabic if name in _ARABIC else plain
        for row, value in enumerate(frame[name], start=1):
            if pd.isna(value):
                sheet.write_blank(row, column, None, style)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value, style)
            elif isinstance(value, int | float) or hasattr(value, "__index__"):
                sheet.write_number(row, column, value, style)
            else:
                sheet.write_string(row, column, str(value), style)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _without_times(raw: bytes) -> bytes:
    """Return the zip with the times of its members set to the first that a zip can carry."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _FIRST_DAY.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            copy.writestr(entry, source.read(member))
    return target.getvalue()
