"""Structure: which figure is a part or a subset of which.

'Among them' opens a list of subsets, 'they are' or a bracket a list of parts; a list goes on as long
as its members fit in the figure that owns it, in group and in number. What each figure measures is
read on the way (``measures``), since a part is counted like its whole; groups come last (``groups``).
"""

from collections import Counter
from itertools import pairwise, takewhile

from analysis.arabic import fold
from analysis.claims.fates import (
    SAVED,
    closes_verb,
    counted_anew,
    counts_victims,
    crossed,
    governs_bare,
    may_stand_between,
    told_by_places,
    unknown_word,
    verb_behind,
    were_saved,
)
from analysis.claims.figure import (
    AGES,
    CLAUSE_MARKS,
    COMPARED,
    PEOPLE_KINDS,
    SKIPPED_MARKS,
    Figure,
    characters,
    is_compared,
    pieces_of,
)
from analysis.claims.groups import read_groups
from analysis.claims.lines import (
    begins_list,
    breaks_down,
    end_of_opener,
    list_opener,
    lists_subsets,
    lists_victims,
    read_place_labels,
    title_of_lines,
)
from analysis.claims.measures import WHOLE_OF_SOME, read_measure
from analysis.claims.phrases import (
    CASES,
    KNOWN_TOLL,
    by_means,
    case_alone,
    changes_before,
    of_party,
    old_count,
    read_victims_of_line,
    subject_before,
    tells_which,
)
from analysis.lattice import contains, join, measure_contains
from analysis.lexicons import word_set
from analysis.scan import BULLETS, Scan, names_governorate


def read_measures_and_parents(scan: Scan, figures: list[Figure]) -> None:
    """Give every figure its measure, parent and relation; what has no measure leaves the claims."""
    _read_cases_told_before(scan, figures)
    _set_aside_of_other_things(scan, figures)
    tolls = [f for f in figures if f.role == "figure"]
    read_place_labels(scan, tolls)
    _read_casualties_in_brackets(scan, tolls)
    state = _State()
    for number, figure in enumerate(tolls):
        previous = tolls[number - 1] if number else None
        if previous is not None:
            _read_allies(scan, previous)
        if previous is None or previous.paragraph != figure.paragraph:
            earlier = [*state.earlier, *(f for f in state.seen[state.opened :] if f.relation in ("", "part"))][-_FAR:]
            state = _next_paragraph(scan, figure, state, tolls[number : number + _LONGEST_LIST])
            state.earlier = earlier
            state.begin = scan.at(scan.paragraphs[figure.paragraph][0])
            previous = None
        state.following = tolls[number + 1 : number + 8]
        if previous is not None and previous.role != "figure" and _is_subset_of(scan, figure, previous):
            figure.role, figure.reason = "other_count", _OF_UNREAD
            continue
        set_aside = previous is not None and previous.reason in (_EITHER, _OF_UNREAD)
        if set_aside and not figure.measure and _goes_on(scan, figure, previous):
            figure.role, figure.reason = "other_count", previous.reason
            continue
        if state.last is not None and (_compared(scan, figure, state.last) or _changed_to(scan, figure, state.last)):
            whole = _top(state.last)
            if whole.relation == "part" and whole.parent.sentence == figure.sentence:
                whole = whole.parent  # '2508 victims, 769 killed and 1739 wounded, against 2087 in 2020'
            figure.bare, figure.kind, figure.measure = False, whole.kind, whole.measure
            figure.group = figure.group if figure.group_stated else whole.group
            figure.use(COMPARED, whole.start, figure.end)
            continue
        if previous is not None and _of_compared(scan, figure, previous):
            figure.parent, figure.relation, figure.measure = previous, "among", previous.measure
            figure.use("relation.among", previous.start, figure.end)
            continue
        these = _of_these(scan, figure, tolls[max(0, number - _NEAR) : number])
        if these is not None:
            figure.parent, figure.relation, figure.measure = these, "among", these.measure
            figure.bare = False
            if scan.forms[figure.np_end] == "من":
                cases = scan.forms[figure.np_end + 1] in word_set("these_cases")
                figure.np_end += 3 if cases else 2  # 'of these deaths', 'of these'
            figure.use("relation.of_these", these.start, figure.end)
            _read_attributed(scan, figure, tolls[number - 1])
            state.last = figure
            state.add(figure)
            continue
        summed = _summed(scan, figure, tolls, number)
        if summed is not None:
            figure.bare, figure.measure, figure.group = False, summed.measure, summed.group
            figure.parent, figure.relation, state.owner = summed, "part", None
            figure.use("relation.part.summed", summed.start, figure.end)
            state.last = figure
            state.add(figure)
            continue
        attacks = _some_of_strikes(scan, figure, tolls[number + 1 : number + 2])
        if attacks is not None:
            figure.bare, figure.kind, figure.measure, figure.group = False, "strike", attacks.measure, attacks.group
            figure.use("measure.out_of", figure.start, attacks.end)
            state.last = figure
            state.add(figure)
            continue
        strikes = _more_strikes(scan, figure, state.last) if state.last is not None else None
        if strikes is not None:
            last = state.last
            figure.bare, figure.kind, figure.measure, figure.group = False, "strike", last.measure, last.group
            whole = last.parent if last.relation == "among" else last
            figure.parent, figure.relation = (whole, "among") if strikes else (last.parent, last.relation)
            figure.np_end += strikes == "among" and scan.forms[figure.np_end] in _STRIKES_OF
            figure.use("relation.strikes", last.start, figure.end)
            state.last = figure
            state.add(figure)
            continue
        if state.last is not None and (killer := _killer_in_list(scan, figure, state.last)) is not None:
            whole = state.last.parent if state.last.relation == "part" else state.last
            figure.measure, figure.group, figure.label_first = whole.measure, whole.group, False
            figure.parent, figure.relation, state.owner = whole, "part", None
            figure.actor, figure.cause_read = killer.entry["actor"], True
            figure.use("relation.part.by_killer", whole.start, figure.end)
            figure.use("actor.label", *characters(scan, killer.first, killer.last))
            state.last = figure
            state.add(figure)
            continue
        shared = _distributed(scan, figure, tolls[max(0, number - _LONGEST_LIST) : number])
        if shared is None and _itemised(scan, figure, tolls, number, state):
            whole, relation = state.items[id(figure)]
            if whole is None:
                figure.role, figure.reason = "other_count", _EITHER
                continue
            figure.bare, figure.kind, figure.measure = False, whole.kind, whole.measure
            figure.group = figure.group if figure.group_stated else whole.group
            figure.parent, figure.relation, state.owner = whole, relation, None
            figure.use(f"relation.{relation}.itemised", whole.start, figure.end)
            state.last = figure
            state.add(figure)
            continue
        divided = _divided_into(scan, figure, tolls[max(0, number - _NEAR) : number]) if shared is None else None
        if divided is not None:
            figure.bare, figure.measure = False, divided.measure
            figure.parent, figure.relation, state.owner = divided, "part", None
            figure.use("relation.distributed", divided.start, figure.end)
            state.last = figure
            state.add(figure)
            continue
        if (charged := _charged_too(scan, figure, previous)) is not None:
            state.owner = None
            figure.bare, figure.measure, figure.group = False, charged.measure, charged.group
            figure.use("measure.charged_too", charged.start, figure.end)
            state.last = figure
            state.add(figure)
            continue
        before = _before_in_list(scan, figure, previous) if previous is not None and shared is None else None
        if shared is not None:
            figure.bare, figure.measure, figure.group = False, shared.measure, shared.group
            figure.parent, figure.relation, state.owner = shared, "part", None
            figure.use("relation.distributed", shared.start, figure.end)
        elif before is not None:
            figure.bare, figure.measure, figure.group = False, before.measure, before.group
            listed = figure.label is None and scan.connectors(figure.np_end, figure.np_end + _BY_AGENT, "agent")
            rule = "relation.list_of_agents" if listed else "relation.list_of_places"
            figure.use(rule, before.start, figure.end)
            if listed and all(name != rule for name, _, _ in before.rules):
                before.use(rule, before.start, figure.end)  # the first of the list
        else:
            _link(scan, figure, previous, state)
        if figure.role != "figure":
            continue
        if state.listed is not None and figure.relation == "part" and lists_victims(scan, figure, state.listed):
            colon = scan.label_end(figure.paragraph, figure.position)
            if colon is not None and CLAUSE_MARKS.isdisjoint(scan.forms[colon : figure.position]):
                read_victims_of_line(scan, figure, colon)
        if figure.bare and figure.parent is None and _coordinated_bare(scan, figure, previous):
            figure.bare, figure.measure = False, previous.measure
            figure.group = figure.group if figure.group_stated else previous.group
            if previous.relation == "among" and _room_beside(previous, figure, state):
                figure.parent, figure.relation = previous.parent, "among"
            figure.use("relation.coordinated", previous.start, figure.end)
        counted = figure.counted_before and not figure.measure and not figure.group_stated
        people = figure.group_stated and not figure.measure and scan.noun(figure.np_end - 1) is not None
        fitting = (figure.bare or counted or people) and figure.parent is None
        told = _toll_before(scan, figure, tolls[max(0, number - _NEAR) : number]) if fitting else None
        if told is not None:
            figure.bare, figure.measure = False, told.measure
            alike = (f for f in state.seen[-_NEAR:] if f.sentence == told.sentence and f.measure == told.measure)
            beside = {f.group for f in alike if f.parent is None}
            figure.group = figure.group if people else told.group if len(beside) < 2 else "people"
            figure.use("measure.of_toll", told.start, told.end)
        whole = _whole_by_group(scan, figure, tolls[max(0, number - _NEAR) : number])
        if whole is not None:
            figure.parent, figure.relation, figure.measure = whole, "among", whole.measure
            figure.use("relation.by_group", whole.start, figure.end)
        labelled = (
            figure.label is not None and not figure.measure and not figure.group_stated and figure.kind == "people"
        )
        unnamed = (figure.bare or labelled) and figure.parent is None
        if unnamed and (head := _head_of_list(scan, figure)) is not None:
            figure.bare, figure.measure = False, head.label
            figure.use("measure.head_of_list", scan.tokens[figure.first].start, figure.end)
        counted = counted_anew(scan, figure, tolls[max(0, number - _NEAR) : number]) if figure.bare else None
        if counted is not None and figure.parent is None:
            figure.bare, figure.measure = False, counted.measure
            figure.use("measure.counted_anew", counted.start, counted.end)
        if figure.parent is None:
            _read_next_of_told(scan, figure, tolls[max(0, number - _NEAR) : number], state)
        titled = title_of_lines(scan, figure) if figure.parent is None and not figure.measure else None
        if titled is not None:
            figure.bare, figure.measure = False, titled.label
            figure.use("measure.title_of_lines", scan.tokens[figure.first].start, figure.end)
        before = tolls[number - 1] if number and figure.paragraph in scan.items else None
        if before is not None and figure.parent is None and not figure.measure and not figure.bare:
            _read_line_of_sections(scan, figure, before)
        if figure.bare and figure.parent is None:
            _read_share(scan, figure, previous)
        if figure.bare and figure.parent is None and governs_bare(scan, figure, previous):
            figure.bare = False
        if figure.bare and not _continues_bare(scan, figure, state):
            figure.role, figure.reason = _role_of_unread(scan, figure, previous)
            figure.parent = None
            continue
        read_measure(scan, figure, previous, tolls, number)
        if figure.role != "figure":
            continue
        _check_link(figure, state)
        state.last = figure
        state.add(figure)
    tolls = [f for f in tolls if f.role == "figure"]
    _settle_victims(scan, tolls)
    _settle_itemised(tolls)
    for figure in tolls[-1:]:
        _read_allies(scan, figure)
    read_groups(scan, tolls)


def _read_cases_told_before(scan: Scan, figures: list[Figure]) -> None:
    """Read '87 cases' behind '198 cases of arrest' in its paragraph: cases of the same, where no word says of what."""
    told: Figure | None = None
    for figure in figures:
        if told is not None and figure.paragraph != told.paragraph:
            told = None
        if figure.role == "figure" and figure.rules and figure.rules[0][0] == "head.case":
            told = figure
        elif told is not None and figure.reason == CASES and case_alone(scan, figure):
            figure.role, figure.reason, figure.kind = "figure", "", told.kind
            figure.measure, figure.group = told.measure, told.group
            figure.use("head.case_told_before", told.start, figure.end)


def _role_of_unread(scan: Scan, figure: Figure, previous: Figure | None) -> tuple[str, str]:
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


def _read_casualties_in_brackets(scan: Scan, tolls: list[Figure]) -> None:
    """Read '23 children (10 killed and 13 wounded)' as a count of both, where the bracket adds up to it."""
    for number, (whole, left, right) in enumerate(zip(tolls, tolls[1:], tolls[2:], strict=False)):
        before = scan.forms[whole.np_end : left.lead]
        opened = before[-1:] == ["("] and len(before) <= _CLAUSE and CLAUSE_MARKS.isdisjoint(before)
        both = {left.measure, right.measure} == {"killed", "wounded"} and right.lead - left.np_end <= 1
        if not (opened and both and whole.kind == left.kind == right.kind == "people"):
            continue
        if _add_up(whole, left, right):
            whole.measure, whole.bare = "casualties", False
            whole.use("measure.of_bracket", left.start, right.end)
            for behind in tolls[number + 3 : number + 4]:
                joined = scan.forms[right.np_end : behind.lead] in ([")"], [")", "و"])
                if joined and not behind.measure and behind.group_stated:
                    behind.measure = "casualties"  # ', and 86 men'
                    behind.use("measure.of_bracket", whole.start, whole.end)


def _add_up(whole: Figure, left: Figure, right: Figure) -> bool:
    """Say whether two counts make up a third one."""
    return None not in (whole.value, left.value, right.value) and left.value + right.value == whole.value


def _read_line_of_sections(scan: Scan, figure: Figure, before: Figure) -> None:
    """Read 'Sixth: other sides: 22 civilians' behind sections in which civilians were killed."""
    colon = scan.label_end(figure.paragraph, figure.position)
    at_once = colon is not None and colon + 1 == figure.lead
    if at_once and before.measure and before.paragraph == figure.paragraph - 1 and before.paragraph in scan.sections:
        top = _top(before) if before.relation == "among" else before
        figure.measure = top.measure
        figure.use("measure.section", top.start, top.end)


