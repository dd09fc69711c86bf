"""Every change of a reading is seen: what is read now, beside what was read when somebody last said so.

The recorded rows are no gold. A change that is meant is written with `python tests/test_readings.py` and shown
in the commit. Recorded are the evaluation reports (of the unseen half only hashes, so that nobody looks at its
errors), the sentences of tests/corpus, and, as hashes, variations of those (each word left out in turn, a clause set
before it, a second sentence behind it, words of no meaning put in), number expressions of all forms, and simulated
reports after reconciliation. `python tests/test_readings.py 'TEXT'` prints what is read from the variations of one
sentence; run it on two commits to see what a changed hash is about.
"""

import hashlib
import sys
from datetime import date
from functools import cache
from io import StringIO
from itertools import product

import pandas as pd
import pytest
import yaml
from conftest import CORPUS, ROOT
from make_gold import FIELDS

from analysis.claims import claims_of, numbers_of, read_report
from analysis.documents import Report
from analysis.evaluation import load_gold
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names
from analysis.numerals import find_numerals
from analysis.reconcile import reconcile
from analysis.reconcile.simulate import KINDS, make_case

BEFORE = "وأفادت مصادر محلية أن 3 مدنيين قتلوا في غارة على إدلب، فيما "
BEHIND = "، بينهم 4 أطفال، وأصيب 9 آخرون. وقتل 17 عنصراً من قوات النظام خلال الـ48 ساعة الماضية."


@cache
def names() -> frozenset[tuple[str, ...]]:
    return fold_names(load_gazetteer(ROOT / "data/raw/gazetteer/places.csv").names())


