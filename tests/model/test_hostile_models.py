"""Strange documents give a model in linear time, and never an exception."""

from collections.abc import Callable

import pytest

from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.model.to_json import to_json
from designdoc.source import decode
from designdoc.template.schema import Template
from helpers.growth import assert_linear

Model = Callable[..., DesignModel]
# What is repeated below which heading: n lines, items, rows, cells or nestings.
GROWING: dict[str, Callable[[int], str]] = {
    "requirements": lambda n: "## Functional Requirements\n\n"
    + "".join(f"- FR-{i}: text\n" for i in range(n)),
    "criteria": lambda n: "## Functional Requirements\n\n- FR-1: x\n\n## Acceptance Criteria\n\n"
    + "- [ ] FR-1: When a, the system shall b\n" * n,
    "steps": lambda n: "## Acceptance Criteria\n\n" + "- Given a\n- When b\n- Then c\n" * n,
    "components": lambda n: "## Major Components\n\n"
    + "".join(f"### C{i}\n\n- **Dependencies**: C{i + 1}, D\n\n" for i in range(n)),
    "one component": lambda n: "## Major Components\n\n### A\n\n- **Interface**:\n"
    + "  - one\n" * n,
    "one risk": lambda n: "## Risks\n\n### A\n\n" + "- text\n" * n,
    "phases": lambda n: "## Phased Approach\n\n"
    + "".join(f"**Phase {i}: x**\n\n- [ ] y\n\n" for i in range(n)),
    "alternatives": lambda n: "## Alternatives\n\n" + "### Same\n\n- **Pros**: x\n\n" * n,
    "revisions": lambda n: "## Revision History\n\n| Date | Version |\n|---|---|\n"
    + "| 2026-01-02 | 1.0 |\n" * n,
    "references": lambda n: "## References\n\n" + "- [a](b)\n" * n,
    "definitions": lambda n: "- x\n\n" + "".join(f"[a{i}]: https://x.y\n" for i in range(n)),
    "brackets": lambda n: "## Risks\n\n" + "(" * n + "\n",
    "stars": lambda n: "## Major Components\n\n- " + "**a" * n + "\n",
    "comments": lambda n: "## Risks\n\n- x\n  <div>\n  " + "<!-- " * n + "\n",
    "signals": lambda n: "## Logging and Monitoring\n\n"
    + "".join(f"- metric `m_{i}`\n" for i in range(n)),
    "code": lambda n: "## Types\n\n```ts\n" + "interface A { b: string }\n" * n + "```\n",
    "flow": lambda n: "## Data Flow\n\n```\n" + "a -> b\n" * n + "```\n",
    "steps of a flow": lambda n: "## Data Flow\n\n" + "1. a\n" * n,
}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_bytes(name: str, feature_design: Template) -> None:
    def prepare(size: int) -> Document:
        return bind(parse(decode("a.md", GROWING[name](size).encode())), feature_design)

    assert_linear(prepare, lambda bound: to_json(extract(bound), bound.source))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "# \n\n## \n\n###\n",
        "## Risks\n\n|\n|---|\n| x |\n",
        "## Major Components\n\n| |\n|-|\n| |\n",
        "## Functional Requirements\n\n-\n-\n  -\n",
        "## Phased Approach\n\n1.\n2. \n",
        "## Phase 99999999999999999999\n\n- x\n",
        "## Alternatives\n\n> > > deep\n",
        "## Data Flow\n\n```mermaid\n```\n",
        "## Type Definitions\n\n```ts\n",
        "## References\n\n[][]\n\n<http://>\n",
        "## Functional Requirements\n\n- \u202eFR-1: right to left\u202c\n",
        "## Non-Functional Requirements\n\n- Latency: 200\u2009ms\uff10\n",
    ],
)
def test_strange_documents_give_a_model(text: str, document: Callable[..., Document]) -> None:
    bound = document(text)
    assert to_json(extract(bound), bound.source)["version"] == 1


def test_bytes_that_are_no_utf8_give_a_model(document: Callable[..., Document]) -> None:
    bound = document(b"## Risks\n\n- \xff\xfe lost\n")
    assert [risk.risk for risk in extract(bound).risks] == ["?? lost"]


def test_places_count_bytes_with_a_byte_order_mark(document: Callable[..., Document]) -> None:
    bound = document("\ufeff# 設計\r\n\r\n## Risks\r\n\r\n- 紛失\r\n".encode())
    risk = extract(bound).risks[0]
    assert bound.source.slice(risk.span).strip() == "- 紛失"


def test_the_same_identifier_in_two_languages_stays_two_requirements(model: Model) -> None:
    found = model("## Functional Requirements\n\n- FR-1: a\n\n## 機能要件\n\n- FR-1: あ\n")
    assert [(each.id, each.text) for each in found.functional_requirements] == [
        ("FR-1", "a"),
        ("FR-1", "あ"),
    ]
