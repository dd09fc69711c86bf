"""Reconciliation: the smallest set of changes under which all claims can be true together.

:func:`reconcile` takes claims, builds the rules that connect them, finds every cheapest repair of
each connected block, and gives each total its exact interval, a status and a reason in words. Totals
whose claims agree keep their figures; nothing is averaged and no total is forced upward.
"""

import hashlib
import json
from dataclasses import dataclass

import pandas as pd

from analysis.checks import Rule, build_rules, comparable_claims, gap_of, quantity_keys, run_checks, titles_of
from analysis.reconcile.explain import (
    explain_breakdown,
    explain_headline,
    explain_other,
    explain_period,
    explain_slips,
)
from analysis.reconcile.periods import imply_periods
from analysis.reconcile.solve import Block, Part, Repair, Stated, UnsolvedBlock, irreducible_sets
from analysis.reconcile.usable import require_usable, set_aside_unusable
from analysis.schemas import Conflicts, Decisions, Totals

__all__ = ["Reconciled", "Weights", "reconcile", "set_aside_unusable"]


@dataclass(frozen=True)
class Weights:
    """What each kind of change costs; the section reconciliation of params.yaml."""

    weight_exact: int = 4
    weight_bound: int = 3
    weight_missing_category: int = 4
    weight_missing_under_bound: int = 1
    weight_relay: int = 2  # a figure of a publisher that only relays others
    prefer_slips: int = 0  # 1: of equally cheap repairs keep those that a slip of the pen explains
    max_alternatives: int = 20
    seconds_per_block: float = 60.0


@dataclass(frozen=True)
class Reconciled:
    """The tables of reconciliation, each with its contract."""

    totals: pd.DataFrame
    decisions: pd.DataFrame
    conflicts: pd.DataFrame
    periods: pd.DataFrame
    checks: pd.DataFrame


def reconcile(
    claims: pd.DataFrame,
    publishers: dict[str, str] | None = None,
    texts: dict[str, str] | None = None,
    weights: Weights = Weights(),
    part_of: dict[str, str] | None = None,
    relays: frozenset[str] = frozenset(),
) -> Reconciled:
    """Reconcile claims with each other.

    Parameters
    ----------
    claims : contract Claims.
    publishers : doc_id → publisher, for claims that the text attributes to nobody.
    texts : doc_id → report, to tell headlines from bodies; without it no headline is checked.
    weights : what each kind of change costs.
    part_of : scope → the wider scope that contains it.
    relays : publishers that only relay others; their figures are the cheapest to change.

    Raises
    ------
    ContractError : a claim that no rule can use (its parent does not exist or is its own piece, its window
        ends before it starts); the message names the row. :func:`set_aside_unusable` takes them out first.
    """
    require_usable(claims)
    claims = claims.sort_values("claim_id").reset_index(drop=True)
    keys = quantity_keys(claims, publishers or {})
    rules = build_rules(claims, keys, titles_of(texts or {}), part_of)
    checks = run_checks(claims, rules)
    failed = set(checks.loc[checks["result"] == "fail", "check_id"])
    passed = set(checks.loc[checks["result"] == "pass", "check_id"])
    rows = {row.claim_id: row for row in claims.itertuples()}
    # a headline that only rounds, or a rule that cannot be decided, binds nothing
    binding = [r for r in rules if r.rule_id in failed or (r.rule_id in passed and _binds(r, rows))]
    outcome = _Outcome()
    for members, block_rules in _blocks(claims, binding):
        _solve_block([rows[m] for m in members], block_rules, weights, rows, outcome, relays)
    totals = _totals(claims, keys, outcome, rules, passed)
    return Reconciled(
        totals,
        _decisions(claims, outcome),
        Conflicts.typed(pd.DataFrame(outcome.conflicts, columns=Conflicts.column_names())),
        imply_periods(totals, outcome.difference),
        checks,
    )


