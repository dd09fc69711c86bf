"""Agents: who struck, who took a place, who is the subject of a killing verb.

These are read from the party nearest to the figure: behind the munitions that it threw, before the
verb, or between the verb and its object. Several parties give no single actor.
"""

from dataclasses import replace
from itertools import pairwise, takewhile

from analysis.arabic import without_and
from analysis.claims.fates import made_end_of
from analysis.claims.figure import CLAUSE_MARKS, COUNTED, OPEN_MEANS, Figure
from analysis.claims.figures import into_hands
from analysis.claims.perpetrators import CHARGED_TOO
from analysis.claims.phrases import killed_them
from analysis.lattice import contains, join_actors
from analysis.lexicons import word_set
from analysis.scan import CONTROL, SEGMENT_END, Scan, speaks_with_colon

_STRIKE_METHODS = {"airstrikes": "airstrike", "barrel_bombs": "barrel_bomb", "shells": "shelling"}


def read_strike_actor(scan: Scan, figure: Figure, previous: Figure | None) -> None:
    if figure.measure == "strikes" and not figure.method and _by_aircraft(scan, figure, previous, "carries_out"):
        figure.measure = "airstrikes"
    if figure.measure == "shells" and not figure.method and _by_aircraft(scan, figure, previous, "fires_from_air"):
        figure.method = "airstrike"  # 'a drone fired two rockets'
    figure.method = figure.method or _STRIKE_METHODS.get(figure.measure, "")
    figure.cause_read = True
    means = scan.phrase("methods", figure.np_end) if figure.np_end < len(scan.tokens) else None
    joined = means is not None and scan.forms[min(means.last, len(scan.tokens) - 1)].startswith("و")
    behind = means.last + (scan.forms[means.last : means.last + 1] == ["و"]) if means is not None else 0
    alone = means is not None and (not joined or scan.counts_at(behind))
    adjective = means is not None and not means.clitics and figure.measure == "attacks"  # هجمات مدفعية
    soft = adjective and scan.forms[means.first].startswith(tuple(word_set("any_means")))  # '17 of them targeted'
    adjective = adjective and not soft
    if not figure.method and ((alone and means.clitics.startswith("ب")) or adjective):
        figure.method = OPEN_MEANS.get(means.entry["method"], means.entry["method"])  # '1032 attacks with artillery'
    behind = _agent_behind(scan, figure)
    if behind is not None:
        actors, last = {behind.entry.get("actor", "")}, behind.last
        while (more := scan.phrase("parties", last) if last < len(scan.tokens) else None) and more.clitics[:1] == "و":
            actors, last = actors | {more.entry.get("actor", "")}, more.last
        named = {means.entry["method"] for means in scan.between("methods", figure.np_end, behind.last + 1)}
        told = named.difference(OPEN_MEANS)
        figure.method = figure.method or (told.pop() if len(told) == 1 and figure.measure == "attacks" else "")
        joint = scan.forms[last : last + 1] and scan.forms[last] in word_set("and_syrian")
        actors = set() if joint else actors
        figure.actor, figure.np_end = join_actors(actors - {""}), max(figure.np_end, last)
        figure.use("actor.behind", scan.tokens[behind.first].start, scan.tokens[behind.last - 1].end)
        return
    begin = figure.first
    if previous and previous.sentence == figure.sentence:
        begin = previous.np_end
    segment = figure.hedge
    while segment > begin and scan.forms[segment - 1] not in SEGMENT_END:
        segment -= 1
    segment = max([segment, *(turn.last for turn in scan.connectors(segment, figure.hedge, "contrast"))])
    parties = [p for p in scan.between("parties", segment, figure.hedge) if not _after_target(scan, p, segment)]
    parties = [p for p in parties if not _only_speaks(scan, p)]
    parties = parties[-1:] if len(parties) > 1 and is_blamed(scan, parties[-1], segment) else parties
    actors = {p.entry["actor"] for p in parties if p.entry.get("actor")}
    stopped = {without_and(form) for form in scan.forms[segment : figure.hedge]}
    if figure.measure == "shells" and not stopped.isdisjoint(word_set("intercepts")):
        return  # 'the air defence of X intercepted seven rockets'
    figure.actor = join_actors(actors)
    if not figure.actor and not figure.parent and any(rule == "relation.strikes" for rule, _, _ in figure.rules):
        figure.actor = previous.actor if previous is not None else ""  # '27 raids on X and 5 on Y'
        return
    if not parties and previous is not None and _same_doer(scan, previous, figure):
        figure.actor = previous.actor
        figure.use("actor.shared", previous.start, previous.end)
        return
    if not parties and (doer := _doer_of_clause_before(scan, figure, segment)) is not None:
        parties, figure.actor = [doer], doer.entry["actor"]
    if figure.actor:
        figure.use("actor.before", scan.tokens[parties[0].first].start, scan.tokens[parties[-1].last - 1].end)


def is_blamed(scan: Scan, party, first: int) -> bool:
    """Say whether the side before it blames a party: 'X accused Y of firing', 'X holds Y responsible for'."""
    verbs = (scan.forms[i].removeprefix("و") for i in range(first, party.first))
    answers = scan.forms[party.last : party.last + 1]
    return not word_set("accuses").isdisjoint(verbs) or not word_set("responsible").isdisjoint(answers)


def _doer_of_clause_before(scan: Scan, figure: Figure, first: int):
    """Return the side that goes on to act: 'aircraft of X bombed Y, as they threw 24 barrels today', حيث ألقت.

    It is the only side of the clause before; nothing but when stands between the second verb and the strikes.
    """
    as_it = scan.forms[first] in word_set("as_it") and first + 1 < figure.hedge
    if not as_it or not scan.forms[first + 1].endswith("ت") or scan.noun(first + 1) is not None:
        return None
    between = range(first + 2, figure.hedge)
    if not all(scan.window_over(*scan.span_of(i)) or scan.forms[i] in word_set("alone") for i in between):
        return None
    before = [p for p in scan.between("parties", figure.first, first) if not _only_speaks(scan, p)]
    sides = {p.entry.get("actor", "") for p in before}
    if len(sides) != 1 or "" in sides or _after_target(scan, before[0], figure.first):
        return None
    return before[0]


