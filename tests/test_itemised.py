"""Lists that break down a toll: each item has its own cause and its own children, whatever opens the list."""

from datetime import date
from itertools import product

import pytest

from analysis.claims import read_report
from analysis.documents import Report

_ITEMS = [
    ("قضوا في قصف لطائرات التحالف الدولي", "coalition", "airstrike"), ("بانفجار ألغام", "", "bombing"),
    ("تحت التعذيب في معتقلات النظام", "government", ""), ("اغتيالا", "", ""), ("برصاص قناص", "", "shooting"),
    ("بقصف من قبل طائرات النظام", "government", "airstrike"), ("في ظروف مجهولة", "", ""),
    ("جراء القصف التركي", "turkey", "shelling"), ('على يد تنظيم "الدولة الإسلامية"', "is", ""),
    ("قتلوا في إطلاق نار عشوائي", "", "shooting"), ("جراء سقوط قذائف أطلقتها الفصائل", "opposition", "shelling"),
]  # fmt: skip
_HEADINGS = [
    "، توزعوا على الشكل التالي: ", "، موزعين على النحو التالي: ", " قضوا على الشكل التالي: ", "، وهم: ", ": ",
    " وفق ما يلي: ", "، قتلوا على النحو التالي: ", "، هم كالتالي: ",
]  # fmt: skip
_SUBSETS = [
    "",
    " بينهم 4 أطفال",
    " من بينهم 4 أطفال و3 مواطنات",
    " (بينهم 4 أطفال)",
    " بينهم طفل",
    " بينهم طفلان ومواطنة",
]
_OF_SUBSETS = [[], [4], [4, 3], [4], [1], [2, 1]]
_NOUNS = ["", " مدنيا", " شخصا", " شهيدا"]
_VALUES = (57, 28, 41, 16)


def _claims(text: str) -> list[dict]:
    return read_report(Report("r", text, date(2019, 4, 1))).claim_rows


def _list(toll: int, opener: str, joiner: str, start: int, noun: str) -> tuple[str, list[tuple]]:
    """Return a sentence with a list of four items, and value, whole, actor and method of its pieces."""
    told, pieces = [], []
    for number, value in enumerate(_VALUES):
        cause, actor, method = _ITEMS[(start + number) % len(_ITEMS)]
        subset = (start + 2 * number) % len(_SUBSETS)
        told.append(f"{value}{noun}{_SUBSETS[subset]} {cause}")
        pieces.append((value, toll, actor, method))
        pieces += [(some, value, actor, method) for some in _OF_SUBSETS[subset]]
    return f"وثق المرصد مقتل {toll} مدنيا{opener}{joiner.join(told)}.", pieces


def _pieces(rows: list[dict], toll: int) -> tuple[list[tuple], set[str]]:
    values = {row["claim_id"]: row["value"] for row in rows}
    listed = [row for row in rows if row["parent_id"]]
    whole = next(row for row in rows if row["value"] == toll)
    assert (whole["actor"], whole["method"], whole["parent_id"]) == ("", "", "")
    pieces = [(row["value"], values[row["parent_id"]], row["actor"], row["method"]) for row in listed]
    return pieces, {row["relation"] for row in listed if row["parent_id"] == whole["claim_id"]}


@pytest.mark.parametrize("heading", _HEADINGS)
@pytest.mark.parametrize(("start", "noun"), product(range(len(_ITEMS)), _NOUNS))
def test_items_that_make_up_a_toll(heading, start, noun):
    joiner = ("، و", "، ", " و")[start % 3]
    text, pieces = _list(sum(_VALUES), heading, joiner, start, noun)
    assert _pieces(_claims(text), sum(_VALUES)) == (pieces, {"part"}), text


@pytest.mark.parametrize(
    ("opener", "relation"),
    [("، توزعوا على النحو الآتي: ", "part"), ("، وهم: ", "part"), (" بينهم ", "among"), ("، منهم: ", "among")],
)
@pytest.mark.parametrize("start", range(len(_ITEMS)))
def test_items_that_are_some_of_a_toll(opener, relation, start):
    text, pieces = _list(900, opener, "، و", start, " مدنيا")
    assert _pieces(_claims(text), 900) == (pieces, {relation}), text


def test_a_list_behind_a_comma():
    text, pieces = _list(sum(_VALUES), "، ", "، و", 1, "")
    assert _pieces(_claims(text), sum(_VALUES)) == (pieces, {"part"})


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("وقع تفجير أسفر عن 8 قتلى و23 جريحا، وهو التفجير الثاني، إذ قتل 4 أشخاص وجرح 19 في تفجير مماثل.", {}),
        ("قضى 22 شخصا في القصف، 12 منهم من الطاقم و10 من المرضى بينهم 3 أطفال.", {12: 22, 10: 22, 3: 10}),
        ("قتل 14 مدنيا: النظام 8، روسيا 6.", {8: 14, 6: 14}),
        ("قتل 12 شخصا: 7 مدنيين بينهم طفلان، و5 مقاتلين.", {7: 12, 5: 12, 2: 7}),
    ],
)
def test_what_is_no_such_list(text, wholes):
    rows = _claims(text)
    values = {row["claim_id"]: row["value"] for row in rows}
    assert {row["value"]: values[row["parent_id"]] for row in rows if row["parent_id"]} == wholes
    assert "relation.item" not in " ".join(row["rule_id"] for row in rows)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("قتل 9 مدنيين في غارات. وقتل 5 في سراقب و3 في سرجة وواحد في معرة النعمان.", [5, 3, 1]),
        ("قتل 9 مدنيين. وقالت مصادر إن 5 من القتلى سقطوا في سراقب و4 في سرجة.", [5, 4]),
        ("قتل 35 وأصيب 131 في غارات. وسقط 28 قتيلا و113 جريحا في حلب، و7 قتلى و18 جريحا في سراقب.", [28, 113, 7, 18]),
        # other people: the numbers add up by chance
        ("قتل 3 في غارة على ريف حماة. وقتل واحد في سراقب واثنان في أريحا.", []),
        ("قتل 9 مدنيين في غارات. وقتل 5 في سراقب و4 في سرجة.", []),
        ("قتل 60 مدنيا في سراقب. وقتل 35 في أريحا و25 في سرجة.", []),
        ("قتل 9 مدنيين في غارات. وقتل أمس 5 في سراقب و3 في سرجة وواحد في معرة النعمان.", []),
    ],
)
def test_the_next_sentence_tells_where(text, pieces, names):
    rows = read_report(Report("r", text, date(2020, 1, 16)), names).claim_rows
    assert [row["value"] for row in rows if row["parent_id"]] == pieces
