"""Clauses and lists put together from parts whose reading is known: each keeps its own side, means, place and time.

Two clauses of one sentence can stand in any order, behind every word that joins clauses; what one of them tells is
not told of the other. An attack can be told before what came of it, in every way to say so; a list can be by place,
by killer or by who was killed, behind every mark that opens one.
"""

from datetime import date
from itertools import permutations, product
from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.claims.figure import Figure
from analysis.documents import Report

PUBLISHED = date(2021, 3, 17)  # a Wednesday


class Clause(NamedTuple):
    """What a clause tells of {n} people in the town {p}."""

    text: str
    actor: str
    method: str
    measure: str
    group: str


CLAUSES = (
    Clause("قتل {n} مدنيين بقصف لقوات النظام على مدينة {p}", "government", "shelling", "killed", "civilians"),
    Clause("قتل {n} مدنيين في مدينة {p} جراء غارة روسية", "russia", "airstrike", "killed", "civilians"),
    Clause("أصيب {n} أشخاص بانفجار لغم في مدينة {p}", "", "bombing", "wounded", "people"),
    Clause("اعتقلت قسد {n} مدنيين في مدينة {p}", "kurdish", "", "detained", "civilians"),
    Clause("أسفر قصف تركي على مدينة {p} عن مقتل {n} مدنيين", "turkey", "shelling", "killed", "civilians"),
    Clause("قصفت قوات النظام مدينة {p} ما أدى إلى مقتل {n} مدنيين", "government", "shelling", "killed", "civilians"),
    Clause("قتل {n} من عناصر داعش في اشتباكات مع قسد قرب مدينة {p}", "kurdish", "clashes", "killed", "combatants/is"),
    Clause("شنت إسرائيل غارات على مدينة {p} أدت إلى مقتل {n} جنود", "israel", "airstrike", "killed", "combatants"),
    Clause("عثر الأهالي على {n} جثث في مدينة {p}", "", "", "killed", "people"),
    Clause("قتل مسلحون مجهولون {n} مدنيين في مدينة {p}", "", "", "killed", "civilians"),
    Clause("نزحت {n} عائلات من مدينة {p}", "", "", "displaced_households", ""),
    Clause("استهدفت مسيرة تركية مدينة {p} ما أدى إلى مقتل {n} مدنيين", "turkey", "airstrike", "killed", "civilians"),
    Clause("توفي {n} أطفال بسبب البرد في مدينة {p}", "", "", "killed", "civilians/children"),
    Clause("أعدم تنظيم داعش {n} مدنيين في مدينة {p}", "is", "execution", "killed", "civilians"),
    Clause("شهدت مدينة {p} مقتل {n} مدنيين", "", "", "killed", "civilians"),
    Clause("{n} مدنيين قتلوا بقصف لقوات النظام على مدينة {p}", "government", "shelling", "killed", "civilians"),
    Clause("انفجرت سيارة مفخخة في مدينة {p} ما أسفر عن مقتل {n} مدنيين", "", "bombing", "killed", "civilians"),
    Clause("أدى هجوم لداعش على مدينة {p} إلى مقتل {n} مدنيين", "is", "", "killed", "civilians"),
    Clause("اندلعت اشتباكات في مدينة {p} أدت إلى مقتل {n} مدنيين", "", "clashes", "killed", "civilians"),
    Clause("خطف مسلحون {n} مدنيين في مدينة {p}", "", "", "detained", "civilians"),
    Clause("دهمت قوات النظام مدينة {p} واعتقلت {n} مدنيين", "government", "", "detained", "civilians"),
    Clause("جرح {n} مدنيين برصاص قوات النظام في مدينة {p}", "government", "shooting", "wounded", "civilians"),
    Clause("فقد {n} مدنيين حياتهم بغارة للتحالف الدولي على مدينة {p}", "coalition", "airstrike", "killed", "civilians"),
    Clause("قضى {n} مدنيين تحت التعذيب في سجون النظام في مدينة {p}", "government", "", "killed", "civilians"),
)  # fmt: skip
JOINS = (
    "، و", "، فيما ", "، في حين ", "، كما ", "، وإضافة إلى ذلك ", "، وفي الوقت نفسه ", "؛ و", ". و",
    ". وفي سياق متصل، ", ".\n",
)  # fmt: skip
TIMES = (
    ("أمس", date(2021, 3, 16), date(2021, 3, 16)), ("في 5 آذار", date(2021, 3, 5), date(2021, 3, 5)),
    ("يوم الاثنين", date(2021, 3, 15), date(2021, 3, 15)), ("خلال شهر شباط", date(2021, 2, 1), date(2021, 2, 28)),
    ("منذ مطلع العام", date(2021, 1, 1), PUBLISHED), ("عام 2020", date(2020, 1, 1), date(2020, 12, 31)),
    ("خلال الساعات الـ24 الماضية", date(2021, 3, 16), PUBLISHED),
)  # fmt: skip
TIMED = (
    "قتل {n} مدنيين {t} في مدينة {p}", "قتل {n} مدنيين في مدينة {p} {t}", "أصيب {n} أشخاص {t} بانفجار لغم في مدينة {p}",
    "اعتقلت قسد {t} {n} مدنيين في مدينة {p}", "أسفر قصف تركي على مدينة {p} {t} عن مقتل {n} مدنيين",
    "عثر الأهالي {t} على {n} جثث في مدينة {p}", "بلغ عدد القتلى {t} {n} مدنيين",
)  # fmt: skip
TIMED_JOINS = ("، و", "، فيما ", "، كما ", "؛ و", ". و", ".\n")


