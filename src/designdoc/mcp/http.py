"""The server over HTTP: on this machine only, for who has the token, and for no web page.

The address is a loopback one. Host and Origin are compared with it, so that no page can reach the
server by a name of its own (DNS rebinding); the token keeps out other users of the machine.
"""

import logging
import secrets
import sys
from contextlib import suppress
from hmac import compare_digest

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from designdoc.adapters.loopback import HOST, NAMES, listen, refused
from designdoc.mcp.desk import Desk
from designdoc.mcp.server import server


class Guard:
    """Lets through only requests from this machine, to this server, with the token."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._port = port
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
        status, why = refused(headers, self._port)
        if status:
            return status, why
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
    listening = listen(port)
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
    hosts = [f"{name}:{port}" for name in NAMES]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    app = server(desk).streamable_http_app(host=HOST, transport_security=security)
    return Guard(app, port, token)


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
