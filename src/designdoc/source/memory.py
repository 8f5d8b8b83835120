"""What was worked out from a run of bytes, kept for the next version of the same file.

An editor checks a file after each key. Nearly all of its bytes are the same then, only further
on: what depends on such a run alone is not worked out again but moved.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from designdoc.source.decode import Source
from designdoc.source.moved import moved
from designdoc.source.span import Span

_T = TypeVar("_T")


class Memory:
    """Values by what they were worked out from. What one version does not ask for is dropped."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[int, Any]] = {}
        self._now: dict[Hashable, tuple[int, Any]] = {}
        self._context: Hashable = None
        self._source: Source | None = None
        self._texts: dict[Span, bytes] = {}

    def turn(self, context: Hashable) -> None:
        """Begin the next version; another ``context`` (what all values hang on) forgets all."""
        self._before = self._now if context == self._context else {}
        self._now = {}
        self._context = context

    def recall(self, key: Hashable, source: Source, span: Span, compute: Callable[[], _T]) -> _T:
        """What ``compute`` makes of the bytes of a span; ``key`` is all else that it hangs on.

        The value is immutable, and its places are spans within the file.
        """
        whole = (key, self._text(source, span))
        known = self._now.get(whole) or self._before.get(whole)
        value: _T = moved(known[1], span.start - known[0]) if known else compute()
        self._now[whole] = (span.start, value)
        return value

    def _text(self, source: Source, span: Span) -> bytes:
        """The bytes of a span; one object for all who ask, whose hash is computed once."""
        if source is not self._source:
            self._source, self._texts = source, {}
        text = self._texts.get(span)
        if text is None:
            text = self._texts[span] = source.data[span.start : span.end]
        return text


def recall(
    memory: Memory | None,
    key: Hashable,
    source: Source,
    span: Span,
    compute: Callable[[], _T],
) -> _T:
    """``Memory.recall`` where there is one; else it is worked out."""
    return memory.recall(key, source, span, compute) if memory is not None else compute()
