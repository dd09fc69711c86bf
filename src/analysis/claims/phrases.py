"""Noun phrases: what a number counts, read from the words right around it.

Behind the number stand its noun, adjectives, 'of' a party or a count noun; before it a hedge, or the
count noun of "the number of the killed has risen to". A phrase that names nothing that the package
counts gives the figure another role in the ledger, with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from analysis.arabic import bare_forms, fold, without_and
from analysis.claims.figure import (
    BOMBARDMENT,
    CLAUSE_MARKS,
    COUNTED,
    OPEN_MEANS,
    PEOPLE_KINDS,
    SKIPPED_MARKS,
    Figure,
    characters,
    skip_marks,
)
from analysis.lattice import contains, join, refine
from analysis.lexicons import PhraseMatch, load_lexicon, word_set
from analysis.mentions import countries
from analysis.morphology import NounReading, analyse_verb
from analysis.scan import SEGMENT_END, Scan, is_bullet
from analysis.schemas import PEOPLE_MEASURES

SEGMENT_MARKS = {".", "،", "؛", ";", ":", "\n", ")", "(", "*", "•", "-", "–"}


def ends_segment(form: str) -> bool:
    """Say whether a mark ends the words that can label a number."""
    return form in SEGMENT_MARKS or is_bullet(form)


ILL = "ill; no attack is told"
DEAD_AND_MISSING = "dead and missing together"


def read_noun_phrase(scan: Scan, figure: Figure, position: int) -> None:
    """Read what stands behind the number: noun, adjective, 'of' a party, second noun, count noun."""
    _read_noun_phrase(scan, figure, position)
    if not figure.measure and figure.kind in ("people", "") and (noun := _toll_risen(scan, figure)) is not None:
        figure.kind, figure.measure, figure.counted_before, figure.bare = (
            "people",
            scan.noun(noun, "p").label,
            True,
            False,
        )
        figure.role, figure.reason = "figure", ""
        groups = _groups_between(scan, noun + 1, figure.position)
        if groups and not figure.group_stated:
            figure.group, figure.group_stated = join(groups), True
        figure.group = figure.group or "people"
        figure.use("head.risen", *characters(scan, noun, figure.position))
    if figure.kind == "people":
        figure.np_end = _behind_family(scan, figure.np_end)


def _behind_family(scan: Scan, position: int) -> int:
    """Return the position behind 'of one family', من عائلة واحدة, where it stands there, else the position."""
    if scan.forms[position : position + 1] != ["من"]:
        return position
    first, families = position + 1, word_set("one_family")
    return next((first + n for n in (2, 3) if " ".join(scan.forms[first : first + n]) in families), position)


def read_victims_behind(scan: Scan, figure: Figure) -> None:
    """Read '5 civilians victims of shelling', 5 مدنيين ضحية قصف: in a title, without a verb."""
    last = figure.np_end
    victims = figure.kind == "people" and not figure.measure and not figure.bare and last + 1 < len(scan.tokens)
    if victims and scan.forms[last] in word_set("victims_of") and scan.phrase("methods", last + 1) is not None:
        figure.measure, figure.np_end = "killed", last + 1
        figure.use("head.victims_behind", *characters(scan, last, last + 1))


def read_topic(scan: Scan, figure: Figure) -> None:
    """Read whom a number counts where 'as for' names them: 'as for the wounded, they are 45', أما الجرحى فهم 45.

    'As for the women, 12 of them were killed', 'as for the forces of X, 45 of them were killed'.
    """
    near = range(figure.position - 1, max(0, figure.position - _TOPIC) - 1, -1)
    near = takewhile(lambda i: scan.forms[i] not in SEGMENT_MARKS, near)
    opens = next((i for i in near if scan.forms[i] in word_set("as_for")), None)
    if figure.kind not in ("people", "") or opens is None or opens + 1 >= figure.position:
        return
    side, noun = scan.phrase("parties", opens + 1), scan.noun(opens + 1, "p")
    dead = noun is not None and noun.kind == "casualty" and not noun.definite
    theirs = scan.phrase("parties", opens + 2) if dead else None
    if theirs is not None and figure.measure in ("", noun.label) and figure.group in ("people", ""):
        figure.group, figure.group_stated = theirs.entry["group"], True  # 'as for the dead of X, their number is 45'
        figure.use("group.topic", *characters(scan, opens, theirs.last))
        return
    if side is not None and not side.entry["group"].startswith("combatants"):
        side = None  # 'the children'
    last = side.last if side is not None else opens + 2
    told = scan.forms[last : figure.position]
    if not told or not told[0].startswith("ف"):
        return
    if side is not None:
        if figure.group in ("people", "combatants") and not word_set("of_that_side").isdisjoint(told):
            figure.group, figure.group_stated = side.entry["group"], True
            figure.use("group.topic", *characters(scan, opens, last))
        return
    counted = not word_set("they_number").isdisjoint(told) and (figure.group in ("people", "") or not figure.kind)
    if noun is None or not noun.definite or not counted or noun.kind not in ("person", "casualty"):
        return
    if noun.kind == "person":
        figure.group, figure.group_stated = noun.label, True
    elif not figure.measure:
        figure.kind, figure.group, figure.role, figure.reason = "people", figure.group or "people", "figure", ""
        figure.measure, figure.counted_before, figure.bare = noun.label, True, False
    figure.use("group.topic", *characters(scan, opens, last))


_TOPIC = 10  # words of 'as for the wounded in X, their number came to more than'


def behind_share(scan: Scan, position: int) -> int:
    """Return the position behind a share told as an aside, or the position itself.

    '40 civilians (19%)', '40 civilians, that is 19% of the toll,'.
    """
    if scan.forms[position : position + 1] == ["("]:
        last = _end_of_share(scan, position + 1)
        return last + 1 if last and scan.forms[last : last + 1] == [")"] else position
    first = position + (scan.forms[position : position + 1] == ["،"])
    if first >= len(scan.tokens) or scan.forms[first] not in word_set("that_is"):
        return position
    numbers = (i for i in range(first + 1, min(first + _TO_SHARE, len(scan.tokens))) if scan.numerals_at(i))
    last = _end_of_share(scan, next(numbers, first))
    if not last or scan.forms[last : last + 1] != ["من"]:
        return last or position
    end = next((i for i in range(last, min(last + _OF_TOLL, len(scan.tokens))) if scan.forms[i] in SEGMENT_END), last)
    counted = any(scan.numerals_at(i) for i in range(last, end))
    return last if counted else end


_TO_SHARE = 4  # words of 'that is a share of about'
_OF_TOLL = 7  # words of 'of the whole number of the victims'


def _end_of_share(scan: Scan, position: int) -> int:
    """Return the position behind the percentage at a position, or 0."""
    share = scan.numerals_at(position) if position < len(scan.tokens) else ()
    return scan.at(share[0].end - 1) + 1 if share and share[0].kind == "percent" else 0


def _labelled_in_brackets(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether a number stands alone in brackets behind its place or side, and counts no noun behind them.

    'Idlib (34), then Hama (11)'.
    """
    label = scan.word_before(figure.position) == "(" and scan.forms[position : position + 1] == [")"]
    if not label or figure.position < 2:
        return False
    before = figure.position - 2
    named = scan.places.touching(*scan.span_of(before)) or scan.covering("parties", before)
    noun = scan.noun(position + 1, "sp") if position + 1 < len(scan.tokens) else None
    return bool(named) and noun is None


def _read_noun_phrase(scan: Scan, figure: Figure, position: int) -> None:
    if _of_the_dead(scan, figure):
        return
    position = behind_share(scan, position)
    if _labelled_in_brackets(scan, figure, position):
        _read_line_end(scan, figure)
        return
    colon = scan.forms[position : position + 1] == [":"]
    listed = scan.noun(position + 1, "sd") if colon and position + 1 < len(scan.tokens) else None
    listed = (
        listed is not None and listed.kind == "person" and figure.value != 1 and scan.noun(position + 1, "p") is None
    )
    group = scan.noun(position + 1, "p") if colon and position + 2 < len(scan.tokens) else None
    labelled = group is not None and group.definite and bool(scan.numerals_at(position + 2))  # '20: the civilians 15'
    counted = colon and bool(scan.numerals_at(position + 1))
    broken_down = counted or listed or labelled  # 'three: a man and two children'
    if broken_down or _labels_follow(scan, position):
        _read_line_end(scan, figure)
        return
    bracket = scan.forms[position : position + 1] == ["("]
    bracket = bracket and bool(scan.numerals_at(position + 1) or _on_line_of_list(scan, figure))
    opened = scan.forms[position : position + 1] == ["("] and position + 2 < len(scan.tokens)
    label = scan.noun(position + 1, "p") if opened else None
    if label is not None and label.kind == "person" and scan.numerals_at(position + 2):
        _read_line_end(scan, figure)  # '540 (men 312, women 98)'
        return
    position = position if bracket else skip_marks(scan, position)
    if (
        position >= len(scan.tokens)
        or scan.forms[position] == "\n"
        or (scan.forms[position] == "(" and _on_line_of_list(scan, figure))
    ):
        _read_line_end(scan, figure)
        return
    if bracket and scan.numerals_at(position + 1):
        event = scan.covering("events", figure.position - 1) if figure.position else None
        told = event is not None and event.last == figure.position  # 'and the arrest of 374 (215 in X and 159 in Y)'
        figure.kind, figure.group = "people", "people"
        before = scan.word_before(figure.lead)
        risen = bool(scan.connectors(figure.position - COUNTED, figure.position, "rise"))
        total = not told and (before in word_set("in_all") or risen)  # 'has risen to 20 (7 children and …)'
        figure.counted_before = total and _counted_noun_before(scan, figure)  # 'the total number of the dead 17 (11 …'
        figure.bare = not (told or figure.counted_before)
        return  # 'Aleppo 21 (19 at the hands of X and 2 of Y)'
    position = skip_marks(scan, position)
    position = read_qualifier_behind(scan, figure, position)
    if position < len(scan.tokens) and scan.forms[position] in word_set("only"):
        position = skip_marks(scan, position + 1)
    if (kin := _kin_of_the_dead(scan, position + 1)) is not None and scan.noun(position, "sp") is not None:
        figure.role, figure.reason, figure.np_end = "other_count", "relatives of those who died", kin
        return
    head = scan.noun(position, "sp") or (scan.noun(position, "d") if figure.value == 2 else None)
    if head and head.kind == "case" and scan.forms[position].endswith(("هم", "هن", "ها")):
        head = None  # 'among the wounded are five whose condition is grave', حالتهم خطرة
    if figure.qualifier == "vague" and head is None:
        head = scan.noun(position)
    if head and head.kind == "duration" and (opens_day(scan, position) or scan.window_over(*scan.span_of(position))):
        head = None  # 'among them 43 thousand on Saturday alone'
    if head and head.clitics.startswith(("و", "ف", "ب", "لال")):  # '15 hurt for the first time', للمرة; not لأطفال
        head = None  # 'the killed are 198 and the wounded 1207': the noun is the next number's
    phrase = _Phrase(scan, figure, position, head)
    if not any(rule(phrase) for rule in (*_SAID_BEHIND, *_SAID_BEFORE, *_LEFT_OPEN)):
        figure.role, figure.reason = "unread", "nothing around it says what it counts"


@dataclass(slots=True, eq=False)
class _Phrase:
    """A number and what stands behind it: `position`, and the noun there that may be counted, if any."""

    scan: Scan
    figure: Figure
    position: int
    head: NounReading | None

    def is_of(self, *kinds: str) -> bool:
        """Say whether the noun behind the number is of one of some kinds."""
        return self.head is not None and self.head.kind in kinds

    def people(self, last: int, group: str = "people") -> bool:
        """Let the number count people, in a phrase that ends at `last`."""
        self.figure.kind, self.figure.group, self.figure.np_end = "people", group, last
        return True

    def other(self, reason: str) -> bool:
        """Let the number count something else."""
        self.figure.role, self.figure.reason = "other_count", reason
        return True

    def use(self, rule: str, last: int) -> bool:
        self.figure.use(rule, *characters(self.scan, self.position, last))
        return True


