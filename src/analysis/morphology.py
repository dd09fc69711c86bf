"""Lemma, number, gender and proclitics of the nouns of the domain, by CAMeL Tools.

``lexicons/nouns.yaml`` is compiled into a database in CAMeL Tools' own text format: proclitics, the
dual in both cases and in construct, sound plurals, broken plurals, pronouns. The analyser is then the
real one of CAMeL Tools, without any download; a word outside the lexicon has no analysis. Readings
that the letters leave open (مدنيين: two or several) are all returned; it is the caller's to decide.
"""

import os
import re
import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from analysis.arabic import fold
from analysis.lexicons import load_lexicon
from analysis.paths import PACKAGE

os.environ.setdefault("CAMELTOOLS_DATA", str(PACKAGE / "camel_data"))  # before the import below

from camel_tools.morphology.analyzer import Analyzer
from camel_tools.morphology.database import MorphologyDB

_FEATURES = {
    "pos": ["noun", "digit", "punc", "foreign"],
    "num": ["s", "d", "p", "na"],
    "gen": ["m", "f", "na"],
    "cas": ["n", "o", "c", "u"],  # nominative, oblique, construct, unmarked
    "clitics": None,
    "lex": None,
    "diac": None,
    "gloss": None,
}
# suffix, category of stem that takes it, number, case, may stand with the article
_SUFFIXES = [
    ("", "U", "s", "u", True), ("", "M", "s", "u", True), ("ا", "M", "s", "o", False),
    ("ان", "D", "d", "n", True), ("ين", "D", "d", "o", True),
    ("ا", "D", "d", "c", False), ("ي", "D", "d", "c", False),
    ("ون", "S", "p", "n", True), ("ين", "S", "p", "o", True), ("و", "S", "p", "c", False),
    ("ي", "S", "p", "c", False),
    ("ه", "F", "s", "u", True), ("تان", "F", "d", "n", True), ("تين", "F", "d", "o", True),
    ("تا", "F", "d", "c", False), ("تي", "F", "d", "c", False), ("ات", "F", "p", "u", True),
    ("", "P", "p", "u", True), ("ا", "P", "p", "o", False),
    ("اه", "D", "d", "c", False), ("اها", "D", "d", "c", False), ("اهم", "D", "d", "c", False),
    ("يه", "D", "d", "c", False), ("يها", "D", "d", "c", False), ("يهم", "D", "d", "c", False),
    ("وه", "S", "p", "c", False), ("وها", "S", "p", "c", False), ("وهم", "S", "p", "c", False),
    ("يه", "S", "p", "c", False), ("يها", "S", "p", "c", False), ("يهم", "S", "p", "c", False),
    ("تاه", "F", "d", "c", False), ("تاها", "F", "d", "c", False), ("تيه", "F", "d", "c", False),
    ("تيها", "F", "d", "c", False),
    ("ه", "M", "s", "c", False), ("ها", "M", "s", "c", False), ("هم", "M", "s", "c", False),
    ("ته", "F", "s", "c", False), ("تها", "F", "s", "c", False), ("تهم", "F", "s", "c", False),
    ("ه", "P", "p", "c", False), ("ها", "P", "p", "c", False), ("هم", "P", "p", "c", False),
]  # fmt: skip


_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+")


@dataclass(frozen=True)
class NounReading:
    """One reading of a noun: its lexicon entry, number (s, d, p), case and proclitics."""

    lemma: str
    kind: str
    label: str
    number: str
    gender: str
    case: str
    clitics: str

    @property
    def definite(self) -> bool:
        """Whether the article stands before it."""
        return self.clitics.endswith("ال")


