"""Wholes: which figure can hold another one as a part or a subset, and what is open while a paragraph is read."""

from collections import Counter
from itertools import pairwise

from analysis.claims.fates import may_stand_between
from analysis.claims.figure import SKIPPED_MARKS, Figure
from analysis.claims.phrases import old_count, tells_which
from analysis.lattice import contains, measure_contains
from analysis.lexicons import word_set
from analysis.scan import Scan

SHARE = "measure.share_in_numbers"
LONGEST_LIST = 200  # figures
CLAUSE = 15  # words
NEAR = 12  # figures; what 'among them' can mean stands no further back
OF_UNREAD = "some of people before it of whom no harm is told, or who were not read"
EITHER = "among the killed or among the wounded before it, the text leaves it open"
PLACE_BETWEEN = 5  # words
BY_WHOM = 9  # words of 'by the shelling of X on Y'
FAR = 60  # words


class State:
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


def says_which(scan: Scan, figure: Figure) -> bool:
    """Say whether where, when, how, by what or by whom stands behind a bare number."""
    start = scan.tokens[min(figure.np_end + 1, len(scan.tokens) - 1)].start
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    named = scan.places.touching(start, start + 1) or scan.phrase("places", figure.np_end + 1) is not None
    if not word_set("leads_to_place").isdisjoint(behind) or (named and behind == ["من"]):
        return True  # '1200 to X', '20 from Y'
    closed = scan.phrase_until("behind_dead", figure.np_end) or scan.phrase_until("one_family", figure.np_end)
    return closed > 0 or tells_which(scan, figure.np_end)


def rise_before(scan: Scan, figure: Figure, first: int):
    """Return the word that says that a count has risen to this figure, looking back to `first`."""
    for match in reversed(scan.connectors(first, figure.position, "rise")):
        if scan.forms[match.first] in word_set("reaching"):
            continue  # 'kept them from reaching tens of wounded', من الوصول إلى
        if in_aside(scan, match.last, figure.position):
            return None  # 'the dead have risen, after three of the wounded died, to 47': of the three
        needs_to = not any(stem in scan.forms[match.first] for stem in word_set("rises_at_once"))
        between = [
            scan.tokens[i] for i in range(match.last, figure.position)
            if (scan.tokens[i].is_digits or _counts_in_words(scan, i))
            and not old_count(scan, i)
            and not (needs_to and _of_no_people(scan, i))
            and not (in_aside(scan, match.last, i) and scan.commas(i, figure.position))
        ]  # fmt: skip
        if any(not (scan.date_over(t.start, t.end) or scan.window_over(t.start, t.end)) for t in between):
            return None  # the rise belongs to the number in between
        to = [i for i in range(match.first + 1, figure.position) if scan.forms[i] in ("الي", "ل")]
        if not needs_to or (to and _hedges_only(scan, to[-1] + 1, figure)):
            return match
    return None


def in_aside(scan: Scan, first: int, position: int) -> bool:
    """Say whether the last comma between two positions opens an aside: ', after three of the wounded died,'."""
    commas = scan.commas(first, position)
    return bool(commas) and scan.forms[commas[-1] + 1] in word_set("after")


def _of_no_people(scan: Scan, position: int) -> bool:
    """Say whether a number counts time or places: 'the toll of five days', 'in 3 governorates has risen to 368'."""
    if position and scan.forms[position - 1] == "في":
        return True
    unit = scan.noun(position + 1) if position + 1 < len(scan.tokens) else None
    return unit is not None and unit.kind == "duration"


def _counts_in_words(scan: Scan, position: int) -> bool:
    """Say whether a number written in words, no ordinal and no fraction, begins at a position."""
    return any(numeral.kind == "integer" for numeral in scan.numerals_at(position)) and scan.tokens[position].is_word


def _hedges_only(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether a figure follows 'to' at once: 'has risen to 90', never 'has come to the hospitals 90'."""
    return all(may_stand_between(t.form) or t.form in SKIPPED_MARKS for t in scan.tokens[first : figure.lead])


def other_of_two(scan: Scan, figure: Figure, state: State) -> Figure | None:
    """Return the wounded beside the killed, or the other way round: 'killed 28 and wounded 113, in Idlib 5 and 44'."""
    near = [f for f in state.seen[-NEAR:] if f.kind == "people" and f.relation == "" and f.sentence == figure.sentence]
    for left, right in pairwise(near):
        pair = {left.measure, right.measure} == {"killed", "wounded"} and right.lead - left.np_end <= 2
        if figure in (left, right) and pair:
            return right if figure is left else left
    return None


def top_of(figure: Figure) -> Figure:
    while figure.parent is not None:
        figure = figure.parent
    return figure


def measured_like(figure: Figure, whole: Figure) -> bool:
    return not figure.measure or measure_contains(whole.measure, figure.measure)


def can_hold(whole: Figure, figure: Figure) -> bool:
    if figure.kind != whole.kind:
        return False
    if figure.kind == "strike" and not measure_contains(whole.measure, figure.measure):
        return False
    if whole.value is not None and figure.value is not None and figure.value > whole.value:
        return False
    return figure.kind == "strike" or fits_in(figure, whole)


def makes_about(total: int, whole: Figure) -> bool:
    """Say whether pieces make up a whole, or a hedged one: 52 and 41 are 'more than 90', 196 are 'about 200'.

    They may differ from a hedged number by less than the last digit that it states.
    """
    if whole.value is None:
        return False
    if total == whole.value:
        return True
    unit = 10 ** (len(digits := str(whole.value)) - len(digits.rstrip("0")))
    more = whole.qualifier in ("at_least", "more_than") and 0 <= total - whole.value < unit
    return more or (whole.qualifier == "approximately" and abs(total - whole.value) < unit)


def fits_in(figure: Figure, whole: Figure) -> bool:
    group = group_so_far(whole)
    return not figure.group_stated or contains(group, figure.group)


def group_so_far(figure: Figure) -> str:
    group = figure.group
    parent = figure.parent
    while parent is not None:
        group = parent.group if contains(group, parent.group) else group
        parent = parent.parent
    return group


def check_link(figure: Figure, state: State) -> None:
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
