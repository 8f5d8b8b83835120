"""A server that is told to end does, whatever it was about to do."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from pygls.protocol import LanguageServerProtocol

from designdoc.api.wiring import session
from designdoc.lsp.server import Server


def test_what_waits_may_be_taken_back_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(session)
    protocol = server.protocol

    def waits(
        self: LanguageServerProtocol,
        msg_id: str,
        _: object,
        callback: Callable[[Future[Any]], None],
        *arguments: object,
    ) -> None:
        self._request_futures[msg_id] = future = Future[Any]()
        future.add_done_callback(callback)

    monkeypatch.setattr(LanguageServerProtocol, "_execute_handler", waits)
    ended: list[Future[Any]] = []
    for name in ("first", "second", "third"):
        protocol._execute_handler(name, lambda: None, ended.append)
    protocol._request_futures["first"].set_result(None)
    assert list(protocol._request_futures) == ["second", "third"]  # what has ended is forgotten
    server.stop()
    for future in protocol._request_futures.values():  # as the library does it
        future.cancel()
    assert len(ended) == 3
