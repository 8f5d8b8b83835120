"""The outline of a document: its sections, which of the template's they are, and what is absent."""

from msgspec import Struct

from designdoc.application.sections import headings, title_of
from designdoc.document import BoundSection, Document


class Line(Struct, frozen=True):
    """One section. ``state``: written, empty, not-applicable, own (the template has none such),
    missing, or optional (missing, and may be).

    ``line`` is where it stands or would stand, ``size`` the bytes of its own text; ``template`` is
    the way of the template's names.
    """

    title: str
    level: int
    line: int
    state: str
    anchor: str = ""
    size: int = 0
    template: tuple[str, ...] = ()


def outline(document: Document) -> list[Line]:
    """The sections in the order of the file, those that are missing where they would stand."""
    source = document.source
    bound = {each.part.span.start: each for each in document.bound}
    title = title_of(document)
    found: list[tuple[int, int, Line]] = []
    for each in headings(document):
        part = each.part
        own = bound.get(part.span.start)
        state = "title" if part is title else _state(own)
        line = source.line_of(part.span.start)
        body = part.body.end - part.body.start
        entry = Line(part.title, part.level, line, state, each.anchor, body, each.template)
        found.append((part.span.start, 1, entry))
    for absent in document.missing:
        if not absent.form.ignore:
            state = "missing" if document.is_required(absent.form) else "optional"
            line = source.line_of(absent.at)
            entry = Line(absent.form.name, absent.level, line, state, template=absent.path)
            found.append((absent.at, 0, entry))
    return [line for _, _, line in sorted(found, key=lambda each: each[:2])]


def _state(section: BoundSection | None) -> str:
    if section is None:
        return "own"
    if section.not_applicable:
        return "not-applicable"
    return "empty" if section.empty else "written"
