"""Figures: every number expression of a report, with the noun phrase that it counts or another role.

Digits and number words come from the numerals; a dual noun counts two, and a singular noun counts one
behind a verb of dying, behind 'among them' and in a list. What cannot be a toll (a date, a duration, a
page's view counter) gets its role here.
"""

import re
from itertools import pairwise

from analysis.arabic import fold, without_and
from analysis.claims.fates import then_killed, unknown_word
from analysis.claims.figure import CLAUSE_MARKS, PEOPLE_KINDS, SKIPPED_MARKS, Figure, characters, skip_marks
from analysis.claims.phrases import (
    behind_share,
    by_means,
    changes_before,
    of_party,
    opens_day,
    read_case,
    read_noun_phrase,
    read_parties,
    read_qualifier_before,
    read_qualifier_behind,
    read_qualifier_of_count,
    read_side_before,
    read_strikes,
    read_topic,
    read_victims_behind,
    tells_which,
)
from analysis.lexicons import PhraseMatch, word_set
from analysis.morphology import analyse_noun, analyse_verb
from analysis.numerals import Numeral
from analysis.scan import Scan

_PAGE_LINE = 200  # characters of a line of a page's furniture
_BRACKETS = " ()[]\u200f\u200e"


def find_figures(scan: Scan) -> list[Figure]:
    """Return every number expression of the report as a figure, in reading order."""
    figures = [
        _figure_of_numeral(scan, numeral)
        for numeral in scan.numerals
        if numeral.kind != "ordinal" or scan.date_over(numeral.start, numeral.end) is None
    ]  # the ordinal of تشرين الثاني is no number
    taken = {i for f in figures for i in range(f.position, max(f.np_end, f.position + 1))}
    figures += _noun_figures(scan, taken, {f.np_end: f for f in figures if f.kind == "people"})
    figures += _figures_of_natives(scan, {f.np_end for f in figures if f.kind == "people"})
    figures += [_figure_of_one(scan, i) for i in scan.roles["one_of_two"] if i not in taken and _victim_at(scan, i)]
    figures.sort(key=lambda f: (f.start, f.end))
    before = None
    for figure in figures:
        figure.paragraph = scan.paragraph_of(figure.start)
        figure.sentence = scan.sentence_of(figure.start)
        if figure.paragraph in scan.links and figure.role == "figure":
            figure.role, figure.reason = "other_count", "a link to another report"
        if before is not None and before.sentence == figure.sentence:
            figure.first, figure.last = before.first, before.last
        else:
            figure.first, figure.last = scan.at(figure.sentence[0]), scan.at(figure.sentence[1] - 1) + 1
        before = figure
    for left, right in pairwise(figures):
        if tells_respectively(scan, left, right):
            left.role, left.reason, left.bare = "figure", "", False
            left.kind, left.group, left.measure = right.kind, right.group, right.measure
            left.group_stated = right.group_stated
            left.use("head.respectively", left.start, right.end)
    return figures


def tells_respectively(scan: Scan, left: Figure, right: Figure) -> bool:
    """Say whether two numbers share the noun behind the second: '12 and 19 dead respectively', على التوالي."""
    between = scan.forms[scan.at(left.end - 1) + 1 : right.position]
    joined = between == ["و"] or (not between and scan.forms[right.position].startswith("و"))
    if not joined or right.role != "figure" or not right.kind or left.sentence != right.sentence:
        return False
    behind = range(right.np_end, min(right.last, right.np_end + _RESPECTIVELY))
    return any(scan.phrase_at("respectively", i) for i in behind)


_RESPECTIVELY = 14  # words


def _figures_of_natives(scan: Scan, ends: set[int]) -> list[Figure]:
    """Return 'two Lebanese' behind a verb of dying, or behind another figure: قتل لبنانيان, عراقيان وسوريان."""
    found: list[Figure] = []
    for position in scan.roles["two_natives"]:
        joined = scan.forms[position].startswith("و")
        if scan.noun(position, "d") is not None or not (position in ends if joined else _victim_at(scan, position)):
            continue
        figure = _figure_of_one(scan, position)
        figure.start += joined
        figure.text, figure.shown = scan.text[figure.start : figure.end], "2"
        figure.value = figure.low = figure.high = 2
        figure.form, figure.inherits_group, figure.rules = "dual", joined, []
        figure.use("count.dual", figure.start, figure.end)
        ends.add(figure.np_end)
        found.append(figure)
    return found


def _victim_at(scan: Scan, position: int) -> bool:
    """Say whether a casualty word stands right before a word: 'the killing of one of them', مقتل أحدهما."""
    event = scan.covering("events", position - 1) if position else None
    return event is not None and event.last == position and event.entry["measure"] in ("killed", "wounded")


def _victim_named(scan: Scan, position: int) -> bool:
    """Say whether a casualty verb, and its subject, stand right before 'the young man', and his name behind it."""
    if name_behind(scan, position + 1) is None or scan.tokens[position].form.startswith("و"):
        return False
    side = scan.covering("parties", position - 1) if position else None
    verb = side.first if side is not None and side.last == position and side.clitics in ("", "ال") else position
    return _hit_before(scan, verb) is not None


def name_behind(scan: Scan, position: int) -> int | None:
    """Return where a name or an age begins behind 'the young man', or None: letters, an unknown word, '(24 years)'."""
    last = min(position + _ADJECTIVES, len(scan.tokens) - 1)
    while position < last and scan.forms[position].startswith("ال") and not _told_at(scan, position):
        position += 1
    if position < len(scan.tokens) and (_end_of_age(scan, position) or _end_of_initials(scan, position)):
        return position
    if position >= len(scan.tokens) or not scan.tokens[position].is_word:
        return None
    start, end = scan.span_of(position)
    written, form = scan.text[start:end], scan.forms[position]
    letter = len(written) == 1 and scan.text[end : end + 1] == "."
    if form in word_set("opens_nickname") and position + 1 < len(scan.tokens):
        return position  # 'the commander Abu Omar', also where a town is called so
    theirs = form.startswith("و") and form.endswith(("ه", "ها", "هم"))  # 'the pilot and his aide'
    named = written == _ALI or (unknown_word(scan, position) and not theirs)
    return position if letter or named else None


def _end_of_name(scan: Scan, first: int) -> int:
    """Return the position behind a name and the age in brackets behind it: 'M. A. (24 years)'."""
    if (end := _end_of_initials(scan, first)) > 0:
        return _end_of_age(scan, end) or end
    last = min(first + _NAME, len(scan.tokens))
    end = next((i for i in range(first, last) if not _in_name(scan, i)), last)
    return _end_of_age(scan, end) or end


def _end_of_initials(scan: Scan, position: int) -> int:
    """Return the position behind '(N. A.)', or 0 where no such bracket begins at a position."""
    if scan.forms[position : position + 1] != ["("]:
        return 0
    inside = scan.forms[position + 1 : position + _NAME]
    length = inside.index(")") if ")" in inside else 0
    letters = [scan.tokens[i] for i in range(position + 1, position + 1 + length) if scan.tokens[i].is_word]
    alone = length > 0 and bool(letters) and all(token.end - token.start == 1 for token in letters)
    return position + length + 2 if alone else 0


def _end_of_age(scan: Scan, position: int) -> int:
    """Return the position behind '(24 years)', or 0 where no such bracket begins at a position."""
    last = position + _AGE
    if scan.forms[position : position + 1] != ["("] or scan.forms[last - 1 : last] != [")"]:
        return 0
    unit = scan.noun(last - 2, "sp")
    aged = unit is not None and fold(unit.lemma) in word_set("unit_of_age") and scan.numerals_at(position + 1) != ()
    return last if aged else 0


def _in_name(scan: Scan, position: int) -> bool:
    form, (start, end) = scan.forms[position], scan.span_of(position)
    letter = end - start == 1 and (scan.text[end : end + 1] == "." or scan.text[start] == ".")
    family = form.startswith("ال") and not _told_at(scan, position) and scan.noun(position) is None
    return letter or family or scan.text[start:end] == _ALI or (unknown_word(scan, position) and form[0] != "و")


def _goes_on_with_named(scan: Scan, position: int, noun, ends: dict[int, Figure]) -> bool:
    """Say whether 'and the boy K. M.' stands right behind a named victim."""
    before = ends.get(position)
    named = before is not None and any(rule == NAMED for rule, _, _ in before.rules)
    return named and noun.clitics == "وال" and name_behind(scan, position + 1) is not None


