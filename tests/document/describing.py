"""A bound document in words: what golden files hold and tests compare."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from designdoc.document import (
    Absent,
    BoundElement,
    BoundFence,
    BoundField,
    BoundFields,
    BoundList,
    BoundProse,
    BoundSection,
    BoundTable,
    BoundYaml,
    Document,
)
from designdoc.document.elements import cell_value
from designdoc.markdown import BlockTree, Section, parse
from designdoc.source import decode


def tree_of(path: Path) -> BlockTree:
    """The block tree of a file."""
    return parse(decode(path.name, path.read_bytes()))


def describe(document: Document) -> dict[str, Any]:
    """All that binding found."""
    groups = [_yaml_content(document.front_matter), _content(document, document.preamble)]
    groups += [_content(document, section) for section in document.bound]
    return {
        "title": _title(document),
        "found": [_found(document, section) for section in document.bound],
        "content": [line for group in groups for line in group],
        "deviations": list(deviations(document)),
    }


def _line(document: Document, part: Section) -> int:
    return document.source.line_of(part.heading.start if part.heading else part.span.start)


def _name(path: tuple[str, ...]) -> str:
    return " > ".join(path) or "(preamble)"


def _title(document: Document) -> str | None:
    title = document.title
    if title is None or title.part is None:
        return None
    words = "".join(f", {hole.text} = {words!r}" for hole, words in title.holes)
    return f"{_line(document, title.part)}{words}"


def _found(document: Document, section: BoundSection) -> str:
    return f"{_name(section.path)}: {_line(document, section.part)} {section.match}"


def deviations(document: Document) -> Iterator[str]:
    """What is not as the template has it, one line each."""
    if document.title and not document.title.fits:
        yield "title does not fit"
    yield from _yaml_deviations(document.front_matter)
    yield from _content_deviations(document.preamble)
    for section in document.bound:
        yield from _section_deviations(document, section)
        yield from _content_deviations(section)
    yield from (_absent(document, absent) for absent in document.missing)
    for unknown in document.unknown:
        line = _line(document, unknown.part)
        yield f"unknown: {unknown.part.title} at {line} in {_name(unknown.parent)}"


def _absent(document: Document, absent: Absent) -> str:
    line = document.source.line_of(absent.at)
    inside = f", {len(absent.inside)} inside" if absent.inside else ""
    return f"absent: {_name(absent.path)}, would be {'#' * absent.level} at {line}{inside}"


def _section_deviations(document: Document, section: BoundSection) -> Iterator[str]:
    name = f"{_name(section.path)} ({_line(document, section.part)})"
    if section.match == "near":
        yield f"near: {name} is {section.part.title!r}"
    if section.part.level != section.expected_level:
        yield f"level: {name} is {section.part.level}, not {section.expected_level}"
    if section.misplaced:
        yield f"misplaced: {name} belongs {section.misplaced}"
    if section.empty:
        yield f"empty: {name}"
    if section.not_applicable:
        yield f"not applicable: {name} because {section.not_applicable.reason!r}"
    for part in section.duplicates:
        yield f"duplicate: {name} again at {_line(document, part)}"


def _content_deviations(section: BoundSection) -> Iterator[str]:
    name = _name(section.path)
    for element in section.elements:
        match element:
            case BoundFields():
                yield from (f"no field {form.name}: {name}" for form in element.absent)
                yield from _inner_deviations(name, element.fields)
            case BoundTable(table=None) | BoundFence(fence=None) | BoundList(list=None):
                yield f"no {type(element).__name__[5:].lower()}: {name}"
            case BoundTable():
                yield from (f"no column {form.name}: {name}" for form in element.absent)
            case _:
                pass


def _inner_deviations(name: str, fields: tuple[BoundField, ...]) -> Iterator[str]:
    for field in fields:
        yield from (f"no field {form.name}: {name} > {field.form.name}" for form in field.absent)
        yield from _inner_deviations(f"{name} > {field.form.name}", field.children)


def _yaml_deviations(yaml: BoundYaml | None) -> Iterator[str]:
    for problem in yaml.tree.problems if yaml else ():
        yield f"front matter: {problem.message}"
    for form in yaml.absent if yaml else ():
        yield f"no field {form.name}: front matter"


def _yaml_content(yaml: BoundYaml | None) -> list[str]:
    return [f"front matter: {_field(field)}" for field in (yaml.fields if yaml else ())]


def _content(document: Document, section: BoundSection) -> list[str]:
    lines = [line for element in section.elements for line in _element(document, element)]
    return [f"{_name(section.path)}: {line}" for line in lines]


def _element(document: Document, element: BoundElement) -> Iterator[str]:
    match element:
        case BoundFields():
            yield from (_field(field) for field in element.fields)
        case BoundTable():
            for row in element.rows:
                cells = (
                    f"{column.form.name} = {cell_value(document.tree, row, column).text!r}"
                    for column in element.columns
                )
                yield "row " + ", ".join(cells)
        case BoundFence(fence=fence) if fence:
            line = document.source.line_of(fence.start)
            yield f"fence {fence.language!r} at {line}: {document.source.slice(fence.body)!r}"
        case BoundList(list=found) if found:
            line = document.source.line_of(found.start)
            yield f"list at {line} with {len(element.items)}"
        case BoundProse(text=text):
            yield f"prose {text!r}"
        case _:
            pass


def _field(field: BoundField) -> str:
    inner = "".join(f" [{_field(child)}]" for child in field.children)
    return f"{field.form.name} = {field.value.text!r}{inner}"
