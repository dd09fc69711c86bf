"""Attribution: by whose word each figure holds.

A source is a name of ``sources.yaml``, or the words behind a verb of reporting or "according to" that
open with a kind of source (a ministry, an official, a network of doctors) or with a party to the
conflict. A source holds for the figures of its paragraph behind it until another speaks or the text
turns to another event; behind "according to" it holds for the figures of its sentence.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from analysis.arabic import fold, without_and
from analysis.claims.fates import unknown_word
from analysis.claims.figure import CLAUSE_MARKS, Figure
from analysis.claims.groups import their_dead
from analysis.lattice import contains
from analysis.lexicons import word_set
from analysis.mentions import countries
from analysis.scan import Scan, source_behind_to, speaks_with_colon

_REACH = 30  # words between a verb of reporting and a figure
_LONGEST = 9  # words of a source's name
_QUOTES = {'"', "“", "”", "«", "»"}
_MARKS = {"(", ")"} | _QUOTES


class Source(NamedTuple):
    """One source named in the report: token positions, and its name (of the lexicon, or as written)."""

    first: int
    last: int
    name: str
    according: bool


def find_sources(scan: Scan) -> list[Source]:
    """Return the sources that a report names, left to right."""
    found: list[Source] = []
    last_of: dict[str, Source] = {}  # kind of source → the last one of that kind
    done = 0
    names: dict[str, str] = {}  # a word of a speaker's own name → by whose word he spoke
    told = scan.roles["source"] or not _QUOTES.isdisjoint(scan.text)
    verbs = {match.last for match in scan.connectors(0, len(scan.tokens), "reporting")} if told else set()
    for position in sorted({*scan.phrases["sources"], *scan.phrases["parties"], *scan.roles["source"], *verbs}):
        if position < done or position >= len(scan.tokens):
            continue
        if position in verbs and scan.forms[position] in names and unknown_word(scan, position):
            found.append(Source(position, position + 1, names[scan.forms[position]], False))
            continue  # 'and Lazzarini added that', whose office was told before
        source = _named_before(scan, position, found, last_of) if found and _the_same(scan, position) else None
        source = source or _source_at(scan, position) or _named_before(scan, position, found, last_of)
        if (quoted := _in_quotes(scan, position)) is not None and (source or position in verbs):
            known = source is not None and source.name not in quoted.name  # the name of a list has no quotes
            source = source if known else quoted._replace(according=bool(source and source.according))
        if source and (same := _same_kind_before(scan, position, source, last_of)) is not None:
            source = Source(source.first, source.last, same.name, source.according)  # 'the observatory', the Yemeni one
        if source and found and _hears(scan, source, found[-1]):
            continue  # 'said the director of X to Y'
        if source and source.name.startswith("ال") and (known := last_of.get(fold(source.name).removeprefix("ال"))):
            source = source._replace(name=known.name)  # 'a statement of the mission', بيان للبعثة
        if source:
            found.append(source)
            names |= dict.fromkeys(_own_name(scan, source), source.name)
            form = scan.forms[source.first]
            head = source_behind_to(form) or form.removeprefix("ال")
            last_of[head] = source
            if head in word_set("minister"):
                last_of |= dict.fromkeys(word_set("the_ministry"), source)
            done = source.last
    return found


def _in_quotes(scan: Scan, position: int) -> Source | None:
    """Return the source whose whole name stands in quotation marks at a position: 'said "the union of X" that'.

    No number and nothing that happened is told in them, and what it said follows.
    """
    start = scan.tokens[position].start
    if not start or scan.text[start - 1] not in _QUOTES:
        return None
    end = next((i for i in range(start, min(start + _QUOTED, len(scan.text))) if scan.text[i] in _QUOTES), start)
    last = scan.at(end - 1) + 1 if end > start else position
    if last <= position or last >= len(scan.forms) or any(scan.numerals_at(i) for i in range(position, last)):
        return None
    last_mark = last + (scan.forms[last] in _QUOTES)
    says = scan.forms[last_mark : last_mark + 1]
    followed = bool(says) and says[0] in word_set("opens_speech") | word_set("speech_of")
    told = [event for event in scan.between("events", position, last) if scan.noun(event.first) is None]
    return Source(position, last, _spelt(scan.text[start:end]), False) if followed and not told else None


_QUOTED = 60  # characters of a name


def _same_kind_before(scan: Scan, position: int, source: Source, last_of: dict[str, Source]) -> Source | None:
    """Return the source of the kind that one word alone names, where the last one of that kind is another.

    'The Yemeni observatory of mines said …, and the observatory added': never the one that it means elsewhere.
    """
    known = scan.phrase("sources", position)
    alone = known is not None and known.last == position + 1 == source.last
    last = last_of.get(scan.forms[position].removeprefix("ال")) if alone else None
    return last if last is not None and last.name != source.name else None


def _own_name(scan: Scan, source: Source) -> list[str]:
    """Return the words of a source, and of the few behind it, that mean nothing else: those of a speaker's own name."""
    first, end = source.first + 1, min(source.last + _OWN_NAME, len(scan.tokens))
    own = []
    for position in range(first, end):
        if unknown_word(scan, position) and scan.forms[position] not in word_set("ends_source"):
            own.append(scan.forms[position])
        elif position >= source.last and not scan.forms[position].startswith("ال"):
            break
    return own


_OWN_NAME = 4  # words of a name behind that of an office


def _hears(scan: Scan, source: Source, speaker: Source) -> bool:
    """Say whether a source with 'to' is whom a speaker before it in the sentence told it: 'said X to the agency Y'."""
    begin = scan.at(scan.sentence_of(scan.tokens[source.first].start)[0])
    known, form = scan.phrase("sources", source.first), scan.forms[source.first]
    given = known.clitics.startswith("ل") if known else form.startswith("ل") and form not in word_set("source_head")
    told = given and not source.according and not speaker.according
    verb = without_and(scan.forms[speaker.first - 1]) if speaker.first else ""
    if verb in word_set("tells_somebody") and source.first == speaker.last:
        return True  # 'the council told the agency X that'
    return told and speaker.first >= begin and source.first - speaker.last <= _HEARS


