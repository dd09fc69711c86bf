"""What a sentence tells about the people of a figure: the words around it that the rules of ``measures`` ask for.

Every function looks at one figure in its scan and changes nothing but what it is told to note.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from analysis.arabic import bare_forms, fold, without_and
from analysis.claims.figure import CLAUSE_MARKS, COUNTED, PEOPLE_KINDS, Figure, joined_by_and
from analysis.lattice import contains
from analysis.lexicons import word_set
from analysis.morphology import analyse_verb
from analysis.scan import Scan

SAVED = "saved, brought away, returned or acting; no harm to them is told"
_NEAR_MARKS = {"(", "“", "”", '"', "«", "/", ":", "،"}


def dead_or_missing(scan: Scan, figure: Figure) -> bool:
    """Say whether 'died or went missing' stands right behind a figure: 695 مهاجرا قضوا أو فقدوا, بين قتيل ومفقود."""
    behind = scan.forms[figure.np_end : min(figure.last, figure.np_end + _BETWEEN)]
    if "بين" in behind[:2] and not word_set("and_missing").isdisjoint(behind):
        return True
    died = scan.phrase("events", figure.np_end) if figure.np_end < figure.last else None
    closed = range(figure.np_end - 1, min(figure.np_end + 1, figure.last - 2))  # 'met their end or went missing'
    if any(
        scan.forms[i] in word_set("closes_verb")
        and scan.forms[i + 1] == "او"
        and scan.forms[i + 2] in word_set("went_missing")
        for i in closed
    ):
        return True
    if died is None or scan.forms[died.last : died.last + 1] != ["او"]:
        return False
    other = scan.phrase("events", died.last + 1)
    return other is not None and {died.entry["measure"], other.entry["measure"]} == {"killed", "missing"}


_BETWEEN = 5  # words of 'between dead and wounded and missing'


def dead_before(scan: Scan, missing) -> bool:
    """Say whether the dead are joined to the missing: القتلى والمفقودين، من ماتوا أو فقدوا."""
    either = scan.word_before(missing.first) == "او"
    last = missing.first - either
    if not either and not missing.clitics.startswith("و"):
        return False
    dead, noun = scan.covering("events", last - 1), scan.noun(last - 1, "p")
    killed = dead is not None and dead.entry["measure"] == "killed"
    return killed or (noun is not None and noun.kind == "casualty" and noun.label == "killed")


def counted_behind(scan: Scan, figure: Figure):
    """Return the casualty word of ', the number of those killed' behind a figure that a count has risen to, or None.

    'It has risen to 544 civilians, among them 130 children, the number of those who were killed'.
    """
    to = scan.word_before(figure.lead) == "الي" and scan.connectors(figure.first, figure.lead, "rise")
    counts = scan.connectors(figure.np_end, figure.last, "count_noun") if to else []
    counts = [count for count in counts if scan.forms[count.first - 1] == "،"]
    told = scan.between("events", counts[0].first, counts[0].last + _WHO) if counts else []
    return told[0] if told else None


_WHO = 3  # words of 'of those who were'


def held_in(scan: Scan, figure: Figure) -> int | None:
    """Return where a prison is named near to prisoners of whom nothing else is told: 10,400 أسير في السجون."""
    nouns = (scan.noun(i) for i in range(figure.position, figure.np_end))
    if not any(noun is not None and fold(noun.lemma) in word_set("prisoners") for noun in nouns):
        return None
    near = range(max(figure.first, figure.lead - _PRISON), min(figure.last, figure.np_end + _PRISON))
    prisons = word_set("prisons")
    return next((i for i in near if any(rest in prisons for rest, _ in bare_forms(scan.forms[i]))), None)


_PRISON = 6  # words


def of_illness(scan: Scan, figure: Figure) -> bool:
    """Say whether an illness, and no weapon between, is told of before a figure: 'cholera took 172 and hit 2729'.

    Or right behind 'infections', إصابة, which also means injuries: '521 new infections with cholera'.
    """
    first = max(figure.first, figure.lead - _ILL)
    ill = [i for i in range(first, figure.lead) if scan.forms[i].removeprefix("و") in word_set("illness")]
    if ill and not scan.between("methods", ill[-1], figure.lead):
        return True
    if not word_set("ill_with").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1]):
        return True  # '300 persons were hit by cholera'
    noun = scan.noun(figure.np_end - 1)
    if noun is None or fold(noun.lemma) not in word_set("injury"):
        return False
    named = word_set("illness") | word_set("ill_with")
    ill = [i for i in range(figure.np_end, min(figure.last, figure.np_end + _ILL)) if scan.forms[i] in named]
    return bool(ill) and not scan.between("methods", figure.np_end, ill[0])


_ILL = 12  # words


def of_disaster(scan: Scan, figure: Figure) -> bool:
    """Say whether an earthquake or a flood stands in the clause of a figure, and no weapon near to it.

    Or opens a report that tells of no attack.
    """
    if scan.of_disaster:
        return True
    first, last = max(figure.first, figure.lead - _ILL), min(figure.last, figure.np_end + _ILL)
    told = scan.words("disaster", first, last)
    near = max(figure.first, figure.lead - _FARTHEST), min(figure.last, figure.np_end + _FARTHEST)
    return bool(told) and not scan.between("methods", *near)


def lost_of_theirs(scan: Scan, figure: Figure, first: int) -> tuple[str, int] | None:
    """Return what happened to those who lost 'their lives', 'their limbs', near behind `first`, and where that ends.

    'Lost three of the workers who clear mines their limbs', فقد 3 من عمال نزع الألغام أطرافهم.
    """
    opens = first + (scan.forms[first : first + 1] in (["،"], ["("]))
    counted = opens + scan.counts_at(opens)
    most = not word_set("most_of_them").isdisjoint(scan.forms[opens : opens + 1])
    some = most or scan.connector(counted, "among") is not None
    closing = {".", "؛"} if some else CLAUSE_MARKS
    near = takewhile(lambda i: scan.forms[i] not in closing, range(first, figure.last))
    for position in islice(near, _BEHIND_SOME if some else _THEIRS):
        for measure, kind in (("killed", "their_lives"), ("wounded", "their_limbs")):
            if scan.forms[position] in word_set(kind):
                return measure, first if some else position + 1  # 'lost eight, three of them children, their lives'
    return None


_THEIRS = 4  # words
_BEHIND_SOME = 14  # words of ', among them three children and two women,'


def killed_and_captured(scan: Scan, event) -> bool:
    """Say whether one number is told of two deeds that no measure holds together: 'killed and captured 15'."""
    before = scan.covering("events", event.first - 1) if event.first and event.clitics.startswith("و") else None
    if before is None or before.clitics.endswith("ال") or closes_verb(scan.forms[before.first]):
        return False
    measures = {before.entry["measure"], event.entry["measure"]}
    return len(measures) == 2 and "detained" in measures and not measures & {"displaced", "localities_captured"}


def of_a_force(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure counts fighters or members of a force."""
    nouns = (scan.noun(i) for i in range(figure.position, figure.np_end))
    members = any(noun is not None and noun.kind == "member" for noun in nouns)
    return members or contains("combatants", figure.group)


def counted_as_it_came_to(scan: Scan, figure: Figure) -> str:
    """Return the measure of 'a rise in the toll of the killed over the month before, as it came to 121', or nothing.

    A count noun before the comma tells who is counted, and nothing else is counted between.
    """
    came = scan.connector(figure.lead - 1, "rise") if figure.lead > 2 else None
    if came is None or scan.forms[figure.lead - 2] not in word_set("as_it") or scan.forms[figure.lead - 3] != "،":
        return ""
    counts = scan.connectors(max(figure.first, figure.lead - _AS_IT), figure.lead - 2, "count_noun")
    if not counts or any(scan.counts_at(i) for i in range(counts[-1].last, figure.lead)):
        return ""
    noun = scan.noun(counts[-1].last, "p")
    victims = noun is not None and fold(noun.lemma) in word_set("victim")
    return "killed" if victims else noun.label if noun is not None and noun.kind == "casualty" else ""


