"""Published totals: figures that people coded by hand from pages, as claims of their own kind.

``data/raw/hand/published_totals.csv`` has one row per figure of a statement; two crosswalks, which are
data too, say what territory a region label stands for and what each publisher counts. The rows become
claims (contract Claims) marked ``coded.by_hand``; a relay of the same statement counts once. A row
that cannot be used is set aside with a reason, and never stops the others.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import ContractError
from analysis.files import read_user_csv
from analysis.quantities import QUALIFIERS, interval_of
from analysis.schemas import MEASURES, PEOPLE_MEASURES, Claims

COLUMNS = (
    "statement_id", "publisher", "relayed_by", "url", "published_on", "window_start", "window_end", "window_basis",
    "region", "measure", "group", "actor", "value", "qualifier", "parent_value", "relation",
)  # fmt: skip
BY_HAND = "coded.by_hand"
INFERRED = "coded.window_inferred"
TOGETHER = "coded.together"  # two sides counted together by a publisher that also counts them apart
_MEASURES = {"killed+wounded": "casualties"}
_GROUPS = {
    "civilians/men+women": "civilians/men_and_women", "civilians/children+women": "civilians/children_and_women",
}  # fmt: skip
_ACTORS = {"government+russia": ""}  # two sides together: no single actor, as in the claims of reports
_LARGEST = 10_000_000  # people; a larger figure of one statement is a slip of the coder


@dataclass(frozen=True)
class Published:
    """The hand-coded statements: `claims` (contract Claims), `part_of` (scope → the wider scope),
    `relays` (publishers that only relay others) and `set_aside` (line, statement_id, reason)."""

    claims: pd.DataFrame
    part_of: dict[str, str]
    relays: frozenset[str]
    set_aside: pd.DataFrame


def load_published(folder: Path) -> Published:
    """Read the statements and their crosswalks from `folder`.

    Raises
    ------
    ContractError : a file or a column is missing, or a label has no row in its crosswalk.
    """
    folder = Path(folder)
    rows = _read(folder / "published_totals.csv", COLUMNS)
    regions = _read(folder / "crosswalk_regions.csv", ("region", "scope", "part_of"))
    publishers = _read(folder / "crosswalk_publishers.csv", ("publisher", "name", "counts", "kind"))
    scope_of = dict(zip(regions["region"], regions["scope"], strict=True))
    name_of = dict(zip(publishers["publisher"], publishers["name"], strict=True))
    _require_known(rows["region"], scope_of, "region", "crosswalk_regions.csv")
    _require_known(rows["publisher"], name_of, "publisher", "crosswalk_publishers.csv")
    part_of = {r.scope: r.part_of for r in regions.itertuples() if r.part_of}
    pooled = frozenset(publishers.loc[publishers["kind"] == "pools_fire", "publisher"])
    claims, set_aside = code_claims(rows, scope_of, name_of, pooled)
    relays = frozenset(publishers.loc[publishers["kind"] == "relay", "name"])
    return Published(claims, part_of, relays, set_aside)


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    frame = read_user_csv(path, ContractError)
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ContractError(
            found=f"columns {', '.join(frame.columns)}",
            expected=f"also {', '.join(missing)}",
            where=path.name,
            remedy="add the column; it may be empty",
        )
    return frame


def _require_known(values: pd.Series, known: dict[str, str], column: str, file: str) -> None:
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise ContractError(
            found=f"{column} {unknown[0]!r}" + (f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""),
            expected=f"a row for it in {file}",
            where=f"published_totals.csv, line {values[values == unknown[0]].index[0] + 2}",
            remedy=f"add the label to {file}",
        )


def code_claims(
    rows: pd.DataFrame, scope_of: dict[str, str], name_of: dict[str, str], pooled: frozenset[str] = frozenset()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (claims, rows set aside); `pooled`: publishers that count only the fire of two sides together."""
    coded, aside = [], []
    for number, row in enumerate(rows.itertuples(index=False)):
        reason = why_unusable(row)
        if reason:
            aside.append({"line": number + 2, "statement_id": row.statement_id, "reason": reason})
        else:
            coded.append(_claim(number, row, scope_of, name_of, row.publisher in pooled))
    _link_parents(coded, rows, aside)
    _mark_relays(coded)
    frame = Claims.typed(pd.DataFrame(coded, columns=Claims.column_names()))
    return frame, pd.DataFrame(aside, columns=["line", "statement_id", "reason"])