_HEARS = 4  # words between a speaker and whom he told it


def _the_same(scan: Scan, position: int) -> bool:
    """Say whether 'the same' stands behind a word: 'the same sources added that …'."""
    return position + 1 < len(scan.tokens) and scan.forms[position + 1] in word_set("the_same")


def _named_before(scan: Scan, position: int, found: list[Source], last_of: dict[str, Source]) -> Source | None:
    """Return the source that 'the ministry' alone means: the last one named that is a ministry."""
    head = scan.forms[position].removeprefix("ال")
    if head == scan.forms[position] or head not in word_set("source_head"):
        return None
    if _the_same(scan, position) and found:
        last = last_of.get(head, found[-1])
        return Source(position, position + 2, last.name, _introduced(scan, position)[1])
    spoken, according = _introduced(scan, position)
    if not (spoken or according or _speaks(scan, position + 1)):
        return None
    last = last_of.get(head)
    if last is None and head in word_set("document") and found:
        wrote = [source for source in found if scan.forms[source.last : source.last + 2] == ["في", head]]
        issuers = {source.name for source in wrote or found}  # 'the report said': of whoever said so in a report
        return Source(position, position + 1, issuers.pop() if len(issuers) == 1 else "", according)
    return Source(position, position + 1, last.name, according) if last else None


def _signs(scan: Scan, first: int, last: int) -> bool:
    """Say whether a source stands alone behind a mark at the end of its line: '75 wounded - the civil defence'."""
    behind = [form for form in scan.forms[last : last + 2] if form not in (")", ".")]
    ends = last >= len(scan.forms) or behind[:1] in ([], ["\n"])
    again = any(scan.covering(name, first - 2) for name in ("parties", "sources")) if first > 1 else False
    return (
        ends and not again and scan.word_before(first) in ("-", "–", "—", "|", "(") and not scan.opens_sentence(first)
    )


def _source_at(scan: Scan, position: int) -> Source | None:
    """Return the source whose name, or kind of source, or party stands at a position."""
    known = scan.phrase("sources", position)
    form = scan.forms[position]
    joined = form.startswith("وال") and form.removeprefix("وال") in word_set("source_head")
    form, joined = (form.removeprefix("و"), 1) if joined else (form, 0)  # letters before the name
    head = _nominative(form).removeprefix("ال")
    if (given := source_behind_to(form)) and _introduced_with_to(scan, position):
        head, joined = given, len(form) - len(given)  # 'according to the ministry of X', وفقا لوزارة
    if not word_set("could_not").isdisjoint(scan.forms[max(0, position - _COULD_NOT) : position]):
        return None  # 'Reuters could not verify the number', تعذر على رويترز، لم يتسن لرويترز
    if form in word_set("judges_or_kills") and scan.forms[position + 1 : position + 2] == ["علي"]:
        return None  # 'the killing of five gunmen', القضاء على, never the judiciary
    party = scan.phrase("parties", position)
    fights = party is not None and party.entry["group"].startswith("combatants") and not party.entry.get("adjective")
    alone = form in word_set("source_alone")
    if known is None and not (fights or alone or given or head in word_set("source_head")):
        return None
    if position > 1 and scan.forms[position - 1] in word_set("upon_it") and scan.forms[position - 2] in word_set("saw"):
        return None  # 'a report that X has seen'
    spoken, according = _introduced(scan, position)
    according = according or (bool(given) and not spoken and _in_a_paper(scan, position))
    capital = bool(position) and alone and scan.connector(position - 1, "reporting") is not None  # 'Damascus said'
    if (
        known is None
        and not capital
        and not _province_speaks(scan, position)
        and (place := scan.places.over(*scan.span_of(position)))
        and scan.at(place.start) == position
    ):
        return None  # 'the district of X counted 74 of them'
    if known and known.last == position + 1 and _of_another_kind(scan, known.last):
        known = None  # 'the Yemeni observatory', never the Syrian one that 'the observatory' alone means
    if known and not (spoken or according) and _signs(scan, position, known.last):
        return Source(position, known.last, known.entry["source"], True)
    if known and not (spoken or according) and position:
        employer = not word_set("of_organisation").isdisjoint(_unjoined(scan.forms[max(0, position - 2) : position]))
        known = None if employer else known  # 'twelve of the staff of X', 'a school of X'
    if known and not (spoken or according) and scan.covering("parties", position) and not _speaks(scan, known.last):
        known = None  # the civil defence is also a party that is hit
    if known:
        last = max(known.last, _end_of_name(scan, known.last)) if spoken or according else known.last
        according = according or (spoken and _tags_sentence(scan, position, last))
        return Source(position, last, known.entry["source"], according)
    if not (spoken or according) and head in word_set("source_head"):
        end = _end_of_name(scan, position + 1)
        spoken = _opens_speech(scan, position, end) or _publishes(scan, position, end)
    elif not (spoken or according) and party is not None:
        told = position > 0 and scan.forms[position - 1] in word_set("opens_speech")
        spoken = not told and _opens_speech(scan, position, party.last)  # not 'X noted that the army announced'
        spoken = spoken or _claims_and_speaks(scan, position, party.last)
    elif not (spoken or according) and alone:
        spoken = _opens_speech(scan, position, position + 1)  # 'the Interior had announced', وكانت الداخلية قد أعلنت
    if not (spoken or according) and (head in word_set("source_head") or alone) and scan.opens_sentence(position):
        spoken = _titled(scan, position)
    spoken = spoken or (party is not None and speaks_with_colon(scan, party))
    if not (spoken or according) or not scan.tokens[position].is_word:
        return None
    if head in word_set("count_of") and (issued := _issued_by(scan, position)) is not None:
        last = _end_of_name(scan, issued + 1)
        name = scan.text[scan.tokens[issued].start : scan.tokens[last - 1].end]
        return Source(position, last, _spelt(name), according)
    written = scan.text[scan.tokens[position].start : scan.tokens[position].end]
    if position and scan.forms[position - 1] in word_set("opens_speech") and written.endswith("ه") and known is None:
        return None  # 'the civil defence said that its teams', إن فرقه
    if head in word_set("estimates") and not word_set("source_alone").isdisjoint(
        scan.forms[position + 1 : position + 2]
    ):
        return None  # 'by estimates of the opposition': its own
    if alone and party is None and not form.startswith("ال"):
        last = position + 1  # 'Moscow confirmed that its operations go on'
    elif head in word_set("source_head") or (alone and party is None):
        last = max(_end_of_name(scan, position + 1), party.last if party is not None else 0)  # هيئة تحرير الشام
    elif fights:
        last = party.last + _is_of_nation(scan, party)
    else:
        return None
    inner = next((m for m in scan.between("sources", position + 1, position + 4)), None)
    if inner and not _hears_it(scan, position, inner.first) and head in word_set("source_role"):
        return Source(position, max(last, inner.last), inner.entry["source"], according)
    side = party is not None and not party.entry.get("refers")  # 'the coalition'
    if (
        last == position + 1
        and (form.startswith("ال") or (given and form.startswith("لل")))
        and not side
        and form not in word_set("source_alone")
        and not (given and "ال" + given in word_set("source_alone"))
    ):
        return None  # 'the sources', 'the ministry': whoever was named before
    according = according or (spoken and _tags_sentence(scan, position, last))
    opened = next((i for i in range(position + 1, last + 1) if scan.forms[i : i + 1] == ["("]), None)
    glossed = scan.phrase("sources", opened + 1) if opened is not None and opened + 1 < len(scan.tokens) else None
    if glossed is not None and scan.forms[glossed.last : glossed.last + 1] == [")"]:
        return Source(position, max(last, glossed.last), glossed.entry["source"], according)  # 'the project X (ACLED)'
    if issuer := _issuer_of(scan, position, head, last):
        return Source(position, last, issuer, according)
    quoted = position > 0 and scan.forms[position - 1] in _QUOTES
    closing = next((i for i in range(last, min(last + _LONGEST, len(scan.forms))) if scan.forms[i] in _QUOTES), last)
    if quoted and not any(scan.numerals_at(i) for i in range(last, closing)):
        last = closing  # 'counted "the office for documenting the dead of X"'
    text = scan.text[scan.tokens[position].start + joined : scan.tokens[last - 1].end]
    text = _without_open_quotes(text)
    text = text.split("(")[0] if text.count("(") != text.count(")") else text
    text = "ال" + text if given and form.startswith("لل") and joined == 2 else text
    if party and party.clitics.startswith("و") and text.startswith("و") and not joined:
        text = text[1:]
    if party and party.clitics.startswith("ل") and text.startswith("ل") and not joined:
        text = "ال" + text[2:] if text.startswith("لل") else text[1:]  # 'according to the army', وفقا للجيش
    return Source(position, last, _spelt(text), according)