ANOTHER = "count.another"  # the rule of 'and another in Y'
NAMED = "count.named"  # the rule of a victim with the article and a name
_NAME = 6  # words, and the marks behind letters
_AGE = 4  # words of '(24 years)'


def _told_at(scan: Scan, position: int) -> bool:
    """Say whether a word belongs to a casualty, means or a place; a nationality does not, nor 'freed'."""
    event = scan.covering("events", position)
    told = event is not None and event.entry["measure"] in ("killed", "wounded")
    place = scan.noun(position) is None and scan.places.touching(*scan.span_of(position))
    return told or place or any(scan.covering(name, position) for name in ("methods", "connectors"))


_ADJECTIVES = 2  # words of 'the Syrian freed prisoner'
_ALI = "علي"  # a name that folds to a preposition


def _figure_of_one(scan: Scan, position: int) -> Figure:
    """Return the figure of one of two people told of before."""
    token = scan.tokens[position]
    figure = Figure(
        token.start, token.end, scan.text[token.start : token.end], 1, 1, 1, position, position + 1,
        shown="1", lead=position, hedge=position, form="singular", kind="people", group="people", inherits_group=True,
    )  # fmt: skip
    figure.use("count.one_of_two", figure.start, figure.end)
    return figure


def _figure_of_numeral(scan: Scan, numeral: Numeral) -> Figure:
    position = scan.at(numeral.start)
    last = scan.at(numeral.end - 1) + 1
    figure = Figure(
        numeral.start, numeral.end, numeral.text, numeral.value, numeral.low, numeral.high, position, last,
        shown=numeral.shown, lead=position, form="words" if numeral.words else "digits",
    )  # fmt: skip
    if numeral.kind in ("vague", "range"):
        figure.qualifier = numeral.kind
    if numeral.kind == "ordinal" and _one_more(scan, numeral, position):
        figure.value = figure.low = figure.high = 1  # 'two people were killed and a third was hurt'
        figure.shown, figure.kind, figure.group, figure.inherits_group = "1", "people", "people", True
        figure.hedge = figure.lead
        figure.use("count.ordinal", figure.start, figure.end)
        return figure
    role = _fixed_role(scan, numeral, position, last)
    if role:
        figure.role, figure.reason = role
        return figure
    last = _read_plus(scan, figure, position, last)
    read_noun_phrase(scan, figure, last)
    behind = scan.forms[figure.np_end : figure.np_end + 2]
    if (event := scan.phrase("events", figure.np_end)) is not None:  # '6000 are killed every month'
        behind = scan.forms[event.last : event.last + 2]
    if not word_set("rate_behind").isdisjoint((*behind[:1], " ".join(behind))):
        figure.role, figure.reason = "other_count", "a rate, not a count"
        return figure
    if _blew_themselves_up(scan, position, figure.np_end + 2):
        figure.role, figure.reason = "other_count", _KILLERS
        return figure
    read_qualifier_before(scan, figure)
    if figure.qualifier == "exact":
        read_qualifier_of_count(scan, figure)
    figure.hedge = figure.lead
    read_side_before(scan, figure)
    read_topic(scan, figure)
    read_victims_behind(scan, figure)
    figure.np_end = behind_share(scan, figure.np_end)
    return figure


def _read_plus(scan: Scan, figure: Figure, position: int, last: int) -> int:
    """Read '100+', '+100' as a hundred or more; return the position behind the sign, or behind the number."""
    behind = last < len(scan.tokens) and scan.forms[last] == "+" and scan.tokens[last].start == figure.end
    before = scan.word_before(position) == "+" and scan.tokens[position - 1].end == figure.start
    if (behind or before) and figure.qualifier == "exact" and not (behind and scan.counts_at(last + 1)):
        figure.qualifier = "at_least"
        figure.use("qualifier.plus", *scan.span_of(last if behind else position - 1))
        return last + behind
    return last


def _blew_themselves_up(scan: Scan, first: int, last: int) -> bool:
    """Say whether 'blew' stands before tokens[first:last] and 'themselves' in them: فجر ثلاثة آخرون أنفسهم."""
    blown = scan.word_before(first).removeprefix("و") in word_set("blows_up")
    return blown and not word_set("themselves").isdisjoint(scan.forms[first:last])


def _year_compared_to(scan: Scan, numeral: Numeral, position: int, last: int) -> bool:
    """Say whether a number is a year with which a share is compared: 'a rise of 25 percent over 2023', عن 2023."""
    if not _A_YEAR.fullmatch(numeral.text) or (last < len(scan.tokens) and scan.noun(last) is not None):
        return False
    near = range(max(0, position - _COMPARED_YEAR), position)
    share = any(number.kind == "percent" for i in near for number in scan.numerals_at(i))
    led = {"عن", *word_set("compared")}.intersection(scan.forms[i] for i in near)
    return share and bool(led)


_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COMPARED_YEAR = 6  # words of '25 in the hundred compared to'


def _one_more(scan: Scan, numeral: Numeral, position: int) -> bool:
    """Say whether an ordinal stands for one more person: without article, right behind a verb of dying.

    Or behind 'and', where those before it were one less: 'two young men in X and a third in Y'.
    """
    if not position or scan.date_over(numeral.start, numeral.end):
        return False
    if numeral.clitics:
        return numeral.clitics == "و" and _next_of_them(scan, numeral, position)
    event = scan.covering("events", position - 1)
    following = scan.noun(position + 1) if position + 1 < len(scan.tokens) else None
    return bool(event and event.last == position and event.entry["measure"] in _HITS) and not following


def _next_of_them(scan: Scan, numeral: Numeral, position: int) -> bool:
    """Say whether 'and a third', behind two persons in its sentence, is followed by where or how he was hit."""
    behind = scan.forms[position + 1] if position + 1 < len(scan.tokens) else ""
    means = scan.phrase("methods", position + 1)
    if behind not in word_set("where") and (means is None or not means.clitics.startswith("ب")):
        return False
    first = max(scan.at(scan.sentence_of(numeral.start)[0]), position - _NEXT_OF_THEM)
    for index in range(position - 1, first - 1, -1):
        dual = scan.noun(index, "d")
        if dual is not None and dual.kind in PEOPLE_KINDS:
            return numeral.value == 3
        if counted := scan.numerals_at(index):
            people = scan.noun(index + 1, "sp")
            return counted[0].value == numeral.value - 1 and people is not None and people.kind in PEOPLE_KINDS
    return False


_HITS = ("killed", "wounded", "detained", "missing")
_NEXT_OF_THEM = 9  # words of 'two young men by the fire of X in Y, and a third'


def _people_at(scan: Scan, position: int) -> bool:
    """Say whether a noun of people stands behind a number: 'were killed until this hour 20 civilians'."""
    noun = scan.noun(position, "sp") if position < len(scan.tokens) else None
    return noun is not None and noun.kind in PEOPLE_KINDS


