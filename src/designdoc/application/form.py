"""A document as a form: its sections with inputs for what the template asks, and back to bytes.

A field is a run of the document's bytes. What nobody changes keeps its bytes; a field that is set
to what it was is no edit. So saving a form writes exactly what was changed in it.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.edit import as_lines
from designdoc.application.edit_field import filled
from designdoc.application.next_ import sections_of, texts_of
from designdoc.application.outline import outline
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import BoundField, BoundFields, BoundSection, BoundTable, Document
from designdoc.markdown import Block, Cell, Row, Table
from designdoc.markdown import Section as Part
from designdoc.source import Source, Span
from designdoc.template.schema import FieldStyle, TypeKind, ValueType


class Input(Struct, frozen=True):
    """Something to fill in. ``kind``: text, line, choice, date, number, boolean or grid.

    ``id`` names it within this version of the document. ``value`` is what stands there; of a grid
    it is empty, and ``rows`` hold its cells, ``columns`` their heads with what each may be.
    """

    id: str
    kind: str
    label: str
    value: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple["Input", ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 0
    required: bool = False


class Group(Struct, frozen=True):
    """A section with its inputs. ``way`` is that of the template's names, empty for an own one.

    ``state`` as in ``outline``; one that is missing has no inputs yet. ``repeats``: another one of
    its kind may follow it.
    """

    title: str
    level: int
    line: int
    state: str
    way: tuple[str, ...] = ()
    guidance: str = ""
    inputs: tuple[Input, ...] = ()
    repeats: bool = False


class Form(Struct, frozen=True):
    """The form of a document."""

    path: str
    template: str
    groups: tuple[Group, ...]


class Field(Struct, frozen=True):
    """An input with the bytes behind it, and how a value is written there."""

    input: Input
    span: Span
    bound: BoundField | None = None
    table: Table | None = None


Value = str | Sequence[Sequence[str]]


def form_of(document: Document) -> Form:
    """The form of a document, in the order of the file."""
    found = dict(_fields(document))
    parts = {document.source.line_of(start): start for start in found}
    sections = sections_of(document.template)
    groups = []
    if found.get(-1):
        groups.append(_head(found[-1]))
    for line in outline(document):
        section = sections.get(line.template) if line.template else None
        absent = line.state in {"missing", "optional"}
        fields = () if absent else found.get(parts.get(line.line, -2), ())
        groups.append(
            Group(
                line.title, line.level, line.line, line.state, line.template,
                " ".join(dict.fromkeys(texts_of(section))) if section else "",
                tuple(field.input for field in fields),
                bool(section and section.repeat),
            )
        )  # fmt: skip
    return Form(document.path, document.template.name, tuple(groups))


def edits_for(document: Document, values: Mapping[str, Value]) -> list[Edit]:
    """The edits that give inputs of the document's form these values.

    Raises:
        UsageError: there is no such input, or its place cannot hold the value.
    """
    fields = {f.input.id: f for _, group in _fields(document) for f in group}
    edits: list[Edit] = []
    for name, value in values.items():
        field = fields.get(name)
        if field is None:
            raise UsageError(f"the form has no input '{name[:60]}'; load it again")
        edits += _edit(document.source, field, value)
    return sorted(edits, key=lambda edit: edit.start)


def _fields(document: Document) -> Iterator[tuple[int, tuple[Field, ...]]]:
    """The fields by the byte where their section begins; of the front matter by -1."""
    front = document.front_matter
    plain = [
        each for each in (front.fields if front else ())
        if each.node is not None and each.node.kind == "scalar"
    ]  # fmt: skip
    if plain:
        yield -1, tuple(_bound_input(document.source, each) for each in plain)
    bound = {each.part.span.start: each for each in document.bound}
    for part in document.tree.outline.walk():
        yield part.span.start, tuple(_of_section(document, part, bound.get(part.span.start)))


def _of_section(document: Document, part: Part, bound: BoundSection | None) -> Iterator[Field]:
    """Inputs for a section's own text: labelled values and tables as such, the rest as Markdown."""
    source = document.source
    elements = bound.elements if bound else ()
    tables = {t.table.start: t for t in elements if isinstance(t, BoundTable) and t.table}
    labelled = [f for group in elements if isinstance(group, BoundFields) for f in group.fields]
    run: list[Block] = []
    for block in part.blocks:
        own = [f for f in labelled if block.start <= f.label.start < block.end and not f.children]
        if isinstance(block, Table) and not own:
            yield from _prose(source, run)
            run = []
            yield _grid(source, block, tables.get(block.start))
        elif own and _covers(source, block, own):
            yield from _prose(source, run)
            run = []
            yield from (_bound_input(source, each) for each in own)
        else:
            run.append(block)
    if run:
        yield from _prose(source, run)
    elif not part.blocks and (not part.children or (bound and bound.form.content)):
        yield from _prose(source, run, part.body)


def _covers(source: Source, block: Block, fields: Sequence[BoundField]) -> bool:
    """Whether a block says nothing but these fields: else it has to be shown as a whole."""
    rest = bytearray(source.data[block.start : block.end])
    for field in fields:
        for span in (field.label, field.value.span):
            rest[span.start - block.start : span.end - block.start] = b" " * (span.end - span.start)
    return not bytes(rest).decode("utf-8", "replace").strip(" \t\r\n-*+_:：|`0123456789.[]x")


