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
from analysis.errors import LexiconError
from analysis.lexicons import load_lexicon
from analysis.paths import PACKAGE

os.environ.setdefault("CAMELTOOLS_DATA", str(PACKAGE / "camel_data"))  # before the import below

from camel_tools.morphology.analyzer import Analyzer
from camel_tools.morphology.database import MorphologyDB

_FEATURES = {
    "pos": ["noun", "verb", "digit", "punc", "foreign"],
    "num": ["s", "d", "p", "na"],
    "gen": ["m", "f", "na"],
    "asp": ["p", "i", "na"],  # perfect, imperfect
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
    ("هما", "M", "s", "c", False), ("تهما", "F", "s", "c", False),
    ("ه", "P", "p", "c", False), ("ها", "P", "p", "c", False), ("هم", "P", "p", "c", False),
    ("هما", "P", "p", "c", False), ("هن", "P", "p", "c", False),
    ("يهما", "D", "d", "c", False), ("اهما", "D", "d", "c", False),
    ("ه", "H", "p", "c", False), ("ها", "H", "p", "c", False), ("هم", "H", "p", "c", False),
    ("هما", "H", "p", "c", False), ("هن", "H", "p", "c", False),
]  # fmt: skip


# aspect, letters before the stem, behind it, number, gender; third person
_CONJUGATION = [
    ("p", "", "", "s", "m"), ("p", "", "ت", "s", "f"), ("p", "", "ا", "d", "m"), ("p", "", "تا", "d", "f"),
    ("p", "", "وا", "p", "m"), ("p", "", "ن", "p", "f"),
    ("i", "ي", "", "s", "m"), ("i", "ت", "", "s", "f"), ("i", "ي", "ان", "d", "m"), ("i", "ت", "ان", "d", "f"),
    ("i", "ي", "ا", "d", "m"), ("i", "ي", "ون", "p", "m"), ("i", "ي", "وا", "p", "m"),
]  # fmt: skip
_OBJECTS = ("ه", "ها", "هم")

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
        lines.append(f"DEFAULT pos:{pos} num:na gen:na asp:na cas:u clitics:* lex:* diac:* gloss:*")
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
    verbs = _verb_suffixes()
    lines += [f"{s}\tV{n}\tdiac:{s} num:{num} gen:{gen}" for n, (s, _, num, gen) in enumerate(verbs)]
    lines.append("###STEMS###")
    lines += [
        f"{stem}\t{category}\tpos:noun num:na gen:{gender} cas:u clitics:- lex:{key} diac:{stem} gloss:-"
        for stem, category, gender, key in _stems()
    ]
    lines += [
        f"{stem}\t{category}\tpos:verb num:na gen:na asp:{aspect} cas:u clitics:- lex:{key} diac:{stem} gloss:-"
        for stem, category, aspect, key in _verb_stems()
    ]
    verb_categories = sorted({category for _, category, _, _ in _verb_stems()})
    stem_categories = sorted({category for _, category, _, _ in _stems()})
    lines.append("###TABLE AB###")
    lines += [f"{p} {c}" for p in ("Definite", "Bare") for c in stem_categories]
    lines += [f"Bare {c}" for c in verb_categories]
    lines.append("###TABLE BC###")
    lines += [f"{c} V{n}" for n, (_, fits, _, _) in enumerate(verbs) for c in verb_categories if fits <= set(c)]
    lines += [f"{c} {s}" for s, stem, _ in suffix_categories for c in stem_categories if stem in c]
    lines.append("###TABLE AC###")
    lines += [f"Bare {s}" for s, _, _ in suffix_categories]
    lines += [f"Bare V{n}" for n in range(len(verbs))]
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
    S: with sound plural, P: plural, H: plural whose last letter changes before a pronoun (أبنائه، أبناؤه), U: bare."""
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
        if _has_women(entry):
            stems.append((lemma + "ات", "P", "f", str(number)))
        plurals = [fold(plural) for plural in entry.get("plural", [])]
        stems += [(plural, "P", entry["gender"], str(number)) for plural in plurals]
        seated = [plural[:-1] + seat for plural in plurals if plural.endswith("اء") for seat in "ئؤ"]
        stems += [(stem, "H", entry["gender"], str(number)) for stem in seated]
    return stems


def _has_women(entry: dict) -> bool:
    """Say whether the sound feminine plural of a noun of people is made by rule: ناشط، ناشطات.

    Not where a noun of the lexicon is the woman's own (مواطنة), nor where the plural means things (مستوطنات).
    """
    if entry["kind"] != "person" or entry["gender"] != "m" or not entry.get("sound") or not entry.get("women", True):
        return False
    return entry["lemma"] + "ة" not in {other["lemma"] for other in load_lexicon("nouns")}


_WOMEN = {"people": "civilians/women", "civilians": "civilians/women"}  # label of a man → of a woman, where it differs


def _verb_suffixes() -> list[tuple[str, set[str], str, str]]:
    """Return (letters, marks that the category of a stem must hold, number, gender)."""
    found = []
    for aspect, before, behind, number, gender in _CONJUGATION:
        # p, y, t: the stem is a perfect, an imperfect behind ي, behind ت; d: its dual is in use; o: takes pronouns
        needed = {"p" if aspect == "p" else "y" if before == "ي" else "t"} | ({"d"} if number == "d" else set())
        found.append((behind, needed, number, gender))
        if aspect == "p" and number == "s":
            found += [(behind + pronoun, needed | {"o"}, number, gender) for pronoun in _OBJECTS]
    return found


def _verb_stems() -> list[tuple[str, str, str, str]]:
    """Return (stem with the prefix of its person, category, aspect, index of the entry)."""
    stems = []
    for number, entry in enumerate(load_lexicon("verbs")):
        marks = "d" * entry.get("dual", True) + "o" * entry.get("object", False)
        stems.append((fold(entry["lemma"]), "p" + marks, "p", str(number)))
        for prefix, mark in (("ي", "y"), ("ت", "t")):
            if "imperfect" in entry:
                stems.append((prefix + fold(entry["imperfect"]), mark + marks, "i", str(number)))
    return stems


@cache
def conjugated_verbs() -> list[dict]:
    """Return the verbs of verbs.yaml as entries of events: measure and all forms of the third person."""
    suffixes = _verb_suffixes()
    forms: dict[str, list[str]] = {}
    for stem, category, _, key in _verb_stems():
        forms.setdefault(key, []).extend(stem + s for s, fits, _, _ in suffixes if fits <= set(category))
    verbs = load_lexicon("verbs")
    return [{"measure": verbs[int(key)]["measure"], "forms": list(dict.fromkeys(f))} for key, f in forms.items()]


@cache
def load_analyzer() -> Analyzer:
    """Return the CAMeL Tools analyser over the compiled lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hasila.db"
        path.write_text(database_text(), encoding="utf-8")
        return Analyzer(MorphologyDB(str(path), "a"))