def _fixed_role(scan: Scan, numeral: Numeral, position: int, last: int) -> tuple[str, str] | None:
    """Return (role, reason) of a number that cannot be a toll, else None."""
    number = scan.paragraph_of(numeral.start)
    forms, paragraph = scan.forms, scan.paragraphs[number]
    if position < scan.items.get(number, 0):
        return "ordinal", "numbers a line of a list"
    window = scan.window_over(numeral.start, numeral.end)
    opens = not position or scan.tokens[position - 1].start < paragraph[0] or forms[position - 1] in _BRACKETS
    if (window or opens) and paragraph[1] - paragraph[0] <= _PAGE_LINE:
        line = scan.text[slice(*paragraph)].strip()
        if line.strip(_BRACKETS) == numeral.text.strip():
            return "page", "stands alone on its line, like a view counter"
        if window and window.text.strip() == line:
            return "page", "age of the page"
    date = scan.date_over(numeral.start, numeral.end)
    if date:
        return ("year", "names a year") if date.kind == "year" else ("date", f"part of {date.text}")
    if numeral.kind == "range" and " ".join(forms[last : last + 2]) in word_set("of_the_month"):
        return "date", "days of a month"  # 'between 20 and 24 of the same month'
    if numeral.kind == "time":
        return "time", "clock time"
    if numeral.kind == "percent":
        return "percent", "a share, not a count"
    if numeral.kind == "ordinal":
        return "ordinal", "says which one, not how many"
    if numeral.kind == "name":
        return "name", "too long for a count"
    behind = forms[last] if last < len(forms) else ""
    fifth = numeral.words and last == position + 1 and forms[position].removeprefix("و") in word_set("fifth")
    if fifth and (behind.startswith("ال") or behind in word_set("of_total")):
        return "other_count", "a fraction"  # 'a fifth of all victims', خمس إجمالي الضحايا
    if _closes_title(scan, numeral, position, last, paragraph) or _year_of_title(scan, numeral, position):
        return "year", "names a year"
    if window and window.kind == "span" and numeral.text.isdigit() and len(numeral.text) == 4:
        return "year", "names a year"  # 'the last quarter of 2021'
    if _year_compared_to(scan, numeral, position, last):
        return "year", "names a year"
    if window and window.kind in ("relative", "vague"):
        return "duration", f"part of {window.text}"
    glued = scan.text[numeral.start - 1] if numeral.start else ""
    if glued.isascii() and glued.isalpha():
        return "name", "glued to a Latin letter, like a road's number"
    letters = scan.forms[position - 1] if position and scan.tokens[position - 1].end == numeral.start else ""
    if len(letters) > _CLITICS and scan.tokens[position - 1].is_word:
        return "name", "glued to a word, like a channel's number"  # عربي21
    day = (
        position > 0 and forms[position - 1] in word_set("numbered_day") and forms[last : last + 1] in (["من"], ["علي"])
    )
    if day and "".join(forms[last + 1 : last + 2]).removeprefix("ال") in word_set("counted_in_days"):
        return "ordinal", "says which day, not how many"  # 'for day 310 of the assault'
    if _again_behind(scan, numeral, last):
        return "other_count", "the same number stands again behind it"  # 'twelve (12) dead'
    if position and forms[position - 1] == "(" and _ages_behind(scan, last):
        return "age", "an age"  # '(5 and 7 years)'
    if position > 1 and " ".join(forms[position - 2 : position]) in word_set("instead_of"):
        return "other_count", "the count before it changed"
    if position > 1 and forms[position - 1] == "عدد" and (things := _things_before(scan, position - 1, last)):
        return "other_count", f"counts {things}"
    if position and forms[position - 1].removeprefix("و") in word_set("at_the_hour") and not _people_at(scan, last):
        return "time", "clock time"
    if position and scan.forms[position - 1] == "رقم":
        return "name", "the number of something"
    if position and scan.forms[position - 1] in word_set("designation"):
        return "name", "names a type"
    if (
        position > 1
        and numeral.text.isdigit()
        and not word_set("of_type").isdisjoint(forms[max(0, position - 3) : position - 1])
    ):
        return "name", "names a type"  # من طراز «فادي 2»
    if position > 1 and scan.forms[position - 1] == "-" and scan.forms[position - 2] in word_set("designation"):
        return "name", "names a type"  # إيل-20
    if position > 1 and scan.forms[position - 1] == "كل" and scan.forms[position - 2] == "من":
        return "other_count", "a rate, not a count"
    if forms[last : last + 2] == ["من", "كل"] and scan.numerals_at(last + 2):
        return "other_count", "a rate, not a count"  # 'four of every five'
    article = position > 1 and scan.forms[position - 1] in ("ال", "رقم")
    if article and scan.forms[position - 2] in word_set("it_is") and not _people_at(scan, last):
        return "ordinal", "says which one, not how many"  # 'this attack is the 31st', هو الـ31
    previous = scan.noun(position - 2 if article else position - 1)
    if article and previous and previous.kind == "duration" and previous.number == "s":
        return "ordinal", "says which day, not how many"
    units = previous and previous.kind == "duration" and previous.definite and previous.number == "p"
    if units and scan.forms[last : last + 1] and scan.forms[last] in word_set("first_of_span"):
        return "duration", f"counts {previous.lemma}"  # 'the first nine days of August'
    if units and numeral.words and forms[position].startswith("ال"):
        return "duration", f"counts {previous.lemma}"  # 'aged eight months', ذات الأشهر الثمانية
    behind = skip_marks(scan, last)
    following = scan.noun(behind, "sp")
    dated = following and scan.window_over(*scan.span_of(behind))
    dated = dated and (following.definite or (dated.kind == "day" and following.kind == "duration"))
    if dated or opens_day(scan, behind):
        following = None  # 'wounded more than 300 today', '43 thousand on Saturday': the day is not counted
    if following and following.kind in ("duration", "distance", "money"):
        age = not word_set("age").isdisjoint(forms[max(0, position - 4) : position])
        alone = forms[position - 1 : position] == ["("] and forms[last + 1 : last + 2] == [")"]
        age = age or (alone and fold(following.lemma) in word_set("unit_of_age"))  # 'M. A. (24 years)'
        return ("age", "an age") if age else (following.kind, f"counts {following.lemma}")
    construct = scan.noun(position - 2) if position > 1 and forms[position].startswith("ال") else None
    if construct and construct.kind == "duration" and forms[position - 1].startswith("ال") and numeral.words:
        return "duration", f"counts {construct.lemma}"  # 'the six months of the truce', أشهر الهدنة الستة
    if numeral.words and numeral.value == 2 and not numeral.clitics:
        dual = scan.noun(position - 1, "d") if position else None
        natives = bool(scan.words("two_natives", position - 1, position))
        known = dual and dual.kind in ("person", "member", "casualty") and not _ambiguous(scan, position - 1, dual)
        if natives or known:
            return "other_count", "repeats the dual before it"
    if numeral.kind == "fraction":
        duration = previous and previous.kind == "duration"
        return ("duration", "half of a unit of time") if duration else ("other_count", "a fraction")
    joined = forms[position].startswith("و") or forms[position - 1 : position] == ["و"]
    counted = joined and following is not None and following.kind in PEOPLE_KINDS  # '… aged eighteen, and four women'
    counted = counted or (joined and forms[last : last + 1] == ["من"])  # 'Abu Omar and four of his men', أبو عمر
    if not counted and not word_set("age").isdisjoint(forms[max(0, position - 3) : position]):
        return "age", "an age"
    if previous and previous.kind == "named" and previous.number == "s":
        return "name", f"names a {previous.lemma}"
    for match in scan.connectors(position - 2, position, "rate", "difference"):
        rate = match.entry["connector"] == "rate"
        return "other_count", "a rate, not a count" if rate else "a difference between two counts"
    behind = forms[last : last + 1]
    left = behind == ["الي"] and position and forms[position - 1] == "من" and scan.numerals_at(last + 1)
    if left and changes_before(scan, position):
        return "other_count", "the count before it changed"
    by = position > 1 and (forms[position - 1] == "ب" or numeral.clitics.endswith("ب"))
    if by and not word_set("larger").isdisjoint(forms[max(0, position - 2) : position]):
        return "other_count", "a difference between two counts"  # 'may be larger by 80'
    if by and behind == ["عن"] and changes_before(scan, position):
        return "other_count", "a difference between two counts"
    if numeral.kind == "decimal":
        return "other_count", "not a whole number"
    after = numeral.clitics == "و" or (position > 0 and forms[position - 1] == "،")
    listed = after and tells_which(scan, last)  # '… four in Idlib, and one in Homs'
    some = bool(scan.connectors(position - 2, position, "among")) and tells_which(scan, last)
    listed = listed or some  # 'among them one in a grave condition'
    if numeral.words and numeral.value == 1 and not listed and not _one_of_people(scan, position, last):
        return "other_count", "one of several"
    return None


def _things_before(scan: Scan, position: int, last: int) -> str:
    """Return what a number behind 'number' counts when it is no people: 'bomb belts, number 3', أحزمة ناسفة عدد 3."""
    if last < len(scan.tokens) and scan.tokens[last].is_word and not scan.forms[last].startswith("و"):
        return ""
    nouns = (scan.noun(i) for i in range(position - 1, max(-1, position - 1 - _ADJECTIVES), -1))
    noun = next((noun for noun in nouns if noun is not None), None)
    means = scan.covering("methods", position - 1)
    if noun is None or noun.kind in PEOPLE_KINDS:
        return " ".join(scan.forms[means.first : means.last]) if noun is None and means is not None else ""
    return noun.lemma


def _again_behind(scan: Scan, numeral: Numeral, last: int) -> bool:
    """Say whether a number stands once more in brackets behind itself, in digits or in words."""
    behind = scan.numerals_at(last + (scan.forms[last : last + 1] == ["("]))
    same = bool(behind) and numeral.value is not None and behind[0].value == numeral.value
    return same and scan.text[numeral.end : behind[0].start].strip() == "("


