"""Fields, columns, values and guidance that the newer version has otherwise, as edits."""

import re
from collections.abc import Iterator

from designdoc.change.migrate.note import Note
from designdoc.change.migrate.own_text import body_of, untouched_body
from designdoc.change.schema import Part, PartChanged, SectionPair
from designdoc.diagnostics import Edit
from designdoc.document import BoundFields, BoundSection, BoundTable, Document
from designdoc.markdown import Cell, Table
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template import names
from designdoc.template.schema import (
    Column,
    Field,
    Fields,
    FieldStyle,
    Section,
    TableForm,
    Template,
)

_MARKER = regex(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_DASHES = regex(rb":?-+:?")


def values(section: BoundSection, changes: list[PartChanged]) -> Iterator[Edit]:
    """Values of enumerations that were renamed, where the document has exactly the old one."""
    renamed = {
        (names.key(each.within), each.old.casefold()): each.new
        for each in changes
        if each.part is Part.VALUE and each.old and each.new
    }
    if not renamed:
        return
    for element in section.elements:
        if isinstance(element, BoundFields):
            for field in element.fields:
                new = renamed.get((names.key(field.form.name), field.value.text.casefold()))
                if new:
                    yield Edit(field.value.span.start, field.value.span.end, new)


def cell_values(
    document: Document, section: BoundSection, changes: list[PartChanged]
) -> Iterator[Edit]:
    """The same in the cells of tables."""
    renamed = {
        (names.key(each.within), each.old.casefold()): each.new
        for each in changes
        if each.part is Part.VALUE and each.old and each.new
    }
    for element in section.elements:
        if not isinstance(element, BoundTable) or element.table is None or not renamed:
            continue
        for column in element.columns:
            for row in element.rows:
                cell = row.cells[column.index] if column.index < len(row.cells) else None
                text = document.tree.text(cell) if cell else ""
                new = renamed.get((names.key(column.form.name), text.casefold()))
                if cell and new and text in document.source.slice(cell.span):
                    start = cell.start + document.source.data[cell.start :].index(text.encode())
                    yield Edit(start, start + len(text.encode()), new)


def fields(
    document: Document, section: BoundSection, pair: SectionPair, theirs: Template
) -> Iterator[Edit | Note]:
    """Labels that the newer version added, behind the last one that the document has."""
    known = {names.key(each.name) for each in _labels(pair.old)}
    added = [each for each in _labels(pair.new) if names.key(each.name) not in known]
    group = next((e for e in section.elements if isinstance(e, BoundFields) and e.found), None)
    here = document.source.slice(section.part.span).casefold()
    added = [each for each in added if each.name.casefold() not in here]
    if not added or group is None:
        return
    items = [field.item for field in group.fields if field.item is not None]
    for field in added:
        if not items or field.style is not FieldStyle.LABEL:
            message = f"the template asks for '{field.name}' here now"
            yield Note(section.part.span, message, "Add it by hand.", field.span)
    lines = [_line(theirs.source, field.span) for field in added if field.style is FieldStyle.LABEL]
    if items and lines:
        last = max(items, key=lambda item: item.end)
        marker = _marker(document.source, last.start)
        told = [_MARKER.sub(lambda _: marker, line, count=1) for line in lines]
        yield _after(document.source, _end_of_text(document.source, last.span), told)


def keys(document: Document, base: Template, theirs: Template) -> Iterator[Edit]:
    """Keys of the front matter that the newer version added."""
    front = document.front_matter
    if front is None or document.tree.front_matter is None:
        return
    known = {field.name for field in base.front_matter}
    own = {field.form.name for field in front.fields}
    text = document.source.slice(document.tree.front_matter.span)
    for field in theirs.front_matter:
        name = field.name
        if name in known or name in own or re.search(rf"(?m)^{re.escape(name)}\s*:", text):
            continue
        yield Edit(front.at, front.at, _line(theirs.source, field.span) + document.source.newline)


def columns(document: Document, section: BoundSection, pair: SectionPair) -> Iterator[Edit]:
    """Columns that the newer version added, at their place in each row."""
    known = {names.key(each.name) for each in _columns(pair.old)}
    wanted = _columns(pair.new)
    for element in section.elements:
        if not isinstance(element, BoundTable) or element.table is None:
            continue
        at = {names.key(column.form.name): column.index for column in element.columns}
        heads = {names.key(document.tree.text(cell)) for cell in element.table.header.cells}
        before: int | None = None
        for column in wanted:
            name = names.key(column.name)
            if name in at:
                before = at[name]
            elif name not in known and name not in heads and before is not None:
                yield from _column(document.source, element.table, before, column)


def guidance(
    document: Document, section: BoundSection, pair: SectionPair, theirs: Template
) -> Iterator[Edit]:
    """The newer version's text where the document still holds nothing but the older one's."""
    source, part, base = document.source, section.part, document.template
    if not untouched_body(source, part, base, pair.old):
        return
    start, end = body_of(pair.new)
    new = theirs.source.data[start:end].decode("utf-8", "replace").strip()
    own = source.slice(part.body)
    if not new or new.split() == own.split():
        return
    lead = len(own) - len(own.lstrip())
    first = part.body.start + len(own[:lead].encode())
    last = first + len(own.strip().encode())
    yield Edit(first, last, source.newline.join(new.splitlines()))


def _column(source: Source, table: Table, at: int, column: Column) -> Iterator[Edit]:
    hole = column.hole.written if column.hole else ""
    yield _cell(source, table.header.cells[at], column.name)
    dashes = list(_DASHES.finditer(source.data, table.header.end, _end_of_line(source, table)))
    if at < len(dashes):
        end = dashes[at].end()
        yield Edit(end, end, " | ---" if source.data[end : end + 1] == b" " else "|---")
    for row in table.rows:
        if at < len(row.cells) and row.cells[at].end < row.end and row.cells[at].end > row.start:
            yield _cell(source, row.cells[at], hole)


def _cell(source: Source, cell: Cell, text: str) -> Edit:
    at = cell.start + len(source.data[cell.start : cell.end].rstrip())
    return Edit(at, at, f" | {text}".rstrip() if not text else f" | {text}")


def _end_of_line(source: Source, table: Table) -> int:
    """Where the row of dashes ends: the line after the header."""
    end = source.data.find(b"\n", table.header.end + 1)
    return end if end >= 0 else len(source.data)


def _end_of_text(source: Source, span: Span) -> int:
    """Where the last line of a block that says something ends, its line break included."""
    said = span.start + len(source.data[span.start : span.end].rstrip())
    end = source.data.find(b"\n", said)
    return end + 1 if end >= 0 else len(source.data)


def _after(source: Source, at: int, lines: list[str]) -> Edit:
    newline = source.newline
    text = "".join(f"{line}{newline}" for line in lines)
    if at and not source.data[:at].endswith(b"\n"):
        text = newline + text.removesuffix(newline)
    return Edit(at, at, text)


def _line(source: Source, span: Span) -> str:
    """The whole line of the template that a span begins in."""
    start = source.data.rfind(b"\n", 0, span.start) + 1
    end = source.data.find(b"\n", span.start)
    line = source.data[max(start, source.bom) : end if end >= 0 else len(source.data)]
    return line.decode("utf-8", "replace").rstrip("\r")


def _marker(source: Source, at: int) -> str:
    start = source.data.rfind(b"\n", 0, at) + 1
    match = _MARKER.match(source.slice(Span(max(start, source.bom), _line_end(source, at))))
    return match.group() if match else "- "


def _line_end(source: Source, at: int) -> int:
    end = source.data.find(b"\n", at)
    return end if end >= 0 else len(source.data)


def _labels(section: Section) -> list[Field]:
    return [f for e in section.content if isinstance(e, Fields) for f in e.fields]


def _columns(section: Section) -> list[Column]:
    return [c for e in section.content if isinstance(e, TableForm) for c in e.columns]
