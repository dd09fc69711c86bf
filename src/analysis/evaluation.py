"""Evaluation: how well reports with known readings are read, field by field.

The gold (``data/raw/evaluation/*.yaml``) holds whole reports and, for each figure that a careful
reader would take as a claim, its text and fields in one line. :func:`score_reports` reads the same
reports and pairs claims with gold figures by their characters; :func:`summarise` gives precision,
recall and F1, with intervals from resampling whole reports. A figure counts as found only when value
and measure are right; each further field is scored on top of that.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.arabic import fold
from analysis.claims import Reading, read_report
from analysis.documents import Report
from analysis.errors import CorpusError
from analysis.files import read_user_yaml
from analysis.lexicons import load_lexicon, word_set
from analysis.schemas import ROLES

FIELDS = ("group", "qualifier", "actor", "method", "window", "parent", "place", "attribution")
_SHORT = {
    "a": "actor",
    "m": "method",
    "q": "qualifier",
    "w": "window",
    "in": "place",
    "by": "attribution",
    "v": "value",
}
_INHERITED = ("actor", "method", "window", "attribution")
_RELATION = re.compile(r"(part|among|restated):(\d+)")


@dataclass
class GoldFigure:
    """One figure as a careful reader reads it. `start`, `end`: characters of the report, half open.

    `value`: the number, or "low-high" of a range, or empty when vague. `parent`: index of the figure
    that it belongs to, or None; `fields`: the rest, by the names of :data:`FIELDS`.
    """

    start: int
    end: int
    text: str
    value: str
    measure: str
    relation: str = ""
    parent: int | None = None
    running: bool = False
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class GoldReport:
    """One report with its gold figures in reading order."""

    report: Report
    register: str
    conflict: str
    figures: list[GoldFigure]


def load_gold(path: Path) -> list[GoldReport]:
    """Return the reports of a gold file; a figure that is not in its text is an error."""
    content = read_user_yaml(path, CorpusError)
    if not isinstance(content, dict) or not isinstance(content.get("reports"), list):
        raise CorpusError(found="no list of reports", expected="reports: [...]", where=str(path))
    return [_gold_report(entry, Path(path).name) for entry in content["reports"]]


def _gold_report(entry: dict, file: str) -> GoldReport:
    published = date.fromisoformat(str(entry["published"])) if entry.get("published") else None
    report = Report(entry["id"], entry["text"], published, entry["register"], language="ar")
    figures: list[GoldFigure] = []
    position = 0
    for number, line in enumerate(entry["figures"], start=1):
        figure = _gold_figure(line, entry["text"], position, f"{file}, {entry['id']}, figure {number}")
        position = figure.end
        if figure.parent is not None:
            if not figure.parent < len(figures):
                raise CorpusError(found=f"parent {figure.parent + 1}", expected="an earlier figure", where=line)
            whole = figures[figure.parent]
            for name in _INHERITED:
                if figure.relation != "restated":
                    figure.fields.setdefault(name, whole.fields[name])
        for name in FIELDS:
            figure.fields.setdefault(name, "exact" if name == "qualifier" else "")
        figures.append(figure)
    return GoldReport(report, entry["register"], entry["conflict"], figures)


def _gold_figure(line: str, text: str, position: int, where: str) -> GoldFigure:
    parts = [part.strip() for part in line.split(" | ")]
    stated, (measure, *group) = parts[0], parts[1].split()
    found = re.compile(rf"(?<![0-9]){re.escape(stated)}(?![0-9])").search(text, position)
    if not found:
        raise CorpusError(found=f"{stated!r} is not in the text behind the figure before it", where=where)
    figure = GoldFigure(found.start(), found.end(), stated, "", measure, fields={"group": group[0] if group else ""})
    for option in (o.strip() for o in (parts[2] if len(parts) > 2 else "").split(";")):
        relation = _RELATION.fullmatch(option)
        if relation:
            figure.relation, figure.parent = relation[1], int(relation[2]) - 1
        elif option == "r":
            figure.running = True
        elif option:
            name, _, value = option.partition("=")
            if name not in _SHORT:
                raise CorpusError(found=f"{option!r}", expected=f"one of {sorted(_SHORT)}", where=where)
            if name == "v":
                figure.value = value
            else:
                figure.fields[_SHORT[name]] = value
    if not figure.value and figure.fields.get("qualifier") != "vague":
        if not stated.isdigit():
            raise CorpusError(found=f"{stated!r} without v=", expected="v= and the number", where=where)
        figure.value = str(int(stated))
    return figure


@cache
def _source_names() -> dict[str, str]:
    return {fold(form): entry["source"] for entry in load_lexicon("sources") for form in entry["forms"]}


def _source(name: str) -> str:
    """Return the lexicon's name of a source; one that opens with a known name is known."""
    words = fold(name).split()
    for last in range(len(words), 0, -1):
        known = _source_names().get(" ".join(words[:last]))
        if known:
            return known
    return " ".join(words)