def _ages_behind(scan: Scan, last: int) -> bool:
    """Say whether 'and 7 years' stands at a position."""
    behind = scan.numerals_at(last + (scan.forms[last : last + 1] == ["و"]))
    unit = scan.at(behind[0].end - 1) + 1 if behind and scan.forms[last].startswith("و") else len(scan.tokens)
    noun = scan.noun(unit, "sp") if unit < len(scan.tokens) else None
    return noun is not None and noun.kind == "duration"


def _is_year(numeral: Numeral) -> bool:
    return numeral.text.isdigit() and len(numeral.text) == 4 and 1990 <= (numeral.value or 0) < 2040


def _closes_title(scan: Scan, numeral: Numeral, position: int, last: int, paragraph: tuple[int, int]) -> bool:
    """Say whether a bare year closes a line: 'Civilian casualties in Sudan 2024'."""
    year = _is_year(numeral)
    ends = paragraph[1] - paragraph[0] <= _PAGE_LINE and scan.text[numeral.end : paragraph[1]].strip() == ""
    if not (year and ends and position) or not scan.tokens[position - 1].is_word:
        return False
    noun, event = scan.noun(position - 1), scan.covering("events", position - 1)
    hedged = scan.covering("qualifiers", position - 1) or scan.forms[position - 1] in ("الي", "عن", "ب", "بلغ")
    return not (noun or event or hedged or numeral.clitics)


def _year_of_title(scan: Scan, numeral: Numeral, position: int) -> bool:
    """Say whether a bare year stands behind what it is the harvest, the toll or the war of: 'The harvest of 2019'."""
    if not _is_year(numeral) or not position or numeral.clitics:
        return False
    last = scan.at(numeral.end - 1) + 1
    counted = scan.forms[last : last + 1] == [":"] and bool(scan.numerals_at(last + 1))  # 'the dead of 2020: 684'
    dead = scan.noun(position - 1, "p")
    return scan.forms[position - 1] in word_set("of_a_year") or (
        counted and dead is not None and dead.kind == "casualty" and not dead.definite
    )


def _one_of_people(scan: Scan, position: int, last: int) -> bool:
    """Say whether 'one of its fighters' is a count of one: behind a verb of dying, before a plural of people."""
    event = scan.covering("events", position - 1) if position else None
    event = event or _verb_before_where(scan, position)
    noun = scan.noun(last, "p")
    if scan.forms[position].startswith("وو") and of_party(scan, last) is not None:
        return True  # 'two of the medical staff, and one of the media'
    of_people = noun is not None and noun.kind in ("person", "member")
    of_residents = not word_set("residents").isdisjoint(scan.forms[last : last + 1])
    return event is not None and (of_people or of_residents)


def _verb_before_where(scan: Scan, position: int):
    """Return the verb of 'was killed in the clash with them one of …', قتل في الاشتباك معهم أحد, or None."""
    for event in reversed(scan.between("events", max(0, position - _BROUGHT), position)):
        verb = scan.noun(event.last - 1) is None and analyse_verb(without_and(scan.forms[event.first]))
        where = not word_set("when_or_where").isdisjoint(scan.forms[event.last : event.last + 1])
        clear = CLAUSE_MARKS.isdisjoint(scan.forms[event.last : position])
        return event if verb and where and clear and not scan.connectors(event.last, position, "among") else None
    return None


def _noun_figures(scan: Scan, taken: set[int], ends: dict[int, Figure]) -> list[Figure]:
    """Return duals and counted singulars. `ends`: position behind its noun → figure, for lists."""
    found = []
    for position in scan.nouns:
        if position in taken or (found and position < found[-1].np_end):
            continue
        dual, one = scan.noun(position, "d"), scan.noun(position, "s")
        if dual is None and one is None:
            continue
        apposed = bool(found) and found[-1].form == "dual" and found[-1].np_end == position
        apposed = apposed and dual and not dual.clitics and found[-1].reason != _KILLERS
        alike = one and not one.clitics and found and found[-1].form == "singular" and found[-1].np_end == position
        if apposed or alike:
            found[-1].np_end = position + 1  # طفلان شقيقان، جندي أميركي
            ends[position + 1] = found[-1]
            continue
        others = dual is not None and dual.kind == "other_person"  # 'and two others were hurt', وجرح آخران
        if dual and dual.case == "n" and dual.clitics == "" and _of_two_before(scan, position, ends):
            continue  # 'two of them children': the two themselves
        named = dual and (not others or (dual.case == "n" and dual.clitics == "" and _victim_at(scan, position)))
        if named and not _ambiguous(scan, position, dual):
            found.append(_figure_of_noun(scan, position, dual, 2, "dual"))
            if dual.case == "n" and (
                _is_killer(scan, position, dual) or _blew_themselves_up(scan, position, position + 2)
            ):
                found[-1].role, found[-1].reason = "other_count", _KILLERS
            spoke = position > 0 and scan.connector(position - 1, "reporting") is not None
            if dual.case == "n" and dual.kind == "person" and spoke:
                found[-1].role, found[-1].reason = "other_count", "those who say so"
            elif _known_pair(scan, position, dual, found[:-1]):
                found[-1].role, found[-1].reason = "other_count", "with the article: known from before"
        elif one is not None:
            hedge = scan.phrase("qualifiers", position + 1)
            if hedge is not None and scan.numerals_at(hedge.last) and one.kind == "casualty":
                continue  # 'the remains of more than 30', رفات أكثر من 30
            if not word_set("one_of_both").isdisjoint(scan.forms[position + 1 : position + 2]):
                continue  # 'and the body of one of the two was found'
            listed = _continues_list(scan, position, one, ends) or _goes_on_with_named(scan, position, one, ends)
            another = not listed and _another_elsewhere(scan, position, one, ends)
            listed = listed or another
            if one.case == "u" and _is_killer(scan, position, one):
                continue  # 'a gunman killed a policeman'
            if not listed and not _is_counted_singular(scan, position, one):
                continue
            if (described := _behind_adjective(scan, position, ends)) is not None and position not in ends:
                described.np_end = position
            found.append(_figure_of_noun(scan, position, one, 1, "singular"))
            if another:
                found[-1].use(ANOTHER, *scan.span_of(position))
            if one.definite and (first := name_behind(scan, position + 1)) is not None:
                found[-1].np_end = _end_of_name(scan, first)
                found[-1].use(NAMED, *characters(scan, first, found[-1].np_end))
        else:
            continue
        if found[-1].kind == "people":
            ends[found[-1].np_end] = found[-1]
    return found


def _known_pair(scan: Scan, position: int, dual, found: list[Figure]) -> bool:
    """Say whether 'the two dead', 'the bodies of the two dead' are those told of before: جثتي القتيلين.

    So are 'the bodies of the two girls' where two girls are told of in `found`.
    """
    if dual.kind == "strike":
        return dual.definite  # 'and the two raids killed 3'
    if dual.kind != "casualty":
        return False
    behind = scan.noun(position + 1, "d") if dual.case == "c" and position + 1 < len(scan.tokens) else None
    if dual.definite or behind is None or not behind.definite:
        return dual.definite
    same = (scan.noun(figure.position, "d") for figure in found if figure.form == "dual")
    return behind.kind == "casualty" or any(noun is not None and noun.lemma == behind.lemma for noun in same)


def _of_two_before(scan: Scan, position: int, ends: dict[int, Figure]) -> bool:
    """Say whether 'two of them' stands right before a dual noun: it says who they were."""
    among = scan.covering("connectors", position - 1) if position else None
    if among is None or among.last != position or among.entry["connector"] != "among":
        return False
    two = ends.get(among.first)
    return two is not None and two.value == 2 and two.form == "words" and not two.group_stated


def _ambiguous(scan: Scan, position: int, dual) -> bool:
    """Say whether the letters of a dual also spell a plural, an accusative or another lexicon phrase."""
    others = [r for r in analyse_noun(scan.forms[position]) if r.number != "d"]
    written = scan.text[scan.tokens[position].start : scan.tokens[position].end]
    if scan.forms[position].removeprefix("و") in word_set("at_party") and written.endswith("ى"):
        return True  # لدى, 'with', is no pair of boys
    if dual.case == "c" and (written.endswith("ة") or scan.forms[position] in word_set("plural_construct")):
        return True  # حياة is no dual with a pronoun
    if "\u064eي" in written and dual.kind in ("person", "member"):
        return False  # the vowel before the ending says that it is a dual
    if position and dual.lemma == "انتحاري" and scan.covering("methods", position - 1):
        return True  # an adjective: 'two suicide bombings'
    if scan.covering("parties", position) and dual.kind not in ("person", "member", "casualty", "party"):
        return True
    if dual.case == "c" and dual.kind == "strike" and written.endswith(("تا", "تي")):
        return False  # قذيفتا هاون, غارتي أمس
    if dual.case == "c" and dual.kind in ("strike", "other", "duration"):
        return True  # صاروخي is an adjective
    if not others:
        return False
    if any(r.number == "p" for r in others):
        return True
    if "\u064b" in written or dual.kind not in ("person", "member"):
        return True
    # عنصرا: the construct dual when a definite noun or a team follows, else "one member"
    following = scan.forms[position + 1] if position + 1 < len(scan.tokens) else ""
    definite = following.startswith("ال") and following not in word_set("begins_with_al")
    construct = definite or scan.phrase("parties", position + 1) is not None
    construct = construct or scan.phrase_at("rank_behind", position + 1) > 0  # 'two officers of the ranks'
    return dual.case == "c" and not construct


