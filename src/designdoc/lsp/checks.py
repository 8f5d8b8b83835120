"""When documents are checked, and how the findings reach the editor: pushed, or pulled by it."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from time import monotonic

from lsprotocol import types

from designdoc.lsp.findings import diagnostics
from designdoc.lsp.server import Server

_LONGEST_REST = 0.1  # seconds between two checks of a text that is slow to check
_QUIET = 0.5  # seconds without a keystroke, after which the other open documents are checked


class Checks:
    """Checks what was touched. Changes that come while one is checked are one check together.

    After a check it rests for half as long as that took, so that typing leaves a third of a core
    alone.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._dirty: dict[str, None] = {}
        self._later: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._said: dict[str, dict[str, list[types.Diagnostic]]] = {}

    def touched(self, *uris: str) -> None:
        """These open documents may have other findings now; so may, more rarely, the others."""
        if self._pulls:
            self._refresh(uris)
            return
        for uri in uris:
            self._dirty[uri] = None
        self._later = set(self._server.texts) - set(self._dirty)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._run())

    def closed(self, uri: str) -> None:
        """A closed document has no findings to show."""
        self._dirty.pop(uri, None)
        self._later.discard(uri)
        if not self._pulls:
            self._publish(uri, {})

    async def report(self, uri: str, known: str | None) -> types.DocumentDiagnosticReport:
        """The findings of a document for an editor that asks for them."""
        found = await self._server.ask(uri, diagnostics) or {}
        own = found.pop(uri, [])
        name = hashlib.sha256(repr((own, found)).encode()).hexdigest()[:16]
        if name == known:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=name)
        related: dict[
            str, types.FullDocumentDiagnosticReport | types.UnchangedDocumentDiagnosticReport
        ] = {at: types.FullDocumentDiagnosticReport(items=each) for at, each in found.items()}
        return types.RelatedFullDocumentDiagnosticReport(
            items=own, related_documents=related or None, result_id=name
        )

    async def _run(self) -> None:
        while self._dirty or self._later:
            if not self._dirty:
                await asyncio.sleep(_QUIET)
                if not self._dirty:
                    self._dirty, self._later = dict.fromkeys(self._later), set()
                    continue
            uri = next(iter(self._dirty))
            del self._dirty[uri]
            start = monotonic()
            version = self._server.versions.get(uri)
            if version is not None:
                self._publish(uri, await self._server.ask(uri, diagnostics) or {}, version)
            await asyncio.sleep(min((monotonic() - start) / 2, _LONGEST_REST))

    def _publish(
        self,
        uri: str,
        found: Mapping[str, Sequence[types.Diagnostic]],
        version: int | None = None,
    ) -> None:
        """Show the findings of a document, which may stand in several files, and no older ones.

        ``version`` is that of the text which was checked: an editor that is ahead of it may wait.
        """
        if uri not in self._server.texts:
            found, version = {}, None
        addresses = set(found) | self._said.get(uri, {}).keys() | {uri}
        self._said[uri] = {at: list(each) for at, each in found.items()}
        for address in sorted(addresses, key=lambda each: (each == uri, each)):
            every = _once([said[address] for said in self._said.values() if address in said])
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(address, every, version if address == uri else None)
            )
        if not found:
            del self._said[uri]

    @property
    def _pulls(self) -> bool:
        """Whether the editor asks for findings by itself; to push them too would double them."""
        text = self._server.client_capabilities.text_document
        return bool(text and text.diagnostic)

    def _refresh(self, uris: Sequence[str]) -> None:
        workspace = self._server.client_capabilities.workspace
        able = workspace.diagnostics if workspace else None
        if len(uris) > 1 and able and able.refresh_support:
            self._server.workspace_diagnostic_refresh(None)


def _once(told: Sequence[Sequence[types.Diagnostic]]) -> list[types.Diagnostic]:
    """What several documents say of one file, as of one that they share; the same is said once."""
    every = [each for some in told for each in some]
    if len(told) < 2:
        return every
    return list({(repr(d.range), d.code, d.message): d for d in every}.values())


def register(server: Server, checks: Checks) -> None:
    """Answer an editor that asks for findings."""
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier="designdoc"
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        return await checks.report(params.text_document.uri, params.previous_result_id)
