"""Context: when each figure holds.

A window stands in the clause of its figure or before it in the paragraph, and holds until the next
one; parts and subsets have the window of their whole. The window of the title is that of the figures
that state none. The scope is read the same way, from the nearest words.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from analysis.arabic import fold, without_and
from analysis.claims.carried import heading_window
from analysis.claims.causes import (
    attack_that_followed,
    behind_most_of_them,
    had_effect,
    opens_later,
    opens_with_verb,
    told_apart,
    turn_back,
    uncounted_among,
    which_attack,
)
from analysis.claims.fates import SAVED, closes_verb, told_before, unknown_word, verb_behind
from analysis.claims.figure import CLAUSE_MARKS, Figure, joined_by_and, pieces_of
from analysis.claims.lines import end_of_opener, heads_lines, list_opener
from analysis.claims.phrases import told_of_share
from analysis.claims.wholes import BY_WHOM, in_aside, rise_before
from analysis.dates import date_words
from analysis.lexicons import word_set
from analysis.scan import Scan, ends_clause
from analysis.spans import Spans
from analysis.windows import Window


def read_windows(scan: Scan, figures: list[Figure]) -> None:
    """Give every toll its window and say whether it is a running total."""
    tolls = [f for f in figures if f.role == "figure"]
    past = _told_of_their_past(scan, tolls)
    told = (_of_event_since(scan, w) for w in scan.windows if w.start not in past)
    told = (w for w in told if not any(other(scan, w) for other in _OF_OTHERS))
    scan.windows = Spans(_since_outbreak(scan, w) for w in told)
    scan.unread = [
        f.position
        for f in figures
        if f.role == "unread"
        or (f.role == "other_count" and (f.kind == "household" or f.reason == SAVED or _counts_things(f)))
    ]
    period = _reporting_period(scan, figures)
    title = _title_window(scan, tolls)
    held: Window | None = None
    since_of: tuple[int, int] | None = None
    wider: tuple[tuple[int, int], Window] | None = None  # sentence, and the period that holds again behind it
    told_with: Figure | None = None
    compared: Figure | None = None  # the last count of another time
    latest: Window | None = None
    paragraph = -1
    own = _windows_of_pieces(scan, tolls)
    pieces = {window.start for window in own.values()} | _told_of_pieces(scan, figures)
    early_in: dict[int, bool] = {}  # paragraph → it tells of something else than the period of the report
    used = set(pieces)  # windows that stand behind an earlier figure and are its own
    for number, figure in enumerate(tolls):
        if figure.paragraph != paragraph or since_of not in (None, figure.sentence):
            held, paragraph, since_of, wider = _window_of_lines(scan, figure), figure.paragraph, None, None
        if wider is not None and wider[0] != figure.sentence:
            held, wider = wider[1], None
        if id(figure) in own:
            figure.window = own[id(figure)]
            figure.running = figure.window.kind in ("since", "anchor")
            figure.use("window.piece", figure.window.start, figure.window.end)
            continue
        if figure.parent is not None:
            figure.window, figure.running, figure.scope = (
                figure.parent.window, figure.parent.running, figure.parent.scope,
            )  # fmt: skip
            continue
        same_paragraph = period is not None and scan.paragraph_of(period.start) == figure.paragraph
        late = period is not None and scan.paragraph_of(period.start) >= _LEAD and figure.paragraph > 0
        if figure.paragraph not in early_in:
            early_in[figure.paragraph] = _tells_of_its_own(scan, period, figure.paragraph, tolls)
        early = early_in[figure.paragraph]
        earlier = (same_paragraph or late or early) and figure.start < period.start
        default = title or (None if earlier else period)
        following = _next_top(tolls, number)
        window = _window_of(scan, figure, tolls[number - 1] if number else None, following, used, pieces)
        if window is None and figure.told_in is not None:
            window = _window_told_in(scan, *figure.told_in)
        if window is None and figure.later_of is not None:
            window = figure.later_of.window
        if _years_ago(scan, figure) and (window is None or window.start < figure.start):
            window = held = default = None  # 'killed 38 yesterday, and a like attack killed 31 three years ago'
        if window is not None and window.kind == "same":
            window = _same_as(scan, window, held or latest or default)
            held, default = (held, default) if window is not None else (None, None)
        if window is not None and held is not None and _only_until(window) and _open_since(scan, held, figure):
            whole = _joined(held, window)
            for earlier in tolls[max(0, number - _NEAR) : number]:
                earlier.window = whole if earlier.window is held else earlier.window
            window = held = whole  # 'since 19 February 307 were killed and 273 hurt, by a count until 22 March'
        if window is None and _added_to_count(scan, figure):
            held = default = None
        if window is None and _another_body(scan, figure, default):
            default = None
        if window is None and held is not None and _newly_told(scan, figure, held):
            held = None
        elsewhere = _day_before(scan, figure) or _of_now_or_elsewhere(scan, figure) or _in_one_period(scan, figure)
        if window is None and elsewhere:
            held = default = None
        if window is None and any(rule == "measure.compared" for rule, _, _ in figure.rules):
            continue  # the count of another time, which is not read
        if window is None and (held or default) and _tells_of_another_day(scan, figure, held or default):
            held = default = None
        if window is None and held is not None and _turns_to_another_body(scan, figure, tolls[number - 1], held):
            held = default = None
        again = figure.counted_before or figure.label_first  # 'while X said that the dead are 39'
        fresh = window is None and held is not None and not again
        if fresh and _some_days(held) and _another_source(scan, figure, held):
            held = None  # 'X said that 20 were killed on 5 May. And Y announced the death of 460'
        before, held = held, window or held
        held = before if window is not None and _of_counted_cases(scan, window) else held
        undated = window is not None and window.last is None and scan.published is not None
        latest = window if window is not None and not undated else latest
        figure.window = _as_of(scan, figure, window or held or default)
        if window is not None:
            figure.use(f"window.{window.kind}", window.start, window.end)
        figure.running = _is_running(scan, figure, tolls[number - 1] if number else None)
        beside = compared is not None and compared.window == window and compared.sentence == figure.sentence
        if window is not None and (beside or _is_compared(scan, figure, tolls[number - 1] if number else None)):
            held, compared = before, figure  # 'compared with 769 killed and 1739 wounded in the quarter before'
        risen = figure.risen
        if risen and window is not None and window.kind in ("since", "anchor") and before is None:
            since_of = figure.sentence  # of this toll; what happened in a later sentence is another count
        if risen and window is not None and window.kind in ("since", "anchor") and before is not None:
            held = before  # 'so that the toll since October is 36 thousand. And it arrested 460'
        if window is not None and window.kind == "since" and window.start > figure.end and _holds_wider(before):
            wider = (figure.sentence, before)  # '8493 from January to September, 4692 since June. The displaced are …'
        if window is not None and before is not None and _tells_of_earlier(scan, figure, window, before):
            wider = (figure.sentence, before)  # 'killed in 2024 were 6777. 2023 had seen 4361. Of the soldiers 1110 …'
        joined = not risen and _rises_with(scan, tolls, number)
        figure.running = figure.running or joined
        if window is None and joined:
            figure.window = _top_before(tolls, number).window  # 'has risen to 425 killed, and 3008 wounded'
        goes_on = (
            told_with is not None
            and figure.lead - tolls[number - 1].np_end <= 1
            and figure.sentence == told_with.sentence
        )
        if not goes_on:  # 'killed 17 and wounded 22'
            told_with = _told_with(scan, tolls, number) if window is None and not joined else None
        if told_with is not None:
            figure.window = told_with.window
            figure.running = figure.running or (told_with.running and figure.risen)
        anew = window is None and told_with is None and risen and held is not None and figure.window is held
        if anew and _is_older(scan, tolls[max(0, number - _NEAR) : number], figure, held):
            figure.window = held = None  # 'killed 13 today. With this the toll has risen to 425'
        figure.scope = _scope_of(scan, figure)


def _window_told_in(scan: Scan, first: int, last: int) -> Window | None:
    """Return the only time that a sentence without a toll names, which tells of the attack of the next one."""
    told = scan.windows_in(scan.tokens[first].start, scan.tokens[last - 1].end)
    return told[0] if len(told) == 1 and told[0].kind in ("day", "relative") else None


def _counts_things(figure: Figure) -> bool:
    """Say whether a figure without a noun counts things told before: '63 in X', of operations."""
    return figure.bare and figure.reason.startswith("counts ")


def _of_event_since(scan: Scan, window: Window) -> Window:
    """Return the time of the event in 'the deadliest attack since the one of August 2024, which killed 16'."""
    behind = scan.at(window.end - 1) + 1
    names = word_set("which") | word_set("at_the_time_when")
    if window.kind != "since" or behind >= len(scan.forms) or scan.forms[behind] not in names:
        return window
    told = scan.connectors(behind + 1, behind + 3, "effect", "result") or scan.between("events", behind, behind + 3)
    dated = scan.date_over(window.end - 1, window.end)
    when = scan.forms[behind] in word_set("at_the_time_when")  # 'since January 2018, when 35 were killed there'
    if not told or dated is None or (scan.at(dated.start) == scan.at(window.start) + 1 and not when):
        return window  # 'since August 2024' names no event
    return Window(dated.start, dated.end, scan.text[dated.start : dated.end], dated.first, dated.last, "day")


def _same_as(scan: Scan, same: Window, period: Window | None) -> Window | None:
    """Return what 'in the same period' means, the period told last; for 'on the same day' the day named last."""
    if not " ".join(fold(same.text).split()).endswith(date_words("same_day")):
        return period
    begin = max(0, same.start - _DAY_BACK)
    days = [w for w in scan.windows_in(begin, same.start) if w.kind == "day" and w.first is not None]
    days = [w for w in days if (w.last - w.first).days <= 1]
    return days[-1] if days else None


_DAY_BACK = 1500  # characters


def _tells_of_earlier(scan: Scan, figure: Figure, window: Window, before: Window) -> bool:
    """Say whether 'had' opens a sentence that looks back to a time before that of the report: وكان عام 2023 شهد."""
    past = scan.forms[figure.first] in word_set("had")
    return past and window.last is not None and before.first is not None and window.last < before.first


def _holds_wider(window: Window | None) -> bool:
    """Say whether a window held before is a period between two dates, which one behind a figure does not replace."""
    return window is not None and window.kind == "span"


def _tells_of_another_day(scan: Scan, figure: Figure, held: Window) -> bool:
    """Say whether a figure is told of another day than the one named before it, without saying which.

    In a later sentence that tells what the war has cost; behind 'two days after the death of'.
    """
    if held.kind != "day":
        return held.kind == "relative" and _told_of_war(scan, held, figure)
    behind = scan.forms[max(figure.first, figure.lead - _AFTER_DAYS) : figure.lead]
    units = (scan.noun(i) for i in range(max(figure.first, figure.lead - _AFTER_DAYS), figure.lead))
    counted = any(noun is not None and noun.kind == "duration" for noun in units)
    if counted and behind[-1:] == ["من"] and not word_set("before_or_after").isdisjoint(behind):
        return True
    if _after_some_time(scan, figure):
        return True
    return _told_of_war(scan, held, figure)


def _after_some_time(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure is that of an earlier attack: 'two weeks after a like massacre in which 15 were killed'."""
    first = max(figure.first, figure.lead - _CLAUSE)
    for position in range(figure.lead - 1, first, -1):
        if scan.forms[position] in CLAUSE_MARKS or scan.counts_at(position):
            return False
        if scan.forms[position] in ("من", "علي"):
            unit = scan.noun(position - 1)
            near = scan.forms[max(first, position - 4) : position - 1]
            apart = unit is not None and unit.kind == "duration" and not word_set("before_or_after").isdisjoint(near)
            if apart:
                return not word_set("like_it").isdisjoint(scan.forms[position + 1 : figure.lead])
    return False


