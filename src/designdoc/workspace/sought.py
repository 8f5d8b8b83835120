"""The components of a document as the mapping to code looks for them."""

from collections.abc import Iterator

from designdoc.code.mapping import Sought
from designdoc.code.references import references
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.source import Span


def sought(document: Document, model: DesignModel) -> Iterator[Sought]:
    """Each component with the paths, types and symbols of its own part of the text."""
    components = sorted(model.components, key=lambda component: component.span.start)
    sections = {section.span.start: section.span for section in document.tree.sections}
    bounds = [component.span.start for component in components]
    for number, component in enumerate(components):
        start = component.span.start
        end = bounds[number + 1] if number + 1 < len(bounds) else len(document.source.data)
        own = sections.get(start) or _around(document, start)
        part = Span(start, min(end, own.end))
        elsewhere = [entry.span for entry in component.dependencies]
        named = [
            each
            for each in references(document.tree)
            if part.covers(each.span) and not any(span.covers(each.span) for span in elsewhere)
        ]
        yield Sought(
            component.name,
            component.span,
            tuple(entry.text.strip("`") for entry in component.code),
            tuple(each.text for each in named if each.kind == "path"),
            tuple(each.name for each in model.types if part.covers(each.span)),
            tuple(word for each in named if each.kind == "symbol" for word in each.words),
        )


def _around(document: Document, start: int) -> Span:
    """The innermost section that a place is in."""
    whole = Span(0, len(document.source.data))
    inside = [s.span for s in document.tree.sections if s.span.start <= start < s.span.end]
    return inside[-1] if inside else whole