def _continues_list(scan: Scan, position: int, noun, ends: dict[int, Figure]) -> bool:
    """Say whether 'and a woman' goes on with a list of people, right behind a counted noun."""
    before = ends.get(position) or _behind_adjective(scan, position, ends)
    demands = scan.forms[position].removeprefix("و") in word_set("verb_with_b")
    if demands and "".join(scan.forms[position + 1 : position + 2]).startswith("ب"):
        return False  # 'and demanded ransom', وطالب بفدية
    if before is None and position > 1 and scan.forms[position - 1] == "،":
        whole, behind = (
            ends.get(position - 1),
            scan.forms[position + 1] if position + 1 < len(scan.tokens) else "",
        )
        narrower = noun.kind == "person" and noun.label.startswith("civilians/") and noun.clitics == ""
        return narrower and whole is not None and whole.group in ("civilians", "people") and behind.startswith("و")
    if before is None and position > 1 and scan.forms[position - 1] == "(":
        glossed = ends.get(position - 1)  # '15 women (adult female)'
        return glossed is not None and noun.kind == "person" and noun.clitics == "" and noun.label != glossed.group
    bodies = scan.noun(before.position - 1, "p") if before is not None and before.position else None
    dead = before is not None and (before.measure or (bodies is not None and bodies.lemma == noun.lemma))
    if dead and noun.kind == "casualty" and noun.clitics == "و":
        first = scan.noun(position - 1, "s") if before.form in ("digits", "words") else None
        same = first is not None and first.case == noun.case  # '87 hurt and injured', جريحا ومصابا
        return not same and noun.label in ("killed", "wounded") and fold(noun.lemma) not in word_set("injury")
    if before is not None and scan.forms[position] in word_set("the_parents"):
        return True
    if noun.kind != "person" or noun.clitics != "و":
        return False
    ended = _behind_side(scan, position) if before is not None else _behind_origin(scan, position, ends)
    if ended and _ends_list(scan, position):
        return True
    alike = before is not None and (before.form in ("dual", "singular") or _behind_their_noun(scan, before, position))
    return alike or (before is not None and scan.noun(position - 1, "p") is not None)


def _behind_their_noun(scan: Scan, figure: Figure, position: int) -> bool:
    """Say whether a number behind its noun ends right before a position: 'her three children', أطفالها الثلاثة."""
    last = scan.at(figure.end - 1)
    return last + 1 == position and figure.position > 0 and scan.noun(figure.position - 1, "p") is not None


def _another_elsewhere(scan: Scan, position: int, noun, ends: dict[int, Figure]) -> bool:
    """Say whether 'and another' goes on with one victim, and says where or by what: 'a man in X, and another in Y'.

    So does a person behind a list of numbers: '4 in a raid on A, 3 in one on B, and a girl by a sniper'.
    """
    if noun.clitics != "و" or noun.definite or position + 1 >= len(scan.tokens):
        return False
    told = scan.forms[position + 1] in word_set("dying_of") or by_means(scan, position + 1)
    placed = scan.forms[position + 1] in word_set("when_or_where") | word_set("whereabouts") | {"من"}
    other = noun.kind == "other_person"
    if not (told or (placed and other)) or not (other or noun.kind in ("person", "member")):
        return False
    before = [end for end in range(max(0, position - _ANOTHER), position) if end in ends]
    first = before[-1] if before else position
    apart = other or scan.word_before(position) == "،"
    listed = bool(before) and (ends[first].form == "singular" if other else apart and _dies_before(scan, first))
    return listed and "." not in scan.forms[first:position] and not scan.between("events", first, position)


def _dies_before(scan: Scan, position: int) -> bool:
    """Say whether a word of killing or wounding stands before a position in its sentence."""
    first = max(scan.at(scan.sentence_of(scan.tokens[position].start)[0]), position - _LISTED_BEHIND)
    return any(m.entry["measure"] in ("killed", "wounded") for m in scan.between("events", first, position))


_LISTED_BEHIND = 40  # words of '4 in a raid on A, 3 in one on B'


_ANOTHER = 14  # words of 'in the shelling of X by Y, and'


def _behind_adjective(scan: Scan, position: int, ends: dict[int, Figure]) -> Figure | None:
    """Return the pair or the one before an adjective that stands right before a position: 'two freed captives, a girl'.

    The adjective of a pair ends as a pair does; 'two' may stand in its place.
    """
    before = ends.get(position - 1) if position > 1 and scan.forms[position].startswith("و") else None
    if before is None or before.form not in ("dual", "singular"):
        return None
    form = scan.forms[position - 1]
    two = before.form == "dual" and (form.endswith(("ان", "ين")) or form in word_set("two_of_them"))
    plain = before.form == "singular" and unknown_word(scan, position - 1) and form[0] not in _NO_ADJECTIVE
    return before if two or plain else None


_CLITICS = 3  # letters that can stand before a number: وال

_NO_ADJECTIVE = frozenset("وفبليتسك")  # letters that begin a verb, or stand before a word


def _behind_side(scan: Scan, position: int) -> bool:
    """Say whether a side ends right before a position: '12 of the forces of X and a journalist'."""
    behind_side = scan.forms[position - 1].startswith("ال") and unknown_word(scan, position - 1)
    side = scan.covering("parties", position - 1 - behind_side)  # 'of the internal security'
    return side is not None and side.last == position - behind_side


def _behind_origin(scan: Scan, position: int, ends: dict[int, Figure]) -> bool:
    """Say whether those whom a number counts some of end right before a position: '3 of the guards of the gate'."""
    first = next((i for i in range(position - 2, max(0, position - _ORIGIN), -1) if scan.forms[i] == "من"), 0)
    counted = [ends[end] for end in range(first, position) if end in ends] if first else []
    definite = all(form.startswith("ال") for form in scan.forms[first + 2 : position])
    return definite and position > first + 2 and any(scan.at(f.end - 1) + 1 == first for f in counted)


_ORIGIN = 6  # words of 'of the guards of the eastern gate'


def _ends_list(scan: Scan, position: int) -> bool:
    """Say whether a noun behind a number of people closes their list: 'killed 3 of them and a journalist in X'."""
    behind = position + 1
    nation = scan.phrase("parties", behind) if behind < len(scan.tokens) else None
    adjective = behind < len(scan.tokens) and unknown_word(scan, behind)
    adjective |= nation is not None and bool(nation.entry.get("adjective")) and not nation.clitics
    behind += adjective and scan.forms[behind][0] not in _NO_ADJECTIVE
    closes = behind == len(scan.tokens) or scan.forms[behind] in CLAUSE_MARKS | {")"}
    closes = closes or scan.forms[behind] in word_set("when_or_where") or by_means(scan, behind)
    first = max(0, position - _LISTED)
    killed = [m for m in scan.between("events", first, position) if scan.noun(m.last - 1) is None]
    told = killed[-1].last if killed else position  # 'were killed three of X and a journalist'
    named = scan.forms[position].endswith(("ا", "ه")) or any(scan.numerals_at(i) for i in range(told, told + 2))
    named = named or not word_set("they_are_persons").isdisjoint(scan.forms[max(0, position - _LISTED) : position])
    return closes and named


_LISTED = 15  # words of 'they are 8 medics, 6 of the civil defence and'


def _behind_the_dead(scan: Scan, position: int, noun) -> bool:
    """Say whether a noun without 'and' stands behind the dead or wounded as their place or kind: شهداء جنين."""
    dead = scan.noun(position - 1, "p") if position and not noun.clitics else None
    among = scan.covering("connectors", position - 1) if dead is not None else None
    if among is not None and among.entry["connector"] == "among" and among.last == position:
        return False  # 'among the dead was a girl', بين القتلى طفلة
    return dead is not None and dead.kind == "casualty"


