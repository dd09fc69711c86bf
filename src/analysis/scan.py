"""One pass over a report: tokens, numbers, dates, windows and every phrase of the lexicons.

The scan finds what stands where; it decides nothing about tolls. All later steps work on its token
positions, and every position leads back to the original characters.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import takewhile

from analysis.arabic import INITIAL, Folded, Token, WordRoles, bare_forms, fold, without_and
from analysis.dates import DateSpan, begins_date, read_dates
from analysis.lexicons import PhraseIndex, PhraseMatch, load_lexicon, word_set
from analysis.morphology import NounReading, analyse_noun, analyse_verb, conjugated_verbs
from analysis.numerals import Numeral, is_number, read_numerals
from analysis.spans import Spans
from analysis.windows import Window, begins_window, find_windows

LEXICON_NAMES = (
    "events", "parties", "methods", "qualifiers", "connectors", "sources", "scopes", "anchors", "places",
)  # fmt: skip
SEGMENT_END = {"،", "؛", ".", "\n"}
BULLETS = frozenset("-–—•*·▪●")
LABEL_MARKS = frozenset(":،,؛(-–*•|")  # before the label of a line or of a piece of a list
CONTROL = ("سيطره", "سيطرتها")  # 'land under the control of X': X did not fire
_CLOSES = (".", "؟", "!", "?", "…")
_PHRASE = 4  # words of the longest phrase of words.yaml that is looked up by position
_ANY_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(rf"(?<!{INITIAL})[.!؟?]+(?=\s|$)|\.\.+")


@cache
def _index() -> PhraseIndex:
    return PhraseIndex(LEXICON_NAMES, more={"events": conjugated_verbs()})


@lru_cache(maxsize=65536)
def _plainest(form: str, numbers: str) -> NounReading | None:
    readings = [r for r in analyse_noun(form) if r.number in numbers]
    return min(readings, key=lambda r: (_CASE_ORDER.index(r.case), len(r.clitics)), default=None)


@dataclass
class Scan:
    """What was found in one report. Token positions are indices into `tokens`."""

    text: str
    published: date | None
    tokens: list[Token]
    forms: list[str]  # of the tokens
    numerals: Spans[Numeral]
    dates: Spans[DateSpan]
    windows: Spans[Window]
    phrases: dict[str, dict[int, PhraseMatch]]
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    roles: dict[str, list[int]] = field(default_factory=dict)  # test on a single word → positions that pass it
    sources: list = field(default_factory=list)  # of type Source (claims.attribution), left to right
    unread: list[int] = field(default_factory=list)  # positions of numbers of which nothing tells what they count
    charged: set[int] = field(default_factory=set)  # where the sides of lists by perpetrator stand: each has its number
    places: Spans = field(default_factory=Spans)  # the mentions of places, once they are found
    sections: dict[int, PhraseMatch] = field(default_factory=dict)  # paragraph under a heading → the side it names
    nouns: dict[int, str] = field(default_factory=dict)  # position of a noun of the domain → its form
    _starts: list[int] = field(default_factory=list)
    _numerals_at: dict[int, tuple[Numeral]] = field(default_factory=dict)  # position → the numeral that begins there
    _paragraph_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)
    _covered: dict[str, dict[int, PhraseMatch]] = field(default_factory=dict)
    _ordered: dict[str, tuple[list[int], list[PhraseMatch]]] = field(default_factory=dict)

    def at(self, offset: int) -> int:
        """Return the position of the token that holds the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def telling_of_causes(self) -> set[int]:
        """The positions of the words that can tell by what and by whom: methods, parties, connectors, 'control'."""
        return set(self.roles["control"]).union(*(self.phrases[name] for name in ("connectors", "methods", "parties")))

    def span_of(self, position: int) -> tuple[int, int]:
        """Return the characters of the token at `position`."""
        return self.tokens[position].start, self.tokens[position].end

    def counts_at(self, position: int) -> bool:
        """Say whether a number that is part of no date stands at a position."""
        if not 0 <= position < len(self.tokens) or not self.numerals_at(position):
            return False
        return self.date_over(*self.span_of(position)) is None

    def ordinal_at(self, position: int) -> bool:
        """Say whether an ordinal that is part of no date stands at a position: 'the second', الثانية."""
        if not any(numeral.kind == "ordinal" for numeral in self.numerals_at(position)):
            return False
        return self.date_over(*self.span_of(position)) is None

    def phrase_at(self, kind: str, first: int) -> int:
        """Return how many words of a phrase of words.yaml begin at a position, the longest one; 0 if none does."""
        forms, phrases = self.forms, word_set(kind)
        if first >= len(forms) or forms[first] not in _first_words(kind):
            return 0
        return next((n for n in range(_PHRASE, 0, -1) if " ".join(forms[first : first + n]) in phrases), 0)

    def phrase_until(self, kind: str, last: int) -> int:
        """Return how many words of a phrase of words.yaml end before a position, the longest one; 0 if none does."""
        forms, phrases = self.forms, word_set(kind)
        return next((n for n in range(min(_PHRASE, last), 0, -1) if " ".join(forms[last - n : last]) in phrases), 0)

    def ranking_at(self, first: int) -> int:
        """Return how many words of 'in the first place', 'leads the cities by the number of victims' begin there."""
        rank = self.phrase_at("ranking", first)
        return rank + self.phrase_at("ranked_by", first + rank)

    def ranking_until(self, last: int) -> int:
        """Return how many words of such a rank end before a position."""
        by = self.phrase_until("ranked_by", last)
        return by + self.phrase_until("ranking", last - by)

    def superlative_at(self, position: int) -> bool:
        """Say whether a superlative stands at a position: 'the deadliest', أعنف, 'the most … attacks', أكثر الهجمات."""
        form = self.forms[position] if position < len(self.forms) else ""
        most = form in word_set("most_of_a_kind") and "".join(self.forms[position + 1 : position + 2]).startswith("ال")
        return most or form in word_set("superlative")

    def word_before(self, position: int) -> str:
        """Return the word or mark before `position`; nothing before the first one."""
        return self.forms[position - 1] if position > 0 else ""

    def phrase(self, lexicon: str, position: int) -> PhraseMatch | None:
        """Return the phrase of `lexicon` that begins at token `position`."""
        return self.phrases[lexicon].get(position)

    def covering(self, lexicon: str, position: int) -> PhraseMatch | None:
        """Return the phrase of `lexicon` that covers token `position`."""
        return self._covered[lexicon].get(position)

    def between(self, lexicon: str, first: int, last: int) -> list[PhraseMatch]:
        """Return the phrases of `lexicon` that begin in tokens[first:last], in order."""
        if lexicon not in self._ordered:
            starts = sorted(self.phrases[lexicon])
            self._ordered[lexicon] = (starts, [self.phrases[lexicon][start] for start in starts])
        starts, matches = self._ordered[lexicon]
        begin = bisect_left(starts, first)
        return matches[begin : bisect_left(starts, last, begin)]

    def forget_connectors_in_places(self) -> None:
        """Take out the connectors inside the names of places: 'Rifaat' of Tell Rifaat is spelt like 'raised', رفعت."""
        connectors = self.phrases["connectors"]
        named = [
            position
            for place in self.places
            if place.kind != "region"
            for position in range(self.at(place.start) + 1, self.at(place.end - 1) + 1)
            if position in connectors and place.start < self.tokens[position].start
        ]
        for position in named:
            match = connectors.pop(position)
            for covered in range(match.first, match.last):
                self._covered["connectors"].pop(covered, None)
        if named:
            self._ordered.pop("connectors", None)
            for name in ("_next_connector", "_by_kind", "telling_of_causes"):
                self.__dict__.pop(name, None)

    def numerals_at(self, position: int) -> tuple[Numeral, ...]:
        """Return the numeral that begins in the token at `position`, if any; none behind the last token."""
        return self._numerals_at.get(position, ())

    def connector(self, position: int, *kinds: str) -> PhraseMatch | None:
        """Return the connector of one of `kinds` that begins at `position`."""
        match = self.phrase("connectors", position)
        return match if match and match.entry["connector"] in kinds else None

    def connectors(self, first: int, last: int, *kinds: str) -> list[PhraseMatch]:
        """Return the connectors of `kinds` that begin in tokens[first:last], in order."""
        upcoming, first = self._next_connector, max(first, 0)
        if first >= last or first >= len(upcoming) or upcoming[first] >= last:
            return []  # most stretches are short and hold none
        by_kind = self._by_kind
        found: list[PhraseMatch] = []
        for kind in kinds:
            if (known := by_kind.get(kind)) is not None:
                starts, matches = known
                begin = bisect_left(starts, first)
                if begin < len(starts) and starts[begin] < last:
                    found += matches[begin : bisect_left(starts, last, begin)]
        return found if len(kinds) == 1 or len(found) < 2 else sorted(found, key=lambda match: match.first)

    @cached_property
    def _next_connector(self) -> list[int]:
        """For each position, and the one behind the last, where the next connector begins there or behind it."""
        size = len(self.tokens)
        found, upcoming = [size] * (size + 1), size
        for position in range(size - 1, -1, -1):
            if position in self.phrases["connectors"]:
                upcoming = position
            found[position] = upcoming
        return found

    @cached_property
    def _by_kind(self) -> dict[str, tuple[list[int], list[PhraseMatch]]]:
        kinds: dict[str, tuple[list[int], list[PhraseMatch]]] = {}
        for start, match in sorted(self.phrases["connectors"].items()):
            starts, matches = kinds.setdefault(match.entry["connector"], ([], []))
            starts.append(start)
            matches.append(match)
        return kinds

    def noun(self, position: int, numbers: str = "spd") -> NounReading | None:
        """Return the reading of a noun at `position` in one of `numbers`, the plainest one first."""
        form = self.nouns.get(position)
        return _plainest(form, numbers) if form else None

    @cached_property
    def items(self) -> dict[int, int]:
        """The paragraphs that are lines of a list, and the position where the words behind its mark begin.

        A bullet, a number or a letter (أ- ، ألف: ، 1.) marks a line; lines 'label: …' and two or more that begin with a
        number need no mark behind a paragraph that ends with a colon, three lines 'label: number' need none.
        """
        found: dict[int, int] = {}
        alone = self._lines_of_labels()
        opened = False  # the line before it ends with a colon, or is one of a list without marks
        for number, (start, end) in enumerate(self.paragraphs):
            first, last = self.at(start), self.at(end - 1) + 1
            if self._symbol_alone(number):
                continue  # 🔴 before the first line of a post
            if (body := _behind_line_mark(self, first, last)) is not None and not self._numbered_alone(number, found):
                found[number], opened = body, False
            elif number in alone or (
                opened and (self._is_labelled(first, last) or self._is_counted(number, number - 1 in found))
            ):
                found[number] = first
            else:
                opened = self.forms[last - 1] == ":"
        return found

    def _lines_of_labels(self) -> set[int]:
        """The paragraphs of runs of three or more that hold a label, a colon and a number, and nothing else.

        A label that names the dead or wounded heads no line of a list by place.
        """
        found: set[int] = set()
        run: list[int] = []
        for number, (start, end) in enumerate([*self.paragraphs, (0, 0)]):
            first, last = self.at(start), self.at(end - 1) + 1
            short = end > start and last - first <= _LONGEST_LABEL and self.forms[last - 2 : last - 1] == [":"]
            label = range(first, last - 2) if short else ()
            counted = any(self.numerals_at(i) for i in label) or self.connectors(first, last, "count_noun")
            counted = counted or any((noun := self.noun(i, "p")) and noun.kind == "casualty" for i in label)
            if short and self.numerals_at(last - 1) and not counted:
                run.append(number)
                continue
            found |= set(run) if len(run) >= _SHORTEST_RUN else set()
            run = []
        return found

    def _numbered_alone(self, number: int, found: dict[int, int]) -> bool:
        """Say whether a paragraph begins with a number in brackets, and none beside it: '(12) dead and (34) hurt'."""
        start, _ = self.paragraphs[number]
        if self.forms[self.at(start)] != "(" or self.forms[self.at(start) + 1] == "1" or number - 1 in found:
            return False
        behind = self.paragraphs[number + 1 : number + 2]
        return not behind or self.forms[self.at(behind[0][0])] != "("

    def _symbol_alone(self, number: int) -> bool:
        """Say whether a paragraph begins with a symbol that none beside it begins with."""
        mark = self.forms[self.at(self.paragraphs[number][0])]
        if unicodedata.category(mark[0]) != "So":
            return False
        beside = (n for n in (number - 1, number + 1) if 0 <= n < len(self.paragraphs))
        return all(self.forms[self.at(self.paragraphs[n][0])] != mark for n in beside)

    @cached_property
    def links(self) -> set[int]:
        """The paragraphs that point to another report: 'Read also: …'."""
        starts = ((number, self.at(start)) for number, (start, _) in enumerate(self.paragraphs))
        first = ((number, at + is_bullet(self.forms[at])) for number, at in starts) if self.forms else ()
        return {number for number, at in first if " ".join(self.forms[at : at + 2]) in word_set("read_also")}

    @cached_property
    def of_disaster(self) -> bool:
        """Whether the report tells of an earthquake or a flood at its beginning, and nowhere of an attack."""
        _, end = self.paragraphs[min(_OPENING, len(self.paragraphs)) - 1]
        return bool(self.words("disaster", 0, self.at(end - 1) + 1)) and not self.phrases["methods"]

    @cached_property
    def list_openers(self) -> dict[int, int]:
        """The paragraphs that are lines of a list, and the paragraph that stands before the list, -1 for none."""
        opener, found = -1, {}
        for number in range(len(self.paragraphs)):
            if number in self.items:
                found[number] = opener
            else:
                opener = number
        return found

    def _is_labelled(self, first: int, last: int) -> bool:
        """Say whether a line begins with a label, a colon and, at once or behind one word, a number."""
        colon = next(iter(self.colons(first + 1, min(last, first + _LONGEST_LABEL))), None)
        if colon is None or any(self.numerals_at(i) for i in range(first, colon)):
            return False
        if self.connectors(first, colon + 1, "parts"):
            return False  # 'The civilians died as follows: 1112 …'
        return any(self.numerals_at(i) for i in range(colon + 1, min(last, colon + 4)))

    def _is_counted(self, number: int, goes_on: bool) -> bool:
        """Say whether a paragraph begins with a count, and the next one too unless it goes on with such lines."""
        for start, _ in self.paragraphs[number : number + 2 - goes_on]:
            first = self.at(start)
            counted = [numeral for numeral in self.numerals_at(first) if numeral.kind in ("integer", "vague")]
            if not counted or self.date_over(*self.span_of(first)) is not None:
                return False
        return goes_on or number + 1 < len(self.paragraphs)

    def label_end(self, paragraph: int, position: int) -> int | None:
        """Return the position of the colon behind the label of a line of a list, if it stands before `position`."""
        body = self.items.get(paragraph)
        if body is None:
            return None
        return next(iter(self.colons(body, min(position, body + _LONGEST_LABEL))), None)

    def window_over(self, start: int, end: int) -> Window | None:
        """Return the window that covers the characters, if any."""
        return self.windows.over(start, end)

    def date_over(self, start: int, end: int) -> DateSpan | None:
        """Return the date that covers the characters, if any."""
        return self.dates.over(start, end)

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Return the half-open span of the sentence that holds `offset`."""
        return self.sentences[max(bisect_right(self._sentence_starts, offset) - 1, 0)]

    def sentences_before(self, offset: int, count: int) -> list[tuple[int, int]]:
        """Return up to `count` sentences before the one that holds `offset`, the nearest first."""
        place = max(bisect_right(self._sentence_starts, offset) - 1, 0)
        return self.sentences[max(0, place - count) : place][::-1]

    def opens_sentence(self, position: int) -> bool:
        """Say whether a sentence begins with the token at `position`."""
        return self.at(self.sentence_of(self.tokens[position].start)[0]) == position

    def paragraph_of(self, offset: int) -> int:
        """Return the number of the paragraph that holds `offset`."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    def commas(self, first: int, last: int) -> list[int]:
        """Return the positions of the commas in tokens[first:last], in order."""
        return self.words("comma", first, last)

    def colons(self, first: int, last: int) -> list[int]:
        """Return the positions of the colons in tokens[first:last], in order."""
        return self.words("colon", first, last)

    def semicolons(self, first: int, last: int) -> list[int]:
        """Return the positions of the semicolons in tokens[first:last], in order."""
        return self.words("semicolon", first, last)

    def brackets(self, first: int, last: int) -> list[int]:
        """Return the positions of the round brackets in tokens[first:last], in order."""
        return self.words("bracket", first, last)

    def words(self, role: str, first: int, last: int) -> list[int]:
        """Return the positions of the words in tokens[first:last] that pass one of the tests of `_roles`, in order."""
        found = self.roles[role]
        begin = bisect_left(found, first)
        return found[begin : bisect_left(found, last, begin)]

    def windows_in(self, start: int, end: int) -> list[Window]:
        """Return the windows that lie in the characters start:end."""
        return [w for w in self.windows.beginning_in(start, end) if w.end <= end]


