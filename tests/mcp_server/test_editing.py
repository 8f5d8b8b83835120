"""The tools that edit: nothing is written but by a proposal's fingerprint, and nothing is lost."""

import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from helpers.mcp_client import ask, edit, refusal, talk
from helpers.repository import Repository

pytestmark = pytest.mark.requirement("FR-11")


def test_an_edit_is_shown_before_it_is_written(workspace: Path) -> None:
    path = workspace / "docs" / "login.md"
    before = path.read_bytes()

    async def work(client: Client) -> None:
        change = {
            "operation": "replace",
            "section": "Overview",
            "text": "[Say in a sentence what it does]",
        }
        proposal = await ask(client, "propose_edit", path="docs/login.md", edits=[change])
        assert path.read_bytes() == before
        assert (
            "-People sign in with a passkey.\n+[Say in a sentence what it does]\n"
            in proposal["diff"]
        )
        assert [found["code"] for found in proposal["introduced"]] == ["DD201"]
        assert proposal["after"]["error"] == 1
        applied = await ask(client, "apply_edit", fingerprint=proposal["fingerprint"])
        assert applied == {
            "path": "docs/login.md",
            "written": True,
            "findings": proposal["after"],
        }
        checked = await ask(client, "check", path="docs/login.md")
        assert checked["documents"][0]["findings"] == applied["findings"]
        again = await ask(client, "apply_edit", fingerprint=proposal["fingerprint"])
        assert not again["written"]

    talk(work)
    assert path.read_bytes() == before.replace(
        b"People sign in with a passkey.", b"[Say in a sentence what it does]"
    )


def test_a_stale_proposal_is_refused_with_what_to_do(workspace: Path) -> None:
    path = workspace / "docs" / "login.md"
    theirs = path.read_text().replace("Ann", "Bob")

    async def work(client: Client) -> None:
        change = {"operation": "field", "field": "Owner", "text": "Eve"}
        proposal = await ask(client, "propose_edit", path="docs/login.md", edits=[change])
        path.write_text(theirs)
        said = await refusal(client, "apply_edit", fingerprint=proposal["fingerprint"])
        assert "was changed" in said and "propose the change again" in said
        assert path.read_text() == theirs
        await edit(client, "docs/login.md", change)
        assert path.read_text() == theirs.replace("Bob", "Eve")

    talk(work)


def test_a_document_is_started(workspace: Path) -> None:
    async def work(client: Client) -> None:
        asked = {"path": "docs/new/search.md", "title": "Search", "values": {"Owner": "Ann"}}
        proposal = await ask(client, "new_document", **asked)
        assert not (workspace / "docs" / "new").exists()
        await ask(client, "apply_edit", fingerprint=proposal["fingerprint"])
        text = (workspace / "docs" / "new" / "search.md").read_text()
        assert text.startswith("# Search Design Document\n\n- **Owner**: Ann\n")
        assert "exists; use propose_edit" in await refusal(client, "new_document", **asked)
        said = await refusal(client, "new_document", path="a.md", values={"Ownr": "x"})
        assert "did you mean 'Owner'" in said or "no hole or field 'Ownr'" in said

    talk(work)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("new_document", {"path": "../out.md"}),
        ("new_document", {"path": "docs/link/out.md"}),
        ("new_document", {"path": "in.md", "template": "../secret.md"}),
        ("new_document", {"path": "in.md", "template": "HEAD:docs/template.md"}),
        ("new_document", {"path": ".git/hooks/a.md"}),
        ("new_document", {"path": "run.sh"}),
        ("propose_edit", {"path": "docs/leak.md", "edits": [{"operation": "text", "old": "a"}]}),
        ("migrate", {"path": "../secret.md"}),
        ("read", {"path": "docs/leak.md"}),
        ("outline", {"path": "docs/leak.md"}),
        ("next", {"path": "docs/leak.md"}),
        ("check", {"path": "docs/leak.md"}),
        ("check", {"path": "docs/link"}),
        ("trace", {"path": ".."}),
        ("impact", {"id": "x", "path": ".."}),
        ("search", {"query": "secret", "folder": "docs/link"}),
        ("list_documents", {"folder": "/"}),
    ],
)
def test_nothing_outside_is_read_or_written(
    workspace: Path, tool: str, arguments: dict[str, Any]
) -> None:
    (workspace.parent / "secret.md").write_text("# Secret\n\nThe word is xyzzy.\n")
    (workspace / "docs" / "leak.md").symlink_to("../../secret.md")
    (workspace / "docs" / "link").symlink_to("../..")

    async def work(client: Client) -> str:
        return await refusal(client, tool, **arguments)

    said = talk(work)
    assert "xyzzy" not in said and str(workspace.parent) not in said
    assert sorted(each.name for each in workspace.parent.iterdir()) == ["secret.md", "work"]


