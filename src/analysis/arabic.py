"""The matching form of Arabic text, with an offset map back to the original characters.

Matching needs one spelling per word (no vowels, one alef, no tatweel, ASCII digits); evidence needs
the exact characters. :func:`fold` makes the first and keeps the way to the second. Punctuation and
every mark that can stand inside a number are kept as they are, because normalising before reading
numbers changes decimal marks.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

# Letters written in more than one way are folded to one; the rest of the alphabet stays.
_SAME_LETTER = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ە": "ه", "ہ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف",
}  # fmt: skip
_LEFT_OUT = "\u0640#"  # tatweel, and the mark of a tag: #ريف_حلب
_WORD = re.compile(r"([\u0621-\u064a]+|[0-9]+|[A-Za-z]+|\n|[^\s])")


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    """Return what stands for `character` in the matching form: nothing, one or several characters."""
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Cf") or character in _LEFT_OUT:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if "\ufb50" <= character <= "\ufeff":
        return "".join(_SAME_LETTER.get(c, c) for c in unicodedata.normalize("NFKC", character))
    if category == "Zs" or character == "_":
        return " "
    if category == "Pd":
        return "–" if character in "–—―" else "-"
    return character


class _FoldTable(dict):
    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _FoldTable()


@lru_cache(maxsize=256)
def _any_character(characters: str) -> re.Pattern:
    return re.compile(f"[{re.escape(characters)}]")


@dataclass(slots=True)
class Token:
    """One word, number or mark of the matching form. `start`, `end`: offsets in the original text.

    `at`: its offset in the matching form.
    """

    form: str
    start: int
    end: int
    at: int

    @property
    def is_word(self) -> bool:
        """Whether it is an Arabic word."""
        return "\u0621" <= self.form[0] <= "\u064a"

    @property
    def is_digits(self) -> bool:
        """Whether it is a run of digits."""
        return "0" <= self.form[0] <= "9"


# all but the first of several spaces, blank lines, and the space behind an 'and' that stands alone
_GAPS = re.compile(r"(?<=[^\u0621-\u064a]و) +(?=(?!و)[\u0621-\u064a])|(?<= ) +|(?<=\n)\s*\n")
_ENCLOSING_MARKS = frozenset("\"«»“”‘’'([")
_WORDS, _NUMBER = r"[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,3}", r"[0-9]+(?:[.,،٬٫][0-9]{3})*"
# words of counted people; not 'followed by', تليها
_COUNTED = r"[\u0621-\u064a]+(?:(?<!ه)ا|ات|ون|ين)\b|قتلي|جرحي|اشخاص|اطفال|عناصر|شخص|مدني|طفل|الف"
# up to four words in quotation marks, as names are, and a number in brackets before its noun: they read as without
_ENCLOSED = re.compile(  # it begins with the mark, and looks behind it: faster than to look before every character
    r"[\"«“‘'(\[](?:"
    r"(?:(?<=^.)|(?<=[\s(].)|(?<=\s[وبلف].)|(?<=\s[وف][بل].))"
    rf"(?:(?<=\"){_WORDS}\"|(?<=«){_WORDS}»|(?<=“){_WORDS}”|(?<=‘){_WORDS}’|(?<='){_WORDS}')(?=[\s.،,؛:)]|$)"
    r"|(?:(?<=[\u0621-\u064a] .)|(?<=[\u0621-\u064a] و.))"
    rf"(?:(?<=\(){_NUMBER}\)|(?<=\[){_NUMBER}\]|(?<=\"){_NUMBER}\"|(?<=«){_NUMBER}»|(?<=“){_NUMBER}”)"
    rf"(?= (?!و)(?:{_COUNTED})))"
)


class Folded:
    """A text in matching form; ``form[i]`` came from ``text[offsets[i]]``."""

    def __init__(self, text: str):
        self.text = text
        self.form, uneven = text, ""
        self.offsets: Sequence[int] = range(len(text))
        for character in sorted(set(text)):
            folded = _TABLE[ord(character)]
            if folded != character:  # few are: this is faster than translating all of them
                self.form = self.form.replace(character, folded)
                uneven += character if len(folded) != 1 else ""
        if uneven:
            self.offsets, done = [], 0
            for match in _any_character(uneven).finditer(text):
                self.offsets += range(done, match.start())
                self.offsets += [match.start()] * len(_TABLE[ord(match.group())])
                done = match.end()
            self.offsets += range(done, len(text))
        if _GAPS.search(self.form):  # patterns of words expect one space, and 'and' glued to its word
            self._leave_out(match.span() for match in _GAPS.finditer(self.form))
        if not _ENCLOSING_MARKS.isdisjoint(self.form):
            self._leave_out(
                (at, at + 1) for match in _ENCLOSED.finditer(self.form) for at in (match.start(), match.end() - 1)
            )

    def _leave_out(self, spans: Iterable[tuple[int, int]]) -> None:
        """Leave characters out of the matching form."""
        form, offsets, done = [], [], 0
        for start, end in spans:
            form.append(self.form[done:start])
            offsets += self.offsets[done:start]
            done = end
        if done:
            self.form, self.offsets = "".join([*form, self.form[done:]]), [*offsets, *self.offsets[done:]]

    def at(self, offset: int) -> int:
        """Return where the characters of the original text from `offset` on begin in the matching form."""
        return bisect_left(self.offsets, offset)

    def between(self, start: int, end: int) -> str:
        """Return the matching form of the original characters start:end."""
        return self.form[self.at(start) : self.at(end)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open span of ``form[start:end]``, its vowel marks included."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        if end < len(self.offsets) and self.offsets[end] == last:
            return first, last  # the next letter follows at once
        while last < len(self.text) and unicodedata.category(self.text[last]) == "Mn":
            last += 1
        return first, last

    @cached_property
    def forms(self) -> list[str]:
        """The words, numbers and marks of the matching form, as in `tokens`."""
        return [token.form for token in self.tokens]

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the text in order; a line break is one, so that no phrase runs over it."""
        pieces = _WORD.split(self.form)  # gap, word, gap, word, …, gap
        reached = list(accumulate(map(len, pieces)))
        begins, stops = reached[:-1:2], reached[1::2]
        offsets, size = self.offsets, len(self.offsets)
        starts = [offsets[at] for at in begins]
        ends = [offsets[stop - 1] + 1 for stop in stops]
        for number, stop in enumerate(stops):
            if stop == size or offsets[stop] != ends[number]:
                ends[number] = self.span(begins[number], stop)[1]  # vowel marks behind the word
        words = pieces[1::2]
        if _OTHER_MARKS.search(self.form):
            words = [
                self._mark(word, at) if word in _ONE_MARK else word for word, at in zip(words, begins, strict=True)
            ]
        return list(map(Token, words, starts, ends, begins))

    def _mark(self, word: str, at: int) -> str:
        """Return a mark as the one that rules expect, and that in a number as what ends nothing: 1,057, 4.931."""
        if word in ",." and _IN_NUMBER.match(self.form, at - 1):
            return _MARK_IN_NUMBER
        if word == "." and at > 1 and _INITIAL.match(self.form, at - 2):
            return _MARK_IN_NUMBER  # قتل م. ع.
        return _ONE_MARK[word]