def _place_key(name: str) -> str:
    """Return a place name without the words that only say what it is: quarter, town, governorate."""
    kinds = {fold(form) for entry in load_lexicon("places") for form in entry["forms"]}
    words = [w.removeprefix("ال") for w in fold(name).split()]
    kept = [w for w in words if w not in kinds and w not in word_set("city_word")]
    return " ".join(kept or words)


def _claim_value(row) -> str:
    if row.qualifier == "range":
        return f"{row.low}-{row.high}"
    return "" if pd.isna(row.value) else str(row.value)


def score_report(gold: GoldReport, reading: Reading) -> pd.DataFrame:
    """Return one row per gold figure or claim: what was expected, what was read, what is right.

    `found`: value and measure are right; a column per field of :data:`FIELDS` says whether it is too.
    A row with an empty `gold` is a claim too many, one with an empty `read` a figure missed.
    """
    claims = list(reading.claims.itertuples())
    mentions = {m_id: m.text for m_id, m in zip(_mention_ids(reading), reading.mentions, strict=True)}
    free = dict(enumerate(claims))
    pairs: list[tuple[GoldFigure | None, object | None]] = []
    paired: dict[int, int] = {}
    for index, figure in enumerate(gold.figures):
        hit = next((i for i, c in free.items() if c.start < figure.end and figure.start < c.end), None)
        if hit is not None:
            paired[index] = hit
        pairs.append((figure, free.pop(hit) if hit is not None else None))
    pairs += [(None, claim) for claim in free.values()]
    rows = []
    for figure, claim in pairs:
        base = {
            "doc_id": gold.report.doc_id, "register": gold.register, "conflict": gold.conflict,
            "form": _form(figure, claim), "gold": figure.text if figure else "", "read": claim.text if claim else "",
        }  # fmt: skip
        wanted = _wanted(gold, figure, paired, claims) if figure else {}
        got = _got(claim, mentions) if claim else {}
        right = {name: bool(figure and claim) and wanted[name] == got[name] for name in ("value", "measure", *FIELDS)}
        right["place"] = bool(figure and claim) and _places_agree(wanted["place"], got["place"])
        base["found"] = right["value"] and right["measure"]
        base |= {name: base["found"] and right[name] for name in FIELDS}
        base["wrong"] = "; ".join(
            f"{name}: {wanted[name] or '–'} read as {got[name] or '–'}" for name, ok in right.items() if not ok
        ) if figure and claim else ""  # fmt: skip
        rows.append(base)
    return pd.DataFrame(rows)


def _places_agree(wanted: str, got: str) -> bool:
    """Say whether the place meant, the first of the gold, was read and no place outside the gold."""
    stated, read = wanted.split(", ") if wanted else [], got.split(", ") if got else []
    return set(read) <= set(stated) and stated[:1] == [p for p in stated[:1] if p in read]


def _mention_ids(reading: Reading) -> list[str]:
    from analysis.mentions import mention_id

    return [mention_id(reading.report.doc_id, m) for m in reading.mentions]


def _wanted(gold: GoldReport, figure: GoldFigure, paired: dict[int, int], claims: list) -> dict[str, str]:
    parent = ""
    if figure.parent is not None:
        hit = paired.get(figure.parent)
        parent = f"{figure.relation} {claims[hit].claim_id if hit is not None else 'missed'}"
    return {
        **figure.fields,
        "value": figure.value,
        "measure": figure.measure,
        "parent": parent,
        "place": ", ".join(_place_key(n) for n in figure.fields["place"].split(",") if n.strip()),
        "attribution": _source(figure.fields["attribution"]) if figure.fields["attribution"] else "",
    }


def _got(claim, mentions: dict[str, str]) -> dict[str, str]:
    window = f"{claim.window_start}..{claim.window_end}"
    return {
        "value": _claim_value(claim),
        "measure": claim.measure,
        "group": claim.group,
        "qualifier": claim.qualifier,
        "actor": claim.actor,
        "method": claim.method,
        "window": "" if window == ".." else window,
        "parent": f"{claim.relation} {claim.parent_id}".strip(),
        "place": ", ".join(sorted(_place_key(mentions[m]) for m in claim.places.split() if m in mentions)),
        "attribution": _source(claim.attributed_to) if claim.attributed_to else "",
    }


