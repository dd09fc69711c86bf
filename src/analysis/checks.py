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
        if is_coded(row):
            return (row.actor, row.method)
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


def is_coded(row) -> bool:
    """Say whether a claim was coded by hand from a page, not read from a report of the corpus."""
    return row.rule_id.startswith("coded.")


def has_inferred_window(row) -> bool:
    """Say whether the coder inferred the window of a claim; rules across statements then decide nothing."""
    return "coded.window_inferred" in row.rule_id


def build_rules(
    claims: pd.DataFrame, keys: dict[str, tuple], titles: dict[str, int], part_of: dict[str, str] | None = None
) -> list[Rule]:
    """Return all rules between `claims`, in a fixed order.

    Parameters
    ----------
    keys : from :func:`quantity_keys`.
    titles : doc_id → character where the headline (with its reprints) ends.
    part_of : scope → the wider scope that contains it.
    """
    usable = claims[claims["value"].notna() & (claims["relation"] != "restated")]  # a reprint is no witness
    usable = usable.assign(comparable=usable["claim_id"].isin(comparable_claims(usable, keys)))
    rows = list(usable.itertuples())
    nested = list(_nested_windows(rows, keys))
    rules = [
        *_sums_of_parts(rows, part_of or {}), *_subset_sums(rows), *nested, *_implied_periods(rows, nested),
        *_same_quantity(rows, keys), *_headlines(rows, titles), *_lattices(rows, keys, part_of or {}),
        *_killed_and_wounded(rows, keys),
    ]  # fmt: skip
    unique = {(rule.whole, rule.members, rule.relation, rule.beside): rule for rule in reversed(rules)}
    return sorted(unique.values(), key=lambda rule: (rule.kind, rule.whole, rule.members))


def comparable_claims(usable: pd.DataFrame, keys: dict[str, tuple]) -> set[str]:
    """Return the claims that can be compared across statements: those whose quantity is told in full.

    Not so a coded figure of two groups or sides together, and pieces of one statement that the coding
    does not tell apart (raids and shells of one side).
    """
    seen: dict[tuple, int] = {}
    rows = list(usable.itertuples())
    for row in rows:
        if is_coded(row) and row.relation:
            key = (row.doc_id, *keys[row.claim_id])
            seen[key] = seen.get(key, 0) + 1
    found = set()
    for row in rows:
        told = not is_coded(row) or ("+" not in row.term and "coded.together" not in row.rule_id)
        alone = not (is_coded(row) and row.relation) or seen[(row.doc_id, *keys[row.claim_id])] == 1
        whole = keys.get(row.parent_id)
        narrower = not (is_coded(row) and row.relation) or whole != keys[row.claim_id]
        if told and alone and narrower:
            found.add(row.claim_id)
    return found


def _children(rows, relation: str) -> dict[str, list]:
    children: dict[str, list] = {}
    for row in rows:
        if row.relation == relation:
            children.setdefault(row.parent_id, []).append(row)
    return children


def _sums_of_parts(rows, part_of: dict[str, str]):
    """Parts of one breakdown add up to their whole; a whole broken down by group and by place has two."""
    known = {row.claim_id: row for row in rows}
    for whole, parts in _children(rows, "part").items():
        if whole not in known:
            continue
        breakdowns: list[list] = []
        for part in parts:
            if not measure_contains(known[whole].measure, part.measure):
                continue
            fitting = [b for b in breakdowns if all(_apart(part, other, part_of) for other in b)]
            if fitting:
                fitting[0].append(part)
            else:
                breakdowns.append([part])
        for same in breakdowns:
            if len(same) > 1:
                yield _rule("sum_of_parts", whole, tuple(p.claim_id for p in same), "=", open_list=True)


def _apart(left, right, part_of: dict[str, str]) -> bool:
    """Say whether two parts of one whole count different people. In prose, the list says so."""
    if not is_coded(left):
        return True
    if (
        left.window_end
        and right.window_end
        and (left.window_end < right.window_start or right.window_end < left.window_start)
    ):
        return True
    if left.window_start != right.window_start and not (left.window_end and right.window_end):
        return True  # months coded by their beginning
    scopes = [left.scope, right.scope]
    if left.scope != right.scope and not any(a in _wider_scopes(b, part_of) for a, b in (scopes, scopes[::-1])):
        return True
    if left.actor and right.actor and {left.actor, right.actor} != {"opposition", "jihadists"}:
        return left.actor != right.actor or left.group == right.group
    same_place = left.scope == right.scope and left.window_start == right.window_start
    return not _comparable(left.group, right.group) or (same_place and _no_common_group(left.term, right.term))


def _no_common_group(left: str, right: str) -> bool:
    """Say whether two coded labels such as civilians/men+women and civilians/children share no group."""
    if "+" not in left + right:
        return False
    names = [set(label.rsplit("/", 1)[-1].split("+")) for label in (left, right)]
    return not names[0] & names[1]


def _subset_sums(rows):
    known = {row.claim_id: row for row in rows}
    for (whole, *_), subsets in _same_subsets(rows).items():
        if whole not in known or not measure_contains(known[whole].measure, subsets[0].measure):
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


def _same_subsets(rows) -> dict[tuple, list]:
    """Return the subsets of each whole, those of another place, window or fire apart."""
    found: dict[tuple, list] = {}
    for whole, subsets in _children(rows, "among").items():
        for row in subsets:
            apart = (row.scope, row.window_start, row.window_end, row.actor) if is_coded(row) else ()
            found.setdefault((whole, apart), []).append(row)
    return found


