"""Figures: number expressions with the noun phrase that they count, or the role they have instead.

Each digit, number word, dual noun and counted singular becomes a :class:`Figure`; what it counts is
read from the words around it. A figure that counts neither people, strikes, households nor captured
places gets another role in the ledger, with the reason.
"""

from dataclasses import dataclass, field

from analysis.lattice import contains, join, refine
from analysis.lexicons import word_set
from analysis.morphology import analyse_noun
from analysis.numerals import Numeral
from analysis.scan import Scan

PEOPLE_KINDS = ("person", "member", "casualty", "other_person")
_SKIPPED = set("()[]«»“”\"'‘’/:-–—*")


@dataclass
class Figure:
    """One number expression with what was read for it. Positions are token indices.

    `np_end`: position behind its noun phrase. `role`: "figure" until a role of the ledger is given.
    `rules`: (rule, start, end) of the characters that each rule used, in reading order.
    """

    start: int
    end: int
    text: str
    value: int | None
    low: int | None
    high: int | None
    position: int
    np_end: int
    kind: str = ""  # people, strike, household, locality
    role: str = "figure"
    reason: str = ""
    shown: str = ""
    group: str = ""
    group_stated: bool = False
    inherits_group: bool = False
    qualifier: str = "exact"
    measure: str = ""
    event_words: list[str] = field(default_factory=list)
    form: str = "digits"  # digits, words, dual, singular
    lead: int = 0  # position where its own lead (connector, event, qualifier) begins
    hedge: int = 0  # position where its qualifier begins
    parent: "Figure | None" = None
    relation: str = ""
    actor: str = ""
    method: str = ""
    bare_method: bool = False
    cause_read: bool = False
    cause_after_comma: bool = False
    leading: object = None  # the cause that stands before it, for the figures coordinated with it
    window: object = None
    running: bool = False
    scope: str = ""
    attributed_to: str = ""
    counted_before: bool = False  # "the number of the killed … to N"
    paragraph: int = 0
    sentence: tuple[int, int] = (0, 0)
    rules: list[tuple[str, int, int]] = field(default_factory=list)

    def use(self, rule: str, start: int, end: int) -> None:
        """Record that `rule` fired on the characters start:end."""
        self.rules.append((rule, start, end))


def find_figures(scan: Scan) -> list[Figure]:
    """Return every number expression of the report as a figure, in reading order."""
    figures = [
        _figure_of_numeral(scan, numeral)
        for numeral in scan.numerals
        if numeral.kind != "ordinal" or scan.date_over(numeral.start, numeral.end) is None
    ]  # the ordinal of تشرين الثاني is no number
    taken = {i for f in figures for i in range(f.position, max(f.np_end, f.position + 1))}
    figures += _noun_figures(scan, taken, {f.np_end: f for f in figures if f.kind == "people"})
    figures.sort(key=lambda f: (f.start, f.end))
    for figure in figures:
        figure.paragraph = scan.paragraph_of(figure.start)
        figure.sentence = scan.sentence_of(figure.start)
    return figures


# ---------------------------------------------------------------- numbers in digits and words
def _figure_of_numeral(scan: Scan, numeral: Numeral) -> Figure:
    position = scan.at(numeral.start)
    last = scan.at(numeral.end - 1) + 1
    figure = Figure(
        numeral.start, numeral.end, numeral.text, numeral.value, numeral.low, numeral.high, position, last,
        shown=numeral.shown, lead=position, form="words" if numeral.words else "digits",
    )  # fmt: skip
    if numeral.kind in ("vague", "range"):
        figure.qualifier = numeral.kind
    role = _fixed_role(scan, numeral, position, last)
    if role:
        figure.role, figure.reason = role
        return figure
    read_noun_phrase(scan, figure, last)
    _read_qualifiers(scan, figure)
    figure.hedge = figure.lead
    return figure