def tolls_of(text: str) -> dict[int, Figure]:
    """Return the claims of a report by their value; each value stands once in it."""
    figures = [f for f in read_figures(Report("clauses", text, PUBLISHED), names())[0] if f.role == "figure"]
    found = {figure.value: figure for figure in figures}
    assert len(found) == len(figures), f"{text}: {[figure.text for figure in figures]}"
    return found


def towns(figure: Figure, text: str) -> list[str]:
    return [text[place.start : place.end] for place in figure.places]


def days(figure: Figure) -> tuple[date | None, date | None]:
    return (figure.window.first, figure.window.last) if figure.window else (None, None)


@pytest.mark.parametrize("join", JOINS)
def test_a_clause_keeps_its_own_side_means_and_place(join):
    wrong = {}
    for first, second in permutations(CLAUSES, 2):
        text = first.text.format(n=5, p="إدلب") + join + second.text.format(n=7, p="الرقة") + "."
        found = {
            n: (f.actor, f.method, f.measure, f.group, towns(f, text), f.relation) for n, f in tolls_of(text).items()
        }
        gold = {5: (*first[1:], ["إدلب"], ""), 7: (*second[1:], ["الرقة"], "")}
        if found != gold:
            wrong[text] = found
    assert not wrong


# what another attack is told beside, and what came of it, in the masculine
AMID = ("، وسط ", "، في ظل ", "، بالتزامن مع ", " بالتزامن مع ", "، وذلك تزامنا مع ")
BESIDE = (
    ("قصف مدفعي لقوات النظام على مدينة الرقة", "government", "shelling"),
    ("قصف جوي روسي على مدينة الرقة", "russia", "airstrike"), ("انفجار عبوة في مدينة الرقة", "", "bombing"),
)  # fmt: skip
CAME_OF = ("أدى إلى مقتل 7 مدنيين", "أودى بحياة 7 مدنيين", "أسفر عن مقتل 7 مدنيين", "أوقع 7 قتلى من المدنيين")


@pytest.mark.parametrize("amid", AMID)
def test_an_attack_that_another_is_told_beside_is_not_its_own(amid):
    wrong = {}
    for clause, (attack, actor, method), led in product(CLAUSES, BESIDE, CAME_OF):
        text = f"{clause.text.format(n=5, p='إدلب')}{amid}{attack} {led}."
        found = {n: (f.actor, f.method, f.measure, f.group, towns(f, text)) for n, f in tolls_of(text).items()}
        gold = {5: (*clause[1:], ["إدلب"]), 7: (actor, method, "killed", "civilians", ["الرقة"])}
        if found != gold:
            wrong[text] = found
    assert not wrong


@pytest.mark.parametrize("answered", ["، وردت قسد بقصف مدينة الرقة.", "، ورد فصيل محلي باستهداف مدينة الرقة."])
def test_a_place_that_was_shelled_in_answer_is_not_that_of_the_toll(answered):
    texts = [clause.text.format(n=5, p="إدلب") + answered for clause in CLAUSES]
    assert {text: towns(tolls_of(text)[5], text) for text in texts} == {text: ["إدلب"] for text in texts}


