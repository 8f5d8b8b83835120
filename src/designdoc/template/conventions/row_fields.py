"""`| **Question** | [...] |`: a table of two columns, a label and its value in each row.

Without a header the rows can be nothing else; with one they must have something to fill in.
"""

from designdoc.markdown import Block, Row, Table
from designdoc.source import Span
from designdoc.template.context import Context
from designdoc.template.conventions.labels import Label, make_field, stem_of
from designdoc.template.schema import Element, Field, Fields, FieldStyle

# fmt: off
_HEADERS = frozenset({
    "field", "key", "item", "property", "attribute", "question", "name", "metadata",
    "value", "answer", "details", "description", "content", "項目", "内容", "値",
})
# fmt: on


def read(block: Block, context: Context) -> Element | None:
    """Named fields, when the first column holds labels and the second what to fill in."""
    if not isinstance(block, Table) or len(block.header.cells) != 2:
        return None
    rows = list(block.rows)
    if _is_label(block.header, context) and not _is_header(block.header, context):
        rows.insert(0, block.header)
    if not rows or not all(_is_label(row, context) for row in rows):
        return None
    if len(rows) < 2 and not all(_is_bold(row, context) for row in rows):
        return None
    fields = tuple(_field(row, context) for row in rows)
    headless = not any(context.tree.text(cell) for cell in block.header.cells)
    if not headless and not all(map(_is_filled_in, fields)):
        return None
    return Fields(block.span, "two columns, labels in the first", fields)


def _is_filled_in(field: Field) -> bool:
    return bool(field.hole or field.blank) or field.type.kind != "text"


def _is_header(row: Row, context: Context) -> bool:
    words = [context.tree.text(cell).casefold() for cell in row.cells]
    return not _is_bold(row, context) or all(word in _HEADERS for word in words)


def _is_label(row: Row, context: Context) -> bool:
    cell = row.cells[0]
    words = context.tree.text(cell)
    return bool(words) and not context.holes_in(cell.span) and not stem_of(words)


def _is_bold(row: Row, context: Context) -> bool:
    raw = context.source.slice(row.cells[0].span).strip(" |\t")
    return raw.startswith(("**", "__")) and raw.endswith(("**", "__"))


def _field(row: Row, context: Context) -> Field:
    cell = row.cells[0]
    raw = context.source.slice(cell.span)
    name = context.tree.text(cell)
    start = cell.start + len(raw[: len(raw) - len(raw.lstrip(" *_\t"))].encode())
    end = cell.start + len(raw.rstrip(" *_\t").encode())
    value = row.cells[1].span if len(row.cells) > 1 else Span(cell.end, cell.end)
    label = Label(name, Span(start, max(start, end)), value.start, bold=False)
    return make_field(label, value, context, FieldStyle.ROW)
