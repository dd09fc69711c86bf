"""Sums: wholes and parts that only adding up tells, once all figures of a report are read."""

from itertools import groupby, pairwise, takewhile

from analysis.arabic import fold
from analysis.claims.carried import in_another_place
from analysis.claims.fates import counts_injuries, counts_victims
from analysis.claims.figure import AGES, CLAUSE_MARKS, COMPARED, Figure, pieces_of
from analysis.claims.wholes import CLAUSE, FAR, LONGEST_LIST, NEAR, SHARE, can_hold
from analysis.lattice import contains
from analysis.lexicons import word_set
from analysis.scan import Scan


def read_casualties_in_brackets(scan: Scan, tolls: list[Figure]) -> None:
    """Read '23 children (10 killed and 13 wounded)' as a count of both, where the bracket adds up to it.

    So are the other injuries of a paragraph in which those of one kind, '16 injuries (6 deaths and 10 hurt)', are.
    """
    pairs: set[int] = set()  # ids of the killed and the wounded of such counts
    of_both: set[int] = set()  # paragraphs where injuries are
    for number, (whole, left, right) in enumerate(zip(tolls, tolls[1:], tolls[2:], strict=False)):
        before = scan.forms[whole.np_end : left.lead]
        bracket = before[-1:] == ["("] and len(before) <= CLAUSE and CLAUSE_MARKS.isdisjoint(before)
        opened = bracket or (whole.measure == "wounded" and _goes_on_to_tell(before))  # '39, they are 13 deaths'
        both = {left.measure, right.measure} == {"killed", "wounded"} and right.lead - left.np_end <= 1
        if not (opened and both and whole.kind == left.kind == right.kind == "people"):
            continue
        if _add_up(whole, left, right):
            pairs |= {id(left), id(right)}
            of_both |= {whole.paragraph} if whole.measure == "wounded" and counts_injuries(scan, whole) else set()
            whole.measure, whole.bare = "casualties", False
            for item in () if bracket else (left, right):
                item.item_of, item.item_as, item.item_end = whole, "part", right.np_end
            whole.use("measure.of_bracket", left.start, right.end)
            for behind in tolls[number + 3 : number + 4]:
                joined = scan.forms[right.np_end : behind.lead] in ([")"], [")", "و"])
                if joined and not behind.measure and behind.group_stated:
                    behind.measure = "casualties"  # ', and 86 men'
                    behind.use("measure.of_bracket", whole.start, whole.end)
    for figure in tolls if of_both else ():
        others = figure.measure == "wounded" and figure.paragraph in of_both and id(figure) not in pairs
        if others and counts_injuries(scan, figure):
            figure.measure = "casualties"
            figure.use("measure.of_bracket", figure.start, figure.end)


def _goes_on_to_tell(between: list[str]) -> bool:
    """Say whether a comma, a dash, a colon or 'they are' stands between a count and the two that make it up."""
    words = [form.removeprefix("و") for form in between[-2:]]
    opened = words[-1:] != [] and (words[-1] in _TELLS or words[-1] in word_set("they_are_these"))
    return opened and len(between) <= CLAUSE and CLAUSE_MARKS.isdisjoint(between[:-2])


_TELLS = frozenset({"،", "-", "–", "—", ":"})


def read_injuries_with_dead(scan: Scan, tolls: list[Figure]) -> None:
    """Read '46 injuries, 9 deaths among them' as a count of both: the noun of the whole holds the dead too."""
    for number, (whole, some) in enumerate(pairwise(tolls)):
        before = tolls[number - 1] if number else None
        if before is not None and before.sentence == whole.sentence and before.measure == "killed":
            continue  # '244 killed and 588 wounded, of whom 65 killed and 132 wounded in X'
        nouns = (scan.noun(i) for i in range(whole.position, whole.np_end))
        injured = any(noun is not None and noun.kind == "casualty" and noun.label == "wounded" for noun in nouns)
        if not injured or some.measure != "killed" or whole.measure not in ("", "wounded"):
            continue
        first = whole.np_end + (scan.forms[whole.np_end : whole.np_end + 1] == ["،"])
        among = scan.connector(first, "among")
        if among is not None and among.last in (some.hedge, some.position) and can_hold(whole, some):
            whole.measure = "casualties"
            whole.use("measure.with_dead", scan.tokens[among.first].start, some.end)


