"""The exact solver: the cheapest set of changes under which all rules hold, and every other one.

One block is a set of claims connected by rules. Integer variables carry the true numbers, binary ones
say which claims are changed and which breakdowns miss a part; HiGHS solves it exactly. A block whose
figures hold as stated needs no solving: its ranges follow by propagating bounds. A block with
conflicts falls apart into regions around the rules that fail: a repair reaches a figure only over a
chain of changed figures, and a chain longer than the region's own cheapest repair pays for is never
part of one. So each region has its own list of equally cheap repairs, and the rest are constants.
"""

import os
import sys
from dataclasses import dataclass, field
from itertools import product

import highspy
import numpy as np

from analysis.checks import Rule

_SETTLED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


class UnsolvedBlock(Exception):
    """A block that was not solved in the time that it had; nothing about it is claimed."""


def _quiet_model() -> highspy.Highs:
    """Return an empty model; HiGHS prints its banner past Python, so standard output is closed to it."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        return highspy.Highs()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@dataclass(frozen=True)
class Stated:
    """One claim in a block: its bounds (None: unbounded), stated value and the cost of changing it."""

    claim_id: str
    value: int
    low: int | None
    high: int | None
    weight: int

    @property
    def is_exact(self) -> bool:
        """Whether the claim leaves no room."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Repair:
    """One cheapest repair: claims changed and breakdowns completed, with the least total change.

    `changed`: (claim_id, low, high) of the repaired value over all least changes. `missing`: (rule_id,
    people that the list leaves out). `slips`: (claim_id, kind, value) where a slip of the pen explains
    every change: digits swapped, dropped or doubled, or a factor of a thousand.
    """

    cost: int
    changed: tuple[tuple[str, int, int], ...]
    missing: tuple[tuple[str, int], ...]
    slips: tuple[tuple[str, str, int], ...] = ()


@dataclass
class Part:
    """An independent part of a block: its programme and all its cheapest repairs (none when it is coherent)."""

    block: "Block"
    repairs: list[Repair] = field(default_factory=list)
    complete: bool = True  # whether the list of repairs is


