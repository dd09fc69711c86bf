"""The lattices of groups, measures and actors: which contains which.

A group path contains the paths below it, and ``people`` contains all; strikes contain air raids,
barrel bombs and shells; opposition fire contains that of jihadist groups. Reading and reconciling
use the same three relations.
"""

_MEASURE_PARENTS = {
    "airstrikes": "strikes", "barrel_bombs": "strikes", "shells": "strikes",
    "killed": "casualties", "wounded": "casualties",
}  # fmt: skip
_ACTOR_PARENTS = {"jihadists": "opposition"}


def contains(group: str, other: str) -> bool:
    """Say whether everybody of `other` is of `group`."""
    return group == other or group == "people" or other.startswith(group + "/")


def join(groups: list[str]) -> str:
    """Return the smallest group that contains all of `groups`.

    >>> join(["civilians/children", "civilians/women"])
    'civilians'
    >>> join(["civilians", "combatants/russia"])
    'people'
    """
    if not groups:
        return "people"
    paths = [[] if group == "people" else group.split("/") for group in groups]
    shared = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared) or "people"


def refine(group: str, other: str) -> str:
    """Return the narrower of two groups when one contains the other, else `other` (the explicit one)."""
    return group if contains(other, group) else other


def measure_contains(measure: str, other: str) -> bool:
    """Say whether what `other` counts is counted in `measure` too."""
    return measure == other or _MEASURE_PARENTS.get(other) == measure


def join_actors(actors: set[str]) -> str:
    """Return the one actor that `actors` stand for, or nothing when there are several.

    >>> join_actors({"jihadists", "opposition"})
    'opposition'
    """
    wider = {actor for actor in actors if _ACTOR_PARENTS.get(actor) not in actors}
    return wider.pop() if len(wider) == 1 else ""
