"""Lines: lists whose pieces stand on lines of their own, and the places that label numbers.

Monitors print a breakdown as a list: a line that ends with a colon, then one line for each side, group or
place. What the lines count is said by the figure or the noun of the dead before them; whether their labels
name who killed or who was killed is read from the same words.
"""

from collections import Counter
from itertools import groupby, pairwise, takewhile

from analysis.arabic import without_and
from analysis.claims.figure import CLAUSE_MARKS, Figure
from analysis.lattice import contains
from analysis.lexicons import PhraseMatch, word_set
from analysis.scan import BULLETS, LABEL_MARKS, Scan


def read_place_labels(scan: Scan, tolls: list[Figure]) -> None:
    """Give counts the place that labels them, where two of a sentence have one: 'Idlib 98, Aleppo: 41'.

    One is enough before a bracket ('Idlib (98 killed and 12 wounded)') and on a line of a list.
    """
    labelled: list[Figure] = []
    alone: set[int] = set()
    for figure in tolls:
        mark = scan.forms[figure.lead - 1] if figure.lead else ""
        counted = mark in word_set("with_a_count")
        last = figure.lead - (mark in (":", "(") or counted)
        rank = scan.ranking_until(last) if counted else 0
        last -= rank
        last -= last > 0 and scan.forms[last - 1] in word_set("its_countryside")
        if figure.kind not in ("people", "strike") or (figure.kind == "strike" and mark != "(") or not last:
            continue
        end = scan.tokens[last - 1].end
        named = scan.places.over(end - 1, end)  # behind an 'and' that is glued to it
        first = scan.at(named.start) if named else 0
        if named is None:
            continue
        opener = scan.covering("places", first - 1) if first else None
        first = opener.first if opener is not None and opener.last == first else first  # ', and the town of X 4 killed'
        number = scan.paragraph_of(figure.start)
        listed = scan.items.get(number) == first or scan.at(scan.paragraphs[number][0]) == first
        openers = word_set("next_in_rank") | word_set("then") | word_set("leads_list")
        then = named.start > scan.tokens[first].start and scan.forms[first].startswith("ف")  # 'then Hama with 18'
        ranked = first > 0 and (then or scan.forms[first - 1] in openers)
        marked = first == 0 or scan.forms[first - 1] in LABEL_MARKS or listed or first == figure.first
        led = first > 1 and scan.forms[first - 1].removeprefix("و") == "في" and scan.forms[first - 2] in LABEL_MARKS
        joined = bool(labelled) and scan.forms[first].startswith("و") and labelled[-1].np_end == first
        marked = marked or joined  # ': Idlib 98 and Aleppo 41'
        marked = marked or led or _led_by_in(scan, tolls, first)  # ': in Idlib 98, and in Aleppo 41'
        figure.ranked = rank > 0
        ranked = ranked or figure.ranked
        if mark == "(" or ranked or (marked and not counted):
            figure.label = named
            labelled.append(figure)
            opens_line = mark == ":" and scan.at(scan.paragraphs[number][0]) == first
            if mark == "(" or ranked or opens_line or number in scan.items:
                alone.add(id(figure))
    sentences = Counter(figure.sentence for figure in labelled)
    for figure in labelled:
        figure.label = figure.label if sentences[figure.sentence] > 1 or id(figure) in alone else None
    for before, figure in pairwise(tolls):  # 'Idlib 5 killed and 12 wounded, Aleppo …'
        joined = scan.forms[before.np_end : figure.position] in ([], ["و"]) and figure.sentence == before.sentence
        behind = scan.forms[figure.np_end : figure.np_end + 1] == ["في"]
        if before.label and not figure.label and joined and not behind and before.kind == figure.kind == "people":
            figure.label = before.label