def _spelt(text: str) -> str:
    """Return a name with single spaces, and without the stroke that only draws letters out: وفقا لـوزارة."""
    return " ".join(text.replace("\u0640", "").split())


def _is_of_nation(scan: Scan, party) -> bool:
    """Say whether a nation that is no party stands behind 'the army', and agrees with it: الجيش الأمريكي."""
    nation = scan.forms[party.last] if party.last < len(scan.forms) else ""
    agrees = "يه" if scan.forms[party.last - 1].endswith(("ه", "ا")) else "ي"
    national = nation.startswith("ال") and nation.endswith(agrees) and nation not in word_set("opens_relative")
    return bool(party.entry.get("refers")) and national


def _without_open_quotes(text: str) -> str:
    """Return a name without its quotation marks where one of them is not closed in it."""
    closed = sum(mark in _QUOTES for mark in text) % 2 == 0
    return text if closed else "".join(mark for mark in text if mark not in _QUOTES)


def _introduced_with_to(scan: Scan, position: int) -> bool:
    """Say whether 'of X' at a position, للمجلس, names a source: behind 'according', or 'a count of X showed'."""
    spoken, according = _introduced(scan, position)
    counted = bool(position) and scan.forms[position - 1] in word_set("count_of")
    return according or (counted and (spoken or _in_a_paper(scan, position)))


def _in_a_paper(scan: Scan, position: int) -> bool:
    """Say whether 'in a count', 'in a statement' stands right before 'of X' at a position."""
    before = scan.forms[position - 2 : position] if position > 1 else []
    return len(before) == 2 and before[0] in ("في", "وفي") and before[1] in word_set("count_of")


_COULD_NOT = 4  # words between 'could not' and whose name follows


def _issuer_of(scan: Scan, position: int, head: str, last: int) -> str:
    """Return whose paper is named in tokens[position:last]: the council in 'a statement of the council', or nothing."""
    if head not in word_set("count_of") or position + 1 >= last:
        return ""
    form = scan.forms[position + 1]
    given = source_behind_to(form)
    named = given or form.removeprefix("ال")
    if named not in word_set("source_head") or named in word_set("count_of"):
        return ""
    text = scan.text[scan.tokens[position + 1].start : scan.tokens[last - 1].end]
    if given:
        text = "ال" + text[2:] if form.startswith("لل") else text[1:]
    return _spelt(_without_open_quotes(text))


def _issued_by(scan: Scan, position: int) -> int | None:
    """Return where the issuer is named behind a paper: 'a count issued by the office X', إحصائية صادرة عن مكتب."""
    behind = [*scan.forms[position + 1 : position + 3], "", ""]
    issuer = position + 2 if behind[0] in word_set("reported_by") else position + 3
    if behind[0] not in word_set("reported_by") and not (behind[0] in word_set("issued") and behind[1] in ("عن", "من")):
        return None
    named = issuer < len(scan.forms) and scan.forms[issuer].removeprefix("ال") in word_set("source_head")
    side = scan.phrase("parties", issuer) if issuer < len(scan.forms) else None  # 'a statement issued by the army of X'
    named = named or (side is not None and side.entry["group"].startswith("combatants"))
    return issuer if named and scan.phrase("sources", issuer) is None else None


