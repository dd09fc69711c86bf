"""Links: of which figure a figure is a part or a subset, told by the words before, behind or between them.

The rules look at one figure and say whether they settled it; `_RULES` is the order in which they are asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from analysis.arabic import without_and
from analysis.claims.causes import opens_with_verb
from analysis.claims.fates import closes_verb, crossed, may_stand_between, unknown_word, verb_behind
from analysis.claims.figure import AGES, CLAUSE_MARKS, PEOPLE_KINDS, Figure, joined_by_and
from analysis.claims.phrases import CASES, KNOWN_TOLL, by_means, of_party, share_in_bracket, subject_before
from analysis.claims.wholes import (
    BY_WHOM,
    CLAUSE,
    EITHER,
    FAR,
    NEAR,
    OF_UNREAD,
    PLACE_BETWEEN,
    State,
    can_hold,
    fits_in,
    group_so_far,
    makes_about,
    measured_like,
    other_of_two,
    rise_before,
    says_which,
    top_of,
)
from analysis.lattice import contains, join, measure_contains
from analysis.lexicons import PhraseMatch, word_set
from analysis.morphology import analyse_verb
from analysis.scan import Scan


@dataclass(slots=True, eq=False)
class _Link:
    """One figure whose whole is asked, with the words that may open a list before it.

    `first`: where the words behind the last figure begin. `among`, `parts`: the connector right before the figure that
    opens a list of subsets or of parts. `of_unread`: the people before it were not read.
    """

    scan: Scan
    figure: Figure
    previous: Figure | None
    state: State
    first: int
    among: PhraseMatch | None
    parts: PhraseMatch | None
    of_unread: bool

    @property
    def last(self) -> Figure | None:
        """The figure that was read last."""
        return self.state.last

    @property
    def unopened(self) -> bool:
        """No word opens a list, and a figure stands before."""
        return self.state.last is not None and not self.among and not self.parts

    def to(self, whole: Figure, relation: str, rule: str, start: int, owner: Figure | None = None) -> bool:
        """Link the figure to a whole by a rule that used the characters from `start` to its end.

        `owner`: whose subsets the figures behind it may be.
        """
        self.figure.parent, self.figure.relation, self.state.owner = whole, relation, owner
        self.figure.use(rule, start, self.figure.end)
        return True

    def by_opener(self, opener: PhraseMatch, whole: Figure, relation: str, rule: str, owner: Figure | None) -> bool:
        """Link the figure by the words that open its list; they belong to it."""
        self.figure.parent, self.figure.relation, self.state.owner = whole, relation, owner
        self.figure.lead = min(self.figure.lead, opener.first)
        self.figure.use(rule, self.scan.tokens[opener.first].start, self.scan.tokens[opener.last - 1].end)
        return True


def link(scan: Scan, figure: Figure, previous: Figure | None, state: State) -> None:
    """Give a figure its whole and its relation to it, or leave it beside those before it."""
    if _known_before(scan, figure, state):
        return
    first = max(state.last.np_end if state.last else 0, state.begin, figure.position - FAR)
    openers = scan.connectors(first, figure.position, "among", "parts")
    if openers:
        openers = [m for m in openers if not (state.last and _closes(scan, m, state.last)) and not _with_them(m)]
        openers = [m for m in openers if not _of_attacks(scan, m)]
    among = _adjacent(scan, figure, [m for m in openers if m.entry["connector"] == "among"])
    parts = _adjacent(scan, figure, [m for m in openers if m.entry["connector"] == "parts"])
    set_aside = previous is not None and previous.role != "figure"
    others = set_aside and (previous.kind == "people" or previous.reason == CASES)  # 'five, two of them …'
    case = _Link(scan, figure, previous, state, first, among, parts, others)
    if not any(rule(case) for rule in _RULES):
        _continue_beside(case)


def _known_before(scan: Scan, figure: Figure, state: State) -> bool:
    """'The 51 who were killed', and '12 of the 51 who were killed': of a toll told before with the same number."""
    if figure.rules and figure.rules[0][0] == KNOWN_TOLL:
        same = (f for f in reversed(state.seen[-NEAR:]) if f.value == figure.value and f.measure == figure.measure)
        if (told := next((f for f in same if f.parent is None), None)) is not None:
            figure.parent, figure.relation = told, "restated"
            figure.use("relation.restated", told.start, figure.end)
        state.owner = None
        return True
    if state.last is None or not _of_known_toll(scan, figure, state.last):
        return False
    owner = state.last.parent if state.last.relation == "restated" else state.last
    figure.parent, figure.relation, state.owner = owner, "among", owner
    figure.use("relation.among", state.last.start, figure.end)
    return True


def _among_known(case: _Link) -> bool:
    """'Among the dead are 12 children', told apart from the dead."""
    known = _known_whole(case.scan, case.figure, case.among, case.state)
    if known is None:
        return False
    case.figure.measure = known.measure
    return case.to(known, "among", "relation.among.known", known.start, owner=known)


def _some_of_them(case: _Link) -> bool:
    """'12 of them': the words stand behind the number."""
    scan, figure, whole = case.scan, case.figure, case.last
    if whole is not None and whole.kind == "strike" and scan.forms[figure.np_end : figure.np_end + 1] == ["منهم"]:
        near = (f for f in reversed(case.state.seen[-NEAR:]) if f.kind == "people" and f.sentence == figure.sentence)
        whole = next((f for f in near if f.relation != "among"), whole)  # '9 dead in two raids, 4 of them children'
    if whole is None or case.among or case.of_unread or not _of_them_behind(scan, figure) or figure.kind != whole.kind:
        return False
    if _of_its_own_clause(scan, figure, whole):
        case.state.owner = None
        return True  # 'killed five, and a drone hit a group of citizens and killed seven of them'
    among_last = scan.connector(figure.np_end, "among").last
    among_last += scan.forms[among_last : among_last + 1] != [] and scan.forms[among_last] in word_set("are_of")
    noun = scan.noun(among_last, "d" if figure.value == 2 and scan.noun(among_last, "d") else "p")
    event = scan.covering("events", figure.lead - 1)
    if event is not None and event.entry["measure"] != whole.measure:  # 'wounded 550, and buried 60 of them'
        near = (f for f in reversed(case.state.seen[-NEAR:]) if f.relation != "among")
        told = (f for f in near if f.sentence == figure.sentence and f.measure == event.entry["measure"])
        whole = next((f for f in told if can_hold(f, figure)), whole)
    of_women = scan.forms[figure.np_end].endswith("هن") and whole.group == "civilians/women"  # '9 women, 4 of them'
    before = scan.word_before(figure.lead)
    of_last = of_women or before == "(" or before in word_set("remains")  # '17 children (3 of them babies)'
    of_last = of_last and can_hold(whole, figure)
    narrower = bool(noun) and noun.label != whole.group and contains(whole.group, noun.label)
    if whole.relation == "among" and not of_last and not narrower:
        whole = whole.parent  # of those before it too, if it is of the innermost
    closed = whole.relation == "part" and [scan.forms[i] for i in scan.brackets(whole.np_end, figure.lead)][:1] == [")"]
    if closed and can_hold(whole.parent, figure):
        whole = whole.parent  # '41 persons (32 civilians and 9 soldiers), 28 of them by X'
    if not can_hold(whole, figure):  # '131 victims (64 killed and 67 wounded), 106 of them by X'
        near = (f for f in reversed(case.state.seen[-NEAR:]) if f.relation != "among" and can_hold(f, figure))
        whole = next(near, whole)
    if of_things(scan, figure, whole, case.state):
        strikes = strikes_told(figure, case.state)
        if strikes is None:
            return case.figure.is_no_toll("some of things before it, not of the people")
        figure.kind, figure.measure, figure.bare = "strike", strikes.measure, False
        figure.np_end = among_last
        return case.to(strikes, "among", "relation.strikes", strikes.start)
    owner = None
    of_them = scan.forms[figure.np_end].startswith("من")
    if of_them and noun and noun.kind == "person" and noun.label != "people" and noun.clitics in _OF_THEM:
        second = scan.noun(among_last + 1, "p") if among_last + 1 < len(scan.tokens) else None
        both = second is not None and second.kind == "person" and second.clitics == "و"
        groups = [noun.label, second.label] if both else [noun.label]
        figure.group, figure.group_stated, owner = join(groups), True, whole  # '30 of them children'
        figure.np_end = among_last + len(groups)
    side = of_party(scan, figure.np_end) if figure.group == "combatants" and owner is not None else None
    if side is not None and side.entry["group"].startswith("combatants/") and not side.entry.get("adjective"):
        figure.group, figure.np_end = side.entry["group"], side.last  # '21 of them fighters of X'
    party = of_party(scan, among_last) if not figure.group_stated else None
    if party is not None and not party.entry.get("adjective"):  # 'three of them of the security forces'
        figure.group, figure.group_stated, among_last = party.entry["group"], True, party.last
    figure.np_end = max(figure.np_end, among_last)
    if list_makes_up(figure, whole, case.state):
        owner = whole  # '464 of them of X, 57 of Y and 32 civilians'
    figure.parent, figure.relation, case.state.owner = whole, "among", owner
    figure.use("relation.among.behind", figure.start, scan.tokens[among_last - 1].end)
    return True


_OF_THEM = ("", "من", "ال", "ل", "لل", "لال")  # what a group behind 'of them' begins with


def _of_its_own_clause(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether the clause of 'seven of them' opens with a verb and names people of its own behind a toll."""
    mark = opens_with_verb(scan, whole.np_end, figure)
    nouns = (scan.noun(i, "p") for i in range(mark + 1, figure.lead)) if mark is not None else ()
    return any(noun is not None and noun.kind in ("person", "member") and not noun.definite for noun in nouns)


