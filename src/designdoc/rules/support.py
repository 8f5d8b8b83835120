"""What several rules need: sections worth checking, places of headings, words for messages."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from designdoc.document import BoundField, BoundFields, BoundSection, BoundYaml, Document
from designdoc.markdown import Section as Part
from designdoc.rules.swallowed import begins_in, swallowed
from designdoc.source import Source, Span
from designdoc.source.once import once
from designdoc.template import schema

_T = TypeVar("_T")
_LONGEST_QUOTE = 60


@once
def written(document: Document) -> tuple[BoundSection, ...]:
    """The sections whose content can be wrong: neither ignored, empty, nor not applicable."""
    blocks = swallowed(document)
    return tuple(
        section
        for section in (document.preamble, *document.bound)
        if not (section.form.ignore or section.empty or section.not_applicable)
        and not begins_in(blocks, section)
    )


def yaml_files(document: Document) -> Iterator[BoundYaml]:
    """The front matter and the side files that could be read."""
    front = (document.front_matter,) if document.front_matter else ()
    for yaml in (*front, *document.side_files):
        if not (yaml.tree.root is None and yaml.tree.problems):
            yield yaml


def with_inner(fields: Sequence[BoundField]) -> Iterator[BoundField]:
    """Fields and the fields inside them; those below an unticked choice are left out."""
    stack = list(reversed(fields))
    while stack:
        bound = stack.pop()
        yield bound
        unticked = bound.item is not None and bound.item.task is False
        if not unticked:
            stack.extend(reversed(bound.children))


def fields_of(section: BoundSection) -> Iterator[BoundField]:
    """Every field of a section, inner ones included."""
    for element in section.elements:
        if isinstance(element, BoundFields):
            yield from with_inner(element.fields)


def heading_span(document: Document, part: Part | None) -> Span:
    """The heading of a section on one line, or the file's first line where there is none."""
    if part is None or part.heading is None:
        return document.source.line_span(1)
    return first_line(document.source, part.heading.span)


def top_span(document: Document) -> Span:
    """The title, or the first line: the place of what is wrong with the whole document."""
    title = document.title.part if document.title else None
    return heading_span(document, title or document.preamble.part)


def first_line(source: Source, span: Span) -> Span:
    """The span without white space at its ends, cut to its first line."""
    span = trimmed(source, span)
    end = source.line_span(source.line_of(span.start)).end
    return Span(span.start, max(span.start, min(span.end, end)))


def trimmed(source: Source, span: Span) -> Span:
    """The span without white space at its ends."""
    raw = source.masked[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip())
    return Span(start, max(start, span.start + len(raw.rstrip())))


def expected(document: Document, span: Span, words: str) -> tuple[Span, str]:
    """The template's line that asks for something, as a draft wants it."""
    known = _first_lines(document.template)
    if span not in known:
        known[span] = first_line(document.template.source, span)
    return known[span], words


@once
def _first_lines(template: schema.Template) -> dict[Span, Span]:
    """The first lines of the template's places, filled as they are asked for."""
    del template
    return {}


def name_of(path: Sequence[str]) -> str:
    """A path of section names as a person reads it."""
    return " > ".join(path) if path else "the beginning of the document"


def quoted(text: str) -> str:
    """Words of the document in a message: on one line and not too long."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= _LONGEST_QUOTE else f"'{line[: _LONGEST_QUOTE - 1]}…'"


def listed(names: Sequence[str], last: str = "or") -> str:
    """``a, b or c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def plural(count: int, word: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
