"""Checks: the rules that claims must obey, built from the text's structure, and whether they do.

A rule is a linear relation between claims: parts add up to their whole, disjoint subsets stay within
theirs, a window within another counts no more, a headline restates or adds up figures of its report.
A check reports pass, fail or unknown; repairing is left to ``reconcile``.
"""

import hashlib
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.lattice import contains, measure_contains
from analysis.quantities import rounding_step
from analysis.schemas import Checks

_EXCLUSIVE = ("civilians/children", "civilians/women", "civilians/men")
_MAX_HEADLINE_TERMS = 6


@dataclass(frozen=True)
class Rule:
    """A relation between claims: whole (+ beside) (=, ≥) sum of members, by claim id.

    `kind`: sum_of_parts, subset_sum, nested_window, implied_period, same_quantity, headline.
    `relation`: "=" or ">=". `open_list`: a missing member is a possible explanation. `beside`: claims
    added to the whole; used where two differences are compared.
    """

    rule_id: str
    kind: str
    whole: str
    members: tuple[str, ...]
    relation: str
    open_list: bool = False
    beside: tuple[str, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Return all claims of the rule, the whole first."""
        return (self.whole, *self.beside, *self.members)


def _rule(
    kind: str, whole: str, members: tuple[str, ...], relation: str, open_list: bool = False,
    beside: tuple[str, ...] = (),
) -> Rule:  # fmt: skip
    key = "|".join([kind, whole, *beside, *members, relation])
    rule_id = "r" + hashlib.sha256(key.encode()).hexdigest()[:10]
    return Rule(rule_id, kind, whole, members, relation, open_list, beside)


def quantity_keys(claims: pd.DataFrame, publishers: dict[str, str]) -> dict[str, tuple]:
    """Return claim_id → (measure, group, actor, method, scope, publisher, window_start, window_end, window_text).

    A part of a breakdown by group is that group's toll by any fire: what the text says of its causes
    describes it and does not narrow it. A part of a breakdown by cause keeps its actor and method.
    """
    rows = {row.claim_id: row for row in claims.itertuples()}
    parts: dict[str, list] = {}
    for row in claims.itertuples():
        if row.relation == "part":
            parts.setdefault(row.parent_id, []).append(row)
    causes: dict[str, tuple[str, str]] = {}

    def cause_of(row) -> tuple[str, str]:
        if row.claim_id not in causes:
            own = (row.actor, row.method)
            parent = rows.get(row.parent_id)
            if row.relation == "part":
                siblings = parts[row.parent_id]
                by_group = len({s.group for s in siblings}) == len(siblings) > 1
                own = cause_of(parent) if by_group and row.measure == parent.measure else own
            elif row.relation == "among" and row.group != parent.group:
                own = cause_of(parent)
            elif row.relation == "" and row.claim_id in parts:
                own = ("", "")
            causes[row.claim_id] = own
        return causes[row.claim_id]

    return {
        row.claim_id: (
            row.measure, row.group, *cause_of(row), row.scope,
            row.attributed_to or publishers.get(row.doc_id, ""),
            row.window_start, row.window_end, "" if row.window_start else row.window_text,
        )
        for row in claims.itertuples()
    }  # fmt: skip


def build_rules(claims: pd.DataFrame, keys: dict[str, tuple], titles: dict[str, int]) -> list[Rule]:
    """Return all rules between `claims`, in a fixed order.

    Parameters
    ----------
    keys : from :func:`quantity_keys`.
    titles : doc_id → character where the headline (with its reprints) ends.
    """
    usable = claims[claims["value"].notna() & (claims["relation"] != "restated")]  # a reprint is no witness
    rows = list(usable.itertuples())
    nested = list(_nested_windows(rows, keys))
    rules = [
        *_sums_of_parts(rows), *_subset_sums(rows), *nested, *_implied_periods(rows, nested),
        *_same_quantity(rows, keys), *_headlines(rows, titles),
    ]  # fmt: skip
    return sorted(set(rules), key=lambda rule: (rule.kind, rule.whole, rule.members))


def _children(rows, relation: str) -> dict[str, list]:
    children: dict[str, list] = {}
    for row in rows:
        if row.relation == relation:
            children.setdefault(row.parent_id, []).append(row)
    return children


def _sums_of_parts(rows):
    known = {row.claim_id for row in rows}
    for whole, parts in _children(rows, "part").items():
        if whole in known and len(parts) > 1:
            yield _rule("sum_of_parts", whole, tuple(p.claim_id for p in parts), "=", open_list=True)


def _subset_sums(rows):
    known = {row.claim_id: row for row in rows}
    for whole, subsets in _children(rows, "among").items():
        if whole not in known:
            continue
        exclusive = [s for s in subsets if s.group in _EXCLUSIVE]
        fighters = [s for s in subsets if s.group.startswith("combatants/")]
        apart = [s for s in fighters if not any(o is not s and _comparable(o.group, s.group) for o in fighters)]
        for members in (exclusive, apart):
            if len({m.group for m in members}) == len(members) > 1:
                yield _rule("subset_sum", whole, tuple(m.claim_id for m in members), ">=")
        grouped = {m.claim_id for members in (exclusive, apart) if len(members) > 1 for m in members}
        for subset in subsets:
            if subset.claim_id not in grouped:
                yield _rule("subset_sum", whole, (subset.claim_id,), ">=")


def _comparable(group: str, other: str) -> bool:
    return contains(group, other) or contains(other, group)


def _nested_windows(rows, keys):
    """A window within another counts no more; the next wider one is enough, the rest follows."""
    by_quantity: dict[tuple, list] = {}
    for row in rows:
        if row.running and row.window_start and row.window_end and row.relation != "restated":
            by_quantity.setdefault(keys[row.claim_id][:6], []).append(row)
    for same in by_quantity.values():
        ordered = sorted(same, key=lambda r: (r.window_end, _reversed_date(r.window_start), r.claim_id))
        for position, inner in enumerate(ordered):
            wider = [
                o for o in ordered[position + 1 :]
                if o.window_start <= inner.window_start and inner.window_end <= o.window_end
                and (o.window_start, o.window_end) != (inner.window_start, inner.window_end)
            ]  # fmt: skip
            if wider:
                yield _rule("nested_window", wider[0].claim_id, (inner.claim_id,), ">=")


def _implied_periods(rows, nested: list[Rule]):
    """The toll between two windows obeys the subsets too: jihadists killed in it are fighters killed in it."""
    known = {row.claim_id: row for row in rows}
    narrower = {rule.whole: rule.members[0] for rule in nested}
    for row in rows:
        whole = known.get(row.parent_id)
        if row.relation != "among" or whole is None or row.claim_id not in narrower:
            continue
        narrow, narrow_whole = known[narrower[row.claim_id]], narrower.get(whole.claim_id)
        if narrow_whole is not None and narrow.parent_id == narrow_whole and narrow.relation == "among":
            yield _rule(
                "implied_period",
                whole.claim_id,
                (narrow_whole, row.claim_id),
                ">=",
                beside=(narrow.claim_id,),
            )


def _reversed_date(text: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in text.split("-"))


def _same_quantity(rows, keys):
    by_quantity: dict[tuple, list] = {}
    for row in rows:
        if row.window_start and row.window_end:
            by_quantity.setdefault(keys[row.claim_id], []).append(row)
    for same in by_quantity.values():
        running = [row for row in same if row.running]
        for other in running[1:]:
            if not other.parent_id or other.parent_id != running[0].parent_id:
                yield _rule("same_quantity", running[0].claim_id, (other.claim_id,), "=")


# ---------------------------------------------------------------- headlines
def _headlines(rows, titles: dict[str, int]):
    for doc_id, end in sorted(titles.items()):
        heads = [r for r in rows if r.doc_id == doc_id and r.start < end and r.relation == ""]
        body = [r for r in rows if r.doc_id == doc_id and r.start >= end and r.relation == ""]
        for head in heads:
            terms = headline_terms(head, body)
            if terms:
                yield _rule("headline", head.claim_id, tuple(t.claim_id for t in terms), "=")


def headline_terms(head, body: list) -> list:
    """Return the figures of the body that a headline restates or adds up.

    The smallest set of figures that count disjoint things and whose sum is the headline's figure, or
    rounds to it when the headline says 'about'; else the one running total that it should restate.
    """
    fitting = [
        r for r in body
        if measure_contains(head.measure, r.measure) and (not head.group or contains(head.group, r.group))
    ]  # fmt: skip
    for size in range(1, min(len(fitting), _MAX_HEADLINE_TERMS) + 1):
        for terms in combinations(fitting, size):
            if all(_disjoint(a, b) for a, b in combinations(terms, 2)) and _matches(head, terms):
                return list(terms)
    running = [r for r in fitting if r.running and r.measure == head.measure and r.group == head.group]
    return running[-1:]


def _disjoint(left, right) -> bool:
    if left.measure != right.measure and not (
        measure_contains(left.measure, right.measure) or measure_contains(right.measure, left.measure)
    ):
        return True
    if not _comparable(left.group, right.group):
        return True
    return not left.running and not right.running and (left.actor, left.method) != (right.actor, right.method)


def _matches(head, terms) -> bool:
    total = sum(int(t.value) for t in terms)
    value = int(head.value)
    if head.qualifier == "approximately" or head.qualifier in ("more_than", "at_least"):
        return abs(total - value) <= rounding_step(value) / 2
    return total == value


def run_checks(claims: pd.DataFrame, rules: list[Rule]) -> pd.DataFrame:
    """Return one row per rule with its result (contract Checks)."""
    rows = {row.claim_id: row for row in claims.itertuples()}
    found = []
    for rule in rules:
        whole, members = rows[rule.whole], [rows[m] for m in rule.members]
        beside = [rows[b] for b in rule.beside]
        computed = sum(int(m.value) for m in members) - sum(int(b.value) for b in beside)
        found.append(
            {
                "check_id": rule.rule_id, "rule": rule.kind, "whole_id": rule.whole,
                "claim_ids": " ".join([*rule.beside, *rule.members]), "stated": int(whole.value),
                "computed": max(computed, 0), "result": _result(rule, whole, beside, members),
            }
        )  # fmt: skip
    return Checks.typed(pd.DataFrame(found, columns=Checks.column_names()))


def _result(rule: Rule, whole, beside: list, members: list) -> str:
    if rule.kind == "headline" and _matches(whole, members):
        return "pass"
    low, high = _range(members)
    whole_low, whole_high = _range([whole, *beside])
    if rule.relation == ">=":
        return "pass" if whole_high is None or low is None or low <= whole_high else "fail"
    if "approximately" in {whole.qualifier, *(m.qualifier for m in members)} and rule.kind != "sum_of_parts":
        return "unknown"
    below = high is not None and whole_low is not None and high < whole_low
    above = low is not None and whole_high is not None and low > whole_high
    return "fail" if below or above else "pass"


def _range(rows) -> tuple[int | None, int | None]:
    lows = [r.low for r in rows]
    highs = [r.high for r in rows]
    low = None if any(pd.isna(v) for v in lows) else sum(map(int, lows))
    high = None if any(pd.isna(v) for v in highs) else sum(map(int, highs))
    return low, high


def titles_of(texts: dict[str, str]) -> dict[str, int]:
    """Return doc_id → offset behind the headline and its reprints; a long first paragraph is a lead."""
    ends = {}
    for doc_id, text in texts.items():
        lines, offset = text.splitlines(keepends=True), 0
        first = next((line.strip() for line in lines if line.strip()), "")
        end = 0
        for line in lines:
            if line.strip() == first and len(first) <= 250:
                end = offset + len(line)
            offset += len(line)
        ends[doc_id] = end
    return ends