def _add_up(whole: Figure, left: Figure, right: Figure) -> bool:
    """Say whether two counts make up a third one."""
    return None not in (whole.value, left.value, right.value) and left.value + right.value == whole.value


def settle_victims(scan: Scan, tolls: list[Figure]) -> None:
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
            _move_from_victims(tolls[number : number + FAR], whole, killed, wounded)
    for figure in tolls if both else ():
        event = any(rule.startswith("event.") for rule, _, _ in figure.rules)
        if figure.measure == "killed" and not event and counts_victims(scan, figure):
            figure.measure = "casualties"


def settle_itemised(tolls: list[Figure]) -> None:
    """Let the items of a whole that make it up be its parts: '31 injuries, 14 by bullets, 15 by gas and two …'."""
    for pieces in pieces_of(tolls).values():
        whole = pieces[0].parent
        itemised = any(rule == "relation.among.itemised" for rule, _, _ in pieces[0].rules)
        if itemised and whole.value and sum(piece.value or 0 for piece in pieces) == whole.value:
            for piece in pieces:
                piece.relation = "part"


def settle_natives(scan: Scan, tolls: list[Figure]) -> None:
    """Let '679 of the people of X, 122 civilians among them' count civilians and others: natives fought too."""
    for pieces in pieces_of(tolls).values():
        whole = pieces[0].parent
        native = whole.group == "civilians" and any(rule == "group.party" for rule, _, _ in whole.rules)
        for some in pieces if native else ():
            noun = scan.noun(some.np_end - 1)
            told = some.relation == "among" and some.group == "civilians" and noun is not None and noun.kind == "person"
            if told and None not in (some.value, whole.value) and some.value < whole.value:
                whole.group, whole.group_stated = "people", False


def _move_from_victims(behind: list[Figure], whole: Figure, killed: Figure, wounded: Figure) -> None:
    """Move what was linked before a whole turned out to count both: some of the dead, the count of another time."""
    for figure in takewhile(lambda f: f.sentence == whole.sentence, behind):
        rules = {rule: start for rule, start, _ in figure.rules}
        if figure.parent is whole and "relation.among.known" in rules and can_hold(killed, figure):
            figure.parent = killed
        if rules.get(COMPARED) == wounded.start:
            figure.measure, figure.group = whole.measure, whole.group


def _victims_before(scan: Scan, figure: Figure) -> bool:
    """Say whether 'the number of the victims' stands before a figure in its clause."""
    nouns = (scan.noun(i, "p") for i in range(max(figure.first, figure.lead - CLAUSE), figure.lead))
    return any(noun is not None and fold(noun.lemma) in word_set("victim") for noun in nouns)


def link_two_sides(figures: list[Figure]) -> None:
    """Read '1662 killed, of whom A killed 445 …, and B killed 1217': two that add up to the whole are of it.

    Small numbers add up by chance, and children and women do not say who the others were.
    """
    tolls = [f for f in figures if f.role == "figure" and f.value is not None and f.kind == "people"]
    for number, other in enumerate(tolls):
        for figure in reversed(tolls[max(0, number - NEAR) : number]) if other.parent is None else ():
            whole, beside = figure.parent, figure.sentence == other.sentence and figure.measure == other.measure
            if not beside or figure.relation != "among" or {figure.group, other.group} & set(AGES):
                continue
            if figure.value + other.value == whole.value and whole.value >= _BY_CHANCE and can_hold(whole, other):
                other.parent, other.relation = whole, "among"
                other.group = whole.group if contains(other.group, whole.group) else other.group
                other.use("relation.among.two_sides", figure.start, other.end)
                break


_BY_CHANCE = 50


def link_rest_of_list(figures: list[Figure]) -> None:
    """Read '42 killed, of whom 17 civilians (12 by X, 5 by Y), 19 of the forces and 6 of Z': those behind the bracket.

    They follow one another, and with the first one make up the whole; they say who they were.
    """
    tolls = [f for f in figures if f.role == "figure" and f.value is not None and f.kind == "people"]
    for number, first in enumerate(tolls):
        whole = first.parent
        if first.relation != "among" or whole is None or whole.value is None or first.group in AGES:
            continue
        total, rest, end = first.value, [], _behind_pieces(tolls, number, first)
        for figure in tolls[end:]:
            beside = figure.parent is None and figure.sentence == first.sentence and figure.measure == whole.measure
            last = rest[-1].np_end if rest else tolls[end - 1].np_end
            if not beside or not figure.group_stated or figure.lead - last > _BESIDE or total >= whole.value:
                break
            total, rest = total + figure.value, [*rest, figure]
        if total == whole.value and len(rest) > 1 and all(can_hold(whole, figure) for figure in rest):
            for figure in rest:
                figure.parent, figure.relation = whole, "among"
                figure.use("relation.among.rest_of_list", first.start, figure.end)


