"""Place mentions: every place that a report names, with its characters, kind and region words.

A name is found where a word opens it (village, town, front, countryside, camp), where a list goes on
after such a word, and where a name of the gazetteer stands behind a preposition. The region words
around it ("countryside of Idlib, south-east") become its context. Deals, summits and organisations
named after places are no places of events. Which place is meant is decided in ``places``.
"""

import hashlib
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from analysis.arabic import Memo, bare_forms, fold, without_and
from analysis.lexicons import load_lexicon, word_set
from analysis.scan import LABEL_MARKS, Scan, names_governorate

_CLAUSE_MARKS = set(".،,؛!؟?")  # a place word is not followed by its name behind one
_STOP = set("()[]«»“”\"'‘’/:;؛.،,-–—!؟?*")


class Mention(NamedTuple):
    """One place named in a report. `context`: region names and directions, folded, joined by a space."""

    start: int
    end: int
    text: str
    kind: str
    context: str


@cache
def _areas() -> frozenset[tuple[str, ...]]:
    """Return the folded names of countries and areas, which are no points."""
    return fold_names(f for e in load_lexicon("toponyms") if e["kind"] in ("country", "area") for f in e["forms"])


@cache
def countries() -> frozenset[tuple[str, ...]]:
    """Return the folded names of countries."""
    return fold_names(f for entry in load_lexicon("toponyms") if entry["kind"] == "country" for f in entry["forms"])