def _comparable(group: str, other: str) -> bool:
    return contains(group, other) or contains(other, group)


def _nested_windows(rows, keys):
    """A window within another counts no more; the next wider one is enough, the rest follows."""
    by_quantity: dict[tuple, list] = {}
    for row in rows:
        if row.running and row.comparable and row.window_start and row.window_end and row.relation != "restated":
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
                kind = "running_fall" if wider[0].window_start == inner.window_start else "nested_window"
                yield _rule(kind, wider[0].claim_id, (inner.claim_id,), ">=")


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
        running = [row for row in same if row.running and row.comparable]
        for other in running[1:]:
            related = {running[0].parent_id, running[0].claim_id} & {other.parent_id, other.claim_id} - {""}
            if not related:
                yield _rule("same_quantity", running[0].claim_id, (other.claim_id,), "=")


def _lattices(rows, keys, part_of: dict[str, str]):
    """Within one publisher and window, a narrower group, fire or place counts no more than the next wider one."""
    by_frame: dict[tuple, list] = {}
    for row in rows:
        if row.running and row.comparable and row.window_start and row.window_end:
            measure, _, _, _, _, publisher, *window = keys[row.claim_id]
            by_frame.setdefault((measure, publisher, *window), []).append(row)
    for same in by_frame.values():
        firsts: dict[tuple, object] = {}
        for row in same:
            firsts.setdefault((row.group, *keys[row.claim_id][2:4], row.scope), row)
        for (group, actor, method, scope), row in firsts.items():
            for kind, wider in (
                ("group_lattice", [(g, actor, method, scope) for g in _wider_groups(group)]),
                ("actor_lattice", [(group, a, method, scope) for a in _wider_actors(actor)]),
                ("method_lattice", [(group, actor, "", scope)] if method else []),
                ("place_within", [(group, actor, method, s) for s in _wider_scopes(scope, part_of)]),
            ):
                whole = next((firsts[key] for key in wider if key in firsts), None)
                if whole is not None and row.parent_id != whole.claim_id:
                    yield _rule(kind, whole.claim_id, (row.claim_id,), ">=")


def _wider_groups(group: str) -> list[str]:
    path = group.split("/")
    return ["/".join(path[:i]) for i in range(len(path) - 1, 0, -1)] + (
        ["people"] if group not in ("people", "") else []
    )


def _wider_actors(actor: str) -> list[str]:
    return [] if actor == "" else ["opposition", ""] if actor == "jihadists" else [""]


def _wider_scopes(scope: str, part_of: dict[str, str]) -> list[str]:
    found = []
    while scope in part_of and part_of[scope] not in found:
        scope = part_of[scope]
        found.append(scope)
    return found


def _killed_and_wounded(rows, keys):
    """Killed and wounded of one group in one window are the casualties."""
    by_frame: dict[tuple, dict[str, object]] = {}
    for row in rows:
        if row.window_start and row.window_end and row.measure in ("killed", "wounded", "casualties"):
            by_frame.setdefault((row.doc_id, *keys[row.claim_id][1:]), {}).setdefault(row.measure, row)
    for found in by_frame.values():
        if len(found) == 3:
            members = (found["killed"].claim_id, found["wounded"].claim_id)
            yield _rule("killed_and_wounded", found["casualties"].claim_id, members, "=")


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
    result = _strict_result(rule, whole, beside, members)
    loose = {"more_than", "less_than"} & {row.qualifier for row in (whole, *beside, *members)}
    by_one = gap_of(rule, {row.claim_id: row for row in (whole, *beside, *members)}) <= 1
    # 'more than 859' over parts of 859: the hedge is often written loosely
    return "unknown" if result == "fail" and loose and by_one else result


def _strict_result(rule: Rule, whole, beside: list, members: list) -> str:
    if rule.kind == "headline" and _matches(whole, members):
        return "pass"
    low, high = _range(members)
    whole_low, whole_high = _range([whole, *beside])
    across = len({row.doc_id for row in (whole, *beside, *members)}) > 1
    if across and any(has_inferred_window(row) for row in (whole, *beside, *members)):
        return "unknown"
    if rule.relation == ">=":
        if "approximately" in {row.qualifier for row in (whole, *beside, *members)}:
            return "unknown"
        return "pass" if whole_high is None or low is None or low <= whole_high else "fail"
    if "approximately" in {whole.qualifier, *(m.qualifier for m in members)} and rule.kind != "sum_of_parts":
        return "unknown"
    below = high is not None and whole_low is not None and high < whole_low
    above = low is not None and whole_high is not None and low > whole_high
    return "fail" if below or above else "pass"


def gap_of(rule: Rule, rows: dict) -> int:
    """Return by how much a rule fails: between the figures as stated, or, where these agree, their bounds."""
    whole, members = [rows[c] for c in (rule.whole, *rule.beside)], [rows[m] for m in rule.members]
    stated = abs(sum(int(w.value) for w in whole) - sum(int(m.value) for m in members))
    if stated:
        return stated
    (low, high), (whole_low, whole_high) = _range(members), _range(whole)
    above = low - whole_high if low is not None and whole_high is not None else 0
    below = whole_low - high if rule.relation == "=" and whole_low is not None and high is not None else 0
    return max(above, below, 0)


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