def _same_doer(scan: Scan, previous: Figure, figure: Figure) -> bool:
    """Say whether a second verb has the subject of the first: 'aircraft of X carried out 18 raids and threw 4 barrels'.

    No aircraft and no guns stand behind the second verb, which would be its own subject.
    """
    alike = previous.kind == "strike" and previous.sentence == figure.sentence
    if not alike or not previous.actor or previous.relation or figure.relation:
        return False
    words = scan.forms[previous.np_end : figure.hedge]
    verb = next((i for i, form in enumerate(words) if form.startswith("و") and form.endswith("ت")), None)
    if verb is None or words[verb].removeprefix("و") in word_set("falls") or len(words) - verb > _SECOND_VERB:
        return False
    armed = tuple(word_set("air_vehicle") | word_set("may_fire"))
    return not any(form.removeprefix("ال").startswith(armed) for form in words[verb + 1 :])


_SECOND_VERB = 5  # words of 'and hit the city with more than'


def _by_aircraft(scan: Scan, figure: Figure, previous: Figure | None, verbs: str) -> bool:
    """Say whether aircraft are the subject of a verb of words.yaml right before strikes: 'aircraft threw three'.

    Behind another figure the verb has that one's subject where none stands with it: 'raided five times and threw 3'.
    """
    first = figure.first
    if previous is not None and scan.forms[figure.hedge - 1].removeprefix("و") not in word_set(verbs):
        first = max(first, previous.np_end)
    before = range(figure.hedge - 1, first - 1, -1)
    words = [scan.forms[i].removeprefix("و") for i in takewhile(lambda i: scan.forms[i] not in SEGMENT_END, before)]
    kinds = tuple(word_set("air_vehicle") | word_set("one_aircraft"))
    aircraft = any(word.removeprefix("ال").startswith(kinds) for word in words)
    return aircraft and not word_set(verbs).isdisjoint(words)


def _agent_behind(scan: Scan, figure: Figure):
    """Return the party right behind the strikes: 'thrown by', 'from the aircraft of', 'raids of', 'Russian raids'."""
    first = figure.np_end
    first += not word_set("kind_of_attack").isdisjoint(scan.forms[first : first + 1])  # 'two separate attacks of X'
    cells = "".join(scan.forms[first : first + 1]).removeprefix("ل")
    opens = cells in word_set("party_opener") and cells != scan.forms[first] and scan.phrase("parties", first) is None
    first += opens  # 'of cells of X'
    for party in scan.between("parties", figure.position + 1, first + 1):
        named = party.entry.get("adjective") and not party.clitics
        whose = party.first == first and party.clitics in ("", "ل", "لال")  # 'raids of X', 'Turkish', تركيا
        if party.entry.get("actor") and (named or whose):
            return party
    if first >= len(scan.tokens):
        return None
    means = scan.phrase("methods", first)
    whose = scan.phrase("parties", means.last) if means is not None and means.last < len(scan.tokens) else None
    plain = whose is not None and not whose.clitics and scan.forms[whose.first].endswith(("ي", "يه"))
    if plain and whose.entry.get("actor"):
        return whose  # '211 incidents of Houthi shelling'
    if scan.forms[first] in word_set("opens_relative") and "".join(scan.forms[first + 1 : first + 2]).endswith("ها"):
        behind = scan.between("parties", first + 2, first + _WHO_FIRED)  # 'the raids that the air force of X launched'
        named = [party for party in behind if party.entry.get("actor")]
        marks = SEGMENT_END.intersection(scan.forms[first : named[0].first]) if named else ()
        return named[0] if named and not marks else None
    agent = scan.connector(first, "agent")
    claimed = (scan.connector(i + 1, "agent") for i in scan.commas(first, min(first + _WHERE_IT_WAS, figure.last - 1)))
    claimed = next((m for m in claimed if m and scan.forms[m.first] in word_set("claimed_it")), None)
    agent = agent or claimed  # 'three attacks in X, claimed by Y'
    start = agent.last if agent else first + 1 if scan.forms[first] == "من" else None
    if start is None:
        return None
    for position in range(start, min(start + 4, len(scan.tokens))):
        party = scan.phrase("parties", position)
        if party and party.entry.get("actor"):
            return party
        if not scan.covering("methods", position) and not scan.forms[position].startswith("ال"):
            return None
    return None


_WHERE_IT_WAS = 10  # words of 'in the city of X and its countryside'
_WHO_FIRED = 7  # words of 'that the air force of X launched'


def read_line_label(scan: Scan, figure: Figure) -> None:
    """Read the actor of a line in a list by perpetrator: '- government forces: 20 civilians'."""
    colon = scan.label_end(figure.paragraph, figure.position)
    if colon is None or figure.relation != "part" or figure.actor or figure.label_first:
        return
    body = scan.items[figure.paragraph]
    by = scan.connector(body, "agent")
    body = by.last if by else body
    for party in scan.between("parties", body, colon):
        closed = scan.forms[party.last] == "(" and scan.forms[colon - 1] == ")"  # 'government forces (X and Y): 20'
        closed = closed or _names_allies(scan, party.last, colon)
        adjective = scan.phrase("parties", party.last)  # 'forces of the Kurdish administration'
        last = adjective.last if adjective and adjective.entry.get("adjective") else party.last
        if party.entry.get("actor") and party.first == body and (last == colon or closed):
            figure.actor = party.entry["actor"]
            figure.use("actor.line", scan.tokens[party.first].start, scan.tokens[party.last - 1].end)
            return