def _behind_pieces(tolls: list[Figure], number: int, figure: Figure) -> int:
    """Return the place of the first figure behind one and its pieces."""
    number += 1
    while number < len(tolls) and tolls[number].parent is figure:
        number += 1
    return number


_BESIDE = 8  # words of '), and' and of the end of the bracket


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
            if not near or figure.parent is not None or not can_hold(whole, figure):
                break
            if figure.kind not in ("people", "strike"):
                break
            share = any(rule == SHARE for rule, _, _ in figure.rules)
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
        parts = _parts_before(tolls[max(0, number - LONGEST_LIST) : number], whole) if summed is not None else []
        for figure in parts:
            figure.parent, figure.relation = whole, "part"
            figure.use("relation.sum", scan.tokens[summed].start, whole.end)
        if parts:
            _forget_what_differs(whole, parts)


def link_next_sentence(scan: Scan, figures: list[Figure]) -> None:
    """Read '35 were killed. He said that 28 died in A, and 7 in B': the next sentence tells where those of a toll died.

    Its figures of that measure add up to the toll, and each is told of a place of its own; the gazetteer may lack one.
    Small numbers add up by chance, and then both sentences count: these need more, that one says 'of the dead', that
    the wounded add up too, or that the toll itself names no place and there are three of them.
    """
    tolls = [f for f in figures if f.role == "figure" and f.kind == "people" and f.value is not None]
    sentences = [list(told) for _, told in groupby(tolls, key=lambda f: f.sentence)]
    for told, following in pairwise(sentences):
        found: list[tuple[Figure, list[Figure]]] = []
        for whole in (f for f in told[-NEAR:] if f.parent is None):
            pieces = [f for f in following[:LONGEST_LIST] if f.measure == whole.measure and f.parent in (None, whole)]
            if _told_by_place(scan, whole, pieces):
                found.append((whole, pieces))
        for whole, pieces in found:
            if len(found) > 1 or _of_the_same(whole, pieces):
                relation = next((f.relation for f in pieces if f.relation), "part")
                for figure in pieces:
                    _become_piece(figure, whole, relation)


def _told_by_place(scan: Scan, whole: Figure, pieces: list[Figure]) -> bool:
    """Say whether figures make up an exact toll, each in another place, and none at another time."""
    if len(pieces) < _FEWEST_PARTS or sum(f.value for f in pieces) != whole.value or whole.qualifier != "exact":
        return False
    if any(f.qualifier != "exact" or f.running or f.window not in (None, whole.window) for f in pieces):
        return False
    if any(f.group_stated and not contains(whole.group, f.group) for f in pieces):
        return False
    if all(f.means is not None for f in pieces):
        return True  # 'raids were the first cause, with 20 dead, followed by mines with 12'
    places = [m for f in pieces for m in f.places]
    apart = len({m.text for m in places}) == len(places) >= len(pieces) - 1
    return apart and not any(in_another_place(scan, whole, f) for f in pieces)


def _of_the_same(whole: Figure, pieces: list[Figure]) -> bool:
    """Say whether more than their sum tells that figures are pieces of a toll."""
    some = any(f.parent is whole or f.means is not None for f in pieces)
    return some or whole.value >= _BY_CHANCE or (not whole.places and len(pieces) > _FEWEST_PARTS)


def _become_piece(figure: Figure, whole: Figure, relation: str) -> None:
    """Link a figure to the toll that it is a piece of; what is not told of it holds of it as of the toll."""
    if figure.parent is None:
        figure.parent, figure.relation = whole, relation
        figure.use("relation.next_sentence", whole.start, figure.end)
    figure.group = figure.group if figure.group_stated else whole.group
    if not (figure.actor or figure.method):
        figure.actor, figure.method = whole.actor, whole.method
    figure.window = figure.window or whole.window


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
    return apart and None not in (figure.value, whole.value) and can_hold(whole, figure)
