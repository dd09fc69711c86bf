"""Lists by perpetrator: whatever opens the list and however its numbers stand, each number has its own side."""

from datetime import date
from itertools import product

import pytest

from analysis.claims import read_report
from analysis.documents import Report

_SIDES = [
    ("قوات النظام", "government"), ("القوات الروسية", "russia"), ("تنظيم داعش", "is"),
    ("هيئة تحرير الشام", "jihadists"), ("قوات سوريا الديمقراطية", "kurdish"),
]  # fmt: skip
_VALUES = (503, 34, 12)
_HEADINGS = [
    "توزعت حصيلة القتلى بحسب الجهة الفاعلة:", "القتلى حسب الجهة المسؤولة:", "عدد القتلى وفق الجهة المنفذة:",
    "توزع القتلى وفقا للجهات المرتكبة كالتالي:", "بلغت حصيلة القتلى حسب الجهات الفاعلة:",
    "توزعت الضحايا على الجهات المسؤولة عن القتل:", "أعداد القتلى بحسب مرتكبي الانتهاكات:",
    "الجهات المسؤولة عن مقتل المدنيين:",
]  # fmt: skip
_ITEMS = ["{s} {v}", "{s}: {v}", "{s} ({v})", "{s} - {v}", "{s} {v} قتيلا", "{s} {v} بينهم طفلان"]
_WHOLES = ["قتل 600 مدني في تموز، ", "وثقنا مقتل 600 مدني، ", "بلغ عدد القتلى المدنيين 600، "]
_PIECES = [
    "{v} على يد {s}", "{v} بينهم طفلان على يد {s}", "{v} على يد {s} بينهم طفلان", "{v} قتلهم {s}", "{v} قتلتهم {s}",
    "{v} من قبل {s}", "{v} منهم على يد {s}", "{v} قتلوا على يد {s}", "{v} قضوا على يد {s}",
]  # fmt: skip
_RANKINGS = [
    "تصدرت {0} قائمة الجهات المتسببة بمقتل المدنيين بـ 503، تلتها {1} بـ 34، ثم {2} بـ 12.",
    "جاءت {0} في المرتبة الأولى بين مرتكبي القتل بـ 503 قتلى، تليها {1} بـ 34 قتيلا، ثم {2} بـ 12.",
    "كانت {0} مسؤولة عن مقتل 503 مدنيين، و{1} عن 34، و{2} عن 12.",
    "{0} مسؤولة عن مقتل 503 مدنيين، تليها {1} بـ 34، ثم {2} بـ 12.",
    "تتحمل {0} مسؤولية مقتل 503 مدنيين، و{1} 34، و{2} 12.",
    "حملت الشبكة {0} مسؤولية مقتل 503 مدنيين، و{1} 34، و{2} 12.",
    "قتلت {0} 503 مدنيين، و{1} 34، و{2} 12.",
    "قتلت {0} 503 مدنيين، بينما قتلت {1} 34، وقتل {2} 12.",
]


def _read(text: str) -> list[dict]:
    rows = read_report(Report("list", text, date(2022, 6, 15))).claim_rows
    assert all(row["measure"] == "killed" for row in rows), text
    assert not [row["text"] for row in rows if row["group"].startswith("combatants")], text  # they killed
    return sorted(rows, key=lambda row: row["start"])


def _expected(sides: list[tuple[str, str]], children: bool) -> list[tuple[int, str]]:
    each = ([(value, actor), (2, actor)] if children else [(value, actor)]
            for value, (_, actor) in zip(_VALUES, sides, strict=True))  # fmt: skip
    return [pair for pairs in each for pair in pairs]


@pytest.mark.parametrize("heading", _HEADINGS)
def test_list_by_side_names_those_who_killed(heading):
    for item, comma in product(_ITEMS, ("، ", " و", "؛ ")):
        pieces = [item.format(s=side, v=value) for value, (side, _) in zip(_VALUES, _SIDES[:3], strict=True)]
        text = f"{heading} {comma.join(pieces)}."
        rows = _read(text)
        assert [(row["value"], row["actor"]) for row in rows] == _expected(_SIDES[:3], "طفلان" in item), text


@pytest.mark.parametrize("whole", _WHOLES)
def test_pieces_of_a_toll_by_side_leave_the_whole_to_nobody(whole):
    for piece, among in product(_PIECES, ("", "منهم ", "بينهم ")):
        if among and "منهم" in piece:
            continue
        pieces = [piece.format(s=side, v=value) for value, (side, _) in zip(_VALUES, _SIDES[:3], strict=True)]
        text = f"{whole}{among}{'، و'.join(pieces)}."
        first, *rows = _read(text)
        assert (first["value"], first["actor"]) == (600, ""), text
        assert [(row["value"], row["actor"]) for row in rows] == _expected(_SIDES[:3], "طفلان" in piece), text
        tops = [row for row in rows if row["value"] != 2]
        assert {row["parent_id"] for row in tops} == {first["claim_id"]}, text
        assert all(row["parent_id"] in {top["claim_id"] for top in tops} for row in rows if row["value"] == 2), text


@pytest.mark.parametrize("ranking", _RANKINGS)
@pytest.mark.parametrize("order", [(0, 1, 2), (4, 1, 2), (3, 4, 1)])
def test_ranking_of_sides_charges_each_with_its_own(ranking, order):
    sides = [_SIDES[number] for number in order]
    rows = _read(ranking.format(*(side for side, _ in sides)))
    assert [(row["value"], row["actor"]) for row in rows] == _expected(sides, children=False)


@pytest.mark.parametrize(
    "text",
    [
        "بلغ عدد القتلى 549: قوات النظام 503، الفصائل 34، داعش 12.",
        "خسائر الطرفين: قتلى قوات النظام 503، قتلى الفصائل 34.",
    ],
)
def test_without_words_for_perpetrators_a_side_names_the_dead(text):
    rows = read_report(Report("dead", text, date(2022, 6, 15))).claim_rows
    sided = [row for row in rows if row["value"] != 549]
    assert sided and all(row["group"].startswith("combatants/") and not row["actor"] for row in sided)
