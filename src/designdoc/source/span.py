"""A half-open range of bytes in the UTF-8 source: the only coordinate inside the program."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """Bytes ``start`` (included) to ``end`` (excluded)."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


as_span = partial(tuple.__new__, Span)
"""``Span(*pair)`` in half the time, for what makes thousands: no Python runs."""


def spans_of(pairs: Iterable[tuple[int, int]]) -> list[Span]:
    """A ``Span`` of each pair."""
    return list(map(as_span, pairs))