# what sides say and do: A and B, whose fire it was and who was hit, the letter of a side or of nobody ('c': civilians)
DEEDS = (
    ("قالت {a} إن قواتها قتلت 5 من عناصر {b}", "a", "b"), ("قالت {a} في بيان إنها قتلت 5 من عناصر {b}", "a", "b"),
    ("أعلنت {a} مقتل 5 من عناصرها في هجوم {of_b} على مدينة إدلب", "b", "a"), ("اعترفت {a} بمقتل 5 من عناصرها", "", "a"),
    ("اتهمت {a} {b} بقتل 5 مدنيين في مدينة إدلب", "b", "c"), ("حملت {a} {b} مسؤولية مقتل 5 مدنيين", "b", "c"),
    ("قالت {a} إن {b} قصفت مدينة إدلب ما أدى إلى مقتل 5 مدنيين", "b", "c"),
    ("قال متحدث باسم {a} إن {b} قتلت 5 مدنيين", "b", "c"), ("قتلت {a} 5 من عناصر {b} في مدينة إدلب", "a", "b"),
    ("قالت مصادر في {a} إن 5 من عناصرها قتلوا في قصف {of_b}", "b", "a"),
    ("قتل 5 من عناصر {b} في كمين {of_a} قرب مدينة إدلب", "a", "b"), ("أوقعت {a} 5 قتلى في صفوف {b}", "a", "b"),
    ("هاجمت {a} مواقع {b} وقتلت 5 من عناصرها", "a", "b"), ("صدت {a} هجوما {of_b} وقتلت 5 من عناصرها", "a", "b"),
    ("خسرت {b} 5 قتلى في هجوم {of_a}", "a", "b"), ("قصفت {a} مواقع {b} ما أدى إلى مقتل 5 من عناصرها", "a", "b"),
    ("تبادلت {a} و{b} القصف ما أدى إلى مقتل 5 مدنيين", "", "c"),
    ("اشتبكت {a} مع {b} قرب مدينة إدلب ما أدى إلى مقتل 5 مدنيين", "", "c"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "fire", "hit"), DEEDS)
def test_of_two_sides_the_one_that_fired_is_told_from_the_one_that_was_hit(said, fire, hit):
    sides = {
        "قوات سوريا الديمقراطية": "kurdish", "القوات التركية": "turkey", "قوات النظام": "government",
        "القوات الروسية": "russia", "القوات الإسرائيلية": "israel", "جماعة الحوثي": "houthi",
    }  # fmt: skip
    wrong = {}
    for first, second in permutations(sides, 2):
        of_a, of_b = (
            "ل" + name.replace("ال", "ل", 1) if name.startswith("ال") else "ل" + name for name in (first, second)
        )
        text = said.format(a=first, b=second, of_a=of_a, of_b=of_b) + "."
        toll = tolls_of(text)[5]
        name = {"a": sides[first], "b": sides[second], "": ""}
        group = "civilians" if hit == "c" else f"combatants/{name[hit]}"
        if (toll.actor, toll.group) != (name[fire], group):
            wrong[text] = (toll.actor, toll.group)
    assert not wrong


@pytest.mark.parametrize("join", TIMED_JOINS)
def test_a_clause_keeps_its_own_time(join):
    wrong = {}
    for first, second in permutations(TIMED, 2):
        for (early, *window), (late, *other) in permutations(TIMES, 2):
            text = first.format(n=5, p="إدلب", t=early) + join + second.format(n=7, p="الرقة", t=late) + "."
            found = {n: days(f) for n, f in tolls_of(text).items()}
            if found != {5: tuple(window), 7: tuple(other)}:
                wrong[text] = found
    assert not wrong


SOME = ("، بينهم {k} أطفال", " بينهم {k} أطفال", "، من بينهم {k} نساء", " (بينهم {k} أطفال)", "، {k} منهم أطفال")


@pytest.mark.parametrize("some", SOME)
def test_a_subset_behind_its_toll_parts_it_from_nothing(some):
    killed = [c for c in CLAUSES if c.measure == "killed" and "{n} مدنيين" in c.text and not c.text.startswith("{n}")]
    wrong = {}
    for (first, second), join, inside in product(permutations(killed, 2), ("، و", ". و"), (True, False)):
        said = []
        for clause, n, k, town in ((first, 8, 3, "إدلب"), (second, 9, 4, "الرقة")):
            aside, text = some.format(k=k), clause.text.format(n=n, p=town)
            ends = "،" if aside.startswith("،") and not text.endswith("مدنيين") else ""
            said.append(text.replace(f"{n} مدنيين", f"{n} مدنيين{aside}{ends}") if inside else text + aside)
        text = join.join(said) + "."
        found = tolls_of(text)
        read = {n: (f.actor, f.method, f.measure, f.group, towns(f, text)) for n, f in found.items() if n in (8, 9)}
        linked = [found[k].parent is found[n] for k, n in ((3, 8), (4, 9)) if k in found and n in found]
        if read != {8: (*first[1:], ["إدلب"]), 9: (*second[1:], ["الرقة"])} or linked != [True, True]:
            wrong[text] = read
    assert not wrong


