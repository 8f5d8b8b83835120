"""One change of a document by what it is about, a section or a field, as edits of its bytes.

Other bytes stay as they are; the text that is put in takes the document's line endings.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct

from designdoc.application.edit_field import set_field
from designdoc.application.sections import Heading, Name, section_at, title_of
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import Absent, Document
from designdoc.markdown import List, Table
from designdoc.rules.skeleton import insertion, skeleton
from designdoc.source import Source, Span
from designdoc.source.regex import regex

_ROW = regex(r"[ \t]*\|")
_ITEM = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


class Operation(StrEnum):
    """What is done to the section, field or text."""

    REPLACE = "replace"  # the section's own text, up to its first sub-section
    APPEND = "append"  # to the section's own text
    AFTER = "after"  # the section with its sub-sections
    HEADING = "heading"  # the words of the heading; of the title where no section is named
    REMOVE = "remove"  # the section with its sub-sections
    FIELD = "field"  # the value of a field
    TEXT = "text"  # words that stand there once


class Change(Struct, frozen=True):
    """A change that is asked for. ``section`` is empty for the head of the document.

    ``field`` names the field of ``FIELD``, ``old`` the words of ``TEXT``; ``text`` is what is put
    there.
    """

    operation: Operation
    section: Name = ()
    field: str = ""
    old: str = ""
    text: str = ""


def edits_of(document: Document, change: Change) -> list[Edit]:
    """The edits of a document's bytes that carry out a change.

    Its section is there; ``absent`` tells of one that has to be put in first.

    Raises:
        UsageError: what it is about is not there, or not the only one.
    """
    if change.operation is Operation.FIELD:
        part = _heading(document, change) if change.section else None
        return set_field(document, part, change.field, as_lines(change.text, document.source))
    if change.operation is Operation.TEXT and not change.section:
        return [
            words(document.source, Span(document.source.bom, len(document.source.data)), change)
        ]
    if not change.section and change.operation is Operation.HEADING:
        return [_title(document, change.text)]
    return _MAKERS[change.operation](document, _heading(document, change), change)


def absent(document: Document, change: Change) -> Absent | None:
    """The section that has to be put in before the change can be carried out."""
    found = section_at(document, change.section) if change.section else None
    return found if isinstance(found, Absent) else None


def put_in(document: Document, missing: Absent) -> Edit:
    """The edit that puts the template's text of a section where it belongs."""
    text = skeleton(document.template, missing.form, missing.level, document.source.newline)
    return Edit(missing.at, missing.at, insertion(document.source, missing.at, text))


def as_lines(text: str, source: Source) -> str:
    """A text with the line endings of the document."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", source.newline)


def _heading(document: Document, change: Change) -> Heading:
    if not change.section:
        raise UsageError(f"'{change.operation}' needs the section that it is about")
    found = section_at(document, change.section)
    if isinstance(found, Absent):
        raise UsageError(f"the document has no section '{' > '.join(found.path)}' yet")
    return found


def _replace(document: Document, heading: Heading, change: Change) -> list[Edit]:
    body, source = heading.part.body, document.source
    text = as_lines(change.text.strip("\r\n"), source)
    newline = source.newline
    lead = newline if source.data[: body.start].endswith((b"\n", b"\r")) else newline * 2
    goes_on = newline if body.end < len(source.data) else ""
    if not text.strip():
        return [Edit(body.start, body.end, goes_on)]
    return [Edit(body.start, body.end, f"{lead}{text}{newline}{goes_on}")]


def _append(document: Document, heading: Heading, change: Change) -> list[Edit]:
    body, source = heading.part.body, document.source
    text = as_lines(change.text.strip("\r\n"), source)
    end = body.start + len(source.data[body.start : body.end].rstrip())
    if end == body.start:
        return _replace(document, heading, change)
    last = heading.part.blocks[-1] if heading.part.blocks else None
    joins = (isinstance(last, Table) and _ROW.match(text)) or (
        isinstance(last, List) and _ITEM.match(text)
    )
    return [Edit(end, end, source.newline * (1 if joins else 2) + text)]


def _after(document: Document, heading: Heading, change: Change) -> list[Edit]:
    source, at = document.source, heading.part.span.end
    text = as_lines(change.text.strip("\r\n"), source)
    return [Edit(at, at, insertion(source, at, text))]


def _rename(document: Document, heading: Heading, change: Change) -> list[Edit]:
    return [_renamed(document, heading, change.text)]


def _remove(document: Document, heading: Heading, change: Change) -> list[Edit]:
    del change
    if title_of(document) is heading.part:
        raise UsageError("this is the title with the whole document; remove single sections")
    span = heading.part.span
    return [Edit(span.start, span.end, "")]


def _text(document: Document, heading: Heading, change: Change) -> list[Edit]:
    return [words(document.source, heading.part.span, change)]


def words(source: Source, within: Span, change: Change) -> Edit:
    """The edit that puts words in place of others, which stand once within a span.

    Raises:
        UsageError: they do not, or more than once.
    """
    old = as_lines(change.old, source).encode()
    if not old:
        raise UsageError("'text' needs `old`, the words that stand there now")
    data = source.data[within.start : within.end]
    at = data.find(old)
    if at < 0:
        raise UsageError(
            "the words of `old` do not stand there as they are given; `read` shows what does"
        )
    if data.find(old, at + 1) >= 0:
        raise UsageError("the words of `old` stand there more than once; give more of the text")
    start = within.start + at
    return Edit(start, start + len(old), as_lines(change.text, source))


def _title(document: Document, text: str) -> Edit:
    part = title_of(document)
    if part is not None:
        return _renamed(document, Heading(part, "", ()), text)
    front = document.tree.front_matter
    at = front.end if front else document.source.bom
    rest = document.source.data[at:]
    at += len(rest) - len(rest.lstrip(b"\r\n"))
    return Edit(at, at, insertion(document.source, at, f"# {_one_line(text)}"))


def _renamed(document: Document, heading: Heading, text: str) -> Edit:
    block, source = heading.part.heading, document.source
    if block is None:
        raise UsageError("this part of the document has no heading")
    end = block.start + len(source.data[block.start : block.end].rstrip(b"\r\n"))
    return Edit(block.start, end, f"{'#' * block.level} {_one_line(text)}")


def _one_line(text: str) -> str:
    words = text.strip().lstrip("#").strip()
    if not words or len(words.splitlines()) > 1:
        raise UsageError("a heading is one line of text, without the '#'")
    return words


_Maker = Callable[[Document, Heading, Change], list[Edit]]
_MAKERS: Mapping[Operation, _Maker] = {
    Operation.REPLACE: _replace,
    Operation.APPEND: _append,
    Operation.AFTER: _after,
    Operation.HEADING: _rename,
    Operation.REMOVE: _remove,
    Operation.TEXT: _text,
}