@cache
def _first_words(kind: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in word_set(kind))


_CASE_ORDER = "unoc"
_LONGEST_LABEL = 20  # words
_SENTENCE = 60  # words
_BEHIND_LINE_MARK = frozenset(".):-–—/")


def is_bullet(form: str) -> bool:
    """Say whether a token can mark a line of a list: a dash, a dot, a symbol (🔴)."""
    return form in BULLETS or unicodedata.category(form[0]) == "So"


def _behind_line_mark(scan: Scan, first: int, last: int) -> int | None:
    """Return the position behind the mark of a line of a list that begins at `first`, or None."""
    if is_bullet(scan.forms[first]):
        return first + 1 if first + 1 < last else None
    first += scan.forms[first] == "("
    if first + 2 >= last or scan.forms[first + 1] not in _BEHIND_LINE_MARK:
        return None
    token, following = scan.tokens[first], scan.tokens[first + 2]
    numbered = token.is_digits and token.end - token.start <= 2
    glued = following.is_digits and following.start == scan.tokens[first + 1].end  # 1.5, 12:30, 3-4
    return first + 2 if (numbered or token.form in word_set("line_letter")) and not glued else None


@cache
def _roles() -> WordRoles:
    return WordRoles(
        date=begins_date,
        window=begins_window,
        number=is_number,
        phrase=_index().begins,
        noun=analyse_noun,
        disaster=_names_disaster,
        killing=lambda form: without_and(form) in word_set("killing_verb") or form in word_set("by_killing"),
        wrecking=lambda form: without_and(form) in word_set("brings_down") | word_set("wrecks"),
        may_lead=lambda form: without_future(form) in word_set("may_lead") or form in word_set("would_have_led"),
        control=lambda form: form.endswith(CONTROL),
        source=_may_be_source,
        governorate=names_governorate,
        two_natives=lambda form: form.endswith("ان") and form[:-2].removeprefix("و") in word_set("natives"),
        all_of_them=lambda form: form in word_set("all_of_them"),
        being=lambda form: form in word_set("being"),
        one_of_two=lambda form: form in word_set("one_of_two") or form in word_set("one_more"),
        distributed=lambda form: form.removeprefix("و") in word_set("distributed"),
        responsible=lambda form: form.removeprefix("و") in word_set("responsible"),
        perpetrators=lambda form: behind_to(form) in _first_words("perpetrators"),
        their_dead=lambda form: form.removeprefix("و") in word_set("their_dead"),
        telling_where=lambda form: any(rest in _telling_where() for rest, _ in bare_forms(form)),
        clause_end=lambda form: form in (".", "؛"),
        comma=lambda form: form == "،",
        colon=lambda form: form == ":",
        semicolon=lambda form: form == "؛",
        bracket=lambda form: form in ("(", ")"),
    )


