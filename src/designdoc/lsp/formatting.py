"""Formatting that keeps what the document says."""

from lsprotocol import types

from designdoc.application.tidy import tidied
from designdoc.lsp.server import Place, Server


def register(server: Server) -> None:
    """Answer how the document would look tidied."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return await server.ask(params.text_document.uri, _format)


def _format(place: Place) -> list[types.TextEdit]:
    document = place.session.document(place.path)
    return place.positions.edits(tidied(document, place.session.checker.terms(place.path)))