def _is_counted_singular(scan: Scan, position: int, noun) -> bool:
    """Say whether a singular noun counts one: after a verb of dying, after 'among them', in a list."""
    if scan.forms[position] in word_set("country_or_native") or _behind_the_dead(scan, position, noun):
        return False
    if scan.forms[position] in word_set("suicidal") and position and scan.covering("methods", position - 1) is not None:
        return False  # 'a suicide bombing', تفجير انتحاري
    written = scan.text[scan.tokens[position].start : scan.tokens[position].end]
    if noun.case == "c" and written.endswith("ة") and scan.noun(position, "p") is not None:
        return False  # مرتزقة are many, and no 'his mercenary'
    victim = noun.kind == "casualty" and noun.clitics in ("", "و") and not noun.definite
    if victim and fold(noun.lemma) not in word_set("injury") and tells_which_one(scan, position + 1):
        return True  # 'and a fourth martyr in Y'
    said = without_and(scan.word_before(position)) == "ان"
    if victim and said and noun.case == "o" and scan.phrase("events", position + 1):
        return True  # 'that a martyr fell', أن شهيدا ارتقى
    opens = _opens_sentence(scan, position) or (position > 0 and scan.places.touching(*scan.span_of(position - 1)))
    if victim and opens:
        behind = position + 1 + (scan.forms[position + 1 : position + 2] == ["و"])
        following = position + 1 < len(scan.tokens) and scan.forms[position + 1].startswith("و")
        many = scan.connector(position + 1, "count_noun")  # 'one dead and a number of wounded'
        counted = scan.numerals_at(behind) or scan.noun(position + 1)  # 'one dead and 5 hurt'
        return following and bool(counted or many)
    if fold(noun.lemma) in word_set("injury") and _cognate(scan, position):
        return False  # 'a woman who had been injured a grave injury', أصيبت إصابة بالغة
    if noun.kind == "casualty" and position and _one_hit(scan, position, noun):
        return True
    if noun.kind == "casualty" and noun.label in _ALIVE and not (noun.definite or noun.clitics):
        return _victim_at(scan, position)  # 'the death of a detainee'
    one = scan.forms[position + 1 : position + 2]
    if victim and one and one[0] in word_set("one"):
        return True  # 'and one death in X'
    listed = noun.kind == "casualty" and noun.clitics == "و" and not noun.definite and position > 0
    if listed and scan.forms[position - 1] == "،" and scan.forms[position + 1 : position + 2] == ["في"]:
        return any(scan.numerals_at(i) for i in range(max(0, position - 8), position))  # '3 in A, and one dead in B'
    if noun.kind == "locality":
        return noun.clitics == "" and noun.lemma != "منطقة" and _capture_before(scan, position) is not None
    if noun.kind == "other_person" and noun.case == "u" and noun.clitics in ("", "ال"):
        near = not noun.definite or scan.words("one_of_two", position - _PAIR, position)
        return bool(near) and _victim_at(scan, position)  # 'the killing of one of them and the wounding of the other'
    behind = position + 1
    behind += scan.forms[behind : behind + 1] != [] and scan.forms[behind] in word_set("one")
    force = scan.forms[behind : behind + 1] != [] and scan.forms[behind] in word_set("of_a_force")
    dies = not noun.clitics and _hit_before(scan, position) is not None
    if noun.kind == "member" and (scan.forms[behind : behind + 1] == ["من"] or force or dies):
        pass  # 'a member of the forces', 'one member of the forces', 'the killing of a former member'
    elif noun.kind != "person":
        return False
    if _in_joint_subject(scan, position):
        return True
    if scan.forms[position] in word_set("the_parents") and (_told_who(scan, position) or _dies_at(scan, position)):
        return True  # 'they are the father, the mother and three of their sons'
    if noun.definite and noun.kind in ("person", "member") and _victim_named(scan, position):
        return True  # 'the killing of the young man M. A.'
    if noun.definite or noun.clitics not in ("", "و"):
        return False
    if scan.forms[position + 1 : position + 2] and scan.forms[position + 1] in word_set("one"):
        return True  # 'one journalist'
    if not noun.clitics and scan.word_before(position) in word_set("where"):
        return False  # 'fell in Jenin', جنين, is no unborn child
    if "كل" in scan.forms[max(0, position - 4) : position]:
        return False  # 'one of every 13 of them a child'
    told = scan.noun(position + 1, "s") if position + 1 < len(scan.tokens) else None
    dead = told is not None and told.kind == "casualty" and not told.clitics and told.label in ("killed", "wounded")
    if dead and scan.opens_sentence(position):
        return True  # 'A policeman dead and five wounded', شرطي قتيل وخمسة جرحى
    previous = position - 1
    while previous >= 0 and scan.forms[previous] in SKIPPED_MARKS:
        previous -= 1
    if previous < 0:
        return False
    covering = scan.covering("connectors", previous)
    if covering and covering.entry["connector"] == "among" and covering.last == position:
        return True
    followed = scan.forms[position + 1] if position + 1 < len(scan.tokens) else ""
    if _told_who(scan, position):
        apposed = scan.noun(position + 1, "s") if followed else None
        adjective = apposed is not None and not apposed.clitics
        adjective |= followed != "" and unknown_word(scan, position + 1) and followed[0] not in _NO_ADJECTIVE
        followed = "".join(scan.forms[position + 2 : position + 3]) if adjective else followed  # 'an old man and …'
        return followed.startswith("و")  # 'they are a man, a woman and five children'
    if previous + 1 == position and _hit_before(scan, position) is not None:
        return True
    if noun.clitics == "" and noun.case in ("u", "o") and _verb_over_when_or_where(scan, position):
        return True
    named = scan.covering("parties", position) is not None  # قوات سوريا الديمقراطية
    if noun.clitics == "و" and _closes_list(scan, position):
        return True
    if noun.clitics or named:
        return False
    then = then_killed(scan, position + 1)
    if then is not None and CLAUSE_MARKS.isdisjoint(scan.forms[position + 1 : then]):
        return True  # 'ran over a boy and killed him'
    return _object_of_killing(scan, position) or _subject_of_clause(scan, position)


def _told_who(scan: Scan, position: int) -> bool:
    """Say whether a list of persons begins at a position: 'they are', 'a family made up of', '5 of one family:'."""
    before = scan.forms[position - 1] if position else ""
    if before.removeprefix("و") in word_set("they_are_persons"):
        return True
    family = scan.forms[max(0, position - _FAMILY) : position]
    if before == ":":
        return not word_set("one_household").isdisjoint(family)
    made_up = before in word_set("holds_of") or (
        before == "من" and family[-2:-1] != [] and family[-2] in word_set("made_up")
    )
    return made_up and not word_set("one_household").isdisjoint(family)


_FAMILY = 6  # words of 'a whole family made up of'


def _dies_at(scan: Scan, position: int) -> bool:
    """Say whether a verb of dying, being wounded or being held stands right before a word."""
    return _hit_before(scan, position) is not None and scan.noun(position - 1) is None


def _hit_before(scan: Scan, position: int):
    """Return the word of killing, wounding or arrest that ends right before a position, or None."""
    event = scan.covering("events", position - 1) if position else None
    ends = event is not None and event.last == position
    return event if ends and event.entry["measure"] in ("killed", "wounded", "detained") else None


def tells_which_one(scan: Scan, position: int) -> bool:
    """Say whether 'another' or an ordinal without article stands at a position."""
    if position >= len(scan.tokens):
        return False
    numerals = scan.numerals_at(position)
    ordinal = bool(numerals) and numerals[0].kind == "ordinal" and not numerals[0].clitics
    return scan.forms[position] in word_set("another") or (ordinal and not scan.forms[position].startswith("ال"))


def _cognate(scan: Scan, position: int) -> bool:
    """Say whether a verb of being wounded stands right before 'an injury', which then only says how."""
    readings = analyse_verb(scan.forms[position - 1]) if position else ()
    return any(reading.measure == "wounded" for reading in readings)