def read_label_pairs(tolls: list[Figure]) -> None:
    """Measure the numbers without nouns of 'Deir ez-Zor 8 killed and 10 wounded, Hama 5 and 9' as those before them."""
    runs = [list(run) for _, run in groupby(tolls, key=lambda f: (f.sentence, id(f.label) if f.label else None))]
    for before, run in pairwise(runs):
        labelled = before[0].label is not None and run[0].label is not None and before[0].sentence == run[0].sentence
        measures = [figure.measure for figure in before]
        if not labelled or len(run) != len(before) or len(set(measures) - {""}) < len(before) or len(run) < 2:
            continue
        if any(not figure.bare or figure.measure or figure.group_stated for figure in run):
            continue
        for figure, like in zip(run, before, strict=True):
            figure.bare, figure.measure, figure.kind, figure.group = False, like.measure, like.kind, like.group
            figure.use("measure.label_pair", like.start, figure.end)


def next_place_label(scan: Scan, figure: Figure, begin: int):
    """Return the place right before a number that 'and' joins to what is told up to `begin`: ', and (in) Y 45'."""
    if figure.lead < 2:
        return None
    end = scan.tokens[figure.lead - 1].end
    named = scan.places.over(end - 1, end)
    first = scan.at(named.start) if named is not None else 0
    opener = scan.covering("places", first - 1) if first else None
    first = opener.first if opener is not None and opener.last == first else first
    first -= first > 0 and scan.forms[first - 1] == "وفي"
    joined = first >= begin and scan.forms[first].startswith("و") and {"،", ")"}.issuperset(scan.forms[begin:first])
    return named if joined and first > 0 else None


def told_of_place(scan: Scan, figure: Figure) -> bool:
    """Say whether a place, or 'in it', stands before a figure in its clause: 'X saw the death of 98', قتل فيها."""
    near = range(figure.hedge - 1, max(figure.first, figure.hedge - _TO_PLACE) - 1, -1)
    clause = list(takewhile(lambda i: scan.forms[i] not in CLAUSE_MARKS, near))
    in_it = any(scan.forms[i] in word_set("in_it") for i in clause)
    return in_it or any(scan.places.touching(*scan.span_of(i)) for i in clause)


_TO_PLACE = 12  # words of 'the city of X and its countryside saw the death of about'


def _led_by_in(scan: Scan, tolls: list[Figure], first: int) -> bool:
    """Say whether 'in X' stands behind a verb of dying or a number: 'killed were in Idlib 8, and in Aleppo 15'."""
    opener = scan.covering("places", first - 1) if first else None
    first = opener.first if opener is not None and opener.last == first else first
    if first < 2 or scan.forms[first - 1].removeprefix("و") != "في":
        return False
    before = first - 1
    verb = scan.covering("events", before - 1)
    told = verb is not None and verb.last == before and scan.noun(before - 1) is None
    dead = scan.noun(before - 1, "p")
    counted = dead is not None and dead.kind == "casualty" and dead.definite  # 'the number of the dead in Idlib is 8'
    told = told or counted or scan.forms[before - 1] in word_set("falls")
    return told or (scan.forms[before] == "وفي" and any(f.np_end == before for f in tolls))


def title_of_lines(scan: Scan, figure: Figure):
    """Return the noun of the dead or wounded in the line that opens a list of lines: 'The martyrs since 7 October:'."""
    colon = scan.label_end(figure.paragraph, figure.position)
    if colon is None or figure.kind != "people" or not CLAUSE_MARKS.isdisjoint(scan.forms[colon : figure.position]):
        return None
    opener = list_opener(scan, figure.paragraph)
    if opener is None:
        return None
    first, last = end_of_opener(scan, opener)
    heads = [n for i in range(first, last) if (n := scan.noun(i, "p")) and n.kind == "casualty"]
    return heads[0] if scan.forms[last - 1] == ":" and len({head.label for head in heads}) == 1 else None


def list_opener(scan: Scan, paragraph: int) -> int | None:
    """Return the paragraph before the lines of the list that a paragraph is one of."""
    opener = scan.list_openers.get(paragraph, -1)
    return opener if opener >= 0 else None


def heads_lines(scan: Scan, opener: int) -> bool:
    """Say whether the line that opens a list ends with a colon and counts nothing: 'The toll of Friday in X:'."""
    first, last = end_of_opener(scan, opener)
    counts = (i for i in range(first, last) if scan.counts_at(i))
    dated = all(scan.window_over(*scan.span_of(i)) or scan.date_over(*scan.span_of(i)) for i in counts)
    toll = any(without_and(form) in word_set("heading_of_toll") for form in scan.forms[first:last])
    return scan.forms[last - 1] == ":" and dated and toll


