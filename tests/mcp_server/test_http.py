"""The server over HTTP: for this machine, with the token, and for no web page."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.types import Receive, Scope, Send

from designdoc.diagnostics import UsageError
from designdoc.mcp.desk import Desk
from designdoc.mcp.http import Guard, serve

pytestmark = pytest.mark.requirement("FR-11")


class Served:
    """A running server: its URL and token, and the process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "designdoc", "mcp", "--http"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.watchdog = Timer(40, self.process.kill)
        self.watchdog.start()
        self.url = self._said(r"(http://127\.0\.0\.1:\d+/mcp)")
        self.token = self._said(r"token (\S{40,})")

    def _said(self, pattern: str) -> str:
        line = self.process.stderr.readline()
        found = re.search(pattern, line)
        assert found, line
        return found[1]

    def end(self) -> None:
        self.watchdog.cancel()
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def served(workspace: Path) -> Iterator[Served]:
    found = Served(workspace)
    yield found
    found.end()


def test_a_client_with_the_token_is_served_and_ctrl_c_ends_it(served: Served) -> None:
    async def work() -> str:
        headers = {"Authorization": f"Bearer {served.token}"}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=20) as http,
            Client(streamable_http_client(served.url, http_client=http)) as client,
        ):
            answer = await client.call_tool("outline", {"path": "docs/login.md"})
            return answer.structured_content["path"]

    assert anyio.run(work) == "docs/login.md"

    async def without() -> None:
        async with Client(served.url) as client:
            await client.list_tools()

    with pytest.raises(BaseException):  # noqa: B017 - a group of what the client met
        anyio.run(without)

    port = int(served.url.split(":")[2].split("/")[0])
    with pytest.raises(OSError):
        socket.create_connection((_own_address(), port), timeout=1)
    served.process.send_signal(signal.SIGINT)
    out, err = served.process.communicate(timeout=15)
    assert (served.process.returncode, out) == (0, "")
    assert "stopped" in err and "Traceback" not in err
    assert served.token not in err


def _own_address() -> str:
    """An address of this machine that others could use; a reserved one where there is none."""
    found = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return next((each for each in sorted(found) if not each.startswith("127.")), "192.0.2.1")


def asked(headers: dict[str, str]) -> int:
    """The status that the guard gives to a request; 200 where it lets it through."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    async def work() -> int:
        transport = httpx2.ASGITransport(Guard(inner, 8765, "right"))
        async with httpx2.AsyncClient(transport=transport) as client:
            answer = await client.post("http://127.0.0.1:8765/mcp", headers=headers)
            return answer.status_code

    return anyio.run(work)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8765"}, 200),
        ({"Origin": "http://127.0.0.1:8765"}, 200),
        ({"Authorization": "bearer right"}, 200),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer right "}, 200),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": "Basic right"}, 401),
        ({"Authorization": "right"}, 401),
        ({"Host": "evil.example:8765"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:8766"}, 421),
        ({"Host": "127.0.0.1:8765.evil.example"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "https://127.0.0.1:8765"}, 403),
        ({"Origin": ""}, 403),
    ],
)
def test_who_is_let_through(headers: dict[str, str], status: int) -> None:
    assert asked({"Authorization": "Bearer right", **headers}) == status


def test_a_port_that_is_taken_is_said(workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be used: Address already in use"):
            serve(Desk(), port)
