"""Character offsets of a text to byte spans of its UTF-8, for readers that work on strings."""

from bisect import bisect_left
from functools import cached_property

from designdoc.source import Span
from designdoc.source.regex import regex

_WIDE = regex(r"[^\x00-\x7f]")


class Offsets:
    """Turns offsets of ``text`` into bytes, counted from ``base``."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._text = text
        self._base = base
        self._ascii = text.isascii()

    def byte(self, offset: int) -> int:
        """The byte at which the character ``offset`` begins."""
        if self._ascii:
            return self._base + offset
        positions, extra = self._wide
        return self._base + offset + extra[bisect_left(positions, offset)]

    def span(self, start: int, end: int) -> Span:
        """The bytes of the characters ``start`` to ``end``."""
        return Span(self.byte(start), self.byte(end))

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Where the characters of more than one byte are, and the bytes added before each."""
        positions: list[int] = []
        extra = [0]
        for match in _WIDE.finditer(self._text):
            positions.append(match.start())
            code = ord(match[0])
            extra.append(extra[-1] + (1 if code < 0x800 else 2 if code < 0x10000 else 3))
        return positions, extra