@pytest.mark.parametrize("join", TIMED_JOINS)
def test_a_time_is_not_told_of_the_clause_before_it(join):
    wrong = {}
    for (first, second), (late, *_) in product(permutations(TIMED[:-1], 2), TIMES):
        text = first.format(n=5, p="إدلب", t="").replace("  ", " ").strip() + join
        text += second.format(n=7, p="الرقة", t=late) + "."
        if days(tolls_of(text)[5]) != (None, None):
            wrong[text] = days(tolls_of(text)[5])
    assert not wrong


# the side that is said to have carried out an attack, and its method
ATTACKS = (
    ("شنت {a} غارات على مدينة إدلب", "airstrike"), ("شنت {a} 4 غارات على مدينة إدلب", "airstrike"),
    ("قصفت {a} مدينة إدلب بالمدفعية", "shelling"), ("أطلقت {a} 3 صواريخ على مدينة إدلب", "shelling"),
    ("ألقت مروحيات {a} براميل متفجرة على مدينة إدلب", "barrel_bomb"),
    ("استهدفت {a} سوقا في مدينة إدلب بقذائف مدفعية", "shelling"),
    ("نفذت {a} هجوما بطائرة مسيرة على مدينة إدلب", "airstrike"),
)  # fmt: skip
SIDES = (
    ("قوات النظام", "government"), ("القوات الروسية", "russia"), ("قوات سوريا الديمقراطية", "kurdish"),
    ("هيئة تحرير الشام", "jihadists"), ("قوات التحالف الدولي", "coalition"), ("إسرائيل", "israel"),
)  # fmt: skip
RESULTS = (
    "، ما أدى إلى مقتل 5 مدنيين.", " ما أدى إلى استشهاد 5 مدنيين.", "، أسفرت عن مقتل 5 مدنيين.",
    "، راح ضحيتها 5 مدنيين.",
    "، ما أودى بحياة 5 مدنيين.", "، ما تسبب في مقتل 5 مدنيين.", "، وأدى ذلك إلى مقتل 5 مدنيين.", "، حيث قتل 5 مدنيين.",
    "، وقتل 5 مدنيين جراء ذلك.", "، قتل على إثرها 5 مدنيين.", "، وقتلت 5 مدنيين.", "، فقتل 5 مدنيين.",
    "، متسببة بمقتل 5 مدنيين.", "، وأسفر القصف عن مقتل 5 مدنيين.", "، الأمر الذي أدى إلى مقتل 5 مدنيين.",
    "، وكانت الحصيلة مقتل 5 مدنيين.", "، ليسقط 5 مدنيين قتلى.", "، أوقعت 5 مدنيين قتلى.",
    ". وأدى ذلك إلى مقتل 5 مدنيين.", ". وأسفر الهجوم عن مقتل 5 مدنيين.", ". وقتل 5 مدنيين جراء ذلك.",
)  # fmt: skip


@pytest.mark.parametrize("result", RESULTS)
def test_what_came_of_an_attack_is_that_of_its_side(result):
    wrong = {}
    for (attack, method), (side, actor) in product(ATTACKS, SIDES):
        text = attack.format(a=side) + result
        toll = tolls_of(text)[5]
        found = (toll.measure, toll.group, toll.actor, toll.method, towns(toll, text))
        if found != ("killed", "civilians", actor, method, ["إدلب"]):
            wrong[text] = found
    assert not wrong


# the list opens, its pieces are joined, it closes
OPENERS = ((": ", ""), ("، توزعوا على النحو التالي: ", ""), (" (", ")"))
JOINED = ("، و", " و", "، ")
WHOLES = (("قتل {}", "killed"), ("وثقت الشبكة مقتل {} خلال شباط", "killed"), ("أصيب {}", "wounded"))
BY_PLACE = ("{n} في {p}", "{n} في محافظة {p}", "{p} {n}", "{p}: {n}", "محافظة {p} {n}", "{n} في ريف {p}")
BY_KILLER = ("{n} على يد {a}", "{a} {n}", "{n} قتلتهم {a}", "قتلت {a} {n}", "{a} قتلت {n}", "{n} بنيران {a}")
WHO = (
    ("{n} مدنيا", "civilians"), ("{n} من قوات النظام", "combatants/government"),
    ("{n} عنصرا من قسد", "combatants/kurdish"), ("{n} مسعفا", "civilians/medics"),
)  # fmt: skip


