"""What is told again of one attack: 'Aircraft of X struck Y. The raids killed 18', 'the toll has risen to 22'.

A definite noun of an attack without a side of its own, 'the raids', means the attack that the sentence before tells
of: who carried it out, by what means, and, where that sentence counts nobody, where and when. A toll that only says
that the count of the dead has risen is that of the attack told of last.
"""

from collections.abc import Iterator
from itertools import takewhile

from analysis.arabic import without_and
from analysis.claims.causes import Cause, read_cause, which_raised
from analysis.claims.figure import Figure
from analysis.claims.wholes import rise_before
from analysis.lattice import contains
from analysis.lexicons import word_set
from analysis.scan import SEGMENT_END, Scan

RECALLED = "cause.recalled"
_NOUNS = {
    "the_raids": frozenset({"airstrike", "barrel_bomb", "mixed"}),
    "the_strikes": frozenset({"airstrike", "barrel_bomb", "shelling", "mixed", "clashes", "bombing", "shooting"}),
    "the_blast": frozenset({"bombing"}),
    "the_clashes": frozenset({"clashes"}),
}  # kind of words.yaml → the methods that its nouns can mean
_FROM_AIRCRAFT = {"airstrike", "barrel_bomb"}
_BACK = 2  # sentences
_NEAR = 12  # figures
_GROWS = 3  # times the dead of one attack; a higher count behind it is of many attacks
_MANY = 10  # times the dead of one attack; a higher count than that of another source, or later, is none of it
_TOLD = 60  # words of the clause that tells of an attack
_CLAUSE = 8  # words of 'X and Y exchanged the shelling'
_COUNT = 2  # words of 'the number of the dead'
_REACH = 25  # words from 'the raids' to a number


def recall_causes(scan: Scan, figures: list[Figure]) -> None:
    """Give tolls of 'the raids', and risen ones, the side and the means that were told before."""
    tolls = [figure for figure in figures if figure.role == "figure"]
    for number, figure in enumerate(tolls):
        if figure.relation or figure.kind not in ("people", "household") or figure.actor or figure.by is not None:
            continue
        if not word_set("attackers").isdisjoint(scan.forms[figure.position : figure.np_end + 1]):
            continue
        before = tolls[max(0, number - _NEAR) : number]
        if (noun := _attack_told_of(scan, figure) or _one_of_attacks(scan, figure, before)) is not None:
            _recall_attack(scan, figure, noun, before, tolls[number + 1 : number + _NEAR])
        elif (told := _toll_before(scan, figure, before) or _by_another(scan, figure, before)) is not None:
            figure.later_of = told
            if not figure.method and not figure.cause_read:
                figure.actor, figure.method, figure.cause_read = told.actor, told.method, True
                figure.use(RECALLED, told.start, told.end)
    _share_with_pieces(tolls)


def _share_with_pieces(tolls: list[Figure]) -> None:
    """Give pieces that tell no cause of their own that of the toll to which one was given."""
    given = {id(f) for f in tolls if any(rule == RECALLED for rule, _, _ in f.rules)}
    for figure in tolls if given else ():
        if figure.parent is not None and id(figure.parent) in given and not figure.cause_read:
            figure.actor, figure.method = figure.parent.actor, figure.parent.method
            given.add(id(figure))


def _attack_told_of(scan: Scan, figure: Figure) -> tuple[int, str] | None:
    """Return where 'the raids' stands before a figure, or behind 'in' right behind it, and which kind of noun it is.

    A side, a place, 'another' or a relative clause behind the noun make it an attack of its own.
    """
    before = range(figure.lead - 1, max(figure.first, figure.lead - _REACH) - 1, -1)
    caused = scan.connector(figure.np_end, "cause") if figure.np_end < figure.last else None
    within = scan.forms[figure.np_end : figure.np_end + 1] == ["في"] or caused is not None
    behind = (caused.last if caused is not None else figure.np_end + 1,) if within else ()
    for position in (*before, *behind):
        if position >= figure.last or scan.forms[position] == "؛":
            continue
        kind = _kind_at(scan, position) or ("the_strikes" if _which_led(scan, figure, position) else "")
        if kind:
            last = figure.lead if position < figure.lead else figure.last
            return (position, kind) if _names_no_other(scan, position, last) else None
    return None


