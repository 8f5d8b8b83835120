"""``designdoc next``: what is left, in the order of the template, then the links."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.template import builtin

pytestmark = pytest.mark.requirement("FR-9")

Program = Callable[..., Any]
Write = Callable[..., Path]

FORM = """\
# [Name] Design

## Overview

<!-- Say what it does, for whom. -->

[What it does]

## Functional Requirements

- [A requirement]

## Components

### Component 1: [Name]

- **Responsibilities**: [What it is for]
- **Dependencies**: [What it needs]

## Appendix (Optional)

[More]

## Risks

| Risk | Impact |
|------|--------|
| [What may happen] | High/Medium/Low |
"""

HALF = """\
# Clock Design

## Risks

| Risk |
|------|
| It stops |

## Components

### Dial

- **Responsibilities**: shows the hour

## Overview

## Functional Requirements

- **FR-1**: It ticks.
- **FR-2**: [A requirement]
"""


@pytest.fixture
def clock(write: Write) -> None:
    """A half-written document beside its template."""
    write("docs/template.md", FORM)
    write("docs/clock.md", HALF)


def test_the_order_is_the_template_s(clock: None, program: Program) -> None:
    ran = program("next", "docs/clock.md", "--format", "json")
    assert ran.status == 0
    shown = json.loads(ran.out)
    assert [(each["kind"], each["section"], each["line"]) for each in shown["left"]] == [
        ("empty", ["Overview"], 15),
        ("hole", ["Functional Requirements"], 20),
        ("field", ["Components", "Component"], 11),
        ("column", ["Risks"], 5),
    ]
    assert [each["section"] for each in shown["optional"]] == [["Appendix"]]
    assert [each["what"] for each in shown["links"]] == ["FR-1, FR-2 are linked to no component"]
    assert shown["template"] == "docs/template.md"


def test_the_template_s_guidance_stands_beside(clock: None, program: Program) -> None:
    shown = json.loads(program("next", "docs/clock.md", "--format", "json").out)
    by_kind = {each["kind"]: each for each in shown["left"]}
    assert "Say what it does, for whom." in by_kind["empty"]["guidance"]
    assert by_kind["field"]["guidance"] == "What it needs"
    text = program("next", "docs/clock.md").out
    assert text.index("Overview") < text.index("Components > Component") < text.index("Links")
    assert "docs/clock.md:15: 'Overview' is empty" in text
    assert "“Say what it does, for whom." in text
    assert "Name the component in the requirement, or cite FR-1 in the component." in text
    last = "5 things are left to write in docs/clock.md (template docs/template.md).\n"
    assert text.endswith(last)


def test_an_absent_section_is_told_with_what_belongs_there(write: Write, program: Program) -> None:
    write("docs/template.md", FORM)
    write("docs/bare.md", "# Bare Design\n\n## Overview\n\nIt is bare.\n")
    shown = json.loads(program("next", "docs/bare.md", "--format", "json").out)
    assert [each["section"][-1] for each in shown["left"]] == [
        "Functional Requirements", "Components", "Risks",
    ]  # fmt: skip
    assert "What it is for" in shown["left"][1]["guidance"]


def test_a_finished_document_has_nothing_left(docs: Write, program: Program) -> None:
    ran = program("next", "docs/login.md")
    assert ran.status == 0
    assert "Nothing is left to write in docs/login.md" in ran.out


def test_a_new_document_is_all_to_do(write: Write, program: Program) -> None:
    write("docs/new.md", builtin.read("feature-design"))
    ran = program("next", "docs/new.md", "--template", "feature-design", "--format", "json")
    assert ran.status == 0
    kinds = {each["kind"] for each in json.loads(ran.out)["left"]}
    assert "hole" in kinds


@pytest.mark.parametrize(
    ("path", "message"), [("docs", "is a folder"), ("docs/none.md", "is not there")]
)
def test_what_is_no_document(clock: None, program: Program, path: str, message: str) -> None:
    ran = program("next", path)
    assert ran.status == 2
    assert message in ran.err
