"""Numbers to reach within the bytes of a fact."""

import re

from designdoc.markdown import BlockTree
from designdoc.model.facts import Target
from designdoc.model.quantity import targets
from designdoc.source import Span
from designdoc.source.regex import regex

_LONGEST = 20_000  # bytes of one statement that are read
# A line ending within a sentence: what follows opens no item, row or quote.
_WRAPPED = regex(rb"\r?\n[ \t]*(?!\d{1,3}[.)]\s)(?=[\w(\x80-\xff])")


def read_targets(tree: BlockTree, span: Span) -> tuple[Target, ...]:
    """The typed targets that the text of a span states."""
    raw = tree.source.masked[span.start : min(span.end, span.start + _LONGEST)]
    if not _has_digit(raw):
        return ()
    raw = _WRAPPED.sub(_as_spaces, raw)
    # a wide colon before a number is no clock time; a wide space has as many bytes
    text = raw.decode("utf-8", "replace").replace("：", "\u3000")
    return tuple(
        Target(
            target.metric,
            target.comparison,
            target.value,
            target.unit,
            target.qualifier,
            target.span,
            upper=target.upper,
        )
        for target in targets(text, span.start)
    )


def _as_spaces(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])


def _has_digit(raw: bytes) -> bool:
    """Whether there may be a number: an ASCII digit, a full-width one, or "nines"."""
    return any(digit in raw for digit in b"0123456789") or b"\xef\xbc" in raw or b"nines" in raw
