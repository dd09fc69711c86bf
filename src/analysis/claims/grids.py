"""Tables in plain text: lines of cells under a heading line, 'Governorate | dead | hurt', 'Idlib | 14 | 32'.

The heading of its column says what a number counts, the first cell of its line where. Cells are parted by upright
strokes or tabs; a line of dashes may stand under the heading. A line 'the total' holds the sums of its columns.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.claims.figure import Figure
from analysis.lattice import contains
from analysis.lexicons import word_set
from analysis.scan import Scan

_RULE = re.compile(r"[\s|:+\-–—=]*")  # the line under a heading


@dataclass
class _Line:
    """One line of cells: its paragraph, the number of its row, and the characters of each cell."""

    paragraph: int
    row: int
    cells: list[tuple[int, int]]


def read_grids(scan: Scan, figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Give the numbers of tables what the headings of their columns count, and the places of their lines.

    Return (part, whole) for the numbers of a column and the one in the line of totals that they add up to.
    """
    if "|" not in scan.text and "\t" not in scan.text:
        return []
    in_line: dict[int, list[Figure]] = {}
    for figure in figures:
        in_line.setdefault(scan.paragraph_of(figure.start), []).append(figure)
    totals: list[tuple[Figure, Figure]] = []
    for heading, *rows in _blocks(_lines_of_cells(scan)):
        if rows and not in_line.get(heading.paragraph):
            columns = [(_counted_in(scan, cell), cell) for cell in heading.cells]
            totals += _read_rows(scan, heading.paragraph, columns, rows, in_line)
        elif rows and len(heading.cells) == _PAIR and (title := _title_of(scan, heading.paragraph)) is not None:
            columns = [(None, title[1]), title]  # 'The dead of the governorates', and below it 'Idlib | 14'
            totals += _read_rows(scan, heading.paragraph, columns, [heading, *rows], in_line)
    return totals


_PAIR = 2  # cells of a line
_WIDEST = 40  # cells of a line


def link_totals_of_columns(totals: list[tuple[Figure, Figure]]) -> None:
    """Make the numbers of a column the parts of their total. Runs last: each has the place and the time of its line."""
    for part, whole in totals:
        if part.parent is None:
            part.parent, part.relation = whole, "part"
            part.use("relation.part.of_total", whole.start, whole.end)