def begins_list(scan: Scan, paragraph: int) -> bool:
    """Say whether a line of a list has the mark of a first one, or one that does not count: 1. ، أ- ، -."""
    first = scan.at(scan.paragraphs[paragraph][0])
    first += scan.forms[first] == "("
    numeral = scan.tokens[first].is_digits
    counts = numeral or scan.forms[first] in word_set("line_letter")
    return (
        not counts or scan.forms[first] in word_set("first_line") or (numeral and scan.numerals_at(first)[0].value == 1)
    )


def parties_of_sections(scan: Scan) -> dict[int, PhraseMatch]:
    """Return the paragraphs under headings that name the sides, and the side that the heading of each names.

    'First: government forces (army, security)', and in the paragraphs below what they did. One heading alone makes no
    sections; a heading or a numbered line without a side ends the section before it.
    """
    found: dict[int, PhraseMatch] = {}
    current, headings = None, 0
    for number, (start, end) in enumerate(scan.paragraphs if scan.tokens else ()):
        first, last = scan.at(start), scan.at(end - 1) + 1
        body = scan.items.get(number, first)
        marked = number in scan.items
        short = last - body <= _LONGEST_HEADING and scan.forms[last - 1] not in CLAUSE_MARKS
        if short and not any(scan.numerals_at(i) for i in range(body, last)):
            party = _party_of_heading(scan, body, last)
            headings += party is not None
            current = party if party is not None or marked or scan.forms[last - 1] == ":" else current
        elif marked and scan.forms[first] not in BULLETS:
            current = None
        elif current is not None:
            found[number] = current
    return found if headings > 1 else {}


_LONGEST_HEADING = 25  # words


def _party_of_heading(scan: Scan, first: int, last: int) -> PhraseMatch | None:
    """Return the side that is all that a heading names, but for a gloss in brackets."""
    by = scan.connector(first, "agent")
    party = scan.phrase("parties", by.last if by else first)
    if party is None or not party.entry.get("actor"):
        return None
    end = party.last
    adjective = scan.phrase("parties", end) if end < last else None
    end = adjective.last if adjective is not None and adjective.entry.get("adjective") else end
    last -= scan.forms[last - 1] == ":"
    glossed = end < last and scan.forms[end] in ("(", "-", "–") and scan.forms[last - 1] in (")", "-", "–")
    return party if end >= last or glossed else None


def read_section_actors(scan: Scan, tolls: list[Figure]) -> None:
    """Give civilians without a killer the side that the heading above them names; make sections the parts of a whole.

    Not where their sentence names another side.
    """
    sections = scan.sections
    for figure in tolls if sections else ():
        party = sections.get(figure.paragraph)
        if party is None or figure.actor or figure.parent is not None or figure.kind != "people":
            continue
        near = max(figure.first, figure.position - _NEAR), min(figure.last, figure.position + _NEAR)
        named = {p.entry.get("actor") or "" for p in scan.between("parties", *near)} - {""}
        if contains("civilians", figure.group) and named <= {party.entry["actor"]}:
            figure.actor = party.entry["actor"]
            figure.use("actor.section", scan.tokens[party.first].start, scan.tokens[party.last - 1].end)
    _link_sections(scan, tolls, sections)


def _link_sections(scan: Scan, tolls: list[Figure], sections: dict[int, PhraseMatch]) -> None:
    """Make the first toll of each section a part of the toll before the first heading, where all add up to no more."""
    if not sections:
        return
    heading = scan.paragraph_of(scan.tokens[next(iter(sections.values())).first].start)
    before = [f for f in tolls if f.paragraph == heading - 1 and f.parent is None and f.kind == "people"]
    whole = before[-1] if before and not before[-1].actor else None
    _, end = end_of_opener(scan, heading - 1) if heading else (0, 0)
    if whole is None or not (scan.forms[end - 1] == ":" or scan.connectors(whole.np_end, end, "parts")):
        return
    first: dict[int, Figure] = {}
    for figure in tolls:
        if figure.parent is None and figure.measure == whole.measure and contains(whole.group, figure.group):
            by = sections.get(figure.paragraph)
            if by is not None:
                first.setdefault(by.first, figure)
            elif figure.paragraph in scan.items and figure.paragraph - 1 in sections:
                first.setdefault(figure.position, figure)  # 'Sixth: other sides: 22 civilians'
    pieces = list(first.values())
    if (
        len(pieces) < 2
        or None in [whole.value, *(f.value for f in pieces)]
        or sum(f.value for f in pieces) > whole.value
    ):
        return
    for figure in pieces:
        figure.parent, figure.relation = whole, "part"
        figure.use("relation.part.section", whole.start, whole.end)