def readings_of(reports: list[Report]) -> pd.DataFrame:
    """Return one row per number expression of the reports: the reading of a claim, or the role in the ledger."""
    readings = [read_report(report, names()) for report in reports]
    claims = claims_of(readings)
    starts = dict(zip(claims["claim_id"], claims["start"], strict=True))
    claims["parent"] = [str(starts[p]) if p else "" for p in claims["parent_id"]]
    claims["n_places"] = [len(p.split()) for p in claims["places"]]
    columns = ["doc_id", "start", "end", *FIELDS, "parent", "n_places", "rule_id"]
    rows = numbers_of(readings)[["doc_id", "start", "end", "role", "reason"]].merge(
        claims[columns], on=["doc_id", "start", "end"], how="left"
    )
    mentions = {r.report.doc_id: " ".join(f"{m.start}-{m.end}{m.kind[0]}" for m in r.mentions) for r in readings}
    rows["mentions"] = rows["doc_id"].map(mentions)
    return as_text(rows)


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame as it comes back from a CSV file, every cell as text."""
    text = frame.to_csv(index=False, lineterminator="\n")
    return pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)


def readings(half: str) -> pd.DataFrame:
    return readings_of([gold.report for gold in load_gold(ROOT / "data/raw/evaluation" / f"{half}.yaml")])


def sentences() -> list[Report]:
    """Return the sentences of tests/corpus, each as a report named by a hash of its text."""
    rows = [
        row
        for name in ("claims", "sentences")
        for row in yaml.safe_load((CORPUS / f"{name}.yaml").read_text(encoding="utf-8"))["rows"]
    ]
    unique = {(row["text"], row.get("published")): None for row in rows}
    return [
        Report(
            hashlib.sha256(f"{text}|{day}".encode()).hexdigest()[:10], text, date.fromisoformat(day) if day else None
        )
        for text, day in unique
    ]


def variations(report: Report) -> list[Report]:
    """Return a sentence without each of its words in turn, behind another clause, and before a second sentence."""
    words = report.text.split(" ")
    texts = [" ".join([*words[:i], *words[i + 1 :]]) for i in range(min(len(words), 40))]
    texts += [BEFORE + report.text, "و" + report.text, report.text.rstrip(" .") + BEHIND]
    texts += stretched(report, words)
    return [Report(report.doc_id, text, report.published) for text in texts if text.strip()]


FILLERS = [
    "ورقة",
    "قلم",
    "شجرة",
    "نافذة",
    "كتاب",
    "طاولة",
    "ساقية",
    "غيمة",
    "مصباح",
    "وسادة",
    "حقيبة",
    "رصيف",
    "مفتاح",
    "سلة",
    "ستارة",
    "بلاط",
]


def stretched(report: Report, words: list[str]) -> list[str]:
    """Return a sentence with words put in around its numbers: what stands near stands further away.

    How many and where follows from the sentence, so that over all of them every distance comes up.
    """
    numbers = [i for i, word in enumerate(words) if any(c.isdigit() for c in word)][:6]
    seed = int(report.doc_id, 16)
    found = []
    for turn, number in enumerate([i for n in numbers for i in (n, n + 1, n + 2)]):
        count = (seed >> (3 * (turn % 10))) % len(FILLERS) + 1
        found.append(" ".join([*words[:number], *FILLERS[:count], *words[number:]]))
    return found


def rows_of(report: Report) -> str:
    """Return all that is read from one report as text, without the frames: the variations are thousands."""
    reading = read_report(report, names())
    claims = [
        [value for name, value in row.items() if name not in ("claim_id", "places")] for row in reading.claim_rows
    ]
    ledger = [[row["start"], row["end"], row["role"], row["reason"]] for row in reading.number_rows]
    return repr((claims, ledger, [(m.start, m.end, m.kind, m.context) for m in reading.mentions]))


def digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def digests(frame: pd.DataFrame) -> pd.DataFrame:
    """Return report → hash of its rows."""
    groups = frame.groupby("doc_id", sort=True)
    found = {doc_id: digest([rows.to_csv(index=False, lineterminator="\n")]) for doc_id, rows in groups}
    return pd.DataFrame({"doc_id": list(found), "digest": list(found.values())})


def variation_digests() -> pd.DataFrame:
    rows = [(report.doc_id, digest([rows_of(variation) for variation in variations(report)])) for report in sentences()]
    return pd.DataFrame(rows, columns=["doc_id", "digest"])


UNITS = [
    "3",
    "٣",
    "ثلاثة",
    "ثلاث",
    "إحدى عشرة",
    "اثنين وعشرين",
    "مئة",
    "مئتي",
    "مئة وخمسة",
    "ثلاثمئة وأربعين",
    "12",
    "1,204",
    "2.5",
    "1٫5",
    "نصف",
    "ربع",
    "عشرات",
    "مئات",
    "1204",
]
SCALES = ["", "ألف", "آلاف", "ألفا", "الآلاف", "مليون", "ملايين", "مليونا", "مليار"]
NUMBER_BEHIND = [
    "قتيل",
    "قتيلا",
    "و200 جريح",
    "إلى 40 ألفا",
    "-40",
    "% منهم",
    "في المئة",
    "ومئتين وثلاثة",
    "وأربعمئة ألف",
    "(خمسة)",
    ".",
    "شخصا و3",
]
NUMBER_BEFORE = ["", "بين ", "من ", "نحو ", "و", "بـ", "الـ", "لل", "("]


def number_digests() -> pd.DataFrame:
    """Return one hash per amount and scale: of all that is read with every word before and behind it."""
    rows = []
    for unit, scale in product(UNITS, SCALES):
        texts = [f"{before}{unit} {scale} {behind}" for before, behind in product(NUMBER_BEFORE, NUMBER_BEHIND)]
        rows.append((f"{unit} {scale}".strip(), digest([repr(find_numerals(text)) for text in texts])))
    return pd.DataFrame(rows, columns=["number", "digest"])


def reconciled_digests(cases: int = 100) -> pd.DataFrame:
    """Return one hash per simulated report: of its totals, conflicts, decisions, periods and checks."""
    rows = []
    for number in range(cases):
        kind = ("", *KINDS)[number % (len(KINDS) + 1)]
        result = reconcile(make_case(number, kind).claims)
        frames = (result.totals, result.conflicts, result.decisions, result.periods, result.checks)
        rows.append((f"{number} {kind}".strip(), digest([frame.to_csv(index=False) for frame in frames])))
    return pd.DataFrame(rows, columns=["case", "digest"])


RECORDED = {
    "readings_seen.csv": lambda: readings("seen"),
    "readings_unseen.csv": lambda: digests(readings("unseen")),
    "readings_rows.csv": lambda: readings_of(sentences()),
    "readings_variations.csv": variation_digests,
    "readings_numbers.csv": number_digests,
    "reconciled_cases.csv": reconciled_digests,
}


@pytest.mark.parametrize("name", RECORDED)
def test_everything_is_read_as_before(name):
    recorded = pd.read_csv(CORPUS / name, dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(RECORDED[name](), recorded)


def test_a_change_of_one_cell_changes_the_digest():
    frame = readings("seen").head(20)
    changed = frame.copy()
    changed.loc[3, "role"] = "other"
    assert (digests(frame)["digest"] != digests(changed)["digest"]).any()


def test_the_sentences_are_no_copies_of_each_other():
    assert len({report.doc_id for report in sentences()}) == len(sentences()) > 300


if __name__ == "__main__":
    if sys.argv[1:]:
        for report in sentences():
            if sys.argv[1] in report.text:
                print(*(f"{v.text}\n  {rows_of(v)}" for v in variations(report)), sep="\n")
        sys.exit()
    for name, make in RECORDED.items():
        make().to_csv(CORPUS / name, index=False, lineterminator="\n")
    sys.exit(pytest.main([__file__, "-q"]))
