"""Lists by perpetrator: numbers whose labels are the sides that killed, not the sides that were killed.

'By the side responsible: government forces 503, Russian forces 34'; 'government forces lead the list of
perpetrators with 503, followed by Russian forces with 34'; '12 of them were killed by X, and 30 by Y', where the
verb holds those killed as its object, قتلهم. Only words that say so make a label a perpetrator: without them a
side before a number names the dead.
"""

from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise, takewhile

from analysis.arabic import without_and
from analysis.claims.figure import AGES, BEFORE_NUMBER, Figure, characters
from analysis.claims.lines import end_of_opener, list_opener
from analysis.claims.wholes import CLAUSE, can_hold
from analysis.lattice import contains
from analysis.lexicons import PhraseMatch, word_set
from analysis.scan import SEGMENT_END, Scan, behind_to

BY_SIDE = "measure.by_perpetrator"
CHARGED_TOO = "measure.charged_too"
_HEADING = 40  # words from the words that name perpetrators to the first number of their list
_LEADS = 14  # words of 'X leads the list of the sides that caused the deaths of civilians with'
_CHARGED = 60  # words from 'X is responsible for', 'X killed' to the next side of the list
_RESPONSIBLE = 6  # words of 'responsible for the death of about'
_BRACKET = 14  # words of '(5 children and 6 women)'
_OTHERS = 4  # words of 'other sides', 'sides that were not identified'
_BEFORE_LABEL = frozenset({":", "،", "؛", "(", "و", "علي", "الي", "بين", "كالتالي", "-", "–"})
_DEEDS = {"killed_them": "killed", "hurt_them": "wounded", "detained_them": "detained"}


def read_perpetrators(scan: Scan, tolls: list[Figure]) -> None:
    """Note the side to which the words around a figure charge its people (`by`), sentence by sentence."""
    told: Figure | None = None  # the last figure charged to a side
    behind = _agents_behind(scan, tolls)
    listed = Counter(f.sentence for f in tolls if id(f) in behind)
    of_killers = {f.sentence for f, subset in pairwise(tolls) if _with_children(scan, f, subset)}
    begin = 0  # the position of the last figure that is charged to none
    for figure in tolls:
        if figure.kind != "people":
            continue
        told = told if told is not None and told.sentence == figure.sentence else None
        side = behind.get(id(figure)) if listed[figure.sentence] > 1 else None
        if side is None:
            side = next((side for find in _WAYS if (side := find(scan, figure, told, begin)) is not None), None)
        if side is None and figure.label_first and figure.sentence in of_killers and not _charged_before(scan, figure):
            side = scan.covering("parties", figure.position - 1 - (scan.word_before(figure.position) in BEFORE_NUMBER))
        if side is None:
            begin = figure.position
            continue
        figure.by, told = side, figure
        scan.charged.add(side.first)
        if figure.label_first and figure.group.startswith("combatants"):
            clear_label(figure)


def _agents_behind(scan: Scan, tolls: list[Figure]) -> dict[int, PhraseMatch]:
    """Return id of a figure → the side in '73 at the hands of X', '432, 79 children and 26 women among them, of X'."""
    found: dict[int, PhraseMatch] = {}
    whole: Figure | None = None  # of the subsets that end before a figure
    before: Figure | None = None
    for figure in tolls:
        among = scan.connector(before.np_end, "among") if before is not None else None
        opened = among is not None and among.last == figure.position
        goes_on = before is not None and before.np_end >= figure.position - 1 and figure.group in AGES
        whole = before if opened else whole if goes_on else None
        side = agent_behind(scan, figure) if figure.kind == "people" else None
        if side is not None:
            found[id(whole if whole is not None and figure.group in AGES else figure)] = side
        before = figure
    return found


def agent_behind(scan: Scan, figure: Figure) -> PhraseMatch | None:
    """Return the side in '73 (of them) (were killed) at the hands of X', '3 with X': لدى."""
    last = figure.np_end
    among = scan.connector(last, "among")
    last = among.last if among is not None and not scan.numerals_at(among.last) else last  # '73 of them'
    if scan.forms[last : last + 1] == ["("]:  # '551 of them (5 children and 6 women) at the hands of X'
        near = range(last, min(figure.last, last + _BRACKET))
        depth = accumulate((scan.forms[i] == "(") - (scan.forms[i] == ")") for i in near)
        last = next((i + 1 for i, opened in zip(near, depth, strict=True) if not opened), last)
    agent = scan.connector(last, "agent")
    verb = scan.phrase("events", last) if agent is None and last < len(scan.tokens) else None
    if verb is not None and not verb.clitics and scan.forms[last].endswith("وا"):
        last = verb.last
        agent = scan.connector(last, "agent")
    first = agent.last if agent is not None else last + 1
    if agent is None and scan.forms[last : last + 1] != ["لدي"]:
        return None
    side = scan.phrase("parties", first)
    if side is not None:
        return side if _acts(side) else None
    named = scan.forms[first] if first < len(scan.forms) else ""
    return _unnamed(scan, first, alone=named in word_set("sides") | word_set("other_sides"))


