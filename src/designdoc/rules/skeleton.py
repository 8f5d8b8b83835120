"""A section of the template as it would stand in a document: its text at another heading level."""

from designdoc.markdown import Heading, parse
from designdoc.source import Source, Span
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.schema import Section, Template

_HASHES = regex(rb"#{1,6}")


def skeleton(template: Template, section: Section, level: int, newline: str) -> str:
    """The template's own text of a section, guidance and holes included."""
    known, own = _known(template), (section.span, level, newline)
    if own not in known:
        known[own] = _skeleton(template, section, level, newline)
    return known[own]


@once
def _known(template: Template) -> dict[tuple[Span, int, str], str]:
    """The texts that were asked for: many documents lack the same sections."""
    del template
    return {}


def _skeleton(template: Template, section: Section, level: int, newline: str) -> str:
    source = template.source
    shift = level - section.level
    start, end = _extents(template).get(section.span.start, section.span)
    text = bytearray(source.masked[start:end])
    for offset, old in reversed(_headings(template)):
        if start <= offset < end:
            match = _HASHES.match(text, offset - start)
            if match:
                new = b"#" * max(1, min(6, old + shift))
                text[match.start() : match.end()] = new
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return newline.join(lines)


def insertion(source: Source, at: int, text: str) -> str:
    """The text with the blank lines that it needs at this byte of a document."""
    newline = source.newline
    before = source.masked[max(0, at - 4) : at].replace(b"\r", b"")
    lead = "" if at <= source.bom or before.endswith(b"\n\n") else newline
    if lead and not before.endswith(b"\n"):
        lead += newline
    return f"{lead}{text}{newline}" + (newline if at < len(source.data) else "")


@once
def _extents(template: Template) -> dict[int, Span]:
    """Where each section ends that begins at a byte; the schema knows its heading only."""
    return {part.span.start: part.span for part in parse(template.source).sections}


@once
def _headings(template: Template) -> tuple[tuple[int, int], ...]:
    tree = parse(template.source)
    return tuple((b.start, b.level) for b in tree.blocks if isinstance(b, Heading))