def _tags_sentence(scan: Scan, position: int, last: int) -> bool:
    """Say whether ', X said' closes a sentence, whose figures are then told before it: قتل 3، قال المجلس."""
    if position < 2 or scan.forms[position - 2] != "،" or scan.connector(position - 1, "reporting") is None:
        return False
    return last >= len(scan.tokens) or scan.forms[last] in (".", "\n", "؛")


def _unjoined(forms: list[str]) -> list[str]:
    """Return the words that can name whom an organisation employs: the last one, and the one before 'in'."""
    within = [forms[0].removeprefix("ال")] if len(forms) == 2 and forms[1] == "في" else []
    return [form.removeprefix("و") for form in (*within, *forms[-1:])]


def _titled(scan: Scan, position: int) -> bool:
    """Say whether a source opens a title, and a colon stands behind its name: 'Activists: 15 civilians were killed'."""
    colon = _end_of_name(scan, position + 1)
    if scan.paragraph_of(scan.tokens[position].start) in scan.items or scan.forms[colon : colon + 1] != [":"]:
        return False
    if scan.forms[position].removeprefix("ال") in word_set("document"):
        return False  # 'The monthly report: 1402 civilians were killed'
    if scan.forms[position].removeprefix("ال") in word_set("speaks_in_person"):
        return True  # 'The spokesman of X: our losses are 2 dead'
    event = scan.phrase("events", colon + 1)
    return event is not None and scan.noun(event.last - 1) is None


def _carried_from(scan: Scan, position: int) -> bool:
    """Say whether 'the agency carried from', نقلت الوكالة عن, or 'Reuters carried from' stands before a source.

    Of witnesses and officials whom it does not name, an agency that has a name is itself the source.
    """
    if position < 3 or scan.forms[position - 1] != "عن":
        return False
    carrier = scan.forms[position - 2]
    unnamed = carrier.startswith("ال") and carrier.removeprefix("ال") in word_set("source_head")
    agency = scan.covering("sources", position - 2)
    named = agency is not None and agency.last == position - 1
    first = agency.first if named else position - 2
    carries = scan.word_before(first).removeprefix("و") in word_set("carried")
    return carries and (unnamed or (named and scan.forms[position] not in word_set("unnamed_source")))


def _of_another_kind(scan: Scan, position: int) -> bool:
    """Say whether an adjective of a country stands behind the short name of a source: المرصد اليمني."""
    form = scan.forms[position] if position < len(scan.tokens) else ""
    head = scan.forms[position - 1].removeprefix("ال").removeprefix("لل")
    adjective = form.startswith("ال") and form.endswith(("ي", "يه")) and form not in word_set("opens_relative")
    return adjective and head in word_set("source_head")


def _nominative(form: str) -> str:
    """Return the head of a source without the ending of the accusative: مصدرا behind 'that', 'but'."""
    return form[:-1] if form.endswith("ا") and form[:-1] in word_set("source_head") else form


def _opens_speech(scan: Scan, position: int, end: int) -> bool:
    """Say whether a name in tokens[position:end] opens a clause and a verb of reporting stands behind it.

    'The minister of health X had announced', 'but the doctors' committee confirmed that …', 'the army said'.
    """
    if not (_opens_clause(scan, position) or scan.forms[position - 1] in _OPENS_SPEECH):
        return False
    end += scan.forms[end : end + 1] == ["قد"]
    said = scan.connector(end, "reporting") if end < len(scan.tokens) else None
    if said is None and scan.forms[end : end + 1] == ["في"]:
        behind = scan.connectors(end, end + _EMPLOYER, "reporting")  # 'researchers at the college of X estimated'
        said = behind[0] if behind and all(_names_employer(scan, i) for i in range(end + 1, behind[0].first)) else None
    return said is not None and said.clitics in ("", "ف")


_EMPLOYER = 7  # words


def _names_employer(scan: Scan, position: int) -> bool:
    """Say whether a word can be part of the name of a body for which somebody works: no number, no toll, no mark."""
    told = any(scan.covering(name, position) for name in ("events", "methods", "qualifiers"))
    return scan.tokens[position].is_word and not told and not scan.numerals_at(position)


def _province_speaks(scan: Scan, position: int) -> bool:
    """Say whether the administration of a place said something: قالت محافظة حلب إن."""
    place = scan.places.over(*scan.span_of(position)) if scan.forms[position] in word_set("administers") else None
    if place is None or scan.at(place.start) != position or not position:
        return False
    behind = scan.at(place.end - 1) + 1
    said = scan.connector(position - 1, "reporting") is not None
    return said and not word_set("opens_speech").isdisjoint(scan.forms[behind : behind + 1])


def _claims_and_speaks(scan: Scan, position: int, end: int) -> bool:
    """Say whether a side claimed an attack and speaks of it in the same sentence: 'X claimed it, and said that …'."""
    if scan.word_before(position).removeprefix("و") not in word_set("claims_attack"):
        return False
    last = min(scan.at(scan.sentence_of(scan.tokens[position].start)[1] - 1), end + _SPEAKS)
    said = [match for match in scan.connectors(end, last, "reporting") if match.clitics in ("و", "")]
    told = [m for m in said if not word_set("opens_speech").isdisjoint(scan.forms[m.last : m.last + 1])]
    return bool(told) and not any(scan.numerals_at(i) for i in range(end, told[0].first))


_SPEAKS = 30  # words between a claim of an attack and what is said of it


def _publishes(scan: Scan, position: int, end: int) -> bool:
    """Say whether a name in tokens[position:end] published a document in which it speaks: 'X issued a statement'."""
    issued = scan.word_before(position).removeprefix("و") in word_set("publishes")
    papers = (form.removesuffix("ا").removesuffix("ه") for form in scan.forms[end - 1 : end + 2])  # تقريره، بيانها
    paper = (form in word_set("document") for form in papers)
    return issued and any(paper)


_OPENS_SPEECH = (":", "|", "\n")  # 'Urgent: the army said'


