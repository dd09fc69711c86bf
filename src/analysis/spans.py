"""Spans: things that stand at characters of a text, in order and none overlapping another, found by place.

Each has `start` and `end`, offsets in the original text, half open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_HasSpan)


class Spans(Generic[T]):
    """The things of one kind in a text: numerals, dates, windows, places."""

    __slots__ = ("items", "starts")

    def __init__(self, items: Iterable[T] = ()):
        self.items = list(items)
        self.starts = [item.start for item in self.items]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def over(self, start: int, end: int) -> T | None:
        """Return the one that covers start:end, if any."""
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        item = self.items[place]
        return item if end <= item.end else None

    def touching(self, start: int, end: int) -> bool:
        """Say whether one shares characters with start:end."""
        place = bisect_left(self.starts, end) - 1
        return place >= 0 and self.items[place].end > start

    def beginning_in(self, start: int, end: int) -> list[T]:
        """Return those that begin in start:end."""
        first = bisect_left(self.starts, start)
        return self.items[first : bisect_left(self.starts, end, first)] if start < end else []
