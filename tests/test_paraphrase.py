"""What means the same reads the same: sentences of tests/corpus said in other words, with the same figures.

Each way of saying changes words that publishers choose freely (the names of months, 'and' before a sentence, digits,
a line above the title), none that tells another thing. `UNLIKE` names the few sentences that it does change, and why.
"""

import re
from functools import cache

import pytest
from test_readings import names, sentences

from analysis.claims import read_figures
from analysis.documents import Report

LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
GULF = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
EDGE, END = r"(?<![\u0621-\u064a])", r"(?![\u0621-\u0652])"


def words(*pairs: tuple[str, str]):
    """Return the function that puts other words in the place of some, which 'and' may be glued to."""

    def said(text: str) -> str:
        for old, new in pairs:
            text = re.sub(rf"{EDGE}([وف]?){old}{END}", rf"\g<1>{new}", text)
        return text

    return said


def months(old: tuple[str, ...], new: tuple[str, ...]):
    """Return the function that names months otherwise, in texts that do not name any both ways."""

    def said(text: str) -> str:
        if any(re.search(rf"{EDGE}[وفبل]?{name}{END}", text) for name in new):
            return text
        for before, after in zip(old, new, strict=True):
            text = re.sub(rf"{EDGE}([وفبل]?){before}{END}", rf"\g<1>{after}", text)
        return text

    return said


def thousands(mark: str):
    """Return the function that writes numbers of four to six digits, no years, with a mark of thousands."""
    return lambda text: re.sub(
        r"(?<![\d.,])(?!(?:20[0-3]\d|19\d\d)(?:\b|م))(\d{1,3})(\d{3})(?![\d.,])", rf"\1{mark}\2", text
    )


MONTH = "|".join((*LEVANTINE, *GULF))


def month_twice(text: str) -> str:
    """Name the months of dates with a day and a year twice, the second time in brackets."""
    for old, new in zip(LEVANTINE, GULF, strict=True):
        text = re.sub(rf"(\d {old})(?= 20\d\d)", rf"\1 ({new})", text)
    return text


def in_digits(text: str) -> str:
    """Write dates with a day and a year in digits, the year first."""

    def said(match: re.Match) -> str:
        names = LEVANTINE if match[2] in LEVANTINE else GULF
        return f"{match[3]}/{names.index(match[2]) + 1:02d}/{int(match[1]):02d}"

    return re.sub(rf"(?<![\d/])(?<!\d و)(?<!\d - )(\d{{1,2}}) ({MONTH}) (20\d\d)", said, text)