def _fixed_role(scan: Scan, numeral: Numeral, position: int, last: int) -> tuple[str, str] | None:
    """Return (role, reason) of a number that cannot be a toll, else None."""
    line = next(scan.text[a:b] for a, b in scan.paragraphs if a <= numeral.start < b)
    if line.strip(" ()[]\u200f\u200e") == numeral.text.strip():
        return "page", "stands alone on its line, like a view counter"
    window = scan.window_over(numeral.start, numeral.end)
    if window and window.text.strip() == line.strip():
        return "page", "age of the page"
    date = scan.date_over(numeral.start, numeral.end)
    if date:
        return ("year", "names a year") if date.kind == "year" else ("date", f"part of {date.text}")
    if numeral.kind == "time":
        return "time", "clock time"
    if numeral.kind == "percent":
        return "percent", "a share, not a count"
    if numeral.kind == "ordinal":
        return "ordinal", "says which one, not how many"
    if numeral.kind == "name":
        return "name", "too long for a count"
    if window and window.kind in ("relative", "vague"):
        return "duration", f"part of {window.text}"
    article = position > 1 and scan.tokens[position - 1].form in ("ال", "رقم")
    previous = scan.noun(position - 2 if article else position - 1)
    following = scan.noun(_skip(scan, last), "sp")
    if following and following.kind in ("duration", "distance", "money"):
        age = any(scan.tokens[i].form in word_set("age") for i in range(max(0, position - 4), position))
        return ("age", "an age") if age else (following.kind, f"counts {following.lemma}")
    if numeral.kind == "fraction":
        duration = previous and previous.kind == "duration"
        return ("duration", "half of a unit of time") if duration else ("other_count", "a fraction")
    if any(scan.tokens[i].form in word_set("age") for i in range(max(0, position - 3), position)):
        return "age", "an age"
    if previous and previous.kind == "named" and previous.number == "s":
        return "name", f"names a {previous.lemma}"
    if numeral.kind == "decimal":
        return "other_count", "not a whole number"
    if numeral.words and numeral.value == 1:
        return "other_count", "one of several"
    return None


def _skip(scan: Scan, position: int) -> int:
    while position < len(scan.tokens) and scan.tokens[position].form in _SKIPPED:
        position += 1
    return position


def read_noun_phrase(scan: Scan, figure: Figure, position: int) -> None:
    """Read what stands behind the number: noun, adjective, 'of' a party, second noun, count noun."""
    position = _skip(scan, position)
    position = _post_qualifier(scan, figure, position)
    head = scan.noun(position, "sp")
    if figure.qualifier == "vague" and head is None:
        head = scan.noun(position)
    if head and head.kind in PEOPLE_KINDS:
        _read_people(scan, figure, position, head)
    elif head and head.kind == "strike":
        _read_strikes(scan, figure, position, head)
    elif head and head.kind == "household":
        figure.kind, figure.measure, figure.np_end = "household", "displaced_households", position + 1
        figure.use("head.household", *_chars(scan, position, position + 1))
    elif head and head.kind == "locality":
        figure.kind, figure.np_end = "locality", position + 1
    elif scan.connector(position, "count_noun"):
        _read_counted(scan, figure, position)
    elif position < len(scan.tokens) and _of_party(scan, position) is not None:
        figure.kind, figure.group = "people", "people"
        _read_parties(scan, figure, position)
    elif _opens_people(scan, figure, position):
        figure.kind, figure.group, figure.np_end = "people", "people", position
    elif _counted_noun_before(scan, figure):
        figure.kind, figure.counted_before = "people", True
    elif figure.qualifier == "vague" and _event_right_before(scan, figure):
        figure.kind, figure.group = "people", "people"
    elif head:
        figure.role, figure.reason = "other_count", f"counts {head.lemma}"
    elif position < len(scan.tokens) and scan.tokens[position].is_word:
        figure.role, figure.reason = "other_count", f"counts {scan.tokens[position].form}"
    else:
        figure.role, figure.reason = "unread", "nothing around it says what it counts"


def _read_people(scan: Scan, figure: Figure, position: int, head) -> None:
    figure.kind, figure.np_end = "people", position + 1
    figure.use(f"head.{head.kind}", *_chars(scan, position, position + 1))
    if head.kind == "casualty":
        figure.group, figure.measure = "people", head.label
        _counted_noun_before(scan, figure)
        figure.group, figure.kind, figure.counted_before = figure.group or "people", "people", False
        figure.event_words.append(scan.text[scan.tokens[position].start : scan.tokens[position].end])
    else:
        figure.group = head.label
        figure.group_stated = head.label != "people"
        figure.inherits_group = head.kind == "other_person"
    position += 1
    if head.number == "s" and head.kind == "person":  # 600 children and women in one figure
        other = scan.noun(position, "s")
        if other and other.kind == "person" and other.clitics == "و" and figure.form != "singular":
            figure.group, figure.np_end = join([figure.group, other.label]), position + 1
            figure.use("head.two_groups", *_chars(scan, position, position + 1))
            position += 1
    position = _post_qualifier(scan, figure, position)
    _read_parties(scan, figure, position)


