"""Whose words are these: a document cut into stretches, each owned by the innermost node."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.source import Span
from designdoc.workspace.collect import Piece


class Segment(Struct, frozen=True):
    """Bytes ``start`` to ``end`` and the piece that they belong to."""

    start: int
    end: int
    piece: Piece

    @property
    def span(self) -> Span:
        """The bytes."""
        return Span(self.start, self.end)


class Segments:
    """The stretches of a document in order, without gaps: the first piece is the whole of it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._segments = list(_cut(pieces))
        self._starts = [segment.start for segment in self._segments]
        self._whole = pieces[0]

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._segments)

    def at(self, offset: int) -> Piece:
        """The innermost piece that holds a byte."""
        index = bisect_right(self._starts, offset) - 1
        return self._segments[index].piece if index >= 0 else self._whole


def _cut(pieces: Sequence[Piece]) -> Iterator[Segment]:
    """Sweep over the starts and ends; the innermost open piece owns what lies between."""
    order = sorted(pieces, key=lambda piece: (piece.span.start, -piece.span.end))
    open_: list[Piece] = []
    at = 0
    for piece in order:
        while open_ and open_[-1].span.end <= piece.span.start:
            last = open_.pop()
            if at < last.span.end:
                yield Segment(at, last.span.end, last)
                at = last.span.end
        if open_ and at < piece.span.start:
            yield Segment(at, piece.span.start, open_[-1])
        at = max(at, piece.span.start)
        open_.append(piece)
    while open_:
        last = open_.pop()
        if at < last.span.end:
            yield Segment(at, last.span.end, last)
            at = last.span.end
