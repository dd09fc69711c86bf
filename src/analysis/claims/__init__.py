"""Claims: every figure that a report states of a toll, and the ledger of all its other numbers.

:func:`find_claims` reads one report: it scans the text, reads the noun phrase of each number, its
measure, its place in the structure of totals, parts and subsets, its cause and its window. A figure
whose measure or group cannot be read stays in the ledger with a reason; it never becomes a claim.

ARCHITECTURE.md says which module reads what.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from operator import eq

import pandas as pd

from analysis.claims.attribution import find_sources, read_own_soldiers, read_sources
from analysis.claims.causes import read_causes
from analysis.claims.context import read_windows
from analysis.claims.figure import Figure
from analysis.claims.figures import NAMED, find_figures, tells_which_one
from analysis.claims.grids import link_totals_of_columns, read_grids
from analysis.claims.lines import link_total_of_lines, parties_of_sections
from analysis.claims.locations import one_for_each_place, read_places
from analysis.claims.recalled import recall_causes
from analysis.claims.structure import read_measures_and_parents
from analysis.claims.sums import link_next_sentence, link_out_of, link_rest_of_list, link_sum, link_two_sides
from analysis.documents import Report
from analysis.mentions import Mention, find_mentions, mention_id
from analysis.morphology import noun_lemma
from analysis.quantities import interval_of
from analysis.scan import Scan, scan_text
from analysis.schemas import PEOPLE_MEASURES, Claims, Numbers
from analysis.spans import Spans

__all__ = ["Reading", "claims_of", "find_claims", "name_what_is_counted", "numbers_of", "read_figures", "read_report"]


@dataclass
class Reading:
    """What one report says: rows of `claims` and `numbers` (contracts), and its mentions of places."""

    report: Report
    claim_rows: list[dict]
    number_rows: list[dict]
    mentions: list[Mention]

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row per figure of a toll (contract Claims)."""
        return claims_of([self])

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """One row per number expression (contract Numbers)."""
        return numbers_of([self])


def claims_of(readings: list[Reading]) -> pd.DataFrame:
    """Return the claims of several readings as one frame (contract Claims)."""
    rows = [row for reading in readings for row in reading.claim_rows]
    return Claims.typed(pd.DataFrame(rows, columns=Claims.column_names()))


def numbers_of(readings: list[Reading]) -> pd.DataFrame:
    """Return the ledgers of several readings as one frame (contract Numbers)."""
    rows = [row for reading in readings for row in reading.number_rows]
    return Numbers.typed(pd.DataFrame(rows, columns=Numbers.column_names()))


def name_what_is_counted(numbers: pd.DataFrame, reports: list[Report], database: str) -> pd.DataFrame:
    """Return the ledger with the lemma of what other numbers count, from a CAMeL Tools database of the user.

    Only the words of `reason` change ("counts منزل" becomes "counts منازل: منزل"); no role and no figure does.
    """
    if not database:
        return numbers
    texts = {report.doc_id: report.text for report in reports}

    def reason_of(row) -> str:
        behind = _NEXT_WORD.match(texts[row.doc_id], row.end)
        lemma = noun_lemma(behind["word"], database) if behind and row.role == "other_count" else ""
        return f"{row.reason}: {lemma}" if lemma and row.reason.startswith("counts ") else row.reason

    return numbers.assign(reason=[reason_of(row) for row in numbers.itertuples()])


_NEXT_WORD = re.compile(r"\W{0,3}(?P<word>[\u0621-\u0652]+)")


def find_claims(document: Report, tolerance: float = 0.0) -> pd.DataFrame:
    """Return the claims of one report, one row per figure (contract Claims).

    Parameters
    ----------
    document : the report; its publication day resolves relative windows.
    tolerance : half-width granted to "about", as a share; 0 grants no bounds.
    """
    return read_report(document, tolerance=tolerance).claims


def read_report(report: Report, names: frozenset[tuple[str, ...]] = frozenset(), tolerance: float = 0.0) -> Reading:
    """Read one report fully; `names` are folded gazetteer names that help to find place mentions."""
    figures, mentions = read_figures(report, names)
    tolls = [copy for f in figures if f.role == "figure" for copy in one_for_each_place(f)]
    ids = {id(f): claim_id(report.doc_id, f) for f in tolls}
    named = {m.start: mention_id(report.doc_id, m) for m in mentions}
    claims = [_claim_row(report, figure, ids, named, tolerance) for figure in tolls]
    of_numbers: dict[int, list[str]] = {}
    for figure in tolls:
        of_numbers.setdefault(figure.start, []).append(ids[id(figure)])
    numbers = [_number_row(report, f, of_numbers) for f in figures]
    return Reading(report, claims, numbers, mentions)


def read_figures(report: Report, names: frozenset[tuple[str, ...]] = frozenset()) -> tuple[list[Figure], list[Mention]]:
    """Return every number expression of a report with all that was read for it, and the places it names."""
    scan = scan_text(report.text, report.published)
    mentions = find_mentions(scan, names)
    scan.places = Spans(mentions)
    scan.forget_connectors_in_places()
    scan.sections = parties_of_sections(scan)
    figures = find_figures(scan)
    totals = read_grids(scan, figures)
    read_measures_and_parents(scan, figures)
    read_causes(scan, figures)
    recall_causes(scan, figures)
    scan.sources = find_sources(scan)
    read_windows(scan, figures)
    read_sources(scan, figures)
    read_own_soldiers(scan, figures)
    read_places(scan, figures, mentions)
    link_out_of(scan, figures)
    link_sum(scan, figures)
    link_next_sentence(scan, figures)
    link_two_sides(figures)
    link_rest_of_list(figures)
    link_total_of_lines(scan, figures)
    link_totals_of_columns(totals)
    _mark_restated(scan, figures)
    _mark_named_again(scan, figures)
    return figures, mentions