def _names_allies(scan: Scan, first: int, last: int) -> bool:
    """Say whether 'and the militias loyal to it' stands between two positions."""
    return scan.forms[first].startswith("و") and scan.forms[last - 1] in word_set("loyal_to_it")


def _only_speaks(scan: Scan, party) -> bool:
    """Say whether a party tells of strikes that it does not call its own: 'X said that 1100 rockets were fired'."""
    told = scan.covering("connectors", party.first - 1) if party.first else None
    behind = scan.forms[party.last] if party.last < len(scan.forms) else ""
    if speaks_with_colon(scan, party):
        return True
    return told is not None and told.entry["connector"] == "reporting" and behind in ("ان", "بان")


def _after_target(scan: Scan, party, first: int) -> bool:
    return any(scan.forms[i] == "علي" for i in range(first, party.first))


_CAPTOR = 60  # words between a side and the villages that it took


def read_captor(scan: Scan, figure: Figure, previous: Figure | None) -> None:
    """Read who took places; where no side is named, who took those told of before: 'with this it has taken 95'."""
    begin = max(figure.first, figure.lead - _CAPTOR)
    figure.cause_read = True
    if (hands := into_hands(scan, figure)) is not None:
        captor = scan.phrase("parties", hands[1])
        if captor is not None and captor.entry.get("actor"):
            figure.actor = captor.entry["actor"]
            figure.use("actor.captor", scan.tokens[captor.first].start, scan.tokens[captor.last - 1].end)
        return
    parties = [p for p in scan.between("parties", begin, figure.lead) if p.entry.get("actor")]
    if parties:
        nearest = parties[-1]
        near = range(max(0, nearest.first - 1), min(figure.lead, nearest.last + 1))
        if any(scan.forms[i].removeprefix("و") in word_set("loses") for i in near):
            return  # 'X lost 7 villages': to whom is not told
        actors = {nearest.entry["actor"]}
        before = [p for p in parties if p.last >= nearest.first - 1 and p is not nearest]
        if nearest.clitics.startswith("و") and before:
            actors.add(before[-1].entry["actor"])
        figure.actor = join_actors(actors)
        figure.use("actor.captor", scan.tokens[nearest.first].start, scan.tokens[nearest.last - 1].end)
        return
    taken = previous if previous is not None and previous.kind == "locality" else None
    if taken is not None and taken.actor and taken.paragraph == figure.paragraph and figure.sentence != taken.sentence:
        figure.actor = taken.actor
        figure.use("actor.captor.before", taken.start, figure.end)


def read_label(scan: Scan, figure: Figure) -> None:
    """Read 'they are distributed: the forces of X 967 civilians, those of Y 383': a side before its victims."""
    last = figure.hedge - (scan.word_before(figure.hedge) == ":")  # 'the forces of X: 967'
    party = scan.covering("parties", last - 1) if last else None
    listed = party is not None and party.last == last and party.first > 0 and not party.entry.get("adjective")
    if not listed or figure.relation != "part" or figure.actor or not figure.group.startswith("civilians"):
        return
    before = scan.forms[party.first - 1]
    opened = before in (":", "،", "-", "•", "(") or party.clitics.startswith("و")
    if opened and party.entry.get("actor") and party.clitics.removesuffix("ال") in ("", "و"):
        figure.actor = party.entry["actor"]
        figure.use("actor.label", scan.tokens[party.first].start, scan.tokens[party.last - 1].end)


_SUBJECT = 10  # words between a verb of killing and its object


def read_holder(scan: Scan, figure: Figure, floor: int) -> None:
    """Read '31 are held by X', لدى, behind detainees, or between what counts them and their number.

    `floor`: position behind the figure before it.
    """
    if figure.measure != "detained" or figure.actor:
        return
    before = [i + 1 for i in range(max(floor, figure.lead - _HOLDER), figure.lead) if _with(scan, i)]
    behind = [figure.np_end + 1] if figure.np_end < len(scan.tokens) and _with(scan, figure.np_end) else []
    for position in (*behind, *before[-1:]):
        holder = scan.phrase("parties", position) if position < len(scan.tokens) else None
        if holder is not None and holder.entry.get("actor"):
            figure.actor = holder.entry["actor"]
            figure.use("actor.holder", *scan.span_of(position))
            return


def _with(scan: Scan, position: int) -> bool:
    return scan.forms[position].removeprefix("و") in word_set("at_party")


_HOLDER = 6  # words of 'with the factions of X' before a number


def repelled(scan: Scan, position: int) -> bool:
    """Say whether a side is the one whose attack was repelled: صد الجيش هجوما لمسلحي داعش."""
    near = range(max(0, position - _REPELS), position)
    verbs = [i for i in near if without_and(scan.forms[i]) in word_set("repels")]
    attacks = scan.between("methods", verbs[-1] + 1, position + 1) if verbs else []
    return bool(attacks) and CLAUSE_MARKS.isdisjoint(scan.forms[verbs[-1] : position])


_REPELS = 9  # words of 'repelled in the country of X a violent attack of the gunmen of'


