"""Windows: the time that a figure covers, as the text states it.

Built from dates, durations and the events of ``lexicons/anchors.yaml``. A window is what the words
say: a span between two dates, "the last 48 hours", "since the deal"; without a publication date a
relative window keeps its words and no calendar dates. Which figure a window governs is decided in
``claims``.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from analysis.arabic import Folded, Token, WordPatterns, fold
from analysis.dates import DateSpan, any_of, begins_date, date_words, month_names, month_of, past_words, step_back
from analysis.lexicons import PhraseMatch, word_set
from analysis.morphology import NounReading, analyse_noun
from analysis.numerals import Numeral


class Window(NamedTuple):
    """A stretch of time named in the text. `first`, `last`: both included, None when not stated.

    `kind`: span, since, relative, anchor, same, day, vague. `since`: counts from a date onwards.
    `scope`: the territory that the event's name stands for, when an event names the window.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: str
    since: bool = False
    scope: str = ""

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


def find_windows(
    folded: Folded,
    tokens: list[Token],
    dates: list[DateSpan],
    numerals: list[Numeral],
    published: date | None,
    anchors: list[PhraseMatch],
    where: set[str],
    nouns: list[int],
    openers: list[int],
) -> list[Window]:
    """Return the windows of a text from left to right, the longer one where two overlap.

    `anchors`: the events of anchors.yaml that the text names; `where`: the words that tell which war it is about;
    `nouns`: the positions of the nouns of the domain; `openers`: those of the words that can begin a fixed phrase, such
    as 'in recent days'.
    """
    anchored = _anchored(folded.text, tokens, anchors, where, published)
    dated = {w.end for w in anchored if w.first is not None}  # 'since 7 October' of no stated year, in a report on Gaza
    found = [
        *(w for w in _spans_between_dates(folded, dates, published) if w.kind != "since" or w.end not in dated),
        *anchored,
        *_durations(folded.text, tokens, nouns, numerals, dates, published),
        *_fixed_words(folded, published, openers),
        *_days(folded.text, dates),
        *_years(folded, dates),
        *_until_dates(folded, dates),
    ]
    compared = _compared_stretches(folded, openers)
    found = _not_inside_since(found)
    kept: list[Window] = []
    ends = [stretch.end for stretch in compared]
    for window in sorted(found, key=lambda w: (_KIND_ORDER.index(w.kind), w.start)):
        place = bisect_right(ends, window.start)  # the first stretch that ends behind its beginning
        if place == len(ends) or compared[place].start >= window.end:
            _insert_where_free(kept, window)
    for stretch in compared:
        _insert_where_free(kept, _counted_from(stretch, kept, folded.text, published))
    for window in _since_events(folded, published, openers):
        _insert_where_free(kept, window)
    for window in _shifted_days(folded, numerals, kept, openers):
        _insert_where_free(kept, window)
    for window in _since_that_day(folded, kept, published, openers):
        _insert_where_free(kept, window)
    return _inside_months(_until_stretches(folded, _join_ends(kept, folded.text)), folded.text)


def _until_stretches(folded: Folded, windows: list[Window]) -> list[Window]:
    """Open the beginning of a stretch that stands behind 'until': 'until last week' has no stated one."""
    opened = []
    for window in windows:
        led = None
        if window.kind == "relative" and window.first is not None and not window.since:
            end = folded.at(window.start)
            led = _UNTIL_BEFORE.search(folded.form, max(0, end - _UNTIL_REACH), end)
        if led is not None:
            start, _ = folded.span(led.start("word"), led.end("word"))
            window = window._replace(start=start, text=folded.text[start : window.end], first=None)
        opened.append(window)
    return opened


def _inside_months(windows: list[Window], text: str) -> list[Window]:
    """Date a stretch of days by the month told before it: 'in March 30 were killed in three days'."""
    kept: list[Window] = []
    for window in windows:
        month = kept[-1] if kept else None
        inside = window.kind == "relative" and month is not None and month.kind == "day" and month.first != month.last
        inside = inside and None not in (month.last, window.first) and month.last < window.first
        if inside and not _DEFINITE.search(window.words) and not _TURNS.search(text, month.end, window.start):
            window = window._replace(first=month.first, last=month.last, kind="span")
        kept.append(window)
    return kept


_DEFINITE = re.compile(r"\bال")  # 'in the last three days'
_TURNS = re.compile("[.,،؛;:\n]")


class _Compared(NamedTuple):
    """Words for a stretch of time that is told from another one: 'the month before', 'the same period of 2023'.

    `unit`: the stretch before one of that unit, or "" for the same stretch of another year: the `year` stated, else
    `years` back, counted from the report or, where `of_it`, from the other stretch.
    """

    start: int
    end: int
    unit: str
    year: int | None = None
    years: int = 0
    of_it: bool = False


def _compared_stretches(folded: Folded, openers: list[int]) -> list[_Compared]:
    """Find 'the month before it', 'the same period of last year', which are no windows without another one."""
    found = []
    for name, match in _comparing().finditer(folded, openers):
        start, end = folded.span(match.start("w"), match.end())
        if name == "before":
            found.append(_Compared(start, end, unit_of(match["unit"]).label))
            continue
        year = match["year"] or match["bare_year"]
        back = 2 if match["before_last"] else 1
        of_it = match["preceding"] is not None
        found.append(_Compared(start, end, "", int(year) if year else None, back, of_it))
    return found


def _counted_from(stretch: _Compared, windows: list[Window], text: str, published: date | None) -> Window:
    """Return the window of a compared stretch, counted from the last one before it; without dates where there is none.

    'The month before' is counted from a whole month, 'the year before' from a whole year, 'the week before' from
    seven days.
    """
    place = bisect_left(windows, stretch.start, key=lambda w: w.start)
    before = windows[max(0, place - _TOLD_BEFORE) : place]
    known = [w for w in before if w.first and w.last and not _is_compared(text, w.start)]
    first = last = None
    if stretch.unit:
        base = next((w for w in reversed(known) if _is_one(stretch.unit, w.first, w.last)), None)
        if base is not None:
            first = step_back(base.first, stretch.unit, 1)
            last = base.first - timedelta(days=1)
    elif known and (stretch.of_it or stretch.year or published):
        base = known[-1]
        year = stretch.year or (base.first.year if stretch.of_it else published.year) - stretch.years
        first, last = (step_back(day, "year", base.first.year - year) for day in (base.first, base.last))
        if last is not None and _ends_month(base.last):
            last = (last + timedelta(days=_TO_NEXT_MONTH)).replace(day=1) - timedelta(days=1)  # to the end of February
    return Window(stretch.start, stretch.end, text[stretch.start : stretch.end], first, last, "relative")


