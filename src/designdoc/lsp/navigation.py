"""Definition, references and highlight: what stands under the cursor, and where else it is."""

from lsprotocol import types

from designdoc.application.mentions import As, Mention, Thing, defined_at, mentions, thing_at
from designdoc.application.mentions import title_span as title_of
from designdoc.lsp.server import Place, Server
from designdoc.source import Span


def register(server: Server) -> None:
    """Answer where things are."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        at = params.position
        return await server.ask(params.text_document.uri, lambda place: _definition(place, at))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        at, own = params.position, params.context.include_declaration
        return await server.ask(params.text_document.uri, lambda p: _references(p, at, own))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def highlight(
        params: types.DocumentHighlightParams,
    ) -> list[types.DocumentHighlight] | None:
        at = params.position
        return await server.ask(params.text_document.uri, lambda place: _highlights(place, at))


def under(place: Place, position: types.Position) -> Thing | None:
    """What the words at a position speak of."""
    return thing_at(place.session, place.path, place.positions.offset(position))


def location(place: Place, path: str, span: Span) -> types.Location | None:
    """A place of any file as the editor opens it; None for a file that it cannot open."""
    address = place.roots.address(path)
    return types.Location(address, place.positions_in(path).range(span)) if address else None


def _definition(place: Place, position: types.Position) -> types.Location | None:
    thing = under(place, position)
    if thing is None:
        return None
    if thing.section is not None:
        span = title_of(place.session.source(thing.path), thing.section)
        return location(place, thing.path, span)
    if thing.node is None:
        return None
    return location(place, thing.node.path, defined_at(place.session, thing.node))


def _references(place: Place, position: types.Position, own: bool) -> list[types.Location]:
    thing = under(place, position)
    found = mentions(place.session, thing) if thing else ()
    wanted = [each for each in found if own or each.how is not As.DEFINITION]
    places = [location(place, each.path, each.span) for each in wanted]
    return [each for each in places if each is not None]


def _highlights(place: Place, position: types.Position) -> list[types.DocumentHighlight]:
    thing = under(place, position)
    found = mentions(place.session, thing) if thing else ()
    here = [each for each in found if each.path == place.path]
    return [types.DocumentHighlight(place.positions.range(m.span), _kind(m)) for m in here]


def _kind(mention: Mention) -> types.DocumentHighlightKind:
    write = mention.how is As.DEFINITION
    return types.DocumentHighlightKind.Write if write else types.DocumentHighlightKind.Read