def _opens_clause(scan: Scan, position: int) -> bool:
    """Say whether a clause begins at a position: a sentence, or behind a comma, 'but', 'while', 'that'."""
    if (
        not position
        or scan.forms[position - 1] in CLAUSE_MARKS
        or scan.forms[position - 1] in word_set("turns_to_past") | word_set("had")
    ):
        return True
    turn = scan.covering("connectors", position - 1)
    contrast = turn is not None and turn.entry["connector"] == "contrast"
    but = " ".join(scan.forms[max(0, position - 2) : position]) in word_set("but_that")  # غير أن
    return contrast or but or scan.forms[position - 1] in word_set("opens_subject")


def _speaks(scan: Scan, position: int) -> bool:
    """Say whether a source's name is followed by a colon or a verb of reporting."""
    last = min(position + 3, len(scan.tokens))
    behind = range(position, next((i for i in range(position, last) if scan.forms[i] == "،"), last))
    return any(scan.forms[i] == ":" or scan.connector(i, "reporting") for i in behind)


def _introduced(scan: Scan, position: int) -> tuple[bool, bool]:
    """Say whether a verb of reporting, or 'according to', stands right before a position."""
    if _carried_from(scan, position) or _speaks_too(scan, position):
        return True, False
    apposed = position > 1 and scan.forms[position - 1] == "،"  # 'said X, the director of the hospital'
    for back in range(1, _APPOSED if apposed else 5):
        index = position - back
        if index < 0:
            return False, False
        match = scan.covering("connectors", index)
        kind = match.entry["connector"] if match else ""
        if kind == "according" and scan.forms[match.first] in word_set("also") and scan.opens_sentence(match.first):
            return True, False  # 'The army of X also announced', كما أعلن
        if kind == "according" or scan.forms[index] in word_set("reported_by"):
            return False, True
        carried = scan.forms[index].removeprefix("و") in word_set("carried") and scan.forms[index + 1] == "من"
        if carried:
            return False, False  # 'bodies that were carried from the hospital of X', نقلت من
        if kind == "reporting" or scan.forms[index].removeprefix("و") in word_set("raises"):
            opened = scan.covering("connectors", index - 1) if index else None
            behind = opened is not None and opened.entry["connector"] == "according"
            return (False, True) if behind else (True, False)
        token = scan.tokens[index]
        passing = (
            token.form in word_set("before_source")
            or (back == 1 and token.form in _QUOTES)
            or scan.date_over(token.start, token.end)
        )
        passing = passing or (apposed and index < position - 1 and unknown_word(scan, index))
        passing = passing or (apposed and index < position - 1 and token.form.startswith("ال") and _plain(scan, index))
        if not passing:
            return False, False
    return False, False


def _speaks_too(scan: Scan, position: int) -> bool:
    """Say whether ', and Y' goes on with 'X announced the death of 35': a second speaker without a verb of his own."""
    if scan.word_before(position) != "،" or not scan.forms[position].startswith("و"):
        return False
    first = scan.at(scan.sentence_of(scan.tokens[position].start)[0])
    if not scan.connectors(first, position, "reporting"):
        return False
    known = scan.phrase("sources", position) or scan.phrase("parties", position)
    last = known.last if known is not None else position + 1
    told = scan.phrase("events", last) if last < len(scan.tokens) else None
    noun = told is not None and not told.clitics and scan.forms[last] in word_set("harm_to") | word_set("killing_of")
    return noun or "".join(scan.forms[last : last + 1]) in word_set("opens_speech") | {"عن"}


def _seat(scan: Scan, first: int, position: int) -> int:
    """Return the position behind a place at `position` in which a ministry has its seat, else 0."""
    words = scan.forms[max(0, first - 2) : position - 1]
    named = scan.places.over(*scan.span_of(position))
    begins = named is not None and scan.at(named.start) == position
    return scan.at(named.end - 1) + 1 if begins and not word_set("has_seat").isdisjoint(words) else 0


_APPOSED = 8  # words from a verb of reporting to the role behind a name


def _plain(scan: Scan, position: int) -> bool:
    """Say whether a word with article can be part of a person's name or rank: no party, source, number or victim."""
    known = any(scan.covering(name, position) for name in ("connectors", "parties", "methods", "sources", "events"))
    noun = scan.noun(position)
    return not known and not scan.numerals_at(position) and (noun is None or noun.kind in ("person", "member"))


