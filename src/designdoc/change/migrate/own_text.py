"""Whether a part of a document holds anything of its author's, or only the template's own lines."""

from collections.abc import Iterator

from designdoc.markdown import Section as Part
from designdoc.source import Source
from designdoc.template.schema import Section, Template


def untouched(source: Source, part: Part, template: Template, section: Section) -> bool:
    """Whether every line below the part's headings is blank or one of the template's section."""
    known = set(_lines(template.source, section.extent.start, section.extent.end))
    headings = {each.heading.start for each in part.walk() if each.heading}
    for each in part.walk():
        for line in _lines(source, each.body.start, each.body.end):
            if line not in known:
                return False
    return bool(headings)


def untouched_body(source: Source, part: Part, template: Template, section: Section) -> bool:
    """Whether the text before the first sub-heading is the template's, whole and as it was."""
    start, end = body_of(section)
    own = list(_lines(source, part.body.start, part.body.end))
    return bool(own) and own == list(_lines(template.source, start, end))


def body_of(section: Section) -> tuple[int, int]:
    """The bytes of the template between a section's heading and its first child."""
    end = min((child.span.start for child in section.children), default=section.extent.end)
    return section.span.end, end


def _lines(source: Source, start: int, end: int) -> Iterator[str]:
    """The lines that are not blank, white space at their ends aside."""
    for line in source.data[start:end].decode("utf-8", "replace").splitlines():
        if line.strip():
            yield line.strip()
