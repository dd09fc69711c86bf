"""Periods: the toll implied between two running totals of one publisher.

Two totals of the same quantity whose windows end on the same day and start on two days imply a toll
for the days between the starts; two that start together imply one for the days between the ends. The
interval follows from the intervals of both; an end that nothing bounds stays empty.
"""

import hashlib
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from analysis.schemas import Periods


def imply_periods(totals: pd.DataFrame, difference=None) -> pd.DataFrame:
    """Return one row per toll implied between neighbouring running totals (contract Periods).

    Parameters
    ----------
    totals : contract Totals.
    difference : function of two claim ids that returns the exact range of their difference, or None
        when nothing connects them; without it the range follows from both intervals.
    """
    dated = totals[(totals["window_start"] != "") & (totals["window_end"] != "")]
    rows = []
    quantity = ["measure", "group", "actor", "method", "scope", "publisher"]
    records = dated.to_dict("records")
    for shared, other in (("window_end", "window_start"), ("window_start", "window_end")):
        groups: dict[tuple, list[dict]] = {}
        for record in records:
            groups.setdefault(tuple(record[name] for name in (*quantity, shared)), []).append(record)
        for _, same in sorted(groups.items()):
            for earlier, later in pairwise(sorted(same, key=lambda record: (record[other], record["total_id"]))):
                if earlier["scope"] == "":
                    continue  # no territory is said to be the same
                rows.append(_period(earlier, later, other, difference))
    frame = pd.DataFrame(rows, columns=Periods.column_names())
    return Periods.typed(frame)


def _period(earlier: dict, later: dict, differs: str, difference) -> dict:
    if differs == "window_start":
        wide, narrow = earlier, later
        first, last = earlier["window_start"], _shift(later["window_start"], -1)
    else:
        wide, narrow = later, earlier
        first, last = _shift(earlier["window_end"], 1), later["window_end"]
    claim_ids = " ".join([wide["claim_ids"], narrow["claim_ids"]])
    low, high = _minus(wide["low"], narrow["high"]), _minus(wide["high"], narrow["low"])
    exact = difference(wide["claim_ids"].split()[0], narrow["claim_ids"].split()[0]) if difference else None
    low, high = exact or (low, high)
    row = {
        "measure": wide["measure"], "group": wide["group"], "actor": wide["actor"], "method": wide["method"],
        "publisher": wide["publisher"], "from": first, "to": last,
        "low": max(low, 0) if low is not None else None, "best": _minus(wide["best"], narrow["best"]),
        "high": high, "claim_ids": claim_ids,
    }  # fmt: skip
    key = "|".join(str(row[name]) for name in ("measure", "group", "actor", "method", "publisher", "from", "to"))
    return {"period_id": "p" + hashlib.sha256(f"{key}|{claim_ids}".encode()).hexdigest()[:10], **row}


def _minus(left, right) -> int | None:
    return None if pd.isna(left) or pd.isna(right) else int(left) - int(right)


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
