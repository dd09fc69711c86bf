"""Sentences put together from parts whose reading is known: who, how many, by what, where, when, who of them, who else.

Every part is read by rules of its own, and every part can stand beside every other: a corpus of sentences that
somebody wrote holds few of the combinations. Each number gives one sentence and its gold; a wrong reading is printed
with its sentence.
"""

import random
from datetime import date
from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.documents import Report

PUBLISHED = date(2020, 3, 4)  # a Wednesday
SENTENCES = 1500


class Toll(NamedTuple):
    value: int
    measure: str
    group: str
    qualifier: str
    actor: str
    method: str
    window: tuple[date | None, date | None]
    relation: str = ""
    parent: int | None = None


# group, its noun behind 3 to 10, behind 11 to 99, behind 100
PEOPLE = (
    ("people", "أشخاص", "شخصا", "شخص"),
    ("civilians", "مدنيين", "مدنيا", "مدني"),
    ("civilians/children", "أطفال", "طفلا", "طفل"),
    ("civilians/women", "نساء", "امرأة", "امرأة"),
    ("civilians/medics", "مسعفين", "مسعفا", "مسعف"),
    ("combatants", "مقاتلين", "مقاتلا", "مقاتل"),
    ("combatants/government", "عناصر من قوات النظام", "عنصرا من قوات النظام", "عنصر من قوات النظام"),
    ("combatants/is", "عناصر من تنظيم داعش", "عنصرا من تنظيم داعش", "عنصر من تنظيم داعش"),
    ("combatants/government", "رجال أمن", "رجل أمن", "رجل أمن"),
)
HEDGES = (
    ("", "exact"), ("", "exact"), ("", "exact"), ("نحو ", "approximately"), ("قرابة ", "approximately"),
    ("أكثر من ", "more_than"), ("ما لا يقل عن ", "at_least"),
)  # fmt: skip
# how it is said behind the people, how before a verb ('' where it cannot be), gender, actor, method
CAUSES = (
    ("جراء قصف مدفعي لقوات النظام", "قصف مدفعي لقوات النظام", "m", "government", "shelling"),
    ("بقصف صاروخي لقوات النظام", "قصف صاروخي لقوات النظام", "m", "government", "shelling"),
    ("بقصف بالبراميل المتفجرة نفذته مروحيات النظام", "قصف بالبراميل المتفجرة نفذته مروحيات النظام", "m", "government",
     "barrel_bomb"),
    ("جراء إلقاء مروحيات النظام براميل متفجرة", "إلقاء مروحيات النظام براميل متفجرة", "m", "government", "barrel_bomb"),
    ("بغارة جوية روسية", "غارة جوية روسية", "f", "russia", "airstrike"),
    ("إثر غارات جوية روسية", "غارات جوية روسية", "f", "russia", "airstrike"),
    ("جراء قصف الطائرات الروسية", "قصف الطائرات الروسية", "m", "russia", "airstrike"),
    ("في هجوم بمسيرة", "هجوم بمسيرة", "m", "", "airstrike"),
    ("بانفجار لغم أرضي", "انفجار لغم أرضي", "m", "", "bombing"),
    ("في انفجار سيارة مفخخة", "انفجار سيارة مفخخة", "m", "", "bombing"),
    ("برصاص قوات سوريا الديمقراطية", "", "", "kurdish", "shooting"),
    ("على يد مسلحين مجهولين", "", "", "", ""),
    ("", "", "", "", ""),
)  # fmt: skip
PLACES = (
    "", "في مدينة سراقب", "في بلدة كفرنبل", "في قريتي حاس وكفرومة", "في ريف إدلب الجنوبي", "شمال حلب", "في تل رفعت",
)  # fmt: skip
DAY = PUBLISHED.replace
WINDOWS = (
    ("", None, None), ("أمس", DAY(day=3), DAY(day=3)), ("أمس الثلاثاء", DAY(day=3), DAY(day=3)),
    ("اليوم", PUBLISHED, PUBLISHED), ("فجر اليوم", PUBLISHED, PUBLISHED), ("اليوم الأربعاء", PUBLISHED, PUBLISHED),
    ("مساء الإثنين", DAY(day=2), DAY(day=2)), ("يوم الإثنين 2 آذار", DAY(day=2), DAY(day=2)),
    ("قبل يومين", DAY(day=2), DAY(day=2)), ("في 3 شباط 2020", DAY(month=2, day=3), DAY(month=2, day=3)),
    ("بين 3 و10 شباط 2020", DAY(month=2, day=3), DAY(month=2, day=10)),
    ("خلال شباط الماضي", DAY(month=2, day=1), DAY(month=2, day=29)),
    ("الشهر الماضي", DAY(month=2, day=1), DAY(month=2, day=29)), ("هذا الشهر", DAY(day=1), PUBLISHED),
    ("خلال عام 2019", date(2019, 1, 1), date(2019, 12, 31)),
    ("في كانون الأول 2019", date(2019, 12, 1), date(2019, 12, 31)),
    ("خلال الـ24 ساعة الماضية", DAY(day=3), PUBLISHED), ("منذ بداية عام 2020", DAY(month=1, day=1), PUBLISHED),
)  # fmt: skip
AMONG = (
    ("", ()), ("", ()), ("، بينهم 3 أطفال", ((3, "civilians/children"),)), (" بينهم طفل", ((1, "civilians/children"),)),
    ("، من بينهم 4 نساء", ((4, "civilians/women"),)), ("، 3 منهم أطفال", ((3, "civilians/children"),)),
    ("، بينهم طفلان وامرأة", ((2, "civilians/children"), (1, "civilians/women"))),
    ("، بينهم سيدة وأطفالها الثلاثة", ((1, "civilians/women"), (3, "civilians/children"))),
    (" (بينهم 3 أطفال)", ((3, "civilians/children"),)),
)  # fmt: skip
# behind a verb, and behind a masdar; whether they are 'others', of the same group
HURT = (
    ("", "", False), ("، وأصيب 12 آخرون", "، وإصابة 12 آخرين", True), (" وأصيب 12 آخرون", " وإصابة 12 آخرين", True),
    ("، فيما أصيب 12 آخرون بجروح", "، وجرح 12 آخرين", True), ("، كما أصيب 12 آخرون", "، وإصابة 12 آخرين بجروح", True),
    ("، إضافة إلى 12 جريحا", "، إضافة إلى 12 جريحا", False), ("، وأصيب 12 شخصا", "، وسقوط 12 جريحا", False),
)  # fmt: skip
VERBS = ("قتل {}", "لقي {} مصرعهم", "قضى {}", "{} قتلوا", "قال الدفاع المدني إن {} قتلوا", "وثقنا مقتل {}", "مقتل {}")
DEEDS = (
    ("أسفر", "أسفرت", "عن مقتل"), ("أدى", "أدت", "إلى مقتل"), ("تسبب", "تسببت", "بمقتل"), ("أودى", "أودت", "بحياة"),
)  # fmt: skip


