"""Where a person looks: lines and columns, with the line itself to show."""

from msgspec import Struct


class Position(Struct, frozen=True):
    """Line and column count from 1, the column in Unicode code points; the offset in bytes."""

    line: int
    column: int
    offset: int


class Place(Struct, frozen=True):
    """A span of a file, ready to print without the file at hand.

    ``excerpt`` is the first line of the span without its line ending; of a very long line
    it is a window that begins at column ``excerpt_column``.
    """

    path: str
    start: Position
    end: Position
    excerpt: str
    excerpt_column: int = 1