def _years_ago(scan: Scan, figure: Figure) -> bool:
    """Say whether 'three years ago', 'a week ago' stands right behind a figure or before it in its clause: قبل أسبوع.

    A time that is resolved to a day, 'two days ago', is a window of its own.
    """
    if _ago_at(scan, figure.np_end, figure.last):
        return True
    near = range(figure.position - 1, max(figure.first, figure.lead - _CLAUSE) - 1, -1)
    clause = takewhile(lambda i: scan.forms[i] not in CLAUSE_MARKS and not scan.counts_at(i), near)
    for position in clause:
        joined = scan.forms[position].startswith("و") and scan.phrase("events", position) is not None
        if _ago_at(scan, position, figure.lead):
            return scan.window_over(*scan.span_of(position)) is None
        if joined or scan.window_over(*scan.span_of(position)) is not None:
            return False  # 'whom X had arrested a year ago, and wounded were 15', 'has since 3 June risen to 20'
    return False


def _ago_at(scan: Scan, first: int, last: int) -> bool:
    """Say whether 'ago' and a length of time stand at a position, of which a date comes at `last`, at the latest."""
    if first + 1 >= last or scan.forms[first].removeprefix("و") not in word_set("ago"):
        return False
    number = scan.numerals_at(first + 1)
    unit = scan.at(number[0].end - 1) + 1 if number else first + 1
    noun = scan.noun(unit) if unit < len(scan.tokens) else None
    from_event = scan.forms[unit + 1 : unit + 2] in (["من"], ["علي"])  # 'hours before the truce'
    return noun is not None and noun.kind == "duration" and not noun.definite and not from_event


def _told_of_war(scan: Scan, held: Window, figure: Figure) -> bool:
    """Say whether a later sentence than that of a window tells what the war has cost: 'the war has killed 233 000'."""
    words = scan.forms[max(figure.first, figure.position - _CLAUSE) : figure.position]
    return held.start < figure.sentence[0] and not word_set("the_war").isdisjoint(words)


def _day_before(scan: Scan, figure: Figure) -> bool:
    """Say whether 'on the day before' stands in a figure's sentence, near to it: of another day than the one named."""
    words = " ".join(scan.forms[max(figure.first, figure.lead - _CLAUSE) : min(figure.last, figure.np_end + _CLAUSE)])
    return any(phrase in words for phrase in word_set("the_day_before"))


def _in_one_period(scan: Scan, figure: Figure) -> bool:
    """Say whether 'in one month', 'in a single day' stands behind a figure in its clause, which no date resolves."""
    end = min(figure.last, figure.np_end + _CLAUSE)
    last = next((i for i in range(figure.np_end, end) if scan.forms[i] in CLAUSE_MARKS), end)
    for position in range(figure.np_end, last - 2):
        unit = scan.noun(position + 1, "s") if scan.forms[position] in ("في", "خلال") else None
        one = unit is not None and unit.kind == "duration" and scan.forms[position + 2] in word_set("one")
        if one and scan.window_over(*scan.span_of(position + 1)) is None:
            return True
    return False


def _of_now_or_elsewhere(scan: Scan, figure: Figure) -> bool:
    """Say whether people are still missing or held, or 'in another report' opens what is told of them."""
    near = scan.forms[figure.np_end : figure.np_end + _NOW]
    still = {form for form in near if form.endswith(("ون", "وا"))} & word_set("remains")  # they, not some of them
    still = figure.measure in ("missing", "detained") and still and "تحت" not in near  # under the rubble of one strike
    words = " ".join(scan.forms[figure.first : min(figure.position, figure.first + _CLAUSE)])
    return bool(still) or any(phrase in words for phrase in word_set("another_report"))


_NOW = 3  # words of 'are still'
_AFTER_DAYS = 6  # words of 'two days after'


def _newly_told(scan: Scan, figure: Figure, held: Window) -> bool:
    """Say whether 'new' stands behind the people of a figure, who then are not those of the running total before."""
    new = not word_set("new_ones").isdisjoint(scan.forms[figure.position : figure.np_end + 1])
    return new and held.kind in ("since", "anchor")


def _added_to_count(scan: Scan, figure: Figure) -> bool:
    """Say whether people who died earlier were added to a count: 'added were 188 martyrs to the cumulative count'."""
    before = {form.removeprefix("و") for form in scan.forms[max(figure.first, figure.lead - 2) : figure.lead]}
    behind = scan.forms[figure.np_end : figure.np_end + _CLAUSE_BEHIND]
    besides = "الي" in before  # 'in addition to 12'
    return not besides and not word_set("added").isdisjoint(before) and not word_set("the_statistic").isdisjoint(behind)


_CLAUSE_BEHIND = 4  # words


def _another_body(scan: Scan, figure: Figure, period: Window | None) -> bool:
    """Say whether another source than the one that tells of the report's period speaks in a figure's own sentence."""
    if period is None or scan.paragraph_of(period.start) == figure.paragraph:
        return False
    first, last = (scan.at(at) for at in scan.sentence_of(period.start))
    told, own = _bodies(scan, first, last), _bodies(scan, figure.first, figure.position)
    return bool(told) and bool(own) and told.isdisjoint(own)


def _turns_to_another_body(scan: Scan, figure: Figure, before: Figure, held: Window) -> bool:
    """Say whether a contrast and another source stand between two figures that are not of one event.

    '3000 fled in four days, while a committee put the dead at 300'; the killed and the wounded of one event are.
    """
    pair = {before.measure, figure.measure} in ({"killed", "wounded"}, {figure.measure})  # or two counts of one event
    if held.kind in ("since", "anchor") or pair or before.sentence != figure.sentence or figure.inherits_group:
        return False
    turns = scan.connectors(max(before.np_end, scan.at(held.end - 1)), figure.lead, "contrast")
    if not turns:
        return False
    place = bisect_left(scan.sources, turns[0].first, key=lambda source: source.first)
    return place < len(scan.sources) and scan.sources[place].first < figure.position


def _bodies(scan: Scan, first: int, last: int) -> set[str]:
    """Return the names of the bodies of sources.yaml that speak in tokens[first:last]."""
    begin = bisect_left(scan.sources, first, key=lambda source: source.first)
    end = bisect_left(scan.sources, last, begin, key=lambda source: source.first)
    return {source.name for source in scan.sources[begin:end] if scan.phrase("sources", source.first) is not None}


def _some_days(window: Window) -> bool:
    """Say whether a window is a day or a few, not counted since."""
    known = None not in (window.first, window.last)
    return window.kind == "day" or (window.kind == "span" and known and (window.last - window.first).days <= _FEW_DAYS)


_FEW_DAYS = 7


def _another_source(scan: Scan, figure: Figure, held: Window) -> bool:
    """Say whether another source than that of a day's sentence speaks in a later sentence, before the figure."""
    if held.start >= figure.sentence[0]:
        return False
    begins = scan.at(scan.paragraphs[figure.paragraph][0])
    first, middle, last = (
        bisect_left(scan.sources, at, key=lambda s: s.first) for at in (begins, figure.first, figure.position)
    )
    before, own = scan.sources[max(first, middle - _NEAR) : middle], scan.sources[middle:last]
    began, ended = (scan.at(at) for at in scan.sentence_of(held.start))
    before = [source for source in before if began <= source.first < ended] or before  # whoever told of that day
    return bool(before and own) and own[-1].name not in {source.name for source in before}


def _window_of_lines(scan: Scan, figure: Figure) -> Window | None:
    """Return the window in the line that opens the list of a figure's line: 'The martyrs since 7 October:'.

    Or 'The toll of Friday 12 January in X:', which counts nobody itself.
    """
    opener = list_opener(scan, figure.paragraph)
    titled = any(rule == "measure.title_of_lines" for rule, _, _ in figure.rules)
    if opener is None or not (titled or heads_lines(scan, opener)):
        return None
    first, last = end_of_opener(scan, opener)
    windows = scan.windows_in(scan.tokens[first].start, scan.tokens[last - 1].end)
    return windows[-1] if windows else None


def _told_with(scan: Scan, tolls: list[Figure], number: int) -> Figure | None:
    """Return the figure before one whose window it shares although the window does not hold beyond it.

    'The dead since February are 1421, while the wounded have passed 5000'; '203 raids since January, which killed 17'.
    """
    figure, top = tolls[number], _top_before(tolls, number)
    if top is None or top.window is None or top.window.kind not in ("since", "anchor") or not top.risen:
        return None
    counted = scan.connectors(top.np_end, figure.lead + 1, "count_noun") and scan.forms[figure.position - 1] == "الي"
    counted = counted or any(rule == "head.other_person" for rule, _, _ in figure.rules)  # 'while 530 others were hurt'
    rises = (figure.risen or counted) and figure.measure != top.measure and figure.kind == top.kind == "people"
    return top if rises or had_effect(scan, top, figure) else None


