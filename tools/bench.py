"""Measure: `make bench` prints speeds and ratios on this machine; nothing is written.

Every comparison runs on the same text in the same process, several times, and takes the best run. A
package that is not installed is named and left out: `pip install dateparser pyarabic` adds both.
"""

import sys
import time
from datetime import date
from importlib import import_module
from pathlib import Path

from camel_tools.tokenizers.word import simple_word_tokenize

from analysis.claims import claims_of, numbers_of, read_report
from analysis.documents import Report
from analysis.evaluation import load_gold
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names

ROOT = Path(__file__).resolve().parent.parent


def best_time(action, runs: int = 5) -> float:
    """Return the shortest of several runs in seconds, after one run that warms the caches."""
    action()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)


def corpus_texts(copies: int) -> list[str]:
    """Return the texts of the default corpus and of the evaluation reports, each `copies` times."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/raw/reports").glob("*.txt"))]
    for half in ("seen", "unseen"):
        texts += [gold.report.text for gold in load_gold(ROOT / f"data/raw/evaluation/{half}.yaml")]
    return texts * copies


def bench_extraction() -> None:
    """Print words per second of full extraction, and how it stands to other packages."""
    texts = corpus_texts(4)
    words = sum(len(text.split()) for text in texts)
    gazetteer = load_gazetteer(ROOT / "data/raw/gazetteer/places.csv")
    names = fold_names(gazetteer.names())
    reports = [Report(f"r{i}", text, date(2024, 6, 1)) for i, text in enumerate(texts)]

    def extract() -> None:
        readings = [read_report(report, names) for report in reports]
        claims_of(readings)
        numbers_of(readings)

    ours = best_time(extract, runs=3)
    print(f"extraction, {words} words in {len(texts)} reports: {words / ours:,.0f} words/s on one core")
    tokens = best_time(lambda: [simple_word_tokenize(text) for text in texts])
    print(
        f"  camel_tools simple_word_tokenize: {words / tokens:,.0f} words/s; extraction takes {ours / tokens:.1f} times"
    )
    for name, call in (("dateparser.search", _search_dates), ("pyarabic.number", _find_numbers)):
        try:
            module = import_module(name)
        except ImportError:
            print(f"  {name}: not installed, left out")
            continue
        theirs = best_time(lambda module=module, call=call: call(module, texts), runs=1)
        print(f"  {name}: {words / theirs:,.0f} words/s; extraction takes {ours / theirs:.2f} times")


def _search_dates(module, texts: list[str]) -> None:
    for text in texts:
        module.search_dates(text, languages=["ar"])


def _find_numbers(module, texts: list[str]) -> None:
    for text in texts:
        module.detect_numbers(text.split())


BENCHES = {"extraction": bench_extraction}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHES:
        BENCHES[chosen]()
