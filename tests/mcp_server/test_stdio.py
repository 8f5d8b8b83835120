"""The server as a process: whatever comes in, only protocol goes out, and the process ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

import pytest

pytestmark = pytest.mark.requirement("FR-11")

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def request(number: int, method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def call(number: int, tool: str, **arguments: Any) -> dict[str, Any]:
    return request(number, "tools/call", name=tool, arguments=arguments)


def lines(*messages: object) -> bytes:
    return b"".join(
        (each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n"
        for each in messages
    )


SESSION = [
    HELLO,
    READY,
    request(2, "tools/list"),
    call(3, "next", path="docs/login.md"),
    call(4, "trace"),
    request(5, "resources/list"),
    request(6, "prompts/get", name="review_design_document", arguments={"path": "docs/login.md"}),
]


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "designdoc", "mcp", *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ends(folder: Path, sent: bytes) -> None:
    """The server ends with its input, and what it writes are messages of the protocol."""
    process = started(folder)
    out, err = process.communicate(sent, timeout=30)
    assert process.returncode == 0, err.decode()
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
    assert b"Traceback" not in out


def until(process: subprocess.Popen[bytes], number: int) -> dict[str, Any]:
    """The answer to a request; each line before it is a message of the protocol."""
    assert process.stdout is not None
    for line in process.stdout:
        found = json.loads(line)
        assert found["jsonrpc"] == "2.0"
        if found.get("id") == number:
            return found
    raise AssertionError("the server has ended")


@contextmanager
def session(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that has been greeted; it is ended after a while, so that no test waits forever."""
    process = started(folder)
    watchdog = Timer(60, process.kill)
    watchdog.start()
    process.stdin.write(lines(HELLO, READY))
    process.stdin.flush()
    until(process, 1)
    yield process
    watchdog.cancel()
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def running(still_workspace: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One server for all tests that it has to survive: a start takes a second."""
    with session(still_workspace) as process:
        yield process


WRONG_ORDER = [call(2, "explain", code="DD101"), READY, HELLO, HELLO]
MALFORMED = [
    b"",
    b"{",
    b"nonsense",
    b"[]",
    b"null",
    b'"text"',
    b"[" * 100_000,
    b'{"jsonrpc": "2.0"}',
    b'{"jsonrpc": "1.0", "id": 7, "method": "ping"}',
    b'{"jsonrpc": "2.0", "id": null, "method": "ping"}',
    b'{"jsonrpc": "2.0", "id": {}, "method": 7}',
    b'{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": []}',
    b'{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": 7}}',
    b'{"jsonrpc": "2.0", "id": 7, "result": {}}',
    b'{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}',
    b'{"jsonrpc": "2.0", "method": "notifications/unknown"}',
    b"\xff\xfe\x00garbage",
    b'{"jsonrpc": "2.0", "id": 7, "method": "\\ud800"}',
    b'{"jsonrpc": "2.0", "id": 1e999, "method": "ping"}',
    b"\x00" * 1000,
]


def test_what_is_no_message_is_survived(running: subprocess.Popen[bytes]) -> None:
    running.stdin.write(lines(*MALFORMED, call(50, "explain", code="DD101")))
    running.stdin.flush()
    assert until(running, 50)["result"]["structuredContent"]["code"] == "DD101"


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(MALFORMED, id="no messages"),
        pytest.param(WRONG_ORDER, id="wrong order", marks=pytest.mark.slow),
    ],
)
def test_whatever_comes_first_the_server_ends(workspace: Path, first: list[object]) -> None:
    ends(workspace, lines(*first))


NOT_SERVED = [
    request(9, "tools/unknown"),
    request(9, "sampling/createMessage"),
    request(9, "resources/read", uri="file:///etc/passwd"),
    request(9, "resources/read", uri="designdoc://document/../secret.md"),
    request(9, "resources/read", uri="designdoc://document/%2e%2e/secret.md"),
    request(9, "resources/read", uri=7),
    request(9, "resources/list", cursor="x"),
    request(9, "prompts/get", name="nothing"),
    request(9, "prompts/get", name="review_design_document"),
    request(9, "prompts/get", name="review_design_document", arguments={"path": "../x"}),
]


def test_what_cannot_be_served_is_an_error(running: subprocess.Popen[bytes]) -> None:
    for message in NOT_SERVED:
        running.stdin.write(lines(message))
        running.stdin.flush()
        answer = until(running, 9)
        assert answer["error"]["message"], message
        assert "Traceback" not in json.dumps(answer)


def test_a_very_large_argument_is_refused(running: subprocess.Popen[bytes]) -> None:
    change = {"operation": "replace", "section": "Overview", "text": "x" * 20_000_000}
    running.stdin.write(lines(call(9, "propose_edit", path="docs/login.md", edits=[change])))
    running.stdin.flush()
    large = until(running, 9)["result"]
    assert large["isError"] and "larger than the limit" in large["content"][0]["text"]
    running.stdin.write(lines(call(10, "read", path="x/" * 1_000_000)))
    running.stdin.flush()
    long = until(running, 10)["result"]
    assert long["isError"] and "longer than" in long["content"][0]["text"]


def cuts() -> Iterator[Any]:
    """Where the input ends: after each message, and within it; a start takes a second."""
    for whole in range(len(SESSION) + 1):
        for more in (0, 30):
            quick = (whole, more) == (3, 30)
            marks = [] if quick else [pytest.mark.slow]
            yield pytest.param(whole, more, marks=marks)


@pytest.mark.parametrize(("whole", "more"), list(cuts()))
def test_input_that_ends_anywhere_ends_the_server(workspace: Path, whole: int, more: int) -> None:
    sent = lines(*SESSION[:whole])
    rest = lines(*SESSION)[len(sent) :]
    ends(workspace, sent + rest[:more])


def test_a_client_that_goes_away_ends_the_server(workspace: Path) -> None:
    """Its ends of both pipes are closed at once, in the midst of answers."""
    process = started(workspace)
    process.stdin.write(lines(*SESSION))
    process.stdin.flush()
    process.stdout.close()
    process.stdin.close()
    assert process.wait(20) == 0
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_a_signal_ends_the_server(workspace: Path, number: int) -> None:
    with session(workspace) as process:
        os.kill(process.pid, number)
        assert process.wait(10) == 0
        assert process.stdout.read() == b""
        assert b"stopped" in process.stderr.read()


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 9))]
)
def test_random_bytes_between_messages_are_survived(
    running: subprocess.Popen[bytes], seed: int
) -> None:
    random, sent = Random(seed), []  # noqa: S311
    for number in range(60):
        message = json.dumps(call(100 + number, "explain", code="DD101")).encode()
        at = random.randrange(len(message))
        broken = (message, message[:at], message[at:], message[:at] + random.randbytes(9))
        sent.append(random.choice(broken).replace(b"\n", b""))
    running.stdin.write(lines(*sent, call(999, "explain", code="DD201")))
    running.stdin.flush()
    assert until(running, 999)["result"]["structuredContent"]["code"] == "DD201"


def test_nothing_hangs_while_a_request_is_worked_on(running: subprocess.Popen[bytes]) -> None:
    running.stdin.write(lines(call(5, "trace"), request(6, "ping")))
    running.stdin.flush()
    start = time.monotonic()
    assert until(running, 6)["result"] is not None
    assert time.monotonic() - start < 10