def _is_compared(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether a figure is what the one before it is compared with."""
    near = previous is not None and previous.sentence == figure.sentence
    words = scan.forms[previous.np_end : figure.lead] if near else []
    return any(form in word_set("compared") for form in words)


_NEAR = 12  # figures


def _is_older(scan: Scan, before: list[Figure], figure: Figure, held: Window) -> bool:
    """Say whether a risen count goes further back than the window of the figures before it.

    Than 'the last day'; than a day named in an earlier sentence; than the window of a smaller count of the same kind in
    an earlier sentence, or in its own where 'in all' stands before it: 'eight died today, so that the total is 436'.
    """
    if _is_month(held) and any(f.window is held and (f.value or 0) >= (figure.value or 1) for f in before):
        return False  # 'killed in September were 90. The dead among the children came to 12'
    if held.kind == "relative" or (held.kind == "day" and held.start < figure.sentence[0]):
        return True
    if held.kind == "day" and scan.connectors(scan.at(held.end), figure.lead, "reporting"):
        return True  # 'the killing of X on Sunday, and said that the dead journalists are 220'
    in_all = not word_set("in_all").isdisjoint(scan.forms[max(figure.first, figure.lead - 8) : figure.lead])
    same = [f for f in before if f.window is held and f.measure == figure.measure and f.parent is None]
    if in_all and any(f.sentence == figure.sentence for f in same):
        return True
    raised = scan.connectors(max(figure.first, figure.lead - 8), figure.lead + 1, "rise")
    stated = any(scan.forms[m.first] in word_set("which_raises") for m in raised)
    if stated and any(f.sentence == figure.sentence and (f.value or 0) < (figure.value or 0) for f in same):
        return True  # 'killed five since Friday, which raises its dead to 75'
    return held.start < figure.sentence[0] and any((f.value or 0) < (figure.value or 0) for f in same)


def _windows_of_pieces(scan: Scan, tolls: list[Figure]) -> dict[int, Window]:
    """Return id of a piece → the window that is its own.

    '12 of them yesterday', 'who were displaced since April'; '80 in January, 70 in February' where every piece of the
    whole has one. Elsewhere a window behind the last piece is that of the whole.
    """
    found: dict[int, Window] = {}
    for pieces in pieces_of(tolls).values():
        windows = [_window_right_behind(scan, figure) or _window_of_told(scan, figure, pieces) for figure in pieces]
        if windows[-1] is None and (own := _window_of_clause(scan, pieces[-1])) is not None:
            found[id(pieces[-1])] = own
        for figure, window in zip(pieces, windows, strict=True):
            if (came := _window_of_coming(scan, figure)) is not None:
                found[id(figure)] = came
                continue
            told = figure.relation == "among" and verb_behind(scan, figure) and told_before(figure.parent)
            own = told or any(rule == "relation.among.behind" for rule, _, _ in figure.rules)
            own = own or (window is not None and (_alone(scan, window) or _after_that_of_whole(scan, figure)))
            bare = figure.np_end == scan.at(figure.end - 1) + 1 and figure.form in ("digits", "words")
            own = own or (bare and window is not None and window.kind == "relative")  # 'among them 45 in the last day'
            since = bare and window is not None and window.kind in ("since", "anchor")
            own = own or (since and bool(scan.windows_in(figure.sentence[0], figure.parent.start)))
            if window is None and (month := _month_before(scan, figure)) is not None:
                found[id(figure)] = month
            elif window is not None and (own or (len(pieces) > 1 and None not in windows)):
                found[id(figure)] = window
    for left, right in pairwise(tolls):
        pair = left.relation == "among" and {left.measure, right.measure} == {"killed", "wounded"}
        pair = pair and id(left) not in found and right.lead - left.np_end <= 1 and joined_by_and(scan, right)
        since = _window_right_behind(scan, right) if pair else None
        if since is not None and since.kind in ("since", "anchor") and left.parent.start < left.start:
            found.setdefault(id(right), since)
            found[id(left)] = since  # 'among them 13,137 dead and 56,121 hurt since 18 March'
    return found


def _window_of_coming(scan: Scan, figure: Figure) -> Window | None:
    """Return the window of 'among them 19 thousand who came in the last two weeks'."""
    came = word_set("they_came") | word_set("they_crossed")
    verb = next((i for i in (figure.np_end - 1, figure.np_end) if i < figure.last and scan.forms[i] in came), None)
    if figure.relation != "among" or verb is None:
        return None
    first = scan.tokens[verb].end
    behind = scan.windows_in(first, min(first + _AT_ONCE, figure.sentence[1]))
    near = (w for w in behind if scan.at(w.start) - verb <= 2)
    return next(near, None)


_AT_ONCE = 80  # characters


def _month_before(scan: Scan, figure: Figure) -> Window | None:
    """Return the month that heads a piece: 'January 120, February 98', 'July saw the highest toll with 240'."""
    first = max(figure.first, figure.lead - _TO_MONTH)
    windows = scan.windows_in(scan.tokens[first].start, figure.start)
    month = windows[-1] if windows else None
    if month is None or not _is_month(month) or (month.last - month.first).days > _LONGEST_DAY:
        return None
    between = range(scan.at(month.end - 1) + 1, figure.lead)
    apart = any(scan.numerals_at(i) or scan.forms[i] in CLAUSE_MARKS for i in between)
    apart = apart or scan.connectors(between.start, figure.position, "among")  # 'killed 223 in October, among them 56'
    told = scan.forms[figure.parent.np_end : scan.at(month.start)]  # 'killed 166 in X in May: 98 in Y, and 68 in Z'
    of_whole = figure.parent.sentence == figure.sentence and not {"،", ":", "(", "؛", "-"} & set(told)
    return None if apart or of_whole or month.start < figure.parent.end else month


_TO_MONTH = 7  # words


def _after_that_of_whole(scan: Scan, figure: Figure) -> bool:
    """Say whether a window stands between a whole and its subset: '568 in half a year, 86 of them in June'."""
    near = scan.tokens[max(0, figure.position - _CLAUSE)].start
    return figure.relation == "among" and bool(scan.windows_in(max(figure.parent.end, near), figure.start))


def _window_of_told(scan: Scan, figure: Figure, pieces: list[Figure]) -> Window | None:
    """Return the day that ends the clause of pieces with a verb of their own.

    '91 of them were killed in the raid on X on 21 January'.
    """
    if figure.relation != "among" or not verb_behind(scan, figure):
        return None
    last = pieces[-1]
    end = min(last.last, last.np_end + _CLAUSE)
    stop = (scan.commas(last.np_end, end) or [end])[0]
    strike = any(
        scan.forms[m.first].removeprefix("ب").startswith("ال") for m in scan.between("methods", last.np_end, stop)
    )
    days = [w for w in scan.windows_in(last.end, scan.tokens[stop - 1].end) if w.kind == "day"]
    return days[0] if strike and days else None


def _alone(scan: Scan, window: Window) -> bool:
    """Say whether 'alone' stands behind a window: 'among them 2500 during the last day alone'."""
    behind = scan.at(window.end - 1) + 1
    return behind < len(scan.forms) and scan.forms[behind] in word_set("alone")


_CLAUSE = 25  # words


def _told_of_pieces(scan: Scan, figures: list[Figure]) -> set[int]:
    """Return the beginnings of the windows in the clauses of '8 of them, whom X had abducted in 2014'."""
    found: set[int] = set()
    for figure in figures:
        if figure.relation == "among" and any(rule == "relation.among.behind" for rule, _, _ in figure.rules):
            end = min(figure.last, figure.np_end + _CLAUSE)
            stop = (scan.commas(figure.np_end, end) or [end])[0]
            end = scan.tokens[stop - 1].end if stop > figure.np_end else figure.end
            found |= {w.start for w in scan.windows_in(figure.end, end) if w.kind == "day"}
    return found


def _window_of_clause(scan: Scan, figure: Figure) -> Window | None:
    """Return the window of the last subset behind a verb of its own, or behind its own place and 'alone'.

    'Of whom the camps received 2200 in the last day', استقبلتهم; 'among them 15 thousand in X alone last year'.
    """
    end = min(figure.last, figure.np_end + _OWN_CLAUSE)
    stop = (scan.commas(figure.np_end, end) or [end])[0]
    if figure.relation != "among" or stop <= figure.np_end:
        return None
    window = next((w for w in scan.windows_in(figure.end, scan.tokens[stop - 1].end) if w.kind in _PERIODS), None)
    if window is None:
        return None
    first, begin = figure.np_end, scan.at(window.start)
    verb = first < begin and scan.forms[first].endswith("هم") and unknown_word(scan, first)
    placed = scan.forms[first] == "في" and begin > first + 1 and scan.forms[begin - 1] in word_set("alone")
    return window if verb or placed else None


_OWN_CLAUSE = 8  # words


def _window_right_behind(scan: Scan, figure: Figure) -> Window | None:
    first = figure.np_end
    fell = figure.relation == "among" and scan.phrase("events", first) if first < figure.last else None
    first = fell.last if fell and not fell.clitics and closes_verb(scan.forms[fell.first]) else first  # 'who fell on'
    first += scan.forms[first : first + 1] == ["في"]
    first += (
        not word_set("the_day").isdisjoint(scan.forms[first : first + 1])
        and scan.date_over(*scan.span_of(first)) is None
    )
    if first >= figure.last:
        return None
    window = scan.window_over(scan.tokens[first].start, scan.tokens[first].end)
    return window if window is not None and scan.at(window.start) >= figure.np_end and window.kind != "same" else None


def _as_of(scan: Scan, figure: Figure, window: Window | None) -> Window | None:
    """End a count since an event on the day that its source published it: 'it published yesterday that …'."""
    if window is None or window.kind not in ("since", "anchor") or window.last != scan.published:
        return window
    near = scan.windows_in(max(figure.sentence[0], figure.start - _DAY_BACK), figure.start)
    told = next((w for w in reversed(near) if w.kind == "day" and _dates_the_report(scan, w)), None)
    return window._replace(last=told.last) if told is not None and told.last else window


_ROLES_OF_TIME = ("date", "year", "time", "duration", "ordinal")


def _reporting_period(scan: Scan, figures: list[Figure]) -> Window | None:
    """Return the one period between two dates that the report is about, if it states just one.

    A period told only of what is no toll ('X may have executed 160 to 190 men between …') is not the report's.

    A span that counts since an event is a running total's, not the report's.
    """
    spans = [w for w in scan.windows if w.kind == "span" and not _names_event(w)]
    if len({(w.first, w.last) for w in spans}) != 1 or not spans[0].first:
        return None
    long = spans[0].last is not None and (spans[0].last - spans[0].first).days > _LONGEST_PERIOD
    short = spans[0].last is not None and (spans[0].last - spans[0].first).days < _SHORTEST_PERIOD
    paragraph = scan.paragraph_of(spans[0].start)
    if (
        long
        or (short and not _is_title(scan, paragraph))
        or paragraph >= _HEAD
        or _of_another_source(scan, spans[0])
        or (paragraph >= _LEAD and not _just_before(scan, spans[0]))
        or _of_count_so_far(scan, spans[0])
        or _behind_other_tolls(scan, spans[0], figures)
    ):
        return None  # of one of the many things that it tells
    counted = [f for f in figures if f.role not in _ROLES_OF_TIME]
    roles = [f.role for span in spans for f in counted if f.sentence[0] <= span.start < f.sentence[1]]
    return spans[0] if not roles or "figure" in roles else None


def _behind_other_tolls(scan: Scan, window: Window, figures: list[Figure]) -> bool:
    """Say whether a period is told behind a toll of the report itself, below its title, that it does not tell again.

    'Three were killed in X. … The dead in August are 47': the report is about X.
    """
    begin, end = scan.sentence_of(window.start)
    again = {f.value for f in figures if begin <= f.start < end}
    tolls = (f for f in figures if f.role == "figure" and f.start < begin and f.parent is None)
    return any(f.value not in again and not _is_title(scan, f.paragraph) for f in tolls)


def _of_count_so_far(scan: Scan, window: Window) -> bool:
    """Say whether a sentence that opens with 'with this' tells to what a count has risen in a period."""
    first, last = (scan.at(at) for at in scan.sentence_of(window.start))
    opens = scan.forms[first] in word_set("with_this")
    return opens and bool(scan.connectors(first, last, "rise"))


_HEAD = 4  # paragraphs: title, dateline, lead, and the first of the report itself
_LEAD = 2  # paragraphs; further on only the weeks right before the report can be what it is about
_SHORTEST_PERIOD = 3  # days; a shorter one behind the title is that of one event
_LONGEST_PERIOD = 366  # days; a longer one is that of a count so far

_LONGEST_KICKER = 5  # words
_KICKERS = 2  # lines above a title
_LONGEST_TITLE = 250  # characters; a longer first paragraph is a lead


def _tells_of_its_own(scan: Scan, period: Window | None, paragraph: int, tolls: list[Figure]) -> bool:
    """Say whether a paragraph of sentences before that of the report's period tells of something else.

    It restates no figure that is told with the period: '22 died in the shelling of a hospital. … In August 1000 …'.
    """
    if period is None or paragraph >= scan.paragraph_of(period.start):
        return False
    if not scan.text[slice(*scan.paragraphs[paragraph])].rstrip().endswith((".", "؟", "!")):
        return False  # a title
    counted = {f.value for f in tolls if f.paragraph == paragraph and f.parent is None}
    first, last = scan.sentence_of(period.start)
    return not any(f.value in counted for f in tolls if first <= f.start < last)


def _is_title(scan: Scan, paragraph: int) -> bool:
    """Say whether a paragraph is the first one, but for a kicker, and no sentence: nothing closes it."""
    unclosed = not scan.text[slice(*scan.paragraphs[paragraph])].rstrip().endswith((".", "؟", "!"))
    return unclosed and paragraph <= _KICKERS and all(_is_kicker(scan, number) for number in range(paragraph))


def _is_kicker(scan: Scan, paragraph: int) -> bool:
    """Say whether a paragraph is a line of few words above a title, without a number: 'Press release'."""
    start, end = scan.paragraphs[paragraph]
    few = scan.at(end - 1) - scan.at(start) < _LONGEST_KICKER and paragraph < len(scan.paragraphs) - 1
    plain = not scan.numerals.beginning_in(start, end) and not scan.windows.touching(start, end)
    return few and plain and not scan.text[start:end].rstrip().endswith((".", "؟", "!", ":"))


def _of_another_source(scan: Scan, window: Window) -> bool:
    """Say whether another source than those named before it in the report tells of a period."""
    first, last = scan.at(scan.sentence_of(window.start)[0]), scan.at(window.start)
    named = {match.entry["source"] for match in scan.between("sources", first, last)}
    before = {match.entry["source"] for match in scan.between("sources", 0, first)}
    return bool(named) and bool(before) and named.isdisjoint(before)


def _just_before(scan: Scan, window: Window) -> bool:
    """Say whether a period of a month at most ended in the month before the report."""
    if None in (scan.published, window.first, window.last):
        return True
    return max((window.last - window.first).days, (scan.published - window.last).days) <= _LONGEST_DAY


def _next_top(tolls: list[Figure], number: int) -> Figure | None:
    """Return the next figure that is no piece; `gap_end` is where the pieces before it end."""
    index = next((i for i in range(number + 1, len(tolls)) if tolls[i].parent is None), None)
    if index is None:
        return None
    tolls[index].gap_end = max(f.np_end for f in tolls[number:index])
    return tolls[index]


def _title_window(scan: Scan, tolls: list[Figure]) -> Window | None:
    """Return the dated window of the title, which holds for the whole report."""
    title = next((n for n in range(min(_KICKERS + 1, len(scan.paragraphs))) if not _is_kicker(scan, n)), 0)
    first, title_end = scan.paragraphs[title]
    if title_end - first > _LONGEST_TITLE or len(scan.paragraphs) == title + 1:
        return None
    stated = [w for w in scan.windows if first <= w.start < title_end and (w.kind in _PERIODS or _is_period(w))]
    stated = [w for w in stated if not _of_later_clause(scan, w, tolls, title_end)]
    if not _is_title(scan, title):
        stated = [w for w in stated if w.kind == "relative" or _is_month(w) or not _some_days(w)]
    return stated[0] if stated and stated[0].first else None


def _of_later_clause(scan: Scan, window: Window, tolls: list[Figure], title_end: int) -> bool:
    """Say whether a window of a title is told in a later clause with a figure of its own.

    '15 soldiers were killed, 8 of whom were abducted in 2014'; '210: 80 in January, 70 in February'.
    """
    first = next((f for f in tolls if f.start < title_end), None)
    begins = scan.at(window.start)
    if first is None or first.np_end > begins:
        return False
    marks = [*scan.commas(first.np_end, begins), *scan.colons(first.np_end, begins)]
    return bool(marks) and any(f.position > max(marks) and f.start < title_end for f in tolls)


_PERIODS = ("relative", "span")


def _is_period(window: Window) -> bool:
    """Say whether a named date is more than one day: a month, '18 to 24 February'."""
    return window.kind == "day" and None not in (window.first, window.last) and window.first < window.last


def _is_month(window: Window) -> bool:
    """Say whether a named date is a month or a year: 'the toll of November 2016'."""
    days = window.kind == "day" and None not in (window.first, window.last) and (window.last - window.first).days
    return bool(days) and days >= _SHORTEST_MONTH


_SHORTEST_MONTH = 27  # days between its first and its last one


@dataclass(slots=True, eq=False)
class _Near:
    """The windows of a figure's sentence that may be its own.

    `begin`: where the sentence begins, or the words behind the figure before it. `before`: those that govern it from
    before; `strong`: those of them that are no single day. `behind`: those in its clause behind it but for `days`.
    `used`: beginnings of the windows that are an earlier figure's own; `pieces`: of those of pieces of a whole.
    """

    scan: Scan
    figure: Figure
    previous: Figure | None
    following: Figure | None
    used: set[int]
    pieces: set[int]
    begin: int
    before: list[Window]
    strong: list[Window]
    behind: list[Window]
    days: list[Window]

    def take(self, window: Window) -> Window:
        """Take a window behind the figure as its own: it holds for none behind it."""
        self.used.add(window.start)
        return window


_NO_DAY = ("span", "since", "relative", "anchor", "same", "vague")


def _window_of(
    scan: Scan, figure: Figure, previous: Figure | None, following: Figure | None, used: set[int], pieces: set[int]
) -> Window | None:
    """Return the window that the sentence of a figure gives it, by the first rule of `_CHOICES` that finds one."""
    begin, end = figure.sentence
    if previous and previous.sentence == figure.sentence:
        begin = max(begin, previous.end)
        opens = opens_with_verb(scan, previous.np_end, figure)
        if opens is not None and _clause_names_time(scan, figure, following, opens):
            begin = scan.tokens[opens].start  # 'killed five since May, and arrested seven in April'
    heading = heading_window(scan, figure)
    if heading is not None and heading.start >= begin and _is_month(heading) and heading.start not in used:
        return heading  # 'then May with 225'
    in_clause = scan.windows.beginning_in(figure.end, _end_of_clause(scan, figure, following))
    in_clause = [w for w in in_clause if w.end <= end and w.start not in pieces and not _of_some(scan, figure, w)]
    behind = [w for w in in_clause if w.kind in _NO_DAY]
    behind = behind if not behind or not _of_another_deed(scan, figure, behind[0]) else []
    before = [w for w in scan.windows_in(begin, figure.start) if _governs(scan, w)]
    before = [w for w in before if w.start not in used and not _said_then(scan, w, figure)]
    before = [w for w in before if not _of_that_clause_before(scan, w, figure)]
    before = [w for w in before if previous is None or not _turns_to_another_body(scan, figure, previous, w)]
    if before and _right_before(scan, before[-1], figure):
        behind = [w for w in behind if w.kind not in ("relative", "since", "vague") or _told_anew(scan, w, figure)]
    days = [
        w for w in in_clause if w.kind == "day" and not _dates_the_report(scan, w) and not _of_other(scan, figure, w)
    ]
    apart = bool(days and behind) and days[0].end <= behind[0].start
    if apart and (_told_between(scan, days[0], behind[0]) or _compared_between(scan, days[0], behind[0])):
        behind = []  # 'killed 12 on Monday, and killed 5 since May'
    strong = [w for w in before if w.kind in _NO_DAY and w.kind != "vague"]
    near = _Near(scan, figure, previous, following, used, pieces, begin, before, strong, behind, days)
    return next((window for choose in _CHOICES if (window := choose(near)) is not None), None)


def _end_of_clause(scan: Scan, figure: Figure, following: Figure | None) -> int:
    """Return the character where a figure's clause ends: where the next one opens with a verb, at the latest."""
    end = clause_end(scan, figure, following)
    inside = following is not None and following.sentence == figure.sentence
    mark = opens_with_verb(scan, figure.np_end, following) if inside else None
    return end if mark is None else min(end, scan.tokens[mark].start)


def _clause_names_time(scan: Scan, figure: Figure, following: Figure | None, opens: int) -> bool:
    """Say whether a time is told in the clause of a figure that opens behind a mark."""
    return bool(scan.windows_in(scan.tokens[opens].start, _end_of_clause(scan, figure, following)))


def _day_of_its_own(near: _Near) -> Window | None:
    """'The second massacre in a week: eight were killed on 3 July', '8 in X yesterday and 15 in Y today'."""
    if not near.days or not near.before:
        return None
    day = near.days[0]
    if near.strong and _in_own_clause(near.scan, near.strong[-1], near.figure, day):
        return day
    told = near.previous.window if near.previous is not None else None
    return day if told is not None and near.before[-1] is told and day.last != told.last else None


def _of_its_pair(near: _Near) -> Window | None:
    """'Killed were 12 and hurt 30 in May, and killed were 5 and hurt 6 in June'."""
    before = near.scan.windows_in(near.begin, near.figure.start)
    if not before:
        return None
    return _window_of_pair(near.scan, near.figure, near.previous, near.following, near.pieces, before[-1])


def _own_behind_wider(near: _Near) -> Window | None:
    """'110 thousand left in a week, says X, of whose staff 188 were killed since October'; 'since … until 22 March'."""
    if not near.strong:
        return None
    scan, figure, wider = near.scan, near.figure, near.strong[-1]
    own = [w for w in near.behind if w.kind in ("span", "since", "anchor", "relative")]
    if own and _told_anew(scan, wider, figure) and not _told_anew(scan, own[0], figure):
        return near.take(own[0])
    untils = [w for w in near.behind if _only_until(w)] if _open_since(scan, wider, figure) else []
    return _joined(wider, near.take(untils[0])) if untils else None


def _period_before(near: _Near) -> Window | None:
    return near.strong[-1] if near.strong else None


def _period_behind(near: _Near) -> Window | None:
    return near.take(near.behind[0]) if near.behind else None


def _shared_with_next(near: _Near) -> Window | None:
    """'N killed and M hurt in the last day'; but 'killed 20 on 26 April, and killed 15 between 10 and 20 March'."""
    shared = _shared_window(near.scan, near.figure, near.following, set())
    if shared is None or _is_clause_of_its_own(near):
        return None
    day_first = near.days and not near.before and near.days[0].end <= shared.start
    return near.days[0] if day_first else shared


def _is_clause_of_its_own(near: _Near) -> bool:
    """Say whether the next figure has a clause and a verb of its own, and the figure a time or a place of its own."""
    scan, following = near.scan, near.following
    mark = opens_with_verb(scan, near.figure.np_end, following)
    if mark is None:
        return False
    timed = any(not _dates_the_report(scan, w) for w in scan.windows_in(near.begin, scan.tokens[mark].start))
    again = near.figure.measure == following.measure  # 'the dead came to five, and seven were killed in 2020'
    return timed or again or told_apart(near.scan, near.figure, following, near.figure.np_end)


def _day_before_or_behind(near: _Near) -> Window | None:
    return near.before[-1] if near.before else near.days[0] if near.days else None


def _day_inside_clause(near: _Near) -> Window | None:
    """A day before the figure that opens no clause: 'a raid yesterday killed 12'."""
    scan, figure = near.scan, near.figure
    inside = [w for w in scan.windows_in(near.begin, figure.start) if w.kind == "day"]
    inside = [w for w in inside if w.start not in near.pieces and not _dates_the_report(scan, w)]
    return inside[-1] if inside and _in_clause_of(scan, inside[-1], figure) else None


def _day_shared_with_next(near: _Near) -> Window | None:
    shared = _shared_window(near.scan, near.figure, near.following, near.pieces, ("day",))
    if shared is None or _is_clause_of_its_own(near):
        return None
    return shared if not _dates_the_report(near.scan, shared) else None


_CHOICES: tuple[Callable[[_Near], Window | None], ...] = (
    _day_of_its_own,
    _of_its_pair,
    _own_behind_wider,
    _period_before,
    _period_behind,
    _shared_with_next,
    _day_before_or_behind,
    _day_inside_clause,
    _day_shared_with_next,
)


def _right_before(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a day stands right before a figure, behind its verb: 'were killed yesterday 20'."""
    last = scan.at(window.end - 1) + 1
    first = scan.at(window.start)
    verb = first > 0 and scan.covering("events", first - 1) is not None
    return window.kind == "day" and verb and figure.hedge - last <= 1


def _told_of_their_past(scan: Scan, tolls: list[Figure]) -> set[int]:
    """Return the beginnings of the windows that tell what befell the people of a figure before."""
    past: set[int] = set()
    for figure in tolls:
        last = min(figure.last, figure.np_end + _PAST)
        if last > figure.np_end:
            near = scan.windows.beginning_in(scan.tokens[figure.np_end].start, scan.tokens[last - 1].end)
            past |= {window.start for window in near if _of_their_past(scan, figure, window)}
    return past


def _of_their_past(scan: Scan, figure: Figure, window: Window) -> bool:
    """Say whether a window tells what befell the people of a figure before: '20 civilians who had fled in 2018'."""
    first, last = figure.np_end, scan.at(window.start)
    if figure.kind != "people" or last - first > _PAST:
        return False
    for position in range(first, last):
        form = scan.forms[position]
        if form in CLAUSE_MARKS or scan.counts_at(position):
            return False
        told = scan.covering("events", position)
        if told is not None and told.entry["measure"] != figure.measure and form.endswith(("وا", "هم")):
            return told.clitics == "" and told.entry["measure"] in ("displaced", "detained")
        if form in word_set("were_born"):
            return True
    return False


_PAST = 8  # words


def _of_another_deed(scan: Scan, figure: Figure, window: Window) -> bool:
    """Say whether a clause with a verb and a number of its own stands before a window behind a figure.

    'Put nine to death, and its courts passed sentences on 350 others since 2015'.
    """
    last = scan.at(window.start)
    if last - figure.np_end > _WITHIN_SENTENCE:
        return False
    for comma in scan.commas(figure.np_end, last):
        verb = comma + 1
        joined = scan.forms[verb].startswith("و") and scan.forms[verb].endswith("ت") and unknown_word(scan, verb)
        if joined and any(scan.counts_at(i) for i in range(verb + 1, last)):
            return True
    return False


def _told_between(scan: Scan, left: Window, right: Window) -> bool:
    """Say whether a number that is part of no date stands between two windows."""
    numerals = scan.numerals.beginning_in(left.end, right.start)
    return any(
        numeral.kind in ("integer", "vague") and scan.date_over(numeral.start, numeral.end) is None
        for numeral in numerals
    )


def _compared_between(scan: Scan, left: Window, right: Window) -> bool:
    """Say whether the second of two windows is that of another count: 'in May, twice that of the month before'."""
    between = scan.forms[scan.at(left.end - 1) + 1 : scan.at(right.start)]
    return not (word_set("compared") | word_set("twice")).isdisjoint(between)


def _window_of_pair(
    scan: Scan, figure: Figure, previous: Figure | None, following: Figure | None, pieces: set[int], before: Window
) -> Window | None:
    """Return the window behind the second of a pair where the one before the first is that of the pair before it.

    'Killed were 12 and hurt 30 in May, and killed were 5 and hurt 6 in June'.
    """
    pairs = previous is not None and following is not None and previous.window is not None
    pairs = pairs and previous.window.start == before.start
    if not pairs or {figure.measure, following.measure} != {"killed", "wounded"} or figure.measure == previous.measure:
        return None
    if following.lead - figure.np_end > 1 or before.start < previous.end:
        return None
    shared = _shared_window(scan, figure, following, pieces, ("day", "span", "relative"))
    return shared if shared is not None and shared.kind == before.kind else None


def _of_that_clause_before(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a window tells of a number of its own, and ', and that' opens the clause of the figure.

    'The shelling wrecked 1400 homes since September, and that 65 of its people died in the war'.
    """
    last = scan.at(window.end - 1) + 1
    opens = not word_set("and_that").isdisjoint(scan.forms[last : figure.lead])
    numbers = scan.numerals.beginning_in(figure.sentence[0], window.start) if opens else []
    return any(numeral.kind in ("integer", "vague") for numeral in numbers)


def _of_counted_cases(scan: Scan, window: Window) -> bool:
    """Say whether a window tells when cases happened that were counted: '33 attacks that it documented from 2013'."""
    verb = scan.word_before(scan.at(window.start))
    return verb.endswith(("ها", "هم", "هن")) and verb[:-2] in word_set("documents")


def _only_until(window: Window) -> bool:
    """Say whether a window tells its end only: 'until 22 March'."""
    return (
        window.kind == "since"
        and window.first is None
        and window.last is not None
        and window.since
        and (fold(window.text).removeprefix("و").startswith(_UNTIL_WORDS))
    )


def _open_since(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a window of a figure's sentence counts since a day, to the day of the report for want of another."""
    counts = window.kind in ("since", "anchor") and window.first is not None and window.last == scan.published
    return counts and window.start >= figure.sentence[0]


def _joined(since: Window, until: Window) -> Window:
    """Return the window that counts since a day and ends on one, told apart."""
    return since._replace(last=until.last, text=f"{since.text} {until.text}")


_UNTIL_WORDS = tuple((*date_words("until"), *date_words("by_end")))


def _of_other(scan: Scan, figure: Figure, window: Window) -> bool:
    """Say whether a day behind a figure is that of something else.

    Of the rest ('83 of them on Saturday and the others on Sunday'), or of what a relative clause tells of no attack
    ('in spite of the truce that began on Sunday').
    """
    last = scan.at(window.start)
    if last > 0 and scan.forms[last - 1] in word_set("the_rest"):
        return True
    nearest = max(figure.np_end, last - _CLAUSE)
    first = (scan.commas(nearest, last) or [nearest])[-1]
    relative = next((i for i in range(first, last) if scan.forms[i] in word_set("opens_relative")), None)
    if relative is None:
        return False
    told = scan.between("methods", first, relative) or scan.between("events", first, last)
    return not told


def _in_own_clause(scan: Scan, wide: Window, figure: Figure, day: Window) -> bool:
    """Say whether a day behind a figure is its own, inside a wider window told before: 'the second massacre in a week:
    eight were killed on 3 July'."""
    inside = None not in (wide.first, wide.last, day.first) and wide.first <= day.first <= wide.last
    return inside and _told_anew(scan, wide, figure) and not _told_anew(scan, day, figure)


def _told_anew(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a mark that ends a clause stands between a window and a figure."""
    first, last = scan.at(window.end - 1) + 1, figure.position
    if window.start > figure.start:
        first, last = figure.np_end, scan.at(window.start)
    return not {"،", ":", "."}.isdisjoint(scan.forms[first:last])


_LONGEST_DAY = 31  # days; a source speaks on a day, or in a month


_ASIDE = frozenset("،-–()")  # marks around what is said aside


def _dates_the_report(scan: Scan, window: Window) -> bool:
    """Say whether a named day tells when the source spoke: 'the ministry said on Friday that …'."""
    if None not in (window.first, window.last) and (window.last - window.first).days > _LONGEST_DAY:
        return False  # 'the year 2022 recorded'
    first = scan.at(window.start)
    last = scan.at(window.end - 1) + 1
    behind = scan.tokens[last : last + 2]
    if any(token.form in word_set("opens_speech") for token in behind):
        return True
    for index in range(first - 1, max(-1, first - 14), -1):
        token = scan.tokens[index]
        if token.form in (".", "؛", "\n") or token.form in word_set("opens_speech"):
            return False
        connector = scan.covering("connectors", index)
        if _is_month(window) and not {token.form, token.form.removeprefix("و")}.isdisjoint(word_set("documents")):
            return False  # 'it documented in August 2019'
        told = connector is not None and not connector.clitics.endswith("ال")  # never 'the monitoring team'
        if told and connector.entry["connector"] in ("reporting", "according"):
            opened = scan.word_before(connector.first) in _ASIDE or scan.opens_sentence(connector.first)
            according = connector.entry["connector"] == "according" and opened
            closed = not _ASIDE.isdisjoint(scan.forms[connector.last : first])
            return not (according and closed)  # 'According to X, 46 fell today', '46 fell, according to X, on 5 March'
        if token.form in word_set("reported_by"):
            return True
        if scan.phrase("events", index) or scan.phrase("methods", index) or token.is_digits:
            return False
        if (noun := scan.noun(index)) and noun.kind == "strike":
            return False  # 'it documented an attack on 22 July'
    return False


def _said_then(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a day between commas tells when a source gave a running total.

    'The office announced, on Tuesday, that the dead have reached 11 320'.
    """
    behind = scan.at(window.end - 1) + 1
    return (
        window.kind == "day"
        and scan.forms[behind : behind + 1] == ["،"]
        and not word_set("opens_speech").isdisjoint(scan.forms[behind + 1 : behind + 2])
        and _dates_the_report(scan, window)
        and (figure.counted_before or rise_before(scan, figure, figure.first) is not None)
    )


def _in_clause_of(scan: Scan, window: Window, figure: Figure) -> bool:
    """Say whether a day before a figure stands in its clause: no other clause opens between them."""
    first, last = scan.at(window.end - 1) + 1, figure.lead
    if last - first > 14 or scan.connectors(first, last, "contrast", "result"):
        return False
    opened = scan.at(window.start)
    after = next(
        (i for i in range(opened - 1, max(0, opened - _AFTER_DAYS), -1) if scan.forms[i] in word_set("after")), None
    )
    if after is not None and not scan.between("methods", after, opened):
        return False  # 'after the burial of the victims on Saturday the toll has risen to 108'
    return not any(scan.forms[i] in (".", "؛", "بعد") for i in range(first, last))


def clause_end(scan: Scan, figure: Figure, following: Figure | None = None) -> int:
    """Return the character where the figure's clause ends: a contrast, a new total, 'and it said'.

    It ends at the lead of the `following` figure, where that stands in its sentence, or with the sentence.
    """
    inside = following is not None and following.sentence == figure.sentence
    stop = following.lead if inside else figure.last
    stop = next(iter(scan.semicolons(figure.np_end, min(stop, figure.np_end + _COMPARED))), stop)
    stop = uncounted_among(scan, figure.np_end, stop)
    stop = _next_unread(scan, figure, _comparison(scan, figure, stop))
    stop = next_place(scan, figure, _next_attack(scan, figure, stop)) if inside else _next_within(scan, figure, stop)
    commas = scan.commas(figure.np_end, min(stop - 1, figure.np_end + _COMPARED))
    stop = next((i for i in commas if scan.forms[i + 1] in word_set("and_that") or opens_later(scan, i + 1)), stop)
    where = (i for i in commas if scan.forms[i + 1] == "حيث" and scan.between("events", i + 2, i + 4))
    stop = min(stop, next(where, stop)) if inside else stop  # 'arrested 14 in X, where 803 were killed in March'
    nth = (i for i in commas if which_attack(scan, i + 1) and scan.between("methods", figure.np_end, i))
    stop = min(stop, next(nth, stop))  # 'killed by a raid in X, in the third raid of its kind this month'
    if inside:
        stop = next((i for i in commas if i < stop and opens_with_day(scan, i + 1)), stop)
    back = turn_back(scan, figure.np_end, stop, "turns_back" if inside else "turns_to_past")
    if back < stop:
        return scan.tokens[back].start
    near = min(stop, figure.np_end + _LONGEST_CLAUSE)
    for match in scan.connectors(
        figure.np_end, near, "contrast", "result", "rise", "reporting", "difference", "target"
    ):
        if match.entry["connector"] == "target":
            if match.clitics == "و" and scan.word_before(match.first) == "،" and scan.forms[match.first] != "وعلي":
                return scan.tokens[match.first].start  # ', and the shelling also hit X'
            continue
        anew = match.clitics.startswith("و") or scan.forms[match.first] in word_set("adding_that")
        # '… according to X, which said that it had recorded 168 since January'
        source = match.entry["connector"] == "reporting" and scan.word_before(match.first) in word_set("which")
        anew |= source and (inside or any(scan.counts_at(i) for i in range(match.last, near)))
        if match.entry["connector"] != "reporting" or anew:
            return scan.tokens[match.first].start
    return scan.tokens[stop].start if stop < figure.last else figure.sentence[1]


_LONGEST_CLAUSE = 300  # words


def opens_with_day(scan: Scan, position: int) -> bool:
    """Say whether 'and' and a day stand at a position: ', and on 5 May', ', and four days later'."""
    if not scan.forms[position].startswith("و"):
        return False
    led = scan.forms[position] in ("وفي", "وخلال") or scan.forms[position][1:] in date_words("day_part")
    within = led and position + 1 < len(scan.tokens)
    first = scan.tokens[position].start
    start = scan.tokens[position + 1].start if within else first + 1
    window = scan.window_over(start, start + 1)
    opens = window is not None and window.start in (start, first, first + 1)
    return opens and window.kind in ("day", "since", "anchor")


_COMPARED = 30  # words between a figure and what it is compared with


def _comparison(scan: Scan, figure: Figure, stop: int) -> int:
    """Return the comma of ', in the second largest massacre in X', ', and this is', before `stop`, else `stop`."""
    for position in scan.commas(figure.np_end, min(stop - 2, figure.np_end + _COMPARED)):
        if " ".join(scan.forms[position + 1 : position + 3]) in word_set("leaves_out"):
            return position  # ', and the numbers do not include the victims in X'
        if any(" ".join(scan.forms[position + 1 : position + n]) in word_set("amounts_to") for n in (3, 4)):
            return position  # ', which amounts to half of the victims of the year'
        if scan.forms[position + 1] in word_set("comments") or scan.forms[position + 1] in word_set("next_in_rank"):
            return position  # ', and this is the fourth attack in four days', ', followed by Diyala'
        if scan.forms[position + 1] != "في":
            continue
        ranked = scan.ordinal_at(position + 2)
        of_them = "".join(scan.forms[position + 3 : position + 4]).startswith("ال")  # 'in the first of the raids on X'
        ranked = ranked and not of_them
        if ranked or not word_set("superlative").isdisjoint(scan.forms[position + 2 : position + 4]):
            return position  # ', in the deadliest attack of the year', ', in the second one within 48 hours'
    return stop


def _next_unread(scan: Scan, figure: Figure, stop: int) -> int:
    """Return the comma before a number of which nothing tells: what stands behind it is told of that number."""
    place = bisect_left(scan.unread, figure.np_end)
    unread = scan.unread[place] if place < len(scan.unread) else stop
    if unread >= stop:
        return stop
    commas = scan.commas(max(figure.np_end, unread - _CLAUSE), unread)
    return commas[-1] if commas else stop


def _next_attack(scan: Scan, figure: Figure, stop: int) -> int:
    """Return where ', and a raid …' opens another event before `stop`, else `stop`."""
    for match in scan.between("methods", figure.np_end + 1, stop):
        opens = match.clitics == "و" and scan.forms[match.first - 1] == "،"
        if opens and scan.phrase("events", match.first) is None:
            return min(match.first, attack_that_followed(scan, figure.np_end, stop))
    return attack_that_followed(scan, figure.np_end, stop)


def next_place(scan: Scan, figure: Figure, stop: int) -> int:
    """Return the comma of ', and in X' before `stop`, else `stop`.

    Right before the next figure's words there; anywhere, where the clause of the figure itself begins with 'in Y', or a
    casualty verb stands behind it.
    """
    if scan.forms[figure.np_end : figure.np_end + 1] == ["وفي"] and stop - figure.np_end <= BY_WHOM:
        return figure.np_end  # 'killed in the attack on X 7 civilians and in the attack on Y 13'
    if _led_by_place(scan, figure):
        for comma in scan.commas(figure.np_end, min(stop - 2, figure.np_end + _COMPARED)):
            if scan.forms[comma + 1] == "وفي" and scan.places.touching(*scan.span_of(comma + 2)):
                return comma
    commas = scan.commas(max(figure.np_end, stop - 7), stop)
    upon = bool(commas) and scan.forms[commas[-1] + 1] == "وعلي" and scan.forms[stop - 1] == ":"  # ', and on Y: 7 dead'
    last = commas[-1] if upon or (commas and scan.forms[commas[-1] + 1] == "وفي") else stop
    return min(_next_within(scan, figure, stop), last)


def _next_within(scan: Scan, figure: Figure, stop: int) -> int:
    """Return the comma of ', and in another attack a child was hurt' before `stop`, else `stop`."""
    commas = scan.commas(figure.np_end, min(stop - 1, figure.np_end + _COMPARED))
    opened = (i for i in commas if scan.forms[i + 1] == "وفي" and scan.between("events", i + 2, stop + 1))
    return next(opened, stop)


def _led_by_place(scan: Scan, figure: Figure) -> bool:
    """Say whether 'in X' stands before a figure in its clause: 'and in X four were killed and 11 hurt'."""
    commas = scan.commas(max(figure.first, figure.position - _CLAUSE), figure.lead)
    first = commas[-1] + 1 if commas else figure.first
    inside = range(first, figure.lead) if figure.position - first <= _CLAUSE else ()
    led = (i for i in inside if scan.forms[i] == "في" or (i == first and scan.forms[i] in word_set("in_a_place")))
    return any(scan.places.touching(*scan.span_of(i + 1)) for i in led)


_WITHIN_SENTENCE = 100  # words between a figure and a window behind it that it shares


def _shared_window(
    scan: Scan,
    figure: Figure,
    following: Figure | None,
    pieces: set[int],
    kinds: tuple[str, ...] = ("span", "since", "relative", "anchor", "same", "vague"),
) -> Window | None:
    """Return the window behind the next figure of one clause: 'N killed and M hurt in the last day'."""
    if following is None or following.sentence != figure.sentence:
        return None
    of_them = scan.connectors(max(figure.np_end, following.position - 2), following.position, "among")
    if of_them and figure.kind == "people" and following.kind == "strike":
        return None  # 'attacks that killed 1858 and wounded 490, 65 attacks of them this year'
    kinds_between = ("contrast", "result", "rise", "reporting")
    if not word_set("and_that").isdisjoint(scan.forms[figure.np_end : following.lead]):
        return None  # 'of whom 31 died, and that three were killed since the war began'
    if not word_set("after").isdisjoint(scan.forms[figure.np_end : following.lead + 1]):
        return None  # 'has risen to 508, after 67 were killed in X yesterday'
    if any(
        scan.forms[i].startswith("و") and scan.forms[i] in word_set("had") for i in range(figure.np_end, following.lead)
    ):
        return None  # 'wounded 45, and the same shelling had killed 21 the day before yesterday'
    gap_end = behind_most_of_them(scan, following.gap_end)
    if following.lead - gap_end > 6 or scan.connectors(following.gap_end, following.lead + 1, *kinds_between):
        return None
    end = clause_end(scan, following)
    last = min(following.np_end + _WITHIN_SENTENCE, len(scan.tokens)) - 1
    inside = scan.windows_in(following.end, min(end, scan.tokens[last].end))
    behind = [w for w in inside if w.kind in kinds and w.start not in pieces]
    behind = [w for w in behind if w.kind != "day" or not (_of_other(scan, following, w) or _heads_number(scan, w))]
    if not behind:
        return None
    told = range(following.np_end, min(scan.at(behind[0].start), len(scan.forms) - 1))
    if any(scan.forms[i] in word_set("which") and scan.forms[i + 1] in word_set("documents") for i in told):
        return None  # '11 died and 60 are missing, says X, which has counted 1600 since January'
    nearer = next((w for w in inside if w.kind == "day" and w.end <= behind[0].start), None)
    if nearer is not None and _told_between(scan, nearer, behind[0]):
        return None  # 'killed 12 and hurt 30 on Monday, and killed 5 and hurt 6 since May'
    if _of_some(scan, following, behind[0]):
        return None  # 'killed 1858 and wounded 490, 65 of them this year'
    if next_place(scan, figure, following.lead) != following.lead:
        return None  # 'four were shot, and in X two were hurt yesterday'
    if any(opens_with_day(scan, i + 1) for i in scan.commas(figure.np_end, following.lead)):
        return None
    back = turn_back(scan, following.np_end, scan.at(behind[0].start))
    if scan.numerals.beginning_in(scan.tokens[back].start, behind[0].start):
        return None  # 'has risen to 508 killed and 3130 wounded, after 67 were killed yesterday'
    gap = max(figure.np_end, following.gap_end)  # '62 killed (3 of them recovered) and 296 hurt'
    beside = following.lead - gap <= 1 + 2 * (")" in scan.forms[gap : following.lead])
    pair = {figure.measure, following.measure} == {"killed", "wounded"} and beside
    pair = pair and not scan.numerals.beginning_in(following.end, behind[0].start)
    if not pair and _in_relative(scan, following, behind[0]):
        return None  # '5000 wounded, and 60 thousand displaced who left in four days'
    return behind[0]


def _of_some(scan: Scan, figure: Figure, window: Window) -> bool:
    """Say whether 'of them' and a number of attacks stand between a figure and a window, right before the window."""
    last = scan.at(window.start)
    opened = scan.connectors(figure.np_end, last, "among")
    counts = [i for i in range(opened[-1].last, last) if scan.counts_at(i)] if opened else []
    return bool(counts) and last - counts[-1] <= _OF_SOME and _strike_at(scan, counts[-1] + 1)


_OF_SOME = 3  # words of the number, its noun and an adjective


def _heads_number(scan: Scan, window: Window) -> bool:
    """Say whether a number stands right behind a day that follows a comma: ', and on Tuesday 134'."""
    before, behind = scan.at(window.start) - 1, scan.at(window.end - 1) + 1
    return before > 0 and scan.forms[before] == "،" and bool(scan.numerals_at(behind))


def _in_relative(scan: Scan, figure: Figure, window: Window) -> bool:
    """Say whether a verb in the plural that is no casualty word stands between a figure and a window behind it."""
    between = range(figure.np_end, scan.at(window.start))
    return any(scan.forms[i].endswith("وا") and scan.covering("events", i) is None for i in between)


def _issued(scan: Scan, window: Window) -> bool:
    """Say whether a window tells when a report was issued: 'by a report of the UN issued in 2018'."""
    first = scan.at(window.start)
    first -= first > 0 and scan.forms[first - 1] in ("في", "عام", "يوم")
    return window.kind in ("day", "span") and first > 0 and scan.forms[first - 1] in word_set("issued")


def _in_dateline(scan: Scan, window: Window) -> bool:
    """Say whether a day stands in the dateline of a report: 'Tripoli 28 August (Al-Wasat) - '."""
    first, behind = scan.at(window.start), scan.at(window.end - 1) + 1
    begins = first - scan.at(scan.paragraphs[scan.paragraph_of(window.start)][0]) <= _DATELINE
    if window.kind != "day" or not begins or scan.forms[behind : behind + 1] != ["("]:
        return False
    words = scan.forms[behind : behind + _DATELINE + 2]
    closed = behind + words.index(")") if ")" in words else 0
    return bool(closed) and not {":", "-", "–"}.isdisjoint(scan.forms[closed + 1 : closed + 2])


_DATELINE = 4  # words of a place, or of an agency


def _compares(scan: Scan, window: Window) -> bool:
    """Say whether a window belongs to a comparison: 'the highest toll since the war of 2006'."""
    first = scan.at(window.start)
    begin = scan.at(scan.sentence_of(window.start)[0])
    begin = _behind_nearer(scan, window, begin)
    if window.kind == "day" and first > begin and scan.forms[first - 1] in word_set("its_kind"):
        return True  # 'the sixth incident of its kind this month'
    if window.kind == "day":  # 'the most violent day since the end of the war in 1990'
        before = range(max(begin, first - 9), first)
        since = next((i for i in before if scan.forms[i] == "منذ"), first - 9)
        near = range(max(begin, first - 9, since - 4), since)
        return any(_most_at(scan, i) and not _dates(scan, i) for i in near)
    if window.kind not in ("since", "anchor", "span", "relative"):
        return False
    near = (i for i in range(max(begin, first - 5), first) if _most_at(scan, i) and not _dates(scan, i))
    return any(True for _ in near) or _deadliest_since(scan, begin, first)


def _ranks(scan: Scan, window: Window) -> bool:
    """Say whether a window tells how many of its kind there were: 'in the second attack within a week'."""
    first = scan.at(window.start)
    if window.kind not in ("relative", "since", "vague") or first < 2 or scan.tokens[first].start < window.start:
        return False
    behind = scan.at(window.end - 1) + 1
    comma = scan.forms[behind : behind + 1] == ["،"] and scan.forms[behind + 1 : behind + 2] != []
    told = comma and scan.forms[behind + 1] in word_set("which") and scan.connector(behind + 2, "effect")
    if told or scan.phrase("events", behind) is not None or scan.phrase("events", behind + 2 * comma) is not None:
        return False  # 'the fourth one in four days in which 49 were killed', 'this month, which took the lives of 9'
    begin = _behind_nearer(scan, window, scan.at(scan.sentence_of(window.start)[0]))
    for position in range(first - 1, max(begin, first - _RANKED), -1):
        if scan.forms[position] in CLAUSE_MARKS or scan.counts_at(position):
            return scan.ordinal_at(position) and _ranked(scan, position, first)
        if scan.ordinal_at(position):
            return _ranked(scan, position, first)
    return False


def _ranked(scan: Scan, position: int, last: int) -> bool:
    """Say whether an ordinal stands beside an attack, or is 'for the second time': ثاني هجوم, للمرة الثانية."""
    beside = (position - 1, position + 1)
    attacks = (scan.covering("methods", i) or _strike_at(scan, i) for i in beside if i < last)
    time = scan.forms[position - 1] in word_set("for_the_nth_time")
    return time or any(attacks)


def _strike_at(scan: Scan, position: int) -> bool:
    noun = scan.noun(position)
    return noun is not None and noun.kind in ("strike", "incident")


_RANKED = 6  # words


def _in_spite(scan: Scan, window: Window) -> bool:
    """Say whether a window tells of what did not keep people from being hit: 'in spite of the truce since Sunday'."""
    first = scan.at(window.start)
    begin = _behind_nearer(scan, window, scan.at(scan.sentence_of(window.start)[0]))
    near = range(max(begin, first - _CONCEDED), first)
    spite = next((i for i in reversed(near) if scan.forms[i].removeprefix("و") in word_set("in_spite_of")), None)
    if spite is None or scan.commas(spite, first):
        return False
    return not (scan.between("events", spite, first) or any(scan.counts_at(i) for i in range(spite, first)))


_CONCEDED = 10  # words


def _of_injury(scan: Scan, window: Window) -> bool:
    """Say whether a window tells when those who have died now were hurt: 'of wounds that he received yesterday'."""
    first = scan.at(window.start)
    if first < 2 or scan.forms[first - 1] not in word_set("with_them"):
        return False
    hurt = scan.covering("events", first - 2)
    if hurt is None:
        return False
    begin = hurt.first if hurt.last == first else max(hurt.first - 1, 0)  # 'of wounds' may be a part of the phrase
    return not word_set("wounds").isdisjoint(scan.forms[begin:first])


def _of_place_told_of(scan: Scan, window: Window) -> bool:
    """Say whether a relative clause tells when something befell a place or a truce: 'X, which the army took in May'.

    Never when it was hit: 'the town that was shelled yesterday'.
    """
    first = scan.at(window.start)
    begin = max(_behind_nearer(scan, window, scan.at(scan.sentence_of(window.start)[0]) + 1), first - _TOLD_OF)
    relative = next((i for i in range(first - 1, begin, -1) if scan.forms[i] in word_set("which")), None)
    if relative is None or scan.commas(relative, first) or any(scan.counts_at(i) for i in range(relative, first)):
        return False
    start = scan.tokens[relative - 1].start
    place = scan.places.touching(start, start + 1) or scan.forms[relative - 1] in word_set("truce_or_place")
    events = scan.between("events", relative, first)
    hit = scan.between("methods", relative, first)
    hit = hit or any(match.entry["measure"] != "localities_captured" for match in events)
    hit = hit or any(scan.forms[i] in word_set("strikes_places") for i in range(relative, first))
    return bool(place) and not hit


_TOLD_OF = 9  # words


def _of_other_event(scan: Scan, window: Window) -> bool:
    """Say whether a window is told from another event, or dates a truce or a war, beside the day of the figures.

    'Killed yesterday … hours before the truce', 'in breach of the truce signed in May', 'the war going on since 2011'.
    """
    first, behind = scan.at(window.start), scan.at(window.end - 1) + 1
    begin, end = scan.sentence_of(window.start)
    begin, end = max(begin, window.start - _BESIDE), min(end, window.end + _BESIDE)
    before = first - (first > 0 and scan.forms[first - 1] in word_set("in_month_or_year"))
    dated = before > 0 and scan.forms[before - 1] in word_set("dated_by")
    broke_out = (
        before > 1 and scan.forms[before - 1] in date_words("began") and scan.forms[before - 2] in word_set("which")
    )
    dated = dated or (broke_out and scan.phrase("events", behind) is None and scan.connector(behind, "effect") is None)
    from_event = window.kind == "relative" and window.first is None and scan.forms[behind : behind + 1] != []
    from_event = from_event and scan.forms[behind] in ("من", "علي")
    if not (dated or from_event) or scan.connectors(max(scan.at(begin), first - _TOLD_OF), first, "count_noun"):
        return False  # 'the toll of the war going on since 2011'
    others = (
        w for w in scan.windows_in(begin, end) if w.start != window.start and w.kind in ("day", "relative", "span")
    )
    others = (w for w in others if w.first is not None and not _dates_the_report(scan, w))
    return any(_in_one_clause(scan, *sorted((w, window))) for w in others)


_BESIDE = 400  # characters around a window


def _in_one_clause(scan: Scan, left: Window, right: Window) -> bool:
    """Say whether no comma, or no number, stands between two windows."""
    commas = scan.commas(scan.at(left.end - 1) + 1, scan.at(right.start))
    return not commas or not _told_between(scan, left, right)


def _behind_nearer(scan: Scan, window: Window, begin: int) -> int:
    """Return where the words behind another window begin, or behind another 'since', if one stands before a window.

    'The most violent one since 2020, on 12 June', 'since weeks has risen since 3 June'.
    """
    first = scan.at(window.start)
    near = max(begin, first - _DEADLIEST)
    nearer = scan.windows_in(scan.tokens[near].start, window.start) if near < first else []
    since = max((i + 1 for i in range(near, first) if scan.forms[i].removeprefix("و") == "منذ"), default=begin)
    return max(begin, since, scan.at(nearer[-1].end - 1) + 1 if nearer else begin)


def _most_at(scan: Scan, position: int) -> bool:
    """Say whether a word of a comparison stands at a position: 'the deadliest', 'the first of its kind'."""
    return scan.superlative_at(position) or scan.forms[position] in word_set("first_ever")


def _dates(scan: Scan, position: int) -> bool:
    """Say whether a word is part of a date: the first October, تشرين الأول."""
    return scan.date_over(*scan.span_of(position)) is not None


def _deadliest_since(scan: Scan, begin: int, first: int) -> bool:
    """Say whether 'the deadliest attack on X since' stands before a window, without a number between."""
    near = range(max(begin, first - _DEADLIEST), first)
    most = next((i for i in reversed(near) if scan.superlative_at(i)), None)
    if most is None or scan.forms[first].removeprefix("و") != "منذ":
        return False
    indefinite = not scan.forms[most].startswith("ال")
    return indefinite and not any(scan.numerals_at(i) for i in range(most, first)) and not scan.commas(most, first)


_DEADLIEST = 10  # words


def _since_outbreak(scan: Scan, window: Window) -> Window:
    """Count from the day on which what killed began: 'the war that broke out on 15 April 2023 has killed 15 000'."""
    first, last = scan.at(window.start), scan.at(window.end - 1) + 1
    if window.kind not in ("day", "span") or window.since or scan.published is None:
        return window
    near = range(max(0, first - _BEGAN_BACK), first)
    began = next((i for i in near if without_and(scan.forms[i]) in date_words("began")), None)
    begin = scan.at(scan.sentence_of(window.start)[0])
    effect = scan.connector(last, "effect", "rise")
    opens = began == begin and effect is not None  # 'the war broke out in April and led to'
    if began is None or not (opens or scan.word_before(began) in word_set("opens_relative")):
        return window
    told = effect or (scan.phrase("events", last) if last < len(scan.tokens) else None)
    killed = told is not None and (opens or not told.clitics) and scan.noun(last) is None
    closes = window.kind == "day" and ends_clause(scan, last) and bool(scan.between("events", begin, began))
    if not killed and not closes:  # 'killed 30 in the fighting that broke out on Sunday.'
        return window
    start = scan.tokens[began].start
    if scan.windows.touching(start, window.start):
        return window  # another one stands between
    return window._replace(
        start=start, text=scan.text[start : window.end], last=scan.published, kind="since", since=True
    )


_BEGAN_BACK = 4  # words


def _of_most(scan: Scan, window: Window) -> bool:
    """Say whether a window tells of most of those counted, not of all: 'killed 3961, most of whom fell since May'."""
    first = scan.at(window.start)
    begin = scan.at(scan.sentence_of(window.start)[0])
    near = range(max(begin, first - _MOST_BACK), first)
    most = next((i for i in reversed(near) if scan.forms[i] in word_set("most_of_them")), None)
    if most is None or not most:
        return told_of_share(scan, first)
    named = [noun for i in range(most + 1, first) if (noun := scan.noun(i)) is not None and noun.kind == "person"]
    if named and not scan.between("events", most, first):
        return False  # 'killed 20, most of them women and children, on 3 June'
    return not any(scan.numerals_at(i) for i in range(most, first))


_MOST_BACK = 5  # words


# What says that a window is not the toll's: each asks of one window.
_OF_OTHERS: tuple[Callable[[Scan, Window], bool], ...] = (
    _compares,
    _of_most,
    _in_dateline,
    _issued,
    _ranks,
    _in_spite,
    _of_injury,
    _of_place_told_of,
    _of_other_event,
)


def _governs(scan: Scan, window: Window) -> bool:
    """Say whether a named day opens a clause; elsewhere it dates something else than the figure."""
    if window.kind != "day":
        return True
    if fold(window.text).removeprefix("يوم ").startswith(tuple(date_words("yesterday"))):
        return True
    position = scan.at(window.start)
    led = position > 0 and scan.forms[position - 1].removeprefix("و") == "في"  # ': on 16 August; and on 17 August'
    begin = position - led
    first = (
        begin == 0
        or scan.forms[begin - 1] in CLAUSE_MARKS | ({":"} if led else set())
        or scan.sentence_of(window.start)[0] == scan.tokens[begin].start
    )
    glued = scan.tokens[position].start < window.start  # والأربعاء
    return first or glued


def _is_running(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether the count has risen to this figure, or counts since a date or an event."""
    first = figure.first
    if previous is not None and previous.sentence == figure.sentence and not in_aside(scan, first, previous.position):
        first = max(first, previous.np_end)
    rise = rise_before(scan, figure, first)
    if rise:
        figure.risen = True
        figure.use("running.rise", scan.tokens[rise.first].start, scan.tokens[rise.last - 1].end)
    window = figure.window
    if window is None:
        return rise is not None
    since_event = window.kind == "span" and _names_event(window)
    return rise is not None or since_event or window.kind in ("anchor", "since")


def _rises_with(scan: Scan, tolls: list[Figure], number: int) -> bool:
    """Say whether a figure goes on with a risen one: 'has risen to 292 killed and 200 wounded'."""
    figure, top = tolls[number], _top_before(tolls, number)
    if top is None or not top.risen:
        return False
    last = max(f.np_end for f in tolls[tolls.index(top) : number])
    apart = figure.measure != top.measure or top.measure == "displaced"  # in addition to those who crossed the border
    added = scan.connectors(last, figure.lead, "plus") if apart else []
    if added and added[0].last == figure.lead:
        last += figure.lead - added[0].first  # ', in addition to 5400 hurt'
    told = [scan.at(start) for rule, start, _ in figure.rules if rule.startswith("event.") and start < figure.start]
    first = added[0].first if added else figure.lead  # a verb behind its number: 'in addition to 4 million who crossed'
    told = [position for position in told if top.position < position and not first <= position < figure.lead]
    # 'who were killed to 71, against 34 of X'
    # 'the wounded', 'the number of the wounded' are none
    own_verb = any(
        not _is_definite(scan.covering("events", position)) and scan.connector(position, "count_noun") is None
        for position in told
    )
    verbs = [i for i in range(last, figure.lead) if scan.forms[i].startswith("و") and unknown_word(scan, i)]
    verb = any(scan.forms[i] not in word_set("and_that") for i in verbs)
    joined = figure.kind == top.kind and figure.lead - last <= 2 and not (own_verb or verb)  # 'and recovered were 22'
    if joined:
        figure.risen = True
        figure.use("running.rise", figure.start, figure.end)
    return joined


def _top_before(tolls: list[Figure], number: int) -> Figure | None:
    """Return the last figure before tolls[number] in its sentence that is no piece."""
    near = reversed(tolls[max(0, number - 8) : number])
    return next((f for f in near if f.parent is None and f.sentence == tolls[number].sentence), None)


def _is_definite(event) -> bool:
    return event is not None and event.clitics.endswith("ال")


def _names_event(window: Window) -> bool:
    """Say whether the words of a window name an event that it counts from."""
    return _counts_from_event(window.text)


@lru_cache(maxsize=4096)
def _counts_from_event(words: str) -> bool:
    folded = fold(words)
    return any(word in folded for word in word_set("since_event"))


def _scope_of(scan: Scan, figure: Figure) -> str:
    """Return the territory named in the figure's sentence, or the one that its window's event stands for."""
    begin, end = figure.first, figure.last
    if figure.kind != "people" or figure.window is None:
        return ""
    if figure.window.kind not in ("since", "span", "anchor") or not figure.running:
        return ""
    if figure.window.scope:
        return figure.window.scope
    named = scan.between("scopes", begin, end)
    if named:
        nearest = min(named, key=lambda m: (abs(m.first - figure.position), m.first))
        return nearest.entry["scope"]
    return ""
