"""Evaluation of places: how often the right village is found, beside simpler look-ups.

The gold is data/raw/evaluation/places.yaml: short reports in our own words with each place marked by the
id that a person gave it, and the mentions of the default corpus. A mention is right when the decided
point lies within :data:`SAME_PLACE_KM` of the gold's, wrong when it lies elsewhere or the gold has no
point, open when nothing was decided.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from scipy.optimize import isotonic_regression

from analysis.claims import read_report
from analysis.documents import Report
from analysis.errors import ContractError
from analysis.files import read_user_yaml
from analysis.gazetteer import Gazetteer, name_key
from analysis.mentions import fold_names
from analysis.places import decide_places, distance_km, find_candidates, mentions_frame

SAME_PLACE_KM = 3.0  # two gazetteers put one village up to this far apart
DISTANCES_KM = (1, 5, 10, 25)
METHODS = ("exact", "normalised", "edit distance", "hasila")
_MARKED = re.compile(r"\[([^\]|]+)\|([^\]|]+)\]")
# what a person may write for an id: no point can be given, an area, a town that only says where something lies
OPEN, AREA, REFERENCE = "?", "=", "~"


@dataclass(frozen=True)
class GoldMention:
    """One place named in a report: characters, text, the gold id, and its point when it has one."""

    start: int
    end: int
    text: str
    gold: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class GoldPlaces:
    """One report with all its places marked by a person."""

    report: Report
    mentions: tuple[GoldMention, ...]


def load_place_gold(path: Path, gazetteer: Gazetteer, corpus: list[Report], part: str = "texts") -> list[GoldPlaces]:
    """Read the gold of places.

    Parameters
    ----------
    gazetteer : the facts table; gold ids that it lacks have their point in the file (`points`).
    corpus : the reports of the default corpus, whose mentions the file lists by their offsets.
    part : which list of texts, where a file has several (`texts`, `unseen`).

    Raises
    ------
    ContractError : an id without a point, or characters that are not in their report.
    """
    document = read_user_yaml(path, ContractError)
    if not isinstance(document, dict) or not {part, "points", "corpus"} <= set(document):
        raise ContractError(found="other keys", expected=f"{part}, points, corpus", where=str(path))
    points = {**_points_of(gazetteer), **{i: tuple(point) for i, point in document["points"].items()}}
    found = []
    for number, marked in enumerate(document[part], start=1):
        text, spans = _unmark(marked)
        report = Report(f"place_gold_{number:03}", text, date(2019, 6, 1))
        found.append(GoldPlaces(report, tuple(_mention(report, *span, points) for span in spans)))
    reports = {report.doc_id: report for report in corpus}
    for doc_id, lines in document["corpus"].items():
        if doc_id not in reports:
            continue  # another corpus is being read
        spans = [line.split("|") for line in lines]
        mentions = [_mention(reports[doc_id], int(a), int(b), gold, points, text) for a, b, text, gold in spans]
        found.append(GoldPlaces(reports[doc_id], tuple(mentions)))
    return found


def _points_of(gazetteer: Gazetteer) -> dict[str, tuple[float, float]]:
    located = gazetteer.places.dropna(subset=["lat", "lon"])
    return {i: (float(a), float(b)) for i, a, b in zip(located.index, located["lat"], located["lon"], strict=True)}


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its marks and the spans (start, end, gold)."""
    text, spans, position = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text, position = text + match[1], match.end()
    return text + marked[position:], spans


def _mention(report: Report, start: int, end: int, gold: str, points: dict, text: str = "") -> GoldMention:
    shown = report.text[start:end]
    if text and shown != text:
        raise ContractError(
            found=f"{shown!r} at {start}–{end}", expected=repr(text), where=f"gold of places, {report.doc_id}"
        )
    if gold not in (OPEN, AREA, REFERENCE) and gold not in points:
        raise ContractError(
            found=f"the id {gold}", expected="a place of the facts table, or its point under `points`",
            where=f"gold of places, {report.doc_id}, {shown}",
        )  # fmt: skip
    return GoldMention(start, end, shown, gold, *points.get(gold, (None, None)))


def score_places(gold: list[GoldPlaces], gazetteer: Gazetteer, method: str = "hasila",
                 min_confidence: float = 0.5, near_km: float = 30.0) -> pd.DataFrame:  # fmt: skip
    """Return one row per gold mention: doc_id, text, gold, decided, outcome (right, wrong, open), km, score.

    `method`: hasila, or a baseline that is given the mention itself and looks at nothing but its name: the first
    row with the same letters (exact), the same folded name (normalised), or the least edit distance.
    """
    names = fold_names(gazetteer.names())
    rows = []
    for item in gold:
        if method == "hasila":
            decided = _decide(item.report, names, gazetteer, min_confidence, near_km)
        else:
            decided = {(m.start, m.end): (_look_up(m.text, gazetteer, method), 1.0) for m in item.mentions}
        for mention in item.mentions:
            place_id, score = _overlapping(decided, mention)
            rows.append(_row(item.report.doc_id, mention, place_id, score, gazetteer))
    return pd.DataFrame(rows)


def _decide(report: Report, names, gazetteer: Gazetteer, min_confidence: float, near_km: float) -> dict:
    mentions = mentions_frame(report.doc_id, read_report(report, names).mentions)
    candidates = find_candidates(mentions, gazetteer, near_km)
    best = candidates.groupby("mention_id")["score"].max().to_dict()
    places = decide_places(mentions, candidates, gazetteer, min_confidence).merge(mentions, on="mention_id")
    return {
        (row.start, row.end): (row.place_id if row.status == "matched" else "", best.get(row.mention_id, 0.0))
        for row in places.itertuples()
    }