def _unnamed(scan: Scan, first: int, alone: bool = False) -> PhraseMatch | None:
    """Return 'other sides' at a position, or 'sides that …' where one word will do, as a side that names nobody."""
    sides, other = [*scan.forms[max(first, 0) : first + 2], "", ""][:2]
    named = sides.removeprefix("و") in word_set("sides") and other in word_set("other_sides")
    last = first + 2 if named else first + 1
    return PhraseMatch(first, last, "parties", {"group": "", "actor": ""}, "") if named or alone else None


def _with_children(scan: Scan, figure: Figure, subset: Figure) -> bool:
    """Say whether children or women are among those whom a side labels: they are no fighters of it, it killed them.

    'X 34, among them 9 children, Y 21'.
    """
    labelled = figure.label_first and figure.group.startswith("combatants") and subset.sentence == figure.sentence
    if not labelled or subset.group not in ("civilians/children", "civilians/women"):
        return False
    among = scan.connector(figure.np_end, "among")
    return among is not None and among.last == subset.position


def clear_label(figure: Figure) -> None:
    """Take back the group that a figure has from the side before it: it killed, it was not killed."""
    figure.group, figure.group_stated, figure.label_first = "people", False, False


def _side_of_verb(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in '12 of them X killed', 12 منهم قتلهم: the verb holds the people as its object."""
    verb = figure.np_end + (scan.connector(figure.np_end, "among") is not None)
    if verb + 1 >= figure.last or not _deed_at(scan, verb):
        return None
    side = scan.phrase("parties", verb + 1)
    return side if side is not None and side.clitics in ("", "ال") and _acts(side) else None


def _acts(side: PhraseMatch) -> bool:
    """Say whether a party is a side that fires: one with an actor's name, 'the army', or fighters of one with none."""
    entry = side.entry
    return bool(entry.get("actor") or entry.get("refers") or entry["group"].startswith("combatants/"))


def _side_behind_to(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in 'it attributed 1200 deaths to X, and 340 to Y'."""
    behind = figure.np_end
    side = scan.phrase("parties", behind + 1) if scan.forms[behind : behind + 1] == ["الي"] else None
    if side is None or not _acts(side):
        return None
    said = scan.forms[max(figure.first, figure.position - _LEADS) : figure.position]
    attributed = not word_set("attributes").isdisjoint(form.removeprefix("و") for form in said)
    return side if told is not None or attributed else None


def _by_their_fire(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in 'the attacks of X killed 61 civilians, and the attacks of Y 34'."""
    side = scan.covering("parties", figure.hedge - 1) if figure.bare and figure.hedge > figure.first else None
    fire = side.first - 1 if side is not None and side.last == figure.hedge else figure.first
    means = scan.phrase("methods", fire) if fire > figure.first else None
    if means is None or not means.clitics.startswith("و") or not side.entry.get("actor"):
        return None
    before = scan.forms[max(figure.first, fire - _CHARGED) : fire]
    same = without_and(scan.forms[fire]) in map(without_and, before)
    figure.ranked |= same
    return side if same else None


def _other_sides(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return 'other sides' as the next label of a list, before its number or behind 'to': it names nobody."""
    if told is None:
        return None
    last = figure.position - (scan.word_before(figure.position) in BEFORE_NUMBER)
    behind = figure.np_end + 1 if scan.forms[figure.np_end : figure.np_end + 1] == ["الي"] else figure.last
    for first in (behind, last - 2, last - _OTHERS):
        side = _unnamed(scan, first)
        if side is not None and (first == behind or scan.word_before(first) in _BEFORE_LABEL):
            return side
    return None


def _side_beside(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side of 'X leads with 503 dead and 212 wounded' for the second number."""
    gap = scan.forms[told.np_end : figure.lead] if told is not None else None
    other = told is not None and figure.measure not in ("", told.measure)
    joined = gap == ["و"] or (gap == [] and scan.forms[figure.lead].startswith("و"))
    return told.by if other and joined else None


def _side_of_label(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side that labels a number in a list that is said to be one by perpetrator, from `begin` on."""
    last = figure.position
    counted = last > 0 and scan.forms[last - 1] in word_set("with_a_count")
    last -= counted or scan.word_before(last) in BEFORE_NUMBER
    rank = scan.ranking_until(last)
    side = scan.covering("parties", last - rank - 1) if last - rank > figure.first else None
    if side is not None and (side.last != last - rank or side.entry.get("adjective") or not _acts(side)):
        side = None
    before = scan.word_before(side.first) if side is not None else ""
    if before == "/" and (other := scan.covering("parties", side.first - 2)) is not None:
        if other.last == side.first - 1 and other.entry.get("actor") == side.entry.get("actor"):
            side = replace(side, first=other.first, clitics=other.clitics)  # 'the opposition/the army of X'
        before = scan.word_before(side.first)
    ranked = rank > 0 or before.removeprefix("و") in word_set("next_in_rank") | word_set("then")
    if side is not None and before in word_set("shoulder"):
        figure.ranked = True
        return side  # 'and on the shoulders of Y 34'
    heading = heading_of(scan, figure) if told is None else None
    if told is None and (heading is None or heading[0] < begin):
        charged = side is not None and (ranked or _goes_on(scan, side, begin)) and _charged_before(scan, figure)
        figure.ranked |= charged  # 'X is responsible for the death of 503, followed by Y with 34'
        return side if charged else None
    if told is None and counted and (leader := _leader(scan, figure)) is not None:
        return leader
    if side is None:
        return None
    every = before.startswith("و") and before[1:] in word_set("all_of")  # ', and all the factions 24'
    opens = before in _BEFORE_LABEL or side.clitics.startswith("و") or side.first == figure.first or every
    line = scan.items.get(figure.paragraph) == side.first
    return side if ranked or line or (opens and not counted) else None


def _goes_on(scan: Scan, side: PhraseMatch, begin: int) -> bool:
    """Say whether ', and Y' stands right behind the number for which 'responsible' made another side answer."""
    if not side.clitics.startswith("و"):
        return False
    responsible = scan.words("responsible", begin - _RESPONSIBLE, begin)
    if responsible and not scan.between("events", begin + 1, side.first):
        return True
    return _verb_holds_for(scan, side)


def _verb_holds_for(scan: Scan, side: PhraseMatch) -> bool:
    """Say whether 'X killed 98 civilians, 5 children among them,' stands before ', and Y', and nothing else is told."""
    first, _ = scan.sentence_of(scan.tokens[side.first].start)
    verbs = scan.words("killing", max(scan.at(first), side.first - _CHARGED), side.first)
    killer = scan.phrase("parties", verbs[-1] + 1) if verbs else None
    if killer is None or not killer.entry.get("actor") or killer.clitics not in ("", "ال"):
        return False
    counted = next((i for i in range(killer.last, side.first) if scan.counts_at(i)), None)
    if counted is None or scan.word_before(side.first) not in ("،", ")"):
        return False
    told = [event for event in scan.between("events", counted, side.first) if event.last < side.first]
    others = [party for party in scan.between("parties", killer.last, side.first) if party.entry.get("actor")]
    return not told and all(party.clitics.startswith("و") for party in others)


def _charged_before(scan: Scan, figure: Figure) -> bool:
    """Say whether 'responsible' or 'X killed' stands before a figure in its sentence."""
    first = max(figure.first, figure.position - _CHARGED)
    if scan.words("responsible", first, figure.position):
        return True
    verbs = scan.words("killing", first, figure.position)
    sides = (scan.phrase("parties", verb + 1) for verb in verbs)
    return any(side is not None and side.entry.get("actor") for side in sides)


def _leader(scan: Scan, figure: Figure) -> PhraseMatch | None:
    """Return the side in 'X leads the list of the sides that caused deaths, with 503'."""
    near = range(figure.position - 1, max(figure.first, figure.position - _LEADS) - 1, -1)
    stretch = list(takewhile(lambda i: scan.forms[i] not in SEGMENT_END, near))
    begin = stretch[-1] if stretch else figure.position
    side = next(iter(scan.between("parties", begin, figure.position)), None)
    if side is None or not _acts(side) or side.clitics not in ("", "ال", "و"):
        return None
    opens = side.first == figure.first or scan.word_before(side.first).removeprefix("و") in word_set("comes_first")
    return side if opens else None


def _ranked_killer(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in 'X came second with its killing of 12', 'with its responsibility for the death of 12'."""
    death = scan.covering("events", figure.hedge - 1) if figure.hedge > 1 else None
    about = death is not None and death.last == figure.hedge and scan.word_before(death.first) == "عن"
    deed = death.first - 2 if about else figure.hedge - 1
    if deed < figure.first or scan.forms[deed] not in word_set("its_responsibility" if about else "by_killing"):
        return None
    rank = scan.ranking_until(deed)
    near = range(deed - 1, max(figure.first, deed - _LEADS) - 1, -1)
    stretch = list(takewhile(lambda i: scan.forms[i] not in SEGMENT_END, near))
    for side in scan.between("parties", stretch[-1], deed) if stretch else ():
        first = scan.word_before(side.first).removeprefix("و") in word_set("comes_first") | word_set("next_in_rank")
        named = scan.words("perpetrators", side.last, deed)
        if _acts(side) and first and (rank > 0 or named) and side.clitics in ("", "ال"):
            return side
    return None


def agent_right_before(scan: Scan, figure: Figure) -> PhraseMatch | None:
    """Return the side in 'at the hands of X 503' right before a number, or None: على يد قوات النظام 503."""
    party = scan.covering("parties", figure.hedge - 1) if figure.hedge > 1 else None
    if party is None or party.last != figure.hedge or not party.entry.get("actor"):
        return None
    own = scan.forms[figure.position].startswith("و") or scan.connector(figure.np_end, "agent") is not None
    opener = None if own else scan.covering("connectors", party.first - 1)  # not 'and two of Y and one of Z'
    return party if opener is not None and opener.entry["connector"] == "agent" and opener.last == party.first else None


def _agent_before(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in 'at the hands of X 503', as one of the ways to charge a figure."""
    return agent_right_before(scan, figure)


def _who_committed(scan: Scan, figure: Figure, told: Figure | None, begin: int) -> PhraseMatch | None:
    """Return the side in 'X committed 904 of them', ارتكبت X 904 منها: of cases that are told of before."""
    side = scan.covering("parties", figure.hedge - 1) if figure.hedge > figure.first + 1 else None
    if side is None or side.last != figure.hedge or side.clitics not in ("", "ال") or not _acts(side):
        return None
    of_them = scan.connector(figure.np_end, "among") is not None
    return side if of_them and without_and(scan.word_before(side.first)) in word_set("commits") else None


_WAYS = (
    _who_committed,
    _agent_before,
    _ranked_killer,
    _side_of_verb,
    _side_behind_to,
    _side_beside,
    _side_of_label,
    _by_their_fire,
    _other_sides,
)


def name_perpetrator(scan: Scan, figure: Figure) -> None:
    """Give a figure the side that it is charged to; one that the vocabulary has no name for leaves it open."""
    figure.actor, figure.cause_read = figure.by.entry.get("actor", ""), True
    figure.use("actor.by_perpetrator", *characters(scan, figure.by.first, figure.by.last))


def deed_of(scan: Scan, figure: Figure) -> str:
    """Return the measure of the verb in '12 whom X killed', or nothing."""
    return _deed_at(scan, figure.np_end) if figure.np_end < figure.last else ""


def _deed_at(scan: Scan, position: int) -> str:
    return next((measure for deed, measure in _DEEDS.items() if scan.forms[position] in word_set(deed)), "")


def room_beside_charged(whole: Figure, figure: Figure, before: list[Figure]) -> bool:
    """Say whether a whole can hold a figure beside those of its pieces that are charged to sides."""
    charged = sum(f.value or 0 for f in before if f.by is not None and f.parent is whole)
    return can_hold(whole, figure) and (whole.value is None or charged + (figure.value or 0) <= whole.value)


def charged_before(figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of its sentence that a figure of a list by perpetrator goes on with.

    The last one charged to a side, or, in a ranking, the first: 'X is responsible for 503, followed by Y with 34'.
    """
    near = [f for f in before if f.sentence == figure.sentence and f.role == "figure" and f.kind == "people"]
    charged = next((f for f in reversed(near) if f.by is not None and f.measure), None)
    ranked = [f for f in near if f.relation == "" and f.measure] if figure.ranked else []
    return charged or (ranked[-1] if ranked else None)


def _names_perpetrators(scan: Scan, position: int) -> bool:
    """Say whether words such as 'the side responsible' begin at a position, with 'to' before them or not: للجهة."""
    words = [behind_to(scan.forms[position]), *scan.forms[position + 1 : position + _NAMED]]
    return any(" ".join(words[:length]) in word_set("perpetrators") for length in range(1, len(words) + 1))


_NAMED = 3  # words of 'by side:' with its colon


def heading_of(scan: Scan, figure: Figure) -> tuple[int, str] | None:
    """Return where the words that name perpetrators stand, and what the heading counts; None without such words.

    The heading names those killed or held, or the deed: 'the toll of the detained by side'. That of a line of a list is
    the paragraph before the lines.
    """
    first, last = max(figure.first, figure.position - _HEADING), figure.position
    if figure.paragraph in scan.items and (opener := list_opener(scan, figure.paragraph)) is not None:
        first, last = end_of_opener(scan, opener)
    named = next((i for i in scan.words("perpetrators", first, last) if _names_perpetrators(scan, i)), None)
    if named is None:
        return None
    nouns = (scan.noun(i) for i in range(first, last))
    told = {noun.label for noun in nouns if noun is not None and noun.kind == "casualty"}
    events = (
        m for m in scan.between("events", first, last) if scan.covering("parties", m.first) is None
    )  # تحرير الشام
    told |= {event.entry["measure"] for event in events}
    return named, told.pop() if len(told) == 1 else ""


def killer_in_list(scan: Scan, figure: Figure, last: Figure):
    """Return the side in '12 civilians killed: the regime 8, X 4', or None: a side that killed civilians is no victim.

    The list stands behind a colon or in brackets, and its numbers have no noun of their own.
    """
    if not figure.label_first or figure.sentence != last.sentence or not contains("civilians", last.group):
        return None
    listed = any(rule == "relation.part.by_killer" for rule, _, _ in last.rules)
    between = scan.forms[last.np_end : figure.lead]
    opened = between[-1:] in ([":"], ["("]) and len(between) <= CLAUSE
    if not opened and not (listed and set(between) <= {"،", "و"}):
        return None
    side = scan.phrase("parties", figure.lead)
    last = figure.position - (scan.word_before(figure.position) == ":")
    alone = side is not None and side.last == last and side.clitics in ("", "و", "ال", "وال")
    return side if alone and side.entry.get("actor") else None


def charged_too(scan: Scan, figure: Figure, previous: Figure | None) -> Figure | None:
    """Return the figure of 'X is responsible for 87 arrests' that ', and Y for 51' goes on with.

    Or that of '31 are held by X' that ', and by Y 15' goes on with: لدى. With 'responsible for' the label of a number
    is the side: 'X is responsible for 24 of them, 6 children among them, and Y 12'.
    """
    labelled = figure.label_first and figure.group.startswith("combatants")
    told = previous if figure.bare or labelled or not (figure.group_stated or figure.measure) else None
    if told is None or told.sentence != figure.sentence or told.role != "figure" or not told.measure:
        return None
    answered = next((f for f in _chain(told) if f.sentence == figure.sentence and _is_charged(scan, f)), None)
    labelled = labelled or figure.by is not None
    last = figure.position if labelled else figure.hedge - (scan.word_before(figure.hedge) == "عن")
    death = scan.covering("events", last - 1)
    last = death.first if death is not None and death.last == last else last
    last -= scan.forms[last - 1] in word_set("responsible")
    side = scan.covering("parties", last - 1) if answered is not None else None
    if side is not None and side.last == last and side.clitics.startswith("و") and (labelled or last < figure.hedge):
        figure.by = figure.by or (side if labelled else None)
        return answered
    gap = [form for form in scan.forms[previous.np_end : last] if form != "،"]
    nobody = word_set("sides") | word_set("other_sides")
    about = scan.word_before(figure.hedge) == "عن" and 0 < len(gap) <= _NAMED and gap[0].startswith("و")
    if answered is not None and about and without_and(gap[0]) in nobody:
        return answered  # 'and unknown sides for 61'
    while told.relation == "among" and told.parent.sentence == figure.sentence:
        told = told.parent
    holder = scan.covering("parties", figure.hedge - 1)
    if holder is not None and holder.last == figure.hedge and scan.word_before(holder.first) == "ولدي":
        held = not word_set("at_party").isdisjoint(scan.forms[max(figure.first, told.first) : figure.hedge])
        return told if held and told.measure == "detained" else None
    return None


def _chain(figure: Figure) -> list[Figure]:
    """Return a figure, the one of which it is some, and so on."""
    return [figure, *(_chain(figure.parent) if figure.relation == "among" else ())]


def _is_charged(scan: Scan, figure: Figure) -> bool:
    """Say whether 'X is responsible for' stands before a number, or another side's number before it does."""
    told = scan.words("responsible", max(figure.first, figure.hedge - _CHARGED), figure.hedge)
    counted = told and any(scan.counts_at(i) for i in range(told[-1], figure.position))
    return bool(told and not counted) or any(rule == CHARGED_TOO for rule, _, _ in figure.rules)
