"""Links by name: components in dependencies, diagrams, prose; types in interfaces and members."""

from collections.abc import Iterable, Iterator, Mapping

from designdoc.model import facts
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.workspace.collect import Collected
from designdoc.workspace.graph import How, Kind, Missing, Node, Relation, Unresolved
from designdoc.workspace.names import Names, exact_names, words_of_code
from designdoc.workspace.segments import Segments

_PARTS = regex(r"[;,、，；\n]")
_AND = regex(r"\s(?:and|or|&|および|と)\s|(?<=[^\x00-\x7f])(?:および|と)(?=[^\x00-\x7f])")
_SPEAKERS = frozenset(Kind) - {Kind.DOCUMENT, Kind.TYPE}
_LONGEST = 20_000  # characters of one text in which names are looked for


def link_names(own: Collected, segments: Segments) -> Iterator[Unresolved]:
    """Note what names say; a dependency or diagram node that is nothing known is returned."""
    components = [node for node in own.nodes if node.kind is Kind.COMPONENT]
    types = [node for node in own.nodes if node.kind is Kind.TYPE]
    known = Names([*components, *types])
    exact = exact_names(types)
    if exact:
        _types(own, exact)
    if known:
        _same_names(own, components, exact)
        _mentions(own, segments, known)
    parts = Names(components)
    yield from _dependencies(own, parts)
    yield from _flow(own, known)


def _types(own: Collected, exact: Mapping[str, Node]) -> None:
    """The types that interfaces and members speak of."""
    for component in own.model.components:
        node = own.by_fact[id(component)]
        for entry in component.interface:
            _uses(own, node, exact, entry.text, entry.span)
    for type_ in own.model.types:
        node = own.by_fact[id(type_)]
        for member in type_.members:
            _uses(own, node, exact, member.type, member.span)


def _uses(own: Collected, node: Node, exact: Mapping[str, Node], text: str, span: Span) -> None:
    for word in words_of_code(text[:_LONGEST]):
        used = exact.get(word[0])
        if used is not None and used.id != node.id:
            own.link(node, used, Relation.USES, How.NAME, span)


def _same_names(own: Collected, components: Iterable[Node], exact: Mapping[str, Node]) -> None:
    for node in components:
        type_ = exact.get(node.title)
        if type_ is not None:
            own.link(node, type_, Relation.IS, How.NAME, node.span)


def _mentions(own: Collected, segments: Segments, known: Names) -> None:
    """Names in the words of requirements, plans, tests, risks and the rest."""
    source = own.document.source
    for segment in segments:
        piece = segment.piece
        if piece.node.kind not in _SPEAKERS or piece.slot in {"dependencies", "label"}:
            continue
        text = source.slice(segment.span)[:_LONGEST]
        for mention in known.mentions(text):
            if mention.node.id != piece.node.id:
                start = segment.start + len(text[: mention.start].encode())
                length = len(text[mention.start : mention.end].encode())
                span = Span(start, start + length)
                own.link(piece.node, mention.node, Relation.NAMES, How.NAME, span)


def _dependencies(own: Collected, known: Names) -> Iterator[Unresolved]:
    source, path = own.document.source, own.document.path
    for component in own.model.components:
        node = own.by_fact[id(component)]
        for entry in component.dependencies:
            for part in _PARTS.split(entry.text[:_LONGEST]):
                found, unknown = _named(part, known)
                span = _narrow(own, entry, part.strip())
                for each in found:
                    own.link(node, each, Relation.DEPENDS, How.NAME, span)
                for name in unknown:
                    yield Unresolved(
                        Missing.COMPONENT, node.id, path, source.line_of(span.start), span,
                        name, name, path,
                    )  # fmt: skip


def _named(part: str, known: Names) -> tuple[list[Node], list[str]]:
    """The components that a part of a dependency list names, and the words that name none."""
    if not part.strip():
        return [], []
    whole = known.called(part)
    if whole is not None:
        return [whole], []
    pieces = [piece.strip() for piece in _AND.split(part) if piece.strip()]
    if len(pieces) > 1:
        found = [known.called(piece) for piece in pieces]
        if any(found):
            unknown = [p for p, node in zip(pieces, found, strict=True) if node is None]
            return [node for node in found if node is not None], unknown
    mentioned = [mention.node for mention in known.mentions(part)]
    return (mentioned, []) if mentioned else ([], [part.strip(" \t`*_.")])


def _narrow(own: Collected, entry: facts.Entry, part: str) -> Span:
    """The bytes of a part within its entry; the whole entry where it is not found as it is."""
    text = own.document.source.slice(entry.span)
    at = text.find(part) if part else -1
    if at < 0:
        return entry.span
    start = entry.span.start + len(text[:at].encode())
    return Span(start, start + len(part.encode()))


def _flow(own: Collected, known: Names) -> Iterator[Unresolved]:
    """What the nodes of the data flow are: components or types, or none that the document has."""
    path = own.document.path
    for node in own.flow.values():
        drawn = node.id in own.drawn
        found = known.labelled(node.title) if drawn else None
        named = [found] if found else [mention.node for mention in known.mentions(node.title)]
        for each in named:
            relation = Relation.IS if found else Relation.NAMES
            own.link(node, each, relation, How.NAME, node.span)
        if drawn and not named:
            yield Unresolved(
                Missing.FLOW_NODE, node.id, path, node.line, node.span, node.title, node.title, path
            )
