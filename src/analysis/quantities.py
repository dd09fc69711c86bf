"""Intervals: what a stated figure says about the true number, and on what basis.

A figure with a qualifier bounds the number that it speaks of; the rule for each qualifier stands in
:data:`QUALIFIERS`. Both bounds are inclusive integers; None means unbounded on that side. An
approximate figure bounds nothing unless a tolerance is given: "about 3900" is not 3900.
"""

from dataclasses import dataclass
from math import ceil, floor

QUALIFIERS = ("exact", "approximately", "at_least", "more_than", "at_most", "less_than", "range", "vague")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stated value with its inclusive integer bounds."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: str

    def contains(self, number: int) -> bool:
        """Say whether `number` is compatible with what was stated."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def interval_of(
    value: int | None,
    qualifier: str,
    tolerance: float = 0.0,
    low: int | None = None,
    high: int | None = None,
) -> Interval:
    """Return the interval that `qualifier` gives to `value`.

    Parameters
    ----------
    value : the stated integer; None for vague words.
    qualifier : one of :data:`QUALIFIERS`.
    tolerance : half-width, as a share of the value, granted to "approximately"; 0 grants no bounds.
    low, high : the bounds of a range or of a vague word.

    Examples
    --------
    >>> interval_of(3380, "more_than").low
    3381
    >>> interval_of(3900, "approximately") == Interval(3900, None, None, "approximately")
    True
    """
    if qualifier not in QUALIFIERS:
        raise ValueError(f"unknown qualifier {qualifier!r}; known: {', '.join(QUALIFIERS)}")
    if qualifier in ("range", "vague"):
        return Interval(value, low, high, qualifier)
    bounds = {
        "exact": (value, value),
        "at_least": (value, None),
        "more_than": (value + 1, None),
        "at_most": (None, value),
        "less_than": (None, max(value - 1, 0)),  # fewer than none is none
        "approximately": (
            (ceil(value * (1 - tolerance)), floor(value * (1 + tolerance))) if tolerance else (None, None)
        ),
    }
    return Interval(value, *bounds[qualifier], qualifier)


def rounding_step(value: int) -> int:
    """Return the power of ten to which a round figure seems to have been rounded (3900 → 100).

    >>> [rounding_step(n) for n in (3900, 30, 341, 400000)]
    [100, 10, 1, 100000]
    """
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step