@cache
def _telling_where() -> frozenset[str]:
    """Return the folded words that tell which war a report is about: those of `instead` and `where` in the lexicons."""
    options = [option for entry in load_lexicon("parties") for option in entry.get("instead", ())]
    options += [option for entry in load_lexicon("anchors") for option in entry.get("where", ())]
    return frozenset(fold(word) for option in options for word in option["words"])


def _may_be_source(form: str) -> bool:
    named = form.removeprefix("و") if form.startswith("وال") else form
    given = bool(source_behind_to(form))
    heads = word_set("source_head")
    accusative = form.endswith("ا") and form[:-1] in heads
    return form in word_set("source_alone") or form in heads or accusative or named.removeprefix("ال") in heads or given


def source_behind_to(form: str) -> str:
    """Return the kind of source behind 'to' in one word, without its article: لوزارة، للمتحدث; else nothing."""
    for prefix in ("ل", "لل"):
        if form.startswith(prefix) and form.removeprefix(prefix) in word_set("source_head"):
            return form.removeprefix(prefix)
    return ""


def behind_to(form: str) -> str:
    """Return a folded word with its article instead of 'and', or 'to' and the article, before it: للجهة is الجهه."""
    form = form.removeprefix("و")
    return "ال" + form.removeprefix("لل") if form.startswith("لل") else form


