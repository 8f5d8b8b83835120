"""What stands at a place of a document, and every place of the workspace that speaks of it."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from designdoc.application.session import Session
from designdoc.document import Document
from designdoc.markdown import Section
from designdoc.model.identifiers import Citation, citations
from designdoc.model.terms import using
from designdoc.source import Source, Span
from designdoc.workspace import How, Kind, Node, Unit
from designdoc.workspace.by_identifier import in_address
from designdoc.workspace.documents import Documents
from designdoc.workspace.identifiers import is_identifier, patterns, same, stem
from designdoc.workspace.link import leads_to
from designdoc.workspace.local_links import split, targets
from designdoc.workspace.wanted import By

_NAMED = frozenset((Kind.COMPONENT, Kind.TYPE))
_LONGEST = 10_000  # bytes of a line in which identifiers are looked for


class As(StrEnum):
    """How a place speaks of a thing."""

    DEFINITION = "definition"
    IDENTIFIER = "identifier"
    NAME = "name"
    LINK = "link"


class Mention(Struct, frozen=True):
    """A place that speaks of a thing: the bytes of the words themselves.

    ``implied``: the text holds a range or a number that stands for it, not the identifier.
    """

    path: str
    span: Span
    how: As
    implied: bool = False


class Thing(Struct, frozen=True):
    """What stands at a place: a node of the workspace, or a heading of ``path``.

    ``span`` is the words at the place itself.
    """

    path: str
    span: Span
    node: Node | None = None
    section: Section | None = None


def thing_at(session: Session, path: str, offset: int) -> Thing | None:
    """What the words at a byte of a document speak of; None for nothing in particular."""
    unit = session.unit(path)
    if unit is None:
        return None
    document = session.document(path)
    return (
        _elsewhere(session, unit, offset)
        or _link(session, unit, document, offset)
        or _identifier(session, unit, document, offset)
        or _name(unit, document.source, offset)
        or _heading(document, offset)
    )


def mentions(session: Session, thing: Thing) -> Iterator[Mention]:
    """Every place that speaks of a thing, its definition first, then in the order of the files."""
    node = thing.node
    if node is None or node.kind is Kind.DOCUMENT:
        if thing.section is not None:
            yield Mention(thing.path, title_span(session.source(thing.path), thing.section),
                          As.DEFINITION)  # fmt: skip
            yield from _to_heading(session, thing.path, thing.section)
        elif node is not None:
            yield from _of_others(session, node)
        return
    unit = session.unit(node.path)
    if unit is not None:
        found = {each.span: each for each in _of_own(session, unit, node)}
        yield from sorted(
            found.values(), key=lambda each: (each.how is not As.DEFINITION, each.span)
        )
    yield from _of_others(session, node)


def title_span(source: Source, section: Section) -> Span:
    """The words of a heading without its marks."""
    assert section.heading is not None  # noqa: S101 - sections of a tree have one
    raw = source.slice(section.heading.span)
    first = raw.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    words = first.strip().lstrip("#").strip()
    if first.lstrip().startswith("#"):
        words = words.rstrip("#").rstrip() or words
    start = section.heading.start + len(raw[: raw.find(words)].encode())
    return Span(start, start + len(words.encode()))


def defined_at(session: Session, node: Node) -> Span:
    """The bytes by which a thing is called where it is defined."""
    source = session.source(node.path)
    if node.kind is Kind.DOCUMENT:
        return Span(source.bom, source.bom)
    return name_span(source, node)


def name_span(source: Source, node: Node) -> Span:
    """The identifier of a node, else its name, where it is defined; else its first line."""
    line = source.line_span(source.line_of(node.span.start))
    text = source.slice(Span(node.span.start, max(node.span.end, line.end)))
    for name in filter(None, (node.written, node.title)):
        at = text.find(name)
        if at >= 0:
            start = node.span.start + len(text[:at].encode())
            return Span(start, start + len(name.encode()))
    return Span(node.span.start, max(line.end, node.span.start))


def documents_of(session: Session) -> Documents:
    """The documents that were read so far, by path and name."""
    return Documents([unit.path for unit in session.units])


def _elsewhere(session: Session, unit: Unit, offset: int) -> Thing | None:
    """Something of another document that is mentioned here."""
    here = [each for each in unit.wanted if each.span.start <= offset <= each.span.end]
    documents = documents_of(session) if here else None
    for wanted in sorted(here, key=lambda each: each.span.end - each.span.start):
        path = leads_to(wanted, unit.path, documents) if documents else ""
        other = session.unit(path) if path else None
        if other is None:
            continue
        by_id = {node.id: node for node in other.nodes}
        if wanted.by is not By.LINK:
            return Thing(path, wanted.span, by_id.get(other.symbols.item(wanted.target) or path))
        return _anchored(session, path, wanted.target, wanted.span)
    return None


def _link(session: Session, unit: Unit, document: Document, offset: int) -> Thing | None:
    """The heading or item of this document that a link leads to."""
    for target, span, image in targets(document.tree):
        if not image and target.startswith("#") and span.start <= offset <= span.end:
            return _anchored(session, unit.path, split(target)[1], span)
    return None


def _anchored(session: Session, path: str, anchor: str, span: Span) -> Thing | None:
    """What an anchor of a document stands for."""
    unit = session.unit(path)
    if unit is None:
        return None
    found = next((n for n in unit.nodes if n.id == unit.symbols.at(anchor)), None)
    if found is not None and found.kind is not Kind.DOCUMENT:
        return Thing(path, span, found)
    section = section_of(session.document(path), anchor) if anchor else None
    return Thing(path, span, found, section) if found or section else None


def section_of(document: Document, anchor: str) -> Section | None:
    """The section whose heading has an anchor."""
    from designdoc.markdown.anchors import anchors

    start = anchors(document.tree).get(anchor.lower())
    if start is None:
        return None
    return next((s for s in document.tree.sections if s.span.start == start.start), None)


def _identifier(session: Session, unit: Unit, document: Document, offset: int) -> Thing | None:
    source = document.source
    line = source.line_span(max(source.line_of(offset), 1))
    if line.end - line.start > _LONGEST:
        return None
    by_id = {node.id: node for node in unit.nodes}
    for each in _citations(session, unit, source, line):
        node = by_id.get(unit.symbols.item(each.id) or "")
        if each.span.start <= offset <= each.span.end and node and not each.document:
            return Thing(unit.path, each.span, node)
    return None


def _citations(session: Session, unit: Unit, source: Source, span: Span) -> tuple[Citation, ...]:
    """The identifiers that are written in some bytes of a document."""
    with using(session.checker.terms(unit.path)):
        stems = {stem(node.written) for node in unit.nodes if node.written}
        return citations(source.slice(span), span.start, patterns(stems))


def _name(unit: Unit, source: Source, offset: int) -> Thing | None:
    """The component or type whose name stands here."""
    by_id = {node.id: node for node in unit.nodes if node.kind in _NAMED}
    for node in by_id.values():
        span = name_span(source, node)
        if span.start <= offset <= span.end:
            return Thing(unit.path, span, node)
    here = [each for each in unit.links if each.how is How.NAME and each.target in by_id]
    for each in here:
        for span in _words(source, each.span, by_id[each.target].title):
            if span.start <= offset <= span.end:
                return Thing(unit.path, span, by_id[each.target])
    return None


def _heading(document: Document, offset: int) -> Thing | None:
    for section in document.tree.sections:
        if section.heading is not None:
            span = title_span(document.source, section)
            if section.heading.start <= offset <= span.end:
                return Thing(document.path, span, section=section)
    return None


def _of_own(session: Session, unit: Unit, node: Node) -> Iterator[Mention]:
    """Where a document speaks of something of its own."""
    source = session.source(unit.path)
    own = name_span(source, node)
    yield Mention(unit.path, own, As.DEFINITION)
    if is_identifier(node.written):
        whole = Span(0, len(source.data))
        for each in _citations(session, unit, source, whole):
            same_one = same(each.id) == same(node.written) and not each.document
            if same_one and each.span != own and not in_address(source.masked, each.span):
                yield Mention(unit.path, each.span, As.IDENTIFIER, each.implied)
    for link in unit.links:
        if link.target == node.id and link.how is How.NAME:
            for span in _words(source, link.span, node.title):
                if span != own:
                    yield Mention(unit.path, span, As.NAME)
        elif link.target == node.id and link.how is How.LINK:
            yield Mention(unit.path, link.span, As.LINK)


def _words(source: Source, span: Span, name: str) -> Iterator[Span]:
    """Where a name stands as it is within some bytes."""
    text, at = source.slice(span), 0
    while name and (at := text.find(name, at)) >= 0:
        start = span.start + len(text[:at].encode())
        whole = not text[at - 1 : at].isalnum() and not text[at + len(name) :][:1].isalnum()
        if at == 0 or whole or not name.isascii():
            yield Span(start, start + len(name.encode()))
        at += len(name)


def _of_others(session: Session, node: Node) -> Iterator[Mention]:
    """Where other documents speak of a node, or link to the document as a whole."""
    documents = documents_of(session)
    own = session.unit(node.path)
    if own is None:
        return
    for unit in session.units:
        for wanted in unit.wanted if unit.path != node.path else ():
            if leads_to(wanted, unit.path, documents) != node.path:
                continue
            by_link = wanted.by is By.LINK
            symbols = own.symbols
            meant = symbols.at(wanted.target) if by_link else symbols.item(wanted.target)
            if meant == node.id:
                yield Mention(unit.path, wanted.span, As.LINK if by_link else As.IDENTIFIER)


def _to_heading(session: Session, path: str, section: Section) -> Iterator[Mention]:
    """The links that lead to a heading, from anywhere."""
    document, documents = session.document(path), documents_of(session)
    for target, span, image in targets(document.tree):
        if not image and target.startswith("#"):
            found = section_of(document, split(target)[1])
            if found is not None and found.span == section.span:
                yield Mention(path, span, As.LINK)
    for unit in session.units:
        for wanted in unit.wanted if unit.path != path else ():
            if wanted.by is By.LINK and leads_to(wanted, unit.path, documents) == path:
                found = section_of(document, wanted.target)
                if found is not None and found.span == section.span:
                    yield Mention(unit.path, wanted.span, As.LINK)