def test_a_template_named_by_a_document_is_not_read_outside(workspace: Path) -> None:
    (workspace.parent / "secret.md").write_text("# [Name]\n\n## The word is xyzzy\n\n[x]\n")
    path = workspace / "docs" / "login.md"
    path.write_text("<!-- designdoc: template=../../secret.md -->\n" + path.read_text())

    async def work(client: Client) -> None:
        for tool in ("check", "outline", "next", "list_documents"):
            arguments = {} if tool == "list_documents" else {"path": "docs/login.md"}
            result = await client.call_tool(tool, arguments)
            assert "xyzzy" not in result.content[0].text

    talk(work)


def test_a_document_is_migrated(workspace: Path) -> None:
    template = workspace / "docs" / "template.md"
    made = Repository(workspace)
    made.commit("2024-01-01")
    newer = template.read_text().replace("## Testing", "## Proof")
    template.write_text(f"{newer}\n## Cost\n\n[How much]\n")
    made.commit("2025-01-01")

    async def work(client: Client) -> None:
        proposal = await ask(client, "migrate", path="docs/login.md")
        assert "-## Testing\n+## Proof\n" in proposal["diff"]
        assert "+## Cost\n" in proposal["diff"]
        await ask(client, "apply_edit", fingerprint=proposal["fingerprint"])
        assert "## Proof" in (workspace / "docs" / "login.md").read_text()
        assert not (await ask(client, "migrate", path="docs/login.md"))["changes"]

    talk(work)


def test_without_a_history_there_is_nothing_to_migrate_to(workspace: Path) -> None:
    async def work(client: Client) -> None:
        said = await refusal(client, "migrate", path="docs/login.md")
        assert "nothing is known of versions" in said

    talk(work)


@pytest.mark.parametrize("count", [2])
def test_agents_that_edit_one_document_lose_nothing(workspace: Path, count: int) -> None:
    """Each agent has a server process of its own; what is refused is proposed again."""
    each, path = 8, workspace / "docs" / "login.md"
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "designdoc", "mcp", "--root", str(workspace)]
    )

    async def agent(name: str) -> None:
        async with Client(command) as client:
            for number in range(each):
                row = {"operation": "append", "section": "Requirements"}
                row["text"] = f"- {name}-{number}: The system shall keep row {name}{number}."
                await insist(client, row)

    async def insist(client: Client, change: dict[str, str]) -> None:
        while True:
            proposal = await ask(client, "propose_edit", path="docs/login.md", edits=[change])
            arguments = {"fingerprint": proposal["fingerprint"]}
            result = await client.call_tool("apply_edit", arguments)
            if not result.is_error:
                return
            assert "was changed" in result.content[0].text

    async def together() -> None:
        async with anyio.create_task_group() as tasks:
            for name in "ABC"[:count]:
                tasks.start_soon(agent, name)

    anyio.run(together)
    lines = path.read_text().splitlines()
    rows = [line for line in lines if "shall keep row" in line]
    assert len(rows) == len(set(rows)) == each * count
    own = [line for line in lines if line not in rows]
    assert "\n".join(own) + "\n" == (workspace / "docs" / "logout.md").read_text().replace(
        "Logout", "Login"
    ).replace("LO-", "FR-")
