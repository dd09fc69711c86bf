"""Tables in plain text: what a number counts stands at the head of its column, where at the head of its line."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.claims import read_report
from analysis.documents import Report
from analysis.mentions import mention_id

_PLACES = ("إدلب", "حلب", "دير الزور", "معرة النعمان")


def _read(text: str, names=frozenset()) -> list[tuple]:
    """Return value, measure, group, relation, whole and places of each claim of a text."""
    reading = read_report(Report("r", text, date(2019, 7, 3)), names)
    values = {row["claim_id"]: row["value"] for row in reading.claim_rows}
    named = {mention_id("r", mention): mention.text for mention in reading.mentions}
    fields = ("value", "measure", "group", "relation")
    return [
        (*(row[f] for f in fields), values.get(row["parent_id"]), [named[place] for place in row["places"].split()])
        for row in reading.claim_rows
    ]


@pytest.mark.parametrize("mark", [" | ", "\t", "|"])
@pytest.mark.parametrize("edge", ["", "| "])
def test_a_number_counts_what_its_column_is_headed_with(mark, edge, names):
    if mark == "\t" and edge:
        pytest.skip("a line of tabs has no stroke at its edge")
    lines = ["المحافظة", "القتلى", "الجرحى"], ["إدلب", "14", "32"], ["دير الزور", "9", "21"]
    text = "\n".join(edge + mark.join(line) + edge[::-1] for line in lines)
    assert _read(text, names) == [
        (14, "killed", "people", "", None, ["إدلب"]), (32, "wounded", "people", "", None, ["إدلب"]),
        (9, "killed", "people", "", None, ["دير الزور"]), (21, "wounded", "people", "", None, ["دير الزور"]),
    ]  # fmt: skip


def test_the_line_of_totals_holds_its_columns_and_groups_are_among_the_dead_of_their_line(names):
    text = (
        "حصيلة الضحايا خلال حزيران\n| المحافظة | القتلى | الأطفال |\n|---|---|---|\n"
        "| إدلب | 140 | 32 |\n| حلب | 9 | 2 |\n| المجموع | 149 | 35 |"
    )
    assert _read(text, names) == [
        (140, "killed", "people", "part", 149, ["إدلب"]), (32, "killed", "civilians/children", "among", 140, ["إدلب"]),
        (9, "killed", "people", "part", 149, ["حلب"]), (2, "killed", "civilians/children", "among", 9, ["حلب"]),
        (149, "killed", "people", "", None, []), (35, "killed", "civilians/children", "among", 149, []),
    ]  # fmt: skip


def test_a_column_that_does_not_add_up_is_not_linked_to_its_total(names):
    text = "المحافظة | القتلى\nإدلب | 14\nحلب | 9\nالمجموع | 24"
    assert [row[3:5] for row in _read(text, names)] == [("", None)] * 3


def test_two_cells_under_a_title_need_no_heading(names):
    text = "شهداء محافظات القطاع\nغزة | 74\nخان يونس | 16"
    assert _read(text, names) == [
        (74, "killed", "people", "", None, ["غزة"]), (16, "killed", "people", "", None, ["خان يونس"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "المحافظة | عدد السكان\nإدلب | 14\nحلب | 9",  # no casualty is named
        "القتلى | الجرحى",  # no line below
        "المحافظة | القتلى\nإدلب | 14 مدرسة\nحلب | نحو",  # more than a number in its cell
        "القتلى 5 | الجرحى\nإدلب | 14",  # a number in the heading
    ],
)
def test_what_is_no_table_of_tolls_gives_no_cells(text, names):
    reading = read_report(Report("r", text, date(2019, 7, 3)), names)
    assert all("measure.column" not in row["rule_id"] for row in reading.claim_rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(1, 999)] * 2), min_size=2, max_size=4))
def test_every_cell_of_a_table_is_read(rows):
    text = "المنطقة | قتلى | جرحى\n" + "\n".join(f"{_PLACES[i]} | {a} | {b}" for i, (a, b) in enumerate(rows))
    read = [(value, measure) for value, measure, *_ in _read(text)]
    assert read == [cell for a, b in rows for cell in ((a, "killed"), (b, "wounded"))]