# Each rule looks at one phrase and says whether it settled what the number counts; asked in the order of the tables.


def _non_civilians(phrase: _Phrase) -> bool:
    """'2472 non-civilians', غير مدني, من غير المدنيين."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    behind = position + (scan.forms[position : position + 1] == ["من"])
    if scan.forms[behind : behind + 1] != ["غير"] or not _civilians_at(scan, behind + 1):
        return False
    figure.group_stated = True
    return phrase.people(behind + 2, "combatants") and phrase.use("head.non_civilians", behind + 2)


def _taken_prisoner(phrase: _Phrase) -> bool:
    """'35 dead and 18 prisoners', 'twelve fell prisoner', وقع 12 أسيرا: as such they were taken, not killed."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    if phrase.head is None or scan.forms[position] not in word_set("prisoner"):
        return False
    joined = scan.forms[figure.position].startswith("و") or scan.word_before(figure.position) == "و"
    before = figure.position - (scan.word_before(figure.position) == "و")
    near = range(before - 1, max(0, before - _BESIDE) - 1, -1)
    beside = next((n for i in near if (n := scan.noun(i, "sp")) is not None), None)
    beside = beside if joined and beside is not None and beside.kind == "casualty" else None
    fell = without_and(scan.word_before(figure.position)) in word_set("falls") | word_set("falls_prisoner")
    if beside is None and not fell:
        return False
    figure.measure = "detained"
    phrase.people(position + 1)
    phrase.use("head.prisoner", position + 1)
    read_parties(scan, figure, position + 1)
    return True


_BESIDE = 4  # words of 'wounded at least and'


def _people_behind(phrase: _Phrase) -> bool:
    if not phrase.is_of(*PEOPLE_KINDS):
        return False
    _read_people(phrase.scan, phrase.figure, phrase.position, phrase.head)
    return True


def _strikes_behind(phrase: _Phrase) -> bool:
    """'33 raids', '7 incidents of assault on schools'."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    if phrase.is_of("strike"):
        read_strikes(scan, figure, position, phrase.head)
        return True
    attack = _attack_at(scan, position + 1) if phrase.is_of("case", "incident") else None
    if attack is not None:
        read_strikes(scan, figure, position + 1, attack)
        return True
    fire = scan.phrase("methods", position + 1) if phrase.is_of("incident") else None
    if fire is None or fire.clitics or fire.entry["method"] not in _FIRE:
        return False
    figure.kind, figure.measure, figure.np_end = "strike", "attacks", position + 1
    return phrase.use("head.strike", fire.last)  # '152 incidents of shelling'


_FIRE = ("airstrike", "shelling", BOMBARDMENT)


def _cases_behind(phrase: _Phrase) -> bool:
    if phrase.is_of("case"):
        read_case(phrase.scan, phrase.figure, phrase.position)
    return phrase.is_of("case")


def _households_behind(phrase: _Phrase) -> bool:
    if not phrase.is_of("household"):
        return False
    figure, last = phrase.figure, phrase.position + 1
    figure.kind, figure.measure, figure.np_end = "household", "displaced_households", last
    return phrase.use("head.household", last)


def _one_of_residents(phrase: _Phrase) -> bool:
    """'One of the inhabitants of X was killed', قتل أحد سكان البلدة."""
    behind = phrase.scan.forms[phrase.position : phrase.position + 1]
    one = phrase.figure.value == 1 and phrase.is_of("source") and not word_set("residents").isdisjoint(behind)
    return one and phrase.people(phrase.position + 1)


def _localities_behind(phrase: _Phrase) -> bool:
    if phrase.is_of("locality"):
        phrase.figure.kind, phrase.figure.np_end = "locality", phrase.position + 1
    return phrase.is_of("locality")


def _noun_right_before(phrase: _Phrase) -> bool:
    """'Two civilians', مدنيين اثنين."""
    if not _read_noun_before(phrase.scan, phrase.figure):
        return False
    read_parties(phrase.scan, phrase.figure, phrase.position)
    return True


def _count_noun_behind(phrase: _Phrase) -> bool:
    """'201, the number of the civilians', تعداد المدنيين."""
    counted = phrase.scan.connector(phrase.position, "count_noun")
    if counted is None or counted.clitics.startswith("و"):
        return False
    _read_counted(phrase.scan, phrase.figure, phrase.position)
    return True


def _count_noun_behind_subset(phrase: _Phrase) -> bool:
    """'Has risen to 13, an officer among them, the number of the killed of the government forces'."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    among = scan.connector(position + (scan.forms[position : position + 1] == ["،"]), "among")
    if among is None:
        return False
    first, last = (scan.at(offset) for offset in scan.sentence_of(figure.start))
    counts = ("count_noun", "rise")
    behind = scan.connectors(among.last, min(last, among.last + _SUBSET), *counts)
    before = scan.connectors(max(first, figure.position - _RISEN), figure.position, *counts)
    kinds = [match.entry["connector"] for match in (*before, *behind)]
    if len(before) != 1 or kinds[:2] != ["rise", "count_noun"] or behind[0].clitics.startswith("و"):
        return False
    counted = behind[0]
    groups = _groups_between(scan, counted.last, last)
    figure.group, figure.group_stated = join(groups) if groups else "people", bool(groups)
    noun = scan.noun(counted.last, "p")
    figure.measure = noun.label if noun is not None and noun.kind == "casualty" else ""
    figure.kind, figure.np_end = "people", position
    figure.use("head.count_noun", *characters(scan, counted.first, counted.last + 1))
    return True


_SUBSET = 25  # words of 'an officer with the rank of colonel and 3 others among them'


def _of_a_party(phrase: _Phrase) -> bool:
    """'Twelve of the army'."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    if of_party(scan, position) is None and not _bare_party(scan, position):
        return False
    figure.kind, figure.group = "people", "people"
    read_parties(scan, figure, position)
    return True


def _of_those_hit(phrase: _Phrase) -> bool:
    """'25 of the wounded', 'five of the dead were children'; relatives of the dead are none of them."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    casualties = _of_casualties(scan, position)
    if casualties is None:
        kin = _kin_of_the_dead(scan, position)
        figure.np_end = figure.np_end if kin is None else kin
        return kin is not None and phrase.other("relatives of those who died")
    figure.measure, last = casualties.label, position + 2
    phrase.people(last)
    last += scan.forms[last : last + 1] != [] and _is_nationality(scan, last)
    predicate = scan.noun(last, "p") if last < len(scan.tokens) else None
    if predicate and predicate.kind == "person" and not predicate.clitics and predicate.label != "people":
        figure.group, figure.group_stated, figure.np_end = predicate.label, True, last + 1
    return phrase.use("head.of_casualties", figure.np_end)


def _of_some_people(phrase: _Phrase) -> bool:
    """'Twelve of the gunmen', 'five of its foremost commanders', '22 of other nationalities'."""
    scan, position = phrase.scan, phrase.position
    of_nation = not word_set("of_nationality").isdisjoint(scan.forms[position + 1 : position + 2])
    if of_nation and scan.forms[position : position + 1] == ["من"]:
        return phrase.people(position + 2)
    people = _of_people(scan, position)
    if people is not None:
        foremost = scan.forms[position + 1] in word_set("foremost")
        _read_people(scan, phrase.figure, position + 1 + foremost, people)
    return people is not None


_SAID_BEHIND: tuple[Callable[[_Phrase], bool], ...] = (
    _non_civilians,
    _taken_prisoner,
    _people_behind,
    _strikes_behind,
    _cases_behind,
    _households_behind,
    _one_of_residents,
    _localities_behind,
    _noun_right_before,
    _count_noun_behind,
    _count_noun_behind_subset,
    _of_a_party,
    _of_those_hit,
    _of_some_people,
)


def _things_counted_before(phrase: _Phrase) -> bool:
    """'The number of the raids has come to 41', 'of the displaced families', 'of operations of assassination'."""
    scan, figure = phrase.scan, phrase.figure
    if _read_counted_strikes(scan, figure) or _counted_households_before(scan, figure):
        return True
    incidents = _counted_incidents(scan, figure)
    return incidents is not None and phrase.other(f"counts {incidents}")


def _people_counted_before(phrase: _Phrase) -> bool:
    """'The number of the killed has risen to 16'."""
    if phrase.is_of("other") or not _counted_noun_before(phrase.scan, phrase.figure):
        return False
    phrase.figure.kind, phrase.figure.counted_before = "people", True
    return True


def _casualties_told_before(phrase: _Phrase) -> bool:
    """'The dead came to 7', 'the dead of the famine 7', 'X killed 80'."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    alone = _no_noun_behind(scan, position)
    told = phrase.head is None and (_casualties_before(scan, figure) or (alone and _dead_of_before(scan, figure)))
    if told:
        figure.np_end = position
        return True
    return subject_before(scan, figure) and alone and phrase.people(position)


def _labelled_before(phrase: _Phrase) -> bool:
    """'The civilians 58,805', 'the air raids: 3140'."""
    return _label_before(phrase.scan, phrase.figure) or _strike_label_before(phrase.scan, phrase.figure)


def _event_before(phrase: _Phrase) -> bool:
    """'Were killed 33 in X', 'and 12 of them'."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    if _opens_people(scan, figure, position):
        _read_behind_event(figure)
        listed = position + 1 < len(scan.tokens) and scan.numerals_at(position + 1)
        of_them = scan.forms[position].startswith("منه") and not listed  # 'of five gunmen, two of whom were killed'
        figure.inherits_group = figure.inherits_group and _event_right_before(scan, figure) and not of_them
    elif _event_right_before(scan, figure) and (figure.qualifier == "vague" or _no_noun_behind(scan, position)):
        _read_behind_event(figure)
    else:
        return False
    figure.np_end = position
    return True


def _titled(phrase: _Phrase) -> bool:
    return _titled_before(phrase.scan, phrase.figure)


def _among_them(phrase: _Phrase) -> bool:
    """'Among them 71 of a people' that has no entry."""
    scan, position = phrase.scan, phrase.position
    if phrase.head is not None or not _among_before(scan, phrase.figure):
        return False
    unknown = position < len(scan.tokens) and scan.forms[position].endswith(("ا", "ين", "ون"))
    return phrase.people(position + unknown)


_SAID_BEFORE: tuple[Callable[[_Phrase], bool], ...] = (
    _things_counted_before,
    _people_counted_before,
    _casualties_told_before,
    _labelled_before,
    _event_before,
    _titled,
    _among_them,
)


def _counts_other_noun(phrase: _Phrase) -> bool:
    return phrase.head is not None and phrase.other(f"counts {phrase.head.lemma}")


def _ends_its_line(phrase: _Phrase) -> bool:
    scan, position = phrase.scan, phrase.position
    ends = scan.forms[position : position + 1] == ["."] and _on_line_of_list(scan, phrase.figure)
    if ends:
        _read_line_end(scan, phrase.figure)
    return ends


def _risen_to(phrase: _Phrase) -> bool:
    """'The killed to 64 and the wounded to 230'."""
    risen = _casualty_risen(phrase.scan, phrase.figure)
    phrase.figure.np_end = phrase.position if risen else phrase.figure.np_end
    return risen


def _without_noun(phrase: _Phrase) -> bool:
    """A number whose measure and group the figures around it may still tell."""
    scan, position = phrase.scan, phrase.position
    if not _no_noun_behind(scan, position):
        return False
    phrase.figure.bare = True
    return phrase.people(position + scan.phrase_at("behind_dead", position))


def _of_unknown_fate(phrase: _Phrase) -> bool:
    """'The fate of 100 is unknown'."""
    scan = phrase.scan
    fate = scan.word_before(phrase.figure.position).endswith(tuple(word_set("fate")))
    return fate and _is_unknown(scan, phrase.position) and phrase.people(phrase.position + 1)