def _end_of_name(scan: Scan, position: int) -> int:
    """Return the position behind the words of a source's name that begin before `position`."""
    last = first = position
    while last < len(scan.tokens) and last - first < _LONGEST:
        token = scan.tokens[last]
        if token.form in _MARKS:
            last += 1
            continue
        joins = token.form in ("في", "ل", "من") and last + 1 < len(scan.tokens)
        if token.form == "في" and joins and (seat := _seat(scan, first, last + 1)):
            last = seat  # 'the ministry of health in Sanaa'
            continue
        inside = joins and scan.forms[last + 1] not in word_set("document") and (
            scan.forms[last + 1].startswith("ال") or scan.forms[last + 1] in word_set("source_head")
            or last + 1 in scan.phrases["sources"] or (scan.forms[last + 1],) in countries()
        )  # fmt: skip
        purpose = last == first and token.form in word_set("in_names") and scan.forms[last + 1 : last + 2] != []
        definite = [form.startswith("ال") for form in scan.forms[last + 1 : last + 3]]
        counted = scan.noun(last + 1) if definite[1:] == [True] else None
        crimes = definite[1:] == [True] and (counted is None or counted.kind == "other")  # مركز توثيق جرائم الحرب
        purpose = purpose and (definite[0] or crimes)  # مركز توثيق الانتهاكات
        ends = token.form in word_set("ends_source") and not purpose
        ends = ends or (token.form in word_set("ends_source_before_on") and scan.forms[last + 1 : last + 2] == ["علي"])
        if not token.is_word or ends or not (inside or not joins):
            break
        if scan.date_over(token.start, token.end) or scan.windows.touching(token.start, token.end):
            break
        noun = scan.noun(last)
        numerals = scan.numerals_at(last)
        if (numerals and numerals[0].kind != "ordinal") or (noun and noun.kind in ("strike", "case")):
            break
        party = scan.phrase("parties", last)
        definite = token.form.startswith("ال") or not scan.forms[first - 1].startswith("ال")
        named = party and party.entry.get("adjective") and definite  # وزارة الدفاع الروسية، مصدر عسكري روسي
        if party and token.form.startswith("لل") and last > first and scan.forms[last - 1].startswith("ال"):
            last = party.last  # 'the general directorate of public security', المديرية العامة للأمن العام
            break
        if last > first and party and scan.forms[last - 1] not in word_set("joins_party"):
            last += bool(named)
            break
        if party and last == first and first > 1 and scan.forms[first - 2].removeprefix("و") in word_set("accuses"):
            last += bool(party.entry.get("adjective"))
            break  # 'the government accused X', اتهمت الحكومة الحوثيين
        if _hears_it(scan, first - 1, last):
            break  # 'a medical source told the agency X'
        told = scan.phrase("sources", last)
        if told is not None and told.clitics == "ل" and not scan.forms[last - 1].startswith("ال"):
            break  # 'activists told the paper X', ناشطون لعنب بلدي
        heard = told if last > first and scan.forms[last - 1].startswith("ال") else None
        if heard is not None and heard.clitics == "":
            break  # 'the local council told the agency X that'
        event = scan.phrase("events", last)
        connector = scan.phrase("connectors", last)
        adjective = token.form.startswith("ال") and last > first and scan.forms[last - 1].startswith("ال")
        if token.form in word_set("superlative") and not adjective:  # but مجلس القضاء الأعلى
            break  # 'the mission recorded the highest toll'
        if last == first and token.form in word_set("in_names"):
            connector = None  # مكتب إحصاء الجثث
        if (event and not token.form.startswith("ال")) or (
            connector
            and not (
                connector.entry["connector"] in ("reporting", "cause") and connector.clitics.endswith("ال")
            )  # فريق الرصد, الأثر
            and (
                connector.entry["connector"] not in ("against", "target", "parts", "saved") or connector.clitics == "ب"
            )
        ):
            break
        if scan.phrase("qualifiers", last) is not None:
            break  # 'by the estimates of security sources about 400'
        if token.form.startswith("بال") and _names_nobody(scan, last):
            break  # 'activists told of the discovery of', ناشطون بالعثور
        definite = scan.forms[first - 1].startswith("ال")
        quoted = token.start and scan.text[token.start - 1] in _QUOTES
        if last == first and definite and quoted and not token.form.startswith("ال"):
            break  # 'the authorities accuse "armed groups"'
        document = definite and scan.forms[first - 1][2:] in word_set("document")
        if document and not token.form.startswith("ال"):
            break  # 'according to the report X came first'
        if token.form.endswith("وا") and not token.form.startswith(("ال", "لل")):  # الأونروا
            break  # 'survivors who arrived in X spoke of'
        if token.form.removeprefix("ب") in word_set("opens_speech"):
            break
        last += 1
        name = scan.text[scan.tokens[first].start : token.end + 1]
        closed = name[-1:] in _QUOTES and sum(mark in _QUOTES for mark in name) == 2
        if closed and not "".join(scan.forms[last : last + 1]).startswith("ال"):
            break  # 'the operations room "X" counted', but 'the agency "X", the Russian one'
    while last > first and scan.forms[last - 1] in _MARKS | word_set("ends_no_name"):
        last -= 1
    return max(last, position)


def _hears_it(scan: Scan, speaker: int, position: int) -> bool:
    """Say whether an agency or a channel to which a speaker tells something begins at a position.

    قال مصدر طبي لوكالة, أبلغ مسؤول وكالة; never 'a correspondent of', مراسل لوكالة.
    """
    if scan.forms[speaker] in word_set("works_for_media") | word_set("inquiry"):
        return False  # nor 'an inquiry of the paper X', تحقيق لصحيفة
    form = scan.forms[position]
    to = "ال" + form[2:] if form.startswith("لل") else form[1:] if form.startswith("ل") else ""
    media = word_set("media_head") | word_set("media")
    if to and (to in media or to.removeprefix("ال") in word_set("media_head")):
        return True
    told = speaker > 0 and without_and(scan.forms[speaker - 1]) in word_set("tells_somebody")
    named = position > speaker + 1 or scan.forms[speaker].startswith("ال")
    return told and named and (form in media or scan.phrase("sources", position) is not None)


def _names_nobody(scan: Scan, position: int) -> bool:
    """Say whether 'by the …' at a position, بال…, names no place, side, source or body."""
    known = any(scan.covering(name, position) for name in ("parties", "sources", "places"))
    body = scan.forms[position].removeprefix("بال") in word_set("source_head")
    return not (known or body or scan.places.touching(*scan.span_of(position)))