def _read_strikes(scan: Scan, figure: Figure, position: int, head) -> None:
    figure.kind, figure.measure, figure.np_end = "strike", head.label, position + 1
    words = [scan.tokens[i].form for i in range(position + 1, min(position + 4, len(scan.tokens)))]
    if head.label == "strikes":
        air, ground = "جويه" in words[:3], any(w in ("وبريه", "بريه") for w in words[:3])
        figure.measure = "airstrikes" if air and not ground else "strikes"
        mixed = any(m.entry["method"] == "mixed" for m in scan.between("methods", position, position + 3))
        figure.method = "mixed" if mixed or (air and ground) else ""
    while figure.np_end < len(scan.tokens) and words and words[0].lstrip("و") in word_set("strike_adjective"):
        figure.np_end, words = figure.np_end + 1, words[1:]
    figure.use("head.strike", *_chars(scan, position, figure.np_end))


def _read_counted(scan: Scan, figure: Figure, position: int) -> None:
    """Read '20, the number of the killed of the government forces': the count noun stands behind."""
    figure.kind, figure.group = "people", "people"
    end = min(position + 12, len(scan.tokens))
    stop = next((i for i in range(position + 1, end) if _ends_phrase(scan, i)), end)
    figure.np_end = stop
    figure.use("head.count_noun", *_chars(scan, position, stop))
    groups = _groups_between(scan, position + 1, stop)
    if groups:
        figure.group, figure.group_stated = join(groups), True


def _counted_noun_before(scan: Scan, figure: Figure) -> bool:
    """Read 'the number of the killed in Idlib has risen to 327': the count noun stands before."""
    for index in range(figure.position - 1, max(-1, figure.position - 14), -1):
        token = scan.tokens[index]
        if token.form in (".", "؛", "،") or (token.end < figure.start and "\n" in scan.text[token.end : figure.start]):
            return False
        if scan.window_over(token.start, token.end):
            continue
        if token.is_digits:
            return False
        if scan.connector(index, "count_noun"):
            groups = _groups_between(scan, index + 1, figure.position)
            figure.group, figure.group_stated = join(groups), bool(groups)
            figure.use("head.count_noun_before", *_chars(scan, index, figure.position))
            return True
    return False


def _groups_between(scan: Scan, first: int, last: int) -> list[str]:
    """Return the groups that a count noun at `first` governs: 'the number of the killed of the forces'.

    Reading stops at the first word that is no part of that phrase, so that a party further on ("the
    toll of the Russian bombardment") is never taken for the victims.
    """
    groups: list[str] = []
    index = first
    while index < last:
        party, noun = scan.phrase("parties", index), scan.noun(index)
        ranks = scan.connector(index, "ranks")
        if party and not party.entry.get("adjective"):
            group = party.entry["group"]
            if groups and party.clitics != "و" and contains(groups[-1], group):
                groups[-1] = group
            else:
                groups.append(group)
            index = party.last
        elif noun and noun.kind in PEOPLE_KINDS:
            groups += [noun.label] if noun.kind == "person" and noun.label != "people" else []
            index += 1
        elif ranks:
            index = ranks.last
        elif scan.tokens[index].form in word_set("inside_counted_phrase") or scan.covering("events", index):
            index += 1
        else:
            break
    return groups


def _ends_phrase(scan: Scan, position: int) -> bool:
    token = scan.tokens[position]
    return (
        token.form in ("،", ",", ".", "؛", ":")
        or token.form in word_set("ends_counted_phrase")
        or token.is_digits
        or scan.window_over(token.start, token.end) is not None
    )


def _of_party(scan: Scan, position: int):
    """Return the party named by 'of the party' at `position`, or None."""
    if position >= len(scan.tokens):
        return None
    if scan.tokens[position].form in ("من", "في") or scan.connector(position, "ranks"):
        ranks = scan.connector(position, "ranks")
        after = ranks.last if ranks else position + 1
        noun = scan.noun(after) if after < len(scan.tokens) else None
        if noun and noun.kind == "member":
            after += 1
        found = scan.phrase("parties", _skip(scan, after)) if after < len(scan.tokens) else None
        if found and (scan.tokens[position].form != "في" or ranks or found.entry["group"].startswith("civilians/")):
            return found
    return None


