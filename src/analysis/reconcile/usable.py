"""Usable claims: what reconciliation refuses, row by row, before any rule is built.

A claim whose parent does not exist or is its own piece, whose window ends before it starts, whose
bounds cross or whose figure is negative cannot take part. The row is set aside with a reason that
names it; the rest goes on.
"""

import pandas as pd

from analysis.errors import ContractError


def find_unusable(claims: pd.DataFrame) -> dict[str, str]:
    """Return claim_id → reason of the claims that no rule can use, in the order of the table."""
    parents = dict(zip(claims["claim_id"], claims["parent_id"], strict=True))
    found: dict[str, str] = {}
    for row in claims.itertuples():
        reason = _why(row, parents)
        if reason:
            found[row.claim_id] = reason
    return found


def _why(row, parents: dict[str, str]) -> str:
    if row.window_start and row.window_end and row.window_end < row.window_start:
        return f"its window ends on {row.window_end}, before it starts on {row.window_start}"
    if not pd.isna(row.value) and (row.value < 0 or row.value != int(row.value)):
        return f"its value {row.value} is no whole number of zero or more"
    if not pd.isna(row.low) and not pd.isna(row.high) and row.low > row.high:
        return f"its bounds cross: low {row.low}, high {row.high}"
    if row.parent_id and row.parent_id not in parents:
        return f"its parent {row.parent_id} is no claim of the table"
    seen, above = {row.claim_id}, row.parent_id
    while above:
        if above in seen:
            return f"its parents form a circle ({row.claim_id} … {above})"
        seen.add(above)
        above = parents.get(above, "")
    return ""


def set_aside_unusable(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (claims that can be used, claim_id and reason of the others).

    A piece of a claim that is set aside stays, without its parent.
    """
    unusable = find_unusable(claims)
    kept = claims[~claims["claim_id"].isin(unusable)].copy()
    orphaned = ~kept["parent_id"].isin(set(kept["claim_id"]) | {""})
    kept.loc[orphaned, ["parent_id", "relation"]] = ""
    return kept, pd.DataFrame({"claim_id": list(unusable), "reason": list(unusable.values())})


def require_usable(claims: pd.DataFrame) -> None:
    """Raise an error that names the first claim that no rule can use."""
    unusable = find_unusable(claims)
    if unusable:
        claim, reason = next(iter(unusable.items()))
        row = claims.set_index("claim_id").loc[claim]
        raise ContractError(
            found=f"claim {claim} cannot be reconciled: {reason}",
            expected="claims that rules can use",
            where=f"table claims, row of {row['doc_id']}:{row['start']}-{row['end']} ({row['text']})",
            remedy="correct the row, or take such rows out with reconcile.set_aside_unusable",
        )