_MARK_IN_NUMBER = "٫"
INITIAL = r"[\s.(][\u0621-\u0647\u0649\u064a]"  # a letter alone, not 'and', و: of a name that is shortened
_INITIAL = re.compile(INITIAL)
_IN_NUMBER = re.compile(r"[0-9][.,][0-9]")
_ONE_MARK = {".": ".", ",": "،", ";": "؛", "!": ".", "؟": ".", "?": ".", "…": ".", "=": ":"}
_OTHER_MARKS = re.compile(rf"[,;!؟?…=]|[0-9]\.[0-9]|{INITIAL}\.")


class Memo(dict):
    """The results of a function of one hashable value, for the last values that were asked for.

    Faster than ``functools.lru_cache`` where the same few thousand words are looked up a million times.
    """

    _LARGEST = 65536

    def __init__(self, function: Callable):
        self._function = function

    def __missing__(self, key):
        if len(self) >= self._LARGEST:
            self.clear()
        result = self[key] = self._function(key)
        return result


def _without_and(form: str) -> str:
    return form.removeprefix("و").removeprefix("ف")


without_and = Memo(_without_and).__getitem__  # a folded word → it without the conjunction before it: وقتل، فقتل


class WordRoles:
    """Tests on single words, each made once per word of the language, not once per token.

    Each name has a test on a folded word; :meth:`positions` finds the words that pass each in one pass.
    """

    def __init__(self, **tests: Callable[[str], object]):
        self._names = tuple(tests)
        self._roles = Memo(lambda form: tuple(name for name, test in tests.items() if test(form)))

    def positions(self, forms: list[str]) -> dict[str, list[int]]:
        """Return name of a test → positions of the words that pass it, in order."""
        found: dict[str, list[int]] = {name: [] for name in self._names}
        roles = self._roles
        for position, form in enumerate(forms):
            for name in roles[form]:
                found[name].append(position)
        return found


