"""Resources and prompts, driven by the SDK's client."""

from pathlib import Path

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from helpers.mcp_client import talk

pytestmark = pytest.mark.requirement("FR-11")


def test_templates_documents_and_rules_are_listed_in_pages(workspace: Path) -> None:
    for number in range(120):
        (workspace / "docs" / f"ünd {number:03}.md").write_text("# A Design Document\n")

    async def work(client: Client) -> None:
        found, cursor, pages = [], None, 0
        while pages == 0 or cursor:
            answer = await client.list_resources(cursor=cursor)
            found += [resource.uri for resource in answer.resources]
            cursor, pages = answer.next_cursor, pages + 1
            assert len(answer.resources) <= 100
        assert pages == 3
        assert found[:2] == [
            "designdoc://template/feature-design",
            "designdoc://template/docs/template.md",
        ]
        assert "designdoc://document/docs/login.md" in found
        assert "designdoc://document/docs/%C3%BCnd%20007.md" in found
        assert "designdoc://rule/DD101" in found
        assert "designdoc://document/docs/template.md" not in found
        for uri in (*found[:3], "designdoc://document/docs/%C3%BCnd%20007.md", found[-1]):
            [content] = (await client.read_resource(uri)).contents
            assert content.text.startswith("# ")
            assert content.mime_type == "text/markdown"

    talk(work)


def test_what_can_be_read_is_told_as_templates_of_uris(workspace: Path) -> None:
    async def work(client: Client) -> list[str]:
        answer = await client.list_resource_templates()
        return [each.uri_template for each in answer.resource_templates]

    assert talk(work) == [
        "designdoc://template/{+name}",
        "designdoc://document/{+path}",
        "designdoc://rule/{code}",
    ]


@pytest.mark.parametrize(
    "uri",
    [
        "designdoc://document/../secret.md",
        "designdoc://document/%2e%2e/secret.md",
        "designdoc://document//etc/passwd",
        "designdoc://document/docs",
        "designdoc://document/",
        "designdoc://document/docs/large.md",
        "designdoc://template/../secret.md",
        "designdoc://template/HEAD:docs/login.md",
        "designdoc://rule/DD999",
        "designdoc://other/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_other_resources_are_refused_in_words(workspace: Path, uri: str) -> None:
    (workspace.parent / "secret.md").write_text("# Secret\n")
    (workspace / "docs" / "large.md").write_text("# Large\n" + "x" * 300_000)

    async def work(client: Client) -> None:
        with pytest.raises(MCPError) as said:
            await client.read_resource(uri)
        assert said.value.error.message
        assert "Secret" not in said.value.error.message

    talk(work)


def test_every_prompt_is_filled(workspace: Path) -> None:
    async def work(client: Client) -> None:
        prompts = (await client.list_prompts()).prompts
        assert [prompt.name for prompt in prompts] == [
            "write_design_document",
            "review_design_document",
            "update_from_code",
        ]
        for prompt in prompts:
            assert [each.name for each in prompt.arguments if each.required] == ["path"]
            given = {"path": "docs/login.md"}
            answer = await client.get_prompt(prompt.name, given)
            assert "`docs/login.md`" in answer.messages[0].content.text

    talk(work)


def test_the_prompt_to_write_brings_the_template(workspace: Path) -> None:
    async def work(client: Client) -> None:
        for named, expected in (("", "docs/template.md"), ("feature-design", "feature-design")):
            given = {"path": "docs/new.md", "template": named, "about": "search in documents"}
            answer = await client.get_prompt("write_design_document", given)
            words, template = (message.content for message in answer.messages)
            assert "about: search in documents" in words.text
            assert template.resource.uri == f"designdoc://template/{expected}"
            assert template.resource.text.startswith("# [")
        with pytest.raises(MCPError, match="outside"):
            await client.get_prompt("write_design_document", {"path": "../new.md"})
        with pytest.raises(MCPError, match="has no argument 'paht'"):
            await client.get_prompt("review_design_document", {"paht": "x"})

    talk(work)