class _Outcome:
    """What solving the blocks found out about each claim."""

    def __init__(self):
        self.extent: dict[str, tuple[int, int | None]] = {}
        self.verdict: dict[str, str] = {}  # claim_id → repaired, incomplete, contested
        self.conflict: dict[str, str] = {}
        self.reason: dict[str, str] = {}
        self.conflicts: list[dict] = []
        self.blocks: dict[str, tuple[Block, list[Repair]]] = {}

    def add(self, block: Block, repairs: list[Repair]) -> None:
        """Take the ranges that a part of a block gives; a constant of the part keeps its figure."""
        extents = block.extents(repairs)
        for claim, extent in extents.items():
            if claim not in block.frozen:
                self.extent[claim] = extent
                self.blocks[claim] = (block, repairs)
            else:
                self.extent.setdefault(claim, extent)

    def difference(self, left: str, right: str) -> tuple[int, int | None] | None:
        """Return the exact range of one claim's number less another's, when rules connect them."""
        ends = [self.extent.get(claim) for claim in (left, right)]
        if all(end is not None and end[0] == end[1] for end in ends):
            return (ends[0][0] - ends[1][0],) * 2
        if left not in self.blocks or self.blocks[left] is not self.blocks.get(right):
            return None
        block, repairs = self.blocks[left]
        return block.difference(left, right, repairs)


def _binds(rule: Rule, rows: dict) -> bool:
    claims = [rows[c] for c in rule.claim_ids]
    approximate = any(c.qualifier in ("approximately", "vague") for c in claims)
    if rule.kind == "headline":
        return not approximate and rows[rule.whole].qualifier == "exact"
    return not approximate


def _blocks(claims: pd.DataFrame, rules: list[Rule]):
    """Yield (claim ids, rules) of each connected block, in a fixed order."""
    parent = {c: c for c in claims["claim_id"]}

    def root(claim: str) -> str:
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    for rule in rules:
        for member in rule.claim_ids[1:]:
            left, right = sorted((root(rule.whole), root(member)))
            parent[right] = left
    members: dict[str, list[str]] = {}
    for claim in sorted(parent):
        members.setdefault(root(claim), []).append(claim)
    by_root: dict[str, list[Rule]] = {}
    for rule in rules:
        by_root.setdefault(root(rule.whole), []).append(rule)
    for key in sorted(members):
        if key in by_root:
            yield members[key], by_root[key]


def _stated(row, weights: Weights, relays: frozenset[str]) -> Stated:
    weight = weights.weight_exact if row.qualifier == "exact" else weights.weight_bound
    return Stated(
        row.claim_id,
        int(row.value),
        None if pd.isna(row.low) else int(row.low),
        None if pd.isna(row.high) else int(row.high),
        min(weight, weights.weight_relay) if row.attributed_to in relays else weight,
    )


def _solve_block(
    members: list, rules: list[Rule], weights: Weights, rows: dict, outcome: _Outcome, relays: frozenset[str]
) -> None:
    stated = [_stated(row, weights, relays) for row in members]
    missing = {
        rule.rule_id: weights.weight_missing_category
        if rows[rule.whole].qualifier == "exact"
        else weights.weight_missing_under_bound
        for rule in rules
    }
    block = Block(stated, rules, missing, seconds=weights.seconds_per_block)
    if block.holds_as_stated():
        outcome.add(block, [])
        return
    try:
        for part in block.parts(weights.max_alternatives):
            if weights.prefer_slips and any(repair.slips for repair in part.repairs):
                part.repairs = [repair for repair in part.repairs if repair.slips]
            outcome.add(part.block, part.repairs)
            if part.repairs:
                for conflict in irreducible_sets(part.block.claims, part.block.rules, missing):
                    _record_conflict(conflict, part, rows, outcome)
    except UnsolvedBlock as error:
        _record_unsolved(members, str(error), rows, outcome)


def _record_unsolved(members: list, message: str, rows: dict, outcome: _Outcome) -> None:
    """Report a block that was not solved in time: its claims are contested and nothing is claimed of them."""
    ids = [row.claim_id for row in members]
    conflict_id = "k" + hashlib.sha256(f"unsolved|{' '.join(ids)}".encode()).hexdigest()[:10]
    for claim in ids:
        outcome.verdict[claim], outcome.conflict[claim] = "contested", conflict_id
        outcome.reason[claim] = "unsolved"
    outcome.conflicts.append(
        {
            "conflict_id": conflict_id, "kind": "unsolved", "claim_ids": " ".join(ids), "gap": 0,
            "explanation_en": f"{len(ids)} connected figures were not solved in the time set for a block ({message}).",
            "explanation_ar": f"لم يُحل ترابط {len(ids)} من الأرقام في الوقت المحدد.", "repairs": "[]",
        }
    )  # fmt: skip