def _read_parties(scan: Scan, figure: Figure, position: int) -> None:
    """Read the parties that say who was counted: adjective, 'of', 'in the teams of', joined by 'and'."""
    position = _skip(scan, position)
    first = position
    if position >= len(scan.tokens):
        return
    party = _of_party(scan, position)
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
    while party:
        group = party.entry["group"]
        groups.append(group)
        figure.np_end = party.last
        after = _skip(scan, party.last)
        following = scan.phrase("parties", after) if after < len(scan.tokens) else None
        party = following if following and following.clitics in ("و", "وال") else None
        if party is None and following is None and after < len(scan.tokens):
            noun = scan.noun(after)
            if noun and noun.clitics.startswith("و") and noun.kind == "person" and noun.number == "p" and groups:
                groups.append(noun.label)
                figure.np_end = after + 1
                following = scan.phrase("parties", after + 1) if after + 1 < len(scan.tokens) else None
                party = following if following and following.clitics.startswith("و") else None
    if groups:
        figure.group, figure.group_stated = refine(figure.group or "people", join(groups)), True
        figure.use("group.party", *_chars(scan, first, figure.np_end))
    _post_qualifier(scan, figure, figure.np_end)


def _opens_people(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether a bare number counts people: 'among them', a verb of dying, or 'they are' follows."""
    if position >= len(scan.tokens):
        return False
    if scan.connector(position, "among", "agent"):
        return True
    event = scan.phrase("events", position)
    return event is not None and event.entry["measure"] != "localities_captured"


def _event_right_before(scan: Scan, figure: Figure) -> bool:
    event = scan.covering("events", figure.position - 1) if figure.position else None
    return event is not None and event.entry["measure"] != "localities_captured"


def _post_qualifier(scan: Scan, figure: Figure, position: int) -> int:
    if position < len(scan.tokens):
        match = scan.phrase("qualifiers", position)
        if match and match.entry["position"] == "after":
            figure.qualifier = match.entry["qualifier"]
            figure.use(f"qualifier.{figure.qualifier}", *_chars(scan, match.first, match.last))
            figure.np_end = max(figure.np_end, match.last)
            return match.last
    return position


def _read_qualifiers(scan: Scan, figure: Figure) -> None:
    for back in range(1, 6):
        index = figure.position - back
        if index < 0:
            return
        match = scan.phrase("qualifiers", index)
        if match and match.entry["position"] == "before":
            between = [scan.tokens[i].form for i in range(match.last, figure.position)]
            if all(w in _SKIPPED or w in ("ال", "ل", "ب") for w in between):
                longer = scan.covering("qualifiers", index)
                match = longer or match
                figure.qualifier = match.entry["qualifier"] if figure.qualifier == "exact" else figure.qualifier
                figure.lead = match.first
                figure.use(f"qualifier.{figure.qualifier}", *_chars(scan, match.first, match.last))
            return


# ---------------------------------------------------------------- duals and counted singulars
def _noun_figures(scan: Scan, taken: set[int], ends: dict[int, Figure]) -> list[Figure]:
    """Return duals and counted singulars. `ends`: position behind its noun → figure, for lists."""
    found = []
    for position, token in enumerate(scan.tokens):
        if position in taken or not token.is_word:
            continue
        dual = scan.noun(position, "d")
        if dual and dual.kind != "other_person" and not _ambiguous(scan, position, dual):
            found.append(_figure_of_noun(scan, position, dual, 2, "dual"))
        elif single := scan.noun(position, "s"):
            listed = _continues_list(scan, position, single, ends)
            if not listed and not _is_counted_singular(scan, position, single):
                continue
            found.append(_figure_of_noun(scan, position, single, 1, "singular"))
        else:
            continue
        if found[-1].kind == "people":
            ends[found[-1].np_end] = found[-1]
    return found


def _ambiguous(scan: Scan, position: int, dual) -> bool:
    """Say whether the letters of a dual also spell a plural, an accusative or another lexicon phrase."""
    others = [r for r in analyse_noun(scan.tokens[position].form) if r.number != "d" and r.kind != "distance"]
    if scan.covering("parties", position) and dual.kind not in ("person", "member", "casualty", "party"):
        return True
    if dual.case == "c" and dual.kind in ("strike", "other", "duration"):
        return True  # صاروخي is an adjective
    if not others:
        return False
    if any(r.number == "p" for r in others):
        return True
    written = scan.text[scan.tokens[position].start : scan.tokens[position].end]
    if "\u064b" in written or dual.kind not in ("person", "member"):
        return True
    # عنصرا: the construct dual when a definite noun or a team follows, else "one member"
    following = scan.tokens[position + 1].form if position + 1 < len(scan.tokens) else ""
    construct = following.startswith("ال") or scan.phrase("parties", position + 1) is not None
    return dual.case == "c" and not construct


def _continues_list(scan: Scan, position: int, noun, ends: dict[int, Figure]) -> bool:
    """Say whether 'and a woman' goes on with a list of people, right behind a counted noun."""
    before = ends.get(position)
    if before is None and position > 1 and scan.tokens[position - 1].form == "(":
        return ends.get(position - 1) is not None and noun.kind == "person" and noun.clitics == ""
    return (
        before is not None
        and noun.kind == "person"
        and noun.clitics == "و"
        and (before.form in ("dual", "singular") or scan.noun(position - 1, "p") is not None)
    )


def _is_counted_singular(scan: Scan, position: int, noun) -> bool:
    """Say whether a singular noun counts one: after a verb of dying, after 'among them', in a list."""
    if noun.kind == "locality":
        return noun.clitics == "" and noun.lemma != "منطقة" and _capture_before(scan, position) is not None
    if noun.kind != "person" or noun.definite or noun.clitics not in ("", "و"):
        return False
    previous = position - 1
    while previous >= 0 and scan.tokens[previous].form in _SKIPPED:
        previous -= 1
    if previous < 0:
        return False
    covering = scan.covering("connectors", previous)
    if covering and covering.entry["connector"] == "among" and covering.last == position:
        return True
    event = scan.covering("events", previous)
    return bool(event and event.last == position and event.entry["measure"] in ("killed", "wounded"))


def _figure_of_noun(scan: Scan, position: int, noun, value: int, form: str) -> Figure:
    token = scan.tokens[position]
    letters = len(noun.clitics) - (1 if noun.clitics.endswith("لال") else 0)
    start = token.start if not letters else _after_letters(scan.text, token.start, token.end, letters)
    figure = Figure(
        start, token.end, scan.text[start : token.end], value, value, value, position, position + 1,
        shown=str(value), lead=position, hedge=position, form=form,
    )  # fmt: skip
    rule = f"count.{form}"
    figure.use(rule, start, token.end)
    if noun.kind in ("person", "member", "casualty"):
        figure.kind = "people"
        figure.group = "people" if noun.kind == "casualty" else noun.label
        figure.group_stated = figure.group != "people"
        if noun.kind == "casualty":
            figure.measure = noun.label
        position = _post_qualifier(scan, figure, position + 1)
        _read_parties(scan, figure, position)
    elif noun.kind == "locality":
        figure.kind = "locality"
    elif noun.kind == "duration":
        figure.role, figure.reason = "duration", "two units of time"
    else:
        figure.role, figure.reason = "other_count", f"two: {noun.lemma}"
    return figure


def _after_letters(text: str, start: int, end: int, letters: int) -> int:
    """Return the offset after `letters` Arabic letters, vowel marks and tatweel not counted."""
    offset = start
    while offset < end and letters:
        if "\u0621" <= text[offset] <= "\u064a" and text[offset] != "\u0640":
            letters -= 1
        offset += 1
    while offset < end and ("\u064b" <= text[offset] <= "\u0652" or text[offset] == "\u0640"):
        offset += 1
    return offset


def _capture_before(scan: Scan, position: int):
    """Return the phrase of capture that governs the place noun at `position`, or None."""
    upon = position > 0 and scan.tokens[position - 1].form == "علي"
    for index in range(position - 1, max(-1, position - 8), -1):
        event = scan.phrase("events", index)
        if scan.tokens[index].form in ("،", ",", ".", "؛"):
            break
        if event and event.entry["measure"] == "localities_captured":
            if event.entry["kind"] == "capture_verb":
                return event if upon else None
            return event if position - event.last <= 1 else None
    return None


def capture_of(scan: Scan, figure: Figure):
    """Return the phrase of capture that governs a figure of localities, or None."""
    return _capture_before(scan, figure.position) or _capture_before(scan, figure.lead)


def _chars(scan: Scan, first: int, last: int) -> tuple[int, int]:
    last = min(max(last, first + 1), len(scan.tokens))
    return scan.tokens[first].start, scan.tokens[last - 1].end
