"""The first reading of all documents, one by one between the editor's requests."""

import asyncio
from functools import partial
from uuid import uuid4

from lsprotocol import types

from designdoc.application.session import Session
from designdoc.lsp.server import Server


class Index:
    """Reads what the sessions do not know yet, and shows how far it is; the editor may stop it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._task: asyncio.Task[None] | None = None
        self._again = False

    def start(self) -> None:
        """Read what is unread, now or, while that is under way, once more afterwards."""
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._task = asyncio.ensure_future(self._run())

    def stop(self) -> None:
        """Read no more."""
        self._again = False
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            for session in self._server.roots.sessions:
                await self._read(session)

    async def _read(self, session: Session) -> None:
        unread = await self._server.work(lambda: session.unread)
        if not unread:
            return
        shown = _Shown(self._server) if len(unread) > 1 else None
        if shown is not None:
            await shown.begin(len(unread))
        for number, path in enumerate(unread, 1):
            if shown is not None and shown.cancelled:
                break
            await self._server.work(partial(session.unit, path))
            if shown is not None:
                shown.report(number, len(unread))
        if shown is not None:
            shown.end()


class _Shown:
    """Work-done progress, where the editor shows it."""

    def __init__(self, server: Server) -> None:
        window = server.client_capabilities.window
        self._progress = server.work_done_progress if window and window.work_done_progress else None
        self._token = str(uuid4())
        self._percent = -1

    @property
    def cancelled(self) -> bool:
        """Whether somebody in front of the editor said stop."""
        token = self._progress.tokens.get(self._token) if self._progress else None
        return token is not None and token.cancelled()

    async def begin(self, total: int) -> None:
        """Say what is going on."""
        if self._progress is not None:
            await self._progress.create_async(self._token)
            message = f"{total} documents"
            self._progress.begin(
                self._token,
                types.WorkDoneProgressBegin(
                    title="Reading design documents",
                    cancellable=True,
                    message=message,
                    percentage=0,
                ),
            )

    def report(self, done: int, total: int) -> None:
        """Say how far it is, each percent once."""
        percent = 100 * done // total
        if self._progress is not None and percent != self._percent:
            self._percent = percent
            self._progress.report(
                self._token,
                types.WorkDoneProgressReport(
                    cancellable=True, message=f"{done} of {total}", percentage=percent
                ),
            )

    def end(self) -> None:
        """Say that it is over."""
        if self._progress is not None:
            self._progress.end(self._token, types.WorkDoneProgressEnd())
            self._progress.tokens.pop(self._token, None)
