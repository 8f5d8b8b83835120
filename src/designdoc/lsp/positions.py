"""Bytes to an editor's lines and characters, and back, in the encoding that was agreed on."""

from collections.abc import Sequence

from lsprotocol import types

from designdoc.diagnostics import Edit
from designdoc.source import Source, Span, decode

Encoding = types.PositionEncodingKind
_CODECS = {Encoding.Utf8: "utf-8", Encoding.Utf16: "utf-16-le", Encoding.Utf32: "utf-32-le"}
_UNIT = {Encoding.Utf8: 1, Encoding.Utf16: 2, Encoding.Utf32: 4}


class Positions:
    """One text as an editor counts it: lines from 0, characters in units of ``encoding``.

    ``held``: the editor holds this very text, so that a byte order mark in it is a character.
    Without it the text is a file on the disk, whose mark an editor takes away.
    """

    def __init__(self, source: Source, encoding: Encoding, held: bool = True) -> None:
        self.source = source
        self._codec = _CODECS[encoding]
        self._unit = _UNIT[encoding]
        self._skipped = 0 if held else source.bom

    @property
    def end(self) -> types.Position:
        """Behind the last byte."""
        return self.position(len(self.source.data))

    def position(self, offset: int) -> types.Position:
        """Where a byte stands."""
        source = self.source
        offset = max(self._skipped, min(offset, len(source.data)))
        line = max(source.line_of(offset), 1)
        start = source.line_starts[line - 1] if line > 1 else self._skipped
        return types.Position(line - 1, self._units(source.slice(Span(start, offset))))

    def range(self, span: Span) -> types.Range:
        """Where a span of bytes stands."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The byte at a position; one behind the end of a line or of the text is that end."""
        source = self.source
        if position.line >= len(source.line_starts):
            return len(source.data)
        line = source.line_span(position.line + 1)
        start = max(line.start, self._skipped) if position.line == 0 else line.start
        text = source.slice(Span(start, line.end))
        if self._unit == 1 and text.isascii():
            return min(start + position.character, line.end)
        before = text.encode(self._codec)[: position.character * self._unit]
        return start + len(before.decode(self._codec, "ignore").encode())

    def span(self, range_: types.Range) -> Span:
        """The bytes of a range."""
        start, end = self.offset(range_.start), self.offset(range_.end)
        return Span(min(start, end), max(start, end))

    def edit(self, edit: Edit) -> types.TextEdit:
        """An edit of bytes as the editor makes it."""
        return types.TextEdit(self.range(Span(edit.start, edit.end)), edit.text)

    def edits(self, edits: Sequence[Edit]) -> list[types.TextEdit]:
        """Edits of bytes as the editor makes them, in order."""
        return [self.edit(each) for each in sorted(edits, key=lambda e: (e.start, e.end))]

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(self._codec)) // self._unit


def changed(
    data: bytes, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> bytes:
    """A text after an editor's changes, in their order.

    Half a surrogate pair, which no file can hold, becomes a question mark of the same width.
    """
    for each in changes:
        text = each.text.encode("utf-8", "replace")
        if isinstance(each, types.TextDocumentContentChangePartial):
            span = Positions(decode("", data), encoding).span(each.range)
            data = data[: span.start] + text + data[span.end :]
        else:
            data = text
    return data
