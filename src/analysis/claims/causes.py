"""Causes: by whose fire and by what means the people of a figure were killed.

A cause is a stretch of text with a method (raid, shelling, clashes). The stretch behind a figure
belongs to it or to the figure of which it is a subset; a stretch before it governs the figures of
its clause. A party counts as the actor only where the words make it one: not behind 'upon', which
names the target, and not when several parties fired, for then the text gives no single one.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

from analysis.arabic import fold, without_and
from analysis.claims.agents import (
    is_blamed,
    read_captor,
    read_elliptical_subjects,
    read_holder,
    read_label,
    read_line_label,
    read_strike_actor,
    read_subject,
    repelled,
    share_subjects,
)
from analysis.claims.fates import closes_verb, told_before, verb_behind
from analysis.claims.figure import BOMBARDMENT, CLAUSE_MARKS, PEOPLE_KINDS, Figure, is_compared, pieces_of
from analysis.claims.lines import read_section_actors
from analysis.claims.perpetrators import agent_right_before, name_perpetrator
from analysis.claims.phrases import by_means
from analysis.claims.wholes import rise_before
from analysis.dates import date_words
from analysis.lattice import contains, join_actors
from analysis.lexicons import PhraseMatch, word_set
from analysis.morphology import analyse_verb
from analysis.scan import CONTROL, SEGMENT_END, Scan, ends_clause

_COST = 4  # words between 'cost' and whom
_TO_AGENT = 14  # words from a figure to 'at the hands of', with its subsets
_FROM_AFAR = ("airstrike", "barrel_bomb", "shelling")
_FAR = 80  # figures of one paragraph; a list is never longer


@dataclass
class Cause:
    """What one stretch of text says: methods, actors and the characters used."""

    methods: set[str]
    actors: set[str]
    start: int
    end: int
    bare: bool
    apart: bool = False  # its means are counted each: '18 raids and 4 barrel bombs'

    def method_against(self, group: str) -> str:
        """Return the one method by which people of a group were hit.

        An attack is known by its means. One without means on fighters was fought on the ground; by what means people
        who are not said to have fought were killed in it, the text does not tell.
        """
        named = self.methods - {""}
        if "assault" in named:
            named = named - {"assault"} or ({"clashes"} if contains("combatants", group) else set())
        if "barrel_bomb" in named and not self.apart:
            named -= {"airstrike"}  # the aircraft that threw them
        if "chemical" in named:
            return "chemical"  # whatever carried it
        if named == {"execution", "shooting"}:
            return "execution"  # 'executed in the field by the shots of X'
        if len(named) > 1:
            return "mixed"
        return next(iter(named), "")


def read_causes(scan: Scan, figures: list[Figure]) -> None:
    """Give every toll its actor and method."""
    tolls = [f for f in figures if f.role == "figure"]
    taken: Figure | None = None  # the last places that were taken
    for number, figure in enumerate(tolls):
        following = next((f for f in tolls[number + 1 : number + 3] if not _is_sheltered(scan, f)), None)
        if _is_sheltered(scan, figure):
            figure.cause_read = True
            continue  # 'killed seven in a town that shelters 40 thousand, in a raid of X'
        if figure.kind == "strike":
            read_strike_actor(scan, figure, tolls[number - 1] if number else None)
            if figure.by is not None:
                name_perpetrator(scan, figure)
            continue
        if figure.kind == "locality":
            read_captor(scan, figure, taken)
            taken = figure
            continue
        if figure.by is not None and agent_right_before(scan, figure) is not None:
            name_perpetrator(scan, figure)  # whoever else stands behind it
            continue
        if figure.means is not None and (cause := read_cause(scan, *figure.means)) is not None:
            _take(figure, cause, "cause.before_number")
            continue
        if figure.in_item:
            continue  # what killed the people of its item
        if figure.item_of is not None:
            _read_cause_of_item(scan, figure)
            continue
        behind = _causes_behind(scan, figure, following, tolls[number - 1] if number else None)
        behind = behind or _cause_of_counted(scan, figure)
        for cause in behind:
            _assign(figure, cause)
        if not behind and _other_cause_behind(scan, figure):
            figure.cause_read = True
            figure.use("cause.other", figure.start, figure.end)
        read_subject(scan, figure, tolls[number - 1].position + 1 if number else 0)
        read_holder(scan, figure, tolls[number - 1].np_end if number else 0)
        _read_other_sides(scan, figure)
        read_line_label(scan, figure)
        read_label(scan, figure)
        if figure.by is not None:
            name_perpetrator(scan, figure)
    for number, figure in enumerate(tolls):
        _take_cause_of_strikes(scan, figure, tolls[number + 1 : number + 6])
    _share_forward(scan, tolls)
    used = [(start, end) for f in tolls for rule, start, end in f.rules if rule in ("cause.behind", "cause.own")]
    used.sort()
    for number, figure in enumerate(tolls):
        if figure.item_of is not None:
            continue  # without a cause of its own it has that of the toll
        if figure.relation != "among" and not figure.cause_read and figure.kind in ("people", "household"):
            cause = _cause_before(scan, figure, _top_of_sentence(tolls, number))
            joined = scan.word_before(figure.hedge).startswith("و")  # 'X shelled the posts of Y and killed nine'
            apart = cause is not None and figure.actor != "" and not joined and cause.actors - {figure.actor}
            taken = cause is not None and _overlaps(used, cause) and not _told_of_cause(scan, cause, figure)
            apart = apart or (cause is not None and _added_by_speaker(scan, cause, figure))
            if cause and not apart and not taken:  # not 'X fired rockets, and the army killed three'
                figure.leading = cause
                _take(figure, cause, "cause.before")
        elif figure.actor and not figure.method and _only_claimed(figure):
            cause = _cause_before(scan, figure, _top_of_sentence(tolls, number))
            if cause and not _overlaps(used, cause):  # 'blasts that killed 142, and X claimed them'
                figure.leading, figure.method = cause, cause.method_against(figure.group)
                figure.use("cause.before", cause.start, cause.end)
    _share_with_others(scan, tolls)
    if _lift_shared(scan, tolls):
        _share_forward(scan, tolls)  # 'killed five and wounded three (two children and a woman) by shelling of X'
    _read_executed(scan, tolls)
    read_elliptical_subjects(scan, tolls)
    share_subjects(scan, tolls)
    link_breakdown_by_actor(tolls)
    read_section_actors(scan, tolls)
    _inherit(tolls)
    _settle_wholes(tolls)
    _clear_shared_by_both_sides(tolls)
    for figure in tolls:
        if figure.actor and figure.group.startswith(f"combatants/{figure.actor}"):
            figure.actor = ""  # a side is not read as the killer of its own
        if figure.measure == "detained" and figure.method in (*_FROM_AFAR, "execution", "bombing", "shooting"):
            figure.method = ""  # nobody is captured by shells


def _is_sheltered(scan: Scan, figure: Figure) -> bool:
    """Say whether a place shelters the displaced people of a figure: 'killed in a town that shelters 40 thousand'."""
    if figure.measure != "displaced" or figure.lead <= figure.first + 2:
        return False
    near = scan.forms[max(figure.first, figure.lead - 2) : figure.lead]
    return not word_set("shelters").isdisjoint(without_and(form) for form in near)


def _read_cause_of_item(scan: Scan, figure: Figure) -> None:
    """Read who killed the people of an item of a list, and how, from what is told of them before the next item."""
    first = scan.at(figure.end - 1) + 1  # 'under torture' can be taken for its noun
    for last in (*(i for i in range(first, figure.item_end) if scan.forms[i] in SEGMENT_END), figure.item_end):
        most = first < last and without_and(scan.forms[first]) in word_set("most_share")  # ', and most of them by X'
        cause = read_cause(scan, first, last) if last > first and not most else None
        if cause is not None:
            _take(figure, cause, "cause.of_item")
            return
        first = last + 1


def _told_of_cause(scan: Scan, cause: Cause, figure: Figure) -> bool:
    """Say whether a figure stands in a relative clause of the cause: '18 thousand fled the raids that killed 40'."""
    if scan.tokens[figure.lead].start <= cause.start:
        return False
    first = scan.at(cause.start)
    near = range(first + 1, min(figure.lead, first + 1 + _NAMED_CAUSE))
    which = next((i for i in near if scan.forms[i] in word_set("which_did")), None)
    if which is None or scan.between("sources", first, which):
        return False
    return not scan.commas(which, figure.lead)


_NAMED_CAUSE = 5  # words of 'the bombing of the market of X'


def _clear_shared_by_both_sides(tolls: list[Figure]) -> None:
    """Name no killer where one cause holds for fighters of several sides: 'the battle killed 500 of A and 110 of B'."""
    sharing: dict[int, list[Figure]] = {}
    for figure in tolls:
        fought = figure.method == "clashes" and figure.group.startswith("combatants/")
        if figure.leading is not None and fought:
            sharing.setdefault(id(figure.leading), []).append(figure)
    for figures in sharing.values():
        if len({figure.group.split("/")[1] for figure in figures}) > 1:
            for figure in figures:
                figure.actor = ""


def link_breakdown_by_actor(tolls: list[Figure]) -> None:
    """Make 'forces of X killed 481, forces of Y 327 …' the parts of the toll of all sides before them.

    The whole names no single side, every piece names one or 'others', pieces are of its kind and within it, stand
    behind it in its paragraph, and do not add up to more than an exact whole; those of the next paragraph make it up.
    """
    subjects_in = Counter(f.paragraph for f in tolls if _killer_named(f))
    near = [(number, whole, False) for number, whole in enumerate(tolls) if subjects_in[whole.paragraph] > 1]
    far = [(number, whole, True) for number, whole in enumerate(tolls) if subjects_in[whole.paragraph + 1] > 1]
    for number, whole, apart in near + far:
        paragraph = whole.paragraph + apart
        if whole.parent is not None or whole.actor or whole.kind != "people" or whole.value is None:
            continue
        pieces = []
        for figure in tolls[number + 1 : number + _FAR]:
            if figure.paragraph > paragraph:
                break
            if (
                figure.paragraph < paragraph
                or figure.relation not in ("", "among")
                or (figure.relation == "among" and not figure.actor)
            ):
                continue
            nounless = not any(rule.startswith("head.") for rule, _, _ in figure.rules)
            listed = apart or nounless or _by_others(figure) or _by_agents(figure)
            open_group = figure.group == "people" and not figure.group_stated and listed
            fits = figure.measure == whole.measure and (open_group or contains(whole.group, figure.group))
            if figure.relation == "among" and (figure.parent is not whole or figure.by is not None):
                continue  # '34 of them X killed' opens a list that may be longer
            named = figure.actor and any(r.startswith(_NAMES_KILLER) for r, _, _ in figure.rules)
            counted = fits and figure.value is not None
            if not counted or not ((named and figure.value <= whole.value) or (pieces and _by_others(figure))):
                continue
            pieces.append(figure)
        subjects = [f for f in pieces if _killer_named(f)]
        total = sum(f.value for f in pieces)
        too_many = total > whole.value and whole.qualifier == "exact"
        first = pieces[0] if pieces else whole
        bare = first.group == "people" and whole.group != "people" and not (_by_others(first) or _by_agents(first))
        if len(subjects) < 2 or too_many or ((apart or bare) and total != whole.value):
            continue
        for figure in pieces:
            figure.group = whole.group if contains(figure.group, whole.group) else figure.group
            figure.parent, figure.relation = whole, "part"
            figure.cause_read = True
            figure.use("relation.part.by_actor", whole.start, whole.end)


_NAMES_KILLER = ("actor.subject", "actor.by_perpetrator", "cause.behind")


def _killer_named(figure: Figure) -> bool:
    """Say whether a figure tells who killed as the subject of its verb, or in a list by killer."""
    return _by_agents(figure) or any(rule.startswith("actor.subject") for rule, _, _ in figure.rules)


def _by_agents(figure: Figure) -> bool:
    """Say whether a figure stands in a list by killer: 'six at the hands of X, and five at the hands of Y'."""
    listed = ("relation.list_of_agents", "actor.by_perpetrator")
    return any(rule in listed for rule, _, _ in figure.rules)


def _opens_list_of_agents(figure: Figure, following: Figure) -> bool:
    """Say whether a list by killer begins with the next figure: '14 civilians, six at the hands of X'."""
    return _by_agents(following) and not _by_agents(figure)


def _by_others(figure: Figure) -> bool:
    """Say whether a figure was killed 'by other sides'."""
    return any(rule == "cause.others" for rule, _, _ in figure.rules)


def _sentence_of_death(scan: Scan, position: int) -> bool:
    """Say whether a word of sentencing stands right before 'death': حكم بالإعدام, أحكام الإعدام."""
    words = {form.removeprefix("و") for form in scan.forms[max(0, position - 2) : position]}
    return not words.isdisjoint(word_set("passes_sentence"))


def _lost_or_wrecked(scan: Scan, position: int) -> bool:
    """Say whether counted tanks are what a side lost: a word of losses or of wrecking stands before them."""
    if scan.forms[position] not in word_set("tanks"):
        return False
    words = (form.removeprefix("و") for form in scan.forms[max(0, position - _LOST) : position])
    kinds = ("loses", "losses", "wrecks", "wrecks_some", "takes_booty")
    return not frozenset().union(*map(word_set, kinds)).isdisjoint(words)


_LOST = 12  # words of 'the losses of X in the battle of Y came to 12 dead and'


def read_cause(scan: Scan, first: int, last: int) -> Cause | None:
    """Read one stretch of tokens; None when it holds no method and no 'at the hands of'."""
    if not _tells_cause(scan, first, last):
        return None
    methods: set[str] = set()
    actors: set[str] = set()
    bare, target, seen, verb_led = False, False, False, False
    led_by = False  # a verb of striking, and behind it the aircraft that struck
    unnamed = False  # 'the army', when no army was named: it fired too
    raid: int | None = None  # the position behind an air raid
    fired: tuple[int, str] | None = None  # the position behind rockets or fire, and their method
    aimed, shelled = False, False  # shelling told by 'targeting' or 'bombs' alone, and by another word
    position, begin = first, None
    telling = scan.telling_of_causes
    while position < last:
        if position not in telling:
            position += 1
            continue
        connector = scan.phrase("connectors", position)
        kind = connector.entry["connector"] if connector else ""
        if scan.forms[position].endswith(CONTROL):
            target = True  # 'land under the control of X'
        if kind == "against" and scan.forms[position] == "بين" and "clashes" in methods:
            target = True
        if kind == "target" and scan.forms[position] == "علي":
            answered = position > 0 and scan.forms[position - 1] in word_set("answers")
            target = target or seen or answered  # 'upon X', 'in answer to an attack'
        if kind == "cause":
            target = False  # 'in the areas under the control of X, as a result of raids'
        if kind in ("agent", "joined"):
            target, seen = False, seen or kind == "agent"
            rest = read_cause(scan, connector.last, last) if kind == "joined" else None
            if rest:  # others took part: their means count, their name does not replace the first
                start = scan.tokens[begin if begin is not None else first].start
                return Cause(methods | rest.methods, actors, start, rest.end, False)
        method = scan.phrase("methods", position)
        square = scan.covering("places", position - 1) if position else None
        if method and square and square.last == position and square.entry["kind"] == "quarter":
            method = None  # 'in Aviation Square'
        if method and seen and scan.forms[position].removeprefix("و") in word_set("strike_verb"):
            target, method = True, None  # 'a raid that hit a building'
        carried = scan.forms[max(0, position - 3) : position]
        if method and method.entry["method"] == "execution" and _sentence_of_death(scan, position):
            method = None  # 'sentenced to death 12 in the case of the blast that killed 28'
        if method and method.clitics.endswith("ال") and not word_set("leads_arm").isdisjoint(carried[-2:]):
            method = None  # 'the head of the artillery', 'the commander of the rocket unit'
        if method and not (word_set("aboard") | word_set("crew")).isdisjoint(carried[-1:]):
            method = None  # 'who were on board of an aircraft', 'the crew of the helicopter'
        if method and any(form.removeprefix("و") in word_set("carried_away") for form in carried):
            method = None  # 'three aircraft carried the wounded'
        if method and scan.word_before(position).removeprefix("و") in word_set("where_from"):
            method = None  # 'the forces struck the sources of the fire'
        if method and _fled_from(scan, position):
            method = None  # 'killed on their flight from the fighting'
        if method and position and scan.numerals_at(position - 1) and _lost_or_wrecked(scan, position):
            method = None  # 'lost 12 dead and 4 tanks'
        other_deed = method and not seen and method.clitics.startswith("و") and scan.numerals_at(method.last)
        if other_deed and without_and(scan.forms[position]) not in word_set("bursts"):
            target, method = True, None  # 'killed 34 and blew up 6 cars'
        if method and not word_set("takes_part").isdisjoint(scan.forms[max(0, position - 5) : position]):
            method = None  # 'none of whom took part in the fighting'
        if method and _brought_down(scan, position):
            target, method = True, None
        if method and raid is not None and _fire_of_aircraft(scan, raid, method):
            method = None  # 'an air raid with vacuum rockets', 'aircraft fired rockets at X'
        party = scan.phrase("parties", position)
        hit = led_by and party and party.clitics in ("", "ال") and not scan.covering("methods", position - 1)
        if hit and not method:
            party = None  # 'the aircraft struck a Turkish convoy'
        if party and _leader_killed(scan, position):
            party = None  # 'the leader of X was killed in a raid'
        beside = (*scan.forms[position - 1 : position], *scan.forms[party.last : party.last + 1]) if party else ()
        if not word_set("or_else").isdisjoint(beside):
            unnamed = True  # 'of which it is not known whether they were Syrian or Russian'
        if party and not target and _is_actor(scan, party, position, first, seen, verb_led, bool(actors)):
            joint = party.last < len(scan.forms) and scan.forms[party.last] in word_set("and_syrian")
            before = scan.forms[position - 1] if position and party.clitics.startswith("و") else ""
            joint = joint or before in word_set("syrian")  # 'Syrian and Russian raids'
            joint = joint or _beside_unknown(scan, party, position)
            unnamed = unnamed or joint
            of_side = party.entry["group"].startswith("combatants/") and not party.entry.get("actor")
            unnamed = (
                unnamed or bool(party.entry.get("refers")) or of_side
            )  # a side that the vocabulary has no name for
            if party.entry.get("actor"):
                actors.add(party.entry["actor"])
            begin = begin if begin is not None else position
        instrument = method is not None and method.clitics == "ب" and aimed and not shelled
        if method and (not target or instrument):  # 'the targeting of a car on the road by a bomb'
            if not seen and position > first and scan.forms[position - 1] in word_set("after"):
                actors.clear()  # 'the rebels broke the siege after battles in which …'
            begin = begin if begin is not None else position
            seen = True
            name = method.entry["method"]
            raid = method.last if name == "airstrike" else None
            if name == "airstrike" and fired is not None and _of_aircraft(scan, fired[0], method):
                methods.discard(fired[1])  # 'rockets that an aircraft fired'
            fired = (method.last, name) if name in ("shelling", "shooting") and name not in methods else None
            soft = without_and(scan.forms[position]).startswith(tuple(word_set("any_means")))
            aimed, shelled = aimed or soft, shelled or (name in ("shelling", BOMBARDMENT) and not soft)
            led_by = led_by or verb_led
            if name == BOMBARDMENT:
                verb_led = verb_led or scan.forms[position].endswith(tuple(word_set("strike_verb")))
                if not _air_follows(scan, method, last) and not (soft and _on_foot(scan, method.last)):
                    methods.add("shelling")
                    bare = True
            else:
                methods.add(name)
        position = max(position + 1, (party.last if party and not method else position + 1))
    if aimed and not shelled and methods - {"shelling", "assault"}:
        methods.discard("shelling")  # 'gunmen targeted them with bullets'
    if not seen or not (methods or actors):
        return None
    end = scan.tokens[last - 1].end
    return Cause(
        methods,
        set() if unnamed else actors,
        scan.tokens[begin if begin is not None else first].start,
        end,
        bare and len(methods) == 1,
    )


def _on_foot(scan: Scan, position: int) -> bool:
    """Say whether gunmen, a cell or somebody unknown are named behind 'targeted': their means is not told."""
    agent = scan.connector(position, "agent") or scan.connector(position + 1, "agent")  # 'a direct targeting by gunmen'
    first = agent.last if agent is not None else position
    return not word_set("on_foot").isdisjoint(scan.forms[first : first + 1])


def _of_aircraft(scan: Scan, last: int, aircraft) -> bool:
    """Say whether rockets or fire that end at `last` are those of the aircraft named behind them, not beside them."""
    between = scan.forms[last : aircraft.first + 1]
    apart = any(form.startswith("و") or form in CLAUSE_MARKS for form in between)
    return aircraft.first - last <= _THROWN and not apart


_THROWN = 3  # words of 'vacuum, fired by'


def _fire_of_aircraft(scan: Scan, last: int, fire) -> bool:
    """Say whether rockets or shells are those of the aircraft or the raid named right before them, not beside them.

    `last`: behind the aircraft. A word for artillery is never theirs: 'the aircraft of X, and its mortars'.
    """
    words = scan.forms[last : fire.first]
    if len(words) > _STRUCK or any(form.startswith("و") or form in CLAUSE_MARKS for form in words):
        return False
    rockets = without_and(scan.forms[fire.first]).removeprefix("ب") in word_set("air_fire")
    plain = rockets and not fire.clitics.startswith("و")
    aircraft = scan.covering("methods", last - 1)
    let_go = not word_set("fires_from_air").isdisjoint((scan.word_before(aircraft.first), *words))
    return fire.entry["method"] == "shelling" and plain and (let_go or fire.clitics.startswith("ب"))


_STRUCK = 6  # words of 'of X struck the outskirts of the town Y'


def _leader_killed(scan: Scan, position: int) -> bool:
    """Say whether the side named at a position is that of somebody who was hit: 'the killing of the leader of X'."""
    last = position - (position > 0 and scan.forms[position - 1] in ("في", "من", "لدي"))
    hit = scan.covering("events", last - 2) if last > 1 and scan.forms[last - 1] in word_set("somebody_of") else None
    return hit is not None and hit.last == last - 1 and hit.entry["measure"] in ("killed", "wounded", "detained")


def _beside_unknown(scan: Scan, party, position: int) -> bool:
    """Say whether 'and X' follows a side that the vocabulary has no name for: 'the shots of the PA's bodies and X'."""
    if not party.clitics.startswith("و") or position < 2 or not scan.forms[position - 1].startswith("ال"):
        return False
    body = scan.forms[position - 2] in word_set("armed_bodies")
    return body and scan.covering("parties", position - 1) is None and scan.covering("parties", position - 2) is None