class Block:
    """A connected set of claims and rules as an integer programme.

    `frozen`: claims that may not be changed, being constants of this part.
    """

    def __init__(
        self, claims: list[Stated], rules: list[Rule], missing_weight: dict[str, int],
        frozen: frozenset[str] = frozenset(), seconds: float = 60.0,
    ):  # fmt: skip
        self.claims, self.rules, self.frozen, self.seconds = claims, rules, frozen, seconds
        self.lists = [rule for rule in rules if rule.open_list]
        self.list_index = {rule.rule_id: j for j, rule in enumerate(self.lists)}
        self.missing_weight = [missing_weight[rule.rule_id] for rule in self.lists]
        n, k = len(claims), len(self.lists)
        # columns: x (n), up (n), down (n), changed z (n), missing r (k), missing switch m (k)
        self.n, self.k, self.width = n, k, 4 * n + 2 * k
        # larger than any number of the block can be when something bounds it; the big-M of the switches
        self.far = 4 * sum(claim.value for claim in claims) + 1000
        self.index = {claim.claim_id: i for i, claim in enumerate(claims)}
        self._model = None
        self._by_claim: dict[str, list[Rule]] | None = None

    # ------------------------------------------------------------ as stated
    def holds_as_stated(self) -> bool:
        """Say whether every rule holds when each claim's true number is the one stated."""
        values = self._stated_values()
        if any(claim.high is not None and values[claim.claim_id] > claim.high for claim in self.claims):
            return False
        return all(_holds(rule, values) for rule in self.rules)

    def propagated(self) -> dict[str, tuple[int, int | None]]:
        """Return the range of each true number that the bounds and rules leave, all figures as stated.

        Bounds are propagated until nothing moves. For sums that share no two claims this is exact; it
        is never narrower than the exact range.
        """
        low = {c.claim_id: c.low or 0 for c in self.claims}
        high = {c.claim_id: np.inf if c.high is None else c.high for c in self.claims}
        terms = [_terms(rule) for rule in self.rules]
        for _ in range(4 * len(self.rules) + 4):
            moved = False
            for rule, signed in zip(self.rules, terms, strict=True):
                moved |= _tighten(signed, rule.relation == "=", low, high)
            if not moved:
                break
        return {c: (int(low[c]), None if high[c] == np.inf else int(high[c])) for c in low}

    # ------------------------------------------------------------ programme
    def _build(self) -> None:
        n, k = self.n, self.k
        data, columns, starts, lows, highs = [], [], [0], [], []

        def add(row: dict[int, float], low: float, high: float) -> None:
            columns.extend(row)
            data.extend(row.values())
            starts.append(len(columns))
            lows.append(low)
            highs.append(high)

        for i, claim in enumerate(self.claims):
            if claim.low is not None:  # x + up >= low
                add({i: 1, n + i: 1}, claim.low, np.inf)
            if claim.high is not None:  # x - down <= high
                add({i: 1, 2 * n + i: -1}, -np.inf, claim.high)
            add({n + i: 1, 2 * n + i: 1, 3 * n + i: -self.far}, -np.inf, 0)
        for rule in self.rules:
            row: dict[int, float] = {}
            for claim, sign in _terms(rule):
                row[self.index[claim]] = row.get(self.index[claim], 0.0) + sign
            if rule.open_list:
                row[4 * n + self.list_index[rule.rule_id]] = -1.0
            add(row, 0, 0 if rule.relation == "=" else np.inf)
        for j in range(k):
            add({4 * n + j: 1, 4 * n + k + j: -self.far}, -np.inf, 0)
        upper = np.full(self.width, float(self.far))
        upper[3 * n : 4 * n] = [0 if c.claim_id in self.frozen else 1 for c in self.claims]
        upper[4 * n + k :] = 1
        self._upper = upper
        self._model = model = _quiet_model()
        for option, value in (
            ("output_flag", False), ("log_to_console", False), ("threads", 1), ("random_seed", 0),
            ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0),
            ("mip_feasibility_tolerance", 1e-9),
            ("time_limit", float(self.seconds)),
        ):  # fmt: skip
            model.setOptionValue(option, value)
        model.addVars(self.width, np.zeros(self.width), upper)
        everything = np.arange(self.width, dtype=np.int32)
        kinds = np.full(self.width, highspy.HighsVarType.kInteger)
        model.changeColsIntegrality(self.width, everything, kinds)
        model.addRows(
            len(lows), np.array(lows, dtype=float), np.array(highs, dtype=float), len(columns),
            np.array(starts[:-1], dtype=np.int32), np.array(columns, dtype=np.int32), np.array(data, dtype=float),
        )  # fmt: skip
        self._n_rows = len(lows)

    def _solve(self, objective: np.ndarray, extra: list = (), fixed: dict[int, tuple[float, float]] | None = None):
        """Solve once. `extra`: (row, low, high); `fixed`: column → (low, high). None when infeasible."""
        if self._model is None:
            self._build()
        model, everything = self._model, np.arange(self.width, dtype=np.int32)
        lower, upper = np.zeros(self.width), self._upper.copy()
        for column, (a, b) in (fixed or {}).items():
            lower[column], upper[column] = max(a, lower[column]), min(b, upper[column])
            if lower[column] > upper[column]:
                return None
        n, k = self.n, self.k  # a switch that is off holds what it switches at zero, whatever the tolerance
        off = upper[3 * n : 4 * n] == 0
        upper[n : 2 * n][off] = upper[2 * n : 3 * n][off] = 0
        upper[4 * n : 4 * n + k][upper[4 * n + k :] == 0] = 0
        model.changeColsCost(self.width, everything, np.asarray(objective, dtype=float))
        model.changeColsBounds(self.width, everything, lower, upper)
        for row, low, high in extra:
            used = np.flatnonzero(row).astype(np.int32)
            model.addRow(float(low), float(high), len(used), used, np.asarray(row, dtype=float)[used])
        model.clearSolver()
        model.run()
        status = model.getModelStatus()
        if status not in _SETTLED:  # every column is bounded: presolve could not tell which it is
            for option, value in (("presolve", "off"), ("mip_feasibility_tolerance", 1e-6)):
                model.setOptionValue(option, value)
            model.clearSolver()
            model.run()
            status = model.getModelStatus()
            for option, value in (("presolve", "choose"), ("mip_feasibility_tolerance", 1e-9)):
                model.setOptionValue(option, value)
        values = np.array(model.getSolution().col_value)
        if extra:
            added = np.arange(self._n_rows, self._n_rows + len(extra), dtype=np.int32)
            model.deleteRows(len(extra), added)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise UnsolvedBlock(f"{self.n} claims: {model.modelStatusToString(status)}")
        return np.rint(values).astype(np.int64)

    def _costs(self) -> np.ndarray:
        costs = np.zeros(self.width)
        costs[3 * self.n : 4 * self.n] = [claim.weight for claim in self.claims]
        costs[4 * self.n + self.k :] = self.missing_weight
        return costs

    def _switches(self) -> list[int]:
        free = [3 * self.n + i for i, c in enumerate(self.claims) if c.claim_id not in self.frozen]
        return [*free, *range(4 * self.n + self.k, self.width)]

    # ------------------------------------------------------------ independent parts
    def parts(self, limit: int) -> list[Part]:
        """Return the regions of the failing rules with all their cheapest repairs, and the coherent rest."""
        values = self._stated_values()
        failing = [rule for rule in self.rules if not _holds(rule, values)]
        failing += [rule for rule in self.rules if any(self._outside(c, values) for c in rule.claim_ids)]
        regions = [_Region({rule.rule_id: rule}) for rule in dict.fromkeys(failing)]
        while True:
            for region in regions:
                region.grow(self)
            merged = _merge(regions)
            if len(merged) == len(regions) and all(region.settle(self, limit) for region in regions):
                break
            regions = merged
        taken = {rule for region in regions for rule in region.rules}
        rest = [rule for rule in self.rules if rule.rule_id not in taken]
        named = {claim for region in regions for claim in region.changeable | region.carried}
        left = [c for c in self.claims if c.claim_id not in named]
        own = {c.claim_id for c in left}
        apart = Block(
            [c for c in self.claims if c.claim_id in own | {m for r in rest for m in r.claim_ids}],
            rest, self._weights(), frozenset(c.claim_id for c in self.claims if c.claim_id not in own), self.seconds,
        )  # fmt: skip
        return [*(region.part for region in regions), *([Part(apart)] if left else [])]

    def _stated_values(self) -> dict[str, int]:
        return {c.claim_id: max(c.value, c.low) if c.low is not None else c.value for c in self.claims}

    def _outside(self, claim: str, values: dict[str, int]) -> bool:
        high = self.claims[self.index[claim]].high
        return high is not None and values[claim] > high

    def _weights(self) -> dict[str, int]:
        return dict(zip((r.rule_id for r in self.lists), self.missing_weight, strict=True))

    def rules_of(self, claim: str) -> list[Rule]:
        """Return the rules that name a claim."""
        if self._by_claim is None:
            self._by_claim = {}
            for rule in self.rules:
                for name in dict.fromkeys(rule.claim_ids):
                    self._by_claim.setdefault(name, []).append(rule)
        return self._by_claim.get(claim, [])

    def repairs(self, limit: int) -> list[Repair]:
        """Return every cheapest repair, at most `limit`, slips first; [] when none is needed."""
        costs = self._costs()
        cuts: list[tuple[np.ndarray, float, float]] = []
        found, cheapest = [], None
        while len(found) < limit:
            solution = self._solve(costs, cuts)
            if solution is None:
                break
            cost = int(costs @ solution)
            if cheapest is not None and cost > cheapest:
                break
            cheapest = cost
            if cost == 0:
                return []
            on = [column for column in self._switches() if solution[column]]
            found.append(self._least_change(on, cost))
            cut = np.zeros(self.width)
            cut[on] = 1
            cuts.append((cut, -np.inf, len(on) - 1))
        return sorted(found, key=lambda r: (r.slips == (), r.missing == (), r.changed, r.missing))

    def _only(self, on: list[int]) -> dict[int, tuple[float, float]]:
        """Return bounds that allow just the switches `on`."""
        return {column: (0.0, 1.0 if column in on else 0.0) for column in self._switches()}

    def _least_change(self, on: list[int], cost: int) -> Repair:
        n, k = self.n, self.k
        fixed = self._only(on)
        total = np.zeros(self.width)
        total[n : 3 * n] = 1
        total[4 * n : 4 * n + k] = 1
        solution = self._solve(total, (), fixed)
        least = [(total, -np.inf, int(total @ solution))]
        changed, missing = [], []
        for column in on:
            if column < 4 * n:
                i = column - 3 * n
                changed.append((self.claims[i].claim_id, *self._extent(i, least, fixed)))
            else:
                missing.append((self.lists[column - 4 * n - k].rule_id, int(solution[column - k])))
        slips = self._slips([column - 3 * n for column in on if column < 4 * n], fixed) if not missing else ()
        return Repair(cost, tuple(sorted(changed)), tuple(sorted(missing)), slips)

    def _slips(self, changed: list[int], fixed: dict) -> tuple[tuple[str, str, int], ...]:
        """Return a slip for each changed claim such that all rules hold, or nothing."""
        if not 1 <= len(changed) <= 2:
            return ()
        options = []
        for i in changed:
            low, high = self._extent(i, [], fixed)
            options.append([(v, k) for v, k in sorted(slip_values(self.claims[i].value).items()) if low <= v <= high])
        if len(changed) == 2 and len(options[0]) * len(options[1]) > 200:
            return ()
        for chosen in product(*options):
            values = {i: (float(v), float(v)) for i, (v, _) in zip(changed, chosen, strict=True)}
            if self._solve(np.zeros(self.width), (), {**fixed, **values}) is not None:
                return tuple((self.claims[i].claim_id, kind, v) for i, (v, kind) in zip(changed, chosen, strict=True))
        return ()

    def _extent(self, i: int, extra: list, fixed: dict) -> tuple[int, int]:
        objective = np.zeros(self.width)
        objective[i] = 1
        low = self._solve(objective, extra, fixed)
        high = self._solve(-objective, extra, fixed)
        return int(low[i]), int(high[i])

    def _supports(self, repairs: list[Repair]) -> list[tuple[list, dict]]:
        """Return, for each repair, what allows it alone and with its least change."""
        supports = []
        for repair in repairs or [Repair(0, (), ())]:
            on = [3 * self.n + self.index[claim] for claim, _, _ in repair.changed]
            on += [4 * self.n + self.k + self.list_index[rule] for rule, _ in repair.missing]
            fixed, extra = self._only(on), []
            if repair.changed:  # a missing part may be larger than it must; a changed figure not
                moved = np.zeros(self.width)
                moved[self.n : 3 * self.n] = 1
                extra = [(moved, -np.inf, int(moved @ self._solve(moved, (), fixed)))]
            supports.append((extra, fixed))
        return supports

    def extents(self, repairs: list[Repair]) -> dict[str, tuple[int, int | None]]:
        """Return the exact range of each claim's true number over all `repairs` and stated bounds.

        An upper end of None means that nothing bounds it.
        """
        ranges = self.propagated() if not repairs else {}
        changed = {claim for repair in repairs for claim, _, _ in repair.changed}
        supports = None
        for i, claim in enumerate(self.claims):
            if claim.is_exact and claim.claim_id not in changed:
                ranges[claim.claim_id] = (claim.low, claim.high)
                continue
            if not repairs and (ranges[claim.claim_id][0] == ranges[claim.claim_id][1] or self._is_tree()):
                continue
            supports = self._supports(repairs) if supports is None else supports
            ends = [self._extent(i, extra, fixed) for extra, fixed in supports]
            low, high = min(e[0] for e in ends), max(e[1] for e in ends)
            ranges[claim.claim_id] = (low, None if high >= self.far // 2 else high)
        return ranges

    def _is_tree(self) -> bool:
        """Say whether rules and claims form a forest, for which propagated bounds are exact."""
        edges = sum(len(set(rule.claim_ids)) for rule in self.rules)
        nodes = len(self.claims) + len(self.rules)
        return edges < nodes and all(len(set(r.claim_ids)) == len(r.claim_ids) for r in self.rules)

    def difference(self, left: str, right: str, repairs: list[Repair]) -> tuple[int, int | None]:
        """Return the exact range of one true number less another, over all `repairs`."""
        objective = np.zeros(self.width)
        objective[self.index[left]] += 1
        objective[self.index[right]] -= 1
        ends = []
        for extra, fixed in self._supports(repairs):
            low, high = self._solve(objective, extra, fixed), self._solve(-objective, extra, fixed)
            ends.append((int(objective @ low), int(objective @ high)))
        high = max(e[1] for e in ends)
        return min(e[0] for e in ends), None if high >= self.far // 2 else high

    def is_consistent(self) -> bool:
        """Say whether all claims can be true without any change."""
        if self.holds_as_stated():
            return True
        return self._solve(np.zeros(self.width), (), self._only([])) is not None


def _terms(rule: Rule) -> list[tuple[str, float]]:
    """Return the signed terms of a rule: whole and beside less the members, which is zero or not below it."""
    return [(rule.whole, 1.0), *((b, 1.0) for b in rule.beside), *((m, -1.0) for m in rule.members)]


class _Region:
    """The figures that a cheapest repair of some failing rules can reach.

    `changeable`: claims within reach; `carried`: figures with room that pass an effect on without being
    changed. All else that the rules name is constant.
    """

    def __init__(self, rules: dict[str, Rule], reach: int = 0):
        self.core, self.reach = rules, reach
        self.rules: dict[str, Rule] = {}
        self.changeable: set[str] = set()
        self.carried: set[str] = set()
        self.part: Part | None = None

    def grow(self, block: Block) -> None:
        """Collect what lies within `reach` changed figures of the failing rules."""
        distance = {claim: 0 for rule in self.core.values() for claim in rule.claim_ids}
        waiting = list(distance)
        while waiting:
            claim = waiting.pop(0)
            step = 1 if block.claims[block.index[claim]].is_exact else 0
            for rule in block.rules_of(claim):
                for other in rule.claim_ids:
                    loose = not block.claims[block.index[other]].is_exact
                    far = distance[claim] + step
                    if (far <= self.reach or (loose and distance[claim] <= self.reach)) and far < distance.get(
                        other, 99
                    ):
                        distance[other] = far
                        waiting.append(other)
        self.changeable = {c for c, far in distance.items() if far <= self.reach}
        self.carried = set(distance) - self.changeable
        self.rules = {r.rule_id: r for c in distance for r in block.rules_of(c)}

    def settle(self, block: Block, limit: int) -> bool:
        """Solve the region; return whether its cheapest repair cannot reach beyond it."""
        names = {c for rule in self.rules.values() for c in rule.claim_ids}
        claims = [c for c in block.claims if c.claim_id in names]
        rules = [r for r in block.rules if r.rule_id in self.rules]
        frozen = frozenset(names - self.changeable)
        own = Block(claims, rules, block._weights(), frozen, block.seconds)
        solution = own._solve(own._costs())
        cheapest = int(own._costs() @ solution) if solution is not None else sum(c.weight for c in claims)
        least = min(c.weight for c in claims)
        needed = max(cheapest // least - 1, 0)
        everything = self.changeable | self.carried == {c.claim_id for c in block.claims}
        if solution is None or (needed > self.reach and not everything):
            self.reach = max(self.reach + 1, min(needed, self.reach + 1))
            return False
        repairs = own.repairs(limit + 1)
        self.part = Part(own, repairs[:limit], len(repairs) <= limit)
        return True


def _merge(regions: list[_Region]) -> list[_Region]:
    """Join regions that share a figure that may move or a rule."""
    merged: list[_Region] = []
    for region in regions:
        touching = [
            m for m in merged
            if (m.changeable | m.carried) & (region.changeable | region.carried) or m.rules.keys() & region.rules.keys()
        ]  # fmt: skip
        for other in touching:
            merged.remove(other)
            joined = _Region({**other.core, **region.core}, max(other.reach, region.reach))
            joined.rules = {**other.rules, **region.rules}
            joined.changeable, joined.carried = other.changeable | region.changeable, other.carried | region.carried
            region = joined
        merged.append(region)
    return merged


def _holds(rule: Rule, values: dict[str, int]) -> bool:
    slack = _slack(rule, values)
    return slack == 0 if rule.relation == "=" else slack >= 0


def _slack(rule: Rule, values: dict[str, int]) -> int:
    return int(sum(sign * values[claim] for claim, sign in _terms(rule)))


def _tighten(signed: list[tuple[str, float]], equal: bool, low: dict, high: dict) -> bool:
    """Tighten bounds by one rule: the signed sum is at least zero, and at most zero when `equal`."""
    most = [high[c] if s > 0 else -low[c] for c, s in signed]
    least = [low[c] if s > 0 else -high[c] for c, s in signed]
    moved = False
    for position, (claim, sign) in enumerate(signed):
        others_most = sum(most[:position]) + sum(most[position + 1 :])
        others_least = sum(least[:position]) + sum(least[position + 1 :])
        # term >= -others_most; and, when equal, term <= -others_least
        bounds = (-others_most, -others_least if equal else np.inf)
        new = bounds if sign > 0 else (-bounds[1], -bounds[0])
        if new[0] > low[claim]:
            low[claim], moved = new[0], True
        if new[1] < high[claim]:
            high[claim], moved = new[1], True
    return moved


def slip_values(value: int) -> dict[int, str]:
    """Return the numbers from which a slip of the pen makes `value`, each with the kind of slip.

    >>> slip_values(1453)[1435], slip_values(33)[3], slip_values(12)[12000]
    ('swapped_digits', 'doubled_digit', 'thousand')
    """
    text = str(value)
    found: dict[int, str] = {}

    def add(number: str, kind: str) -> None:
        if number and int(number) != value:
            found.setdefault(int(number), kind)

    for i in range(len(text) - 1):
        add(text[:i] + text[i + 1] + text[i] + text[i + 2 :], "swapped_digits")
    for i in range(len(text)):
        if i and text[i] == text[i - 1]:
            add(text[:i] + text[i + 1 :], "doubled_digit")
    for i in range(len(text) + 1):  # a digit of the true number was dropped
        for digit in "0123456789":
            add(text[:i] + digit + text[i:], "dropped_digit")
    add(text + "000", "thousand")
    if text.endswith("000"):
        add(text[:-3], "thousand")
    return found


def irreducible_sets(claims: list[Stated], rules: list[Rule], missing_weight: dict[str, int]) -> list[list[Rule]]:
    """Return sets of rules that conflict with the claims, of which none can drop a rule and still conflict.

    After each set its first rule is left out, until what remains is consistent; so every conflict of
    the claims shares a rule with one of the sets.
    """
    found, left = [], list(rules)
    while not Block(claims, left, missing_weight).is_consistent():
        alone = next((r for r in left if not _alone(claims, r, missing_weight)), None)
        kept = [alone] if alone is not None else list(left)
        if alone is None:
            for rule in list(kept):
                rest = [r for r in kept if r is not rule]
                if not Block(claims, rest, missing_weight).is_consistent():
                    kept = rest
        found.append(kept)
        left = [r for r in left if r is not kept[0]]
    return found


def _alone(claims: list[Stated], rule: Rule, missing_weight: dict[str, int]) -> bool:
    """Say whether one rule can hold with its own claims as they are bounded."""
    own = [c for c in claims if c.claim_id in set(rule.claim_ids)]
    low = {c.claim_id: c.low or 0 for c in own}
    high = {c.claim_id: np.inf if c.high is None else c.high for c in own}
    signed = _terms(rule)
    most = sum(high[c] if s > 0 else -low[c] for c, s in signed)
    least = sum(low[c] if s > 0 else -high[c] for c, s in signed)
    return most >= 0 and (rule.relation != "=" or least <= 0)
