"""What a template asks for and why, as a tree of plain lines that any output can draw."""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.source import Source, Span
from designdoc.template.schema import (
    Checklist,
    Column,
    Element,
    FenceForm,
    Field,
    Fields,
    ItemList,
    Presence,
    Prose,
    Section,
    TableForm,
    Template,
    TypeKind,
    ValueType,
    When,
)


class Line(Struct, frozen=True):
    """One thing that the template asks for.

    ``kind`` is title, front matter, side file, section, field, column or the kind of an element;
    ``type`` is in words, empty where there is nothing to say; ``line`` is the template's.
    """

    kind: str
    name: str
    presence: Presence
    type: str
    because: str
    line: int
    when: str = ""
    level: int = 0
    repeat: str = ""
    children: "tuple[Line, ...]" = ()


def explain(template: Template) -> tuple[Line, ...]:
    """The template as a tree of lines, in its own order."""
    return tuple(_lines(template))


def describe(kind: ValueType) -> str:
    """A type in words: ``2-3 sentences``, ``High | Medium | Low``; empty for plain text."""
    match kind.kind:
        case TypeKind.ENUMERATION:
            return " | ".join(kind.values)
        case TypeKind.TEXT:
            return ""
        case TypeKind.DATE:
            return f"date {kind.format}".strip()
        case TypeKind.LIST:
            limits = _limits(kind)
            return f"{limits} items" if limits else "list"
        case TypeKind.SENTENCES | TypeKind.WORDS | TypeKind.CHARACTERS:
            return f"{_limits(kind)} {kind.kind.value}".strip()
    return kind.kind.value


def _limits(kind: ValueType) -> str:
    low, high = kind.minimum, kind.maximum
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}-{high}"
    if high is not None:
        return f"at most {high}"
    return f"at least {low}" if low is not None else ""


def _lines(template: Template) -> Iterator[Line]:
    source = template.source
    if template.title:
        title = template.title
        line = source.line_of(title.span.start)
        yield Line("title", title.text, Presence.REQUIRED, "", "first heading", line)
    if template.front_matter:
        fields = tuple(_field(form, source) for form in template.front_matter)
        yield Line("front matter", "", Presence.REQUIRED, "", "", fields[0].line, children=fields)
    yield from _content(template.preamble, source)
    for section in template.sections:
        yield _section(section, source)
    for kept in template.verbatim:
        words = " ".join(kept.text.split())
        line = source.line_of(kept.span.start)
        yield Line("verbatim", words[:60], Presence.REQUIRED, "", kept.because, line)
    for side in template.side_files:
        fields = tuple(_field(form, side.source) for form in side.fields)
        yield Line("side file", side.name, Presence.REQUIRED, "", "", 1, children=fields)


def _section(section: Section, source: Source) -> Line:
    below = (*_content(section, source), *(_section(s, source) for s in section.children))
    repeat = f"{section.repeat.minimum} or more" if section.repeat else ""
    return Line(
        "section",
        section.name,
        section.presence,
        "",
        section.because,
        source.line_of(section.span.start),
        _when(section.when),
        section.level,
        repeat,
        below,
    )


def _content(section: Section, source: Source) -> tuple[Line, ...]:
    return tuple(_element(element, source) for element in section.content)


def _element(element: Element, source: Source) -> Line:
    line = source.line_of(element.span.start)
    kind, name, words, repeat = "prose", "", "", ""
    children: tuple[Line, ...] = ()
    match element:
        case Prose():
            words = describe(element.type)
        case Fields():
            kind, children = "fields", tuple(_field(form, source) for form in element.fields)
        case TableForm():
            kind, children = "table", tuple(_column(form, source) for form in element.columns)
            repeat = f"rows of {element.stem}" if element.stem else ""
        case FenceForm():
            kind, name = "diagram" if element.diagram else "fence", element.language
        case ItemList():
            kind, words = "list", describe(element.type).removeprefix("list")
            repeat = f"items of {element.stem}" if element.stem else ""
        case Checklist():
            kind, words = "checklist", _choice(element)
            children = _items(element, source)
    presence = element.presence
    return Line(kind, name, presence, words, element.because, line, "", 0, repeat, children)


def _choice(element: Checklist) -> str:
    if element.choose is None:
        return f"{len(element.items)} boxes"
    return "keep exactly one" if element.choose == (1, 1) else "keep one or more"


def _items(element: Checklist, source: Source) -> tuple[Line, ...]:
    """The items that ask for something below them."""
    return tuple(
        Line(
            "item",
            name,
            Presence.OPTIONAL if element.choose else Presence.REQUIRED,
            "",
            "task box",
            _line(source, forms[0].span),
            children=tuple(_field(form, source) for form in forms),
        )
        for name, forms in zip(element.items, element.fields, strict=False)
        if forms
    )


def _field(form: Field, source: Source) -> Line:
    return Line(
        "field",
        form.name,
        form.presence,
        describe(form.type),
        form.because,
        _line(source, form.span),
        _when(form.when),
        children=tuple(_field(child, source) for child in form.children),
    )


def _column(column: Column, source: Source) -> Line:
    line = _line(source, column.span)
    kind = describe(column.type)
    return Line("column", column.name, column.presence, kind, column.because, line)


def _line(source: Source, span: Span) -> int:
    return source.line_of(span.start)


def _when(when: When | None) -> str:
    if when is None:
        return ""
    return f"{when.key} is {' or '.join(when.values)}" if when.key else when.text