@pytest.mark.parametrize("item", BY_PLACE)
def test_a_list_by_place(item):
    wrong = {}
    for (said, measure), (opens, closes), join in product(WHOLES, OPENERS, JOINED):
        if join == " و" and ":" in item:
            continue
        pieces = [item.format(n=n, p=p) for n, p in ((5, "إدلب"), (7, "حلب"), (8, "حماة"))]
        text = said.format("20 مدنيا") + opens + join.join(pieces) + closes + "."
        found = {n: (f.measure, f.relation, [t.split()[-1] for t in towns(f, text)]) for n, f in tolls_of(text).items()}
        gold = {n: (measure, "part", [p]) for n, p in ((5, "إدلب"), (7, "حلب"), (8, "حماة"))}
        if {n: found.get(n) for n in gold} != gold or set(found) != {20, *gold}:
            wrong[text] = found
    assert not wrong


@pytest.mark.parametrize("item", BY_KILLER)
def test_a_list_by_killer(item):
    wrong = {}
    for (said, _), (opens, closes), join, first in product(WHOLES[:2], OPENERS, JOINED, range(len(SIDES) - 1)):
        sides = [SIDES[(first + number) % len(SIDES)] for number in range(3)]
        counts = (50, 30, 20)
        pieces = [item.format(n=n, a=side) for n, (side, _) in zip(counts, sides, strict=True)]
        text = said.format("100 مدني") + opens + join.join(pieces) + closes + "."
        found = {n: (f.group, f.actor, f.relation) for n, f in tolls_of(text).items()}
        gold = {n: ("civilians", actor, "part") for n, (_, actor) in zip(counts, sides, strict=True)}
        if found != {100: ("civilians", "", ""), **gold}:
            wrong[text] = found
    assert not wrong


@pytest.mark.parametrize("opener", [*OPENERS, ("، هم ", ""), ("، بينهم ", ""), (" بينهم ", "")])
def test_a_list_of_who_was_killed(opener):
    wrong = {}
    opens, closes = opener
    for join, order, end in product(JOINED[:2], permutations(WHO, 3), (".", " في معارك قرب مدينة إدلب.")):
        counts = (50, 30, 20)
        pieces = [who.format(n=n) for n, (who, _) in zip(counts, order, strict=True)]
        text = "قتل 100 شخص" + opens + join.join(pieces) + closes + end
        found = tolls_of(text)
        groups = {n: f.group for n, f in found.items()}
        gold = {100: "people", **{n: group for n, (_, group) in zip(counts, order, strict=True)}}
        linked = {n for n, f in found.items() if f.parent is found.get(100)}
        placed = "إدلب" not in end or (100 in found and towns(found[100], text) == ["إدلب"])
        if groups != gold or linked != {*counts} or not placed:
            wrong[text] = (groups, linked)
    assert not wrong


# a toll that has risen since a day, behind one of today
SINCE = (("منذ مطلع العام", date(2021, 1, 1)), ("منذ 5 آذار", date(2021, 3, 5)), ("منذ آذار 2011", date(2011, 3, 1)))
RISES = (
    "، وبذلك ترتفع حصيلة القتلى {s} إلى 120 مدنيا", "، ليرتفع بذلك عدد القتلى المدنيين {s} إلى 120",
    "، ما يرفع حصيلة القتلى من المدنيين إلى 120 {s}", ". وقد بلغت حصيلة القتلى المدنيين {s} 120 قتيلا",
    ". وبذلك يصل عدد المدنيين الذين قتلوا {s} إلى 120",
)  # fmt: skip


def test_a_running_total_behind_a_toll_has_its_own_period_and_no_cause():
    wrong = {}
    today = (
        "قتل 5 مدنيين اليوم بقصف لقوات النظام على مدينة إدلب",
        "أسفر قصف لقوات النظام على مدينة إدلب اليوم عن مقتل 5 مدنيين",
    )  # fmt: skip
    some = ("", "، بينهم 40 طفلا", " (40 طفلا و80 بالغا)")
    for said, (since, first), rise, among in product(today, SINCE, RISES, some):
        text = said + rise.format(s=since) + among + "."
        found = tolls_of(text)
        read = {n: (days(f), f.actor, f.method, towns(f, text), f.running) for n, f in found.items() if n in (5, 120)}
        gold = {
            5: ((PUBLISHED, PUBLISHED), "government", "shelling", ["إدلب"], False),
            120: ((first, PUBLISHED), "", "", [], True),
        }
        if read != gold or (among and found[40].parent is not found[120]):
            wrong[text] = read
    assert not wrong