def _which_led(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether 'which led to' opens the sentence of a figure at a position: '. ما أدى إلى', '. الأمر الذي أدى'."""
    opened = scan.phrase_at("which_thing", position) if position == figure.first else 0
    led = scan.phrase("connectors", position + opened) if opened and position + opened < figure.lead else None
    return led is not None and led.entry["connector"] == "effect"


def _one_of_attacks(scan: Scan, figure: Figure, before: list[Figure]) -> tuple[int, str] | None:
    """Return where 'the first attack', 'the second' stands before a figure, behind a sentence that counts them."""
    told = next((f for f in reversed(before) if f.kind == "strike" and f.sentence != figure.sentence), None)
    if told is None or told.value is None or told.paragraph != figure.paragraph:
        return None
    for position in range(figure.lead - 1, max(figure.first, figure.lead - _REACH) - 1, -1):
        ordinals = scan.numerals_at(position) if scan.ordinal_at(position) else ()
        if ordinals and ordinals[0].clitics.endswith("ال") and 0 < ordinals[0].value <= told.value:
            kind = _kind_at(scan, position - 1) if position > figure.first else ""
            other = scan.windows.over(*scan.span_of(position)) or scan.dates.over(*scan.span_of(position))
            return (position, kind or "the_strikes") if (kind or _stands_alone(scan, position)) and not other else None
    return None


def _stands_alone(scan: Scan, position: int) -> bool:
    """Say whether an ordinal tells the number of nothing right before it: 'the first killed', أما الثاني."""
    if not position:
        return True
    counts = scan.noun(position - 1) is not None and scan.covering("connectors", position - 1) is None
    return not counts and scan.covering("methods", position - 1) is None


def _kind_at(scan: Scan, position: int) -> str:
    form = scan.forms[position]
    if form == "ذلك":
        caused = scan.covering("connectors", position - 1) if position else None
        led = caused is not None and caused.entry["connector"] in ("cause", "effect")
        return "the_strikes" if led else ""  # جراء ذلك, وأدى ذلك إلى
    form = form.removeprefix("و").removeprefix("ف").removeprefix("ب")
    form = "ال" + form.removeprefix("لل") if form.startswith("لل") else form
    return next((kind for kind in _NOUNS if form in word_set(kind)), "")


def _names_no_other(scan: Scan, position: int, last: int) -> bool:
    near = range(position - 1, max(0, position - _CLAUSE), -1)
    opens = next((i for i in near if scan.forms[i] in SEGMENT_END), max(0, position - _CLAUSE))
    if any(side.entry["group"].startswith("combatants") for side in scan.between("parties", opens, position)):
        return False  # 'X and Y exchanged the shelling that led to'
    behind = scan.forms[position + 1] if position + 1 < len(scan.forms) else ""
    if scan.window_over(*scan.span_of(position)) is not None:
        return False  # 'since the fighting began'
    if behind in word_set("another") | word_set("opens_relative") | {"علي"} or _tells_it_apart(scan, position + 1):
        return False
    if scan.between("parties", position + 1, last) or scan.between("sources", position + 1, last):
        return False
    return not scan.places.beginning_in(scan.tokens[position].start, scan.tokens[min(last, len(scan.tokens)) - 1].end)


def _tells_it_apart(scan: Scan, position: int) -> bool:
    """Say whether an ordinal or a word that tells one attack from others stands behind a noun: 'the second raid'."""
    return scan.ordinal_at(position) or scan.covering("parties", position) is not None


def _recall_attack(
    scan: Scan, figure: Figure, noun: tuple[int, str], before: list[Figure], behind: list[Figure]
) -> None:
    """Give a figure, and its pieces that say no more, the cause of the attack told of in a sentence before."""
    position, kind = noun
    for first, last in (*_clause_before(scan, figure, position), *_sentences_before(scan, figure)):
        if not scan.ordinal_at(position) and not _placed_there(scan, figure, first, last):
            return
        told = [f for f in before if first <= f.position < last]
        cause = _cause_of_tolls(told) if told else _cause_of_sentence(scan, first, last)
        if cause is None:
            if told or scan.between("methods", first, last):
                return  # another attack stands between
            continue
        raids = cause.methods == _FROM_AIRCRAFT and (kind == "the_raids" or told)
        method = "airstrike" if raids else cause.method_against(figure.group)
        assault = cause.methods <= {"assault", ""} and bool(cause.actors)  # by what means is not told
        method = figure.method if assault and not method else method
        known = method in _NOUNS[kind] or (assault and not method)
        if not known or not _fits(scan, figure, method, position):
            return
        for piece in (figure, *(f for f in behind if f.parent is figure and not f.actor and f.method == figure.method)):
            piece.actor = next(iter(cause.actors), "") if kind != "the_clashes" else ""  # in which both sides fired
            piece.method = method
            piece.bare_method, piece.cause_read = False, True
        figure.told_in = None if any(f.kind != "strike" for f in told) else (first, last)
        figure.use(RECALLED, *scan.span_of(position))
        return


def _placed_there(scan: Scan, figure: Figure, first: int, last: int) -> bool:
    """Say whether a figure's clause names no place, or only places that tokens[first:last] name too."""
    ends = scan.commas(figure.np_end, figure.last) or [figure.last - 1]
    own = scan.places.beginning_in(figure.sentence[0], scan.tokens[ends[0]].end)
    there = scan.places.beginning_in(scan.tokens[first].start, scan.tokens[last - 1].end)
    return {mention.text for mention in own} <= {mention.text for mention in there}


def _fits(scan: Scan, figure: Figure, method: str, position: int) -> bool:
    """Say whether the means that a figure's own words tell are those of the attack, or leave them open."""
    noun = scan.phrase("methods", position)
    plain = noun is not None and noun.entry["method"] == "assault" and noun.last == position + 1
    return figure.method in ("", method) or figure.bare_method or (plain and figure.method == "clashes")


def _clause_before(scan: Scan, figure: Figure, position: int) -> tuple[tuple[int, int], ...]:
    """Return the positions of what the figure's sentence tells before the clause of 'the shelling' at a position.

    'X shelled Y, and the shelling killed 5', 'X shelled Y, and 5 were killed as a result'.
    """
    last = min(position, figure.lead)
    commas = scan.commas(max(figure.first, last - _REACH), last)
    led = scan.covering("connectors", last - 1) if last else None
    joined = led is not None and led.entry["connector"] == "effect" and led.clitics.startswith("و")
    end = commas[-1] if commas else led.first if joined and led.first > figure.first else 0
    return ((max(figure.first, end - _TOLD), end),) if end > figure.first else ()


def _sentences_before(scan: Scan, figure: Figure) -> Iterator[tuple[int, int]]:
    """Yield the positions of the sentences before that of a figure, the nearest first, of its paragraph or the last."""
    for start, end in scan.sentences_before(figure.start, _BACK):
        if figure.paragraph - scan.paragraph_of(start) > 1:
            return
        yield scan.at(start), scan.at(end - 1) + 1


def _cause_of_tolls(told: list[Figure]) -> Cause | None:
    """Return the one attack in which all tolls of a sentence were killed, or which its strikes count, or None."""
    tops = [f for f in told if f.relation == "" and (f.actor or f.method)]
    actors = {f.actor for f in tops if f.kind != "strike" or f.actor}
    methods = {f.method for f in tops} - {""}
    if not tops or len(actors) != 1:
        return None
    return Cause(methods, actors - {""}, tops[0].start, tops[-1].end, bare=False)


def _cause_of_sentence(scan: Scan, first: int, last: int) -> Cause | None:
    """Return the attack that a sentence without a toll tells of: a side right beside its means, or behind 'by'."""
    sides = [party for party in scan.between("parties", first, last) if _carries_out(scan, party)]
    actors = {party.entry.get("actor", "") for party in sides}
    cause = read_cause(scan, first, last) if len(actors) < 2 else None
    if cause is None or (sides and cause.actors - actors) or not (sides or cause.methods - {"", "assault"}):
        return None
    return Cause(cause.methods, actors - {""}, cause.start, cause.end, cause.bare)


def _carries_out(scan: Scan, party) -> bool:
    """Say whether a side stands beside means, behind 'by', or behind a verb of doing: شنت طائرات X غارات."""
    before = party.first - 1
    if before < 0 or (party.clitics.removesuffix("ال") not in ("", "و", "ل")):
        return False
    doer = scan.covering("methods", before) is not None or scan.forms[before].removeprefix("و") in word_set(
        "carries_out"
    )
    if scan.forms[before] == "من" and before and scan.covering("methods", before - 1) is not None:
        return True  # 'came under shelling by X', لقصف مدفعي من قوات النظام
    agent = scan.covering("connectors", before)
    return doer or (agent is not None and agent.entry["connector"] == "agent" and agent.last == party.first)


def _by_another(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the toll of which another source gives another count: '70 were killed in X, while Y spoke of 90 dead'."""
    top = next((f for f in reversed(before) if f.relation == ""), None)
    if top is None or top.sentence != figure.sentence or top.kind != "people" or scan.word_before(figure.hedge) != "عن":
        return None
    turns = scan.connectors(top.np_end, figure.hedge, "contrast")
    first = scan.tokens[turns[0].first].start if turns else 0
    told = turns and scan.connectors(turns[0].last, figure.hedge, "reporting")
    own = figure.window is not None or (told and scan.between("methods", turns[0].first, figure.last))
    if not told or own or scan.places.beginning_in(first, figure.sentence[1]):
        return None
    same = figure.measure == top.measure or top.measure == "casualties"
    same = same and (figure.value or 0) <= _MANY * (top.value or 0)
    return top if same and top.cause_read and contains(figure.group, top.group) else None


def _toll_before(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the toll of which 'the toll of the dead has risen to 16' is the later count.

    It tells nothing of its own: no means, side, place or time, and does not add up several attacks ('with this').
    """
    top = next((f for f in reversed(before) if f.relation == ""), None)
    beside = top is not None and figure.lead - top.np_end <= 1 and figure.sentence == top.sentence
    if beside and top.measure != figure.measure and any(rule == RECALLED for rule, _, _ in top.rules):
        return top  # 'the toll has risen to 82 dead and 266 wounded'
    risen = rise_before(scan, figure, figure.first)
    if risen is None:
        return None
    adds_up = scan.forms[risen.first].startswith(("ل", "ي", "ت"))  # 'five died, so that the dead of the war are now …'
    adds_up = adds_up or which_raised(scan, risen)
    if adds_up and word_set("bare_toll").isdisjoint(scan.forms[risen.last : risen.last + 1]):
        return None
    own = figure.window is not None or scan.between("methods", risen.first, figure.last)
    counted = word_set("the_toll") | word_set("the_count")
    opens = max(figure.first, risen.first - _COUNT)  # 'that the number of the dead has risen'
    words = {without_and(form) for form in scan.forms[opens : figure.position]}
    if own or words.isdisjoint(counted) or scan.connectors(figure.first, figure.position, "result", "plus"):
        return None
    start = scan.tokens[risen.first].start
    if scan.places.beginning_in(start, figure.start) or scan.windows.beginning_in(start, figure.sentence[1]):
        return None
    near = takewhile(lambda f: figure.paragraph - f.paragraph <= 1, reversed(before))
    alike = (f for f in near if f.relation == "" and f.measure == figure.measure and f.kind == "people")
    most = _GROWS if adds_up else _MANY
    alike = (f for f in alike if None not in (f.value, figure.value) and figure.value <= most * f.value)
    told = next(alike, None)
    if told is None or not told.cause_read or None in (told.value, figure.value) or told.value > figure.value:
        return None
    return told if contains(figure.group, told.group) or figure.group == told.group else None
