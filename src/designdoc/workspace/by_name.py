"""Links by name: components in dependencies, diagrams, prose; types in interfaces and members."""

import re
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
_REVERSE = regex(
    r"\b(?:used|called|invoked|consumed|owned|imported) by\b|から(?:呼|利用)|依存しない", re.I
)
_NO = regex(r"^\W*(?:none|no\b|nothing|n/?a|not\b|なし|無し|\W*$)", re.IGNORECASE)
_SPEAKERS = frozenset(Kind) - {Kind.DOCUMENT, Kind.TYPE}
_LONGEST = 20_000  # characters of one text in which names are looked for


def link_names(own: Collected, segments: Segments) -> None:
    """Note what names say; a dependency or diagram node that is nothing known is unresolved."""
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
    own.unresolved += _dependencies(own, parts)
    own.unresolved += _flow(own, known)


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
            own.link(node.id, used.id, Relation.USES, How.NAME, span)


def _same_names(own: Collected, components: Iterable[Node], exact: Mapping[str, Node]) -> None:
    for node in components:
        type_ = exact.get(node.title)
        if type_ is not None:
            own.link(node.id, type_.id, Relation.IS, How.NAME, node.span)


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
                own.link(piece.node.id, mention.node.id, Relation.NAMES, How.NAME, span)


def _dependencies(own: Collected, known: Names) -> Iterator[Unresolved]:
    source, path = own.document.source, own.document.path
    for component in own.model.components:
        node = own.by_fact[id(component)]
        for entry in component.dependencies:
            if not is_dependency(entry.text):
                continue
            for part in parts_of(entry.text):
                found, unknown = named(part, known)
                span = _narrow(own, entry, part.strip())
                for each in found:
                    own.link(node.id, each.id, Relation.DEPENDS, How.NAME, span)
                for name in unknown:
                    yield Unresolved(
                        Missing.COMPONENT, node.id, path, source.line_of(span.start), span,
                        name, name, path,
                    )  # fmt: skip


def is_dependency(text: str) -> bool:
    """Whether an entry of a component's dependencies states one: `none` and `used by X` do not."""
    return bool(text.strip()) and not _NO.match(text) and not _REVERSE.search(text)


def parts_of(text: str) -> list[str]:
    """The parts of a list of dependencies."""
    return _PARTS.split(text[:_LONGEST])


def drawn(label: str, known: Names) -> tuple[Node | None, list[Node]]:
    """What the label of a diagram's node is, and else what it names."""
    found = known.labelled(label)
    if found is not None:
        return found, [found]
    return None, [mention.node for mention in known.mentions(label, expected=True)]


def named(part: str, known: Names) -> tuple[list[Node], list[str]]:
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
    mentioned = [mention.node for mention in known.mentions(part, expected=True)]
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
        is_drawn = node.id in own.drawn
        if is_drawn:
            found, meant = drawn(node.title, known)
        else:
            found, meant = None, [mention.node for mention in known.mentions(node.title)]
        for each in meant:
            relation = Relation.IS if found else Relation.NAMES
            own.link(node.id, each.id, relation, How.NAME, node.span)
        if is_drawn and not meant:
            yield Unresolved(
                Missing.FLOW_NODE, node.id, path, node.line, node.span, node.title, node.title, path
            )