def _tells_cause(scan: Scan, first: int, last: int) -> bool:
    return bool(scan.between("methods", first, last) or scan.connectors(first, last, "agent"))


def _fled_from(scan: Scan, position: int) -> bool:
    """Say whether people fled from what stands at a position: 'their flight from the fighting'."""
    if position < 2 or scan.forms[position - 1] != "من":
        return False
    if not word_set("opens_relative").isdisjoint(scan.forms[position + 1 : position + 2]):
        return False  # 'in flight from the shelling that killed 40'
    before = scan.covering("events", position - 2)
    fled = before is not None and before.entry["measure"] == "displaced"
    return fled or scan.forms[position - 2] in word_set("flight")


def _brought_down(scan: Scan, position: int) -> bool:
    """Say whether what stands at a position was shot down or wrecked: 'Turkey shot down a jet', 'wrecking 3 tanks'."""
    verbs = scan.words("wrecking", position - 4, position)
    brought = any(without_and(scan.forms[i]) in word_set("brings_down") or i >= position - 2 for i in verbs)
    if position > 1 and scan.numerals_at(position - 1):  # 'wrecked were 6 tanks', دمرت 6 دبابات
        brought = brought or scan.forms[position - 2].removeprefix("و") in word_set("wrecks_some")
    return brought


