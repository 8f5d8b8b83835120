"""Numbers to reach within the bytes of a fact, each with what measures it."""

import re

from designdoc.markdown import BlockTree
from designdoc.model.facts import Target
from designdoc.model.quantity import targets
from designdoc.model.readers.measured_column import measured_by
from designdoc.source import Span
from designdoc.source.regex import regex

_MEASURED_BY = regex(
    r"(?:measured\s+by|計測方法|測定方法|計測|測定)[*_]*\s*(?:[:：]\s*|(?=`))[*_]*\s*"
    r"(?:`(?P<ticked>[^`]{1,300})`|(?P<bare>[\w./:@-]{2,300}))",
    re.IGNORECASE,
)
_END = regex(r"[;。|]|\n\s*\n|\.(?=\s|$)")
_LONGEST = 20_000  # bytes of one statement that are read
# A line ending within a sentence: what follows opens no item, row or quote.
_WRAPPED = regex(rb"\r?\n[ \t]*(?!\d{1,3}[.)]\s)(?=[\w(\x80-\xff])")


def read_targets(tree: BlockTree, span: Span) -> tuple[Target, ...]:
    """The typed targets that the text of a span states."""
    raw = tree.source.masked[span.start : min(span.end, span.start + _LONGEST)]
    if not _has_digit(raw):
        return ()
    joined = _WRAPPED.sub(_as_spaces, raw)
    # a wide colon before a number is no clock time; a wide space has as many bytes
    text = joined.decode("utf-8", "replace").replace("：", "\u3000")
    found = targets(text, span.start)
    column = measured_by(tree, span)
    if column:
        found = tuple(each for each in found if not column[1].covers(each.span))
    measured = _measured_by(raw, [target.span.end - span.start for target in found])
    return tuple(
        Target(
            target.metric,
            target.comparison,
            target.value,
            target.unit,
            target.qualifier,
            target.span,
            by or (column[0] if column else ""),
            target.upper,
        )
        for target, by in zip(found, measured, strict=True)
    )


def _as_spaces(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])


def _measured_by(raw: bytes, ends: list[int]) -> list[str]:
    """What is written behind each target: ``p95 < 200 ms (measured by: `login`)``.

    It speaks of all targets since the last one of its kind, in the same sentence.
    """
    if not ends or not _may_say(raw):
        return [""] * len(ends)
    names = [""] * len(ends)
    text, open_, at = raw.decode("utf-8", "replace"), 0, 0
    places = [len(raw[:end].decode("utf-8", "replace")) for end in ends]
    for match in _MEASURED_BY.finditer(text):
        name = match["ticked"] or match["bare"].rstrip(".:-")
        for number in range(open_, len(ends)):
            if places[number] > match.start():
                break
            if not _END.search(text, max(at, places[number]), match.start()):
                names[number] = " ".join(name.split())
            open_ = number + 1
        at = match.end()
    return names


def _may_say(raw: bytes) -> bool:
    return b"easured" in raw or b"EASURED" in raw or "測".encode() in raw


def _has_digit(raw: bytes) -> bool:
    """Whether there may be a number: an ASCII digit, a full-width one, or "nines"."""
    return any(digit in raw for digit in b"0123456789") or b"\xef\xbc" in raw or b"nines" in raw
