"""Which part of a document is meant by words: a heading, a way of headings, or an anchor."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from designdoc.application.nearest import nearest
from designdoc.diagnostics import UsageError
from designdoc.document import Absent, Document
from designdoc.markdown import Section as Part
from designdoc.markdown.anchors import anchors
from designdoc.template.names import key

Name = str | Sequence[str]
_LISTED = 8


class Heading(Struct, frozen=True):
    """A section of the file: its anchor and the headings that lead to it, the title excluded.

    ``template`` is the way of the template's names where the section is one of the template's.
    """

    part: Part
    anchor: str
    way: tuple[str, ...]
    template: tuple[str, ...] = ()


def headings(document: Document) -> tuple[Heading, ...]:
    """Every section with a heading, in the order of the file."""
    tree = document.tree
    names = {each.part.span.start: each.path for each in document.bound}
    by_start = {span.start: anchor for anchor, span in reversed(anchors(tree).items()) if span}
    title = title_of(document)
    found: list[Heading] = []
    stack: list[tuple[tuple[str, ...], Part]] = [
        ((), part) for part in reversed(tree.outline.children)
    ]
    while stack:
        above, part = stack.pop()
        own = part.heading.start if part.heading else part.span.start
        way = above if part is title else (*above, part.title)
        anchor = by_start.get(own, "")
        found.append(Heading(part, anchor, way, names.get(part.span.start, ())))
        stack.extend((way, child) for child in reversed(part.children))
    return tuple(found)


def title_of(document: Document) -> Part | None:
    """The title with the whole document below it.

    Without a template that says, it is the one first-level heading, where the file begins with it.
    """
    if document.title is not None and document.title.part is not None:
        return document.title.part
    first = [part for part in document.tree.sections if part.level == 1]
    alone = len(first) == 1 and first[0] is document.tree.sections[0]
    bound = any(each.part is first[0] for each in document.bound) if alone else True
    return None if bound else first[0]


def section_at(document: Document, name: Name) -> Heading | Absent:
    """The section that is meant, or the one of the template that the document does not have.

    Names are the document's own or the template's; as many of the last ones as tell it apart.

    Raises:
        UsageError: none is called so, or several are.
    """
    wanted = as_way(name)
    every = headings(document)
    if len(wanted) == 1 and wanted[0].startswith("#"):
        found = [each for each in every if each.anchor == wanted[0].lstrip("# ").lower()]
        if found:
            return found[0]
        wanted = (wanted[0].lstrip("# "),)
    keys = tuple(map(key, wanted))
    for choice in _choices(every, keys):
        if len(choice) == 1:
            return choice[0]
        if choice:
            raise UsageError(_several(wanted, choice))
    absent = [each for each in document.missing if _holds(each, keys)]
    if absent:
        return absent[0]
    raise UsageError(_none(wanted, every, document))


def anchor_at(every: Sequence[Heading], document: Document, line: int) -> str:
    """The anchor of the innermost section that holds a line; empty before the first heading."""
    lines = [document.source.line_of(each.part.span.start) for each in every]
    number = bisect_right(lines, line)
    return every[number - 1].anchor if number else ""


def as_way(name: Name) -> tuple[str, ...]:
    """The headings of a name: ``Design > Data Flow`` is two."""
    parts = name.split(" > ") if isinstance(name, str) else name
    found = tuple(part.strip() for part in parts if part.strip())
    if not found:
        raise UsageError("the name of the section is empty; `outline` lists the sections")
    return found


def _choices(every: Sequence[Heading], keys: tuple[str, ...]) -> Iterable[list[Heading]]:
    """Sections that may be meant, the surest reading first."""
    yield [each for each in every if tuple(map(key, each.way)) == keys and each.way]
    yield [each for each in every if tuple(map(key, each.template)) == keys and keys]
    yield [each for each in every if _ends(each.way, keys)]
    yield [each for each in every if _ends(each.template, keys)]
    yield [each for each in every if (key(each.part.title),) == keys]


def _ends(way: Sequence[str], keys: tuple[str, ...]) -> bool:
    return len(way) >= len(keys) and tuple(map(key, way[-len(keys) :])) == keys


def _holds(absent: Absent, keys: tuple[str, ...]) -> bool:
    return _ends(absent.path, keys) or any(_ends(path, keys) for path in absent.inside)


def _several(wanted: Sequence[str], found: Sequence[Heading]) -> str:
    shown = ", ".join(f"#{each.anchor} ({' > '.join(each.way)})" for each in found[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    called = " > ".join(wanted)
    return f"'{called}' names {len(found)} sections; say which by its anchor: {shown}{more}"


def _none(wanted: Sequence[str], every: Sequence[Heading], document: Document) -> str:
    called = " > ".join(wanted)
    names = [each.part.title for each in every] + [each.path[-1] for each in document.missing]
    near = nearest(wanted[-1], dict.fromkeys(names), 3)
    hint = f"; near are {', '.join(map(repr, near))}" if near else ""
    return f"there is no section '{called}'{hint}; `outline` lists the sections"