def _like_the_last(case: _Link) -> bool:
    if not case.unopened or not _alike(case.scan, case.last, case.figure):
        return False
    figure, last = case.figure, case.last
    figure.parent, figure.relation, figure.measure = last.parent, "among", last.measure
    figure.use("relation.among.alike", last.start, figure.end)
    return True


def _of_casualties(case: _Link) -> bool:
    """'427 of the victims fell in raids'."""
    figure, previous = case.figure, case.previous
    if not figure.rules or figure.rules[0][0] != "head.of_casualties":
        return False
    seen = (f for f in reversed(case.state.seen[-NEAR:]) if f.relation != "among" and f.measure == figure.measure)
    whole = next((f for f in seen if can_hold(f, figure)), None)
    if whole is None:  # in a paragraph of its own
        return previous is None or previous.role == "figure" or case.figure.is_no_toll(OF_UNREAD)
    return case.to(whole, "among", "relation.of_casualties", figure.start, owner=whole)


def _share_in_bracket(case: _Link) -> bool:
    """'50 civilians, most of them (35) children'."""
    scan, figure, last = case.scan, case.figure, case.last
    share = share_in_bracket(scan, figure.lead)
    if share is None or last is None or last.sentence != figure.sentence:
        return False
    if not any(rule == "head.casualty" for rule, _, _ in figure.rules) or _names_status(figure, last):
        figure.measure = last.measure  # 'most of them (35) displaced persons'
        figure.group = last.group if figure.group == "people" else figure.group
    if not can_hold(last, figure):
        return False
    return case.to(last, "among", "relation.among.share", scan.tokens[share].start, owner=last)


def _in_bracket(case: _Link) -> bool:
    """'59 (23 children and 36 women)'."""
    scan, figure, last, state = case.scan, case.figure, case.last, case.state
    other = _bracket_of_two(scan, figure, last, state) if last is not None and not case.among else None
    if other is not None:  # '35 killed and 131 wounded (28 killed and 113 wounded in X, and 7 …)'
        state.wholes += [last, other]
        return case.to(other, "part", "relation.part.bracket", figure.start)
    if last is not None and not case.among and _opens_bracket(scan, figure, last):
        some = _alone_in_bracket(scan, figure, state) or _only_ages_in_bracket(scan, figure, state)
        relation = "among" if some else "part"
        if not some:
            state.wholes.append(last)
        owner = last if some or last.relation == "among" else None
        return case.to(last, relation, f"relation.{relation}.bracket", figure.start, owner=owner)
    if not case.unopened or not _adds_up_in_bracket(scan, figure, state):
        return False
    figure.bare = figure.bare or not figure.group_stated
    if figure.group_stated and figure.label is not None:
        for labelled in (*state.following, figure):  # the place before the bracket is that of all
            labelled.label = None if labelled.label is figure.label else labelled.label
    state.wholes.append(last)
    return case.to(last, "part", "relation.part.bracket", figure.start)


