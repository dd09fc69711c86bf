"""Sensitivity: which totals would change under other weights.

The weights of changing a figure are a judgement. :data:`ALTERNATIVES` is a fixed set of other
judgements; :func:`compare_weights` reconciles under each and lists the totals that come out differently.
"""

from dataclasses import replace

import pandas as pd

from analysis.reconcile import Weights, reconcile

ALTERNATIVES = {
    "all changes cost the same": {"weight_exact": 4, "weight_bound": 4, "weight_missing_category": 4,
                                  "weight_missing_under_bound": 4},
    "a slip of the pen is believed": {"prefer_slips": 1},
    "a missing category is dear": {"weight_missing_category": 8, "weight_missing_under_bound": 8},
    "a missing category is cheap": {"weight_missing_category": 1},
}  # fmt: skip
_SHOWN = ["low", "best", "high", "status"]


def compare_weights(totals: pd.DataFrame, claims: pd.DataFrame, weights: Weights, **context) -> pd.DataFrame:
    """Return one row per total and alternative that differ: the quantity, and low, best, high, status of both.

    `totals`: the result under `weights`; `context`: the other arguments of reconcile.
    """
    base = totals.set_index("total_id")
    rows = []
    for name, changes in ALTERNATIVES.items():
        other = reconcile(claims, weights=replace(weights, **changes), **context).totals.set_index("total_id")
        for total_id in base.index:
            before, after = base.loc[total_id], other.loc[total_id]
            if not before[_SHOWN].astype(str).equals(after[_SHOWN].astype(str)):
                rows.append({
                    "weights": name, "publisher": before["publisher"], "measure": before["measure"],
                    "group": before["group"], "window_start": before["window_start"],
                    "window_end": before["window_end"], "now": _words(before), "then": _words(after),
                })  # fmt: skip
    columns = ["weights", "publisher", "measure", "group", "window_start", "window_end", "now", "then"]
    return pd.DataFrame(rows, columns=columns)


def _words(total) -> str:
    low, best, high = ("?" if pd.isna(total[name]) else str(total[name]) for name in ("low", "best", "high"))
    figure = best if best != "?" else f"{low} to {high}"
    return f"{figure} ({total['status']})"