_OPENING = 2  # paragraphs
_SHORTEST_RUN = 3  # lines


def without_future(form: str) -> str:
    """Return a folded verb without the letter of the future, سيقتل, and the conjunction before it."""
    bare = without_and(form)
    return bare[1:] if bare.startswith(("سي", "ست")) else bare


def _names_disaster(form: str) -> bool:
    """Say whether a folded word, without its proclitics, names an earthquake or a flood."""
    return any(rest in word_set("disaster") for rest, _ in bare_forms(form))


def names_governorate(form: str) -> bool:
    """Say whether a folded word, without its proclitics, is the name of a governorate."""
    return any(rest in word_set("governorate") for rest, _ in bare_forms(form))


def scan_text(text: str, published: date | None) -> Scan:
    """Scan one report."""
    folded = Folded(text)
    folded.form = _with_brackets_for_asides(folded.form)
    tokens = folded.tokens
    roles = _roles().positions(folded.forms)
    dates = read_dates(folded, published, roles["date"])
    numerals = read_numerals(folded, tuple((date.start, date.end) for date in dates), roles["number"])
    phrases = _index().matches(folded.forms, roles["phrase"])
    anchors = list(phrases["anchors"].values())
    where = {rest for i in roles["telling_where"] for rest, _ in bare_forms(folded.forms[i])}
    windows = find_windows(folded, tokens, dates, numerals, published, anchors, where, roles["noun"], roles["window"])
    ends = {numeral.end for numeral in numerals}
    phrases["events"] = {
        i: match
        for i, match in phrases["events"].items()
        if not _tells_nothing(match, tokens, ends, phrases["qualifiers"])
    }
    phrases["events"] = {i: m for i, m in phrases["events"].items() if not _are_killers(text, tokens[m.first])}
    phrases["events"] = {i: _before_agent(m, phrases["connectors"]) for i, m in phrases["events"].items()}
    phrases["events"] = {i: m for i, m in phrases["events"].items() if not _is_particle(m, phrases, folded.forms)}
    no_means = (_opens_news, _names_channel, _no_shots, _is_blaze)
    phrases["methods"] = {i: m for i, m in phrases["methods"].items() if not any(no(tokens, i) for no in no_means)}
    parties = settle_parties(phrases["parties"], phrases["connectors"], tokens, where)
    phrases["parties"] = _with_other_names(parties, folded.forms)
    named = {i for side in phrases["parties"].values() for i in range(side.first + 1, side.last)}
    phrases["events"] = {i: m for i, m in phrases["events"].items() if i not in named}  # هيئة تحرير الشام
    phrases["places"] = {i: m for i, m in phrases["places"].items() if not _commemorates(text, tokens[i])}
    paragraphs = split_paragraphs(text)
    sentences = [s for paragraph in paragraphs for s in split_sentences(text, *paragraph)]
    found = Spans(numerals), Spans(dates), Spans(windows)
    scan = Scan(text, published, tokens, folded.forms, *found, phrases, paragraphs, sentences)
    scan.roles = roles
    scan.nouns = {i: _with_pronoun(text, tokens[i]) for i in roles["noun"] if not _is_spelt_otherwise(text, tokens[i])}
    scan._starts = [token.start for token in tokens]
    scan._numerals_at = {scan.at(numeral.start): (numeral,) for numeral in reversed(numerals)}
    nothing = (_only_joins, _only_continues)
    connectors = phrases["connectors"].items()
    phrases["connectors"] = {
        i: _as_effect(scan, m) for i, m in connectors if not any(tells(scan, m) for tells in nothing)
    }
    scan._paragraph_starts = [start for start, _ in paragraphs]
    scan._sentence_starts = [start for start, _ in sentences]
    scan._covered = {
        name: {i: m for m in found.values() for i in range(m.first, m.last)} for name, found in phrases.items()
    }
    return scan


def _with_brackets_for_asides(form: str) -> str:
    """Set in brackets what is only added between two commas: 'in the West Bank, East Jerusalem included, 5 died'.

    The clause goes on behind the second comma: no 'and' and no connector of a new clause stands there. What holds a
    number is no aside.
    """
    if not any(words in form for words in word_set("aside")):
        return form
    return _aside().sub(lambda match: match.group() if _tells_more(match["words"]) else f"({match['words']})", form)


def _tells_more(words: str) -> bool:
    return any(is_number(word) or analyse_verb(word) for word in words.split())


@cache
def _aside() -> re.Pattern:
    opens = "|".join(sorted(word_set("aside")))
    ends = "|".join(sorted(word_set("behind_comma_ends_aside")))
    return re.compile(rf"[،,](?P<words> (?:{opens})(?= )[^،,؛:.()\n\d]{{1,70}})[،,](?= (?!و|(?:{ends})[ \n]))")