def _verb_over_when_or_where(scan: Scan, position: int) -> bool:
    """Say whether a verb of dying stands before a noun, and only when, where, by what or by whom between.

    قتل خلالها طفل, قتل أمس شاب, قتل برصاص قناص رجل, قتل جراء غارة روسية على بلدة حاس طفل.
    """
    if scan.word_before(position) in word_set("place_preposition") | {"علي"}:
        return False  # 'in the raid on a farmer'
    armed = scan.covering("methods", position) or scan.covering("parties", position)  # a sniper, a Russian raid
    passed = word_set("in_it") | word_set("when_or_where") | word_set("closes_verb") | word_set("place_preposition")
    for index in range(position - 1, max(-1, position - _TO_SUBJECT), -1):
        event = scan.covering("events", index)
        if event is not None:
            verb = event.last == index + 1 and scan.noun(index) is None and not event.clitics.endswith("ال")
            return verb and index + 1 < position and event.entry["measure"] in ("killed", "wounded", "detained")
        start, end = scan.span_of(index)
        told = scan.window_over(start, end) or scan.date_over(start, end) or scan.places.touching(start, end)
        told = told or scan.covering("places", index) is not None
        means = scan.covering("methods", index) or scan.covering("parties", index)
        agent = scan.covering("connectors", index)
        means = means or (agent is not None and agent.entry["connector"] in ("agent", "cause"))
        of_means = index > 0 and scan.covering("methods", index - 1) is not None and unknown_word(scan, index)
        aims = without_and(scan.forms[index]) in word_set("strikes_places")  # 'in a raid that hit a commander'
        known = told or ((means or of_means) and not (armed or aims))
        if not known and scan.forms[index] not in passed:
            return False
    return False


_TO_SUBJECT = 14  # words


def _one_hit(scan: Scan, position: int, noun) -> bool:
    """Say whether 'a dead man', 'a wounded man' is one of a toll: 'which led to the fall of a martyr and 3 wounded'.

    A word that brings the dead or wounded stands before it in its clause, and no other number between them.
    """
    if fold(noun.lemma) in word_set("death") and _of_whom(scan, position + 1):
        return False  # 'the death of a girl', وفاة طفلة: she is counted; 'of some of the wounded': nobody is
    named = noun.definite or noun.clitics or noun.label not in ("killed", "wounded") or noun.case not in ("u", "o")
    none = scan.forms[position - 1] in word_set("no_one")
    other = fold(noun.lemma) in word_set("injury") | word_set("victim") or none
    if named or other:
        return False
    if any(numeral.clitics == "" for numeral in scan.numerals_at(position + 1)):  # 'the remains of 597 bodies'
        return False
    for index in range(position - 1, max(-1, position - _BROUGHT), -1):
        form = scan.forms[index]
        if form in CLAUSE_MARKS or form in ("\n", ":") or scan.numerals_at(index):
            return False
        opener = scan.covering("connectors", index)
        brings = opener is not None and opener.entry["connector"] in ("effect", "count_noun")
        if noun.case == "o" and (brings or form in word_set("falls") | word_set("brings_casualties")):
            object_of = brings and scan.forms[opener.first].removeprefix("و") in word_set("leaves_dead")
            return object_of and scan.forms[position - 1] not in ("الي", "عن", "ب")  # 'left a dead man', خلفت قتيلا
        if brings or form in word_set("falls") | word_set("brings_casualties"):
            first = opener.first if brings else index
            denied = scan.connectors(first - 3, first, "denial")
            none = word_set("no_one") - {"من"}  # 'a day after the finding of a body', من العثور
            return not denied and scan.word_before(first).removeprefix("و") not in none
    return False


def _of_whom(scan: Scan, position: int) -> bool:
    """Say whether it is told behind 'the death of' who died: no end of the clause, no 'one', no 'new', no 'in'."""
    if position >= len(scan.tokens) or not scan.tokens[position].is_word:
        return False
    form = scan.forms[position]
    alone = form.startswith("و") or form in word_set("one") | word_set("another") | word_set("place_preposition")
    means = scan.phrase("methods", position)
    alone = alone or scan.connector(position, "cause", "among", "agent") is not None
    alone = alone or (means is not None and means.clitics.startswith("ب"))
    adjective = form.endswith("ه") and scan.noun(position) is None and not form.startswith("ال")
    return not alone and not adjective


_BROUGHT = 7  # words
_ALIVE = ("detained", "displaced", "wounded")


def _is_killer(scan: Scan, position: int, noun) -> bool:
    """Say whether people behind a verb of killing are its subject: قتل مسلح شرطيا, اغتال مسلحان رئيس البلدية.

    Some verbs are never passive; behind the others their object follows at once: a noun in the accusative, a number
    with its noun, a woman, or somebody of theirs (زوجته).
    """
    event = scan.covering("events", position - 1) if position and not noun.clitics and not noun.definite else None
    if event is None or event.last != position or not _kills(scan.forms[position - 1]):
        return False
    feminine, verb = noun.gender == "f", without_and(scan.forms[position - 1])
    if verb in word_set("never_passive"):
        return feminine == (verb.endswith("ت") or verb.startswith("ت"))
    side = scan.phrase("parties", position + 2) if scan.forms[position + 1 : position + 2] == ["من"] else None
    first = side.last if side is not None else position + 1  # 'a sniper of the forces of X killed three'
    for index in range(first, min(first + _KILLERS_ADJECTIVES, len(scan.tokens))):
        if _object_at(scan, index, feminine):
            return True
        form = scan.forms[index]
        adjective = (
            scan.tokens[index].is_word and form.endswith(_ADJECTIVE_ENDS) and not form.startswith(("و", "ب", "ل"))
        )
        apposed = scan.noun(index, "sd")  # 'an armed settler'
        apposed = apposed is not None and apposed.clitics == ""
        if not (adjective or apposed or form.endswith("ان")) or form in word_set("place_preposition"):
            return False
    return False


def _kills(form: str) -> bool:
    """Say whether a form can be a verb of killing, wounding or capturing that has a subject."""
    return without_and(form) in word_set("killing_verb") | word_set("never_passive")


_KILLERS = "those who did it, not those it was done to"
_KILLERS_ADJECTIVES = 3  # words


def _object_at(scan: Scan, position: int, feminine: bool) -> bool:
    """Say whether somebody who was killed stands at a position, as the object of a verb."""
    number = [n for n in scan.numerals_at(position) if n.kind == "integer" and n.clitics == ""]
    if number and not scan.date_over(number[0].start, number[0].end):
        behind = scan.at(number[0].end - 1) + 1
        of = scan.forms[behind : behind + 1] == ["من"] and behind + 1 < len(scan.tokens)
        if of and number[0].value > 2 and scan.phrase("parties", behind + 1) is not None:
            return True  # '4 of the police'
        counted = scan.noun(behind + of, "sp") if behind + of < len(scan.tokens) else None
        return counted is not None and counted.kind in PEOPLE_KINDS
    noun = scan.noun(position, "sd")
    if noun is None or noun.kind not in _SUBJECTS or noun.clitics or noun.definite:
        return False
    written = scan.text[scan.tokens[position].end - 1]  # إسرائيلية is no 'Israeli of his'
    woman = noun.number == "s" and noun.gender == "f" and not feminine and noun.case == "u"
    return noun.case == "o" or (noun.case == "c" and written != "ة") or woman


def _subject_of_clause(scan: Scan, position: int) -> bool:
    """Say whether a noun stands between 'that' and a verb of dying: 'that a soldier was killed', إن جنديا قتل."""
    if scan.noun(position, "s").case == "c":
        return False  # 'that her husband was killed': somebody who was told of
    behind = scan.phrase("events", position + 1)
    if behind is not None and scan.forms[behind.last : behind.last + 1] == ["كل"]:
        return False  # 'that a child is killed every hour'
    opened = without_and(scan.forms[position - 1]) in word_set("opens_clause")
    verb = behind is not None and behind.clitics == "" and scan.noun(behind.last - 1) is None
    told = opened and verb and behind.entry["measure"] in ("killed", "wounded")
    counted = bool(told) and behind.last < len(scan.tokens) and bool(scan.numerals_at(behind.last))
    return bool(told) and not counted  # 'that a raid killed 5': never the subject of such a verb


def _closes_list(scan: Scan, position: int) -> bool:
    """Say whether ', and a civilian' goes on with a list that a number and a colon open: '13: 5 of X, 4 of Y, …'."""
    colons = scan.colons(max(0, position - _LIST), position) if scan.forms[position - 1] == "،" else ()
    if not colons or not scan.counts_at(colons[-1] + 1) or scan.between("events", colons[-1] + 1, position):
        return False
    return any(scan.counts_at(i) for i in range(max(0, colons[-1] - 2), colons[-1]))


_LIST = 40  # words


