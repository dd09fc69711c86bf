"""Measure: `make bench` prints speeds and ratios on this machine; nothing is written.

Every comparison runs on the same text in the same process, several times, and takes the best run. A
package that is not installed is named and left out: `pip install dateparser pyarabic` adds both.
"""

import sys
import time
from datetime import date
from importlib import import_module
from pathlib import Path

import pandas as pd
from camel_tools.tokenizers.word import simple_word_tokenize

from analysis.claims import claims_of, numbers_of, read_report
from analysis.documents import Report, read_corpus
from analysis.downloads import load_gazetteers, read_download
from analysis.evaluation import load_gold
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names
from analysis.place_evaluation import load_place_gold, score_places, summarise_places
from analysis.places import geocode_names
from analysis.reconcile import reconcile
from analysis.reconcile.simulate import KINDS, make_case, outcome_of, project

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


def texts_of(folder: Path) -> list[str]:
    """Return the texts of a folder of reports; none when it is not there."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def evaluation_texts() -> list[str]:
    """Return the texts of the evaluation reports: short and full of figures."""
    return [
        gold.report.text for half in ("seen", "unseen") for gold in load_gold(ROOT / f"data/raw/evaluation/{half}.yaml")
    ]


def bench_extraction() -> None:
    """Print words per second of full extraction, and how it stands to other packages, on three kinds of text."""
    gazetteer = load_gazetteer(ROOT / "data/raw/gazetteer/places.csv")
    names = fold_names(gazetteer.names())
    kinds = {
        "default corpus": texts_of(ROOT / "data/raw/reports") * 8,
        "five originals": texts_of(ROOT.parent / "shared/reports") * 8,
        "evaluation reports": evaluation_texts() * 4,
    }
    for kind, texts in kinds.items():
        if not texts:
            print(f"extraction, {kind}: no texts, left out")
            continue
        words = sum(len(text.split()) for text in texts)
        reports = [Report(f"r{i}", text, date(2024, 6, 1)) for i, text in enumerate(texts)]
        figures = sum(len(read_report(report, names).number_rows) for report in reports)

        def extract(reports=reports) -> None:
            readings = [read_report(report, names) for report in reports]
            claims_of(readings)
            numbers_of(readings)

        ours = best_time(extract)
        density = f"a number in every {words / figures:.0f} words"
        print(f"extraction, {kind} ({words} words, {density}): {words / ours:,.0f} words/s on one core")
        tokens = best_time(lambda texts=texts: [simple_word_tokenize(text) for text in texts])
        print(f"  camel_tools simple_word_tokenize: {words / tokens:,.0f} words/s; we take {ours / tokens:.1f} times")
        for name, call in (("dateparser.search", _search_dates), ("pyarabic.number", _find_numbers)):
            try:
                module = import_module(name)
            except ImportError:
                print(f"  {name}: not installed, left out")
                continue
            theirs = best_time(lambda module=module, call=call, texts=texts: call(module, texts), runs=1)
            print(f"  {name}: {words / theirs:,.0f} words/s; we take {ours / theirs:.2f} times")


def _search_dates(module, texts: list[str]) -> None:
    for text in texts:
        module.search_dates(text, languages=["ar"])


def _find_numbers(module, texts: list[str]) -> None:
    for text in texts:
        module.detect_numbers(text.split())


def bench_reconciliation() -> None:
    """Print the time to reconcile many independent reports, coherent and with one wrong sum in twenty."""
    for wanted, spoilt in ((1365, False), (10_000, False), (10_000, True), (100_000, False)):
        claims = many_cases(wanted, spoilt)
        started = time.perf_counter()
        result = reconcile(claims)
        seconds = time.perf_counter() - started
        print(f"reconciliation, {len(claims)} figures, {len(result.conflicts)} conflicts: {seconds:.2f} s")


def many_cases(wanted: int, spoilt: bool) -> pd.DataFrame:
    """Return simulated claims of as many publishers as it takes."""
    frames, total, number = [], 0, 0
    while total < wanted:
        claims = make_case(number, "wrong_sum" if spoilt and number % 20 == 0 else "").claims.copy()
        for name in ("claim_id", "parent_id"):
            claims[name] = [f"c{int(c[1:], 16) + number * 1000:010x}" if c else "" for c in claims[name]]
        for name in ("attributed_to", "doc_id"):
            claims[name] = [f"{value} {number}" for value in claims[name]]
        frames.append(claims)
        total, number = total + len(claims), number + 1
    return pd.concat(frames, ignore_index=True)


def bench_errors(cases: int = 200) -> None:
    """Print how often a planted error is found, beside projections that use no words and no integers."""
    found, projected = [], []
    for number in range(cases):
        case = make_case(number, KINDS[number % len(KINDS)])
        result = reconcile(case.claims)
        found.append(outcome_of(case, result.decisions, result.conflicts))
        projected += [{"method": m, **project(case, m)} for m in ("l1", "ols")]
    table, others = pd.DataFrame(found), pd.DataFrame(projected)
    print(f"planted errors, {cases} cases: among the repairs {table['listed'].mean():.1%}, the only one "
          f"{table['alone'].mean():.1%}, fewest changes {table['minimal'].mean():.1%}, other figures changed "
          f"{table['others_changed'].mean():.2f}")  # fmt: skip
    for method, rows in others.groupby("method"):
        print(f"  {method} projection: restored {rows['restored'].mean():.1%}, other figures changed "
              f"{rows['others_changed'].mean():.2f} of {rows['figures'].mean():.0f}")  # fmt: skip


def bench_places() -> None:
    """Print names decided per second, with the gazetteers of ../shared when they are there."""
    folder = ROOT.parent / "shared" / "reference" / "gazetteers"
    facts = load_gazetteer(ROOT / "data/raw/gazetteer/places.csv")
    files = [folder / name for name in ("ocha_2015_adm4_points.csv", "SY.txt") if (folder / name).is_file()]
    started = time.perf_counter()
    gazetteer = load_gazetteers(facts, [read_download(path) for path in files]) if files else facts
    loaded = time.perf_counter() - started
    print(f"places: {len(gazetteer.places)} in {len(files) + 1} gazetteers, loaded in {loaded:.2f} s")
    names = pd.DataFrame({"name": list(gazetteer.places["name_ar"])[:4000]}).assign(context="بريف إدلب الجنوبي")
    seconds = best_time(lambda: geocode_names(names, gazetteer), runs=2)
    print(f"  {len(names) / seconds:,.0f} names/s decided on one core")
    corpus = read_corpus(ROOT / "data/raw/reports").reports
    gold = load_place_gold(ROOT / "data/raw/evaluation/places.yaml", facts, corpus)
    found = {"facts table": facts} | {
        " and ".join(path.name for path in chosen): load_gazetteers(facts, [read_download(p) for p in chosen])
        for chosen in [files[:1], files[1:], files] if chosen
    }  # fmt: skip
    for name, chosen in found.items():
        shares = summarise_places(score_places(gold, chosen))
        print(f"  {name}: " + ", ".join(f"{what} {shares[what]:.1%}" for what in _SHARES))
    for part, name in (("texts", "looked at"), ("unseen", "unseen")) if len(files) == 2 else ():
        press = load_place_gold(ROOT / "data/raw/evaluation/press_places.yaml", facts, [], part)
        shares = summarise_places(score_places(press, gazetteer))
        print(f"  press names of the rest of Syria, {name}, both files: "
              + ", ".join(f"{what} {shares[what]:.1%}" for what in _SHARES))  # fmt: skip


_SHARES = ("right", "wrong", "open", "wrong of decided", "within 5 km")
BENCHES = {
    "extraction": bench_extraction, "reconciliation": bench_reconciliation, "errors": bench_errors,
    "places": bench_places,
}  # fmt: skip

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHES:
        BENCHES[chosen]()
