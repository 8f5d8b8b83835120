"""A value of the form's input as edits of the document's bytes."""

from collections.abc import Iterator, Sequence

from designdoc.application.add_field import apart
from designdoc.application.edit import as_lines
from designdoc.application.edit_field import filled
from designdoc.application.form_fields import Field, trimmed
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import Document
from designdoc.markdown import Row
from designdoc.source import Source, Span

Value = str | Sequence[Sequence[str]]


def edits_of(document: Document, field: Field, value: Value) -> Iterator[Edit]:
    """The edits that give an input that is there a value; none where it has it.

    Raises:
        UsageError: its place cannot hold the value.
    """
    source, label = document.source, field.input.label
    if field.table is not None or field.tasks is not None:
        if isinstance(value, str):
            raise UsageError(f"'{label}' has several rows: its value is a list of them")
        rows = [tuple(row) for row in value]
        yield from field.tasks.edits(source, rows) if field.tasks else _rows(source, field, rows)
    elif not isinstance(value, str):
        raise UsageError(f"'{label}' is one text")
    elif value.replace("\r\n", "\n") != field.input.value:
        yield from _text(document, field, as_lines(value, source))


def _text(document: Document, field: Field, value: str) -> Iterator[Edit]:
    source = document.source
    if field.bound is not None:
        yield filled(source, field.bound, value)
    else:
        text = value.strip("\r\n")
        yield Edit(field.span.start, field.span.end, apart(source, field.span, text))


def _rows(source: Source, field: Field, rows: Sequence[tuple[str, ...]]) -> Iterator[Edit]:
    """The rows of a table as they are to be: a row that stands there already keeps its bytes."""
    table, was = field.table, field.input.rows
    if table is None or tuple(rows) == was:
        return
    width = len(field.input.columns)
    for row in rows:
        if len(row) > width or any(len(cell.splitlines()) > 1 for cell in row):
            raise UsageError(f"a row of this table has {width} cells of one line each")
    there = zip(was, table.rows, strict=True)
    lines = {cells: source.slice(row_span(source, row)) for cells, row in there}
    newline = source.newline
    text = newline.join(lines.get(row) or _written(row, width) for row in rows)
    end = trimmed(source, field.span).end
    if table.rows:
        start = row_span(source, table.rows[0]).start
        yield Edit(start, end, text)
    elif text:
        yield Edit(end, end, newline + text)


def _written(row: Sequence[str], width: int) -> str:
    cells = [cell.strip().replace("|", "\\|") for cell in row] + [""] * (width - len(row))
    return f"| {' | '.join(cells)} |"


def row_span(source: Source, row: Row) -> Span:
    """The whole lines of a row of a table."""
    start, end = source.line_span(source.line_of(row.start)), row.end
    return trimmed(source, Span(start.start, max(start.end, end)))
