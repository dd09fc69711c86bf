"""Breakdowns put together from parts whose reading is known: a toll, and who, where, when and by whom behind it.

What is told of a toll (its time, its place, who killed and by what) holds for its pieces too, in every order, whatever
opens the list; a piece that tells its own killer or means has that one. A list by killer names each side once, as a
verb's subject, behind 'at the hands of', in a ranking or as a label, with a share or with children behind each number.
"""

from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.claims.figure import Figure
from analysis.documents import Report

PUBLISHED = date(2018, 6, 20)


def tolls_of(text: str) -> list[Figure]:
    return [f for f in read_figures(Report("breakdowns", text, PUBLISHED), names())[0] if f.role == "figure"]


class Told(NamedTuple):
    """Words about a toll and what they tell: a time (both days included), or a side and a means."""

    words: str
    first: date | None = None
    last: date | None = None
    actor: str = ""
    method: str = ""


WHOLES = (
    "قتل 166 مدنيا{where}{when}{by}", "وثقت الشبكة مقتل 166 مدنيا{by}{where}{when}",
    "سقط{where}{when} 166 قتيلا مدنيا{by}",
    "قضى 166 مدنيا{when}{where}{by}", "سجل مقتل 166 شخصا مدنيا{when}{by}{where}",
)  # fmt: skip
WHERE = ("", " في سوريا")
WHEN = (
    Told(""),
    Told(" في أيار 2018", date(2018, 5, 1), date(2018, 5, 31)),
    Told(" خلال الشهر الماضي", date(2018, 5, 1), date(2018, 5, 31)),
    Told(" أمس", date(2018, 6, 19), date(2018, 6, 19)),
    Told(" منذ مطلع العام", date(2018, 1, 1), PUBLISHED),
    Told(" بين 1 و15 أيار 2018", date(2018, 5, 1), date(2018, 5, 15)),
    Told(" خلال عام 2017", date(2017, 1, 1), date(2017, 12, 31)),
    Told(" في 12 أيار 2018", date(2018, 5, 12), date(2018, 5, 12)),
)
BY = (
    Told(""),
    Told(" بقصف مدفعي لقوات النظام", actor="government", method="shelling"),
    Told(" على يد تنظيم داعش", actor="is"),
    Told(" بغارات روسية", actor="russia", method="airstrike"),
)
CHILDREN, WOMEN, MEN = "civilians/children", "civilians/women", "civilians/men"
BY_GROUP = {
    "، منهم 98 طفلا و68 امرأة": (CHILDREN, WOMEN),
    "، بينهم 20 طفلا و10 نساء": (CHILDREN, WOMEN),
    ": 98 رجلا و68 امرأة": (MEN, WOMEN),
    " (98 رجلا و68 امرأة)": (MEN, WOMEN),
    "، هم 98 رجلا و68 امرأة": (MEN, WOMEN),
    " (منهم 20 طفلا و10 نساء)": (CHILDREN, WOMEN),
}
BY_PLACE = (
    ": 98 في إدلب، و68 في حلب", "، 98 منهم في إدلب و68 في حلب", "، توزعوا على إدلب (98) وحلب (68)",
    "، بينهم 98 في إدلب و68 في حلب", "، معظمهم في إدلب (98) وحلب (60)", "، أكثرهم في إدلب (98) تليها حلب (60)",
)  # fmt: skip
BY_MEANS = {
    "، 98 منهم قتلوا بغارات روسية و68 بالبراميل المتفجرة": (("russia", "airstrike"), (None, "barrel_bomb")),
    "، 98 منهم على يد قوات النظام و68 على يد فصائل المعارضة": (("government", ""), ("opposition", "")),
    "، قتلت قوات النظام 98 منهم والقوات الروسية 68": (("government", ""), ("russia", "")),
    "، على يد قوات النظام 98، وعلى يد القوات الروسية 68": (("government", ""), ("russia", "")),
}


def wholes(pieces: str, causes=BY):
    for whole, where, when, by in product(WHOLES, WHERE, WHEN, causes):
        text = whole.format(where=where, when=when.words, by=by.words) + pieces + "."
        tolls = tolls_of(text)
        assert len(tolls) == 3, f"{text}: {[figure.text for figure in tolls]}"
        for figure in tolls:
            window = figure.window
            assert (window and window.first, window and window.last) == (when.first, when.last), (
                f"{text}: {figure.text}"
            )
            assert figure.measure == "killed", text
        assert tolls[0].group == "civilians" and tolls[0].parent is None, text
        assert all(figure.parent is tolls[0] for figure in tolls[1:]), text
        yield text, by, tolls


@pytest.mark.parametrize("pieces", BY_GROUP)
def test_pieces_by_group_have_the_time_and_cause_of_the_toll(pieces):
    for text, by, tolls in wholes(pieces):
        assert tuple(figure.group for figure in tolls[1:]) == BY_GROUP[pieces], text
        assert {(figure.actor, figure.method) for figure in tolls} == {(by.actor, by.method)}, text


