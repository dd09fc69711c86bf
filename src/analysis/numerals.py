"""Number expressions of Arabic text: digits, words, scale words and mixtures of them.

:func:`find_numerals` reads them from the original characters, so that thousands marks, decimal marks
and offsets are those of the report. It decides what a number is worth, not what it counts: years,
tolls and page counters all come out, and the caller gives each a role. Percentages, clock times,
decimals, fractions and ordinals are told apart by `kind`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from analysis.arabic import Folded, Memo, Token, bare_forms, fold
from analysis.lexicons import load_lexicon, word_set


class Numeral(NamedTuple):
    """One number expression.

    `start`, `end`: offsets in the original text, half open. `value`: integer, or None when the
    expression is vague, a fraction, a clock time or has decimals left. `low`, `high`: inclusive
    bounds, None when unbounded. `kind`: integer, range, vague, ordinal, percent, time, decimal, fraction.
    `words`: whether it is written in words only. `clitics`: letters glued before its first word.
    """

    start: int
    end: int
    text: str
    value: int | None
    low: int | None
    high: int | None
    kind: str
    words: bool = False
    clitics: str = ""
    shown: str = ""


# One run of digits with its marks. Alternatives in order: clock, reversed or glued ra, groups of
# three with one mark kept throughout, decimals, plain digits.
_MARKS = r"[.,،٫٬'’]"
_DIGITS = re.compile(
    rf"""
      (?P<clock>\d{{1,2}}:\d{{2}}(?!\d))
    | (?P<ra>\d{{1,3}}ر\d{{1,3}}(?!\d))
    | (?P<grouped>\d{{1,3}}(?:(?P<mark>{_MARKS}|[ ](?=\d{{3}}(?!\d)))\d{{3}})(?:(?P=mark)\d{{3}})*(?!\d))
    | (?P<dotted>\d{{1,4}}(?:\.\d{{1,4}}){{2,}}(?![\d.]*\d))
    | (?P<decimal>\d+(?:[.,٫]\d{{1,2}}|[.٫]\d{{4,}})(?!\d))
    | (?P<plain>\d+)
    """,
    re.VERBOSE,
)
_CLOSING, _OPENING = set(")»”\"'/]}"), set("(«“\"'/[{")


def find_numerals(text: str) -> list[Numeral]:
    """Return the number expressions of `text` from left to right, none overlapping another.

    >>> [(n.value, n.text) for n in find_numerals("34 ألفا و473 شخصا")]
    [(34473, '34 ألفا و473')]
    """
    return read_numerals(Folded(text))


def is_number(form: str) -> bool:
    """Say whether a folded word or run of digits is a number or a part of one."""
    return "0" <= form[0] <= "9" or _word_value(form) is not None


def read_numerals(
    folded: Folded, dates: tuple[tuple[int, int], ...] = (), positions: Iterable[int] | None = None
) -> list[Numeral]:
    """Return the number expressions of a folded text.

    `dates`: spans of dates; a number inside one is no end of a range ('since 7 October 2023 to 42,344').
    `positions`: those of the tokens that are numbers, when they are known.
    """
    tokens = folded.tokens
    if positions is None:
        positions = [position for position, token in enumerate(tokens) if is_number(token.form)]
    atoms = _atoms(folded, [tokens[position] for position in positions])
    return _join_ranges(folded, list(_join(folded, atoms)), dates)


_LARGEST = 10**12
_SCALES = (1000, 1_000_000, 1_000_000_000)
_RANGE_GAP = 40  # characters between the ends of a range
_RANGE_MARK = re.compile(r"\s*(?:الي|او|-|–|—)\s*")


def _join_ranges(folded: Folded, numerals: list[Numeral], dates: tuple[tuple[int, int], ...]) -> list[Numeral]:
    """Join '20 to 30', '20-30' and 'between 20 and 30' to one range with its two ends."""
    joined: list[Numeral] = []
    for numeral in numerals:
        low = joined[-1] if joined else None
        if low is not None and dates and _in_one_only(dates, low, numeral):
            joined.append(numeral)
            continue
        scaled = _scaled_like(low, numeral) if low is not None and low.kind == "decimal" else None
        low = scaled or low
        near = low is not None and numeral.start - low.end < _RANGE_GAP
        if near and low.kind == "integer" and numeral.kind == "percent":
            between = folded.between(low.end, numeral.start)
            opened = between.strip() == "و" and folded.between(low.start - 12, low.start).rstrip().endswith("بين")
            if opened or _RANGE_MARK.fullmatch(between):  # '70 to 80 percent'
                joined[-1] = numeral._replace(start=low.start, text=folded.text[low.start : numeral.end])
                continue
        if near and low.kind == numeral.kind == "integer" and low.value < numeral.value:
            between = folded.between(low.end, numeral.start)
            before = folded.between(low.start - 12, low.start).split()
            if before[-1:] == ["من"] and tells_of_change(folded, low.start):
                joined.append(numeral)  # 'has risen from 12 to 19': two counts, no range
                continue
            opened = bool(before) and before[-1].endswith("بين")
            opened_from = bool(before) and before[-1] == "من"
            if _RANGE_MARK.fullmatch(between) and (
                opened_from or not between.strip().startswith("ال") or _counted(folded, numeral)
            ):
                joined[-1] = _range(folded, low, numeral)
                continue
            if opened and between.strip() == "و":
                joined[-1] = _range(folded, low, numeral)
                continue
        joined.append(numeral)
    return joined


def tells_of_change(folded: Folded, position: int) -> bool:
    """Say whether a word of rising or falling stands before a number in its sentence."""
    words = re.split(r"[.\n؛]", folded.between(position - _CHANGE_REACH, position))[-1].split()
    changes = word_set("changes")
    return any(rest in changes for word in words for rest, _ in bare_forms(word))


_CHANGE_REACH = 120  # characters


def _in_one_only(dates: tuple[tuple[int, int], ...], low: Numeral, high: Numeral) -> bool:
    """Say whether a date holds one of two numbers without the other."""
    place = bisect_right(dates, (low.start, dates[-1][1])) - 1
    return any(
        (start <= low.start and low.end <= end) != (start <= high.start and high.end <= end)
        for start, end in dates[max(0, place - 1) : place + 2]
    )


def _scaled_like(low: Numeral, high: Numeral) -> Numeral | None:
    """Return the low end of '1.5-2.5 million' in units; None when the high end has no scale word."""
    scale = max((s for s in _SCALES if high.value and high.value >= s), default=0)
    words = [w for w in fold(high.text).split() if _word_value(w) and _word_value(w)[1] == "scale"]
    value = Fraction(low.shown) * scale
    if high.kind != "integer" or not words or value.denominator != 1 or not value:
        return None
    return low._replace(value=int(value), low=int(value), high=int(value), kind="integer", shown=str(value))


def _counted(folded: Folded, numeral: Numeral) -> bool:
    """Say whether a word stands right behind a number, as its noun does."""
    return re.match(r"\s+[\u0621-\u064a]", fold(folded.text[numeral.end : numeral.end + 6])) is not None


def _range(folded: Folded, low: Numeral, high: Numeral) -> Numeral:
    text = folded.text[low.start : high.end]
    scale = max((s for s in _SCALES if high.value % s == 0 and low.value < high.value // s), default=1)
    if (
        low.value < 1000
        and scale > 1
        and any(_word_value(w) and _word_value(w)[1] == "scale" for w in fold(high.text).split())
    ):
        low = low._replace(value=low.value * scale)  # 'between 60 and 80 thousand'
    return Numeral(
        low.start, high.end, text, None, low.value, high.value, "range", low.words and high.words, low.clitics
    )


_NAMES_TOO = tuple(word_set("number_or_name"))


# An atom is (start, end in the matching form, value, kind, is_word, clitics).
def _atoms(folded: Folded, tokens: list[Token]) -> list[tuple]:
    """Return the atoms of a text from the tokens that are numbers."""
    found, done = [], 0
    for token in tokens:
        form, at = token.form, token.at
        if not "0" <= form[0] <= "9":
            value, kind, clitics = _word_value(form)
            if form.endswith(_NAMES_TOO) and not (found and at - found[-1][1] <= 2):
                continue  # 'on Iblin and Balyun'
            found.append((at, at + len(form), value, kind, True, clitics))
        elif at >= done:
            match = _DIGITS.match(folded.form, at)
            done = match.end()
            found.append((at, done, *_read_digits(match), False, ""))
    return found


def _read_digits(match: re.Match) -> tuple[int | Fraction | None, str]:
    """Return the value and the kind of a run of digits with its marks."""
    text = match.group()
    if match["plain"]:
        # a longer run is no toll; Python also refuses to read so many digits
        return (int(text), "integer") if len(text) <= 4000 else (None, "name")
    if match["clock"]:
        return None, "time"
    if match["ra"]:
        value = _read_ra(text)
        return value, "integer" if value.denominator == 1 else "decimal"
    if match["grouped"]:
        return int(re.sub(r"\D", "", text)), "integer"
    if match["dotted"]:
        return None, "name"  # 12.05.2019, an address
    return Fraction(re.sub(r"[,٫]", ".", text)), "decimal"


def _read_ra(text: str) -> Fraction:
    """Read digits around a letter ra: the decimal mark of old wires, its groups often reversed."""
    left, right = text.split("ر")
    if len(left) == 3:
        return Fraction(int(right + left))  # 487ر74: the bidi order reversed 74,487
    if len(right) == 3:
        return Fraction(int(left + right))
    return Fraction(f"{right}.{left}")  # 5ر3 stands for 3.5


@cache
def _number_words() -> dict[str, tuple[int | Fraction, str]]:
    values = {f: (e["value"], e["kind"]) for e in load_lexicon("numerals") for f in e["forms"]}
    return {fold(f): (v if isinstance(v, int) else Fraction(v), kind) for f, (v, kind) in values.items()}


def _find_word_value(form: str) -> tuple[int | Fraction, str, str] | None:
    words = _number_words()
    for rest, clitics in bare_forms(form):
        if rest in words:
            value, kind = words[rest]
            weekday = rest in ("احد", "اثنين") and clitics.endswith("ال")
            return None if weekday else (value, kind, clitics)
    return None


_word_value = Memo(_find_word_value).__getitem__


_PERCENT = re.compile(r"\s*(?:[%٪]|(?:ب|في )ال(?:مئه|مائه|ميه))")


def _join(folded: Folded, atoms: list[tuple]) -> Iterator[Numeral]:
    position = 0
    while position < len(atoms):
        count, value, kind, low = _longest(folded, atoms, position)
        first, last = atoms[position], atoms[position + count - 1]
        start, end = _without_clitics(folded, first), last[1]
        percent = _PERCENT.match(folded.form, end, end + 12)
        if percent and kind in ("integer", "decimal"):
            kind, end = "percent", percent.end()
        elif kind in ("integer", "decimal") and folded.form[start - 1 : start] in ("%", "٪"):
            kind = "percent"  # %60
        words = all(atom[4] for atom in atoms[position : position + count])
        yield _numeral(folded, start, end, value, kind, low, words, first[5])
        position += count
        while position < len(atoms) and atoms[position][0] < end:
            position += 1  # the word مئة of a percentage is no number of its own


def _without_clitics(folded: Folded, atom: tuple) -> int:
    """Return where the number word itself begins, after و، ب، ال and so on."""
    clitics = atom[5]
    if not clitics:
        return atom[0]
    letters = len(clitics) - (1 if clitics.endswith("لال") else 0)
    return atom[0] + letters


def _numeral(folded, start, end, value, kind, low, words, clitics) -> Numeral:
    first, last = folded.span(start, end)
    integer = None
    if kind == "integer" and value is not None and value > _LARGEST:
        value, kind = None, "name"  # a telephone number, an account; no count of people is so large
    if kind == "integer" and value is not None and value.denominator != 1:
        kind = "decimal"  # 1.2345 thousand is no whole number
    if kind == "integer" and value is not None and value.denominator == 1:
        integer = low = high = int(value)
    else:
        high = None
    if kind == "ordinal":
        integer, low = int(value), None
    shown = "" if value is None or kind in ("vague", "fraction", "time") else _shown(value)
    return Numeral(first, last, folded.text[first:last], integer, low, high, kind, words, clitics, shown)


def _shown(value: int | Fraction) -> str:
    """Return a value in plain digits, never with an exponent, to at most ten decimal places."""
    if value.denominator == 1:
        return str(int(value))
    whole, rest = divmod(round(value * 10**10), 10**10)
    return f"{whole}.{rest:010d}".rstrip("0").rstrip(".")


def _gap(folded: Folded, left: tuple, right: tuple) -> str:
    """Return what stands between two atoms: nothing but marks that may stand inside a number, or 'x'."""
    between = folded.form[left[1] : right[0]]
    if "\n" in between and folded.form[right[1] : right[1] + 1] == ":":
        return "x"  # 'ألف: ' marks the next line of a list
    return "".join(between.split()) if len(between) < 8 else "x"


def _joins_with_and(folded: Folded, left: tuple, right: tuple) -> bool:
    gap = _gap(folded, left, right)
    if right[4]:
        both = right[5] == "وال" and left[5].endswith("ال") and (left[3], right[3]) == ("unit", "ten")
        return (right[5] == "و" or both) and set(gap) <= _CLOSING  # الأربع والعشرين
    return bool(re.fullmatch(r"[)\]»”\"]?و[(\[«“\"]?", gap))


def _longest(folded: Folded, atoms: list[tuple], position: int) -> tuple[int, int | Fraction | None, str, int | None]:
    """Return (atoms used, value, kind, low) of the longest number that begins at `position`."""
    first = atoms[position]
    kind, value = first[3], first[2]
    if (fraction := _read_fraction(folded, atoms, position)) is not None:
        count, value, scaled = fraction
        return count, value, "integer" if scaled else "fraction", None  # half a million
    if kind == "ordinal" and position + 1 < len(atoms):
        ten = atoms[position + 1]
        teens = value > 1 or "حادي" in folded.form[first[0] : first[1]]  # 'the first ten', أول عشرة, is no 'eleventh'
        if teens and ten[3] == "teen" and ten[2] == 10 and ten[4] and not ten[5] and not _gap(folded, first, ten):
            return 2, value + 10, kind, None  # the fifteenth: الخامسة عشرة
        units = value < 10 and first[5].endswith("ال") and not _gap(folded, first, ten)
        if units and ten[3] == "ten" and ten[5] == "وال":
            return 2, value + ten[2], kind, None  # the twenty-third: الثالث والعشرين
    if kind in ("time", "ordinal", "fraction", "name"):
        return 1, value, kind, None
    if kind == "vague":
        return _read_vague(folded, atoms, position)
    if kind == "scale" and fold(folded.form[first[0] : first[1]]).endswith(("لاف", "لايين", "ارات")):
        return 1, None, "vague", int(value) * 2  # bare آلاف: two thousand or more
    total, used = 0, 0
    limit = None  # the next block must stay below the scale of the last one
    while position + used < len(atoms):
        if used and not _joins_with_and(folded, atoms[position + used - 1], atoms[position + used]):
            break
        block = _read_block(folded, atoms, position + used)
        if block is None:
            break
        count, amount, scale, is_decimal = block
        if limit is not None and (amount * scale >= limit or is_decimal):
            break
        if used and scale == 1 and limit == 1:
            break
        total += amount * scale
        used += count
        limit = scale
        if scale == 1:
            break
        if (more := _fraction_of_scale(folded, atoms, position + used, scale)) is not None:
            total, used = total + more[1], used + more[0]  # a million and a half
            break
    if not used:
        return 1, value, "integer", None
    return used, total, "integer" if total.denominator == 1 else "decimal", None


def _read_fraction(folded: Folded, atoms: list[tuple], position: int) -> tuple[int, Fraction, bool] | None:
    """Return (atoms used, value, whether a scale stands behind) of 'half', 'three quarters', 'half a million'."""
    atom, used = atoms[position], 1
    part = atoms[position + 1] if position + 1 < len(atoms) else None
    if atom[3] in ("unit", "integer") and part is not None and part[3] == "fraction":
        quarters = folded.form[part[0] : part[1]] == fold("أرباع")
        if not quarters or _gap(folded, atom, part) or atom[2] * part[2] >= 1:
            return None
        value, used = atom[2] * part[2], 2
    elif atom[3] == "fraction" and atom[2]:
        value = atom[2]
    else:
        return None
    following = atoms[position + used] if position + used < len(atoms) else None
    scaled = following is not None and following[3] == "scale" and not following[5].startswith("و")
    if scaled and not _gap(folded, atoms[position + used - 1], following):
        return used + 1, value * following[2], True
    return used, value, False


def _fraction_of_scale(folded: Folded, atoms: list[tuple], position: int, scale: int) -> tuple[int, Fraction] | None:
    """Return (atoms used, value) of 'and a half [million]' behind millions, or None.

    Without the scale's name once more only where no definite noun follows: 'a million and half of the inhabitants'.
    """
    fraction = _read_fraction(folded, atoms, position) if position < len(atoms) else None
    if fraction is None or not _joins_with_and(folded, atoms[position - 1], atoms[position]):
        return None
    count, value, scaled = fraction
    if scaled:
        return (count, value) if value < scale and atoms[position + count - 1][2] == scale else None
    end = atoms[position + count - 1][1]
    behind = folded.form[end : end + 12].split()
    definite = bool(behind) and folded.form[end].isspace() and behind[0].startswith("ال")
    glued = folded.form[end : end + 1].isalpha()  # نصفهم
    return None if definite or glued else (count, value * scale)


def _read_vague(folded: Folded, atoms: list[tuple], position: int) -> tuple:
    """Read عشرات، مئات and their compounds with a scale (عشرات الآلاف)."""
    low, used = int(atoms[position][2]), 1
    if position + 1 < len(atoms):
        following = atoms[position + 1]
        if following[3] == "scale" and following[5] in ("ال", "") and not _gap(folded, atoms[position], following):
            low, used = low // 2 * int(following[2]), 2
            low = low * 2
    return used, None, "vague", low


def _read_block(folded: Folded, atoms: list[tuple], position: int) -> tuple | None:
    """Return (atoms used, amount below a thousand or any digits, scale, has decimals) or None."""
    atom = atoms[position]
    if atom[3] == "dual":
        return 1, 2, int(atom[2]) // 2, False
    if atom[3] == "scale":
        return 1, 2 if _is_construct_dual(folded, atom) else 1, int(atom[2]), False
    if not atom[4]:
        if atom[3] not in ("integer", "decimal") or atom[2] is None:
            return None
        used, amount, is_decimal = 1, atom[2], atom[3] == "decimal"
    else:
        used, amount = _read_hundreds(folded, atoms, position)
        is_decimal = False
        if not used:
            return None
    scale = 1
    if position + used < len(atoms):
        following = atoms[position + used]
        if (
            following[3] == "scale"
            and following[5] in ("", "ال")
            and set(_gap(folded, atoms[position + used - 1], following)) <= _CLOSING
        ):
            scale, used = int(following[2]), used + 1
    return used, amount, scale, is_decimal


def _is_construct_dual(folded: Folded, atom: tuple) -> bool:
    """Say whether ألفا، مليونا alone are two of them: 'ألفا قتيل' is two thousand, 'ألفاً' and 'ألفا و300' are not.

    Before its noun a single thousand has no ending (ألف قتيل), so the ending with a noun behind it is the dual's.
    """
    written = folded.text[slice(*folded.span(atom[0], atom[1]))]
    if not folded.form[atom[0] : atom[1]].endswith(("فا", "ونا", "ارا")) or "\u064b" in written:
        return False
    behind = re.match(r"\s+([\u0621-\u064a]+)", folded.form[atom[1] : atom[1] + 24])
    if behind is None or behind[1].startswith("و") or _word_value(behind[1]):
        return False
    return behind[1] not in word_set("no_noun_behind") and behind[1] not in ("من", "او", "الي", "عن")


def _read_hundreds(folded: Folded, atoms: list[tuple], position: int) -> tuple[int, int]:
    """Read number words below a thousand: hundreds, then a unit, teen, ten or unit and ten."""
    total, used, highest = 0, 0, 1000
    while position + used < len(atoms):
        atom = atoms[position + used]
        if not atom[4] or (used and not _joins_with_and(folded, atoms[position + used - 1], atom)):
            break
        kind, value = atom[3], atom[2]
        following = atoms[position + used + 1] if position + used + 1 < len(atoms) else None
        close = following is not None and following[4] and following[5] == "" and not _gap(folded, atom, following)
        if kind == "unit" and close and following[3] == "teen" and highest > 99:
            total, used = total + value + 10, used + 2
            break
        if kind == "unit" and close and following[3] == "hundred" and following[2] == 100 and highest > 999:
            total, used, highest = total + value * 100, used + 2, 100
            continue
        if kind == "hundred" and highest > 999:
            total, used, highest = total + value, used + 1, 100
        elif (kind == "ten" and highest in (1000, 100, 11)) or (kind == "teen" and highest > 99):
            total, used = total + value, used + 1
            break
        elif kind == "unit" and highest > 99:
            total, used, highest = total + value, used + 1, 11
        else:
            break
    return used, total
