"""Modality: what a text does not say to have happened: denied, planned, feared, expected, conditional.

An imperfect verb of killing or of leading to something tells what may happen where a modal word stands right
before it (قد يقتل، أن يؤدي، لن يقتل، سيؤدي); without one it tells the news (يقتل). A purpose (لقتل) is no event,
a cause told by the same words (انتقاما لقتل) is one.
"""

from analysis.arabic import without_and
from analysis.lexicons import word_set
from analysis.morphology import analyse_verb
from analysis.scan import Scan, without_future

_SENTENCED = 7  # words between 'sentence', or the court, and 'to death'
_LEADS = 10  # words between 'may lead to' and the casualty word
_NEAR = 4  # words between a denial and the casualty word
_SPEAKER = 12  # words between a denial and the casualty word, with who denies or who said so
_WARNED = 9  # words between 'warned' and 'of'
_ENDS = {".", "؛", "\n", ":"}


def is_unreal(scan: Scan, position: int, event=None, first: int = 0) -> bool:
    """Say whether what is told at a position is denied, planned, feared or supposed.

    `event`: the casualty word that begins there, if one does; `first`: where its sentence begins.
    """
    return (
        _denied(scan, position, event)
        or _none_of(scan, position, event)
        or _denied_by_speaker(scan, position, event, first)
        or (event is not None and _sentenced(scan, event, first))
        or (event is not None and (_meant(scan, event) or _foiled(scan, event)))
        or (event is not None and is_imperfect(scan, event) and _supposed(scan, event.first))
        or _warned_of(scan, position, first)
        or _may_be(scan, position, first)
        or _may_lead(scan, position, first)
    )


def _none_of(scan: Scan, position: int, event) -> bool:
    """Say whether 'no' or 'there happened no' stands right before casualties: لا إصابات, لم تقع إصابات."""
    if event is None or not position or analyse_verb(scan.forms[event.first]):
        return False
    before = scan.forms[max(0, position - 2) : position]
    happened = before[0].removeprefix("و") in word_set("did_not") and before[-1] in word_set("happens")
    return before[-1].removeprefix("و") in word_set("none_of") or happened


def _may_be(scan: Scan, position: int, first: int) -> bool:
    """Say whether 'may be', قد يكون, stands right before a position: 'millions may be without a home'."""
    being = scan.words("being", max(first, position - _NEAR), position)
    return any(scan.word_before(i) in word_set("may") for i in being)


def _sentenced(scan: Scan, event, first: int) -> bool:
    """Say whether a court passes sentence, and nothing tells that it was carried out: أحكاما بإعدام 17، قضت محكمة."""
    form, behind = scan.forms[event.first], scan.forms[event.last : event.last + 1]
    court = word_set("court")
    if without_and(form) in word_set("makes_end"):
        return not court.isdisjoint(word.removeprefix("ال") for word in behind)
    if scan.forms[event.last - 1] not in word_set("death_sentence") or not word_set("in_the_field").isdisjoint(behind):
        return False
    near = [without_and(form) for form in scan.forms[max(first, event.first - _SENTENCED) : event.first]]
    if not word_set("carries_out_sentence").isdisjoint(near):
        return False
    told = not (word_set("passes_sentence") | court).isdisjoint(word.removeprefix("ال") for word in near)
    return told or form.startswith("بال")


def is_imperfect(scan: Scan, event) -> bool:
    """Say whether a casualty word is a verb in the imperfect."""
    form = without_future(scan.forms[event.first])
    return form in word_set("imperfect") or any(reading.aspect == "i" for reading in analyse_verb(form))


def _denied(scan: Scan, position: int, event) -> bool:
    """Say whether a word of denying, planning or threatening stands right before a position.

    'And it killed nine' behind 'foiled an attack' is told by a verb of its own.
    """
    if event is not None and event.clitics.startswith(("و", "ف")) and analyse_verb(scan.forms[event.first]):
        return False
    near = [m for m in scan.connectors(max(0, position - _NEAR), position, "denial") if m.last >= position - 2]
    near = [m for m in near if not (m.first and scan.numerals_at(m.first - 1))]  # '559 asylum seekers', 559 طالب لجوء
    told = event is not None and event.clitics == "و" and scan.counts_at(event.last)
    if told and scan.forms[event.first].removeprefix("و") in word_set("outcome") and near[-1:]:
        foiled = {form.removeprefix("و") for form in scan.forms[max(0, near[0].first - 1) : near[0].last]}
        return word_set("foils").isdisjoint(foiled)  # 'foiled an attempt and killed 3'
    apart = event is not None and scan.word_before(position) == "،" and analyse_verb(scan.forms[event.first])
    return bool(near) and not apart  # '254 attempts of assassination, in which 181 were killed'