def compose(number: int) -> tuple[str, list[Toll]]:
    """Return the sentence of a number and its gold."""
    pick = random.Random(number)
    group, *nouns = pick.choice(PEOPLE)
    value = pick.choice((9, 10, 14, 36, 100))
    hedge, qualifier = pick.choice(HEDGES)
    people = f"{hedge}{value} {nouns[0] if value <= 10 else nouns[1] if value < 100 else nouns[2]}"
    cause, deed, gender, actor, method = pick.choice(CAUSES)
    killer = "" if actor and group.endswith(actor) else actor  # a side is not read as the killer of its own
    place, (window, first, last) = pick.choice(PLACES), pick.choice(WINDOWS)
    among, some = pick.choice(AMONG) if group in ("people", "civilians") else AMONG[0]
    by_verb, by_masdar, others = pick.choice(HURT)
    where = [words for words in (place, window) if words]
    pick.shuffle(where)
    if deed and pick.random() < 0.4:
        masculine, feminine, led = pick.choice(DEEDS)
        hurt = by_masdar
        text = " ".join([feminine if gender == "f" else masculine, deed, *where, led, people]) + among + hurt
    else:
        verb = pick.choice(VERBS)
        hurt = by_masdar if "مقتل" in verb else by_verb
        tail = " ".join([cause, *where] if pick.random() < 0.5 else [*where, cause]).strip()
        said = verb.format(people)
        if tail and among + hurt and not (among + hurt).endswith(")") and pick.random() < 0.5:
            text = f"{said}{among}{hurt}، {tail}"
        else:
            text = f"{said} {tail}".strip() + among + hurt
    when = (first, last)
    gold = [Toll(value, "killed", group, qualifier, killer, method, when)]
    gold += [Toll(n, "killed", who, "exact", killer, method, when, "among", value) for n, who in some]
    if hurt:
        hurt_by = killer if others else actor
        gold.append(Toll(12, "wounded", group if others else "people", "exact", hurt_by, method, when))
    return text + ".", gold


def read(text: str) -> list[Toll]:
    return [
        Toll(
            int(f.value), f.measure, f.group, f.qualifier, f.actor, f.method,
            (f.window.first, f.window.last) if f.window else (None, None), f.relation,
            int(f.parent.value) if f.parent is not None else None,
        )
        for f in read_figures(Report("composed", text, PUBLISHED), names())[0]
        if f.role == "figure"
    ]  # fmt: skip


@pytest.mark.parametrize("first", range(0, SENTENCES, 500))
def test_each_part_is_read_beside_every_other(first):
    wrong = {}
    for number in range(first, first + 500):
        text, gold = compose(number)
        if (found := read(text)) != gold:
            wrong[text] = [pair for pair in zip(found, gold, strict=False) if pair[0] != pair[1]] or (found, gold)
    assert not wrong, f"{len(wrong)} of 500 are misread"