def _bracket_of_two(scan: Scan, figure: Figure, last: Figure, state: State) -> Figure | None:
    """Return the first of two tolls that a bracket behind the second breaks down, of which a figure is a piece."""
    opens = scan.forms[last.np_end : last.np_end + 1] == ["("] and figure.position - last.np_end <= 2
    if not opens or figure.measure in ("", last.measure):
        return None
    other = other_of_two(scan, last, state)
    return other if other is not None and other.measure == figure.measure and can_hold(other, figure) else None


def _in_apposition(case: _Link) -> bool:
    """'59 civilians, 23 children and 36 women', '59: 23 children and 36 women'."""
    scan, figure, last, state = case.scan, case.figure, case.last, case.state
    if not case.unopened:
        return False
    apposed = _apposed(scan, figure, state)
    if apposed:
        if apposed == "part":
            state.wholes.append(last)
        return case.to(last, apposed, "relation.apposed", figure.start, owner=last if apposed == "among" else None)
    opened = _colon_opens(scan, figure, state)
    if opened is None:
        return False
    state.wholes.append(opened)
    return case.to(opened, "part", "relation.part.colon", figure.start)


def _opened_by_among(case: _Link) -> bool:
    """'Among them 12 children'."""
    scan, figure, state, among = case.scan, case.figure, case.state, case.among
    if among is None or state.last is None:
        return False
    if case.of_unread or _of_unread(scan, among, state.last):
        event = scan.covering("events", among.first - 1)
        verb = event is not None and event.last == among.first and scan.noun(among.first - 1) is None
        if verb and figure.measure in ("", event.entry["measure"]):
            figure.measure, state.owner = event.entry["measure"], None
            figure.use("event.before", scan.tokens[event.first].start, scan.tokens[event.last - 1].end)
            return True  # '12 thousand patients wait, of whom have died 700': their death is told
        return case.figure.is_no_toll(OF_UNREAD)
    both = _killed_and_wounded(scan, figure, among, state)
    named = scan.noun(among.last - 1)  # 'among the dead'
    named = named if named is not None and named.kind == "casualty" else None
    if named is not None:
        both = [whole for whole in both if whole.measure == named.label]
    if len(both) > 1 and all(can_hold(whole, figure) for whole in both):
        return case.figure.is_no_toll(EITHER)
    fitting = [whole for whole in both if can_hold(whole, figure)]
    owner = fitting[0] if fitting else _owner_of_subset(scan, figure, among, state)
    if owner is None:
        return False
    if named is not None and owner.measure != named.label:
        told = (f for f in reversed(state.seen[-NEAR:]) if f.relation != "among" and f.measure == named.label)
        owner = next((f for f in told if can_hold(f, figure)), owner if owner.measure == "casualties" else None)
    elif not measured_like(figure, owner):  # '7 killed and 9 wounded, among them 3 killed …'
        other = other_of_two(scan, owner, state)
        fits = other is not None and measured_like(figure, other) and can_hold(other, figure)
        owner = other if fits else owner
    if owner is None:
        return False
    if _names_status(figure, owner):
        figure.measure = owner.measure  # '30 killed, among them 12 displaced persons'
    return case.by_opener(among, owner, "among", "relation.among", owner)


def _opened_by_parts(case: _Link) -> bool:
    """'They are: 12 children and 9 women'."""
    scan, figure, state, parts = case.scan, case.figure, case.state, case.parts
    whole = _whole_of_parts(scan, figure, parts, state) if parts and state.last else None
    if whole is None:
        return False
    while whole in state.wholes:
        state.wholes.remove(whole)
    if not word_set("relatives").isdisjoint(scan.forms[parts.last : figure.position]):  # 'a man, his wife and 3 …'
        return case.by_opener(parts, whole, "among", "relation.among.uncounted", whole)
    other = other_of_two(scan, whole, state)
    state.wholes += [other, whole] if other is not None and other not in state.wholes else [whole]
    return case.by_opener(parts, whole, "part", "relation.part", None)


def _next_in_list(case: _Link) -> bool:
    """The other of '65 killed and 132 wounded, among them', or the next in a list by another thing."""
    scan, figure, last, state = case.scan, case.figure, case.last, case.state
    if last is None:
        return False
    other = _other_of_pair(scan, figure, state)
    if other is not None:
        if not figure.group_stated and not figure.measure:
            figure.group, figure.group_stated = last.group, last.group_stated  # by its verb
        return case.to(other, "among", "relation.among.pair", figure.start, owner=other)
    whole = _next_by_another(scan, figure, state)
    return whole is not None and case.to(whole, "among", "relation.among.list", figure.start, owner=whole)


def _next_part(case: _Link) -> bool:
    """'72 by raids, among them 10 children, and ten by shells'."""
    scan, figure, last, state = case.scan, case.figure, case.last, case.state
    if last is None:
        return False
    told = last.relation == "among" and verb_behind(scan, figure)
    told = told or (not figure.measure and bool(state.wholes))
    if (figure.bare or figure.group_stated or told) and _completes(figure, state):
        _continue_parts(scan, figure, state)
        if figure.parent is not None:
            state.owner = figure.parent if figure.parent.relation == "among" else None
            return True
    if not _some_of_most(scan, figure, state):
        return False
    figure.parent, figure.relation = top_of(last), "among"
    figure.use("relation.among.rest", figure.start, figure.end)
    return True


