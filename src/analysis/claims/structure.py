"""Structure: which figure is a part or a subset of which.

'Among them' opens a list of subsets, 'they are' or a bracket a list of parts; a list goes on as long
as its members fit in the figure that owns it, in group and in number. What each figure measures is
read on the way (``measures``), since a part is counted like its whole; groups come last (``groups``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, takewhile

from analysis.arabic import without_and
from analysis.claims.carried import (
    BY_AGENT,
    STRIKES_OF,
    before_in_list,
    changed_to,
    compared_to,
    continues_bare,
    coordinated_bare,
    distributed_things,
    distributed_whole,
    divided_into,
    goes_on_with,
    goes_on_with_whole,
    head_of_list,
    in_ranks_too,
    is_itemised,
    is_subset_of,
    more_strikes,
    of_compared,
    read_allies,
    read_attributed,
    read_cases_told_before,
    read_line_of_sections,
    read_next_of_told,
    read_share,
    role_of_unread,
    room_beside,
    set_aside_of_other_things,
    share_of_toll,
    some_of_strikes,
    sum_of_list,
    toll_before,
    whole_by_group,
    whole_of_these,
)
from analysis.claims.fates import counted_anew, governs_bare
from analysis.claims.figure import AGES, CLAUSE_MARKS, COMPARED, Figure, characters, joined_by_and
from analysis.claims.groups import read_groups
from analysis.claims.itemised import read_lists, read_lists_by_means, read_most_by_places
from analysis.claims.lines import (
    TOTAL_OF_LIST,
    begins_list,
    breaks_down,
    end_of_opener,
    list_opener,
    lists_subsets,
    lists_victims,
    next_place_label,
    read_label_pairs,
    read_place_labels,
    title_of_lines,
    told_of_place,
)
from analysis.claims.links import link, of_things, strikes_told
from analysis.claims.measures import read_measure
from analysis.claims.perpetrators import (
    BY_SIDE,
    CHARGED_TOO,
    agent_right_before,
    charged_before,
    charged_too,
    clear_label,
    deed_of,
    heading_of,
    killer_in_list,
    read_perpetrators,
    room_beside_charged,
)
from analysis.claims.phrases import read_victims_of_line
from analysis.claims.sums import (
    read_casualties_in_brackets,
    read_injuries_with_dead,
    settle_itemised,
    settle_natives,
    settle_victims,
)
from analysis.claims.wholes import (
    BY_WHOM,
    EITHER,
    FAR,
    LONGEST_LIST,
    NEAR,
    OF_UNREAD,
    SHARE,
    State,
    can_hold,
    check_link,
    measured_like,
    other_of_two,
    top_of,
)
from analysis.lexicons import word_set
from analysis.scan import BULLETS, Scan


def read_measures_and_parents(scan: Scan, figures: list[Figure]) -> None:
    """Give every figure its measure, parent and relation; what has no measure leaves the claims."""
    told = [f for f in figures if not f.in_grid]
    read_cases_told_before(scan, told)
    set_aside_of_other_things(scan, told)
    tolls = [f for f in figures if f.role == "figure"]
    told = [f for f in told if f.role == "figure"]
    read_place_labels(scan, told)
    read_label_pairs(told)
    read_perpetrators(scan, told)
    read_lists(scan, told)
    read_lists_by_means(scan, told)
    read_most_by_places(scan, told)
    read_casualties_in_brackets(scan, told)
    read_injuries_with_dead(scan, told)
    state = State()
    for number, figure in enumerate(tolls):
        previous = tolls[number - 1] if number else None
        if previous is None or previous.paragraph != figure.paragraph:
            earlier = [*state.earlier, *(f for f in state.seen[state.opened :] if f.relation in ("", "part"))][-FAR:]
            state = _next_paragraph(scan, figure, state, tolls[number : number + LONGEST_LIST])
            state.earlier = earlier
            state.begin = scan.at(scan.paragraphs[figure.paragraph][0])
            previous = None
        state.following = tolls[number + 1 : number + 8]
        _read_one(_Case(scan, figure, previous, tolls, number, state))
        read_allies(scan, figure)
    tolls = [f for f in tolls if f.role == "figure"]
    settle_victims(scan, tolls)
    settle_itemised(tolls)
    settle_natives(scan, tolls)
    _settle_one_of_them(tolls)
    read_groups(scan, tolls)


def _settle_one_of_them(tolls: list[Figure]) -> None:
    """Link 'the injury of one of them is grave' to the injured told of before it in its sentence."""
    for before, figure in pairwise(tolls):
        one = any(rule == "count.one_of_two" for rule, _, _ in figure.rules) and figure.parent is None
        if one and before.measure == figure.measure and before.sentence == figure.sentence and (before.value or 2) > 1:
            figure.parent, figure.relation, figure.group = before, "among", before.group
            figure.use("relation.among.one_of_them", before.start, figure.end)


@dataclass(slots=True, eq=False)
class _Case:
    """One figure whose whole and measure are asked, with the figures around it.

    `previous`: the one before it in its paragraph. `tolls`: all of the report; `number`: its place among them.
    """

    scan: Scan
    figure: Figure
    previous: Figure | None
    tolls: list[Figure]
    number: int
    state: State
    listed: Figure | None = None  # the whole that a list of lines, told before, breaks down

    def before(self, figures: int) -> list[Figure]:
        return self.tolls[max(0, self.number - figures) : self.number]

    def counts_as(self, other: Figure, rule: str, start: int, end: int) -> None:
        """Let the figure count what another one does, by a rule that used the characters start:end."""
        figure = self.figure
        figure.bare, figure.measure = False, other.measure
        figure.group = figure.group if figure.group_stated else other.group
        figure.use(rule, start, end)

    def is_piece_of(self, whole: Figure, relation: str) -> None:
        self.figure.parent, self.figure.relation, self.state.owner = whole, relation, None

    def place(self) -> bool:
        """Note the figure as read, so that those behind it can go on with it."""
        self.state.last = self.figure
        self.state.add(self.figure)
        return True


def _read_one(case: _Case) -> None:
    """Give one figure its whole, its relation to it and its measure."""
    scan, figure, previous = case.scan, case.figure, case.previous
    if any(rule(case) for rule in _SETTLED_AT_ONCE):
        return
    unnamed = figure.bare or figure.label_first or not (figure.group_stated or figure.measure)
    if unnamed and case.listed is None and any(rule(case) for rule in _WITHOUT_NOUN):
        return
    _link_or_go_on(case)
    if figure.role != "figure":
        return
    for rule in _GOES_ON_WITH_OTHERS if figure.bare or figure.ranked or not figure.measure else _WITH_A_MEASURE:
        rule(case)
    if figure.bare and not continues_bare(scan, figure, case.state):
        figure.role, figure.reason = role_of_unread(scan, figure, previous)
        figure.parent = None
        return
    read_measure(scan, figure, previous, case.tolls, case.number)
    if figure.role == "figure":
        check_link(figure, case.state)
        case.place()


# What tells at once that a figure is set aside, or of which other one it is a piece.


def _some_of_others(case: _Case) -> bool:
    """'Two of them' behind people who were not read, or of whom it is open which ones are meant."""
    previous = case.previous
    if previous is None:
        return False
    if previous.role != "figure" and is_subset_of(case.scan, case.figure, previous):
        return case.figure.is_no_toll(OF_UNREAD)
    set_aside = previous.reason in (EITHER, OF_UNREAD) and not case.figure.measure
    return set_aside and goes_on_with(case.scan, case.figure, previous) and case.figure.is_no_toll(previous.reason)


def _of_another_time(case: _Case) -> bool:
    """'64 in February, against 98 in January'; what goes on behind it goes on with the first."""
    scan, figure, last = case.scan, case.figure, case.state.last
    if last is not None and (compared_to(scan, figure, last) or changed_to(scan, figure, last)):
        whole = top_of(last)
        if whole.relation == "part" and whole.parent.sentence == figure.sentence:
            whole = whole.parent  # '2508 victims, 769 killed and 1739 wounded, against 2087 in 2020'
        figure.kind = whole.kind
        case.counts_as(whole, COMPARED, whole.start, figure.end)
        return True
    previous = case.previous
    if previous is None or not of_compared(scan, figure, previous):
        return False
    figure.parent, figure.relation, figure.measure = previous, "among", previous.measure
    figure.use("relation.among", previous.start, figure.end)
    return True


def _some_of_these(case: _Case) -> bool:
    """'12 of these deaths'."""
    scan, figure = case.scan, case.figure
    these = whole_of_these(scan, figure, case.before(NEAR))
    if these is None:
        return False
    figure.parent, figure.relation, figure.measure, figure.bare = these, "among", these.measure, False
    if scan.forms[figure.np_end] == "من":
        cases = scan.forms[figure.np_end + 1] in word_set("these_cases")
        figure.np_end += 3 if cases else 2  # 'of these deaths', 'of these'
    figure.use("relation.of_these", these.start, figure.end)
    read_attributed(scan, figure, case.tolls[case.number - 1])
    return case.place()


def _part_of_sum(case: _Case) -> bool:
    """'They are distributed as follows: X 683, Y 433', behind their sum."""
    whole = sum_of_list(case.scan, case.figure, case.tolls, case.number)
    if whole is None:
        return False
    case.counts_as(whole, "relation.part.summed", whole.start, case.figure.end)
    case.is_piece_of(whole, "part")
    return case.place()


def _strikes_without_noun(case: _Case) -> bool:
    """'27 out of 33 attacks', '30 raids, 12 of them on X', '20 villages, 5 of them in X'."""
    scan, figure, last = case.scan, case.figure, case.state.last
    attacks = some_of_strikes(scan, figure, case.tolls[case.number + 1 : case.number + 2])
    if attacks is not None:
        figure.kind = "strike"
        case.counts_as(attacks, "measure.out_of", figure.start, attacks.end)
        return case.place()
    strikes = more_strikes(scan, figure, last) if last is not None else None
    if strikes is None:
        return False
    figure.kind = last.kind
    if figure.by is not None:
        clear_label(figure)
    case.counts_as(last, "relation.strikes", last.start, figure.end)
    whole = last.parent if last.relation in ("among", "part") else last
    figure.parent, figure.relation = (whole, strikes) if strikes else (last.parent, last.relation)
    figure.np_end += strikes == "among" and scan.forms[figure.np_end] in STRIKES_OF
    return case.place()


def _on_another_place(case: _Case) -> bool:
    """'6 shells on X killed one, and 4 on Y'."""
    scan, figure = case.scan, case.figure
    if not figure.bare or scan.forms[figure.np_end : figure.np_end + 1] != ["علي"] or not joined_by_and(scan, figure):
        return False
    near = (f for f in reversed(case.before(NEAR)) if f.kind == "strike" and f.sentence == figure.sentence)
    strikes = next(near, None)
    if strikes is None or scan.forms[strikes.np_end : strikes.np_end + 1] != ["علي"] or case.state.last is strikes:
        return False
    figure.kind = strikes.kind
    case.counts_as(strikes, "relation.strikes", strikes.start, figure.end)
    return case.place()


def _by_killer(case: _Case) -> bool:
    """'12 civilians killed: the regime 8, X 4'."""
    figure, last = case.figure, case.state.last
    killer = killer_in_list(case.scan, figure, last) if last is not None else None
    if killer is None:
        return False
    whole = last.parent if last.relation == "part" else last
    figure.group_stated = figure.label_first = False  # the side is no victim
    case.counts_as(whole, "relation.part.by_killer", whole.start, figure.end)
    case.is_piece_of(whole, "part")
    figure.actor, figure.cause_read = killer.entry["actor"], True
    figure.use("actor.label", *characters(case.scan, killer.first, killer.last))
    return case.place()


def _by_agent_before(case: _Case) -> bool:
    """'The killed at the hands of X are 503, and at the hands of Y 34'."""
    figure, last = case.figure, case.state.last
    told = last is not None and last.sentence == figure.sentence and last.kind == "people" and last.measure
    if not told or not figure.bare or agent_right_before(case.scan, figure) is None:
        return False
    before = last.parent if last.relation == "among" else last
    if agent_right_before(case.scan, before) is None:
        return _first_by_agent(case, before)
    case.state.owner = None
    case.counts_as(before, "measure.agent_before", before.start, figure.end)
    figure.parent, figure.relation = before.parent, before.relation
    return case.place()


def _first_by_agent(case: _Case, whole: Figure) -> bool:
    """'166 were killed in X, at the hands of Y 98, and at the hands of Z 68': the first of the list."""
    scan, figure = case.scan, case.figure
    following = next(iter(case.state.following), None)
    listed = following is not None and following.sentence == figure.sentence
    listed = listed and agent_right_before(scan, following) is not None
    told = scan.between("events", whole.np_end, figure.lead)
    if (
        not listed
        or told
        or whole.relation
        or not can_hold(whole, figure)
        or not scan.commas(whole.np_end, figure.lead)
    ):
        return False
    case.counts_as(whole, BY_SIDE, whole.start, figure.end)
    case.is_piece_of(whole, "among")
    return case.place()


def _item_of_list(case: _Case) -> bool:
    """'142 killed, as follows: 39 in raids of X, and 28 by Y', where the list makes up the toll."""
    figure, whole = case.figure, case.figure.item_of
    if whole is None or whole.role != "figure" or not whole.measure or not measured_like(figure, whole):
        return False
    if not figure.group_stated or figure.group == "people":
        figure.group, figure.group_stated = whole.group, False
    own = figure.measure
    case.counts_as(whole, "relation.item", whole.start, figure.end)
    figure.measure = own or whole.measure
    case.is_piece_of(whole, figure.item_as)
    return case.place()


def _by_means(case: _Case) -> bool:
    """'20 of them were killed by mines, by shelling 12, and in clashes 7': what the numbers count is told once."""
    figure, last = case.figure, case.state.last
    listed = last is not None and last.means is not None and last.sentence == figure.sentence
    if figure.means is None or figure.measure or figure.group_stated or not listed or not last.measure:
        return False
    case.counts_as(last, "relation.by_means", last.start, figure.end)
    if last.parent is not None and can_hold(last.parent, figure):
        case.is_piece_of(last.parent, last.relation)
    return case.place()


def _of_things(case: _Case) -> bool:
    """'The operations are distributed as follows: 67 in X'."""
    things = distributed_things(case.scan, case.figure)
    return bool(things) and case.figure.is_no_toll(f"counts {things}")


def _in_list(case: _Case) -> bool:
    """A number without a noun in a list that breaks down a toll: by places, sides, means or times."""
    scan, figure = case.scan, case.figure
    case.listed = distributed_whole(scan, figure, case.before(LONGEST_LIST))
    if case.listed is not None:
        return False  # its line may tell more
    if is_itemised(scan, figure, case.tolls, case.number, case.state):
        whole, relation = case.state.items[id(figure)]
        if whole is None:
            return case.figure.is_no_toll(EITHER)
        figure.kind = whole.kind
        case.counts_as(whole, f"relation.{relation}.itemised", whole.start, figure.end)
        case.is_piece_of(whole, relation)
        return case.place()
    divided = divided_into(scan, figure, case.before(NEAR))
    if divided is None:
        return False
    figure.bare, figure.measure = False, divided.measure
    rest = not word_set("the_rest").isdisjoint(scan.forms[figure.np_end : figure.last])
    case.is_piece_of(divided, "among" if rest else "part")  # 'between 23 Iranians and 16 Afghans, and the rest of X'
    figure.use("relation.distributed", divided.start, figure.end)
    return case.place()


def _answered_for(case: _Case) -> bool:
    """'The killing of 101 civilians, X responsible for 22, and Y for 61': the number alone behind 'responsible for'."""
    scan, figure = case.scan, case.figure
    about = figure.hedge - 1
    if not figure.bare or about < 1 or scan.forms[about] != "عن" or not scan.words("responsible", about - 1, about):
        return False
    told = [f for f in case.before(NEAR) if f.sentence == figure.sentence and f.kind == "people" and f.measure]
    whole = next((f for f in reversed(told) if f.parent is None), None)
    things = whole is not None and of_things(scan, figure, whole, case.state)
    if things and (strikes := strikes_told(figure, case.state)) is not None:
        figure.kind, figure.np_end = "strike", figure.np_end + 1
        case.counts_as(strikes, "relation.strikes", strikes.start, figure.end)
        case.is_piece_of(strikes, "among")
        return case.place()
    if whole is None or whole.role != "figure" or not can_hold(whole, figure):
        return False
    case.counts_as(whole, "relation.answered_for", whole.start, figure.end)
    case.is_piece_of(whole, "among")
    return case.place()


def _charged_to_another(case: _Case) -> bool:
    """'X is responsible for 87 arrests, and Y for 51'."""
    told = charged_too(case.scan, case.figure, case.previous)
    if told is None:
        return False
    case.state.owner = None
    if case.figure.label_first:
        clear_label(case.figure)
    case.counts_as(told, CHARGED_TOO, told.start, case.figure.end)
    if told.relation == "among" and can_hold(told.parent, case.figure):
        case.is_piece_of(told.parent, "among")  # 'X is responsible for 22 of the dead, and Y for 18'
    return case.place()


def _charged_to_side(case: _Case) -> bool:
    """'By the side responsible: X 503, Y 34', '12 killed by X, and 30 by Y': what the numbers count is told once."""
    scan, figure = case.scan, case.figure
    among = scan.connector(figure.np_end, "among")
    of_them = among is not None and not scan.numerals_at(among.last)  # '12 of them X killed'
    of_them = of_them and scan.noun(among.last, "sd") is None  # '12, a child among them'
    if figure.by is None or figure.measure or of_them:
        return False
    told = charged_before(figure, case.before(NEAR))
    if told is not None:
        return _charged_like(case, told, told.parent, told.relation)
    if figure.group_stated:
        return False
    deed = deed_of(scan, figure)
    return _killed_by_side(case, deed) if deed else _first_of_sides(case)


def _charged_like(case: _Case, told: Figure, whole: Figure | None, relation: str) -> bool:
    """Let a figure count what another one does, as a piece of a whole that has room for it."""
    case.counts_as(told, BY_SIDE, told.start, case.figure.end)
    if whole is not None and room_beside_charged(whole, case.figure, case.before(NEAR)):
        case.is_piece_of(whole, relation)
        case.state.owner = whole  # ', and 19 died by mines'
    return case.place()


def _killed_by_side(case: _Case, deed: str) -> bool:
    """'91 were killed; 34 of them X killed', '25 by X, 10 by Y and 5 whom Z killed'."""
    last = case.state.last
    if last is None or last.sentence != case.figure.sentence or case.scan.word_before(case.figure.position) == ":":
        return False
    whole, relation = last.parent, last.relation
    if whole is None and not joined_by_and(case.scan, case.figure):
        behind = [f for f in case.state.following if f.sentence == case.figure.sentence]
        summed = sum(f.value or 0 for f in (case.figure, *behind)) == last.value
        bracket = case.scan.word_before(case.figure.position) == "("  # '100 civilians (50 whom X killed and 50 …)'
        whole, relation = last, "part" if bracket and summed else "among"
    told = whole or last
    return told.measure == deed and _charged_like(case, told, whole, relation)


def _first_of_sides(case: _Case) -> bool:
    """The first number behind 'by the side responsible:': of the toll before these words, or of what they count."""
    head = heading_of(case.scan, case.figure)
    if head is None or case.figure.by.first > case.figure.position:
        return False  # not '7 at the hands of X', though 'the side responsible' stands before it
    begin, measure = head
    figure = case.figure
    tops = (f for f in reversed(case.before(NEAR)) if f.parent is None and f.kind == "people" and f.measure)
    whole = next((f for f in tops if figure.paragraph - f.paragraph <= 1), None)
    if whole is not None and whole.np_end <= begin and measure in ("", whole.measure):
        return _charged_like(case, whole, whole, "part")
    if not measure:
        return figure.is_no_toll("counted by perpetrator; what is counted is no toll")
    figure.bare, figure.measure = False, measure
    figure.use(BY_SIDE, case.scan.tokens[begin].start, figure.end)
    return case.place()


def _in_table(case: _Case) -> bool:
    """A cell of a table, of which the heading of its column tells."""
    return case.figure.in_grid and case.place()


_SETTLED_AT_ONCE: tuple[Callable[[_Case], bool], ...] = (
    _in_table,
    _some_of_others,
    _of_another_time,
    _some_of_these,
    _item_of_list,
    _by_means,
    _of_things,
    _in_list,
    _charged_to_side,
)
# asked only where no noun and no word before says whom a number counts
_WITHOUT_NOUN: tuple[Callable[[_Case], bool], ...] = (
    _part_of_sum,
    _strikes_without_noun,
    _on_another_place,
    _by_killer,
    _by_agent_before,
    _answered_for,
    _charged_to_another,
)


def _link_or_go_on(case: _Case) -> None:
    """Link a figure to its whole, or let it go on with the list before it."""
    scan, figure, previous = case.scan, case.figure, case.previous
    if case.listed is not None:
        case.counts_as(case.listed, "relation.distributed", case.listed.start, figure.end)
        case.is_piece_of(case.listed, "part")
        return
    before = before_in_list(scan, figure, previous) if previous is not None else None
    if before is None:
        link(scan, figure, previous, case.state)
        return
    listed = figure.label is None and scan.connectors(figure.np_end, figure.np_end + BY_AGENT, "agent")
    rule = "relation.list_of_agents" if listed else "relation.list_of_places"
    case.counts_as(before, rule, before.start, figure.end)
    if listed and all(name != rule for name, _, _ in before.rules):
        before.use(rule, before.start, figure.end)  # the first of the list


# What a figure takes from the tolls before it, where its own words leave it open.


def _victims_of_line(case: _Case) -> None:
    """'- government forces: 639' in a list by victims."""
    scan, figure, listed = case.scan, case.figure, case.state.listed
    if listed is not None and figure.relation == "part" and lists_victims(scan, figure, listed):
        colon = scan.label_end(figure.paragraph, figure.position)
        if colon is not None and CLAUSE_MARKS.isdisjoint(scan.forms[colon : figure.position]):
            read_victims_of_line(scan, figure, colon)


def _beside_the_one_before(case: _Case) -> None:
    """'41,000 in Turkey and 5,800 in Syria'."""
    figure, previous = case.figure, case.previous
    if figure.parent is not None or not (figure.bare or in_ranks_too(case.scan, figure, previous)):
        return
    if figure.bare and not coordinated_bare(case.scan, figure, previous):
        return
    if not figure.bare:  # its own ranks name its own side
        figure.measure = previous.measure
        figure.use("measure.in_ranks", previous.start, figure.end)
        return
    by_another = case.scan.connector(figure.np_end, "according") if figure.np_end < figure.last else None
    rule = "measure.counted_anew" if by_another else "relation.coordinated"  # 'and 104 according to Y': of the same
    if goes_on_with_whole(case.scan, previous, figure):
        previous = previous.parent
    case.counts_as(previous, rule, previous.start, figure.end)
    if previous.relation == "among" and room_beside(previous, figure, case.state):
        figure.parent, figure.relation = previous.parent, "among"


def _at_another_hospital(case: _Case) -> None:
    """'Hospital A received 12 martyrs, and hospital B 19'."""
    scan, figure, previous = case.scan, case.figure, case.previous
    if not figure.bare or figure.parent is not None or previous is None or previous.sentence != figure.sentence:
        return
    told = previous.parent if previous.relation == "among" else previous
    commas = scan.commas(previous.np_end, figure.lead - 1)
    near = bool(commas) and figure.lead - commas[-1] <= _HOSPITAL
    named = near and without_and(scan.forms[commas[-1] + 1]) in word_set("hospital")
    if named and told.role == "figure" and told.measure and told.sentence == figure.sentence:
        case.counts_as(told, "relation.coordinated", told.start, figure.end)


def _in_next_place(case: _Case) -> None:
    """'X saw the death of 98 civilians, and Y 45', 'in it 98 were killed, and in Y 45'."""
    figure, previous = case.figure, case.previous
    if not figure.bare or figure.parent is not None or previous is None or previous.sentence != figure.sentence:
        return
    told = previous.parent if previous.relation == "among" else previous
    named = next_place_label(case.scan, figure, previous.np_end)
    if named is None or told.role != "figure" or not told.measure or told.sentence != figure.sentence:
        return
    if told.label is None and not told_of_place(case.scan, told):
        return
    case.counts_as(told, "relation.next_place", told.start, figure.end)
    figure.inherits_group = not told.group_stated
    figure.label = named


_HOSPITAL = 6  # words of ', and the hospital of the martyrs of'


def _women_and_children(case: _Case) -> None:
    """'11,500 dead, 4,710 children, 3,160 women, and 29,800 hurt': who was among the dead, without the words for it."""
    scan, figure, previous = case.scan, case.figure, case.previous
    aged = figure.group in AGES and figure.group_stated and figure.parent is None and not figure.measure
    if not aged or previous is None or figure.sentence != previous.sentence:
        return
    goes_on = any(rule == "relation.women_and_children" for rule, _, _ in previous.rules)
    whole = previous.parent if goes_on else previous
    others = [f for f in case.before(NEAR) if f.sentence == whole.sentence and f.kind == "people" and f.parent is None]
    apart = whole.relation != "" or others != [whole] or whole.group in AGES  # '9 dead and 30 hurt, 4 children': whose?
    gap = [form for form in scan.forms[previous.np_end : figure.lead] if form != "و" or not goes_on]
    commas = gap == ["،"] and (goes_on or not joined_by_and(scan, figure))
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    ends = behind == ["."] or behind == ["،"] or bool(behind and behind[0].startswith("و"))
    beside = case.state.held[id(whole), "among"]
    room = None not in (whole.value, figure.value) and beside + (figure.value or 0) < (whole.value or 0)
    if not apart and commas and ends and room and can_hold(whole, figure):
        figure.parent, figure.relation = whole, "among"
        figure.use("relation.women_and_children", whole.start, figure.end)


def _besides_the_rest(case: _Case) -> None:
    """'39 persons, 17 civilians and the rest fighters': some of those right before them."""
    scan, figure, previous = case.scan, case.figure, case.previous
    if figure.parent is not None or previous is None or figure.kind != "people" or figure.measure:
        return
    gap = [form for form in scan.forms[previous.np_end : figure.lead] if form not in word_set("of_both_sides")]
    right_behind = gap == ["،"] and figure.sentence == previous.sentence
    behind = range(figure.np_end, min(figure.last, figure.np_end + _TO_THE_REST))
    behind = takewhile(lambda i: scan.forms[i] not in CLAUSE_MARKS and not scan.numerals_at(i), behind)
    named = any(scan.forms[i] in word_set("the_rest") for i in behind)
    if right_behind and named and previous.kind == "people" and can_hold(previous, figure):
        figure.parent, figure.relation, figure.bare = previous, "among", False
        figure.use("relation.besides_the_rest", previous.start, figure.end)


_TO_THE_REST = 7  # words


def _of_the_toll(case: _Case) -> None:
    """'The toll has risen to 16': of those who were told of before."""
    scan, figure = case.scan, case.figure
    counted = figure.counted_before and not figure.measure and not figure.group_stated
    people = figure.group_stated and not figure.measure and scan.noun(figure.np_end - 1) is not None
    fitting = (figure.bare or counted or people) and figure.parent is None
    told = toll_before(scan, figure, case.before(NEAR)) if fitting else None
    if told is None:
        return
    figure.bare, figure.measure = False, told.measure
    alike = (f for f in case.state.seen[-NEAR:] if f.sentence == told.sentence and f.measure == told.measure)
    beside = {f.group for f in alike if f.parent is None}
    figure.group = figure.group if people else told.group if len(beside) < 2 else "people"
    figure.use("measure.of_toll", told.start, told.end)


def _identified(case: _Case) -> None:
    """'43 bodies; 29 were identified', 'and 14 bodies remain unknown': some of those told of right before."""
    scan, figure = case.scan, case.figure
    if figure.parent is not None or figure.kind != "people" or figure.measure not in ("", "killed"):
        return
    before = {without_and(form) for form in scan.forms[max(figure.first, figure.lead - _IDENTIFIED) : figure.lead]}
    behind = scan.forms[figure.position + 1 : figure.np_end + 1]
    known = figure.bare and not word_set("identity").isdisjoint(before)
    unknown = not word_set("unidentified").isdisjoint(behind)
    near = (f for f in reversed(case.before(NEAR)) if f.role == "figure" and f.relation == "" and f.kind == "people")
    whole = next(near, None) if known or unknown else None
    rest = whole is not None and case.state.held[id(whole), "among"] + (figure.value or 0) == whole.value
    if not (known or rest or not word_set("remains").isdisjoint(before)):
        return
    if whole is None or whole.measure != "killed" or whole.paragraph != figure.paragraph:
        return
    held = case.state.held[id(whole), "among"] + (figure.value or 0)
    if can_hold(whole, figure) and held <= (whole.value or held):
        case.counts_as(whole, "relation.identified", whole.start, figure.end)
        figure.parent, figure.relation = whole, "among"


_IDENTIFIED = 4  # words of 'the families identified'


def _total_of_list(case: _Case) -> None:
    """'The dead of today: 2 in X, 1 in Y, 3 in Z. The total: 6'."""
    scan, figure = case.scan, case.figure
    if figure.kind != "people" or figure.measure or figure.group_stated or figure.parent is not None:
        return
    if scan.forms[figure.first] not in word_set("total") or figure.lead - figure.first > _TOTAL:
        return
    listed = [
        f for f in case.before(NEAR) if f.paragraph == figure.paragraph and f.parent is None and f.role == "figure"
    ]
    alike = len(listed) > 1 and len({(f.kind, f.measure, f.group) for f in listed}) == 1 and listed[0].measure
    if alike and None not in [f.value for f in listed] and sum(f.value or 0 for f in listed) == figure.value:
        case.counts_as(listed[0], TOTAL_OF_LIST, listed[0].start, figure.end)


_TOTAL = 3  # words of 'the total number:'


def _of_whole_by_group(case: _Case) -> None:
    """'1046 persons were killed. The number of the civilians came to 281'."""
    figure = case.figure
    whole = whole_by_group(case.scan, figure, case.before(NEAR))
    if whole is not None:
        figure.parent, figure.relation, figure.measure = whole, "among", whole.measure
        figure.use("relation.by_group", whole.start, figure.end)


def _of_heading(case: _Case) -> None:
    """'The killed by month: January 120, February 98'."""
    scan, figure = case.scan, case.figure
    labelled = figure.label is not None and not figure.measure and not figure.group_stated and figure.kind == "people"
    unnamed = (figure.bare or labelled) and figure.parent is None
    if unnamed and (head := head_of_list(scan, figure)) is not None:
        figure.bare, figure.measure = False, head.label
        figure.use("measure.head_of_list", scan.tokens[figure.first].start, figure.end)


def _counted_by_another(case: _Case) -> None:
    """'The UN counted 1300 killed. X spoke of 1383'."""
    figure = case.figure
    number = figure.counted_before and not figure.measure and not figure.group_stated
    nameless = (figure.bare or number) and figure.parent is None
    counted = counted_anew(case.scan, figure, case.before(NEAR)) if nameless else None
    if counted is not None:
        figure.bare, figure.measure = False, counted.measure
        figure.use("measure.counted_anew", counted.start, counted.end)


def _next_of_told(case: _Case) -> None:
    if case.figure.parent is None:
        read_next_of_told(case.scan, case.figure, case.before(NEAR), case.state)


def _of_title_or_section(case: _Case) -> None:
    """'The martyrs since 7 October:' before a list of lines; 'Sixth: other sides: 22 civilians'."""
    scan, figure = case.scan, case.figure
    if figure.parent is not None or figure.measure:
        return
    titled = title_of_lines(scan, figure)
    if titled is not None:
        figure.bare, figure.measure = False, titled.label
        figure.use("measure.title_of_lines", scan.tokens[figure.first].start, figure.end)
    elif case.number and figure.paragraph in scan.items and not figure.bare:
        read_line_of_sections(scan, figure, case.tolls[case.number - 1])


def _share_or_verb(case: _Case) -> None:
    """'60% of the deaths, that is 2280'; 'were killed in X twelve'."""
    figure = case.figure
    if figure.bare and figure.parent is None:
        if (told := share_of_toll(case.scan, figure, case.before(NEAR))) is not None:
            whole, group = told
            case.counts_as(whole, SHARE, whole.start, figure.end)
            figure.group, figure.parent, figure.relation = group, whole, "among"
            return
        read_share(case.scan, figure, case.previous)
    if figure.bare and figure.parent is None and governs_bare(case.scan, figure, case.previous):
        figure.bare = False


_GOES_ON_WITH_OTHERS: tuple[Callable[[_Case], None], ...] = (
    _victims_of_line,
    _at_another_hospital,
    _in_next_place,
    _women_and_children,
    _besides_the_rest,
    _beside_the_one_before,
    _identified,
    _total_of_list,
    _of_the_toll,
    _of_whole_by_group,
    _of_heading,
    _counted_by_another,
    _next_of_told,
    _of_title_or_section,
    _share_or_verb,
)


_WITH_A_MEASURE = (_victims_of_line, _identified)  # of which a figure whose own words tell what happened is asked


def _added_up(scan: Scan, figure: Figure, state: State, ahead: list[Figure]) -> Figure | None:
    """Return the figure right before a list to which the first figures of its lines add up, were it a subset.

    '2870 killed, among them 766 civilians: - 148 by raids, - 71 by barrels …'.
    """
    opener = list_opener(scan, figure.paragraph)
    if opener is None:
        return None
    firsts = {f.paragraph: f for f in reversed(ahead) if list_opener(scan, f.paragraph) == opener}
    total = sum(f.value or 0 for f in firsts.values())
    near = [f for f in reversed(state.seen[-NEAR:]) if f.paragraph == opener and f.kind == figure.kind]
    return next((f for f in near if f.value == total), None) if len(firsts) > 1 else None


def _next_paragraph(scan: Scan, figure: Figure, state: State, ahead: list[Figure]) -> State:
    """Return the state at the beginning of a paragraph: a new one, unless a list of lines goes on.

    Lines of a list break down the last figure before them. Where a number, a letter or a label marks them, the line
    before the list holds that figure or ends with a colon: headings are numbered too.
    """
    opened = state.listed or next((f for f in reversed(state.seen) if f.relation not in ("among", "part")), None)
    if state.listed is None:
        opened = _added_up(scan, figure, state, ahead) or opened
    if opened is None:
        return State()
    item = figure.paragraph in scan.items
    if not item and (whole := _listed_by_place(scan, figure, state, ahead)) is not None:
        fresh = State()
        fresh.items = {id(f): (whole, "part") for f in takewhile(lambda f: f.sentence == figure.sentence, ahead)}
        return fresh
    if not item and (whole := _broken_down_in(scan, figure, state, ahead)) is not None:
        fresh = State()
        fresh.wholes, fresh.seen, fresh.opened, fresh.last = [whole], [whole], 1, whole
        return fresh
    goes_on = (
        opened.paragraph == figure.paragraph - 1
        and scan.forms[scan.at(scan.paragraphs[opened.paragraph][1] - 1)] == ":"
    )
    if not (item or goes_on) or (state.listed is None and opened.paragraph in scan.items):
        return State()
    bullet = scan.forms[scan.at(scan.paragraphs[figure.paragraph][0])] in BULLETS
    if state.listed is None and not goes_on and not breaks_down(scan, figure, opened):
        return State()
    if state.listed is None and not bullet and not goes_on:
        before = list_opener(scan, figure.paragraph)
        if before is None or not begins_list(scan, before + 1):
            return State()
        if before != opened.paragraph and scan.forms[end_of_opener(scan, before)[1] - 1] != ":":
            return State()
    beside = state.listed_beside or other_of_two(scan, opened, state)
    fresh = State()
    fresh.listed, fresh.listed_beside, fresh.last = opened, beside, opened
    fresh.listed_as = "among" if lists_subsets(scan, figure, opened) else "part"
    fresh.wholes = [beside, opened] if beside is not None else [opened]
    fresh.seen, fresh.opened = list(fresh.wholes), len(fresh.wholes)
    return fresh


def _listed_by_place(scan: Scan, figure: Figure, state: State, ahead: list[Figure]) -> Figure | None:
    """Return the toll of the paragraph before that 'N in X, M in Y, …', 'X: N - Y: M', and nothing else, makes up."""
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, ahead))
    placed = all(f.kind == "people" and scan.forms[f.np_end : f.np_end + 1] == ["في"] for f in listed)
    opens = figure.lead == begin and placed
    labelled = all(f.kind == "people" and f.label is not None for f in listed)
    heading = scan.colons(begin, figure.lead) != [] and figure.lead - begin <= BY_WHOM
    opens = opens or (labelled and (heading or scan.at(figure.label.start) == begin))
    if not opens or len(listed) < _SHORTEST_LIST:
        return None
    total = sum(f.value or 0 for f in listed)
    near = [f for f in reversed(state.seen[-NEAR:]) if f.parent is None and f.kind == "people" and f.measure]
    return next((f for f in near if f.value == total and all(measured_like(part, f) for part in listed)), None)


_SHORTEST_LIST = 3  # figures


def _broken_down_in(scan: Scan, figure: Figure, state: State, ahead: list[Figure]) -> Figure | None:
    """Return the figure of the paragraph before that a sentence breaks down: 'The killed are distributed: 29 in X, …'.

    Words say that it does, and its numbers make the figure up.
    """
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    if figure.first != begin or not scan.connectors(begin, figure.lead, "parts"):
        return None
    listed = list(takewhile(lambda f: f.sentence == figure.sentence, ahead))
    total = sum(f.value or 0 for f in listed)
    before = [*state.earlier, *state.seen][-FAR:]
    near = [f for f in reversed(before) if f.relation in ("", "part") and f.kind == figure.kind]
    return next((f for f in near if f.value == total), None) if len(listed) > 1 else None
