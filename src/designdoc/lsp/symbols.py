"""The outline of a document, and the search for anything by its name."""

from functools import partial

from lsprotocol import types

from designdoc.application.mentions import defined_at, name_span, title_span
from designdoc.document import Document
from designdoc.lsp.navigation import location
from designdoc.lsp.server import Place, Server
from designdoc.markdown import Section
from designdoc.source import Span
from designdoc.workspace import Kind, Node, Unit

_MOST = 200  # symbols of a workspace that are worth showing
_KINDS = {
    Kind.DOCUMENT: types.SymbolKind.File,
    Kind.REQUIREMENT: types.SymbolKind.Event,
    Kind.QUALITY: types.SymbolKind.Event,
    Kind.CRITERION: types.SymbolKind.Boolean,
    Kind.COMPONENT: types.SymbolKind.Module,
    Kind.TYPE: types.SymbolKind.Interface,
    Kind.PHASE: types.SymbolKind.Number,
    Kind.TEST: types.SymbolKind.Method,
    Kind.RISK: types.SymbolKind.Constant,
    Kind.ALTERNATIVE: types.SymbolKind.EnumMember,
}
_IN_OUTLINE = frozenset((Kind.REQUIREMENT, Kind.QUALITY, Kind.COMPONENT, Kind.TYPE, Kind.RISK))


def register(server: Server) -> None:
    """Answer what there is."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        return await server.ask(params.text_document.uri, _outline)

    @server.feature(types.WORKSPACE_SYMBOL)
    async def search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        words = params.query.casefold().split()
        found: list[types.WorkspaceSymbol] = []
        for session in server.roots.sessions:
            place = Place(session, "", "", server.encoding, server.roots)
            found += await server.work(partial(_search, place, words))
        return found[:_MOST]


def _outline(place: Place) -> list[types.DocumentSymbol]:
    document, unit = place.session.document(place.path), place.session.unit(place.path)
    return _Outline(place, document, unit).of(document.tree.outline.children)


class _Outline:
    """Headings with the requirements, components and types that stand in them."""

    def __init__(self, place: Place, document: Document, unit: Unit | None) -> None:
        self._positions = place.positions
        self._source = document.source
        heads = {section.span.start for section in document.tree.sections}
        nodes = unit.nodes if unit else ()
        self._nodes = [n for n in nodes if n.kind in _IN_OUTLINE and n.span.start not in heads]

    def of(self, sections: tuple[Section, ...]) -> list[types.DocumentSymbol]:
        """The symbols of sections beside each other; as deep as headings go."""
        return [self._section(section) for section in sections]

    def _section(self, section: Section) -> types.DocumentSymbol:
        inside = [node for node in self._nodes if section.body.covers(node.span)]
        children = [*map(self._node, inside), *self.of(section.children)]
        words = title_span(self._source, section)
        return types.DocumentSymbol(
            section.title or "(no title)",
            types.SymbolKind.String,
            self._positions.range(section.span),
            self._positions.range(words),
            children=children,
        )

    def _node(self, node: Node) -> types.DocumentSymbol:
        name = name_span(self._source, node)
        whole = Span(min(node.span.start, name.start), max(node.span.end, name.end))
        detail = node.title if node.written else node.kind.value
        return types.DocumentSymbol(
            node.label, _KINDS[node.kind], self._positions.range(whole),
            self._positions.range(name), detail=detail,
        )  # fmt: skip


def _search(place: Place, words: list[str]) -> list[types.WorkspaceSymbol]:
    found: list[types.WorkspaceSymbol] = []
    for unit in place.session.units:
        for node in unit.nodes:
            text = f"{node.written} {node.title}".casefold()
            if node.kind not in _KINDS or not all(word in text for word in words):
                continue
            at = location(place, node.path, defined_at(place.session, node))
            if at is not None:
                name = f"{node.written} {node.title}".strip()
                found.append(types.WorkspaceSymbol(at, name, _KINDS[node.kind],
                                                   container_name=unit.nodes[0].title))  # fmt: skip
            if len(found) == _MOST:
                return found
    return found