_TO_NEXT_MONTH = 4  # days from the last of a month, 28 February too, that lead into the next one


def _is_compared(text: str, start: int) -> bool:
    """Say whether a window is itself the one that another is compared to: 'compared to 2087 in 2020'."""
    words = fold(text[max(0, start - _COMPARED_BACK) : start]).split()
    return not word_set("compared").isdisjoint(words)


_COMPARED_BACK = 30  # characters
_TOLD_BEFORE = 20  # windows


def _is_one(unit: str, first: date, last: date) -> bool:
    """Say whether a stretch is one whole month or year of the calendar, or a week."""
    if unit == "week":
        return timedelta(days=6) <= last - first <= timedelta(days=7)
    units = {"month": (first.year, first.month) == (last.year, last.month), "year": first.year == last.year}
    begins = first.day == 1 and (unit == "month" or first.month == 1)
    return units[unit] and begins and _ends_month(last) and (unit == "month" or last.month == 12)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


@cache
def _comparing() -> WordPatterns:
    edge, after = r"(?<![\u0621-\u064a])[وفبل]?", r"(?![\u0621-\u064a])"
    unit = any_of(word_set("compared_unit"))
    preceding, previous = any_of(date_words("preceding")), any_of(date_words("previous"))
    same = any_of((*date_words("same_stretch"), *date_words("same_period")))
    number = rf"(?:19|20)\d\d)(?!\d)(?:\s?{any_of(word_set('of_era'))}(?![\u0621-\u064a]))?"  # 2023م
    which = rf"(?:(?P<before_last>قبل\s+)?{previous}|(?P<preceding>{preceding})|(?P<year>{number})"
    of_year = rf"(?:(?:من\s+)?(?:ال)?(?:عام|سنه)\s+{which}|من\s+(?P<bare_year>{number})"
    first_words = {words.split()[0] for kind in ("same_stretch", "same_period") for words in date_words(kind)}
    return WordPatterns(
        before=(rf"{edge}(?P<w>(?P<unit>{unit})\s+{preceding}){after}", rf"[وفبل]?{unit}"),
        same=(rf"{edge}(?P<w>{same}\s+{of_year}){after}", rf"[وفبل]?{any_of(first_words)}"),
    )


def _not_inside_since(windows: list[Window]) -> list[Window]:
    """Return the windows without the spans that lie in a 'since …' which begins before them."""
    opened = sorted((w.start, w.end) for w in windows if w.kind == "since")
    starts, furthest = [start for start, _ in opened], [0, *accumulate((end for _, end in opened), max)]
    return [w for w in windows if w.kind != "span" or furthest[bisect_left(starts, w.start)] < w.end]


def _insert_where_free(kept: list[Window], window: Window) -> None:
    """Insert a window in order, unless it shares characters with one that is there."""
    place = bisect_left(kept, window.start, key=lambda w: w.start)
    free_left = place == 0 or kept[place - 1].end <= window.start
    free_right = place == len(kept) or window.end <= kept[place].start
    if free_left and free_right:
        kept.insert(place, window)


def _since_events(folded: Folded, published: date | None, openers: list[int]) -> list[Window]:
    """Find 'since the beginning of the ground assault': a window that begins with an event that no table dates."""
    found = []
    for position in openers:
        words = folded.tokens[position : position + 3]
        if len(words) < 3 or words[0].form.removeprefix("و") != "منذ" or words[1].form not in word_set("begins_event"):
            continue
        behind = folded.tokens[position + 3 : position + 4]
        definite = [token.form.startswith("ال") and token.form != "الي" for token in (words[2], *behind)]
        adjective = definite[1:] == [True]  # 'the ground assault', or a genitive: 'the acts of violence'
        start = folded.offsets[words[0].at + words[0].form.startswith("و")]
        end = behind[0].end if adjective else words[2].end
        found.append(Window(start, end, folded.text[start:end], None, published, "since", True))
    return found


def _since_that_day(folded: Folded, windows: list[Window], published: date | None, openers: list[int]) -> list[Window]:
    """Find 'since that date': the day named last, or the one since which was counted last."""
    known = [w for w in windows if w.kind in ("day", "since", "anchor") and w.first is not None]
    starts, found = [w.start for w in known], []
    for position in openers:
        words = folded.tokens[position : position + 3]
        that = " ".join(word.form for word in words[1:])
        if words[0].form.removeprefix("و") != "منذ" or that not in word_set("that_date"):
            continue
        start, end = folded.offsets[words[0].at + words[0].form.startswith("و")], words[-1].end
        place = bisect_left(starts, start) - 1
        near = place >= 0 and folded.text.count("\n", known[place].end, start) <= _LINES_BACK
        first = known[place].first if near else None
        found.append(Window(start, end, folded.text[start:end], first, published, "since", True))
    return found


def _shifted_days(folded: Folded, numerals: list[Numeral], windows: list[Window], openers: list[int]) -> list[Window]:
    """Find 'the next day', 'two days after that', 'four days before it': counted from the day named last.

    A window whose day is not known has no dates: what is told there did not happen on the day told before it.
    """
    counts = {n.start: n.value for n in numerals if n.kind == "integer" and n.value}
    days = [w for w in windows if w.kind == "day" and w.first is not None and w.first == w.last]
    ends = [w.end for w in days]
    found: list[Window] = []
    for position in openers:
        shift = _shift_at(folded.tokens, position, counts)
        if shift is None:
            continue
        step, last = shift
        token = folded.tokens[position]
        start, end = folded.offsets[token.at + token.form.startswith("و")], folded.tokens[last - 1].end
        place = bisect_right(ends, start) - 1
        before = days[place] if place >= 0 else None
        if found and found[-1].first is not None and (before is None or before.end < found[-1].end):
            before = found[-1]
        near = before is not None and folded.text.count("\n", before.end, start) <= _LINES_BACK
        day = step_back(before.first, "day", -step) if near else None
        found.append(Window(start, end, folded.text[start:end], day, day, "day"))
    return found


_LINES_BACK = 2  # line breaks between a day and what is counted from it
_DAYS_IN = {"day": 1, "week": 7}


