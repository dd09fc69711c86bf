"""Locations: where the people of each figure were hit.

The places of a figure stand in its clause: behind it, else before it. Figures coordinated in one clause
share them; a label before a number (``lines``) is its place.
"""

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise, takewhile

from analysis.arabic import bare_forms, fold, without_and
from analysis.claims.causes import (
    attack_that_followed,
    begins_total,
    had_effect,
    opens_with_verb,
    side_speaks,
    stands_close,
)
from analysis.claims.context import clause_end, next_place, opens_with_day
from analysis.claims.fates import unknown_word, verb_behind
from analysis.claims.figure import BOMBARDMENT, Figure, pieces_of
from analysis.claims.figures import ANOTHER, tells_respectively
from analysis.claims.lines import end_of_opener, heads_lines, list_opener
from analysis.claims.phrases import told_of_share
from analysis.claims.wholes import rise_before
from analysis.dates import date_words
from analysis.lexicons import word_set
from analysis.mentions import Mention
from analysis.scan import Scan
from analysis.spans import Spans


def read_places(scan: Scan, figures: list[Figure], named: list[Mention]) -> None:
    """Give every toll the places that its clause names: behind it, else before it.

    Figures coordinated in one clause share their places. A place behind a subset is that of its whole,
    unless the subset has a cause of its own; pieces without a place of their own name none.
    """
    tolls = [f for f in figures if f.role == "figure"]
    labels = {f.label for f in figures if f.label}
    elsewhere = (_fired_from, _in_title, _moved_to)
    mentions = Spans(m for m in named if m not in labels and not any(other(scan, m) for other in elsewhere))
    tops = [number for number, figure in enumerate(tolls) if figure.parent is None]
    behind = [_places_behind(scan, tolls, number, mentions) for number in range(len(tolls))]
    for number in tops:  # 'fired near X, which killed a young man of the people of Y'
        if behind[number] and all(_native_of(scan, m) for m in behind[number]):
            previous = max((top for top in tops if top < number), default=None)
            behind[number] = [] if _places_before(scan, tolls, number, previous, mentions) else behind[number]
    theirs: dict[int, set[Mention]] = {}  # id of a figure → the places of some of those counted
    for number, figure in enumerate(tolls):
        figure.places = [figure.label] if figure.label else behind[number]
        coordinated = number + 1 < len(tolls) and tolls[number + 1].relation == figure.relation == "among"
        if coordinated and not figure.places and _of_pair(tolls[number + 1]):
            figure.places = behind[number + 1]  # '65 killed and 132 wounded in Idlib'
        if figure.relation == "part" and not figure.places and number + 1 < len(tolls):
            beside = tolls[number + 1]
            pair = beside.relation == "part" and {figure.measure, beside.measure} == {"killed", "wounded"}
            if pair and beside.lead - figure.np_end <= 1 and figure.label is None:
                figure.places = behind[number + 1]  # '(28 killed and 113 wounded in X, and 7 killed …'
        in_prose = figure.relation == "among" and not figure.in_grid
        if in_prose and figure.places:  # '61 in X and 44 in Y': X is not the place of all
            theirs.setdefault(id(figure.parent), set()).update(figure.places)
        if figure.relation == "among" and (origin := _come_from(scan, figure, mentions)) is not None:
            theirs.setdefault(id(figure.parent), set()).add(origin)
            figure.places = [origin] if _is_bare(scan, figure) else [m for m in figure.places if m is not origin]
    for figure in tolls:
        figure.places = [m for m in figure.places if m not in theirs.get(id(figure), ())]
    of_parts: dict[int, list[Mention]] = {}  # id of a whole → the places of its parts, where none is its own
    for pieces in pieces_of(tolls).values():  # '46 in Syria: 15 in Homs, …'
        whole, parts = pieces[0].parent, [f for f in pieces if f.relation == "part"]
        all_named = parts == [] and sum(f.value or 0 for f in pieces) == whole.value
        if all_named and whole.places == [] and _place_of_all(pieces):
            whole.places, pieces[-1].places = pieces[-1].places, []  # 'among them 5 of X and 4 of Y in the battle of Z'
        if whole.places in ([], parts[-1].places if parts else []) and _place_of_all(
            parts
        ):  # 'five: a father, a mother and three children in X'
            whole.places, parts[-1].places = parts[-1].places, []
        inner = {m for f in parts for m in f.places}
        own = [m for m in whole.places if m not in inner]
        if whole.places and not own:
            of_parts[id(whole)] = whole.places  # unless a place stands before the whole: 'in Homs 26: 11 in X, 9 in Y'
        whole.places = own
    for place, number in reversed(list(enumerate(tops))):
        following = tops[place + 1] if place + 1 < len(tops) else None
        if tolls[number].places or following is None or not _one_clause(scan, tolls, number, following):
            continue
        if id(tolls[number]) in of_parts:
            continue
        besides = scan.connectors(tolls[number].np_end, tolls[following].lead, "plus")
        if besides and verb_behind(scan, tolls[following]) and tolls[number].method != tolls[following].method:
            continue  # 'killed 21 in the battles, besides 5 civilians who died by shelling on X'
        apart = {"detained", "displaced"} & {tolls[number].measure, tolls[following].measure}
        apart = apart and tolls[number].measure != tolls[following].measure  # 'killed 27, and abducted six near X'
        apart = apart and tolls[following].kind != "household"
        apart = apart and not any(rule == "cause.shared" for rule, _, _ in tolls[number].rules)
        if _told_apart(scan, tolls, number, following, mentions):
            continue  # 'raids on X killed ten, and six were killed in Y'
        after = not word_set("after").isdisjoint(scan.forms[tolls[number].np_end : tolls[following].lead + 1])
        if after:
            continue  # 'has risen to 508, after 67 were killed in X'
        if apart or any(rule in _LISTED for rule, _, _ in tolls[following].rules):
            continue  # '1200 in a country that is no point and 780 in X'
        if not scan.connectors(tolls[number].np_end, tolls[following].position, "contrast"):
            tolls[number].places = [m for m in tolls[following].places if m.start > tolls[following].start]
    for place, number in enumerate(tops):
        if tolls[number].places:
            continue
        if (counted := _place_of_count(scan, tolls[number], mentions)) is not None:
            tolls[number].places = [counted]
            continue
        if any(rule == ANOTHER for rule, _, _ in tolls[number].rules):
            continue  # 'a man in X, and another in Y', where no gazetteer has Y
        previous = tops[place - 1] if place else None
        listed = any(rule == "relation.list_of_places" for rule, _, _ in tolls[number].rules)
        if listed and previous is not None and tolls[previous].label is not None:
            continue  # 'X (96) and Y (71)', where no gazetteer has Y
        mark = opens_with_verb(scan, tolls[previous].np_end, tolls[number]) if previous is not None else None
        own = mark is not None and mentions.beginning_in(scan.tokens[mark].start, tolls[number].start)
        if previous is not None and not own and _one_clause(scan, tolls, previous, number):
            tolls[number].places = [m for m in tolls[previous].places if m.end <= tolls[previous].start]
        tolls[number].places = tolls[number].places or _places_before(scan, tolls, number, previous, mentions)
        if not tolls[number].places and previous is not None and had_effect(scan, tolls[previous], tolls[number]):
            struck = takewhile(lambda f: f.kind == "strike", reversed(tolls[max(0, number - _STRUCK) : number]))
            both = tolls[number].method == "mixed"  # 'raids on X, and barrel bombs on Y, which killed 42'
            hit = list(struck)[::-1] if both else [tolls[previous]]  # 'fired 60 rockets at X, which killed 42'
            tolls[number].places = list(dict.fromkeys(m for f in hit for m in f.places))
    for figure in tolls:
        figure.places = figure.places or of_parts.get(id(figure), [])
        if len(figure.places) > 1:
            figure.places = [m for m in figure.places if not _says_where(scan, m)] or figure.places
        if figure.places and scan.sources:
            figure.places = [m for m in figure.places if not _seat_of_ministry(scan, m)]
            figure.places = [m for m in figure.places if not _of_source(scan, m)] or figure.places
        if figure.told_in is not None and not figure.places:  # 'aircraft struck X. The raids killed 18'
            first, last = figure.told_in
            there = mentions.beginning_in(scan.tokens[first].start, scan.tokens[last - 1].end)
            figure.places = _of_all(scan, there)
        opener = list_opener(scan, figure.paragraph) if not figure.places and figure.parent is None else None
        if opener is not None and heads_lines(scan, opener):  # 'The toll of Friday in X: - 28 raids - 11 killed'
            first, last = end_of_opener(scan, opener)
            there = mentions.beginning_in(scan.tokens[first].start, scan.tokens[last - 1].end)
            figure.places = _of_all(scan, there)
        told = figure.later_of
        if told is not None and not figure.places and not scan.connectors(told.np_end, figure.lead, "contrast"):
            figure.places = told.places  # 'killed nine in X. The toll has risen to 12'
        if figure.measure != "displaced" and len(figure.places) > 1:
            figure.places = [m for m in figure.places if not _origin(scan, m)] or figure.places
        _read_each(scan, figure)
    for left, right in pairwise(tolls):
        if len(left.places) == 2 and left.places == right.places and tells_respectively(scan, left, right):
            left.places, right.places = left.places[:1], right.places[1:]  # 'in X and Y 12 and 19 respectively'
    for figure in tolls:
        if figure.parent is not None and (figure.parent.each or figure.parent.role != "figure"):
            figure.role, figure.reason = "other_count", "some of several counts at once, which one is not told"


