"""Running totals put together from parts: what rose, of whom, by whom, where, since when and to how many.

What is told between the verb and the number is told of the number, also behind another toll of the same sentence.
"""

from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.documents import Report

PUBLISHED = date(2020, 6, 20)
RISES = (
    "{rose} {s}{x} إلى {n}", "وصل{t} {s}{x} إلى {n}", "بلغ{t} {s}{x} {n}", "وبذلك {rises} {s}{x} إلى {n}",
    "قتل مدنيان بقذيفة في حماة، ل{rises} {s}{x} إلى {n}", "ارتفاع {s}{x} إلى {n}",
    "أعلنت وزارة الصحة ارتفاع {s}{x} إلى {n}",
    "وقال المرصد إن {s}{x} {rose} إلى {n}", "أعلن المرصد أن {s}{x} بلغ{t} {n}",
    "قتل 3 بغارة في حماة، ما رفع {s}{x} إلى {n}",
)  # fmt: skip


class Counted(NamedTuple):
    words: str
    feminine: bool
    measure: str
    group: str


class Told(NamedTuple):
    """Words of a count and what they tell: a side and a means, or a time (both days included)."""

    words: str
    actor: str = ""
    method: str = ""
    first: date | None = None
    last: date | None = None


COUNTS = (
    Counted("عدد القتلى", False, "killed", "people"), Counted("حصيلة القتلى", True, "killed", "people"),
    Counted("عدد القتلى المدنيين", False, "killed", "civilians"), Counted("عدد الشهداء", False, "killed", "people"),
    Counted("عدد قتلى فصائل المعارضة", False, "killed", "combatants/opposition"),
    Counted("عدد الذين قتلوا", False, "killed", "people"), Counted("عدد الجرحى", False, "wounded", "people"),
    Counted("عدد الأطفال القتلى", False, "killed", "civilians/children"),
)  # fmt: skip
CAUSES = (
    Told(""), Told(" على يد تنظيم داعش", "is"), Told(" بقصف لقوات النظام", "government", "shelling"),
    Told(" جراء الغارات الروسية", "russia", "airstrike"),
)  # fmt: skip
TIMES = (
    Told(""), Told(" منذ مطلع العام", first=date(2020, 1, 1), last=PUBLISHED),
    Told(" خلال الشهر الماضي", first=date(2020, 5, 1), last=date(2020, 5, 31)),
)  # fmt: skip


@pytest.mark.parametrize("rise", RISES)
def test_what_stands_in_a_running_total_is_told_of_it(rise):
    for count, cause, place, time, number in product(
        COUNTS, CAUSES, ("", " في إدلب"), TIMES, ("174", "174 شخصا", "أكثر من 174")
    ):
        if "شخصا" in number and count.group not in ("people", "civilians"):
            continue
        between, feminine = cause.words + place + time.words, "ت" * count.feminine
        verbs = {"rose": "ارتفع" + feminine, "rises": "ترتفع" if count.feminine else "يرتفع"}
        text = rise.format(**verbs, t=feminine, s=count.words, x=between, n=number) + "."
        tolls = [f for f in read_figures(Report("totals", text, PUBLISHED), names())[0] if f.role == "figure"]
        (figure,) = [figure for figure in tolls if figure.value == 174]
        assert (figure.measure, figure.group) == (count.measure, count.group), text
        assert (figure.actor, figure.method) == (cause.actor, cause.method), text
        window = figure.window
        assert (window and window.first, window and window.last) == (time.first, time.last), text
        assert figure.running and figure.qualifier == ("more_than" if "أكثر" in number else "exact"), text
        assert not place or [mention.text for mention in figure.places] == ["إدلب"], text