@pytest.mark.parametrize("first", range(0, 600, 300))
def test_a_sentence_tells_nothing_of_the_next_but_its_period(first):
    wrong = {}
    for number in range(first, first + 300):
        (before, tolls), (behind, more) = compose(number), compose(number + 10**6)
        found, gold = read(f"{before} {behind}"), tolls + more
        held = {toll.window for toll in tolls}  # a sentence that names no period goes on with the one before it
        for place, toll in enumerate(gold[: len(found)]):
            if place >= len(tolls) and toll.window == (None, None) and found[place].window in held:
                gold[place] = toll._replace(window=found[place].window)
        if found != gold:
            wrong[f"{before} {behind}"] = [pair for pair in zip(found, gold, strict=False) if pair[0] != pair[1]]
    assert not wrong, f"{len(wrong)} of 300 are misread"


# which of those counted before: actor, method
WHICH = (
    ("في سراقب", "", ""), ("في مدينة كفرنبل", "", ""), ("شمال حلب", "", ""), ("بقصف مدفعي", "", "shelling"),
    ("بغارة جوية روسية", "russia", "airstrike"), ("برصاص قناص", "", "shooting"), ("بانفجار لغم أرضي", "", "bombing"),
    ("على يد قوات النظام", "government", ""), ("على يد مجهولين", "", ""), ("تحت التعذيب", "", ""), ("طعنا", "", ""),
)  # fmt: skip


def itemise(number: int) -> tuple[str, list[Toll]]:
    """Return a toll, the numbers behind it that make it up or leave some out, and its gold."""
    pick = random.Random(number)
    group, *nouns = pick.choice(PEOPLE[:2])
    counts = [pick.randint(1, 9) for _ in range(pick.randint(2, 4))]
    left_out = pick.choice((0, 0, 4))
    value = sum(counts) + left_out
    noun = nouns[0] if value <= 10 else nouns[1]
    which = pick.sample(WHICH, len(counts))
    words = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
    said = [
        f"{words[n] if n < 3 or pick.random() < 0.5 else n} {how}" for n, (how, *_) in zip(counts, which, strict=True)
    ]
    joined = pick.choice((" و", "، و")).join(said)
    relation = "among" if left_out else "part"
    before = pick.choice(("قتل {} {}، {}.", "وثقنا مقتل {} {}، {}.", "لقي {} {} حتفهم، {}."))
    whole = Toll(value, "killed", group, "exact", "", "", (None, None))
    pieces = [whole._replace(value=n, actor=a, method=m, relation=relation, parent=value)
              for n, (_, a, m) in zip(counts, which, strict=True)]  # fmt: skip
    return before.format(value, noun, joined), [whole, *pieces]


def test_numbers_behind_a_toll_are_its_parts_or_some_of_it():
    wrong = {}
    for number in range(400):
        text, gold = itemise(number)
        if (found := read(text)) != gold:
            wrong[text] = [pair for pair in zip(found, gold, strict=False) if pair[0] != pair[1]] or (found, gold)
    assert not wrong, f"{len(wrong)} of 400 are misread"


UNREAL = (
    "قد يؤدي الهجوم إلى {}", "ربما يؤدي القصف إلى {}", "من شأن الحصار أن يؤدي إلى {}", "كان يمكن أن يتسبب الهجوم ب{}",
    "سيؤدي اقتحام المدينة إلى {}", "لن يؤدي ذلك إلى {}", "حذرت الأمم المتحدة من {}", "خطة تهدف إلى {}",
    "نفى التحالف {}", "لا صحة لأنباء {}", "مخاوف من {}", "محاولة {}", "التهديد ب{}", "لولا الملاجئ لأدى القصف إلى {}",
)  # fmt: skip
DEEDS_TO_MANY = ("مقتل 40 مدنيا", "إصابة 40 مدنيا", "نزوح 40 ألف شخص", "اعتقال 40 شخصا", "تهجير 40 ألف مدني")


@pytest.mark.parametrize("opener", UNREAL)
def test_what_is_denied_or_feared_is_no_claim(opener):
    texts = [opener.format(deed) + end for deed in DEEDS_TO_MANY for end in (".", " في إدلب.", "، وفق ناشطين.")]
    claimed = {text: found for text in texts if (found := read(text))}
    assert not claimed


def test_the_sentences_differ_and_every_part_stands_in_some():
    texts = [compose(number)[0] for number in range(SENTENCES)]
    assert len(set(texts)) > 0.95 * SENTENCES
    parts = [cause for cause, *_ in CAUSES] + list(PLACES) + [words for words, *_ in (*WINDOWS, *AMONG)]
    assert all(any(part in text for text in texts) for part in parts)
