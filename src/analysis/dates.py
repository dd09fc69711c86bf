"""Dates of Arabic reports: days, months, years and days named relative to publication.

Month and weekday names come from Babel's CLDR data for the Levant, the Gulf and Egypt, and the Maghreb;
``lexicons/dates.yaml`` only supplements them. A month without a day is a month, not a day, and nothing
is ever resolved against the day of the run: without a publication date a relative day stays without
calendar dates. Weekdays check a date and never move it.
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from babel import Locale
from hijridate import Gregorian, Hijri

from analysis.arabic import Folded, WordPatterns, fold
from analysis.lexicons import load_lexicon, word_set
from analysis.morphology import analyse_noun, analyse_verb
from analysis.numerals import tells_of_change

_LOCALES = ("ar", "ar_SY", "ar_EG", "ar_SA", "ar_DZ", "ar_MA", "ar_TN", "ar_IQ")


class DateSpan(NamedTuple):
    """A date expression. `first`, `last`: the days it covers, both included, None when unresolved.

    `kind`: day, days, month, year, years, weekday, relative. `note` tells of a weekday that does not fit.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: str
    note: str = ""


@cache
def month_names() -> dict[str, int]:
    """Return folded month names of all regions → month number."""
    names: dict[str, int] = {}
    for code in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                names.setdefault(fold(name), number)
    for entry in load_lexicon("dates"):
        if entry["kind"] == "month":
            for form in entry["forms"]:
                names.setdefault(fold(form), entry["value"])
    return names


@cache
def hijri_month_names() -> dict[str, int]:
    """Return folded names of the months of the Hijri calendar → month number."""
    return {fold(f): e["value"] for e in load_lexicon("dates") if e["kind"] == "hijri_month" for f in e["forms"]}


@cache
def weekday_names() -> dict[str, int]:
    """Return folded weekday names (with the article) → weekday, Monday 0."""
    return {fold(name): number for number, name in Locale.parse("ar").days["format"]["wide"].items()}


@cache
def day_words() -> dict[str, int]:
    """Return folded ordinals of the masculine with the article → day of the month (السابع، الحادي والعشرين)."""
    entries = (entry for entry in load_lexicon("numerals") if entry["kind"] == "ordinal")
    ordinals = {e["value"]: [fold(f) for f in e["forms"] if not f.endswith(("ة", "ى"))] for e in entries}
    units = {1: ["حادي"], **{n: forms for n, forms in ordinals.items() if 2 <= n <= 9}}
    found = {"ال" + form: n for n, forms in ordinals.items() for form in forms}
    for unit, forms in units.items():
        for form in forms:
            found[f"ال{form} عشر"] = 10 + unit
            found |= {f"ال{form} و{tens}": 20 + unit for tens in ("العشرين", "العشرون")}
            if unit == 1:
                found |= {f"ال{form} و{tens}": 31 for tens in ("الثلاثين", "الثلاثون")}
    first = {name: 1 for name in date_words("first_of_month")}
    return found | first | {"العشرين": 20, "الثلاثين": 30}


@cache
def nth_days() -> dict[str, int]:
    """Return folded ordinals without the article → day: 'the first of the days of Ramadan', أول أيام رمضان."""
    return {word.removeprefix("ال"): number for word, number in day_words().items() if " " not in word}


@cache
def feasts() -> dict[str, tuple[int, int, int]]:
    """Return the folded names of the feasts → (month of the Hijri calendar, its first day there, how many days)."""
    entries = (entry for entry in load_lexicon("dates") if entry["kind"] == "feast")
    return {fold(form): (e["month"], e["value"], e["days"]) for e in entries for form in e["forms"]}


def past_words() -> tuple[str, ...]:
    """Return the folded forms of 'past', 'last' and 'latest', in all genders and numbers."""
    return (*date_words("past"), *date_words("previous"))