def database_text() -> str:
    """Return the domain lexicon as a CAMeL Tools morphology database."""
    lines = ["###DEFINES###"]
    for feature, values in _FEATURES.items():
        options = " ".join(f"{feature}:{v}" for v in values) if values else f"{feature}:*open*"
        lines.append(f"DEFINE {feature} {options}")
    lines.append("###DEFAULTS###")
    for pos in _FEATURES["pos"]:
        lines.append(f"DEFAULT pos:{pos} num:na gen:na cas:u clitics:* lex:* diac:* gloss:*")
    lines += ["###ORDER###", "ORDER " + " ".join(_FEATURES), "###TOKENIZATIONS###", "TOKENIZATION pos"]
    lines += ["###STEMBACKOFF###", "###PREFIXES###"]
    prefixes = _prefixes()
    lines += [f"{p}\t{category}\tdiac:{p} clitics:{shown}" for p, category, shown in prefixes]
    lines.append("###SUFFIXES###")
    suffix_categories = []
    for number, (suffix, stem, num, case, with_article) in enumerate(_SUFFIXES):
        category = f"S{number}"
        suffix_categories.append((category, stem, with_article))
        lines.append(f"{suffix}\t{category}\tdiac:{suffix} num:{num} cas:{case}")
    lines.append("###STEMS###")
    lines += [
        f"{stem}\t{category}\tpos:noun num:na gen:{gender} cas:u clitics:- lex:{key} diac:{stem} gloss:-"
        for stem, category, gender, key in _stems()
    ]
    stem_categories = sorted({category for _, category, _, _ in _stems()})
    lines.append("###TABLE AB###")
    lines += [f"{p} {c}" for p in ("Definite", "Bare") for c in stem_categories]
    lines.append("###TABLE BC###")
    lines += [f"{c} {s}" for s, stem, _ in suffix_categories for c in stem_categories if stem in c]
    lines.append("###TABLE AC###")
    lines += [f"Bare {s}" for s, _, _ in suffix_categories]
    lines += [f"Definite {s}" for s, _, with_article in suffix_categories if with_article]
    return "\n".join(lines) + "\n"


def _prefixes() -> list[tuple[str, str, str]]:
    """Return (letters, category, proclitics with the article spelt out)."""
    found = []
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ل", "ك"):
            found.append((conjunction + preposition, "Bare", conjunction + preposition))
            article = "ل" if preposition == "ل" else "ال"
            found.append((conjunction + preposition + article, "Definite", conjunction + preposition + "ال"))
    return [(letters, category, shown or "-") for letters, category, shown in found]


def _stems() -> list[tuple[str, str, str, str]]:
    """Return (stem, category, gender, index of the entry). M, F: by gender, D: with dual,
    S: with sound plural, P: plural, U: bare."""
    stems = []
    for number, entry in enumerate(load_lexicon("nouns")):
        lemma = fold(entry["lemma"])
        if entry["kind"] == "distance" and len(lemma) == 2:
            stems.append((lemma, "U", entry["gender"], str(number)))  # كم has no dual: كما is another word
        elif lemma.endswith("ه") and entry["gender"] == "f":
            stems.append((lemma[:-1], "F", "f", str(number)))
        else:
            category = "M" + "D" * entry.get("dual", True) + "S" * entry.get("sound", False)
            stems.append((lemma, category, entry["gender"], str(number)))
        stems += [(fold(plural), "P", entry["gender"], str(number)) for plural in entry.get("plural", [])]
    return stems


@cache
def load_analyzer() -> Analyzer:
    """Return the CAMeL Tools analyser over the compiled lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hasila.db"
        path.write_text(database_text(), encoding="utf-8")
        return Analyzer(MorphologyDB(str(path), "a"))


@lru_cache(maxsize=200_000)
def analyse_noun(form: str) -> tuple[NounReading, ...]:
    """Return the readings of a folded word, in a fixed order; empty when it is no noun of the domain.

    >>> [(r.lemma, r.number, r.clitics) for r in analyse_noun("وطفلين")]
    [('طفل', 'd', 'و')]
    """
    if not _ARABIC.fullmatch(form):
        return ()  # a letter of another language's script: no noun of ours, and the analyser has no default for it
    entries = load_lexicon("nouns")
    readings = set()
    for analysis in load_analyzer().analyze(form):
        if analysis.get("pos") != "noun":
            continue
        entry = entries[int(analysis["lex"])]
        clitics = "" if analysis["clitics"] in ("-", None) else analysis["clitics"]
        readings.add(
            NounReading(
                entry["lemma"],
                entry["kind"],
                entry.get("label", ""),
                analysis["num"],
                analysis["gen"],
                analysis["cas"],
                clitics,
            )
        )
    return tuple(sorted(readings, key=lambda r: (r.lemma, r.number, r.case, r.clitics)))
