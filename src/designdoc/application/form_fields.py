"""The inputs of a document's form: which of its bytes each stands for.

A field is a run of the document's bytes, or the place of one that is not there yet.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.application.add_field import (
    Lacking,
    first_room,
    groups_of,
    in_lines,
    lacking_in,
    lacking_in_front,
)
from designdoc.application.tasks import Tasks, tasks_of
from designdoc.document import BoundField, BoundSection, BoundTable, Document
from designdoc.markdown import Block, Cell, List, Table
from designdoc.markdown import Section as Part
from designdoc.source import Source, Span
from designdoc.template.schema import Field as FieldForm
from designdoc.template.schema import FieldStyle, TypeKind, ValueType


class Input(Struct, frozen=True):
    """Something to fill in. ``kind``: text, line, choice, date, number, boolean, grid or tasks.

    ``id`` names it within this version of the document. ``value`` is what stands there; of a grid
    it is empty, and ``rows`` hold its cells, ``columns`` their heads with what each may be. The
    rows of tasks are whether each is done (``x``), its words, and what names it (empty for a new
    one). ``absent``: the template has it, the document does not yet.
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
    absent: bool = False


class Field(Struct, frozen=True):
    """An input with the bytes behind it, and how a value is written there."""

    input: Input
    span: Span
    bound: BoundField | None = None
    table: Table | None = None
    tasks: Tasks | None = None
    lacking: Lacking | None = None


def fields_of(document: Document) -> Iterator[tuple[int, tuple[Field, ...]]]:
    """The fields by the byte where their section begins; of the front matter by -1."""
    front = tuple(_of_front(document))
    if front:
        yield -1, front
    bound = {each.part.span.start: each for each in document.bound}
    head = document.preamble
    bound.setdefault(head.part.span.start, head)
    for part in document.tree.outline.walk():
        yield part.span.start, tuple(_of_section(document, part, bound.get(part.span.start)))


def _of_front(document: Document) -> Iterator[Field]:
    front = document.front_matter
    if front is None or front.tree.problems:
        return
    for each in front.fields:
        if _in_one_line(document.source, each):
            yield _bound_input(document.source, each)
    if in_lines(document.source, front.fields):
        for number, lacking in enumerate(lacking_in_front(document)):
            yield _absent_input(document, f"y{number}", lacking)


def _in_one_line(source: Source, key: BoundField) -> bool:
    """A plain value, or a list or mapping that is written in one line."""
    if key.node is None or key.node.kind == "scalar":
        return key.node is not None
    one_line = "\n" not in source.slice(key.node.span).strip()
    return one_line and key.form.type.kind in {TypeKind.LIST, TypeKind.MAPPING}


def _of_section(document: Document, part: Part, bound: BoundSection | None) -> Iterator[Field]:
    """Inputs for a section's own text: labelled values, tables and tasks as such, the rest as
    Markdown; then the labels that it lacks.
    """
    source = document.source
    elements = bound.elements if bound else ()
    tables = {t.table.start: t for t in elements if isinstance(t, BoundTable) and t.table}
    labelled = _labelled(bound)
    starts = [each.label.start for each in labelled]
    run: list[Block] = []
    for block in part.blocks:
        own = labelled[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        fields = list(_of_block(source, block, own, tables.get(block.start)))
        if fields:
            yield from _prose(source, run)
            run = []
            yield from fields
        else:
            run.append(block)
    if run:
        yield from _prose(source, run)
    elif not part.blocks and (not part.children or (bound and bound.form.content)):
        yield from _prose(source, run, part.body)
    if bound and not bound.not_applicable:
        yield from _absent_labels(document, bound)


def _labelled(bound: BoundSection | None) -> list[BoundField]:
    groups = groups_of(bound) if bound else ()
    found = [field for group in groups for field in group.fields if not field.children]
    return sorted(found, key=lambda each: each.label.start)


def _of_block(
    source: Source, block: Block, own: Sequence[BoundField], table: BoundTable | None
) -> Iterator[Field]:
    """The inputs of a block that is more than text; none for other blocks."""
    tasks = tasks_of(source, block) if isinstance(block, List) else None
    if isinstance(block, Table) and not own:
        yield _grid(source, block, table)
    elif tasks:
        said = Input(
            f"k{block.start}", "tasks", "Tasks", rows=tasks.rows, line=source.line_of(block.start)
        )
        yield Field(said, tasks.span, tasks=tasks)
    elif own and _covers(source, block, own):
        yield from (_bound_input(source, each) for each in own)


def _absent_labels(document: Document, bound: BoundSection) -> Iterator[Field]:
    place = bound.part.span.start
    lacking = [each for group in groups_of(bound) for each in lacking_in(bound, group)]
    for number, each in enumerate(lacking):
        if each.form.style is FieldStyle.LABEL:
            yield _absent_input(document, f"a{place}.{number}", each)


def _absent_input(document: Document, name: str, lacking: Lacking) -> Field:
    form, place = lacking.form, lacking.body
    kind, choices = _kind(form.type, False)
    said = Input(
        name, kind, form.name, "", help_of(form), choices,
        line=document.source.line_of(place.start), required=document.is_required(form), absent=True,
    )  # fmt: skip
    return Field(said, Span(place.start, place.start), lacking=lacking)


def help_of(form: FieldForm) -> str:
    """What the template says about a field."""
    return form.guidance or (form.hole.text if form.hole else "")


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
        span = trimmed(source, Span(run[0].start, run[-1].end))
    else:
        return
    text = source.slice(span).replace("\r\n", "\n").replace("\r", "\n")
    yield Field(Input(f"t{span.start}", "text", "Text", text, line=_line(source, span)), span)


def _inside(source: Source, body: Span) -> Span:
    """An empty place in an empty section, after the end of its heading's line."""
    data = source.data[body.start : body.end]
    if not data.strip():
        at = first_room(source, body)
        return Span(at, at)
    lead = len(data) - len(data.lstrip(b"\r\n"))
    return Span(body.start + lead, body.start + lead + len(data[lead:].rstrip()))


def trimmed(source: Source, span: Span) -> Span:
    """A span without the blanks at its end."""
    return Span(span.start, span.start + len(source.data[span.start : span.end].rstrip()))


def _bound_input(source: Source, bound: BoundField) -> Field:
    form, span = bound.form, bound.value.span
    scalar = bound.node is not None and bound.node.kind == "scalar"
    value = bound.node.text if bound.node and scalar else _as_written(source, bound)
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


def _line(source: Source, span: Span) -> int:
    return source.line_of(span.start)
