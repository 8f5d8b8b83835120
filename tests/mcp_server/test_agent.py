"""A scripted agent fills a template: `next` tells it what is left, and where."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from designdoc import check
from designdoc.template import builtin
from helpers.mcp_client import ask, talk

pytestmark = pytest.mark.requirement("FR-11")

SEED = Path(__file__).parents[3] / "shared" / "seed" / "design-template.md"
MOST_CALLS = 40

# What the agent knows of its feature, by the names of the template's sections.
KNOWN = {
    "Overview": "People sign in with a passkey. It takes the place of passwords.",
    "Problem to Solve": "Passwords are stolen and forgotten.",
    "Current Challenges": "One call in three to the help desk is about a password.",
    "Functional Requirements": "- FR-1: The system shall sign a person in with a passkey.",
    "Non-Functional Requirements": (
        "- **Performance**: NFR-1: p95 of sign-in < 200 ms at 100 requests per second\n"
        "- **Scalability**: NFR-2: 1,000 requests per second with four nodes\n"
        "- **Reliability**: NFR-3: error rate < 0.1 % per month\n"
        "- **Maintainability**: NFR-4: branch coverage of tests >= 90 %"
    ),
    "Architecture Overview": "The Gate stands between the browser and the Store.",
    "Data Flow": "```mermaid\nflowchart LR\n  Gate --> Store\n```",
    "Component": (
        "- **Responsibilities**: serves FR-1\n"
        "- **Interface**: `sign_in(challenge) -> Session`\n"
        "- **Dependencies**: none"
    ),
    "Type Definitions": "```typescript\ninterface Session { person: string }\n```",
    "Error Handling": "A wrong passkey gives 401, and is counted.",
    "Logging and Monitoring": "Each sign-in is logged as `sign_in`, without the person's name.",
    "Phased Approach": (
        "1. **Phase 1**: FR-1 for our own people\n"
        "2. **Phase 2**: FR-1 for all\n"
        "3. **Phase 3**: passwords are removed"
    ),
    "Migration Strategy": "Passwords work beside passkeys until phase 3.",
    "Unit Tests": "Each branch of the Gate, for FR-1; coverage of at least 90 %.",
    "Integration Tests": "FR-1 with a software passkey, from the browser to the Store.",
    "Performance Tests": "NFR-1 is measured each night at 100 requests per second.",
    "Security Considerations": "Challenges are used once and live for 60 seconds.",
    "Future Extensibility": "Further kinds of keys are added behind `sign_in`.",
    "Alternative": (
        "- **Overview**: codes by mail\n"
        "- **Pros**: every person has mail\n"
        "- **Cons**: slow, and mail is read by others\n"
        "- **Reason for Rejection**: it is no safer than a password"
    ),
    "Risks and Mitigation": (
        "| Risk | Impact | Probability | Mitigation |\n"
        "|------|--------|-------------|------------|\n"
        "| A person loses the key | High | Medium | Two keys for each person |"
    ),
    "References": "- [Web Authentication](https://www.w3.org/TR/webauthn-3/)",
    "Revision History": (
        "| Date | Version | Changes | Author |\n"
        "|------|---------|---------|--------|\n"
        "| 2026-01-31 | 1.0 | Initial draft | Ann |"
    ),
}


class Agent:
    """It knows its feature, and does what ``next`` says, so many places at a time."""

    def __init__(self, client: Client, path: str, at_once: int) -> None:
        self.client, self.path, self.at_once = client, path, at_once
        self.calls = 0

    async def fill(self) -> None:
        """Write until nothing is left."""
        while True:
            left = await self._ask("next", path=self.path)
            edits = list(self._edits(left["items"]))[: self.at_once]
            if not edits:
                assert left["required"] == 0, left["items"]
                return
            proposal = await self._ask("propose_edit", path=self.path, edits=edits)
            assert not [f for f in proposal["introduced"] if f["severity"] == "error"]
            await self._ask("apply_edit", fingerprint=proposal["fingerprint"])

    def _edits(self, items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        done = set()
        for item in items:
            if item["kind"] in {"link", "optional"} or item["at"] in done:
                continue
            done.add(item["at"])
            if item["section"]:
                text = KNOWN[item["section"][-1]]
                yield {"operation": "replace", "section": item["at"], "text": text}
            else:
                yield {"operation": "heading", "text": "Passkeys Design Document"}

    async def _ask(self, tool: str, **arguments: Any) -> dict[str, Any]:
        self.calls += 1
        return await ask(self.client, tool, **arguments)


@pytest.mark.parametrize(
    ("origin", "at_once"),
    [
        ("seed", 3),
        ("built-in", 50),
        pytest.param("seed", 50, marks=pytest.mark.slow),
        pytest.param("built-in", 3, marks=pytest.mark.slow),
    ],
)
def test_a_template_is_filled_without_errors_in_few_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str, at_once: int
) -> None:
    if origin == "seed" and not SEED.exists():
        pytest.skip("the seed template is not beside this checkout")
    template = SEED.read_bytes() if origin == "seed" else builtin.read("feature-design")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_bytes(template)
    (tmp_path / "passkeys.md").write_bytes(template)

    async def work(client: Client) -> int:
        agent = Agent(client, "passkeys.md", at_once)
        await agent.fill()
        return agent.calls

    assert check().summary.error > 20
    calls = talk(work)
    summary = check().summary
    assert (summary.documents, summary.error) == (1, 0)
    assert calls < MOST_CALLS, f"{calls} calls"