def _prose(source: Source, run: Sequence[Block], body: Span | None = None) -> Iterator[Field]:
    """Blocks next to each other as one text; a section without any has an empty one."""
    if body is not None:
        span = _inside(source, body)
    elif run:
        span = _trimmed(source, Span(run[0].start, run[-1].end))
    else:
        return
    text = source.slice(span).replace("\r\n", "\n").replace("\r", "\n")
    yield Field(Input(f"t{span.start}", "text", "Text", text, line=_line(source, span)), span)


def _inside(source: Source, body: Span) -> Span:
    """An empty place in an empty section, after the end of its heading's line."""
    data = source.data[body.start : body.end]
    lead = len(data) - len(data.lstrip(b"\r\n"))
    return Span(body.start + lead, body.start + lead + len(data[lead:].rstrip()))


def _trimmed(source: Source, span: Span) -> Span:
    return Span(span.start, span.start + len(source.data[span.start : span.end].rstrip()))


def _bound_input(source: Source, bound: BoundField) -> Field:
    form, span = bound.form, bound.value.span
    value = bound.node.text if bound.node is not None else _as_written(source, bound)
    kind, choices = _kind(form.type, "\n" in source.slice(span).strip())
    said = Input(
        f"f{bound.label.start}", kind, form.name, value, form.guidance, choices,
        line=source.line_of(bound.label.start), required=not form.blank,
    )  # fmt: skip
    return Field(said, span, bound)


def _as_written(source: Source, bound: BoundField) -> str:
    """A value as Markdown; lines after the first without the indent that keeps them in an item."""
    lines = source.slice(bound.value.span).strip().splitlines()
    if bound.form.style is FieldStyle.ROW:
        return " ".join(lines).strip("| ").replace("\\|", "|")
    return "\n".join([*lines[:1], *(line.strip() for line in lines[1:])])


def _kind(type_: ValueType, long: bool) -> tuple[str, tuple[str, ...]]:
    if type_.kind is TypeKind.ENUMERATION:
        return "choice", tuple(type_.values)
    kinds = {TypeKind.DATE: "date", TypeKind.NUMBER: "number", TypeKind.BOOLEAN: "boolean"}
    return kinds.get(type_.kind, "text" if long else "line"), ()


def _grid(source: Source, table: Table, bound: BoundTable | None) -> Field:
    forms = {each.index: each.form for each in bound.columns} if bound else {}
    columns = []
    for number, cell in enumerate(table.header.cells):
        form = forms.get(number)
        kind, choices = _kind(form.type, False) if form else ("line", ())
        columns.append(Input(f"c{number}", kind, _cell(source, cell), choices=choices))
    rows = tuple(_cells(source, row.cells, len(columns)) for row in table.rows)
    span = Span(table.start, table.end)
    said = Input(
        f"g{table.start}", "grid", "Table", columns=tuple(columns), rows=rows,
        line=_line(source, span),
    )  # fmt: skip
    return Field(said, span, table=table)


def _cells(source: Source, cells: Sequence[Cell], count: int) -> tuple[str, ...]:
    found = [_cell(source, cell) for cell in cells[:count]]
    return tuple(found + [""] * (count - len(found)))


def _cell(source: Source, cell: Cell) -> str:
    return source.slice(Span(cell.start, cell.end)).strip().strip("|").strip().replace("\\|", "|")


def _edit(source: Source, field: Field, value: Value) -> Iterator[Edit]:
    if field.table is not None:
        if isinstance(value, str):
            raise UsageError(f"'{field.input.label}' is a table: its value is a list of rows")
        yield from _rows(source, field, [tuple(row) for row in value])
        return
    if not isinstance(value, str):
        raise UsageError(f"'{field.input.label}' is one text")
    if value.replace("\r\n", "\n") == field.input.value:
        return
    if field.bound is not None:
        yield filled(source, field.bound, as_lines(value, source))
        return
    text = as_lines(value.strip("\r\n"), source)
    yield Edit(field.span.start, field.span.end, _apart(source, field.span, text))


def _apart(source: Source, span: Span, text: str) -> str:
    """A text in an empty section stands apart from what is before and after it."""
    if span.start != span.end or not text.strip():
        return text
    newline = source.newline
    before, after = source.data[: span.start], source.data[span.end :]
    lead = "" if before.endswith((b"\n\n", b"\n\r\n")) else newline
    lead = lead if before.endswith((b"\n", b"\r")) else newline * 2
    tail = "" if after.startswith((b"\n\n", b"\r\n\r\n")) else newline
    tail = tail if not after or after.startswith((b"\n", b"\r")) else newline * 2
    return f"{lead}{text}{tail}"


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
    lines = {cells: source.slice(_row(source, row)) for cells, row in there}
    newline = source.newline
    text = newline.join(lines.get(row) or _written(row, width) for row in rows)
    end = _trimmed(source, field.span).end
    if table.rows:
        start = _row(source, table.rows[0]).start
        yield Edit(start, end, text)
    elif text:
        yield Edit(end, end, newline + text)


def _row(source: Source, row: Row) -> Span:
    start, end = source.line_span(source.line_of(row.start)), row.end
    return _trimmed(source, Span(start.start, max(start.end, end)))


def _written(row: Sequence[str], width: int) -> str:
    cells = [cell.strip().replace("|", "\\|") for cell in row] + [""] * (width - len(row))
    return f"| {' | '.join(cells)} |"


def _head(fields: Sequence[Field]) -> Group:
    inputs = tuple(field.input for field in fields)
    return Group("Front matter", 1, 1, "written", (), "", inputs)


def _line(source: Source, span: Span) -> int:
    return source.line_of(span.start)
