"""What a number takes from the tolls before it: lists without nouns, counts of another time, shares, other words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, takewhile

from analysis.arabic import fold
from analysis.claims.fates import SAVED, told_by_places, verb_behind, were_saved
from analysis.claims.figure import AGES, CLAUSE_MARKS, Figure, characters, is_compared, joined_by_and
from analysis.claims.lines import end_of_opener
from analysis.claims.measures import WHOLE_OF_SOME
from analysis.claims.perpetrators import agent_behind
from analysis.claims.phrases import CASES, by_means, case_alone, changes_before, tells_which
from analysis.claims.wholes import (
    BY_WHOM,
    CLAUSE,
    FAR,
    LONGEST_LIST,
    NEAR,
    PLACE_BETWEEN,
    SHARE,
    State,
    can_hold,
    other_of_two,
    rise_before,
    says_which,
    top_of,
)
from analysis.lattice import contains
from analysis.lexicons import PhraseMatch, word_set
from analysis.scan import Scan, names_governorate


def read_cases_told_before(scan: Scan, figures: list[Figure]) -> None:
    """Read '87 cases' behind '198 cases of arrest' in its paragraph: cases of the same, where no word says of what.

    Behind '13 cases of death and 26 of injury' they are cases of either.
    """
    told: Figure | None = None
    either = False
    for figure in figures:
        if told is not None and figure.paragraph != told.paragraph:
            told = None
        if figure.role == "figure" and figure.rules and figure.rules[0][0] == "head.case":
            beside = told is not None and told.sentence == figure.sentence
            either = beside and (either or {told.measure, figure.measure} == {"killed", "wounded"})
            told = figure
        elif told is not None and figure.reason == CASES and case_alone(scan, figure):
            figure.role, figure.reason, figure.kind = "figure", "", told.kind
            figure.measure, figure.group = "casualties" if either else told.measure, told.group
            figure.use("head.case_told_before", told.start, figure.end)


def role_of_unread(scan: Scan, figure: Figure, previous: Figure | None) -> tuple[str, str]:
    """Return the role and the reason of a bare number of which no word told what it measures."""
    before = (" ".join(scan.forms[max(figure.first, figure.lead - n) : figure.lead]) for n in (2, 3))
    if not word_set("after_it_was").isdisjoint(before):
        return "other_count", "the count before it changed"
    if _they_do(scan, figure):
        return "other_count", _ELSE
    if scan.word_before(figure.lead) in word_set("fate"):
        return "other_count", "fears for them; no harm to them is told"
    opener = scan.covering("connectors", figure.lead - 1)
    opened = opener.entry["connector"] if opener is not None else ""
    if opened == "saved" or were_saved(scan, figure, previous):
        return "other_count", SAVED  # 'were brought away 9000'
    freed = scan.word_before(figure.lead) in word_set("set_free")
    if opened == "released" or (freed and scan.connectors(figure.lead - 3, figure.lead, "released")):
        return "other_count", "released, not detained"
    if (things := _out_of_things(scan, figure)) is not None:
        return "other_count", f"counts {things}"
    if opened == "out_of" and previous is not None and previous.role in ("figure", "other_count"):
        # 'killed 3 of 8 who were there', 'saved 90 out of 120'
        return "other_count", WHOLE_OF_SOME if previous.role == "figure" else previous.reason
    known = figure.form == "words" and scan.forms[figure.position].startswith("ال")
    return ("other_count", _KNOWN) if known else ("unread", _ALONE)


def _they_do(scan: Scan, figure: Figure) -> bool:
    """Say whether a verb in the plural that tells no harm stands right behind a number: '400 thousand suffer'."""
    form = "".join(scan.forms[figure.np_end : figure.np_end + 1])
    return len(form) > _SHORTEST_VERB and form.startswith("ي") and form.endswith("ون")


_SHORTEST_VERB = 4  # letters
_ELSE = "people of whom something else is told"


def read_line_of_sections(scan: Scan, figure: Figure, before: Figure) -> None:
    """Read 'Sixth: other sides: 22 civilians' behind sections in which civilians were killed."""
    colon = scan.label_end(figure.paragraph, figure.position)
    at_once = colon is not None and colon + 1 == figure.lead
    if at_once and before.measure and before.paragraph == figure.paragraph - 1 and before.paragraph in scan.sections:
        top = top_of(before) if before.relation == "among" else before
        figure.measure = top.measure
        figure.use("measure.section", top.start, top.end)


def before_in_list(scan: Scan, figure: Figure, previous: Figure) -> Figure | None:
    """Return the figure before it in a list of places: 'Idlib 98, Aleppo: 41', '98 in Idlib, 41 in Aleppo'.

    Subsets may stand between: 'Aleppo 9, among them two children, Homs 3'. Parts of a whole are linked elsewhere.
    """
    piece = previous.relation == "among" or _in_bracket_of_whole(scan, previous)
    before = previous.parent if piece else previous
    told = before.role == "figure" and before.measure and before.sentence == figure.sentence and not before.parent
    if told and _next_of_agents(scan, before, previous, figure):
        return before
    unnamed = figure.bare or (figure.label and not figure.group_stated and not figure.measure)
    if not unnamed or not told:
        return None
    if (
        figure.label
        and _in_brackets(scan, before)
        and _in_brackets(scan, figure)
        and figure.sentence == before.sentence
    ):
        between = scan.forms[scan.at(before.end - 1) + 2 : scan.at(figure.label.start)]
        if {"،"}.union(word_set("next_in_rank"), word_set("then")).issuperset(between):
            return before  # 'most deaths (74) were counted in X, followed by Y (68), then Z (31)'
    if figure.label and _in_brackets(scan, figure) and not before.group_stated:
        between = {*scan.forms[before.np_end : scan.at(figure.label.start)]} - {"،"}
        if between and between <= word_set("next_in_rank") | word_set("then"):
            return before  # '1290 killed in X, followed by Y (563)'
    if _after_names(scan, before, figure):
        return before  # 'the raids hit the South (38 raids), and Nabatieh (29), and the Bekaa (11)'
    if before.label and not figure.label and _in_brackets(scan, before) and _in_brackets(scan, figure):
        name = scan.forms[scan.at(before.end - 1) + 2 : figure.hedge - 1]
        return before if 0 < len(name) <= _LONGEST_NAME and name[0].startswith("و") else None  # a place not known
    if figure.label and scan.forms[figure.hedge - 1] == "ب":
        between = set(scan.forms[previous.np_end : scan.at(figure.label.start)]) - {"،"}
        if between and between <= word_set("next_in_rank") | word_set("then"):
            return before  # '912 killed, followed by X with 564, then Z with 371'
    if figure.label and before.label:
        opener = scan.covering("places", scan.at(figure.label.start) - 1)  # 'and in the town of X'
        begin = figure.label.start if opener is None else scan.tokens[opener.first].start
        last = previous.np_end
        if previous.relation == "part":  # behind its bracket
            last = next((i + 1 for i in scan.brackets(last, figure.position) if scan.forms[i] == ")"), last)
        return before if begin - scan.tokens[last - 1].end <= _LIST_GAP else None
    if [scan.forms[f.np_end : f.np_end + 1] for f in (previous, figure)] != [["في"], ["في"]]:
        return None
    if scan.forms[figure.lead - 1] == ":" and previous.np_end > scan.at(previous.end - 1) + 1:
        return None  # '46 martyrs in Syria: 15 in Homs'
    token = scan.tokens[previous.np_end + 1]
    named = scan.places.over(token.start, token.end)
    kind = scan.phrase("places", previous.np_end + 1) if named is None else None
    if kind is not None and kind.last < figure.lead:  # 'in the city of X'
        token = scan.tokens[kind.last]
        named = scan.places.over(token.start, token.end)
    end = scan.at(named.end - 1) + 1 if named else 0
    end += named is not None and scan.forms[end] in word_set("its_countryside")  # 'in Damascus and its countryside'
    gap = scan.tokens[figure.lead].start - scan.tokens[end - 1].end if named else 0
    at_once = named and token.start == named.start and gap <= _LIST_GAP
    return before if at_once and before is previous else None


def _in_bracket_of_whole(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure is a part in a bracket behind its whole: 'Aleppo 21 (19 by X and 2 by Y), Idlib 34'."""
    whole = figure.parent if figure.relation == "part" else None
    return whole is not None and scan.forms[whole.np_end : whole.np_end + 1] == ["("]