def _shift_at(tokens: list[Token], position: int, counts: dict[int, int]) -> tuple[int, int] | None:
    """Return (days, position behind the words) of 'the next day', 'after that by two days' at a position, or None."""
    words = [token.form for token in tokens[position : position + 2]]
    words[0] = words[0].removeprefix("و")
    for length in (2, 1):
        phrase = " ".join(words[:length])
        if phrase in word_set("next_day"):
            return 1, position + length
        if phrase in word_set("shift_forward") or phrase in word_set("shift_back"):
            break
    else:
        return None
    sign = 1 if phrase in word_set("shift_forward") else -1
    first = position + length
    if first >= len(tokens) or not tokens[first].form.startswith("ب"):
        return None
    counted = next((counts[n] for n in range(tokens[first].start, tokens[first].end) if n in counts), None)
    if counted is None and tokens[first].form in ("ب", "بـ") and first + 1 < len(tokens):
        first += 1
        counted = counts.get(tokens[first].start)
    unit = unit_of(tokens[first + 1].form) if counted is not None and first + 1 < len(tokens) else None
    last = first + 2
    if counted is None:
        unit, last = unit_of(tokens[first].form.removeprefix("ب")), first + 1
        counted = 2 if unit is not None and unit.number == "d" else 1
    if unit is None or unit.label not in _DAYS_IN or counted > _FARTHEST_DAY:
        return None
    return sign * counted * _DAYS_IN[unit.label], last


_FARTHEST_DAY = 366


def _join_ends(windows: list[Window], text: str) -> list[Window]:
    """Join 'since the start of the year' and 'until 15 December' to one window."""
    joined: list[Window] = []
    for window in windows:
        left = joined[-1] if joined else None
        ends = window.kind == "since" and window.first is None and window.last is not None
        begun = left is not None and left.kind == "since" and left.first and ends and left.first <= window.last
        open_start = left is not None and left.kind in ("since", "anchor") and left.first is None
        between = fold(text[left.end : window.start]).strip() if left is not None else ""
        if open_start and between == "" and _AGO.match(fold(window.text)):
            whole = text[left.start : window.end]  # 'since the war began, 13 days ago'
            joined[-1] = Window(left.start, window.end, whole, window.first, left.last, left.kind, True, left.scope)
            continue
        unstated = left is not None and left.kind == "since" and not left.first and left.last and ends
        if unstated and between in ("", "و"):
            whole = text[left.start : window.end]  # 'since the start of last week and until yesterday'
            joined[-1] = left._replace(end=window.end, text=whole, last=window.last)
            continue
        if begun and between in ("", "و"):
            whole = text[left.start : window.end]
            joined[-1] = Window(left.start, window.end, whole, left.first, window.last, "span", True)
        else:
            joined.append(window)
    return joined


_AGO = re.compile(rf"{any_of(date_words('ago'))}\s")
_KIND_ORDER = ["span", "since", "same", "relative", "anchor", "vague", "day"]
_SINCE_WORDS = tuple(words.split()[0] for words in date_words("since"))
_SINCE = re.compile(rf"(?<![\u0621-\u064a])و?(?P<word>{any_of(date_words('since'))})(?![\u0621-\u064a])")
_TURNS_CLAUSE = re.compile(rf"{any_of(word_set('turns_clause'))}(?![\u0621-\u064a])")
_WHOLE_SINCE = re.compile(
    rf"\s+(?:{any_of(date_words('year_start'))}|(?:بدايه|مطلع)\s+(?:هذا\s+)?الشهر(?:\s+{any_of(date_words('current'))})?)"
    rf"(?![\u0621-\u064a])(?:\s+(?:19|20)\d\d)?"
)
_AFTER = re.compile(rf"(?<![\u0621-\u064a])(?P<word>{any_of(date_words('after'))})\s+(?:تاريخ\s+|يوم\s+)?$")
_WITHIN_MONTH = re.compile(rf"(?<![\u0621-\u064a]){any_of(word_set('within_month'))}\s+(?:شهر\s+)?$")
_BEGAN = re.compile(rf"(?<![\u0621-\u064a])(?P<word>{any_of(date_words('began'))})\s+(?:(?:في|يوم|بتاريخ)\s+){{0,2}}$")
_UNTIL = any_of(date_words("until"))
_UNTIL_WORD = re.compile(rf"(?<![\u0621-\u064a])و?{_UNTIL}(?![\u0621-\u064a])")
_UNTIL_BEFORE = re.compile(rf"(?<![\u0621-\u064a])و?(?P<word>{_UNTIL})\s+$")
_UNTIL_REACH = 12  # characters of 'until'
_DAY_REACH = 25  # characters between 'since' and a named day
_SOME_TIME = re.compile(rf"\s+{any_of(word_set('some_time'))}(?![\u0621-\u064a])")
_MAX_REACH = 130  # characters between "since" and its date: an escalation's name can be long


def _spans_between_dates(folded: Folded, dates: list[DateSpan], published: date | None) -> list[Window]:
    """Find 'from A until B' and 'since … A[, until B]'."""
    found, text = [], folded.text
    for number, begin in enumerate(dates):
        opening = _opening_before(folded, begin.start, _MAX_REACH) or _after_date(folded, begin)
        near = begin.kind not in ("relative", "weekday")
        if opening is None or not (near or _reaches_day(folded, opening[1], begin.start)):
            continue
        word, start = opening
        within = begin.kind == "month" and _WITHIN_MONTH.search(folded.between(begin.start - 12, begin.start))
        following = dates[number + 1] if number + 1 < len(dates) else None
        until = following and _until_pattern().fullmatch(folded.between(begin.end, following.start))
        if until:
            first = None if within else begin.first
            ended = until["within"] in (None, "نهايه")  # 'until mid-August' ended on no stated day
            words = text[start : following.end]
            found.append(Window(start, following.end, words, first, following.last if ended else None, "span", True))
        elif begin.first and not within and (closed := _TO_ITS_END.match(folded.form, folded.at(begin.end))):
            _, end = folded.span(folded.at(begin.end), closed.end())
            last = _end_of_unit(begin, closed["unit"] or "")
            found.append(Window(start, end, text[start:end], begin.first, last, "span", True))
        elif (
            word == "from"
            and begin.first
            and not within
            and (now := _TILL_NOW.match(folded.form, folded.at(begin.end)))
        ):
            _, end = folded.span(folded.at(begin.end), now.end())
            found.append(Window(start, end, text[start:end], begin.first, published, "span", True))
        elif word == "since":
            edge = not word_set("begins_year").isdisjoint(_words_before_year(folded.between(start, begin.start)))
            # 'since late May', 'since 2015' began on no stated day, 'since the start of 2015' did
            open_start = within or (begin.kind == "year" and not edge)
            first = None if open_start else begin.first
            found.append(Window(start, begin.end, text[start : begin.end], first, published, "since", True))
    return found


