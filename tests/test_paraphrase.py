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
    return lambda text: re.sub(r"(?<![\d.,])(?!20[0-3]\d\b|19\d\d\b)(\d{1,3})(\d{3})(?![\d.,])", rf"\1{mark}\2", text)


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
}
UNLIKE = {
    "and": {
        "شهيدة وخمسة جرحى": "one is counted by the word that opens the sentence, and 'and' is no number",
        "أ- القوات الحكومية": "the mark of a line opens it",
    },
    "a sentence before": {
        "أ- القوات الحكومية": "the mark of a line opens it",
        "بيان صحفي": "behind a sentence it is no line above a title",
        "السويداء: 248 قتيلا": "a title tells where by its first word and a colon, one for the whole report",
    },
    "martyrs": {"ثمانية إيرانيين وخمسة سوريين": "martyrs of whom two are called civilians are civilians"},
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
