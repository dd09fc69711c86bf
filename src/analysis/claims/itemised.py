"""Lists whose numbers break down a toll: '142 killed, as follows: 39, 12 children among them, by X, and 28 by Y'.

Words open the list: 'they are', 'distributed', a colon, a comma, 'among them'. That its items add up to the toll before
these words tells them from the subsets between them, or that words name the list or each item its means; what stands
behind an item is told of it alone.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice, pairwise, takewhile

from analysis.claims.figure import AGES, BEFORE_NUMBER, Figure, joined_by_and
from analysis.claims.phrases import tells_which
from analysis.claims.wholes import FAR, LONGEST_LIST, NEAR, fits_in, says_which
from analysis.lexicons import word_set
from analysis.scan import Scan

_RELATIONS = {"": "part", "part": "part", "among": "among", "of them": "among"}  # how a list opens → what its items are
_TRIES = 40  # openers of one sentence
_OPENER = 7  # words of 'they are distributed as follows:'
_MEANS = 8  # words of 'followed by the explosive remnants of war with'
_PLACE = 4  # words of 'most of them in the countryside of', and of what stands between two places of a list
_GAP = 2  # words between the subsets of one item: 'among them 5 children, and 3 women'


def read_lists_by_means(scan: Scan, tolls: list[Figure]) -> None:
    """Note the means before each number of 'shelling was the first cause, with 16, followed by gunfire with 12'."""
    for number, figure in enumerate(tolls[1:], 1):
        before = tolls[number - 1]
        if scan.forms[before.np_end : before.np_end + 1] == [")"]:  # '16 (6 killed and 10 hurt), followed by'
            behind = (f for f in reversed(tolls[max(0, number - NEAR) : number]) if scan.forms[f.np_end] == "(")
            before = next(behind, before)
        if before.sentence != figure.sentence or before.kind != "people" or figure.kind != "people":
            continue
        first = _means_before(scan, before, figure)
        if first is None:
            continue
        figure.means = (first, figure.hedge)
        if before.means is None:
            near = max(before.first, before.hedge - FAR)
            clause = (scan.commas(near, before.hedge) or [near])[-1]
            told = scan.between("methods", clause, before.hedge)
            before.means = (told[0].first, before.hedge) if told else None
    for _, of_sentence in groupby(enumerate(tolls), key=lambda pair: pair[1].sentence):
        numbered = [(number, figure) for number, figure in of_sentence if figure.means is not None]
        if len(numbered) < 2:
            continue
        total = sum(figure.value or 0 for _, figure in numbered)
        before = tolls[max(0, numbered[0][0] - FAR) : numbered[0][0]]
        near = (f for f in reversed(before) if f.paragraph == numbered[0][1].paragraph and f.kind == "people")
        whole = next((f for f in near if f.value == total), None)
        for _, figure in numbered if whole is not None else ():
            figure.item_of, figure.item_as, figure.item_end = whole, "part", figure.np_end


def _means_before(scan: Scan, before: Figure, figure: Figure) -> int | None:
    """Return where means stand that 'and', 'then' or 'followed by' sets before a number behind 'with', or None."""
    if scan.word_before(figure.hedge) not in word_set("with_a_count"):
        return None
    commas = scan.commas(before.np_end, figure.hedge)
    first = commas[-1] + 1 if commas else before.np_end
    if figure.hedge - first > _MEANS:
        return None
    ranked = scan.forms[first].removeprefix("و") in word_set("next_in_rank") | word_set("then")
    means = scan.phrase("methods", first + ranked)
    joined = ranked or (means is not None and means.clitics.startswith("و"))
    return means.first if means is not None and joined else None


def read_most_by_places(scan: Scan, tolls: list[Figure]) -> None:
    """Note the items of '214 killed, most of them in X (68), Y (54) and Z (31)': each in brackets behind its place."""
    for whole, of_sentence in ((f, list(tolls[n + 1 : n + LONGEST_LIST])) for n, f in enumerate(tolls)):
        following = of_sentence[0].position if of_sentence else whole.last
        near = range(whole.np_end, min(whole.last, whole.np_end + _TO_MOST, following))
        most = next((i for i in near if scan.forms[i].removeprefix("و") in _most_of_them()), None)
        first = most
        for figure in of_sentence if most is not None else ():
            end = scan.tokens[figure.hedge - 2].end  # an 'and' can be glued to the name
            named = scan.places.over(end - 1, end) if scan.word_before(figure.hedge) == "(" else None
            ends = (figure.np_end, scan.at(figure.end - 1) + 1)
            closed = next((end for end in ends if scan.forms[end : end + 1] == [")"]), None)
            if figure.sentence != whole.sentence or named is None or closed is None:
                break
            if scan.at(named.start) - first > _PLACE or figure.group_stated:
                break
            if figure.kind != whole.kind and not figure.bare:
                break
            figure.label, figure.kind, first = named, whole.kind, closed
            figure.item_of, figure.item_as, figure.item_end = whole, "among", closed


_TO_MOST = 20  # words of 'in X in May at the hands of Y,'


@cache
def _most_of_them() -> frozenset[str]:
    return word_set("most_of_them") | word_set("most_of_these")


def read_lists(scan: Scan, tolls: list[Figure]) -> None:
    """Note of which toll a figure is an item (`item_of`), where what is told of it ends, and which are its subsets."""
    for _, of_sentence in groupby(enumerate(tolls), key=lambda pair: pair[1].sentence):
        numbered = list(of_sentence)
        if len(numbered) < 2:
            continue
        number, first = numbered[0]
        figures = [figure for _, figure in numbered]
        ends = {figure.np_end for figure in figures}
        positions = [figure.position for figure in figures]
        tries = 0  # a text of nothing but lists repeats itself
        for opener, relation in _openers(scan, first.first, figures[-1].position, ends):
            at = bisect_right(positions, opener)
            behind, before = figures[at : at + LONGEST_LIST], tolls[max(0, number + at - NEAR) : number + at]
            if len(behind) < 2 or behind[0].position - opener > _OPENER:
                continue
            if relation == "" and _opens_of_them(scan, opener, behind):
                relation = "of them"  # ', 21 of them by shots, and 6 by mines', ', killed were 21 of them …'
            elif scan.between("events", opener + 1, behind[0].hedge):
                continue  # 'which is the second blast: 4 were killed and 19 hurt'
            tries += 1
            if tries > _TRIES or _read_list(scan, behind, _wholes(scan, before, opener, first), opener, relation):
                break


def _openers(scan: Scan, first: int, last: int, ends: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the position of what may open a list in tokens[first:last], and the relation of its items to the toll.

    `ends`: the positions behind figures; 'X killed among them 868' opens none.
    """
    opened = dict.fromkeys(scan.commas(first, last), "")
    among = scan.connectors(first, last, "among")
    opened |= {m.last - 1: "among" for m in among if m.first in ends or scan.word_before(m.first) in ("،", ")")}
    opened |= {match.first: "part" for match in scan.connectors(first, last, "parts")}
    opened |= dict.fromkeys((*scan.colons(first, last), *scan.words("distributed", first, last)), "part")
    yield from sorted(opened.items())


