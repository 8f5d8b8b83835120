"""An editor for tests: the language server as a process, driven by the client of pygls."""

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
COMMAND = (sys.executable, "-m", "designdoc", "lsp", "--stdio")
SECONDS = 60


class Editor:
    """A session with the server over some folders; every answer is waited for."""

    def __init__(
        self,
        *folders: Path,
        encodings: Sequence[types.PositionEncodingKind] = (),
        capabilities: types.ClientCapabilities | None = None,
    ) -> None:
        self.folders = folders
        self.client = LanguageClient("tests", "1")
        self.capabilities = capabilities or types.ClientCapabilities()
        if encodings:
            self.capabilities.general = types.GeneralClientCapabilities(
                position_encodings=list(encodings)
            )
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.count = 0
        self.progress: list[Any] = []
        self.versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def shown(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self.count += 1
            self.news.set()

        @self.client.feature(types.PROGRESS)
        def progress(params: types.ProgressParams) -> None:
            self.progress.append(params.value)

        @self.client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def create(params: types.WorkDoneProgressCreateParams) -> None:
            del params

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.registered = params

    async def __aenter__(self) -> "Editor":
        first = self.folders[0] if self.folders else Path.cwd()
        await self.client.start_io(*COMMAND, cwd=str(first))
        folders = [types.WorkspaceFolder(each.as_uri(), each.name) for each in self.folders]
        self.answer = await self.client.initialize_async(
            types.InitializeParams(
                process_id=os.getpid(),
                capabilities=self.capabilities,
                workspace_folders=folders or None,
            )
        )
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await asyncio.wait_for(self.client.shutdown_async(None), SECONDS)
        self.client.exit(None)
        await asyncio.wait_for(self.client.stop(), SECONDS)

    async def open(self, path: Path, text: str | None = None) -> str:
        """Open a document and wait for its findings; its address."""
        uri = path.as_uri()
        written = path.read_bytes().decode() if text is None else text
        self.news.clear()
        self.versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, written))
        )
        await self.findings(uri)
        return uri

    def close(self, uri: str) -> None:
        """Close a document."""
        del self.versions[uri]
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    async def findings(self, uri: str) -> Sequence[types.Diagnostic]:
        """The findings that are shown next for a document."""
        while uri not in self.shown:
            await asyncio.wait_for(self.news.wait(), SECONDS)
            self.news.clear()
        return self.shown[uri].diagnostics

    async def change(
        self, uri: str, *changes: types.TextDocumentContentChangeEvent
    ) -> Sequence[types.Diagnostic]:
        """Change a document; what is shown for it afterwards."""
        self.shown.pop(uri, None)
        self.send(uri, *changes)
        return await self.findings(uri)

    def send(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Change a document, and wait for nothing."""
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri), list(changes)
            )
        )

    async def settled(self, uri: str) -> Sequence[types.Diagnostic]:
        """The findings of the newest text of a document."""
        while (now := self.shown.get(uri)) is None or now.version != self.versions[uri]:
            await asyncio.wait_for(self.news.wait(), SECONDS)
            self.news.clear()
        return now.diagnostics

    async def replace(self, uri: str, text: str) -> Sequence[types.Diagnostic]:
        """Put another text in place of a document's."""
        return await self.change(uri, types.TextDocumentContentChangeWholeDocument(text))

    @property
    def memory(self) -> int:
        """Resident bytes of the server; of Linux only."""
        pid = self.client._server.pid  # type: ignore[union-attr]  # it was started
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    async def indexed(self, words: str) -> Sequence[Any]:
        """The symbols of the workspace that have some words, when there are any."""
        for _ in range(600):
            found = await self.client.workspace_symbol_async(types.WorkspaceSymbolParams(words))
            if found:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing is called {words!r}")


def drive(conversation: Callable[[Editor], Awaitable[T]], *folders: Path, **options: Any) -> T:
    """Hold a conversation with a new server."""

    async def run() -> T:
        async with Editor(*folders, **options) as editor:
            return await conversation(editor)

    return asyncio.run(run())


class Desk:
    """One server for many conversations, in a thread of its own; to start one takes a second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.editor = self._run(Editor(folder).__aenter__())

    def __call__(self, conversation: Callable[[Editor], Awaitable[T]]) -> T:
        """Hold a conversation; what it opened is closed again."""
        try:
            return self._run(conversation(self.editor))
        finally:
            self._run(self._close())

    def stop(self) -> None:
        """Let the server go."""
        self._run(self.editor.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(SECONDS)

    async def _close(self) -> None:
        for uri in list(self.editor.versions):
            self.editor.close(uri)
        self.editor.shown.clear()

    def _run(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(SECONDS)


def at(text: str, words: str, into: int = 0, nth: int = 0) -> types.Position:
    """The position of some words in a text of ASCII lines; ``into`` them, from the ``nth``."""
    offset = -1
    for _ in range(nth + 1):
        offset = text.index(words, offset + 1)
    offset += into
    line = text.count("\n", 0, offset)
    return types.Position(line, offset - (text.rfind("\n", 0, offset) + 1))


def applied(text: str, edits: Sequence[Any]) -> str:
    """A text of ASCII lines with the edits of an answer made."""
    lines = [*text.splitlines(keepends=True), ""]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    spans = [
        (starts[e.range.start.line] + e.range.start.character,
         starts[e.range.end.line] + e.range.end.character, e.new_text)
        for e in edits
    ]  # fmt: skip
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def edits_of(edit: types.WorkspaceEdit | None) -> Mapping[str, Sequence[Any]]:
    """The edits of an answer by address."""
    assert edit is not None
    if edit.changes:
        return dict(edit.changes)
    found: dict[str, list[Any]] = {}
    for each in edit.document_changes or ():
        assert isinstance(each, types.TextDocumentEdit)
        found.setdefault(each.text_document.uri, []).extend(each.edits)
    return found
