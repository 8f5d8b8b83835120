"""A half-open range of bytes in the UTF-8 source: the only coordinate inside the program."""

from typing import NamedTuple


class Span(NamedTuple):
    """Bytes ``start`` (included) to ``end`` (excluded)."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end