def _after_names(scan: Scan, before: Figure, figure: Figure) -> bool:
    """Say whether a name that the gazetteer may not know stands between two numbers in brackets: 'X (38), and Y (29)'.

    A name is up to three words, behind a comma or 'and', that mean nothing else.
    """
    closed = scan.forms[before.np_end : before.np_end + 1] == [")"] and scan.word_before(before.hedge) == "("
    if not closed or not _in_brackets(scan, figure):
        return False
    first = before.np_end + 1
    comma = scan.forms[first] == "،"
    first, last = first + comma, figure.hedge - 1
    named = 0 < last - first <= _LONGEST_NAME and (comma or scan.forms[first].startswith("و"))
    known = ("events", "methods", "parties", "connectors", "qualifiers")
    plain = (
        scan.tokens[i].is_word and scan.noun(i) is None and not any(scan.covering(name, i) for name in known)
        for i in range(first, last)
    )  # fmt: skip
    return named and all(plain)


def whole_of_these(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of which '12 of these' are some: the last whole of its paragraph or the one before."""
    behind = scan.forms[figure.np_end : figure.np_end + 3]
    if figure.kind != "people" or len(behind) < 2:
        return None
    if before and _goes_on_attributed(scan, figure, before[-1]):
        return before[-1].parent
    if figure.rules and figure.rules[0][0] == "head.of_casualties":
        return _only_toll_before(figure, before)
    deaths = scan.noun(figure.np_end + 2) if len(behind) == 3 and behind[1] in word_set("these_cases") else None
    counted = deaths is not None and deaths.kind in ("casualty", "case")
    if behind[0] != "من" or (behind[1] not in word_set("these") and not counted):
        return None
    tops = (f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.relation != "among")
    whole = next(tops, None)
    if whole is not None and whole.relation == "part" and counted:
        whole = top_of(whole)  # 'of these deaths': of all of them
    near = whole is not None and figure.paragraph - whole.paragraph <= 1
    return whole if near and whole.measure and can_hold(whole, figure) else None


def sum_of_list(scan: Scan, figure: Figure, tolls: list[Figure], number: int) -> Figure | None:
    """Return the earlier toll that the numbers of a list make up: 'they are distributed as follows: X 683, Y 433'.

    Words say that it is broken down, every number is bare or has a place for its label, and they end the sentence.
    """
    if figure.kind != "people" or figure.group_stated or figure.measure:
        return None
    before = tolls[number - 1] if number else None
    listed = before is not None and before.sentence == figure.sentence
    if listed and any(rule == "relation.part.summed" for rule, _, _ in before.rules):
        return before.parent
    if _list_opener(scan, figure) is None and not _spread_over(scan, figure):
        return None
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, tolls[number : number + LONGEST_LIST]))
    total = sum(f.value or 0 for f in listed)
    if len(listed) < 2 or any(f.group_stated or f.measure or f.kind != "people" for f in listed):
        return None
    near = (f for f in reversed(tolls[max(0, number - NEAR) : number]) if f.role == "figure" and f.parent is None)
    return next((f for f in near if f.value == total and f.kind == "people" and f.measure), None)


def _list_opener(scan: Scan, figure: Figure):
    """Return the words that break a toll down right before a figure and what it is the count of, or None."""
    openers = scan.connectors(max(figure.first, figure.lead - _HEADING), figure.lead, "parts")
    if not openers or "،" in scan.forms[openers[-1].first : figure.lead]:
        return None
    told = scan.between("events", openers[-1].last, figure.position)  # ', since four were killed in a like attack'
    return openers[-1] if not any(scan.noun(event.first) is None for event in told) else None


def _spread_over(scan: Scan, figure: Figure) -> bool:
    """Say whether 'the 118 dead are distributed over' opens the list of a number: توزع الشهداء الـ118 على غزة (74)."""
    words = scan.words("distributed", max(figure.first, figure.lead - _HEADING), figure.lead)
    dead = scan.noun(words[-1] + 1, "p") if words else None
    return dead is not None and dead.kind == "casualty" and "علي" in scan.forms[words[-1] : figure.lead]


def _only_toll_before(figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the only toll of the paragraph before of which '77 of the martyrs were identified' are some."""
    here = [f for f in before if f.role == "figure" and f.measure == figure.measure and f.parent is None]
    if any(f.paragraph == figure.paragraph for f in here):
        return None  # found among those of its own paragraph
    near = [f for f in here if f.paragraph == figure.paragraph - 1]
    largest = (
        len(near) == 1 and near[0].paragraph < _LEAD and not any((f.value or 0) > (near[0].value or 0) for f in here)
    )
    return near[0] if largest and can_hold(near[0], figure) else None


def read_attributed(scan: Scan, figure: Figure, before: Figure) -> None:
    """Read who killed in 'it attributed 689 of these deaths to the forces of X, and 55 to those of Y'."""
    said = scan.forms[max(figure.first, figure.lead - 2) : figure.lead]
    attributed = not {form.removeprefix("و") for form in said}.isdisjoint(word_set("attributes"))
    attributed = attributed or _goes_on_attributed(scan, figure, before)
    if not attributed or scan.forms[figure.np_end : figure.np_end + 1] != ["الي"]:
        return
    party = next((m for m in scan.between("parties", figure.np_end + 1, figure.np_end + 4)), None)
    if party is not None and party.entry.get("actor"):
        figure.actor, figure.cause_read = party.entry["actor"], True
        figure.np_end = party.last
    figure.use(_CHARGED, *characters(scan, figure.position, figure.np_end))


def _goes_on_attributed(scan: Scan, figure: Figure, before: Figure) -> bool:
    """Say whether ', and 55 to Y' goes on with deaths that are attributed to sides."""
    charged = before.parent is not None and any(rule == _CHARGED for rule, _, _ in before.rules)
    joined = joined_by_and(scan, figure)
    return (
        charged
        and joined
        and figure.sentence == before.sentence
        and scan.forms[figure.np_end : figure.np_end + 1] == ["الي"]
    )


_CHARGED = "actor.attributed"


def _next_of_agents(scan: Scan, before: Figure, previous: Figure, figure: Figure) -> bool:
    """Say whether a list by killer goes on: '432 civilians at the hands of A, and 211, 62 children among them, of B'.

    Subsets may stand before each 'at the hands of'; no other casualty word stands between the two numbers.
    """
    unnamed = figure.kind == "people" and not figure.group_stated and not figure.measure
    joined = joined_by_and(scan, figure)
    if previous.relation == "among" and not previous.group_stated:
        return False  # '14 died, 12 of them at the hands of A, and two of B'
    if not (unnamed and joined) or max(figure.lead - previous.np_end, (figure.lead - before.np_end) // 4) > BY_AGENT:
        return False
    stop = (scan.commas(figure.np_end, min(figure.last, figure.np_end + BY_AGENT)) or [figure.last])[0]
    stop = min(stop, figure.np_end + BY_AGENT, figure.last)
    both = scan.connectors(before.np_end, figure.lead, "agent") and scan.connectors(figure.np_end, stop, "agent")
    turned = scan.connectors(before.np_end, figure.lead, "contrast", "result", "rise", "reporting")
    told = [
        m for m in scan.between("events", previous.np_end, figure.lead) if scan.covering("parties", m.first) is None
    ]
    return bool(both) and not turned and not told


BY_AGENT = 14  # words


def compared_to(scan: Scan, figure: Figure, last: Figure) -> bool:
    """Say whether a number is the count of another time: '64 in February, against 98 in January'.

    It has no noun, or counts people of whom nothing else is told: 'compared to 209 civilians in the month before'.
    """
    people = figure.kind == last.kind == "people" and not figure.measure
    of_strikes = last.kind == "strike" and figure.kind == "people" and not figure.group_stated
    people = people or (of_strikes and not figure.measure)
    if not (figure.bare or people) or figure.hedge < 3 or figure.sentence != last.sentence or not last.measure:
        return False
    first = figure.hedge - 1 - (scan.forms[figure.hedge - 1] in word_set("compared_with"))
    if scan.forms[first] not in word_set("compared") or scan.between("events", last.np_end, first):
        return False
    return _has_own_time(scan, figure)


def changed_to(scan: Scan, figure: Figure, last: Figure) -> bool:
    """Say whether a number without a noun is what a count changed to: 'fell from 34 in April to 23 in May'."""
    alone = figure.bare or (figure.kind == last.kind == "people" and not figure.measure and not figure.group_stated)
    if not alone or figure.sentence != last.sentence or not last.measure or scan.word_before(figure.hedge) != "الي":
        return False
    return scan.word_before(last.hedge) == "من" and changes_before(scan, last.hedge) and _has_own_time(scan, figure)


def _has_own_time(scan: Scan, figure: Figure) -> bool:
    """Say whether the time of a count stands right behind it, or 'in' does: '98 in January', '98 the month before'."""
    behind = scan.forms[figure.np_end : figure.np_end + 2]
    if behind[:1] == ["في"] and word_set("the_toll").isdisjoint(behind):  # not 'against 22 in a first toll'
        return True
    behind = range(figure.np_end, min(figure.last, figure.np_end + 2))
    return any(scan.window_over(*scan.span_of(i)) is not None for i in behind)


def of_compared(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether a figure is some of the count of another time: 'compared to 33 thousand in 2017, 10 of them …'."""
    return is_compared(previous) and bool(scan.connectors(previous.np_end, figure.position, "among"))


def _in_brackets(scan: Scan, figure: Figure) -> bool:
    """Say whether a number stands alone in brackets."""
    behind = scan.at(figure.end - 1) + 1
    return scan.forms[figure.hedge - 1 : figure.hedge] == ["("] and scan.forms[behind : behind + 1] == [")"]


_LONGEST_NAME = 3  # words
_LIST_GAP = 7  # characters, with spaces written twice, between a number and the next place of a list


def head_of_list(scan: Scan, figure: Figure):
    """Return the noun of the dead or wounded, the only one before a colon, that heads a list of places."""
    first = scan.at(figure.label.start) if figure.label else figure.lead
    if (dated := heading_window(scan, figure)) is not None:
        first = scan.at(dated.start)  # 'The killed by month: January 120, February 98'
    begin = figure.first
    if figure.label and figure.paragraph and first == scan.at(scan.paragraphs[figure.paragraph][0]):
        begin, first = (position for position in end_of_opener(scan, figure.paragraph - 1))  # the line before
    if first <= begin or scan.forms[first - 1] != ":":
        return None
    heading = range(max(begin, first - CLAUSE), first)
    heads = [n for i in heading if (n := scan.noun(i, "p")) and n.kind == "casualty" and n.definite]
    counted = any(scan.numerals_at(i) for i in heading)
    return heads[0] if len(heads) == 1 and not counted else None


def toll_before(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of which 'the toll has risen to 16' goes on: the last whole of people before it."""
    first = max(figure.first, before[-1].np_end if before and before[-1].sentence == figure.sentence else 0)
    words = [form.removeprefix("و") for form in scan.forms[first : figure.lead]]
    if before and before[-1].sentence == figure.sentence and scan.forms[figure.lead - 1] == "الي":
        words += scan.forms[max(figure.first, before[-1].lead - _TOLD) : before[-1].lead]  # 'it was 9, and rose to 14'
    anew = scan.forms[first : figure.lead + 1]
    if any(form in word_set("so_that_it_rises") for form in anew):
        sentence = scan.forms[figure.first : figure.lead]
        words = [form.removeprefix("و") for form in sentence]  # 'the toll was 43, … so that it rises to 45'
    rise = None if word_set("the_toll").isdisjoint(words) else rise_before(scan, figure, first)
    if rise is None or scan.between("events", rise.first, figure.position):
        return None
    tops = (f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.parent is None)
    near = next((f for f in tops if f.measure == "killed"), None)
    if near is not None and figure.paragraph - near.paragraph > 1:
        return None
    larger = near is not None and None not in (near.value, figure.value) and figure.value > near.value
    return near if larger else None


_TOLD = 4  # words between 'the toll' and its number


def read_next_of_told(scan: Scan, figure: Figure, before: list[Figure], state: "State") -> None:
    """Read a number without a noun that goes on with a toll told before: in time, by places, in other words."""
    told = _told_by_times(scan, figure, before) if figure.bare else None
    if told is not None:
        figure.bare, figure.measure, figure.group = False, told.measure, told.group
        if told.relation == "part" and can_hold(told.parent, figure) and not _too_many(told.parent, figure, state):
            figure.parent, figure.relation = told.parent, "part"
        figure.use("measure.list_of_times", told.start, figure.end)
        return
    nameless = not (figure.measure or figure.group_stated)
    if nameless and (noun := _toll_in_other_words(scan, figure)) is not None:
        figure.bare, figure.measure = False, noun.label
        figure.use("measure.in_other_words", figure.start, figure.end)
        return
    told = _fell_there(scan, figure, before) if figure.bare else None
    told = told or _most_fell_there(scan, figure, before)
    told = told or (told_by_places(scan, figure, before) if figure.bare else None)
    told = told or (_next_behind_place(scan, figure, before[-1]) if (figure.bare or nameless) and before else None)
    if told is not None:
        figure.bare, figure.measure = False, told.measure
        figure.group = figure.group if figure.group_stated else told.group
        figure.use("measure.list_of_places", told.start, figure.end)


def _next_behind_place(scan: Scan, figure: Figure, before: Figure) -> Figure | None:
    """Return the figure of 'killed in X were 301' that ', and in Y 212' goes on with: each number behind its place.

    Or behind what says which one: 'in the first attack 7, and in the second 13', 'in the attack on X', 'in Y'.
    """
    told = before.role == "figure" and before.measure and before.kind == "people" and before.relation != "among"
    if not told or before.sentence != figure.sentence:
        return None
    gap = [form for form in scan.forms[before.np_end : figure.lead] if form != "،"]
    led = gap[:1] == ["وفي"] or (gap and gap[0].startswith("وب") and len(gap) <= _LONGEST_NAME)
    if not led or len(gap) > BY_WHOM or scan.between("events", before.np_end, figure.lead):
        return None
    if scan.ordinal_at(before.lead - 1) and scan.ordinal_at(figure.lead - 1):
        return before
    return before if None not in [_place_before(scan, f) for f in (before, figure)] else None


def _place_before(scan: Scan, figure: Figure):
    """Return the mention of a place that ends right before a figure, or None."""
    end = scan.tokens[figure.lead - 1].end if figure.lead else 0
    named = scan.places.over(end - 1, end) if end else None
    return named if named is not None and named.end == end else None


def _too_many(whole: Figure, figure: Figure, state: "State") -> bool:
    """Say whether a whole has no room for one more part beside those that it has."""
    return whole.value is not None and state.held[id(whole), "part"] + (figure.value or 0) > whole.value


def _told_by_times(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of which a bare number is the next in time: '240 dead in July, then May with 225'."""
    top = next((f for f in reversed(before) if f.relation != "among"), None)
    told = top is not None and top.role == "figure" and top.kind == figure.kind == "people" and top.measure
    if not told or top.sentence != figure.sentence or scan.between("events", top.np_end, figure.lead):
        return None
    window = heading_window(scan, figure)
    return top if window is not None and window.start > top.start and window.kind == "day" else None


def heading_window(scan: Scan, figure: Figure):
    """Return the window right before a figure, or before a colon, a bracket or 'with' that leads to it, or None."""
    last = figure.lead - (scan.word_before(figure.lead) in {":", "("} | word_set("with_a_count"))
    last -= scan.ranking_until(last)
    behind = figure.np_end + (scan.forms[figure.np_end : figure.np_end + 1] == ["في"])
    if behind < len(scan.tokens) and scan.window_over(*scan.span_of(behind)) is not None:
        return None  # '80 in January and 70 in February'
    if last <= figure.first:
        return None
    end = scan.tokens[last - 1].end
    window = scan.window_over(end - 1, end)  # behind an 'and' that is glued to it
    return window if window is not None and window.end == end else None


def _toll_in_other_words(scan: Scan, figure: Figure):
    """Return the noun of the dead in 'the toll passes 40 thousand: this makes 130 dead a day', or None."""
    before = [form.removeprefix("و") for form in scan.forms[max(figure.first, figure.lead - _MOST_BACK) : figure.lead]]
    if scan.forms[figure.np_end : figure.np_end + 1] != [":"] or word_set("the_toll").isdisjoint(before):
        return None
    behind = range(figure.np_end + 1, min(figure.last, figure.np_end + 2 * _MOST_BACK))
    number = next((i for i in behind if scan.numerals_at(i)), None)
    noun = scan.noun(number + 1) if number is not None else None
    return noun if noun is not None and noun.kind == "casualty" else None


def _fell_there(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the dead of whom 'and in X fell 44' tells where they fell: 'killed were 119. In X fell 44, in Y 23'."""
    top = next((f for f in reversed(before) if f.parent is None), None)
    dead = top is not None and top.role == "figure" and top.kind == "people" and top.measure == "killed"
    if not (figure.bare and dead and figure.parent is None) or figure.paragraph - top.paragraph > 1:
        return None
    fell = scan.forms[figure.lead - 1] in word_set("falls")
    placed = scan.forms[figure.first] in word_set("in_a_place") and scan.places.touching(
        *scan.span_of(figure.first + 1)
    )
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    return top if fell and placed and (not behind or behind[0] in CLAUSE_MARKS | {"و"} or behind[0][0] == "و") else None


def read_share(scan: Scan, figure: Figure, previous: Figure | None) -> None:
    """Read 'caused 60% of the civilian deaths, that is 2280 of 3799, and charged 1037 to X'."""
    shared = _next_of_share(scan, figure, previous) or _share_in_numbers(scan, figure)
    if shared is None:
        return
    figure.bare, figure.measure, figure.group = False, *shared
    figure.use(SHARE, *scan.span_of(figure.lead - 1))
    whole = scan.covering("connectors", figure.lead - 1)
    if whole is not None and whole.entry["connector"] == "out_of":
        figure.cause_read = True  # the dead of all sides
        figure.use("cause.other", figure.start, figure.end)
    if previous is not None and previous.sentence == figure.sentence:
        read_attributed(scan, figure, previous)


def _next_of_share(scan: Scan, figure: Figure, previous: Figure | None) -> tuple[str, str] | None:
    """Return measure and group of 'of 3799' and of 'charged 1037 to X' behind a share told in numbers."""
    told = previous is not None and previous.sentence == figure.sentence and previous.role == "figure"
    if not told or not any(rule == SHARE for rule, _, _ in previous.rules):
        return None
    whole = scan.covering("connectors", figure.lead - 1)
    out_of = whole is not None and whole.entry["connector"] == "out_of" and figure.lead - previous.np_end <= 2
    charged = scan.forms[figure.lead - 1].removeprefix("و") in word_set("attributes")
    charged = charged and scan.forms[figure.np_end : figure.np_end + 1] == ["الي"]
    return (previous.measure, previous.group) if out_of or charged else None


def _share_in_numbers(scan: Scan, figure: Figure) -> tuple[str, str] | None:
    """Return measure and group of '60% of the civilian deaths, that is 2280'."""
    if figure.kind != "people" or not figure.lead or scan.forms[figure.lead - 1] not in word_set("that_is"):
        return None
    behind_share = range(figure.lead - 2, max(figure.first + 1, figure.lead - _SHARE_BACK), -1)
    position = next((i for i in behind_share if (noun := scan.noun(i, "p")) and noun.kind == "casualty"), None)
    if position is None or not scan.noun(position, "p").definite or scan.forms[position - 1] != "من":
        return None
    shares = scan.numerals.beginning_in(scan.tokens[max(0, position - 4)].start, scan.tokens[position - 1].start)
    adjective = scan.noun(position + 1)
    civilians = adjective is not None and adjective.definite and contains("civilians", adjective.label)
    told = any(share.kind == "percent" for share in shares)
    return (scan.noun(position, "p").label, "civilians" if civilians else "people") if told else None


_SHARE_BACK = 8  # words


def share_of_toll(scan: Scan, figure: Figure, before: list[Figure]) -> tuple[Figure, str] | None:
    """Return the toll and the group of '503 civilians were killed, 40% of them children, that is 201'.

    The number must be that share of the toll, to the nearest percent. No group is told of a share that is not the last
    one named.
    """
    if scan.word_before(figure.hedge) not in word_set("that_is") or figure.value is None:
        return None
    tops = (f for f in reversed(before) if f.parent is None and f.kind == "people" and f.measure and f.value)
    whole = next((f for f in tops if f.sentence == figure.sentence), None)
    if whole is None:
        return None
    told = scan.numerals.beginning_in(whole.end, figure.start)
    shares = [(n, float(n.shown)) for n in told if n.kind == "percent" and _PLAIN.fullmatch(n.shown)]
    fitting = [n for n, share in shares if abs(100 * figure.value / whole.value - share) <= _NEAREST]
    if len(fitting) != 1:
        return None
    first = scan.at(fitting[0].end - 1) + 1
    nouns = [n for i in range(first, figure.hedge) if (n := scan.noun(i, "p")) and n.kind == "person"]
    last = fitting[0] is shares[-1][0] and len(nouns) == 1 and contains(whole.group, nouns[0].label)
    return whole, nouns[0].label if last else whole.group


_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_NEAREST = 0.75  # percent


def _most_fell_there(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the dead most of whom fell in a place: 'killed were 511. Most fell in X (283), then Y (114)'.

    Or 'X came first with 283'.
    """
    told = bool(figure.group_stated or figure.measure) and not figure.ranked
    if figure.label is None or figure.kind != "people" or told:
        return None
    label = scan.at(figure.label.start)
    words = " ".join(scan.forms[max(figure.first, label - _MOST_BACK) : label])
    if not figure.ranked and not any(phrase in words for phrase in word_set("most_fell")):
        return None
    tops = (f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.parent is None)
    top = next((f for f in tops if f.measure == "killed"), None)
    near = top is not None and figure.paragraph - top.paragraph <= 1
    return top if near and can_hold(top, figure) else None


_MOST_BACK = 5  # words of 'the largest number fell in'


def whole_by_group(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the whole of 'the number of the civilians came to 281' right behind '1046 persons were killed'."""
    if not (figure.counted_before and figure.group_stated) or figure.measure or figure.parent is not None:
        return None
    counted = scan.connectors(figure.lead - 3, figure.lead, "count_noun")
    first = max(figure.first, figure.lead - CLAUSE)
    told = scan.between("events", first, figure.lead)
    if not counted or told or not scan.connectors(first, counted[-1].first + 1, "rise"):
        return None
    wholes = [f for f in before if f.role == "figure" and f.kind == "people" and f.relation != "among"]
    whole = wholes[-1] if wholes else None
    near = whole is not None and figure.paragraph - whole.paragraph <= 1 and whole.sentence != figure.sentence
    larger = near and None not in (whole.value, figure.value) and whole.value > figure.value
    narrower = larger and whole.group != figure.group and contains(whole.group, figure.group)
    return whole if narrower and whole.measure == "killed" else None


def is_subset_of(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether 'among them' stands between two counts of people."""
    among = scan.connectors(max(previous.np_end, figure.first), figure.position, "among")
    named = scan.noun(among[-1].last - 1) if among else None
    if named is not None and named.kind == "casualty":
        return False  # 'and that three of the dead were Syrians'
    if scan.between("events", previous.np_end, figure.position):
        return False  # 'recruited 300, and 12 of them were killed'
    return bool(among) and previous.kind == figure.kind == "people" and not figure.measure


def set_aside_of_other_things(scan: Scan, figures: list[Figure]) -> None:
    """Give '33 massacres, 21 of them by X' a role: the second number counts what the first does."""
    counts = [f for f in figures if f.role in ("figure", "other_count") and not f.reason.startswith("a ")]
    things: Figure | None = None  # the last ones counted
    for before, figure in pairwise(counts):
        things = before if before.role == "other_count" and before.reason.startswith("counts ") else things
        if before.reason == CASES and _of_cases(scan, figure):
            _read_outcome(scan, figure)
        behind = scan.forms[figure.np_end] if figure.np_end < len(scan.tokens) else ""
        if things is None or things.sentence != figure.sentence:
            continue
        opener = scan.covering("connectors", figure.lead - 1) if figure.bare and things is before else None
        if opener is not None and opener.entry["connector"] == "out_of":  # '23 hospitals out of 35'
            figure.role, figure.reason = "other_count", f"the whole of those before it: {things.reason}"
        side = agent_behind(scan, figure)
        listed = side is not None and before.reason.startswith((_SOME, _MORE)) and joined_by_and(scan, figure)
        if _goes_on_with_things(scan, figure) or (listed and not (figure.group_stated or figure.measure)):
            figure.role, figure.reason = "other_count", _MORE + things.reason
        alone = not figure.group_stated and not figure.measure  # '162 killed, … 12 of them by X': of the massacres
        agent = scan.connector(figure.np_end, "agent") is not None and behind.endswith("ها")  # '12 that X committed'
        some = figure.role == "figure" and (agent or behind in ("منها", "بينها")) and alone
        if some and (things is before or (behind != "بينها" and before.kind == "people")):
            figure.role, figure.reason = "other_count", _SOME + things.reason
        if side is not None and figure.reason.startswith((_SOME, _MORE)):
            scan.charged.add(side.first)  # those massacres are its doing, not the deaths told of behind them


_SOME = "some of those before it: "
_MORE = "more of those before it: "


def _of_cases(scan: Scan, figure: Figure) -> bool:
    """Say whether 'of them', said of cases, stands right before a bare number: 'cases of torture, of which 66'."""
    opener = scan.covering("connectors", figure.position - 1) if figure.position else None
    among = opener is not None and opener.entry["connector"] == "among" and not (figure.group_stated or figure.measure)
    among = among and scan.covering("events", opener.first - 1) is None  # 'of which 90 died', توفي منها 90
    return among and scan.forms[figure.position - 1].endswith("ها")


def _read_outcome(scan: Scan, figure: Figure) -> None:
    """Read '66 of which led to death'; of other cases no harm is told."""
    near = scan.between("events", figure.np_end, min(figure.last, figure.np_end + _OUTCOME))
    if not near or scan.commas(figure.np_end, near[0].first):
        figure.is_no_toll(_SOME + CASES)
        return
    figure.measure, figure.bare = near[0].entry["measure"], False
    figure.use("event.outcome", *characters(scan, near[0].first, near[0].last))


_OUTCOME = 4  # words of 'led to the death of'


def _goes_on_with_things(scan: Scan, figure: Figure) -> bool:
    """Say whether a bare number is the subject of what had victims.

    '41 operations in X that killed 98, and 22 in Y that killed 66'.
    """
    joined = joined_by_and(scan, figure)
    if not (figure.bare and joined and scan.forms[figure.np_end : figure.np_end + 1] == ["في"]):
        return False
    end = min(figure.last, figure.np_end + CLAUSE)
    stop = (scan.commas(figure.np_end, end) or [end])[0]
    return bool(scan.connectors(figure.np_end, stop, "effect"))


def _out_of_things(scan: Scan, figure: Figure) -> str | None:
    """Return the word for things, not people, in 'four out of six drones', or None."""
    opener = scan.connector(figure.np_end, "out_of")
    whole = scan.numerals_at(opener.last) if opener is not None else ()
    position = scan.at(whole[0].end - 1) + 1 if whole else figure.last
    if opener is None and scan.forms[figure.np_end : figure.np_end + 1] == ["من"]:
        noun = scan.noun(figure.np_end + 1, "p") if figure.np_end + 1 < figure.last else None
        return noun.lemma if noun is not None and noun.kind == "other" else None  # 'two of the ambulances'
    if position >= figure.last or not scan.tokens[position].is_word:
        return None
    noun, form = scan.noun(position, "sp"), scan.forms[position]
    things = noun.kind == "other" if noun is not None else form not in word_set("no_noun_behind")
    return form if things else None


_LEAD = 2  # paragraphs that can hold the toll that a report is about


def read_allies(scan: Scan, figure: Figure) -> None:
    """Read 'of the army, among them three Russians': among fighters a nation alone names fighters of its own."""
    whole = figure.parent if figure.relation == "among" and not figure.group_stated else None
    behind = scan.at(figure.end - 1) + 1
    nation = scan.phrase("parties", behind) if whole is not None and behind < len(scan.tokens) else None
    if nation is None or not nation.entry.get("adjective") or nation.clitics not in ("", "ال"):
        return
    noun = scan.noun(behind)
    if whole.group.startswith("combatants") and (noun is None or noun.label == "people"):
        figure.group, figure.group_stated, figure.np_end = nation.entry["group"], True, max(figure.np_end, nation.last)
        figure.use("group.ally", *scan.span_of(behind))


def some_of_strikes(scan: Scan, figure: Figure, following: list[Figure]) -> Figure | None:
    """Return the strikes of '27 out of 33 attacks', of which a bare number counts some, or None."""
    opener = scan.connector(figure.np_end, "out_of") if figure.bare and following else None
    whole = following[0] if opener is not None else None
    at_once = whole is not None and whole.kind == "strike" and opener.last in (whole.lead, whole.hedge, whole.position)
    return whole if at_once and (figure.value or 0) <= (whole.value or 0) else None


def more_strikes(scan: Scan, figure: Figure, last: Figure) -> str | None:
    """Return how a bare number stands to the strikes or villages before it, "among", "part" or "" beside them, or None.

    '8 raids, 3 of them with vacuum bombs', '20 raids: 5 on X and 15 on Y', '27 raids on X and 5 on Y', 'took 20
    villages, 5 of them in X'.
    """
    stated = figure.group_stated and not figure.label_first and _nation_of_strikes(scan, figure) is None
    open_group = figure.kind == "people" and not stated and not figure.measure
    if last.kind == "strike" and open_group and scan.phrase_until("among_attacks", figure.lead):
        return "among"  # '14 attacks. Among the attacks were 4 on schools'
    if last.kind not in ("strike", "locality") or not open_group or figure.sentence != last.sentence:
        return None
    gap = scan.forms[last.np_end : figure.lead]
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    if (nation := _nation_of_strikes(scan, figure)) is not None and set(gap) <= {"(", "و", "،"}:
        figure.by, figure.np_end = nation, nation.last
        return "among"  # '112 raids (70 Russian and 42 Syrian)'
    some = STRIKES_OF.intersection(gap[-1:]) or STRIKES_OF.intersection(behind)
    fits = last.value is None or (figure.value or 0) <= last.value
    if some and len(gap) <= CLAUSE and fits:
        return "among"
    whole = last.parent if last.relation == "part" else last
    room = whole.value is None or (figure.value or 0) <= whole.value
    if _breaks_strikes_down(scan, figure, last, gap, behind) and room:
        return "part"
    joined = scan.forms[figure.lead].startswith("و") or gap[-1:] == ["و"]
    adjectives = word_set("strike_adjective")
    if joined and behind != [] and behind[0] in adjectives and set(gap) <= adjectives | {"و"}:
        return ""  # '26 strikes, 19 of them from the air and 7 from the ground'
    side = scan.phrase("parties", last.np_end + (gap[:1] == ["،"]))
    if side is not None and side.clitics.startswith("و") and side.last == figure.position and last.kind == "strike":
        figure.by = side
        return ""  # 'X carried out 61 attacks, and Y 27'
    if joined and gap[:1] == behind and behind in (["علي"], ["في"]) and len(gap) <= BY_WHOM:
        return "" if _tells_no_other(scan, last.np_end, figure.lead) else None
    return None


def _breaks_strikes_down(scan: Scan, figure: Figure, last: Figure, gap: list[str], behind: list[str]) -> bool:
    """Say whether a bare number with its place opens a list behind strikes, or goes on with one: '20 raids: 5 on X'."""
    placed = figure.label is not None or behind in (["علي"], ["في"])
    listed = last.relation == "part" and last.kind == "strike" and len(gap) <= BY_WHOM
    opened = last.relation == "" and gap[:1] in ([":"], ["("]) and len(gap) <= BY_WHOM
    told = last.relation == "" and bool(scan.connectors(last.np_end, figure.lead, "parts"))
    told = told and (":" in gap or gap[-1:] == ["بواقع"])
    return placed and (listed or opened or told)


def _nation_of_strikes(scan: Scan, figure: Figure) -> PhraseMatch | None:
    """Return the side of '70 Russian and 42 Syrian', said of raids: an adjective in the feminine behind a number."""
    position = scan.at(figure.end - 1) + 1
    form = scan.forms[position] if position < len(scan.tokens) else ""
    if form.endswith("ه") and form in word_set("syrian"):
        return PhraseMatch(position, position + 1, "parties", _OF_SYRIA, "")
    side = scan.phrase("parties", position) if form.endswith("ه") else None
    nation = side is not None and side.entry.get("adjective") and not side.clitics
    return side if nation and side.entry.get("actor") else None


_OF_SYRIA = {"group": "combatants/government", "actor": "government"}

STRIKES_OF = {"منها", "بينها"}


def distributed_whole(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the whole of which a number is a piece in 'the dead are distributed as follows: 8798 in raids, 1594 by …'.

    The whole is the last one with the measure that the words name, and of civilians where they name these.
    """
    if figure.kind != "people" or figure.measure or figure.label is not None or not before:
        return None
    words = scan.words("distributed", max(figure.first, figure.lead - _DISTRIBUTED), figure.lead)
    opened = words[-1] if words else None
    if opened is None or word_set("distributed_by").isdisjoint(
        scan.forms[opened : min(opened + _HEADING, figure.lead)]
    ):
        return None
    pieces = [f for f in before if f.position > opened]
    if any(f.relation != "part" or f.parent is None or f.group != f.parent.group for f in pieces):
        return None
    if pieces and (not figure.group_stated or figure.group == pieces[-1].group):
        between = scan.forms[pieces[-1].np_end : figure.lead]
        marked = {"،", "و"} & {*between, scan.forms[figure.position][:1]}
        return pieces[-1].parent if marked and can_hold(pieces[-1].parent, figure) else None
    heading = [n for i in range(opened, min(opened + _HEADING, figure.lead)) if (n := scan.noun(i))]
    measures = {n.label for n in heading if n.kind == "casualty"}
    civilians = any(n.label == "civilians" for n in heading)
    tops = (f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.measure)
    told = (f for f in tops if not measures or f.measure in measures)
    told = (f for f in told if (f.group == "civilians" if civilians else f.relation == ""))
    whole = next((f for f in told if can_hold(f, figure)), None)
    near = whole is not None and figure.paragraph - whole.paragraph <= 1
    return whole if near and (not figure.group_stated or figure.group == whole.group) else None


def distributed_things(scan: Scan, figure: Figure) -> str:
    """Return what a bare number of 'the operations are distributed as follows: 67 in X, 63 in Y' counts, or nothing."""
    words = scan.words("distributed", max(figure.first, figure.lead - _DISTRIBUTED), figure.lead) if figure.bare else ()
    noun = scan.noun(words[-1] + 1, "p") if words else None
    if noun is None or noun.kind not in ("other", "incident") or not noun.definite:
        return ""
    first = (scan.commas(words[-1], figure.lead) or [words[-1]])[-1]
    return "" if scan.between("events", first, figure.position) else noun.lemma  # 'in which 134 were killed'


def divided_into(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the whole of 'the dead are divided into 11 civilians, and 7 fighters, … and 3 soldiers', told before it.

    The groups are named, unlike those of :func:`distributed_whole`; subsets may stand between.
    """
    words = scan.words("distributed", max(figure.first, figure.lead - _DISTRIBUTED), figure.lead)
    own = _divided_known(scan, words[-1], before) if words else None
    if figure.kind != "people" or not (figure.group_stated or own) or figure.label is not None:
        return None
    noun = scan.noun(words[-1] + 1, "p") if words and own is None else None
    to = noun is not None and noun.kind == "casualty" and noun.definite and scan.forms[words[-1] + 2] == "الي"
    if own is None and not to:
        return None
    parts = [f for f in before if f.position > words[-1] and (f.relation == "part" or (own and f.relation))]
    if parts:
        joined = joined_by_and(scan, figure)
        among = scan.connectors(before[-1].np_end, figure.lead + 1, "among")
        whole = parts[-1].parent if joined and not among else None
    elif own is not None:
        whole = own if figure.lead - own.np_end <= 1 else None
    else:
        told = (f for f in reversed(before) if f.parent is None and f.measure == noun.label and f.position < words[-1])
        whole = next(told, None) if figure.lead - words[-1] <= _DIVIDED else None
    if whole is None or not can_hold(whole, figure) or figure.paragraph - whole.paragraph > 1:
        return None
    room = (whole.value or 0) - sum(f.value or 0 for f in parts)
    return whole if whole.value is None or (figure.value or 0) <= room else None


def _divided_known(scan: Scan, opened: int, before: list[Figure]) -> Figure | None:
    """Return the 62 of 'the nationalities of the 62 dead are divided between 23 Iranians and 39 Afghans', or None."""
    told = (f for f in before if opened < f.lead <= opened + _DIVIDED and f.role == "figure" and f.kind == "people")
    whole = next(told, None)
    return whole if whole is not None and scan.forms[whole.np_end : whole.np_end + 1] == ["بين"] else None


_DIVIDED = 4  # words of 'the dead are divided into'
_DISTRIBUTED = 200  # words from the heading of a list to one of its numbers
_HEADING = 8  # words


def goes_on_with_whole(scan: Scan, previous: Figure, figure: Figure) -> bool:
    """Say whether a number goes on with the whole of the subset before it: '7, 5 of them children, in X alone, 3 in Y'.

    So where 'alone' says that the place is that of all of the first, or the subset leaves no room in its whole.
    """
    if previous.relation != "among" or not previous.group_stated:
        return False
    alone = not word_set("alone").isdisjoint(scan.forms[previous.np_end : figure.lead])
    values = (previous.value, figure.value, previous.parent.value)
    return alone or (None not in values and values[0] + values[1] > values[2])


def is_itemised(scan: Scan, figure: Figure, tolls: list[Figure], number: int, state: State) -> bool:
    """Say whether a bare number belongs to a list behind a toll: '8 were killed, five in A, two in B and one in C'.

    Every number tells where, when, by what or by whom, and nothing else is told between them. They are the parts of
    the toll if they add up to it, and some of it if they leave room.
    """
    if id(figure) in state.items:
        return True
    alone = _without_noun(scan, figure) and figure.label is None
    if state.last is None or not alone or scan.forms[figure.lead - 1] != "،":
        return False
    if state.last.sentence != figure.sentence or not _tells_no_other(scan, state.last.np_end, figure.lead - 1):
        return False
    if goes_on_with_whole(scan, state.last, figure):
        return False
    whole = top_of(state.last) if state.last.relation == "among" else state.last
    if whole.parent is not None and not (whole.group_stated or whole.np_end > scan.at(whole.end - 1) + 1):
        return False  # itself a number of a list: '20 in A, 12 in B and 8 in C'
    beside = other_of_two(scan, whole, state)
    listed, others, last, subset = [], [], figure, False
    for following in tolls[number : number + LONGEST_LIST]:
        if following.sentence != figure.sentence:
            break
        goes_on = bool(subset) and following.lead - last.np_end <= 1 and following.group in AGES  # 'and two children'
        subset = goes_on or (following.group_stated and scan.connectors(last.np_end, following.lead + 1, "among"))
        if not subset:
            verb = _only_its_verb(scan, following)
            named = _without_noun(scan, following) and following.label is None
            beginning = scan.forms[following.np_end : following.np_end + 1]
            alike = bool(listed) and beginning == scan.forms[listed[0].np_end : listed[0].np_end + 1]
            named = named and (alike or verb or says_which(scan, following))
            if not (following is figure or _joined(scan, last, following)):
                break
            if not named and (following is figure or following.kind != "people" or following.measure):
                break
            (listed if named and not others else others).append(following)
        last = following
    if others and whole.value == sum(f.value or 0 for f in (*listed, *others)):
        listed += others  # '99, 60 of X, 18 of Y and 21 unknown'
    total = sum(f.value or 0 for f in listed)
    wholes = [f for f in (whole, beside) if f is not None and f.measure and f.value is not None]
    wholes = [f for f in wholes if f.kind in _ITEMISED and f.relation != "among" and total <= f.value]
    whole = next((f for f in wholes if total == f.value and len(listed) > 1), None)
    parts = whole is not None and not in_another_place(scan, whole, figure)
    if not listed or not wholes or (not parts and tells_which(scan, wholes[0].np_end)):
        return False  # '14 in A, five in B': not of those in A
    if not parts and any(verb_behind(scan, f) for f in (wholes[0], *listed)):
        return False  # '228 civilians were killed, 14 under torture': one beside the other
    whole = whole if parts else wholes[0] if len(wholes) == 1 else None
    state.items |= {id(f): (whole, "part" if parts else "among") for f in listed}
    return True


def in_another_place(scan: Scan, whole: Figure, figure: Figure) -> bool:
    """Say whether a toll and a number behind it are told of two places, neither of which holds the other.

    'Five were killed in Daraa, 3 in Aleppo and 2 in Homs': a region, or a governorate before a town, holds the other.
    """
    named = [_place_behind(scan, f) for f in (whole, figure)]
    if None in named or named[0].kind == "region":
        return False
    wide, narrow = (names_governorate(fold(mention.text.split()[-1])) for mention in named)
    return not wide or narrow


def _place_behind(scan: Scan, figure: Figure):
    """Return the mention of 'in X', 'in the town of X' right behind a figure, or None."""
    if scan.forms[figure.np_end : figure.np_end + 1] != ["في"] or figure.np_end + 1 >= len(scan.tokens):
        return None
    first = figure.np_end + 1
    opener = scan.phrase("places", first)
    at = min(opener.last if opener is not None else first, len(scan.tokens) - 1)
    return scan.places.over(*scan.span_of(first)) or scan.places.over(*scan.span_of(at))


_ITEMISED = ("people", "strike", "household")


def _without_noun(scan: Scan, figure: Figure) -> bool:
    """Say whether a number of people has no noun, group or measure of its own."""
    plain = figure.kind == "people" and not (figure.group_stated or figure.measure or figure.counted_before)
    return figure.bare or (plain and figure.np_end == scan.at(figure.end - 1) + 1)


def _only_its_verb(scan: Scan, figure: Figure) -> bool:
    """Say whether a number of people has a casualty verb behind it and no noun: 'nine died in raids', 9 قضوا."""
    return _without_noun(scan, figure) and verb_behind(scan, figure)


def _joined(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether 'and' or a comma joins a figure to the one before it, and nothing else is told between them."""
    joined = scan.forms[figure.lead].startswith("و") or scan.forms[figure.lead - 1] in ("و", "،")
    verb = scan.phrase("events", last.np_end) if _only_its_verb(scan, last) else None
    return joined and _tells_no_other(scan, verb.last if verb is not None else last.np_end, figure.lead)


def _tells_no_other(scan: Scan, first: int, last: int) -> bool:
    """Say whether a stretch tells at most where, when and by what, in few words: no other casualty, no contrast."""
    breaks = scan.connectors(first, last, "contrast", "result", "rise", "reporting", "plus", "effect", "saved")
    return last - first <= CLAUSE and not breaks and not scan.between("events", first, last)


_KNOWN = "with the article: known from before, or part of a name"
_ALONE = "nothing around it says what it counts"


def goes_on_with(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether a figure is the next of a list: 'eight of one family and three women'."""
    first, last = previous.np_end, figure.lead
    told = scan.between("events", first, last) or scan.connectors(first, last, "contrast", "result", "rise", "plus")
    joined = scan.forms[figure.position].startswith("و") or scan.forms[last - 1] == "و"
    return figure.kind == previous.kind and joined and not told and last - first <= 5


def continues_bare(scan: Scan, figure: Figure, state: State) -> bool:
    """Say whether a number without a noun goes on with a list of parts: '27 in Homs, and 16 in Idlib'."""
    if figure.relation != "part" or figure.parent is None or state.last is None:
        return figure.relation == "among"
    if figure.ranked:
        return True  # ', and X came second with 18'
    parts = ("relation.part", "relation.part.colon")
    opened = scan.forms[figure.hedge - 1] == ":" and any(rule in parts for rule, _, _ in figure.rules)
    if opened and figure.parent is state.last:
        return True  # 'The killed are distributed as follows: 29 in X'
    line = figure.paragraph in scan.items and state.first_of_paragraph(figure) is None
    if line and figure.parent in (state.listed, state.listed_beside):
        return True  # '- 219 by raids'
    gap = [scan.forms[i] for i in range(state.last.np_end, figure.position)]
    joined = figure.text and scan.forms[figure.position].startswith("و")
    opens = gap[-1:] == ["("] and (state.last is figure.parent or figure.label is not None)
    bracket = any(rule == "relation.part.bracket" for rule, _, _ in figure.rules)
    opens = opens or (bracket and figure.label is not None and state.last is figure.parent)
    if figure.label is not None and scan.word_before(scan.at(figure.label.start)) == "،":
        return len(gap) <= 8  # 'Daraa 12, Deir ez-Zor 3'
    if figure.label is not None and state.last.label is not None and gap[:1] and gap[0].startswith("و"):
        return len(gap) <= 8  # 'Daraa 12 and Deir ez-Zor 3'
    return len(gap) <= 8 and (joined or opens or ":" in gap or "،" in gap[-2:] or gap[-1:] == ["و"])


def in_ranks_too(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether a figure is the second of '12 dead in the ranks of X and 5 in the ranks of Y'."""
    if previous is None or not previous.measure or figure.measure or not joined_by_and(scan, figure):
        return False
    ranks = scan.connector(scan.at(figure.end - 1) + 1, "ranks")
    before = scan.connectors(previous.position, figure.position, "ranks")
    near = bool(before) and figure.position - before[-1].last <= PLACE_BETWEEN
    return ranks is not None and near and previous.sentence == figure.sentence


@dataclass
class _Beside:
    """A number without a noun and the figure of people before it in its sentence.

    `first`: behind the one before and 'of them'; `gap`: the words from there to the number; `behind`: the word behind
    it; `joined`: whether 'and' joins it.
    """

    scan: Scan
    figure: Figure
    previous: Figure
    first: int
    gap: list[str]
    behind: list[str]
    joined: bool

    def told_between(self) -> bool:
        """Say whether anything else is told to have happened between the two."""
        return bool(self.scan.between("events", self.first, self.figure.lead))

    def at_once(self) -> bool:
        """Say whether 'and' stands between the two, and nothing else."""
        return {"،", "و"}.issuperset(self.gap) and self.joined

    def risen(self) -> bool:
        """Say whether the one before is what a count has come to."""
        return self.previous.counted_before or any(rule == "head.risen" for rule, _, _ in self.previous.rules)


def coordinated_bare(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether a number without a noun counts what the one before it does: '41,000 in Turkey and 5,800 in Syria'."""
    if previous is None or previous.kind != "people" or previous.sentence != figure.sentence:
        return False
    first = previous.np_end
    while first < figure.position and scan.forms[first] in word_set("of_them") | word_set("closes_verb"):
        first += 1  # '39 of them in X and four in Y'
    gap, behind = scan.forms[first : figure.lead], scan.forms[figure.np_end : figure.np_end + 1]
    joined = scan.forms[figure.lead].startswith("و") or gap[-1:] == ["و"]
    pair = _Beside(scan, figure, previous, first, gap, behind, joined)
    return any(rule(pair) for rule in _ALIKE)


def _by_another_speaker(pair: _Beside) -> bool:
    """'X spoke of 35 dead, and Y of 50'."""
    gap = pair.gap
    if gap[-1:] != ["عن"] or gap[:1] != ["،"] or not pair.previous.measure or len(gap) > BY_WHOM:
        return False
    speaker = pair.scan.covering("sources", pair.first + 1) or pair.scan.covering("parties", pair.first + 1)
    return speaker is not None and speaker.clitics.startswith("و")


def _said_to_be(pair: _Beside) -> bool:
    """'The missing are more than 350, while X says that they are 338'."""
    return bool(pair.gap and pair.gap[-1].removeprefix("و") in word_set("they_are") and pair.previous.measure)


def _by_another_source(pair: _Beside) -> bool:
    """'Killed 73 according to X, and 117 according to Y'."""
    scan, figure = pair.scan, pair.figure
    if not (pair.previous.measure and pair.joined and figure.np_end < len(scan.tokens)):
        return False
    by = scan.connector(figure.np_end, "according") and scan.connectors(pair.previous.np_end, figure.lead, "according")
    return bool(by) and len(pair.gap) <= BY_AGENT and not pair.told_between()


def _of_another_side(pair: _Beside) -> bool:
    """'Killed of the factions 16, and of the forces of X 22'."""
    sides = [any(rule == "group.party.before" for rule, _, _ in f.rules) for f in (pair.previous, pair.figure)]
    return all(sides) and pair.gap[:1] == ["ومن"] and len(pair.gap) <= BY_WHOM


def _of_each_group(pair: _Beside) -> bool:
    """'18 persons of the A tribe and 11 of the B', of whom no word tells what side they are."""
    alike = pair.gap[:1] == pair.behind == ["من"] and pair.joined and pair.previous.measure != ""
    named = pair.scan.forms[pair.figure.np_end + 1 : pair.figure.np_end + 2]
    return alike and len(pair.gap) <= PLACE_BETWEEN and bool(named) and named[0].startswith("ال")


def _then(pair: _Beside) -> bool:
    """'Had announced the death of nine, then 22'."""
    return len(pair.gap) == 1 and pair.gap[0] in word_set("then") and pair.previous.measure != ""


def _that_were(pair: _Beside) -> bool:
    """'The dead have passed a thousand, and they were in July 600'."""
    told = range(pair.first + 2, pair.figure.lead)
    were = pair.gap[:1] == ["،"] and pair.gap[1:2] != [] and pair.gap[1] in word_set("they_were")
    return pair.risen() and were and len(told) <= PLACE_BETWEEN and all(_dated(pair.scan, i) for i in told)


def _risen_since(pair: _Beside) -> bool:
    """'Has risen since dawn to 37, and since the war began to 56 thousand'."""
    since = range(pair.first + (pair.gap[:1] == ["،"]), pair.figure.lead - 1)
    risen = pair.risen() or pair.previous.risen
    return risen and pair.gap[-1:] == ["الي"] and len(since) > 0 and all(_ends_dated(pair.scan, i) for i in since)


def _in_part_of_the_time(pair: _Beside) -> bool:
    """'Since the year began 1412, and in the last month alone 118'."""
    gap = pair.gap
    alone = [form for form in gap if form not in word_set("alone")]
    when = range(pair.first + (gap[:1] == ["،"]) + 1, pair.figure.lead - (len(gap) - len(alone)))
    opened = alone[gap[:1] == ["،"] :][:1] == ["وفي"] and pair.previous.measure != ""
    return opened and len(when) > 0 and all(_dated(pair.scan, i) for i in when)


def _since_another_time(pair: _Beside) -> bool:
    """'The dead since the offensive are 131, and 465 since October'."""
    end = pair.figure.np_end
    return pair.risen() and pair.at_once() and end < len(pair.scan.tokens) and _dated(pair.scan, end)


def _dead_in_another_way(pair: _Beside) -> bool:
    """'14 of them were assassinated, and 5 under torture'."""
    some = pair.previous.measure == "killed" and not pair.previous.group_stated
    how = pair.at_once() and some and pair.scan.phrase_at("behind_dead", pair.scan.at(pair.figure.end - 1) + 1)
    return bool(how)


def _left_by_another(pair: _Beside) -> bool:
    """'The attack left 21 dead, after another one left 17'."""
    left = pair.gap[-1:] and pair.gap[-1] in word_set("leaves_dead") and not word_set("after").isdisjoint(pair.gap)
    return bool(left) and pair.previous.measure == "killed" and len(pair.gap) <= BY_WHOM


def _against(pair: _Beside) -> bool:
    """'180 civilians against 163 in July', 'against 1,410 that X admitted'."""
    admitted = pair.gap[-1:] == ["مقابل"] and not word_set("admits").isdisjoint(pair.behind)
    if admitted and len(pair.gap) <= BY_WHOM and not pair.told_between():
        return True
    if pair.gap != ["مقابل"]:
        return False
    end = pair.figure.np_end
    return pair.behind == ["في"] or (end < len(pair.scan.tokens) and _dated(pair.scan, end))


def _each_by_its_means(pair: _Beside) -> bool:
    """'427 of the victims fell by raids, and 81 by shelling'."""
    scan, figure, previous = pair.scan, pair.figure, pair.previous
    reach = PLACE_BETWEEN if previous.relation == "among" else BY_WHOM
    if not (pair.joined and previous.measure and len(pair.gap) <= reach):
        return False
    means = by_means(scan, previous.np_end) and by_means(scan, figure.np_end)
    means = means or (_by_agent_or_means(scan, previous) and _by_agent_or_means(scan, figure))
    return bool(means) and not scan.between("events", previous.np_end + 1, figure.lead)


def _at_its_time(pair: _Beside) -> bool:
    """'Killed 40 in January 2020, and 90 in February', 'against 90 in February'."""
    led = pair.joined or pair.gap[-1:] == ["مقابل"]
    return led and _each_at_its_time(pair.scan, pair.first, pair.figure)


def _moved_elsewhere(pair: _Beside) -> bool:
    """'100 thousand were displaced from X, and 50 thousand from Y'."""
    moved = pair.joined and pair.previous.measure == "displaced" and pair.gap[:1] == pair.behind
    if not moved or (word_set("leads_to_place") | {"من"}).isdisjoint(pair.behind) or len(pair.gap) > PLACE_BETWEEN:
        return False
    return pair.behind == ["الي"] or all(_places_behind_both(pair))  # 'to the north': no name is needed


def _in_another_place(pair: _Beside) -> bool:
    """'In X by shelling, and 5 in Y', 'east of X, and 5 near Y'."""
    scan, gap, behind = pair.scan, pair.gap, pair.behind
    where = gap[:1] == behind == ["في"]
    if not where:
        where = all(not word_set("whereabouts").isdisjoint(words) for words in (gap[:1], behind))
        where = where and all(_places_behind_both(pair))
    if not (pair.joined and where):
        return False
    between = range(pair.first, pair.figure.lead)
    plain = sum(not _dated(scan, i) for i in between)
    dated = len(gap) <= BY_WHOM and plain <= PLACE_BETWEEN and pair.figure.np_end + 1 < pair.figure.last
    if len(gap) <= PLACE_BETWEEN or dated:
        return True  # 'in X on Saturday, and 5 in Y'
    if pair.told_between():
        return False
    caused = len(gap) <= BY_WHOM and gap.count("،") < 2 and scan.between("methods", pair.first, pair.figure.lead)
    caused = bool(caused) and not any(scan.numerals_at(i) for i in between)
    sourced = len(gap) <= BY_AGENT and scan.connectors(pair.first, pair.figure.lead, "according")
    return caused or bool(sourced)


def _next_of_places(pair: _Beside) -> bool:
    """'The dead of today: 2 in X, 1 in Y, 3 in Z', whatever a gazetteer knows of the places."""
    listed = pair.gap[:1] == pair.behind == ["في"] and pair.gap[-1:] == ["،"] and len(pair.gap) <= PLACE_BETWEEN
    opened = listed and pair.scan.colons(pair.figure.first, pair.previous.lead)
    return bool(opened) and pair.previous.measure != "" and not pair.told_between()


def _places_behind_both(pair: _Beside) -> list[bool]:
    """Say of the figure before and of the number whether a place stands behind 'in', 'from' or 'near'."""
    scan, positions = pair.scan, (pair.first + 1, pair.figure.np_end + 1)
    return [i < len(scan.tokens) and bool(scan.places.touching(*scan.span_of(i))) for i in positions]


_ALIKE: tuple[Callable[[_Beside], bool], ...] = (
    _by_another_speaker,
    _said_to_be,
    _by_another_source,
    _of_another_side,
    _of_each_group,
    _then,
    _that_were,
    _risen_since,
    _in_part_of_the_time,
    _since_another_time,
    _dead_in_another_way,
    _left_by_another,
    _against,
    _each_by_its_means,
    _at_its_time,
    _moved_elsewhere,
    _in_another_place,
    _next_of_places,
)


def _by_agent_or_means(scan: Scan, figure: Figure) -> bool:
    """Say whether 'at the hands of X' or 'by raids' stands behind a figure, behind its place: '15 in Y by X'."""
    last = figure.np_end
    place = scan.places.over(*scan.span_of(last + 1)) if scan.forms[last : last + 1] == ["في"] else None
    last = last if place is None else scan.at(place.end - 1) + 1
    return by_means(scan, last) or scan.connector(last, "agent") is not None


def _each_at_its_time(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether only a window stands between a position and a figure, and another one behind it."""
    last = figure.lead - (scan.forms[figure.lead - 1] == "مقابل")
    then = figure.np_end + (scan.forms[figure.np_end : figure.np_end + 1] == ["في"])
    if then >= len(scan.tokens) or not _dated(scan, then) or not 0 < figure.lead - first <= BY_WHOM:
        return False
    between = [i for i in range(first, last) if scan.forms[i] not in _BESIDE_DATES]
    return bool(between) and all(_dated(scan, i) for i in between)


_BESIDE_DATES = {"في", "،", "و"}


def _ends_dated(scan: Scan, position: int) -> bool:
    """Say whether a window covers a word, behind an 'and' that is glued to it: ومنذ."""
    end = scan.tokens[position].end
    return scan.window_over(end - 1, end) is not None


def _dated(scan: Scan, position: int) -> bool:
    """Say whether a window begins at a position: 'in July', 'last year'."""
    token = scan.tokens[position]
    return scan.window_over(token.start, token.end) is not None


def room_beside(last: Figure, figure: Figure, state: State) -> bool:
    """Say whether a whole has room for one more number without a noun beside those before it: '62 in A, 35 in B'.

    Women and children told of before may be among them.
    """
    whole = last.parent
    listed = (f for f in state.seen[-FAR:] if f.parent is whole and f.relation == "among" and not f.group_stated)
    counted = sum(f.value or 0 for f in listed) + (figure.value or 0)
    return whole.value is None or whole.qualifier != "exact" or counted <= whole.value