_STRUCK = 4  # counts of strikes told of together


def _place_of_count(scan: Scan, figure: Figure, mentions: Spans[Mention]) -> Mention | None:
    """Return the place right behind the dead of 'the number of the dead of X has risen to 148', عدد شهداء الضفة."""
    counts = [(start, end) for rule, start, end in figure.rules if rule == "head.count_noun_before"]
    for mention in mentions.beginning_in(counts[0][0], figure.start) if counts else ():
        first = scan.at(mention.start)
        opener = scan.covering("places", first - 1)
        dead = scan.noun((opener.first if opener is not None else first) - 1, "p")
        if dead is not None and dead.kind == "casualty" and not dead.definite:
            return mention
    return None


def _place_of_all(parts: list[Figure]) -> bool:
    """Say whether the place behind the last part is that of its whole: the parts tell who they were, not where."""
    alone = len(parts) > 1 and bool(parts[-1].places) and not any(f.places or f.label for f in parts[:-1])
    return alone and parts[-1].label is None and all(f.group_stated and f.sentence == parts[0].sentence for f in parts)


def _come_from(scan: Scan, figure: Figure, mentions: Spans[Mention]) -> Mention | None:
    """Return the place behind 'from' right behind a subset: 'among them 9 from Hebron', '46 detainees from Gaza'.

    In a list of bare numbers it is told where they were hit; behind a noun, where its people came from.
    """
    first = figure.np_end
    if scan.forms[first : first + 1] != ["من"] or first + 1 >= figure.last:
        return None
    if figure.measure in ("detained", "displaced") and not _is_bare(scan, figure):
        return None  # 'arrested 14 youths, among them 3 women, from the town of X'
    opener = scan.phrase("places", first + 1)
    first = opener.last if opener is not None and opener.last < figure.last else first + 1
    place = mentions.over(*scan.span_of(first))
    return place if place is not None and scan.at(place.start) <= first else None


