"""A header row and sample rows: columns with types, repeated rows.

The first column's `[Risk 1]` or `Integration Point 1` names what a row is.
"""

from collections.abc import Sequence

from designdoc.markdown import Block, Row, Table
from designdoc.markdown.blocks import Cell
from designdoc.source import Span
from designdoc.template.context import Context, ValueForm
from designdoc.template.conventions.labels import stem_of
from designdoc.template.names import without_suffix
from designdoc.template.schema import TEXT, Column, Element, Presence, TableForm, TypeKind


def read(block: Block, context: Context) -> Element | None:
    """A table with typed columns."""
    if not isinstance(block, Table):
        return None
    columns = tuple(
        _column(cell, [row.cells[index] for row in block.rows if index < len(row.cells)], context)
        for index, cell in enumerate(block.header.cells)
    )
    stem = _stem(block.rows, context)
    because = "table of the template" + (f", rows '{stem} 1'" if stem else "")
    return TableForm(block.span, because, columns, stem)


def _column(cell: Cell, samples: Sequence[Cell], context: Context) -> Column:
    title = context.tree.text(cell)
    name = without_suffix(title)
    said = next((s for c in context.presences if (s := c.read(title))), None)
    presence = Presence(said.presence) if said else Presence.REQUIRED
    forms = [context.value(name, _inside(sample, context)) for sample in samples]
    form = next((f for f in forms if f.type.kind is not TypeKind.TEXT), None) or next(
        (f for f in forms if f.hole), forms[0] if forms else ValueForm(TEXT, "")
    )
    because = _reason(form)
    return Column(name, cell.span, form.type, because, form.hole, presence)


def _reason(form: ValueForm) -> str:
    if form.type.kind is TypeKind.ENUMERATION and form.because.startswith("choice "):
        return form.because.replace("choice ", "cell ", 1)
    return form.because or "column of the template"


def _inside(cell: Cell, context: Context) -> Span:
    """The bytes of a cell without the pipes around it."""
    raw = context.source.slice(cell.span)
    if raw.endswith("|") and not raw.endswith("\\|"):
        return Span(cell.start, cell.end - 1)
    return cell.span


def _stem(rows: Sequence[Row], context: Context) -> str:
    stems = {_row_stem(row, context) for row in rows if row.cells}
    return stems.pop() if len(stems) == 1 else ""


def _row_stem(row: Row, context: Context) -> str:
    cell = row.cells[0]
    holes = context.holes_in(cell.span)
    words = holes[0].text if holes else context.tree.text(cell)
    stem = stem_of(words)
    return "" if stem and not stem[0].isalpha() else stem