def claim_id(doc_id: str, figure: Figure) -> str:
    """Return the stable id of a claim: report, characters, measure and group; the place of 'N in each of A and B'."""
    key = f"{doc_id}|{figure.start}|{figure.end}|{figure.measure}|{figure.group}"
    if figure.each:
        key += f"|{figure.places[0].start}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:10]


def _mark_restated(scan: Scan, figures: list[Figure]) -> None:
    """Link a headline that is printed again to its first printing: the same figure in the same words."""
    seen: dict[tuple, Figure] = {}
    alike: dict[tuple, bool] = {}  # pair of sentences → they have the same words
    for figure in figures:
        if figure.role != "figure" or figure.parent is not None:
            continue
        key = (figure.value, figure.measure, figure.group, figure.text)
        first = seen.setdefault(key, figure)
        if figure.label is not None or first.label is not None:
            continue  # 'Tubas: 7', 'Jericho: 7'
        if any(rule == "head.other_person" for rule, _, _ in figure.rules):
            continue  # 'wounded seven others'
        if tells_which_one(scan, scan.at(figure.end - 1) + 1):
            continue  # 'a martyr in X, and another martyr in Y'
        if first is figure or (figure.form == "singular" and 0 <= figure.position - first.np_end <= 1):
            continue  # 'an officer and an officer of the ranks'
        pair = (first.sentence, figure.sentence)
        if pair not in alike:
            alike[pair] = pair[0] == pair[1] or _same_words(scan, *pair)
        if alike[pair]:
            figure.parent, figure.relation = first, "restated"
            figure.use("relation.restated", figure.start, figure.end)


def _mark_named_again(scan: Scan, figures: list[Figure]) -> None:
    """Link a victim who is named again, or 'a young man' of a headline who is named behind it, to the first mention."""
    named: dict[tuple[str, str], Figure] = {}  # measure and name → the first mention
    unnamed: dict[tuple[str, str], list[Figure]] = {}  # measure and noun → those without a name
    for figure in figures:
        noun = scan.noun(figure.position, "s") if figure.form == "singular" and figure.role == "figure" else None
        if noun is None or noun.kind not in ("person", "member"):
            continue
        name = next((scan.text[start:end] for rule, start, end in figure.rules if rule == NAMED), "")
        alike = unnamed.setdefault((figure.measure, noun.lemma), [])
        if not name:
            alike.append(figure)
            continue
        headline = alike[0] if len(alike) == 1 and alike[0].paragraph == 0 < figure.paragraph else None
        first = named.setdefault((figure.measure, name), figure)
        first = headline if first is figure else first
        if first is not None and figure.parent is None and first.sentence != figure.sentence:
            figure.parent, figure.relation = first.parent if first.relation == "restated" else first, "restated"
            figure.use("relation.restated.named", figure.start, figure.end)


def _same_words(scan: Scan, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Say whether two sentences have as many words and marks, and nine in ten are the same."""
    first, second = (scan.forms[scan.at(start) : scan.at(end - 1) + 1] for start, end in (left, right))
    return len(first) == len(second) and 10 * sum(map(eq, first, second)) >= 9 * len(first)


def _claim_row(report: Report, figure: Figure, ids: dict[int, str], named: dict[int, str], tolerance: float) -> dict:
    bounds = interval_of(figure.value, figure.qualifier, tolerance, figure.low, figure.high)
    window = figure.window
    return {
        "claim_id": ids[id(figure)],
        "doc_id": report.doc_id,
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        "value": figure.value,
        "low": bounds.low,
        "high": bounds.high,
        "qualifier": figure.qualifier,
        "measure": figure.measure,
        "group": figure.group if figure.measure in PEOPLE_MEASURES else "",
        "actor": figure.actor,
        "method": figure.method,
        "window_start": window.first.isoformat() if window and window.first else "",
        "window_end": window.last.isoformat() if window and window.last else "",
        "window_text": window.words if window else "",
        "running": figure.running,
        "scope": figure.scope,
        "places": " ".join(named[m.start] for m in figure.places),
        "parent_id": ids[id(figure.parent)] if figure.parent is not None else "",
        "relation": figure.relation,
        "attributed_to": figure.attributed_to,
        "term": " ".join(" ".join(figure.event_words).split()),
        "rule_id": " ".join(dict.fromkeys(rule for rule, _, _ in figure.rules)) or "head.bare",
        "sentence_start": figure.sentence[0],
        "sentence_end": figure.sentence[1],
    }


def _number_row(report: Report, figure: Figure, ids: dict[int, list[str]]) -> dict:
    claim = figure.role == "figure"
    return {
        "doc_id": report.doc_id,
        "start": figure.start,
        "end": figure.end,
        "text": report.text[figure.start : figure.end],
        "value": figure.shown,
        "role": "claim" if claim else figure.role,
        "claim_id": " ".join(ids[figure.start]) if claim else "",
        "reason": f"{figure.measure} {figure.group}".strip() if claim else figure.reason,
    }