def _air_follows(scan: Scan, method, last: int) -> bool:
    """Say whether a bare word for bombardment goes on with aircraft or guns in the same phrase, or behind who fired."""
    agent = scan.connector(method.last, "agent")
    if agent is not None and agent.last < last:
        named = scan.phrase("methods", agent.last)  # 'bombed by aircraft of X'
        means = named is not None and named.entry["method"] not in (BOMBARDMENT, "")
        return means or scan.forms[agent.last].startswith(tuple(word_set("air_vehicle")))
    side = scan.phrase("parties", method.last)
    first = side.last if side is not None and not side.clitics.startswith("و") else method.last
    relative = method.last < last and scan.forms[method.last] in word_set("opens_relative")
    reach = 2 + 2 * relative  # 'strikes that the air force carried out'
    for position in (*range(method.last, min(method.last + reach, last)), *range(first, min(first + 2, last))):
        following = scan.phrase("methods", position)
        party = scan.phrase("parties", position)
        if following and not following.clitics.startswith("و"):
            return following.entry["method"] not in (BOMBARDMENT, "")
        if party and scan.forms[position].lstrip("لب").startswith(tuple(word_set("air_vehicle"))):
            return True
    return False


def _its_own_dead(scan: Scan, position: int) -> bool:
    """Say whether 'the killing of its …' stands at a position: اغتيال أمينه، مقتل قائده."""
    if position + 1 >= len(scan.tokens) or scan.forms[position] not in word_set("killing_of"):
        return False
    return scan.forms[position + 1].endswith(("ه", "ها", "هم")) and not scan.forms[position + 1].startswith("ال")


def _speaks_of_toll(scan: Scan, position: int) -> bool:
    """Say whether a toll or its rise is told of right behind a side that speaks, and the words that name it."""
    told = scan.connectors(position, position + _NAMED_SPEAKER, "rise", "count_noun")
    return bool(told) and not scan.between("methods", position, told[0].first)


def _opens_its_speech(scan: Scan, party) -> int:
    """Return where 'that' stands behind a side that speaks: right behind it, or behind where and when it spoke.

    'The army said in a statement on Monday that', قال الجيش في بيان إن; 0 where it opens no speech.
    """
    last = min(party.last + _SPEECH, len(scan.tokens))
    if party.last < last and scan.forms[party.last] in word_set("opens_speech"):
        return party.last
    spoke = scan.connector(party.first - 1, "reporting") if party.first else None
    if spoke is None or spoke.last != party.first:
        return 0
    said = next((i for i in range(party.last, last) if scan.forms[i] in word_set("opens_speech")), 0)
    told = said and (scan.between("methods", party.last, said) or scan.between("events", party.last, said))
    return 0 if told or any(scan.counts_at(i) for i in range(party.last, said)) else said


_SPEECH = 9  # words of 'in a statement of its spokesman on Monday evening, that'


_NAMED_SPEAKER = 5  # words of 'that belong to X, the rise of the toll'


def _is_actor(scan, party, position: int, first: int, seen: bool, verb_led: bool, has_actor: bool) -> bool:
    """Say whether a party in a stretch of cause is the one that fired."""
    if position in scan.charged:
        return False  # of one number of a list by perpetrator
    dead = scan.noun(position - 1, "p") if position else None
    dead = dead if dead is not None and dead.kind == "casualty" else None
    if dead is not None and party.entry.get("adjective") and dead.definite and party.clitics == "ال":
        return False  # 'the number of the Turkish dead in the attack'
    ranks = scan.covering("connectors", position - 1) if position else None
    if ranks is not None and ranks.last == position and ranks.entry["connector"] == "ranks":
        return False  # 'the dead in the ranks of X by raids of Y'
    theirs = dead is not None and not (party.entry.get("adjective") or dead.definite or party.clitics.startswith("و"))
    if theirs and scan.forms[position - 1] not in word_set("victims_of"):
        return False  # 'the number of the dead of X at the hands of Y', قتلى قوات النظام
    if position == first and not seen and party.entry.get("adjective") and not party.clitics:
        return False  # the nationality of those before it: 'an Israeli woman'
    if not party.entry.get("adjective") and scan.window_over(scan.tokens[position].start, scan.tokens[position].end):
        return False  # 'since the fall of the regime', but 'since the Turkish attack'
    if party.entry.get("adjective") and party.clitics.startswith("ال") and not seen:
        heads = (form.removeprefix("ال") for form in scan.forms[max(first, position - 3) : position])
        if any(head in word_set("source_head") for head in heads):
            return False  # 'the Kurdish intelligence service put …'
    if party.entry.get("adjective") and position > first and scan.phrase("places", position - 1):
        return False  # 'rockets towards the Israeli towns'
    if party.entry.get("adjective") and scan.word_before(position) in word_set("majority"):
        return False  # 'in the town of a Kurdish majority'
    if party.entry.get("adjective") and scan.word_before(position) in word_set("on_the_side"):
        return False  # 'killed on the Turkish side'
    if party.entry.get("adjective") and scan.word_before(position) in word_set("of_civil_aircraft"):
        return False  # 'a Russian passenger plane crashed'
    if verb_led and has_actor:
        return False  # 'X struck a vehicle of Y'
    accused = scan.phrase("parties", party.last) if party.last < len(scan.forms) else None
    if accused is not None and not accused.clitics.startswith("و") and is_blamed(scan, accused, max(0, position - 1)):
        return False  # 'X holds Y responsible for'
    if party.last < len(scan.forms) and scan.forms[party.last] in word_set("is_hit"):
        return False  # 'that its forces came under an attack'
    if scan.word_before(position) in word_set("court"):
        return False  # 'the court of state security'
    if repelled(scan, position):
        return False  # 'X repelled an attack of Y and killed 8 of them'
    if said := _opens_its_speech(scan, party):
        that, *verb = scan.forms[said : said + 2]
        # 'a source in the police that a bomb …', but 'the coalition admitted that it launched a raid'
        return that.endswith(("ه", "ها", "هم")) and not word_set("carries_out").isdisjoint(verb)
    if position and scan.connector(position - 1, "reporting") and _its_own_dead(scan, party.last):
        return False  # 'X confirmed the assassination of its leader in a raid'
    if position and scan.connector(position - 1, "reporting") and _speaks_of_toll(scan, party.last):
        return False  # 'the army of X announced that the toll of the American raids has risen to 80'
    previous = scan.tokens[position - 1] if position > first else None
    if position and scan.forms[position - 1].removeprefix("و") == "في" and not party.entry.get("adjective"):
        return False  # 'in Israel 1400 were killed'
    if previous is not None and previous.form == "من" and scan.covering("events", position - 2):
        return False  # 'killed of the army in the attack 48'
    if position and scan.forms[position - 1].removeprefix("ال") in word_set("stronghold"):
        source = scan.covering("connectors", position - 2) if position > 1 else None  # مصدره مواقع قوات النظام
        if source is None or source.entry["connector"] != "agent":
            return False  # 'X, a stronghold of Y, was hit'
    if position and scan.forms[position - 1].removeprefix("ال").startswith("موالي"):
        return False  # 'the forces loyal to the regime'
    if previous is not None and previous.form == "ومن":
        return False  # 'and of the forces of X 22'
    if previous is not None and previous.form == "من" and scan.numerals_at(position - 2):
        return False  # '120 of its fighters in the battles'
    before = {form.removeprefix("و") for form in scan.forms[max(first, position - _COST) : position]}
    if previous is not None and previous.form.removeprefix("و") in word_set("loses"):
        return False  # 'the regime lost 120 in the battles'
    if not word_set("costs").isdisjoint(before):
        return False  # 'the battle cost the regime 70 dead'
    if previous is not None and previous.form == "جانب" and scan.forms[position - 2] == "الي":
        return False  # 'the fighting at the side of the regime'
    preposition = party.clitics.removesuffix("ال")[-1:]
    if preposition == "ل" and previous is not None:
        # 'raids of X' is an actor, 'a vehicle of X' is a target
        for back in range(position - 1, max(first, position - 4) - 1, -1):
            if scan.forms[back] in word_set("belongs"):
                return any(scan.covering("methods", i) for i in range(max(first, back - 3), back))  # 'snipers who …'
            if scan.covering("methods", back):
                # 'Russian raids and others of X'; 'the targeting of X' does not tell whose it was
                return scan.forms[back] not in word_set("targeting")
            if not scan.forms[back].endswith(("ي", "ه")) or _is_aimed_at(scan, back):
                break  # no adjective of the raids: 'five sites of X'
        return False
    if party.clitics.startswith("و") and has_actor:
        return True
    return True if seen else not has_actor


def _is_aimed_at(scan: Scan, position: int) -> bool:
    """Say whether a thing, a site or a unit is what is hit: 'the targeting of a group of X', استهداف مجموعة لـ."""
    noun = scan.noun(position)
    thing = noun is not None and noun.kind in ("other", "site")
    means = scan.covering("methods", position - 1) if thing and noun.clitics == "ب" else None
    if means is not None and means.entry["method"] == "bombing":
        return True  # 'a bomb went off at a car of X', بعربة
    unit = thing or scan.forms[position] in word_set("unit_of_side")
    return unit and scan.word_before(position).removeprefix("و") in word_set("aims_at")


