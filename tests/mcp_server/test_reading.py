"""The tools that read: each is driven by the SDK's client, which checks the output schema."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from designdoc.mcp.tools import TOOLS
from helpers.mcp_client import ask, refusal, talk

pytestmark = pytest.mark.requirement("FR-11")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_every_tool_is_described(workspace: Path, mode: str) -> None:
    async def work(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = talk(work, mode=mode)
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    for tool in tools:
        assert len(tool.description) > 80
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        hints = tool.annotations
        assert hints.read_only_hint is not (tool.name == "apply_edit")
        assert hints.destructive_hint is (tool.name == "apply_edit")
        assert hints.idempotent_hint is True


def test_documents_are_listed_with_what_they_say_of_themselves(workspace: Path) -> None:
    (workspace / "README.md").write_text("# No design document\n")
    (workspace / "notes.md").write_text("# Notes\n")

    async def work(client: Client) -> None:
        answer = await ask(client, "list_documents")
        assert answer["total"] == 4
        assert [each["path"] for each in answer["documents"]][2:] == ["notes.md"]
        assert (answer["documents"][2]["title"], answer["documents"][2]["template"]) == (
            "Notes",
            None,
        )
        assert answer["next_cursor"] is None
        first = answer["documents"][0]
        assert (first["path"], first["title"]) == ("docs/login.md", "Login Design Document")
        assert first["template"] == "docs/template.md"
        (workspace / "docs" / "login.md").write_text("# Sign-in Design Document\n")
        answer = await ask(client, "list_documents", folder="docs")
        assert answer["documents"][0]["title"] == "Sign-in Design Document"

    talk(work)


def test_the_outline_names_what_is_written_and_what_is_missing(workspace: Path) -> None:
    path = workspace / "docs" / "login.md"
    path.write_text(
        path.read_text().replace("## Phased Approach\n\n1. **Phase 1**: FR-1 in the Gate\n", "")
    )

    async def work(client: Client) -> None:
        answer = await ask(client, "outline", path="docs/login.md")
        states = {entry["section"]: entry["state"] for entry in answer["sections"]}
        assert states["#login-design-document"] == "title"
        assert states["#gate"] == states["#overview"] == "written"
        assert states["Phased Approach"] == "missing"
        titles = [entry["title"] for entry in answer["sections"]]
        assert titles.index("Phased Approach") == titles.index("Testing") - 1

    talk(work)


def test_a_section_is_read_by_its_names_and_anchor(workspace: Path) -> None:
    async def work(client: Client) -> None:
        for name in ("#gate", "Gate", ["Components", "Gate"], "Components > Gate"):
            answer = await ask(client, "read", path="docs/login.md", section=name)
            assert answer["text"].startswith("### Gate\n")
            assert "keeps accounts" not in answer["text"]
            assert (answer["line"], answer["kind"]) == (16, "section")
        said = await refusal(
            client, "read", path="docs/login.md", section=["Components", "Component"]
        )
        assert "#gate" in said and "#store" in said
        said = await refusal(client, "read", path="docs/login.md", section="Overvew")
        assert "'Overview'" in said

    talk(work)


def test_a_long_document_is_read_in_pages(workspace: Path) -> None:
    text = "# Long\n\n" + "".join(f"Zeile {n} mit Umläuten: ä\n" for n in range(3000))
    (workspace / "docs" / "long.md").write_text(text)

    async def work(client: Client) -> None:
        parts, cursor = [], ""
        while cursor is not None:
            answer = await ask(client, "read", path="docs/long.md", cursor=cursor)
            parts.append(answer["text"])
            cursor = answer["next_cursor"]
        assert "".join(parts) == text
        assert len(parts) > 4

    talk(work)


def test_a_requirement_is_read_with_its_links(workspace: Path) -> None:
    async def work(client: Client) -> None:
        answer = await ask(client, "read", id="FR-1")
        assert answer["kind"] == "requirement"
        assert "within 200 ms" in answer["text"]
        assert {link["title"] for link in answer["links"]} >= {"Gate"}
        assert "FR-1" in await refusal(client, "read", id="FR-11")

    talk(work)


def test_what_is_left_is_told_with_the_place(workspace: Path) -> None:
    (workspace / "docs" / "new.md").write_text((workspace / "docs" / "template.md").read_text())

    async def work(client: Client) -> None:
        answer = await ask(client, "next", path="docs/new.md")
        assert answer["required"] == len([i for i in answer["items"] if i["kind"] == "hole"]) == 8
        component = [i for i in answer["items"] if i["at"] == "#component-1"]
        assert len(component) == 2
        assert component[0]["section"] == ["Components", "Component"]

    talk(work)


def test_check_gives_what_the_command_gives(workspace: Path) -> None:
    from designdoc import check

    (workspace / "docs" / "new.md").write_text((workspace / "docs" / "template.md").read_text())
    (workspace / "README.md").write_text("# No design document\n")

    async def work(client: Client) -> list[tuple[str, str, int, str]]:
        found, cursor = [], ""
        while cursor is not None:
            answer = await ask(client, "check", severity="info", cursor=cursor)
            found += [(f["path"], f["code"], f["line"], f["message"]) for f in answer["findings"]]
            cursor = answer["next_cursor"]
        return found

    report = check()
    expected = [(f.path, f.code, f.place.start.line, f.message) for f in report.findings]
    assert sorted(talk(work)) == sorted(expected)
    assert len(expected) == 8


def test_findings_come_in_pages_and_none_is_lost(workspace: Path) -> None:
    long = "\n".join(f"- see FR-{n} of the system" for n in range(10, 400))
    path = workspace / "docs" / "login.md"
    path.write_text(path.read_text() + f"\n{long}\n")

    async def work(client: Client) -> None:
        lines, cursor, pages = [], "", 0
        while cursor is not None:
            answer = await ask(client, "check", path="docs", severity="info", cursor=cursor)
            lines += [f["line"] for f in answer["findings"] if f["code"] == "DD401"]
            cursor, pages = answer["next_cursor"], pages + 1
        assert sorted(lines) == list(range(34, 424))
        assert pages > 3

    talk(work)


def test_requirements_are_traced_and_their_impact_told(workspace: Path) -> None:
    async def work(client: Client) -> None:
        answer = await ask(client, "trace", path="docs/login.md")
        assert (answer["requirements"], answer["covered"]) == (2, 1)
        rows = {row["id"]: row for row in answer["rows"]}
        assert rows["docs/login.md#FR-1"]["linked"]["component"] == ["Gate"]
        assert rows["docs/login.md#FR-2"]["missing"] == ["phase", "test"]
        answer = await ask(client, "impact", id="Store", path="docs/login.md")
        assert answer["changed"]["kind"] == "component"
        assert "Gate" in {step["thing"]["title"] for step in answer["touches"]}
        reasons = [step["because"][0] for step in answer["touches"]]
        assert any("Gate depends-on Store" in reason for reason in reasons)

    talk(work)


def test_progress_is_told_and_work_that_nobody_waits_for_ends(workspace: Path) -> None:
    for number in range(120):
        text = (workspace / "docs" / "login.md").read_text()
        (workspace / "docs" / f"{number:03}.md").write_text(text)
    done: list[float] = []

    async def progress(now: float, total: float | None, message: str | None) -> None:
        done.append(now)
        assert total == 122

    async def work(client: Client) -> None:
        with anyio.move_on_after(0.2):
            await client.call_tool("trace", {}, progress_callback=progress)
            raise AssertionError("so many documents cannot be linked in so short a time")
        await anyio.sleep(0.3)
        before = len(done)
        assert (await ask(client, "explain", code="DD101"))["code"] == "DD101"
        assert len(done) == before < 13
        await client.call_tool("trace", {}, progress_callback=progress)

    talk(work)
    assert done[-1] == 122
    assert done == sorted(set(done))  # it goes on where it was left


def test_what_is_linked_follows_the_files(workspace: Path) -> None:
    """What is kept of a document does not outlive a change of it, of its template or of what
    configures it."""

    async def work(client: Client) -> None:
        path = workspace / "docs" / "login.md"
        assert (await ask(client, "trace", path="docs/login.md"))["requirements"] == 2
        path.write_text(path.read_text().replace("- FR-2", "- FR-3: It shall stop.\n- FR-2"))
        assert (await ask(client, "trace", path="docs/login.md"))["requirements"] == 3
        (workspace / "designdoc.toml").write_text('[identifiers]\nrequirement = ["LO-\\\\d+"]\n')
        rows = (await ask(client, "trace", path="docs"))["rows"]
        assert "docs/logout.md#LO-1" in {row["id"] for row in rows}

    talk(work)


def test_words_are_searched(workspace: Path) -> None:
    async def work(client: Client) -> None:
        answer = await ask(client, "search", query="wrong TRIES")
        assert [hit["section"] for hit in answer["hits"]] == ["Requirements", "Requirements"]
        assert answer["hits"][0]["line"] == 12
        assert "after 5 wrong tries" in answer["hits"][0]["text"]
        answer = await ask(client, "search", query="wrong unicorn")
        assert (answer["words"], answer["words_found"], answer["documents"]) == (2, 1, 2)
        assert (await ask(client, "search", query="unicorn"))["hits"] == []
        assert "word" in await refusal(client, "search", query="  ")

    talk(work)


def test_rules_are_explained(workspace: Path) -> None:
    async def work(client: Client) -> None:
        answer = await ask(client, "explain", code="missing-section")
        assert (answer["code"], answer["severity"]) == ("DD101", "error")
        assert "## Example" in answer["page"]
        assert "DD101" in await refusal(client, "explain", code="DD1O1")

    talk(work)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("read", {"path": "docs/nothing.md"}, "does not exist"),
        ("read", {"path": "docs"}, "is a folder"),
        ("read", {}, "path is empty"),
        ("read", {"pth": "docs/login.md"}, "unknown field `pth`"),
        ("read", {"path": 7}, "Expected `str`, got `int`"),
        ("outline", {}, "missing required field `path`"),
        ("outline", {"path": "docs/login.md", "cursor": "-1"}, "no cursor"),
        ("outline", {"path": "docs/login.md", "cursor": "99999"}, "no cursor"),
        ("check", {"cursor": "1"}, "no cursor"),
        ("check", {"cursor": "9.0"}, "beyond"),
        ("list_documents", {"cursor": "³"}, "no cursor"),
        ("list_documents", {"folder": "dcs"}, "did you mean 'docs'"),
        ("check", {"severity": "fatal"}, "Invalid enum value"),
        ("apply_edit", {"fingerprint": "0" * 32}, "propose the change again"),
        ("write", {}, "there is no tool 'write'"),
    ],
)
def test_errors_are_answers_with_a_next_step(
    workspace: Path, tool: str, arguments: dict[str, Any], words: str
) -> None:
    async def work(client: Client) -> None:
        assert words in await refusal(client, tool, **arguments)

    talk(work)


def test_a_fault_of_ours_is_an_answer_too(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("designdoc.mcp.tools.outline.one_document", broken)

    async def work(client: Client) -> None:
        said = await refusal(client, "outline", path="docs/login.md")
        assert "a fault (ZeroDivisionError: by nothing). Nothing was written" in said
        assert (await ask(client, "explain", code="DD101"))["code"] == "DD101"

    talk(work)
    out, err = capfd.readouterr()
    assert (out, err) == ("", "designdoc: a fault in outline: ZeroDivisionError: by nothing\n")


def test_a_file_that_cannot_be_read_is_said(workspace: Path) -> None:
    (workspace / "docs" / "large.md").write_bytes(b"x" * 10_000_001)

    async def work(client: Client) -> None:
        assert "larger than" in await refusal(client, "read", path="docs/large.md")
        listed = await ask(client, "list_documents")
        assert "larger than" in listed["documents"][0]["title"]
        [found] = (await ask(client, "check", path="docs/large.md"))["findings"]
        assert found["code"] == "DD004"
        assert (await ask(client, "trace"))["documents"] == 2

    talk(work)


def test_a_server_that_only_reads_offers_nothing_else(workspace: Path) -> None:
    async def work(client: Client) -> None:
        names = {tool.name for tool in (await client.list_tools()).tools}
        assert not names & {"propose_edit", "apply_edit", "new_document", "migrate"}
        assert "read" in names
        assert "only reads" in await refusal(client, "apply_edit", fingerprint="x")

    talk(work, read_only=True)
