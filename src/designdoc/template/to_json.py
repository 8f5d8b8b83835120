"""A template as JSON: the public "Schema" shape, version 1, with every reason and line."""

from collections.abc import Mapping
from typing import Any

from designdoc.source import Source, Span
from designdoc.template.schema import (
    Checklist,
    Column,
    Element,
    FenceForm,
    Field,
    Fields,
    Guidance,
    Hole,
    ItemList,
    Prose,
    Repeat,
    Section,
    TableForm,
    Template,
    ValueType,
    When,
)

Json = dict[str, Any]


def to_json(template: Template) -> Json:
    """The template as plain data; lines count from 1."""
    writer = _Writer(template.source)
    title = template.title
    return {
        "version": 1,
        "name": template.name,
        "path": template.path,
        "title": title
        and {
            "text": title.text,
            "holes": [hole.text for hole in title.holes],
            "prefix": title.prefix,
            "suffix": title.suffix,
            "line": writer.line(title.span),
        },
        "front_matter": [writer.field(form) for form in template.front_matter],
        "preamble": writer.body(template.preamble),
        "sections": [writer.section(section) for section in template.sections],
        "verbatim": [
            {"text": kept.text, "line": writer.line(kept.span), "because": kept.because}
            for kept in template.verbatim
        ],
        "contents": template.contents and {"line": writer.line(template.contents)},
        "side_files": [
            {
                "name": side.name,
                "path": side.source.path,
                "fields": [_Writer(side.source).field(form) for form in side.fields],
            }
            for side in template.side_files
        ],
        "problems": [
            {"line": writer.line(problem.span), "message": problem.message}
            for problem in template.problems
        ],
    }


def type_json(kind: ValueType) -> Json:
    """A type as plain data; what does not apply is left out."""
    result: Json = {"kind": kind.kind.value}
    if kind.values:
        result["values"] = list(kind.values)
    if kind.format:
        result["format"] = kind.format
    if kind.minimum is not None:
        result["minimum"] = kind.minimum
    if kind.maximum is not None:
        result["maximum"] = kind.maximum
    return result


class _Writer:
    """Writes what stands in one file."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def line(self, span: Span) -> int:
        """The line that a span begins on."""
        return self._source.line_of(span.start)

    def section(self, section: Section) -> Json:
        """A section with all below it."""
        return {
            "name": section.name,
            "title": section.title,
            "level": section.level,
            "presence": section.presence.value,
            "when": _when(section.when),
            "repeat": _repeat(section.repeat),
            "variable": section.variable,
            "ignore": section.ignore,
            "role": section.role or None,
            "line": self.line(section.span),
            "because": section.because,
            **self.body(section),
            "children": [self.section(child) for child in section.children],
        }

    def body(self, section: Section) -> Json:
        """What stands in a section before its first child."""
        return {
            "guidance": _text(section.guidance),
            "help": [self._guidance(entry) for entry in section.guidance],
            "holes": [self._hole(hole) for hole in section.holes],
            "content": [self._element(element) for element in section.content],
        }

    def field(self, form: Field) -> Json:
        """A named value."""
        return {
            "name": form.name,
            "type": type_json(form.type),
            "presence": form.presence.value,
            "when": _when(form.when),
            "style": form.style.value,
            "line": self.line(form.span),
            "because": form.because,
            "hole": form.hole.written if form.hole else None,
            "blank": form.blank,
            "guidance": form.guidance or None,
            "sample": form.sample or None,
            "children": [self.field(child) for child in form.children],
        }

    def _element(self, element: Element) -> Json:
        return {
            "kind": _kind(element),
            "line": self.line(element.span),
            "presence": element.presence.value,
            "because": element.because,
            **self._details(element),
        }

    def _details(self, element: Element) -> Json:
        match element:
            case Fields():
                return {"fields": [self.field(form) for form in element.fields]}
            case TableForm():
                columns = [self._column(column) for column in element.columns]
                return {"columns": columns, "stem": element.stem or None, "min": element.minimum}
            case FenceForm():
                return {"language": element.language or None, "sample": element.sample}
            case Checklist():
                choose = element.choose
                return {
                    "items": list(element.items),
                    "choose": choose and {"min": choose[0], "max": choose[1]},
                    "fields": [[self.field(form) for form in forms] for forms in element.fields],
                }
            case ItemList():
                return {
                    "type": type_json(element.type),
                    "ordered": element.ordered,
                    "stem": element.stem or None,
                }
            case Prose():
                return {"type": type_json(element.type)}

    def _column(self, column: Column) -> Json:
        return {
            "name": column.name,
            "type": type_json(column.type),
            "presence": column.presence.value,
            "line": self.line(column.span),
            "because": column.because,
            "hole": column.hole.written if column.hole else None,
        }

    def _hole(self, hole: Hole) -> Json:
        return {
            "text": hole.text,
            "written": hole.written,
            "convention": hole.convention,
            "type": type_json(hole.type),
            "line": self.line(hole.span),
        }

    def _guidance(self, entry: Guidance) -> Json:
        return {
            "text": entry.text,
            "convention": entry.convention,
            "leftover": entry.leftover,
            "line": self.line(entry.span),
        }


def _kind(element: Element) -> str:
    match element:
        case FenceForm():
            return "diagram" if element.diagram else "fence"
        case Fields():
            return "fields"
        case TableForm():
            return "table"
        case Checklist():
            return "checklist"
        case ItemList():
            return "list"
        case Prose():
            return "prose"


def _text(guidance: tuple[Guidance, ...]) -> str | None:
    return "\n\n".join(entry.text for entry in guidance) or None


def _repeat(repeat: Repeat | None) -> Json | None:
    return {"min": repeat.minimum, "stem": repeat.stem} if repeat else None


def _when(when: When | None) -> Mapping[str, Any] | None:
    if when is None:
        return None
    return {"text": when.text, "key": when.key or None, "values": list(when.values)}