_NEAR = 60  # words before a list that tell what its lines count
_LONGEST_LIST = 200  # figures that a total can close


def end_of_opener(scan: Scan, opener: int) -> tuple[int, int]:
    """Return the positions of the last words of the paragraph before a list, half open."""
    first, last = (scan.at(offset) for offset in (scan.paragraphs[opener][0], scan.paragraphs[opener][1] - 1))
    return max(first, last + 1 - _NEAR), last + 1


TOTAL_OF_LIST = "measure.total_of_list"


def link_total_of_lines(scan: Scan, figures: list[Figure]) -> None:
    """Make the lines or pieces of a list the parts of 'The total: 203' at its end, where they add up to it.

    Runs last, like :func:`link_out_of`.
    """
    tolls = [f for f in figures if f.role == "figure" and f.kind == "people"]
    for number, whole in enumerate(tolls):
        body = scan.items.get(whole.paragraph)
        in_paragraph = any(rule == TOTAL_OF_LIST for rule, _, _ in whole.rules)
        last_line = body is not None and scan.forms[body] in word_set("total")
        if not (last_line or in_paragraph) or whole.parent is not None:
            continue
        opener = whole.paragraph - 1 if in_paragraph else list_opener(scan, whole.paragraph)
        before = tolls[max(0, number - _LONGEST_LIST) : number] if opener is not None else []
        lines = [f for f in before if f.paragraph > opener and f.parent is None and f.measure == whole.measure]
        if len(lines) < 2 or None in [f.value for f in lines] or sum(f.value for f in lines) != whole.value:
            continue
        if whole.window is None:
            whole.window, whole.running = lines[-1].window, lines[-1].running
        for figure in lines:
            figure.parent, figure.relation = whole, "part"
            figure.use("relation.part.of_total", whole.start, whole.end)


def breaks_down(scan: Scan, figure: Figure, opened: Figure) -> bool:
    """Say whether a list breaks a figure down: it stands in the paragraph before the list, or that speaks of the dead.

    'The following incidents were among the deadliest:' does not.
    """
    before = list_opener(scan, figure.paragraph)
    if before in (opened.paragraph, None):
        return True
    first, last = end_of_opener(scan, before)
    people = any((noun := scan.noun(i, "p")) and noun.kind in ("casualty", "person") for i in range(first, last))
    return bool(scan.connectors(first, last, "parts")) or people


def lists_subsets(scan: Scan, figure: Figure, listed: Figure) -> bool:
    """Say whether 'among them:' ends the line before a list: its lines are subsets, they need not make up the whole."""
    opener = list_opener(scan, figure.paragraph)
    last = end_of_opener(scan, max(opener if opener is not None else 0, listed.paragraph))[1] - 1
    last -= scan.forms[last] == ":"
    among = scan.covering("connectors", last)
    return among is not None and among.entry["connector"] == "among"


def lists_victims(scan: Scan, figure: Figure, listed: Figure) -> bool:
    """Say whether the lines of a list name those who died, not those who killed.

    Civilians are broken down by who killed them; people by who they were, unless 'by', 'the sides' stands before it.
    """
    if contains("civilians", listed.group):
        return False
    opener = list_opener(scan, figure.paragraph)
    if opener is None or opener < listed.paragraph:
        opener = listed.paragraph  # a paragraph that is no list goes on with it
    first, end = end_of_opener(scan, opener)
    by = scan.connectors(max(first, listed.np_end), end, "agent")
    return not by and word_set("sides").isdisjoint(scan.forms[first:end])