def _record_conflict(rules: list[Rule], part: Part, rows: dict, outcome: _Outcome) -> None:
    """Record one irreducible set of rules with all the cheapest repairs of its part."""
    ids = list(dict.fromkeys(claim for rule in rules for claim in rule.claim_ids))
    kinds = "+".join(dict.fromkeys(rule.kind for rule in rules))
    conflict_id = "k" + hashlib.sha256(f"{kinds}|{' '.join(ids)}".encode()).hexdigest()[:10]
    own = {rule.rule_id for rule in rules}
    repairs = [_of_conflict(repair, set(ids), own) for repair in part.repairs]
    repairs = list(dict.fromkeys(r for r in repairs if r.changed or r.missing))
    only_missing = len(repairs) == 1 and not repairs[0].changed
    unique = len(repairs) == 1 and part.complete
    verdict = "incomplete" if only_missing else "repaired" if unique else "contested"
    touched = {claim for repair in repairs for claim, _, _ in repair.changed}
    for claim in ids:
        outcome.conflict.setdefault(claim, conflict_id)
        if claim in touched:
            worse = outcome.verdict.get(claim) == "contested"
            outcome.verdict[claim] = "contested" if worse else verdict
            outcome.reason[claim] = f"{kinds}_{outcome.verdict[claim]}"
    for rule in rules:
        if any(rule.rule_id == missing for repair in repairs for missing, _ in repair.missing):
            outcome.verdict.setdefault(rule.whole, "incomplete" if only_missing else "contested")
            outcome.reason.setdefault(rule.whole, f"{kinds}_{outcome.verdict[rule.whole]}")
    english, arabic, gaps = [], [], []
    for rule in rules:
        whole, parts = rows[rule.whole], [rows[m] for m in rule.members]
        gaps.append(gap_of(rule, rows))
        told = _explain(rule, whole, parts, gaps[-1], verdict, rows)
        english.append(told[0])
        arabic.append(told[1])
    told = explain_slips([s for repair in repairs for s in repair.slips if s[0] in set(ids)], rows)
    outcome.conflicts.append(
        {
            "conflict_id": conflict_id, "kind": kinds, "claim_ids": " ".join(ids), "gap": max(gaps),
            "explanation_en": " ".join([*english, told[0]]).strip(),
            "explanation_ar": " ".join([*arabic, told[1]]).strip(),
            "repairs": json.dumps([_repair_json(r) for r in repairs], sort_keys=True),
        }
    )  # fmt: skip


def _of_conflict(repair: Repair, claims: set[str], rules: set[str]) -> Repair:
    """Return what a repair of the whole part does to one of its conflicts."""
    return Repair(
        repair.cost,
        tuple(c for c in repair.changed if c[0] in claims),
        tuple(m for m in repair.missing if m[0] in rules),
        tuple(s for s in repair.slips if s[0] in claims),
    )


def _explain(rule: Rule, whole, parts, gap: int, verdict: str, rows: dict) -> tuple[str, str]:
    if rule.kind == "sum_of_parts":
        word = {"incomplete": "missing", "contested": "either", "repaired": "repaired"}[verdict]
        return explain_breakdown(whole, parts, gap, word)
    if rule.kind == "headline":
        same = [r for r in rows.values() if r.doc_id == whole.doc_id and r.claim_id not in (whole.claim_id,)]
        added = next((r for r in same if r.relation == "" and not pd.isna(r.value) and int(r.value) == gap), None)
        return explain_headline(whole, parts, gap, added)
    if rule.kind == "implied_period":
        return explain_period(whole, rows[rule.beside[0]], *parts, gap)
    return explain_other(rule.kind, whole, parts, gap)


def _repair_json(repair: Repair) -> dict:
    return {
        "cost": repair.cost,
        "changed": [{"claim_id": c, "low": low, "high": high} for c, low, high in repair.changed],
        "missing": [{"rule_id": rule, "people": people} for rule, people in repair.missing],
        "slips": [{"claim_id": c, "kind": kind, "value": value} for c, kind, value in repair.slips],
    }


