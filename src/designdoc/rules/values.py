"""Values that have a type, wherever they stand: fields, cells, front matter, side files, prose."""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.document import BoundField, BoundProse, BoundTable, Document
from designdoc.document.elements import cell_value
from designdoc.markdown import Row, YamlNode
from designdoc.rules.holes import is_hole
from designdoc.rules.questions import is_question
from designdoc.rules.support import (
    expected,
    fields_of,
    quoted,
    trimmed,
    with_inner,
    written,
    yaml_files,
)
from designdoc.source import Source, Span
from designdoc.source.once import once
from designdoc.template.schema import FieldStyle, TypeKind, ValueType


class Typed(Struct, frozen=True):
    """A value with the type that the template gives it, and where the template says so.

    ``node`` is set in YAML, where a value is exact; elsewhere it is prose that a person reads.
    ``token``: the template has a token there (`NNNN`), which says nothing about quotes.
    """

    label: str
    path: tuple[str, ...]
    text: str
    span: Span
    type: ValueType
    expected: tuple[Span, str]
    node: YamlNode | None = None
    source: Source | None = None
    expected_source: Source | None = None
    token: bool = False


def described(value: Typed) -> str:
    """A value with its label, as a message begins."""
    return f"{value.label} {quoted(value.text)}"


def typed_values(document: Document, *kinds: TypeKind) -> Iterator[Typed]:
    """The values of some kinds that an author wrote; holes and open questions are none."""
    for value in _values(document):
        if value.type.kind in kinds:
            yield value


@once
def _values(document: Document) -> tuple[Typed, ...]:
    return tuple(
        value
        for value in (*_in_yaml(document), *_in_sections(document))
        if value.type.kind is not TypeKind.TEXT
        and not is_question(value.text)
        and not is_hole(document, value.span, value.source)
    )


def _in_yaml(document: Document) -> Iterator[Typed]:
    for yaml in yaml_files(document):
        own = yaml.source is not document.source
        source = yaml.source if own else None
        origin = next((s.source for s in document.template.side_files if s.name == yaml.name), None)
        for bound in with_inner(yaml.fields):
            if bound.value or (bound.node is not None and bound.node.kind != "scalar"):
                yield _of_field(document, bound, (), source, origin if own else None)


def _in_sections(document: Document) -> Iterator[Typed]:
    for section in written(document):
        for bound in fields_of(section):
            if bound.value:
                yield _of_field(document, bound, section.path, None, None)
        for element in section.elements:
            if isinstance(element, BoundTable):
                yield from _of_table(document, element, section.path)
            elif isinstance(element, BoundProse) and element.form.type.kind is not TypeKind.TEXT:
                because = expected(document, element.form.span, element.form.because)
                name = section.path[-1] if section.path else "the beginning"
                yield Typed(
                    name, section.path, element.text, element.span, element.form.type, because
                )


def _of_field(
    document: Document,
    bound: BoundField,
    path: tuple[str, ...],
    source: Source | None,
    origin: Source | None,
) -> Typed:
    form = bound.form
    because = (form.span, form.because) if origin else expected(document, form.span, form.because)
    node = bound.node if form.style is FieldStyle.YAML else None
    value, token = bound.value, form.hole is not None and form.hole.convention == "token"
    return Typed(
        form.name, path, value.text, value.span, form.type, because, node, source, origin, token
    )


def _of_table(document: Document, bound: BoundTable, path: tuple[str, ...]) -> Iterator[Typed]:
    columns = [column for column in bound.columns if column.form.type.kind is not TypeKind.TEXT]
    if not columns:
        return
    for row in bound.rows:
        if not any(document.tree.text(cell) for cell in row.cells):
            continue
        for column in columns:
            value = cell_value(document.tree, row, column)
            form = column.form
            because = expected(document, form.span, form.because)
            span = _within_row(document, row, value.span)
            yield Typed(form.name, path, value.text, span, form.type, because)


def _within_row(document: Document, row: Row, span: Span) -> Span:
    """A cell that the author left out stands at the end of its row, not on the next line."""
    end = trimmed(document.source, row.span).end
    return span if span.start < end else Span(end, end)
