"""Fuzz the reading of reports: random Arabic built from the lexicons, and mutilated evaluation reports.

``python tools/fuzz.py --seconds 3600 --seed 1`` prints every text that crashes the reader, breaks a
promise (offsets that cut out the stated text, each number once in the ledger, claims that fulfil their
contract) or takes longer than its length allows; the exit status is 1 when there was one. A text that was
found belongs, shortened, into tests/corpus or tests/test_claims.py.
"""

import argparse
import json
import random
import sys
import time
import traceback
from datetime import date
from itertools import pairwise
from pathlib import Path

from analysis.claims import read_report
from analysis.documents import Report
from analysis.evaluation import load_gold
from analysis.lexicons import ENTRY_KEYS, load_lexicon
from analysis.schemas import Claims, Numbers

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = ["12", "٣٤", "۵۶", "1,234", "١٬٢٣٤", "3.5", "2 500", "12-14", "1/3", "50%", "007", "10000000000", "1.2.3"]
MARKS = [
    *" \u00a0\n\t.,،؛:()[]{}«»\"'/-–—*•%#_=<>&|\\", "\u200f", "\u202e", "\u200b", "\u0640", "\u064b", "\ufeff", 
    "\u0000", "\U0001f600", "ـــ", "()", "\r\n", "\u2028",
]  # fmt: skip
CLITICS = ["", "", "", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "ك"]
SECONDS_PER_WORD = 0.002  # and half a second for any text


def lexicon_words() -> list[str]:
    """Return every form of every lexicon, in a fixed order."""
    found = set()
    for name in ENTRY_KEYS:
        for entry in load_lexicon(name):
            found.update(entry.get("forms") or [entry["lemma"], *entry.get("plural", [])])
    return sorted(found)


def random_text(rng: random.Random, words: list[str]) -> str:
    """Return up to 150 lexicon forms, numbers and marks in random order."""
    chosen = []
    for _ in range(rng.randint(1, rng.choice([8, 30, 150]))):
        kind = rng.random()
        if kind < 0.6:
            chosen.append(rng.choice(CLITICS) + rng.choice(words))
        elif kind < 0.8:
            chosen.append(rng.choice(NUMBERS))
        elif kind < 0.82:
            chosen.append(str(rng.randint(0, 10 ** rng.randint(1, 25))))
        else:
            chosen.append(rng.choice(MARKS))
        chosen.append(rng.choice([" ", " ", " ", " ", "", "\n", "، "]))
    return "".join(chosen)


def random_list(rng: random.Random, words: list[str]) -> str:
    """Return a line that ends with a colon and lines behind it: marks, labels, colons, numbers in random order."""
    marks = ["- ", "• ", "\U0001f534 ", "1. ", "2) ", "(3) ", "أ- ", "ألف: ", "المجموع: ", "", ""]
    lines = [random_text(rng, words).replace("\n", " ")[:200] + rng.choice([":", ":", ""])]
    for _ in range(rng.randint(1, 12)):
        label = " ".join(rng.choice(CLITICS) + rng.choice(words) for _ in range(rng.randint(0, 4)))
        counted = [
            rng.choice(NUMBERS[:5]) + rng.choice([" ", " (", ") "]) + rng.choice(words)
            for _ in range(rng.randint(0, 4))
        ]
        lines.append(
            rng.choice(marks) + label + rng.choice([": ", " (", " ", "، "]) + rng.choice(["، ", " و"]).join(counted)
        )
    return "\n".join(lines)


def mutilated(rng: random.Random, texts: list[str], words: list[str]) -> str:
    """Return a report with characters and words removed, doubled, swapped or put in."""
    text = rng.choice(texts)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(text) + 1)
        kind = rng.random()
        if kind < 0.3:
            text = text[:at] + text[at + rng.randint(1, 20) :]
        elif kind < 0.5:
            text = text[:at] + rng.choice(MARKS) + text[at:]
        elif kind < 0.7:
            text = text[:at] + " " + rng.choice(words) + " " + text[at:]
        elif kind < 0.85:
            text = text[:at] + rng.choice(NUMBERS) + text[at:]
        else:
            text = text[at:] + text[:at]
        text = text or " "
    return text


def fault_of(text: str, published: date | None) -> str:
    """Return what is wrong with the reading of a text, or an empty string."""
    started = time.process_time()
    try:
        reading = read_report(Report("fuzz", text, published))
        claims, numbers = Claims.validate(reading.claims), Numbers.validate(reading.numbers)
    except Exception:
        return traceback.format_exc(limit=-4)
    seconds = time.process_time() - started
    if seconds > 0.5 + SECONDS_PER_WORD * len(text.split()):
        started = time.process_time()  # once more: caches, or really slow?
        read_report(Report("fuzz", text, published))
        if time.process_time() - started > 0.5 + SECONDS_PER_WORD * len(text.split()):
            return f"took {seconds:.1f} s"
    for frame, name in ((claims, "claim"), (numbers, "number")):
        for row in frame.itertuples():
            if text[row.start : row.end] != row.text or not row.text.strip():
                return f"{name} {row.start}-{row.end} cuts out {text[row.start : row.end]!r}, states {row.text!r}"
    spans = sorted(zip(numbers["start"], numbers["end"], strict=True))
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        return "two numbers of the ledger overlap"
    if set(claims["claim_id"]) != set(" ".join(numbers["claim_id"]).split()):
        return "claims and ledger name different claims"
    return ""


def main() -> int:
    """Fuzz for a time and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng, words = random.Random(options.seed), lexicon_words()
    texts = [
        gold.report.text for half in ("seen", "unseen") for gold in load_gold(ROOT / f"data/raw/evaluation/{half}.yaml")
    ]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/raw/reports").glob("*.txt"))]
    stop, count, faults = time.monotonic() + options.seconds, 0, 0
    while time.monotonic() < stop:
        kind = rng.random()
        text = (
            random_text(rng, words)
            if kind < 0.5
            else random_list(rng, words)
            if kind < 0.7
            else mutilated(rng, texts, words)
        )
        published = rng.choice([None, date(2019, 5, 1), date(2024, 2, 29)])
        fault = fault_of(text, published)
        count += 1
        if fault:
            faults += 1
            print(
                json.dumps({"fault": fault, "published": str(published), "text": text}, ensure_ascii=False), flush=True
            )
    print(f"{count} texts, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
