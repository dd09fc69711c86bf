"""Corrections: what a person changed in the claims, applied before reconciling.

``data/raw/hand/corrections.yaml`` names the claim by where its figure stands, the field, the old value
that it expects, the new one, the reason, who and when. A correction whose old value is gone stops the
run, for the source or the reading has changed; one whose claim is not there is reported as unused.
"""

from pathlib import Path

import pandas as pd

from analysis.errors import ContractError
from analysis.hand import read_decisions
from analysis.quantities import interval_of
from analysis.schemas import Claims

FIELDS = (
    "value", "low", "high", "qualifier", "measure", "group", "actor", "method", "window_start", "window_end",
    "attributed_to", "relation",
)  # fmt: skip
_KEYS = {"claim", "field", "old", "new", "reason", "who", "when"}


def load_corrections(path: Path) -> list[dict]:
    """Read and check the corrections; an empty list when there are none."""
    entries = read_decisions(path, "corrections", _KEYS, ContractError)
    for where, entry in entries:
        if entry["field"] not in FIELDS:
            raise ContractError(found=f"field {entry['field']!r}", expected=", ".join(FIELDS), where=where)
        if set(entry["claim"]) != {"doc_id", "start", "end"}:
            raise ContractError(found=f"claim {entry['claim']}", expected="doc_id, start, end", where=where)
    return [entry for _, entry in entries]


def apply_corrections(claims: pd.DataFrame, corrections: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (corrected claims, one row per correction with `applied`).

    Correcting a value or a qualifier sets the bounds anew; the claim_id stays, being that of the
    characters. Raises ContractError when the old value is not what the correction expects.
    """
    corrected = claims.copy()
    log = []
    for entry in corrections:
        place = entry["claim"]
        here = (corrected["doc_id"] == place["doc_id"]) & (corrected["start"] == place["start"])
        here &= corrected["end"] == place["end"]
        if here.any():
            _apply(corrected, here, entry)
        log.append({
            "doc_id": place["doc_id"], "start": place["start"], "end": place["end"], "field": entry["field"],
            "old": str(entry["old"]), "new": str(entry["new"]), "reason": entry["reason"], "who": entry["who"],
            "when": str(entry["when"]), "applied": bool(here.any()),
        })  # fmt: skip
    columns = ["doc_id", "start", "end", "field", "old", "new", "reason", "who", "when", "applied"]
    return Claims.typed(corrected), pd.DataFrame(log, columns=columns)


def _apply(claims: pd.DataFrame, here: pd.Series, entry: dict) -> None:
    field, place = entry["field"], entry["claim"]
    found = claims.loc[here, field].iloc[0]
    stated = "" if pd.isna(found) else str(found)
    if stated != str(entry["old"]):
        raise ContractError(
            found=f"{field} is {stated!r}",
            expected=f"{entry['old']!r}, as the correction of {entry['who']} ({entry['when']}) says",
            where=f"corrections.yaml, {place['doc_id']}:{place['start']}-{place['end']}",
            remedy="look at the sentence again; remove the correction if the source has mended itself",
        )
    claims.loc[here, field] = entry["new"]
    if field in ("value", "qualifier"):
        row = claims.loc[here].iloc[0]
        bounds = interval_of(None if pd.isna(row["value"]) else int(row["value"]), row["qualifier"])
        claims.loc[here, "low"] = pd.NA if bounds.low is None else bounds.low
        claims.loc[here, "high"] = pd.NA if bounds.high is None else bounds.high