@pytest.mark.parametrize("pieces", BY_PLACE)
def test_pieces_by_place_have_their_place_and_the_rest_of_the_toll(pieces):
    for text, by, tolls in wholes(pieces):
        assert {(figure.actor, figure.method, figure.group) for figure in tolls} == {
            (by.actor, by.method, "civilians")
        }, text
        for figure, place in zip(tolls[1:], ("إدلب", "حلب"), strict=True):
            assert [mention.text for mention in figure.places] == [place], f"{text}: {figure.text}"


@pytest.mark.parametrize("pieces", BY_MEANS)
def test_pieces_by_means_have_their_own(pieces):
    for text, _, tolls in wholes(pieces, BY[:1]):
        assert (tolls[0].actor, tolls[0].method) == ("", ""), text
        for figure, (actor, method) in zip(tolls[1:], BY_MEANS[pieces], strict=True):
            assert figure.method == method and actor in (figure.actor, None), f"{text}: {figure.text}"


def test_the_wounded_beside_the_dead_have_their_own_pieces():
    for whole, when, by in product(WHOLES, WHEN, BY):
        text = whole.format(where="", when=when.words, by=by.words) + "، وأصيب 40 آخرون بينهم 12 طفلا."
        dead, hurt, children = tolls_of(text)
        assert (dead.measure, hurt.measure, children.measure) == ("killed", "wounded", "wounded"), text
        assert (dead.parent, hurt.parent, children.parent) == (None, None, hurt), text


class Side(NamedTuple):
    name: str
    actor: str
    feminine: bool = True

    def verb(self, masculine: str, feminine: str) -> str:
        return f"{feminine if self.feminine else masculine} {self.name}"


STATE, RUSSIA, IS = Side("قوات النظام", "government"), Side("القوات الروسية", "russia"), Side("تنظيم داعش", "is", False)
SDF, COALITION = Side("قوات سوريا الديمقراطية", "kurdish"), Side("التحالف الدولي", "coalition", False)
HTS, REBELS = Side("هيئة تحرير الشام", "jihadists"), Side("فصائل المعارضة", "opposition")
TRIPLES = ((STATE, RUSSIA, IS), (SDF, STATE, IS), (COALITION, HTS, REBELS), (IS, SDF, COALITION), (REBELS, RUSSIA, HTS))
BEHIND = {
    "": 0, " (19%)": 0, "، أي 19% من الحصيلة": 0, " بينهم 5 أطفال": 1, " (بينهم 5 أطفال)": 1,
    " بينهم 5 أطفال و3 سيدات": 2, " من بينهم طفل": 1,
}  # fmt: skip
LEADS = ("", "قتل 166 مدنيا في أيار 2018، ", "وثقت الشبكة مقتل 166 مدنيا في أيار 2018. ")
LISTS = {
    "one verb": lambda a, b, c, x: f"{a.verb('قتل', 'قتلت')} 98 مدنيا{x}، و{b.name} 45{x}، و{c.name} 12{x}",
    "a verb each": lambda a, b, c, x: f"{a.verb('قتل', 'قتلت')} 98 مدنيا{x}، فيما {b.verb('قتل', 'قتلت')} 45{x}، "
    f"و{c.verb('قتل', 'قتلت')} 12{x}",
    "verb and noun": lambda a, b, c, x: f"{a.verb('قتل', 'قتلت')} 98 مدنيا{x}، و{b.verb('قتل', 'قتلت')} 45 مدنيا{x}، "
    f"و{c.verb('قتل', 'قتلت')} 12 مدنيا{x}",
    "ranked": lambda a, b, c, x: f"{a.verb('حل', 'حلت')} في المرتبة الأولى {'بقتلها' if a.feminine else 'بقتله'} "
    f"98 مدنيا{x}، {b.verb('تلاه', 'تلتها')} بـ 45{x}، ثم {c.name} بـ 12{x}",
    "responsible": lambda a, b, c, x: f"{a.verb('كان', 'كانت')} {'مسؤولة' if a.feminine else 'مسؤولا'} "
    f"عن مقتل 98 مدنيا{x}، و{b.name} عن مقتل 45{x}، و{c.name} عن مقتل 12{x}",
    "responsibility": lambda a, b, c, x: f"مسؤولية {a.name} عن مقتل 98 مدنيا{x}، "
    f"و{b.name} عن 45{x}، و{c.name} عن 12{x}",
    "agent before": lambda a, b, c, x: f"قتل على يد {a.name} 98 مدنيا{x}، "
    f"وعلى يد {b.name} 45{x}، وعلى يد {c.name} 12{x}",
    "agent behind": lambda a, b, c, x: f"قتل 98 مدنيا على يد {a.name}{x}، "
    f"و45 على يد {b.name}{x}، و12 على يد {c.name}{x}",
    "leads the list": lambda a, b, c, x: f"{a.verb('تصدر', 'تصدرت')} قائمة مرتكبي الانتهاكات بـ 98 قتيلا{x}، "
    f"{b.verb('تلاه', 'تلتها')} بـ 45{x}، ثم {c.name} بـ 12{x}",
    "labels": lambda a, b, c, x: f"توزع القتلى حسب الجهة الفاعلة: {a.name} 98{x}، {b.name} 45{x}، {c.name} 12{x}",
}  # fmt: skip