def _next_of_owner(case: _Link) -> bool:
    """The next of the open list of subsets: by its place, by its means, or since it makes up the whole."""
    scan, figure, state = case.scan, case.figure, case.state
    owner = state.owner if state.last else None
    if owner is None:
        return False
    sibling = _next_by_place(scan, figure, owner, state.last)
    if sibling is not None:
        figure.bare, figure.measure, figure.group = False, sibling.measure, sibling.group
        return case.to(sibling.parent, sibling.relation, "relation.list_of_places", sibling.start)
    by_another = owner.relation in ("among", "part") and figure.bare and not owner.group_stated
    if by_another and by_means(scan, figure.np_end) and by_means(scan, owner.np_end):
        outer = owner.parent  # '51 by mines, 15 children among them, and 12 by bullets'
        if room_in(outer, figure, state) and can_hold(outer, figure):
            return case.to(outer, "among", "relation.among.list", figure.start, owner=outer)
        owner = outer
    if _completes_subsets(scan, figure, owner, state):
        for piece in (*state.seen[-FAR:], figure):
            if piece is figure or (piece.parent is owner and piece.relation == "among"):
                piece.use("relation.among.completes", owner.start, figure.end)
        figure.parent, figure.relation = owner, "among"
        return True
    if owner.relation == "among" and _beside_makes_up(figure, owner, state):
        owner = owner.parent  # '27, of whom 20 in A, six children among them, and four in B, and three in C'
    while owner is not None:
        state.owner = owner
        if _continues_subsets(scan, figure, state):
            figure.measure = owner.measure if _names_status(figure, owner) else figure.measure
            return case.to(owner, "among", "relation.among.list", figure.start, owner=owner)
        owner = owner.parent if owner.relation == "among" else None  # the list around the innermost one
    return False


_RULES: tuple[Callable[[_Link], bool], ...] = (
    _among_known,
    _some_of_them,
    _like_the_last,
    _of_casualties,
    _share_in_bracket,
    _in_bracket,
    _in_apposition,
    _opened_by_among,
    _opened_by_parts,
    _next_in_list,
    _next_part,
    _next_of_owner,
)


def _continue_beside(case: _Link) -> None:
    """Let a figure that belongs to no list go on with the open parts, or stand beside those before it."""
    scan, figure, state = case.scan, case.figure, case.state
    state.owner = None
    before = scan.forms[max(case.first, figure.lead - CLAUSE) : figure.lead]
    if not word_set("next_in_rank").isdisjoint(before) or rise_before(scan, figure, case.first):
        state.wholes.clear()  # 'Baghdad with 1170 (236 killed and 934 wounded), followed by Diyala with 34 killed'
        return
    _continue_parts(scan, figure, state)


def _known_whole(scan: Scan, figure: Figure, among, state: State) -> Figure | None:
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
    near = [f for f in state.seen[-NEAR:] if f.sentence == figure.sentence and f.relation in ("", "part")]
    if near:
        alike = [f for f in near if f.measure == noun.label]
        apart = match is not among and len(alike) == 1 and can_hold(alike[0], figure)
        return alike[0] if apart else None
    return _last_toll_before(scan, figure, noun.label, state)


def _last_toll_before(scan: Scan, figure: Figure, measure: str, state: State) -> Figure | None:
    """Return the toll of a measure in the nearest paragraph that states one, where it states one number alone.

    An older count of the same, 'an earlier toll spoke of 35', is passed over.
    """
    before = (*state.earlier[-NEAR:], *state.seen[state.opened :])
    told = [f for f in before if f.relation == "" and f.kind == "people" and f.measure == measure]
    told = [f for f in told if f.sentence != figure.sentence]
    last = [f for f in told if f.paragraph == told[-1].paragraph]
    older = word_set("counted_earlier")
    last = [f for f in last if older.isdisjoint(scan.forms[max(f.first, f.lead - CLAUSE) : f.lead])] or last
    clear = last and figure.paragraph - last[-1].paragraph <= _BACK and len({f.value for f in last}) == 1
    return last[-1] if clear and can_hold(last[-1], figure) else None


def _only_whole_before(figure: Figure, state: State) -> Figure | None:
    """Return the only toll of people, no part of another, of the nearest paragraph before that states one."""
    told = [f for f in state.earlier[-FAR:] if f.relation == "" and f.kind == "people" and f.measure]
    last = [f for f in told if f.paragraph == told[-1].paragraph]
    near = last and figure.paragraph - last[-1].paragraph <= _LINES_BACK
    return last[0] if near and len(last) == 1 and can_hold(last[0], figure) else None


_LINES_BACK = 16  # lines of a list by place
_BACK = 2  # paragraphs
_LISTED_AMONG = 3  # figures