@lru_cache(maxsize=4)
def load_user_database(path: str) -> Analyzer:
    """Return the CAMeL Tools analyser over a database that a user installed, such as calima-msa-r13.

    It never takes part in reading tolls: the figures are the same with and without it.
    """
    if not Path(path).is_file():
        raise LexiconError(
            found=f"no file {path}",
            expected="a CAMeL Tools morphology database (.db)",
            where="params.yaml, extraction.morphology",
            remedy="give the path of the database, or leave the parameter empty",
        )
    try:
        return Analyzer(MorphologyDB(path, "a"))
    except Exception as error:
        raise LexiconError(
            found=f"a file that CAMeL Tools cannot read as a database ({type(error).__name__})",
            expected="a CAMeL Tools morphology database (.db)",
            where=path,
        ) from error


def noun_lemma(word: str, path: str) -> str:
    """Return the lemma of a word that the user's database knows as a noun, without vowels; empty when it has none."""
    lemmas = {
        re.sub(r"[\u064b-\u0652\u0670]|[_-].*$", "", analysis.get("lex", ""))
        for analysis in load_user_database(path).analyze(word)
        if analysis.get("pos", "").startswith("noun")
    }
    return min(lemmas - {""}, default="", key=lambda lemma: (len(lemma), lemma))


@dataclass(frozen=True)
class VerbReading:
    """One reading of a casualty verb in the third person: lemma, measure, aspect (p, i), number, gender, proclitics."""

    lemma: str
    measure: str
    aspect: str
    number: str
    gender: str
    clitics: str


@lru_cache(maxsize=65536)
def analyse_verb(form: str) -> tuple[VerbReading, ...]:
    """Return the readings of a folded word as a casualty verb, in a fixed order.

    >>> [(r.lemma, r.aspect, r.number, r.gender) for r in analyse_verb("وقتلن")]
    [('قتل', 'p', 'p', 'f')]
    """
    if not _ARABIC.fullmatch(form):
        return ()
    verbs = load_lexicon("verbs")
    readings = set()
    for analysis in load_analyzer().analyze(form):
        if analysis.get("pos") == "verb" and analysis["clitics"] in ("-", None, "و", "ف"):
            entry = verbs[int(analysis["lex"])]
            clitics = "" if analysis["clitics"] in ("-", None) else analysis["clitics"]
            readings.add(VerbReading(entry["lemma"], entry["measure"], analysis["asp"], analysis["num"],
                                     analysis["gen"], clitics))  # fmt: skip
    return tuple(sorted(readings, key=lambda r: (r.lemma, r.aspect, r.number, r.gender, r.clitics)))


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
        label = entry.get("label", "")
        label = entry.get("of_two", label) if analysis["num"] == "d" else label  # a father, the parents
        clitics = "" if analysis["clitics"] in ("-", None) else analysis["clitics"]
        readings.add(
            NounReading(
                entry["lemma"],
                entry["kind"],
                _WOMEN.get(label, label) if analysis["gen"] == "f" and entry["gender"] == "m" else label,
                analysis["num"],
                analysis["gen"],
                analysis["cas"],
                clitics,
            )
        )
    return tuple(sorted(readings, key=lambda r: (r.lemma, r.number, r.case, r.clitics)))
