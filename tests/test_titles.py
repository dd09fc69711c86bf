"""Titles put together from an attack, a place and every way to head a report: who, by what, where and how many.

A title has its verb in the present, a noun for a verb, or two points between what happened and where; it may stand
alone or open a report.
"""

from itertools import product
from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.documents import Report


class Attack(NamedTuple):
    """An attack as a title names it; `actor` is None where the text gives no single one or a side of both."""

    words: str
    actor: str | None
    method: str
    feminine: bool = False


ATTACKS = (
    Attack("قصف لقوات النظام", "government", "shelling"), Attack("غارة روسية", "russia", "airstrike", True),
    Attack("قصف مدفعي تركي", "turkey", "shelling"), Attack("غارة للتحالف الدولي", "coalition", "airstrike", True),
    Attack("انفجار لغم", "", "bombing"), Attack("هجوم لداعش", "is", ""), Attack("انفجار سيارة مفخخة", "", "bombing"),
    Attack("غارات إسرائيلية", "israel", "airstrike", True), Attack("قصف بالبراميل المتفجرة", "", "barrel_bomb"),
    Attack("طائرة مسيرة تركية", "turkey", "airstrike", True), Attack("رصاص قوات النظام", "government", "shooting"),
    Attack("اشتباكات بين قسد وداعش", None, "clashes", True),
)  # fmt: skip
PLACES = ("إدلب", "مدينة إدلب", "ريف إدلب")
CIVILIANS = (
    "مقتل 5 مدنيين ب{a} على {p}", "مقتل 5 مدنيين في {a} على {p}", "5 قتلى مدنيين جراء {a} على {p}",
    "{a} {kills} 5 مدنيين في {p}", "{a} على {p} {takes} بحياة 5 مدنيين", "{p}.. مقتل 5 مدنيين ب{a}",
    "{p}: مقتل 5 مدنيين ب{a}", "عاجل | مقتل 5 مدنيين جراء {a} على {p}", "سقوط 5 قتلى مدنيين إثر {a} على {p}",
    "بينهم طفلان.. مقتل 5 مدنيين جراء {a} على {p}", "استشهاد 5 مواطنين في {a} على {p}", "5 مدنيين ضحية {a} على {p}",
    "5 ضحايا مدنيين في {a} على {p}", "مجزرة في {p}.. {a} {kills} 5 مدنيين", "{a} على {p} و5 قتلى مدنيين",
    "بالفيديو: مقتل 5 مدنيين جراء {a} على {p}",
)  # fmt: skip
PEOPLE = (
    "{a} على {p} {leaves} 5 قتلى", "{a} {brings} 5 قتلى في {p}", "{p}.. 5 قتلى ب{a}", "مصرع 5 أشخاص جراء {a} على {p}",
    "ارتفاع حصيلة {a} على {p} إلى 5 قتلى", "ارتفاع عدد قتلى {a} على {p} إلى 5",
    "مقتل عائلة من 5 أشخاص جراء {a} على {p}",
)  # fmt: skip
VERBS = {"kills": ("يقتل", "تقتل"), "takes": ("يودي", "تودي"), "leaves": ("يوقع", "توقع"), "brings": ("يخلف", "تخلف")}


@pytest.mark.parametrize(
    ("title", "group"), [(title, "civilians") for title in CIVILIANS] + [(title, "people") for title in PEOPLE]
)
def test_a_title_tells_who_was_hit_by_what_and_where(title, group):
    for attack, place, behind in product(ATTACKS, PLACES, ("", ".", "\nتفاصيل الخبر لاحقا.")):
        verbs = {name: forms[attack.feminine] for name, forms in VERBS.items()}
        text = title.format(a=attack.words, p=place, **verbs) + behind
        figures = [f for f in read_figures(Report("titles", text, None), names())[0] if f.role == "figure"]
        (figure,) = [figure for figure in figures if figure.value == 5]
        assert (figure.measure, figure.group, figure.method) == ("killed", group, attack.method), text
        assert attack.actor in (figure.actor, None), text
        assert any(mention.text.endswith("إدلب") for mention in figure.places), text


def test_what_is_expected_is_not_told_of():
    for text in ("الدفاع المدني توقع 5 قتلى تحت الأنقاض.", "غارة على إدلب، ومسؤول توقع 5 قتلى."):
        assert [f.role for f in read_figures(Report("titles", text, None), names())[0]] == ["other_count"], text