# ---------------------------------------------------------------- tables
def _totals(claims, keys: dict[str, tuple], outcome: _Outcome, rules: list[Rule], passed: set[str]) -> pd.DataFrame:
    confirmed = {
        claim
        for rule in rules
        if rule.rule_id in passed and rule.kind in ("sum_of_parts", "headline", "same_quantity")
        for claim in (rule.whole, *rule.members)
    }
    comparable = comparable_claims(claims, keys)
    groups: dict[tuple, list] = {}
    restated = {row.claim_id: row.parent_id for row in claims.itertuples() if row.relation == "restated"}
    for row in claims.itertuples():
        key = keys[restated.get(row.claim_id, row.claim_id)]
        # a figure without a dated window is a total of its own: nothing says that two are the same
        dated = bool(key[6] or key[7]) and row.running and restated.get(row.claim_id, row.claim_id) in comparable
        single = "" if dated else restated.get(row.claim_id, row.claim_id)
        groups.setdefault((*key, single), []).append(row)
    rows = [_total(key, members, outcome, confirmed) for key, members in sorted(groups.items())]
    return Totals.typed(pd.DataFrame(rows, columns=Totals.column_names()))


def _total(key: tuple, members: list, outcome: _Outcome, confirmed: set[str]) -> dict:
    low, high = _own_bounds(members)
    extents = [outcome.extent[m.claim_id] for m in members if m.claim_id in outcome.extent]
    verdicts = {outcome.verdict[m.claim_id] for m in members if m.claim_id in outcome.verdict}
    if extents:
        pick = (min, max) if verdicts else (max, min)
        low = pick[0](e[0] for e in extents)
        highs = [e[1] for e in extents]
        high = (
            None
            if (None in highs and (verdicts or set(highs) == {None}))
            else pick[1](h for h in highs if h is not None)
        )
    low = _vague_low(members) if low == 0 and not extents else low
    if any(m.qualifier == "approximately" for m in members):
        low = high = None
    status = next((s for s in ("contested", "incomplete", "repaired") if s in verdicts), None)
    if status is None:
        witnesses = [m for m in members if m.relation != "restated"]
        agreed = any(m.claim_id in confirmed for m in members) or len(witnesses) > 1
        status = "agreed" if agreed else "single"
    return {
        "total_id": "t" + hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:10],
        "measure": key[0], "group": key[1], "actor": key[2], "method": key[3], "scope": key[4],
        "publisher": key[5], "window_start": key[6], "window_end": key[7], "low": low,
        "best": _best(members, low, high), "high": high, "status": status, "n_claims": len(members),
        "claim_ids": " ".join(m.claim_id for m in members),
    }  # fmt: skip


def _own_bounds(members: list) -> tuple[int | None, int | None]:
    lows = [int(m.low) for m in members if not pd.isna(m.low)]
    highs = [int(m.high) for m in members if not pd.isna(m.high)]
    return (max(lows) if lows else None), (min(highs) if highs else None)


def _vague_low(members: list) -> int | None:
    return _own_bounds(members)[0]


def _best(members: list, low: int | None, high: int | None) -> int | None:
    """State a best figure only by a rule: one value is left, or the text says 'about' it."""
    if low is not None and low == high:
        return low
    about = {int(m.value) for m in members if m.qualifier == "approximately" and not pd.isna(m.value)}
    return about.pop() if len(about) == 1 else None


def _decisions(claims: pd.DataFrame, outcome: _Outcome) -> pd.DataFrame:
    rows = []
    for row in claims.itertuples():
        stated = None if pd.isna(row.value) else int(row.value)
        verdict = outcome.verdict.get(row.claim_id)
        low, high = outcome.extent.get(row.claim_id, (stated, stated))
        if row.relation == "restated":
            decision, used, reason = "duplicate", stated, "restates_another_figure"
        elif stated is None:
            decision, used, reason = "set_aside", None, row.qualifier  # a range or a vague word
        elif verdict == "contested":
            decision, used, reason = "conflicting", None, outcome.reason[row.claim_id]
        elif verdict == "repaired":
            decision, used, reason = "repaired", low if low == high else None, outcome.reason[row.claim_id]
        else:
            reason = outcome.reason.get(row.claim_id, "stated")
            decision, used = "used", stated
        rows.append(
            {
                "claim_id": row.claim_id, "decision": decision, "stated": stated, "used": used,
                "reason_code": reason, "conflict_id": outcome.conflict.get(row.claim_id, ""),
            }
        )  # fmt: skip
    return Decisions.typed(pd.DataFrame(rows, columns=Decisions.column_names()))
