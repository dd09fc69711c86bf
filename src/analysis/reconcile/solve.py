"""The exact solver: the cheapest set of changes under which all rules hold, and every other one.

One block is a set of claims connected by rules. Integer variables carry the true numbers, binary ones
say which claims are changed and which breakdowns miss a part; HiGHS (scipy.optimize.milp) solves it
exactly. Equally cheap repairs are enumerated in a fixed order by excluding each found one.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.checks import Rule


@dataclass(frozen=True)
class Stated:
    """One claim in a block: its bounds (None: unbounded), stated value and the cost of changing it."""

    claim_id: str
    value: int
    low: int | None
    high: int | None
    weight: int


@dataclass(frozen=True)
class Repair:
    """One cheapest repair: claims changed and breakdowns completed, with the least total change.

    `changed`: claim_id → (low, high) of the repaired value over all least changes. `missing`: rule_id
    → people that the list leaves out.
    """

    cost: int
    changed: tuple[tuple[str, int, int], ...]
    missing: tuple[tuple[str, int], ...]


class Block:
    """A connected set of claims and rules as an integer programme."""

    def __init__(self, claims: list[Stated], rules: list[Rule], missing_weight: dict[str, int]):
        self.claims, self.rules = claims, rules
        self.lists = [rule for rule in rules if rule.open_list]
        self.missing_weight = [missing_weight[rule.rule_id] for rule in self.lists]
        n, k = len(claims), len(self.lists)
        # columns: x (n), up (n), down (n), changed z (n), missing r (k), missing switch m (k)
        self.n, self.k, self.width = n, k, 4 * n + 2 * k
        # larger than any number of the block can be when something bounds it; the big-M of the switches
        self.far = 4 * sum(claim.value for claim in claims) + 1000
        self.index = {claim.claim_id: i for i, claim in enumerate(claims)}
        self.rows, self.low, self.high = [], [], []
        self._build()

    def _build(self) -> None:
        n, k = self.n, self.k
        for i, claim in enumerate(self.claims):
            if claim.low is not None:  # x + up >= low
                self._add({i: 1, n + i: 1}, claim.low, np.inf)
            if claim.high is not None:  # x - down <= high
                self._add({i: 1, 2 * n + i: -1}, -np.inf, claim.high)
            self._add({n + i: 1, 2 * n + i: 1, 3 * n + i: -self.far}, -np.inf, 0)
        for rule in self.rules:
            row = {self.index[rule.whole]: 1.0}
            for claim in rule.beside:
                row[self.index[claim]] = row.get(self.index[claim], 0) + 1.0
            for member in rule.members:
                row[self.index[member]] = row.get(self.index[member], 0) - 1.0
            if rule.open_list:
                row[4 * n + self.lists.index(rule)] = -1.0
            self._add(row, 0, 0 if rule.relation == "=" else np.inf)
        for j in range(k):
            self._add({4 * n + j: 1, 4 * n + k + j: -self.far}, -np.inf, 0)

    def _add(self, row: dict[int, float], low: float, high: float) -> None:
        dense = np.zeros(self.width)
        for column, value in row.items():
            dense[column] = value
        self.rows.append(dense)
        self.low.append(low)
        self.high.append(high)

    def _solve(self, objective: np.ndarray, extra: list[tuple[np.ndarray, float, float]]):
        rows = np.vstack([*self.rows, *(row for row, _, _ in extra)])
        low = np.array([*self.low, *(a for _, a, _ in extra)])
        high = np.array([*self.high, *(b for _, _, b in extra)])
        upper = np.full(self.width, float(self.far))
        upper[3 * self.n : 4 * self.n] = 1
        upper[4 * self.n + self.k :] = 1
        result = milp(
            objective,
            constraints=LinearConstraint(rows, low, high),
            bounds=Bounds(np.zeros(self.width), upper),
            integrality=np.ones(self.width),
            options={"mip_rel_gap": 0.0},
        )
        if result.status == 2:
            return None
        if result.x is None:
            raise RuntimeError(f"the block of {self.n} claims was not solved: {result.message}")
        return np.rint(result.x).astype(int)

    def _costs(self) -> np.ndarray:
        costs = np.zeros(self.width)
        costs[3 * self.n : 4 * self.n] = [claim.weight for claim in self.claims]
        costs[4 * self.n + self.k :] = self.missing_weight
        return costs

    def _switches(self) -> np.ndarray:
        return np.r_[3 * self.n : 4 * self.n, 4 * self.n + self.k : self.width]

    def repairs(self, limit: int) -> list[Repair]:
        """Return every cheapest repair, at most `limit`, ordered by what it changes; [] when none is needed."""
        costs, switches = self._costs(), self._switches()
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
            on = [column for column in switches if solution[column]]
            found.append(self._least_change(on, cost))
            cut = np.zeros(self.width)
            cut[on] = 1
            cuts.append((cut, -np.inf, len(on) - 1))
        return sorted(found, key=lambda r: (r.missing == (), r.changed, r.missing))

    def _only(self, on: list[int]) -> list[tuple[np.ndarray, float, float]]:
        """Return constraints that allow just the switches `on`."""
        fixed = []
        for column in self._switches():
            row = np.zeros(self.width)
            row[column] = 1
            fixed.append((row, -np.inf, 1.0 if column in on else 0.0))
        return fixed

    def _least_change(self, on: list[int], cost: int) -> Repair:
        n, k = self.n, self.k
        fixed = self._only(on)
        total = np.zeros(self.width)
        total[n : 3 * n] = 1
        total[4 * n : 4 * n + k] = 1
        solution = self._solve(total, fixed)
        least = int(total @ solution)
        fixed.append((total, -np.inf, least))
        changed = []
        for column in on:
            if column < 4 * n:
                i = column - 3 * n
                changed.append((self.claims[i].claim_id, *self._extent(i, fixed)))
        missing = [
            (self.lists[column - 4 * n - k].rule_id, int(solution[column - k])) for column in on if column >= 4 * n
        ]
        return Repair(cost, tuple(sorted(changed)), tuple(sorted(missing)))

    def _extent(self, i: int, fixed: list) -> tuple[int, int]:
        objective = np.zeros(self.width)
        objective[i] = 1
        low = self._solve(objective, fixed)
        high = self._solve(-objective, fixed)
        return int(low[i]), int(high[i])

    def _supports(self, repairs: list[Repair]) -> list[list]:
        """Return, for each repair, the constraints that allow it alone and with its least change."""
        supports = []
        for repair in repairs or [Repair(0, (), ())]:
            on = [3 * self.n + self.index[claim] for claim, _, _ in repair.changed]
            rules = [rule.rule_id for rule in self.lists]
            on += [4 * self.n + self.k + rules.index(rule) for rule, _ in repair.missing]
            fixed = self._only(on)
            if repair.changed:  # a missing part may be larger than it must; a changed figure not
                moved = np.zeros(self.width)
                moved[self.n : 3 * self.n] = 1
                fixed.append((moved, -np.inf, int(moved @ self._solve(moved, fixed))))
            supports.append(fixed)
        return supports

    def extents(self, repairs: list[Repair]) -> dict[str, tuple[int, int | None]]:
        """Return the exact range of each claim's true number over all `repairs` and stated bounds.

        An upper end of None means that nothing bounds it.
        """
        supports = self._supports(repairs)
        ranges: dict[str, tuple[int, int | None]] = {}
        for i, claim in enumerate(self.claims):
            ends = [self._extent(i, fixed) for fixed in supports]
            low, high = min(e[0] for e in ends), max(e[1] for e in ends)
            ranges[claim.claim_id] = (low, None if high >= self.far // 2 else high)
        return ranges

    def difference(self, left: str, right: str, repairs: list[Repair]) -> tuple[int, int | None]:
        """Return the exact range of one true number less another, over all `repairs`."""
        objective = np.zeros(self.width)
        objective[self.index[left]] += 1
        objective[self.index[right]] -= 1
        ends = []
        for fixed in self._supports(repairs):
            low, high = self._solve(objective, fixed), self._solve(-objective, fixed)
            ends.append((int(objective @ low), int(objective @ high)))
        high = max(e[1] for e in ends)
        return min(e[0] for e in ends), None if high >= self.far // 2 else high

    def is_consistent(self) -> bool:
        """Say whether all claims can be true without any change."""
        return self._solve(np.zeros(self.width), self._only([])) is not None


def irreducible_rules(claims: list[Stated], rules: list[Rule], missing_weight: dict[str, int]) -> list[Rule]:
    """Return a set of rules that conflict with the claims, of which none can be dropped."""
    kept = list(rules)
    for rule in list(kept):
        rest = [r for r in kept if r is not rule]
        if not Block(claims, rest, missing_weight).is_consistent():
            kept = rest
    return kept