def _causes_behind(scan: Scan, figure: Figure, following: Figure | None, before: Figure | None) -> list[Cause]:
    end = figure.last
    if following and following.sentence == figure.sentence:
        own = {start for rule, start, _ in figure.rules if rule.startswith("event.")}
        told = {start for rule, start, _ in following.rules if rule.startswith("event.") and start > figure.end}
        end = min([end, following.lead, *map(scan.at, told - own)])  # 'of whom 12 died by barrels, and 10 in battles'
        amid = _amid_another(scan, figure.np_end, following)
        end = end if amid is None else min(end, max(amid + 1, figure.np_end))
    end = min(end, uncounted_among(scan, figure.np_end, end))
    if _in_bracket_of_means(scan, figure):  # 'followed by shelling (9 killed and 27 wounded), then gunfire (4 …)'
        end = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    breaks = scan.connectors(figure.np_end, end, "contrast", "result", "rise", "plus")
    stop = next((m.first for m in breaks if m.entry["connector"] != "plus" or _adds_another(scan, m, end)), end)
    stop = attack_that_followed(scan, figure.np_end, stop)
    stop = _attack_before(scan, figure.np_end, stop)
    if following and following.sentence == figure.sentence:
        stop = min(stop, turn_back(scan, figure.np_end, stop))
    if not _tells_cause(scan, figure.np_end, stop):
        return []
    if _is_found_dead(scan, figure) and scan.forms[figure.np_end].startswith("و"):
        return []  # 'found five bodies and bombs', عثرت على 5 جثث وعبوات
    stop = _share_before(scan, figure.np_end, stop)
    found: list[Cause] = []
    first = figure.np_end
    for position in range(first, stop + 1):
        if position == stop or scan.forms[position] in SEGMENT_END:
            most = position > first and scan.forms[first] in word_set("most_of_them")
            if position > first and first > figure.np_end and without_and(scan.forms[first]) in word_set("most_share"):
                first = position + 1
                continue  # ', and most of these killings X committed'
            if (most and (by_means(scan, first + 1) or scan.phrase("events", first + 1))) or (
                first > figure.np_end and (_compares(scan, first) or (found and which_attack(scan, first)))
            ):
                first = position + 1
                continue  # 'most of them by raids of X' tells nothing of all
            told = _behind_some_named(scan, first, position)
            opens = first == figure.np_end or (_goes_on(scan, told) and not _told_of_last(scan, figure, first))
            beside = following is not None and following.sentence == figure.sentence
            if beside and first > figure.np_end and scan.forms[first : first + 1] == ["وفي"]:
                break  # ', and on the same day a raid killed four'
            verb = scan.phrase("events", first) if beside and first > figure.np_end and position == stop else None
            if verb is not None and analyse_verb(scan.forms[first]):
                break  # '30 were taken, X executed two of them'
            cause = read_cause(scan, told, position) if position > first and opens else None
            if cause:
                noun = scan.noun(figure.np_end - 1)
                nameless = noun is None or noun.kind == "casualty"  # not 'a family of 8 persons'
                unnamed = not figure.group_stated and nameless
                named = unnamed or _each_by_means(scan, figure, (before, following))
                state = not word_set("in_a_state").isdisjoint(scan.forms[first : first + 2])  # 'in danger'
                own = (
                    figure.relation == "among"
                    and first == figure.np_end
                    and not state
                    and (named or _verb_with_them(scan, first) or _some_who(scan, figure))
                )
                piece = _told_by_its_verb(scan, figure) if first == figure.np_end else None
                if piece is not None and not piece.cause_read:
                    _take(piece, cause, "cause.own")  # '12 were killed, among them 3 who died in a raid'
                elif own and not figure.cause_read:
                    _take(figure, cause, "cause.own")  # '1359 of them by live fire, in …'
                else:
                    figure.cause_after_comma = first > figure.np_end
                    found.append(cause)
            first = position + 1
    return _merge_coordinated(found)


def _attack_before(scan: Scan, first: int, stop: int) -> int:
    """Return where 'after' tells of an earlier attack than the one that killed, else `stop`.

    'Nine were killed by a mine, after aircraft of X had carried out six raids'.
    """
    methods = scan.between("methods", first, stop)
    for left, right in pairwise(methods):
        near = range(max(left.last, right.first - _AFTER_IT), right.first)
        after = [i for i in near if scan.forms[i] in word_set("after") and scan.connector(i, "cause") is None]
        if after and left.clitics.endswith("ب"):
            return after[0]
    return stop


_AFTER_IT = 3  # words of 'after that X had launched'


def _cause_of_counted(scan: Scan, figure: Figure) -> list[Cause]:
    """Return the cause in 'to 489 the number of the civilians who were killed by the fire of X', or nothing."""
    counted = [scan.at(start) for rule, start, _ in figure.rules if rule == "head.count_noun"]
    if not counted or figure.np_end - counted[0] < 2:
        return []
    cause = read_cause(scan, counted[0] + 1, figure.np_end)
    return [cause] if cause is not None else []


def _told_by_its_verb(scan: Scan, figure: Figure) -> Figure | None:
    """Return the piece of which a verb right behind a subset tells, where the toll had its own verb before it.

    'Killed were 12, among them three children who died in a raid': the raid is told of the children; in '26 civilians,
    among them six children, who were shot' of the 26, which are some of others themselves.
    """
    if figure.relation != "among" or not verb_behind(scan, figure):
        return None
    piece = figure
    while piece.parent.relation == "among" and figure.group_stated:
        piece = piece.parent
    return piece if told_before(piece.parent) else None


def _adds_another(scan: Scan, plus, end: int) -> bool:
    """Say whether 'also' or 'besides a soldier who was shot' begins to tell of others."""
    also = scan.forms[plus.first] in word_set("also")
    return also or bool(scan.between("events", plus.last + 1, min(plus.last + _TURN_REACH, end)))


def _behind_some_named(scan: Scan, first: int, last: int) -> int:
    """Return where ', among them women and children' ends that opens tokens[first:last] and counts nobody, or `first`.

    What stands behind it is told of all: 'killed five, among them women, in raids', 'most of them women, in raids'.
    """
    among = scan.connector(first, "among") if first < last else None
    most = first < last and scan.forms[first] in word_set("most_of_them")
    begins = among.last if among else first + most + (scan.forms[first + 1 : first + 2] == ["من"])
    index = begins
    while (among or most) and index < last and (noun := scan.noun(index)) is not None and noun.kind in PEOPLE_KINDS:
        index += 1
    return index if begins < index < last else first


def _verb_with_them(scan: Scan, position: int) -> bool:
    """Say whether a casualty verb with 'them' for its object stands at a position: 'whom fighters executed', أعدمهم."""
    event = scan.phrase("events", position) or scan.phrase("methods", position)
    if event is None or event.clitics or not scan.forms[position].endswith("هم"):
        return False
    their_death = scan.noun(position) is not None and scan.phrase("parties", event.last) is None
    return not their_death  # قتلهم داعش, 'whom X killed'


def _some_who(scan: Scan, figure: Figure) -> bool:
    """Say whether a verb tells of '3 of them civilians who were executed': of those three, not of all."""
    of_them = any(rule == "relation.among.behind" for rule, _, _ in figure.rules)
    return of_them and verb_behind(scan, figure)


def uncounted_among(scan: Scan, first: int, last: int) -> int:
    """Return where 'among them some who …' begins in tokens[first:last], else `last`: it tells of these alone."""
    among = scan.connectors(first, min(last, first + _TURN_REACH), "among")
    some = (m.first for m in among if scan.forms[m.last : m.last + 1] == ["من"] and not scan.numerals_at(m.first - 1))
    return next(some, last)


def _each_by_means(scan: Scan, figure: Figure, beside: tuple[Figure | None, Figure | None]) -> bool:
    """Say whether a subset and one beside it are each told with its means: '12 died by barrels, and 10 in battles'."""
    siblings = [f for f in beside if f is not None and f.relation == figure.relation and f.parent is figure.parent]
    return _means_behind(scan, figure) and any(_means_behind(scan, f) for f in siblings)


def _means_behind(scan: Scan, figure: Figure) -> bool:
    """Say whether means stand right behind a figure, or behind its verb: 'by barrels', 'were killed in battles'."""
    event = scan.phrase("events", figure.np_end) if verb_behind(scan, figure) else None
    return by_means(scan, event.last if event is not None else figure.np_end)


_BRACKET = 12  # words between the means and a figure in its brackets