@pytest.mark.parametrize("form", LISTS)
def test_a_list_by_killer_charges_each_side_with_its_own(form):
    for lead, sides, (behind, some) in product(LEADS, TRIPLES, BEHIND.items()):
        text = lead + LISTS[form](*sides, behind) + "."
        tolls = tolls_of(text)
        whole = tolls.pop(0) if lead else None
        assert len(tolls) == 3 * (1 + some), f"{text}: {[figure.text for figure in tolls]}"
        charged, subsets = tolls[:: 1 + some], [tolls[i :: 1 + some] for i in range(1, 1 + some)]
        assert [figure.value for figure in charged] == [98, 45, 12], text
        assert [figure.actor for figure in charged] == [side.actor for side in sides], text
        assert {(figure.measure, figure.parent) for figure in charged} == {("killed", whole)}, text
        labels = form in ("leads the list", "labels")  # 'the dead', whoever they were
        assert labels or {figure.group for figure in charged} == {"civilians"}, text
        for figures in subsets:
            assert [figure.parent for figure in figures] == charged, text
            assert [figure.actor for figure in figures] == [side.actor for side in sides], text


RANKED = (
    "تصدرت محافظة إدلب المحافظات من حيث عدد الضحايا بـ 98 ضحية، تلتها حلب بـ 45، ثم حماة بـ 12",
    "جاءت محافظة إدلب في المرتبة الأولى بـ 98 قتيلا، وجاءت حلب ثانية بـ 45 قتيلا، وحماة ثالثة بـ 12 قتيلا",
    "جاءت إدلب في المقدمة بـ 98 قتيلا تليها حلب (45) فحماة (12)", "شهدت إدلب مقتل 98 مدنيا، وحلب 45، وحماة 12",
    "قتل في إدلب 98 مدنيا (60%)، وفي حلب 45 (27%)، وفي حماة 12",
    "تصدرت إدلب القائمة بـ 98 قتيلا، تلتها حلب بـ 45 فحماة بـ 12",
    "شهدت إدلب مقتل 98 مدنيا بينهم 5 أطفال، وحلب 45 بينهم 3 أطفال، وحماة 12",
)  # fmt: skip


@pytest.mark.parametrize("text", RANKED)
def test_a_ranking_by_place_gives_each_place_its_own(text):
    tolls = [figure for figure in tolls_of(text + ".") if figure.relation != "among"]
    assert [figure.value for figure in tolls] == [98, 45, 12]
    assert [[mention.text for mention in figure.places] for figure in tolls[1:]] == [["حلب"], ["حماة"]]
    assert tolls[0].places[0].text.endswith("إدلب") and {figure.measure for figure in tolls} == {"killed"}


MEASURED = {
    "قتل 7 مدنيين في أريحا": "القتلى",
    "أصيب 7 أشخاص بقصف على أريحا": "المصابين",
    "ارتفعت حصيلة القتلى إلى 7": "الضحايا",
}
AMONG = (
    "، بينهم {}", "، من بينهم {}", "، منهم {}", "، بين {dead} {}", "، من بين {dead} {}", ". ومن بين {dead} {}",
    ". وكان من بين {dead} {}", ". وبين {dead} {}", " بينهم {}", "، وبينهم {}", "، بمن فيهم {}", " (بينهم {})",
    ". وأوضح المصدر أن بينهم {object}", ". وأكد أن من بين {dead} {object}", "، من ضمنهم {}",
)  # fmt: skip
SOME = {
    "طفل": ("طفلا", ((1, CHILDREN),)),
    "امرأة حامل": ("امرأة حاملا", ((1, WOMEN),)),
    "طفل وامرأتان": ("طفلا وامرأتين", ((1, CHILDREN), (2, WOMEN))),
    "طفلان وامرأة": ("طفلين وامرأة", ((2, CHILDREN), (1, WOMEN))),
    "امرأة و3 أطفال": ("امرأة و3 أطفال", ((1, WOMEN), (3, CHILDREN))),
    "صحفي": ("صحفيا", ((1, "civilians/journalists"),)),
    "معلمة وطفلتاها": ("معلمة وطفلتيها", ((1, WOMEN), (2, CHILDREN))),
    "رجل وزوجته وطفلهما": ("رجلا وزوجته وطفلهما", ((1, MEN), (1, WOMEN), (1, CHILDREN))),
    "ثلاثة أطفال وسيدة": ("ثلاثة أطفال وسيدة", ((3, CHILDREN), (1, WOMEN))),
}


@pytest.mark.parametrize("opener", AMONG)
def test_of_some_without_a_number_one_is_counted(opener):
    for (told, dead), (subject, (object_, expected)) in product(MEASURED.items(), SOME.items()):
        text = told + opener.replace("{dead}", dead).format(subject, object=object_) + "."
        whole, *some = tolls_of(text)
        assert [(figure.value, figure.group) for figure in some] == list(expected), text
        assert {(figure.parent, figure.relation, figure.measure) for figure in some} == {
            (whole, "among", whole.measure)
        }, text
