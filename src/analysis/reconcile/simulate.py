"""Simulated tolls: coherent trees with one planted error, to measure what reconciliation finds.

A case is a publisher's running totals from two starts to one end, each broken down by group, with
children and women among the civilians, and the same from a second publisher. One figure is then
spoilt: two digits swapped, one dropped, a wrong sum, a group left out, or a total that falls. The
numbers come from a fixed sequence, so the cases are the same on every run.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from analysis.checks import Rule, build_rules, quantity_keys
from analysis.schemas import Claims

KINDS = ("swapped_digits", "dropped_digit", "wrong_sum", "missing_group", "fall")
_GROUPS = ("civilians", "combatants/government", "combatants/opposition", "combatants/is")
_SCOPE = "de_escalation_zone_nw"


@dataclass(frozen=True)
class Case:
    """One simulated case: claims, the claim spoilt (or the whole whose part is missing), its true value."""

    claims: pd.DataFrame
    kind: str
    spoilt: str
    truth: int


def make_case(seed: int, kind: str) -> Case:
    """Return one case with one planted error of `kind`, or a coherent one for kind ""."""
    random = np.random.default_rng([seed, 7])
    rows: list[dict] = []
    windows = (("2019-03-01", "2019-12-31"), ("2019-01-01", "2019-12-31"), ("2019-01-01", "2020-02-29"))
    for publisher in ("Monitor A", "Monitor B"):
        tolls = _grow({}, random, int(random.integers(3, 5)), 120, 2500)
        for number, (start, end) in enumerate(windows):
            tolls = _grow(tolls, random, len(tolls), 40, 900) if number else tolls
            rows += _tree(publisher, start, end, tolls, len(rows))
    spoilt, truth = _spoil(rows, kind, random)
    rows = [row for row in rows if not row.get("gone")]
    frame = Claims.typed(pd.DataFrame(rows)[Claims.column_names()])
    return Case(frame, kind, spoilt, truth)


def _grow(tolls: dict[str, list[int]], random, groups: int, least: int, most: int) -> dict[str, list[int]]:
    """Return the tolls of a wider window: group → [killed, children, women], none lower than before."""
    grown = {}
    for group in _GROUPS[:groups]:
        more = int(random.integers(least, most))
        inner = [int(random.integers(0, max(2, more // 3))) for _ in range(2)] if group == "civilians" else [0, 0]
        before = tolls.get(group, [0, 0, 0])
        grown[group] = [before[0] + more, before[1] + inner[0], before[2] + inner[1]]
    return grown


def _tree(publisher: str, start: str, end: str, tolls: dict[str, list[int]], number: int) -> list[dict]:
    rows = [_row(number, sum(values[0] for values in tolls.values()), "people", publisher, start, end)]
    for group, values in tolls.items():
        part = _row(number + len(rows), values[0], group, publisher, start, end, rows[0]["claim_id"], "part")
        rows.append(part)
        if group == "civilians":
            for inner, value in zip(("civilians/children", "civilians/women"), values[1:], strict=True):
                rows.append(_row(number + len(rows), value, inner, publisher, start, end, part["claim_id"], "among"))
    return rows


def _row(number: int, value: int, group: str, publisher: str, start: str, end: str, parent="", relation="") -> dict:
    return {
        "claim_id": f"c{number:010x}", "doc_id": f"{publisher} {start} {end}", "start": number, "end": number + 1,
        "text": str(value), "value": value, "low": value, "high": value, "qualifier": "exact", "measure": "killed",
        "group": group, "actor": "", "method": "", "window_start": start, "window_end": end, "window_text": "",
        "running": True, "scope": _SCOPE, "places": "", "parent_id": parent, "relation": relation,
        "attributed_to": publisher, "term": "", "rule_id": "simulated", "sentence_start": 0, "sentence_end": 9,
    }  # fmt: skip


def _spoil(rows: list[dict], kind: str, random) -> tuple[str, int]:
    if not kind:
        return "", 0
    wholes = [row for row in rows if row["relation"] == ""]
    parts = [row for row in rows if row["relation"] == "part"]
    if kind == "missing_group":
        chosen = parts[int(random.integers(len(parts)))]
        below = [r for r in rows if r["parent_id"] == chosen["claim_id"]]
        for row in (chosen, *below):
            row["gone"] = True
        return chosen["parent_id"], chosen["value"]
    if kind == "fall":
        later = [row for row in wholes if row["window_end"] == "2020-02-29"]
        chosen = later[int(random.integers(len(later)))]
        wrong = max(1, chosen["value"] // int(random.integers(3, 6)))
    else:
        pool = wholes if kind == "wrong_sum" else parts
        chosen = pool[int(random.integers(len(pool)))]
        wrong = _slip(chosen["value"], kind, random)
    truth = chosen["value"]
    chosen |= {"value": wrong, "low": wrong, "high": wrong, "text": str(wrong)}
    return chosen["claim_id"], truth


def _slip(value: int, kind: str, random) -> int:
    text = str(value)
    if kind == "wrong_sum":
        return value + int(random.integers(1, 60)) * (1 if random.integers(2) else -1)
    if kind == "dropped_digit":
        place = int(random.integers(len(text)))
        return int(text[:place] + text[place + 1 :])
    pairs = [i for i in range(len(text) - 1) if text[i] != text[i + 1]]
    if not pairs:
        return value + 1
    i = pairs[int(random.integers(len(pairs)))]
    return int(text[:i] + text[i + 1] + text[i] + text[i + 2 :])


def outcome_of(case: Case, decisions: pd.DataFrame, conflicts: pd.DataFrame) -> dict[str, object]:
    """Return whether the planted error is among the listed repairs, whether alone, and what else was touched."""
    import json

    listed = [json.loads(repairs) for repairs in conflicts["repairs"]]
    fits, fewest = [], []
    for repairs in listed:
        hits = [_fits(case, repair) for repair in repairs]
        fits.append(any(hits) and (len(repairs) == 1))
        fewest += [len(r["changed"]) + len(r["missing"]) for r in repairs]
    among = any(_fits(case, repair) for repairs in listed for repair in repairs)
    changed = decisions[decisions["decision"].isin(["repaired"]) & (decisions["claim_id"] != case.spoilt)]
    return {
        "kind": case.kind, "found": bool(listed), "listed": among, "alone": any(fits),
        "minimal": (not fewest) or min(fewest) <= 1, "others_changed": len(changed), "figures": len(case.claims),
    }  # fmt: skip


def _fits(case: Case, repair: dict) -> bool:
    if case.kind == "missing_group":
        return bool(repair["missing"])
    return any(
        c["claim_id"] == case.spoilt and (c["low"] <= case.truth <= c["high"] or case.kind == "fall")
        for c in repair["changed"]
    )


def project(case: Case, method: str) -> dict[str, object]:
    """Return what a projection without words does to the same case: "l1" (least absolute change, no
    integers) or "ols" (MinT with equal variances: the least-squares projection on the sums)."""
    claims = case.claims
    keys = quantity_keys(claims, {})
    rules = [r for r in build_rules(claims, keys, {}) if method == "l1" or r.kind == "sum_of_parts"]
    index = {c: i for i, c in enumerate(claims["claim_id"])}
    stated = claims["value"].to_numpy(dtype=float)
    result = _least_absolute(stated, rules, index) if method == "l1" else _least_squares(stated, rules, index)
    moved = np.abs(result - stated) > 0.01
    spoilt = index.get(case.spoilt, -1)
    right = spoilt >= 0 and bool(moved[spoilt]) and abs(result[spoilt] - case.truth) < 0.5
    others = int(moved.sum() - (spoilt >= 0 and bool(moved[spoilt])))
    return {"kind": case.kind, "restored": right, "others_changed": others, "figures": len(stated)}


def _signed(rule: Rule, index: dict[str, int], width: int) -> np.ndarray:
    row = np.zeros(width)
    for claim in (rule.whole, *rule.beside):
        row[index[claim]] += 1
    for claim in rule.members:
        row[index[claim]] -= 1
    return row


def _least_absolute(stated: np.ndarray, rules: list[Rule], index: dict[str, int]) -> np.ndarray:
    n = len(stated)
    equal = [_signed(r, index, n) for r in rules if r.relation == "="]
    above = [_signed(r, index, n) for r in rules if r.relation == ">="]
    wide = lambda rows: np.array([np.r_[row, np.zeros(2 * n)] for row in rows])  # noqa: E731
    split = np.hstack([np.eye(n), -np.eye(n), np.eye(n)])
    solution = linprog(
        np.r_[np.zeros(n), np.ones(2 * n)], A_ub=-wide(above) if above else None,
        b_ub=np.zeros(len(above)) if above else None, A_eq=np.vstack([*([wide(equal)] if equal else []), split]),
        b_eq=np.r_[np.zeros(len(equal)), stated], bounds=(0, None),
    )  # fmt: skip
    return solution.x[:n]


def _least_squares(stated: np.ndarray, rules: list[Rule], index: dict[str, int]) -> np.ndarray:
    matrix = np.array([_signed(r, index, len(stated)) for r in rules])
    return stated - matrix.T @ np.linalg.lstsq(matrix @ matrix.T, matrix @ stated, rcond=None)[0]