def _before_in_list(scan: Scan, figure: Figure, previous: Figure) -> Figure | None:
    """Return the figure before it in a list of places: 'Idlib 98, Aleppo: 41', '98 in Idlib, 41 in Aleppo'.

    Subsets may stand between: 'Aleppo 9, among them two children, Homs 3'. Parts of a whole are linked elsewhere.
    """
    before = previous.parent if previous.relation == "among" else previous
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
        return before if begin - scan.tokens[previous.np_end - 1].end <= _LIST_GAP else None
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


def _of_these(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
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
        whole = _top(whole)  # 'of these deaths': of all of them
    near = whole is not None and figure.paragraph - whole.paragraph <= 1
    return whole if near and whole.measure and _can_hold(whole, figure) else None


def _summed(scan: Scan, figure: Figure, tolls: list[Figure], number: int) -> Figure | None:
    """Return the earlier toll that the numbers of a list make up: 'they are distributed as follows: X 683, Y 433'.

    Words say that it is broken down, every number is bare or has a place for its label, and they end the sentence.
    """
    if figure.kind != "people" or figure.group_stated or figure.measure:
        return None
    before = tolls[number - 1] if number else None
    listed = before is not None and before.sentence == figure.sentence
    if listed and any(rule == "relation.part.summed" for rule, _, _ in before.rules):
        return before.parent
    opener = _list_opener(scan, figure)
    if opener is None:
        return None
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, tolls[number : number + _LONGEST_LIST]))
    total = sum(f.value or 0 for f in listed)
    if len(listed) < 2 or any(f.group_stated or f.measure or f.kind != "people" for f in listed):
        return None
    near = (f for f in reversed(tolls[max(0, number - _NEAR) : number]) if f.role == "figure" and f.parent is None)
    return next((f for f in near if f.value == total and f.kind == "people" and f.measure), None)


def _list_opener(scan: Scan, figure: Figure):
    """Return the words that break a toll down right before a figure and what it is the count of, or None."""
    openers = scan.connectors(max(figure.first, figure.lead - _HEADING), figure.lead, "parts")
    if not openers or "،" in scan.forms[openers[-1].first : figure.lead]:
        return None
    told = scan.between("events", openers[-1].last, figure.position)  # ', since four were killed in a like attack'
    return openers[-1] if not any(scan.noun(event.first) is None for event in told) else None


