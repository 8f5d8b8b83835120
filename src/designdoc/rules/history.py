"""Rows of a revision history with the day and version that they state."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.model.facts import Revision
from designdoc.rules.dates import in_any_form
from designdoc.source import Source, Span
from designdoc.source.regex import regex

_VERSION = regex(r"[vV]?(?:er(?:sion|\.)?)?\s*(\d{1,6}(?:\.\d{1,6}){0,5})(?![\w.])")


class Row(Struct, frozen=True):
    """A revision; ``day`` and ``version`` are None where none can be read."""

    fact: Revision
    day: date | None
    version: tuple[int, ...] | None


def rows(subject: Subject) -> tuple[Row, ...]:
    """The revisions of a document in the order of the file."""
    return tuple(
        Row(fact, _day(fact.date.strip(" *_`")), _version(fact.version))
        for fact in sorted(subject.model.revisions, key=lambda fact: fact.span)
    )


def in_table(source: Source, row: Row) -> bool:
    """Whether a revision is a row of a table, and not a line of a list."""
    return "|" in source.slice(source.line_span(source.line_of(row.fact.span.start)))


def newest_first(found: Sequence[Row]) -> bool:
    """Whether a history is written so: more steps of its days and versions go down than up."""
    votes = 0
    for one, other in pairwise(found):
        if one.day and other.day:
            votes += (one.day > other.day) - (one.day < other.day)
        if one.version and other.version:
            votes += (one.version > other.version) - (one.version < other.version)
    return votes > 0


def place(source: Source, row: Row, words: str) -> Span:
    """The bytes of a value within its row, or the row."""
    span = row.fact.span
    raw = source.masked[span.start : span.end]
    at = raw.find(words.encode()) if words else -1
    if at < 0:
        text = raw.rstrip()
        return Span(span.start, span.start + len(text.split(b"\n")[0]))
    return Span(span.start + at, span.start + at + len(words.encode()))


def _day(text: str) -> date | None:
    """The day that a text states; ``2026-02/03`` are two months."""
    return None if "/" in text and "-" in text else in_any_form(text)


def _version(text: str) -> tuple[int, ...] | None:
    match = _VERSION.match(text.strip(" *_`"))
    if not match:
        return None
    numbers = [int(part) for part in match[1].split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