def _form(figure: GoldFigure | None, claim) -> str:
    """Return the form of a figure: how its number is written."""
    text = figure.text if figure else claim.text
    if figure and figure.fields.get("qualifier") in ("vague", "range"):
        return figure.fields["qualifier"]
    if re.fullmatch(r"[\d٠-٩۰-۹.,،٫٬]+", text):
        return "digits"
    if re.search(r"\d", text):
        return "digits and scale word"
    value = figure.value if figure else str(claim.value)
    if value in ("1", "2") and not fold(text).startswith(("اثن", "احد", "واحد")):
        return "dual noun" if value == "2" else "singular noun"
    return "number words"


def score_reports(reports: list[GoldReport], names: frozenset = frozenset()) -> pd.DataFrame:
    """Return the scored rows of all reports, in their order."""
    return pd.concat([score_report(g, read_report(g.report, names)) for g in reports], ignore_index=True)


def f_score(scored: pd.DataFrame, name: str = "found") -> tuple[float, float, float]:
    """Return precision, recall and F1 of a column of :func:`score_report`."""
    right = int(scored[name].sum())
    read, gold = int((scored["read"] != "").sum()), int((scored["gold"] != "").sum())
    precision = right / read if read else float("nan")
    recall = right / gold if gold else float("nan")
    return precision, recall, 2 * right / (read + gold) if read + gold else float("nan")


def summarise(scored: pd.DataFrame, draws: int = 1000) -> pd.DataFrame:
    """Return one row per field: precision, recall, F1 and its 95% interval.

    The interval comes from `draws` resamples of whole reports, since errors of one report are not
    independent; the draws are the same on every run.
    """
    docs = list(dict.fromkeys(scored["doc_id"]))
    picks = np.random.default_rng(0).integers(0, len(docs), size=(draws, len(docs)))
    read = _per_report(scored, scored["read"] != "", docs)
    gold = _per_report(scored, scored["gold"] != "", docs)
    rows = []
    for name in ("found", *FIELDS):
        right = _per_report(scored, scored[name], docs)
        resampled = 2 * right[picks].sum(axis=1) / (read[picks].sum(axis=1) + gold[picks].sum(axis=1))
        precision, recall, f1 = f_score(scored, name)
        low, high = np.quantile(resampled, [0.025, 0.975])
        label = "value and measure" if name == "found" else f"with {name}"
        rows.append({"field": label, "precision": precision, "recall": recall, "f1": f1, "low": low, "high": high})
    return pd.DataFrame(rows).round(3)


def _per_report(scored: pd.DataFrame, column: pd.Series, docs: list[str]) -> np.ndarray:
    return column.astype(int).groupby(scored["doc_id"]).sum().reindex(docs).to_numpy()


def score_by(scored: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return F1 of value and measure, and with group, for each value of `column`, most figures first."""
    rows = []
    for name, part in scored.groupby(column):
        rows.append({
            column: name, "figures": int((part["gold"] != "").sum()), "f1": f_score(part)[2],
            "with group": f_score(part, "group")[2], "with window": f_score(part, "window")[2],
        })  # fmt: skip
    return pd.DataFrame(rows).round(3).sort_values(["figures", column], ascending=[False, True], ignore_index=True)


def count_roles(reports: list[GoldReport], names: frozenset = frozenset()) -> pd.Series:
    """Return role of the ledger → how many number expressions of the reports have it, every role named."""
    roles = [row["role"] for gold in reports for row in read_report(gold.report, names).number_rows]
    return pd.Series(roles, dtype=str).value_counts().reindex(ROLES, fill_value=0)


def worst_errors(scored: pd.DataFrame, count: int = 12) -> pd.DataFrame:
    """Return the rows read wrongly: figures missed and made up first, then those with most wrong fields."""
    wrong = scored[~scored[["found", *FIELDS]].all(axis=1)].copy()
    wrong["weight"] = wrong["found"].map({False: 100, True: 0}) + (~wrong[list(FIELDS)]).sum(axis=1)
    shown = wrong.sort_values(["weight", "doc_id"], ascending=[False, True], kind="stable").head(count)
    return shown[["doc_id", "gold", "read", "wrong"]].reset_index(drop=True)