def _denied_by_speaker(scan: Scan, position: int, event, first: int) -> bool:
    """Say whether who denies, or what was said, stands between a denial and a casualty word.

    'The command of X denied the fall of 15', 'denied what the media said of the death of 15', 'no truth in news of'.
    """
    if event is not None and event.clitics != "":
        return False
    position -= event is None and scan.word_before(position) in word_set("falls")  # 'the fall of 15 dead'
    denies = [i for i in range(max(first, position - _SPEAKER), position) if _denies(scan, i)]
    if not denies:
        return False
    between = range(denies[-1] + 1, position)
    said = [scan.forms[i] for i in between]
    told = any(form in _ENDS or form == "،" for form in said) or any(scan.numerals_at(i) for i in between)
    if told or scan.between("events", denies[-1] + 1, position):
        return False
    if any(form.startswith("و") and scan.connector(i, "reporting") for i, form in zip(between, said, strict=True)):
        return False  # 'denied it and said that its dead are 56'
    if said[-1:] and said[-1] in word_set("said_about"):
        return not word_set("things_said").isdisjoint(said)
    masdar = not analyse_verb(without_and(scan.forms[position]))
    particles = word_set("place_preposition") | word_set("before_time_or_event") | word_set("which")
    return (
        masdar
        and bool(said)
        and said[-1] not in particles
        and (event is not None or scan.forms[position] in word_set("falls"))
    )


def _denies(scan: Scan, position: int) -> bool:
    """Say whether a verb of denying, or 'no truth', stands at a position."""
    form = scan.forms[position].removeprefix("و")
    return form in word_set("denies") and (
        form not in word_set("truth") or scan.word_before(position).removeprefix("و") in word_set("no_truth")
    )


def _supposed(scan: Scan, position: int) -> bool:
    """Say whether an imperfect verb at a position tells what may happen: 'قد يقتل', 'أن يقتل', 'سيقتل', 'لم يقتل'."""
    form, before = scan.forms[position], scan.forms[position - 1].removeprefix("و") if position else ""
    if without_future(form) != without_and(form):
        return True
    if before in word_set("that_may"):
        actual = word_set("before_actual") | word_set("manages")
        return actual.isdisjoint(scan.forms[max(0, position - _NEAR) : position - 1])  # 'before it killed 3'
    if before in word_set("did_not"):
        return word_set("but").isdisjoint(scan.forms[position : position + _LEADS])  # 'killed none but 3'
    return before in word_set("may")


def _may_lead(scan: Scan, position: int, first: int) -> bool:
    """Say whether 'may lead to' stands before a casualty word: 'قد يؤدي الهجوم إلى مقتل'."""
    begin = max(first, position - _LEADS, 0)
    if not scan.words("may_lead", begin, position):
        return False
    for index in range(position - 1, begin - 1, -1):
        form = scan.forms[index]
        if form in _ENDS or (scan.numerals_at(index) and scan.date_over(*scan.span_of(index)) is None):
            return False
        if form in word_set("would_have_led"):
            return True  # 'but for the shelters the raid would have led to'
        if without_future(form) in word_set("may_lead"):
            denied = index > 0 and scan.forms[index - 1].removeprefix("و") in word_set("did_not")
            apart = denied and "،" in scan.forms[index:position]  # 'it did not lead to dead, after a raid killed 3'
            return _supposed(scan, index) and not apart
        led = scan.covering("connectors", index)
        if led is not None and led.entry["connector"] == "effect":
            return False
    return False


def _meant(scan: Scan, event) -> bool:
    """Say whether a casualty word is a purpose: 'planned to kill', لقتل, and no cause: 'in revenge for the killing'."""
    form = scan.forms[event.first]
    if not form.startswith("ل") or form[1:] not in word_set("act_against"):
        return False
    before = scan.forms[event.first - 1] if event.first else "ا"
    led = scan.covering("connectors", event.first - 1) if event.first else None
    caused = led is not None and led.entry["connector"] in ("effect", "cause", "according")
    return not (before.endswith("ا") or caused or before in word_set("answers"))


def _foiled(scan: Scan, event) -> bool:
    """Say whether a killing is what was foiled: 'foiled a plan to blow up a mosque and to kill 20', وقتل."""
    if event.clitics != "و" or scan.forms[event.first].removeprefix("و") not in word_set("act_against"):
        return False
    before = scan.forms[max(0, event.first - _WARNED) : event.first]
    foils = [i for i, form in enumerate(before) if form.removeprefix("و") in word_set("foils")]
    return bool(foils) and not (_ENDS | {"،"}) & set(before[foils[-1] :])


def _warned_of(scan: Scan, position: int, first: int) -> bool:
    """Say whether 'warned of', 'failed in', 'threatened with' stands before a casualty word."""
    before = scan.forms[position - 1].removeprefix("و") if position else ""
    near = scan.forms[max(first, position - _WARNED) : max(position - 1, 0)]
    if before in word_set("threatened"):
        return True
    reach = range(max(first, position - _NEAR), position)
    afraid = [i for i in reach if scan.forms[i].removeprefix("و") in word_set("fears")]
    if afraid and not analyse_verb(without_and(scan.forms[position])):
        # 'the mission fears the death of'
        return all(form.startswith("ال") for form in scan.forms[afraid[-1] + 1 : position])
    if before == "من":
        return not word_set("warns").isdisjoint(form.removeprefix("و") for form in near)
    return before == "في" and not word_set("fails").isdisjoint(form.removeprefix("و") for form in near[-_NEAR:])