def _of_known_toll(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether a figure tells who was among a toll named right before it: 'among the 18 dead: 7 children'."""
    known = whole.rules and whole.rules[0][0] == KNOWN_TOLL and whole.sentence == figure.sentence
    opener = scan.covering("connectors", whole.lead) or (scan.covering("connectors", whole.lead - 1) if known else None)
    opened = known and opener is not None and opener.entry["connector"] in ("among", "out_of")
    opened = opened or (known and scan.word_before(whole.lead).removeprefix("و") in ("بين", "من"))
    return bool(opened) and figure.lead - whole.np_end <= 2 and can_hold(whole, figure)


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
    if counted < last.np_end or scan.noun(counted + 1) is not None or scan.forms[counted] in word_set("one_of_them"):
        return False
    if not any(numeral.kind in ("integer", "vague", "range") for numeral in scan.numerals_at(counted)):
        return False  # 'on the seventh day of the war'
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
    if first < len(scan.tokens) and scan.window_over(*scan.span_of(first)) is not None:
        return True  # '23 of them since 2021'
    if scan.connector(first, "among") is not None:
        return True  # '24 of them, among them 6 children'
    if scan.ordinal_at(first):
        return True  # 'three of them under the eighteenth year'
    plural = scan.noun(first, "p") if first < len(scan.tokens) else None
    dual = scan.noun(first, "d") if plural is None and figure.value == 2 and first < len(scan.tokens) else None
    named = plural if plural is not None else dual
    if named is not None and named.kind == "person" and not named.clitics:
        return True  # 'five of them children and an unborn child', 'two of them children'
    following = range(first, min(first + 2, len(scan.tokens)))
    nouns = ((scan.tokens[i].is_digits, scan.noun(i, "sd")) for i in following)
    counts = (digits or (noun is not None and noun.kind in PEOPLE_KINDS) for digits, noun in nouns)
    return not any(counts) and not any(n.start == scan.tokens[i].start for i in following for n in scan.numerals_at(i))


def of_things(scan: Scan, figure: Figure, whole: Figure, state: State) -> bool:
    """Say whether 'of them', said of things, stands behind a number, and people are told of before it: منها.

    Attacks that are counted in its sentence are meant before people that no noun names.
    """
    if scan.forms[figure.np_end : figure.np_end + 1] != ["منها"]:
        return False
    unnamed = whole.kind == "people" and not _nouns_of(scan, whole) and strikes_told(figure, state) is not None
    return unnamed or not _counted_in_feminine(scan, whole)


def strikes_told(figure: Figure, state: State) -> Figure | None:
    """Return the attacks of a figure's sentence that can hold it: '214 attacks that killed 87, 61 of them by X'."""
    near = (f for f in reversed(state.seen[-NEAR:]) if f.kind == "strike" and f.sentence == figure.sentence)
    return next((f for f in near if f.relation == "" and (figure.value or 0) <= (f.value or 0)), None)


def _counted_in_feminine(scan: Scan, figure: Figure) -> bool:
    """Say whether 'of them' in the feminine can mean what a figure counts: bodies, cases, families, strikes.

    A noun that is not known leaves it open; persons never take it.
    """
    nouns = _nouns_of(scan, figure)
    if nouns and nouns[0].kind == "casualty" and nouns[0].gender == "f":
        return True
    return figure.kind != "people" or not any(n.kind in ("person", "member", "other_person") for n in nouns)


def _opens_bracket(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether a figure opens a list in brackets right behind the figure that it breaks down."""
    behind = scan.forms[whole.np_end] if whole.np_end < len(scan.tokens) else ""
    end = whole.np_end + (behind != "(")
    closed = whole.relation == "among" and verb_behind(scan, whole) and scan.forms[end : end + 1] == ["("]
    near = (behind == "(" and figure.position - whole.np_end <= 2) or (closed and figure.position - whole.np_end <= 3)
    both = any(rule == "measure.of_bracket" for rule, _, _ in whole.rules)
    opens = behind_time(scan, whole.np_end, figure.position)
    length = _LABELLED if figure.label is not None else 1
    timed = scan.forms[opens : opens + 1] == ["("]  # '20 in May (Idlib 5, …'
    near = near or (timed and figure.position - opens <= length)
    near = near or (both and scan.forms[figure.lead - 1] == "(" and whole.sentence == figure.sentence)
    of_them = any(rule == "relation.among.behind" for rule, _, _ in whole.rules)  # '383 of them (172 soldiers and …)'
    if closed and near and figure.group_stated and None not in (whole.value, figure.value):
        return figure.value < whole.value  # '790 civilians who were killed (59 of the police)', counted among them
    ages = (
        behind == "(" and figure.group in AGES and whole.group not in AGES
    )  # 'among them 12 civilians (4 children …)'
    some = whole.relation != "among" or of_them or ages
    return near and figure.kind == "people" and some and can_hold(whole, figure)


def behind_time(scan: Scan, first: int, last: int) -> int:
    """Return where the words that tell a time right at a position end, at most `last`."""
    while first < last and (scan.forms[first] == "في" or scan.window_over(*scan.span_of(first)) is not None):
        first += 1
    return first


_LABELLED = 5  # words of '(the countryside of the province of Idlib'


def _adds_up_in_bracket(scan: Scan, figure: Figure, state: State) -> bool:
    """Say whether a number opens a bracket whose numbers, all bare or all narrower, make up the figure before it.

    '43 of them in executions (20 in Homs, 12 in Hama and 11 in Tartus)', 'ten in X (four civilians and six fighters)'.
    """
    last = state.last
    bare = figure.bare or (figure.inherits_group and not figure.group_stated)
    stated = figure.group_stated and figure.group != last.group and can_hold(last, figure)
    opened = (bare or stated) and figure.lead and scan.forms[figure.lead - 1] == "("
    if not opened or figure.lead - last.np_end > CLAUSE or last.kind != figure.kind or last.value is None:
        return False
    between = scan.forms[last.np_end : figure.lead - 1]
    if not CLAUSE_MARKS.isdisjoint(between) or last.sentence != figure.sentence:
        return False
    end = min(figure.last, figure.np_end + FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    inside = [f for f in state.following if f.position < closed]
    total = (figure.value or 0) + sum(f.value or 0 for f in inside)
    alike = all(f.bare for f in inside) or (stated and all(f.group_stated and can_hold(last, f) for f in inside))
    return bool(inside) and alike and makes_about(total, last)


def _alone_in_bracket(scan: Scan, figure: Figure, state: State) -> bool:
    """Say whether a smaller number is all that its bracket holds: '12 (3 children)' has one subset."""
    whole = state.last.value
    if whole is None or figure.value is None or figure.value >= whole:
        return False
    end = min(len(scan.tokens), figure.np_end + FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    return not any(following.position < closed for following in state.following)


def _only_ages_in_bracket(scan: Scan, figure: Figure, state: State) -> bool:
    """Say whether a bracket holds children, women and men, and they are fewer than the figure before it."""
    end = min(len(scan.tokens), figure.np_end + FAR)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    inside = [figure, *(f for f in state.following if f.position < closed)]
    whole = state.last.value
    total = sum(f.value or 0 for f in inside)
    return whole is not None and total < whole and all(f.group in AGES for f in inside)


def _colon_opens(scan: Scan, figure: Figure, state: State) -> Figure | None:
    """Return the whole that a colon breaks down: '252 civilians: 79 children, …'."""
    last = state.last
    gap = range(last.np_end, figure.position)
    colons = [i for i in gap if scan.forms[i] == ":"] if len(gap) <= 2 * CLAUSE else []
    if colons and len(gap) > 8 and not _makes_up(scan, figure, top_of(last), state):
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
    if not measured_like(figure, whole):  # '31 killed and 62 wounded: 24 killed in X and 7 in Y'
        beside = other_of_two(scan, whole, state)
        whole = beside if beside is not None and measured_like(figure, beside) else whole
    return whole if can_hold(whole, figure) and whole.sentence == figure.sentence else None


def _makes_up(scan: Scan, figure: Figure, whole: Figure, state: State) -> bool:
    """Say whether a figure and those behind it in its sentence, without subsets among them, make up a whole."""
    total, before = figure.value or 0, figure
    for following in state.following:
        if following.sentence != figure.sentence:
            break
        if not scan.connectors(before.np_end, following.lead + 1, "among"):
            total += following.value or 0
        before = following
    return makes_about(total, whole)


def _apposed(scan: Scan, figure: Figure, state: State) -> str:
    """Read '5 civilians, a girl and 4 women': behind a bare comma narrower groups, joined by 'and'.

    They are the parts when they add up to the figure before them; when they do not, only a list that
    begins with a single person, or one of two ages and sexes, is taken for subsets.
    """
    whole, last = state.last, figure
    if whole.sentence != figure.sentence:
        return ""
    gap = scan.forms[max(whole.np_end, figure.lead - CLAUSE - 2) : figure.lead]
    both = whole.measure == "casualties" and figure.measure in ("killed", "wounded")  # '40, 15 killed and 25 wounded'
    narrower = (both or (figure.group_stated and figure.group != whole.group)) and can_hold(whole, figure)
    made_up = gap[-1:] and gap[-1] in word_set("made_up_of") and gap[-2:-1] == ["،"]
    if not (gap[-1:] == ["،"] or made_up) or not narrower or whole.value is None:
        return ""
    if len(gap) > 1 and not _same_clause(scan, whole, figure):
        return ""
    total, pieces = figure.value or 0, 1
    for following in state.following:
        joined = [scan.forms[i] for i in range(last.np_end, following.lead)] in ([], ["و"])
        stated = following.group_stated or (both and following.measure)
        if not joined or not stated or not can_hold(whole, following):
            break
        total, pieces, last = total + (following.value or 0), pieces + 1, following
    if whole.qualifier != "exact":
        return "part" if pieces > 1 and makes_about(total, whole) else ""
    rest = whole.value - (figure.value or 0)  # '…, 1889 civilians, 307 children among them, and 2472 fighters'
    completed = any(
        f.value == rest and f.group_stated and f.sentence == whole.sentence and can_hold(whole, f)
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
    return whole.sentence == figure.sentence and last - first <= CLAUSE and not told


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


def _killed_and_wounded(scan: Scan, figure: Figure, among, state: State) -> list[Figure]:
    """Return the two figures that 'among them' can mean: 'killed 22 and wounded 117 in raids on X, among them eight'.

    Right behind the wounded, without a comma, it means the wounded: then there are none. But not in 'the toll is
    1873 killed and 9134 wounded, among them 127 children', two nouns of one verb.
    """
    near = state.seen[-NEAR:]
    people = [f for f in near if f.kind == "people" and f.relation == "" and f.sentence == figure.sentence]
    if figure.kind != "people" or [f.measure for f in people[-2:]] != ["killed", "wounded"]:
        return []
    killed, wounded = people[-2:]
    nouns = all(f.rules and f.rules[0][0] == "head.casualty" for f in (killed, wounded))
    apart = (among.first > wounded.np_end or nouns) and wounded.lead - killed.np_end <= 2
    own = figure.measure or verb_behind(scan, figure)
    own = own or not word_set("injured_how").isdisjoint(scan.forms[figure.np_end : figure.np_end + 2])
    return [killed, wounded] if apart and not own and state.last in (wounded, *_strikes_behind(state, wounded)) else []


def _strikes_behind(state: State, figure: Figure) -> list[Figure]:
    """Return the strikes told right behind a figure: 'wounded 117 in two raids'."""
    behind = list(takewhile(lambda f: f is not figure, reversed(state.seen[-NEAR:])))
    return [f for f in behind if f.kind == "strike"]


def _owner_of_subset(scan: Scan, figure: Figure, among, state: State) -> Figure | None:
    last = state.last
    if last.kind == "strike" and figure.kind == "people":  # 'killed 22 in two raids on X, among them eight'
        before = [f for f in state.seen[-NEAR:] if f.kind == "people" and f.sentence == figure.sentence]
        last = before[-1] if before and last in _strikes_behind(state, before[-1]) else last
    if figure.kind != last.kind:
        return None
    too_large = None not in (figure.value, last.value) and figure.value > last.value
    told = last.by is None and scan.connectors(last.np_end, among.first, "agent")  # by whom, since when: of the whole
    told = told or scan.windows_in(scan.tokens[last.np_end - 1].end, scan.tokens[among.first].start)
    climbs = (
        bool(told)
        or too_large
        or among.clitics.startswith("و")
        or not (fits_in(figure, last) or contains(figure.group, last.group))
    )
    if figure.group in AGES and _made_up(scan, among, state) and can_hold(last.parent, figure):
        return last.parent  # '43, 29 of them Iraqis and 14 Syrians, among them 11 women'
    restated = scan.covering("events", among.first - 1) is not None and not figure.group_stated
    if restated and last.relation == "among" and can_hold(last.parent, figure):
        return last.parent  # 'killed 560, among them 119 children, killed of them 73 at the hands of X'
    if state.owner and last.relation == "among" and climbs and not list_makes_up(figure, last, state):
        return state.owner
    return None if too_large and last.qualifier == "exact" and last.relation != "among" else last


def _made_up(scan: Scan, among, state: State) -> bool:
    """Say whether the last subsets make up their whole, and a comma stands before 'among them'."""
    last, before = state.last, state.seen[-2:-1]
    listed = last.relation == "among" and before != [] and before[0].parent is last.parent
    comma = among.first > 0 and scan.forms[among.first - 1] == "،"
    return listed and comma and state.held[id(last.parent), "among"] == last.parent.value


def _beside_makes_up(figure: Figure, piece: Figure, state: State) -> bool:
    """Say whether a piece, a bare number and those behind it in their list make up the whole of the piece."""
    total = (piece.value or 0) + (figure.value or 0)
    if not figure.bare or piece.parent is None or piece.parent.value is None:
        return False
    for following in state.following:
        if total >= piece.parent.value or following.sentence != figure.sentence or not following.bare:
            break
        total += following.value or 0
    return total == piece.parent.value


def list_makes_up(figure: Figure, whole: Figure, state: State) -> bool:
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


def _whole_of_parts(scan: Scan, figure: Figure, parts, state: State) -> Figure | None:
    words = "".join(scan.forms[i] for i in range(parts.first, parts.last))
    last = state.last
    if last.relation == "among" and list_makes_up(figure, last, state) and can_hold(last, figure):
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
        if figure.kind == "people" and not can_hold(candidate, figure):
            continue
        if figure.kind == "strike" and not measure_contains(candidate.measure, figure.measure):
            return None
        return candidate
    return None


def _documents(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether 'documented', 'counted' stands before a figure: another source's count."""
    return any(scan.forms[i].removeprefix("و") in word_set("documents") for i in range(first, figure.lead))


def _completes_subsets(scan: Scan, figure: Figure, owner: Figure, state: State) -> bool:
    """Say whether a figure and the subsets before it make up their whole: '29 killed, 12 of them …, 10 …, and 7 …'."""
    counted = state.held[id(owner), "among"]
    if not counted or None in (owner.value, figure.value) or figure.kind != owner.kind or figure.measure:
        return False
    if owner.group != "people" and figure.group != "people":
        return False
    first = state.last.np_end
    breaks = scan.connectors(first, figure.lead, "contrast", "result", "rise", "reporting")
    killing = subject_before(scan, owner) and scan.words("killing", first, figure.lead)
    if killing and scan.between("parties", killing[0], figure.lead):
        return False  # 'X killed three, a child among them, and Y killed two'
    if breaks or _documents(scan, first, figure) or _also_told(scan, state.last, figure):
        return False
    total = counted + figure.value
    for following in state.following:
        if total >= owner.value or following.value is None or following.sentence != figure.sentence:
            break
        if following.measure or not can_hold(owner, following):
            break
        total += following.value
    return total == owner.value and owner.sentence == figure.sentence and can_hold(owner, figure)


def _each_with_its_verb(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether two numbers without nouns each have their own verb of dying right behind them, joined by 'and'."""
    for f in (last, figure):
        told = verb_behind(scan, f) or not word_set("killed_them").isdisjoint(scan.forms[f.np_end : f.np_end + 1])
        if not told or f.kind != "people" or f.inherits_group or f.group not in ("", "people", last.group):
            return False
    joined = scan.forms[figure.lead].startswith("و") or scan.forms[figure.lead - 1] == "و"
    return joined and len(scan.between("events", last.np_end, figure.lead)) < 2


def _like_owner(scan: Scan, figure: Figure, owner: Figure, last: Figure) -> bool:
    """Say whether a figure goes on with the list of which the owner is a part, not with the owner's subsets.

    'Of' stands behind both and not behind the last one, or the last one counts children or women, and they persons.
    """
    ends = (scan.at(f.end - 1) + 1 for f in (figure, owner, last))
    of = [scan.forms[end : end + 1] == ["من"] for end in ends] == [True, True, False]
    persons = figure.group not in AGES and figure.group == owner.group and not figure.bare
    return of or (last.relation == "among" and last.group in AGES and persons)


def _continues_subsets(scan: Scan, figure: Figure, state: State) -> bool:
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
    each = len(gap) <= BY_WHOM and last.relation == "among" and _each_with_its_verb(scan, last, figure)
    if each:
        gap = gap[-1:]  # 'six who were killed in X and five who were killed in Y'
    tight = len([w for w in gap if not may_stand_between(w) and not w.startswith("و")]) == 0 and len(gap) <= 3
    means = gap[:1] != [] and gap[0].startswith("ب") and len(gap) <= 2
    injuries = figure.form == "dual" and figure.measure == owner.measure and last.relation == "among"
    tight = tight or (means and injuries)  # '14 of them by shots, 21 by gas and two injuries', وإصابتان
    status = _names_status(figure, owner) and "،" not in gap  # '30 killed, among them a child and 12 displaced'
    same = status or (figure.measure != "" and figure.measure == owner.measure)  # '… and two martyrs under torture'
    if not tight or figure.kind != "people":
        return False
    behind_one = last.relation == "among"
    told = scan.between("events", last.np_end, figure.position)
    if any(match.clitics.startswith("و") for match in told) and scan.noun(figure.position, "s") is not None:
        return False  # '3 of them children, and killed were a child and its mother in X'
    if told and _told_beside_owner(scan, told[-1], owner):
        return False  # 'the capture of 280, the killing of 90, 12 leaders among them, and the death of 25 of X'
    paired = behind_one and verb_behind(scan, figure) and verb_behind(scan, last)
    died = behind_one and verb_behind(scan, figure) and _died_of(scan, figure, owner)  # 'and 13 died under torture'
    known = figure.group_stated or figure.bare or same or paired or died or each or _other_measure(figure, owner, last)
    if not known and not (behind_one and any(n.kind == "person" for n in _nouns_of(scan, figure))):
        return False
    if paired and not figure.group_stated:
        figure.group, figure.group_stated = last.group, last.group_stated  # '16 civilians were killed and 41 wounded'
    subsets = [f for f in state.seen[-FAR:] if f.parent is owner and f.relation == "among"]
    owner_group = group_so_far(owner)
    factions = all(contains("combatants/opposition", f.group) and f.group.count("/") > 1 for f in subsets)
    if owner_group == "combatants" and factions:
        owner_group = "combatants/opposition"  # 'fighters, among them jihadists' are not the army
    counted = state.held[id(owner), "among"] + (figure.value or 0)
    if figure.group in AGES and any(f.group not in AGES for f in subsets):
        ages = sum(f.value or 0 for f in subsets if f.group in AGES)  # '29 Iraqis, 14 Syrians, 11 women among them'
        counted = ages + (figure.value or 0)
    elif figure.group not in AGES and last.group not in AGES and any(f.group in AGES for f in subsets):
        # 'among them five children, 21 civilians, six of X and nine of Y'
        others = sum(f.value or 0 for f in subsets if f.group not in AGES)
        counted = others + (figure.value or 0)
    fights = figure.group.startswith("combatants/") and all(contains("civilians", f.group) for f in subsets)
    if fights and owner.relation == "part" and "،" in gap and counted != owner.value:
        return False  # 'they are: 668 of the natives, among them 166 civilians, and 477 of the ministry'
    if owner.relation == "part" and "،" in gap and counted != owner.value and _like_owner(scan, figure, owner, last):
        return False  # '46 of the natives of X, two children among them, and 18 of the natives of Y'
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


def _told_beside_owner(scan: Scan, event: PhraseMatch, owner: Figure) -> bool:
    """Say whether a noun of action behind ', and' goes on with the one that tells of the owner: وتصفية …، واستشهاد."""
    own = scan.covering("events", owner.lead) or (scan.covering("events", owner.lead - 1) if owner.lead else None)
    joined = event.clitics.startswith("و") and scan.forms[event.first - 1] == "،"
    if not joined or own is None or own.entry["measure"] != event.entry["measure"]:
        return False
    return not any(analyse_verb(without_and(scan.forms[match.first])) for match in (own, event))


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
    means = scan.between("methods", position, position + PLACE_BETWEEN)
    cause = scan.connector(position, "cause") is not None and not means
    told = scan.forms[position].endswith(("يا", "وا")) or scan.forms[position] in word_set("opens_relative")
    return cause or told or scan.phrase_at("behind_dead", position) > 0


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
        and can_hold(last.parent, figure)
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


def _completes(figure: Figure, state: State) -> bool:
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


def _other_of_pair(scan: Scan, figure: Figure, state: State) -> Figure | None:
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
    beside = other_of_two(scan, last.parent, state)
    words = range(last.np_end, figure.lead)
    joined = joined_by_and(scan, figure)
    place = all(not unknown_word(scan, i) and scan.phrase("events", i) is None for i in words)
    if beside is None or beside.measure != measure or not joined or not place or len(words) > PLACE_BETWEEN:
        return None
    return beside if can_hold(beside, figure) and room_in(beside, figure, state) else None


def _because(scan: Scan, figure: Figure) -> bool:
    """Say whether 'because of' stands in the few words behind a figure: '149 in the west because of shells'."""
    return bool(scan.connectors(figure.np_end, min(figure.last, figure.np_end + PLACE_BETWEEN), "cause"))


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


def _next_by_another(scan: Scan, figure: Figure, state: State) -> Figure | None:
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
    alike = alike or (led != [["في"], ["في"]] and says_which(scan, before) and says_which(scan, figure))
    alike = alike or (closed and figure.bare and by_means(scan, figure.np_end))
    told = scan.between("events", last.np_end, figure.lead)
    goes_on = joined and alike and not told and figure.lead - last.np_end <= 8
    whole = before.parent
    listed = [f for f in state.seen[-NEAR:] if f.parent is whole and not f.group_stated]  # not the children among them
    total = (figure.value or 0) + sum(f.value or 0 for f in listed)
    room = whole.value is None or whole.qualifier != "exact" or total <= whole.value
    return whole if goes_on and room else None


def _some_of_most(scan: Scan, figure: Figure, state: State) -> bool:
    """Say whether a number with its verb goes on from 'most of them': '108 …, most of them …, and 20 died by …'."""
    if figure.group_stated or figure.kind != "people":
        return False
    top = top_of(state.last)
    if top.sentence != figure.sentence or not verb_behind(scan, figure):
        return False
    if figure.lead - top.np_end > FAR:
        return False
    most = not word_set("most_of_them").isdisjoint(scan.forms[top.np_end : figure.lead])
    anew = scan.connectors(top.np_end, figure.lead, "contrast", "result", "rise")
    return most and not anew and figure.kind == top.kind == "people" and can_hold(top, figure)


def _other_noun(scan: Scan, figure: Figure, owner: Figure) -> bool:
    """Say whether two figures of one group count by different nouns: '190 civilians, … and 14 elderly'."""
    nouns = [
        next((n.lemma for i in range(f.position, f.np_end) if (n := scan.noun(i)) and n.kind == "person"), "")
        for f in (figure, owner)
    ]
    return "" not in nouns and nouns[0] != nouns[1]


def _first_of_line(scan: Scan, figure: Figure, state: State) -> Figure | None:
    """Return the figure right behind the label of a line of a list, of which the later ones of the line are subsets."""
    colon = scan.label_end(figure.paragraph, figure.position)
    first = state.first_of_paragraph(figure) if state.listed is not None else None
    if colon is None or first is None or first.parent is not state.listed or first.position <= colon:
        return None
    if not measured_like(figure, first):
        return None
    inner = state.wholes[-1] if state.wholes else state.listed
    gap = scan.forms[max(state.last.np_end, figure.lead - FAR) : figure.lead]
    if state.last.parent is inner and inner is not state.listed and ")" not in gap:
        return None  # inside a bracket that breaks a subset down
    again = scan.colons(first.np_end, figure.lead)
    return first if not again and can_hold(first, figure) and room_in(first, figure, state) else None


def _continue_parts(scan: Scan, figure: Figure, state: State) -> None:
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
    if other and measured_like(figure, other[0]) and not measured_like(figure, state.wholes[-1]):
        state.wholes[-2:] = reversed(state.wholes[-2:])  # of the killed and the wounded of whom both are broken down
    while state.wholes:
        whole = state.wholes[-1]
        if can_hold(whole, figure) and not _complete(whole, figure, state):
            relation = state.listed_as if whole in (state.listed, state.listed_beside) else "part"
            figure.parent, figure.relation = whole, relation
            figure.use(f"relation.{relation}.list", figure.start, figure.end)
            return
        state.wholes.pop()


def _tells_anew(scan: Scan, figure: Figure, state: State) -> bool:
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


def _complete(whole: Figure, figure: Figure, state: State) -> bool:
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


def room_in(whole: Figure, figure: Figure, state: State) -> bool:
    """Say whether a whole has room for one more subset beside those that it has."""
    counted = state.held[id(whole), "among"]
    return whole.value is None or whole.qualifier != "exact" or counted + (figure.value or 0) <= whole.value
