"""Progress of the request that a thread works on, and the end of work that nobody waits for."""

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

import anyio.from_thread

Report = Callable[[float, float | None], Coroutine[Any, Any, None]]
REPORT: ContextVar[Report | None] = ContextVar("report", default=None)
"""How the client of the present request is told; set by the server, none outside of it."""
_EVERY = 10  # documents


def told(done: int, total: int) -> None:
    """Tell the client, if it asked to be told.

    Raises:
        BaseException: the request was cancelled; the work ends here.
    """
    report = REPORT.get()
    if report is None or (done % _EVERY and done != total):
        return
    anyio.from_thread.check_cancelled()
    anyio.from_thread.run(report, float(done), float(total))
