"""Completion."""

from datetime import date

from lsprotocol import types

from designdoc.application.offers import Offer, offers
from designdoc.lsp.positions import Positions
from designdoc.lsp.server import Place, Server

_KINDS = {
    "value": types.CompletionItemKind.EnumMember,
    "section": types.CompletionItemKind.Struct,
    "label": types.CompletionItemKind.Field,
    "identifier": types.CompletionItemKind.Reference,
    "name": types.CompletionItemKind.Module,
    "path": types.CompletionItemKind.File,
    "anchor": types.CompletionItemKind.Reference,
    "row": types.CompletionItemKind.Snippet,
}
_TRIGGERS = ["#", "(", "/", "|", ":", "-", " "]


def register(server: Server) -> None:
    """Answer what could be written."""

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS)
    )
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        at = params.position
        return await server.ask(params.text_document.uri, lambda place: _completion(place, at))


def _completion(place: Place, position: types.Position) -> types.CompletionList:
    positions = place.positions
    today = place.session.checker.options.today or date.min
    found = offers(place.session, place.path, positions.offset(position), today)
    items = [_item(each, number, positions) for number, each in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def _item(offer: Offer, number: int, positions: Positions) -> types.CompletionItem:
    about = types.MarkupContent(types.MarkupKind.Markdown, offer.about) if offer.about else None
    span = offer.span
    return types.CompletionItem(
        offer.label,
        kind=_KINDS[offer.kind],
        detail=offer.detail or None,
        documentation=about,
        sort_text=f"{number:05}",
        filter_text=offer.text,
        text_edit=types.TextEdit(positions.range(span), offer.text),
    )