def read_subject(scan: Scan, figure: Figure, floor: int) -> None:
    """Read 'the forces killed N' and 'killed the forces N': the party is the subject of the verb.

    `floor`: position behind the figure before it, whose verb is not this one's.
    """
    if (answerable := _responsible(scan, figure)) is not None and not figure.actor:
        _name_subject(scan, figure, answerable)
        return
    doer = _set_about(scan, figure) or _who_carried_out(scan, figure) or _who_inflicted(scan, figure)
    if doer is None and figure.measure == "detained":
        doer = _who_seized(scan, figure) or _who_led_campaign(scan, figure)
    if doer is not None and not figure.actor:
        _name_subject(scan, figure, doer)
        return
    ended = made_end_of(scan, figure, figure.hedge - 1) if figure.hedge > 1 else None
    side = scan.phrase("parties", ended + 1) if ended is not None else None
    if side is not None and side.entry.get("actor"):
        _name_subject(scan, figure, side)
        return
    verbs = scan.words("killing", max(floor, figure.hedge - _SUBJECT + 1, 0), figure.hedge)
    verb = verbs[-1] if verbs else None
    if (killer := _whom_it_killed(scan, figure)) is not None:
        _name_subject(scan, figure, killer)
        return
    end = figure.hedge
    ended = without_and(scan.word_before(end - 1)) in word_set("makes_end") if end > 1 else False
    if verb is None and scan.word_before(end) == "علي" and ended:
        verb, end = end - 2, end - 1  # 'its forces made an end of 30 gunmen'
    if verb is None or figure.actor:
        return
    inner = scan.between("parties", verb + 1, end)
    if (side := _side_of_killer(scan, verb, end)) is not None:
        _name_subject(scan, figure, side)
        return
    if scan.forms[verb + 1] in word_set("of_them"):
        verb += 1  # 'killed of them the regime 15'
    party = None
    accused = scan.covering("parties", verb - 1) if verb and scan.forms[verb] in word_set("by_killing") else None
    blamed = accused is not None and any(
        scan.forms[i].removeprefix("و") in word_set("accuses") for i in range(max(0, accused.first - 4), accused.first)
    )
    if blamed and accused.last == verb and accused.entry.get("actor"):
        figure.actor = accused.entry["actor"]
        figure.use("actor.accused", scan.tokens[accused.first].start, scan.tokens[accused.last - 1].end)
        return
    doer = _who_did_so(scan, verb, accused)
    if doer is not None and doer.entry.get("actor") and not doer.entry.get("adjective"):
        _name_subject(scan, figure, doer)
        return
    if accused is not None and not blamed:
        return  # 'the army confirmed the death of 24 of its soldiers'
    if scan.forms[verb + 1] in word_set("all_of"):
        verb += 1  # 'all the factions killed 17'
    managed = scan.covering("parties", verb - 2) if verb > 1 and scan.forms[verb - 1] in ("من", "في") else None
    if managed is not None and managed.last == verb - 1 and managed.first and managed.entry.get("actor"):
        near = scan.forms[max(0, managed.first - 2) : managed.first]
        able = any(form.removeprefix("و") in word_set("manages") for form in near)
        if able and managed.clitics in ("", "ال"):
            _name_subject(scan, figure, managed)  # 'the army was able to kill 37'
            return
    if (side := _side_of_unit(scan, inner, verb + 1, end)) is not None:
        _name_subject(scan, figure, side)
        return
    joint = _joint_subject(scan, inner, verb + 1, end)
    if joint:
        figure.actor = joint
        figure.use("actor.subject", scan.tokens[inner[0].first].start, scan.tokens[inner[-1].last - 1].end)
        return
    if len(inner) == 2 and inner[0].first == verb + 1 and not inner[1].entry.get("adjective"):
        inner = inner[:1] if scan.tokens[inner[0].last].form in ("من", "منهم") else inner
    if (
        len(inner) == 1
        and inner[0].first == verb + 1
        and inner[0].clitics in ("", "ال")
        and all(_tells_when(scan, i) or _tells_where(scan, i) for i in range(inner[0].last, end))
    ):
        party = inner[0]
    elif inner and inner[0].first == verb + 1 and _of_them_at(scan, inner[0].last):
        party = inner[0]  # 'the forces killed of them 105'
    elif verb and all(_tells_how_or_when(scan, i) or _tells_when(scan, i) for i in range(verb + 1, end)):
        had = (
            scan.forms[verb - 1] in word_set("indeed") and verb > 1
        )  # 'X had killed 30', كان داعش قد قتل, أما داعش فقد قتل
        if not had and (allied := _allies_before(scan, verb)) is not None and allied.entry.get("actor"):
            figure.actor = allied.entry["actor"]
            figure.use("actor.subject", scan.tokens[allied.first].start, scan.tokens[verb - 1].end)
            return
        label = scan.covering("parties", verb - 2) if verb - 1 == scan.label_end(figure.paragraph, verb) else None
        colon = label is not None and label.first == scan.items[figure.paragraph]  # '- government forces: killed 20'
        before = label if colon else scan.covering("parties", verb - 1 - had)
        itself = scan.forms[verb - 1] in word_set("opens_speech") and scan.covering("parties", verb - 2)
        itself = itself if itself and itself.last == verb - 1 else _speaker_of_itself(scan, figure, verb)
        if itself and itself.entry.get("actor"):
            _name_subject(scan, figure, itself)  # 'the army says that it killed 19'
            return
        party = before if before and before.last == verb - colon - had and before.clitics in ("", "ال", "و") else None
        led = party and party.first and scan.forms[party.first - 1].removeprefix("و") in word_set("place_preposition")
        between = bool(party) and party.clitics == "و" and "بين" in scan.forms[max(0, party.first - 10) : party.first]
        nation = party and party.entry.get("adjective") and not _force_before(scan, party)
        held = party is not None and party.first > 0 and scan.forms[party.first - 1].endswith(CONTROL)
        hit = (
            party is not None
            and scan.forms[verb].startswith("و")
            and "علي" in scan.forms[max(0, party.first - 2) : party.first]
        )
        if party and (led or between or nation or held or hit):
            party = None  # 'on the Israeli side twelve were killed', 'raided sites of X and killed 7'
        if party and any(scan.forms[i] in word_set("brings_down") for i in range(max(0, party.first - 3), party.first)):
            party = None  # 'shot down a Russian jet, and one of its pilots was killed'
    party = party or _subject_of_first_verb(scan, figure, verb)
    if party and party.entry.get("actor"):
        _name_subject(scan, figure, party)