def _with_other_names(parties: dict[int, PhraseMatch], forms: list[str]) -> dict[int, PhraseMatch]:
    """Join a side with another name of it in brackets: 'the Syrian Democratic Forces (SDF)', 'X (formerly Y)'."""
    joined: dict[int, PhraseMatch] = {}
    for position, match in parties.items():
        if joined and position < next(reversed(joined.values())).last:
            continue
        joined[position] = match = _tied_to(_with_leader(match, forms), parties, forms)
        if forms[match.last : match.last + 1] != ["("] or ")" not in forms[match.last : match.last + _OTHER_NAME]:
            continue
        first, last = match.last + 1, forms.index(")", match.last)
        other = parties.get(first)
        same = other is not None and other.last == last and other.entry == match.entry
        former = last > first and forms[last - 1] in word_set("formerly")
        if same or former or all("a" <= form[0].lower() <= "z" for form in forms[first:last]):
            joined[position] = replace(match, last=last + 1)
    return joined


def _with_leader(match: PhraseMatch, forms: list[str]) -> PhraseMatch:
    """Join a side with who leads it: 'the coalition led by Washington'."""
    if forms[match.last : match.last + 1] == [] or forms[match.last] not in word_set("led_by"):
        return match
    leaders = word_set("leads_coalition")
    behind = forms[match.last + 1 : match.last + 3]
    length = next((n for n in range(len(behind), 0, -1) if " ".join(behind[:n]) in leaders), 0)
    return replace(match, last=match.last + 1 + length) if length else match


def _tied_to(match: PhraseMatch, parties: dict[int, PhraseMatch], forms: list[str]) -> PhraseMatch:
    """Return armed groups of no name as those of the side that they are tied to: 'armed groups loyal to X'."""
    if forms[match.last - 1].removeprefix("ال") not in word_set("armed"):
        return match
    near = range(match.last, min(match.last + _TIED, len(forms) - 1))
    tied = next((i for i in near if forms[i].removeprefix("ال") in word_set("tied_to")), None)
    side = parties.get(tied + 1) if tied is not None and not {"،", "."} & set(forms[match.last : tied]) else None
    if side is None or side.clitics.removesuffix("ال") not in ("ل", "ب"):
        return match
    linked = forms[tied].removeprefix("ال") in word_set("linked_to")  # to a side, not of it
    return replace(match, last=side.last, entry={"group": "combatants/other"} if linked else side.entry)


_TIED = 5  # words of 'outside of the state, tied'
_OTHER_NAME = 6  # words and brackets


def _counts_or_hedges(tokens: list[Token], position: int, qualifiers: dict[int, PhraseMatch]) -> bool:
    """Say whether a number, a hedge or a word for some of those told of stands at a position."""
    token = tokens[position] if position < len(tokens) else None
    if token is None or position in qualifiers:
        return token is not None
    return token.is_digits or is_number(token.form) or token.form in word_set("how_many")


def _meets_no_end(match: PhraseMatch, tokens: list[Token]) -> bool:
    """Say whether 'met' has no 'end', 'death' behind it in its sentence: 'the call met with the support of 40'."""
    if match.last - match.first > 1 or without_and(tokens[match.first].form) not in word_set("meets"):
        return False
    behind = (token.form for token in tokens[match.last : match.last + _TO_END])
    behind = takewhile(lambda form: form not in (".", "\n"), behind)
    return (word_set("closes_verb") | word_set("meets_god")).isdisjoint(behind)


_TO_END = 40  # words


def _seeks_no_refuge(match: PhraseMatch, tokens: list[Token]) -> bool:
    """Say whether people turned to a court or to force, not to a place: لجأ 12 عضوا إلى القضاء."""
    if without_and(tokens[match.first].form) not in word_set("seeks_refuge"):
        return False
    behind = [token.form for token in tokens[match.last : match.last + _TO_REFUGE]]
    to = next((behind[i + 1] for i, form in enumerate(behind[:-1]) if form == "الي"), "")
    return to in word_set("no_refuge")


_TO_REFUGE = 6  # words


def _tells_nothing(match: PhraseMatch, tokens: list[Token], ends: set[int], qualifiers: dict[int, PhraseMatch]) -> bool:
    """Say whether the words before a casualty word take its meaning: 'prison of', 'from under', 'no dead'.

    Behind a number the plural of the dead is the noun of that number only. `ends`: where numbers end.
    """
    if tokens[match.first].form in word_set("describes"):
        return True  # 'two of whom are described as grave', وصفت, no 'and liquidated'
    if tokens[match.first].form in word_set("provides") and not _counts_or_hedges(tokens, match.last, qualifiers):
        return True  # 'the project provided shelter', وفر; but 'and about a million fled', وفر نحو مليون
    if _meets_no_end(match, tokens) or _seeks_no_refuge(match, tokens):
        return True
    if not match.first:
        return False
    before, measure = tokens[match.first - 1], match.entry["measure"]
    governor = before.form.removeprefix("و")
    governed = governor in word_set("for_the_hurt") and (
        match.clitics.endswith("ال") or governor not in word_set("place_preposition") | {"مع", "علي"}
    )
    if governed and measure in ("killed", "wounded", "casualties") and analyse_noun(tokens[match.first].form):
        return True  # 'the treatment of the wounded costs 2 million'
    if before.form == "بين" and match.first > 1 and measure in ("displaced", "detained"):
        among = analyse_noun(tokens[match.first - 2].form)
        if any(noun.kind == "casualty" and noun.label in ("killed", "wounded") for noun in among):
            return True  # 'the deaths among the displaced came to 30'
    if before.form in word_set("one_of_them") and tokens[match.first].form.startswith("ال"):
        return True  # 'at the burial of one of the dead'
    if measure == "detained":
        return before.form in word_set("place_of_detention") or _are_families(match, tokens, ends)
    if measure == "missing":
        return before.form == "من"  # 'recovered from under the rubble'
    if measure == "displaced" and before.form in word_set("seeks_asylum"):
        return True  # 'seekers of asylum', طالب لجوء
    if measure == "displaced" and _are_sheltered(match, tokens, ends):
        return True
    if before.form in word_set("carries_people") and analyse_noun(tokens[match.first].form):
        return True  # 'an ambulance that carried wounded people'
    dead = match.last - match.first == 1 and tokens[match.first].form in word_set("dead_plural")
    return dead and (before.end in ends or before.form in word_set("before_no_dead"))