def _people_by_form(phrase: _Phrase) -> bool:
    """'Killed 3 bakers', whose noun has no entry."""
    scan, figure, position = phrase.scan, phrase.figure, phrase.position
    if not _unknown_people(scan, figure, position):
        return False
    phrase.people(position + 1)
    phrase.use("head.people_by_form", position + 1)
    read_parties(scan, figure, position + 1)
    return True


def _counts_unknown_noun(phrase: _Phrase) -> bool:
    scan, position = phrase.scan, phrase.position
    word = position < len(scan.tokens) and scan.tokens[position].is_word
    return word and phrase.other(f"counts {scan.forms[position]}")


def _broken_down_behind(phrase: _Phrase) -> bool:
    """'1148 (320 killed and 828 wounded)'."""
    figure = phrase.figure
    opens = _opens_breakdown(phrase.scan, figure)
    if opens:
        figure.kind, figure.group, figure.bare = "people", "people", True
    return opens


_LEFT_OPEN: tuple[Callable[[_Phrase], bool], ...] = (
    _counts_other_noun,
    _ends_its_line,
    _risen_to,
    _without_noun,
    _of_unknown_fate,
    _people_by_form,
    _counts_unknown_noun,
    _broken_down_behind,
)


def _opens_breakdown(scan: Scan, figure: Figure) -> bool:
    """Say whether a bracket with a count of dead or wounded stands right behind a number: '1148 (320 killed and …)'."""
    behind = scan.at(figure.end - 1) + 1
    if scan.forms[behind : behind + 1] != ["("]:
        return False
    counted = next(iter(scan.numerals_at(behind + 1)), None) if behind + 1 < len(scan.tokens) else None
    noun = scan.noun(scan.at(counted.end - 1) + 1, "sp") if counted is not None else None
    return noun is not None and noun.kind == "casualty"