def _who_inflicted(scan: Scan, figure: Figure):
    """Return the side in 'X caused five dead in the ranks of Y', أوقعت X خمسة قتلى, or None."""
    side = scan.covering("parties", figure.hedge - 1) if figure.hedge > 1 else None
    if side is None or side.last != figure.hedge or side.entry.get("adjective") or side.clitics not in ("", "ال"):
        return None
    verb = scan.word_before(side.first).removeprefix("و")
    return side if verb in word_set("inflicts") and side.entry.get("actor") else None


def _who_seized(scan: Scan, figure: Figure):
    """Return the side in 'X laid hands on 20', ألقت X القبض على, 'X was able to lay hands on', or None."""
    seizing = scan.covering("events", figure.hedge - 1) if figure.hedge > 1 else None
    if seizing is None or seizing.last != figure.hedge:
        return None
    first, kinds = seizing.first, word_set("seizing") | word_set("laying_hands")
    if scan.forms[first] not in kinds or not first:
        return None
    laying = first - (scan.word_before(first) in word_set("laying_hands"))
    able = scan.forms[laying] in word_set("laying_hands") and scan.word_before(laying) == "من"
    last = laying - 1 if able else first
    side = scan.covering("parties", last - 1) if last > 0 else None
    if side is None or side.last != last or side.clitics not in ("", "ال") or not side.entry.get("actor"):
        return None
    verb = without_and(scan.word_before(side.first))
    return side if verb in word_set("manages" if able else "lays_hands") else None


def _who_led_campaign(scan: Scan, figure: Figure):
    """Return the side in 'X led a campaign of arrests in Y that hit 20', شنت X حملة اعتقالات طالت 20, or None."""
    first = max(figure.first, figure.hedge - _CAMPAIGN)
    campaigns = [i for i in range(first, figure.hedge) if scan.forms[i].removeprefix("ب") in word_set("campaign")]
    if not campaigns or scan.forms[campaigns[-1] + 1] not in word_set("of_arrests"):
        return None
    side = scan.covering("parties", campaigns[-1] - 1) if campaigns[-1] else None
    led = side is not None and side.last == campaigns[-1] and side.clitics in ("", "ال")
    led = led and without_and(scan.word_before(side.first)) in word_set("carries_out") | word_set("did_so")
    behind = scan.between("parties", campaigns[-1] + 1, figure.hedge)
    if not led:
        side = behind[0] if behind and behind[0].clitics in ("ل", "لل", "لال") else None
        behind = behind[1:] if side is not None else behind
    counted = any(scan.counts_at(i) for i in range(campaigns[-1], figure.position))
    return side if side is not None and not behind and not counted and side.entry.get("actor") else None


_CAMPAIGN = 25  # words of 'a wide campaign of raids and arrests in the towns of X and Y that hit'


def _set_about(scan: Scan, figure: Figure):
    """Return the side in 'X set about executing six', أقدمت X على إعدام, or None."""
    event = scan.covering("events", figure.hedge - 1) if figure.hedge > 1 else None
    if event is None or event.last != figure.hedge or scan.word_before(event.first) != "علي":
        return None
    side = scan.covering("parties", event.first - 2)
    near = scan.forms[max(figure.first, side.first - _SET_ABOUT) : side.first] if side is not None else []
    about = any(form.removeprefix("و") in word_set("sets_about") for form in near)
    return side if about and side.last == event.first - 1 and side.entry.get("actor") else None


def _who_carried_out(scan: Scan, figure: Figure):
    """Return the side in 'X carried out the death sentence on nine', نفذت سلطات X حكم الإعدام بحق, or None."""
    first = max(figure.first, figure.hedge - _SENTENCE)
    for position in range(first, figure.hedge):
        if without_and(scan.forms[position]) not in word_set("carries_out_sentence"):
            continue
        side = next(iter(scan.between("parties", position + 1, position + 4)), None)
        sentence = side is not None and not word_set("passes_sentence").isdisjoint(
            scan.forms[side.last : side.last + 1]
        )
        return side if sentence and side.entry.get("actor") else None
    return None


_SENTENCE = 12  # words of 'carried out the death sentence on the right of'


def _side_of_unit(scan: Scan, parties: list, first: int, last: int):
    """Return the side whose patrol, checkpoint or men are the subject of a verb: 'a patrol of X took three', or None.

    دورية من الأمن العسكري, حاجز للنظام, مجموعة تابعة لقسد.
    """
    side = parties[0] if len(parties) == 1 else None
    if side is None or first >= last or scan.forms[first] not in word_set("unit_of_side"):
        return None
    between = scan.forms[first + 1 : side.first]
    belongs = between == ["من"] or (between == [] and side.clitics in ("ل", "لال"))
    belongs = belongs or (len(between) == 1 and between[0] in word_set("tied_to") and side.clitics in ("ل", "لال"))
    told = all(_tells_when(scan, i) or _tells_where(scan, i) for i in range(side.last, last))
    return side if belongs and told and side.entry.get("actor") else None


_SET_ABOUT = 3  # words of 'set about, members of'


