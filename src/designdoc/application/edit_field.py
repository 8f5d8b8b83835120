"""The value of a field set: a label's, a table row's, a key's of the front matter."""

from collections.abc import Iterator, Sequence

from designdoc.application.add_field import (
    Lacking,
    added,
    groups_of,
    lacking_in,
    lacking_in_front,
    put_in,
    yaml_value,
)
from designdoc.application.nearest import did_you_mean
from designdoc.application.sections import Heading
from designdoc.diagnostics import Edit, UsageError
from designdoc.document import BoundField, BoundSection, BoundYaml, Document
from designdoc.source import Source, Span
from designdoc.template.names import key
from designdoc.template.schema import Field, FieldStyle


def set_field(document: Document, heading: Heading | None, name: str, value: str) -> list[Edit]:
    """The edits that give a field of a section its value; without a section, of the head.

    A field of the template that the section lacks is added where the template has it.

    Raises:
        UsageError: there is no such field, or its layout cannot hold the value.
    """
    places = list(_places(document, heading))
    forms = [(fields, [each.form for each in lacking]) for fields, lacking in places]
    bound = _one(forms, name)
    if bound is not None:
        return [filled(document.source, bound, value)]
    form = _lacking(forms, name)
    lacking = next(each for _, some in places for each in some if each.form is form)
    return put_in(document, [added(document, lacking, value)])


def set_key(yaml: BoundYaml, name: str, value: str) -> Edit:
    """The edit that gives a key of a side file its value.

    A key of the template that is not there is added at the end, of the file or of the key that it
    stands in: ``milestone.beta``.

    Raises:
        UsageError: there is no such key, or its place cannot hold the value.
    """
    bound = _one([(yaml.fields, yaml.absent)], name)
    if bound is not None:
        return filled(yaml.source, bound, value)
    inner, _, last = name.rpartition(".")
    above = _one([(yaml.fields, yaml.absent)], inner) if inner.strip() else None
    if above is not None:
        form = _lacking([(above.children, above.absent)], last)
        return _inner_key(yaml.source, above, form, value)
    return _new_key(yaml, _lacking([(yaml.fields, yaml.absent)], name), value)


_Forms = tuple[Sequence[BoundField], Sequence[Field]]  # what is there, and what is not


def _one(places: Sequence[_Forms], name: str) -> BoundField | None:
    """The field of this name, if it is there."""
    if not name.strip():
        raise UsageError("'field' needs the name of the field")
    found = [bound for fields, _ in places for bound in _named(fields, name)]
    if len(found) > 1:
        raise UsageError(f"'{name}' stands there {len(found)} times; name its section")
    return found[0] if found else None


def _lacking(places: Sequence[_Forms], name: str) -> Field:
    """The field of the template that is not there."""
    for _, lacking in places:
        for form in lacking:
            if key(form.name) == key(name):
                return form
    known = [bound.form.name for fields, _ in places for bound in _all(fields)]
    known += [form.name for _, lacking in places for form in lacking]
    hint = did_you_mean(name, known) or f"fields there are {', '.join(known[:12]) or 'none'}"
    raise UsageError(f"there is no field '{name}'; {hint}")


_Place = tuple[Sequence[BoundField], Sequence[Lacking]]


def _places(document: Document, heading: Heading | None) -> Iterator[_Place]:
    """Groups of fields where the field may stand, each with those of the template it lacks."""
    if heading is None:
        if document.front_matter is not None:
            yield document.front_matter.fields, lacking_in_front(document)
        yield from _groups(document.preamble)
        return
    for section in document.bound:
        if section.part.span.start == heading.part.span.start:
            yield from _groups(section)


def _groups(section: BoundSection) -> Iterator[_Place]:
    for group in groups_of(section):
        yield group.fields, lacking_in(section, group)


def _all(fields: Sequence[BoundField]) -> Iterator[BoundField]:
    for bound in fields:
        yield bound
        yield from _all(bound.children)


def _named(fields: Sequence[BoundField], name: str) -> list[BoundField]:
    """Fields of this name; ``Owner.Team`` is the one within another."""
    inner, _, last = name.rpartition(".")
    if inner:
        above = _named(fields, inner)
        found = [each for bound in above for each in _plain(bound.children, last)]
        if found:
            return found
    return _plain(fields, name)


def _plain(fields: Sequence[BoundField], name: str) -> list[BoundField]:
    return [bound for bound in _all(fields) if key(bound.form.name) == key(name)]


def filled(source: Source, bound: BoundField, value: str) -> Edit:
    """The edit that gives a field of the document its value."""
    span = bound.value.span
    style = bound.form.style
    if style is FieldStyle.YAML:
        if bound.node is not None and bound.node.kind == "scalar":
            span = bound.node.span
        return _apart(source, span, yaml_value(bound.form, value))
    if style is FieldStyle.ROW:
        return _apart(source, _trimmed(source, span), _cell(value))
    return _apart(source, span, _below(source, bound, value))


def _new_key(yaml: BoundYaml, form: Field, value: str) -> Edit:
    """A line behind the last one, which may lack its ending."""
    source, at = yaml.source, yaml.at
    line = f"{form.name}: {yaml_value(form, value)}"
    ended = at == source.bom or source.data[at - 1 : at] in {b"\n", b"\r"}
    return Edit(at, at, f"{line}{source.newline}" if ended else f"{source.newline}{line}")


def _inner_key(source: Source, above: BoundField, form: Field, value: str) -> Edit:
    """A line behind all that stands below a key, indented as its first key is."""
    entries = above.node.entries if above.node else ()
    first = entries[0][0] if entries else None
    lead = source.line_span(source.line_of(first.span.start)).start if first else 0
    indent = source.slice(Span(lead, first.span.start)) if first else ""
    if not indent or indent.strip():
        raise UsageError(
            f"'{above.form.name}' is not written with a key a line; set '{form.name}' with 'text'"
        )
    last = len(source.data[: entries[-1][1].span.end].rstrip())
    at = source.line_span(source.line_of(last - 1)).end
    return Edit(at, at, f"{source.newline}{indent}{form.name}: {yaml_value(form, value)}")


def _apart(source: Source, span: Span, value: str) -> Edit:
    """The value in place, with a space where it would touch what is before it."""
    before = source.data[max(0, span.start - 1) : span.start]
    lead = " " if before not in {b" ", b"\t", b"\n", b"\r", b'"', b"'", b""} else ""
    return Edit(span.start, span.end, lead + value)


def _trimmed(source: Source, span: Span) -> Span:
    """The words of a cell without the blanks and bars around them."""
    raw = source.data[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip(b" \t|"))
    end = span.start + len(raw.rstrip(b" \t|"))
    return Span(start, end) if end > start else Span(span.end, span.end)


def _cell(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise UsageError("a cell of a table is one line")
    return value.strip().replace("\\|", "|").replace("|", "\\|")


def _below(source: Source, bound: BoundField, value: str) -> str:
    """A value of several lines: those after the first stand where the list item's text does."""
    lines = value.strip().splitlines()
    if len(lines) < 2:
        return value.strip()
    line = source.line_span(source.line_of(bound.label.start))
    before = source.slice(Span(line.start, bound.label.start))
    indent = " " * len(before.rstrip("*_`")) if bound.item else ""
    return source.newline.join([lines[0], *(f"{indent}{each}".rstrip() for each in lines[1:])])
