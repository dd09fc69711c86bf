"""Lexicons: the Arabic knowledge of the package, read from YAML and checked.

Each file in ``lexicons/`` has a list of entries; an entry has a label and its surface forms, each form
standing once in its file. The loader rejects unknown keys, duplicate spellings, text that is not NFC
and letters of other alphabets that look Arabic. A :class:`PhraseIndex` finds the forms in a token
list, taking proclitics off by rule.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.arabic import Memo, bare_forms, fold
from analysis.errors import LexiconError
from analysis.files import read_user_yaml
from analysis.paths import LEXICONS

# file → (required keys, optional keys) of an entry
ENTRY_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "nouns": ({"lemma", "gender", "kind", "gloss"}, {"plural", "label", "sound", "dual", "women", "of_two"}),
    "verbs": ({"lemma", "measure", "gloss"}, {"imperfect", "object", "dual"}),
    "events": ({"measure", "forms"}, {"kind"}),
    "parties": ({"group", "forms"}, {"actor", "adjective", "instead", "refers", "short"}),
    "methods": ({"method", "forms"}, {"actor"}),
    "qualifiers": ({"qualifier", "position", "forms"}, set()),
    "connectors": ({"connector", "forms"}, set()),
    "numerals": ({"value", "kind", "forms"}, set()),
    "dates": ({"kind", "forms"}, {"value", "month", "days"}),
    "anchors": ({"anchor", "forms"}, {"date", "source", "scope", "where"}),
    "scopes": ({"scope", "gloss", "forms"}, set()),
    "sources": ({"source", "forms"}, set()),
    "places": ({"kind", "forms"}, {"label"}),
    "toponyms": ({"kind", "forms"}, set()),
    "words": ({"kind", "forms"}, set()),
}
_LOOK_ALIKES = {"ی": "ي (U+064A)", "ک": "ك (U+0643)", "ہ": "ه (U+0647)", "ے": "ي (U+064A)", "ھ": "ه (U+0647)"}


@cache
def load_lexicon(name: str, folder: Path = LEXICONS) -> tuple[dict, ...]:
    """Return the checked entries of ``<folder>/<name>.yaml``."""
    path = Path(folder) / f"{name}.yaml"
    document = read_user_yaml(path, LexiconError)
    if not isinstance(document, dict) or set(document) != {"entries"}:
        raise LexiconError(
            found=f"keys {sorted(document) if isinstance(document, dict) else document!r}",
            expected="one key, entries",
            where=path.name,
        )
    seen: dict[str, int] = {}
    for number, entry in enumerate(document["entries"], start=1):
        _check_entry(name, number, entry, seen)
    return tuple(document["entries"])


def _check_entry(name: str, number: int, entry: dict, seen: dict[str, int]) -> None:
    required, optional = ENTRY_KEYS[name]
    where = f"{name}.yaml, entry {number}"
    unknown, missing = set(entry) - required - optional, required - set(entry)
    if unknown or missing:
        raise LexiconError(
            found=f"unknown keys {sorted(unknown)}, missing keys {sorted(missing)}",
            expected=f"required {sorted(required)}, allowed {sorted(optional)}",
            where=where,
            remedy="rename or remove the key",
        )
    if name == "words" and seen.setdefault(entry["kind"], number) != number:
        raise LexiconError(
            found=f"kind {entry['kind']!r} stands twice",
            expected="each kind of words.yaml once",
            where=f"{where} and entry {seen[entry['kind']]}",
            remedy="add the words to the first entry, or give them a name of their own",
        )
    spellings = entry.get("forms") or [entry["lemma"], *entry.get("plural", [])]
    for spelling in spellings:
        if not isinstance(spelling, str) or spelling != unicodedata.normalize("NFC", spelling):
            raise LexiconError(found=f"{spelling!r}", expected="text in Unicode form NFC", where=where)
        for letter in spelling:
            if letter in _LOOK_ALIKES:
                raise LexiconError(
                    found=f"{letter!r} (U+{ord(letter):04X}) in {spelling}",
                    expected=_LOOK_ALIKES[letter],
                    where=where,
                    remedy="type the Arabic letter",
                )
        key = f"{entry['kind']}: {fold(spelling)}" if name == "words" else fold(spelling)
        if key in seen:
            raise LexiconError(
                found=f"{spelling} stands twice (as {key})",
                expected="each spelling once in its file",
                where=f"{where} and entry {seen[key]}",
                remedy="remove one of them",
            )
        seen[key] = number


@cache
def word_set(kind: str) -> frozenset[str]:
    """Return the folded words of one kind of words.yaml."""
    found = {fold(form) for entry in load_lexicon("words") if entry["kind"] == kind for form in entry["forms"]}
    if not found:
        raise LexiconError(found=f"no words of kind {kind!r}", where="words.yaml")
    return frozenset(found)


@dataclass(slots=True)
class PhraseMatch:
    """A lexicon form found in tokens[first:last]; `clitics` stood before its first word."""

    first: int
    last: int
    lexicon: str
    entry: dict
    clitics: str


class PhraseIndex:
    """Finds the forms of several lexicons in one pass over a token list, longest match first.

    `more`: lexicon → further entries, such as the conjugated verbs of events.
    """

    def __init__(self, names: tuple[str, ...], folder: Path = LEXICONS, more: dict[str, list[dict]] | None = None):
        self.names = names
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, dict]]] = {}
        for name in names:
            for entry in (*load_lexicon(name, folder), *(more or {}).get(name, ())):
                for form in entry["forms"]:
                    words = tuple(fold(form).split())
                    self._by_first.setdefault(words[0], []).append((words[1:], name, entry))
        for options in self._by_first.values():
            options.sort(key=lambda option: (-len(option[0]), option[1]))
        self._options = Memo(self._options_of)

    def _options_of(self, form: str) -> tuple[tuple, dict[str, tuple]]:
        """Return what may begin with a word: the forms of one word, and word behind it → the longer forms.

        A form is (clitics, further words, lexicon, entry).
        """
        single, longer = [], {}
        for rest, clitics in bare_forms(form) or ((form, ""),):  # one letter or digit
            if clitics and form in word_set("opens_name_only"):
                continue  # كفر of a village is no 'as fled'
            keys = (rest, "ال" + rest) if clitics.endswith("ال") else (rest,)
            for key in keys:
                for words, name, entry in self._by_first.get(key, ()):
                    if not words:
                        single.append((clitics, words, name, entry))
                    for behind in (words[0], "ال" + words[0], *_SKIPPED_INSIDE) if words else ():
                        longer.setdefault(behind, []).append((clitics, words, name, entry))
        return tuple(single), {behind: tuple(options) for behind, options in longer.items()}

    def begins(self, form: str) -> bool:
        """Say whether a word can begin a form of one of the lexicons."""
        return any(self._options[form])

    def matches(self, forms: list[str], positions: Iterable[int] | None = None) -> dict[str, dict[int, PhraseMatch]]:
        """Return lexicon → first token → match; within a lexicon none overlaps another.

        Quotation marks inside a form are skipped. `positions`: those of the words that can begin a form, when
        they are known.
        """
        found: dict[str, dict[int, PhraseMatch]] = {name: {} for name in self.names}
        free = dict.fromkeys(self.names, 0)
        options_of, forms = self._options, [*forms, ""]
        for position in range(len(forms) - 1) if positions is None else positions:
            single, longer = options_of[forms[position]]
            for clitics, words, name, entry in longer.get(forms[position + 1], ()) if longer else ():
                two = len(words) == 1 and forms[position + 1] not in _SKIPPED_INSIDE  # the word behind is the form's
                last = position + 2 if two else _match_words(forms, position + 1, words)
                longest = found[name].get(position)
                if last and (position >= free[name] if longest is None else last > longest.last):
                    found[name][position] = PhraseMatch(position, last, name, entry, clitics)
                    free[name] = last
            for clitics, _, name, entry in single:
                if position >= free[name]:
                    found[name][position] = PhraseMatch(position, position + 1, name, entry, clitics)
                    free[name] = position + 1
        return found


_SKIPPED_INSIDE = set("“”\"«»'‘’–-/")


def _match_words(forms: list[str], position: int, words: tuple[str, ...]) -> int | None:
    for word in words:
        while position < len(forms) and forms[position] in _SKIPPED_INSIDE:
            position += 1
        if position >= len(forms) or forms[position] not in (word, "ال" + word):
            return None  # an adjective takes the article with its noun
        position += 1
    return position