def _only_toll_before(figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the only toll of the paragraph before of which '77 of the martyrs were identified' are some."""
    here = [f for f in before if f.role == "figure" and f.measure == figure.measure and f.parent is None]
    if any(f.paragraph == figure.paragraph for f in here):
        return None  # found among those of its own paragraph
    near = [f for f in here if f.paragraph == figure.paragraph - 1]
    largest = (
        len(near) == 1 and near[0].paragraph < _LEAD and not any((f.value or 0) > (near[0].value or 0) for f in here)
    )
    return near[0] if largest and _can_hold(near[0], figure) else None


def _read_attributed(scan: Scan, figure: Figure, before: Figure) -> None:
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
    joined = scan.forms[figure.position].startswith("و") or scan.forms[figure.lead - 1] == "و"
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
    joined = scan.forms[figure.position].startswith("و") or scan.forms[figure.lead - 1] == "و"
    if previous.relation == "among" and not previous.group_stated:
        return False  # '14 died, 12 of them at the hands of A, and two of B'
    if not (unnamed and joined) or max(figure.lead - previous.np_end, (figure.lead - before.np_end) // 4) > _BY_AGENT:
        return False
    stop = (scan.commas(figure.np_end, min(figure.last, figure.np_end + _BY_AGENT)) or [figure.last])[0]
    stop = min(stop, figure.np_end + _BY_AGENT, figure.last)
    both = scan.connectors(before.np_end, figure.lead, "agent") and scan.connectors(figure.np_end, stop, "agent")
    turned = scan.connectors(before.np_end, figure.lead, "contrast", "result", "rise", "reporting")
    told = [
        m for m in scan.between("events", previous.np_end, figure.lead) if scan.covering("parties", m.first) is None
    ]
    return bool(both) and not turned and not told


_BY_AGENT = 14  # words


def _killer_in_list(scan: Scan, figure: Figure, last: Figure):
    """Return the side in '12 civilians killed: the regime 8, X 4', or None: a side that killed civilians is no victim.

    The list stands behind a colon, and its numbers have no noun of their own.
    """
    if not figure.label_first or figure.sentence != last.sentence or not contains("civilians", last.group):
        return None
    listed = any(rule == "relation.part.by_killer" for rule, _, _ in last.rules)
    between = scan.forms[last.np_end : figure.lead]
    if not (between[-1:] == [":"] and len(between) <= _CLAUSE) and not (listed and set(between) <= {"،", "و"}):
        return None
    side = scan.phrase("parties", figure.lead)
    alone = side is not None and side.last == figure.position and side.clitics in ("", "و", "ال", "وال")
    return side if alone and side.entry.get("actor") else None


def _compared(scan: Scan, figure: Figure, last: Figure) -> bool:
    """Say whether a number is the count of another time: '64 in February, against 98 in January'.

    It has no noun, or counts people of whom nothing else is told: 'compared to 209 civilians in the month before'.
    """
    people = figure.kind == last.kind == "people" and not figure.measure
    if not (figure.bare or people) or figure.hedge < 3 or figure.sentence != last.sentence or not last.measure:
        return False
    first = figure.hedge - 1 - (scan.forms[figure.hedge - 1] in word_set("compared_with"))
    if scan.forms[first] not in word_set("compared") or scan.between("events", last.np_end, first):
        return False
    return _has_own_time(scan, figure)


def _changed_to(scan: Scan, figure: Figure, last: Figure) -> bool:
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


def _of_compared(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether a figure is some of the count of another time: 'compared to 33 thousand in 2017, 10 of them …'."""
    return is_compared(previous) and bool(scan.connectors(previous.np_end, figure.position, "among"))


def _in_brackets(scan: Scan, figure: Figure) -> bool:
    """Say whether a number stands alone in brackets."""
    behind = scan.at(figure.end - 1) + 1
    return scan.forms[figure.hedge - 1 : figure.hedge] == ["("] and scan.forms[behind : behind + 1] == [")"]


_LONGEST_NAME = 3  # words
_LIST_GAP = 7  # characters, with spaces written twice, between a number and the next place of a list


def _head_of_list(scan: Scan, figure: Figure):
    """Return the noun of the dead or wounded, the only one before a colon, that heads a list of places."""
    first = scan.at(figure.label.start) if figure.label else figure.lead
    if (dated := heading_window(scan, figure)) is not None:
        first = scan.at(dated.start)  # 'The killed by month: January 120, February 98'
    begin = figure.first
    if figure.label and figure.paragraph and first == scan.at(scan.paragraphs[figure.paragraph][0]):
        begin, first = (position for position in end_of_opener(scan, figure.paragraph - 1))  # the line before
    if first <= begin or scan.forms[first - 1] != ":":
        return None
    heading = range(max(begin, first - _CLAUSE), first)
    heads = [n for i in heading if (n := scan.noun(i, "p")) and n.kind == "casualty" and n.definite]
    counted = any(scan.numerals_at(i) for i in heading)
    return heads[0] if len(heads) == 1 and not counted else None


def _toll_before(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of which 'the toll has risen to 16' goes on: the last whole of people before it."""
    first = max(figure.first, before[-1].np_end if before and before[-1].sentence == figure.sentence else 0)
    words = [form.removeprefix("و") for form in scan.forms[first : figure.lead]]
    if before and before[-1].sentence == figure.sentence and scan.forms[figure.lead - 1] == "الي":
        words += scan.forms[max(figure.first, before[-1].lead - _TOLD) : before[-1].lead]  # 'it was 9, and rose to 14'
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


def _read_next_of_told(scan: Scan, figure: Figure, before: list[Figure], state: "_State") -> None:
    """Read a number without a noun that goes on with a toll told before: in time, by places, in other words."""
    told = _told_by_times(scan, figure, before) if figure.bare else None
    if told is not None:
        figure.bare, figure.measure, figure.group = False, told.measure, told.group
        if told.relation == "part" and _can_hold(told.parent, figure) and not _too_many(told.parent, figure, state):
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
    if told is not None:
        figure.bare, figure.measure = False, told.measure
        figure.group = figure.group if figure.group_stated else told.group
        figure.use("measure.list_of_places", told.start, figure.end)


def _charged_too(scan: Scan, figure: Figure, previous: Figure | None) -> Figure | None:
    """Return the figure of 'X is responsible for 87 arrests' that ', and Y for 51' goes on with."""
    told = previous if figure.bare else None
    while told is not None and told.relation == "among" and told.parent is not None:
        told = told.parent
    if told is None or told.sentence != figure.sentence or told.role != "figure" or not told.measure:
        return None
    side = scan.covering("parties", figure.hedge - 2) if scan.word_before(figure.hedge) == "عن" else None
    charged = not word_set("responsible").isdisjoint(scan.forms[max(figure.first, told.first) : told.hedge])
    joined = side is not None and side.last == figure.hedge - 1 and side.clitics.startswith("و")
    return told if charged and joined else None


def _too_many(whole: Figure, figure: Figure, state: "_State") -> bool:
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
    last -= scan.phrase_until("ranking", last)
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


def _read_share(scan: Scan, figure: Figure, previous: Figure | None) -> None:
    """Read 'caused 60% of the civilian deaths, that is 2280 of 3799, and charged 1037 to X'."""
    shared = _next_of_share(scan, figure, previous) or _share_in_numbers(scan, figure)
    if shared is None:
        return
    figure.bare, figure.measure, figure.group = False, *shared
    figure.use(_SHARE, *scan.span_of(figure.lead - 1))
    whole = scan.covering("connectors", figure.lead - 1)
    if whole is not None and whole.entry["connector"] == "out_of":
        figure.cause_read = True  # the dead of all sides
        figure.use("cause.other", figure.start, figure.end)
    if previous is not None and previous.sentence == figure.sentence:
        _read_attributed(scan, figure, previous)


def _next_of_share(scan: Scan, figure: Figure, previous: Figure | None) -> tuple[str, str] | None:
    """Return measure and group of 'of 3799' and of 'charged 1037 to X' behind a share told in numbers."""
    told = previous is not None and previous.sentence == figure.sentence and previous.role == "figure"
    if not told or not any(rule == _SHARE for rule, _, _ in previous.rules):
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


_SHARE = "measure.share_in_numbers"
_SHARE_BACK = 8  # words


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
    return top if near and _can_hold(top, figure) else None


_MOST_BACK = 5  # words of 'the largest number fell in'


def _whole_by_group(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the whole of 'the number of the civilians came to 281' right behind '1046 persons were killed'."""
    if not (figure.counted_before and figure.group_stated) or figure.measure or figure.parent is not None:
        return None
    counted = scan.connectors(figure.lead - 3, figure.lead, "count_noun")
    first = max(figure.first, figure.lead - _CLAUSE)
    told = scan.between("events", first, figure.lead)
    if not counted or told or not scan.connectors(first, counted[-1].first + 1, "rise"):
        return None
    wholes = [f for f in before if f.role == "figure" and f.kind == "people" and f.relation != "among"]
    whole = wholes[-1] if wholes else None
    near = whole is not None and figure.paragraph - whole.paragraph <= 1 and whole.sentence != figure.sentence
    larger = near and None not in (whole.value, figure.value) and whole.value > figure.value
    narrower = larger and whole.group != figure.group and contains(whole.group, figure.group)
    return whole if narrower and whole.measure == "killed" else None


def _settle_victims(scan: Scan, tolls: list[Figure]) -> None:
    """Read '95 victims, among them 38 killed and 57 wounded' as a whole of both; so are the report's other victims."""
    bracketed = (f for f in tolls if any(rule == "measure.of_bracket" for rule, _, _ in f.rules))
    both = any(counts_victims(scan, f) for f in bracketed)
    for number, (whole, killed, wounded) in enumerate(zip(tolls, tolls[1:], tolls[2:], strict=False), 3):
        measures = [f.measure for f in (whole, killed, wounded)]
        told = measures == ["casualties", "killed", "wounded"] and killed.parent is wounded.parent is whole
        if told and _add_up(whole, killed, wounded):
            killed.relation = wounded.relation = "part"
        if measures != ["killed", "killed", "wounded"] or not whole.sentence == killed.sentence == wounded.sentence:
            continue
        if (counts_victims(scan, whole) or _victims_before(scan, whole)) and _add_up(whole, killed, wounded):
            both, whole.measure = True, "casualties"
            for figure in (killed, wounded):
                figure.parent, figure.relation = whole, "part"
                figure.use("relation.part.of_victims", whole.start, figure.end)
            _move_from_victims(tolls[number : number + _FAR], whole, killed, wounded)
    for figure in tolls if both else ():
        event = any(rule.startswith("event.") for rule, _, _ in figure.rules)
        if figure.measure == "killed" and not event and counts_victims(scan, figure):
            figure.measure = "casualties"


def _settle_itemised(tolls: list[Figure]) -> None:
    """Let the items of a whole that make it up be its parts: '31 injuries, 14 by bullets, 15 by gas and two …'."""
    for pieces in pieces_of(tolls).values():
        whole = pieces[0].parent
        itemised = any(rule == "relation.among.itemised" for rule, _, _ in pieces[0].rules)
        if itemised and whole.value and sum(piece.value or 0 for piece in pieces) == whole.value:
            for piece in pieces:
                piece.relation = "part"


def _move_from_victims(behind: list[Figure], whole: Figure, killed: Figure, wounded: Figure) -> None:
    """Move what was linked before a whole turned out to count both: some of the dead, the count of another time."""
    for figure in takewhile(lambda f: f.sentence == whole.sentence, behind):
        rules = {rule: start for rule, start, _ in figure.rules}
        if figure.parent is whole and "relation.among.known" in rules and _can_hold(killed, figure):
            figure.parent = killed
        if rules.get(COMPARED) == wounded.start:
            figure.measure, figure.group = whole.measure, whole.group


def _victims_before(scan: Scan, figure: Figure) -> bool:
    """Say whether 'the number of the victims' stands before a figure in its clause."""
    nouns = (scan.noun(i, "p") for i in range(max(figure.first, figure.lead - _CLAUSE), figure.lead))
    return any(noun is not None and fold(noun.lemma) in word_set("victim") for noun in nouns)


def _is_subset_of(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether 'among them' stands between two counts of people."""
    among = scan.connectors(max(previous.np_end, figure.first), figure.position, "among")
    named = scan.noun(among[-1].last - 1) if among else None
    if named is not None and named.kind == "casualty":
        return False  # 'and that three of the dead were Syrians'
    if scan.between("events", previous.np_end, figure.position):
        return False  # 'recruited 300, and 12 of them were killed'
    return bool(among) and previous.kind == figure.kind == "people" and not figure.measure


def _set_aside_of_other_things(scan: Scan, figures: list[Figure]) -> None:
    """Give '33 massacres, 21 of them by X' a role: the second number counts what the first does."""
    counts = [f for f in figures if f.role in ("figure", "other_count") and not f.reason.startswith("a ")]
    things: Figure | None = None  # the last ones counted
    for before, figure in pairwise(counts):
        things = before if before.role == "other_count" and before.reason.startswith("counts ") else things
        behind = scan.forms[figure.np_end] if figure.np_end < len(scan.tokens) else ""
        if things is None or things.sentence != figure.sentence:
            continue
        opener = scan.covering("connectors", figure.lead - 1) if figure.bare and things is before else None
        if opener is not None and opener.entry["connector"] == "out_of":  # '23 hospitals out of 35'
            figure.role, figure.reason = "other_count", f"the whole of those before it: {things.reason}"
        if _goes_on_with_things(scan, figure):
            figure.role, figure.reason = "other_count", f"more of those before it: {things.reason}"
        alone = not figure.group_stated and not figure.measure  # '162 killed, … 12 of them by X': of the massacres
        agent = scan.connector(figure.np_end, "agent") is not None and behind.endswith("ها")  # '12 that X committed'
        if figure.role != "figure" or not (agent or behind in ("منها", "بينها")) or not alone:
            continue
        if things is before or (behind != "بينها" and before.kind == "people"):
            figure.role, figure.reason = "other_count", f"some of those before it: {things.reason}"


def _goes_on_with_things(scan: Scan, figure: Figure) -> bool:
    """Say whether a bare number is the subject of what had victims.

    '41 operations in X that killed 98, and 22 in Y that killed 66'.
    """
    joined = scan.forms[figure.position].startswith("و") or (figure.lead > 0 and scan.forms[figure.lead - 1] == "و")
    if not (figure.bare and joined and scan.forms[figure.np_end : figure.np_end + 1] == ["في"]):
        return False
    end = min(figure.last, figure.np_end + _CLAUSE)
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


def link_two_sides(figures: list[Figure]) -> None:
    """Read '1662 killed, of whom A killed 445 …, and B killed 1217': two that add up to the whole are of it.

    Small numbers add up by chance, and children and women do not say who the others were.
    """
    tolls = [f for f in figures if f.role == "figure" and f.value is not None and f.kind == "people"]
    for number, other in enumerate(tolls):
        for figure in reversed(tolls[max(0, number - _NEAR) : number]) if other.parent is None else ():
            whole, beside = figure.parent, figure.sentence == other.sentence and figure.measure == other.measure
            if not beside or figure.relation != "among" or {figure.group, other.group} & set(AGES):
                continue
            if figure.value + other.value == whole.value and whole.value >= _BY_CHANCE and _can_hold(whole, other):
                other.parent, other.relation = whole, "among"
                other.group = whole.group if contains(other.group, whole.group) else other.group
                other.use("relation.among.two_sides", figure.start, other.end)
                break


_BY_CHANCE = 50


def link_out_of(scan: Scan, figures: list[Figure]) -> None:
    """Read '49 children and 34 women out of 108 killed': the whole stands behind its subsets.

    Runs last: what the subsets inherit from a whole they have read on their own by then.
    """
    tolls = [f for f in figures if f.role == "figure"]
    for number, whole in enumerate(tolls):
        opener = scan.covering("connectors", whole.lead - 1) if whole.lead else None
        if opener is None or opener.entry["connector"] != "out_of" or whole.parent is not None:
            continue
        if opener.first == whole.first and number + 1 < len(tolls) and _next_of_out_of(tolls[number + 1], whole):
            figure = tolls[number + 1]
            figure.parent, figure.relation = whole, "among"
            figure.use("relation.out_of", scan.tokens[opener.first].start, scan.tokens[opener.last - 1].end)
            continue
        end = opener.first
        for figure in (tolls[i] for i in range(number - 1, -1, -1)):
            near = figure.sentence == whole.sentence and end - figure.np_end <= 1
            if not near or figure.parent is not None or not _can_hold(whole, figure):
                break
            if figure.kind not in ("people", "strike"):
                break
            share = any(rule == _SHARE for rule, _, _ in figure.rules)
            same = figure.group == whole.group and not share and figure.kind == "people"
            if figure.measure != whole.measure or same:
                break
            figure.parent, figure.relation, end = whole, "among", figure.lead
            figure.use("relation.out_of", scan.tokens[opener.first].start, scan.tokens[opener.last - 1].end)


def link_sum(scan: Scan, figures: list[Figure]) -> None:
    """Read '5 were killed in A and 3 in B, 8 in all': the whole stands behind its parts, which add up to it.

    What only some of the parts tell (a place, a period, a side, means) is then not told of the whole.
    """
    tolls = [f for f in figures if f.role == "figure"]
    for number, whole in enumerate(tolls):
        if number < _FEWEST_PARTS or whole.parent is not None or whole.value is None:
            continue
        first = max(tolls[number - 1].np_end, whole.position - _SUMMED)
        summed = next((i for i in range(first, whole.position) if _sums_up(scan.forms[i])), None)
        parts = _parts_before(tolls[max(0, number - _LONGEST_LIST) : number], whole) if summed is not None else []
        for figure in parts:
            figure.parent, figure.relation = whole, "part"
            figure.use("relation.sum", scan.tokens[summed].start, whole.end)
        if parts:
            _forget_what_differs(whole, parts)


def _sums_up(form: str) -> bool:
    """Say whether a form is 'in all', مجموع, بإجمالي, or 'their sum', مجموعه."""
    return form.removeprefix("و").removeprefix("ب") in word_set("in_all") | word_set("sum_of_them")


def _parts_before(tolls: list[Figure], whole: Figure) -> list[Figure]:
    """Return the figures right before a whole in its sentence that add up to it, or none."""
    parts: list[Figure] = []
    for figure in reversed(tolls):
        alike = figure.measure == whole.measure and figure.kind == whole.kind and figure.sentence == whole.sentence
        if not alike or figure.value is None:
            return []
        if figure.parent is not None:
            continue
        parts.append(figure)
        total = sum(f.value for f in parts)
        if total >= whole.value:
            return parts if total == whole.value and len(parts) >= _FEWEST_PARTS else []
    return []


def _forget_what_differs(whole: Figure, parts: list[Figure]) -> None:
    """Take from a whole what it has only from the last of its parts."""
    windows = [f.window for f in parts]
    if whole.window in windows and any(window != whole.window for window in windows):
        whole.window, whole.running = None, False
    if any(f.places != parts[0].places for f in parts):
        whole.places = [m for m in whole.places if m.start > whole.start]
    if not any(rule.startswith("cause.") for rule, _, _ in whole.rules) and any(
        (f.actor, f.method) != (parts[0].actor, parts[0].method) for f in parts
    ):
        whole.actor = whole.actor if all(f.actor == whole.actor for f in parts) else ""
        whole.method = whole.method if all(f.method == whole.method for f in parts) else ""


_FEWEST_PARTS = 2
_SUMMED = 7  # words between 'in all' and the number


def _next_of_out_of(figure: Figure, whole: Figure) -> bool:
    """Say whether a figure is some of the whole that opens its sentence: 'Out of 37 dead 24 were identified'."""
    apart = figure.parent is None and figure.sentence == whole.sentence and figure.measure == whole.measure
    return apart and None not in (figure.value, whole.value) and _can_hold(whole, figure)


_LONGEST_LIST = 200  # figures
_LEAD = 2  # paragraphs that can hold the toll that a report is about


def _added_up(scan: Scan, figure: Figure, state: "_State", ahead: list[Figure]) -> Figure | None:
    """Return the figure right before a list to which the first figures of its lines add up, were it a subset.

    '2870 killed, among them 766 civilians: - 148 by raids, - 71 by barrels …'.
    """
    opener = list_opener(scan, figure.paragraph)
    if opener is None:
        return None
    firsts = {f.paragraph: f for f in reversed(ahead) if list_opener(scan, f.paragraph) == opener}
    total = sum(f.value or 0 for f in firsts.values())
    near = [f for f in reversed(state.seen[-_NEAR:]) if f.paragraph == opener and f.kind == figure.kind]
    return next((f for f in near if f.value == total), None) if len(firsts) > 1 else None


def _next_paragraph(scan: Scan, figure: Figure, state: "_State", ahead: list[Figure]) -> "_State":
    """Return the state at the beginning of a paragraph: a new one, unless a list of lines goes on.

    Lines of a list break down the last figure before them. Where a number, a letter or a label marks them, the line
    before the list holds that figure or ends with a colon: headings are numbered too.
    """
    opened = state.listed or next((f for f in reversed(state.seen) if f.relation not in ("among", "part")), None)
    if state.listed is None:
        opened = _added_up(scan, figure, state, ahead) or opened
    if opened is None:
        return _State()
    item = figure.paragraph in scan.items
    if not item and (whole := _listed_by_place(scan, figure, state, ahead)) is not None:
        fresh = _State()
        fresh.items = {id(f): (whole, "part") for f in takewhile(lambda f: f.sentence == figure.sentence, ahead)}
        return fresh
    if not item and (whole := _broken_down_in(scan, figure, state, ahead)) is not None:
        fresh = _State()
        fresh.wholes, fresh.seen, fresh.opened, fresh.last = [whole], [whole], 1, whole
        return fresh
    goes_on = (
        opened.paragraph == figure.paragraph - 1
        and scan.forms[scan.at(scan.paragraphs[opened.paragraph][1] - 1)] == ":"
    )
    if not (item or goes_on) or (state.listed is None and opened.paragraph in scan.items):
        return _State()
    bullet = scan.forms[scan.at(scan.paragraphs[figure.paragraph][0])] in BULLETS
    if state.listed is None and not goes_on and not breaks_down(scan, figure, opened):
        return _State()
    if state.listed is None and not bullet and not goes_on:
        before = list_opener(scan, figure.paragraph)
        if before is None or not begins_list(scan, before + 1):
            return _State()
        if before != opened.paragraph and scan.forms[end_of_opener(scan, before)[1] - 1] != ":":
            return _State()
    beside = state.listed_beside or _beside(scan, opened, state)
    fresh = _State()
    fresh.listed, fresh.listed_beside, fresh.last = opened, beside, opened
    fresh.listed_as = "among" if lists_subsets(scan, figure, opened) else "part"
    fresh.wholes = [beside, opened] if beside is not None else [opened]
    fresh.seen, fresh.opened = list(fresh.wholes), len(fresh.wholes)
    return fresh


def _listed_by_place(scan: Scan, figure: Figure, state: "_State", ahead: list[Figure]) -> Figure | None:
    """Return the toll of the paragraph before that 'N in X, M in Y, …', 'X: N - Y: M', and nothing else, makes up."""
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, ahead))
    placed = all(f.kind == "people" and scan.forms[f.np_end : f.np_end + 1] == ["في"] for f in listed)
    opens = figure.lead == begin and placed
    labelled = all(f.kind == "people" and f.label is not None for f in listed)
    opens = opens or (labelled and scan.colons(begin, figure.lead) != [] and figure.lead - begin <= _BY_WHOM)
    if not opens or len(listed) < _SHORTEST_LIST:
        return None
    total = sum(f.value or 0 for f in listed)
    near = [f for f in reversed(state.seen[-_NEAR:]) if f.parent is None and f.kind == "people" and f.measure]
    return next((f for f in near if f.value == total and all(_measured_like(part, f) for part in listed)), None)


_SHORTEST_LIST = 3  # figures


def _broken_down_in(scan: Scan, figure: Figure, state: "_State", ahead: list[Figure]) -> Figure | None:
    """Return the figure of the paragraph before that a sentence breaks down: 'The killed are distributed: 29 in X, …'.

    Words say that it does, and its numbers make the figure up.
    """
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    if figure.first != begin or not scan.connectors(begin, figure.lead, "parts"):
        return None
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, ahead))
    total = sum(f.value or 0 for f in listed)
    before = [*state.earlier, *state.seen][-_FAR:]
    near = [f for f in reversed(before) if f.relation in ("", "part") and f.kind == figure.kind]
    return next((f for f in near if f.value == total), None) if len(listed) > 1 else None


class _State:
    """What is open while reading one paragraph: the figures seen, the list of subsets, the wholes."""

    def __init__(self):
        self.begin = 0  # the first position of the paragraph
        self.last: Figure | None = None
        self.owner: Figure | None = None  # of the list of subsets
        self.wholes: list[Figure] = []
        self.seen: list[Figure] = []
        self.following: list[Figure] = []  # the next figures of the report
        self.earlier: list[Figure] = []  # the last wholes and parts of the paragraphs before
        self.listed: Figure | None = None  # what the lines of a list break down
        self.opened = 0  # the figures of `seen` that stand before the paragraph
        self.listed_as = "part"  # the relation of its lines to it
        self.listed_beside: Figure | None = None  # the killed beside the wounded, where they break down both
        # id of a number without a noun in a list → its whole, None where that is left open, and how it is linked
        self.items: dict[int, tuple[Figure | None, str]] = {}
        self.held: Counter[tuple[int, str]] = Counter()  # id of a whole and a relation → the sum of its pieces seen

    def add(self, figure: Figure) -> None:
        """Note a figure that was read."""
        self.seen.append(figure)
        if figure.parent is not None:
            self.held[id(figure.parent), figure.relation] += figure.value or 0

    def first_of_paragraph(self, figure: Figure) -> Figure | None:
        """Return the first figure of the paragraph of a figure that was read before it."""
        first = self.seen[self.opened] if len(self.seen) > self.opened else None
        return first if first is not None and first.paragraph == figure.paragraph else None


def _read_allies(scan: Scan, figure: Figure) -> None:
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


def _some_of_strikes(scan: Scan, figure: Figure, following: list[Figure]) -> Figure | None:
    """Return the strikes of '27 out of 33 attacks', of which a bare number counts some, or None."""
    opener = scan.connector(figure.np_end, "out_of") if figure.bare and following else None
    whole = following[0] if opener is not None else None
    at_once = whole is not None and whole.kind == "strike" and opener.last in (whole.lead, whole.hedge, whole.position)
    return whole if at_once and (figure.value or 0) <= (whole.value or 0) else None


def _more_strikes(scan: Scan, figure: Figure, last: Figure) -> str | None:
    """Return how a bare number stands to the strikes before it, "among" or "" beside them, or None.

    '8 raids, 3 of them with vacuum bombs', '27 raids on X and 5 on Y'.
    """
    open_group = figure.kind == "people" and not figure.group_stated and not figure.measure
    if last.kind != "strike" or not open_group or figure.sentence != last.sentence:
        return None
    gap = scan.forms[last.np_end : figure.lead]
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    some = _STRIKES_OF.intersection(gap[-1:]) or _STRIKES_OF.intersection(behind)
    fits = last.value is None or (figure.value or 0) <= last.value
    if some and len(gap) <= _CLAUSE and fits:
        return "among"
    joined = scan.forms[figure.lead].startswith("و") or gap[-1:] == ["و"]
    adjectives = word_set("strike_adjective")
    if joined and behind != [] and behind[0] in adjectives and set(gap) <= adjectives | {"و"}:
        return ""  # '26 strikes, 19 of them from the air and 7 from the ground'
    if joined and gap[:1] == behind and behind in (["علي"], ["في"]) and len(gap) <= _BY_WHOM:
        return "" if _tells_no_other(scan, last.np_end, figure.lead) else None
    return None


_STRIKES_OF = {"منها", "بينها"}


def _distributed(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
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
        return pieces[-1].parent if marked and _can_hold(pieces[-1].parent, figure) else None
    heading = [n for i in range(opened, min(opened + _HEADING, figure.lead)) if (n := scan.noun(i))]
    measures = {n.label for n in heading if n.kind == "casualty"}
    civilians = any(n.label == "civilians" for n in heading)
    tops = (f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.measure)
    told = (f for f in tops if not measures or f.measure in measures)
    told = (f for f in told if (f.group == "civilians" if civilians else f.relation == ""))
    whole = next((f for f in told if _can_hold(f, figure)), None)
    near = whole is not None and figure.paragraph - whole.paragraph <= 1
    return whole if near and (not figure.group_stated or figure.group == whole.group) else None


def _divided_into(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the whole of 'the dead are divided into 11 civilians, and 7 fighters, … and 3 soldiers', told before it.

    The groups are named, unlike those of :func:`_distributed`; subsets may stand between.
    """
    if figure.kind != "people" or not figure.group_stated or figure.label is not None:
        return None
    words = scan.words("distributed", max(figure.first, figure.lead - _DISTRIBUTED), figure.lead)
    noun = scan.noun(words[-1] + 1, "p") if words else None
    if noun is None or noun.kind != "casualty" or not noun.definite or scan.forms[words[-1] + 2] != "الي":
        return None
    parts = [f for f in before if f.position > words[-1] and f.relation == "part"]
    if parts:
        joined = scan.forms[figure.position].startswith("و") or scan.word_before(figure.lead) == "و"
        among = scan.connectors(before[-1].np_end, figure.lead + 1, "among")
        whole = parts[-1].parent if joined and not among else None
    else:
        told = (f for f in reversed(before) if f.parent is None and f.measure == noun.label and f.position < words[-1])
        whole = next(told, None) if figure.lead - words[-1] <= _DIVIDED else None
    if whole is None or not _can_hold(whole, figure) or figure.paragraph - whole.paragraph > 1:
        return None
    room = (whole.value or 0) - sum(f.value or 0 for f in parts)
    return whole if whole.value is None or (figure.value or 0) <= room else None


_DIVIDED = 4  # words of 'the dead are divided into'
_DISTRIBUTED = 200  # words from the heading of a list to one of its numbers
_HEADING = 8  # words


def _itemised(scan: Scan, figure: Figure, tolls: list[Figure], number: int, state: _State) -> bool:
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
    whole = _top(state.last) if state.last.relation == "among" else state.last
    if whole.parent is not None and not (whole.group_stated or whole.np_end > scan.at(whole.end - 1) + 1):
        return False  # itself a number of a list: '20 in A, 12 in B and 8 in C'
    beside = _beside(scan, whole, state)
    listed, others, last, subset = [], [], figure, False
    for following in tolls[number : number + _LONGEST_LIST]:
        if following.sentence != figure.sentence:
            break
        goes_on = bool(subset) and following.lead - last.np_end <= 1 and following.group in AGES  # 'and two children'
        subset = goes_on or (following.group_stated and scan.connectors(last.np_end, following.lead + 1, "among"))
        if not subset:
            named = _without_noun(scan, following) and following.label is None
            beginning = scan.forms[following.np_end : following.np_end + 1]
            alike = bool(listed) and beginning == scan.forms[listed[0].np_end : listed[0].np_end + 1]
            named = named and (alike or _says_which(scan, following))
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
    parts = whole is not None and not _in_another_place(scan, whole, figure)
    if not listed or not wholes or (not parts and tells_which(scan, wholes[0].np_end)):
        return False  # '14 in A, five in B': not of those in A
    if not parts and verb_behind(scan, wholes[0]):
        return False  # '228 civilians were killed, 14 under torture': one beside the other
    whole = whole if parts else wholes[0] if len(wholes) == 1 else None
    state.items |= {id(f): (whole, "part" if parts else "among") for f in listed}
    return True


def _in_another_place(scan: Scan, whole: Figure, figure: Figure) -> bool:
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


def _says_which(scan: Scan, figure: Figure) -> bool:
    """Say whether where, when, how, by what or by whom stands behind a bare number."""
    start = scan.tokens[min(figure.np_end + 1, len(scan.tokens) - 1)].start
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    named = scan.places.touching(start, start + 1) or scan.phrase("places", figure.np_end + 1) is not None
    if not word_set("leads_to_place").isdisjoint(behind) or (named and behind == ["من"]):
        return True  # '1200 to X', '20 from Y'
    closed = " ".join(scan.forms[figure.np_end - 2 : figure.np_end])
    return closed in word_set("behind_dead") | word_set("one_family") or tells_which(scan, figure.np_end)


def _joined(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether 'and' or a comma joins a figure to the one before it, and nothing else is told between them."""
    joined = scan.forms[figure.lead].startswith("و") or scan.forms[figure.lead - 1] in ("و", "،")
    return joined and _tells_no_other(scan, last.np_end, figure.lead)


def _tells_no_other(scan: Scan, first: int, last: int) -> bool:
    """Say whether a stretch tells at most where, when and by what, in few words: no other casualty, no contrast."""
    breaks = scan.connectors(first, last, "contrast", "result", "rise", "reporting", "plus", "effect", "saved")
    return last - first <= _CLAUSE and not breaks and not scan.between("events", first, last)


def _link(scan: Scan, figure: Figure, previous: Figure | None, state: _State) -> None:
    if figure.rules and figure.rules[0][0] == KNOWN_TOLL:
        same = (f for f in reversed(state.seen[-_NEAR:]) if f.value == figure.value and f.measure == figure.measure)
        if (told := next((f for f in same if f.parent is None), None)) is not None:
            figure.parent, figure.relation = told, "restated"
            figure.use("relation.restated", told.start, figure.end)
        state.owner = None
        return
    if state.last is not None and _of_known_toll(scan, figure, state.last):
        owner = state.last.parent if state.last.relation == "restated" else state.last
        figure.parent, figure.relation, state.owner = owner, "among", owner
        figure.use("relation.among", state.last.start, figure.end)
        return
    first = max(state.last.np_end if state.last else 0, state.begin, figure.position - _FAR)
    openers = scan.connectors(first, figure.position, "among", "parts")
    if openers:
        openers = [m for m in openers if not (state.last and _closes(scan, m, state.last)) and not _with_them(m)]
        openers = [m for m in openers if not _of_attacks(scan, m)]
    among = _adjacent(scan, figure, [m for m in openers if m.entry["connector"] == "among"])
    parts = _adjacent(scan, figure, [m for m in openers if m.entry["connector"] == "parts"])
    known = _known_whole(scan, figure, among, state)
    if known is not None:
        figure.parent, figure.relation, figure.measure, state.owner = known, "among", known.measure, known
        figure.use("relation.among.known", known.start, figure.end)
        return
    others = previous is not None and previous.role != "figure" and previous.kind == "people"  # 'five, two of them …'
    if state.last and not among and not others and _of_them_behind(scan, figure) and figure.kind == state.last.kind:
        among_last = scan.connector(figure.np_end, "among").last
        noun = scan.noun(among_last, "p")
        whole = state.last
        event = scan.covering("events", figure.lead - 1)
        if event is not None and event.entry["measure"] != whole.measure:  # 'wounded 550, and buried 60 of them'
            near = (f for f in reversed(state.seen[-_NEAR:]) if f.relation != "among")
            told = (f for f in near if f.sentence == figure.sentence and f.measure == event.entry["measure"])
            whole = next((f for f in told if _can_hold(f, figure)), whole)
        of_women = scan.forms[figure.np_end].endswith("هن") and whole.group == "civilians/women"  # '9 women, 4 of them'
        of_last = (of_women or scan.word_before(figure.lead) in word_set("remains")) and _can_hold(whole, figure)
        narrower = bool(noun) and noun.label != whole.group and contains(whole.group, noun.label)
        if whole.relation == "among" and not of_last and not narrower:
            whole = whole.parent  # of those before it too, if it is of the innermost
        if scan.forms[figure.np_end] == "منها" and not _counted_in_feminine(scan, whole):
            figure.role, figure.reason = "other_count", "some of things before it, not of the people"
            return
        figure.parent, figure.relation, state.owner = whole, "among", None
        of_them = scan.forms[figure.np_end].startswith("من")
        if of_them and noun and noun.kind == "person" and noun.label != "people" and noun.clitics in ("", "من", "ال"):
            second = scan.noun(among_last + 1, "p") if among_last + 1 < len(scan.tokens) else None
            both = second is not None and second.kind == "person" and second.clitics == "و"
            groups = [noun.label, second.label] if both else [noun.label]
            figure.group, figure.group_stated, state.owner = join(groups), True, whole  # '30 of them children'
            figure.np_end = among_last + len(groups)
        party = of_party(scan, among_last) if not figure.group_stated else None
        if party is not None and not party.entry.get("adjective"):  # 'three of them of the security forces'
            figure.group, figure.group_stated, among_last = party.entry["group"], True, party.last
        figure.np_end = max(figure.np_end, among_last)
        if _list_makes_up(figure, whole, state):
            state.owner = whole  # '464 of them of X, 57 of Y and 32 civilians'
        figure.use("relation.among.behind", figure.start, scan.tokens[among_last - 1].end)
        return
    if state.last and not among and not parts and _alike(scan, state.last, figure):
        figure.parent, figure.relation, figure.measure = state.last.parent, "among", state.last.measure
        figure.use("relation.among.alike", state.last.start, figure.end)
        return
    if figure.rules and figure.rules[0][0] == "head.of_casualties":
        seen = (f for f in reversed(state.seen[-_NEAR:]) if f.relation != "among" and f.measure == figure.measure)
        whole = next((f for f in seen if _can_hold(f, figure)), None)
        if whole is None and (previous is None or previous.role == "figure"):
            return  # '427 of the victims fell in raids', in a paragraph of its own
        if whole is None:
            figure.role, figure.reason = "other_count", _OF_UNREAD
            return
        figure.parent, figure.relation, state.owner = whole, "among", None
        figure.use("relation.of_casualties", figure.start, figure.end)
        return
    if state.last and not among and _opens_bracket(scan, figure, state.last):
        some = _alone_in_bracket(scan, figure, state) or _only_ages_in_bracket(scan, figure, state)
        relation = "among" if some else "part"
        if relation == "part":
            state.wholes.append(state.last)
        figure.parent, figure.relation = state.last, relation
        state.owner = state.last if relation == "among" else None
        figure.use(f"relation.{relation}.bracket", figure.start, figure.end)
        return
    if state.last and not among and not parts and _adds_up_in_bracket(scan, figure, state):
        figure.bare = figure.bare or not figure.group_stated
        if figure.group_stated and figure.label is not None:
            for labelled in (*state.following, figure):  # the place before the bracket is that of all
                labelled.label = None if labelled.label is figure.label else labelled.label
        figure.parent, figure.relation, state.owner = state.last, "part", None
        state.wholes.append(state.last)
        figure.use("relation.part.bracket", figure.start, figure.end)
        return
    apposed = _apposed(scan, figure, state) if state.last and not among and not parts else ""
    if apposed:
        figure.parent, figure.relation = state.last, apposed
        state.owner = state.last if apposed == "among" else None
        if apposed == "part":
            state.wholes.append(state.last)
        figure.use("relation.apposed", figure.start, figure.end)
        return
    opened = _colon_opens(scan, figure, state) if state.last and not among and not parts else None
    if opened is not None:
        state.wholes.append(opened)
        figure.parent, figure.relation, state.owner = opened, "part", None
        figure.use("relation.part.colon", figure.start, figure.end)
        return
    others = others or (among is not None and state.last is not None and _of_unread(scan, among, state.last))
    if among and state.last and others:
        figure.role, figure.reason = "other_count", _OF_UNREAD
        return
    if among and state.last:
        both = _killed_and_wounded(scan, figure, among, state)
        named = scan.noun(among.last - 1)  # 'among the dead'
        if named is not None and named.kind == "casualty":
            both = [whole for whole in both if whole.measure == named.label]
        if len(both) > 1 and all(_can_hold(whole, figure) for whole in both):
            figure.role, figure.reason = "other_count", _EITHER
            return
        fitting = [whole for whole in both if _can_hold(whole, figure)]
        owner = fitting[0] if fitting else _owner_of_subset(scan, figure, among, state)
        if named is not None and named.kind == "casualty" and owner is not None and owner.measure != named.label:
            told = (f for f in reversed(state.seen[-_NEAR:]) if f.relation != "among" and f.measure == named.label)
            owner = next((f for f in told if _can_hold(f, figure)), owner if owner.measure == "casualties" else None)
        elif owner is not None and not _measured_like(figure, owner):  # '7 killed and 9 wounded, among them 3 killed …'
            beside = _beside(scan, owner, state)
            owner = (
                beside if beside is not None and _measured_like(figure, beside) and _can_hold(beside, figure) else owner
            )
        if owner is not None:
            if _names_status(figure, owner):
                figure.measure = owner.measure  # '30 killed, among them 12 displaced persons'
            figure.parent, figure.relation, state.owner = owner, "among", owner
            figure.lead = min(figure.lead, among.first)
            figure.use("relation.among", scan.tokens[among.first].start, scan.tokens[among.last - 1].end)
            return
    if parts and state.last:
        whole = _whole_of_parts(scan, figure, parts, state)
        if whole is not None:
            while whole in state.wholes:
                state.wholes.remove(whole)
            uncounted = not word_set("relatives").isdisjoint(scan.forms[parts.last : figure.position])
            if uncounted:
                figure.parent, figure.relation, state.owner = whole, "among", whole
            else:
                beside = _beside(scan, whole, state)
                state.wholes += [beside, whole] if beside is not None and beside not in state.wholes else [whole]
                figure.parent, figure.relation, state.owner = whole, "part", None
            figure.lead = min(figure.lead, parts.first)
            rule = "relation.among.uncounted" if uncounted else "relation.part"
            figure.use(rule, scan.tokens[parts.first].start, scan.tokens[parts.last - 1].end)
            return
    other = _other_of_pair(scan, figure, state) if state.last else None
    if other is not None:
        if not figure.group_stated and not figure.measure:
            figure.group, figure.group_stated = state.last.group, state.last.group_stated  # by its verb
        figure.parent, figure.relation, state.owner = other, "among", other
        figure.use("relation.among.pair", figure.start, figure.end)
        return
    whole = _next_by_another(scan, figure, state) if state.last else None
    if whole is not None:
        figure.parent, figure.relation, state.owner = whole, "among", whole
        figure.use("relation.among.list", figure.start, figure.end)
        return
    told = state.last is not None and state.last.relation == "among" and verb_behind(scan, figure)
    told = told or (state.last is not None and not figure.measure and bool(state.wholes))
    if state.last and (figure.bare or figure.group_stated or told) and _completes(figure, state):
        _continue_parts(scan, figure, state)  # '72 by raids, among them 10 children, and ten by shells'
        if figure.parent is not None:
            state.owner = None
            return
    if state.last and _some_of_most(scan, figure, state):
        figure.parent, figure.relation = _top(state.last), "among"
        figure.use("relation.among.rest", figure.start, figure.end)
        return
    owner = state.owner if state.last else None
    sibling = _next_by_place(scan, figure, owner, state.last) if owner is not None else None
    if sibling is not None:
        figure.bare, figure.measure, figure.group = False, sibling.measure, sibling.group
        figure.parent, figure.relation, state.owner = sibling.parent, sibling.relation, None
        figure.use("relation.list_of_places", sibling.start, figure.end)
        return
    by_another = owner is not None and owner.relation in ("among", "part") and figure.bare and not owner.group_stated
    if by_another and by_means(scan, figure.np_end) and by_means(scan, owner.np_end):
        owner = owner.parent  # '51 by mines, 15 children among them, and 12 by bullets'
        if _room_in(owner, figure, state) and _can_hold(owner, figure):
            figure.parent, figure.relation = owner, "among"
            figure.use("relation.among.list", figure.start, figure.end)
            state.owner = owner
            return
    if owner is not None and _completes_subsets(scan, figure, owner, state):
        for piece in (*state.seen[-_FAR:], figure):
            if piece is figure or (piece.parent is owner and piece.relation == "among"):
                piece.use("relation.among.completes", owner.start, figure.end)
        figure.parent, figure.relation = owner, "among"
        return
    if owner is not None and owner.relation == "among" and _beside_makes_up(figure, owner, state):
        owner = owner.parent  # '27, of whom 20 in A, six children among them, and four in B, and three in C'
    while owner is not None:
        state.owner = owner
        if _continues_subsets(scan, figure, state):
            figure.measure = owner.measure if _names_status(figure, owner) else figure.measure
            figure.parent, figure.relation = owner, "among"
            figure.use("relation.among.list", figure.start, figure.end)
            return
        owner = owner.parent if owner.relation == "among" else None  # the list around the innermost one
    state.owner = None
    ranked = not word_set("next_in_rank").isdisjoint(scan.forms[max(first, figure.lead - _CLAUSE) : figure.lead])
    if ranked or rise_before(scan, figure, first):
        state.wholes.clear()  # 'Baghdad with 1170 (236 killed and 934 wounded), followed by Diyala with 34 killed'
        return
    _continue_parts(scan, figure, state)


def _known_whole(scan: Scan, figure: Figure, among, state: _State) -> Figure | None:
    """Return the toll of an earlier sentence of which 'among the dead were 11 children' tells.

    'Among the dead' stands right before the figure or right behind it, also behind 'were'. Where a paragraph before
    states several such tolls, which one is meant is not told.
    """
    last = figure.np_end
    for following in state.following[:_LISTED_AMONG]:
        if 0 <= following.lead - last <= 1:  # '10 men, 3 women and two children were among the dead'
            last = following.np_end
    behind = last + (not word_set("they_were").isdisjoint(scan.forms[last : last + 1]))
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    match = among or (scan.connector(behind, "among") if behind < figure.last else None)
    noun = scan.noun(match.last - 1, "p") if match is not None else None
    if noun is None and among is not None and among.first == begin and figure.kind == "people":
        return _only_whole_before(figure, state)  # a paragraph that begins with 'among them'
    if noun is None or noun.kind != "casualty" or not noun.definite or figure.kind != "people":
        return None
    near = [f for f in state.seen[-_NEAR:] if f.sentence == figure.sentence and f.relation in ("", "part")]
    if near:
        alike = [f for f in near if f.measure == noun.label]
        apart = match is not among and len(alike) == 1 and _can_hold(alike[0], figure)
        return alike[0] if apart else None
    return _last_toll_before(figure, noun.label, state)


def _last_toll_before(figure: Figure, measure: str, state: _State) -> Figure | None:
    """Return the toll of a measure in the nearest paragraph that states one, where it states one number alone."""
    before = (*state.earlier[-_NEAR:], *state.seen[state.opened :])
    told = [f for f in before if f.relation == "" and f.kind == "people" and f.measure == measure]
    told = [f for f in told if f.sentence != figure.sentence]
    last = [f for f in told if f.paragraph == told[-1].paragraph]
    clear = last and figure.paragraph - last[-1].paragraph <= _BACK and len({f.value for f in last}) == 1
    return last[-1] if clear and _can_hold(last[-1], figure) else None


def _only_whole_before(figure: Figure, state: _State) -> Figure | None:
    """Return the only toll of people, no part of another, of the nearest paragraph before that states one."""
    told = [f for f in state.earlier[-_FAR:] if f.relation == "" and f.kind == "people" and f.measure]
    last = [f for f in told if f.paragraph == told[-1].paragraph]
    near = last and figure.paragraph - last[-1].paragraph <= _LINES_BACK
    return last[0] if near and len(last) == 1 and _can_hold(last[0], figure) else None


_LINES_BACK = 16  # lines of a list by place
_BACK = 2  # paragraphs
_LISTED_AMONG = 3  # figures


def _of_known_toll(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether a figure tells who was among a toll named right before it: 'among the 18 dead: 7 children'."""
    known = whole.rules and whole.rules[0][0] == KNOWN_TOLL and whole.sentence == figure.sentence
    opener = scan.covering("connectors", whole.lead) or (scan.covering("connectors", whole.lead - 1) if known else None)
    opened = known and opener is not None and opener.entry["connector"] in ("among", "out_of")
    opened = opened or (known and scan.word_before(whole.lead).removeprefix("و") in ("بين", "من"))
    return bool(opened) and figure.lead - whole.np_end <= 2 and _can_hold(whole, figure)


def rise_before(scan: Scan, figure: Figure, first: int):
    """Return the word that says that a count has risen to this figure, looking back to `first`."""
    for match in reversed(scan.connectors(first, figure.position, "rise")):
        needs_to = not any(stem in scan.forms[match.first] for stem in word_set("rises_at_once"))
        between = [
            scan.tokens[i] for i in range(match.last, figure.position)
            if (scan.tokens[i].is_digits or _counts_in_words(scan, i))
            and not old_count(scan, i)
            and not (needs_to and _of_duration(scan, i))
        ]  # fmt: skip
        if any(not (scan.date_over(t.start, t.end) or scan.window_over(t.start, t.end)) for t in between):
            return None  # the rise belongs to the number in between
        to = [i for i in range(match.first + 1, figure.position) if scan.forms[i] in ("الي", "ل")]
        if not needs_to or (to and _hedges_only(scan, to[-1] + 1, figure)):
            return match
    return None


def _of_duration(scan: Scan, position: int) -> bool:
    """Say whether a unit of time stands behind a number: 'the toll of five days has risen to 368'."""
    unit = scan.noun(position + 1) if position + 1 < len(scan.tokens) else None
    return unit is not None and unit.kind == "duration"


def _counts_in_words(scan: Scan, position: int) -> bool:
    """Say whether a number written in words, no ordinal and no fraction, begins at a position."""
    return any(numeral.kind == "integer" for numeral in scan.numerals_at(position)) and scan.tokens[position].is_word


def _hedges_only(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether a figure follows 'to' at once: 'has risen to 90', never 'has come to the hospitals 90'."""
    return all(may_stand_between(t.form) or t.form in SKIPPED_MARKS for t in scan.tokens[first : figure.lead])


def _adjacent(scan: Scan, figure: Figure, matches: list):
    """Return the last of `matches` when only a few words stand between it and the figure."""
    if not matches:
        return None
    match = matches[-1]
    if scan.connectors(match.last, figure.position, "contrast"):
        return None
    if any(event.clitics.startswith("ف") for event in scan.between("events", match.last, figure.position)):
        return None  # 'a group that came near to them, and they wounded ten'
    stop = figure.position
    if figure.label is not None and scan.at(figure.label.start) >= match.last:
        stop = scan.at(figure.label.start)  # 'they are distributed over the provinces of Latakia (683), …'
        stop -= stop > match.last and scan.phrase("places", stop - 1) is not None
    elif match.entry["connector"] == "parts":
        stop = _before_place(scan, figure, match.last)
    between = [scan.tokens[i] for i in range(match.last, stop)]
    hedge = range(figure.lead, figure.position)
    words = [t for i, t in enumerate(between, match.last) if i not in hedge and not may_stand_between(t.form)]
    passed = word_set("relatives") | word_set("family_of")
    words = [t for t in words if t.form not in passed]  # 'they are a father, a mother and 3 children'
    if match.entry["connector"] == "among" and _behind_named(scan, figure, match.last):
        return match  # 'among them the commander X and 15 fighters'
    if figure.lead and scan.forms[figure.lead - 1].removeprefix("و") in word_set("number_of_them"):
        return match  # 'among them the whole staff, nine in number'
    strikes = match.entry["connector"] == "parts" and figure.kind == "strike"
    return match if len(words) <= (8 if strikes else 1) else None


def _behind_named(scan: Scan, figure: Figure, first: int) -> bool:
    """Say whether a person of rank is named at a position, and 'and' joins a figure to the name."""
    name = scan.forms[first : figure.position]
    if not name or len(name) > _LONGEST_RANK or name[0] not in word_set("of_rank"):
        return False
    joined = scan.forms[figure.position].startswith("و") or name[-1] == "و"
    other = scan.between("events", first, figure.position) or scan.connectors(first, figure.position, *_TURNS)
    return joined and not other and not {"،", ":"} & set(name)


_LONGEST_RANK = 8  # words of a rank and a name
_TURNS = ("reporting", "rise", "plus")


def _before_place(scan: Scan, figure: Figure, first: int) -> int:
    """Return where 'in X' right before a figure begins, not before `first`: 'as follows: in Sidon 4 killed …'."""
    if figure.lead <= first:
        return figure.position
    named = scan.places.over(*scan.span_of(figure.lead - 1))
    begin = scan.at(named.start) if named is not None else first
    begin -= begin > first and scan.phrase("places", begin - 1) is not None
    opened = begin > first and scan.forms[begin - 1].removeprefix("و") == "في"
    return begin - 1 if opened else figure.position


def _of_unread(scan: Scan, among, last: Figure) -> bool:
    """Say whether 'among them' stands right behind a count not read: '322 documented, among them 54 children'."""
    if not scan.forms[among.last - 1].endswith(("هم", "هن")):
        return False
    counted = among.first - 2 - (scan.forms[among.first - 1] in ("،", "(", "-", "–"))
    if counted < last.np_end or not scan.numerals_at(counted) or scan.noun(counted + 1) is not None:
        return False
    start, end = scan.span_of(counted)
    return scan.window_over(start, end) is None and scan.date_over(start, end) is None


def _of_attacks(scan: Scan, match) -> bool:
    """Say whether 'of them' are attacks: 'four massacres, of which 47 dead came to the hospitals', وصل منها."""
    arrived = match.first > 0 and scan.forms[match.first - 1] in word_set("arrived")
    return arrived and scan.forms[match.first].endswith("ها")


def _with_them(match) -> bool:
    """Say whether 'them' has a preposition of its own: مشتبه بهم is no 'they are'."""
    return match.entry["connector"] == "parts" and match.clitics.startswith(("ب", "ل"))


def _closes(scan: Scan, match, last: Figure) -> bool:
    """Say whether 'of them' belongs to the bare number before it: 'killed six of them and wounded four others'."""
    of_them = match.first == last.np_end and scan.forms[match.first] in word_set("of_them")
    one = any(numeral.clitics == "" for numeral in scan.numerals_at(match.last))  # 'among them one', واحد
    return of_them and not last.group_stated and not one and scan.forms[match.last].startswith(("و", "،"))


def _of_them_behind(scan: Scan, figure: Figure) -> bool:
    """Say whether 'of them' stands behind a bare number and opens no list of its own: '12 of them badly'."""
    among = scan.connector(figure.np_end, "among") if figure.np_end < len(scan.tokens) else None
    if among is None or figure.group_stated or scan.forms[among.first] not in word_set("of_them"):
        return False
    if scan.forms[among.first] == "بينهم":
        return False  # 'nine, among them a politician'
    hedge = scan.phrase("qualifiers", among.last)
    first = hedge.last if hedge else among.last
    if hedge is None and among.last < len(scan.tokens) and scan.forms[among.last] in word_set("before_age"):
        return True  # 'five of them under 18 years'
    opened = first < len(scan.tokens) and scan.forms[first] in word_set("place_preposition") | {"("}
    if opened and not hedge:
        return True  # '77 thousand of them in 58 schools'
    if any(n.kind == "ordinal" for n in scan.numerals_at(first)):
        return True  # 'three of them under the eighteenth year'
    plural = scan.noun(first, "p") if first < len(scan.tokens) else None
    if plural is not None and plural.kind == "person" and not plural.clitics:
        return True  # 'five of them children and an unborn child'
    following = range(first, min(first + 2, len(scan.tokens)))
    nouns = ((scan.tokens[i].is_digits, scan.noun(i, "sd")) for i in following)
    counts = (digits or (noun is not None and noun.kind in PEOPLE_KINDS) for digits, noun in nouns)
    return not any(counts) and not any(n.start == scan.tokens[i].start for i in following for n in scan.numerals_at(i))


def _counted_in_feminine(scan: Scan, figure: Figure) -> bool:
    """Say whether 'of them' in the feminine can mean what a figure counts: bodies, cases, families, strikes.

    A noun that is not known leaves it open; persons never take it.
    """
    nouns = _nouns_of(scan, figure)
    return figure.kind != "people" or not any(n.kind in ("person", "member", "other_person") for n in nouns)


def _opens_bracket(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether a figure opens a list in brackets right behind the figure that it breaks down."""
    behind = scan.forms[whole.np_end] if whole.np_end < len(scan.tokens) else ""
    end = whole.np_end + (behind != "(")
    closed = whole.relation == "among" and verb_behind(scan, whole) and scan.forms[end : end + 1] == ["("]
    near = (behind == "(" and figure.position - whole.np_end <= 2) or (closed and figure.position - whole.np_end <= 3)
    both = any(rule == "measure.of_bracket" for rule, _, _ in whole.rules)
    near = near or (both and scan.forms[figure.lead - 1] == "(" and whole.sentence == figure.sentence)
    of_them = any(rule == "relation.among.behind" for rule, _, _ in whole.rules)  # '383 of them (172 soldiers and …)'
    if closed and near and figure.group_stated and None not in (whole.value, figure.value):
        return figure.value < whole.value  # '790 civilians who were killed (59 of the police)', counted among them
    return near and figure.kind == "people" and (whole.relation != "among" or of_them) and _can_hold(whole, figure)


def _adds_up_in_bracket(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a number opens a bracket whose numbers, all bare or all narrower, make up the figure before it.

    '43 of them in executions (20 in Homs, 12 in Hama and 11 in Tartus)', 'ten in X (four civilians and six fighters)'.
    """
    last = state.last
    bare = figure.bare or (figure.inherits_group and not figure.group_stated)
    stated = figure.group_stated and figure.group != last.group and _can_hold(last, figure)
    opened = (bare or stated) and figure.lead and scan.forms[figure.lead - 1] == "("
    if not opened or figure.lead - last.np_end > _CLAUSE or last.kind != figure.kind or last.value is None:
        return False
    between = scan.forms[last.np_end : figure.lead - 1]
    if not CLAUSE_MARKS.isdisjoint(between) or last.sentence != figure.sentence:
        return False
    end = min(figure.last, figure.np_end + _FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    inside = [f for f in state.following if f.position < closed]
    total = (figure.value or 0) + sum(f.value or 0 for f in inside)
    alike = all(f.bare for f in inside) or (stated and all(f.group_stated and _can_hold(last, f) for f in inside))
    return bool(inside) and alike and total == last.value


def _alone_in_bracket(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a smaller number is all that its bracket holds: '12 (3 children)' has one subset."""
    whole = state.last.value
    if whole is None or figure.value is None or figure.value >= whole:
        return False
    end = min(len(scan.tokens), figure.np_end + _FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    return not any(following.position < closed for following in state.following)


def _only_ages_in_bracket(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a bracket holds children, women and men, and they are fewer than the figure before it."""
    end = min(len(scan.tokens), figure.np_end + _FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    inside = [figure, *(f for f in state.following if f.position < closed)]
    whole = state.last.value
    total = sum(f.value or 0 for f in inside)
    return whole is not None and total < whole and all(f.group in AGES for f in inside)


def _colon_opens(scan: Scan, figure: Figure, state: _State) -> Figure | None:
    """Return the whole that a colon breaks down: '252 civilians: 79 children, …'."""
    last = state.last
    gap = range(last.np_end, figure.position)
    colons = [i for i in gap if scan.forms[i] == ":"] if len(gap) <= 2 * _CLAUSE else []
    if colons and len(gap) > 8 and not _makes_up(scan, figure, _top(last), state):
        return None
    if not colons or figure.position - colons[-1] > 3 + (figure.position - figure.lead):
        return None
    if any(scan.covering("connectors", i) for i in range(colons[-1], figure.lead)):
        return None
    whole = last
    while whole.relation == "among" and whole.parent is not None:
        whole = whole.parent
    if whole.relation == "part" and whole.parent is not None and "،" in scan.forms[last.np_end : colons[-1]]:
        whole = whole.parent  # 'they are: in A 11 and 108, B: 9 and 37'
    own = whole.lead and scan.forms[whole.lead - 1] == ":" and scan.forms[last.np_end] == "،"
    if own or (figure.label and whole.label):
        return None  # 'Idlib: 98, Aleppo: 41'
    if not _measured_like(figure, whole):  # '31 killed and 62 wounded: 24 killed in X and 7 in Y'
        beside = _beside(scan, whole, state)
        whole = beside if beside is not None and _measured_like(figure, beside) else whole
    return whole if _can_hold(whole, figure) and whole.sentence == figure.sentence else None


def _makes_up(scan: Scan, figure: Figure, whole: Figure, state: _State) -> bool:
    """Say whether a figure and those behind it in its sentence, without subsets among them, make up a whole."""
    total, before = figure.value or 0, figure
    for following in state.following:
        if following.sentence != figure.sentence:
            break
        if not scan.connectors(before.np_end, following.lead + 1, "among"):
            total += following.value or 0
        before = following
    return total == whole.value


def _apposed(scan: Scan, figure: Figure, state: _State) -> str:
    """Read '5 civilians, a girl and 4 women': behind a bare comma narrower groups, joined by 'and'.

    They are the parts when they add up to the figure before them; when they do not, only a list that
    begins with a single person, or one of two ages and sexes, is taken for subsets.
    """
    whole, last = state.last, figure
    if whole.sentence != figure.sentence:
        return ""
    gap = scan.forms[max(whole.np_end, figure.lead - _CLAUSE - 2) : figure.lead]
    both = whole.measure == "casualties" and figure.measure in ("killed", "wounded")  # '40, 15 killed and 25 wounded'
    narrower = (both or (figure.group_stated and figure.group != whole.group)) and _can_hold(whole, figure)
    made_up = gap[-1:] and gap[-1] in word_set("made_up_of") and gap[-2:-1] == ["،"]
    if not (gap[-1:] == ["،"] or made_up) or not narrower or whole.value is None or whole.qualifier != "exact":
        return ""
    if len(gap) > 1 and not _same_clause(scan, whole, figure):
        return ""
    total, pieces = figure.value or 0, 1
    for following in state.following:
        joined = [scan.forms[i] for i in range(last.np_end, following.lead)] in ([], ["و"])
        stated = following.group_stated or (both and following.measure)
        if not joined or not stated or not _can_hold(whole, following):
            break
        total, pieces, last = total + (following.value or 0), pieces + 1, following
    rest = whole.value - (figure.value or 0)  # '…, 1889 civilians, 307 children among them, and 2472 fighters'
    completed = any(
        f.value == rest and f.group_stated and f.sentence == whole.sentence and _can_hold(whole, f)
        for f in state.following
    )
    if (total == whole.value and pieces > 1) or completed:
        return "part"
    ages = pieces > 1 and figure.group in AGES and scan.forms[last.np_end : last.np_end + 1] != ["في"]
    single = figure.form == "singular" and len(gap) == 1
    return "among" if (single or ages) and total < whole.value else ""


def _same_clause(scan: Scan, whole: Figure, figure: Figure) -> bool:
    """Say whether nothing but where, when and by what they died stands between a figure and the list behind it."""
    first, last = whole.np_end, figure.lead
    breaks = scan.connectors(first, last, "contrast", "result", "rise", "reporting")
    told = breaks or scan.between("events", first, last)
    return whole.sentence == figure.sentence and last - first <= _CLAUSE and not told


_CLAUSE = 15  # words


def _without_brackets(forms: list[str]) -> list[str]:
    """Return the words of a gap without what stands in brackets: '23 women (adult females)'."""
    kept, depth = [], 0
    for form in forms:
        if form in ("(", "["):
            depth += 1
        elif form in (")", "]"):
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(form)
    return kept


_NEAR = 12  # figures; what 'among them' can mean stands no further back
_OF_UNREAD = "some of people before it of whom no harm is told, or who were not read"
_KNOWN = "with the article: known from before, or part of a name"
_ALONE = "nothing around it says what it counts"
_EITHER = "among the killed or among the wounded before it, the text leaves it open"


def _killed_and_wounded(scan: Scan, figure: Figure, among, state: _State) -> list[Figure]:
    """Return the two figures that 'among them' can mean: 'killed 22 and wounded 117 in raids on X, among them eight'.

    Right behind the wounded, without a comma, it means the wounded: then there are none. But not in 'the toll is
    1873 killed and 9134 wounded, among them 127 children', two nouns of one verb.
    """
    near = state.seen[-_NEAR:]
    people = [f for f in near if f.kind == "people" and f.relation == "" and f.sentence == figure.sentence]
    if figure.kind != "people" or [f.measure for f in people[-2:]] != ["killed", "wounded"]:
        return []
    killed, wounded = people[-2:]
    nouns = all(f.rules and f.rules[0][0] == "head.casualty" for f in (killed, wounded))
    apart = (among.first > wounded.np_end or nouns) and wounded.lead - killed.np_end <= 2
    own = figure.measure or verb_behind(scan, figure)
    own = own or not word_set("injured_how").isdisjoint(scan.forms[figure.np_end : figure.np_end + 2])
    return [killed, wounded] if apart and not own and state.last in (wounded, *_strikes_behind(state, wounded)) else []


def _strikes_behind(state: _State, figure: Figure) -> list[Figure]:
    """Return the strikes told right behind a figure: 'wounded 117 in two raids'."""
    behind = list(takewhile(lambda f: f is not figure, reversed(state.seen[-_NEAR:])))
    return [f for f in behind if f.kind == "strike"]


def _goes_on(scan: Scan, figure: Figure, previous: Figure) -> bool:
    """Say whether a figure is the next of a list: 'eight of one family and three women'."""
    first, last = previous.np_end, figure.lead
    told = scan.between("events", first, last) or scan.connectors(first, last, "contrast", "result", "rise", "plus")
    joined = scan.forms[figure.position].startswith("و") or scan.forms[last - 1] == "و"
    return figure.kind == previous.kind and joined and not told and last - first <= 5


def _owner_of_subset(scan: Scan, figure: Figure, among, state: _State) -> Figure | None:
    last = state.last
    if last.kind == "strike" and figure.kind == "people":  # 'killed 22 in two raids on X, among them eight'
        before = [f for f in state.seen[-_NEAR:] if f.kind == "people" and f.sentence == figure.sentence]
        last = before[-1] if before and last in _strikes_behind(state, before[-1]) else last
    if figure.kind != last.kind:
        return None
    too_large = None not in (figure.value, last.value) and figure.value > last.value
    told = scan.connectors(last.np_end, among.first, "agent")  # by whom, since when: of the whole
    told = told or scan.windows_in(scan.tokens[last.np_end - 1].end, scan.tokens[among.first].start)
    climbs = (
        bool(told)
        or too_large
        or among.clitics.startswith("و")
        or not (_fits(figure, last) or contains(figure.group, last.group))
    )
    if figure.group in AGES and _made_up(scan, among, state) and _can_hold(last.parent, figure):
        return last.parent  # '43, 29 of them Iraqis and 14 Syrians, among them 11 women'
    if state.owner and last.relation == "among" and climbs and not _list_makes_up(figure, last, state):
        return state.owner
    return None if too_large and last.qualifier == "exact" and last.relation != "among" else last


def _made_up(scan: Scan, among, state: _State) -> bool:
    """Say whether the last subsets make up their whole, and a comma stands before 'among them'."""
    last, before = state.last, state.seen[-2:-1]
    listed = last.relation == "among" and before != [] and before[0].parent is last.parent
    comma = among.first > 0 and scan.forms[among.first - 1] == "،"
    return listed and comma and state.held[id(last.parent), "among"] == last.parent.value


def _beside_makes_up(figure: Figure, piece: Figure, state: _State) -> bool:
    """Say whether a piece, a bare number and those behind it in their list make up the whole of the piece."""
    total = (piece.value or 0) + (figure.value or 0)
    if not figure.bare or piece.parent is None or piece.parent.value is None:
        return False
    for following in state.following:
        if total >= piece.parent.value or following.sentence != figure.sentence or not following.bare:
            break
        total += following.value or 0
    return total == piece.parent.value


def _list_makes_up(figure: Figure, whole: Figure, state: _State) -> bool:
    """Say whether a list that begins with a figure makes up a count: '315 whom X killed, among them 148 and 167'."""
    total, before = figure.value or 0, figure
    for following in state.following:
        if following.sentence != figure.sentence or following.lead - before.np_end > _BESIDE_LAST:
            return False
        total, before = total + (following.value or 0), following
        if total == whole.value:
            return True
    return False


_BESIDE_LAST = 2  # words of 'Iraqis and'


def _beside(scan: Scan, figure: Figure, state: _State) -> Figure | None:
    """Return the wounded beside the killed, or the other way round: 'killed 28 and wounded 113, in Idlib 5 and 44'."""
    near = [f for f in state.seen[-_NEAR:] if f.kind == "people" and f.relation == "" and f.sentence == figure.sentence]
    for left, right in pairwise(near):
        pair = {left.measure, right.measure} == {"killed", "wounded"} and right.lead - left.np_end <= 2
        if figure in (left, right) and pair:
            return right if figure is left else left
    return None


def _whole_of_parts(scan: Scan, figure: Figure, parts, state: _State) -> Figure | None:
    words = "".join(scan.forms[i] for i in range(parts.first, parts.last))
    last = state.last
    if last.relation == "among" and _list_makes_up(figure, last, state) and _can_hold(last, figure):
        return last  # '38 killed and 280 wounded, of whom 12 fell yesterday, and they are ten patients and two …'
    if words.endswith(("حيث", "اذ", "هي")) and figure.kind != "strike":
        return None
    wanted = "killed" if ("شهداء" in words or "قتلي" in words) else None
    whose = scan.noun(parts.first - 1, "p") if parts.first else None
    named = whose if whose and whose.kind in ("person", "member") and whose.definite else None
    for candidate in reversed(state.seen):
        if candidate.relation == "among" or figure.kind != candidate.kind:
            continue
        if candidate.sentence != figure.sentence and figure.kind == "strike":
            return None
        if wanted and candidate.measure != wanted:
            continue
        if figure.measure and not measure_contains(candidate.measure, figure.measure):
            continue
        if named and candidate.group_stated and not contains(named.label, candidate.group):
            continue  # 'the civilians are broken down as follows'
        if figure.kind == "people" and not _can_hold(candidate, figure):
            continue
        if figure.kind == "strike" and not measure_contains(candidate.measure, figure.measure):
            return None
        return candidate
    return None


def _documents(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether 'documented', 'counted' stands before a figure: another source's count."""
    return any(scan.forms[i].removeprefix("و") in word_set("documents") for i in range(first, figure.lead))


def _completes_subsets(scan: Scan, figure: Figure, owner: Figure, state: _State) -> bool:
    """Say whether a figure and the subsets before it make up their whole: '29 killed, 12 of them …, 10 …, and 7 …'."""
    counted = state.held[id(owner), "among"]
    if not counted or None in (owner.value, figure.value) or figure.kind != owner.kind or figure.measure:
        return False
    if owner.group != "people" and figure.group != "people":
        return False
    first = state.last.np_end
    breaks = scan.connectors(first, figure.lead, "contrast", "result", "rise", "reporting")
    if breaks or _documents(scan, first, figure) or _also_told(scan, state.last, figure):
        return False
    total = counted + figure.value
    for following in state.following:
        if total >= owner.value or following.value is None or following.sentence != figure.sentence:
            break
        if following.measure or not _can_hold(owner, following):
            break
        total += following.value
    return total == owner.value and owner.sentence == figure.sentence and _can_hold(owner, figure)


def _each_with_its_verb(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether two numbers without nouns each have their own verb of dying right behind them, joined by 'and'."""
    for f in (last, figure):
        told = verb_behind(scan, f) or not word_set("killed_them").isdisjoint(scan.forms[f.np_end : f.np_end + 1])
        if not told or f.kind != "people" or f.inherits_group or f.group not in ("", "people", last.group):
            return False
    joined = scan.forms[figure.lead].startswith("و") or scan.forms[figure.lead - 1] == "و"
    return joined and len(scan.between("events", last.np_end, figure.lead)) < 2


def _continues_subsets(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a figure goes on with the open list: only 'and' before it, and a narrower group."""
    owner, last = state.owner, state.last
    if crossed(scan, figure):
        return False  # '7 million fled, 3.8 of them now, and 1.2 million crossed the border'
    if not word_set("and_that").isdisjoint(scan.forms[last.np_end : figure.lead]):
        return False  # 'of whom 31 died, and that three of its staff …'
    if figure.label_first and subject_before(scan, owner):
        return False  # '… X killed 346, among them 74 children, and Y 82'
    if figure.inherits_group and last.relation == "among" and _also_told(scan, last, figure):
        return False  # 'killed six, among them two women, and four others met their end in X'
    gap = _without_brackets([scan.forms[i] for i in range(last.np_end, min(figure.lead, figure.position))])
    if (verb_behind(scan, last) or (last.relation == "among" and _of_a_kind(scan, last))) and "،" in gap[:6]:
        comma = gap.index("،")  # '745 civilians killed at close range, and 125 …', 'because of torture, and five …'
        gap = gap[comma:]
    if len(gap) == 2 and gap[1] == "و" and last.relation == "among" and gap[0].endswith("ا") and figure.bare:
        gap = gap[1:]  # '12 conscripts who had deserted, and 3 under torture', مجندا منشقا
    each = len(gap) <= _BY_WHOM and last.relation == "among" and _each_with_its_verb(scan, last, figure)
    if each:
        gap = gap[-1:]  # 'six who were killed in X and five who were killed in Y'
    tight = len([w for w in gap if not may_stand_between(w) and not w.startswith("و")]) == 0 and len(gap) <= 3
    status = _names_status(figure, owner) and "،" not in gap  # '30 killed, among them a child and 12 displaced'
    same = status or (figure.measure != "" and figure.measure == owner.measure)  # '… and two martyrs under torture'
    if not tight or figure.kind != "people":
        return False
    behind_one = last.relation == "among"
    told = scan.between("events", last.np_end, figure.position)
    if any(match.clitics.startswith("و") for match in told) and scan.noun(figure.position, "s") is not None:
        return False  # '3 of them children, and killed were a child and its mother in X'
    paired = behind_one and verb_behind(scan, figure) and verb_behind(scan, last)
    died = behind_one and verb_behind(scan, figure) and _died_of(scan, figure, owner)  # 'and 13 died under torture'
    known = figure.group_stated or figure.bare or same or paired or died or each or _other_measure(figure, owner, last)
    if not known and not (behind_one and any(n.kind == "person" for n in _nouns_of(scan, figure))):
        return False
    if paired and not figure.group_stated:
        figure.group, figure.group_stated = last.group, last.group_stated  # '16 civilians were killed and 41 wounded'
    subsets = [f for f in state.seen[-_FAR:] if f.parent is owner and f.relation == "among"]
    owner_group = _group_so_far(owner)
    factions = all(contains("combatants/opposition", f.group) and f.group.count("/") > 1 for f in subsets)
    if owner_group == "combatants" and factions:
        owner_group = "combatants/opposition"  # 'fighters, among them jihadists' are not the army
    counted = state.held[id(owner), "among"] + (figure.value or 0)
    if figure.group in AGES and any(f.group not in AGES for f in subsets):
        ages = sum(f.value or 0 for f in subsets if f.group in AGES)  # '29 Iraqis, 14 Syrians, 11 women among them'
        counted = ages + (figure.value or 0)
    fights = figure.group.startswith("combatants/") and all(contains("civilians", f.group) for f in subsets)
    if fights and owner.relation == "part" and "،" in gap and counted != owner.value:
        return False  # 'they are: 668 of the natives, among them 166 civilians, and 477 of the ministry'
    too_many = owner.value is not None and owner.qualifier == "exact" and counted > owner.value
    too_many = too_many or (owner.value is not None and (figure.value or 0) > owner.value and figure.bare)
    if (died or each or _other_measure(figure, owner, last)) and not figure.group_stated:
        return not too_many
    if figure.bare or (same and not figure.group_stated):
        some = status or figure.form in ("dual", "singular") or (behind_one and _of_a_kind(scan, figure))
        return (some or figure.bare) and not too_many
    narrower = figure.group != owner_group or _other_noun(scan, figure, owner)
    if not narrower and last in subsets:  # '… five journalists and four workers'
        narrower = any(n.kind == "person" and n.lemma != "شخص" for n in _nouns_of(scan, figure))
    side = last in subsets and last.group.startswith("combatants/")
    allied = side and not contains(owner_group, last.group)  # '1527 of the army, among them three Russians and 152 …'
    unstated = figure.group == "people" and last in subsets and not figure.measure
    within = (
        unstated
        or contains(owner_group, figure.group)
        or (owner_group == "combatants/iran" and figure.group == "combatants/hezbollah")  # 'militias loyal to Iran'
        or (allied and all(contains("combatants", group) for group in (owner_group, figure.group)))
    )
    return narrower and within and not too_many


def _names_status(figure: Figure, whole: Figure) -> bool:
    """Say whether the noun of a subset tells what its people were, not what happened to them: detainees, displaced."""
    other = figure.measure in ("displaced", "detained") and figure.measure != whole.measure
    return other and figure.rules[0][0] == "head.casualty" and whole.measure in _HAPPENED


_HAPPENED = ("killed", "wounded", "casualties", "missing", "detained")


def _of_a_kind(scan: Scan, figure: Figure) -> bool:
    """Say whether the words right behind a noun phrase tell which of a whole it counts: administrative detainees,
    killed under torture, wounded who were burnt."""
    position = figure.np_end
    if position >= figure.last or scan.forms[position] == "في":
        return False
    means = scan.between("methods", position, position + _PLACE_BETWEEN)
    cause = scan.connector(position, "cause") is not None and not means
    told = scan.forms[position].endswith(("يا", "وا")) or scan.forms[position] in word_set("opens_relative")
    return cause or told or " ".join(scan.forms[position : position + 2]) in word_set("behind_dead")


def _alike(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether two subsets are told in the same words: '12 of them from the staff of X and 10 from the patients'."""
    if not any(rule in ("relation.among.behind", "relation.among.alike") for rule, _, _ in last.rules):
        return False
    gap = scan.forms[last.np_end : figure.lead]
    joined = scan.forms[figure.position].startswith("و") or gap[-1:] == ["و"]
    both = gap[:1] == scan.forms[figure.position + 1 : figure.position + 2] == ["من"]
    told = figure.measure or scan.between("events", last.np_end, figure.position)
    return (
        joined
        and both
        and len(gap) <= _OF_WORDS
        and not told
        and last.parent is not None
        and _can_hold(last.parent, figure)
    )


_OF_WORDS = 6


def _also_told(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether 'also' and a casualty verb stand between two figures."""
    told = scan.between("events", last.np_end, figure.position)
    also = any(scan.forms[i] in word_set("also") for i in range(last.np_end, figure.lead))
    return bool(told) and also


def _other_measure(figure: Figure, owner: Figure, last: Figure) -> bool:
    """Say whether a figure goes on from the killed of a count of both: '2311, of them 943 killed and 1368 wounded'."""
    within = owner.measure == "casualties" and measure_contains(owner.measure, figure.measure)
    return within and last.relation == "among" and last.parent is owner and figure.measure != last.measure


def _died_of(scan: Scan, figure: Figure, owner: Figure) -> bool:
    """Say whether the verb of dying behind a figure and the means behind it tell of some of the killed."""
    event = scan.phrase("events", figure.np_end) if figure.np_end < len(scan.tokens) else None
    if event is None or event.entry["measure"] != owner.measure or event.clitics:
        return False
    under = scan.forms[event.last : event.last + 1] in (["تحت"], ["بسبب"])  # torture, the rubble
    return under or scan.phrase("methods", event.last) is not None or by_means(scan, event.last)


def _nouns_of(scan: Scan, figure: Figure) -> list:
    """Return the nouns of a figure's noun phrase."""
    return [noun for i in range(figure.position, figure.np_end) if (noun := scan.noun(i))]


def _completes(figure: Figure, state: _State) -> bool:
    """Say whether a figure and the parts before it add up to the open whole."""
    if not state.wholes:
        return False
    whole = state.wholes[-1]
    parts = state.held[id(whole), "part"]
    if not parts or figure.value is None or whole.value is None:
        return False
    subset = state.last.relation == "among" and figure.lead - state.last.np_end <= 1
    if subset and any(f.value == figure.value and f.sentence == figure.sentence for f in state.following[:3]):
        return False  # '17 civilians, among them 4 women and 4 medics, and 4 policemen'
    total = parts + figure.value
    for following in state.following:  # '60 from X, two women among them, and 18 of Y and 14 of Z'
        if total >= whole.value or following.value is None or following.sentence != figure.sentence:
            break
        total += following.value
    return total == whole.value


def _other_of_pair(scan: Scan, figure: Figure, state: _State) -> Figure | None:
    """Return the wounded of whom 'and 132 wounded' goes on: '244 killed and 588 wounded, among them 65 killed and 132'.

    Nothing but a place stands between it and the subset before it.
    """
    last = state.last
    if last.relation != "among" or figure.kind != "people":
        return None
    measure = figure.measure
    if not measure and verb_behind(scan, figure) and verb_behind(scan, last) and scan.phrase("events", figure.np_end):
        measure = scan.phrase("events", figure.np_end).entry["measure"]  # '91 were killed and 236 were wounded'
    if not measure or measure == last.measure:
        return None
    beside = _beside(scan, last.parent, state)
    words = range(last.np_end, figure.lead)
    joined = scan.forms[figure.position].startswith("و") or scan.forms[figure.lead - 1] == "و"
    place = all(not unknown_word(scan, i) and scan.phrase("events", i) is None for i in words)
    if beside is None or beside.measure != measure or not joined or not place or len(words) > _PLACE_BETWEEN:
        return None
    return beside if _can_hold(beside, figure) and _room_in(beside, figure, state) else None


_PLACE_BETWEEN = 5  # words
_BY_WHOM = 9  # words of 'by the shelling of X on Y'


def _because(scan: Scan, figure: Figure) -> bool:
    """Say whether 'because of' stands in the few words behind a figure: '149 in the west because of shells'."""
    return bool(scan.connectors(figure.np_end, min(figure.last, figure.np_end + _PLACE_BETWEEN), "cause"))


def _next_by_place(scan: Scan, figure: Figure, owner: Figure, last: Figure) -> Figure | None:
    """Return the whole of which a number behind its subsets is the next: '264 in X, with 36 children, and 195 in Y'.

    Both have 'in' right behind them, and a comma stands before the second.
    """
    ahead = [scan.forms[f.np_end : f.np_end + 1] == ["في"] for f in (owner, figure)]
    both = all(ahead)
    if both and figure.bare and last.group_stated and last.group in AGES and _because(scan, figure):
        return owner  # '465 in the east, 62 children among them, and 149 in the west by shells'
    placed = owner.lead > 0 and scan.places.touching(*scan.span_of(owner.lead - 1))
    if placed and ahead == [False, True] and figure.bare and last.group_stated and figure.sentence == owner.sentence:
        named = scan.places.beginning_in(*_reach(scan, figure.np_end + 1))
        return owner if named else None  # 'in X were killed nine, a woman among them, and four in Y'
    comma = figure.lead > 0 and "،" in scan.forms[max(0, figure.lead - 2) : figure.lead]
    if not (both and comma and figure.bare and figure.sentence == owner.sentence):
        return None
    named = [scan.places.beginning_in(*_reach(scan, f.np_end + 1)) for f in (owner, figure)]
    return owner if all(named) else None


def _reach(scan: Scan, position: int) -> tuple[int, int]:
    """Return the characters of the three words from a position on, where a name can begin."""
    last = min(position + 3, len(scan.tokens))
    return scan.tokens[min(position, last - 1)].start, scan.tokens[last - 1].end


def _next_by_another(scan: Scan, figure: Figure, state: _State) -> Figure | None:
    """Return the whole of a bare number behind one of the same form: '12 of them by X, and two by Y', '9 by mines'.

    A bracket that breaks the one before it down may stand between: '43 of them in X (20 and 23), and 51 by mines'.
    """
    last = state.last
    closed = (
        last.relation == "part" and last.parent.relation == "among" and ")" in scan.forms[last.np_end : figure.lead]
    )
    before = last.parent if closed else last
    if last.relation == "among" and last.group_stated and last.parent.relation == "among":
        before = last.parent  # '211 of them died at the hands of A, 27 civilians among them, and 420 of B'
    if before.relation != "among" or before.group_stated or figure.group_stated or figure.kind != "people":
        return None
    joined = scan.forms[figure.lead].startswith("و") or scan.forms[figure.lead - 1] == "و"
    ends = [f.np_end for f in (before, figure) if f.np_end < len(scan.tokens)]
    if (event := scan.phrase("events", before.np_end)) is not None and event.last < len(scan.tokens):
        ends[0] = event.last
    alike = all(scan.connector(end, "agent") or by_means(scan, end) for end in ends)
    led = [scan.forms[f.np_end : f.np_end + 1] for f in (before, figure)]
    alike = alike or (led != [["في"], ["في"]] and _says_which(scan, before) and _says_which(scan, figure))
    alike = alike or (closed and figure.bare and by_means(scan, figure.np_end))
    told = scan.between("events", last.np_end, figure.lead)
    goes_on = joined and alike and not told and figure.lead - last.np_end <= 8
    whole = before.parent
    listed = [f for f in state.seen[-_NEAR:] if f.parent is whole and not f.group_stated]  # not the children among them
    total = (figure.value or 0) + sum(f.value or 0 for f in listed)
    room = whole.value is None or whole.qualifier != "exact" or total <= whole.value
    return whole if goes_on and room else None


def _top(figure: Figure) -> Figure:
    while figure.parent is not None:
        figure = figure.parent
    return figure


_FAR = 60  # words


def _some_of_most(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a number with its verb goes on from 'most of them': '108 …, most of them …, and 20 died by …'."""
    if figure.group_stated or figure.kind != "people":
        return False
    top = _top(state.last)
    if top.sentence != figure.sentence or not verb_behind(scan, figure):
        return False
    if figure.lead - top.np_end > _FAR:
        return False
    most = not word_set("most_of_them").isdisjoint(scan.forms[top.np_end : figure.lead])
    anew = scan.connectors(top.np_end, figure.lead, "contrast", "result", "rise")
    return most and not anew and figure.kind == top.kind == "people" and _can_hold(top, figure)


def _other_noun(scan: Scan, figure: Figure, owner: Figure) -> bool:
    """Say whether two figures of one group count by different nouns: '190 civilians, … and 14 elderly'."""
    nouns = [
        next((n.lemma for i in range(f.position, f.np_end) if (n := scan.noun(i)) and n.kind == "person"), "")
        for f in (figure, owner)
    ]
    return "" not in nouns and nouns[0] != nouns[1]


def _first_of_line(scan: Scan, figure: Figure, state: _State) -> Figure | None:
    """Return the figure right behind the label of a line of a list, of which the later ones of the line are subsets."""
    colon = scan.label_end(figure.paragraph, figure.position)
    first = state.first_of_paragraph(figure) if state.listed is not None else None
    if colon is None or first is None or first.parent is not state.listed or first.position <= colon:
        return None
    if not _measured_like(figure, first):
        return None
    inner = state.wholes[-1] if state.wholes else state.listed
    gap = scan.forms[max(state.last.np_end, figure.lead - _FAR) : figure.lead]
    if state.last.parent is inner and inner is not state.listed and ")" not in gap:
        return None  # inside a bracket that breaks a subset down
    again = scan.colons(first.np_end, figure.lead)
    return first if not again and _can_hold(first, figure) and _room_in(first, figure, state) else None


def _continue_parts(scan: Scan, figure: Figure, state: _State) -> None:
    """Attach a figure to the innermost open whole that can hold it."""
    first = _first_of_line(scan, figure, state)
    if first is not None:
        figure.parent, figure.relation = first, "among"
        figure.use("relation.among.line", first.start, figure.end)
        return
    if state.listed is not None and _tells_anew(scan, figure, state):
        return
    last = state.last
    if last is not None and last.parent is None and last.sentence == figure.sentence and last not in state.wholes:
        state.wholes = [whole for whole in state.wholes if whole.sentence == figure.sentence]  # another event is told
    other = state.wholes[-2:-1] if figure.measure else []
    if other and _measured_like(figure, other[0]) and not _measured_like(figure, state.wholes[-1]):
        state.wholes[-2:] = reversed(state.wholes[-2:])  # of the killed and the wounded of whom both are broken down
    while state.wholes:
        whole = state.wholes[-1]
        if _can_hold(whole, figure) and not _complete(whole, figure, state):
            relation = state.listed_as if whole in (state.listed, state.listed_beside) else "part"
            figure.parent, figure.relation = whole, relation
            figure.use(f"relation.{relation}.list", figure.start, figure.end)
            return
        state.wholes.pop()


def _tells_anew(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a figure further on in a line of a list has a casualty verb of its own, or goes on with such a one.

    A verb in the plural closes what stands before it.
    """
    if figure.paragraph not in scan.items:
        return False
    first = state.first_of_paragraph(figure)
    if first is None or state.seen[-1] is not state.last:
        return False
    alone = first is not state.last and state.last.parent is None
    told = [m for m in scan.between("events", state.last.np_end, figure.lead) if not m.clitics.endswith("ال")]
    return alone or any(not closes_verb(scan.forms[m.first]) for m in told)


def _measured_like(figure: Figure, whole: Figure) -> bool:
    return not figure.measure or measure_contains(whole.measure, figure.measure)


def _complete(whole: Figure, figure: Figure, state: _State) -> bool:
    """Say whether the parts of a whole make it up, or leave no room in an exact one, for one of a later sentence."""
    if whole.value is None:
        return False
    parts = state.held[id(whole), "part"]
    if whole.sentence == figure.sentence:
        return parts == whole.value and whole.qualifier == "exact" and not _measured_apart(figure, whole)
    return parts == whole.value or (whole.qualifier == "exact" and parts + (figure.value or 0) > whole.value)


def _measured_apart(figure: Figure, whole: Figure) -> bool:
    """Say whether a figure has a measure of its own that its whole does not contain: the wounded beside the dead."""
    return figure.measure != "" and not measure_contains(whole.measure, figure.measure)


def _continues_bare(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a number without a noun goes on with a list of parts: '27 in Homs, and 16 in Idlib'."""
    if figure.relation != "part" or figure.parent is None or state.last is None:
        return figure.relation == "among"
    if figure.ranked:
        return True  # ', and X came second with 18'
    opened = scan.forms[figure.hedge - 1] == ":" and any(rule == "relation.part" for rule, _, _ in figure.rules)
    if opened and figure.parent is state.last:
        return True  # 'The killed are distributed as follows: 29 in X'
    line = figure.paragraph in scan.items and state.first_of_paragraph(figure) is None
    if line and figure.parent in (state.listed, state.listed_beside):
        return True  # '- 219 by raids'
    gap = [scan.forms[i] for i in range(state.last.np_end, figure.position)]
    joined = figure.text and scan.forms[figure.position].startswith("و")
    opens = gap[-1:] == ["("] and (state.last is figure.parent or figure.label is not None)
    return len(gap) <= 8 and (joined or opens or ":" in gap or "،" in gap[-2:] or gap[-1:] == ["و"])


def _coordinated_bare(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether a number without a noun counts what the one before it does: '41,000 in Turkey and 5,800 in Syria'."""
    if previous is None or previous.kind != "people" or previous.sentence != figure.sentence:
        return False
    first = previous.np_end
    while first < figure.position and scan.forms[first] in word_set("of_them") | word_set("closes_verb"):
        first += 1  # '39 of them in X and four in Y'
    gap, behind = scan.forms[first : figure.lead], scan.forms[figure.np_end : figure.np_end + 1]
    if gap and gap[-1].removeprefix("و") in word_set("they_are") and previous.measure:
        return True  # 'the missing are more than 350, while X says that they are 338'
    sides = [any(rule == "group.party.before" for rule, _, _ in f.rules) for f in (previous, figure)]
    if all(sides) and gap[:1] == ["ومن"] and len(gap) <= _BY_WHOM:
        return True  # 'killed of the factions 16, and of the forces of X 22'
    if len(gap) == 1 and gap[0] in word_set("then") and previous.measure:
        return True  # 'had announced the death of nine, then 22'
    risen = previous.counted_before or any(rule == "head.risen" for rule, _, _ in previous.rules)
    told = range(first + 2, figure.lead)
    were = gap[:1] == ["،"] and gap[1:2] != [] and gap[1] in word_set("they_were")
    if risen and were and len(told) <= _PLACE_BETWEEN and all(_dated(scan, i) for i in told):
        return True  # 'the dead have passed a thousand, and they were in July 600'
    at_once = {"،", "و"}.issuperset(gap) and (gap[-1:] == ["و"] or scan.forms[figure.lead].startswith("و"))
    if risen and at_once and figure.np_end < len(scan.tokens) and _dated(scan, figure.np_end):
        return True  # 'the dead since the offensive are 131, and 465 since October'
    if gap == ["مقابل"]:  # '180 civilians against 163 in July'
        return behind == ["في"] or (figure.np_end < len(scan.tokens) and _dated(scan, figure.np_end))
    joined = scan.forms[figure.lead].startswith("و") or gap[-1:] == ["و"]
    means = by_means(scan, previous.np_end) and by_means(scan, figure.np_end) and previous.measure
    reach = _PLACE_BETWEEN if previous.relation == "among" else _BY_WHOM
    if joined and means and len(gap) <= reach and not scan.between("events", previous.np_end, figure.lead):
        return True  # '427 of the victims fell by raids, and 81 by shelling'
    if (joined or gap[-1:] == ["مقابل"]) and _each_at_its_time(scan, first, figure):
        return True  # 'killed 40 in January 2020, and 90 in February', 'against 90 in February'
    caused = len(gap) <= _BY_WHOM and gap.count("،") < 2 and scan.between("methods", first, figure.lead)
    caused = bool(caused) and not scan.between("events", first, figure.lead)
    caused = caused and not any(scan.numerals_at(i) for i in range(first, figure.lead))
    moved = previous.measure == "displaced" and gap[:1] == behind
    moved = moved and not (word_set("leads_to_place") | {"من"}).isdisjoint(behind)
    placed = (i < len(scan.tokens) and scan.places.touching(*scan.span_of(i)) for i in (first + 1, figure.np_end + 1))
    if joined and moved and len(gap) <= _PLACE_BETWEEN and all(placed):
        return True  # '100 thousand were displaced from X, and 50 thousand from Y'
    plain = sum(not _dated(scan, i) for i in range(first, figure.lead))
    dated = len(gap) <= _BY_WHOM and plain <= _PLACE_BETWEEN and figure.np_end + 1 < figure.last
    near = len(gap) <= _PLACE_BETWEEN or dated  # 'in X on Saturday, and 5 in Y'
    return joined and gap[:1] == behind == ["في"] and (near or caused)  # 'in X by shelling, and 5 in Y'


def _each_at_its_time(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether only a window stands between a position and a figure, and another one behind it."""
    last = figure.lead - (scan.forms[figure.lead - 1] == "مقابل")
    then = figure.np_end + (scan.forms[figure.np_end : figure.np_end + 1] == ["في"])
    if then >= len(scan.tokens) or not _dated(scan, then) or not 0 < figure.lead - first <= _BY_WHOM:
        return False
    between = [i for i in range(first, last) if scan.forms[i] not in _BESIDE_DATES]
    return bool(between) and all(_dated(scan, i) for i in between)


_BESIDE_DATES = {"في", "،", "و"}


def _dated(scan: Scan, position: int) -> bool:
    """Say whether a window begins at a position: 'in July', 'last year'."""
    token = scan.tokens[position]
    return scan.window_over(token.start, token.end) is not None


def _room_in(whole: Figure, figure: Figure, state: _State) -> bool:
    """Say whether a whole has room for one more subset beside those that it has."""
    counted = state.held[id(whole), "among"]
    return whole.value is None or whole.qualifier != "exact" or counted + (figure.value or 0) <= whole.value


def _room_beside(last: Figure, figure: Figure, state: _State) -> bool:
    """Say whether a whole has room for one more number without a noun beside those before it: '62 in A, 35 in B'.

    Women and children told of before may be among them.
    """
    whole = last.parent
    listed = (f for f in state.seen[-_FAR:] if f.parent is whole and f.relation == "among" and not f.group_stated)
    counted = sum(f.value or 0 for f in listed) + (figure.value or 0)
    return whole.value is None or whole.qualifier != "exact" or counted <= whole.value


def _can_hold(whole: Figure, figure: Figure) -> bool:
    if figure.kind != whole.kind:
        return False
    if figure.kind == "strike" and not measure_contains(whole.measure, figure.measure):
        return False
    if whole.value is not None and figure.value is not None and figure.value > whole.value:
        return False
    return figure.kind == "strike" or _fits(figure, whole)


def _fits(figure: Figure, whole: Figure) -> bool:
    group = _group_so_far(whole)
    return not figure.group_stated or contains(group, figure.group)


def _group_so_far(figure: Figure) -> str:
    group = figure.group
    parent = figure.parent
    while parent is not None:
        group = parent.group if contains(group, parent.group) else group
        parent = parent.parent
    return group


def _check_link(figure: Figure, state: _State) -> None:
    """Undo a part whose measure turns out to differ from its whole's (wounded beside killed).

    '194 victims (37 killed and 157 wounded)' is a whole of both.
    """
    parent = figure.parent
    if parent is not None and figure.relation == "part" and {parent.measure, figure.measure} == {"killed", "wounded"}:
        parts = state.held[id(parent), "part"]  # the sum of those before it
        if parts and parts + (figure.value or 0) == parent.value:
            parent.measure = "casualties"
    if parent is not None and (not measure_contains(parent.measure, figure.measure) or _depth(parent) >= _DEEPEST):
        figure.parent, figure.relation = None, ""


_DEEPEST = 8  # figures that hold one another; a text with more repeats itself, it breaks nothing down


def _depth(figure: Figure) -> int:
    depth = 1
    while figure.parent is not None and depth < _DEEPEST:
        figure, depth = figure.parent, depth + 1
    return depth
