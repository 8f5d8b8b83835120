"""The server on standard input and output: one client, until it closes them or Ctrl-C.

Standard output carries the protocol only; what else is written there goes to standard error.
"""

import logging
import os
import signal
import sys
import threading
from contextlib import suppress

import anyio
from mcp.server.stdio import stdio_server

from designdoc.mcp.desk import Desk
from designdoc.mcp.server import server


def serve(desk: Desk) -> int:
    """Serve until the client has gone; the exit status."""
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR, format="designdoc: %(message)s")
    try:
        anyio.run(_serve, desk)
    except* (OSError, anyio.ClosedResourceError, anyio.BrokenResourceError):
        pass  # the client has gone while something was written to it
    _leave()
    return 0


async def _serve(desk: Desk) -> None:
    own = server(desk)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_end_on_signal)
        async with stdio_server() as (incoming, outgoing):
            await own.run(incoming, outgoing, own.create_initialization_options())
        tasks.cancel_scope.cancel()


async def _end_on_signal() -> None:
    """End at once: a thread that waits for standard input cannot be called back."""
    if os.name == "nt":  # Ctrl-C ends the process by itself
        return
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for _ in signals:
            print("designdoc: stopped", file=sys.stderr)
            sys.stderr.flush()
            os._exit(0)


def _leave() -> None:
    """End also where a thread is left behind that still works for a client that has gone."""
    others = (each for each in threading.enumerate() if each is not threading.main_thread())
    if any(not each.daemon for each in others):
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(0)
