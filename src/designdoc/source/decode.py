"""Bytes to text that keeps every byte offset, whatever the bytes are."""

import codecs
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from designdoc.source.place import Place, Position
from designdoc.source.span import Span

BOM = codecs.BOM_UTF8
_WINDOW = 400  # characters of a long line that are worth showing around a place


class Source(Struct, frozen=True, dict=True):
    """One file: its bytes as they are on disk, and the text that they decode to.

    ``text`` encodes to exactly as many bytes as ``data``, byte for byte at the same offsets:
    a byte order mark stays its first character, and each undecodable byte is one ``?``.
    ``undecodable`` is the first run of bytes that are not UTF-8.
    """

    path: str
    data: bytes
    text: str
    undecodable: Span | None = None

    @cached_property
    def masked(self) -> bytes:
        """``text`` as bytes: ``data`` itself unless some of it was no UTF-8."""
        return self.data if self.undecodable is None else self.text.encode()

    @cached_property
    def bom(self) -> int:
        """Length in bytes of the byte order mark: 3 or 0."""
        return len(BOM) if self.data.startswith(BOM) else 0

    @cached_property
    def newline(self) -> str:
        """The line ending of the first line: what an insertion should use."""
        first = self.data.find(b"\n")
        return "\r\n" if first > 0 and self.data[first - 1 : first] == b"\r" else "\n"

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Byte offset of each line's first byte; a lone CR ends a line as CommonMark has it."""
        return line_starts(self.data)

    def slice(self, span: Span) -> str:
        """The text of a span of bytes."""
        return self.masked[span.start : span.end].decode("utf-8", "replace")

    def line_of(self, offset: int) -> int:
        """The line, from 1, that holds the byte at ``offset``."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The bytes of a line (from 1) without its line ending."""
        starts, data = self.line_starts, self.data
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(data)
        while end > start and data[end - 1] in b"\r\n":
            end -= 1
        return Span(start, end)

    def position(self, offset: int) -> Position:
        """Line and column of a byte offset; the byte order mark takes no column."""
        offset = max(0, min(offset, len(self.data)))
        starts = self.line_starts
        line = bisect_right(starts, offset)
        start = starts[line - 1] if line > 1 else min(self.bom, offset)
        before = self.masked[start:offset]
        column = len(before) if before.isascii() else len(before.decode("utf-8", "replace"))
        return Position(line, column + 1, offset)

    def place(self, span: Span) -> Place:
        """A span as a person reads it: positions, and the line to show."""
        start = self.position(span.start)
        end = self.position(span.end) if span.end > span.start else start
        starts = self.line_starts
        begin = starts[start.line - 1] if start.line > 1 else self.bom
        stop = starts[start.line] if start.line < len(starts) else len(self.data)
        excerpt = self.masked[begin:stop].decode("utf-8", "replace").rstrip("\r\n")
        if len(excerpt) <= _WINDOW:
            return Place(self.path, start, end, excerpt)
        first = max(0, start.column - 1 - _WINDOW // 4)
        return Place(self.path, start, end, excerpt[first : first + _WINDOW], first + 1)

    def known_place(self, span: Span) -> Place:
        """``place``, worked out once: for a file that many findings point into, a template."""
        known: dict[Span, Place] = vars(self).setdefault("_places", {})
        if span not in known:
            known[span] = self.place(span)
        return known[span]

    def utf16_column(self, offset: int) -> int:
        """Columns before ``offset`` in UTF-16 code units, from 0, as editors count.

        The byte order mark takes none: editors show the text without it.
        """
        line = self.line_of(offset)
        start = self.line_starts[line - 1] if line > 1 else min(self.bom, offset)
        return len(self.slice(Span(start, offset)).encode("utf-16-le")) // 2


def line_starts(data: bytes) -> list[int]:
    """Where the lines of some bytes begin; behind a last line's ending begins an empty one."""
    starts = [0, *accumulate(map(len, data.splitlines(keepends=True)))]
    if data and data[-1:] not in b"\r\n":
        starts.pop()
    return starts


def decode(path: str, data: bytes) -> Source:
    """Decode a file's bytes; never fails, and never moves an offset."""
    try:
        return Source(path, data, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", _MASK)
        return Source(path, data, text, Span(error.start, error.end))


def _mask(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "?" * (error.end - error.start), error.end


_MASK = "designdoc-mask"
codecs.register_error(_MASK, _mask)
