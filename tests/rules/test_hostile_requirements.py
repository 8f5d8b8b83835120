"""Requirements, components and links made to slow the rules over the model down."""

import time

import pytest

pytestmark = pytest.mark.no_cover

TEMPLATE = """# [Name]

## Functional Requirements

- [What it must do]

## Data Flow

[How data flows]

## Major Components

[The parts]

## Phased Approach

[The phases]

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | Initial draft | [Name] |
"""
REQUIREMENTS = {
    "many": "\n".join(f"- FR-{n}: the part must do {n} things fast" for n in range(10_000)),
    "equal": "- FR-1: the part must be quick\n" * 5_000,
    "one long": "- FR-1: must " + "and must be sent as fast as possible if needed " * 10_000,
    "nearly an escape": "- FR-1: " + "as few as as few as to the extent " * 20_000,
    "ranges": "- FR-1 to FR-150 and FR-2–FR-140, 141: " + "FR-1–FR-199 " * 200,
    "labels": "- " + "**FR-1** " * 20_000,
    "spaces": "- FR-1:" + " " * 200_000 + "must",
    "links": "- " + "[x](#y) [z](w.md#v) " * 10_000,
    "quotes": '- FR-1: "' + '"a' * 50_000,
}
COMPONENTS = {
    "chain": "\n".join(
        f"- **Part {n}x**\n  - **Dependencies**: Part {n + 1}x" for n in range(2_000)
    ),
    "near": "\n".join(
        f"- **Session store {chr(97 + n % 26)}{n}**\n  - **Dependencies**: Sesion store a{n}"
        for n in range(1_000)
    ),
    "circle": "\n".join(
        f"- **Part {n}x**\n  - **Dependencies**: Part {(n + 1) % 300}x" for n in range(300)
    ),
}


@pytest.mark.parametrize("kind", REQUIREMENTS)
def test_hostile_requirements_do_not_hang(check, kind: str) -> None:
    phases = "1. **Phase 1**: FR-1\n"
    document = (
        f"# Login\n\n## Functional Requirements\n\n{REQUIREMENTS[kind]}\n\n"
        f"## Phased Approach\n\n{phases}"
    )
    start = time.perf_counter()
    check(TEMPLATE, document)
    assert time.perf_counter() - start < 40


@pytest.mark.parametrize("kind", COMPONENTS)
def test_many_components_do_not_hang(check, kind: str) -> None:
    start = time.perf_counter()
    found = check(TEMPLATE, f"# Login\n\n## Major Components\n\n{COMPONENTS[kind]}\n")
    assert time.perf_counter() - start < 40
    assert len([f for f in found if f.code == "DD409"]) == (1 if kind == "circle" else 0)


def test_a_history_of_ten_thousand_rows(check) -> None:
    rows = "\n".join(f"| 2026-01-{n % 28 + 1:02} | 1.{n} | x | |" for n in range(10_000))
    head = "| Date | Version | Changes | Author |\n|---|---|---|---|\n"
    start = time.perf_counter()
    found = check(TEMPLATE, f"# Login\n\n## Revision History\n\n{head}{rows}\n")
    assert time.perf_counter() - start < 40
    assert sum(f.code == "DD707" for f in found) == 10_000
