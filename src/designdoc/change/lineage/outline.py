"""What of a version of a template shows in the documents written from it, small enough to keep."""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.template import names
from designdoc.template.schema import Field, Fields, Presence, Section, TableForm, Template

_WEIGHTS = {Presence.REQUIRED: 1.0, Presence.CONDITIONAL: 0.5, Presence.OPTIONAL: 0.0}


class Named(Struct, frozen=True):
    """A section by the key of its name. ``weight``: how much its absence says, 0 to 1."""

    key: str
    level: int
    weight: float


class Outline(Struct, frozen=True):
    """The named sections of a version, and the labels of its fields and columns.

    ``schema`` is equal for versions that ask for the same; ``labels`` are in lower case, as they
    are looked for in the text of a document.
    """

    schema: str
    sections: tuple[Named, ...]
    labels: frozenset[str] = frozenset()


def outline(template: Template, schema: str) -> Outline:
    """The outline of a compiled template."""
    sections: dict[str, Named] = {}
    for section in template.walk():
        key = names.key(section.name)
        if key and not (section.variable or section.repeat or section.ignore):
            sections.setdefault(key, Named(key, section.level, _WEIGHTS[section.presence]))
    labels = {label.casefold() for label in _labels(template) if len(label) > 2}
    return Outline(schema, tuple(sections.values()), frozenset(labels))


def _labels(template: Template) -> Iterator[str]:
    yield from _of_fields(template.front_matter)
    for section in (template.preamble, *template.walk()):
        yield from _in_section(section)


def _in_section(section: Section) -> Iterator[str]:
    for element in section.content:
        if isinstance(element, Fields):
            yield from _of_fields(element.fields)
        elif isinstance(element, TableForm):
            yield from (column.name for column in element.columns)


def _of_fields(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        yield field.name
        yield from _of_fields(field.children)