def read_sources(scan: Scan, figures: list[Figure]) -> None:
    """Give every toll the source that the text attributes it to."""
    sources = scan.sources
    starts = [s.first for s in sources]
    tolls = [f.position for f in figures if f.role == "figure"]
    last_in_report = ""
    for figure in figures:
        if figure.role != "figure":
            continue
        place = bisect_left(starts, figure.position)
        piece = figure.parent is not None and figure.relation != "restated"
        told_anew = place > 0 and starts[place - 1] >= figure.first  # 'and the police said that among them are …'
        if piece and (figure.sentence == figure.parent.sentence or not told_anew):
            figure.attributed_to = figure.parent.attributed_to
            continue
        begin = scan.at(scan.paragraphs[figure.paragraph][0])
        sentence_end = figure.last
        before = [s for s in sources[max(0, place - 8) : place] if s.first >= begin]
        if before and before[-1].first < figure.first and _trails(scan, before[-1], tolls):
            before = []  # nor does whoever spoke before it speak on
        before = [s for s in before if s.first >= figure.first or not _trails(scan, s, tolls)]
        behind = [s for s in sources[place : place + 8] if s.first < sentence_end]
        behind = [s for s in behind if s.according or _counted_by(scan, figure, s)]
        behind = [s for s in behind if not (_told_of_it(scan, figure, s) or _of_next_clause(scan, figure, s, tolls))]
        own = next((s for s in reversed(before) if s.first >= figure.first), None)
        chosen = own or (behind[0] if behind else None) or (before[-1] if before else None)
        if own and behind and _in_dateline(scan, own):
            chosen = behind[0]  # 'Gaza - Anadolu: … 243 killed, according to the ministry'
        if own and behind and own.according and _closes_another(own, figure, figures):
            chosen = behind[0]  # 'killed 20, according to A, and 12, according to B'
        if (
            own
            and behind
            and not own.according
            and behind[0].according
            and _ends_own_clause(scan, own, figure, behind[0])
        ):
            chosen = behind[0]  # 'X said that it took in 95, and in Y 14 were hurt, according to Z'
        if own and behind and not own.according and _in_next_clause(scan, own, figure, behind[0]):
            chosen = behind[0]  # 'X said that …, and that 35 children are among the dead according to Y'
        if chosen and chosen is not own and chosen.first < figure.position and _turned(scan, chosen, figure):
            chosen = None
        if chosen and chosen.first < figure.first and not _told_of_harm(scan, chosen, tolls, figure):
            chosen = None  # 'The UN called for a truce. 20 were killed in X'
        if chosen and chosen.first < figure.position and _another_speaks(scan, chosen, figure):
            continue  # whose name is not known
        if chosen:
            figure.attributed_to = chosen.name
            figure.use("source.named", scan.tokens[chosen.first].start, scan.tokens[chosen.last - 1].end)
        elif (told := scan.connectors(figure.first, figure.position, "reporting")) and sources[:place]:
            if _another_speaks(scan, sources[place - 1], figure):
                continue
            if any(
                p.entry["group"].startswith("combatants/")
                for p in scan.between("parties", figure.first, told[-1].first)
            ):
                continue  # 'the army of X ended an operation in which it announced the killing of 200'
            passive = scan.forms[told[-1].first].removeprefix("و") in word_set("told_passive")
            if passive or scan.connectors(figure.first, told[-1].first, "denial"):
                continue  # 'Damascus denied it, and said that three soldiers were killed'
            figure.attributed_to = last_in_report or sources[place - 1].name
        last_in_report = figure.attributed_to or last_in_report


def _told_of_harm(scan: Scan, source: Source, tolls: list[int], figure: Figure) -> bool:
    """Say whether a source of an earlier sentence told of a toll, or of fighting that its paragraph tells of."""
    place = bisect_left(tolls, source.first)
    if place < len(tolls) and tolls[place] < figure.first:
        return True
    last = scan.at(scan.sentence_of(scan.tokens[source.first].start)[1] - 1)
    first = scan.at(scan.paragraphs[figure.paragraph][0])
    if scan.covering("parties", source.first) is not None:
        first = scan.at(scan.sentence_of(scan.tokens[source.first].start)[0])  # 'Turkey and Russia announced a deal'
    return bool(scan.between("methods", first, last) or scan.between("events", first, last))


def _told_of_it(scan: Scan, figure: Figure, source: Source) -> bool:
    """Say whether ', and it is' and another number stand between a figure and a source behind it."""
    last = min(source.first, figure.np_end + _TOLD)
    opened = (i + 1 for i in scan.commas(figure.np_end, last) if scan.forms[i + 1] in word_set("and_it_is"))
    return any(scan.numerals_at(i) for i in range(next(opened, last), last))


_TOLD = 60  # words