def _who_did_so(scan: Scan, verb: int, before):
    """Return the side that 'answered by', 'went on to' kill, or None: القوات ردت بإعدام, ردت القوات بإعدام.

    `before`: the side right before the word of killing, if any.
    """
    if scan.forms[verb] not in word_set("by_killing") or verb < 2:
        return None
    topic = scan.covering("parties", verb - 3) if verb > 2 and scan.forms[verb - 2] in word_set("indeed") else None
    if topic is not None and topic.last == verb - 2 and without_and(scan.forms[verb - 1]) in word_set("did_so"):
        return topic  # 'as for X, it caused the death of', أما X فقد تسبب بمقتل
    quoted = scan.forms[verb - 1] == '"'
    side = before if before is not None else scan.covering("parties", verb - 2)
    if side is None or side.last not in (verb, verb - 1):
        return None
    acts = side.first - 1 - quoted if side.last == verb - quoted else verb - 1
    if acts >= 0 and without_and(scan.forms[acts]) in word_set("did_so"):
        return side
    if not side.clitics.startswith("و") or side.last != verb - quoted:
        return None
    told = scan.forms[max(0, side.first - _DID_SO) : side.first]  # 'that X went on to kill 11, and Y to kill 4'
    opened = max((at for at, form in enumerate(told) if form == "."), default=-1) + 1  # where the sentence begins
    acted = (at for at in range(opened, len(told)) if without_and(told[at]) in word_set("did_so"))
    return side if not word_set("by_killing").isdisjoint(told[next(acted, len(told)) :]) else None


_DID_SO = 25  # words


def _side_of_killer(scan: Scan, verb: int, end: int):
    """Return the side in 'a soldier of X killed N': one of its members stands between the verb and its object."""
    killer = scan.noun(verb + 1, "sd") if verb + 1 < end else None
    if killer is None or not contains("combatants", killer.label) or killer.clitics or killer.definite:
        return None
    first = verb + 2 + (scan.forms[verb + 2] == "من")
    side = scan.phrase("parties", first) if first < end else None
    return side if side is not None and side.last == end and side.entry.get("actor") else None


def _speaker_of_itself(scan: Scan, figure: Figure, verb: int):
    """Return the side that 'announced in the morning that it killed', أعلن صباحا أنه قتل, or None.

    The verb of speech stands right before or behind the side, and only when it spoke stands before 'that it'.
    """
    if scan.word_before(verb) not in word_set("that_it"):
        return None
    position = verb - 2
    while position > figure.first and scan.forms[position] not in SEGMENT_END and verb - position < _SPOKE:
        side = scan.covering("parties", position)
        if side is not None:
            spoke = scan.covering("connectors", side.first - 1) or scan.covering("connectors", side.last)
            return side if spoke is not None and spoke.entry["connector"] == "reporting" else None
        position -= 1
    return None


_SPOKE = 8  # words of 'the army announced yesterday morning that it'


def _responsible(scan: Scan, figure: Figure):
    """Return the side of 'X is responsible for the killing of N', 'blamed X for', before a figure, or None."""
    first = max(figure.first, figure.hedge - _RESPONSIBLE)
    for position in range(figure.hedge - 1, first - 1, -1):
        behind = scan.forms[position] in word_set("stands_behind") and scan.phrase("events", position + 1) is not None
        if behind or scan.words("responsible", position, position + 1):
            was = position - (scan.word_before(position) in word_set("is_or_was"))  # 'as for X, it is responsible for'
            party = scan.covering("parties", was - 1) if was > first else None
            direct = party is not None and party.last == was and party.clitics in ("", "ال", "و")
            if behind and not direct:
                return None
            death = scan.covering("events", figure.hedge - 1)
            about = death.first if death is not None and death.last == figure.hedge else figure.hedge
            if not direct and scan.word_before(about) == "عن":  # 'the responsibility of X for (the death of) 503'
                party = scan.phrase("parties", position + 1)
                direct = party is not None and party.last == about - 1 and party.clitics in ("", "ال")
            return party if direct and party.entry.get("actor") else None
        if scan.forms[position] in word_set("shoulder"):  # 'on the shoulders of X lies the death of 503'
            party = scan.phrase("parties", position + 1)
            return party if party is not None and party.entry.get("actor") else None
    return None


_RESPONSIBLE = 6  # words of 'responsible for the killing of about'


def _name_subject(scan: Scan, figure: Figure, party) -> None:
    if repelled(scan, party.first):
        return
    figure.actor = party.entry["actor"]
    figure.use("actor.subject", scan.tokens[party.first].start, scan.tokens[party.last - 1].end)


def _whom_it_killed(scan: Scan, figure: Figure):
    """Return the side in 'the number of those whom X killed', عدد من قتلهم, before a figure, or None."""
    for party in reversed(scan.between("parties", max(figure.first + 1, figure.position - _COUNTED), figure.position)):
        verb = killed_them(scan, party)
        between = range(party.last, figure.lead)
        numbers = (i for i in between if scan.numerals_at(i) and scan.window_over(*scan.span_of(i)) is None)
        alone = verb is not None and next(numbers, None) is None
        if alone and scan.word_before(verb.first) in word_set("those_who") and party.entry.get("actor"):
            return party
    return None


_COUNTED = COUNTED + 10  # words between those whom X killed and their number, with those of a window


def _allies_before(scan: Scan, verb: int):
    """Return the side in 'X and the militias loyal to it killed', الموالية لها, before a verb, or None."""
    if not verb or scan.forms[verb - 1] not in word_set("loyal_to_it") or scan.forms[verb].startswith("و"):
        return None
    first = next((i for i in range(verb - 2, max(0, verb - 5), -1) if scan.forms[i].startswith("و")), 0)
    side = scan.covering("parties", first - 1) if first else None
    if side is None or side.last != first or side.entry.get("adjective"):
        return None
    opens = scan.opens_sentence(side.first) or scan.forms[side.first - 1] in word_set("opens_speech") | {"،"}
    return side if opens else None