def _is_bare(scan: Scan, figure: Figure) -> bool:
    """Say whether a number stands without a noun."""
    return figure.np_end == scan.at(figure.end - 1) + 1


def _told_apart(scan: Scan, tolls: list[Figure], number: int, following: int, mentions: Spans[Mention]) -> bool:
    """Say whether a figure has a place before it, in its own clause, and the next one a verb behind a comma."""
    figure, other = tolls[number], tolls[following]
    previous = number - 1 if number and tolls[number - 1].sentence == figure.sentence else None
    own_verb = opens_with_verb(scan, figure.np_end, other) is not None
    if own_verb and figure.actor != other.actor:
        return True  # 'X captured five, and Y killed seven in Z'
    if own_verb and other.places and _places_before(scan, tolls, number, previous, mentions):
        return True
    if figure.measure != other.measure or not scan.commas(figure.np_end, other.lead + 1):
        return False
    verb = any(
        (m.clitics == "و" or scan.forms[m.first - 1] in word_set("also")) and scan.noun(m.last - 1) is None
        for m in scan.between("events", figure.np_end, other.position)
    )
    caused = any(rule == "cause.behind" for rule, _, _ in figure.rules)
    again = any(rule == "cause.behind" for rule, _, _ in other.rules)
    if verb and caused and again:
        return True  # '8 were killed in a raid, and 15 were killed in a raid on X'
    return verb and bool(_places_before(scan, tolls, number, previous, mentions))


