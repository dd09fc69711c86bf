"""The matching form of Arabic text, with an offset map back to the original characters.

Matching needs one spelling per word (no vowels, one alef, no tatweel, ASCII digits); evidence needs
the exact characters. :func:`fold` makes the first and keeps the way to the second. Punctuation and
every mark that can stand inside a number are kept as they are, because normalising before reading
numbers changes decimal marks.
"""

import re
import unicodedata
from functools import lru_cache

# Letters written in more than one way are folded to one; the rest of the alphabet stays.
_SAME_LETTER = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ە": "ه", "ہ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف",
}  # fmt: skip
_TATWEEL = "\u0640"
_WORD = re.compile(r"[\u0621-\u064a]+|[0-9]+|[A-Za-z]+|\n|[^\s]")


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    """Return what stands for `character` in the matching form: nothing, one or several characters."""
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Cf") or character == _TATWEEL:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if "\ufb50" <= character <= "\ufeff":
        return "".join(_SAME_LETTER.get(c, c) for c in unicodedata.normalize("NFKC", character))
    if category == "Zs":
        return " "
    return character


class _FoldTable(dict):
    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _FoldTable()


class Token:
    """One word, number or mark of the matching form. `start`, `end`: offsets in the original text.

    `is_word`: whether it is an Arabic word; `is_digits`: whether it is a run of digits.
    """

    __slots__ = ("end", "form", "is_digits", "is_word", "start")

    def __init__(self, form: str, start: int, end: int):
        self.form, self.start, self.end = form, start, end
        self.is_word = "\u0621" <= form[0] <= "\u064a"
        self.is_digits = form[0].isdigit()

    def __repr__(self) -> str:
        return f"Token({self.form!r}, {self.start}, {self.end})"


class Folded:
    """A text in matching form; ``form[i]`` came from ``text[offsets[i]]``."""

    def __init__(self, text: str):
        self.text = text
        self.form = text.translate(_TABLE)
        if len(self.form) == len(text) and all(len(_TABLE[c]) == 1 for c in set(map(ord, text))):
            self.offsets = range(len(text))
        else:
            self.offsets = [i for i, c in enumerate(text) for _ in _TABLE[ord(c)]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open span of ``form[start:end]``, its vowel marks included."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) == "Mn":
            last += 1
        return first, last

    def tokens(self) -> list[Token]:
        """Return the tokens of the text in order; a line break is one, so that no phrase runs over it."""
        if isinstance(self.offsets, range):
            return [Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(self.form)]
        return [Token(m.group(), *self.span(m.start(), m.end())) for m in _WORD.finditer(self.form)]


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