_AS_IT = 18  # words from a count noun to 'as it came to'


def captive_at(scan: Scan, figure: Figure) -> int | None:
    """Return the position of the noun of captives or hostages that a figure counts by, or None."""
    counted = next(start for rule, start, _ in figure.rules if rule == "head.count_noun_before")
    nouns = [(i, scan.noun(i)) for i in range(scan.at(counted), figure.np_end)]
    if any(noun is not None and noun.kind == "casualty" and noun.label == "killed" for _, noun in nouns):
        return None  # 'the number of the dead prisoners'
    return next((i for i, noun in nouns if noun is not None and fold(noun.lemma) in word_set("captive")), None)


def added_to(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure of people of its sentence to which 'besides 13 policemen' adds: they were hit like it."""
    top = next((f for f in reversed(before) if f.relation != "among" and f.sentence == figure.sentence), None)
    if top is None or top.role != "figure" or top.kind != "people" or figure.kind != "people" or not top.measure:
        return None
    plus = scan.covering("connectors", figure.lead - 1)
    besides = plus is not None and plus.entry["connector"] == "plus" and plus.last == figure.lead
    added = scan.forms[max(figure.first, figure.lead - 2) : figure.lead]
    if len(added) == 2 and added[0] in word_set("is_added") and added[1] in word_set("to_them"):
        return top  # 'to whom are added 1100 soldiers'
    return top if besides and plus.last - plus.first > 1 else None  # 'also' alone adds nothing to anybody


def other_side_beside(scan: Scan, figure: Figure, previous: Figure | None) -> Figure | None:
    """Return the figure beside whose dead those of another side are told: '59 dead of X, and 28 of Y'."""
    behind = scan.at(figure.end - 1) + 1
    of = scan.forms[behind : behind + 1] == ["من"] and joined_by_and(scan, figure)
    sides = (previous,) if of and figure.group_stated else (figure, previous)  # 'and 2 of the civilians'
    fighters = previous is not None and all(contains("combatants", f.group) for f in sides)
    if not fighters or previous.sentence != figure.sentence or figure.lead - previous.np_end > 1 + of:
        return None
    counted = any(rule == "head.casualty" for rule, _, _ in previous.rules)
    own = any(rule.startswith("head.") for rule, _, _ in figure.rules)
    return previous if counted and (of or not own) and previous.measure else None


def made_end_of(scan: Scan, figure: Figure, on: int) -> int | None:
    """Return where the verb of 'the army made an end of 30 gunmen' stands, the side between it and `on`, or None.

    قضى الجيش على 30 مسلحا; a court, which passes a sentence on people by the same words, is no side.
    """
    verb = next((i for i in range(on - 1, max(figure.first, on - _SUBJECT) - 1, -1) if _makes_end(scan, i)), None)
    if scan.forms[on] != "علي" or verb is None or verb + 1 >= on:
        return None
    sides = (scan.covering("parties", i) or scan.covering("methods", i) for i in range(verb + 1, on))
    return verb if all(side is not None for side in sides) else None


def _makes_end(scan: Scan, position: int) -> bool:
    return without_and(scan.forms[position]) in word_set("makes_end")


def told_by_places(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure whose verb holds for 'and in Y 11 persons' too: 'for in X were killed twelve, and in Y 11'."""
    top = next((f for f in reversed(before) if f.relation != "among" and f.sentence == figure.sentence), None)
    if top is None or top.kind != "people" or not top.measure or top.group == "" or figure.kind != "people":
        return None
    commas = scan.commas(max(top.np_end, figure.lead - _LONGEST_PLACE), figure.lead)
    if not commas or scan.forms[commas[-1] + 1] != "وفي" or scan.between("events", commas[-1], figure.lead):
        return None
    placed = all(scan.places.touching(*scan.span_of(i)) for i in range(commas[-1] + 2, figure.lead))
    began = scan.commas(top.first, top.lead)
    opened = scan.forms[began[-1] + 1 if began else top.first] in word_set("in_a_place")
    return top if placed and figure.lead > commas[-1] + 2 and opened else None


_LONGEST_PLACE = 7  # words of ', and in the governorate of X'


def among_the_dead(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether 'among the dead' stands before a figure, or before the list that it goes on.

    'Among the victims are 13 medics and 5 journalists', in a paragraph of its own.
    """
    goes_on = previous is not None and any(rule == _AMONG_DEAD for rule, _, _ in previous.rules)
    joined = joined_by_and(scan, figure)
    if goes_on and figure.group_stated and joined and figure.lead - previous.np_end <= 1:
        figure.use(_AMONG_DEAD, previous.start, figure.end)
        return True
    dead = scan.noun(figure.lead - 1, "p") if figure.lead > figure.first + 1 else None
    named = dead is not None and dead.label == "killed" and dead.definite and figure.group_stated
    opened = named and scan.forms[figure.lead - 2] in word_set("of_the_dead")
    if opened and not scan.numerals_at(figure.lead - 3):
        figure.use(_AMONG_DEAD, *scan.span_of(figure.lead - 1))
        return True  # 'of the martyrs, 12 are of X'
    for among in scan.connectors(max(figure.first, figure.lead - 4), figure.lead, "among"):
        noun = scan.noun(among.last - 1)
        if noun is not None and noun.kind == "casualty" and noun.label == "killed" and figure.group_stated:
            figure.use(_AMONG_DEAD, scan.tokens[among.first].start, scan.tokens[among.last - 1].end)
            return True
    return False


_AMONG_DEAD = "event.among_the_dead"


def told_apart(scan: Scan, figure: Figure) -> bool:
    """Say whether 'one of them' stands behind two people: 'targeted two men, and one of them was killed'.

    Where they are the object of a killing verb, 'one of them' tells who he was: 'X killed two, one of them a woman'.
    """
    verb = range(max(figure.first, figure.lead - _SUBJECT), figure.lead)
    if any(without_and(scan.forms[i]) in word_set("killing_verb") for i in verb):
        return False
    near = scan.words("one_of_two", figure.np_end, figure.last) if figure.value == 2 else []
    return bool(near) and not any(scan.counts_at(i) for i in range(figure.np_end, near[0]))


def did_to_them(scan: Scan, figure: Figure, following: Figure | None, deed: str) -> int | None:
    """Return the position of 'and killed them', 'and hurt them' behind people of whom it is told, in their sentence."""
    last = min(figure.last, following.lead) if following and following.sentence == figure.sentence else figure.last
    behind = range(figure.np_end, min(last, figure.np_end + _SENTENCE))
    return next((i for i in behind if without_and(scan.forms[i]) in word_set(deed)), None)


def reached_by(scan: Scan, figure: Figure):
    """Return the word of 'arrests that reached 7 young men', 'cases of suffocation that hit 7', or None."""
    if figure.lead < 2 or scan.forms[figure.lead - 1] not in word_set("reaches"):
        return None
    near = (scan.covering("events", figure.lead - 2), scan.covering("events", figure.lead - 3))  # 'unjust arrests that'
    event = near[0] or near[1]
    return event if event is not None and event.entry["measure"] in ("killed", "wounded", "detained") else None


def cost_lives(scan: Scan, figure: Figure) -> int | None:
    """Return the position of 'lives' in 'the raid cost 7 civilians their lives', 'cost the lives of 7', or None."""
    near = range(figure.lead - 1, max(figure.first, figure.lead - _COST) - 1, -1)
    if not any(without_and(scan.forms[i]) in word_set("costs_lives") for i in near):
        return None
    if figure.lead and scan.forms[figure.lead - 1] in word_set("life"):
        return figure.lead - 1
    return (
        figure.np_end if not word_set("their_lives").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1]) else None
    )


_COST = 5  # words of 'cost the raid on the market the lives of'


def forced_to_flee(scan: Scan, figure: Figure) -> int | None:
    """Return where the word of fleeing stands in 'were forced 400 thousand to flee', اضطر … إلى الفرار, or None."""
    before = scan.forms[max(figure.first, figure.lead - 2) : figure.lead]
    if {form.removeprefix("و") for form in before}.isdisjoint(word_set("forces")):
        return None
    if scan.forms[figure.np_end : figure.np_end + 1] not in (["الي"], ["علي"]):
        return None
    if not word_set("to_leave").isdisjoint(scan.forms[figure.np_end + 1 : figure.np_end + 2]):
        return figure.np_end + 1
    event = next(iter(scan.between("events", figure.np_end + 1, figure.np_end + 3)), None)
    return event.first if event is not None and event.entry["measure"] == "displaced" else None


def fell_down(scan: Scan, figure: Figure, previous: Figure | None) -> tuple[int, int] | None:
    """Return the characters of 'fell' before people, or before the place where: 'and there fell in X 28 rebels'.

    None where they fell wounded or into captivity, or 'between dead and wounded'. Those listed behind people who fell
    did so too: 'there fell 45 soldiers, ten Saudis'.
    """
    if figure.kind != "people":
        return None
    nouns = [noun for i in range(figure.position, figure.np_end) if (noun := scan.noun(i))]
    fallen = ("person", "member", "party", "other_person")
    people = all(noun.kind in fallen for noun in nouns) if nouns else figure.group_stated
    listed = previous is not None and previous.sentence == figure.sentence and figure.lead - previous.np_end <= 1
    told = next((span for rule, *span in previous.rules if rule == "event.fell"), None) if listed and people else None
    if told is not None and "و" in (scan.forms[figure.lead][0], scan.forms[figure.lead - 1]):
        return tuple(told)
    index = figure.lead - 1
    while index > figure.first and (
        scan.places.touching(*scan.span_of(index)) or _in_window(scan, index) or scan.forms[index] in word_set("in_it")
    ):
        index -= 1
    index -= index < figure.lead - 1 and scan.forms[index] == "في"
    if index < figure.first or scan.forms[index] not in word_set("falls"):
        return None
    behind = scan.forms[figure.np_end : figure.np_end + 3]
    return scan.span_of(index) if people and word_set("fallen_alive").isdisjoint(behind) else None


def homes_left(scan: Scan, figure: Figure, before: str) -> int | None:
    """Return the position of 'their homes' in '15 thousand persons left their homes', 'were forced to leave them'."""
    forced = 0 if word_set("forces").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1]) else _FORCED
    behind = scan.forms[figure.np_end : figure.np_end + 3 + forced]
    position = next((n for n, form in enumerate(behind) if form in word_set("their_homes")), None)
    if position is None:
        return None
    verb = before if position == 0 else behind[position - 1]
    return figure.np_end + position if verb in word_set("leaves") else None


_FORCED = 2  # words of 'were forced to'


def crossed(scan: Scan, figure: Figure) -> bool:
    """Say whether people crossed a border: 'and 30 thousand crossed to X', 'the border', never 'the crossing'."""
    if figure.kind != "people" or not figure.lead:
        return False
    behind = scan.forms[figure.np_end : figure.np_end + 3]
    crossed = without_and(scan.forms[figure.lead - 1]) in word_set("crosses") or not word_set(
        "they_crossed"
    ).isdisjoint(behind[:1])
    return (crossed and not word_set("across").isdisjoint(behind)) or _crossed_to(scan, figure)


def _crossed_to(scan: Scan, figure: Figure) -> bool:
    """Say whether 'crossed the border to X' stands before people; the verb opens its clause: عبر means 'across' too."""
    for first in range(figure.lead - 1, max(figure.first, figure.lead - _CROSSED) - 1, -1):
        form = scan.forms[first]
        if form in CLAUSE_MARKS or scan.numerals_at(first) or scan.covering("events", first) is not None:
            return False
        if without_and(form) in word_set("crosses"):
            before = scan.word_before(first).removeprefix("و")
            opens = form.startswith("و") or first == figure.first or before == "،" or before in word_set("and_so")
            return opens and not word_set("across").isdisjoint(scan.forms[first + 1 : figure.lead])
    return False


_CROSSED = 8  # words of 'crossed the border to the south of X'


def remain_there(scan: Scan, figure: Figure) -> bool:
    """Say whether 'there are still' stands before people of whom no harm is told: 'and 345 thousand remain in …'."""
    if figure.kind != "people" or scan.forms[figure.lead - 1 : figure.lead] == []:
        return False
    if scan.forms[figure.lead - 1] not in word_set("remains") or figure.relation:
        return False
    last = min(figure.last, figure.np_end + _SENTENCE)
    nouns = (scan.noun(i) for i in range(figure.np_end, last))
    told = scan.between("events", figure.position, last)
    return not told and not any(noun is not None and noun.kind == "casualty" for noun in nouns)


def were_there(scan: Scan, figure: Figure) -> bool:
    """Say whether 'and there were in X' opens the clause of people of whom no harm is told: وكان في المركز 616."""
    if figure.kind != "people" or figure.relation:
        return False
    first = max(figure.first, figure.lead - _CLAUSE_BACK)
    commas = scan.commas(first, figure.lead)
    begin = commas[-1] + 1 if commas else figure.first
    there = scan.forms[begin] in word_set("had") and scan.forms[begin + 1] in word_set("there")
    return there and begin + 1 < figure.lead and not scan.between("events", begin, min(figure.last, figure.np_end + 4))


def sheltered_there(scan: Scan, figure: Figure) -> bool:
    """Say whether what was hit sheltered the people of a figure: 'a raid on a school that shelters 3000 displaced'."""
    near = range(max(figure.first, figure.lead - 2), figure.lead)
    verb = next((i for i in near if scan.forms[i].removeprefix("و") in word_set("shelters")), None)
    if verb is None or figure.kind not in ("people", "household") or figure.measure in ("killed", "wounded"):
        return False
    first = max(figure.first, verb - _CLAUSE_BACK)
    hit = any(scan.forms[i].removeprefix("و") in word_set("strikes_places") for i in range(first, verb))
    hit = hit or scan.word_before(verb) in word_set("had")  # 'the building, which had sheltered 200'
    return hit or bool(scan.between("methods", first, verb))


_CLAUSE_BACK = 8  # words


def _sized(scan: Scan, figure: Figure) -> bool:
    """Say whether 'whose number is' stands before a figure: 'the inhabitants, 55 thousand of them', never the dead."""
    if " ".join(scan.forms[max(0, figure.lead - 2) : figure.lead]) not in word_set("sized"):
        return False
    nouns = (scan.noun(i) for i in range(max(figure.first, figure.lead - 5), figure.lead - 1))
    return not any(noun is not None and noun.kind == "casualty" for noun in nouns)


@cache
def sets_aside() -> frozenset[str]:
    """Return the words right before a number that can say that it counts no toll."""
    sizes = {form.split()[-1] for form in word_set("sized")}
    return frozenset(sizes).union(word_set("neutralised"), word_set("let_go"), word_set("acquits"))


def set_aside(scan: Scan, figure: Figure, before: str) -> str:
    """Return the reason why the word right before a figure makes it no toll, or nothing."""
    if before in word_set("neutralised"):
        return "neutralised; whether killed, wounded or captured is not told"
    if before in word_set("acquits"):
        return "acquitted; no harm to them is told"
    if before in word_set("let_go"):
        detained = figure.relation == "among" and figure.parent.measure == "detained"
        return "released, not detained" if detained else ""
    return "how many they are; what happened to all of them is not told" if _sized(scan, figure) else ""


def told_of_another(scan: Scan, figure: Figure, event) -> bool:
    """Say whether the deed that stands before a figure was done to somebody else, or to what people hoped for.

    'Arrested the leader of a cell of 6', 'stopped a smuggler who moved 40', 'killed the dreams of 3 million'.
    """
    between = [without_and(form) for form in scan.forms[event.last : figure.lead]]
    smuggled = without_and(scan.forms[event.first]) in word_set("moved_people")
    if smuggled and scan.word_before(event.first) in word_set("smuggler"):
        return True
    led = next((i for i, form in enumerate(between) if form in word_set("leads_arm")), None)
    if led is not None and between[led + 1 : led + 2] != [] and between[-1] == "من":
        return between[led + 1] in word_set("party_opener") | word_set("armed_bodies")
    moved = not word_set("moved_people").isdisjoint(between) and not word_set("smuggler").isdisjoint(between)
    return moved or (bool(between) and between[-1] in word_set("hoped_for"))


def speaker_between(scan: Scan, figure: Figure, event) -> bool:
    """Say whether somebody speaks between an event and a figure's count noun: 'who put the attackers at 30'."""
    counted = scan.connectors(event.last, figure.lead, "count_noun")
    return bool(counted) and bool(scan.connectors(event.last, counted[-1].first, "reporting"))


def among_casualties(scan: Scan, figure: Figure, following: Figure | None):
    """Return 'among the dead' right behind a figure, or behind the next of its list: '9 children and 7 women among …'.

    The noun of the dead or wounded is the last word of what is returned.
    """
    last = figure.np_end
    near = following is not None and 0 <= following.lead - last <= 1
    if near and (scan.forms[following.position].startswith("و") or scan.forms[following.lead - 1] == "و"):
        last = following.np_end
    match = scan.connector(last, "among") if last < len(scan.tokens) else None
    noun = scan.noun(match.last - 1) if match is not None else None
    return match if noun is not None and noun.kind == "casualty" else None


def counts_victims(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure counts by a noun that leaves it open what happened to the people."""
    return _counts_by(scan, figure, "victim")


def counts_injuries(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure counts by the noun 'injury', إصابة, which can hold the dead."""
    return _counts_by(scan, figure, "injury")


def _counts_by(scan: Scan, figure: Figure, kind: str) -> bool:
    nouns = (scan.noun(i) for i in range(figure.position, figure.np_end))
    return any(noun is not None and fold(noun.lemma) in word_set(kind) for noun in nouns)


def lost_its_own(scan: Scan, figure: Figure, event) -> bool:
    """Say whether 'of its fighters' stands behind a number: whoever lost them does not say that they are missing.

    Nor does 'it lost 4000 fighters', a verb in the feminine whose subject is not counted, nor 'he lost his wife'.
    """
    if any(party.first == event.last for party in scan.between("parties", event.last, figure.lead)):
        return True  # 'the forces of X lost 120 men'
    own = any(_of_theirs(scan, i) for i in range(max(figure.position - 1, event.last), figure.np_end))
    behind_subject = own and figure.position - event.last > 0
    if behind_subject and scan.forms[event.first].removeprefix("و") in word_set("loses"):
        return True  # 'the children lost their parents'
    side = own or figure.group.startswith("combatants")
    if scan.forms[event.first].removeprefix("و") in word_set("she_lost") and side:
        return True
    for index in range(figure.position + 1, min(figure.position + 4, len(scan.tokens) - 1)):
        noun = scan.noun(index + 1)
        if scan.forms[index] == "من" and noun and noun.kind in ("person", "member", "household"):
            return _of_theirs(scan, index + 1)
    return False


def lost_by_family(scan: Scan, figure: Figure, event) -> bool:
    """Say whether a family lost some of its own in an attack: 'the family X lost nine of its sons in a raid'."""
    family = not word_set("one_household").isdisjoint(scan.forms[event.last : event.last + 1])
    within = scan.forms[figure.np_end : figure.np_end + 1] == ["في"]
    means = scan.covering("methods", figure.np_end + 1) if within and figure.np_end + 1 < figure.last else None
    return family and means is not None and event.entry["measure"] == "missing"


def _of_theirs(scan: Scan, position: int) -> bool:
    """Say whether a word holds a pronoun: 'his wife', 'their family'; no ة, which folds to one."""
    return scan.forms[position].endswith(("ه", "ها", "هم", "هما")) and scan.text[scan.tokens[position].end - 1] != "ة"


def killing_before(scan: Scan, figure: Figure, previous: Figure | None):
    """Return the verb of killing that has the figure's detainees for its object, in their clause, or None."""
    first = max(figure.first, figure.position - 9, previous.np_end if previous else 0)
    events = scan.between("events", first, figure.lead)
    if not events or events[-1].entry["measure"] != "killed":
        return None
    between = scan.forms[events[-1].last : figure.lead]
    return events[-1] if {"،", "؛", "في"}.isdisjoint(between) else None


def counted_anew(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the dead of whom somebody else gives a count of his own: 'the UN counted 1300 killed. X spoke of 1383'.

    'X documented 502' says so only of a bare number: what X documented otherwise is told behind it.
    """
    form = scan.forms[figure.lead - 1] if figure.lead else ""
    word = form[1:] if form[:1] in ("و", "ف") and form[1:] in word_set("documents") else form  # فوثق
    verb = scan.covering("connectors", figure.lead - 2) if word == "عن" and figure.lead > 1 else None
    spoke = verb is not None and verb.entry["connector"] == "reporting"
    spoke = spoke or (word in ("عن", "ب") and _somebody_speaks(scan, figure, "speaks_of" if word == "عن" else "admits"))
    source = scan.covering("sources", figure.lead - 1) if figure.lead > 1 else None
    if source is not None and source.last == figure.lead and figure.np_end == scan.at(figure.end - 1) + 1:
        verb = without_and(scan.word_before(source.first))
        spoke = verb in word_set("documents") | word_set("announces")  # 'and X documented 322, …'
    tops = [f for f in reversed(before) if f.role == "figure" and f.kind == "people" and f.parent is None]
    if not (spoke or (figure.bare and word in word_set("documents"))):
        return _number_put_at(scan, figure, tops)
    killed = next((f for f in tops if f.measure == "killed"), None)
    return killed if killed is not None and figure.paragraph - killed.paragraph <= 1 else None


def _somebody_speaks(scan: Scan, figure: Figure, kind: str) -> bool:
    """Say whether a figure is told in 'while the region speaks of 2,100', 'X admitted 4 civilians'."""
    told = scan.forms[max(figure.first, figure.lead - _SPEAKER) : figure.lead - 1]
    verbs = [at for at, form in enumerate(told) if without_and(form) in word_set(kind)]
    return bool(verbs) and all(form.isalpha() for form in told[verbs[-1] :])


def _number_put_at(scan: Scan, figure: Figure, tops: list[Figure]) -> Figure | None:
    """Return the count of which 'X said that the number was near 300' gives another, where one measure was told."""
    last = figure.lead
    while last > figure.first and scan.forms[last - 1] in word_set("puts_at"):
        last -= 1  # 'the number is', 'raises the number to'
    if last <= figure.first or scan.forms[last - 1] not in word_set("the_number"):
        return None
    begin = [i for i in range(max(figure.first, last - _SPEAKER), last - 1) if not scan.forms[i].isalpha()]
    said = scan.forms[(begin or [max(figure.first, last - _SPEAKER) - 1])[-1] + 1 : last - 1]
    disputed = said[-1:] and said[-1] in word_set("opens_speech")
    disputed = disputed or any(without_and(form) in word_set("puts_number") for form in said)
    told = [f for f in tops if f.sentence == tops[0].sentence]
    near = tops and figure.paragraph - tops[0].paragraph <= 1
    return told[-1] if disputed and near and len({f.measure for f in told}) == 1 and told[0].measure else None


_SPEAKER = 7  # words of a verb and who speaks


_SENTENCE = 60  # words


def words_back(scan: Scan, figure: Figure) -> Iterator[int]:
    """Yield the positions before a figure, the nearest first, without windows and the commas around them."""
    index, left = figure.position - 1, 13
    while index >= max(0, figure.position - _SENTENCE) and left:
        start, end = scan.span_of(index)
        comma = scan.forms[index] == "،"
        beside = comma and (_in_window(scan, index - 1) or _in_window(scan, index + 1))
        if not (beside or scan.window_over(start, end)):
            yield index
            left -= 1
        index -= 1


def _in_window(scan: Scan, position: int) -> bool:
    return 0 <= position < len(scan.tokens) and scan.window_over(*scan.span_of(position)) is not None


def counted_casualties(scan: Scan, figure: Figure):
    """Return where the noun of the dead or wounded stands of whom a number is the count, and the noun, or None.

    'The number of the killed in the raid on a camp of displaced persons has risen to 7': whatever stands between.
    """
    if not figure.counted_before:
        return None
    counts = scan.connectors(figure.position - COUNTED, figure.position, "count_noun")
    index = counts[-1].last if counts else len(scan.tokens)
    noun = scan.noun(index, "p") if index < figure.position else None
    if noun is None or noun.kind != "casualty":
        return None
    other = scan.noun(index + 1)
    if other is None or other.kind != "casualty":
        return index, noun
    held = {noun.label, other.label} == {"killed", "detained"} and not other.clitics.startswith("و")
    if not held:
        return None  # 'of the killed and wounded'
    return (index, noun) if noun.label == "killed" else (index + 1, other)  # 'the number of the dead prisoners'


def casualty_noun_before(scan: Scan, figure: Figure):
    counted = counted_casualties(scan, figure)
    if counted is not None:
        return counted
    for index in words_back(scan, figure):
        noun = scan.noun(index)
        if scan.forms[index] in CLAUSE_MARKS:
            return None
        counted = figure.counted_before or (index and scan.connector(index - 1, "count_noun"))
        if index > 1 and noun and noun.definite and not counted:  # 'the number of the journalists killed'
            whose = scan.noun(index - 1, "p")
            people = (whose and whose.kind in PEOPLE_KINDS) or scan.covering("parties", index - 1)
            counted = bool(people) and scan.connector(index - 2, "count_noun")
        if noun and noun.kind == "casualty" and counted:
            return index, noun
    return None


def union_of(measures: set[str]) -> str:
    if measures == {"killed", "wounded"} or "casualties" in measures:
        return "casualties"
    return sorted(measures)[0]


def note_events(scan: Scan, figure: Figure, matches: list, rule: str) -> None:
    start, end = scan.tokens[matches[0].first].start, scan.tokens[matches[-1].last - 1].end
    figure.event_words.insert(0, scan.text[start:end])
    figure.use(rule, start, end)


def event_chain_before(scan: Scan, figure: Figure, previous: Figure | None) -> list:
    """Return the casualty words that stand right before the figure, joined by 'and'."""
    if figure.rules and figure.rules[0][0] == "head.case":
        return []  # 'two cases of death and 3 of arrest'
    floor = previous.np_end if previous else 0
    if previous and previous.lead <= figure.lead < previous.np_end:
        floor = previous.position
    index, chain = figure.lead - 1, []
    while index >= floor:
        token = scan.tokens[index]
        event = scan.covering("events", index)
        window = scan.window_over(token.start + token.form.startswith("و"), token.end)  # 'last night and this morning'
        if event and closes_verb(token.form) and previous and previous.sentence == figure.sentence:
            break  # 'لقي 26 شخصاً مصرعهم وأصيب …': the word belongs to the figure before it
        subject = previous is not None and event is not None and event.first == previous.np_end
        if not chain and subject and has_own_verb(scan, event, figure):
            break  # 'that a soldier was killed and 5 were hurt', أن جنديا قتل و5 جرحوا
        if chain and subject and previous.sentence == figure.sentence and previous.value == 1:
            break  # 'that a soldier was killed and wounded were 18'
        if event and chain and not _one_pair(event, chain[0]):
            break  # 'under the rubble, and wounded …'
        if event and event.entry["measure"] != "localities_captured":
            chain.insert(0, event)
            index = event.first - 1
            if not event.clitics.startswith("و"):
                following = scan.covering("events", index) if index >= floor else None
                if not following:
                    break
            continue
        if chain:
            break
        if may_stand_between(token.form) or (window and window.kind in ("same", "relative", "day")):
            index -= 1
            continue
        if token.form in word_set("before_figure"):
            index -= 1
            continue
        break
    if chain and chain[0].clitics.startswith("و") and len(chain) == 1 and index >= floor:
        before = scan.covering("events", index)
        of_one = previous is not None and before is not None and before.first == previous.np_end
        of_one = of_one and previous.value == 1 and previous.sentence == figure.sentence
        closes = of_one or (closes_verb(scan.forms[index]) and previous is not None)
        if before and not closes and _one_pair(before, chain[0]):
            chain.insert(0, before)
    return chain


def only_says_when(scan: Scan, figure: Figure, words: list) -> bool:
    """Say whether the casualty nouns before 'among them' only tell where or when the toll was that it goes back to.

    'Twenty were killed amid the flight of the inhabitants, four children among them'; never 'and there were wounded,
    four children among them', which is a toll of its own.
    """
    whole, word = figure.parent, words[0]
    if figure.relation != "among" or whole is None or whole.sentence != figure.sentence:
        return False
    among = scan.connectors(words[-1].last, figure.position, "among")
    if not among or word.first <= whole.np_end:
        return False
    if among[0].first == words[-1].last and scan.forms[among[0].first] in word_set("of_them"):
        return False  # '3600 were carried to hospitals, where died of them 355'
    if any(match.clitics.startswith("و") or match.entry["measure"] == whole.measure for match in words):
        return False
    if scan.forms[word.first - 1] == "و" or any(analyse_verb(scan.forms[match.last - 1]) for match in words):
        return False
    told = scan.connectors(whole.np_end, word.first, "effect", "contrast", "result", "plus", "rise")
    fell = any(without_and(scan.forms[i]) in word_set("falls") for i in range(whole.np_end, word.first))
    return not (told or fell) and CLAUSE_MARKS.isdisjoint(scan.forms[whole.np_end : word.first])


def _one_pair(left, right) -> bool:
    """Say whether two casualty words can tell of the same people: 'killed and wounded', or one and the same."""
    measures = {left.entry["measure"], right.entry["measure"]}
    return len(measures) == 1 or measures <= {"killed", "wounded", "casualties"}


def closes_verb(form: str) -> bool:
    """Say whether a casualty word stands behind the people it tells of: 'met their end', 'قتلوا'."""
    return form in word_set("closes_verb") or form.endswith("وا")


def may_stand_between(form: str) -> bool:
    """Say whether a word or mark may stand between a figure and what governs it."""
    return form in _NEAR_MARKS or form in word_set("between_figure_and_lead") or form in word_set("in_it")


def killed_and_wounded_after(scan: Scan, figure: Figure):
    behind = (
        scan.phrase("events", figure.np_end + 1) if scan.forms[figure.np_end : figure.np_end + 1] == ["او"] else None
    )
    if behind is not None and behind.entry["measure"] in ("killed", "wounded"):
        before = scan.covering("events", figure.lead - 1) if figure.lead else None
        either = before is not None and {before.entry["measure"], behind.entry["measure"]} == {"killed", "wounded"}
        if either:
            return behind  # 'the killing of 343 civilians or their wounding'
    for event in scan.between("events", figure.position, figure.np_end + 3):
        if event.entry["measure"] == "casualties":
            if not word_set("and_missing").isdisjoint(scan.forms[event.last : event.last + 1]):
                return None  # 'dead, wounded and missing'
            return event if CLAUSE_MARKS.isdisjoint(scan.forms[figure.np_end : event.first]) else None
    aside = scan.commas(figure.np_end, figure.np_end + 1) if figure.np_end < figure.last else []
    aside = aside or scan.connectors(figure.np_end, min(figure.last, figure.np_end + 2), "among")
    for event in scan.between("events", figure.np_end, min(figure.last, figure.np_end + _ASIDE)) if aside else ():
        fell = event.entry["measure"] == "casualties" and scan.forms[event.first - 1] in word_set("fell")
        if fell and not any(scan.numerals_at(i) for i in range(figure.np_end, event.first)):
            return event  # '29 civilians, women and children among them, fell killed or wounded'
    return None


_ASIDE = 10  # words


def event_after(scan: Scan, figure: Figure, following: Figure | None):
    """Return the verb of dying in the relative clause right behind the noun phrase, or in it."""
    said = said_of_them(scan, figure)
    if said is not None:
        return said
    stop = min(figure.np_end + 3, following.position if following else len(scan.tokens), len(scan.tokens))
    counted = next(iter(scan.connectors(figure.np_end, stop, "count_noun")), None)
    for event in scan.between("events", figure.position, stop):
        index = event.first
        if counted is not None and index >= counted.first:
            break
        if index >= figure.np_end and event.clitics.startswith(("و", "ف")):
            return None  # 'killed 35 and wounded 48': the verb is the next figure's
        if _for_the_hurt(scan, event) or _deed_to_others(scan, event, figure):
            return None
        if event.entry["measure"] in ("killed", "wounded", "displaced", "missing", "detained"):
            if following and _of_next(scan, event, following) and not has_own_verb(scan, event, following):
                return None
            beyond = scan.forms[figure.np_end : index] if index > figure.np_end else []
            if index >= figure.np_end and befell_some(scan, event):
                return None
            blocked = _blocking()
            if any(form in blocked or form.startswith("وا") for form in beyond):
                return None  # 'took the lives of 135 and led to the wounding of …'
            return event
    if counted is not None:
        return None  # 'the dead are 198 and the number of the wounded 1207'
    noun = next(
        (n for i in range(figure.position, figure.np_end) if (n := scan.noun(i)) and n.kind == "casualty"),
        None,
    )
    if noun and not figure.measure:
        figure.measure = noun.label
    return None


def _deed_to_others(scan: Scan, event, figure: Figure) -> bool:
    """Say whether a word of killing tells what was done to somebody else than those counted.

    '15 deputies condemned the killing of the protesters', '120 writers against killing civilians', '40 officers
    involved in the killing', 'in the burial of the victims 300 took part'.
    """
    form = scan.forms[event.last - 1]
    form = form.removeprefix(event.clitics.removesuffix("ال")) if event.last - event.first == 1 else form
    behind, definite = event.first > figure.np_end, form.startswith("ال")
    others = behind and definite and scan.noun(event.last - 1) is not None and event.entry["measure"] != "detained"
    if others and scan.word_before(event.last - 1) not in word_set("one_of_these"):
        return True  # '40 volunteers looked for the missing'; but '12 children are among the dead'
    if form.removeprefix("ال") not in word_set("deed") | word_set("death_of"):
        return False
    of_it = event.first == figure.np_end and event.clitics.startswith("ب")  # '5 convicted of killing', بالقتل
    behind = behind or of_it
    if behind and event.entry["measure"] != "detained" and (definite or form in word_set("death_of")):
        return True  # '33 activists condemned the death of a colleague of theirs'
    if joined_by_and(scan, figure):
        return False  # 'the young man X was killed and three of his comrades'
    whom = scan.noun(event.last) if event.last < len(scan.tokens) else None
    theirs = whom is not None and (whom.definite or (whom.number != "p" and whom.case == "c"))  # 'of their leader'
    if not theirs or whom.kind not in ("person", "member", "casualty"):
        return False
    if event.first >= figure.np_end:
        return True  # '15 deputies condemned the killing of the protesters'
    three = scan.forms[figure.position].startswith("ال")  # 'the killing of the three soldiers'
    known = whom.kind != "casualty" or three
    return not known or _acts_between(scan, event.last + 1, figure.lead)  # 'behind the killing of X mobilised 150'


def _acts_between(scan: Scan, first: int, last: int) -> bool:
    """Say whether a word that can be a verb or a deed of its own stands in a stretch, or one of carrying people."""
    if not word_set("carries_people").isdisjoint(scan.forms[first:last]):
        return True
    return any(unknown_word(scan, i) or scan.connector(i, "reporting") is not None for i in range(first, last))


def _befell_the_one(scan: Scan, event, figure: Figure) -> bool:
    """Say whether a verb has its own victim, and another verb or deed stands before a number.

    'The soldier was killed a week before the discharge of 200'; not 'the soldier killed 3', 'killed at dawn 3'.
    """
    whom = scan.noun(event.last, "sd") if event.last < figure.lead - 1 else None
    if whom is None or whom.kind not in ("person", "member") or joined_by_and(scan, figure):
        return False
    return _acts_between(scan, event.last + 1, figure.lead)


def then_killed(scan: Scan, first: int) -> int | None:
    """Return where 'and killed her' stands behind somebody who ends before a position: 'hit a girl of ten and …'."""
    near = range(first, min(first + _THEN_KILLED, len(scan.tokens)))
    return next((i for i in near if scan.forms[i] in word_set("then_killed")), None)


_THEN_KILLED = 6  # words


def kin_of_one(scan: Scan, figure: Figure) -> bool:
    """Say whether a number tells of the family of one who died: 'a mother of five', 'the brother of two captives'.

    أم لخمسة أطفال, شقيق 3 شهداء, لديها 6 أولاد, لأسرة من 7 أفراد.
    """
    lead = figure.position  # hedges apart
    before = scan.word_before(lead)
    to = before == "ل" or scan.text[scan.tokens[lead].start : figure.start].startswith("ل")
    of = scan.word_before(lead - 1) if before == "ل" else before
    place = lead - 2 if before == "ل" else lead - 1
    dated = place >= 0 and (scan.date_over(*scan.span_of(place)) or scan.window_over(*scan.span_of(place)))
    kin = of in word_set("parent_of") and not dated  # أب is a father, آب a month
    if kin and (to or not scan.forms[lead].startswith("و")):
        return True
    family = before == "من" and scan.word_before(lead - 1) in word_set("for_a_family")
    return family or before in word_set("has_got")


def _for_the_hurt(scan: Scan, event) -> bool:
    """Say whether a noun of the dead or wounded stands behind 'for': '50 persons gave blood for the wounded'."""
    return event.clitics == "لال" and scan.noun(event.last - 1) is not None


def befell_some(scan: Scan, event) -> bool:
    """Say whether a verb tells of some of those before it, how many is not told: '8000 persons, most of whom fled'."""
    some = word_set("some_of_those")
    verb = scan.noun(event.last - 1) is None
    return verb and not some.isdisjoint(scan.forms[event.last : event.last + 1])


def has_own_verb(scan: Scan, event, figure: Figure) -> bool:
    """Say whether a verb right behind 'and 5' tells of these, and the one right before it of those before them."""
    glued = event.last >= figure.position - 1 and joined_by_and(scan, figure)
    behind = scan.phrase("events", figure.np_end) if glued and figure.np_end < len(scan.tokens) else None
    return behind is not None and not behind.clitics and scan.forms[behind.first].endswith("وا")


def said_of_them(scan: Scan, figure: Figure):
    """Return the casualty verb of '39 of whom the army said that they died', قال الجيش إنهم لقوا حتفهم, or None."""
    verb = scan.connector(figure.np_end, "reporting") if figure.np_end < len(scan.tokens) else None
    if verb is None or verb.clitics or figure.relation != "among":
        return None
    last = min(figure.last - 1, verb.last + _SAID_OF_THEM)
    that = next((i for i in range(verb.last, last) if scan.forms[i] in word_set("that_they")), None)
    event = scan.phrase("events", that + 1) if that is not None else None
    return event if event is not None and event.entry["measure"] != "localities_captured" else None


_SAID_OF_THEM = 5  # words


@cache
def _blocking() -> frozenset[str]:
    """Return the words behind which a casualty word tells of others than the figure before them."""
    opens = (word_set(f"opens_{name}") for name in ("another_clause", "relative", "speech"))
    return word_set("before_time_or_event").union(*opens)


def _of_next(scan: Scan, event, following: Figure) -> bool:
    """Say whether a verb in the singular belongs to the figure right behind it: 'five gunmen, killed were two'."""
    verb = not scan.forms[event.first].endswith("وا") and scan.noun(event.last - 1) is None
    at_once = 0 <= following.lead - event.last <= 1 and scan.forms[event.last] != "،"
    at_once = at_once and scan.phrase("events", event.last) is None  # 'that a soldier was killed and wounded were 18'
    rubble = event.last - event.first > 1 and scan.connector(event.last, "among")  # 'under the rubble, among them'
    return verb and at_once and not rubble


def were_saved(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether the nearest verb of the figure's clause says that they lived: 'while 20 survived'."""
    if verb_behind(scan, figure) and scan.phrase("events", figure.np_end) is not None:
        return False  # 'the town buried eight who fell in a raid'
    lost = scan.between("events", figure.np_end, min(figure.last, figure.np_end + _AMONG_MISSING))
    if lost and lost[0].entry["measure"] == "missing" and not lost[0].clitics.startswith("و"):
        return False  # '21 survived, and four are still among the missing'
    dead = figure.measure == "killed" and figure.qualifier != "vague"  # 'hundreds took part in the burial of X'
    if dead or counted_casualties(scan, figure) is not None:
        return False  # 'the number of the dead of the raid on a bus of returning workers has risen to 7'
    begin = figure.first
    behind = scan.connector(figure.np_end, "saved")
    left = behind is not None and scan.forms[behind.first] in word_set("left_hospital")
    if behind is not None and (left or (closes_verb(scan.forms[behind.first]) and not figure.measure)):
        return True  # '10 thousand persons who were evacuated', '62 wounded who left the hospitals'
    added = scan.connectors(max(begin, figure.lead - 3), figure.lead, "plus")
    told = bool(added) and bool(scan.between("events", added[-1].last, figure.position))
    if added and not told and previous and previous.reason == SAVED and previous.sentence == figure.sentence:
        return True  # ', besides 250 wounded'; not ', and it also documented the killing of 6'
    joined = previous and previous.reason == SAVED and figure.lead - previous.np_end <= 1
    if joined and not scan.between("events", previous.np_end, figure.position):
        return True
    if previous and previous.sentence == figure.sentence:
        begin = max(begin, previous.np_end)
    saved = scan.connectors(max(begin, figure.position - 7), figure.position, "saved")
    saved = [m for m in saved if not m.clitics.endswith("ال")]  # 'the marches of return'
    saved = [m for m in saved if not m.first or scan.forms[m.first - 1] not in word_set("source_head")]  # لجنة الإنقاذ
    if figure.measure == "wounded":  # 'seven injured were treated'
        saved = [m for m in saved if without_and(scan.forms[m.first]) not in word_set("treats")]
    if saved and previous is not None and _among_those_hit(scan, figure, previous, saved[-1]):
        return False
    told = bool(saved) and scan.between("events", saved[-1].last, figure.position)
    fell = (without_and(scan.forms[i]) for i in range(saved[-1].last, figure.lead)) if saved else ()
    return bool(saved) and not told and word_set("falls").isdisjoint(fell)  # 'the blasts came back, and 20 fell'


_AMONG_MISSING = 4  # words of 'in the number of the missing'


def _among_those_hit(scan: Scan, figure: Figure, previous: Figure, saved) -> bool:
    """Say whether 'among them' goes back over a word of saving to the toll before it.

    'Twenty were killed by a mine under a car that carried a family, four children among them': the word only tells
    where and when; never 'twenty were killed, and others were evacuated, four children among them'.
    """
    toll = previous.role == "figure" and previous.measure and previous.sentence == figure.sentence
    among = scan.connectors(saved.last, figure.position, "among")
    if not toll or not among or saved.clitics.startswith("و"):
        return False
    between = scan.forms[previous.np_end : saved.first]
    return between != [] and (CLAUSE_MARKS | {"و"}).isdisjoint(between)


def were_released(scan: Scan, figure: Figure, first: int) -> bool:
    """Say whether the nearest word of freeing, behind `first`, frees the people of a figure, not a place.

    'Freed 25 detainees', never 'the recapture of the town'; a word in the name of an organisation is none.
    """
    if scan.word_before(figure.lead).removeprefix("و") in word_set("remains"):
        return False  # '712 of them were released, and 407 remain in custody'
    words = scan.connectors(first, figure.position, "released")
    freed = [match for match in words if scan.covering("parties", match.first) is None][-1:]
    place = any(scan.forms[m.first].endswith(tuple(word_set("frees_too"))) and figure.lead - m.last > 1 for m in freed)
    return bool(freed) and not place


def right_behind(scan: Scan, figure: Figure, event) -> bool:
    """Say whether a verb in the plural stands right behind a noun phrase: '18 civilians who were killed'.

    The wounded fall too: 'who fell' tells only of the others that they died.
    """
    form = scan.forms[event.first]
    fell = form in word_set("fell") and event.last - event.first == 1
    return event.first == figure.np_end and form.endswith("وا") and not fell


def verb_behind(scan: Scan, figure: Figure) -> bool:
    """Say whether a casualty verb in the plural stands right behind a figure: '16 civilians were killed'."""
    event = scan.phrase("events", figure.np_end)
    before = scan.covering("events", figure.np_end - 1)
    told = event if event is not None else before if before is not None and before.first > figure.position else None
    return told is not None and scan.forms[told.first].endswith("وا") and not told.clitics


def told_before(figure: Figure) -> bool:
    """Say whether words before a figure told its measure, so that a verb behind its pieces is theirs."""
    rules = [(rule, start) for rule, start, _ in figure.rules]
    return any(start < figure.start and rule.startswith(("event.", "head.count_noun")) for rule, start in rules)


def leave_other_measure(figure: Figure, event, before: list[Figure]) -> None:
    """Move a subset whose own verb differs from its whole's to the whole with that verb, if there is one."""
    measure = event.entry["measure"]
    if figure.parent.measure == measure:
        return
    hurt = figure.parent.measure in ("killed", "wounded", "casualties")
    told = any(rule.startswith("event.") for rule, _, _ in figure.parent.rules)
    own = figure.parent.measure == "wounded" and not told  # 'it took in 184 wounded, 19 of whom died'
    wholes = [
        f for f in before
        if hurt and f.sentence == figure.sentence and f.measure == measure and f.relation != "among"
        and f.kind == figure.kind and (f.value or 0) >= (figure.value or 0)
        and (not own or figure.parent.lead - f.np_end <= _BESIDE)
    ]  # fmt: skip
    figure.parent, figure.relation = (wholes[-1], "among") if wholes else (None, "")


_BESIDE = 2  # words between the killed and the wounded of one event
_FARTHEST = 150  # words from a casualty word to a figure that it governs, with those that tell when


def nearest_event(scan: Scan, figure: Figure, tolls: list[Figure], number: int):
    """Return the closest casualty word of the sentence that governs the figure: before it, else behind it."""
    begin, end = figure.first, figure.last
    following = _past_subsets(scan, tolls, number)
    joined = joined_by_and(scan, figure)
    families = [f.np_end for f in tolls[max(0, number - 1) : number] if f.kind == "household" and joined]
    before = [
        m for m in scan.between("events", max(begin, figure.position - 2 * _FARTHEST), figure.position)
        if m.entry["measure"] != "localities_captured" and m.last not in families  # '1200 displaced families and 300 …'
    ]  # fmt: skip
    if before:
        between = scan.tokens[before[-1].last : figure.position]
        if len(between) > _FARTHEST:
            return None
        reaches = not _another_clause(scan, figure, before[-1].last) and _reaches(scan, before[-1].last, figure)
        if not reaches and not figure.group_stated:
            return None
        if _deed_to_others(scan, before[-1], figure) or _befell_the_one(scan, before[-1], figure):
            return None
        if reaches and sum(scan.window_over(t.start, t.end) is None for t in between) <= 25:
            return before[-1]
    stop = min(end, following.position if following else end)
    behind = tolls[number + 1 : number + 6]
    nouns = [range(f.position, f.np_end) for f in behind]
    bare = {f.np_end for f in behind if _of_them_alone(scan, figure, f)}  # 'among them 450 who died': not of all
    after = [
        m for m in scan.between("events", figure.np_end, min(stop, figure.np_end + 2 * _FARTHEST))
        if m.entry["measure"] != "localities_captured" and not any(m.first in positions for positions in nouns)
        and m.first not in bare
    ]  # fmt: skip
    if not after or after[0].clitics.startswith(("و", "ف")) or befell_some(scan, after[0]):
        return None
    if _for_the_hurt(scan, after[0]) or _deed_to_others(scan, after[0], figure):
        return None
    if any(_of_next(scan, after[0], f) for f in tolls[number + 1 : number + 3]):
        return None
    first = after[0].first
    words = scan.forms[figure.np_end : first]
    outside = (i for i in range(figure.np_end, first) if not any(i in positions for positions in nouns))
    between = {scan.forms[i] for i in outside}  # without 'children under eighteen'
    if scan.forms[first].endswith("وا") and scan.forms[first - 1] == "،":
        between.discard("،")  # '51 persons, among them 40 children, were killed'
    aside = words[:1] == ["،"] and words.count("،") == 1 and scan.connector(figure.np_end + 1, "among") is not None
    if aside and not analyse_verb(scan.forms[first]):
        between.discard("،")  # '149,862 persons, among them 4,931 children in detention'
    return after[0] if _blocking().isdisjoint(between) else None


def governs_bare(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    """Say whether a casualty verb governs a number without a noun over where and when: 'were killed in X twelve'.

    No other number stands between, and nothing else that the number could count.
    """
    if crossed(scan, figure) or forced_to_flee(scan, figure) is not None:
        return True
    first = max(figure.first, previous.np_end if previous else 0)
    told = ("killed", "wounded", "displaced")
    events = [m for m in scan.between("events", first, figure.lead) if m.entry["measure"] in told]
    if not events or scan.noun(events[-1].last - 1) is not None:
        return False
    behind = range(events[-1].last, min(figure.lead, events[-1].last + _LONGEST_WINDOW))
    if figure.lead > behind.stop or sum(not _in_window(scan, i) for i in behind) > _VERB_REACH:
        return False
    glued = scan.text[scan.tokens[figure.position].start : figure.start]
    if glued.endswith("ل"):
        return False  # 'of the thirty students': known from before
    between = scan.forms[events[-1].last : figure.lead]
    side = any(rule == "group.party.before" for rule, _, _ in figure.rules)  # 'killed of the factions 16'
    marked = not ({"،", ":", "؛", "الي", "من"} - ({"من"} if side else set())).isdisjoint(between)
    return not marked and _reaches(scan, events[-1].last, figure)


_VERB_REACH = 6  # words, without those of a window
_LONGEST_WINDOW = 20  # words


def _reaches(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether a casualty word that ends before `first` still governs a figure: no other clause opens between them.

    Behind a comma, a relative or 'when' only words may stand that this package knows: conjunctions, parties, means,
    places, times. Another word is taken for a verb: '12 were killed, and 40 thousand live in the town'.
    """
    opened = relative = False
    apposed = first
    for position in range(first, figure.lead):
        form = scan.forms[position]
        if position < apposed:
            continue
        if form in word_set("opens_apposition") and scan.forms[position - 1] == "،":
            apposed = next((i for i in range(position, figure.lead) if scan.forms[i] == "،"), position)
            continue  # 'since mid-July, the date of the assault, 465 were killed'
        if form in word_set("before_time_or_event"):
            clause = scan.forms[position + 1] in word_set("clause_behind_time")
            opened, apposed = opened or clause, position + 2  # 'after their return': a noun stands behind it, no verb
            continue
        if form in word_set("opens_relative"):
            relative = True  # 'the massacre that the aircraft committed in X': its verb governs what stands at once
            continue
        if form in word_set("opens_another_clause"):
            opened = True
            continue
        if not unknown_word(scan, position):
            continue
        joined = form.startswith("و") and len(form) > 3
        joined = joined and form.removeprefix("و") not in word_set("source_head") | word_set("ministry")
        imperfect = form.startswith(("ي", "ت")) and len(form) > 3 and not form.endswith("ين")
        imperfect = imperfect and scan.forms[position - 1] not in word_set("place_preposition")  # 'to Chad', تشاد
        near = figure.lead - position <= 3
        if opened or joined or (imperfect and not relative) or (relative and near):
            return False
    before = scan.forms[max(0, figure.lead - 2) : figure.lead]
    if not before:
        return True  # the casualty word is the label of the figure itself
    sized = before[-1] in word_set("sized") or " ".join(before) in word_set("sized")
    acts = scan.connector(figure.lead - 1, "agent") or before[-1] in word_set("strikes_places")
    return not sized and not acts


_NO_VERBS = (
    "closes_verb",
    "place_preposition",
    "between_figure_and_lead",
    "no_noun_behind",
    "no_clause",
    "unarmed",
    "tied_to",
)
_KNOWN_FROM = ("connectors", "parties", "methods", "sources", "qualifiers", "events", "scopes", "anchors", "places")


_SUBJECT = 5  # words of a verb and its subject
REMAIN = 4  # words between 'still' and what remains


def unknown_word(scan: Scan, position: int) -> bool:
    """Say whether a word means nothing to the package: no phrase, noun, number, time or place."""
    start, end = scan.span_of(position)
    form = scan.forms[position]
    if not scan.tokens[position].is_word or scan.noun(position) or len(form) < 3:
        return False
    if form.removeprefix("و") in word_set("verb_with_al"):
        return True  # التحق
    if form.removeprefix("و").removeprefix("ب").startswith(("ال", "لل")):
        return False  # a verb has no article
    if form in word_set("alone") or any({form, form.removeprefix("و")} & word_set(kind) for kind in _NO_VERBS):
        return False
    if any(scan.covering(name, position) for name in _KNOWN_FROM) or scan.numerals.over(end - 1, end):
        return False  # behind an 'and' that is glued to it: وثلاثة
    return not (scan.window_over(end - 1, end) or scan.date_over(end - 1, end) or scan.places.touching(start, end))


def _of_them_alone(scan: Scan, figure: Figure, some: Figure) -> bool:
    """Say whether a verb right behind a number without a noun, of some of those counted, tells of these alone."""
    behind = scan.forms[some.np_end : some.np_end + 1]
    alone = some.form in ("digits", "words") and some.np_end == scan.at(some.end - 1) + 1
    verb = alone and bool(behind) and behind[0].endswith("وا")
    return verb and bool(scan.connectors(figure.np_end, some.lead + 1, "among"))


def _another_clause(scan: Scan, figure: Figure, first: int) -> bool:
    """Say whether 'while' and a verb that is no casualty word stand between an event and the figure."""
    contrasts = scan.connectors(first, figure.position, "contrast")
    if not contrasts or contrasts[-1].last >= figure.lead:
        return False
    following = scan.tokens[contrasts[-1].last]
    known = scan.window_over(following.start, following.end) or scan.covering("parties", contrasts[-1].last)
    return following.is_word and not known and following.form not in word_set("place_preposition")


def _past_subsets(scan: Scan, tolls: list[Figure], number: int) -> Figure | None:
    """Return the next figure that is no subset opened by 'among them': its verb may stand behind those."""
    figure = tolls[number]
    first = figure.np_end
    for following in tolls[number + 1 : number + 6]:
        if following.sentence != figure.sentence:
            return None
        joined = {"،", "و"}.issuperset(scan.forms[first : following.position])
        opened = scan.connectors(first, following.position, "among", "parts")
        listed = joined or following.position - first <= 1 or any(_opens_aside(scan, m) for m in opened)
        if not listed:
            return following
        first = following.np_end
    return None


def _opens_aside(scan: Scan, match) -> bool:
    """Say whether 'among them', or 'they are' (هم), opens what is told aside of those before it."""
    they_are = without_and(scan.forms[match.first]) in word_set("they_are_persons")
    return match.entry["connector"] == "among" or they_are


def is_expected(scan: Scan, figure: Figure, previous: Figure | None) -> bool:
    begin = figure.first
    if previous and previous.sentence == figure.sentence:
        begin = max(begin, previous.np_end)
    return bool(scan.connectors(max(begin, figure.position - 14), figure.position, "future"))