@lru_cache(maxsize=8)
def _with_toponyms(names: frozenset[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Return names with toponyms, compounds also in one word and in two: تلذهب، دير فول."""
    known, openers = names | toponyms(), word_set("compound_name")
    joined = {(first + second, *rest) for first, second, *rest in (n for n in known if len(n) > 1) if first in openers}
    split = {
        (opener, name[0].removeprefix(opener), *name[1:])
        for name in known for opener in openers if name[0].startswith(opener) and len(name[0]) >= len(opener) + 3
    }  # fmt: skip
    return known | joined | split


@lru_cache(maxsize=8)
def _beginnings(names: frozenset[tuple[str, ...]]) -> Memo:
    """Return folded word → the ways in which it may begin a name.

    A way is (letters to strip, words behind the first one → True), the words by their number, the most first.
    """
    behind: dict[str, set[tuple[str, ...]]] = {}
    for first, *others in names:
        if len(others) < _LONGEST:
            behind.setdefault(first, set()).add(tuple(others))

    def ways_of(form: str) -> list[tuple[str, list[tuple[int, set[tuple[str, ...]]]]]]:
        ways = []
        for rest, clitics in bare_forms(form) if "\u0621" <= form[0] <= "\u064a" else ():
            least = 1 if clitics and len(rest) < 3 else 0  # إب is not in باب, but تل رفعت is in وتل رفعت
            firsts = (rest, "ال" + rest) if clitics.endswith("ال") else (rest,)
            tails = {tail for first in firsts for tail in behind.get(first, ()) if len(tail) >= least}
            lengths = sorted({len(tail) for tail in tails}, reverse=True)
            if tails:
                stripped = clitics.removesuffix("ال")
                ways.append((stripped, [(n, {tail for tail in tails if len(tail) == n}) for n in lengths]))
        return ways

    return Memo(ways_of)


@cache
def toponyms() -> frozenset[tuple[str, ...]]:
    """Return the folded names of toponyms.yaml."""
    return fold_names(form for entry in load_lexicon("toponyms") for form in entry["forms"])


def mention_id(doc_id: str, mention: Mention) -> str:
    """Return the stable id of a mention: its report and its characters."""
    key = f"{doc_id}|{mention.start}|{mention.end}"
    return "m" + hashlib.sha256(key.encode()).hexdigest()[:10]


def fold_names(names) -> frozenset[tuple[str, ...]]:
    """Return gazetteer names as folded word tuples, for :func:`find_mentions`."""
    return frozenset(tuple(fold(name).split()) for name in names if name)


def find_mentions(scan: Scan, names: frozenset[tuple[str, ...]] = frozenset()) -> list[Mention]:
    """Return the places named in a scanned report, left to right.

    Parameters
    ----------
    names : folded names of the gazetteer; a name of several words is only found whole with its help.
    """
    finder = _Finder(scan, _with_toponyms(names))
    return finder.run()


_LONGEST = 4  # words of a name
_CELL = 40  # blanks between a name and the edge of its cell


class _Finder:
    def __init__(self, scan: Scan, names: frozenset[tuple[str, ...]]):
        self.scan, self.tokens, self.names = scan, scan.tokens, names
        self.forms = scan.forms
        self.beginnings = _beginnings(names)
        self.openers = scan.phrases["places"]
        self.found: list[Mention] = []
        self.taken: set[int] = set()

    def run(self) -> list[Mention]:
        beginnings, openers, position = self.beginnings, self.openers, 0
        begins = {start for start, form in enumerate(self.forms) if beginnings[form] or form == "كل"}
        for start in sorted(begins.union(openers)):
            if start < position:
                continue
            position, opener = start, openers.get(start)
            known = self._name_at(position) if opener else None
            first = self.forms[position].removeprefix(known[1]) if known else ""
            if known and (first, *self.forms[position + 1 : known[0]]) in _areas():
                self._add(position, known[0], known[1], "region")  # جبل الزاوية is a name of its own
                position = known[0]
            elif known and known[0] - position > 1 and not known[1] and self._named_whole(position, opener):
                self._add(
                    position, known[0], "", opener.entry["kind"] if opener.entry["kind"] == "camp" else "settlement"
                )
                position = known[0]  # and so are قلعة المضيق and مخيم الشاطئ
            elif opener and opener.entry["kind"] != "region":
                definite = opener.clitics.endswith("ال") and opener.entry["kind"] != "front"
                read = self._read_apposed if definite else self._read_list
                position = read(opener.last, opener.entry["kind"])
            elif opener and opener.entry.get("label") == "around" and opener.clitics.endswith("ال"):
                position = opener.last  # 'on the sector' alone names no place
            elif opener and opener.entry.get("label") == "around" and not self._region_behind(opener.last):
                position = self._read_list(opener.last, "settlement")
            elif opener:
                position = self._read_region(position)
            else:
                position = self._read_bare(position)
        self.found.sort(key=lambda m: m.start)
        return self.found

    def _named_whole(self, position: int, opener) -> bool:
        """Say whether a name of the gazetteer that begins with a place word is one with it: it is none without it."""
        return opener.entry["kind"] in ("site", "region") or self._name_at(opener.last) is None

    def _region_behind(self, position: int) -> bool:
        """Say whether a region word or a governorate stands behind 'the mountains of', 'the sector of'."""
        if position >= len(self.tokens):
            return True
        following = self.openers.get(position)
        return following is not None or self.forms[position] in word_set("governorate") | {"من"}

    def _blocked(self, position: int) -> bool:
        token = self.tokens[position]
        scan = self.scan
        window = scan.window_over(token.start, token.end)
        return (
            (window is not None and window.kind != "vague")
            or scan.covering("parties", position) is not None
            or scan.covering("scopes", position) is not None
            or scan.covering("sources", position) is not None
            or self._is_nickname(position)
        )

    def _is_nickname(self, position: int) -> bool:
        """Say whether 'Abu' behind a person or a rank opens the name of somebody: القيادي أبو عمر."""
        if self.forms[position] not in word_set("opens_nickname") or not position:
            return False
        noun = self.scan.noun(position - 1, "s")
        return (noun is not None and noun.kind in ("person", "member")) or self.forms[position - 1] in word_set(
            "of_rank"
        )

    def _is_nation(self, position: int) -> bool:
        """Say whether a country stands at a position, not inside the name of a source or of a scope."""
        named = any(self.scan.covering(lexicon, position) is not None for lexicon in ("sources", "scopes"))
        return (self.forms[position],) in countries() and not named

    def _name_at(self, position: int) -> tuple[int, str] | None:
        """Return (last position, letters to strip) of the longest known name at `position`."""
        first = position + 1
        if self.forms[position] in word_set("spelt_with_i") and self.scan.text[self.tokens[position].start] in "أآ":
            return None  # أب is a father, آب a month, إب a city
        for letters, tails in self.beginnings[self.forms[position]]:
            for length, words in tails:
                if tuple(self.forms[first : first + length]) in words:
                    return first + length, letters
        return None

    def _read_apposed(self, position: int, kind: str) -> int:
        """Read a known name behind a place word with article: 'the capital Tripoli', 'the Libyan capital Tripoli'."""
        for first in (position, position + 1):
            if first >= len(self.tokens) or (first > position and not self.forms[position].startswith("ال")):
                break
            known = self._name_at(first)
            nation = (self.forms[first].removeprefix("ال"),) in countries()  # 'the Syrian capital'
            if known and not known[1] and not nation and not self._blocked(first):
                self._add(first, known[0], "", kind)
                return known[0]
        return position

    def _read_list(self, position: int, kind: str) -> int:
        """Read one name or a list of names behind a place word."""
        first = position
        road = self.forms[position - 1].endswith("طريق")  # 'the road A B' names both ends
        while position < len(self.tokens) and self.forms[position] in _STOP - _CLAUSE_MARKS:
            position += 1
        if position < len(self.tokens) and self.forms[position] == "كل":
            position += 2
        count = 0
        while position < len(self.tokens) and position - first < 60:
            token = self.tokens[position]
            if count and not token.form.startswith("و") and not (road and self._exact(position)):
                break
            if not token.is_word or (self._blocked(position) and not self._name_at(position)):
                break
            if position in self.openers and not self._name_at(position):
                break
            if not count and token.form in word_set("adjective_too") and self._plural(position - 1):
                break  # 'six new villages', قرى جديدة
            known = self._name_at(position)
            joined = "و" if count else ""
            if known:
                last, letters = self._with_adjective(known[0]), known[1]
                if not count and letters and letters != joined:
                    letters = ""
                    known_plain = self._exact(position)
                    if not known_plain:
                        break
                    last = known_plain
            else:
                rest = token.form[len(joined) :]
                if (
                    rest in word_set("not_a_name")
                    or (len(rest) < 3 and rest not in word_set("compound_name"))
                    or self._other_word(
                        position, rest, named=not count and rest.startswith("ال") and self._construct(first)
                    )
                    or (count and position + 1 < len(self.tokens) and self.scan.numerals_at(position + 1))
                ):
                    break
                last, letters = position + self._name_length(position, rest), joined
                last = self._with_adjective(last) if count else last  # 'the village of X, a small one', القبير الصغيرة
            last += kind == "settlement" and last == position + 1 and self._goes_on(last)
            name = self.forms[position].removeprefix("و").removeprefix("ب")
            self._add(position, last, letters, "settlement" if name in word_set("governorate") else kind)
            count += 1
            position = self._skip_marks(last, comma=False)
        if count:
            return max(position, first)
        return first

    def _plural(self, position: int) -> bool:
        noun = self.scan.noun(position)
        return noun is not None and noun.number == "p"

    def _goes_on(self, position: int) -> bool:
        """Say whether a second word of a village's name stands behind its first one: قرية خضر جيجة.

        It means nothing else to the package, and a preposition, a mark or nothing stands behind it.
        """
        if position >= len(self.tokens) or not self.tokens[position].is_word or position in self.openers:
            return False
        form, behind = self.forms[position], next(iter(self.forms[position + 1 : position + 2]), ".")
        plain = len(form) > 2 and form[0] not in "وبلفيت" and not form.startswith("ال") and form[-1] != "ا"
        if not plain or form in word_set("not_a_name") | word_set("place_preposition") or self._blocked(position):
            return False
        ends = behind in _CLAUSE_MARKS or behind in word_set("place_preposition")
        return ends and not self._name_at(position) and not self._other_word(position, form)

    def _with_adjective(self, last: int) -> int:
        """Return the position behind an adjective that belongs to the name before `last`: الغارية الغربية.

        Behind a governorate's name it tells a part of it: 'in eastern Aleppo'.
        """
        if last >= len(self.tokens) or self.forms[last] not in word_set("name_adjective"):
            return last
        return last if names_governorate(self.forms[last - 1]) else last + 1

    def _exact(self, position: int) -> int | None:
        for length in range(_LONGEST, 0, -1):
            if tuple(self.forms[position : position + length]) in self.names:
                return position + length
        return None

    def _construct(self, position: int) -> bool:
        """Say whether 'the town of', 'the quarter of' stands right before a position: a noun behind it is its name."""
        return self.forms[position - 1].lstrip("وفبل") in word_set("names_behind")

    def _other_word(self, position: int, rest: str, named: bool = False) -> bool:
        scan = self.scan
        return (
            any(scan.phrase(lexicon, position) for lexicon in ("events", "connectors", "methods", "parties"))
            or (scan.noun(position) is not None and rest not in word_set("compound_name") and not named)
            or bool(scan.numerals_at(position))
            or scan.windows.touching(self.tokens[position].start, self.tokens[position].end)
            or (rest.endswith("ت") and not rest.startswith("ال"))  # a plural or a verb
            or rest.endswith(("ها", "وا"))
            or "\u064b" in scan.text[self.tokens[position].start : self.tokens[position].end]  # واصفاً, never a name
            or (rest.startswith(("ب", "ل", "ف")) and rest not in word_set("compound_name"))
            or (rest.startswith("ال") and rest.endswith(("يه", "ين", "ون")) and (rest,) not in self.names and not named)
        )

    def _name_length(self, position: int, rest: str) -> int:
        """Guess the words of a name that no gazetteer has: compounds of تل، أم، أبو and the like."""
        return (
            2
            if position + 1 < len(self.tokens)
            and self.tokens[position + 1].is_word
            and (rest in word_set("compound_name") or self.forms[position + 1] in word_set("closes_name"))
            else 1
        )

    def _read_region(self, position: int) -> int:
        """Read 'the southern countryside of Idlib', 'west of Aleppo': a region around a known name."""
        begin, last = position, position
        while last < len(self.tokens) and last - begin < 5:
            opener = self.openers.get(last)
            if opener and opener.entry["kind"] == "region":
                last = opener.last
            elif self.forms[last] in _STOP - {":"} or self.forms[last] == "من":
                last += 1
            else:
                break
        if last >= len(self.tokens):
            return position + 1
        known = self._name_at(last)
        nation = self._is_nation(last)  # 'the north of Israel', which is also a party
        if not known or (self._blocked(last) and not nation):
            return self._read_bare(position)
        letters = known[1]
        if letters.startswith(("و",)) and last > begin:
            return self._read_bare(position)
        end = known[0]
        while (
            end < len(self.tokens)
            and (m := self.openers.get(end))
            and m.entry.get("label") in _LABELS
            and self.forms[end].startswith(("ال", "وال"))
            and not self.forms[end].endswith("ات")  # 'the province of X leads the provinces', المحافظات
        ):
            end = m.last
        self._add(begin, end, self._clitics(begin), "region")
        position = end
        if begin in self.openers and self.openers[begin].entry.get("label") not in ("countryside", "around"):
            return position
        # 'the countrysides of Hama and Idlib': the region word governs the names joined by 'and'
        while position < len(self.tokens) and self.forms[position].startswith("و"):
            following = self._name_at(position)
            governorate = self.forms[position].removeprefix("و") in word_set("governorate")
            if not following or following[1] != "و" or position in self.openers or not governorate:
                break
            self._add(position, following[0], "و", "region")
            position = following[0]
        return position

    def _clitics(self, position: int) -> str:
        opener = self.openers.get(position)
        return opener.clitics.removesuffix("ال") if opener else ""

    def _surely_named(self, position: int) -> bool:
        """Say whether two words behind 'in' are a name although no gazetteer has it: في أم جلود."""
        behind = position + 1
        if self.forms[position] not in word_set("opens_name_only") or behind >= len(self.tokens):
            return False
        return self.tokens[behind].is_word and not self._other_word(behind, self.forms[behind])

    def _read_bare(self, position: int) -> int:
        """Read a name of the gazetteer behind a preposition or as a list that goes on."""
        token = self.tokens[position]
        known = self._name_at(position)
        within = bool(position) and self.forms[position - 1].removeprefix("و") in ("في", "داخل")
        nation = within and self._is_nation(position)  # 'in Israel', which is also a party
        if not known and within and self._surely_named(position):
            self._add(position, position + 2, "", "settlement")
            return position + 2
        if not known or (self._blocked(position) and not nation):
            if self.forms[position] in ("كل",) and position + 1 < len(self.tokens) and self.forms[position + 1] == "من":
                return self._read_list(position + 2, "settlement")
            return position + 1
        last, letters = self._with_adjective(known[0]), known[1]
        previous = self.forms[position - 1] if position else ""
        prefixed = letters.lstrip("وف")[:1] in ("ب", "ل") and letters != ""
        after_list = bool(self.found) and self.found[-1].end >= token.start - 2 and letters.startswith("و")
        listed = not letters and self._list_goes_on(last)
        if token.form in word_set("adjective_too") | word_set("deed_too") and previous.removeprefix("و") not in (
            "في",
            "الي",
            "من",
        ):
            return position + 1
        struck = not letters and self._struck_before(position)
        before = {previous, previous.removeprefix("و")}  # وسط begins with its own و
        building = not before.isdisjoint(word_set("building")) and (
            names_governorate(self.forms[position]) or not token.form.startswith("ال")
        )  # 'the hospital of X', never the hospital 'Healing', مستشفى الشفاء
        told = (
            prefixed
            or not before.isdisjoint(word_set("place_preposition") | word_set("named_by_place"))
            or building
            or self._befell(position, letters)
            or self._mourns(position, last)
            or self._in_brackets(position, last)
            or after_list
            or self._after_comma(position, last)
            or known[0] - position > 1
            or (previous.removeprefix("و") == "كانت" and not word_set("most").isdisjoint(self.forms[last : last + 2]))
        )
        if told or listed or struck:
            self._add(position, last, letters, "settlement")
            return self._pass_unknown(last)
        if letters in ("", "و", "ف") and self._labels_number(position, last, then=letters == "ف"):
            governorates = any(form.endswith("محافظات") for form in self.forms[max(0, position - 30) : position])
            governorate = governorates and names_governorate(self.forms[last - 1])
            self._add(position, last, letters, "region" if governorate else "settlement")
            return last
        return position + 1

    def _befell(self, position: int, letters: str) -> bool:
        """Say whether a name is that of a town to which it happened: 'X saw the death of', 'the dead of X'."""
        before = without_and(self.forms[position - 1]) if position and not letters else ""
        dead_of = position > 1 and self.forms[position - 2] in word_set("named_after_dead")  # كتائب شهداء
        return before in word_set("befalls_place") and not dead_of

    def _mourns(self, position: int, last: int) -> bool:
        """Say whether a name opens a sentence in which its town buries its dead: 'X bids farewell to 9 martyrs'."""
        verb = last < len(self.forms) and self.forms[last] in word_set("place_mourns")
        return verb and self.scan.opens_sentence(position)

    def _in_brackets(self, position: int, last: int) -> bool:
        """Say whether a name stands alone in brackets, and not behind another name: 'the town (X)'."""
        inside = position > 1 and self.forms[position - 1] == "(" and self.forms[last : last + 1] == [")"]
        named = bool(self.found) and position > 1 and self.found[-1].end == self.tokens[position - 2].end
        return inside and not named and self._name_at(position - 2) is None  # never a second name: عين العرب (كوباني)

    def _after_comma(self, position: int, last: int) -> bool:
        """Say whether a name goes on with a list behind a comma, and ends there: 'in A, B, C'."""
        joined = position > 1 and self.forms[position - 1] == "،" and bool(self.found)
        if not joined or self.found[-1].end != self.tokens[position - 2].end:
            return False
        behind = self.forms[last] if last < len(self.tokens) else "."
        return behind in _CLAUSE_MARKS or self._list_goes_on(last)

    def _pass_unknown(self, position: int) -> int:
        """Read a name that no gazetteer has between two that it has, or at the end of a list before its region.

        'A and B and C', 'A and B in the countryside of X'. Return where it ends.
        """
        if position + 1 >= len(self.tokens) or self._name_at(position) or position in self.openers:
            return position
        form = self.forms[position]
        rest = form.removeprefix("و")
        short = len(rest) < 3 and rest not in word_set("compound_name")
        plain = rest == form or short or rest in word_set("not_a_name") or self._other_word(position, rest)
        last = position + self._name_length(position, rest)
        if plain or self._blocked(position) or not (self._list_goes_on(last) or self._region_follows(last)):
            return position
        self._add(position, last, "و", "settlement")
        return last

    def _list_goes_on(self, position: int) -> bool:
        """Say whether a second name of the gazetteer follows, joined by 'and': two make a list of places."""
        if position >= len(self.tokens) or not self.forms[position].startswith("و"):
            return False
        following = self._name_at(position)
        return following is not None and following[1] == "و" and not self._blocked(position)

    def _region_follows(self, position: int) -> bool:
        """Say whether 'in the countryside of', 'north of' stands at a position: a list of places ends there."""
        if position < len(self.tokens) and self.forms[position] == "في":
            position += 1
        opener = self.openers.get(position)
        return opener is not None and opener.entry.get("label") in ("countryside", "province")

    def _struck_before(self, position: int) -> bool:
        """Say whether a name is the object of a verb of striking: 'the artillery shelled X', 'struck X'."""
        for index in range(position - 1, max(-1, position - 6), -1):
            form = self.forms[index]
            if without_and(form) in word_set("strikes_places") or form.removeprefix("و") in word_set("attack_on_place"):
                return True
            known = self.scan.covering("methods", index) or self.scan.covering("parties", index)
            if not (known or form in ("ال", "«", "»")) and not form.startswith("ال"):
                return False
        return False

    def _labels_number(self, position: int, last: int, then: bool = False) -> bool:
        """Say whether a name behind a mark is the label of the number behind it: ': Idlib 98, Aleppo: 41'.

        `then`: the letter of 'then', ف, stands before it.
        """
        if self.forms[position] in word_set("kicker") | word_set("deed_too"):
            return False  # 'Urgent: 18 killed'
        before = self.forms[position - 1] if position else ":"
        if before in ("\n", "|", ":") and self._alone_in_cell(position, last):
            return True
        opened = before == "\n" and position > 1 and self.forms[position - 2] == ":"  # a list on a line of its own
        sentence = before == "." and self.forms[last : last + 1] == [":"]  # '… . Idlib: 98, Aleppo: 41'
        line = before == "\n" and self.scan.items.get(self.scan.paragraph_of(self.tokens[position].start)) == position
        paired = before == "\n" and self._pair_follows(last)
        if line or opened or sentence or paired or (before == "\n" and self.forms[last : last + 1] == [":"]):
            before = ":"  # a line of a list, or one that begins with its place
        openers = word_set("next_in_rank") | word_set("then") | word_set("leads_list")
        ranked = then or before in openers  # ', followed by Diyala (137 killed'
        rank = self.scan.ranking_at(last)
        led = rank and self.forms[last + rank : last + rank + 1] in ([word] for word in word_set("with_a_count"))
        if led and self._counts_at(last + rank + 1):
            return True  # 'X leads the list with 203', 'X came in the first place with 21'
        if self._joined_to_label(position) and self._counts_at(last):
            return True  # ': Idlib 98 and Aleppo 41'
        if not ranked and before not in LABEL_MARKS and self.forms[last : last + 1] != ["("]:
            return False
        last += last < len(self.tokens) and self.forms[last] in word_set("its_countryside")
        if self._heads_event(position, last):
            return True
        mark = self.forms[last : last + 1]
        return self._counts_at(last + (mark in ([":"], ["("]) or (ranked and mark == ["ب"])))

    def _joined_to_label(self, position: int) -> bool:
        """Say whether 'and' joins a name to another one and its number right before it: إدلب 5 وحلب."""
        if not self.forms[position].startswith("و") or not self.found:
            return False
        before = (self.found[-1].end == self.tokens[i - 1].end for i in (position - 1, position - 2) if i > 0)
        counted = (self._counts_at(i) for i in (position - 1, position - 2) if i > 0)
        return any(named and number for named, number in zip(before, counted, strict=True))

    def _alone_in_cell(self, position: int, last: int) -> bool:
        """Say whether a name is all that a cell at the head of a line of a table holds: 'Idlib | 14 | 32'."""
        text, start, end = self.scan.text, self.tokens[position].start, self.tokens[last - 1].end
        left, right = text[:start].rstrip(" ")[-1:], text[end : end + _CELL].lstrip(" ")[:1]
        return left in ("", "\n", "|", "\t") and right in ("|", "\t")

    def _pair_follows(self, position: int) -> bool:
        """Say whether a number stands behind a name, and a comma and another name with its number behind it.

        'Damascus and its countryside 28, Aleppo 15'.
        """
        position += position < len(self.tokens) and self.forms[position] in word_set("its_countryside")
        if not self._counts_at(position) or self.forms[position + 1 : position + 2] != ["،"]:
            return False
        following = self._name_at(position + 2) if position + 2 < len(self.tokens) else None
        return following is not None and self._counts_at(following[0])

    def _counts_at(self, position: int) -> bool:
        """Say whether a number that is no part of a time stands at a position."""
        return self.scan.counts_at(position) and self.scan.window_over(*self.scan.span_of(position)) is None

    def _heads_event(self, position: int, last: int) -> bool:
        """Say whether a colon or two points stand behind a name that opens a sentence, and what happened there.

        'X: the killing of three', 'Urgent: X: the killing of three', 'X.. Three were killed'.

        Not behind the name of a capital, whose government says so.
        """
        behind = last + 1 if self.forms[last : last + 1] == [":"] else last
        while self.forms[behind : behind + 1] == ["."]:
            behind += 1
        points = behind - last > 1
        if behind == last or not (points or self.forms[last] == ":") or behind >= len(self.tokens):
            return False
        opens = not position or self.forms[position - 1] in ("\n", ".", ":")
        told = (
            self.scan.phrase("events", behind) is not None
            or self.scan.connector(behind, "rise", "count_noun") is not None
            or self.forms[behind] in word_set("finds") | word_set("falls")
            or (points and self._counts_at(behind))
        )
        told = told and self.forms[position] not in word_set("source_alone")
        return opens and told

    def _skip_marks(self, position: int, comma: bool = True) -> int:
        while position < len(self.tokens) and self.forms[position] in _STOP - (set() if comma else {".", "؛", ":"}):
            if not comma and self.forms[position] == "،":
                following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
                if following is None or not following.form.startswith("و"):
                    break
            position += 1
        return position

    def _add(self, first: int, last: int, letters: str, kind: str) -> None:
        token, end = self.tokens[first], self.tokens[last - 1].end
        if last - first > 1 and (day := self.scan.date_over(end - 1, end)) is not None and day.start > token.start:
            return  # 'the market on Friday', never 'Friday Market'
        rest = token.form[len(letters) :]
        if (
            letters.endswith("ل")
            and rest.startswith("ل")
            and ("ال" + rest[1:], *self.forms[first + 1 : last]) in self.names
        ):
            letters, rest = letters + "ل", "ال" + rest[1:]  # للغوطة
        words = (rest, *self.forms[first + 1 : last])
        kind = "region" if words in _areas() else kind
        start = token.start
        if letters:
            strip, offset = len(letters), token.start
            while strip and offset < token.end:
                if "\u0621" <= self.scan.text[offset] <= "\u064a" and self.scan.text[offset] != "\u0640":
                    strip -= 1
                offset += 1
            start = offset
        for mention in self.found[-4:]:
            if mention.start < end and start < mention.end:
                return
        self.found.append(Mention(start, end, self.scan.text[start:end], kind, self._context(first, last)))

    def _context(self, first: int, last: int) -> str:
        """Return what the words around a name say of where it is, the nearest words first.

        "city" or "around" when the word before the name says so; governorates that stand in a region
        phrase or behind 'in' (a city named as such, or as a destination, governs nothing); directions.
        """
        words: list[str] = []
        if self._between(first):
            words.append("between")
        if distance := self._distance_before(first):
            words.append(f"km{distance}")
        if first and _is_city_word(self.forms[first - 1]):
            words.append("city")
        opener = self.openers.get(first - 1)
        if opener and opener.entry.get("label") == "around":
            words.append("around")
        places, named = self.regions
        left, right = bisect_left(places, first), bisect_left(places, last)
        behind = range(right, bisect_left(places, last + 16, right))
        before = range(left - 1, bisect_left(places, first - 14, 0, left) - 1, -1)
        for indices in (behind, before):
            for index in indices:
                if named[index] is None:
                    break
                if named[index] not in words:
                    words.append(named[index])
        return " ".join(words)

    @cached_property
    def regions(self) -> tuple[list[int], list[str | None]]:
        """The positions of directions and governorates with their word, and of the ends of clauses with None."""
        found: list[tuple[int, str | None]] = [(index, None) for index in self.scan.roles["clause_end"]]
        for index in {*self.openers, *self.scan.roles["governorate"]}:
            if word := self._region_word(index):
                found.append((index, word))
        found.sort()
        return [index for index, _ in found], [word for _, word in found]

    def _between(self, first: int) -> bool:
        """Say whether a name is one of two that the words 'between A and B' name."""
        for back in (1, 2):
            if first >= back and self.forms[first - back] == "بين":
                return back == 1 or (first - 1) in self.openers
        last = self.found[-1] if self.found else None
        joined = last is not None and 0 <= self.tokens[first].start - last.end <= 2
        pair = [m for m in self.found[-2:] if "between" in m.context.split()]
        return joined and self.forms[first].startswith("و") and len(pair) == 1 and pair[0] is last

    def _distance_before(self, first: int) -> str:
        """Return the kilometres of '30 km west of X' before the direction word at `first`."""
        unit = self.scan.noun(first - 1) if first > 1 else None
        if unit is None or unit.kind != "distance" or unit.lemma not in ("كيلومتر", "كم"):
            return ""
        numerals = self.scan.numerals_at(first - 2)
        return numerals[0].shown if numerals and numerals[0].kind in ("integer", "decimal") else ""

    def _region_word(self, index: int) -> str:
        """Return the direction or the governorate that a word names, or nothing."""
        opener = self.openers.get(index)
        if opener and opener.entry.get("label") in _LABELS:
            return opener.entry["label"]
        previous = self.forms[index - 1] if index else ""
        for rest, clitics in bare_forms(self.forms[index]):
            if rest in word_set("governorate"):
                if rest == "زور":  # دير الزور: what stands before its first word
                    before = [prefix for word, prefix in bare_forms(previous) if word == "دير"]
                    if not before:
                        return ""
                    clitics, index = before[0], index - 1
                    previous = self.forms[index - 1] if index else ""
                city = _is_city_word(previous)
                region = (index - 1) in self.openers or previous == "في" or clitics.startswith(("ب", "وب"))
                joined = clitics.startswith("و") and index > 1 and (index - 2) in self.openers
                return rest if (region or joined) and not city else ""
        return ""


@lru_cache(maxsize=65536)
def _is_city_word(form: str) -> bool:
    return any(rest in word_set("city_word") for rest, _ in bare_forms(form))


_LABELS = {"north", "south", "east", "west", "countryside", "province"}


def mentions_within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions that lie in the characters start:end."""
    return [m for m in mentions if start <= m.start and m.end <= end]


__all__ = ["Mention", "find_mentions", "fold_names", "mention_id", "mentions_within"]