def _subject_of_first_verb(scan: Scan, figure: Figure, verb: int):
    """Return the side of 'the forces of X stormed the village and killed 12', or None.

    The second verb cannot be passive: it is feminine and its object is not, or 'made an end of'. The first one opens
    its clause before the side, or stands right behind it.
    """
    if not scan.forms[verb].startswith("و") or verb + 1 != figure.hedge - (scan.forms[verb + 1] == "علي"):
        return None
    ended = scan.forms[verb + 1] == "علي"
    if not ended and not (scan.forms[verb].endswith("ت") and _counts_men(scan, figure)):
        return None
    first_verb = _feminine_verb if scan.forms[verb].endswith("ت") else _masculine_verb
    for party in reversed(scan.between("parties", figure.first, verb)):
        if scan.word_before(party.first).endswith(CONTROL):
            continue  # 'the forces of X raided a town under the control of Y and arrested seven'
        plain = party.clitics in ("", "ال") and party.first > figure.first and not party.entry.get("adjective")
        if party.entry.get("adjective") and not party.clitics and _force_before(scan, party):
            party, plain = replace(party, first=party.first - 1), party.first - 1 > figure.first
        before, behind = scan.word_before(party.first), scan.forms[party.last]
        mark = scan.word_before(party.first - 1)
        turn = scan.covering("connectors", party.first - 2) if party.first > 1 else None  # 'while the forces of X'
        turned = turn is not None and turn.last == party.first - 1 and turn.entry["connector"] in ("contrast", "plus")
        opens = party.first - 1 == figure.first or mark in ("،", ":", "\n") or turned
        opens = opens or before.startswith("و")
        opens = opens and first_verb(scan, party.first - 1)
        told = before in word_set("opens_speech") | {"ان"} and first_verb(scan, party.last)
        if plain and behind != "،" and (opens or told):
            return party
        if not party.entry.get("adjective") and not _after_target(scan, party, figure.first):
            return None  # another side stands between
    return None


def _force_before(scan: Scan, party) -> bool:
    """Say whether a body of soldiers stands right before an adjective: 'an Israeli force', قوة إسرائيلية."""
    return scan.word_before(party.first).removeprefix("و") in word_set("armed_body")


def _feminine_verb(scan: Scan, position: int) -> bool:
    """Say whether a word at a position can be a verb in the feminine: it ends with ت, and is no noun of the package."""
    form = scan.forms[position]
    return form.endswith("ت") and not form.endswith("ات") and not form.startswith("ال") and scan.noun(position) is None


def _masculine_verb(scan: Scan, position: int) -> bool:
    """Say whether a word at a position can be a verb in the masculine: no noun, name or particle of the package."""
    form = scan.forms[position]
    known = any(scan.covering(name, position) for name in ("connectors", "parties", "sources", "places"))
    return not form.endswith(("ت", "ه")) and not form.startswith("ال") and not known and scan.noun(position) is None


def _counts_men(scan: Scan, figure: Figure) -> bool:
    """Say whether what a figure counts is masculine: its noun is, or its number word is in the feminine, أربعة."""
    noun = next((n for i in range(figure.position, figure.np_end) if (n := scan.noun(i))), None)
    if noun is None:
        return figure.form == "words" and scan.forms[figure.position].endswith("ه") and (figure.value or 0) <= _FEW
    return noun.gender != "f"


_FEW = 10  # the numbers whose gender is the other one than that of what they count


def _joint_subject(scan: Scan, parties: list, first: int, last: int) -> str:
    """Return the actor that several names behind a verb mean: 'the armed opposition/ the National Army killed 17'."""
    if len(parties) < 2 or parties[0].first != first or parties[-1].last != last:
        return ""
    gaps = (scan.forms[left.last : right.first] for left, right in pairwise(parties))
    actors = {party.entry.get("actor", "") for party in parties}
    return actors.pop() if all(gap in ([], ["/"], ["-"]) for gap in gaps) and len(actors) == 1 else ""


def _tells_when(scan: Scan, position: int) -> bool:
    """Say whether a word tells when: 'the forces killed in May 58'."""
    token = scan.tokens[position]
    dated = scan.window_over(token.start, token.end) or scan.date_over(token.start, token.end)
    return bool(dated) or token.form in ("في", "خلال")


def _tells_where(scan: Scan, position: int) -> bool:
    """Say whether a word is part of where it was: 'the forces killed in the villages of X and Y 58'."""
    named = scan.places.touching(*scan.span_of(position)) or scan.covering("places", position)
    return bool(named) or without_and(scan.forms[position]) in word_set("place_preposition")


def _of_them_at(scan: Scan, position: int) -> bool:
    """Say whether 'of them' stands between the one who killed and the number: 'the forces killed of them 105'."""
    return scan.forms[position] in word_set("of_them") or scan.connector(position, "among") is not None


def _tells_how_or_when(scan: Scan, position: int) -> bool:
    """Say whether a word between a verb and its object tells how or when: 'the forces executed in the field 200'."""
    token = scan.tokens[position]
    dated = scan.window_over(token.start + token.form.startswith("و"), token.end)
    return dated is not None or token.form in word_set("adverb_of_killing")


