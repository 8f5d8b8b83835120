"""A client of the MCP server, in this process, as an agent's host is one."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
from mcp import Client

from designdoc.mcp.desk import Desk
from designdoc.mcp.server import server

T = TypeVar("T")
MOST = 25_000  # bytes of one answer


def talk(
    work: Callable[[Client], Awaitable[T]], *, read_only: bool = False, mode: str = "auto"
) -> T:
    """What comes of a conversation with a server of the folder that we stand in."""

    done: list[T] = []
    failed: list[Exception] = []  # raised here, not out of the client's task groups

    async def conversation() -> None:
        async with Client(server(Desk(read_only)), mode=mode) as client:
            try:
                done.append(await work(client))
            except Exception as error:
                failed.append(error)

    anyio.run(conversation)
    for error in failed:
        raise error
    return done[0]


async def ask(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's answer, which the client has compared with the tool's output schema."""
    result = await client.call_tool(tool, arguments)
    text = result.content[0].text
    assert not result.is_error, text
    assert len(text.encode()) <= MOST, f"{tool} answers with {len(text)} bytes"
    return result.structured_content


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    """Why a tool refuses: an answer that says so, in words."""
    result = await client.call_tool(tool, arguments)
    text = result.content[0].text
    assert result.is_error, text
    assert "Traceback" not in text and len(text) < 2000
    return text


async def edit(client: Client, path: str, *edits: dict[str, Any]) -> dict[str, Any]:
    """Propose edits and apply them; the proposal."""
    proposal = await ask(client, "propose_edit", path=path, edits=list(edits))
    applied = await ask(client, "apply_edit", fingerprint=proposal["fingerprint"])
    assert applied["written"]
    return proposal