WAYS = {
    "and": lambda text: re.sub(r"^(?![وف])(?=[\u0621-\u064a])", "و", text),
    "gulf months": months(LEVANTINE, GULF),
    "levantine months": months(GULF, LEVANTINE),
    "arabic digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "thousands with a comma": thousands(","),
    "thousands with a point": thousands("."),
    "latin comma": lambda text: text.replace("،", ","),
    "two spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "direction mark": lambda text: "\u200f" + text,
    "a sentence before": lambda text: "تواصلت الجهود الدبلوماسية. " + text,
    "a line above": lambda text: "آخر التطورات\n\n" + text,
    "martyrs": words(("قتلوا", "استشهدوا"), ("قتلى", "شهداء"), ("القتلى", "الشهداء"), ("قتيلا", "شهيدا")),
    "the injured": words(("جريحا", "مصابا"), ("جرحى", "مصابين"), ("الجرحى", "المصابين"), ("جريح", "مصاب")),
    "about": words(("نحو", "قرابة")),
    "more than": words(("أكثر من", "ما يزيد على")),
    "according": words(("بحسب", "وفق")),
    "while": words(("فيما", "في حين")),
    "because": words(("جراء", "نتيجة")),
    "led to": words(("أسفرت عن", "أدت إلى"), ("أسفر عن", "أدى إلى")),
    "this year": words(("العام الجاري", "العام الحالي")),
    "past": words(("الماضي", "المنصرم"), ("الماضية", "المنصرمة")),
    "until": words(("حتى", "لغاية")),
    "women": words(("امرأة", "سيدة"), ("نساء", "سيدات")),
    "adult females": lambda text: re.sub(rf"(\d (?:سيدة|سيدات)){END}(?! و)", r"\1 (أنثى بالغة)", text),
    "of the year": lambda text: re.sub(rf"({MONTH}) (?=20\d\d)", r"\1 من العام ", text),
    "months named twice": month_twice,
    "dates in digits": in_digits,
    "of the era": lambda text: re.sub(rf"{EDGE}((?:العام|عام|خلال|منذ) 20\d\d)(?= |،|\.|$)", r"\1م", text),
    "sides in quotation marks": lambda text: re.sub(
        rf"{EDGE}(?<![«\"])(و?)(قسد|داعش|هيئة تحرير الشام|حزب الله|حماس){END}", r"\1«\2»", text
    ),
    "another name in brackets": words(("قوات سوريا الديمقراطية(?! \\()", "قوات سوريا الديمقراطية (قسد)")),
    "numbers in brackets": lambda text: re.sub(
        r"(?<=[\u0621-\u064a] )(\d+) (مدنيا|شخصا|طفلا|قتيلا|جريحا|قتلى|جرحى)(?= )", r"(\1) \2", text
    ),
    "no full stop": lambda text: text.rstrip("."),
    "exclamation mark": lambda text: re.sub(r"\.$", "!", text),
    "no comma before 'among them'": lambda text: re.sub(r"، (?=بينهم|من بينهم|بينها)", " ", text),
    "brackets around 'among them'": lambda text: re.sub(
        r"، (بينهم|من بينهم) ([^،.()\n]+)(?=[،.\n]|$)(?!\.\d)", r" (\1 \2)", text
    ),
    "met their death": lambda text: re.sub(
        rf"{EDGE}(و?)قتل (\d+) (مدنيا|شخصا|أشخاص|مدنيين){END}", r"\1لقي \2 \3 مصرعهم", text
    ),
    "at least before": lambda text: re.sub(rf"{EDGE}ما لا يقل عن (?=\d)", "على الأقل ", text),
    "tags": words(("سوريا", "#سوريا"), ("حلب", "#حلب"), ("إدلب", "#إدلب"), ("غزة", "#غزة"), ("اليمن", "#اليمن")),
    "urgent": lambda text: "عاجل: " + text,
    "indented lines": lambda text: text.replace("\n", "\n  "),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "long dashes": lambda text: text.replace(" - ", " — "),
    "a space behind 'and'": lambda text: re.sub(r"(?<= )و(?=(?:قتل|أصيب|جرح|إصابة|مقتل|سقوط|استشهد))", "و ", text),
    "days in words": lambda text: re.sub(
        rf"(?<![\d/وبف-])(?<! [وب])(2[1-9]) (?=(?:{MONTH}){END})",
        lambda match: f"{ORDINALS[int(match[1]) - 21]} والعشرين من ",
        text,
    ),
}
ORDINALS = ("الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
UNLIKE = {
    "and": {
        "شهيدة وخمسة جرحى": "one is counted by the word that opens the sentence, and 'and' is no number",
        "أ- القوات الحكومية": "the mark of a line opens it",
        "عاجل:": "no word before it",
    },
    "a sentence before": {
        "عاجل:": "it opens a post, no later sentence",
        "دمشق - شهيدة": "the place from where is told opens a report",
        "طرابلس 28 أغسطس": "a dateline opens a report",
        "أ- القوات الحكومية": "the mark of a line opens it",
        "بيان صحفي": "behind a sentence it is no line above a title",
        "السويداء: 248 قتيلا": "a title tells where by its first word and a colon, one for the whole report",
    },
    "no comma before 'among them'": {
        "مديرة مدرسة": "behind a comma one is named who is not counted",
        "29 منهم عراقيون": "right behind the last of a list they are some of these",
    },
    "brackets around 'among them'": {
        "29 منهم عراقيون": "right behind the last of a list they are some of these",
        "مديرة مدرسة": "behind a comma one is named who is not counted",
        "و94 بسبب التعذيب": "they stand behind the bracket, so they are not among those before it",
    },
    "days in words": {"18 - 24 شباط": "a day in digits goes with it", "من 12 حتى 25": "a day in digits goes with it"},
    "met their death": {
        "أصيب أو قتل": "two verbs that take one number",
        "كان داعش قد قتل": "a verb with a subject, which nobody 'meets'",
    },
    "urgent": {
        "أ- القوات الحكومية": "the mark of a line opens it",
        "عاجل:": "it stands once",
        "دمشق - شهيدة": "the place from where is told opens a report",
    },
    "adult females": {"551 منهم (5 أطفال": "it opens a bracket inside a bracket"},
    "martyrs": {
        "أسر مقاتلو المعارضة": "'died as martyrs' has no object, so that its subject is not who killed",
        "ثمانية إيرانيين وخمسة سوريين": "martyrs of whom two are called civilians are civilians",
        "وثقت البعثة 32 ضحية": "martyrs of whom all that are told are civilians are civilians",
        "أسر الحوثيون 1,500": "'died as martyrs' has no object, so that its subject is not who killed",
    },
}


@cache
def said_at_first() -> tuple[tuple[Report, list[tuple]], ...]:
    return tuple((report, figures_of(report)) for report in sentences())


def figures_of(report: Report) -> list[tuple]:
    """Return what is read of each toll, without its characters and the words of its source."""
    return [
        (
            f.value, f.measure, f.group, f.qualifier, f.actor, f.method, f.window and (f.window.first, f.window.last),
            bool(f.running), f.relation, f.parent.value if f.parent is not None else None, len(f.places),
        )
        for f in read_figures(report, names())[0]
        if f.role == "figure"
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_said_otherwise_it_reads_the_same(way):
    changed = {}
    said = 0
    for report, before in said_at_first():
        text = WAYS[way](report.text)
        if text == report.text or any(part in report.text for part in UNLIKE.get(way, {})):
            continue
        said += 1
        after = figures_of(Report(report.doc_id, text, report.published))
        if after != before:
            changed[text] = (before, after)
    assert said, f"no sentence of the corpus can be said with {way!r}"
    assert not changed, f"{len(changed)} of {said}"