def why_unusable(row) -> str:
    """Return why a coded row cannot be a claim, or nothing."""
    measure = _MEASURES.get(row.measure, row.measure)
    if not re.fullmatch(r"[0-9]+", row.value):
        return f"value {row.value!r} is no whole number of zero or more"
    if int(row.value) > _LARGEST:
        return f"value {row.value} is more than {_LARGEST}"
    if measure not in MEASURES:
        return f"measure {row.measure!r} is unknown"
    if row.qualifier not in QUALIFIERS:
        return f"qualifier {row.qualifier!r} is unknown"
    for name in ("window_start", "window_end"):
        day = getattr(row, name)
        if day and not _is_date(day):
            return f"{name} {day!r} is no date (YYYY-MM-DD)"
    if row.window_start and row.window_end and row.window_end < row.window_start:
        return f"the window ends on {row.window_end}, before it starts on {row.window_start}"
    return ""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _claim(number: int, row, scope_of: dict[str, str], name_of: dict[str, str], pools_fire: bool) -> dict:
    measure = _MEASURES.get(row.measure, row.measure)
    bounds = interval_of(int(row.value), row.qualifier)
    key = f"{row.statement_id}|{number}|{row.measure}|{row.group}"
    rules = [BY_HAND]
    rules += [INFERRED] if row.window_basis == "inferred" else []
    rules += [TOGETHER] if row.actor in _ACTORS and not pools_fire else []
    return {
        "claim_id": "c" + hashlib.sha256(key.encode()).hexdigest()[:10], "doc_id": row.statement_id,
        "start": number + 2, "end": number + 3, "text": row.value, "value": int(row.value), "low": bounds.low,
        "high": bounds.high, "qualifier": row.qualifier, "measure": measure,
        "group": _GROUPS.get(row.group, row.group) if measure in PEOPLE_MEASURES else "",
        "actor": _ACTORS.get(row.actor, row.actor), "method": "", "window_start": row.window_start,
        "window_end": row.window_end, "window_text": "", "running": bool(row.window_start and row.window_end),
        "scope": scope_of[row.region], "places": "", "parent_id": "", "relation": row.relation,
        "attributed_to": name_of[row.publisher], "term": row.group, "rule_id": " ".join(rules),
        "sentence_start": number + 2, "sentence_end": number + 3,
    }  # fmt: skip


def _link_parents(coded: list[dict], rows: pd.DataFrame, aside: list[dict]) -> None:
    """Find the row that a piece names by its value: in its statement, the one that it can be a piece of."""
    by_statement: dict[str, list[dict]] = {}
    for claim in coded:
        by_statement.setdefault(claim["doc_id"], []).append(claim)
    for claim in coded:
        if not claim["relation"]:
            continue
        wanted = rows["parent_value"].iloc[claim["start"] - 2]
        options = [
            other for other in by_statement[claim["doc_id"]]
            if other is not claim and other["text"] == wanted and other["value"] >= claim["value"]
            and not _descends(other, claim, coded)
        ]  # fmt: skip
        options.sort(key=lambda other: (-_likeness(claim, other), other["start"]))
        if options:
            claim["parent_id"] = options[0]["claim_id"]
        else:
            claim["relation"] = ""
            line, reason = claim["start"], f"parent_value {wanted!r} is no row of its statement; used without it"
            aside.append({"line": line, "statement_id": claim["doc_id"], "reason": reason})


def _descends(other: dict, claim: dict, coded: list[dict]) -> bool:
    """Say whether `other` is itself a piece of `claim`: a cycle of parents."""
    by_id = {c["claim_id"]: c for c in coded if c["doc_id"] == claim["doc_id"]}
    seen = set()
    while other["parent_id"] and other["claim_id"] not in seen:
        seen.add(other["claim_id"])
        other = by_id[other["parent_id"]]
        if other is claim:
            return True
    return False


def _likeness(claim: dict, other: dict) -> int:
    names = ("measure", "window_start", "window_end", "scope", "actor", "group")
    same = sum(claim[name] == other[name] for name in names)
    return same + 4 * (claim["measure"] == other["measure"]) - 2 * (other["group"] == claim["group"] != "civilians")


def stem_of(statement_id: str) -> str:
    """Return the statement that a relay repeats: rcg_sochi_1435_araby → rcg_sochi_1435."""
    return "_".join(statement_id.split("_")[:3])


def _mark_relays(coded: list[dict]) -> None:
    """Mark figures that a further relay of the same statement repeats; they are no witnesses of their own."""
    first: dict[tuple, dict] = {}
    for claim in coded:
        key = (
            stem_of(claim["doc_id"]), claim["attributed_to"], claim["measure"], claim["group"], claim["term"],
            claim["actor"], claim["scope"], claim["window_start"], claim["window_end"], claim["value"],
        )  # fmt: skip
        original = first.setdefault(key, claim)
        if original is not claim and original["doc_id"] != claim["doc_id"]:
            claim["parent_id"], claim["relation"] = original["claim_id"], "restated"