def _wholes(scan: Scan, before: list[Figure], opener: int, first: Figure) -> Iterator[Figure]:
    """Yield the tolls that a list can break down, the nearest first."""
    for figure in reversed(before):
        near = opener - figure.np_end <= FAR and first.paragraph - figure.paragraph <= 1
        closed = [scan.forms[i] for i in scan.brackets(figure.np_end, opener)][:1] == [")"]  # of a bracket before it
        if near and not closed and figure.kind == "people" and figure.item_of is None and (figure.value or 0) > 1:
            yield figure


def _read_list(scan: Scan, behind: list[Figure], wholes: Iterator[Figure], opener: int, relation: str) -> bool:
    """Note the items of a list behind an opener, and say whether it is one; a comma opens one with subsets only."""
    at_once = behind[0].hedge - opener <= 1 + (scan.forms[opener + 1] == ":")
    owners = _owners(scan, behind)
    if relation != "part" and not (relation == "of them" or (owners and at_once)):
        return False
    named = relation == "among" or not word_set("distributed_by").isdisjoint(scan.forms[opener : behind[0].position])
    items = [figure for figure in behind if id(figure) not in owners]
    if relation != "part":  # of those named last, whatever children are among them
        wholes = islice((f for f in wholes if f.group not in AGES), 1)
    for whole in wholes:
        listed, total = _listed(items, whole)
        makes_up = total == whole.value
        if relation == "of them" and not (makes_up and all(_next_of_them(scan, f, behind, whole) for f in listed[1:])):
            continue
        apart = relation != "of them" and any(_of_them(scan, f, behind) for f in listed)
        if relation != "part" and (apart or any(f.group in AGES for f in listed)):
            continue
        told = named and whole.sentence == behind[0].sentence and all(_tells_which(scan, f, behind) for f in listed)
        if not makes_up and not (owners and told):
            continue
        if len(listed) < 2 or not _alike(listed, whole) or any(_labelled(scan, f, relation) for f in listed):
            continue
        ends = [following.lead for following in items[1 : len(listed) + 1]]
        ends += [behind[-1].last] if len(ends) < len(listed) else []
        for item, end in zip(listed, ends, strict=True):
            item.item_of, item.item_as, item.item_end = whole, _RELATIONS[relation], end
        for figure in behind:
            figure.in_item = id(owners.get(id(figure))) in map(id, listed) and figure.group in AGES
        return True
    return False


