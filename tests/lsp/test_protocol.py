"""The protocol as no editor speaks it: the server answers, ends, and says nothing out of turn."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from helpers.editor import COMMAND
from lsp.conftest import LOGIN

pytestmark = pytest.mark.requirement("FR-10")

SECONDS = 120


def message(**content: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **content}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def request(number: int, method: str, params: object = None) -> bytes:
    return message(id=number, method=method, params=params)


def note(method: str, params: object = None) -> bytes:
    return message(method=method, params=params)


def beginning(folder: Path) -> list[bytes]:
    uri = (folder / "docs/login.md").as_uri()
    folders = [{"uri": folder.as_uri(), "name": "work"}]
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": LOGIN}
    start = {"processId": None, "capabilities": {}, "workspaceFolders": folders}
    here = {"textDocument": {"uri": uri}, "position": {"line": 11, "character": 5}}
    return [
        request(1, "initialize", start),
        note("initialized", {}),
        note("textDocument/didOpen", {"textDocument": document}),
        request(2, "textDocument/hover", here),
    ]


END = [request(99, "shutdown"), note("exit")]


def answers(folder: Path, *sent: bytes) -> tuple[list[dict[str, Any]], int]:
    """What the server says to these bytes and the end of them, and how it ends.

    Whatever stands on standard output is messages of the protocol and nothing else.
    """
    ran = subprocess.run(
        COMMAND, input=b"".join(sent), cwd=folder, capture_output=True, timeout=SECONDS, check=False
    )
    return list(messages(ran.stdout)), ran.returncode


def messages(data: bytes) -> Iterable[dict[str, Any]]:
    while data:
        head, found, rest = data.partition(b"\r\n\r\n")
        assert found, data[:200]
        lengths = [line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")]
        assert lengths, head
        size = int(lengths[0].split()[1])
        assert len(rest) >= size or not rest, "the last message is cut"
        yield json.loads(rest[:size])
        data = rest[size:]


def by_id(found: Iterable[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {each["id"]: each for each in found if "id" in each and "method" not in each}


def test_a_usual_session_ends_with_zero(folder: Path) -> None:
    found, status = answers(folder, *beginning(folder), *END)
    assert status == 0
    assert by_id(found)[1]["result"]["capabilities"]["renameProvider"]


def test_unknown_methods_are_refused_and_unknown_notes_passed_over(folder: Path) -> None:
    odd = [request(5, "designdoc/none"), note("designdoc/none"), note("$/none", {"x": 1})]
    found, status = answers(folder, *beginning(folder), *odd, *END)
    assert by_id(found)[5]["error"]["code"] == -32601
    assert status == 0


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Length: 5\r\n\r\n{nope",
        b"Content-Length: 11\r\n\r\n\xff\xfe\x00broken  ",
        b"no header at all\r\n\r\n",
        b"Content-Length: nine\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        message(id=7, method=3),
        message(id=7, method="textDocument/hover", params={"textDocument": 3}),
        message(method="textDocument/didOpen", params={}),
        message(method="textDocument/didChange", params=None),
        message(id={"a": 1}, method="shutdown2"),
    ],
    ids=range(11),
)
@pytest.mark.slow
def test_what_is_malformed_costs_only_itself(folder: Path, broken: bytes) -> None:
    found, status = answers(folder, *beginning(folder), broken, *END)
    assert {1, 2, 99} <= by_id(found).keys()  # answered, if only that it is too late
    assert status == 0


def test_many_malformed_messages_in_one_session(folder: Path) -> None:
    uri = (folder / "docs/login.md").as_uri()
    # fmt: off
    odd = [
        b"Content-Length: 5\r\n\r\n{nope",
        b"no header at all\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        message(id=7, method="textDocument/hover", params={"textDocument": 3}),
        message(method="textDocument/didOpen", params={}),
        note("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.md"}}),
        note("textDocument/didChange", {"textDocument": {"uri": "file:///no.md", "version": 1},
                                        "contentChanges": [{"text": "x"}]}),
        note("$/cancelRequest", {"id": 4711}),
        request(8, "workspace/executeCommand", {"command": "rm", "arguments": ["-rf"]}),
        request(9, "textDocument/rename", {"textDocument": {"uri": uri}, "newName": "FR-9",
                                           "position": {"line": 10**9, "character": 10**9}}),
        request(10, "textDocument/hover", {"textDocument": {"uri": "x:\x00/%%"},
                                           "position": {"line": 0, "character": 0}}),
    ]
    # fmt: on
    found, status = answers(folder, *beginning(folder), *odd, request(11, "shutdown"), note("exit"))
    replies = by_id(found)
    assert replies[8]["error"]["message"].startswith("Invalid Params")
    assert "error" in replies[9]
    assert {2, 10, 11} <= replies.keys()
    assert status == 0


def test_requests_before_the_beginning_and_after_the_end_do_no_harm(folder: Path) -> None:
    early = beginning(folder)[3]
    found, status = answers(folder, early, *beginning(folder), *END)
    assert "result" in by_id(found)[1]
    assert status == 0
    _, status = answers(folder, note("exit"))
    assert status == 1  # nobody said shutdown


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_an_end_at_any_byte_ends_the_server(folder: Path, share: float) -> None:
    whole = b"".join([*beginning(folder), *END[:1]])
    found, _ = answers(folder, whole[: int(len(whole) * share)])
    assert all(isinstance(each, dict) for each in found)


@pytest.mark.slow
def test_an_end_at_random_bytes_ends_the_server(folder: Path) -> None:
    whole = b"".join([*beginning(folder), *END])
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    for _ in range(25):
        answers(folder, whole[: chance.randrange(len(whole))])


@pytest.mark.slow
def test_a_text_of_a_hundred_megabytes_is_told_to_be_too_large(folder: Path) -> None:
    uri = (folder / "docs/login.md").as_uri()
    text = LOGIN + "word " * 20_000_000
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    start = time.monotonic()
    found, status = answers(
        folder, *beginning(folder)[:2], note("textDocument/didOpen", {"textDocument": document}),
        request(5, "textDocument/hover", {"textDocument": {"uri": uri},
                                          "position": {"line": 0, "character": 3}}),
        note("textDocument/didClose", {"textDocument": {"uri": uri}}), *END,
    )  # fmt: skip
    assert status == 0
    assert by_id(found)[5].get("result") is None
    assert time.monotonic() - start < 60


def test_a_request_that_is_taken_back_is_answered_as_such(folder: Path) -> None:
    uri = (folder / "docs/login.md").as_uri()
    many = [
        request(100 + n, "textDocument/formatting",
                {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}})
        for n in range(300)
    ]  # fmt: skip
    found, status = answers(
        folder, *beginning(folder), *many, note("$/cancelRequest", {"id": 399}),
        request(98, "textDocument/hover", {"textDocument": {"uri": uri},
                                           "position": {"line": 11, "character": 5}}), *END,
    )  # fmt: skip
    replies = by_id(found)
    assert replies[399]["error"]["code"] == -32800
    assert status == 0


def test_without_pygls_it_is_said_what_to_install(folder: Path) -> None:
    hidden = "import sys; sys.modules['pygls'] = None; from designdoc.cli.main import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", hidden, "lsp"], cwd=folder, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "pip install 'designdoc[lsp]'" in ran.stderr
    assert not ran.stdout
