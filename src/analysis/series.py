"""Series: running totals side by side: over time, across publishers, and an undated report among them.

Totals of publishers who count different things stand in one table and are never forced to be equal.
A count that one publisher gives under two starts, which cannot both be meant unless nobody died in
between, is reported as a suspicion with its figures. An undated report is bracketed by the dated
running totals of its own publisher from the same start.
"""

import hashlib

import pandas as pd

from analysis.checks import has_inferred_window, is_coded, quantity_keys

_LEAST = 50  # a smaller count is often the same twice by chance


def same_count_two_windows(claims: pd.DataFrame, publishers: dict[str, str]) -> list[dict]:
    """Return conflicts (rows of contract Conflicts) of one count given under two different starts.

    Same publisher, measure, group, fire and end; the counts are equal and at least 50, the starts differ, and
    the figures come from different statements. Which start is meant, the figures cannot tell.
    """
    keys = quantity_keys(claims, publishers)
    groups: dict[tuple, list] = {}
    for row in claims.itertuples():
        if row.relation == "restated" or not row.running or not row.window_start or pd.isna(row.value):
            continue
        if row.value >= _LEAST and row.window_end:
            measure, group, actor, method, _, publisher, _, end, _ = keys[row.claim_id]
            groups.setdefault((publisher, measure, group, actor, method, end, int(row.value)), []).append(row)
    found = []
    for (publisher, measure, _group, _, _, end, value), rows in sorted(groups.items()):
        starts = sorted({row.window_start for row in rows})
        if len(starts) < 2 or len({row.doc_id for row in rows}) < 2:
            continue
        ids = sorted(row.claim_id for row in rows)
        said = ", ".join(f"since {s} ({next(r.doc_id for r in rows if r.window_start == s)})" for s in starts)
        found.append({
            "conflict_id": "k" + hashlib.sha256(f"two_windows|{' '.join(ids)}".encode()).hexdigest()[:10],
            "kind": "same_count_two_windows", "claim_ids": " ".join(ids), "gap": 0,
            "explanation_en": f"{publisher} is given with {value} {measure.replace('_', ' ')} until {end} under "
            f"{len(starts)} starts: {said}. Both hold only if nobody was counted between the starts; one of the "
            "windows is probably a relay's mistake.",
            "explanation_ar": f"العدد نفسه ({value}) منسوب إلى الجهة نفسها حتى {end} مع {len(starts)} بدايات مختلفة "
            f"({'، '.join(starts)})، ولا يصح ذلك إلا إذا لم يُحصَ أحد بين البدايتين، والأرجح أن إحداهما خطأ في النقل.",
            "repairs": "[]",
        })  # fmt: skip
    return found


def running_series(totals: pd.DataFrame, start: str, measure: str = "killed", group: str = "") -> pd.DataFrame:
    """Return the running totals from one start, in order of their end: one row per publisher, scope and end.

    `falls`: whether a later total of the same publisher, scope and group lies below an earlier one.
    """
    rows = totals[(totals["window_start"] == start) & (totals["window_end"] != "") & (totals["measure"] == measure)]
    rows = rows[(rows["actor"] == "") & (rows["method"] == "")]
    if group:
        rows = rows[rows["group"] == group]
    rows = rows.sort_values(["publisher", "scope", "group", "window_end", "total_id"]).reset_index(drop=True)
    stated = rows["low"].where(rows["low"].notna(), rows["best"])
    highest = stated.groupby([rows["publisher"], rows["scope"], rows["group"]]).cummax()
    earlier = highest.groupby([rows["publisher"], rows["scope"], rows["group"]]).shift()
    top = rows["high"].where(rows["high"].notna(), stated)
    columns = ["publisher", "scope", "group", "window_end", "low", "best", "high", "status"]
    return rows[columns].assign(falls=((top < earlier) & rows["high"].notna()).fillna(False).astype(bool))


def compare_publishers(
    totals: pd.DataFrame, start: str, group: str, measure: str = "killed", scope: str = "de_escalation_zone_nw"
) -> pd.DataFrame:
    """Return the totals of all publishers from one start side by side: a row per end, a column per publisher.

    They count different things (see crosswalk_publishers.csv); nothing is averaged.
    """
    rows = running_series(totals, start, measure, group)
    rows = rows[rows["scope"] == scope]
    rows = rows.assign(shown=[_shown(r) for r in rows.itertuples()])
    table = rows.groupby(["window_end", "publisher"])["shown"].agg(lambda values: "; ".join(dict.fromkeys(values)))
    return table.unstack("publisher").fillna("").sort_index()


def _shown(row) -> str:
    if not pd.isna(row.best):
        exact = not pd.isna(row.low) and row.low == row.best
        return f"{row.best}" if exact else f"about {row.best}"
    low = "?" if pd.isna(row.low) else f"{row.low}"
    return f"{low}+" if pd.isna(row.high) else f"{low}–{row.high}"


def bracket_undated(claims: pd.DataFrame, publishers: dict[str, str], doc_id: str) -> pd.DataFrame:
    """Return what the running totals of an undated report say about its date.

    One row per running total of the report for which its publisher has dated totals of the same measure,
    group and scope from the same start: `not_before` is the last day whose total is below the report's, `not_after`
    the first whose total is above it (both included; empty when there is none), since a running total
    does not fall. The claims that give each end are named.
    """
    keys = quantity_keys(claims, publishers)
    own = claims[(claims["doc_id"] == doc_id) & claims["running"] & (claims["window_start"] != "")]
    dated = claims[(claims["doc_id"] != doc_id) & claims["running"] & (claims["window_end"] != "")]
    dated = dated[dated["value"].notna() & (dated["relation"] != "restated")]
    rows = []
    for mine in own.itertuples():
        if pd.isna(mine.value) or mine.window_end:
            continue
        wanted = (*keys[mine.claim_id][:6], mine.window_start)
        same = [
            other for other in dated.itertuples()
            if (*keys[other.claim_id][:6], other.window_start) == wanted and other.qualifier in ("exact", "at_least")
        ]  # fmt: skip
        below = [o for o in same if o.value <= mine.value]
        above = [o for o in same if o.value > mine.value]
        first, last = max((o.window_end for o in below), default=""), min((o.window_end for o in above), default="")
        if not first and not last:
            continue
        rows.append({
            "claim_id": mine.claim_id, "group": mine.group, "value": int(mine.value), "since": mine.window_start,
            "not_before": first, "not_after": last,
            "below": "; ".join(_told(o) for o in below if o.window_end == first),
            "above": "; ".join(_told(o) for o in above if o.window_end == last),
        })  # fmt: skip
    columns = ["claim_id", "group", "value", "since", "not_before", "not_after", "below", "above"]
    return pd.DataFrame(rows, columns=columns)


def _told(row) -> str:
    inferred = ", its window inferred by the coder" if is_coded(row) and has_inferred_window(row) else ""
    return f"{row.value} until {row.window_end} ({row.doc_id}{inferred})"