def _opens_of_them(scan: Scan, opener: int, behind: list[Figure]) -> bool:
    """Say whether ', 21 of them' or ', killed were 21 of them' stands behind a comma."""
    between = behind[0].hedge - opener - 1
    told = between == 1 and scan.covering("events", opener + 1) is not None
    return (between == 0 or told) and _of_them(scan, behind[0], behind)


def _next_of_them(scan: Scan, figure: Figure, behind: list[Figure], whole: Figure) -> bool:
    """Say whether ', and 6 by mines' goes on with '21 of them by shots': no other people are named."""
    joined = joined_by_and(scan, figure) or scan.word_before(figure.hedge) == "،"
    same = not figure.group_stated or figure.group == whole.group
    return joined and figure.hedge == figure.lead and same and _tells_which(scan, figure, behind)


def _of_them(scan: Scan, figure: Figure, behind: list[Figure]) -> bool:
    """Say whether 'of them' stands behind an item and counts nobody else: '12 of them of the staff'."""
    among = scan.connector(figure.np_end, "among")
    return among is not None and all(f.hedge != among.last for f in behind)


def _tells_which(scan: Scan, figure: Figure, behind: list[Figure]) -> bool:
    """Say whether means, a place or a verb stand behind an item and its subsets."""
    last = figure.np_end
    for following in behind:
        if following.position > last + _GAP:
            break
        last = following.np_end if following.position >= last else last
    last += scan.forms[last : last + 1] == [")"]
    return says_which(scan, figure) or tells_which(scan, last) or scan.phrase("events", last) is not None


def _owners(scan: Scan, behind: list[Figure]) -> dict[int, Figure]:
    """Return id of a subset → the figure that it is some of: '39, among them 12 children and 4 women'."""
    owners: dict[int, Figure] = {}
    bracketed: set[int] = set()
    for before, figure in pairwise(behind):
        among = scan.connectors(before.np_end, figure.position, "among")
        opens = bool(among) and among[-1].last >= figure.hedge
        near = figure.position - before.np_end <= _GAP
        goes_on = id(before) in owners and near and figure.group in AGES
        marks = [scan.forms[i] for i in scan.brackets(before.np_end, figure.position)]
        if marks[-1:] == ["("] or (id(before) in bracketed and not marks):  # '43 (20 in X, 12 in Y)'
            bracketed.add(id(figure))
        if opens or goes_on or id(figure) in bracketed:
            owners[id(figure)] = owners.get(id(before), before)
    return owners


def _listed(items: list[Figure], whole: Figure) -> tuple[list[Figure], int]:
    """Return the first items that a whole can hold, and their sum; no more than make it up."""
    total, listed = 0, []
    for item in takewhile(lambda f: f.kind == "people" and f.value, items):
        if total + item.value > whole.value:
            return [], 0
        total += item.value
        listed.append(item)
        if total == whole.value:
            break
    return listed, total


def _labelled(scan: Scan, figure: Figure, relation: str) -> bool:
    """Say whether a verb, a side or a place right before its number tells whom an item counts: 'X 34, Y: 21'."""
    if figure.label is not None or figure.label_first or figure.by is not None:
        return True
    last = figure.hedge - 1
    if relation != "of them" and scan.covering("events", last) is not None:
        return True
    last -= last > 0 and scan.forms[last] in BEFORE_NUMBER
    return not joined_by_and(scan, figure) and scan.covering("parties", last) is not None


def _alike(listed: list[Figure], whole: Figure) -> bool:
    """Say whether items count people of the same group and measure: not '5 children, 3 women', '5 killed, 3 hurt'."""
    groups = {f.group for f in listed if f.group_stated} - {"people"}
    measures = {f.measure for f in (whole, *listed)} - {""}
    return len(groups) < 2 and len(measures) < 2 and all(fits_in(f, whole) for f in listed)