def read_elliptical_subjects(scan: Scan, tolls: list[Figure]) -> None:
    """Read '… killed 87 civilians, and the forces of Y 31 civilians': the verb holds for the second too."""
    for number, (before, figure) in enumerate(pairwise(tolls), 2):
        taken = figure.actor and not (figure.label_first and any(rule == "cause.before" for rule, _, _ in figure.rules))
        charged = any(rule == CHARGED_TOO for rule, _, _ in figure.rules)
        beside = figure.parent is before.parent and before.relation == "among"  # 'X killed 98 of them, and Y 68'
        if taken or (figure.relation == "among" and not (charged or beside)) or before.sentence != figure.sentence:
            continue
        chain = [before, before.parent] if before.relation == "among" else [before]
        told = [f for f in chain if any(rule.startswith("actor.subject") for rule, _, _ in f.rules)]
        if not told and figure.label_first:  # 'violations of X that killed 503 civilians, and the forces of Y 34'
            told = [f for f in chain if f.actor and contains("civilians", f.group)]
        if not told:
            continue
        last = figure.position if figure.label_first else figure.hedge
        passed = {"،", ")", "(", *(word_set("of_them") if beside else ())}
        gap = [i for i in range(before.np_end, last) if scan.forms[i] not in passed]
        joined = len(gap) > 1 and without_and(scan.forms[gap[0]]) in word_set("all_of")  # ', and all the factions 37'
        party = scan.phrase("parties", gap[joined]) if gap else None
        ends = party.last if party else 0
        of = ends and scan.forms[ends] == "عن"  # ', and Y for (the killing of) 51'
        killing = scan.phrase("events", ends + 1) if of else None
        ends = killing.last if killing is not None else ends + bool(of)
        inner = scan.phrase("parties", ends) if party and ends < figure.hedge else None
        if inner and inner.clitics in ("", "ال") and inner.entry.get("actor") == party.entry.get("actor"):
            ends = inner.last  # 'the factions of the National Army'
        if (
            party
            and (joined or party.clitics.startswith("و"))
            and ends in (figure.hedge, figure.position)
            and party.entry.get("actor")
        ):
            if figure.label_first:  # those that it killed, not those of it that were killed
                _take_back(figure.group, told[0], tolls[number : number + _NEAR])
                figure.group, figure.group_stated, figure.label_first = told[0].group, told[0].group_stated, False
                figure.parent, figure.relation = told[0].parent, told[0].relation
            figure.actor, figure.cause_read = party.entry["actor"], True
            figure.use("actor.subject.elliptical", scan.tokens[party.first].start, scan.tokens[party.last - 1].end)


def share_subjects(scan: Scan, tolls: list[Figure]) -> None:
    """Read 'X killed 290 soldiers and 26 civilians', 'X killed twelve and wounded 20': one subject of all."""
    told: Figure | None = None  # the last figure whose killer is the subject of its verb
    last: Figure | None = None
    for figure in tolls:
        if any(rule.startswith("actor.subject") for rule, _, _ in figure.rules) and figure.actor:
            told = last = figure
            continue
        if figure.relation == "among" or told is None or last is None:
            last = figure if figure.relation == "among" and last is not None else last
            continue
        free = figure.kind == "people" and not (figure.actor or figure.label_first or _by_others_too(figure))
        if not free or figure.sentence != told.sentence or not _same_subject(scan, last, figure):
            told = last = None
            continue
        figure.actor, last = told.actor, figure
        figure.use("actor.subject.shared", told.start, figure.end)


def _describes(scan: Scan, position: int) -> bool:
    """Say whether an adjective behind what is counted stands there: موظفا أمميا, عاملين محليين."""
    form = scan.forms[position]
    known = scan.noun(position) or any(scan.covering(name, position) for name in ("events", "connectors", "parties"))
    return scan.tokens[position].is_word and form.endswith(("ا", "ين")) and not form.startswith("و") and not known


def _by_others_too(figure: Figure) -> bool:
    """Say whether a cause was read for a figure that leaves no room for the subject told before: 'by unknown men'."""
    shared = ("cause.shared", "cause.behind")  # 'captured 17 soldiers, and killed 30 in battles'
    return figure.cause_read and not (figure.method == "clashes" and any(rule in shared for rule, _, _ in figure.rules))


def _same_subject(scan: Scan, last: Figure, figure: Figure) -> bool:
    """Say whether only 'and', or 'and' with a verb that can have no other subject, stands between two figures."""
    caused = [scan.at(end - 1) + 1 for rule, _, end in last.rules if rule == "cause.behind"]  # 'by shelling their boat'
    first = max([last.np_end, *(end for end in caused if end <= figure.hedge)])
    others = scan.noun(first) if first < figure.hedge else None
    first += others is not None and others.kind == "other_person"  # 'four other fishermen'
    first += first < figure.hedge and _describes(scan, first)  # 'captured 13 staff members of the UN', موظفا أمميا
    while first < figure.hedge - 1 and (scan.forms[first] == "في" or _tells_where(scan, first)):
        first += 1  # 'killed 11 in X, and wounded 34'
    gap = [form for form in scan.forms[first : figure.hedge] if form not in ("،", "(", ")")]
    joined = scan.forms[figure.hedge].startswith("و")
    if gap in ([], ["و"]):
        return joined or gap == ["و"]
    noun = next((n for i in range(figure.position, figure.np_end) if (n := scan.noun(i))), None)
    object_of = scan.forms[figure.np_end - 1].endswith(("ين", "ا"))  # 'and killed 200 others', وقتلوا 200 آخرين
    verb = gap[-1].removeprefix("و")
    active = object_of or noun is None  # 'and killed more than 30': a passive would follow its subject
    if verb != gap[-1] and verb in word_set("they_killed") and active and len(gap) <= _OBJECT:
        return True
    told = (gap[0].startswith("و") and gap[0].endswith("ت")) or gap[0].startswith(("وي", "وت"))
    event = scan.covering("events", figure.hedge - 1)  # 'killed three, and wounded four other fishermen', وأصابت
    active = told and (
        scan.words("killing", figure.hedge - 1, figure.hedge) or (event and scan.noun(event.first) is None)
    )
    return active and len(gap) == 1 and (noun is None or noun.gender != "f")


_OBJECT = 4  # words of the end of one object and of the verb before the next


def _take_back(side: str, told: Figure, following: list[Figure]) -> None:
    """Give the bare numbers behind `told` in its sentence, which took a killer for those killed, its group."""
    for figure in takewhile(lambda f: f.sentence == told.sentence, following):
        if figure.group == side and any(rule == "group.others" for rule, _, _ in figure.rules):
            figure.group = told.group


_NEAR = 8  # figures