_LISTED = ("relation.coordinated", "relation.list_of_places")
_BREAKS = ("contrast", "result", "rise", "plus", "among")


def _of_source(scan: Scan, mention: Mention) -> bool:
    """Say whether a place belongs to the name of a source: 'the ministry of health in the state of Khartoum'."""
    position = scan.at(mention.start)
    place = bisect_right(scan.sources, position, key=lambda source: source.first) - 1
    return place >= 0 and scan.sources[place].first < position < scan.sources[place].last


def _seat_of_ministry(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is only where a ministry sits, which counts for more: 'the ministry of health in Sanaa'."""
    first = scan.at(mention.start)
    words = scan.forms[max(0, first - _MINISTRY) : first]
    seat = mention.kind != "region" and words[-1:] == ["في"]
    return seat and not word_set("ministry_of").isdisjoint(words)


_MINISTRY = 5  # words of 'the ministry of public health in'


def _says_where(scan: Scan, mention: Mention) -> bool:
    """Say whether a place in brackets only tells where the one before it lies: 'in Hilla (100 km south of Baghdad)'."""
    first = scan.at(mention.start)
    unit = scan.noun(first - 1) if first > 2 else None
    return unit is not None and unit.kind == "distance" and scan.forms[first - 3] == "("


def _origin(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is where somebody comes from: 'a family displaced from X', 'a worker from X'."""
    first = scan.at(mention.start)
    if first < 2 or scan.forms[first - 1] != "من":
        return False
    noun = scan.noun(first - 2)
    displaced = word_set("comes_from") | word_set("displaced_people")
    return any(rest in displaced for rest, _ in bare_forms(scan.forms[first - 2])) or (
        noun is not None and noun.kind == "person"
    )


def _native_of(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is the home of those counted: 'of the people of the town of X', من أبناء بلدة اللطامنة."""
    first = scan.at(mention.start)
    opener = scan.covering("places", first - 1) if first else None
    first = opener.first if opener is not None and opener.last == first else first
    return first > 1 and scan.forms[first - 1] in word_set("natives_of") and scan.forms[first - 2] == "من"


def _moved_to(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is where people were carried after they had been hit: 'who were carried to the base of X'."""
    first = scan.at(mention.start)
    opener = scan.covering("places", first - 1) if first else None
    first = opener.first if opener is not None and opener.last == first else first
    near = scan.forms[max(0, first - _CARRIED) : first]
    to = max((i for i, form in enumerate(near) if form == "الي"), default=0)
    return any(form.removeprefix("و") in word_set("carried_away") for form in near[:to])


_CARRIED = 7  # words from 'were carried' to where


def _in_title(scan: Scan, mention: Mention) -> bool:
    """Say whether a place belongs to what a person or a court is called: 'the emir of Kirkuk'."""
    first = scan.at(mention.start)
    if first > 1 and scan.forms[first - 1] == "في" and scan.forms[first - 2] in word_set("court"):
        return True  # 'a court in Baghdad sentenced'
    return first > 0 and scan.forms[first - 1] in word_set("title_over_place")


def _fired_from(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is where munitions came from, not where they fell: 'fired from X', '30 rockets from X'."""
    first = scan.at(mention.start)
    opener = scan.covering("places", first - 1) if first else None
    first = opener.first if opener is not None and opener.last == first else first  # 'from the town of'
    if first > 1 and scan.forms[first - 1] == "في" and scan.forms[first - 2] in word_set("stationed"):
        return True  # 'the forces stationed in X'
    if first < 2 or scan.forms[first - 1] != "من":
        return False
    behind = scan.at(mention.end - 1) + 1
    onto = not word_set("onto_target").isdisjoint(scan.forms[behind : behind + 1])
    fled = scan.between("events", max(scan.at(scan.sentence_of(mention.start)[0]), first - _FLED), first)
    fled = [event for event in fled if event.entry["measure"] == "displaced"]  # 'fled from X towards Y'
    if (
        onto
        and not fled
        and any(scan.places.touching(*scan.span_of(i)) for i in range(behind + 1, min(behind + 4, len(scan.tokens))))
    ):
        return True  # 'from X upon Y', 'from X towards Y'
    fire = scan.covering("methods", first - 2)
    if fire is not None and fire.last == first - 1 and fire.entry["method"] in ("shelling", BOMBARDMENT):
        return True  # 'by the rocket fire from X'
    noun = scan.noun(first - 2)
    munitions = noun is not None and noun.kind == "strike" and noun.label == "shells"
    fired = (scan.forms[i].removeprefix("و") in word_set("fired") for i in range(max(0, first - 5), first - 1))
    between = scan.between("parties", max(0, first - 4), first)
    if between and between[-1].last == first - 1 and any(fired):
        return True  # 'rockets that X fired from Y'
    return munitions or without_and(scan.forms[first - 2]) in word_set("fired")


def one_for_each_place(figure: Figure) -> list[Figure]:
    """Return a figure, or, for '13 in each of A and B', one figure for each of its places; the first is itself."""
    if not figure.each:
        return [figure]
    places = figure.places
    figure.places = places[:1]
    return [figure, *(replace(figure, places=[place]) for place in places[1:])]


_FLED = 12  # words of 'about 5000 of the inhabitants have fled from the town of'


def _read_each(scan: Scan, figure: Figure) -> None:
    """Note that 'in each of' stands right behind a noun phrase, with two places or more."""
    if scan.forms[figure.np_end : figure.np_end + 1] not in (["في"], ["بكل"], ["لكل"]):
        return
    before = [m for m in figure.places if m.end <= figure.start]
    behind = " ".join(scan.forms[figure.np_end : figure.np_end + 3])
    if len(before) > 1 and behind.startswith(tuple(word_set("in_each_of_them"))):
        figure.places, figure.each = before, True  # 'in A and B 11 each', في كل منهما
        figure.use("count.each", scan.tokens[figure.np_end].start, scan.tokens[figure.np_end + 1].end)
        return
    words = behind + " "
    opener = next((form for form in word_set("each_of") if words.startswith(form + " ")), None)
    if opener is None or figure.kind != "people":
        return
    first = figure.np_end + len(opener.split())
    if first >= len(scan.tokens):
        return
    listed: list[Mention] = []
    for mention in figure.places:
        end = listed[-1].end if listed else scan.tokens[first].start - 1
        if mention.kind != "region" and 0 <= mention.start - end <= _LIST_GAP:
            listed.append(mention)
    if len(listed) > 1:
        figure.places, figure.each = listed, True
        figure.use("count.each", scan.tokens[figure.np_end].start, scan.tokens[first - 1].end)


_LIST_GAP = 4  # characters between two names of a list


def _places_behind(scan: Scan, tolls: list[Figure], number: int, mentions: Spans[Mention]) -> list[Mention]:
    figure = tolls[number]
    own = figure.relation != "among" or figure.item_of is not None or _has_own_place(scan, tolls, number)
    if figure.in_item or not own:
        return []
    later = (tolls[i] for i in range(number + 1, len(tolls)))
    same = takewhile(lambda f: f.sentence == figure.sentence, later)
    strikes = {start for rule, start, _ in figure.rules if rule == "cause.strikes"}  # 'killed in two raids on X'
    following = next((f for f in same if f.start not in strikes and not _below(f, figure)), None)
    cut = clause_end(scan, figure, following)
    if figure.item_of is not None:
        cut = min(cut, scan.tokens[figure.item_end - 1].end)
    end = scan.at(cut - 1) + 1
    anew = (i for i in scan.commas(figure.np_end, end - 1) if _opens_anew(scan, i + 1))
    cut = min(cut, scan.tokens[next(anew, end - 1)].end)
    mark = opens_with_verb(scan, figure.np_end, following) if following is not None else None
    cut = cut if mark is None else min(cut, scan.tokens[mark].end)
    found = [m for m in mentions.beginning_in(figure.start, cut) if m.end <= cut]
    return [m for m in _of_all(scan, found) if not _labels_next(scan, m)]


def _of_all(scan: Scan, mentions: list[Mention]) -> list[Mention]:
    """Return the places without those of a share: 'most of them in Hama and Homs'."""
    kept: list[Mention] = []
    most: Mention | None = None  # the last place of the share
    for mention in mentions:
        goes_on = most is not None and mention.start - most.end <= _LIST_GAP
        if goes_on or _of_most(scan, mention):
            most = mention
        else:
            kept.append(mention)
    return kept


def _of_most(scan: Scan, mention: Mention) -> bool:
    """Say whether a place is that of most of those counted: 'killed 24 in Syria, most of them in Homs'."""
    first = scan.at(mention.start)
    others = word_set("most_of_them") | word_set("the_rest")  # 'and the rest in Homs'
    attack = not word_set("one_attack").isdisjoint(scan.forms[max(0, first - _ONE_ATTACK) : first])
    return attack or told_of_share(scan, first) or not others.isdisjoint(scan.forms[max(0, first - 2) : first])


_ONE_ATTACK = 4  # words of 'the most violent of them in the quarter of'


def _labels_next(scan: Scan, mention: Mention) -> bool:
    """Say whether a place behind a figure is the label of the next number of a list: ', Baalbek: 12'."""
    behind = scan.at(mention.end - 1) + 1
    colon = scan.forms[behind : behind + 1] == [":"]
    first = scan.at(mention.start)
    opened = first > 0 and scan.forms[first - 1] == "،"
    opened = opened or (first > 1 and scan.forms[first - 2] == "،" and scan.forms[first - 1] in ("وعلي", "وفي"))
    return colon and opened and bool(scan.numerals_at(behind + 1))


def _opens_anew(scan: Scan, position: int) -> bool:
    """Say whether what stands behind a comma tells of something else: ', and in X', ', the second a car in Y'."""
    form, ordinals = scan.forms[position], scan.numerals_at(position) if scan.ordinal_at(position) else ()
    another = bool(ordinals) and ordinals[0].clitics.endswith("ال") and scan.date_over(*scan.span_of(position)) is None
    answered = form.startswith("و") and form[1:] in word_set("answers_fire")  # ', and X answered by shelling Y'
    return form == "وفي" or another or answered or _verb_joined(scan, position)


def _verb_joined(scan: Scan, position: int) -> bool:
    """Say whether 'and' and a word stand at a position that can only be a verb: ', and X was exposed to'."""
    form = scan.forms[position]
    return form.startswith("و") and form[1:2] in ("ت", "ي") and len(form) > 4 and unknown_word(scan, position)


def _of_pair(figure: Figure) -> bool:
    return any(rule == "relation.among.pair" for rule, _, _ in figure.rules)


def _has_own_place(scan: Scan, tolls: list[Figure], number: int) -> bool:
    """Say whether a place behind a subset is its own: it has its own cause, or its siblings have other places."""
    figure = tolls[number]
    told = any(rule == "relation.among.behind" for rule, _, _ in figure.rules)
    behind = scan.at(figure.end - 1) + 1
    verb = scan.phrase("events", behind)
    bare = figure.form in ("digits", "words") and figure.np_end in (behind, verb.last if verb else behind)
    told = told or bare  # a number without a noun: 'among them 174 in X', 'among them 51 who fell in X'
    if any(rule == "relation.among.share" for rule, _, _ in figure.rules):
        closes = figure.np_end + (scan.forms[figure.np_end : figure.np_end + 1] == [")"])
        return not (word_set("whereabouts") | word_set("leads_to_place")).isdisjoint(scan.forms[closes : closes + 1])
    if any(rule == "window.piece" for rule, _, _ in figure.rules):
        return True  # 'among them 27 who were killed on Sunday in X'
    state = not word_set("in_a_state").isdisjoint(scan.forms[figure.np_end + 1 : figure.np_end + 2])
    where = not word_set("whereabouts").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1])
    struck = scan.phrase("methods", figure.np_end + 1) if figure.np_end + 1 < len(scan.tokens) else None
    where = where and (struck is None or not figure.group_stated)  # '7 of them children in the shelling of X'
    if told and where and not state:
        return True  # 'of whom 121 of them are still in X', '21 of them east of X'
    moved = figure.measure == "displaced" and not word_set("leads_to_place").isdisjoint(
        scan.forms[figure.np_end : figure.np_end + 1]
    )
    if told and moved:
        return True  # 'of whom 52 thousand fled to X'
    if figure.kind == "strike" and scan.forms[figure.np_end : figure.np_end + 1] in (["علي"], ["في"]):
        return True  # 'eight raids, three of them on X'
    siblings = [f for f in (figure, *tolls[number + 1 : number + 2]) if f.parent is figure.parent]
    own = verb_behind(scan, figure) and any(rule == "cause.own" for rule, _, _ in figure.rules)
    caused = own or any(rule == "cause.behind" for rule, _, _ in figure.rules)  # 'seven who died in a raid on X'
    if figure.cause_after_comma and not caused:
        return False  # ', among them four women and a man, in a raid on X'
    return caused or any(
        rule in ("relation.coordinated", "relation.among.pair", "relation.among.completes")
        for f in siblings
        for rule, _, _ in f.rules
    )


def _places_before(
    scan: Scan, tolls: list[Figure], number: int, previous: int | None, mentions: Spans[Mention]
) -> list[Mention]:
    figure = tolls[number]
    begin = figure.sentence[0]
    if previous is not None and tolls[previous].sentence == figure.sentence:
        begin = max(begin, tolls[previous].end)
        since = figure.window is not None and figure.window.kind in ("since", "anchor") and figure.window.start > begin
        risen = rise_before(scan, figure, tolls[previous].np_end) if since else None
        if risen:  # 'killed five in X, so that the toll since March rises to 90'
            begin = scan.tokens[risen.first].start
    begin = max(begin, scan.tokens[begins_total(scan, figure, scan.at(begin))].start)
    named = figure.window is not None and fold(figure.window.text).split()[0] in date_words("began")
    if (
        figure.window is not None
        and figure.window.kind != "day"
        and not named
        and begin <= figure.window.start < figure.start
    ):
        placed = [m for m in mentions.beginning_in(begin, figure.window.start) if m.end <= figure.window.start]
        first = scan.at(placed[-1].start if placed else begin)  # what opens the sentence is no event: 'However,'
        commas = scan.commas(first, scan.at(figure.window.start))
        beside = previous is not None and tolls[previous].sentence == figure.sentence
        opens = opens_with_verb(scan, tolls[previous].np_end, figure) if beside else None
        beside = beside and not (opens is not None and placed and scan.at(placed[-1].start) > opens)
        rise = rise_before(scan, figure, tolls[previous].np_end) if beside else None
        beside = beside and not (rise and placed and scan.at(placed[-1].start) > rise.first)
        if commas or beside or scan.connectors(first, scan.at(figure.window.start), *_BREAKS):
            begin = figure.window.start  # what was told before the figure's own window is another event
    near = [f for f in tolls[max(0, number - 8) : number] if f.sentence == figure.sentence]
    again = any(f.measure == figure.measure and f.parent is None for f in near)  # 'killed 8 in X, and killed 27'
    told = [scan.at(start) for rule, start, _ in figure.rules if rule == "event.before" and start < figure.start]
    nearest = (scan.at(start) for rule, start, _ in figure.rules if rule == "event.nearest" and start < figure.start)
    told += [i for i in nearest if scan.words("killing", i, i + 1)]  # ', and in Y gunmen killed 5', not عدد القتلى
    followed = attack_that_followed(scan, near[-1].np_end, figure.lead) if near else figure.lead
    mark = opens_with_verb(scan, near[-1].np_end, figure) if near else None
    rises = mark is not None and scan.connector(mark + 1, "rise") is not None
    rises = rises and figure.running and figure.window is not None and figure.window.start > scan.tokens[mark].start
    if mark is not None and (rises or mentions.beginning_in(scan.tokens[mark].start, figure.start)):
        begin = max(begin, scan.tokens[mark].start)  # 'killed five in X, and shelling on Y killed seven'
    elif followed < figure.lead:
        begin = max(begin, scan.tokens[followed].start)
    elif again and told:  # ', and in Y killed 27': the clause begins at the comma, if there is one
        commas = scan.commas(near[-1].np_end, told[-1]) or told
        begin = max(begin, scan.tokens[commas[-1]].start)
    risen = rise_before(scan, figure, near[-1].np_end) if near else None
    placed = risen is not None and bool(mentions.beginning_in(scan.tokens[risen.first].start, figure.start))
    if risen and (placed or (again and risen.clitics.startswith("و"))):
        begin = max(begin, scan.tokens[risen.first].start)  # ', and the toll of the blasts of Y has risen to 100'
    turns = scan.connectors(near[-1].np_end, figure.lead, "contrast") if near else []
    if turns and mentions.beginning_in(scan.tokens[turns[-1].first].start, figure.start):
        begin = max(begin, scan.tokens[turns[-1].first].start)  # 'killed 6 in X, while raids on Y killed 12'
    received = range(near[-1].np_end, figure.lead) if near else ()
    received = [i for i in received if scan.forms[i] in word_set("hospital") and scan.word_before(i) in _ARRIVED]
    if received:  # 'arrived at hospital A 14 dead from X, and at hospital B 8': from where is not told
        begin = max(begin, scan.tokens[received[-1]].start)
    aside = [i for i in scan.unread if scan.at(begin) <= i < figure.lead] if figure.measure == "displaced" else []
    if aside and (commas := scan.commas(aside[-1], figure.lead)):
        begin = max(begin, scan.tokens[commas[-1]].start)  # 'a million returned from X, and 7 million are displaced'
    spoken = side_speaks(scan, near[-1].np_end, figure.lead) if near else None
    if spoken is not None:
        begin = max(begin, scan.tokens[spoken].start)
    pieces = () if previous is None else tolls[previous + 1 : number]
    theirs = {m for piece in pieces for m in piece.places}  # '12 in A, 9 in B, and wounded 2312'
    found = [m for m in mentions.beginning_in(begin, figure.start) if m.end <= figure.start and m not in theirs]
    where = bool(found) and scan.forms[scan.at(found[-1].end - 1) + 1] == "حيث"
    return found if where else _of_all(scan, found)  # 'the deadliest of them in X, where 8 died'


_ARRIVED = ("الي", "والي")


def _one_clause(scan: Scan, tolls: list[Figure], number: int, following: int) -> bool:
    """Say whether two figures of people stand in one clause: '30 killed and 33 wounded in X'.

    Or people and their families in brackets behind them: '1200 persons (240 families) fled from X'.
    """
    left, right = tolls[number], tolls[following]
    families = right.kind == "household" and scan.word_before(right.lead) == "(" and right.lead - left.np_end == 1
    if left.sentence != right.sentence or left.kind != "people" or not (right.kind == "people" or families):
        return False
    if following - number > 1 and verb_behind(scan, right):
        return False  # '101 killed, ten civilians among them, and 35 who died in an ambush in X'
    last = max(f.np_end for f in tolls[number:following])
    if side_speaks(scan, last, right.lead) is not None:
        return False
    if next_place(scan, tolls[following - 1], right.lead) != right.lead:
        return False  # ', and in X were killed three'
    if any(opens_with_day(scan, i + 1) for i in scan.commas(last, right.lead)):
        return False  # ', and four days later four were killed in Y'
    then = not word_set("then").isdisjoint(scan.forms[last : right.lead])  # 'wounded 7, then a raid killed 4'
    return stands_close(scan, last, right) and not then


def _below(figure: Figure, ancestor: Figure) -> bool:
    while figure.parent is not None:
        figure = figure.parent
        if figure is ancestor:
            return True
    return False
