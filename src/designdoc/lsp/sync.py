"""Texts that are open, files that change on the disk, folders that come and go."""

from collections import defaultdict
from contextlib import suppress
from functools import partial

from lsprotocol import types
from pygls.uris import to_fs_path

from designdoc.application.evidence import result_patterns
from designdoc.application.session import Session
from designdoc.diagnostics import DesigndocError
from designdoc.lsp.checks import Checks
from designdoc.lsp.index import Index
from designdoc.lsp.positions import changed
from designdoc.lsp.server import Server

_WATCHED = ("**/*.{md,markdown,yaml,yml}", "**/{designdoc,pyproject}.toml", "**/designdoc.lock",
            "**/.gitignore")  # fmt: skip


def register(server: Server, checks: Checks, index: Index) -> None:
    """Hear of the editor's own texts, and of its coming and going."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        folders = [to_fs_path(each.uri) for each in params.workspace_folders or ()]
        if not folders:
            root = to_fs_path(params.root_uri) if params.root_uri else params.root_path
            folders = [root] if root else []
        server.roots.start([folder for folder in folders if folder])

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        _watch(server)
        index.start()

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        index.stop()
        server.stop()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        uri, data = params.text_document.uri, params.text_document.text.encode("utf-8", "replace")
        server.texts[uri], server.versions[uri] = data, params.text_document.version
        server.roots.remember(uri)
        session, path = server.roots.of(uri)
        checks.touched(uri)
        await server.work(lambda: session.open(path, data))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def edited(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri not in server.texts:
            return  # never opened: there is nothing to change
        data = changed(server.texts[uri], params.content_changes, server.encoding)
        server.texts[uri], server.versions[uri] = data, params.text_document.version
        session, path = server.roots.of(uri)
        checks.touched(uri)
        await server.work(lambda: session.change(path, data))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        checks.touched(*server.texts)
        del params

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if server.texts.pop(uri, None) is None:
            return
        del server.versions[uri]
        session, path = server.roots.of(uri)
        server.roots.forget(uri)
        checks.closed(uri)
        await server.work(lambda: session.close(path))


def register_folders(server: Server, checks: Checks, index: Index) -> None:
    """Hear of what happens to files and folders."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        written: dict[Session, list[str]] = defaultdict(list)
        for change in params.changes:
            if change.uri not in server.texts:
                session, path = server.roots.of(change.uri)
                written[session].append(path)
        for each, paths in written.items():
            await server.work(partial(each.refresh, *paths))
        checks.touched(*server.texts)
        index.start()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for removed in params.event.removed:
            server.roots.remove(to_fs_path(removed.uri) or "")
        for added in params.event.added:
            server.roots.add(to_fs_path(added.uri) or "")
        for uri, data in server.texts.items():
            session, path = server.roots.of(uri)
            await server.work(partial(session.open, path, data))
        checks.touched(*server.texts)
        index.start()


def _watch(server: Server) -> None:
    """Ask the editor to tell of files that change on the disk, where it can."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if not watched or not watched.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(pattern) for pattern in (*_WATCHED, *_results(server))]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    server.client_register_capability(
        types.RegistrationParams([types.Registration("designdoc-files", method, options)])
    )


def _results(server: Server) -> list[str]:
    """Where the configurations say that results are written."""
    found: dict[str, None] = {}
    for session in server.roots.sessions:
        with suppress(DesigndocError):  # said as a finding of the documents
            found |= dict.fromkeys(result_patterns(session.configuration))
    return [f"**/{pattern}" for pattern in found]