# 'since the start of 2024 and until the end of the year', 'until its end'
_TO_ITS_END = re.compile(
    rf"\s*و?{_UNTIL}\s+(?:(?:نهايه|اخر)\s+(?P<unit>العام|السنه|الشهر)|نهايت(?:ه|ها))(?![\u0621-\u064a])"
)


# 'in the period from 24 March until this day of ours'
_TILL_NOW = re.compile(rf"[\s)]*و?(?:{_UNTIL}|الي)\s+{any_of(date_words('now'))}(?![\u0621-\u064a])")


def _end_of_unit(begin: DateSpan, unit: str) -> date:
    """Return the last day of the year, or of the month, in which a date begins."""
    first = begin.first
    if unit == "الشهر" or (not unit and begin.kind == "month"):
        return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return date(first.year, 12, 31)


def _reaches_day(folded: Folded, start: int, day: int) -> bool:
    """Say whether 'since' still governs a weekday or 'yesterday': near, or as the beginning of an event."""
    words = folded.between(start, day).split()[1:2]
    return day - start <= _DAY_REACH or bool(words and words[0] in word_set("begins_event"))


def _words_before_year(words: str) -> list[str]:
    """Return the last word before a year, and the one before 'year': 'the start of 2014', 'the start of the year 2014'.

    In 'since the start of the operations in 2014' nothing tells when in that year they started.
    """
    split = words.split()
    named = split[-1:] in (["عام"], ["سنه"], ["العام"], ["السنه"])
    return split[-2:-1] if named else split[-1:]


def _opening_before(folded: Folded, position: int, reach: int) -> tuple[str, int] | None:
    """Find 'since' or 'from' before a date, in its clause; return the word's kind and where it begins."""
    begin = folded.at(position - reach)
    clause = folded.form[begin : folded.at(position)]
    cut = max(clause.rfind(mark) for mark in (".", "\n", "؛", ":"))
    since = None
    if any(word in clause for word in _SINCE_WORDS):
        for match in _SINCE.finditer(clause):
            since = match
    if since and (_UNTIL_WORD.search(clause, since.end()) or clause.rstrip().endswith(" الي")):
        return None  # 'since the start of the year and until 15 December'
    if since and _ends_before(clause, since.end()):
        since = None
    # 'the worst since weeks on 12 June' counts since no day
    some_time = since and _SOME_TIME.match(clause, since.end())
    if since and not some_time and since.start() > cut and not re.search(r"[0-9]", clause[since.end() :]):
        return "since", folded.offsets[begin + since.start("word")]
    begun = _BEGAN.search(clause)
    if begun and begun.start() > cut:
        return "from", folded.offsets[begin + begun.start("word")]
    opened = any(word.endswith(("من", "بين")) for word in clause[-60:].split()[-3:])
    span = _from_pattern().search(clause) if opened else None
    if span and span.start() > cut:
        return "from", folded.offsets[begin + span.start("whole")]
    return None


def _ends_before(clause: str, first: int) -> bool:
    """Say whether what 'since' counts from ends before the date: 'since the start of the year, while on 5 May'.

    A comma behind it opens another clause, or the start of the year or month was told and more words follow.
    """
    *_, last = (part.strip() for part in clause[first:].split("،"))
    another = "،" in clause[first:] and (last.startswith("و") or _TURNS_CLAUSE.match(last) is not None)
    whole = _WHOLE_SINCE.match(clause, first)
    return another or (whole is not None and clause[whole.end() :].strip() not in ("", "في", "من", "من عام"))


def _after_date(folded: Folded, begin: DateSpan) -> tuple[str, int] | None:
    """Find 'after' right before a day of a year: 'the arrests after the seventh of October' count from it."""
    if begin.kind != "day":
        return None
    edge = folded.at(begin.start)
    after = _AFTER.search(folded.form, max(0, edge - 12), edge)
    return ("since", folded.offsets[after.start("word")]) if after else None


@cache
def _from_pattern() -> re.Pattern:
    """Match 'in the period from', 'between', with up to two words before the date, at the end of a text."""
    during, period = any_of(date_words("during")), any_of(date_words("period"))
    lead = rf"(?:(?:{during}|في)\s+)?(?:{period}\s+)?"
    return re.compile(rf"(?<![\u0621-\u064a])[وف]?(?P<whole>{lead}(?:من|بين)\s+(?:[\u0621-\u064a]+\s+){{0,2}})$")


@cache
def _until_pattern() -> re.Pattern:
    """Match what stands between two dates of 'from A until B'."""
    mark = r"[\s,،“”\"–-]"
    ended = any_of(date_words("ended"))
    words = rf"(?:(?!{_UNTIL})[\u0621-\u064a“”\"–-]+{mark}+){{0,6}}"
    hour = r"(?:الساعه\s+[0-9]{1,2}(?::[0-9]{2})?\s+(?:(?:من|في)\s+)?)?"
    edge = rf"(?:(?P<within>{any_of(word_set('within_month') | word_set('begins_year'))})\s+)?(?:شهر\s+)?"
    part = r"(?:(?:تاريخ|يوم|صباح|مساء|ظهر)\s*)*(?:اليوم)?"
    return re.compile(rf"[\s,،(]*{words}و?(?:{_UNTIL}|الي|{ended}(?:\s+في)?|و)\s*{hour}{part}\s*{edge}")


_ANCHOR_OPENER = re.compile(rf"[وف]?{any_of(word_set('anchor_opener'))}")
_DURATION_OPENER = re.compile(rf"[وف]?{any_of(word_set('duration_opener'))}")


def _anchored(
    text: str, tokens: list[Token], anchors: list[PhraseMatch], words: set[str], published: date | None
) -> list[Window]:
    """Find 'since the deal', 'during the application of the deal', from the table of anchors."""
    found = []
    for match in anchors:
        first = match.first
        opener = None
        for back in range(1, 4):
            if first - back >= 0 and _ANCHOR_OPENER.fullmatch(tokens[first - back].form):
                opener = first - back
                break
        own_opening = tokens[first].form.startswith(tuple(word_set("anchor_beginning")))
        if opener is None:
            if not own_opening or not (first and tokens[first - 1].form in ("منذ", "مع")):
                continue
            opener = first - 1
        start, end = tokens[opener].start, tokens[match.last - 1].end
        day = _anchor_day(match.entry, words)
        if day and published and day > published:
            day = None  # an earlier event of the same name
        if day is None and tokens[opener].form.removeprefix("و") in word_set("after"):
            continue  # 'after the ceasefire': which one is not told
        scope = match.entry.get("scope", "")
        found.append(Window(start, end, text[start:end], day, published, "anchor", True, scope))
    return found