def _are_sheltered(match: PhraseMatch, tokens: list[Token], ends: set[int]) -> bool:
    """Say whether 'the displaced' only says whose a place is that was hit: 'a camp for', 'a school that shelters'.

    Or whom a car carried: 'a displaced family', never 'twelve displaced families'. `ends`: where numbers end.
    """
    if tokens[match.first].form in word_set("displaced_family"):
        return match.first < 2 or tokens[match.first - 2].end not in ends
    if not word_set("displaced_people").intersection(rest for rest, _ in bare_forms(tokens[match.first].form)):
        return False
    housing = word_set("houses_displaced") | word_set("shelters")
    named = match.clitics == "لل" or tokens[match.first].form.startswith("لل")  # 'the camp Qah for the displaced'
    near = tokens[max(0, match.first - (_NAMED_HOUSING if named else 1)) : match.first]
    if any(token.form in SEGMENT_END or token.is_digits for token in near):
        near = near[-1:]
    return any(rest in housing for token in near for rest, _ in bare_forms(token.form))


_NAMED_HOUSING = 4  # words of 'the camp of X in Y for the displaced'


def _are_families(match: PhraseMatch, tokens: list[Token], ends: set[int]) -> bool:
    """Say whether 'capture', أسر, is the plural of 'family': behind a number, or 'the displaced families'."""
    if (
        tokens[match.first].form not in word_set("families_or_capture")
        or match.last - match.first > 1
        or not match.first
    ):
        return False
    before, behind = tokens[match.first - 1], tokens[match.last].form if match.last < len(tokens) else ""
    definite = tokens[match.first].form.startswith("ال")
    return before.end in ends or (definite and behind.startswith("ال") and behind.endswith("ه"))


def _only_joins(scan: Scan, match: PhraseMatch) -> bool:
    """Say whether 'while' or 'also' says no more than 'and': ', while 12 (others) were wounded', and the clause ends.

    What stands behind it, or before it, is told of both.
    """
    joins = match.first and scan.forms[match.last - 1] in word_set("only_joins")
    verb = scan.phrase("events", match.last) if joins else None
    if verb is None or verb.clitics or verb.entry["measure"] not in ("killed", "wounded") or scan.noun(match.last):
        return False
    hedge = scan.phrase("qualifiers", verb.last)
    number = hedge.last if hedge is not None else verb.last
    if not scan.numerals_at(number):
        return False
    other = scan.noun(number + 1)
    others = other is not None and other.kind == "other_person"
    return ends_clause(scan, number + 1 + others)


def _as_effect(scan: Scan, match: PhraseMatch) -> PhraseMatch:
    """Read 'expects', توقع, as 'leaves' behind an attack and before its dead: غارة على إدلب توقع 5 قتلى."""
    if scan.forms[match.first] not in word_set("leaves_or_expects") or not scan.numerals_at(match.last):
        return match
    behind = scan.at(scan.numerals_at(match.last)[0].end - 1) + 1
    noun = scan.noun(behind, "sp") if behind < len(scan.tokens) else None
    near = range(match.first - 1, max(-1, match.first - _ATTACK_BEFORE), -1)
    clause = takewhile(lambda i: scan.forms[i] not in SEGMENT_END, near)
    attack = any(scan.phrase("methods", i) is not None for i in clause)
    leaves = attack and noun is not None and noun.kind == "casualty"
    return replace(match, entry={**match.entry, "connector": "effect"}) if leaves else match


_ATTACK_BEFORE = 12  # words of 'a raid of X on the town of Y in the countryside of Z'


def _only_continues(scan: Scan, match: PhraseMatch) -> bool:
    """Say whether 'went on', تابع, is no word of reporting: nothing that was said stands behind it."""
    behind = scan.forms[match.last : match.last + _SAID]
    bare = without_and(scan.forms[match.first])
    adjective = bare.startswith("ال")  # التابع
    said = not (adjective or word_set("opens_speech").isdisjoint(behind))
    return bare.removeprefix("ال") in word_set("went_on") and not said


_SAID = 6  # words between 'went on' and 'that'


def ends_clause(scan: Scan, position: int) -> bool:
    """Say whether a clause ends at a position, before 'among them', or behind 'with injuries of different kinds'."""
    while position < len(scan.forms) and scan.forms[position] in word_set("how_wounded"):
        position += 1
    ended = position >= len(scan.forms) or scan.forms[position] in SEGMENT_END
    return ended or scan.connector(position, "among") is not None


def _before_agent(match: PhraseMatch, connectors: dict[int, PhraseMatch]) -> PhraseMatch:
    """Take 'at' from 'made an end of', قضى على, where it belongs to 'at the hands of': قضى على يد."""
    agent = connectors.get(match.last - 1) if match.last - match.first > 1 else None
    return replace(match, last=match.last - 1) if agent and agent.entry["connector"] == "agent" else match


def _is_particle(match: PhraseMatch, phrases: dict[str, dict[int, PhraseMatch]], forms: list[str]) -> bool:
    """Say whether 'was lost', فقد, is 'and indeed' before a verb: وفقا للتقرير فقد بلغ عدد القتلى."""
    if match.last - match.first > 1 or forms[match.first] not in word_set("lost_or_indeed") or match.last >= len(forms):
        return False
    connector, event = (phrases[name].get(match.last) for name in ("connectors", "events"))
    verb = connector is not None and connector.entry["connector"] in ("rise", "reporting", "effect", "saved")
    verb = verb or (event is not None and not analyse_noun(forms[event.first]))
    behind = word_set("documents") | word_set("had") | word_set("turns_to_past") | word_set("loses")
    return verb or forms[match.last] in behind


def _commemorates(text: str, token: Token) -> bool:
    """Say whether a word that folds to 'neighbourhoods', أحياء, is spelt as 'commemoration', إحياء."""
    return token.form.endswith("احياء") and text[token.start : token.end].endswith("إحياء")


def _are_killers(text: str, token: Token) -> bool:
    """Say whether a word that folds to 'killed him', قتله, is spelt as 'killers', قتلة, or 'an angina', ذبحة."""
    return token.form.endswith(tuple(word_set("kills_him"))) and text[token.end - 1] == "ة"


def _is_spelt_otherwise(text: str, token: Token) -> bool:
    """Say whether a word only folds to that of a person: the month آب to 'a father', أب; 'before', أمام, to an imam."""
    written = text[token.start : token.end]
    if token.form in word_set("no_grandfather") and not written.endswith("ه"):
        return True
    letter = next((letter for kind, letter in _SPELT.items() if token.form in word_set(kind)), "")
    return letter not in written


def _with_pronoun(text: str, token: Token) -> str:
    """Return a folded noun, without the pronoun of 'his father', والده, which folds to 'a mother', والدة."""
    form = token.form
    named = form in word_set("his_father") or form[1:] in word_set("his_father")
    return form[:-1] if named and text[token.end - 1] == "ه" else form


_SPELT = {"father": "أ", "imam": "إ"}  # kind of words.yaml → the letter that its words must be written with


