"""The server: an event loop that answers at once, and one thread that does what takes time.

All sessions are used from that one thread, in the order in which the editor asked: a request sees
every change that was sent before it, and no lock is needed. The loop itself only decodes messages
and keeps the open texts as bytes. A request that the editor takes back is dropped from the queue.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from lsprotocol import types
from msgspec import Struct
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from designdoc import __version__
from designdoc.application.session import Session
from designdoc.diagnostics import DesigndocError
from designdoc.lsp.positions import Encoding, Positions
from designdoc.lsp.roots import Roots

T = TypeVar("T")
NAME = "designdoc"
_log = logging.getLogger(__name__)


class Place(Struct, frozen=True):
    """A document that a request is about, as the thread of the sessions sees it."""

    session: Session
    path: str
    uri: str
    encoding: Encoding
    roots: Roots

    @property
    def positions(self) -> Positions:
        """The document's own text."""
        return self.positions_in(self.path)

    def positions_in(self, path: str) -> Positions:
        """The text of a document by its path; raises ``OSError`` as ``Session.source``."""
        return Positions(self.session.source(path), self.encoding, self.session.is_open(path))


class Server(LanguageServer):
    """What the features share."""

    def __init__(self, make: Callable[[str], Session]) -> None:
        super().__init__(NAME, __version__, protocol_cls=_Protocol)
        self.roots = Roots(make)
        self.texts: dict[str, bytes] = {}
        self.versions: dict[str, int] = {}
        self.told_to_end = False
        self.engine = ThreadPoolExecutor(1, "designdoc")

    @property
    def encoding(self) -> Encoding:
        """How positions are counted, as agreed on; UTF-16 until then."""
        agreed = self.server_capabilities.position_encoding
        return Encoding(agreed) if agreed else Encoding.Utf16

    async def work(self, job: Callable[[], T]) -> T:
        """Do something with a session, when all that was asked for before is done."""
        return await asyncio.get_running_loop().run_in_executor(self.engine, job)

    async def ask(self, uri: str, answer: Callable[[Place], T]) -> T | None:
        """Answer a request about a document; None for what is none, or cannot be read."""

        def job() -> T | None:
            try:
                return answer(self.place(uri))
            except (DesigndocError, OSError) as error:
                _log.info("%s: %s", uri, error)
                return None

        return await self.work(job)

    def place(self, uri: str) -> Place:
        """The document behind an address."""
        session, path = self.roots.of(uri)
        return Place(session, path, uri, self.encoding, self.roots)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say on standard error what went wrong; an editor's window is no place for it."""
        _log.warning("%s: %s", getattr(source, "__name__", source), error)

    def stop(self) -> None:
        """Do nothing of what is still waiting: the editor wants no more answers."""
        self.told_to_end = True
        self.engine.shutdown(wait=False, cancel_futures=True)


class _Protocol(LanguageServerProtocol):
    """Without the library's own copy of each text, which it would edit line by line, and without
    what it keeps of every notification until the session ends.
    """

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[[Future[Any]], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Do it, and forget it when it has ended; the library forgets only what it answers."""

        def ended(future: Future[Any]) -> None:
            server = self._server
            if not (isinstance(server, Server) and server.told_to_end):
                self._request_futures.pop(msg_id, None)  # at the end the library goes through them
            callback(future)

        super()._execute_handler(msg_id, handler, ended, args, kwargs)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Any:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Any:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Any:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None
