"""Layouts that are seldom but real, one line of expectation each."""

from collections.abc import Callable
from typing import Any

import pytest

from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.infer import infer

Model = Callable[..., DesignModel]
NFR = "## Non-Functional Requirements\n\n"
AC = "## Acceptance Criteria\n\n"
FR = "## Functional Requirements\n\n"
PHASES = "## Phased Approach\n\n"
HISTORY = "## Revision History\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#### Speed\n\nAnswers in 2 s.\n\n#### Care\n\n- one owner\n",
         [(None, "Speed", "Answers in 2 s."), (None, "Care", "one owner")]),
        ("Everything answers in 2 s.\n", [(None, "", "Everything answers in 2 s.")]),
        ("**Speed**: 2 s\n\n**Care**: one owner\n",
         [(None, "Speed", "2 s"), (None, "Care", "one owner")]),
        ("**Speed**:\n\n- answers in 2 s\n", [(None, "Speed", "answers in 2 s")]),
        ("- NFR-1: Speed: 2 s\n- **NFR-2** answers always\n",
         [("NFR-1", "Speed", "2 s"), ("NFR-2", "", "answers always")]),
        ("| ID | Category | Requirement |\n|---|---|---|\n| NFR-1 | Speed | 2 s |\n",
         [("NFR-1", "Speed", "2 s")]),
    ],
)  # fmt: skip
def test_quality_requirements(text: str, wanted: list[Any], model: Model) -> None:
    found = model(NFR + text).quality_requirements
    assert [(each.id, each.attribute, each.text) for each in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Given a, when b, then c.\n", [(None, "", "gherkin")]),
        ("AC-1: The system shall open.\n\nAC-2: The system shall close.\n",
         [("AC-1", "", "ears"), ("AC-2", "", "ears")]),
        ("Sign in:\n\n- opens\n", [(None, "Sign in", "prose")]),
        ("### AC-1: It opens\n", [("AC-1", "", "prose")]),
        ("### Non-Goals\n\n- closes\n", []),
        ("> - [ ] opens\n", [(None, "", "checklist")]),
        ("- AC-1: outer\n  - AC-1.1: inner\n",
         [("AC-1", "", "prose"), ("AC-1.1", "", "prose")]),
        ("- Given a\n- When b\n- Then c\n- Given d\n- When e\n- Then f\n",
         [(None, "", "gherkin"), (None, "", "gherkin")]),
        ("```ts\nlet a = 1;\n```\n", []),
    ],
)  # fmt: skip
def test_acceptance_criteria(text: str, wanted: list[Any], model: Model) -> None:
    found = model(AC + text).acceptance_criteria
    assert [(each.id, each.group, each.form) for each in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("### Members\n\n- FR-1: in\n\n### Guests\n\n- FR-2: look\n",
         [("FR-1", "in"), ("FR-2", "look")]),
        ("- FR-1: in\n  - FR-1.1: by key\n", [("FR-1", "in"), ("FR-1.1", "by key")]),
        ("- FR-1: in\n  - AC-1: opens\n", [("FR-1", "in")]),
        ("- Acceptance first\n\n### Acceptance Criteria\n\n- opens\n",
         [(None, "Acceptance first")]),
        ("FR-1..FR-9 as in the other document.\n",
         [(None, "FR-1..FR-9 as in the other document.")]),
        ("### FR-1: in\n\n#### Notes\n\nby key\n\n#### FR-1.1: on phones\n",
         [("FR-1", "in by key"), ("FR-1.1", "on phones")]),
    ],
)  # fmt: skip
def test_functional_requirements(text: str, wanted: list[Any], model: Model) -> None:
    found = model(FR + text).functional_requirements
    assert [(each.id, each.text) for each in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("| Phase | Tasks | Status |\n|---|---|---|\n| 1: Store | schema | done |\n",
         [(1, "1: Store", [("schema", True), ("done", True)])]),
        ("### Stage II – Gate\n\nText.\n", [(2, "Gate", [("Text.", None)])]),
        ("- **Milestone 3: Gate**: checks keys\n", [(3, "Gate", [("checks keys", None)])]),
        ("1. Store\n2. Gate\n", [(1, "Store", []), (2, "Gate", [])]),
        ("### Phase A: x\n\n- Tasks:\n  - [x] y\n", [(1, "x", [("Tasks:", None), ("y", True)])]),
        ("第1段階：倉庫\n\n- [ ] 表\n", []),
    ],
)  # fmt: skip
def test_phases(text: str, wanted: list[Any], model: Model) -> None:
    found = model(PHASES + text).phases
    plain = [(p.order, p.title, [(i.text, i.done) for i in p.items]) for p in found]
    assert plain == wanted or (not wanted and len(found) == 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We go in steps.\n\n1. **Store**: schema\n2. Gate\n", [(1, "Store"), (2, "Gate")]),
        ("- フェーズ1: 倉庫\n- フェーズ2: 門\n", [(1, "倉庫"), (2, "門")]),
        ("- **Store**: schema\n- **Gate**: keys\n", [(1, "Store"), (2, "Gate")]),
        ("| Phase | Scope |\n|---|---|\n| 1. Store | schema |\n", [(1, "Store")]),
        ("**Phase 2: Gate**\n\n- keys\n", [(2, "Gate")]),
        ("1. Store\n2. Gate\n\n### Phase 1: Store\n\n- x\n", [(1, "Store")]),
        ("### 第2段階：門\n\n- 鍵\n", [(2, "門")]),
        ("### Approach\n\nSlices.\n\n### Phased Approach\n\n1. Store\n", [(1, "Store")]),
        ("- [ ] a task\n- [ ] another\n\n- only notes\n", []),
        ("| File | Description |\n|---|---|\n| a.py | new |\n", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Implementation Plan", "実装計画"])
def test_phases_directly_below_the_plan(
    title: str, text: str, wanted: list[Any], model: Model
) -> None:
    found = model(f"# X\n\n## {title}\n\n{text}").phases
    assert [(phase.order, phase.title) for phase in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- 20260102 - 1.0 first\n", [("20260102", "1.0", "first")]),
        ("- v1.2 (2026-01-02): second\n", [("2026-01-02", "v1.2", "second")]),
        ("- nobody remembers\n", []),
        ("### 1.1\n\n- 2026-01-02: third\n", [("", "1.1", "2026-01-02: third")]),
        ("### Old\n\n- 2026-01-02: third\n", [("2026-01-02", "", "third")]),
        ("January 2, 2026: first\n", [("January 2, 2026", "", "first")]),
        ("| When it was | What |\n|---|---|\n| 2026-01-02 | x |\n", [("2026-01-02", "x", "")]),
    ],
)
def test_revisions(text: str, wanted: list[Any], model: Model) -> None:
    found = model(HISTORY + text).revisions
    assert [(each.date, each.version, each.changes) for each in found] == wanted


def test_components_in_groups_and_quotes(model: Model) -> None:
    grouped = (
        "#### Server\n\n##### Gate\n\n- **Responsibilities**: a\n\n##### Store\n\n- **API**: b\n"
    )
    assert _names(model("### Major Components\n\n" + grouped)) == ["Gate", "Store"]
    quoted = "#### Gate\n\n> **Responsibilities**: checks keys\n"
    (gate,) = model("### Major Components\n\n" + quoted).components
    assert [entry.text for entry in gate.responsibilities] == ["checks keys"]


def test_dependencies_are_names(model: Model) -> None:
    text = "### Major Components\n\n#### A\n\n- **Dependencies**: B (x, y), `C`、D\n\n#### E\n\n"
    first, second = model(text + "- **Dependencies**: None (pure, no imports)\n").components
    assert [entry.text for entry in first.dependencies] == ["B (x, y)", "C", "D"]
    assert second.dependencies == ()


def test_risks_in_groups_of_tables(model: Model) -> None:
    table = "| Risk | Impact |\n|---|---|\n| R1: lost | High |\n"
    found = model(f"## Risks\n\n### Technical\n\n{table}\n### Other\n\n{table}").risks
    assert [(risk.id, risk.risk, risk.impact) for risk in found] == [("R1", "lost", "High")] * 2


def test_data_flow_of_every_form(model: Model) -> None:
    text = (
        "### Data Flow\n\nWords.\n\n#### In\n\n1. a\n2. b\n\n"
        "```mermaid\nsequenceDiagram\n  A->>B: x\n"
        '```\n\n```mermaid\npie\n  "a" : 1\n```\n\n```\nno arrows\n```\n'
    )
    flows = model(text).data_flow
    assert [flow.form for flow in flows if flow.text != "In"] == [
        "prose", "steps", "mermaid-sequence", "mermaid", "prose",
    ]  # fmt: skip
    assert [(e.source, e.target) for flow in flows for e in flow.edges] == [("1", "2"), ("A", "B")]


def test_references_in_groups_tables_and_prose(model: Model) -> None:
    text = (
        "## References\n\n- Papers\n  - [a](https://a.b)\n  - `docs/c.md`\n\n"
        "| What | Where |\n|---|---|\n"
        "| d | https://d.e |\n\nSee <https://f.g>.\n\nNo link here.\n"
    )
    found = model(text).references
    assert [each.target for each in found] == [
        "https://a.b", "docs/c.md", "https://d.e", "https://f.g",
    ]  # fmt: skip


def _names(model: DesignModel) -> list[str]:
    return [component.name for component in model.components]


def test_a_template_can_give_a_role_to_its_own_heading(document: Callable[..., Any]) -> None:
    form = infer(parse(decode("t.md", b"# [Name]\n\n<!-- designdoc: role=risks -->\n## Dragons\n")))
    found = extract(document("# A\n\n## Dragons\n\n- fire\n", form))
    assert [risk.risk for risk in found.risks] == ["fire"]


def test_a_group_keeps_the_role_that_it_stands_in(model: Model) -> None:
    text = "## Design\n\n### Server\n\nIt listens.\n\n#### Components\n\n- **Gate**: checks keys\n"
    found = model(text)
    assert [entry.text for entry in found.architecture] == ["It listens."]
    assert _names(found) == ["Gate"]


def test_open_questions_and_operation_have_a_place(model: Model) -> None:
    found = model(
        "## Open Questions\n\n- Which key?\n\n## Troubleshooting\n\nIt answers 503.\n\n"
        "## Version Skew Strategy\n\nOld first.\n"
    )
    assert [entry.text for entry in found.open_questions] == ["Which key?"]
    assert [entry.text for entry in found.errors] == ["It answers 503."]
    assert [entry.text for entry in found.migration] == ["Old first."]


def test_a_link_definition_on_two_lines_within_an_item_is_not_lost(model: Model) -> None:
    found = model(
        "## Troubleshooting\n\n- It answers 503, see [limits].\n\n  [limits]:\n    https://x.y/z\n"
    )
    assert "https://x.y/z" in " ".join(other.text for other in found.other)


def test_rows_without_a_header_are_text_and_no_facts(model: Model) -> None:
    found = model(
        "## Risks\n\n|---|---|---|\n| slow | High | Low |\n\n## Phases\n\n| a | b |\n\n"
        "## Major Components\n\n| Gate | checks keys |\n"
    )
    assert (found.risks, found.phases, found.components) == ((), (), ())
    assert [other.section[-1] for other in found.other] == ["Risks", "Phases", "Major Components"]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("200\u2009ms", 200, "ms"),
        ("\uff12\uff10\uff10ms", 200, "ms"),
        ("10\u202f000 users", 10_000, "user"),
        ("\uff19\uff19\uff0e\uff19\uff05", 99.9, "%"),
    ],
)
def test_thin_spaces_and_full_width_digits(
    written: str, value: float, unit: str, model: Model
) -> None:
    text = f"## Non-Functional Requirements\n\n- **Performance**: at most {written}\n"
    (quality,) = model(text).quality_requirements
    (target,) = quality.targets
    assert (target.value, target.unit) == (value, unit)
