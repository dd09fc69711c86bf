"""A figure: one number expression of a report with all that is read for it.

It is made by ``figures``, filled in by the later steps of reading, and becomes a claim or a row of the
ledger. Positions are indices of the scan's tokens; offsets are characters of the report.
"""

from dataclasses import dataclass, field

from analysis.scan import Scan

PEOPLE_KINDS = ("person", "member", "casualty", "other_person")
BEFORE_NUMBER = frozenset({":", "(", "-", "–", "—"})  # marks between a label and its number
AGES = ("civilians/children", "civilians/women", "civilians/men")  # do not say who else was hit
CLAUSE_MARKS = frozenset("،.؛")
COMPARED = "measure.compared"
COUNTED = 18  # words between a count noun and its number
BOMBARDMENT = "shelling_or_air"  # what methods.yaml calls a word that leaves open whether guns or aircraft fired
OPEN_MEANS = {BOMBARDMENT: "shelling", "assault": ""}  # a word of methods.yaml that leaves the means open → them
SKIPPED_MARKS = set("()[]«»“”\"'‘’/:-–—*")


@dataclass(slots=True, eq=False)
class Figure:
    """One number expression with what was read for it. Positions are token indices.

    `np_end`: position behind its noun phrase. `role`: "figure" until a role of the ledger is given.
    `rules`: (rule, start, end) of the characters that each rule used, in reading order.
    """

    start: int
    end: int
    text: str
    value: int | None
    low: int | None
    high: int | None
    position: int
    np_end: int
    shown: str = ""
    lead: int = 0  # position where its own lead (connector, event, qualifier) begins
    hedge: int = 0  # position where its qualifier begins
    form: str = "digits"  # digits, words, dual, singular
    kind: str = ""  # people, strike, household, locality
    role: str = "figure"
    reason: str = ""
    group: str = ""
    group_stated: bool = False
    inherits_group: bool = False
    qualifier: str = "exact"
    measure: str = ""
    event_words: list[str] = field(default_factory=list)
    parent: "Figure | None" = None
    relation: str = ""
    actor: str = ""
    method: str = ""
    bare_method: bool = False
    cause_read: bool = False
    cause_after_comma: bool = False
    leading: object = None  # the cause before it, for the figures coordinated with it
    window: object = None
    running: bool = False
    risen: bool = False  # the words say that the count has risen to it
    scope: str = ""
    attributed_to: str = ""
    places: list = field(default_factory=list)  # the mentions that say where
    label: object = None  # the mention of a place right before it, behind a mark: 'Idlib 98, Aleppo: 41'
    ranked: bool = False  # words say that this place comes first: 'X came first with 21'
    by: object = None  # the side that a list by perpetrator charges it to, of type PhraseMatch
    item_of: "Figure | None" = None  # the toll that a list breaks down, of which it is an item
    item_as: str = ""  # the relation of an item to that toll
    item_end: int = 0  # the position where what is told of an item ends
    in_grid: bool = False  # a cell of a table; the heading of its column says what it counts
    in_item: bool = False  # the children, women or men of an item
    means: tuple[int, int] | None = None  # the positions of what killed, before its number: ', then gunfire with 12'
    told_in: tuple[int, int] | None = None  # the positions of the sentence, of no toll, that tells of its attack
    later_of: "Figure | None" = None  # the toll of the same attack that it is the later count of
    each: bool = False  # counted anew in each of its places: '13 in each of A and B'
    bare: bool = False  # a number without a noun: a claim only as a piece of an open list
    label_first: bool = False  # its group stands before it: 'the civilians 58805'
    gap_end: int = 0  # position behind the pieces of the figure before it
    counted_before: bool = False  # "the number of the killed … to N"
    paragraph: int = 0
    sentence: tuple[int, int] = (0, 0)  # its characters
    first: int = 0  # the first position of its sentence, and the one behind it
    last: int = 0
    rules: list[tuple[str, int, int]] = field(default_factory=list)

    def use(self, rule: str, start: int, end: int) -> None:
        """Record that `rule` fired on the characters start:end."""
        self.rules.append((rule, start, end))

    def is_no_toll(self, reason: str) -> bool:
        """Leave the claims for a row of the ledger with this reason; a rule that says so has settled the figure."""
        self.role, self.reason = "other_count", reason
        return True


def joined_by_and(scan: Scan, figure: Figure) -> bool:
    """Say whether 'and' stands right before a figure, glued to it or not."""
    return scan.forms[figure.position].startswith("و") or (figure.lead > 0 and scan.forms[figure.lead - 1] == "و")


def is_compared(figure: Figure) -> bool:
    """Say whether a figure is the count of another time that the one before it is compared to."""
    return any(rule == COMPARED for rule, _, _ in figure.rules)


def skip_marks(scan: Scan, position: int) -> int:
    while position < len(scan.tokens) and scan.forms[position] in SKIPPED_MARKS:
        position += 1
    return position


def characters(scan: Scan, first: int, last: int) -> tuple[int, int]:
    last = min(max(last, first + 1), len(scan.tokens))
    return scan.tokens[first].start, scan.tokens[last - 1].end


def pieces_of(figures: list[Figure]) -> dict[int, list[Figure]]:
    """Return id of a figure → its parts and subsets, in order."""
    pieces: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.parent is not None:
            pieces.setdefault(id(figure.parent), []).append(figure)
    return pieces
