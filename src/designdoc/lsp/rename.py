"""Rename, with a look first whether the words under the cursor can be renamed."""

from collections.abc import Mapping

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from designdoc.application.rename import renamable, rename
from designdoc.diagnostics import Edit, UsageError
from designdoc.lsp.server import Place, Server

_MARKERS = "test-markers"
_REFUSED = -32803  # RequestFailed of the protocol: the editor shows the message as it is


def register(server: Server) -> None:
    """Answer what a new name changes."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        at = params.position
        return await server.ask(params.text_document.uri, lambda place: _prepare(place, at))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        confirms = _confirms(server.client_capabilities)
        at, name = params.position, params.new_name
        return await server.ask(
            params.text_document.uri, lambda place: _rename(place, at, name, confirms)
        )


def _prepare(place: Place, position: types.Position) -> types.Range:
    positions = place.positions
    try:
        return positions.range(renamable(place.session, place.path, positions.offset(position)))
    except UsageError as error:
        raise JsonRpcException(str(error), _REFUSED) from error


def _rename(
    place: Place, position: types.Position, name: str, confirms: bool
) -> types.WorkspaceEdit:
    try:
        found = rename(place.session, place.path, place.positions.offset(position), name)
    except UsageError as error:
        raise JsonRpcException(str(error), _REFUSED) from error
    edits = _document_edits(place, found.edits, None)
    if not confirms:  # an editor that cannot ask is not given what has to be asked
        return types.WorkspaceEdit(document_changes=edits)
    count = sum(map(len, found.markers.values()))
    annotation = types.ChangeAnnotation(
        f"Test markers ({count})",
        True,
        "These tests name the requirement; the code changes with it.",
    )
    edits += _document_edits(place, found.markers, _MARKERS)
    annotations = {_MARKERS: annotation} if found.markers else None
    return types.WorkspaceEdit(document_changes=edits, change_annotations=annotations)


def _document_edits(
    place: Place, edits: Mapping[str, tuple[Edit, ...]], annotation: str | None
) -> list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile]:
    found: list[
        types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile
    ] = []
    for path, each in sorted(edits.items()):
        address = place.roots.address(path)
        if address is None:
            continue
        document = types.OptionalVersionedTextDocumentIdentifier(address)
        plain = place.positions_in(path).edits(each)
        if annotation is None:
            found.append(types.TextDocumentEdit(document, plain))
            continue
        marked = [types.AnnotatedTextEdit(annotation, e.range, e.new_text) for e in plain]
        found.append(types.TextDocumentEdit(document, marked))
    return found


def _confirms(capabilities: types.ClientCapabilities) -> bool:
    workspace = capabilities.workspace
    edit = workspace.workspace_edit if workspace else None
    return bool(edit and edit.change_annotation_support)
