"""The server over HTTP: on this machine only, for who has the token, and for no web page.

The address is a loopback one. Host and Origin are compared with it, so that no page can reach the
server by a name of its own (DNS rebinding); the token keeps out other users of the machine.
"""

import logging
import secrets
import socket
import sys
from contextlib import suppress
from hmac import compare_digest

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from designdoc.diagnostics import UsageError
from designdoc.mcp.desk import Desk
from designdoc.mcp.server import server

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")


class Guard:
    """Lets through only requests from this machine, to this server, with the token."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in _NAMES}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._token = f"bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] == "http":
            status, why = self._refused(dict(scope["headers"]))
            if status:
                await _refuse(send, status, why)
                return
        elif scope["type"] != "lifespan":
            return
        await self._app(scope, receive, send)

    def _refused(self, headers: dict[bytes, bytes]) -> tuple[int, str]:
        if headers.get(b"host", b"").decode("latin-1").lower() not in self._hosts:
            return 421, "this server answers to 127.0.0.1 and localhost only"
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1").lower() not in self._origins:
            return 403, "web pages of other origins may not use this server"
        kind, _, given = headers.get(b"authorization", b"").partition(b" ")
        if not compare_digest(kind.lower() + b" " + given.strip(), self._token):
            return 401, "send the token that the server printed: Authorization: Bearer …"
        return 0, ""


def serve(desk: Desk, port: int, token: str = "") -> int:
    """Serve until Ctrl-C; the exit status.

    Raises:
        UsageError: the port is taken.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR, format="designdoc: %(message)s")
    listening = _listen(port)
    own_port = listening.getsockname()[1]
    own_token = token or secrets.token_urlsafe(32)
    config = uvicorn.Config(
        guarded(desk, own_port, own_token),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    _tell(own_port, own_token if not token else "")
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    print("designdoc: stopped", file=sys.stderr)
    return 0


def guarded(desk: Desk, port: int, token: str) -> Guard:
    """The application for a port and a token."""
    hosts = [f"{name}:{port}" for name in _NAMES]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    app = server(desk).streamable_http_app(host=HOST, transport_security=security)
    return Guard(app, port, token)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}; name another with --port, or none"
        ) from None
    return listening


def _tell(port: int, token: str) -> None:
    """Say where the server is; a token that was given is not shown again."""
    print(f"designdoc: serving MCP at http://{HOST}:{port}/mcp", file=sys.stderr)
    if token:
        print(f"designdoc: token {token}", file=sys.stderr)
    print("designdoc: Ctrl-C stops it", file=sys.stderr)


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f"{why}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
    ]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