def _unknown_people(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether a noun outside the lexicon counts people by its form: 'killed 3 bakers', قتل 3 خبازين.

    The sound masculine plural and the broken plural of the form fuʿalāʾ (نقباء) count people, never things, but for
    the words of `not_people`; only right behind a word that says what happened to them, from three to ten.
    """
    if position >= len(scan.tokens) or not scan.tokens[position].is_word or not _event_right_before(scan, figure):
        return False
    form = scan.forms[position]
    few = figure.qualifier == "vague" or (figure.value is not None and 3 <= figure.value <= _FEW)
    sound = form.endswith(("ين", "ون")) and len(form) >= _SOUND and form[0] != "و"
    broken = len(form) == _BROKEN and form.endswith("اء") and form[0] not in "او"
    return few and (sound or broken) and form not in word_set("not_people")


_FEW, _SOUND, _BROKEN = 10, 5, 5  # the last number that takes a plural; letters of the shortest plurals


def _is_unknown(scan: Scan, position: int) -> bool:
    return not word_set("unknown_fate").isdisjoint(scan.forms[position : position + 1])


def _is_nationality(scan: Scan, position: int) -> bool:
    """Say whether an adjective with article, that names no group, stands at a position: 'of the Palestinian dead'."""
    noun = scan.noun(position, "p")
    return scan.forms[position].startswith("ال") and (noun is None or noun.label == "people")


def _labels_follow(scan: Scan, position: int) -> bool:
    """Say whether a dash and a place with its own number stand at a position: '139 - Hamouria 87', '22 - Homs: 19'."""
    if position + 1 >= len(scan.tokens) or scan.forms[position] not in _DASHES:
        return False
    words = scan.forms[position + 1 : position + 1 + _LABEL]
    colon = position + 1 + words.index(":") if ":" in words else position
    if colon > position and scan.numerals_at(colon + 1):
        return not any(scan.numerals_at(i) for i in range(position + 1, colon))
    named = scan.places.over(*scan.span_of(position + 1))
    return named is not None and bool(scan.numerals_at(scan.at(named.end - 1) + 1))


_LABEL = 4  # words of the name of a place, and the colon
_DASHES = ("-", "–", "—", "|", "/")


def _civilians_at(scan: Scan, position: int) -> bool:
    noun = scan.noun(position, "sp") if position < len(scan.tokens) else None
    return noun is not None and noun.label == "civilians"


def _on_line_of_list(scan: Scan, figure: Figure) -> bool:
    """Say whether a number stands behind the label of a line with a bullet: '- government forces: 12 (3 children)'."""
    return (
        figure.position > 0 and scan.forms[figure.position - 1] == ":" and scan.paragraph_of(figure.start) in scan.items
    )


def _read_line_end(scan: Scan, figure: Figure) -> None:
    """Read a number at the end of its line: 'the forces: 20' in a list, or behind a count noun."""
    if _strike_label_before(scan, figure) or _read_counted_strikes(scan, figure):
        return
    if _on_line_of_list(scan, figure):
        if not _titled_before(scan, figure):  # '- the wounded: 3890'
            figure.kind, figure.group = "people", "people"
            body = scan.items[scan.paragraph_of(figure.start)]
            noun = scan.noun(body, "p") if figure.position - 2 == body else None  # '- civilians: 120'
            if noun is not None and noun.kind == "person" and noun.label != "people":
                figure.group, figure.group_stated = noun.label, True
            figure.use("head.line", scan.paragraphs[scan.paragraph_of(figure.start)][0], figure.start)
    elif _counted_households_before(scan, figure):
        pass
    elif (incidents := _counted_incidents(scan, figure)) is not None:
        figure.role, figure.reason = "other_count", f"counts {incidents}"
    elif _counted_noun_before(scan, figure):
        figure.kind, figure.counted_before = "people", True
    elif (
        _read_noun_before(scan, figure)
        or _label_before(scan, figure)
        or _casualty_risen(scan, figure)
        or _casualties_before(scan, figure)
        or _dead_of_before(scan, figure)
        or _titled_before(scan, figure)
    ):
        pass
    elif _among_before(scan, figure) or subject_before(scan, figure):
        figure.kind, figure.group = "people", "people"
    elif _event_right_before(scan, figure):
        _read_behind_event(figure)
    else:
        figure.kind, figure.group, figure.bare = "people", "people", True


def _read_behind_event(figure: Figure) -> None:
    """Read 'and wounded 14': of the group told before."""
    figure.kind, figure.group = "people", "people"
    figure.inherits_group = figure.qualifier == "exact" and figure.lead == figure.position


def _read_noun_before(scan: Scan, figure: Figure) -> bool:
    """Read 'two civilians', مدنيين اثنين, whose ending alone could also be a plural's, and 'the three attackers'."""
    if figure.form != "words" or not figure.position:
        return False
    article = scan.forms[figure.position].startswith("ال")
    joined = scan.forms[figure.position].startswith("و")  # 'two policemen and two of the gunmen'
    noun = scan.noun(figure.position - 1, "p" if article else "d") if article or figure.value == 2 else None
    if article and noun is not None and noun.case == "c" and _of_a_family(scan, figure, noun):
        figure.kind, figure.group, figure.group_stated = "people", noun.label, noun.label != "people"
        figure.lead = figure.position - 1
        figure.use("head.noun_before", *characters(scan, figure.position - 1, figure.position))
        return True
    if noun is None and not joined and figure.value == 2 and _two_natives(scan.forms[figure.position - 1]):
        figure.kind, figure.group, figure.lead = "people", "people", figure.position - 1
        figure.use("head.noun_before", *characters(scan, figure.position - 1, figure.position))
        return True
    if noun is not None and not (joined or article) and noun.label in ("displaced", "detained"):
        event = scan.covering("events", figure.position - 2) if figure.position > 1 else None
        hit = event is not None and event.last == figure.position - 1  # 'the death of two detainees', معتقلين اثنين
        figure.kind, figure.group, figure.measure = "people", "people", "" if hit else noun.label
        figure.lead = figure.position - 1
        figure.use("head.noun_before", *characters(scan, figure.position - 1, figure.position))
        return True
    if noun is None or joined or noun.kind not in ("person", "member") or noun.definite != article:
        return False
    if article and (figure.position < 2 or not analyse_verb(scan.forms[figure.position - 2].removeprefix("و"))):
        return False  # 'the death of the thirty students', known from before
    figure.kind, figure.group, figure.group_stated = "people", noun.label, noun.label != "people"
    figure.lead = figure.position - 1
    figure.use("head.noun_before", *characters(scan, figure.position - 1, figure.position))
    return True


def _two_natives(form: str) -> bool:
    """Say whether a word names two people of a nation in the accusative or genitive: إسرائيليين اثنين."""
    return form.endswith("ين") and form.removesuffix("ين").removeprefix("و") in word_set("natives")


def _of_the_dead(scan: Scan, figure: Figure) -> bool:
    """Read 'the 18 dead', القتلى الـ18 and القتلى الثمانية عشر: a toll that the text takes for known."""
    article = figure.position and scan.forms[figure.position - 1] == "ال"
    before = figure.position - 1 - bool(article)
    noun = scan.noun(before, "p") if before >= 0 else None
    if noun is None or noun.kind != "casualty" or not noun.definite or not noun.label:
        return False
    if not (article or (figure.form == "words" and scan.forms[figure.position].startswith("ال"))):
        return False
    figure.kind, figure.group, figure.measure, figure.lead = "people", "people", noun.label, before
    figure.use(KNOWN_TOLL, *characters(scan, before, figure.np_end))
    return True


KNOWN_TOLL = "head.known_toll"  # the rule of 'the 18 dead'


def _kin_of_the_dead(scan: Scan, position: int) -> int | None:
    """Return the position behind 'of the mothers of the martyrs', من أمهات الشهداء, at a position, or None."""
    kin = scan.forms[position : position + 2]
    noun = scan.noun(position + 2, "p") if len(kin) == 2 and position + 2 < len(scan.tokens) else None
    told = noun is not None and noun.kind == "casualty" and noun.definite
    return position + 3 if told and kin[0] == "من" and kin[1] in word_set("kin_of") else None


def _of_a_family(scan: Scan, figure: Figure, noun) -> bool:
    """Say whether a counted noun with a pronoun is told of, not known: 'a woman and her three children were killed'."""
    before = figure.position - 2
    if noun.kind != "person" or noun.clitics not in ("", "و") or before < 0:
        return False
    return noun.clitics == "و" or scan.covering("events", before) is not None or _among_ends(scan, before)


def _among_ends(scan: Scan, position: int) -> bool:
    among = scan.covering("connectors", position)
    return among is not None and among.entry["connector"] == "among" and among.last == position + 1


def _among_before(scan: Scan, figure: Figure) -> bool:
    return figure.lead > 0 and (_among_ends(scan, figure.lead - 1) or share_in_bracket(scan, figure.lead) is not None)


def share_in_bracket(scan: Scan, position: int) -> int | None:
    """Return where 'most of them', 'half of them' stands before the bracket that a figure opens: أكثرهم (35)."""
    if position < 2 or scan.forms[position - 1] != "(":
        return None
    return position - 2 if scan.forms[position - 2] in word_set("most_of_them") | word_set("share_of_them") else None


def _read_people(scan: Scan, figure: Figure, position: int, head) -> None:
    figure.kind, figure.np_end = "people", position + 1
    figure.use(f"head.{head.kind}", *characters(scan, position, position + 1))
    behind = scan.forms[position + 1] if position + 1 < len(scan.tokens) else ""
    if head.kind == "casualty" and behind in word_set("ill_with"):
        figure.role, figure.reason = "other_count", ILL
        return
    if head.kind == "casualty" and behind in word_set("and_missing"):
        figure.role, figure.reason = "other_count", DEAD_AND_MISSING
        return
    if head.kind == "casualty":
        figure.group, figure.measure = "people", head.label
        _counted_noun_before(scan, figure)
        figure.group, figure.kind, figure.counted_before = figure.group or "people", "people", False
        second = scan.noun(position + 1, "p")
        if second is None and head.number == "s" and figure.form != "singular":
            second = scan.noun(position + 1, "s")  # '769 killed and wounded', قتيلاً وجريحاً
        joined = second and second.clitics.startswith("و") and second.definite == head.definite
        joined = joined and head.number == second.number and (head.number != "s" or head.case == second.case)
        if joined and {head.label, second.label} == {"killed", "wounded"}:
            figure.measure, figure.np_end = "casualties", position + 2  # مئات القتلى والجرحى
            position += 1
        position += behind in word_set("are_of")
        behind = scan.forms[position + 1] if position + 1 < len(scan.tokens) else ""
        adjective = scan.noun(position + 1, "sp")  # 112 قتيلاً مدنياً
        of = adjective is not None and adjective.clitics in ("ل", "لل", "لال") and behind.startswith("ل")
        if of and adjective.kind == "person" and adjective.label != "people" and not scan.numerals_at(position + 1):
            figure.group, figure.group_stated = adjective.label, True  # '32 bodies of children'
            figure.np_end = position + 2
        elif adjective and adjective.kind == "person" and not adjective.clitics:
            figure.group, figure.group_stated, figure.np_end = adjective.label, True, position + 2
            if scan.forms[position].endswith("ه") and adjective.label == "civilians/women":
                figure.group = "civilians"  # the adjective of ضحية: feminine, whoever died
        figure.event_words.append(scan.text[scan.tokens[position].start : scan.tokens[position].end])
    elif (named := scan.phrase("parties", position)) is not None and named.last > position + 1:
        figure.group, figure.group_stated, figure.np_end = named.entry["group"], True, named.last
        figure.use("group.party", *characters(scan, position, named.last))  # 'five men of security', رجال أمن
    else:
        figure.group = head.label
        adjective = scan.noun(position + 1, "sp") or scan.noun(position + 1, "d")
        if head.label == "people" and adjective and adjective.kind == "person" and not adjective.clitics:
            figure.group, figure.np_end = adjective.label, position + 2  # عسكريا، مدنيا
        elif adjective and adjective.label == head.label and not adjective.clitics and adjective.number == head.number:
            figure.np_end = position + 2  # '43 civilian citizens'
        elif behind in word_set("unarmed"):
            figure.np_end = position + 2
        figure.group_stated = figure.group != "people"
        if contains("combatants", figure.group) or figure.group == "people":
            _refine_by_counted(scan, figure)
        figure.inherits_group = head.kind == "other_person"
        _read_casualty_behind(scan, figure, head)
        if behind in word_set("fought"):
            figure.group, figure.group_stated, figure.inherits_group = "combatants", True, False
    position = max(position + 1, figure.np_end)
    if head.number == "s" and head.kind == "person":  # 600 children and women in one figure
        other = scan.noun(position, "s")
        accusative = scan.forms[position - 1].endswith("ا")  # 'twenty civilians and an employee' are 21
        alike = other and (not accusative or scan.forms[position].endswith(("ا", "ه")) or other.lemma.endswith("ى"))
        guard = other is not None and scan.forms[position + 1 : position + 2] != []
        if guard and other.clitics == "و" and scan.forms[position + 1] in word_set("of_security"):
            figure.group, figure.np_end = join([figure.group, "combatants/government"]), position + 2
            figure.use("head.two_groups", *characters(scan, position, position + 2))
            position, alike = position + 2, False  # '560 protesters and policemen'
        if alike and other.kind == "member" and other.clitics == "و" and contains("combatants", figure.group):
            figure.np_end = position = position + 1  # 'twenty officers and members of the forces'
        elif alike and other.kind == "person" and other.clitics == "و" and figure.form != "singular":
            health = scan.forms[position + 1 : position + 2]
            health = bool(health) and health[0] in word_set("of_health")  # مسعفا وعاملا صحيا
            figure.group = join([figure.group, "civilians/medics" if health else other.label])
            figure.np_end = position + 1 + health
            figure.use("head.two_groups", *characters(scan, position, figure.np_end))
            position = figure.np_end
    if head.number == "p" and head.kind == "person" and position < len(scan.tokens):
        other = scan.noun(position, "p")  # '610 civilians and soldiers' in one figure
        joined = other is not None and other.clitics == ("وال" if head.definite else "و")
        if joined and other.kind == "member" and contains("combatants", figure.group):
            figure.np_end = position = position + 1
        elif joined and other.kind == "person" and not head.definite:
            figure.group, figure.np_end = join([figure.group, other.label]), position + 1
            figure.use("head.two_groups", *characters(scan, position, position + 1))
            position += 1
    position = read_qualifier_behind(scan, figure, position)
    position = _read_age_behind(scan, figure, position)
    position = _read_end_of_verb(scan, figure, position)
    read_parties(scan, figure, position)


def _read_casualty_behind(scan: Scan, figure: Figure, head) -> None:
    """Read '231 children killed', طفلا شهيدا: the measure as an adjective, where no verb before them tells another."""
    position = figure.np_end
    missing = position < len(scan.tokens) and scan.forms[position] in word_set("adjective_of_missing")
    if missing and not _event_right_before(scan, figure):
        figure.measure, figure.np_end = "missing", position + 1
        figure.use("head.casualty_behind", *characters(scan, position, position + 1))
        return
    of = scan.forms[position : position + 1] == ["من"]
    family = scan.phrase_at("one_family", position + of)
    position += family and family + of  # 'six persons of one family dead', من عائلة واحدة قتلى
    noun = scan.noun(position, "sp") if position < len(scan.tokens) else None
    told = noun is not None and noun.kind == "casualty" and not noun.clitics and noun.number == head.number
    if not told or noun.definite or head.definite:
        return
    if noun.label == "displaced":
        figure.np_end = position + 1  # '15 displaced civilians', who may have been killed
    if noun.label not in ("killed", "wounded") or _event_right_before(scan, figure):
        return
    with_it = "".join(scan.forms[position + 1 : position + 2]).startswith("ب")
    if with_it and noun.label == "wounded":
        return  # 'twelve children ill with', مصابا بالسرطان
    figure.measure, figure.np_end = noun.label, position + 1
    figure.use("head.casualty_behind", *characters(scan, position, position + 1))


def _refine_by_counted(scan: Scan, figure: Figure) -> None:
    """Narrow 'has risen to 221 soldiers' by 'the toll of the killed of the army' before it."""
    group, stated, rules = figure.group, figure.group_stated, len(figure.rules)
    counted = _counted_noun_before(scan, figure)
    narrower = counted and figure.group_stated and contains(group, figure.group)
    if not narrower:
        figure.group, figure.group_stated = group, stated
        del figure.rules[rules:]


def _read_age_behind(scan: Scan, figure: Figure, position: int) -> int:
    """Read 'children under the age of eighteen': the age belongs to the phrase."""
    if scan.forms[position : position + 1] == ["("] and ")" in scan.forms[position : position + _OTHER_WORDS]:
        last = scan.forms.index(")", position)
        if " ".join(scan.forms[position + 1 : last]) in word_set("of_age"):  # '34 women (adult females)'
            figure.np_end = max(figure.np_end, last + 1)
            return last + 1
    if scan.forms[position : position + 1] != [] and scan.forms[position] in word_set("ages_range"):
        units = (i for i in range(position + 2, min(position + _AGES_RANGE, len(scan.tokens))))
        unit = next((i for i in units if (n := scan.noun(i)) is not None and n.kind == "duration"), None)
        if unit is not None:  # '15 children, aged between 3 and 10 years'
            figure.np_end = max(figure.np_end, unit + 1)
            return unit + 1
    tokens = scan.tokens[position : position + 8]
    age = next((i for i, token in enumerate(tokens[:3]) if token.form in word_set("age")), None)
    if age is None and len(tokens) > 1 and tokens[0].form in word_set("below_age"):
        age = 0 if tokens[1].form in word_set("inside_age") else None  # 'under eighteen'
    if age is None or any(token.form not in word_set("before_age") for token in tokens[:age]):
        return position
    last = age + 1
    while last < len(tokens) and (tokens[last].is_digits or tokens[last].form in word_set("inside_age")):
        last += 1
    figure.np_end = max(figure.np_end, position + last)
    return position + last


_OTHER_WORDS = 5  # and brackets
_AGES_RANGE = 9  # words of 'whose ages range between 3 and 10 years'


def _attack_at(scan: Scan, position: int) -> NounReading | None:
    noun = scan.noun(position, "sp") if position < len(scan.tokens) else None
    return noun if noun is not None and noun.kind == "strike" and noun.label == "attacks" else None


CASES = "cases of something else"


def case_alone(scan: Scan, figure: Figure) -> bool:
    """Say whether no word behind 'cases' says of what: '87 cases, three of them children'."""
    return _no_noun_behind(scan, figure.np_end)


def read_case(scan: Scan, figure: Figure, position: int) -> None:
    """Read 'N cases of death, of injury, of arrest': the word behind says what happened."""
    behind = position + 1
    noun = scan.noun(behind) if behind < len(scan.tokens) else None
    event = scan.covering("events", behind) if behind < len(scan.tokens) else None
    measure = noun.label if noun and noun.kind == "casualty" else event.entry["measure"] if event else ""
    if not measure and (dead := _came_to_at_once(scan, figure)) is not None:
        figure.np_end = position + 1  # 'the deaths came to 30 cases'
        _count_casualties(scan, figure, dead[1], (dead[0], figure.position), "head.came_to")
        return
    if not measure and not word_set("the_toll").isdisjoint(scan.forms[max(0, figure.lead - 6) : figure.lead]):
        figure.kind, figure.group, figure.np_end, figure.bare = "people", "people", position + 1, True
        return  # 'the total has risen to 180 cases': of what was told before
    counted = _cases_counted(scan, figure) if not measure else None
    if counted is not None:  # 'the number of cases of arrest has risen to 10,400 cases'
        behind, measure = position, counted.entry["measure"]
        figure.counted_before = True
        figure.event_words.append(scan.text[scan.tokens[counted.first].start : scan.tokens[counted.last - 1].end])
    if measure not in PEOPLE_MEASURES:
        figure.role, figure.reason, figure.np_end = "other_count", CASES, position + 1
        return
    figure.kind, figure.group, figure.measure = "people", "people", measure
    figure.np_end = max(behind + 1, event.last if event else 0)
    if counted is None:
        figure.event_words.append(scan.text[scan.tokens[behind].start : scan.tokens[figure.np_end - 1].end])
    figure.use("head.case", *characters(scan, position, figure.np_end))
    _refine_by_counted(scan, figure)
    read_parties(scan, figure, figure.np_end)


def _cases_counted(scan: Scan, figure: Figure) -> PhraseMatch | None:
    """Return the casualty word of 'the number of cases of arrest' before 'to 10,400 cases', or None.

    So in 'the cases of death under torture came to 12 cases'.
    """
    first = max(figure.first, figure.position - COUNTED)
    cases = [i for i in range(first, figure.position) if (n := scan.noun(i, "p")) is not None and n.kind == "case"]
    told = scan.covering("events", cases[-1] + 1) if cases else None
    alone = told is not None and not any(scan.counts_at(i) for i in range(cases[-1], figure.position))
    if alone and told.entry["measure"] in PEOPLE_MEASURES and scan.connectors(first, figure.position, "rise"):
        return told
    counts = scan.connectors(first, figure.position, "count_noun")
    if not counts or any(scan.numerals_at(i) and scan.counts_at(i) for i in range(counts[-1].last, figure.position)):
        return None
    noun = scan.noun(counts[-1].last, "p")
    event = scan.covering("events", counts[-1].last + 1) if noun is not None and noun.kind == "case" else None
    return event if event is not None and event.entry["measure"] in PEOPLE_MEASURES else None


def _no_noun_behind(scan: Scan, position: int) -> bool:
    """Say whether no noun can follow: the clause ends, or a preposition or a casualty word stands here."""
    if position >= len(scan.tokens) or not scan.tokens[position].is_word:
        return position >= len(scan.tokens) or scan.forms[position] in SEGMENT_MARKS
    form = scan.forms[position]
    if form in word_set("strike_adjective") and position + 1 < len(scan.tokens):
        behind = scan.forms[position + 1]
        return behind.startswith("و") or behind in SEGMENT_MARKS  # '26 strikes, 19 of them from the air and 7 …'
    waiting = form.startswith("ي") and form.endswith("ون") and len(form) > 5  # 'killed 46 waiting for aid'
    if (
        form in word_set("no_noun_behind")
        or " ".join(scan.forms[position : position + 2]) in word_set("all_at_once")
        or form in word_set("closes_verb")  # 'thirty met their end', لقي 30 حتفهم
        or (waiting and scan.noun(position) is None)
        or form == "و"
        or (form.startswith("و") and len(form) > 3 and not form.startswith(tuple(word_set("begins_with_waw"))))
        or form.startswith("بال")
        or scan.connector(position, "cause", "agent", "according", "among", "parts")
        or (form.startswith("ل") and scan.connector(position, "rise"))  # ', to rise': ليرتفع
        or (form.startswith(("ب", "ف")) and scan.places.touching(*scan.span_of(position)))
    ):
        return True
    token = scan.tokens[position]
    if scan.date_over(token.start, token.end) or scan.window_over(token.start, token.end) or opens_day(scan, position):
        return True
    method = scan.phrase("methods", position)
    if method is not None and method.clitics.startswith(("ب", "ل")):
        return True
    place = scan.phrase("places", position)
    if place is None:
        return False
    north_of = place.entry["kind"] == "region" and not place.clitics
    return north_of or place.clitics.startswith("ب")  # بريف دمشق


def opens_day(scan: Scan, position: int) -> bool:
    """Say whether 'the day' stands before a date: 'wounded 50, on the day 28 April'."""
    day = position + 1 < len(scan.tokens) and scan.forms[position] in word_set("the_day")
    return day and scan.date_over(*scan.span_of(position + 1)) is not None


def _toll_risen(scan: Scan, figure: Figure) -> int | None:
    """Return where the noun stands of 'the dead of the blast have risen to 27', ارتفع ضحايا التفجير إلى 27."""
    if figure.position < 3 or scan.forms[figure.position - 1] != "الي":
        return None
    rises = scan.connectors(max(0, figure.position - _RISEN), figure.position - 1, "rise")
    noun = scan.noun(rises[-1].last, "p") if rises else None
    if noun is None or noun.kind != "casualty" or noun.definite or noun.clitics:
        return None
    between = range(rises[-1].last + 1, figure.position - 1)
    told = any(scan.numerals_at(i) or scan.forms[i] in SEGMENT_MARKS for i in between)
    return None if told else rises[-1].last


_RISEN = 10  # words


def _casualty_risen(scan: Scan, figure: Figure) -> bool:
    """Read 'the killed to 64 and the wounded to 230': the noun of the dead or wounded, 'to' or 'at', the number."""
    to = figure.position - 1
    while to > 0 and (hedge := scan.covering("qualifiers", to)) is not None and hedge.last == to + 1:
        to = hedge.first - 1  # 'the wounded to more than 130'
    if to < 1 or scan.forms[to] not in ("الي", "ب"):
        return False  # 'estimated the dead at 53 and the wounded at 21', والجرحى بـ21
    place = to - 1
    if place > 2 and old_count(scan, place):
        place -= 2  # 'the wounded from 30 to 44'
    place = _hurt_among(scan, place)
    if scan.word_before(place).removeprefix("و") in word_set("for_the_hurt"):
        return False  # 'put the cost of the treatment of the wounded at 2 million'
    noun = scan.noun(place, "p")
    event = scan.covering("events", place)
    theirs = event is not None and scan.forms[place].endswith(("اه", "اها", "اهم"))  # قتلاه
    if theirs and event.entry["measure"] in ("killed", "wounded"):
        figure.kind, figure.group, figure.measure, figure.counted_before = (
            "people",
            "people",
            event.entry["measure"],
            True,
        )
        figure.use("head.risen", *characters(scan, place, figure.position))
        return True
    if noun is None or noun.kind != "casualty" or not noun.definite:
        return False
    figure.kind, figure.group, figure.measure, figure.counted_before = "people", "people", noun.label, True
    figure.use("head.risen", *characters(scan, place, figure.position))
    return True


def casualties_came_to(scan: Scan, figure: Figure) -> tuple[int, NounReading] | None:
    """Return the noun of those who 'came to', 'exceeded' a number, and where it stands, or None.

    'The dead reached 7', القتلى بلغوا 7; 'the dead of the regime since X exceeded 100', قتلى النظام … تجاوزوا المئة.
    """
    index, verb = figure.position - 1, None
    while index > 0 and figure.position - index <= _CAME_TO:
        hedges = scan.covering("qualifiers", index) is not None and scan.forms[index].endswith(("وا", "ون"))
        if scan.forms[index] in word_set("came_to") or hedges:
            verb = index
        elif scan.forms[index] not in word_set("inside_came_to") and not scan.covering("qualifiers", index):
            break
        index -= 1
    if verb is None:
        return None
    first = max(scan.at(scan.sentence_of(figure.start)[0]), verb - _SUBJECT_BACK)
    for position in range(verb - 1, first - 1, -1):
        if scan.forms[position] in CLAUSE_MARKS:
            return None
        noun = scan.noun(position, "p")
        if noun is not None and noun.kind == "casualty" and noun.clitics in _SUBJECT_CLITICS:
            return position, noun
        if scan.tokens[position].is_digits and not scan.window_over(*scan.span_of(position)):
            return None
    return None


_CAME_TO = 4  # words of 'do not exceed about'
_SUBJECT_BACK = 12  # words of 'the dead of the regime on the front of X since last week'
_SUBJECT_CLITICS = ("", "ال", "و", "وال", "ف", "فال")


def _casualties_before(scan: Scan, figure: Figure) -> bool:
    """Read a bare number that the dead or wounded 'came to'."""
    told = casualties_came_to(scan, figure) or _came_to_at_once(scan, figure)
    if told is None:
        return False
    _count_casualties(scan, figure, told[1], (told[0], figure.position), "head.came_to")
    return True


def _hurt_among(scan: Scan, place: int) -> int:
    """Return where 'the deaths' stands in 'the deaths among the displaced' that ends at a place, else the place."""
    status = scan.noun(place, "p") if place > 1 and scan.forms[place - 1] == "بين" else None
    hurt = scan.noun(place - 2, "p") if status is not None and status.label in ("displaced", "detained") else None
    told = hurt is not None and hurt.kind == "casualty" and hurt.label in ("killed", "wounded")
    return place - 2 if told else place


def _came_to_at_once(scan: Scan, figure: Figure) -> tuple[int, NounReading] | None:
    """Return the noun right before a number, and where it stands, in 'the deaths came to 30', بلغت الوفيات 30."""
    place = _hurt_among(scan, figure.lead - 1)
    noun = scan.noun(place, "p") if place > 0 else None
    dead = noun is not None and noun.kind == "casualty" and noun.definite and noun.label in PEOPLE_MEASURES
    rise = scan.covering("connectors", place - 1) if dead else None
    return (place, noun) if rise is not None and rise.entry["connector"] == "rise" else None


def _dead_of_before(scan: Scan, figure: Figure) -> bool:
    """Read 'the dead of the famine 7', 'deaths of hunger came to 7': a label that opens its segment, وفيات المجاعة."""
    first = last = figure.position
    while first and figure.position - first < _DEAD_OF and not _opens_label(scan, first):
        first -= 1
    while last > first and (scan.forms[last - 1] == "الي" or scan.connector(last - 1, "rise") is not None):
        last -= 1
    noun = scan.noun(first, "p") if last - first > 1 and _opens_label(scan, first) else None
    if noun is None or noun.kind != "casualty" or noun.clitics not in ("", "و"):
        return False
    told = any(scan.numerals_at(i) or scan.phrase("events", i) for i in range(first + 1, last))
    if told or not scan.forms[last - 1].startswith("ال"):
        return False
    _count_casualties(scan, figure, noun, (first, last), "head.dead_of")
    return True


def _count_casualties(scan: Scan, figure: Figure, noun: NounReading, label: tuple[int, int], rule: str) -> None:
    """Let a number count the dead or wounded of a noun that opens tokens[label], and the groups named behind it."""
    groups = _groups_between(scan, label[0] + 1, label[1])
    figure.kind, figure.measure, figure.counted_before = "people", noun.label, True
    figure.group, figure.group_stated = join(groups) if groups else "people", bool(groups)
    figure.use(rule, *characters(scan, label[0], figure.position))


def _opens_label(scan: Scan, first: int) -> bool:
    if not first or ends_segment(scan.forms[first - 1]) or scan.forms[first - 1] in word_set("opens_speech"):
        return True
    return scan.forms[first].startswith("و") and scan.tokens[first - 1].is_digits  # 'the dead of X 7 and those of Y 9'


_DEAD_OF = 7  # words


def _label_before(scan: Scan, figure: Figure) -> bool:
    """Read 'the civilians 58805': the group stands before its number, alone in its segment."""
    first = figure.position
    behind_number = first > 1 and scan.forms[first - 1].startswith("وال") and scan.tokens[first - 2].is_digits
    first -= bool(behind_number)  # 'the children 10,400 and the women 7,100'
    side = scan.covering("parties", first - 1) if first and not behind_number else None
    before = side.first - 1 if side is not None and side.first > 1 else 0
    before -= before > 0 and not scan.counts_at(before) and scan.noun(before, "sp") is not None
    if before > 0 and side.last == first and side.clitics.startswith("و") and scan.counts_at(before):
        first, behind_number = side.first, True  # 'the forces of X 50 (soldiers) and the forces of Y 30'
    while first and figure.position - first < 9 and not behind_number:
        party = scan.covering("parties", first - 1) if scan.forms[first - 1] == ")" else None
        if party is None and ends_segment(scan.forms[first - 1]):
            break
        first = party.first if party else first - 1  # 'the Syrian Democratic Forces (SDF) 12'
    first += first + 1 < figure.position and without_and(scan.forms[first]) in word_set("all_of")
    read = _read_label(scan, first, figure.position)
    groups, measure = read or ([], "")
    if first == figure.position or not (groups or measure) or figure.qualifier == "vague":
        return False
    figure.kind, figure.group, figure.measure = "people", "people", measure
    for group in groups:
        joined = group if contains(figure.group, group) else join([figure.group, group])
        figure.group, figure.group_stated = joined, True
    figure.lead = min(figure.lead, first)
    figure.label_first = True
    figure.use("head.label_before", *characters(scan, first, figure.position))
    return True


def _strike_label_before(scan: Scan, figure: Figure) -> bool:
    """Read 'The air raids: 3140': a definite noun of strikes, alone or behind 'number of', a colon, the number."""
    colon = figure.position - 1
    if colon < 1 or scan.forms[colon] != ":" or figure.qualifier == "vague":
        return False
    first = colon
    while first and scan.forms[first - 1] not in SEGMENT_MARKS | {"|"} and colon - first < 5:
        first -= 1
    nouns = [noun for i in range(first, colon) if (noun := scan.noun(i, "p")) and noun.kind == "strike"]
    if not nouns or not nouns[0].definite or any(scan.phrase("events", i) for i in range(first, colon)):
        return False
    air = "جويه" in [form.removeprefix("ال") for form in scan.forms[first:colon]]
    figure.kind = "strike"
    figure.measure = "airstrikes" if nouns[0].label == "strikes" and air else nouns[0].label
    figure.use("head.strike_label", *characters(scan, first, figure.position))
    return True


def _read_label(scan: Scan, first: int, last: int) -> tuple[list[str], str] | None:
    """Return the groups and the measure that the words of a label name; None when one of its words means neither."""
    index, groups, measure = first, [], ""
    while index < last:
        party, noun = scan.phrase("parties", index), scan.noun(index, "p")
        if noun and noun.kind in PEOPLE_KINDS:
            groups += [noun.label] if noun.kind in ("person", "member") and noun.label != "people" else []
            measure = noun.label if noun.kind == "casualty" else measure
            index += 1
        elif party and not (party.clitics.startswith("ب")):
            narrower = groups and not party.clitics.startswith("و") and contains(groups[-1], party.entry["group"])
            of_killer = party.entry.get("actor") and index > first and scan.word_before(index) in word_set("victims_of")
            if not of_killer:
                groups[len(groups) - bool(narrower) :] = [party.entry["group"]]  # 'the armed men loyal to the regime'
            index = party.last
        elif index > first and (scan.forms[index] in word_set("inside_label") or scan.connector(index, "ranks")):
            index += 1
        else:
            return None
    return groups, measure


def read_victims_of_line(scan: Scan, figure: Figure, colon: int) -> None:
    """Read '- government forces: 639' in a list by victims: the group stands in the label.

    What follows 'of nationality' there narrows no group.
    """
    body = scan.items[figure.paragraph]
    stop = next((i for i in range(body, colon) if scan.forms[i] in word_set("of_nationality")), colon)
    read = _read_label(scan, body, stop)
    group = join(read[0]) if read and read[0] else ""
    figure.label_first = True  # those who died, not those who killed
    if group and group != figure.group and contains(figure.group or "people", group):
        figure.group, figure.group_stated = group, True
        figure.use("group.line", *characters(scan, body, stop))


def _titled_before(scan: Scan, figure: Figure) -> bool:
    """Read 'The killed of January: 5794': a noun of the dead opens the line, a colon stands before the number."""
    if figure.position < 2 or scan.forms[figure.position - 1] != ":":
        return False
    first = figure.position - 1
    while first and not ends_segment(scan.forms[first - 1]) and figure.position - first < 9:
        first -= 1
    noun, event = scan.noun(first, "p"), scan.phrase("events", first)
    measure = noun.label if noun and noun.kind == "casualty" else event.entry["measure"] if event else ""
    counted = (i for i in range(first, figure.position - 1) if scan.numerals_at(i))
    if measure not in PEOPLE_MEASURES or any(scan.date_over(*scan.span_of(i)) is None for i in counted):
        return False  # 'killed in 63 operations as follows: 41 operations'
    groups = _groups_between(scan, first + 1, figure.position - 1)
    figure.kind, figure.measure = "people", measure
    figure.group, figure.group_stated = join(groups) or "people", bool(groups)
    figure.use("head.title", *characters(scan, first, figure.position))
    return True


def read_strikes(scan: Scan, figure: Figure, position: int, head) -> None:
    figure.kind, figure.measure, figure.np_end = "strike", head.label, position + 1
    words = [scan.forms[i] for i in range(position + 1, min(position + 4, len(scan.tokens)))]
    if head.label == "strikes":
        air, ground = "جويه" in words[:3], any(w in ("وبريه", "بريه") for w in words[:3])
        figure.measure = "airstrikes" if air and not ground else "strikes"
        mixed = any(m.entry["method"] == "mixed" for m in scan.between("methods", position, position + 3))
        figure.method = "mixed" if mixed or (air and ground) else ""
    means = scan.phrase("methods", position)
    if head.label == "attacks" and means is not None and means.last > position + 1:
        figure.method = OPEN_MEANS.get(means.entry["method"], means.entry["method"])  # 'attacks from the air'
    while figure.np_end < len(scan.tokens) and words and words[0].lstrip("و") in word_set("strike_adjective"):
        figure.np_end, words = figure.np_end + 1, words[1:]
    figure.use("head.strike", *characters(scan, position, figure.np_end))
    read_qualifier_behind(scan, figure, figure.np_end)


def _read_counted(scan: Scan, figure: Figure, position: int) -> None:
    """Read '20, the number of the killed of the government forces': the count noun stands behind."""
    figure.kind, figure.group = "people", "people"
    end = min(position + 12, len(scan.tokens))
    stop = next((i for i in range(position + 1, end) if _ends_phrase(scan, i)), end)
    figure.np_end = stop
    struck = scan.noun(position + 1, "p")
    if struck is not None and struck.kind == "strike" and struck.definite:
        read_strikes(scan, figure, position + 1, struck)  # 'to 58, the toll of the raids'
        return
    figure.use("head.count_noun", *characters(scan, position, stop))
    groups = _groups_between(scan, position + 1, stop)
    if groups:
        figure.group, figure.group_stated = join(groups), True


def _read_counted_strikes(scan: Scan, figure: Figure) -> bool:
    """Read 'the number of the raids on Idlib came to 26', a number without a noun."""
    first = max(figure.first, figure.position - COUNTED)
    counted = scan.connectors(first, figure.position, "count_noun")
    if counted and counted[-1].last == figure.lead and scan.forms[figure.lead - 1] in word_set("their_number"):
        back = range(counted[-1].first - 1, max(figure.first, counted[-1].first - _WHOSE_NUMBER) - 1, -1)
        noun = next((noun for i in back if (noun := scan.noun(i, "p")) is not None), None)
        if noun is not None and noun.kind == "strike":
            figure.kind, figure.measure = "strike", noun.label
            figure.use("head.counted_strikes", figure.start, figure.end)
        return figure.kind == "strike"  # 'the raids, which numbered 18'
    if not counted or counted[-1].last >= figure.position:
        return False
    noun = scan.noun(counted[-1].last, "p")
    strikes = noun is not None and noun.kind == "strike" and noun.definite
    between = range(counted[-1].last + 1, figure.lead)
    counts = any(scan.numerals_at(i) and scan.window_over(*scan.span_of(i)) is None for i in between)
    marks = any(ends_segment(scan.forms[i]) for i in between)
    if not strikes or counts or marks:
        return False
    figure.kind, figure.measure = "strike", noun.label
    figure.use("head.counted_strikes", figure.start, figure.end)
    return True


_WHOSE_NUMBER = 6  # words between raids and 'whose number'


def _counted_noun_before(scan: Scan, figure: Figure) -> bool:
    """Read 'the number of the killed in Idlib has risen to 327': the count noun stands before."""
    counted = scan.connectors(figure.position - COUNTED, figure.position, "count_noun")
    if scan.word_before(figure.lead) == "في" or scan.word_before(figure.position) == "في":
        return False  # 'the number of those killed in 3 governorates'
    if not counted or not word_set("ill_with").isdisjoint(scan.forms[counted[-1].last : figure.position]):
        return False
    for index in range(figure.position - 1, max(-1, figure.position - 1 - COUNTED), -1):
        token = scan.tokens[index]
        if token.form in (".", "؛", "،") or (token.end < figure.start and "\n" in scan.text[token.end : figure.start]):
            return False
        among = scan.connector(index, "among")
        if among is not None and among.last == figure.lead and token.form.endswith("هم"):
            return False  # 'the number of the dead of X, among them 3 Russians': they are other people's number
        if scan.window_over(token.start, token.end):
            continue
        if token.is_digits and not old_count(scan, index) and not _counts_no_people(scan, index):
            return False
        if scan.connector(index, "count_noun"):
            if not _counts_people(scan, figure, index):
                return False
            groups = _groups_between(scan, index + 1, figure.position) or _civilians_before(scan, figure)
            figure.group, figure.group_stated = join(groups), bool(groups)
            figure.use("head.count_noun_before", *characters(scan, index, figure.position))
            return True
    return False


def _counted_incidents(scan: Scan, figure: Figure) -> str | None:
    """Return what 'the number of' counts before a bare number where it is no people: عدد عمليات الاغتيال, or None."""
    counted = scan.connectors(figure.position - COUNTED, figure.position, "count_noun")
    first = counted[-1].last if counted else figure.position
    if first >= figure.position or scan.forms[first] not in word_set("incidents_of"):
        return None
    between = range(first, figure.position)
    told = any(scan.forms[i] in CLAUSE_MARKS or scan.counts_at(i) for i in between)
    last = scan.at(figure.end - 1) + 1
    return None if told or not _no_noun_behind(scan, skip_marks(scan, last)) else scan.forms[first]


def _counts_no_people(scan: Scan, index: int) -> bool:
    """Say whether a number inside 'the number of the killed … to N' is a time, or counts raids, hours, kilometres."""
    unit = scan.noun(index + 1, "sp") if index + 1 < len(scan.tokens) else None
    if unit is not None:
        return unit.kind not in PEOPLE_KINDS and unit.kind not in ("case", "household")
    clock = any(numeral.kind == "time" for numeral in scan.numerals_at(index))
    before = scan.forms[index - 2 : index] if index > 1 else []
    hour = before[1:] != [] and before[1].removeprefix("و") in word_set("at_the_hour")
    named = before[1:] != [] and before[1] in word_set("designation")
    inside = index > 1 and any(n.kind == "time" for n in scan.numerals_at(index - 2))  # 3:30
    return (
        clock
        or hour
        or named
        or inside
        or (before != [] and before[0] in word_set("numbered_day") and before[1] == "ال")
    )


def _counted_households_before(scan: Scan, figure: Figure) -> bool:
    """Read 'the number of the displaced families reached 7': عدد الأسر النازحة."""
    counts = scan.connectors(figure.position - COUNTED, figure.position, "count_noun")
    noun = scan.noun(counts[-1].last, "p") if counts else None
    if noun is None or noun.kind != "household" or not noun.definite:
        return False
    between = range(counts[-1].last + 1, figure.position)
    if any(scan.forms[i] in CLAUSE_MARKS or scan.tokens[i].is_digits for i in between):
        return False
    figure.kind, figure.measure, figure.counted_before = "household", "displaced_households", True
    figure.use("head.count_households", *characters(scan, counts[-1].first, figure.position))
    return True


def _civilians_before(scan: Scan, figure: Figure) -> list[str]:
    """Return the group right before 'to': 'the victims of the clashes … among the civilians to 256'."""
    last = figure.position - 1
    named = last > 1 and scan.forms[last] == "الي" and scan.forms[last - 2] in ("من", "بين")
    noun = scan.noun(last - 1, "p") if named else None
    return [noun.label] if noun is not None and noun.kind == "person" and noun.label != "people" else []


def changes_before(scan: Scan, position: int) -> bool:
    """Say whether a word of rising or falling stands before a position in its sentence."""
    first = scan.at(scan.sentence_of(scan.tokens[position].start)[0])
    words = scan.forms[max(first, position - 20) : position]
    return any(rest in word_set("changes") for word in words for rest, _ in bare_forms(word))


def old_count(scan: Scan, index: int) -> bool:
    """Say whether the number at `index` is the old one of 'has risen from 12 to 19'."""
    led = index and scan.forms[index - 1] == "من" and scan.forms[index + 1 : index + 2] == ["الي"]
    return bool(led) and changes_before(scan, index)


def _counts_people(scan: Scan, figure: Figure, index: int) -> bool:
    """Say whether the count noun at `index` counts people: 'the number of the killed', never 'of violations'."""
    for i in range(index, figure.position):
        noun, event = scan.noun(i), scan.covering("events", i)
        if (noun and noun.kind in PEOPLE_KINDS) or (event and event.entry["measure"] != "localities_captured"):
            return True
        party = scan.covering("parties", i)
        if party and i > index and (not party.entry.get("adjective") or i == index + 1):
            return True  # 'the number of the Israelis', never 'of the Israeli violations'
    last = scan.at(figure.end - 1) + 1
    return _no_noun_behind(scan, skip_marks(scan, last)) or scan.noun(last, "sp") is not None


def killed_them(scan: Scan, party):
    """Return the verb of 'whom X killed', قتلهم, right before a side, or None."""
    verb = scan.covering("events", party.first - 1)
    done = verb is not None and verb.last == party.first and scan.forms[party.first - 1].endswith("هم")
    return verb if done else None


def _groups_between(scan: Scan, first: int, last: int) -> list[str]:
    """Return the groups that a count noun at `first` governs: 'the number of the killed of the forces'.

    Reading stops at the first word that is no part of that phrase, so that a party further on ("the
    toll of the Russian bombardment") is never taken for the victims.
    """
    groups: list[str] = []
    index = first
    while index < last:
        party, noun = scan.phrase("parties", index), scan.noun(index)
        if noun is not None and noun.number == "s" and scan.places.touching(*scan.span_of(index)):
            break  # جنين, the town, is no unborn child: 'the number of the dead of Jenin'
        ranks = scan.connector(index, "ranks")
        done = killed_them(scan, party) if party else None
        if done is not None and not done.clitics:
            index = party.last  # 'the number of those whom X killed', من قتلهم
        elif party and not party.entry.get("adjective"):
            group = party.entry["group"]
            if party.entry.get("actor") and scan.word_before(index) in word_set("victims_of"):
                break  # 'the victims of X', ضحايا داعش: X killed them
            if groups and party.clitics != "و" and contains(groups[-1], group):
                groups[-1] = group
            else:
                groups.append(group)
            index = party.last
        elif party and groups[-1:] == ["combatants"] and party.clitics == "ال":
            groups[-1], index = party.entry["group"], party.last  # 'the number of the Turkish soldiers'
        elif party and groups[-1:] and party.clitics == "وال":
            groups.append(party.entry["group"])  # 'the dead of X and of the Kurds'
            index = party.last
        elif noun and noun.kind in PEOPLE_KINDS:
            groups += [noun.label] if noun.kind == "person" and noun.label != "people" else []
            index += 1
        elif ranks:
            index = ranks.last
        elif scan.forms[index] in word_set("inside_counted_phrase") or scan.covering("events", index):
            index += 1
        else:
            break
    return groups


def _ends_phrase(scan: Scan, position: int) -> bool:
    token = scan.tokens[position]
    return (
        token.form in ("،", ".", "؛", ":")
        or token.form in word_set("ends_counted_phrase")
        or token.is_digits
        or scan.window_over(token.start, token.end) is not None
        or scan.connector(position, "cause", "agent", "among") is not None
    )


def of_party(scan: Scan, position: int, fighter: bool = False):
    """Return the party named by 'of the party' at `position`, or None; 'in the party' for a `fighter`."""
    if position >= len(scan.tokens):
        return None
    if scan.forms[position] == "بين" and position + 1 < len(scan.tokens):
        among = scan.phrase("parties", position + 1)  # '411 deaths among the civilians'
        return among if among and among.entry["group"].startswith("civilians") and among.clitics in ("", "ال") else None
    belong = scan.forms[position] in word_set("belong_to") and position + 1 < len(scan.tokens)
    given = scan.phrase("parties", position + 1) if belong else None
    if given is not None and given.clitics.startswith("ل") and not given.entry.get("adjective"):
        return given  # 'five who belong to X', يتبعون لداعش
    belong = belong and scan.forms[position + 1] == "الي"
    if belong:
        position += 1
    if belong or scan.forms[position] in ("من", "في") or scan.connector(position, "ranks"):
        ranks = scan.connector(position, "ranks")
        after = ranks.last if ranks else position + 1
        noun = scan.noun(after) if after < len(scan.tokens) else None
        known = scan.phrase("parties", after) if noun and noun.kind == "member" else None
        whole = known and (scan.forms[after].endswith(("ه", "ها", "هم")) or known.last - known.first > 1)
        if noun and noun.kind == "member" and not whole:
            after += 1  # 'of members of the forces', but 'of its members'
        found = scan.phrase("parties", skip_marks(scan, after)) if after < len(scan.tokens) else None
        if not found and after + 1 < len(scan.tokens) and scan.forms[after] in word_set("party_opener"):
            found = scan.phrase("parties", after + 1)
        if found and not fighter and (scan.forms[found.first],) in countries() and found.last - found.first == 1:
            return None  # 'bodies from Turkey'
        nation = found is not None and scan.forms[after].removeprefix("ال") in word_set("people_of_nation")
        if nation and after == position + 1 and not ranks:
            return None  # 'tens of thousands of the Israelis'
        inside = ranks or fighter or (found and found.entry["group"].startswith("civilians/"))
        if found and (scan.forms[position] != "في" or inside):
            return found
    return None


_CLOSES_PHRASE = {":", "-", "–", "—"}


def _unit_behind(scan: Scan, position: int) -> int | None:
    """Return the position behind 'of the members of Division 17', من عناصر الفرقة 17, or None."""
    member = scan.noun(position - 1)
    position += scan.forms[position] == "من"
    unit = scan.noun(position) if position < len(scan.tokens) else None
    if member is None or member.kind != "member" or unit is None or unit.kind != "named" or not unit.definite:
        return None
    number = next(iter(scan.numerals_at(position + 1)), None) if position + 1 < len(scan.tokens) else None
    return scan.at(number.end - 1) + 1 if number is not None else None


def _labels_number(scan: Scan, position: int) -> bool:
    """Say whether a side at a position is the label of the number behind it, or the subject of the verb before that."""
    side = scan.phrase("parties", position)
    if side is None:
        return False
    behind = side.last + (scan.forms[side.last : side.last + 1] == [":"])
    verb = scan.phrase("events", behind) if behind < len(scan.tokens) else None
    return scan.counts_at(behind) or (verb is not None and scan.counts_at(verb.last))


def read_parties(scan: Scan, figure: Figure, position: int) -> None:
    """Read the parties that say who was counted: adjective, 'of', 'in the teams of', joined by 'and'."""
    twice = figure.value == 2 and not word_set("number_two").isdisjoint(scan.forms[position : position + 1])
    behind = position + twice  # 'soldiers, two, of X', جنديين اثنين من
    position = skip_marks(scan, behind)
    first = position
    if position >= len(scan.tokens) or not _CLOSES_PHRASE.isdisjoint(scan.forms[behind:position]):
        return  # 'killed were 12 civilians: the regime 8, X 4', '9 killed - the civil defence'
    if "(" in scan.forms[behind:position] and _labels_number(scan, position):
        return  # '100 civilians (the forces of X 50, Y 30)'
    party = of_party(scan, position, contains("combatants", figure.group or "people"))
    if party is not None and _received_from(scan, figure, position):
        return
    of_members = scan.noun(position, "p") if party is None else None
    if of_members is not None and of_members.kind == "member" and of_members.clitics == "ل":
        whose = position + 1 + (scan.forms[position + 1 : position + 2] == ["من"])
        party = scan.phrase("parties", whose) if whose < len(scan.tokens) else None
        party = party if party is not None and not party.clitics else None  # '1200 bodies of fighters of X'
    if party is None:
        direct = scan.phrase("parties", position)
        belongs = (
            ("ل", "لال") if scan.noun(position - 1) and scan.noun(position - 1).kind in ("member", "casualty") else ()
        )
        if direct and direct.entry.get("adjective") and not contains("combatants", figure.group or "people"):
            direct = None  # 'five Russian persons' are not said to be soldiers
        if direct and direct.clitics in ("", "ب", "ال", *belongs) and not scan.phrase("methods", position):
            party = direct
    groups = []
    if party is None and (unit := _unit_behind(scan, position)) is not None:
        groups, figure.np_end = ["combatants"], unit
        following = scan.phrase("parties", unit) if unit < len(scan.tokens) else None
        party = following if following and following.clitics in ("و", "وال") else None
    if party is None and scan.noun(position - 1) and scan.noun(position - 1).kind == "member":
        named = _party_of_them(scan, figure, position)
        if named:
            figure.group, figure.group_stated, figure.np_end = refine(figure.group, named), True, position + 1
            figure.use("group.of_them", *characters(scan, position, position + 1))
            return
    while party:
        group = party.entry["group"]
        loyal = scan.forms[party.last : party.last + 2]
        loyal = group == "combatants" and len(loyal) == 2 and loyal[0] in word_set("loyal") and loyal[1]
        if groups and loyal and loyal in word_set("loyal_to_it"):
            figure.np_end = party.last + 2  # 'of X and of the militias loyal to it'
            break
        groups.append(group)
        figure.np_end = party.last
        after = skip_marks(scan, party.last)
        following = scan.phrase("parties", after) if after < len(scan.tokens) else None
        adjective = following and following.entry.get("adjective") and following.clitics == "ال"
        side = following and group == "combatants" and following.clitics in ("", "ال") and after == party.last
        if adjective and contains("civilians", group):
            figure.np_end = following.last  # 'the Israeli captives' are no soldiers
        elif adjective or (side and contains(group, following.entry["group"])):
            groups[-1] = refine(group, following.entry["group"])  # 'the Kurdish fighters', 'the fighters of X'
            figure.np_end = following.last
            after = skip_marks(scan, following.last)
            following = scan.phrase("parties", after) if after < len(scan.tokens) else None
        party = following if following and following.clitics in ("و", "وال") else None
        if party is None and following is None and after < len(scan.tokens):
            noun = scan.noun(after, "p")
            people = noun is not None and noun.kind in ("person", "member")
            if people and noun.clitics.startswith("و") and groups:
                groups.append(noun.label)
                figure.np_end = after + 1
                following = scan.phrase("parties", after + 1) if after + 1 < len(scan.tokens) else None
                party = following if following and following.clitics.startswith("و") else None
    of = _of_people(scan, position) if not groups and figure.group == "people" and figure.measure else None
    if of is not None and of.definite and contains("combatants", of.label):
        groups, figure.np_end = [of.label], position + 2  # '42 killed of the soldiers'
    if groups:
        figure.group, figure.group_stated = refine(figure.group or "people", join(groups)), True
        figure.inherits_group = False
        figure.use("group.party", *characters(scan, first, figure.np_end))
        if _unknown_adjective(scan, figure.np_end):
            figure.np_end += 1  # 'the Druze fighters'
    position = _read_age_behind(scan, figure, figure.np_end)
    read_qualifier_behind(scan, figure, _read_end_of_verb(scan, figure, position))


def _received_from(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether 'of X' at a position tells from whom bodies or prisoners were received."""
    before = {form.removeprefix("و") for form in scan.forms[max(0, figure.position - _RECEIVED) : figure.position]}
    return scan.forms[position] == "من" and not word_set("receives").isdisjoint(before)


_RECEIVED = 6  # words


def _read_end_of_verb(scan: Scan, figure: Figure, position: int) -> int:
    """Read the end of 'met their death', 'departed this life', whose verb stands before the number."""
    ends = position < len(scan.tokens) and scan.forms[position] in word_set("closes_verb")
    if not ends or not _event_right_before(scan, figure):
        return position
    figure.np_end = max(figure.np_end, position + 1)
    return read_qualifier_behind(scan, figure, position + 1)


def read_side_before(scan: Scan, figure: Figure) -> None:
    """Read 'killed of the government forces in the attack 248', 'and of the factions 66 fighters'."""
    if figure.kind != "people" or figure.role != "figure" or not figure.lead:
        return
    side = scan.covering("parties", figure.lead - 1)
    lost = side is not None and side.last == figure.lead and side.first > 0 and bool(figure.measure)
    verb = scan.forms[side.first - 1].removeprefix("و") if lost else ""
    if verb in word_set("suffers") and figure.group in ("people", "combatants"):
        figure.group, figure.group_stated = side.entry["group"], True  # 'X suffered 70 dead', تكبد النظام 70 قتيلا
        figure.use("group.party.before", *characters(scan, side.first, side.last))
        return
    ranked = _ranks_before(scan, figure)
    if ranked is not None and contains(figure.group or "people", ranked.entry["group"]):
        figure.group, figure.group_stated = ranked.entry["group"], True
        figure.use("group.party.before", *characters(scan, ranked.first, ranked.last))
        return
    if _OF.isdisjoint(scan.forms[max(0, figure.lead - _SIDE_REACH) : figure.lead]):
        return
    party = scan.covering("parties", figure.lead - 1)
    opened = party is not None and party.last == figure.lead and party.first > 0
    if not opened or scan.forms[party.first - 1] != "ومن":
        events = scan.between("events", figure.lead - _SIDE_REACH, figure.lead)
        noun = bool(events) and bool(scan.numerals_at(events[-1].first - 1))  # '18 killed of X and 141 wounded'
        first = events[-1].last if events and not noun else figure.lead
        party = scan.phrase("parties", first + 1) if scan.forms[first : first + 1] == ["من"] else None
        counted = party is not None and any(scan.numerals_at(i) for i in range(party.last, figure.lead))
        told = party is None or counted or not CLAUSE_MARKS.isdisjoint(scan.forms[party.last : figure.lead])
        if told or scan.sentence_of(scan.tokens[first].start) != scan.sentence_of(figure.start):
            return
    group = party.entry["group"]
    if party.entry.get("adjective") or group == figure.group or not contains(figure.group or "people", group):
        return
    figure.group, figure.group_stated = group, True
    figure.use("group.party.before", *characters(scan, party.first, party.last))


def _ranks_before(scan: Scan, figure: Figure):
    """Return the side in whose ranks a number fell, where none stands before: 'fell in the ranks of X twenty dead'."""
    if figure.group_stated or not figure.measure:
        return None
    ranks = scan.connectors(max(figure.first, figure.lead - _SIDE_REACH), figure.lead, "ranks")
    party = scan.phrase("parties", ranks[-1].last) if ranks else None
    if party is None or party.last > figure.lead:
        return None
    first = max((i + 1 for i in scan.commas(figure.first, ranks[-1].first)), default=figure.first)
    told = any(scan.counts_at(i) for i in (*range(first, ranks[-1].first), *range(party.last, figure.lead)))
    return None if told or not CLAUSE_MARKS.isdisjoint(scan.forms[party.last : figure.lead]) else party


_SIDE_REACH = 12  # words
_OF = {"من", "ومن"}


def _unknown_adjective(scan: Scan, position: int) -> bool:
    """Say whether a word behind a definite noun phrase can only be its adjective: ال on both, no other meaning."""
    if not 0 < position < len(scan.tokens):
        return False
    form, before = scan.forms[position], scan.forms[position - 1]
    meanings = ("parties", "events", "connectors", "methods", "places", "qualifiers")
    noun = scan.noun(position)
    people = noun is not None and noun.kind == "person" and noun.label == "people"  # 'the Druze fighters'
    known = any(scan.phrase(name, position) for name in meanings) or (noun is not None and not people)
    token = scan.tokens[position]
    dated = scan.window_over(token.start, token.end) or scan.date_over(token.start, token.end)
    return form.startswith("ال") and before.startswith("ال") and not known and not dated


def _bare_party(scan: Scan, position: int) -> bool:
    """Say whether a group of civilians or unknown people stands right behind the number: '780 of unknown identity'."""
    party = scan.phrase("parties", position) if position < len(scan.tokens) else None
    return bool(party) and party.clitics == "" and not contains("combatants", party.entry["group"])


def _party_of_them(scan: Scan, figure: Figure, position: int) -> str:
    """Return the group of '27 members of them': the one party named before, when no list is opened."""
    if scan.forms[position] not in ("منها", "منهم"):
        return ""
    behind = scan.tokens[position + 1] if position + 1 < len(scan.tokens) else None
    if behind and (behind.is_digits or scan.noun(position + 1) or scan.numerals_at(position + 1)):
        return ""
    first = scan.at(scan.sentence_of(figure.start)[0])
    groups = {p.entry["group"] for p in scan.between("parties", first, figure.position) if p.entry.get("actor")}
    return groups.pop() if len(groups) == 1 else ""


def _of_people(scan: Scan, position: int):
    """Return the noun of '12 of the gunmen', '3 of its commanders', '63 in the ranks of the rebels', or None."""
    ranks = scan.connector(position, "ranks") if position < len(scan.tokens) else None
    position = ranks.last - 1 if ranks is not None else position
    if position + 1 >= len(scan.tokens) or (ranks is None and scan.forms[position] != "من"):
        return None
    position += scan.forms[position + 1] in word_set("foremost")  # 'five of its foremost commanders'
    noun = scan.noun(position + 1, "p") if position + 1 < len(scan.tokens) else None
    return noun if noun and noun.kind in ("person", "member") and noun.clitics in ("", "ال") else None


def _of_casualties(scan: Scan, position: int):
    """Return the noun of '25 of the wounded', or None."""
    if position + 1 >= len(scan.tokens) or scan.forms[position] != "من":
        return None
    noun = scan.noun(position + 1, "p")
    return noun if noun and noun.kind == "casualty" and noun.definite and noun.clitics == "ال" else None


def subject_before(scan: Scan, figure: Figure) -> bool:
    """Say whether a killing verb and the side that is its subject stand right before the number: 'X killed 80'."""
    party = scan.covering("parties", figure.lead - 1) if figure.lead else None
    if party is None or party.last != figure.lead or not party.first or party.entry.get("adjective"):
        return False
    verb = scan.forms[party.first - 1]
    if verb in word_set("of_them") and party.first > 1:
        verb = scan.forms[party.first - 2]  # 'of whom X killed 80', قتل منهم النظام
    return without_and(verb) in word_set("killing_verb")


def _opens_people(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether a bare number counts people: 'among them', a verb of dying, or 'they are' follows."""
    position = _behind_family(scan, position)
    if " ".join(scan.forms[position : position + 2]) in word_set("are_still"):
        position += 2  # '3 are still missing'
    if position >= len(scan.tokens):
        return False
    if scan.connector(position, "among", "agent"):
        return True
    if scan.forms[position] == "،" and scan.connector(position + 1, "among") and subject_before(scan, figure):
        return True
    event = scan.phrase("events", position)
    return event is not None and event.entry["measure"] != "localities_captured"


def _event_right_before(scan: Scan, figure: Figure) -> bool:
    index = figure.position - 1
    while index >= 0:
        hedge = scan.covering("qualifiers", index)
        if not hedge and scan.forms[index] not in SKIPPED_MARKS and scan.forms[index] not in word_set("in_it"):
            break
        index = hedge.first - 1 if hedge else index - 1
    event = scan.covering("events", index) if index >= 0 else None
    return event is not None and event.entry["measure"] != "localities_captured"


def read_qualifier_behind(scan: Scan, figure: Figure, position: int) -> int:
    if position < len(scan.tokens):
        match = scan.phrase("qualifiers", position)
        if match and match.entry["position"] == "after" and not match.clitics.startswith("و"):
            if figure.qualifier not in ("vague", "range"):
                figure.qualifier = match.entry["qualifier"]
            figure.use(f"qualifier.{figure.qualifier}", *characters(scan, match.first, match.last))
            figure.np_end = max(figure.np_end, match.last)
            return match.last
    return position


def _hedges_next(scan: Scan, figure: Figure, match) -> bool:
    """Say whether 'at least', which stands behind a number, is said of the next one: 'killed at least 12'."""
    if match.last != figure.position:
        return False
    for index in range(match.first - 1, max(-1, match.first - 1 - COUNTED), -1):
        token = scan.tokens[index]
        if token.form in CLAUSE_MARKS or token.form == "\n" or match.clitics.startswith("و"):
            break
        if scan.numerals_at(index) and scan.date_over(token.start, token.end) is None:
            return False
    return True


def read_qualifier_before(scan: Scan, figure: Figure) -> None:
    glued = figure.position > 0 and scan.forms[figure.position].startswith("ب") and scan.tokens[figure.position].start
    if glued and glued < figure.start and (hedge := _hedges_before().get(f"{scan.forms[figure.position - 1]} ب")):
        figure.qualifier, figure.lead = hedge, figure.position - 1  # 'is put at four thousand', يقدر بأربعة آلاف
        figure.use(f"qualifier.{hedge}", *scan.span_of(figure.position - 1))
        return
    for match in reversed(scan.between("qualifiers", figure.position - 5, figure.position)):
        if match.entry["position"] == "before" or _hedges_next(scan, figure, match):
            between = scan.forms[match.last : figure.position]
            if all(w in SKIPPED_MARKS or w in ("ال", "ل", "ب") for w in between):
                figure.qualifier = match.entry["qualifier"] if figure.qualifier == "exact" else figure.qualifier
                figure.lead = match.first
                figure.use(f"qualifier.{figure.qualifier}", *characters(scan, match.first, match.last))
            return


@cache
def _hedges_before() -> dict[str, str]:
    """Return the hedges that stand before a number: folded words → qualifier."""
    entries = (entry for entry in load_lexicon("qualifiers") if entry["position"] == "before")
    return {fold(form): entry["qualifier"] for entry in entries for form in entry["forms"]}


def read_qualifier_of_count(scan: Scan, figure: Figure) -> None:
    """Read a hedge with the count noun inside it: تجاوز عدد القتلى 30, لا يقل عدد القتلى عن 30.

    Its first words stand right before 'the number of' or 'the dead', its preposition, if it has one, before the number.
    """
    last = figure.lead - 1
    while last > 0 and (scan.forms[last] in SKIPPED_MARKS or scan.forms[last] == "ال"):
        last -= 1
    preposition = scan.forms[last] if last > 0 and scan.forms[last] in _PREPOSITIONS else ""
    if not preposition and scan.forms[figure.position].startswith("ب"):
        preposition = "ب"
    count = _count_before(scan, last)
    for first in (count - 2, count - 1) if count else ():
        if first < 0:
            continue
        for word in (scan.forms[first], scan.forms[first][1:]):  # ليتجاوز، وفاق
            words = " ".join((word, *scan.forms[first + 1 : count], preposition)).rstrip()
            if (hedge := _hedges_before().get(words)) is not None:
                figure.qualifier = hedge
                figure.use(f"qualifier.{hedge}", *characters(scan, first, count))
                return


_PREPOSITIONS = ("علي", "عن", "من", "ب")
_COUNT_WORDS = 12  # words of 'the number of the dead of the regime on the front of X since last week'


def _count_before(scan: Scan, last: int) -> int | None:
    """Return where the count noun, or the dead, of a number stands, the first of several, or None."""
    found = None
    for position in range(last, max(0, last - _COUNT_WORDS), -1):
        counted = scan.numerals_at(position)
        if scan.forms[position] in CLAUSE_MARKS or (counted and not scan.window_over(counted[0].start, counted[0].end)):
            break
        noun = scan.noun(position, "p")
        dead = noun is not None and noun.kind == "casualty" and noun.clitics in ("", "ال")
        found = position if dead or scan.connector(position, "count_noun") else found
    return found


def by_means(scan: Scan, position: int) -> bool:
    """Say whether 'by bullets', 'because of mines', 'in explosions' stands at a position."""
    method = scan.phrase("methods", position)
    if method is not None and method.clitics.startswith("ب"):
        return True
    if position < len(scan.tokens) and scan.forms[position] in word_set("by_what"):
        return True  # by shrapnel, by gas
    opened = scan.connector(position, "cause") is not None or scan.forms[position : position + 1] == ["في"]
    return opened and scan.phrase("methods", position + 1) is not None


def told_of_share(scan: Scan, position: int) -> bool:
    """Say whether '70% of them', 'half of them' stands before a position, which is told of that share alone."""
    first = max(0, position - _SHARE)
    near = scan.forms[max(0, position - _HALF - 1) : position]
    hedged = [form for form in near if form not in word_set("nearly")][-_HALF:]  # 'half of them, nearly, in X'
    if not word_set("share_of_them").isdisjoint(hedged):
        return True
    numbers = (scan.numerals_at(i) for i in range(first, position - 1))
    shares = [scan.at(n[0].end - 1) + 1 for n in numbers if n and n[0].kind == "percent"]
    of_them = bool(shares) and scan.forms[shares[-1]] in word_set("of_them")
    return of_them and _CLAUSE_ENDS.isdisjoint(scan.forms[shares[-1] : position])


_CLAUSE_ENDS = {"،", ".", "؛", "\n"}
_SHARE = 9  # words
_HALF = 2  # words


def tells_which(scan: Scan, position: int) -> bool:
    """Say whether where, when, how, by what or by whom stands at a position."""
    if position >= len(scan.tokens):
        return False
    form, (start, end) = scan.forms[position], scan.span_of(position)
    told = form == "في" or form in word_set("adverb_of_killing") or form in word_set("which_of_them")
    told = told or by_means(scan, position) or scan.connector(position, "agent", "cause") is not None
    told = told or scan.window_over(start, end) is not None or scan.places.touching(start, end)
    opener = scan.phrase("places", position)
    return told or opener is not None or scan.phrase_at("behind_dead", position) > 0