def _opens_news(tokens: list[Token], position: int) -> bool:
    """Say whether 'on the ground' tells of no killing: it opens a sentence, وميدانيا، or 'a field hospital'."""
    form = tokens[position].form
    if position and form in word_set("on_the_ground") and tokens[position - 1].form in word_set("in_the_field_too"):
        return True
    opens = not position or tokens[position - 1].form in (".", "\n")
    return form.removeprefix("و") in word_set("on_the_ground") and (opens or form.startswith("و"))


def _no_shots(tokens: list[Token], position: int) -> bool:
    """Say whether 'the fire', النار, was opened by nobody named before it: فتحت القوات النار."""
    if tokens[position].form not in word_set("the_fire"):
        return False
    before = (token.form.removeprefix("و") for token in tokens[max(0, position - _SUBJECT) : position])
    return word_set("opens_fire").isdisjoint(before)


_SUBJECT = 4  # words between 'opened' and 'fire'


def _is_blaze(tokens: list[Token], position: int) -> bool:
    """Say whether 'the fire', النيران, burns and was not opened: اندلعت النيران."""
    before = without_and(tokens[position - 1].form) if position else ""
    return tokens[position].form in word_set("flames") and before in word_set("blaze")


def _names_channel(tokens: list[Token], position: int) -> bool:
    """Say whether 'the drone', المسيرة, is the name of a channel: قناة المسيرة."""
    return position > 0 and any(rest in word_set("channel") for rest, _ in bare_forms(tokens[position - 1].form))


def settle_parties(
    found: dict[int, PhraseMatch], connectors: dict[int, PhraseMatch], tokens: list[Token], where: set[str]
) -> dict[int, PhraseMatch]:
    """Say for each party which one is meant where its words alone leave it open.

    'The army' is the army named last before it, and when none was named that of the war told of, if only one side
    there has one (`instead`); 'its fighters' are those of the
    party named last, and of nobody named behind a contrast ('the army said that X lost 70, while nine of its
    soldiers …'); 'the coalition' is the Arab one in a report about Yemen (`instead` of parties.yaml). `where`: the
    words of the report that tell which war it is about.
    """
    settled: dict[int, PhraseMatch] = {}
    named: dict[str, PhraseMatch] = {}
    last: PhraseMatch | None = None
    other: PhraseMatch | None = None  # the fighters named before those of `last`
    contrasts = sorted(i for i, match in connectors.items() if match.entry["connector"] == "contrast")
    for first, match in sorted(found.items()):
        head = tokens[first].form.removeprefix(match.clitics.removesuffix("ال")).removeprefix("ال")
        if match.entry.get("refers"):
            before = last if match.entry["refers"] == "last" else named.get(head)
            if match.entry["refers"] == "last" and (own := _side_that_speaks(settled, first, connectors, tokens)):
                settled[first] = _theirs(match, own)
                continue
            unnamed = before is not None and before.entry.get("refers")
            if unnamed and tokens[first].form not in word_set("its_soldiers"):
                before = None
            speaker = _speaker_of_that(tokens, first, connectors) if match.entry["refers"] == "last" else None
            side = next((settled[i] for i in speaker if i in settled), None) if speaker is not None else None
            if side is not None or (speaker is not None and speaker.stop == first - 1):
                before = side  # 'the command said that its forces killed 950': its own, not those named last
            own = match.entry["refers"] == "last"  # 'its soldiers', never 'the party', of which one was named
            if own and before is last and other is not None and _turned_from(before, other, first, contrasts, tokens):
                before = None
            if (
                own
                and speaker is None
                and before is last
                and before is not None
                and _other_gender(before, first, tokens)
            ):
                before = _agreeing(
                    settled, first, tokens
                )  # 'the Front said that the dead of the army are …, and of its own'
            if before is not None and own and tokens[first].form in word_set("soldiers_of_it") and _no_army(before):
                before = other if other is not None and not _no_army(other) else None  # 'of its soldiers': not of X's
            if before is not None:
                settled[first] = _theirs(match, before)
                if not own and last is not None and last.entry["group"] != before.entry["group"]:
                    last, other = settled[first], last  # 'X raided the sites of the organisation and killed 7 of its'
            elif match.entry["refers"] != "last":
                settled[first] = last = _instead(match, where)  # of a side that is not named, as are 'its soldiers'
                other = None
            elif tokens[first].form in word_set("its_fighters"):
                settled[first] = match  # 'the movement said that five of its commanders died'
            continue
        if _is_city(match, tokens):
            continue
        if word_set("purpose_of_organisation") & set(_words_behind(tokens, match.last, 2)):
            continue  # 'the coalition for monitoring violations' is no side
        match = _instead(match, where)
        settled[first] = match
        named[head] = match
        if short := match.entry.get("short"):
            named[fold(short)] = match
        ministry = first > 0 and tokens[first - 1].form in word_set("ministry")
        fighters = match.entry["group"].startswith("combatants/") and (ministry or not match.entry.get("adjective"))
        if fighters:
            last, other = match, last if last and last.entry["group"] != match.entry["group"] else other
    return settled


def _theirs(match: PhraseMatch, side: PhraseMatch) -> PhraseMatch:
    """Return 'its forces' as those of a side; they are no adjective, also where only one names the side."""
    return replace(match, entry={key: value for key, value in side.entry.items() if key != "adjective"})


def _instead(match: PhraseMatch, where: set[str]) -> PhraseMatch:
    """Return the party that a name stands for in the war that the report is about: 'the army' in Sudan."""
    for instead in match.entry.get("instead", ()):
        if not where.isdisjoint(map(fold, instead["words"])):
            return replace(match, entry={**match.entry, "refers": False, **instead})
    return match


def _no_army(party: PhraseMatch) -> bool:
    """Say whether a side has fighters and no soldiers."""
    return party.entry["group"] in _NO_ARMY


_NO_ARMY = frozenset(
    f"combatants/{side}" for side in ("is", "opposition/jihadists", "hamas", "hezbollah", "palestinian", "pmf")
)


def _other_gender(party: PhraseMatch, position: int, tokens: list[Token]) -> bool:
    """Say whether the pronoun of 'its fighters' cannot mean a side, by their genders: عناصرها, never النظام."""
    form = tokens[position].form
    if not form.endswith(("ها", "ه", "هم")):
        return False
    head = tokens[party.first].form.removeprefix(party.clitics).removeprefix("ال")
    if form.endswith("هم"):  # عناصرهم: those of the Houthis, never of the army
        return not head.endswith(("ون", "ين"))
    feminine = head.endswith("ه") or head in word_set("feminine_side")
    if not feminine and head not in word_set("masculine_side"):
        return False
    return feminine != form.endswith("ها")