def _in_bracket_of_means(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure stands in brackets behind the means that hit its people, or before the next in rank.

    'Shelling (9 killed …), followed by gunfire (4 killed …)': what stands behind the bracket is of others.
    """
    first = max(figure.first, figure.position - _BRACKET)
    marks = scan.brackets(first, figure.position)
    if not marks or scan.forms[marks[-1]] != "(" or marks[-1] == first:
        return False
    end = min(figure.last, figure.np_end + _BRACKET)
    closed = next((i for i in range(figure.np_end, end) if scan.forms[i] == ")"), end)
    behind = closed + 1 + (scan.forms[closed + 1 : closed + 2] == ["،"])
    ranked = not (word_set("next_in_rank") | word_set("then")).isdisjoint(scan.forms[behind : behind + 1])
    some = scan.connector(marks[-1] + 1, "among") is not None  # '14 were shot (3 of them badly hurt), when X stormed'
    return ranked or (scan.covering("methods", marks[-1] - 1) is not None and not some)


def _share_before(scan: Scan, first: int, stop: int) -> int:
    """Return where a percentage begins before `stop`, else `stop`: '3799, about 60 percent of them in raids of X'."""
    if first >= stop:
        return stop
    numbers = scan.numerals.beginning_in(scan.tokens[first].start, scan.tokens[stop - 1].end)
    return next((scan.at(number.start) for number in numbers if number.kind == "percent"), stop)


_TURN_REACH = 40  # words


def turn_back(scan: Scan, first: int, last: int, kind: str = "turns_back") -> int:
    """Return where ', after', ', and it had been' turns to an earlier event, at most `last`."""
    words, reach = word_set(kind), min(last, first + _TURN_REACH)
    if words.isdisjoint(scan.forms[first + 1 : reach]):
        return last
    return next((i for i in range(first + 1, reach) if scan.forms[i] in words and scan.forms[i - 1] == "،"), last)


def _other_cause_behind(scan: Scan, figure: Figure) -> bool:
    """Say whether 'because of' right behind a figure names what is no weapon: 'died because of the cold'."""
    behind = scan.forms[figure.np_end : figure.np_end + 2]
    of = behind[1:] if behind[:1] == ["من"] else behind[:1]
    if not word_set("natural_causes").isdisjoint(of) or not word_set("ill_with").isdisjoint(behind[:1]):
        return True  # 'two children died of the cold', 'nine of cholera'
    if figure.relation == "" and _buried(scan, figure):
        return True  # 'a raid killed 5, and they buried three who died of their wounds'
    agent = scan.connector(figure.np_end, "agent") if figure.np_end < figure.last else None
    if agent is not None and scan.phrase("parties", agent.last) is None and scan.phrase("methods", agent.last) is None:
        return True  # 'at the hands of' a side that has no entry
    causes = scan.connectors(figure.np_end, figure.np_end + 2, "cause")
    if not causes or scan.tokens[causes[0].first].form != "بسبب":
        return False
    if not word_set("torture").isdisjoint(scan.forms[causes[0].last : causes[0].last + 1]):
        return False  # '868 killed by X, among them 17 because of torture'
    behind = range(causes[0].last, min(causes[0].last + _TO_STRIKES, len(scan.tokens)))
    if any((noun := scan.noun(i)) is not None and noun.kind == "strike" for i in behind):
        return False  # 'because of the fall of more than fifty shells'
    behind = behind[:3]
    return not any(scan.phrase(name, i) for name in ("methods", "parties", "events") for i in behind)


def _buried(scan: Scan, figure: Figure) -> bool:
    """Say whether people are buried who died under torture or of older wounds: شيعوا 4 قضوا تحت التعذيب."""
    before = scan.forms[max(figure.first, figure.lead - _BURIED) : figure.lead]
    buried = not word_set("buries").isdisjoint(without_and(form) for form in before)
    behind = scan.forms[figure.np_end : figure.np_end + _BURIED]
    return buried and not (word_set("torture") | word_set("dying_of")).isdisjoint(behind)


_BURIED = 4  # words of 'the inhabitants buried' and of 'who died under torture'
_TO_STRIKES = 6  # words from 'because of' to the strikes


def _goes_on(scan: Scan, position: int) -> bool:
    """Say whether the words behind a comma still tell how the people before it were killed."""
    while position < len(scan.tokens) - 1 and (
        scan.window_over(*scan.span_of(position)) or scan.forms[position] in date_words("day_part")
    ):
        position += 1  # ', at dawn yesterday in raids'
    if position >= len(scan.tokens):
        return False
    written = scan.forms[position]
    if opens_later(scan, position):
        return False
    if scan.phrase_at("behind_dead", position) or written in word_set("their_lives"):
        # ', under torture in the prisons of X', 'lost eight, three of them children, their lives in a raid'
        return True
    form, event, place = written.removeprefix("و"), scan.phrase("events", position), scan.phrase("places", position)
    if not word_set("cause_goes_on").isdisjoint((written, form)) or form.startswith(("بالاضافه", "اضافه")):
        return True
    if place is not None and place.entry["kind"] == "region" and not place.clitics:
        return True  # ', north of X, in raids'
    if scan.connector(position, "cause", "agent", "joined") or (event and event.clitics == ""):
        return True
    within = form.startswith("ب") and scan.places.touching(*scan.span_of(position))  # ', in X in raids', بخان يونس
    return within or (form.startswith(("ب", "ل")) and bool(scan.phrase("methods", position)))


def which_attack(scan: Scan, position: int) -> bool:
    """Say whether 'in the third raid of its kind' stands at a position: of that attack only the number is told."""
    counted = position + 2
    within = counted < len(scan.tokens) and scan.forms[position] == "في"
    return within and scan.ordinal_at(position + 1) and scan.phrase("methods", counted) is not None


def attack_that_followed(scan: Scan, first: int, last: int) -> int:
    """Return where 'a raid followed it' begins in tokens[first:last], else `last`: أعقبته غارة.

    Where a contrast follows, what stands at `last` is told of another event, and the raid belongs to the first.
    """
    near = range(first, min(last, first + _TURN_REACH))
    follows = (i for i in near if scan.forms[i].removeprefix("و") in word_set("follows_it"))
    raids = (i for i in follows if scan.phrase("methods", i + 1) is not None)
    return next((i for i in raids if not scan.connectors(i, last, "contrast")), last)


def opens_later(scan: Scan, position: int) -> bool:
    """Say whether ', and after', ', and an hour later' begins to tell of another event: وبعد ساعة."""
    form = scan.forms[position] if position < len(scan.forms) else ""
    return form.startswith("و") and form.removeprefix("و") in word_set("after") and scan.word_before(position) == "،"


def _compares(scan: Scan, position: int) -> bool:
    """Say whether a stretch of text begins with a comparison: ', in the most violent attack since the war began'."""
    if scan.forms[position : position + 1] != ["في"]:
        return False
    position += 1
    while position < len(scan.tokens) and scan.forms[position] in word_set("one_of_a_kind"):
        position += 1  # 'in one of the deadliest'
    return scan.superlative_at(position)


def _told_of_last(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether 'after …' behind a risen count tells of the last ones counted: 'has risen to 150, after a raid'."""
    after = scan.forms[position] in word_set("after")
    return after and rise_before(scan, figure, figure.first) is not None


def _merge_coordinated(causes: list[Cause]) -> list[Cause]:
    """Join stretches of one figure: 'by aircraft of X, and by shelling' is one cause."""
    if not causes:
        return []
    merged = causes[0]
    for cause in causes[1:]:
        merged = Cause(
            merged.methods | cause.methods, merged.actors | cause.actors, merged.start, cause.end,
            merged.bare and cause.bare,
        )  # fmt: skip
    return [merged]


def _assign(figure: Figure, cause: Cause) -> None:
    """Give a cause to the widest figure of the subset chain that has none yet."""
    chain, current = [figure], figure
    apart = _completes(figure) and not figure.cause_after_comma
    while current.relation == "among" and current.parent is not None and not apart:
        current = current.parent
        chain.append(current)
    free = [f for f in chain if not f.cause_read]
    top = chain[-1]
    closes = figure.cause_after_comma and top.cause_read and cause.method_against(top.group) == ""
    if closes and not cause.actors:
        return  # 'four were shot by X, one of them a child, when the camp was stormed'
    if closes and not top.actor:
        top.actor = join_actors(cause.actors)  # '14 were shot, 3 of them badly hurt, when X stormed the camp'
        top.use("cause.closing", cause.start, cause.end)
        return
    if free:
        _take(free[-1], cause, "cause.behind")
        return
    for owner in chain:
        if not owner.actor and cause.actors:
            owner.actor = join_actors(cause.actors)
            return


def _completes(figure: Figure) -> bool:
    """Say whether a subset is one of several that make up their whole: what killed it did not kill the others."""
    return any(rule == "relation.among.completes" for rule, _, _ in figure.rules)


def _take(figure: Figure, cause: Cause, rule: str) -> None:
    figure.cause_read = True
    figure.actor, figure.bare_method = join_actors(cause.actors) or figure.actor, cause.bare
    if not (figure.kind == "strike" and figure.method):
        figure.method = cause.method_against(figure.group)
    figure.use(rule, cause.start, cause.end)


def _top_of_sentence(tolls: list[Figure], number: int) -> list[Figure]:
    """Return the figures before tolls[number] in its sentence that are no subsets, in order.

    Nor strikes of another time: '1500 raids, against 2300 in the year before, which killed 76'.
    """
    first = number
    while first > number - _FAR and first and tolls[first - 1].sentence == tolls[number].sentence:
        first -= 1
    return [f for f in tolls[first:number] if f.relation != "among" and not (f.kind == "strike" and is_compared(f))]


def _read_other_sides(scan: Scan, figure: Figure) -> None:
    """Note 'at the hands of other sides', 'the other sides killed 12': the fire of nobody named."""
    verb, sides, other = [""] * 3 if figure.hedge < 3 else scan.forms[figure.hedge - 3 : figure.hedge]
    named = sides in word_set("sides") and other in word_set("other_sides")
    if named and without_and(verb) in word_set("killing_verb"):
        figure.cause_read = True
        figure.use("cause.others", scan.tokens[figure.hedge - 3].start, scan.tokens[figure.hedge - 1].end)
        return
    for answerable in scan.words("responsible", max(figure.first, figure.lead - _TO_AGENT), figure.lead):
        if not word_set("did_not").isdisjoint(scan.forms[max(figure.first, answerable - _CLOSE) : answerable]):
            figure.cause_read = True  # 'it was not told which side is responsible for the death of three'
            figure.use("cause.others", *scan.span_of(answerable))
            return
    last = min(figure.last, figure.np_end + _TO_AGENT, len(scan.tokens) - 2)
    stop = (scan.commas(figure.np_end, last) or [last])[0]  # '947, 147 children among them, at the hands of others'
    for agent in scan.connectors(figure.np_end, stop, "agent"):
        if not word_set("other_sides").isdisjoint(scan.forms[agent.first + 1 : agent.first + 4]):
            figure.cause_read = True
            figure.use("cause.others", scan.tokens[agent.first].start, scan.tokens[agent.first + 2].end)
            return


def _overlaps(spans: list[tuple[int, int]], cause: Cause) -> bool:
    """Say whether a cause shares characters with one of the ordered spans."""
    position = bisect_left(spans, (cause.end,)) - 1
    return any(end > cause.start for _, end in spans[max(0, position - 3) : position + 1])


def _did_it_themselves(scan: Scan, first: int, figure: Figure) -> bool:
    """Say whether somebody stands as the subject between a verb of killing and its object: 'the villagers killed 5'."""
    events = scan.between("events", first, figure.lead)
    subject = events[-1].last if events and events[-1].last == figure.lead - 1 else None  # one word
    if subject is None or not scan.forms[subject].startswith("ال"):
        return False
    return not any(scan.covering(name, subject) for name in ("methods", "connectors"))


def _added_by_speaker(scan: Scan, cause: Cause, figure: Figure) -> bool:
    """Say whether ', adding that Y killed three' stands between an attack and a figure whose killer is its subject."""
    killer = figure.actor != "" and any(rule == "actor.subject" for rule, _, _ in figure.rules)
    return killer and bool(scan.connectors(scan.at(cause.end - 1), figure.lead, "reporting"))


def _attack_answered(scan: Scan, figure: Figure, first: int) -> int:
    """Return where the attack is told that was answered and killed the people of a figure, else `first`.

    'X shelled Y in answer to an attack by drones that killed 89', ردا على هجوم أودى بحياة; not ', which led to'.
    """
    near = range(figure.lead - 1, max(first, figure.lead - _ANSWERED), -1)
    ends = SEGMENT_END | word_set("which_thing")
    clause = takewhile(lambda i: scan.forms[i] not in ends, near)
    for position in clause:
        attack = scan.phrase("methods", position + 1) if scan.forms[position] == "علي" else None
        if attack is not None and scan.forms[position - 1] in word_set("answers"):
            return position + 1
    return first


_ANSWERED = 15  # words of 'to an attack of X by drones on the town of Y in the countryside of Z that killed'


def _cause_before(scan: Scan, figure: Figure, same: list[Figure]) -> Cause | None:
    """Read the nearest stretch with a method before the figure, at most four commas back.

    `same`: the figures before it in its sentence that are no subsets.
    """
    begin = figure.first
    floor = begin
    if same:
        last = same[-1]
        counted_beside = figure.lead - last.np_end <= 1 and not figure.event_words  # '35,000 raids and 2.5 million …'
        floor = last.position + 1 if last.kind == "strike" and not counted_beside else last.np_end
    floor = max(floor, begins_total(scan, figure, floor))
    mark = opens_with_verb(scan, same[-1].np_end, figure) if same and same[-1].kind != "strike" else None
    floor = floor if mark is None else max(floor, mark + 1)  # the clause before tells of its own people
    followed = attack_that_followed(scan, floor, figure.lead)
    floor = floor if followed == figure.lead else followed
    floor = max(floor, _attack_answered(scan, figure, floor))
    last_ones = list(takewhile(lambda f: f.kind == "strike", reversed(same)))[::-1]  # behind whomever others hit
    struck = [f for f in last_ones if not scan.connectors(f.np_end, same[-1].lead + 1, "contrast")]
    if len(struck) > 1 and scan.connectors(struck[0].np_end, struck[1].lead + 1, "among"):
        struck = (
            struck[:1] if struck[-1] is same[-1] else []
        )  # '42 attacks, among them 5 Russian raids, which killed 8'
        if struck and had_effect(scan, same[-1], figure):
            return Cause({struck[0].method} - {""}, {struck[0].actor} - {""}, struck[0].start, struck[0].end, False)
    if (
        struck
        and struck[-1] is same[-1]
        and had_effect(scan, struck[-1], figure)
        and any(f.method or f.actor for f in struck)
    ):
        actors = {f.actor for f in struck}  # of nobody named where one of them is
        actors = set() if "" in actors else actors
        methods = {f.method for f in struck} - {""}  # '35 barrels and 60 rockets, which killed 42'
        return Cause(methods, actors, struck[0].start, struck[-1].end, bare=False, apart=True)
    told = any(rule.startswith("event.") for rule, _, _ in figure.rules)
    if len({f.method for f in struck}) > 1 and struck[-1] is same[-1] and not told:
        return None  # 'Hama: 22 raids, 41 shells, 3 victims': which of them killed is not told
    stop, segments = figure.lead, 0
    for position in range(figure.lead - 1, floor - 2, -1):
        if position < floor or scan.forms[position] in SEGMENT_END:
            begins = max(position + 1, floor)
            told = stop > position + 1 and not _compares(scan, begins)
            cause = read_cause(scan, begins, stop) if told else None
            if cause and (cause.actors or cause.methods != {""}):
                return cause  # 'the assault led to', وأدى العدوان إلى, points to one told before
            spoken = scan.phrase("connectors", begins) if begins < stop else None
            if position >= floor and scan.forms[begins] in word_set("and_that"):
                return None  # 'X said that its raids hit 1600 targets, and that 3600 are missing'
            anew = spoken is not None and spoken.entry["connector"] == "reporting" and spoken.clitics.startswith("و")
            if anew and scan.connectors(begins, figure.lead, "effect", "result"):
                return None  # 'X called the attack lawful, and said that a rocket …'
            turn = scan.connector(begins, "contrast")
            if turn is not None and (figure.measure == "displaced" or _did_it_themselves(scan, begins, figure)):
                return None  # 'aircraft threw weapons to X, while 200 thousand fled', 'while the villagers killed 5'
            stop, segments = position, segments + 1
            if segments > 3:
                return None
    if same and (told_apart(scan, same[-1], figure, same[-1].np_end) or _has_its_killer(scan, figure)):
        return None  # 'shelling of X on Y killed five, and seven were found dead in Z'
    if same and _has_its_side(scan, figure, same[-1].np_end):
        return None  # 'shelling of X killed five, and the army captured seven'
    if same and _is_executed(scan, same[-1]):
        found = _is_found_dead(scan, figure, "و")
        if found or figure.measure != same[-1].measure:
            return None  # 'X executed five, and seven families fled', 'and the finding of seven bodies'
    if same and same[-1].leading is not None and _coordinated(scan, same[-1], figure):
        cause = same[-1].leading
        other = scan.phrase("parties", same[-1].np_end + (scan.forms[same[-1].np_end] == "،"))
        if other is not None and other.clitics.startswith("و") and other.entry.get("actor"):
            return Cause(cause.methods, {other.entry["actor"]}, cause.start, cause.end, cause.bare)
        recounted = any(rule == "measure.counted_anew" for rule, _, _ in figure.rules)  # by another source
        if recounted or not scan.connectors(same[-1].np_end, figure.lead + 1, "contrast"):
            return cause
        apart = _in_course_of(scan, figure)  # 'while five others died in the course of a search'
        return None if apart else Cause(cause.methods, set(), cause.start, cause.end, cause.bare)
    return None


def opens_with_verb(scan: Scan, first: int, figure: Figure) -> int | None:
    """Return the mark behind which 'and' or a contrast and a verb open the clause of a figure, or None.

    `first`: behind the figure before it. A noun of dying, 'and the injury of seven', goes on with the verb before.
    """
    marks = [i for i in range(first, figure.position) if scan.forms[i] in CLAUSE_MARKS]
    if (amid := _amid_another(scan, first, figure)) is not None:
        return amid
    for mark in marks:
        turns = scan.connectors(mark + 1, mark + 2, "contrast", "plus", "finding")
        if turns and turns[0].entry["connector"] == "finding":
            return mark  # ', and they also found', كما عثر
        opens = turns[0].last if turns else mark + 1
        spoken = scan.connector(mark + 1, "according") if not turns else None
        if spoken is not None and scan.forms[mark + 1] in word_set("also") and spoken.last < figure.position:
            return mark  # ', and X also said that', كما قالت
        if not turns and not scan.forms[opens].startswith("و"):
            continue
        side = scan.phrase("parties", opens) if opens < figure.position else None
        if opens < figure.position and (_is_verb(scan, opens) or (side is not None and _is_verb(scan, side.last))):
            return mark
        own = any(rule.startswith("event.") and start > figure.end for rule, start, _ in figure.rules)
        if opens + (scan.forms[opens] == "و") >= figure.lead and (own or verb_behind(scan, figure)):
            return mark  # ', and seven civilians were killed by', و7 مدنيين قتلوا
    return None


def _amid_another(scan: Scan, first: int, figure: Figure) -> int | None:
    """Return the mark before 'amid shelling of X that left three wounded', وسط قصف أوقع 3 جرحى, or None.

    Where no mark stands there, it is the word for 'amid'. A verb of what came of it stands right before the figure: it
    tells of this figure, not of the one before.
    """
    led = scan.covering("connectors", figure.lead - 1) or scan.covering("events", figure.lead - 1)
    led = led or scan.covering("events", figure.hedge - 1)
    verb = led is not None and not led.clitics and scan.noun(led.first) is None
    if not verb or led.entry.get("connector", "effect") != "effect":
        return None
    for position in range(max(first, led.first - _AMID), led.first):
        behind = position + scan.phrase_at("amid", position)
        if behind > position and behind < led.first and scan.phrase("methods", behind) is not None:
            return position - (scan.forms[position - 1] in CLAUSE_MARKS)
    return None


_AMID = 20  # words of 'amid artillery shelling of the forces of X on the town of Y'


def _is_verb(scan: Scan, position: int) -> bool:
    """Say whether a verb of harm, of an attack, of what came of it or of finding stands at a position."""
    form = without_and(scan.forms[position])
    told = scan.phrase("connectors", position)
    led = told is not None and told.entry["connector"] in ("effect", "finding", "rise", "reporting")
    known = word_set("carries_out") | word_set("strikes_places") | word_set("finds") | word_set("verb_of_news")
    known |= word_set("answers_fire")
    return led or not known.isdisjoint((form, scan.forms[position].removeprefix("و"))) or bool(analyse_verb(form))


def told_apart(scan: Scan, before: Figure, figure: Figure, last: int) -> bool:
    """Say whether each of two figures is told in a clause of its own, with its verb and its place.

    'Shelling of X on A killed five, and seven were killed in B by a raid of Y'. `last`: behind the first one.
    """
    mark = opens_with_verb(scan, last, figure)
    if mark is None or any(rule == "head.other_person" for rule, _, _ in figure.rules):
        return False  # 'a raid on A killed six, and four others were killed in B'
    ends = next((i for i in range(figure.np_end, figure.last) if scan.forms[i] in SEGMENT_END), figure.last)
    first = _begins_clause(scan, before)
    there = scan.places.beginning_in(scan.tokens[first].start, scan.tokens[mark].start)
    here = scan.places.beginning_in(scan.tokens[mark].start, scan.tokens[ends - 1].end)
    named = [{mention.text for mention in mentions} for mentions in (there, here)]
    return all(named) and named[0].isdisjoint(named[1])


def _begins_clause(scan: Scan, figure: Figure) -> int:
    """Return where the clause of a figure begins: behind the last mark that a verb or a contrast and a count frame.

    'Three were killed in a raid on A, while five were killed, and ': the raid on A is not told of the five.
    """
    first = max(figure.first, figure.lead - _LED)
    for mark in range(figure.lead - 1, first, -1):
        opens = scan.forms[mark] in CLAUSE_MARKS and (
            scan.connector(mark + 1, "contrast") or (scan.forms[mark + 1].startswith("و") and _is_verb(scan, mark + 1))
        )
        if opens and any(scan.numerals_at(i) for i in range(first, mark)):
            return mark + 1
    return first


def _has_its_killer(scan: Scan, figure: Figure) -> bool:
    """Say whether gunmen or others stand as the subject between a verb of killing and a figure: 'gunmen killed 7'."""
    event = next(iter(scan.between("events", max(figure.first, figure.hedge - _KILLER), figure.hedge)[-1:]), None)
    if event is None or not analyse_verb(without_and(scan.forms[event.first])) or event.last >= figure.hedge:
        return False
    killers = scan.noun(event.last, "p")
    return killers is not None and killers.kind in ("person", "member") and killers.case == "n"


_KILLER = 4  # words of 'killed gunmen unknown'


def _has_its_side(scan: Scan, figure: Figure, last: int) -> bool:
    """Say whether a verb and a side as its subject open the clause of a figure, behind the one that ends at `last`."""
    mark = opens_with_verb(scan, last, figure)
    if mark is None:
        return False
    sides = scan.between("parties", mark, figure.lead)
    doers = (s for s in sides if s.entry["group"].startswith("combatants") and not s.entry.get("adjective"))
    return any(side.clitics in ("", "ال") and scan.word_before(side.first) != "من" for side in doers)


def _is_found_dead(scan: Scan, figure: Figure, letter: str = "") -> bool:
    """Say whether a word of finding, with a letter before it, stands before a figure: what is found, nobody did."""
    before = scan.forms[max(figure.first, figure.lead - _KILLER) : figure.lead]
    return any(form.startswith(letter) and without_and(form) in word_set("finds") for form in before)


def _is_executed(scan: Scan, figure: Figure) -> bool:
    """Say whether the casualty word of a figure tells the means: 'the execution of five by X', إعدام داعش 5 مدنيين."""
    told = (scan.phrase("methods", scan.at(start)) for rule, start, _ in figure.rules if rule.startswith("event."))
    return any(method is not None and method.entry["method"] == "execution" for method in told)


def _is_led_by_cause(scan: Scan, figure: Figure) -> bool:
    """Say whether the words before a figure tell what killed its people: 'shelling of X on Y led to the death of 5'."""
    first = max(figure.first, figure.lead - _LED)
    led = scan.connectors(first, figure.lead, "effect")
    return bool(led) and read_cause(scan, first, figure.lead) is not None


_LED = 40  # words of 'shelling of X on Y led to the death of'


def which_raised(scan: Scan, risen: PhraseMatch) -> bool:
    """Say whether 'which' stands before the word of a count that rose, ما رفع; not in 'up to', ما يصل إلى."""
    return scan.word_before(risen.first) in word_set("which_thing") and scan.covering("qualifiers", risen.first) is None


def begins_total(scan: Scan, figure: Figure, first: int) -> int:
    """Return where ', so that the toll since October rises to 1072' begins: what is told before killed the last ones.

    The words that say so hold a window of more than a month that counts since a day or an event.
    """
    risen = rise_before(scan, figure, first)
    so = risen is not None and (risen.clitics.startswith("ل") or scan.forms[risen.first].startswith("ل"))
    if risen is not None and which_raised(scan, risen):
        return risen.first  # ', which raised the number of the dead to 174', ما رفع عدد القتلى
    windows = scan.windows_in(scan.tokens[risen.first].start, figure.start) if so else []
    long = (w.first is None or w.last is None or (w.last - w.first).days > _MONTH for w in windows if w.kind in _SINCE)
    return risen.first if any(long) else first


_SINCE = ("since", "anchor")
_MONTH = 31  # days


def _in_course_of(scan: Scan, figure: Figure) -> bool:
    """Say whether 'in the course of' right behind a figure tells of what else it happened in, and is no date."""
    behind = figure.np_end
    during = not word_set("in_course_of").isdisjoint(scan.forms[behind : behind + 1])
    return during and scan.window_over(*scan.span_of(behind)) is None


def had_effect(scan: Scan, strike: Figure, figure: Figure) -> bool:
    """Say whether the words between say that strikes hit the people of a figure: '60 rockets, which killed 42'."""
    if strike.kind != "strike" or strike.sentence != figure.sentence:
        return False
    first, last = strike.np_end, figure.position
    so = any(m.clitics.startswith("ف") for m in scan.between("events", first, last))  # 'so that it killed 96'
    verb = scan.covering("events", figure.hedge - 1)  # 'threw four barrels on X that killed three', قتلت
    which = verb is not None and not verb.clitics and verb.first >= first and scan.noun(verb.first) is None
    so = so or (which and scan.forms[verb.first].endswith("ت") and strike.measure != "")
    so = so or (which and scan.word_before(verb.first) in word_set("so_that_it"))  # 'which took the lives of 31'
    so = so or (which and scan.forms[verb.last - 1] in word_set("its_victims"))  # 'of which 31 fell victim'
    so = so or any(scan.phrase_at("the_toll_was", i) for i in range(first, last))
    led = scan.covering("connectors", strike.lead - 1) if strike.lead else None  # 'five raids led to the injury of 3'
    so = so or (led is not None and led.entry["connector"] == "effect" and led.last == strike.lead)
    told = so or scan.connectors(first, last, "effect")
    told = told or not word_set("in_which").isdisjoint(scan.forms[first:last])  # '16 attacks, in which 137 were killed'
    told = told or _behind_colon_of(scan, strike, figure)
    return bool(told) and not scan.connectors(first, last, "contrast", "rise")


def _behind_colon_of(scan: Scan, strike: Figure, figure: Figure) -> bool:
    """Say whether a toll stands behind the colon of the sentence of strikes: 'X fired 80 shells at Y: 21 dead'."""
    colons = scan.colons(scan.at(strike.sentence[0]), figure.lead)
    if len(colons) != 1 or colons[0] < strike.np_end:
        return False
    verb = scan.phrase("events", colons[0] + 1)
    opens = verb.last if verb is not None and verb.last <= figure.lead else colons[0] + 1
    placed = scan.places.beginning_in(strike.end, scan.tokens[colons[0]].start)  # 'two raids on X:'
    told = bool(placed) or strike.actor != "" or any(rule.startswith("actor") for rule, _, _ in strike.rules)
    return told and opens == min(figure.hedge, figure.lead)


def _coordinated(scan: Scan, left: Figure, right: Figure) -> bool:
    """Say whether two figures stand in one clause, joined by 'and' or 'in addition to'."""
    breaks = scan.connectors(left.np_end, right.lead + 1, "result", "rise", "finding")
    return left.sentence == right.sentence and not breaks and side_speaks(scan, left.np_end, right.lead + 1) is None


def side_speaks(scan: Scan, first: int, last: int) -> int | None:
    """Return where a side begins to speak between two positions, if one does: ', and X admitted the death of nine'."""
    spoken = scan.connectors(first, last, "reporting")
    return next((match.first for match in reversed(spoken) if scan.phrase("parties", match.last)), None)


def stands_close(scan: Scan, last: int, figure: Figure) -> bool:
    """Say whether a figure stands in the few words behind a position, or behind ', among them some displaced, and'."""
    last = behind_most_of_them(scan, last)
    if figure.lead - last <= _CLOSE + bool(scan.connectors(last, last + 2, "among")):
        return True
    return figure.lead - last <= _DESCRIBED and _only_describes(scan, last, figure.lead)


def _only_describes(scan: Scan, first: int, last: int) -> bool:
    """Say whether words only tell who the people before them were: 'of one family', 'on their way home'.

    They hold no place, side, means or number, and 'and' or a comma and the verb of the figure behind them follow. They
    begin at `first`; the figure, its verb included where that is its own, begins at `last`.
    """
    verb = scan.phrase("events", last) or scan.covering("events", last - 1)
    if verb is None:
        return False
    opens = verb.first - (scan.forms[verb.first - 1] in word_set("only_joins"))
    comma = scan.forms[opens - 1] == "،"
    if not (comma or verb.clitics.startswith("و")):
        return False
    told = ("events", "methods", "parties", "connectors", "sources")
    for position in range(first, opens - comma):
        known = any(scan.covering(name, position) for name in told) or scan.numerals_at(position)
        span = scan.span_of(position)
        if known or scan.forms[position] in CLAUSE_MARKS | {"("} or scan.places.touching(*span):
            return False
        if scan.window_over(*span) is not None or scan.date_over(*span) is not None:
            return False
    return True


def behind_most_of_them(scan: Scan, position: int) -> int:
    """Return where an aside that counts nobody ends: ', most of them women and children'; else the position.

    A verb behind ', among them a commander,' belongs to those before the aside: 'three soldiers, …, were killed'.
    """
    words = scan.forms[position : position + _ASIDE]
    first = position + (words[:1] in (["،"], ["("]))
    among = scan.connector(first, "among") is not None
    if not among and (first == position or word_set("most_of_them").isdisjoint(words[1:2])):
        return position
    end = next((i for i in range(first + 1, position + len(words)) if scan.forms[i] in ("،", ")")), None)
    if end is None or any(scan.numerals_at(i) for i in range(position, end)):
        return position
    end += among and scan.forms[end : end + 2] == [")", "،"]
    verb = scan.phrase("events", end + 1) if among else None
    return verb.last if verb is not None and not verb.clitics and scan.forms[verb.first].endswith("وا") else end


_CLOSE = 4  # words
_DESCRIBED = 12  # words
_ASIDE = 9  # words


def _take_cause_of_strikes(scan: Scan, figure: Figure, behind: list[Figure]) -> None:
    """Read 'killed as a result of 40 raids of X', 'killed in two raids': the counted strikes are the cause."""
    while figure.relation == "among" and figure.parent is not None:
        figure = figure.parent
    strikes = list(takewhile(lambda f: f.kind == "strike" and f.sentence == figure.sentence, behind))
    if figure.kind != "people" or not strikes:
        return
    after = _after_strikes(scan, figure, strikes[0])
    thrown = after and (figure.method, strikes[0].method) == ("airstrike", "barrel_bomb")  # by the aircraft named
    told = figure.cause_read and not figure.bare_method and not (thrown and figure.actor == strikes[0].actor)
    if told or not (after or _leads_to_strikes(scan, figure, strikes[0])):
        return
    listed = [f for left, f in pairwise(strikes) if f.lead - left.np_end <= 1]  # '420 raids and 139 barrels'
    stop = strikes[1].lead if len(strikes) > 1 else figure.last
    stop = next((i for i in range(strikes[0].np_end, stop) if scan.forms[i] in SEGMENT_END), stop)
    told = read_cause(scan, strikes[0].position, stop)
    methods = {f.method for f in (strikes[0], *listed)} - {""} or (told.methods if told else set())
    actors = {f.actor for f in (strikes[0], *listed)}
    actors = actors - {""} if len(actors) == 1 else set()  # fire of nobody named is among it
    actors = actors or (told.actors if told and not listed else set())
    cause = Cause(methods, actors, strikes[0].start, strikes[-1].end, False)
    figure.actor = join_actors(cause.actors) or figure.actor
    figure.method = cause.method_against(figure.group)
    figure.cause_read, figure.bare_method = True, False
    figure.use("cause.strikes", strikes[0].start, strikes[0].end)


def _after_strikes(scan: Scan, figure: Figure, strikes: Figure) -> bool:
    """Say whether people were killed 'after aircraft of X threw six barrel bombs', 'when X carried out six raids'."""
    near = range(figure.np_end, strikes.lead)
    after = next((i for i in near if scan.forms[i] in word_set("after_or_when")), None)
    if after is None or strikes.lead - after > _AFTER or scan.connectors(figure.np_end, strikes.lead, "contrast"):
        return False
    told = scan.between("events", figure.np_end, strikes.lead)
    later = (noun for i in range(after + 1, strikes.lead) if (noun := scan.noun(i)) is not None)
    if any(noun.kind == "duration" for noun in later):
        return False  # 'a day after six raids'
    return not [m for m in told if not closes_verb(scan.forms[m.first])] and scan.forms[after - 1] != "و"


_AFTER = 9  # words of 'after the aircraft of X had thrown on the market of Y about'


def _leads_to_strikes(scan: Scan, figure: Figure, strikes: Figure) -> bool:
    """Say whether 'as a result of', 'in' or 'by' stands right before strikes, in the clause of a figure before them."""
    opener = scan.covering("connectors", strikes.lead - 1)
    if opener and opener.entry["connector"] == "cause":
        return True
    before = scan.forms[strikes.lead - 1]
    if before in word_set("fall_of") and scan.connector(strikes.lead - 2, "cause"):
        return True  # 'as a result of the fall of 50 shells'
    glued = scan.text[scan.tokens[strikes.lead].start : strikes.start]
    if before not in ("في", "ب") and fold(glued) != "ب":
        return False
    breaks = scan.connectors(figure.np_end, strikes.lead, "contrast", "result", "rise")
    if scan.commas(figure.np_end, strikes.lead) and scan.between("parties", figure.np_end, strikes.lead):
        return False  # 'raids of X that wounded four, and Y answered with 18 shells'
    told = [m for m in scan.between("events", figure.np_end, strikes.lead) if not closes_verb(scan.forms[m.first])]
    told = [m for m in told if scan.forms[m.first] not in word_set("how_wounded")]
    own = {scan.at(start) for rule, start, _ in figure.rules if rule.startswith("event.")}  # 'had died in raids'
    return not breaks and not [m for m in told if m.first not in own]


def _in_one_raid(scan: Scan, figure: Figure, following: Figure) -> bool:
    """Say whether 'during the raid of X' behind the second of a pair holds for the first, whose means are told.

    '14 were wounded by bullets and dozens by gas during the raid of X on the camp'.
    """
    told = figure.method and not figure.actor and following.actor and following.cause_read
    if not told or figure.sentence != following.sentence or figure.kind != "people":
        return False
    starts = [scan.at(start) for rule, start, _ in following.rules if rule == "cause.behind"]
    during = bool(starts) and scan.word_before(starts[0]) in word_set("during_raid")
    gap = scan.forms[figure.np_end : following.lead]
    joined = scan.forms[following.lead].startswith("و") or gap[-1:] == ["و"]
    return during and joined and len(gap) <= _CLOSE and CLAUSE_MARKS.isdisjoint(gap)


def _share_forward(scan: Scan, tolls: list[Figure]) -> None:
    """Give a figure without a cause that of the next one in its clause: 'N killed and M hurt in …'."""
    pieces = pieces_of(tolls)
    for figure, following in reversed(list(pairwise([f for f in tolls if f.relation not in ("among", "part")]))):
        if _in_one_raid(scan, figure, following):
            figure.actor = following.actor
            figure.use("cause.shared", following.start, following.end)
        if figure.cause_read or figure.actor or figure.kind != "people":
            continue
        if following.kind != "people" or following.relation:
            continue
        if figure.measure == following.measure and not figure.parent and _opens_list_of_agents(figure, following):
            continue  # '14 civilians, six at the hands of X, and five at the hands of Y'
        bare_comma = scan.forms[following.lead - 1] == "،" and figure.measure == following.measure
        if bare_comma and verb_behind(scan, following) and (following.value or 0) < (figure.value or 0):
            continue  # 'Aleppo: 29 dead, 12 civilians died by barrels'
        apart = word_set("separate") | word_set("another")
        if not apart.isdisjoint(scan.forms[following.np_end : following.np_end + _CLOSE]):
            continue  # 'where 19 died, and three soldiers were killed in a separate attack'
        if any(rule in ("relation.list_of_places", "cause.other") for rule, _, _ in following.rules):
            continue  # '465 in the east, and 149 in the west by shells'
        last = max([figure.np_end, *(f.np_end for f in pieces.get(id(figure), []))])
        close = stands_close(scan, last, following)
        close = close and not scan.connectors(last, following.position, "contrast")
        told_anew = [
            m for m in scan.connectors(last, following.position, "plus") if scan.forms[m.first] in word_set("also")
        ]
        if told_anew and scan.between("events", told_anew[-1].last, following.position):
            continue  # 'killed 14 in X, and a mine also killed three'
        if not word_set("after").isdisjoint(scan.forms[last : following.lead + 1]):
            continue  # 'the toll has risen to 508, after 67 were killed in a raid'
        added = scan.connectors(last, following.position, "plus") and scan.forms[last] == "،"
        if added and _own_verb(scan, following):
            continue  # ', besides two civilians who were killed by rockets'
        alike = added and following.measure == figure.measure
        if alike and any(f.cause_after_comma for f in (following, *pieces.get(id(following), []))):
            continue  # 'and besides them 149, killed by shells of X': the shells did not kill the others
        moved = "displaced" in (figure.measure, following.measure) and figure.measure != following.measure
        if moved and any(m.clitics.startswith("و") for m in scan.between("events", last, following.position)):
            continue  # '14 thousand fled, and 16 were killed by mines'
        spoken = scan.connectors(last, following.lead, "reporting")  # 'wounded 22, and he confirmed the death of 32'
        if spoken or told_apart(scan, figure, following, last) or _has_its_killer(scan, figure):
            continue
        if _has_its_side(scan, following, last):
            continue  # 'killed five, and the army lost seven in a raid of X'
        if _is_found_dead(scan, figure) or _is_executed(scan, figure):
            continue  # 'the finding of five bodies, and the death of seven by the shots of X'
        again = figure.measure == following.measure or _is_led_by_cause(scan, figure)
        if again and opens_with_verb(scan, last, following) is not None:
            continue  # 'shelling of X killed five, and seven were killed by a raid of Y'
        if close and following.cause_read and figure.sentence == following.sentence and not figure.relation:
            figure.actor, figure.method = following.actor, following.method
            figure.bare_method, figure.cause_read = following.bare_method, True
            figure.use("cause.shared", following.start, following.end)


def _read_executed(scan: Scan, tolls: list[Figure]) -> None:
    """Read the means in the casualty word itself: 'the execution of 20 persons', 'X executed 700'."""
    taken = {start for f in tolls for rule, start, _ in f.rules if rule == "event.after"}  # the verbs of others
    for figure in tolls:
        if figure.method or figure.measure != "killed" or figure.relation == "among":
            continue
        for start in (start for rule, start, _ in figure.rules if rule in ("event.before", "event.nearest")):
            method = scan.phrase("methods", scan.at(start))
            if method is not None and method.entry["method"] == "execution" and start not in taken:
                figure.method = "execution"
                figure.use("cause.event", start, scan.tokens[method.last - 1].end)


def _only_claimed(figure: Figure) -> bool:
    """Say whether behind a comma it is told who struck, and nothing else of the cause."""
    whole = figure.relation == "" and figure.kind == "people"
    rules = {rule for rule, _, _ in figure.rules}
    return whole and ((figure.cause_after_comma and "cause.behind" in rules) or "cause.shared" in rules)


def _own_verb(scan: Scan, figure: Figure) -> bool:
    """Say whether a verb of dying stands right behind a figure: of two people, قتلا, or of more, قتلوا."""
    event = scan.phrase("events", figure.np_end) or scan.covering("events", figure.np_end - 1)
    return (
        event is not None and not event.clitics and scan.noun(event.last - 1) is None and event.first > figure.position
    )


def _share_with_others(scan: Scan, tolls: list[Figure]) -> None:
    """Give 'and N others were wounded' the cause behind the killed before them: one attack hit both.

    So does a clause that tells nothing else: 'nine were killed by a raid on X, and 15 persons were wounded'.
    """
    tops = [f for f in tolls if f.relation != "among"]
    for before, figure in pairwise(tops):
        with_them = not word_set("together_with").isdisjoint(scan.forms[before.np_end : figure.position])
        if with_them and before.sentence == figure.sentence and before.cause_read and not figure.cause_read:
            figure.actor, figure.method, figure.cause_read = before.actor, before.method, True
            figure.use("cause.others_too", before.start, before.end)  # 'and 13 were killed with him'
            continue
        told_too = any(rule == "cause.others_too" for rule, _, _ in before.rules)
        beside = told_too and before.measure == figure.measure and figure.lead - before.np_end <= 1
        if beside and not (figure.cause_read or figure.actor) and before.sentence == figure.sentence:
            figure.actor, figure.method, figure.cause_read = before.actor, before.method, True
            figure.use("cause.others_too", before.start, before.end)  # 'and 4 others and 3 civilians were wounded'
            continue
        pair = {before.measure, figure.measure} == {"killed", "wounded"} and before.sentence == figure.sentence
        if not pair or before.relation or figure.cause_read or figure.actor or not before.cause_read:
            continue
        others = any(rule == "head.other_person" for rule, _, _ in figure.rules) or figure.inherits_group
        told = any(rule in ("cause.behind", "cause.others_too") for rule, _, _ in before.rules)
        breaks = scan.connectors(before.np_end, figure.lead + 1, "contrast", "result", "rise", "plus", "reporting")
        plain = others and not breaks and not read_cause(scan, figure.np_end, figure.last)
        plain = plain and not _each_has_its_place(scan, before, figure)
        if told and (plain or _tells_no_more(scan, figure)):
            figure.actor, figure.method, figure.bare_method = before.actor, before.method, before.bare_method
            figure.cause_read = True
            figure.use("cause.others_too", before.start, before.end)


def _each_has_its_place(scan: Scan, before: Figure, figure: Figure) -> bool:
    """Say whether each of two figures has a place behind it: 'a raid on X killed five, and hurt were 12 in Y'."""
    end = next((i for i in range(figure.np_end, figure.last) if scan.forms[i] in SEGMENT_END), figure.last)
    if figure.np_end >= end or before.np_end >= figure.lead:
        return False
    own = scan.places.beginning_in(scan.tokens[figure.np_end].start, scan.tokens[end - 1].end)
    other = scan.places.beginning_in(scan.tokens[before.np_end].start, scan.tokens[figure.lead].start)
    return bool(own) and bool(other)


def _tells_no_more(scan: Scan, figure: Figure) -> bool:
    """Say whether a joined clause holds a casualty word and a figure, no place and no time: ', and hurt were 15'."""
    first, fall = figure.lead, word_set("fall_of")
    while first and (scan.covering("events", first - 1) or scan.forms[first - 1].removeprefix("و") in fall):
        first -= 1
    joins = scan.covering("connectors", first - 1)
    if joins is not None and joins.last == first and joins.entry["connector"] in ("contrast", "plus"):
        first = joins.first
    joined = first > 0 and (scan.forms[first - 1] in ("،", "و") or scan.forms[first].startswith("و"))
    return joined and ends_clause(scan, figure.np_end)


def _lift_shared(scan: Scan, tolls: list[Figure]) -> bool:
    """Give a cause that stands behind a comma after the last part of a list to the whole of the list.

    So where 'they are' opens the list: 'killed were three, they are a man, a woman and a child, in shelling'. Return
    whether there was one.
    """
    pieces, lifted = pieces_of(tolls), False
    for whole in tolls:
        parts = [f for f in pieces.get(id(whole), []) if f.relation == "part"]
        read = [part for part in parts if part.cause_read]
        if len(parts) < 2 or whole.cause_read or read != parts[-1:]:
            continue
        opened = scan.forms[parts[0].lead].removeprefix("و") in word_set("they_are_persons")
        opened = opened or _bare_behind_colon(parts) or _who_they_were(whole, parts)
        closed = scan.forms[read[0].np_end : read[0].np_end + 1] == [")"]  # '15 (12 civilians and 3 soldiers) in raids'
        told = [scan.at(start) for rule, start, _ in read[0].rules if rule == "cause.of_item"]
        apart = bool(told) and bool(scan.commas(read[0].np_end, told[0]))  # 'an officer and two recruits, by shelling'
        if read[0].cause_after_comma or opened or closed or apart:
            last = read[0]
            whole.actor, whole.method, whole.bare_method = last.actor, last.method, last.bare_method
            whole.cause_read, last.cause_read, lifted = True, False, True
    return lifted


def _who_they_were(whole: Figure, parts: list[Figure]) -> bool:
    """Say whether parts that stand side by side and make up a whole tell only who its people were: women, children."""
    sums_up = whole.value == sum(part.value or 0 for part in parts)
    people = all(part.group.startswith("civilians/") and part.label is None for part in parts)
    return sums_up and people and all(behind.lead - part.np_end <= 1 for part, behind in pairwise(parts))


def _bare_behind_colon(parts: list[Figure]) -> bool:
    """Say whether the parts of a toll stand behind its colon with nothing between: 'five: 3 girls and 2 men'."""
    colon = any(rule == "relation.part.colon" for rule, _, _ in parts[0].rules)
    return colon and all(part.np_end == behind.lead for part, behind in pairwise(parts))


def _inherit(tolls: list[Figure]) -> None:
    for figure in tolls:
        parent = figure.parent
        if parent is not None and figure.kind == "strike" and not figure.actor:
            figure.actor = parent.actor
        if parent is not None and figure.kind == "people" and not figure.cause_read:
            figure.actor = figure.actor or parent.actor
            figure.method, figure.bare_method = parent.method, parent.bare_method


def _settle_wholes(tolls: list[Figure]) -> None:
    """A bare word for bombardment over parts that differ says only that the means were mixed."""
    pieces = pieces_of(tolls)
    for number, whole in enumerate(tolls):
        parts = [f for f in pieces.get(id(whole), []) if f.relation == "part"]
        if not whole.bare_method or len({p.method for p in parts if p.method} | {whole.method}) < 2:
            continue
        whole.method = "mixed"
        near = (f for f in tolls[number + 1 : number + 40] if f.sentence == whole.sentence)
        subsets = [f for f in pieces.get(id(whole), []) if f.relation == "among"]
        for other in [*subsets, *(f for f in near if f.leading is not None and f.leading is whole.leading)]:
            other.method = "mixed" if other.bare_method else other.method