@cache
def date_words(kind: str) -> tuple[str, ...]:
    """Return the folded forms of one kind of dates.yaml, longest first."""
    forms = {fold(f) for e in load_lexicon("dates") if e["kind"] == kind for f in e["forms"]}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def any_of(words) -> str:
    """Return a pattern that matches one of `words`, longest first, spaces loosely."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def stretches() -> dict[str, int]:
    """Return the folded names of the stretches of a month, with the article → their days: the week, the half."""
    return {fold(f): e["value"] for e in load_lexicon("dates") if e["kind"] == "stretch" for f in e["forms"]}


@cache
def _pattern() -> WordPatterns:
    beginnings = {
        "شهر",
        "شهري",
        "هذا",
        "هذه",
        "صباح",
        "مساء",
        "فجر",
        "ظهر",
        "اليوم",
        "يوم",
        "يومي",
        "عام",
        "سنه",
        "عامي",
        "بين",
    }
    beginnings |= {name.removeprefix("ال") for name in stretches()}
    for names in (month_names(), hijri_month_names(), weekday_names(), day_words(), nth_days(), feasts()):
        beginnings |= {name.split()[0] for name in names}
    for kind in ("yesterday", "day_part", "night"):
        beginnings |= {name.split()[0] for name in date_words(kind)}
    month = any_of(month_names())
    not_letter = r"(?![\u0621-\u064a])"
    separator = r"[\s,،/“”\"«»\-–]*"
    of_year = r"(?:(?:من\s+|ل)?(?:ال|ل)?(?:عام|سنه)\s+)?"  # 'of the year', للعام، من العام
    of_era = rf"(?!\d)(?:\s?{any_of(word_set('of_era'))}(?![\u0621-\u064a]))?"  # 2019م
    closed = r"\s*(?:[.,،؛;:)(!؟?…\n]|[-–—]\s|$)"

    def year(name: str) -> str:
        return rf"(?:{separator}{of_year}(?P<{name}>(?:19|20)\d\d){of_era})?"

    def year_of_month(name: str) -> str:
        """A comma before the year of a month without a day: only where the year stands alone."""
        stated = rf"(?P<{name}>(?:19|20)\d\d){of_era}"
        return rf"(?:\s+|[,،]\s?(?=(?:19|20)\d\d{closed})){of_year}{stated}"

    def also(name: str = "") -> str:
        """The second name of a month: 'March/Adhar', 'March Adhar', 'Adhar (March)'."""
        second = rf"(?P<{name}>{month})" if name else month
        return rf"(?:(?:\s*/\s*|\s+){second}{not_letter}|\s*\(\s*{month}{not_letter}\s*\))?"

    past = any_of(past_words())
    current = any_of(date_words("current"))
    last_year = rf"\s+(?:من\s+)?(?:ال)?(?:عام|سنه)\s+{any_of(date_words('previous'))}"
    hijri = any_of(hijri_month_names())
    of_hijra = rf"(?!\d)(?:\s*{any_of(date_words('of_hijra'))}(?![\u0621-\u064a]))?"
    ramadan = any_of(name for name, number in hijri_month_names().items() if number == _RAMADAN)
    feast = any_of(feasts())
    weekday = any_of(weekday_names())
    part = any_of((*date_words("day_part"), *date_words("night")))
    stretch = any_of(stretches())
    this_month = any_of((*date_words("this_month"), *date_words("that_month")))
    day_word = rf"(?:{any_of(date_words('first_of_month'))}|{any_of(day_words())}(?=\s+من))"
    which = any_of([word for word, number in day_words().items() if number <= 4] + list(date_words("past")))
    compound = any_of(word for word in day_words() if " و" in word)  # the 26th is no 'sixth and twentieth'
    night = any_of(date_words("night"))
    edge = r"(?<![\u0621-\u064a0-9])"
    before_year = _behind(word_set("before_year"), "", "و")
    saw = any_of(word_set("year_saw"))
    # 'between 2011 and 2020 in X', 'between 2014 and 2019 were killed', never 'between 1000 and 1100 dead'
    where = any_of(word_set("no_noun_behind") | word_set("verb_behind_years"))
    two_years = rf"(?=\s+(?:19|20)\d\d\s+و\s*(?:19|20)\d\d(?:{closed}|\s+(?:{where}{not_letter}|[0-9])))"
    before_month = _behind(word_set("before_month"), "", "و")
    two_words = any_of(name for name in month_names() if " " in name)  # كانون الثاني, nothing else
    until = any_of((*date_words("until"), "الي"))
    until_month = rf"(?<=\bمن\s)(?={month}{not_letter}{also()}\s+و?{until}\s+(?:[\u0621-\u064a]+\s+){{0,2}}{month})"
    in_list = _behind(word_set("next_in_rank") | word_set("then"), "")
    with_a_count = any_of(word_set("with_a_count"))
    # 'the day 15 of the war', 'today 15 March'; in 'were killed today 15 people' today is a day of its own
    numbered_day = (
        rf"[0-9]{{1,3}}\s*(?:[/.\-،,:\n]|$|(?:من\s+)?(?:شهر\s+)?{month}{not_letter}"
        rf"|(?:من|علي)\s+(?:ال)?{any_of(word_set('counted_in_days'))})"
    )
    pattern = rf"""
        {edge}[وفبل]?(?P<of_day>(?:{part}\s+)?يوم\s+)?(?P<day_a>\d{{1,2}})\s*(?:و?(?:الي|حتي|لغايه)|و|-|–)\s*
          (?(of_day)(?:{part}\s+){{0,2}})(?P<day_b>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?
          (?P<month_of_days>{month}){not_letter}{also()}{year("year_of_days")}
      | (?<=\bايام\s)(?P<listed_a>\d{{1,2}})\s*(?:[,،و]\s*و?\d{{1,2}}\s*){{0,9}}
          و\s*(?P<listed_b>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?
          (?P<month_of_listed>{month}){not_letter}{also()}{year("year_of_listed")}
      | {edge}[وفبل]?(?P<stretch>{stretch})\s+(?P<which>{which})\s+من\s+(?:
          (?P<stretch_of_this>هذا\s+الشهر|الشهر\s+{current}){not_letter}
          |(?P<stretch_of_last>الشهر\s+{past}){not_letter}
          |(?:شهر\s+)?(?P<stretch_month>{month}){not_letter}{also()}{year("stretch_year")})
      | {edge}(?!{compound}\s+من)(?P<word_a>{any_of(day_words())})\s*(?:\s(?:الي|حتي)\s+|\sو)
          (?P<word_b>{any_of(day_words())})\s+من\s+
          (?:شهر\s+)?(?P<month_of_words>{month}){not_letter}{also()}{year("year_of_words")}
      | {edge}(?:[وفبل]{{0,2}}(?P<weekday1>{weekday})\s+)?
          (?:[وفبل]{{0,2}}الـ?\s*|[وفبل])?
          (?P<day>\d{{1,2}}|{day_word})\s*(?:من\s+)?(?:شهر\s+)?
          (?P<month>{month}){not_letter}
          {also("month_b")}
          (?:(?P<of_last_year>{last_year}){not_letter}
             |\s+(?:من\s+(?:عام|العام)\s+)?(?P<adjective>{past}|{current}){not_letter})?
          {year("year")}
      | (?<=\bاشهر\s)(?P<month_list>{month}{also()}(?:\s*[,،و]\s*و?{month}{also()}){{0,10}}\s+و{month})
          {not_letter}{also()}
          (?:{year_of_month("year_of_list")})?
      | (?:(?<=\bبين\s)|(?<=\bفي\s)|(?<=\bخلال\s)|(?<=\bوبين\s)|(?<=\bوفي\s)|(?<=\bوخلال\s))(?:شهري?\s+)?
          (?P<month_from>{month}){also()}\s+و(?P<month_to>{month}){not_letter}{also()}
          (?:{year_of_month("year_of_months")}|\s+من\s+(?:هذا\s+العام|العام\s+{current}))?
      | {edge}(?:[وفبل]{{0,2}}(?:شهر\s+)?(?P<month_only>{month}){not_letter})
          {also("month_only_b")}
          (?:{year_of_month("year_of_month")}
             |(?P<month_of_last_year>{last_year}){not_letter}
             |\s+(?P<adjective_of_month>{past}|{current}){not_letter})
      | (?:(?<=[،,:(]\s)|(?<=[:(])|{in_list}|{edge}و|(?<=[،,]\sف))
          (?P<month_listed>{month}){not_letter}{also()}(?=\s*(?:[:(]|\s[-–]|{with_a_count}{not_letter})?\s*[0-9])
      | (?:{edge}[وفبل]{{0,2}}شهر\s+|{before_month}|{until_month}|{edge}(?={two_words}))
          (?P<month_alone>{month}){not_letter}{also()}
      | {edge}[وفبل]?(?P<hijri_day>\d{{1,2}}|{day_word})\s+(?:من\s+)?(?:شهر\s+)?
          (?P<hijri_month>{hijri}){not_letter}(?:{separator}{of_year}(?P<hijri_year>1[34]\d\d){of_hijra})?
      | {edge}[وفبل]?(?P<nth_day>{any_of(nth_days())})\s+ايام\s+(?:شهر\s+)?
          (?:(?P<feast>{feast})|(?P<nth_of_month>{ramadan})){not_letter}
      | (?:{edge}[وفبل]{{0,2}}شهر\s+|{before_month}(?={ramadan}{not_letter})
            |{edge}[وفبل]{{0,2}}(?={hijri}\s+{of_year}1[34]\d\d))
          (?P<whole_hijri>{hijri}){not_letter}(?:\s+{of_year}(?P<year_of_hijri>1[34]\d\d){of_hijra}|\s+{past}{not_letter})?
      | {before_month}(?P<whole_feast>{feast}){not_letter}
      | {edge}[وفبل]?(?P<numeric_a>\d{{1,2}})\s*(?:و?(?:الي|حتي|لغايه)\s|و|-|–)\s*(?P<numeric_b>\d{{1,2}})
          (?P<numeric_cut>[/\-.])(?P<numeric_month>\d{{1,2}})(?P=numeric_cut)(?P<numeric_year>(?:19|20)\d\d){of_era}
      | {edge}[وفبل]?(?P<d>\d{{1,2}})(?P<cut>[/\-.])(?P<m>\d{{1,2}})(?P=cut)(?P<y>(?:19|20)\d\d){of_era}
      | {edge}[وفبل]?(?P<y2>(?:19|20)\d\d)(?P<cut2>[/\-.])(?P<m2>\d{{1,2}})(?P=cut2)(?P<d2>\d{{1,2}})(?!\d)
      | {edge}(?:[وفبل]{{0,2}}(?P<weekday2>{weekday})\s+)?(?:ال\s*)?
          (?P<day_of_month>\d{{1,2}}|{any_of(day_words())}(?=\s+من))\s*
          (?:(?P<last_month>{any_of(date_words("last_month"))})|(?P<this_month>{this_month})){not_letter}
      | {edge}(?:[وفبل]{{0,2}})(?P<yesterday>(?:يوم\s+)?{any_of(date_words("yesterday"))}){not_letter}
          (?:\s+(?P<weekday3>{weekday}))?
      | {edge}[وفبل]{{0,2}}(?P<today>(?:(?:هذا|صباح|مساء|فجر|ظهر)\s+)?اليوم
            |هذا\s+(?:الصباح|المساء|الفجر)|هذه\s+الليله){not_letter}
          (?:\s+(?P<weekday4>{weekday}){not_letter}|(?!\s*(?:ال(?!ي\s)|{numbered_day})))
      | {edge}[وفبل]?{night}\s+(?P<night_a>{weekday})(?:\s*[-–/]\s*|\s+)(?P<night_b>{weekday}){not_letter}
      | {edge}[وفبل]{{0,2}}(?:يومي\s+)?(?P<two_a>{weekday})(?:\s*[,،و]\s*و?{weekday}){{0,5}}
          \s+و(?P<two_b>{weekday}){not_letter}
      | {edge}[وفبل]{{0,2}}(?P<parts>(?:{part}\s+){{0,2}})(?P<weekday5>{weekday}){not_letter}
          (?:\s+(?P<before_last>قبل\s+)?(?P<past_weekday>{past})|\s+من\s+الاسبوع\s+(?P<past_week>{past}))?
      | (?:(?<=\bمن\s)|(?<=\bمن\sعام\s)|(?<=\bمن\sسنه\s))(?P<from_year>(?:19|20)\d\d){of_era}
          \s+و?(?:الي|حتي|لغايه)\s+(?:(?:عام|سنه)\s+)?(?P<to_year>(?:19|20)\d\d){of_era}(?={closed}|\s+(?P<behind_years>[\u0621-\u064a]+))
      | (?:(?<=\bالاعوام\s)|(?<=\bالسنوات\s))(?P<first_year>(?:19|20)\d\d)
          \s*(?:[-–]|الي)\s*(?P<last_year>(?:19|20)\d\d)(?!\d)
      | (?:(?<=\bالاعوام\s)|(?<=\bالسنوات\s)|(?<=\bاعوام\s)|(?<=\bسنوات\s))
          (?P<year_list>(?:19|20)\d\d(?:\s*[,،و]\s*و?(?:19|20)\d\d){{1,14}})(?!\d)
      | (?<=\()(?P<years_a>(?:19|20)\d\d)\s*[-–]\s*(?P<years_b>(?:19|20)\d\d)(?=\))
      | {edge}[وف]?(?:عامي|بين\s+عام|بين{two_years})\s+
          (?P<year_from>(?:19|20)\d\d){of_era}
          \s+و\s*(?:عام\s+)?(?P<year_to>(?:19|20)\d\d){of_era}
      | {edge}[وفبل]{{0,2}}(?:ال)?(?:عام|سنه)\s+(?:(?:{current}|{past})\s+)?(?P<year_only>(?:19|20)\d\d){of_era}
      | {before_year}(?P<year_a>(?:19[4-9]|20[0-3])\d){of_era}\s+و\s*(?P<year_b>(?:19[4-9]|20[0-3])\d){of_era}
      | (?:{before_year}|(?:(?<![^\n:])|(?<=[:.\n]\s))(?=(?:19[4-9]|20[0-3])\d\s+{saw}))
          (?P<year_bare>(?:19[4-9]|20[0-3])\d){of_era}(?={closed}|\s+و[0-9]|\s+(?P<behind_year>[\u0621-\u064a]+))
        """
    return WordPatterns(
        date=(pattern, rf"[0-9]{{1,2}}|(?:19|20)[0-9]{{2}}|[وفبل]{{0,2}}(?:ال)?(?:{any_of(beginnings)})?")
    )


def _behind(words: frozenset[str], *prefixes: str) -> str:
    """Return a pattern that holds right behind one of some words, each with one of the prefixes, and a space."""
    spelt = (prefix + word.replace(" ", r"\s") for word in sorted(words) for prefix in prefixes)
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in spelt) + ")"


def find_dates(text: str, published: date | None = None) -> list[DateSpan]:
    """Return the date expressions of `text`, left to right.

    Parameters
    ----------
    published : day of publication; relative days and dates without a year need it.

    Examples
    --------
    >>> [(d.first.isoformat(), d.kind) for d in find_dates("11 كانون الثاني/ يناير 2020")]
    [('2020-01-11', 'day')]
    """
    return read_dates(Folded(text), published)


_GLUED = re.compile(r"[وفبل]{1,2}")
_PREFIXES = re.compile(r"[وفبل]*(?=ال|[0-9]|شهر)|")


def begins_date(form: str) -> bool:
    """Say whether a folded word can begin a date expression."""
    return _pattern().begins(form)


def read_dates(folded: Folded, published: date | None = None, positions: Iterable[int] | None = None) -> list[DateSpan]:
    """Return the date expressions of a folded text; `positions`: those of the words that can begin one, when known."""
    found: list[DateSpan] = []
    listed: set[int] = set()  # where months alone before a number begin
    yearless: set[int] = set()  # where months whose year is not stated begin
    for _, match in _pattern().finditer(folded, positions):
        if _is_ibb(match, folded):
            continue  # إب, a town of Yemen, is no month
        if match["behind_year"] and not _names_year(folded.form[: match.start("year_bare")], match["behind_year"]):
            continue  # 'in 2010 places': a count
        if (
            match["weekday5"]
            and not match["parts"]
            and folded.form[: match.start()].rstrip().endswith(_named_by_days())
        ):
            continue  # سوق الجمعة, a place
        if match["from_year"] and _of_counts(match, folded):
            continue  # 'rose from 2011 to 2023', 'from 1990 to 2010 persons'
        if match["today"] and folded.form[: match.start()].endswith("مثل "):
            continue  # 'on a day like this seven years ago'
        first, last, kind, note = _resolve(match, published)
        if match["this_month"] in date_words("that_month") and (month := _month_named(found)) is not None:
            first = last = _safe_date(month.year, month.month, _day_number(match["day_of_month"]))
            note = _check_weekday(first, match["weekday2"]) if first else "no such day"
        begin = match.start() + len(_PREFIXES.match(match.group()).group())
        named = min(match.start(name) for name, value in match.groupdict().items() if value)
        if _GLUED.fullmatch(folded.form, begin, named):
            begin = named  # وآذار begins with آذار
        start, end = folded.span(begin, match.end())
        span = DateSpan(start, end, folded.text[start:end], first, last, kind, note)
        if found and found[-1].kind == "weekday" and kind == "day" and _touch(folded.text, found[-1], span):
            span = _with_weekday(found.pop(), span, folded.text)
        if found and found[-1].kind == span.kind == "relative" and folded.text[found[-1].end : start].split() == ["و"]:
            left = found.pop()  # 'today and yesterday'
            if published:
                first, last = min(left.first, span.first), max(left.last, span.last)
            span = DateSpan(left.start, end, folded.text[left.start : end], first, last, "days", left.note or note)
        if kind == "month":
            listed |= {start} if match["month_listed"] else set()
            yearless |= set() if match["year_of_month"] else {start}
        found.append(span)
    return _settle_months(found, folded.text, published, listed, yearless) if yearless else found


def _day_number(words: str) -> int:
    """Return the day of the month that digits or an ordinal name."""
    return day_words().get(words) or int(words)


def _month_named(before: list[DateSpan]) -> date | None:
    """Return a day of the month that was named last, of which 'the 20th of that month' is: من الشهر ذاته, منه."""
    named = (d for d in reversed(before) if d.kind in ("day", "month") and d.first and d.last)
    months = (d.first for d in named if d.first.replace(day=1) == d.last.replace(day=1))
    return next(months, None)


def _settle_months(
    dates: list[DateSpan], text: str, published: date | None, listed: set[int], yearless: set[int]
) -> list[DateSpan]:
    """Read the months of a list as those of one run; a month alone before a number, of which there is one, is no date.

    'January 120, February 98, March 143': one after the other. In a list of months the one just begun is last year's,
    and so it is behind 'in the year 2022' in a report of January 2023.
    `listed`, `yearless`: where months alone before a number, and months whose year is not stated, begin.
    """
    runs: list[list[DateSpan]] = []
    for span in (span for span in dates if span.kind == "month"):
        beside = runs and len(gap := text[runs[-1][-1].end : span.start]) <= _MONTHS_APART and "." not in gap
        runs[-1].append(span) if beside else runs.append([span])
    settled: dict[int, DateSpan | None] = {}
    for run in runs:
        of_list = any(span.start in listed for span in run)
        if of_list and len(run) == 1:
            settled[run[0].start] = None
            continue
        following = None
        for span in reversed(run):
            first = span.first
            if span.start in yearless and first and published:
                listed_so = of_list or _tells_of_year(dates, span.start, published.year - 1)
                begun = listed_so and first == published.replace(day=1) and published.day <= _BEGUN
                in_order = following is not None and (
                    following.month == first.month + 1 or (of_list and following.month > first.month)
                )
                year = max(first.year - (begun or (in_order and first > following)), 1)
                first, last = _month_span(year, first.month)
                span = span._replace(first=first, last=last)
            settled[span.start], following = span, first
    kept = (settled.get(span.start, span) if span.kind == "month" else span for span in dates)
    return [span for span in kept if span is not None]


def _tells_of_year(dates: list[DateSpan], start: int, year: int) -> bool:
    """Say whether a year is named before a character, and no later one."""
    named = [span.first.year for span in dates if span.kind == "year" and span.first and span.start < start]
    return bool(named) and max(named) == year


_MONTHS_APART = 80  # characters between two months of a list
_BEGUN = 15  # days of a month that has just begun


@cache
def _named_by_days() -> tuple[str, ...]:
    """Return the words, each behind a blank, behind which the name of a weekday is that of a place."""
    return tuple(sorted(f" {word}" for word in word_set("named_by_a_day")))


def _is_ibb(match: re.Match, folded: Folded) -> bool:
    """Say whether the name of a month is spelt إب: آب is August, إب a town."""
    names = ("month", "month_only", "month_alone")
    spans = [folded.span(match.start(name), match.end(name)) for name in names if match[name] == "اب"]
    return any(folded.text[start:end].startswith("إ") for start, end in spans)


def _names_year(before: str, behind: str) -> bool:
    """Say whether four bare digits between two words are a year: 'since 2011', 'in 2018 were killed'."""
    if before.rstrip().endswith(tuple(word_set("surely_before_year"))):
        return not any(reading.kind == "duration" for reading in analyse_noun(behind))
    verb = behind.endswith("وا") or (behind.endswith("ت") and not behind.endswith("ات"))
    if behind.startswith("و") and len(behind) > _SHORTEST_VERB and verb:
        return True  # 'killed 14 in 2025 and carried out', ونفذوا
    kinds = ("no_noun_behind", "of_them", "behind_year", "year_saw", "compared")
    return bool(analyse_verb(behind)) or any(behind in word_set(kind) for kind in kinds)


def _of_counts(match: re.Match, folded: Folded) -> bool:
    """Say whether 'from 2011 to 2023' tells of numbers that rose, or counts the noun behind it."""
    behind = match["behind_years"]
    if behind and not _names_year("", behind):
        return True
    return tells_of_change(folded, folded.span(match.start(), match.end())[0])


_RAMADAN = 9
_SHORTEST_VERB = 4  # letters of a verb behind 'and'


def _touch(text: str, left: DateSpan, right: DateSpan) -> bool:
    between = " ".join(fold(text[left.end : right.start]).strip(" ,،()").split())
    return between in word_set("corresponds") or (not between and right.start - left.end < 4)


def _with_weekday(weekday: DateSpan, day: DateSpan, text: str) -> DateSpan:
    """Merge a weekday with the date behind it; the date counts, the weekday checks it."""
    name = next(name for name in weekday_names() if name in fold(weekday.text))
    note = day.note or _check_weekday(day.first, name)
    return DateSpan(weekday.start, day.end, text[weekday.start : day.end], day.first, day.last, "day", note)


def _resolve(match: re.Match, published: date | None) -> tuple[date | None, date | None, str, str]:
    group = defaultdict(
        lambda: None, ((name, " ".join(value.split())) for name, value in match.groupdict().items() if value)
    )
    months = month_names()
    if group["day"]:
        number = day_words().get(group["day"]) or int(group["day"])
        day = _day_in_month(number, months[group["month"]], group, published)
        note = _check_months(months, group) or _check_weekday(day, group["weekday1"])
        return day, day, "day", note
    if group["day_a"]:
        in_month = {"year": group["year_of_days"]}
        month = months[group["month_of_days"]]
        first, last = (_day_in_month(int(group[name]), month, in_month, published) for name in ("day_a", "day_b"))
        return first, last, "days", "" if first and last and first <= last else "no such days"
    if group["numeric_a"]:
        year, month = int(group["numeric_year"]), int(group["numeric_month"])
        first, last = (_safe_date(year, month, int(group[name])) for name in ("numeric_a", "numeric_b"))
        return first, last, "days", "" if first and last and first <= last else "no such days"
    if group["word_a"]:
        in_month = {"year": group["year_of_words"]}
        month = months[group["month_of_words"]]
        first, last = (
            _day_in_month(day_words()[group[name]], month, in_month, published) for name in ("word_a", "word_b")
        )
        return first, last, "days", "" if first and last and first <= last else "no such days"
    if group["listed_a"]:
        month, in_month = months[group["month_of_listed"]], {"year": group["year_of_listed"]}
        listed = [
            int(number)
            for number in re.findall(r"[0-9]+", match.string[match.start("listed_a") : match.end("listed_b")])
        ]
        first, last = (_day_in_month(number, month, in_month, published) for number in (min(listed), max(listed)))
        return first, last, "days", "" if first and last else "no such days"
    if group["month_list"]:
        named = [months[name] for name in re.findall(any_of(months), group["month_list"])]
        return *_run_of_months(list(dict.fromkeys(named)), group["year_of_list"], published), "days", ""
    if group["from_year"] or group["first_year"]:
        begin, end = int(group["from_year"] or group["first_year"]), int(group["to_year"] or group["last_year"])
        return date(begin, 1, 1), date(end, 12, 31), "days", "" if begin < end else "no such years"
    if group["year_list"]:
        named = [int(year) for year in re.findall(r"\d{4}", group["year_list"])]
        if sorted(named) != list(range(min(named), min(named) + len(named))):
            return None, None, "years", "years that do not follow each other"
        return date(min(named), 1, 1), date(max(named), 12, 31), "days", ""
    if group["stretch"]:
        return *_stretch_of_month(group, published), "days", ""
    if group["year_from"]:
        begin, end = int(group["year_from"]), int(group["year_to"])
        return date(begin, 1, 1), date(end, 12, 31), "days", "" if begin < end else "no such years"
    if group["year_a"]:
        begin, end = int(group["year_a"]), int(group["year_b"])
        if end != begin + 1:
            return None, None, "years", "years that do not follow each other"
        return date(begin, 1, 1), date(end, 12, 31), "days", ""
    if group["years_a"]:
        begin, end = int(group["years_a"]), int(group["years_b"])
        return date(begin, 1, 1), date(end, 12, 31), "years", "" if begin < end else "no such years"
    if group["month_from"]:
        begin, end = months[group["month_from"]], months[group["month_to"]]
        year = int(group["year_of_months"]) if group["year_of_months"] else None
        if year is None and published:
            year = published.year if end <= published.month else published.year - 1
        within = match.string[: match.start()].rstrip().endswith("بين")
        turn = begin > end  # 'December and January': the year is that of the second
        if not within and end != begin % 12 + 1:
            return None, None, "days", "months that do not follow each other"
        if year is None or begin == end:
            return None, None, "days", "months without a year" if year is None else "one month twice"
        return _month_span(year - turn, begin)[0], _month_span(year, end)[1], "days", ""
    if group["month_only"] or group["month_alone"] or group["month_listed"]:
        month = months[group["month_only"] or group["month_alone"] or group["month_listed"]]
        if group["year_of_month"]:
            return *_month_span(int(group["year_of_month"]), month), "month", ""
        span = month_of(month, published, bool(group["month_of_last_year"])) if published else (None, None)
        return *span, "month", ""
    if group["y"] or group["y2"]:
        suffix = "" if group["y"] else "2"
        day = _safe_date(*(int(group[name + suffix]) for name in ("y", "m", "d")))
        return day, day, "day", "" if day else "no such day"
    if group["day_of_month"]:
        number = _day_number(group["day_of_month"])
        day = _day_of_published_month(number, published, bool(group["last_month"]))
        return day, day, "day", _check_weekday(day, group["weekday2"])
    if group["yesterday"]:
        back = 2 if "اول" in group["yesterday"] else 1
        day = published - timedelta(days=back) if published else None
        return day, day, "relative", _check_weekday(day, group["weekday3"])
    if group["today"]:
        return published, published, "relative", _check_weekday(published, group["weekday4"])
    if group["hijri_day"]:
        number = day_words().get(group["hijri_day"]) or int(group["hijri_day"])
        day = _hijri_day(number, hijri_month_names()[group["hijri_month"]], group["hijri_year"], published)
        return day, day, "day", ""
    if group["whole_hijri"]:
        number, year = hijri_month_names()[group["whole_hijri"]], group["year_of_hijri"]
        first = _hijri_day(1, number, year, published)
        return first, _end_of_hijri_month(first), "days", ""
    if group["whole_feast"] or group["feast"]:
        number, first, days = feasts()[group["whole_feast"] or group["feast"]]
        first = _hijri_day(first, number, None, published)
        first, last = first, first + timedelta(days=days - 1) if first else None
        if group["nth_day"]:
            first = last = first + timedelta(days=nth_days()[group["nth_day"]] - 1) if first else None
        return first, last, "days" if group["whole_feast"] else "day", ""
    if group["nth_of_month"]:
        day = _hijri_day(nth_days()[group["nth_day"]], hijri_month_names()[group["nth_of_month"]], None, published)
        return day, day, "day", ""
    if group["night_a"]:
        last = _last_weekday(weekday_names()[group["night_b"]], published, False)
        first = _last_weekday(weekday_names()[group["night_a"]], last, True)
        consecutive = (weekday_names()[group["night_b"]] - weekday_names()[group["night_a"]]) % 7 == 1
        return first, last, "days", "" if consecutive else "a night between two days that do not follow each other"
    if group["two_a"]:
        last = _last_weekday(weekday_names()[group["two_b"]], published, False)
        first = _last_weekday(weekday_names()[group["two_a"]], last, False)
        return first, last, "days", ""
    if group["past_week"]:
        day = _weekday_of_last_week(weekday_names()[group["weekday5"]], published)
        return day, day, "weekday", "" if day else "which week is meant depends on the day it begins with"
    if group["weekday5"]:
        day = _last_weekday(weekday_names()[group["weekday5"]], published, bool(group["past_weekday"]))
        day = step_back(day, "week", 1) if day and group["before_last"] else day
        return day, day, "weekday", ""
    year = int(group["year_only"] or group["year_bare"])
    return date(year, 1, 1), date(year, 12, 31), "year", ""


def month_of(month: int, published: date, of_last_year: bool = False) -> tuple[date, date]:
    """Return the first and the last day of a month without a year: the last that had begun, or that of last year."""
    before = of_last_year or month > published.month  # reports tell of the past
    return _month_span(max(published.year - before, 1), month)


def _stretch_of_month(group: dict, published: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of 'the first week of May' (1 to 7), 'the second half of May' (16 to 31).

    The month may be 'this month' or 'last month'.
    """
    if group["stretch_month"]:
        begins = _day_in_month(1, month_names()[group["stretch_month"]], {"year": group["stretch_year"]}, published)
    else:
        begins = _day_of_published_month(1, published, bool(group["stretch_of_last"]))
    if begins is None:
        return None, None
    days, which = stretches()[group["stretch"]], day_words().get(group["which"], 0) - 1
    last = calendar.monthrange(begins.year, begins.month)[1]
    if which == -1 or (which + 1) * days == 30:  # what is left of the month belongs to its last half or third
        first = {10: 21, 15: 16}.get(days, last - days + 1)
        return begins.replace(day=first), begins.replace(day=last)
    if (which + 1) * days > last:
        return None, None
    return begins.replace(day=which * days + 1), begins.replace(day=(which + 1) * days)


def _day_in_month(day: int, month: int, group: dict, published: date | None) -> date | None:
    if group["year"]:
        return _safe_date(int(group["year"]), month, day)
    if not published:
        return None
    candidate = _safe_date(published.year, month, day)
    if group.get("of_last_year") or (candidate and candidate > published):
        candidate = _safe_date(published.year - 1, month, day)  # reports tell of the past
    return candidate


def _day_of_published_month(day: int, published: date | None, last_month: bool) -> date | None:
    if not published:
        return None
    month_end = published.replace(day=1) - timedelta(days=1)
    return (
        _safe_date(month_end.year, month_end.month, day)
        if last_month
        else _safe_date(published.year, published.month, day)
    )


def _run_of_months(months: list[int], year: str | None, published: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of months that follow each other; the year is that of the last one."""
    follow = all(later == earlier % 12 + 1 for earlier, later in pairwise(months))
    if not follow or not (year or published):
        return None, None
    _, last = _month_span(int(year), months[-1]) if year else month_of(months[-1], published)
    first = step_back(last.replace(day=1), "month", len(months) - 1)
    return (first, last) if first is not None else (None, None)


def _end_of_hijri_month(first: date | None) -> date | None:
    if first is None or first > _HIJRI_TO:
        return None
    return first + timedelta(days=Gregorian.fromdate(first).to_hijri().month_length() - 1)


def _hijri_day(day: int, number: int, year: str | None, published: date | None) -> date | None:
    """Return the day of a date of the Umm al-Qura calendar; without a year, the last one before publication."""
    if year is None:
        if published is None:
            return None
        if not _HIJRI_FROM <= published <= _HIJRI_TO:
            return None
        latest = Gregorian.fromdate(published).to_hijri().year
        found = [
            d for d in (_hijri_day(day, number, str(y), None) for y in (latest, latest - 1)) if d and d <= published
        ]
        return found[0] if found else None
    try:
        return date(*Hijri(int(year), number, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


_HIJRI_FROM, _HIJRI_TO = date(1924, 8, 1), date(2077, 11, 16)  # the days that hijridate's tables hold


def _last_weekday(weekday: int, published: date | None, strictly_past: bool) -> date | None:
    if not published:
        return None
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly_past else 0))


def _weekday_of_last_week(weekday: int, published: date | None) -> date | None:
    """Return the day of 'Wednesday of last week'.

    None where it depends on whether weeks begin on Monday, Sunday or Saturday.
    """
    last = _last_weekday(weekday, published, True)
    if published is None or last is None:
        return None
    days = set()
    for first in (0, 6, 5):
        begins = step_back(published, "day", (published.weekday() - first) % 7) or published
        days.add(last if last < begins else step_back(last, "week", 1))
    return days.pop() if len(days) == 1 else None


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_weekday(day: date | None, name: str | None) -> str:
    if day and name and weekday_names()[name] != day.weekday():
        return f"the text says weekday {weekday_names()[name]}, the date falls on {day.weekday()} (Monday 0)"
    return ""


def _check_months(months: dict[str, int], group: dict) -> str:
    second = group["month_b"]
    return "the two month names differ" if second and months[second] != months[group["month"]] else ""


def months_before(day: date, months: int) -> date:
    """Return the same day `months` earlier, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_STEP_BACK: dict[str, Callable[[date, int], date]] = {
    "minute": lambda day, n: day,
    "hour": lambda day, n: day - timedelta(days=-(-n // 24)),
    "day": lambda day, n: day - timedelta(days=n),
    "week": lambda day, n: day - timedelta(weeks=n),
    "month": months_before,
    "year": lambda day, n: months_before(day, 12 * n),
}


def step_back(day: date, unit: str, count: int) -> date | None:
    """Return the day that lies `count` units before `day`, or None before the first of the calendar."""
    try:
        return _STEP_BACK[unit](day, count)
    except (OverflowError, ValueError):
        return None
