"""Questions to a workspace: definition, references, coverage, impact; and what many links cost."""

import time
from collections.abc import Callable, Mapping

import pytest

from designdoc.workspace import Kind, Workspace, link

Linked = Callable[[Mapping[str, str]], Workspace]

ORDER = """\
# Order Design Document

## Requirements

### Functional Requirements

- **FR-1**: A guest orders a dish at the `Till`.
- **FR-2**: The kitchen sees the dish.
- **FR-3**: Nobody needs this.

### Acceptance Criteria

- [x] **AC-1** (FR-2): When a dish is ordered, the screen shall show it.

### Non-Functional Requirements

- **Performance**: within 2 seconds

## Components

### Till

- **Responsibilities**: takes orders
- **Interface**: `order(dish: Dish)`
- **Dependencies**: Printer

### Printer

- **Responsibilities**: prints
- **Interface**: `print(text)`
- **Dependencies**: none

### Screen

- **Responsibilities**: shows FR-2
- **Interface**: `show(dish: Dish)`
- **Dependencies**: Till

## Type Definitions

```typescript
interface Dish { name: string }
```

## Implementation Plan

### Phase 1: Kitchen

- [x] FR-1 and FR-2

## Testing Strategy

### Unit Tests

- AC-1 on a slow screen
- FR-1 with no dish
"""


@pytest.fixture(scope="module")
def order(linked: Linked) -> Workspace:
    """One document with every kind of link."""
    return linked({"docs/order.md": ORDER})


def test_coverage_counts_what_criteria_and_items_are_linked_to(order: Workspace) -> None:
    coverage = order.coverage()
    states = {row.node.written or row.node.title: row.state for row in coverage.rows}
    assert states == {
        "FR-1": "linked",
        "FR-2": "linked",  # its test cites the criterion, its phase is that of an item
        "FR-3": "unlinked",
        "Performance": "unlinked",
    }
    assert (coverage.linked, coverage.percent) == (2, 66.6)
    second = coverage.rows[1]
    assert [node.title for node in second.cells[Kind.PHASE]] == ["Phase 1: Kitchen"]
    assert [node.kind for node in second.cells[Kind.TEST]] == [Kind.TEST]


def test_coverage_of_nothing_is_none(linked: Linked) -> None:
    assert linked({"a.md": "# A Design Document\n"}).coverage().percent is None


def test_definition_and_references(order: Workspace) -> None:
    node = order.definition("docs/order.md#FR-2")
    assert node is not None
    assert (node.line, node.kind) == (8, Kind.REQUIREMENT)
    assert {link.source.partition("#")[2] for link in order.references(node.id)} == {
        "component/screen", "phase-item/fr-1-and-fr-2",
    }  # fmt: skip
    assert order.definition("docs/order.md#FR-9") is None


@pytest.mark.parametrize(
    "name",
    ["FR-1", "fr1", "FR-001", "docs/order.md#FR-1", "order.md#FR-1", "order/FR-1", "docs/FR-1"],
)
def test_what_people_call_a_thing(order: Workspace, name: str) -> None:
    assert [node.id for node in order.find(name)] == ["docs/order.md#FR-1"]


def test_a_name_finds_the_component_before_its_like(order: Workspace) -> None:
    assert [node.id for node in order.find("till")] == ["docs/order.md#component/till"]
    assert order.find("order of the day") == ()
    assert order.find("other.md#FR-1") == ()


def test_an_identifier_of_two_documents_is_two_things(linked: Linked) -> None:
    found = linked({"a.md": ORDER, "b.md": ORDER})
    assert [node.id for node in found.find("FR-1")] == ["a.md#FR-1", "b.md#FR-1"]
    assert [node.id for node in found.find("b/FR-1")] == ["b.md#FR-1"]


def test_impact_goes_both_ways_and_says_why(order: Workspace) -> None:
    touched = order.impact("docs/order.md#component/printer")
    by_id = {step.node.id.partition("#")[2]: step for step in touched.steps}
    assert by_id.keys() >= {"component/till", "component/screen", "FR-1", "FR-2"}
    chain = touched.chain(by_id["FR-1"])
    assert [(link.source.partition("#")[2], link.relation.value) for link in chain] == [
        ("component/till", "depends-on"), ("FR-1", "names"),
    ]  # fmt: skip
    assert by_id["component/till"].distance == 1
    assert [step.distance for step in touched.steps] == sorted(s.distance for s in touched.steps)


def test_impact_does_not_run_through_a_phase_or_up_a_dependency(order: Workspace) -> None:
    touched = {step.node.id.partition("#")[2] for step in order.impact("docs/order.md#FR-1").steps}
    assert "phase/phase-1-kitchen" in touched  # as a whole
    assert "component/printer" not in touched  # the till uses it, and may change without it
    assert "FR-3" not in touched


def test_a_duplicate_identifier_is_told_and_the_first_is_meant(linked: Linked) -> None:
    found = linked({"a.md": ORDER.replace("**FR-3**: Nobody", "**FR-2**: Nobody")})
    (double,) = found.duplicates
    assert (double.written, [node.line for node in double.nodes]) == ("FR-2", [8, 9])
    assert found.definition("a.md#FR-2") == double.nodes[0]
    assert len({node.id for node in found.nodes}) == len(found.nodes)


@pytest.mark.no_cover
def test_ten_thousand_requirements_in_one_document(linked: Linked) -> None:
    def text(count: int) -> str:
        items = "".join(
            f"- **FR-{n}**: does it in `Part {n % 300}`, as FR-{n % count + 1} does\n"
            for n in range(1, count + 1)
        )
        parts = "".join(
            f"### Part {n}\n\n- **Responsibilities**: FR-{n + 1}\n"
            f"- **Dependencies**: Part {(n + 1) % 300}\n\n"
            for n in range(300)
        )
        head = "# Big Design Document\n\n## Functional Requirements\n\n"
        return f"{head}{items}\n## Components\n\n{parts}"

    start = time.process_time()
    found = linked({"big.md": text(10_000)})
    coverage = found.coverage()
    assert len(found.cycles()) == 1
    seconds = time.process_time() - start
    assert len(coverage.requirements) == 10_000
    assert coverage.having(Kind.COMPONENT) == 10_000
    assert seconds < 20  # some 1.5 on a fast machine; growth with the square would take minutes


@pytest.mark.no_cover
def test_ten_times_the_documents_take_some_ten_times_the_time(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    def seconds(count: int) -> float:
        pairs = [modelled(f"docs/d{n}/design.md", ORDER) for n in range(count)]
        start = time.process_time()
        found = link(pairs)  # type: ignore[arg-type]
        assert len(found.coverage().requirements) == 3 * count
        return time.process_time() - start

    small = min(seconds(30) for _ in range(3))
    assert seconds(300) < 25 * small  # ten times, with room for a busy machine


def test_things_of_one_name_have_ids_of_their_own(linked: Linked) -> None:
    parts = "### Pump\n\n- **Responsibilities**: x\n\n" * 3
    found = linked({"a.md": f"# A Design Document\n\n## Components\n\n{parts}"})
    ids = [node.id for node in found.nodes if node.kind is Kind.COMPONENT]
    assert ids == ["a.md#component/pump", "a.md#component/pump-2", "a.md#component/pump-3"]