def _blocks(lines: Iterable[_Line]) -> list[list[_Line]]:
    """Return the lines of each table: one below the other, with as many cells."""
    blocks: list[list[_Line]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        goes_on = last is not None and line.row == last.row + 1 and len(line.cells) == len(last.cells)
        blocks[-1].append(line) if goes_on else blocks.append([line])
    return blocks


def _lines_of_cells(scan: Scan) -> Iterator[_Line]:
    """Yield the lines of two cells or more, but for those of dashes."""
    skipped = 0
    for number, (start, end) in enumerate(scan.paragraphs):
        text = scan.text[start:end]
        mark = "|" if "|" in text else "\t"
        if mark not in text:
            continue
        if _RULE.fullmatch(text):
            skipped += 1
            continue
        bounds, cells = [-1, *(i for i, letter in enumerate(text) if letter == mark), len(text)], []
        for left, right in pairwise(bounds):
            cells.append((start + left + 1, start + right))
        if not text[: bounds[1]].strip():
            cells = cells[1:]  # the stroke at the edge
        if cells and not scan.text[slice(*cells[-1])].strip():
            cells = cells[:-1]
        if 1 < len(cells) <= _WIDEST:
            yield _Line(number, number - skipped, cells)


def _read_rows(
    scan: Scan, paragraph: int, columns: list, rows: list[_Line], in_line: dict[int, list[Figure]]
) -> list[tuple[Figure, Figure]]:
    """Read the lines of a table. `columns`: what each counts and the characters that say so; `paragraph`: its first."""
    title = _title_of(scan, paragraph)
    read: dict[tuple[int, int], Figure] = {}
    for number, line in enumerate(rows):
        for column, figure in _alone_in_cells(scan, line, in_line).items():
            noun, heading = columns[column]
            told = noun.label if noun is not None and noun.kind in ("casualty", "strike") else ""
            told = told or (title[0].label if noun is not None and title is not None else "")
            if not told or figure.value is None:
                continue
            _read_cell(figure, noun, told)
            figure.use("measure.column", *heading)
            named = scan.places.beginning_in(line.cells[0][0], line.cells[column][0])
            figure.label = named[0] if named else None
            read[number, column] = figure
        _link_groups([read[number, column] for column in range(len(columns)) if (number, column) in read])
    return _totals(scan, rows, read)


def _read_cell(figure: Figure, noun, measure: str) -> None:
    """Let a number count what the noun in the heading of its column does."""
    people = noun.kind in ("person", "member")
    figure.role, figure.reason, figure.bare, figure.in_grid = "figure", "", False, True
    figure.kind = "strike" if noun.kind == "strike" else "people"
    figure.group = "" if noun.kind == "strike" else noun.label if people else "people"
    figure.group_stated, figure.measure = people, measure


def _link_groups(line: list[Figure]) -> None:
    """Link the children of a line of a table to its dead: a narrower group is among a wider one."""
    for figure in line:
        wider = [
            f for f in line if f.kind == figure.kind == "people" and f.measure == figure.measure and f is not figure
        ]
        wider = [f for f in wider if f.group != figure.group and contains(f.group, figure.group)]
        wider = [f for f in wider if figure.value <= f.value]
        if wider:
            narrowest = max(wider, key=lambda f: f.group.count("/"))
            figure.parent, figure.relation = narrowest, "among"
            figure.use("relation.among.column", narrowest.start, narrowest.end)


def _counted_in(scan: Scan, cell: tuple[int, int]):
    """Return the noun that the heading of a column counts, or None."""
    first, last = _positions(scan, cell)
    nouns = (noun for i in range(first, last) if (noun := scan.noun(i)) is not None)
    return next((noun for noun in nouns if noun.kind in ("casualty", "person", "member", "strike")), None)


def _positions(scan: Scan, cell: tuple[int, int]) -> tuple[int, int]:
    start, end = cell
    return scan.at(start), scan.at(max(start, end - 1)) + 1


def _title_of(scan: Scan, paragraph: int):
    """Return the only kind of casualty of the line above a table, and its characters, or None."""
    if paragraph == 0:
        return None
    first, last = _positions(scan, scan.paragraphs[paragraph - 1])
    told = [(noun, scan.span_of(i)) for i in range(first, last) if (noun := scan.noun(i)) is not None]
    told = [pair for pair in told if pair[0].kind == "casualty"]
    return told[0] if len({noun.label for noun, _ in told}) == 1 else None


def _alone_in_cells(scan: Scan, line: _Line, in_line: dict[int, list[Figure]]) -> dict[int, Figure]:
    """Return column → the number that is all that its cell holds."""
    begins, alone = [first for first, _ in line.cells], {}
    for figure in in_line.get(line.paragraph, []):
        column = bisect_right(begins, figure.start) - 1
        first, last = line.cells[column] if column >= 0 else (0, 0)
        if figure.end <= last and not (scan.text[first : figure.start] + scan.text[figure.end : last]).strip():
            alone[column] = figure
    return alone


def _totals(scan: Scan, rows: list[_Line], read: dict[tuple[int, int], Figure]) -> list[tuple[Figure, Figure]]:
    """Return (part, whole) for each column that adds up to its number in the last line, that of totals."""
    last = len(rows) - 1
    if word_set("total").isdisjoint(scan.forms[slice(*_positions(scan, rows[last].cells[0]))]):
        return []
    columns: dict[int, list[Figure]] = {}
    for (row, column), figure in read.items():
        if row != last:
            columns.setdefault(column, []).append(figure)
    wholes = {column: figure for (row, column), figure in read.items() if row == last}
    return [
        (part, wholes[column])
        for column, parts in columns.items()
        if column in wholes and len(parts) > 1 and sum(part.value for part in parts) == wholes[column].value
        for part in parts
    ]