def _in_joint_subject(scan: Scan, position: int) -> bool:
    """Say whether a noun is one of several before their verb: 'that a man and his wife died', إن رجلا وزوجته قتلا.

    The verb is in the dual or plural, and 'that' stands before the first noun.
    """
    first = position
    while first and position - first < _JOINT and scan.forms[first].startswith("و"):
        first -= 1
    head = scan.noun(first, "s") if without_and(scan.word_before(first)) in word_set("opens_clause") else None
    if head is None or head.kind not in ("person", "member") or head.case == "c" or head.clitics:
        return False
    last = first + 1
    while last < min(first + 2 * _JOINT, len(scan.tokens)) and (
        scan.forms[last].startswith("و") or scan.numerals_at(last)
    ):
        last += 1
    verb = scan.phrase("events", last) if last - first > 1 and last < len(scan.tokens) else None
    readings = analyse_verb(scan.forms[last]) if verb is not None and not verb.clitics else ()
    return position < last and any(reading.number in ("d", "p") and reading.aspect == "p" for reading in readings)


_JOINT = 4  # words of 'a man, his wife and their children'


def _object_of_killing(scan: Scan, position: int) -> bool:
    """Say whether a verb of killing and its subject stand before a noun: 'the forces killed a boy', قتلت القوات طفلا.

    The subject is a side, a raid or people, with adjectives and words that tell when, and no number.
    """
    index, subject = position - 1, False
    while index >= max(0, position - _SUBJECT):
        event = scan.covering("events", index)
        if event is not None:
            verb = event.last == index + 1 and scan.noun(index) is None and not event.clitics.endswith("ال")
            return (
                subject
                and verb
                and _kills(scan.forms[index])
                and event.entry["measure"] in ("killed", "wounded", "detained")
            )
        one = _plain_person(scan, index)
        if one is not None and not _object_at(scan, position, one.gender == "f"):
            return False  # 'an armed settler': armed is no second person
        people = scan.noun(index, "p") or one
        means = scan.covering("methods", index)
        raid = means is not None and (scan.forms[index].startswith("ال") or means.clitics == "")
        named = raid or scan.covering("parties", index) is not None
        named = named or (people is not None and people.kind in _SUBJECTS)
        dated = scan.window_over(*scan.span_of(index)) is not None
        form = scan.forms[index]
        when = index + 1 < len(scan.tokens) and scan.window_over(*scan.span_of(index + 1)) is not None
        adjective = form.endswith(_ADJECTIVE_ENDS) and (when or form not in word_set("place_preposition"))
        of_side = form == "من" and scan.covering("parties", index + 1) is not None  # 'a sniper of the forces of X'
        if not (named or dated or adjective or of_side):
            return False
        subject, index = subject or named, index - 1
    return False


def _plain_person(scan: Scan, position: int):
    """Return the noun of one or two persons as the subject of a verb stands, 'a gunman', or None."""
    noun = scan.noun(position, "sd")
    plain = noun is not None and noun.kind in _SUBJECTS and noun.case in ("u", "n")
    plain = plain and not noun.clitics and not noun.definite
    return noun if plain and scan.covering("events", position - 1) is not None else None


_SUBJECT = 8  # words
_SUBJECTS = ("person", "member")
_ADJECTIVE_ENDS = ("ون", "ين", "ي", "يه", "ه")


_PAIR = 6  # words between the one and the other


def _opens_sentence(scan: Scan, position: int) -> bool:
    behind_colon = position > 0 and scan.forms[position - 1] == ":"
    return behind_colon or scan.opens_sentence(position)


def _figure_of_noun(scan: Scan, position: int, noun, value: int, form: str) -> Figure:
    token = scan.tokens[position]
    letters = len(noun.clitics) - (1 if noun.clitics.endswith("لال") else 0)
    start = token.start if not letters else _after_letters(scan.text, token.start, token.end, letters)
    figure = Figure(
        start, token.end, scan.text[start : token.end], value, value, value, position, position + 1,
        shown=str(value), lead=position, hedge=position, form=form,
    )  # fmt: skip
    if form == "singular" and scan.forms[position + 1 : position + 2] and scan.forms[position + 1] in word_set("one"):
        position, figure.np_end = position + 1, position + 2
    rule = f"count.{form}"
    figure.use(rule, start, token.end)
    if noun.kind in ("person", "member", "casualty", "other_person"):
        figure.kind, figure.inherits_group = "people", noun.kind == "other_person"
        figure.group = "people" if noun.kind == "casualty" else noun.label
        figure.group_stated = figure.group != "people"
        if noun.kind == "casualty":
            figure.measure = noun.label
            whose, last = _whose_body(scan, position, noun)
            if whose is not None:
                figure.group, figure.group_stated = whose.label, whose.label != "people"
                figure.np_end, position = last, last - 1
                figure.use("group.whose_body", *scan.span_of(last - 1))
        figure.np_end = _end_of_rank(scan, position + 1) if figure.np_end == position + 1 else figure.np_end
        position = read_qualifier_behind(scan, figure, max(position + 1, figure.np_end))
        read_parties(scan, figure, position)
    elif noun.kind == "strike":
        read_strikes(scan, figure, position, noun)
    elif noun.kind == "locality":
        figure.kind = "locality"
    elif noun.kind == "duration":
        figure.role, figure.reason = "duration", "two units of time"
    elif noun.kind == "case" and form == "dual":
        read_case(scan, figure, position)  # 'two cases of death', حالتي وفاة
    else:
        figure.role, figure.reason = "other_count", f"two: {noun.lemma}"
    return figure


def _end_of_rank(scan: Scan, position: int) -> int:
    """Return the position behind the rank that stands behind a victim: 'of the rank of captain', برتبة نقيب, صف."""
    words = scan.phrase_at("rank_behind", position)
    if scan.forms[position : position + 1] and scan.forms[position] in word_set("with_rank"):
        words = 2 + bool(scan.phrase_at("senior_of_rank", position + 2))
    return min(position + words, len(scan.tokens))


def _whose_body(scan: Scan, position: int, noun):
    """Return who was killed or hurt in 'the body of a child', 'two dead civilians', 'two bodies of women'.

    With the position behind the word; None and the position where no person stands there, or not as many.
    """
    first, number = position + 1, noun.number
    bodies = fold(noun.lemma) in word_set("body")
    belongs = bodies and first + 1 < len(scan.tokens) and scan.forms[first] in word_set("belongs_to")
    first += belongs
    first += 2 * (bodies and " ".join(scan.forms[first : first + 2]) in word_set("unknown_identity"))
    whose = scan.noun(first, number) if first < len(scan.tokens) else None
    if whose is None or whose.kind not in ("person", "member"):
        return None, position
    to = whose.clitics in ("ل", "لال")
    fits = to if belongs else whose.clitics == "" or (bodies and (to or whose.definite))
    return (whose, first + 1) if fits else (None, position)


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


def capture_of(scan: Scan, figure: Figure):
    """Return the phrase of capture that governs a figure of localities, or None."""
    captured = _capture_before(scan, figure.position) or _capture_before(scan, figure.lead)
    if captured is None and (hands := into_hands(scan, figure)) is not None:
        return PhraseMatch(*hands, "words", {}, "")
    return captured


def into_hands(scan: Scan, figure: Figure) -> tuple[int, int] | None:
    """Return where 'into the hands of' stands behind villages that fell, began to be under it, or None."""
    if figure.lead == 0 or without_and(scan.forms[figure.lead - 1]) not in word_set("came_under"):
        return None
    first = figure.np_end + (
        scan.forms[figure.np_end : figure.np_end + 1] != [] and scan.forms[figure.np_end].startswith("و")
    )
    for words in (1, 2):
        if " ".join(scan.forms[first : first + words]) in word_set("into_hands"):
            return first, first + words
    return None


def _capture_before(scan: Scan, position: int):
    """Return the phrase of capture that governs the place noun at `position`, or None."""
    upon = position > 0 and scan.forms[position - 1] == "علي"
    for index in range(position - 1, max(-1, position - 8), -1):
        event = scan.phrase("events", index)
        if scan.forms[index] in CLAUSE_MARKS:
            break
        if scan.forms[index].removeprefix("و") in word_set("retakes"):
            named = all(scan.covering("parties", i) for i in range(index + 1, position))
            return scan.phrase("connectors", index) if named else None  # 'and the army retook 3 villages'
        if event and event.entry["measure"] == "localities_captured":
            if event.entry["kind"] == "capture_verb":
                return event if upon else None
            return event if position - event.last <= 1 else None
    return None