def _anchor_day(entry: dict, words: set[str]) -> date | None:
    """Return the day of an event; 'the start of the war' is dated only when the report tells which war."""
    if "date" in entry:
        return date.fromisoformat(entry["date"])
    days = {option["date"] for option in entry["where"] if words & {fold(word) for word in option["words"]}}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


_PAST = re.compile(any_of(past_words()))


def _durations(
    text: str,
    tokens: list[Token],
    nouns: list[int],
    numerals: list[Numeral],
    dates: list[DateSpan],
    published: date | None,
) -> list[Window]:
    """Find 'the last N hours', 'the last two months', 'within a week', 'for N days'."""
    starts = {n.start: n for n in numerals if n.kind == "integer" and n.value}
    ordered = sorted(starts)
    year_words = {d.start for d in dates if d.kind == "year"}
    weekdays = [d for d in dates if d.kind in ("weekday", "day", "month")]
    calendar_spans = [d for d in dates if d.kind in ("month", "year", "days")]
    found = []
    for position in nouns:
        token = tokens[position]
        unit = unit_of(token.form)
        if unit is None or unit.label == "minute" or token.start in year_words or _inside(weekdays, token.start):
            continue  # 'Wednesday of last week' is a day
        named = position + 1 < len(tokens) and begins_date(tokens[position + 1].form)
        if unit.number == "s" and not unit.definite and unit.label == "day" and _is_weekday(tokens, position, weekdays):
            continue  # 'during Friday', خلال يوم الجمعة
        if named and unit.number == "s" and _inside(calendar_spans, tokens[position + 1].start):
            continue  # 'in the course of the month of March', على مدى شهر آذار
        dated = named and _begins_at(dates, tokens[position + 1])
        if dated and unit.number == "d" and unit.label in ("month", "day"):
            continue  # 'in the two months of February and April', 'during the two days of 14 and 15 May'
        if dated and unit.number == "p" and unit.label == "year":
            continue  # 'during the years 2012, 2013 and 2014'
        count, first = _count_before(tokens, position, starts, ordered)
        if count is None and unit.number == "d":
            count, first = 2, position
        after = tokens[position + 1 : position + 4]
        behind = count is None
        if behind:
            count, first, after = _count_after(tokens, position, starts, ordered, unit)
        leading = _first_of(tokens, position, starts, ordered)
        counted = first if count is not None and first is not None else position
        before = leading is None and count is not None and counted > 0
        if before and tokens[counted - 1].form in word_set("first_before_span"):
            leading, counted = position, counted - 1  # 'the first ten days of May', أول عشرة أيام من أيار
        if leading is not None:  # 'the first two days of the truce' are not the last two
            begin = _opener_index(tokens, counted)
            position = min(position, counted)
            start = tokens[begin if begin is not None else position].start
            if (stretch := _beginning_of(tokens, leading, unit.label, count, dates, published)) is not None:
                end, first, last = stretch
                found.append(Window(start, end, text[start:end], first, last, "span"))
            elif unit.number != "s":
                end = tokens[leading].end
                found.append(Window(start, end, text[start:end], None, None, "relative"))
            continue
        past = next((i for i, t in enumerate(after) if _PAST.fullmatch(t.form)), None)
        opener = _opener_index(tokens, first if first is not None else position)
        within = opener is not None and tokens[opener].form.endswith("في")  # 'in 24 hours', never 'in a day'
        if within and (behind or unit.definite):
            opener = None
        calendar = _calendar_before(tokens, position, unit, published) if behind and count is None else None
        if calendar is not None:
            begin = opener if opener is not None else position
            start, end = tokens[begin].start, tokens[position + calendar.words].end
            since = opener is not None and tokens[opener].form.endswith("منذ")
            first, last = (None, published) if since else (calendar.first, calendar.last)
            found.append(Window(start, end, text[start:end], first, last, "relative", since))
            continue
        ago = count is not None and unit.label == "day" and _ago(tokens, first, position)
        if ago and published and past is None:
            start, day = tokens[first - 1].start, step_back(published, "day", count)
            found.append(Window(start, token.end, text[start : token.end], day, day, "relative"))
            continue
        if count is None and unit.number == "s" and (past == 0 or (opener is not None and not unit.definite)):
            count, first = 1, position
        if count is None or (past is None and opener is None):
            continue
        since = opener is not None and tokens[opener].form.endswith("منذ")
        if past is None and unit.label == "hour" and count < _HOURS and not since:
            continue  # 'twice within an hour': of which day is not told
        start = tokens[opener if opener is not None else first].start
        last_token = after[past] if past is not None else token
        if past is None and behind:
            counted = _last_of_count(tokens, position, starts)
            single = unit.number == "s" and counted > position and starts[tokens[counted].start].value == 1
            last_token = tokens[counted] if unit.number == "p" or single else token  # 'in one month'
        end = max(last_token.end, token.end)
        if past is None and (month := _month_behind(tokens, end, dates, published)) is not None:
            found.append(Window(start, month.end, text[start : month.end], month.first, month.last, "relative"))
            continue  # 'in three days of June'
        if past is None and (last := _ends_on(tokens, end, dates)) is not None:
            before = step_back(last.last, unit.label, count)  # 'in ten days until 20 August', both included
            begin = before + timedelta(days=1) if before is not None else None
            found.append(Window(start, last.end, text[start : last.end], begin, last.last, "span"))
            continue
        begin = step_back(published, unit.label, count) if published else None
        if opener is not None and any(token.form in word_set("longer") for token in tokens[opener:position]):
            begin = None  # 'for more than two months'
        found.append(Window(start, end, text[start:end], begin, published, "relative", since))
    return found


_HOURS = 24  # of a day