def _agreeing(settled: dict[int, PhraseMatch], position: int, tokens: list[Token]) -> PhraseMatch | None:
    """Return the last side before a position, in its sentence, that the pronoun there can mean."""
    for first in reversed(settled):
        apart = position - first > _SENTENCE or any(token.form in (".", "\n") for token in tokens[first:position])
        if apart:
            return None
        party = settled[first]
        group = party.entry["group"]
        unnamed = group == "combatants" and party.clitics.endswith("ال")  # 'the militia', whichever it is
        fights = (unnamed or group.startswith("combatants/")) and not party.entry.get("adjective")
        if fights and first < position and not _other_gender(party, position, tokens):
            return party
    return None


def _is_city(match: PhraseMatch, tokens: list[Token]) -> bool:
    """Say whether the name of a city that stands for a side, تل أبيب, means the city: in it, or before a title."""
    named = " ".join(token.form for token in tokens[match.first : match.last])
    if named.removeprefix(match.clitics) not in word_set("city_and_side"):
        return False
    before = tokens[match.first - 1].form if match.first else "\n"
    behind = "".join(_words_behind(tokens, match.last, 1))
    titled = before in ("\n", ".", ":", "|") and behind in (":", "-", "–", "..")
    return titled or before.removeprefix("و") in word_set("place_preposition") or match.clitics.endswith("ب")


def _words_behind(tokens: list[Token], position: int, number: int) -> list[str]:
    return [token.form for token in tokens[position : position + number]]


def _side_that_speaks(
    settled: dict[int, PhraseMatch], position: int, connectors: dict[int, PhraseMatch], tokens: list[Token]
) -> PhraseMatch | None:
    """Return the side of 'X said that it took 73 of Y, and killed were five of its fighters': X.

    X speaks of itself in the feminine ('that it'); the verb before 'of its fighters' is not feminine, so it is passive.
    """
    ends = (i for i in range(position, max(0, position - _SENTENCE), -1) if tokens[i - 1].form in (".", "\n"))
    begin = next(ends, max(0, position - _SENTENCE))
    before = {token.form.removeprefix("و") for token in tokens[max(begin, position - 4) : position]}
    if not tokens[position].form.endswith("ها") or before.isdisjoint(word_set("killed_passive")):
        return None
    for first in range(begin + 1, position):
        party = settled.get(first)
        spoken = connectors.get(first - 1) if party is not None else None
        itself = party is not None and party.last < position and tokens[party.last].form in ("انها", "بانها")
        if spoken is not None and spoken.entry["connector"] == "reporting" and itself:
            return party
    return None


def _speaker_of_that(tokens: list[Token], position: int, connectors: dict[int, PhraseMatch]) -> range | None:
    """Return the positions of the speaker of 'X said that its forces …', قالت X إن قواتها: from the verb to 'that'.

    Also of 'X admitted the death of nine of its soldiers', if the pronoun and the verb have one gender.
    """
    own = tokens[position].form.endswith("ها")
    that = position - 1 if position and tokens[position - 1].form in ("ان", "بان") else None
    for first in range(position - 2, max(-1, position - _LONGEST_SPEAKER), -1):
        form = tokens[first].form
        if form in (".", "\n", "؛"):
            return None
        verb = connectors.get(first)
        if verb is not None and verb.entry["connector"] == "reporting":
            end = that if that is not None else position
            told = that is not None and verb.last < end and own == form.endswith("ت")
            return range(verb.last, end) if told else None
        if that is None and form.removeprefix("ب") in word_set("harm_to"):
            that = first
    return None


_LONGEST_SPEAKER = 14  # words


def _turned_from(
    last: PhraseMatch, other: PhraseMatch, position: int, contrasts: list[int], tokens: list[Token]
) -> bool:
    """Say whether a contrast stands between a party and a position, and another party before it in the sentence."""
    turn = bisect_left(contrasts, last.last)
    turned = turn < len(contrasts) and contrasts[turn] < position
    return turned and not any(token.form in (".", "\n") for token in tokens[other.last : position])


def speaks_with_colon(scan: Scan, party: PhraseMatch) -> bool:
    """Say whether a side opens a line, and behind a colon it is told what it said: 'The army of X: 20 were killed'."""
    first, last = party.first, party.last
    if scan.forms[last : last + 1] != [":"] or last + 1 >= len(scan.forms) or scan.numerals_at(last + 1):
        return False
    opens = scan.opens_sentence(first) and scan.paragraph_of(scan.tokens[first].start) not in scan.items
    return opens and last - first > 1  # 'Israel: 45 were killed' tells where


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that hold more than white space, without the space and the marks before them."""
    return [match.span() for match in _LINE.finditer(text)] or [(0, len(text))]


_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE = re.compile(_VISIBLE.pattern + r"[^\n\r]*")


@cache
def _lead_in() -> re.Pattern:
    """What stands before a first sentence: 'Urgent:', 'Urgent | ', 'Damascus - '."""
    kickers = "|".join(sorted(word_set("kicker")))
    words = r"[\u0621-\u064a#_]+(?: [\u0621-\u064a#_]+){0,2}"
    return re.compile(
        rf"[\s\u200e\u200f]*(?:#?(?:{kickers})\s?[:|]+|{words}\s+(?:[-–—|]|\|\|)\s(?=\s?[\u0621-\u064a]))"
    )


_HEADING, _HEADING_LENGTH = 6, 80  # words and characters of 'new massacre in the city of X..'


def split_sentences(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph; a point between digits ends none.

    Nor do points between what a title names and the numbers told of it: 'Massacre in X.. 39 killed'.
    """
    spans, begin = [], first
    unclosed = not text[first:last].rstrip().endswith(_CLOSES)
    if lead_in := _lead_in().match(text, first, last):
        spans.append((first, lead_in.end()))
        begin = lead_in.end()
    opens = begin
    for match in _SENTENCE_END.finditer(text, begin, last):
        near = begin == opens and match.start() - begin <= _HEADING_LENGTH
        headed = near and text.count(" ", begin, match.start()) < _HEADING  # 'Idlib.. Five were killed.'
        points = match.group().startswith("..") and (unclosed or headed)
        if points and not _ANY_DIGIT.search(text, begin, match.start()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    if text[begin:last].strip():
        spans.append((begin, last))
    trimmed = []
    for start, end in spans:
        visible = _VISIBLE.search(text, start, end)
        if visible is not None:
            trimmed.append((visible.start(), end))
    return trimmed or [(first, last)]