def _of_next_clause(scan: Scan, figure: Figure, source: Source, tolls: list[int]) -> bool:
    """Say whether a source tells only the figure of a clause behind: '41 fell, while by the count of X 3670 did'."""
    turns = scan.connectors(max(figure.np_end, source.first - _REACH // 3), source.first, "contrast")
    if not turns or not source.according:
        return False
    place = bisect_left(tolls, turns[-1].last)
    told = tolls[place] if place < len(tolls) else source.first
    return source.last <= told <= source.last + _COUNT_OF and not scan.commas(source.last, told)


_COUNT_OF = 6  # words of 'the dead have reached more than'


def _counted_by(scan: Scan, figure: Figure, source: Source) -> bool:
    """Say whether 'whom X recorded' stands right behind a figure: 37 قتيلا سجلتهم وزارة الصحة."""
    verb = scan.forms[source.first - 1] if source.first else ""
    told = verb[-2:] in ("هم", "هن", "ها") and verb[:-2] in word_set("documents")
    return told and 1 <= source.first - figure.np_end <= 2


def _in_next_clause(scan: Scan, own: Source, figure: Figure, behind: Source) -> bool:
    """Say whether ', and that' stands between a speaker and a figure, and another source ends the figure's clause."""
    commas = scan.commas(own.last, figure.lead)
    opened = bool(commas) and scan.forms[commas[-1] + 1] in word_set("and_that")
    return opened and not scan.commas(figure.np_end, behind.first) and behind.first - figure.np_end <= _REACH // 3


def _ends_own_clause(scan: Scan, own: Source, figure: Figure, behind: Source) -> bool:
    """Say whether ', and in X', ', while' opens a figure's clause behind what a source said, and another ends it."""
    commas = scan.commas(own.last, figure.lead)
    if scan.commas(figure.np_end, behind.first):
        return False
    opened = bool(commas) and _opens_own_clause(scan, commas[-1] + 1)
    event = scan.covering("events", commas[-1] + 1) if commas else None
    opened = opened or (event is not None and event.clitics == "و")  # ', and 12 were wounded, by the count of Z'
    apart = commas and any(scan.numerals_at(i) for i in range(own.last, commas[-1]))
    return bool(opened and apart) and behind.first - figure.np_end <= _REACH // 3


def _opens_own_clause(scan: Scan, position: int) -> bool:
    """Say whether 'and in', 'while', 'and there are still' begins at a position."""
    still = word_set("remains") & set(scan.forms[position : position + 2])
    return scan.forms[position] in word_set("and_in") or bool(still) or scan.connector(position, "contrast") is not None


def _in_dateline(scan: Scan, source: Source) -> bool:
    """Say whether a source stands in the dateline of a report: 'Gaza - Anadolu: '."""
    first = scan.at(scan.paragraphs[scan.paragraph_of(scan.tokens[source.first].start)][0])
    return source.first - first <= _DATELINE and scan.forms[source.last : source.last + 1] == [":"]


_DATELINE = 4  # words before its source


def _trails(scan: Scan, source: Source, tolls: list[int]) -> bool:
    """Say whether 'according to X' closes a sentence with a toll: it does not speak on in the next one.

    `tolls`: the positions of all tolls, in order.
    """
    if not source.according:
        return False
    place = bisect_left(tolls, source.first) - 1
    return place >= 0 and tolls[place] >= scan.at(scan.sentence_of(scan.tokens[source.first].start)[0])


_OPENING_QUOTES = frozenset('"«“')


def _another_speaks(scan: Scan, source: Source, figure: Figure) -> bool:
    """Say whether somebody whose name is not known speaks between a source and a figure: 'while X announced the death'.

    A word that means nothing else stands right behind a verb of reporting, and behind it what was said; or before the
    verb, in a sentence of its own: 'X had spoken of 50 killed'.
    """
    if source.first < figure.first and scan.forms[figure.first] in word_set("had"):
        for verb in scan.connectors(figure.first + 2, figure.lead, "reporting"):
            if not verb.clitics and scan.noun(verb.first) is None:
                return True
    for verb in scan.connectors(max(source.last, figure.first, figure.lead - _REACH), figure.lead, "reporting"):
        name, said = verb.last, verb.last + 1
        if said >= len(scan.tokens):
            continue
        quoted = scan.text[scan.tokens[name].start - 1] in _OPENING_QUOTES and scan.covering("parties", name) is None
        if quoted and scan.forms[said + 1 : said + 2] in (["عن"], ["ان"]):
            return True  # '"X Y" spoke of 11 dead'
        if not unknown_word(scan, name) or scan.forms[name] in word_set("ends_source"):
            continue
        if scan.forms[name] in word_set("in_it"):
            continue  # 'its report, and recorded in it the death of'

        if unknown_word(scan, said) and said + 1 < len(scan.tokens):
            said += 1  # 'tribal leaders spoke of'
        event = scan.phrase("events", said)
        speech = scan.forms[said] in word_set("opens_speech") or scan.forms[said] == "عن"
        if speech or (event is not None and scan.noun(said) is None):
            return True
    return False


def _closes_another(source: Source, figure: Figure, figures: list[Figure]) -> bool:
    """Say whether a source before a figure stands behind an earlier figure of its sentence, whose source it is."""
    return any(f.role == "figure" and f.sentence == figure.sentence and f.position < source.first for f in figures)


_SPOKEN = 60  # words between a speaker and his soldiers


def read_own_soldiers(scan: Scan, figures: list[Figure]) -> None:
    """Read 'the army announced the death of four soldiers': soldiers without a side are the speaker's."""
    for figure in figures:
        if figure.role != "figure" or figure.group != "combatants" or figure.actor or figure.parent is not None:
            continue
        noun = next((n for i in range(figure.position, figure.np_end) if (n := scan.noun(i))), None)
        if noun is None or fold(noun.lemma) not in word_set("regular_soldier"):
            continue
        begin = max(figure.first, figure.lead - _SPOKEN)
        if any(fold(word).removeprefix("ب") in word_set("act_against") for word in figure.event_words):
            continue  # 'X announced the execution of four soldiers': another side's
        killed = [i for i in range(begin, figure.lead + 1) if scan.forms[i] in word_set("it_killed")]
        if any(scan.forms[i - 1] in word_set("that_it") for i in killed if i):
            continue  # 'X announced that it killed four soldiers'
        parties = [p for p in scan.between("parties", begin, figure.lead) if p.entry["group"].startswith("combatants/")]
        army = len(parties) == 1 and parties[0].entry["group"].startswith(_WITH_ARMIES)
        if army and not parties[0].entry.get("adjective") and _speaks_for(scan, parties[0]):
            figure.group = parties[0].entry["group"]
            figure.use("group.own_soldiers", scan.tokens[parties[0].first].start, scan.tokens[parties[0].last - 1].end)
    for before, figure in pairwise(f for f in figures if f.role == "figure"):
        others = any(rule in ("group.others", "relation.coordinated") for rule, _, _ in figure.rules)
        others = others or their_dead(scan, figure)
        same = before.sentence == figure.sentence and before.group.startswith("combatants/") and before.parent is None
        mixed = figure.group_stated and figure.group == "people"  # some of them are of another side
        if others and same and contains(figure.group, before.group) and not mixed:
            figure.group = before.group  # 'the death of two soldiers, so that its dead are 131'
    for figure in figures:
        parent = figure.parent
        if parent is not None and figure.group == "combatants" and contains("combatants", parent.group):
            figure.group = parent.group


# sides with soldiers of their own; others tell of the soldiers that they killed
_WITH_ARMIES = tuple(
    f"combatants/{side}" for side in ("government", "israel", "turkey", "russia", "iran", "coalition", "other")
)


def _speaks_for(scan: Scan, party) -> bool:
    """Say whether a side speaks, or somebody for it: 'the army announced', 'the spokesman of the army announced'."""
    first = party.first
    while first and party.first - first <= _OFFICE and scan.forms[first - 1] in word_set("speaks_for"):
        first -= 1
    spoken = _introduced(scan, first)[0] or _opens_speech(scan, first, party.last)
    return spoken or speaks_with_colon(scan, party)


_OFFICE = 3  # words of 'the spokesman in the name of'


def _turned(scan: Scan, source: Source, figure: Figure) -> bool:
    """Say whether the text turns to another event between a source and a figure of a later sentence."""
    turns = word_set("turns_to_another_event")
    sentence = figure.first
    words = " ".join(scan.forms[i] for i in range(sentence, min(sentence + 5, figure.position)))
    return any(turn in words for turn in turns)