def _ago(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether 'two days ago', قبل يومين, stands there, not 'two days before the attack', قبل يومين من الهجوم."""
    before = first > 0 and tokens[first - 1].form.removeprefix("و") in date_words("ago")
    if before and first > 1 and tokens[first - 2].form in date_words("began"):
        return False  # 'the battle that began two days ago'
    behind = [token.form for token in tokens[last + 1 : last + 3]]
    return before and behind[:1] != ["من"] and behind != ["علي", "الاقل"]


def _ends_on(tokens: list[Token], end: int, dates: list[DateSpan]) -> DateSpan | None:
    """Return the day until which a count of days runs that ends at `end`: 'in ten days until 20 August'."""
    first = bisect_left(tokens, end, key=lambda t: t.start)
    words = [token.form for token in tokens[first : first + 3]]
    length = next((n for n in (3, 2, 1) if " ".join(words[:n]) in word_set("until_day")), 0)
    if not length or first + length >= len(tokens):
        return None
    place = bisect_left(dates, tokens[first + length].end, key=lambda d: d.end)
    named = dates[place] if place < len(dates) else None
    begins = named is not None and named.start <= tokens[first + length].end
    return named if begins and named.kind == "day" and named.last is not None else None


def _month_behind(tokens: list[Token], end: int, dates: list[DateSpan], published: date | None) -> DateSpan | None:
    """Return the month of which a count of days that ends at `end` is told: 'in three days of June'."""
    first = bisect_left(tokens, end, key=lambda t: t.start)
    if [token.form for token in tokens[first : first + 1]] != ["من"] or first + 1 >= len(tokens):
        return None
    named = tokens[first + 1]
    place = bisect_left(dates, named.start, key=lambda d: d.end)
    if place < len(dates) and dates[place].start <= named.start and dates[place].kind == "month":
        return dates[place]
    if published is None or named.form not in month_names():
        return None
    month = month_of(month_names()[named.form], published)
    return DateSpan(named.start, named.end, named.form, *month, "month")


def _first_of(tokens: list[Token], position: int, starts: dict[int, Numeral], ordered: list[int]) -> int | None:
    """Return the position of 'the first' behind a unit of time and its count: 'the three months, the first'."""
    for index in range(position + 1, min(position + 5, len(tokens))):
        if tokens[index].form in word_set("first_of_span"):
            return index
        counted = _numeral_in(tokens[index], starts, ordered) is not None or tokens[index].is_digits
        if not counted and tokens[index].form not in ("ال", "الـ"):
            return None
    return None


def _beginning_of(
    tokens: list[Token], leading: int, unit: str, count: int | None, dates: list[DateSpan], published: date | None
) -> tuple[int, date, date] | None:
    """Return (end, first day, last day) of 'the first three months of 2019', 'the first ten days of May', else None."""
    words = [token.form for token in tokens[leading + 1 : leading + 4]]
    if words[:1] != ["من"] or count is None or unit not in ("month", "day") or len(words) < 2:
        return None
    opening = tokens[leading + 2]
    place = bisect_right(dates, tokens[min(leading + 3, len(tokens) - 1)].start, key=lambda d: d.start) - 1
    named = dates[place] if place >= 0 and dates[place].end > opening.start else None
    if named is None and unit == "day":
        named = _month_behind(tokens, tokens[leading].end, dates, published)
    whole = {"month": "year", "day": "month"}[unit]
    if unit == "month" and re.fullmatch(r"(?:19|20)\d\d", opening.form):  # 'the first six months of 2022'
        first, limit, end = date(int(opening.form), 1, 1), date(int(opening.form), 12, 31), opening.end
    elif named is not None and named.kind == whole and named.first and named.last:
        first, limit, end = named.first, named.last, named.end
    elif unit == "month" and published and published.year > 1 and words[1] in word_set("this_year"):
        back = words[2:3] != [] and words[2] in date_words("previous")
        more = words[2:3] != [] and (back or words[2] in date_words("current") or words[1] == "هذا")
        first, limit = date(published.year - back, 1, 1), date(published.year - back, 12, 31)
        end = tokens[leading + 2 + more].end
    elif unit == "day" and published and words[2:] and words[1] == "الشهر" and words[2] in date_words("current"):
        first, limit, end = published.replace(day=1), month_of(published.month, published)[1], tokens[leading + 3].end
    elif unit == "day" and (noun := unit_of(words[1])) is not None and noun.label == "month":
        month = _calendar_before(tokens, leading + 2, noun, published)
        if month is None or month.first is None:
            return None
        first, limit, end = month.first, month.last, tokens[leading + 2 + month.words].end
    else:
        return None
    if unit == "day":
        return (end, first, first + timedelta(days=count - 1)) if count <= (limit - first).days else None
    return (end, first, date(first.year, count + 1, 1) - timedelta(days=1)) if count < 12 else None


def _inside(dates: list[DateSpan], position: int) -> bool:
    """Say whether a character stands inside one of the ordered dates, behind its first one."""
    place = bisect_right(dates, position, key=lambda d: d.start) - 1
    return place >= 0 and dates[place].start < position < dates[place].end


def _begins_at(dates: list[DateSpan], token: Token) -> bool:
    """Say whether one of the ordered dates begins with a token, or covers it: 'during the two days, Thursday and …'."""
    place = bisect_left(dates, token.start, key=lambda d: d.start)
    return (place < len(dates) and dates[place].start < token.end) or _inside(dates, token.start)


def _is_weekday(tokens: list[Token], position: int, weekdays: list[DateSpan]) -> bool:
    """Say whether the name of a day of the week stands behind 'day'."""
    if position + 1 >= len(tokens):
        return False
    following = tokens[position + 1]
    place = bisect_right(weekdays, following.start, key=lambda d: d.start) - 1
    return place >= 0 and weekdays[place].start <= following.start < weekdays[place].end


class _Calendar(NamedTuple):
    """A month or a year of the calendar before the current one, and how many words behind its noun say so."""

    words: int
    first: date | None
    last: date | None


def _calendar_before(tokens: list[Token], position: int, unit: NounReading, published: date | None) -> _Calendar | None:
    """Read 'last month', 'last year', 'the year before last': a stretch of the calendar, as Arabic means it.

    'The last days' and 'the past hours' count back from the report; so does 'the last month' with الأخير.
    """
    if unit.number != "s" or not unit.definite or unit.label not in ("month", "year"):
        return None
    forms = [token.form for token in tokens[position + 1 : position + 3]]
    back = 2 if forms[:1] == ["قبل"] else 1
    if len(forms) < back or forms[back - 1] not in date_words("previous"):
        return None
    if published is None or published.year <= back:
        return _Calendar(back, None, None)  # before the first year there is none
    if unit.label == "year":
        return _Calendar(back, date(published.year - back, 1, 1), date(published.year - back, 12, 31))
    last = published
    for _ in range(back):
        last = last.replace(day=1) - timedelta(days=1)
    return _Calendar(back, last.replace(day=1), last)


def _numeral_in(token: Token, starts: dict[int, Numeral], ordered: list[int]) -> Numeral | None:
    """Return the numeral that begins in a token (behind its prefixes), or None."""
    place = bisect_left(ordered, token.start)
    return starts[ordered[place]] if place < len(ordered) and ordered[place] < token.end else None


@lru_cache(maxsize=65536)
def unit_of(form: str) -> NounReading | None:
    """Return the reading of a folded word that names a unit of time, or None."""
    for reading in analyse_noun(form):
        other = reading.lemma == "عام" and reading.number == "p" and not form.endswith("اعوام")
        if reading.kind == "duration" and not other:
            return reading
    return None


def _count_before(tokens, position, starts, ordered) -> tuple[int | None, int | None]:
    for back in range(1, 6):
        index = position - back
        if index < 0:
            break
        numeral = _numeral_in(tokens[index], starts, ordered)
        if numeral and numeral.end <= tokens[position].start:
            gap = [t.form for t in tokens[index + 1 : position] if t.start >= numeral.end]
            if gap:
                return None, None
            first = index - 1 if index and tokens[index - 1].form in ("ال", "لل") else index
            return numeral.value, first
    return None, None


def _count_after(tokens, position, starts, ordered, unit) -> tuple[int | None, int | None, list[Token]]:
    """Read 'the days, the 7, past': the count stands behind its noun."""
    if not unit.definite or unit.number != "p":
        return None, None, tokens[position + 1 : position + 4]
    for ahead in range(1, 3):
        index = position + ahead
        if index < len(tokens):
            numeral = _numeral_in(tokens[index], starts, ordered)
            if numeral:
                return numeral.value, position, tokens[index + 1 : index + 3]
            if tokens[index].form not in ("ال", "لل"):
                break  # 'in the past hours 14 people'
    return None, None, tokens[position + 1 : position + 4]


def _last_of_count(tokens, position, starts) -> int:
    for ahead in range(1, 3):
        if position + ahead < len(tokens) and tokens[position + ahead].start in starts:
            return position + ahead
    return position


def _opener_index(tokens: list[Token], first: int) -> int | None:
    """Return the position of 'since', 'within' before a duration and the words that hedge it: 'for nearly a month'."""
    for index in range(first - 1, max(-1, first - 2 - _HEDGE), -1):
        if _DURATION_OPENER.fullmatch(tokens[index].form):
            return index
        if tokens[index].form not in word_set("about") | word_set("longer"):
            return None
    return None


_HEDGE = 4  # words: ما لا يقل عن


_PART_OF_YEAR = {
    "النصف الاول": (1, 6), "النصف الثاني": (7, 6), "الربع الاول": (1, 3), "الربع الثاني": (4, 3),
    "الفصل الاول": (1, 3), "الفصل الثاني": (4, 3), "الفصل الثالث": (7, 3), "الفصل الرابع": (10, 3),
    "الربع الثالث": (7, 3), "الربع الرابع": (10, 3), "الربع الاخير": (10, 3),
}  # fmt: skip


def begins_window(form: str) -> bool:
    """Say whether a folded word can begin a window in fixed words."""
    return _fixed_patterns().begins(form) or _comparing().begins(form) or form.removeprefix("و") in _shifting()


@cache
def _shifting() -> frozenset[str]:
    """Return the folded first words of 'the next day', 'two days after that'."""
    phrases = word_set("shift_forward") | word_set("shift_back") | word_set("next_day")
    return frozenset(phrase.split()[0] for phrase in phrases)


def _fixed_words(folded: Folded, published: date | None, openers: list[int]) -> list[Window]:
    """Find 'the same period', 'in recent days', 'since the start of the year', 'the second quarter of 2019'."""
    found = []
    for name, match in _fixed_patterns().finditer(folded, openers):
        start, end = folded.span(match.start("w"), match.end())
        first, last, kind = _FIXED[name](match, published)
        if kind != "vague" or "خلال" in match.group() or match["w"].startswith("ال"):
            found.append(Window(start, end, folded.text[start:end], first, last, kind, kind == "since"))
    return found


def _month_start(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    return published.replace(day=1) if published else None, published, "since"


def _week_start(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    """Which day a week begins with is not told."""
    return None, published, "since"


def _year_start(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    year = int(match["year"]) if match["year"] else published.year if published else None
    return date(year, 1, 1) if year else None, published, "since"


def _part_of_year(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    stated = match["year"] or match["bare_year"]
    year = int(stated) if stated else published.year - bool(match["past"]) if published else None
    if not year:
        return None, None, "span"
    month, months = _PART_OF_YEAR[" ".join((match["part"] or match["alone"]).split())]
    year -= not stated and not match["past"] and date(year, month, 1) > published  # none is told before it begins
    last = date(year + (month + months > 12), (month + months - 1) % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, 1), last, "span"


def _dawn(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    return published, published, "since"


def _this_month(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    return published.replace(day=1) if published else None, published, _kind_of_current(match)


def _kind_of_current(match: re.Match) -> str:
    """'In the course of this month' tells how long was counted, 'this month' alone when."""
    return "relative" if match["w"].startswith("خلال") else "day"


def _this_week(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    """Whatever day the week begins with, it began in the last seven days."""
    return step_back(published, "day", 6) if published else None, published, _kind_of_current(match)


def _this_year(match: re.Match, published: date | None) -> tuple[date | None, date | None, str]:
    return date(published.year, 1, 1) if published else None, published, "relative"


_FIXED = {
    "this_year": _this_year,
    "this_month": _this_month,
    "this_week": _this_week,
    "dawn": _dawn,
    "same": lambda match, published: (None, None, "same"),
    "few": lambda match, published: (None, None, "vague"),
    "month_start": _month_start,
    "week_start": _week_start,
    "year_start": _year_start,
    "part_of_year": _part_of_year,
}


@cache
def _fixed_patterns() -> WordPatterns:
    edge, after = r"(?<![\u0621-\u064a])[وف]?", r"(?![\u0621-\u064a])"
    few, current = (any_of(date_words(kind)) for kind in ("few", "current"))
    same = any_of((*date_words("same_period"), *date_words("same_day")))
    past = any_of(past_words())
    month_start = rf"منذ\s+(?:بدايه|مطلع)\s+(?:هذا\s+)?الشهر(?:\s+{current})?"
    week_start = rf"منذ\s+(?:بدايه|مطلع)\s+(?:هذا\s+)?الاسبوع(?:\s+(?:{current}|{past}))?"
    year_start = rf"(?P<w>منذ\s+{any_of(date_words('year_start'))}){after}(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    stated = rf"(?:{current}\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
    named = rf"(?:هذا\s+)?(?:ال)?(?:عام|سنه)(?:\s+(?:{stated}|{current}|(?P<past>{past})))?"
    year = rf"(?:{named}|(?P<bare_year>(?:19|20)\d\d)(?!\d))"
    this_year = rf"(?:خلال\s+)?(?:هذا\s+العام|هذه\s+السنه|(?:العام|السنه)\s+{current})"
    of_year = _not_behind(word_set("of_this_year"))  # 'in May of this year'
    within = of_year + r"(?:في\s+)?"
    # 'the fifth of this month' is a day, 'until the middle of this month' the end of a window
    ends = {*date_words("until"), *date_words("ago")}
    edges = {f"{end} {edge}" for end in ends for edge in word_set("within_month")}
    not_of = _not_behind({"من", *ends, *edges}) + r"(?:في\s+)?"
    this_month, this_week = (rf"(?:خلال\s+)?(?:هذا\s+{unit}|{unit}\s+{current})" for unit in ("الشهر", "الاسبوع"))
    part = any_of(_PART_OF_YEAR)
    alone = rf"(?<!\sمن\s)(?P<alone>(?:{any_of(words for words in _PART_OF_YEAR if not words.startswith('النصف'))}))"
    part = rf"(?:في\s+)?(?P<w>(?:خلال\s+)?(?:(?P<part>{part})\s+من\s+{year}|{alone}(?!\s+من\s)))"
    first_of_same = any_of({form.split()[0] for kind in ("same_period", "same_day") for form in date_words(kind)})
    first_of_part = any_of({"في", "خلال", *(words.split()[0] for words in _PART_OF_YEAR)})
    return WordPatterns(
        same=(rf"{edge}(?P<w>{same}){after}", rf"[وف]?{first_of_same}"),
        few=(rf"{edge}(?:خلال|في|ل)\s+(?P<w>(?:خلال\s+)?{few}){after}", "[وف]?(?:خلال|في|ل)"),
        month_start=(rf"{edge}(?P<w>{month_start}){after}", "[وف]?منذ"),
        week_start=(rf"{edge}(?P<w>{week_start}){after}", "[وف]?منذ"),
        dawn=(rf"{edge}(?P<w>منذ\s+{any_of(date_words('dawn'))}(?:\s+اليوم)?){after}", "[وف]?منذ"),
        year_start=(edge + year_start, "[وف]?منذ"),
        this_year=(rf"{edge}{within}(?P<w>{this_year}){after}", rf"[وف]?(?:{any_of(word_set('opens_this_year'))})?"),
        this_month=(rf"{edge}{not_of}(?P<w>{this_month}){after}", "[وف]?(?:في|خلال|هذا|الشهر)"),
        this_week=(rf"{edge}{not_of}(?P<w>{this_week}){after}", "[وف]?(?:في|خلال|هذا|الاسبوع)"),
        part_of_year=(edge + part, f"[وف]?{first_of_part}"),
    )


def _not_behind(words: Iterable[str]) -> str:
    """Return a pattern that fails right behind one of some words and a space."""
    spaced = (word.replace(" ", r"\s") for word in sorted(words))
    return "".join(rf"(?<!\s{word}\s)(?<!^{word}\s)" for word in spaced)


_YEAR_PREPOSITION = re.compile(r"(?:^|\s)(?P<word>[وف]?(?:في|خلال|طوال|(?:ما )?بين|من))\s+$")


def _years(folded: Folded, dates: list[DateSpan]) -> list[Window]:
    """Find 'in the year N', 'during N', 'between the Nth and the Mth'; other years only date an event."""
    found, text = [], folded.text
    for span in dates:
        last = folded.at(span.start)
        near = max(0, last - 20)
        before = _YEAR_PREPOSITION.search(folded.form[near:last])
        during = before and not before["word"].endswith(("في", "من", "بين"))  # 'in May' dates an event
        if before and (span.kind in ("year", "days") or (span.kind == "month" and during)):
            start = folded.offsets[near + before.start("word")]
            found.append(Window(start, span.end, text[start : span.end], span.first, span.last, "span"))
        elif span.kind == "year" and not _YEAR_EDGE.search(folded.form[near:last]):
            found.append(Window(span.start, span.end, span.text, span.first, span.last, "day"))  # 'killed in 2021'
    return found


_UNSTATED_EDGES = word_set("within_month") - {"نهايه"} | word_set(
    "begins_year"
)  # 'until mid-August', 'until early 2019'
_ENDS = re.compile(
    rf"(?:^|\s)و?(?P<word>{any_of((*date_words('until'), *date_words('by_end')))})\s+"
    rf"(?P<edge>نهايه\s+|اخر\s+|(?P<within>{any_of(_UNSTATED_EDGES)}\s+))?"
    r"(?:شهر\s+|عام\s+|تاريخ\s+|يوم\s+|مساء\s+|صباح\s+|ظهر\s+)*$"
)


def _until_dates(folded: Folded, dates: list[DateSpan]) -> list[Window]:
    """Find 'until the end of April', 'until 30 April' without a beginning: what began on no stated day."""
    found = []
    for span in dates:
        near = folded.at(span.start - 24)
        before = _ENDS.search(folded.form[near : folded.at(span.start)])
        if before and span.kind in ("day", "month", "year", "relative", "weekday") and span.last:
            start = folded.offsets[near + before.start("word")]
            last = None if before["within"] and span.kind in ("month", "year") else span.last  # 'until mid-August'
            found.append(Window(start, span.end, folded.text[start : span.end], None, last, "since", True))
    return found


_YEAR_EDGE = re.compile(rf"(?:^|\s)[وف]?{any_of(word_set('edge_of_year'))}\s+$")


def _days(text: str, dates: list[DateSpan]) -> list[Window]:
    """Every day or weekday named is a window of its own, the weakest kind."""
    return [
        Window(d.start, d.end, d.text, d.first, d.last, "day")
        for d in dates
        if d.kind in ("day", "days", "weekday", "relative", "month")
    ]