class WordPatterns:
    """Patterns that begin with a word, tried in one pass and only where a word stands that can begin them.

    Each name has a pattern over a matching form, and a pattern for the whole of its first word or digits.
    """

    def __init__(self, **patterns: tuple[str, str]):
        self._options = [
            (name, re.compile(pattern, re.VERBOSE).match, re.compile(first).fullmatch)
            for name, (pattern, first) in patterns.items()
        ]
        self._begun_by = Memo(self._find_begun_by)

    def _find_begun_by(self, form: str) -> tuple[tuple[str, Callable], ...]:
        return tuple((name, match_at) for name, match_at, first_word in self._options if first_word(form))

    def begins(self, form: str) -> bool:
        """Say whether a word can begin one of the patterns."""
        return bool(self._begun_by[form])

    def finditer(self, folded: Folded, positions: Iterable[int] | None = None) -> Iterator[tuple[str, re.Match]]:
        """Yield (name, match) from left to right; of one name none overlaps another, as in re.finditer.

        `positions`: those of the words that can begin a pattern, when they are known.
        """
        tokens, begun_by = folded.tokens, self._begun_by
        done = dict.fromkeys((name for name, _, _ in self._options), 0)
        for position in range(len(tokens)) if positions is None else positions:
            token = tokens[position]
            for name, match_at in begun_by[token.form]:
                at = token.at
                if at >= done[name] and (match := match_at(folded.form, at)):
                    done[name] = match.end()
                    yield name, match


def fold(text: str) -> str:
    """Return the matching form of `text` alone.

    >>> fold("وثَّقَ أطفـالاً ٧٧") == "وثق اطفالا 77"
    True
    """
    return text.translate(_TABLE)


@lru_cache(maxsize=65536)
def bare_forms(form: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to take proclitics off a folded word, as (rest, proclitics), longest rest first.

    Conjunction (و، ف), then preposition (ب، ل، ك), then the article; only the word itself has no
    proclitics. The rest keeps at least two letters.

    >>> bare_forms("وبالقصف")[-1] == ("قصف", "وبال")
    True
    """
    forms = [(form, "")]
    for conjunction in ("", "و", "ف"):
        if conjunction and not form.startswith(conjunction):
            continue
        after = form[len(conjunction) :]
        for preposition in ("", "ب", "ل", "ك"):
            if preposition and not after.startswith(preposition):
                continue
            rest = after[len(preposition) :]
            forms.append((rest, conjunction + preposition))
            if rest.startswith("ال"):
                forms.append((rest[2:], conjunction + preposition + "ال"))
            elif preposition == "ل" and rest.startswith("ل"):
                forms.append((rest[1:], conjunction + "لال"))
    unique = {rest: clitics for rest, clitics in reversed(forms) if len(rest) >= 2}
    return tuple(sorted(unique.items(), key=lambda item: (-len(item[0]), item[1])))
