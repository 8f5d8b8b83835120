"""Code actions, and the one command behind them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.git_user import user_name
from designdoc.application.ports import Conflict
from designdoc.application.remedies import Remedy, accepted, migrated, remedies
from designdoc.diagnostics import DesigndocError, Edit, UsageError
from designdoc.lsp.checks import Checks
from designdoc.lsp.server import Place, Server

ACCEPT = "designdoc.acceptLinks"
_QUICK, _REWRITE = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite
_REFUSED = -32803  # RequestFailed of the protocol


def register(server: Server, checks: Checks) -> None:
    """Answer what can be done, and do what only the server can."""
    options = types.CodeActionOptions(code_action_kinds=[_QUICK, _REWRITE], resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        return await server.ask(params.text_document.uri, lambda place: _actions(place, params))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        uri = action.data.get("migrate") if isinstance(action.data, Mapping) else None
        if isinstance(uri, str):
            action.edit = await server.ask(uri, _migration)
        return action

    @server.command(ACCEPT)
    async def accept(uri: str, name: str) -> str | None:
        done = await server.ask(uri, lambda place: _accept(place, name))
        checks.touched(*server.texts)
        return done


def _actions(place: Place, params: types.CodeActionParams) -> list[types.CodeAction]:
    span = place.positions.span(params.range)
    author = _author(place.session.root)
    wanted = params.context.only
    found = [
        _action(each, place, params.context.diagnostics)
        for each in remedies(place.session, place.path, span, author)
    ]
    return [
        each
        for each in found
        if wanted is None or any(each.kind and each.kind.startswith(kind) for kind in wanted)
    ]


def _action(remedy: Remedy, place: Place, shown: Sequence[types.Diagnostic]) -> types.CodeAction:
    finding = remedy.finding
    mended = [each for each in shown if finding and each.code == finding.code]
    action = types.CodeAction(
        remedy.title,
        kind=_QUICK if finding else _REWRITE,
        diagnostics=mended or None,
        is_preferred=remedy.sure or None,
    )
    if remedy.accepts:
        action.command = types.Command(remedy.title, ACCEPT, arguments=[place.uri, remedy.accepts])
    elif remedy.migrates:
        action.data = {"migrate": place.uri}
    else:
        action.edit = _edit(place, remedy.edits)
    return action


def _edit(place: Place, edits: Mapping[str, tuple[Edit, ...]]) -> types.WorkspaceEdit:
    changes = {}
    for path, each in edits.items():
        address = place.roots.address(path)
        if address is not None:
            changes[address] = place.positions_in(path).edits(each)
    return types.WorkspaceEdit(changes=changes)


def _migration(place: Place) -> types.WorkspaceEdit:
    try:
        return _edit(place, {place.path: migrated(place.session, place.path)})
    except UsageError as error:
        raise JsonRpcException(f"not migrated: {error}", _REFUSED) from error


def _accept(place: Place, name: str) -> str:
    by = _author(place.session.root)
    if not by:
        raise JsonRpcException("who accepts? Set git's user.name", _REFUSED)
    signature = SystemClock().today().isoformat(), by
    try:
        return accepted(place.session, [name], signature)
    except (DesigndocError, Conflict) as error:
        raise JsonRpcException(f"not accepted: {error}", _REFUSED) from error


@lru_cache(maxsize=16)
def _author(folder: str) -> str:
    """Who writes here, asked once: git is a process, and a cursor moves often."""
    return user_name(folder)