def _look_up(text: str, gazetteer: Gazetteer, method: str) -> str:
    if method == "exact":
        places = gazetteer.places
        return next(iter(places.index[places["name_ar"] == text]), "")
    keys = gazetteer.by_name
    if method == "normalised":
        return next(iter(keys.get(name_key(text), ())), "")
    best = process.extractOne(name_key(text), gazetteer.keys, scorer=Levenshtein.distance)
    return keys[best[0]][0] if best else ""


def _overlapping(decided: dict, mention: GoldMention) -> tuple[str, float]:
    """Return the decision for the mention that covers the gold's characters, the exact one before any other."""
    if (mention.start, mention.end) in decided:
        return decided[mention.start, mention.end]
    near = [found for (a, b), found in sorted(decided.items()) if a < mention.end and mention.start < b]
    return near[0] if near else ("", 0.0)


def _row(doc_id: str, mention: GoldMention, place_id: str, score: float, gazetteer: Gazetteer) -> dict:
    place = gazetteer.row(place_id) if place_id else None
    located = place is not None and not pd.isna(place["lat"])
    km = None
    if located and mention.lat is not None:
        km = distance_km(mention.lat, mention.lon, float(place["lat"]), float(place["lon"]))
    if mention.gold == REFERENCE:
        outcome = "reference"
    elif mention.lat is None:
        outcome = "wrong" if located else "right"
    else:
        outcome = "open" if not located else "right" if km <= SAME_PLACE_KM else "wrong"
    return {
        "doc_id": doc_id, "text": mention.text, "gold": mention.gold, "decided": place_id, "outcome": outcome,
        "km": km, "score": score, "in_gazetteer": mention.gold in gazetteer.places.index,
    }  # fmt: skip


def summarise_places(scored: pd.DataFrame) -> dict:
    """Return the shares of one method: right, wrong, open, wrong of the decided, and within 1, 5, 10, 25 km.

    References are left out; distances are shares of the mentions that have a point.
    """
    rows = scored[scored["outcome"] != "reference"]
    shares = rows["outcome"].value_counts(normalize=True)
    pointed = rows[~rows["gold"].isin([OPEN, AREA])]
    decided = rows[rows["decided"] != ""]
    found = {name: float(shares.get(name, 0.0)) for name in ("right", "wrong", "open")}
    found["wrong of decided"] = float((decided["outcome"] == "wrong").mean()) if len(decided) else 0.0
    for km in DISTANCES_KM:
        found[f"within {km} km"] = float((pointed["km"] <= km).mean())
    return {"mentions": len(rows), **found}


SCORE_BINS = (0.0, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9)  # where a bin of scores begins


def decisions_of(gold: list[GoldPlaces], gazetteer: Gazetteer) -> pd.DataFrame:
    """Return one row per decision that would be made if every confidence were enough: doc_id, text, score, right.

    Ties stay open, so they are not among them; neither are areas and references.
    """
    scored = score_places(gold, gazetteer, min_confidence=0.0)
    rows = scored[(scored["decided"] != "") & ~scored["gold"].isin([REFERENCE, AREA])]
    return rows.assign(right=rows["outcome"].eq("right"))[["doc_id", "text", "score", "right"]].reset_index(drop=True)


def fit_confidence(decisions: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    """Return (score from … on, confidence): the share right in each bin of scores, never falling.

    One right and one wrong decision are added to each bin (Laplace), so that a bin without errors is not certain;
    bins without decisions take the confidence of the bin below.
    """
    edges = [*SCORE_BINS, 1.01]
    bins = pd.cut(decisions["score"], edges, right=False)
    counts = decisions.groupby(bins, observed=False)["right"].agg(["sum", "size"])
    shares = ((counts["sum"] + 1) / (counts["size"] + 2)).to_numpy(dtype=float)
    rising = isotonic_regression(shares, weights=(counts["size"] + 2).to_numpy(dtype=float)).x
    return tuple((begin, round(float(share), 3)) for begin, share in zip(SCORE_BINS, rising, strict=True))


def cross_validate(decisions: pd.DataFrame, folds: int = 5) -> pd.DataFrame:
    """Return the decisions with the confidence that was fitted without the reports of their fold."""
    number = decisions["doc_id"].rank(method="dense").astype(int) % folds
    parts = []
    for fold in range(folds):
        steps = fit_confidence(decisions[number != fold])
        held = decisions[number == fold]
        found = [next(share for begin, share in reversed(steps) if score >= begin) for score in held["score"]]
        parts.append(held.assign(confidence=found))
    return pd.concat(parts).sort_index()


def calibrate(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return one row per bin of scores: decisions, mean confidence (cross-validated), share right."""
    bins = pd.cut(decisions["score"], [*SCORE_BINS, 1.01], right=False)
    table = decisions.groupby(bins, observed=True).agg(
        decisions=("score", "size"), confidence=("confidence", "mean"), share_right=("right", "mean")
    )  # fmt: skip
    return table.rename_axis("score").reset_index().assign(score=lambda t: t["score"].astype(str))


def brier(decisions: pd.DataFrame) -> tuple[float, float]:
    """Return the Brier score of the confidences and that of one constant confidence, the share right of all."""
    right = decisions["right"].astype(float)
    return float(((decisions["confidence"] - right) ** 2).mean()), float(((right.mean() - right) ** 2).mean())
