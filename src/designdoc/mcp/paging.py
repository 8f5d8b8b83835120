"""Answers in pages that an agent can hold: so many bytes, and a cursor for what comes next."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from designdoc.diagnostics import UsageError
from designdoc.source import Source

BUDGET = 16_000  # bytes of items in one answer
Cursor = Annotated[str, Meta(description="`next_cursor` of the answer before; empty at first")]
NextCursor = Annotated[
    str | None, Meta(description="Give it as `cursor` to get the rest; null where there is none")
]

T = TypeVar("T")


def page(items: Sequence[T], cursor: str, budget: int = BUDGET) -> tuple[list[T], str | None]:
    """The items from the cursor on that fit, at least one, and the cursor of the next page.

    Raises:
        UsageError: the cursor is none of ours.
    """
    start = offset(cursor, len(items))
    weight, end = 0, start
    while end < len(items):
        weight += len(msgspec.json.encode(items[end], enc_hook=str)) + 1
        if weight > budget and end > start:
            break
        end += 1
    return list(items[start:end]), str(end) if end < len(items) else None


def text_page(
    source: Source, start: int, end: int, cursor: str, budget: int = BUDGET
) -> tuple[int, int, str | None]:
    """The bytes of a page of text, cut at the end of a line where one is near."""
    at = start + offset(cursor, end - start)
    data = source.masked
    while at > start and at < end and data[at] & 0xC0 == 0x80:
        at -= 1
    stop = min(end, at + budget)
    if stop < end:
        line = data.rfind(b"\n", at, stop) + 1
        stop = line or stop
        while stop > at + 1 and data[stop] & 0xC0 == 0x80:
            stop -= 1
    return at, stop, str(stop - start) if stop < end else None


def offset(cursor: str, most: int) -> int:
    """What a cursor means.

    Raises:
        UsageError: it is no number, or beyond the end.
    """
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 12) or int(cursor) > most:
        raise UsageError(f"'{cursor[:40]}' is no cursor of this list; leave it out to begin anew")
    return int(cursor)


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with a mark where it goes on."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
