"""Measures: whether the people of a figure were killed, wounded, displaced, or places taken.

The measure comes from the noun of the dead or wounded, from the casualty word right before the figure,
from the relative clause behind it, from its whole, or from the nearest casualty word of the sentence.
A figure of people to whom nothing is told to happen leaves the claims.

Each rule looks at one `Case` and says whether it settled it; the tables below are the order in which they are
asked. What the rules ask of the sentence stands in ``fates``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.arabic import without_and
from analysis.claims.fates import (
    REMAIN,
    SAVED,
    added_to,
    among_casualties,
    among_the_dead,
    captive_at,
    casualty_noun_before,
    cost_lives,
    counted_anew,
    counted_as_it_came_to,
    counted_behind,
    counted_casualties,
    counts_victims,
    crossed,
    dead_before,
    dead_or_missing,
    did_to_them,
    event_after,
    event_chain_before,
    fell_down,
    forced_to_flee,
    held_in,
    homes_left,
    is_expected,
    killed_and_captured,
    killed_and_wounded_after,
    killing_before,
    kin_of_one,
    leave_other_measure,
    lost_by_family,
    lost_its_own,
    lost_of_theirs,
    made_end_of,
    nearest_event,
    note_events,
    of_a_force,
    of_disaster,
    of_illness,
    only_says_when,
    other_side_beside,
    reached_by,
    remain_there,
    right_behind,
    said_of_them,
    set_aside,
    sets_aside,
    sheltered_there,
    speaker_between,
    then_killed,
    told_apart,
    told_by_places,
    told_of_another,
    union_of,
    were_released,
    were_saved,
    were_there,
)
from analysis.claims.figure import AGES, CLAUSE_MARKS, COUNTED, SKIPPED_MARKS, Figure, joined_by_and
from analysis.claims.figures import capture_of
from analysis.claims.households import read_displacement
from analysis.claims.modality import is_imperfect, is_unreal
from analysis.claims.phrases import DEAD_AND_MISSING, ILL, casualties_came_to, read_parties
from analysis.claims.wholes import NEAR
from analysis.lexicons import word_set
from analysis.morphology import analyse_verb
from analysis.scan import Scan

WHOLE_OF_SOME = "the whole of which some were hit; what happened to it is not told"
_DENIED = "denied, planned or hypothetical"
_LOST_BY_THEIR_OWN = "lost by their own side; whether killed is not told"
_THERE = "people who were there; no harm to them is told"
_UNTOLD = "people or places counted, but no killing, wounding or displacement of them is told"
_LISTED = 80  # figures; a list is never longer
_FREED = 7  # words from a word of freeing to those who were freed


@dataclass(slots=True, eq=False)
class Case:
    """One figure of people whose measure is asked, with what stands around it.

    `before`: the word right before it, without its 'and'. `chain`: the casualty words right before it, joined by
    'and'; `told`: their measures. `after`: the casualty word that tells of it from behind, once that was asked.
    """

    scan: Scan
    figure: Figure
    previous: Figure | None
    tolls: list[Figure]
    number: int
    following: Figure | None
    before: str
    chain: list
    told: frozenset[str]
    after: object = None

    def by_characters(self, measure: str, rule: str, start: int, end: int) -> bool:
        """Settle the measure by a rule that used the characters start:end."""
        self.figure.measure = measure
        self.figure.use(rule, start, end)
        return True

    def by_word(self, measure: str, rule: str, position: int) -> bool:
        """Settle the measure by a rule that used the word at a position."""
        return self.by_characters(measure, rule, *self.scan.span_of(position))

    def by_event(self, measure: str, rule: str, *events) -> bool:
        """Settle the measure by casualty words, which the claim then holds as its own."""
        self.figure.measure = measure
        note_events(self.scan, self.figure, list(events), rule)
        return True

    def by_figure(self, rule: str, other: Figure | None) -> bool:
        """Settle the measure as that of another figure, if there is one."""
        return other is not None and self.by_characters(other.measure, rule, other.start, other.end)

    def near(self) -> list[Figure]:
        return self.tolls[max(0, self.number - NEAR) : self.number]

    def remain(self) -> bool:
        """Say whether 'there are still' stands before the figure."""
        before = self.scan.forms[max(self.figure.first, self.figure.lead - REMAIN) : self.figure.lead]
        return not word_set("remains").isdisjoint(form.removeprefix("و") for form in before)

    def behind(self, words: int) -> list[str]:
        return self.scan.forms[self.figure.np_end : self.figure.np_end + words]


Rule = Callable[[Case], bool]


BOTH = frozenset({"measure.of_bracket", "measure.with_dead"})  # the rules of counts of killed and wounded


def read_measure(scan: Scan, figure: Figure, previous: Figure | None, tolls: list[Figure], number: int) -> None:
    if figure.kind in _OTHER_KINDS:
        _OTHER_KINDS[figure.kind](scan, figure)
        return
    if figure.measure == "casualties" and any(rule in BOTH for rule, _, _ in figure.rules):
        return  # '46 injuries, 9 deaths among them'
    chain = event_chain_before(scan, figure, previous)
    counted = counted_casualties(scan, figure) if chain and not analyse_verb(scan.forms[chain[-1].last - 1]) else None
    if counted is not None and counted[0] < chain[0].first:
        chain = []  # 'the number of the killed of a raid on a bus of wounded people has risen to 7'
    own = next((n for i in range(figure.position, figure.np_end) if (n := scan.noun(i)) and n.kind == "casualty"), None)
    if chain and own is not None and own.label in ("killed", "wounded"):
        away = {match.entry["measure"] for match in chain} <= {"displaced", "missing"}
        apart = chain[-1].entry["measure"] == "casualties" and scan.word_before(figure.lead) == "("
        away = away or apart  # 'fell dead and wounded (68 dead and 105 wounded)'
        chain = [] if away else chain  # 'the toll of the shelling of a camp for the displaced has risen to 16 dead'
    if chain and only_says_when(scan, figure, chain):
        chain = []  # 'killed 20 in a march for the missing, four children among them'
    case = Case(
        scan, figure, previous, tolls, number,
        following=tolls[number + 1] if number + 1 < len(tolls) else None,
        before=scan.forms[figure.lead - 1].removeprefix("و") if figure.lead else "",
        chain=chain,
        told=frozenset(match.entry["measure"] for match in chain),
    )  # fmt: skip
    if _settled(case, _ASKED_FIRST) or _settled(case, _TOLD_BEFORE if chain else _NOTHING_BEFORE):
        return
    case.after = event_after(scan, figure, case.following)
    if _settled(case, _TOLD_BEHIND) or figure.measure:
        return
    if not _settled(case, _TOLD_FARTHER_OFF):
        case.figure.is_no_toll(_UNTOLD)


def _settled(case: Case, rules: tuple[Rule, ...]) -> bool:
    return any(rule(case) for rule in rules)


def _read_fire(scan: Scan, figure: Figure) -> None:
    """Set munitions aside that were held, found or made safe: 'seized 400 shells'."""
    if figure.measure in ("shells", "barrel_bombs"):
        words = scan.forms[max(figure.first, figure.lead - 8) : figure.lead]
        held = [i for i, form in enumerate(words) if form.removeprefix("و") in word_set("holds_munitions")]
        if held and CLAUSE_MARKS.isdisjoint(words[held[-1] :]):
            figure.is_no_toll("held or found, not fired")


def _read_capture(scan: Scan, figure: Figure) -> None:
    capture = capture_of(scan, figure)
    if capture is None:
        figure.is_no_toll("places named, not taken")
        return
    figure.measure = "localities_captured"
    figure.use("event.capture", scan.tokens[capture.first].start, scan.tokens[capture.last - 1].end)


_OTHER_KINDS = {"strike": _read_fire, "household": read_displacement, "locality": _read_capture}


# Asked first: not told as a fact, of no attack, of people to whom no harm came; or told by words that outweigh
# whatever else is told of them.


def _sized_or_let_go(case: Case) -> bool:
    """'The inhabitants, 55 thousand of them', 'neutralised 7', 'let 7 go'."""
    sole = case.figure.lead and case.scan.forms[case.figure.lead - 1] in word_set("sole")  # 'a sole hospital', وحيد
    reason = set_aside(case.scan, case.figure, case.before) if case.before in sets_aside() and not sole else ""
    return bool(reason) and case.figure.is_no_toll(reason)


def _dead_or_missing(case: Case) -> bool:
    return dead_or_missing(case.scan, case.figure) and case.figure.is_no_toll(DEAD_AND_MISSING)


def _set_free(case: Case) -> bool:
    """'Freed 25 detainees'."""
    figure = case.figure
    held = figure.measure == "detained" or (figure.kind == "people" and not case.chain and not figure.measure)
    first = max(figure.first, figure.position - _FREED)
    return held and were_released(case.scan, figure, first) and case.figure.is_no_toll("released, not detained")


def _killed_and_captured(case: Case) -> bool:
    both = bool(case.chain) and killed_and_captured(case.scan, case.chain[0])
    return both and case.figure.is_no_toll("killed and captured together")


def _force_that_fled(case: Case) -> bool:
    fled = case.told == {"displaced"}
    fled = fled and case.scan.forms[case.chain[0].first].removeprefix("و") in word_set("flees")
    if not fled:
        return False
    figure = case.figure
    if not word_set("of_a_prison").isdisjoint(case.scan.forms[figure.position : figure.np_end + 2]):
        return figure.is_no_toll("prisoners who escaped; no harm to them is told")  # 'fled from the prison of X'
    forced = of_a_force(case.scan, figure)
    return forced and figure.is_no_toll("fighters who fled; no harm to them is told")


def _kin_of_one(case: Case) -> bool:
    kin = case.figure.kind == "people" and kin_of_one(case.scan, case.figure)
    return kin and case.figure.is_no_toll("family of one who was hit; no harm to them is told")


def _told_of_another(case: Case) -> bool:
    first = max(case.figure.first, case.figure.lead - _TO_ANOTHER)
    events = case.scan.between("events", first, case.figure.lead) if case.figure.kind == "people" else []
    another = bool(events) and told_of_another(case.scan, case.figure, events[-1])
    return another and case.figure.is_no_toll("the deed is done to another, or to what they hoped for")


_TO_ANOTHER = 8  # words of 'arrested in the city of X the leader of a cell of'


def _took_part(case: Case) -> bool:
    """'An attack in which 30 gunmen took part', 'while 400 others were sheltering': no harm to them is told."""
    scan, figure = case.scan, case.figure
    before = [form.removeprefix("و") for form in scan.forms[max(figure.first, figure.lead - 2) : figure.lead]]
    took = not word_set("takes_part").isdisjoint(before) and before[-1] in word_set("takes_part") | {"فيه", "فيها"}
    took = took or (bool(before) and before[-1] in word_set("in_presence_of"))  # 'was buried in the presence of 2000'
    behind = scan.forms[figure.np_end] if figure.np_end < figure.last else ""
    acts = behind.startswith("ي") and behind.endswith("ون") and scan.phrase("events", figure.np_end) is None
    were = bool(before) and before[-1] == "كان" and acts
    there = (took or were) and figure.kind == "people"
    return there and figure.is_no_toll("took part or were there; no harm to them is told")


def _stopped_for(case: Case) -> bool:
    """'Stopped its support for 3 million persons', أوقف دعمه ل: nobody was arrested."""
    scan, figure = case.scan, case.figure
    events = scan.between("events", max(figure.first, figure.lead - _STOPPED), figure.lead)
    stops = bool(events) and scan.forms[events[-1].first].removeprefix("و") in word_set("stops")
    aimed = stops and not {"ل", "عن"}.isdisjoint(scan.forms[events[-1].last : figure.lead + 1])
    return aimed and not figure.measure and figure.is_no_toll(_UNTOLD)


_STOPPED = 8  # words


def _left_their_homes(case: Case) -> bool:
    """'15 thousand persons left their homes', whatever else is told of them."""
    homes = homes_left(case.scan, case.figure, case.before)
    if case.figure.kind != "people" or homes is None:
        return False
    case.figure.np_end = homes + 1
    return case.by_word("displaced", "event.left_home", homes)


def _became_displaced(case: Case) -> bool:
    """'10 million, who have become displaced', باتوا نازحين; 'four million became refugees', أصبح 4 ملايين لاجئين."""
    scan, figure = case.scan, case.figure
    last = figure.np_end + (scan.forms[figure.np_end : figure.np_end + 1] == ["،"])
    behind = not word_set("have_become").isdisjoint(scan.forms[last : last + 1])
    before = case.before in word_set("has_become")
    there = figure.kind == "people" and not case.chain and (behind or before)
    near = range(last + behind - 1, min(last + behind + 1, figure.last)) if there else ()
    status = next((i for i in near if scan.forms[i] in word_set("displaced_people")), None)
    return status is not None and case.by_word("displaced", "event.became", status)


def _saved(case: Case) -> bool:
    scan, figure = case.scan, case.figure
    if figure.kind != "people" or not were_saved(scan, figure, case.previous):
        return False
    behind = scan.phrase("events", figure.np_end)
    told_dead = behind and behind.entry["measure"] == "killed" and right_behind(scan, figure, behind)
    return not told_dead and case.figure.is_no_toll(SAVED)  # 'seven were buried who died in the raid'


def _then_killed(case: Case) -> bool:
    """'A stray shot hit a girl of ten and killed her'."""
    scan, figure = case.scan, case.figure
    then = then_killed(scan, figure.np_end)
    if then is None or not case.told <= {"wounded"} or scan.between("events", figure.np_end, then):
        return False
    hit = scan.between("events", max(figure.first, figure.position - _HIT), figure.position)
    harmed = hit[-1].entry["measure"] == "wounded" if hit else figure.form == "singular"  # 'ran over a boy and …'
    return harmed and case.by_word("killed", "event.then_killed", then)


_HIT = 6  # words of 'a stray shot hit'


def _rescued_later(case: Case) -> bool:
    """'Eight stayed under the rubble for six hours before they were brought out alive'."""
    scan, figure = case.scan, case.figure
    ends = (scan.commas(figure.np_end, figure.last) or [figure.last])[0]
    buried = [m for m in scan.between("events", figure.np_end, ends) if m.entry["measure"] == "missing"]
    then = bool(buried) and not word_set("before_actual").isdisjoint(scan.forms[buried[0].last : ends])
    rescued = then and not word_set("rescued").isdisjoint(scan.forms[buried[0].last : ends])
    return rescued and figure.kind == "people" and not case.chain and figure.is_no_toll(SAVED)


def _of_disaster(case: Case) -> bool:
    disaster = case.figure.kind == "people" and of_disaster(case.scan, case.figure)
    return disaster and case.figure.is_no_toll("an earthquake or a flood, no attack")


def _denied(case: Case) -> bool:
    """'Denied that 7 were killed', 'may make 700 thousand homeless and kill thousands'."""
    scan, figure, previous = case.scan, case.figure, case.previous
    told = case.chain[0] if case.chain else None
    if is_unreal(scan, told.first if told else figure.lead, told, figure.first):
        return case.figure.is_no_toll(_DENIED)
    if figure.counted_before and is_expected(scan, figure, previous):
        return case.figure.is_no_toll(_DENIED)
    goes_on = told is not None and previous is not None and previous.reason == _DENIED
    goes_on = goes_on and told.clitics.startswith("و") and is_imperfect(scan, told)
    return goes_on and case.figure.is_no_toll(_DENIED)


def _lost_by_others(case: Case) -> bool:
    """'Seven families lost one of their sons', 'the army lost 120 of its men'."""
    if case.told != {"missing"}:
        return False
    if not word_set("their_own").isdisjoint(case.behind(2)):
        return case.figure.is_no_toll("lost somebody or something; no harm to them is told")
    own = lost_its_own(case.scan, case.figure, case.chain[0])
    return own and case.figure.is_no_toll(_LOST_BY_THEIR_OWN)


def _killed_them(case: Case) -> bool:
    """'They took 7 men and killed them'."""
    figure = case.figure
    if figure.kind != "people" or figure.measure not in ("", "detained"):
        return False
    done = did_to_them(case.scan, figure, case.following, "killed_them")
    return done is not None and case.by_word("killed", "event.killed_them", done)


def _deed_counted(case: Case) -> bool:
    """'214 killings, 524 arrests': the noun of the deed right behind the number, 214 قتلا و524 احتجازا."""
    scan, behind = case.scan, case.scan.at(case.figure.end - 1) + 1
    deed = scan.phrase("events", behind) if behind < len(scan.tokens) else None
    counted = deed is not None and not deed.clitics and scan.forms[behind] in word_set("counted_deed")
    return counted and case.by_event(deed.entry["measure"], "event.after", deed)


def _died_of_illness(case: Case) -> bool:
    """'14 persons died of cholera', '14 cases of death by cholera': توفي 14 شخصا بالكوليرا."""
    ill = not word_set("ill_with").isdisjoint(case.scan.forms[case.figure.np_end : case.figure.np_end + 1])
    return ill and case.figure.is_no_toll(ILL)


def _arrests_reached(case: Case) -> bool:
    """'A campaign of arrests in X that reached 26 persons', طالت 26 شخصا."""
    scan, figure = case.scan, case.figure
    if figure.kind != "people" or scan.word_before(figure.lead) not in word_set("reached_them"):
        return False
    words = range(max(figure.first, figure.lead - COUNTED), figure.lead - 1)
    arrests = [i for i in words if without_and(scan.forms[i]) in word_set("arrests")]
    return bool(arrests) and case.by_word("detained", "event.arrests", arrests[-1])


def _whose_death_is_counted(case: Case) -> bool:
    """'The number of those whose death X documented has risen to 41 detainees', عدد الذين … مقتلهم."""
    scan, figure = case.scan, case.figure
    counts = [scan.at(start) for rule, start, _ in figure.rules if rule == "head.count_noun_before"]
    if not counts or figure.measure not in ("detained", "displaced", "missing"):
        return False
    deaths = [m for m in scan.between("events", counts[0], figure.position) if m.entry["measure"] == "killed"]
    theirs = next((m.first for m in deaths if scan.forms[m.last - 1].endswith(("هم", "هن"))), None)
    return theirs is not None and case.by_word("killed", "event.their_death", theirs)


_ASKED_FIRST: tuple[Rule, ...] = (
    _whose_death_is_counted,
    _deed_counted,
    _arrests_reached,
    _died_of_illness,
    _sized_or_let_go,
    _dead_or_missing,
    _set_free,
    _killed_and_captured,
    _force_that_fled,
    _kin_of_one,
    _told_of_another,
    _took_part,
    _stopped_for,
    _left_their_homes,
    _became_displaced,
    _saved,
    _then_killed,
    _rescued_later,
    _of_disaster,
    _denied,
    _lost_by_others,
    _killed_them,
)


# No casualty word stands right before the figure.


def _done_to_them(case: Case) -> bool:
    """'They stopped 7 men and hurt them', 'arrests that reached 7', 'cost 7 their lives'."""
    scan, figure = case.scan, case.figure
    if figure.kind != "people" or figure.measure:
        return False
    if (done := did_to_them(scan, figure, case.following, "hurt_them")) is not None:
        return case.by_word("wounded", "event.hurt_them", done)
    if (reached := reached_by(scan, figure)) is not None:
        return case.by_event(reached.entry["measure"], "event.reached", reached)
    if (cost := cost_lives(scan, figure)) is not None:
        figure.np_end = max(figure.np_end, cost + 1)
        return case.by_word("killed", "event.cost_lives", cost)
    return False


def _crossed(case: Case) -> bool:
    crossing = not case.figure.measure and crossed(case.scan, case.figure)
    return crossing and case.by_word("displaced", "event.crossed", case.figure.lead - 1)


def _are_so(case: Case) -> bool:
    """'That 14 thousand are detained', 'still are 92 thousand displaced'."""
    scan, figure = case.scan, case.figure
    noun = scan.noun(figure.np_end, "p") if not figure.measure and figure.np_end < len(scan.tokens) else None
    if noun is None or noun.kind != "casualty" or noun.clitics or noun.definite:
        return False
    endings = ("ون", "ين") if case.remain() else ("ون",)
    if not scan.forms[figure.np_end].endswith(endings):
        return False
    figure.np_end += 1
    return case.by_word(noun.label, "event.predicate", figure.np_end - 1)


def _are_held(case: Case) -> bool:
    """'7 hostages held by X', 'that 129 hostages are still held'."""
    scan, figure = case.scan, case.figure
    if figure.measure:
        return False
    near = [i for i in (figure.np_end - 1, figure.np_end) if figure.position < i < len(scan.tokens)]
    held = next((i for i in near if scan.forms[i] in word_set("held")), None)
    if held is None or not scan.forms[held].endswith(("ون", "ين", "ا") if case.remain() else "ون"):  # ما زال 121 محتجزا
        held = figure.np_end + 2 if " ".join(case.behind(2)) in word_set("are_still") else None
        if held is None or word_set("held").isdisjoint(scan.forms[held : held + 1]):
            return False
    figure.np_end = held + 1
    return case.by_word("detained", "event.predicate", held)


def _stranded(case: Case) -> bool:
    behind = case.behind(2)
    stuck = not word_set("stranded").isdisjoint(behind[:1]) and behind[1:] != ["تحت"]  # 'stuck under the rubble'
    return stuck and case.figure.is_no_toll("stranded; no harm to them is told")


def _were_there(case: Case) -> bool:
    scan, figure = case.scan, case.figure
    there = (not figure.measure and were_there(scan, figure)) or sheltered_there(scan, figure)
    return there and case.figure.is_no_toll(_THERE)


def _remain(case: Case) -> bool:
    stay = not case.figure.measure and remain_there(case.scan, case.figure)
    return stay and case.figure.is_no_toll("remain where they are; no harm to them is told")


def _told_apart(case: Case) -> bool:
    apart = not case.figure.measure and not case.figure.relation and told_apart(case.scan, case.figure)
    return apart and case.figure.is_no_toll("what happened to each of the two is told apart")


def _killed_and_wounded(case: Case) -> bool:
    """'Between dead and wounded' behind the figure."""
    both = killed_and_wounded_after(case.scan, case.figure)
    if both is None:
        return False
    case.figure.np_end = max(case.figure.np_end, both.last)
    return case.by_event("casualties", "event.both", both)


def _forced_to_flee(case: Case) -> bool:
    fled = forced_to_flee(case.scan, case.figure) if case.figure.kind == "people" else None
    return fled is not None and case.by_word("displaced", "event.forced", fled)


def _fell(case: Case) -> bool:
    fell = fell_down(case.scan, case.figure, case.previous) if not case.figure.measure else None
    return fell is not None and case.by_characters("killed", "event.fell", *fell)


def _fell_ill(case: Case) -> bool:
    wounded = case.told == {"wounded"} or case.figure.measure == "wounded"
    return wounded and of_illness(case.scan, case.figure) and case.figure.is_no_toll(ILL)


def _gave_up_their_lives(case: Case) -> bool:
    """'Fifteen civilians lost their lives', خسروا."""
    figure = case.figure
    if case.before not in word_set("gives_up") or word_set("their_lives").isdisjoint(case.behind(1)):
        return False
    figure.np_end += 1
    return case.by_word("killed", "event.gave_up", figure.np_end - 1)


_NOTHING_BEFORE: tuple[Rule, ...] = (
    _done_to_them,
    _crossed,
    _are_so,
    _are_held,
    _stranded,
    _were_there,
    _remain,
    _told_apart,
    _killed_and_wounded,
    _forced_to_flee,
    _fell,
    _fell_ill,
    _gave_up_their_lives,
)


# A casualty word stands right before the figure.


def _lost_martyrs(case: Case) -> bool:
    """'The country lost 36 martyrs': the noun says it."""
    return case.figure.measure == "killed" and case.told == {"missing"}


def _hurt_to_death(case: Case) -> bool:
    """'Seven suffocated to death'."""
    died = case.told == {"wounded"} and " ".join(case.behind(2)) in word_set("to_death")
    return died and case.by_word("killed", "event.to_death", case.figure.np_end)


def _died_or_went_missing(case: Case) -> bool:
    """'Three hundred were killed or went missing', قتل أو فقد."""
    both = case.told == {"killed", "missing"}
    if case.told == {"missing"} and dead_before(case.scan, case.chain[0]):
        before = case.previous.np_end if case.previous is not None else 0
        both = before < case.chain[0].first - 1  # not '152 died and 7 are missing'
    return both and case.figure.is_no_toll(DEAD_AND_MISSING)


def _says_the_word_before(case: Case) -> bool:
    figure = case.figure
    measure = union_of(set(case.told))
    if measure == "missing" and (lost := lost_of_theirs(case.scan, figure, figure.np_end)) is not None:
        measure, figure.np_end = lost  # 'thirty lost their lives', 'their limbs'
    figure.lead = min(figure.lead, case.chain[0].first)
    return case.by_event(measure, "event.before", *case.chain)


_TOLD_BEFORE: tuple[Rule, ...] = (
    _killed_and_wounded,
    _fell_ill,
    _lost_martyrs,
    _hurt_to_death,
    _died_or_went_missing,
    _says_the_word_before,
)


# A casualty word behind the figure may say what its noun leaves open, or more than it.


def _threatened(case: Case) -> bool:
    """'Two million are threatened with displacement'."""
    after = case.after if not case.figure.measure else None
    threat = after is not None and is_unreal(case.scan, after.first, after, case.figure.first)
    return threat and case.figure.is_no_toll(_DENIED)


def _hit_by_illness(case: Case) -> bool:
    """'21,500 who were hit by cholera'."""
    after = case.after
    if after is None or after.entry["measure"] != "wounded" or after.first != case.figure.np_end:
        return False
    illness = word_set("ill_with") | word_set("illness")
    return not illness.isdisjoint(case.scan.forms[after.last : after.last + 2]) and case.figure.is_no_toll(ILL)


def _died_later(case: Case) -> bool:
    """'355 injured who died', '11,000 detainees who perished'; other rules may still say more."""
    figure, after = case.figure, case.after
    died = figure.measure in ("wounded", "detained") and after is not None and after.entry["measure"] == "killed"
    if died and right_behind(case.scan, figure, after):
        case.by_event("killed", "event.after", after)
    return False


def _buried_or_unknown(case: Case) -> bool:
    """'Thousands of victims are under the rubble', 'the fate of 100 others is unknown'; others may say more."""
    scan, figure, after = case.scan, case.figure, case.after
    buried = after is not None and after.entry["measure"] == "missing" and after.first == figure.np_end
    if buried and counts_victims(scan, figure):
        case.by_event("missing", "event.after", after)
    fate = figure.lead > 0 and scan.forms[figure.lead - 1].endswith(tuple(word_set("fate")))
    if fate and figure.relation != "among":
        case.by_word("missing", "event.fate", figure.lead - 1)
    return False


def _detainees_killed(case: Case) -> bool:
    """'The regime executed between 5 and 13 thousand detainees', 'the court sentenced 12 detainees to death'."""
    scan, figure = case.scan, case.figure
    killing = killing_before(scan, figure, case.previous) if figure.measure == "detained" else None
    if killing is None:
        return False
    if is_unreal(scan, killing.first, killing, figure.first):
        return case.figure.is_no_toll(_DENIED)
    return case.by_event("killed", "event.nearest", killing)


_TOLD_BEHIND: tuple[Rule, ...] = (
    _threatened,
    _hit_by_illness,
    _died_later,
    _buried_or_unknown,
    _detainees_killed,
)


# Neither the noun nor the word right before the figure tells what happened.


def _says_the_word_behind(case: Case) -> bool:
    scan, figure, after = case.scan, case.figure, case.after
    if after is None:
        return False
    told = figure.relation == "among"
    if told and (right_behind(scan, figure, after) or said_of_them(scan, figure) is not None):
        leave_other_measure(figure, after, case.tolls[max(0, case.number - _LISTED) : case.number])
    measure = after.entry["measure"]
    if figure.relation and figure.parent.measure != measure:
        return False
    lost = lost_of_theirs(scan, figure, after.last) if measure == "missing" else None
    case.by_event(lost[0] if lost else measure, "event.after", after)  # 'three of them lost their limbs'
    if after.first == figure.np_end:
        figure.np_end = after.last
        if not figure.group_stated and figure.by is None:  # not '6417 whom X abducted'
            read_parties(scan, figure, figure.np_end)  # '885 were killed of the medical crews'
    return True


def _as_its_whole(case: Case) -> bool:
    """A piece is measured as its whole, but for 'and it arrested 36 of them'."""
    figure, previous = case.figure, case.previous
    if figure.parent is None:
        return False
    same = previous is not None and previous.sentence == figure.sentence
    own = case.scan.between("events", previous.np_end, figure.lead) if same and figure.relation == "among" else []
    own = [match for match in own if match.entry["measure"] != "localities_captured"]  # هيئة تحرير الشام
    own = [] if own and only_says_when(case.scan, figure, own) else own
    figure.measure = own[-1].entry["measure"] if own else figure.parent.measure
    return True


def _expected(case: Case) -> bool:
    expected = is_expected(case.scan, case.figure, case.previous)
    return expected and case.figure.is_no_toll("expected, not reported")


def _whole_of_some(case: Case) -> bool:
    """'7 were killed out of 30'; but '49 children out of 108 civilians' leaves the civilians hit."""
    figure, previous = case.figure, case.previous
    whole = case.scan.covering("connectors", figure.lead - 1) if figure.lead else None
    if whole is None or whole.entry["connector"] != "out_of":
        return False
    ages = previous is not None and previous.group in AGES and figure.group in ("civilians", "people")
    return not ages and case.figure.is_no_toll(WHOLE_OF_SOME)


def _aimed_at(case: Case) -> bool:
    """'The forces seized 125', 'made an end of 30', 'opened fire at 7': على before the figure."""
    scan, figure = case.scan, case.figure
    if not figure.lead:
        return False
    on = figure.lead - 1
    while on > 0 and scan.forms[on] in SKIPPED_MARKS:
        on -= 1
    if scan.forms[on] != "علي":
        return False
    if any(form.removeprefix("و") in word_set("seizes") for form in scan.forms[max(figure.first, on - REMAIN) : on]):
        return case.by_word("detained", "event.seized", on)
    ended = made_end_of(scan, figure, on)
    if ended is not None:
        return case.by_word("killed", "event.made_end", ended)
    besides = scan.covering("connectors", on)
    added = besides is not None and besides.entry["connector"] == "plus"  # علاوة على
    return not (figure.counted_before or added) and case.figure.is_no_toll(
        "aimed at; what happened to them is not told"
    )


def _among_the_hit(case: Case) -> bool:
    """'9 children and 7 women are among the dead'."""
    scan, figure = case.scan, case.figure
    behind = among_casualties(scan, figure, case.following)
    if behind is None:
        return False
    figure.np_end = max(figure.np_end, behind.last)
    return case.by_event(scan.noun(behind.last - 1).label, "event.among_behind", behind)


def _captives(case: Case) -> bool:
    """'The number of the captives is 199'."""
    figure = case.figure
    counted = figure.parent is None and any(rule == "head.count_noun_before" for rule, _, _ in figure.rules)
    captive = captive_at(case.scan, figure) if counted else None
    return captive is not None and case.by_word("detained", "event.captives", captive)


def _as_it_came_to(case: Case) -> bool:
    measure = counted_as_it_came_to(case.scan, case.figure)
    if not measure:
        return False
    case.figure.counted_before = True
    return case.by_word(measure, "event.as_it_came_to", case.figure.lead - 1)


def _nearest(case: Case) -> bool:
    """The nearest casualty word of the sentence, or the casualty noun that is counted, whichever is nearer."""
    scan, figure = case.scan, case.figure
    nearest = nearest_event(scan, figure, case.tolls, case.number)
    counted = counted_casualties(scan, figure)
    if counted is not None and (nearest is None or counted[0] < nearest.first < figure.position):
        return case.by_word(counted[1].label, "event.noun", counted[0])
    if nearest and figure.counted_before and figure.group_stated and speaker_between(scan, figure, nearest):
        nearest = None
    if nearest is None and case.by_figure("measure.counted_anew", counted_anew(scan, figure, case.near())):
        return True
    noun = casualty_noun_before(scan, figure)
    if nearest and lost_by_family(scan, figure, nearest):
        return case.by_event("killed", "event.lost_by_family", nearest)
    if nearest and nearest.entry["measure"] == "missing" and lost_its_own(scan, figure, nearest):
        return case.figure.is_no_toll(_LOST_BY_THEIR_OWN)
    if nearest and is_unreal(scan, nearest.first, nearest, figure.first):
        return case.figure.is_no_toll(_DENIED)  # 'the attack could have killed 40'
    if nearest and not (noun and (nearest.first > figure.position or nearest.last <= noun[0])):
        measure = nearest.entry["measure"]
        of_previous = case.previous is not None and case.previous.np_end >= nearest.first - 1
        if measure == "missing" and dead_before(scan, nearest) and not of_previous:
            return case.figure.is_no_toll(DEAD_AND_MISSING)
        fled = measure == "displaced" and nearest.first >= figure.np_end and nearest.clitics.startswith("ب")
        if fled and of_a_force(scan, figure):
            return case.figure.is_no_toll("fighters who fled; no harm to them is told")  # 'six gunmen took to flight'
        if measure == "wounded" and of_illness(scan, figure):
            return case.figure.is_no_toll(ILL)  # 'the disease hit 300 persons'
        before = scan.covering("events", nearest.first - 1) if nearest.first and nearest.clitics == "و" else None
        if before is not None and {before.entry["measure"], measure} == {"killed", "wounded"}:
            measure = "casualties"  # 'the mines killed and wounded, since the truce, 121'
        return case.by_event(measure, "event.nearest", nearest)
    if noun:
        start, end = scan.span_of(noun[0])
        figure.event_words.append(scan.text[start:end])
        return case.by_characters(noun[1].label, "event.noun", start, end)
    return False


def _as_the_one_before(case: Case) -> bool:
    figure, previous = case.figure, case.previous
    if previous is None or not previous.measure or previous.sentence != figure.sentence:
        return False
    counted = figure.counted_before and previous.kind == "people" and not figure.group_stated
    beside = previous.form == "singular" and previous.np_end == figure.position and joined_by_and(case.scan, figure)
    beside = beside and figure.kind == "people"  # 'a commander and 3 companions of his'
    if figure.inherits_group or counted or beside or _other_dead(case.scan, previous, figure):
        figure.measure = previous.measure
    return bool(figure.measure)


def _other_dead(scan: Scan, previous: Figure, figure: Figure) -> bool:
    """Say whether people are told right behind the dead of a group: '13 dead of the soldiers and 170 civilians'."""
    noun = scan.noun(scan.at(previous.end - 1) + 1)
    dead = noun is not None and noun.kind == "casualty" and previous.group_stated
    joined = joined_by_and(scan, figure) or scan.forms[figure.hedge].startswith("و")
    return dead and joined and figure.hedge - previous.np_end <= 1 and figure.kind == "people"


def _added_to(case: Case) -> bool:
    return case.by_figure("measure.added", added_to(case.scan, case.figure, case.near()))


def _other_side(case: Case) -> bool:
    return case.by_figure("measure.other_side", other_side_beside(case.scan, case.figure, case.previous))


def _by_places(case: Case) -> bool:
    return case.by_figure("measure.list_of_places", told_by_places(case.scan, case.figure, case.near()))


def _among_the_dead(case: Case) -> bool:
    told = among_the_dead(case.scan, case.figure, case.previous)
    case.figure.measure = "killed" if told else ""
    return told


def _casualties_came_to(case: Case) -> bool:
    came = casualties_came_to(case.scan, case.figure)
    if came is None:
        return False
    case.figure.counted_before = True
    return case.by_word(came[1].label, "event.came_to", came[0])


def _counted_behind(case: Case) -> bool:
    counted = counted_behind(case.scan, case.figure)
    return counted is not None and case.by_event(counted.entry["measure"], "event.counted_behind", counted)


def _held_in(case: Case) -> bool:
    prison = held_in(case.scan, case.figure)
    return prison is not None and case.by_word("detained", "event.held", prison)


def _of_the_victims(case: Case) -> bool:
    """'The victims: 312 men, 98 women', 'the victims are 12 children'."""
    scan, figure = case.scan, case.figure
    first = max(figure.first, figure.lead - _VICTIMS)
    victims = [i for i in range(first, figure.lead - 1) if scan.forms[i].removeprefix("و") in word_set("the_victims")]
    if figure.kind != "people" or not victims or scan.between("events", victims[-1] + 1, figure.lead):
        return False
    opens = scan.forms[victims[-1] + 1]
    told = opens == ":" or opens in word_set("they_are_persons")
    return told and case.by_word("killed", "event.victims", victims[-1])


_VICTIMS = 40  # words of a list of them


def _of_massacre(case: Case) -> bool:
    """'The toll of the massacre of X has risen to 69', 'of the raids has risen to 12, one of them a child'."""
    scan, figure = case.scan, case.figure
    first = max(figure.first, figure.lead - COUNTED)
    words = range(first + 1, figure.lead)
    massacre = next((i for i in words if scan.forms[i] in word_set("massacre")), None)
    if massacre is None and _risen_to(scan, figure):
        some = scan.connector(figure.np_end, "among")  # 40 raids may be meant without 'among them'
        attacks = word_set("has_a_toll") | (word_set("raids_with_a_toll") if some else frozenset())
        massacre = next((i for i in words if scan.forms[i] in attacks), None)
    told = massacre is not None and scan.forms[massacre - 1].removeprefix("و") in word_set("the_toll")
    nameless = figure.kind == "people" and not figure.group_stated and not scan.between("events", first, figure.lead)
    return bool(told) and nameless and case.by_word("killed", "event.massacre", massacre)


def _risen_to(scan: Scan, figure: Figure) -> bool:
    """Say whether 'to' stands right before a number and nothing of its own behind it."""
    behind = scan.forms[figure.np_end : figure.np_end + 1]
    closed = figure.np_end >= figure.last or behind[0] in CLAUSE_MARKS or scan.counts_at(figure.np_end)
    told = closed or scan.connector(figure.np_end, "among", "reporting") or scan.forms[figure.np_end].startswith("و")
    return scan.word_before(figure.lead) == "الي" and bool(told) and figure.np_end == scan.at(figure.end - 1) + 1


def _of_bare_toll(case: Case) -> bool:
    """'The toll has risen to 69, among them 12 women', where the report told nothing before of whom."""
    scan, figure = case.scan, case.figure
    first = max(figure.first, figure.lead - COUNTED)
    told = [i for i in range(first, figure.lead) if scan.forms[i].removeprefix("و") in word_set("bare_toll")]
    others = {other.measure for other in case.near() if other.role == "figure"}
    hurt = not others.isdisjoint(("wounded", "detained", "displaced"))
    nameless = figure.kind == "people" and not figure.group_stated and not hurt
    if not (told and nameless and _risen_to(scan, figure) and scan.connector(figure.np_end, "among")):
        return False
    return case.by_word("killed", "event.bare_toll", told[-1])


_TOLD_FARTHER_OFF: tuple[Rule, ...] = (
    _of_the_victims,
    _of_massacre,
    _says_the_word_behind,
    _as_its_whole,
    _expected,
    _whole_of_some,
    _aimed_at,
    _among_the_hit,
    _captives,
    _as_it_came_to,
    _nearest,
    _as_the_one_before,
    _added_to,
    _other_side,
    _by_places,
    _among_the_dead,
    _casualties_came_to,
    _counted_behind,
    _held_in,
    _of_bare_toll,
)
