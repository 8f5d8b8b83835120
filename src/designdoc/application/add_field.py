"""A field of the template that a document lacks, put in where the template has it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from designdoc.application.new import as_yaml
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import BoundField, BoundFields, BoundSection, Document
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template.schema import Field, Fields, FieldStyle, TypeKind

_AS_WRITTEN = frozenset(
    {TypeKind.LIST, TypeKind.MAPPING, TypeKind.NUMBER, TypeKind.BOOLEAN, TypeKind.DATE}
)
_ALONE = regex(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?[*_`]*")  # before a label of its own line


class Lacking(Struct, frozen=True):
    """A field that is not there. ``order`` are the fields of its group in the template, ``there``
    those of them that the document has; ``body`` is the text that the group stands in.
    """

    form: Field
    order: tuple[Field, ...]
    there: tuple[BoundField, ...]
    body: Span


def lacking_in_front(document: Document) -> list[Lacking]:
    """The keys that the front matter of a document lacks."""
    front = document.front_matter
    if front is None:
        return []
    order, body = document.template.front_matter, Span(front.at, front.at)
    return [Lacking(form, order, front.fields, body) for form in front.absent]


def lacking_in(section: BoundSection, group: BoundFields) -> list[Lacking]:
    """The fields that a group of a section lacks."""
    body = section.part.body
    return [Lacking(form, group.form.fields, group.fields, body) for form in group.absent]


class Addition(Struct, frozen=True):
    """Lines for a field, and where they stand: ``below`` a line that ends at a byte, ``above`` one
    that begins there, ``alone`` in or below a text, as a ``key`` of the front matter.
    """

    at: int
    where: str
    text: str


def added(document: Document, lacking: Lacking, value: str) -> Addition:
    """A field with its value: beside the field that the template has before it or after it, else
    below the text.

    Raises:
        UsageError: its layout cannot hold the value.
    """
    if lacking.form.style is FieldStyle.YAML:
        return _key(document, lacking, value)
    if lacking.form.style is FieldStyle.ROW:
        name = lacking.form.name
        raise UsageError(f"'{name}' is a row of a table; write the table with 'replace'")
    return _label(document.source, lacking, value)


def put_in(document: Document, additions: Iterable[Addition]) -> list[Edit]:
    """The edits that make the additions; those for one place stay in their order."""
    places: dict[tuple[int, str], list[str]] = {}
    for each in additions:
        places.setdefault((each.at, each.where), []).append(each.text)
    newline = document.source.newline
    edits = []
    for (at, where), texts in places.items():
        text = newline.join(texts)
        if where == "alone":
            text = apart(document.source, Span(at, at), text)
        elif where == "below":
            text = newline + text
        else:
            text += newline
        if where == "key" and document.tree.front_matter is None:
            text = f"---{newline}{text}---{newline}"
        edits.append(Edit(at, at, text))
    return edits


def apart(source: Source, span: Span, text: str) -> str:
    """A text that is put where nothing is stands apart from what is before and after it."""
    if span.start != span.end or not text.strip():
        return text
    newline = source.newline
    before, after = source.data[: span.start], source.data[span.end :]
    lead = "" if before.endswith((b"\n\n", b"\n\r\n")) else newline
    lead = lead if before.endswith((b"\n", b"\r")) else newline * 2
    tail = "" if after.startswith((b"\n\n", b"\r\n\r\n")) else newline
    tail = tail if not after or after.startswith((b"\n", b"\r")) else newline * 2
    return f"{lead}{text}{tail}"


def _label(source: Source, lacking: Lacking, value: str) -> Addition:
    lines = value.strip().splitlines() or [""]
    before, after = _neighbours(lacking, [f for f in lacking.there if _stands_alone(source, f)])
    model = before or after
    if model is not None:
        line = source.line_span(source.line_of(model.label.start))
        lead = source.slice(Span(line.start, model.label.start))
        written = source.slice(model.label)
        name = written.replace(written.strip(" *_`:："), lacking.form.name)
        between = source.slice(Span(model.label.end, model.value.span.start)).splitlines()
        mark = between[0].rstrip() if between and between[0].strip() else ":"
        lines[0] = f"{lead}{name}{mark} {lines[0]}".rstrip()
        indent = " " * len(lead.rstrip("*_`")) if model.item else ""
    else:
        lines[0], indent = f"- **{lacking.form.name}**: {lines[0]}".rstrip(), "  "
    lines[1:] = [f"{indent}{each}".rstrip() for each in lines[1:]]
    text = source.newline.join(lines)
    if before is not None:
        return Addition(_end(source, before), "below", text)
    if after is not None:
        line = source.line_span(source.line_of(after.label.start))
        return Addition(line.start, "above", text)
    return Addition(_room(source, lacking.body), "alone", text)


def _room(source: Source, body: Span) -> int:
    """Where a text has room: behind the one that is there, else behind the first empty line."""
    data = source.data[body.start : body.end]
    if data.strip():
        return body.start + len(data.rstrip())
    return first_room(source, body)


def first_room(source: Source, body: Span) -> int:
    """Where text begins in a section without any: behind its first empty line."""
    data, at = source.data, body.start
    while at < body.end and data[at : at + 1] in {b"\n", b"\r"}:
        if data[max(0, at - 3) : at].endswith((b"\n\n", b"\n\r\n")):
            break
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return at


def _neighbours(
    lacking: Lacking, there: Sequence[BoundField]
) -> tuple[BoundField | None, BoundField | None]:
    """The nearest fields that the template has before the one that is lacking, and after it."""
    places = {id(form): number for number, form in enumerate(lacking.order)}
    at = places[id(lacking.form)]
    ranked = sorted((places.get(id(each.form), at), n) for n, each in enumerate(there))
    before = [there[n] for place, n in ranked if place < at]
    after = [there[n] for place, n in ranked if place > at]
    return (before[-1] if before else None), (after[0] if after else None)


def _stands_alone(source: Source, field: BoundField) -> bool:
    """Whether a label begins its line, and nothing but its value is on it."""
    line = source.line_span(source.line_of(field.label.start))
    lead = source.slice(Span(line.start, field.label.start))
    rest = source.slice(Span(field.label.end, line.end))
    inline = field.form.style in {FieldStyle.LABEL, FieldStyle.TASK}
    return inline and bool(_ALONE.fullmatch(lead)) and "|" not in rest


def _end(source: Source, field: BoundField) -> int:
    """Where all that belongs to a field ends."""
    line = source.line_span(source.line_of(field.label.start))
    end = max(field.value.span.end, field.item.end if field.item else 0, line.end)
    return line.start + len(source.data[line.start : end].rstrip())


def _key(document: Document, lacking: Lacking, value: str) -> Addition:
    source = document.source
    text = f"{lacking.form.name}: {yaml_value(lacking.form, value)}".rstrip()
    at = lacking.body.start
    before, after = _neighbours(lacking, lacking.there)
    if not in_lines(source, lacking.there):
        raise UsageError("the front matter does not have each key on a line of its own")
    if before is not None:
        node = before.node
        end = max(before.label.end, node.span.end if node else 0)
        last = before.label.start + len(source.data[before.label.start : end].rstrip())
        at = min([at, *source.line_starts[source.line_of(last - 1) :][:1]])
    elif after is not None:
        at = after.label.start
    return Addition(at, "key", text)


def in_lines(source: Source, keys: Sequence[BoundField]) -> bool:
    """Whether each key begins its line."""
    starts = (source.line_span(source.line_of(key.label.start)).start for key in keys)
    return all(start == key.label.start for start, key in zip(starts, keys, strict=True))


def yaml_value(form: Field, value: str) -> str:
    """A value as the front matter has it.

    Raises:
        UsageError: it has several lines.
    """
    text = value.strip()
    if len(text.splitlines()) > 1:
        raise UsageError("a value of the front matter is one line; use 'text' for more")
    return text if form.type.kind in _AS_WRITTEN or not text else as_yaml(text)


def groups_of(section: BoundSection) -> Iterator[BoundFields]:
    """The groups of fields of a section; of an empty one those that the template has there."""
    if section.empty and not section.elements:
        for form in section.form.content:
            if isinstance(form, Fields):
                yield BoundFields(form, (), form.fields)
    for element in section.elements:
        if isinstance(element, BoundFields):
            yield element
