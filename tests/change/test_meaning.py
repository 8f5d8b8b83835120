"""What a fact means, and the fingerprint of that."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from designdoc.change.canonical import canonical, residue, words
from designdoc.change.meaning import fingerprint, meaning
from designdoc.change.numbers import without_targets
from designdoc.model.facts import DesignModel, Requirement, Target, TypeDefinition
from designdoc.source import Span

Modelled = Callable[..., DesignModel]
SOMEWHERE, ELSEWHERE = Span(0, 9), Span(70, 90)


def requirement(text: str, identifier: str = "FR-1", span: Span = SOMEWHERE) -> Requirement:
    return Requirement(identifier, text, span)


def test_a_fingerprint_stays_what_it_is() -> None:
    """Ledgers hold them: a change here makes every accepted link suspect, so raise ``VERSION``."""
    assert fingerprint(requirement("The user signs in.")) == "f129afb9ff9ac748"


def test_a_fingerprint_knows_neither_place_nor_form_nor_identifier() -> None:
    one = fingerprint(requirement("The user  signs\nin."))
    assert one == fingerprint(requirement("The user signs in.", "FR-9", ELSEWHERE))
    assert one != fingerprint(requirement("The user signs out."))


@pytest.mark.parametrize(
    "name",
    ["functional_requirements", "quality_requirements", "components", "types", "phases", "risks",
     "alternatives", "tests", "references", "revisions", "acceptance_criteria", "data_flow"],
)  # fmt: skip
def test_every_kind_of_fact_has_a_meaning_of_its_own(modelled: Modelled, name: str) -> None:
    facts = getattr(modelled(WHOLE), name)
    assert facts, name
    moved = getattr(modelled("\n\n" + WHOLE.replace("\n", "\r\n")), name)
    assert [fingerprint(each) for each in facts] == [fingerprint(each) for each in moved]
    assert len({fingerprint(each) for each in facts}) == len(facts)


def test_a_target_is_no_word_of_its_statement() -> None:
    target = Target("latency", "<", 200.0, "ms", "p95", SOMEWHERE)
    assert without_targets("p95 < 200 ms for 3 users", [target]) == "p95 ⟨number⟩ for 3 users"
    assert without_targets("p95 < 250 ms", [target]) == "p95 < 250 ms"
    large = msgspec.structs.replace(target, value=10_000.0, unit="user")
    assert without_targets("up to 10,000 users", [large]) == "up to ⟨number⟩ users"
    assert without_targets("up to 10k", [large]) == "up to ⟨number⟩k"


def test_comments_of_a_type_are_part_of_it() -> None:
    def of(text: str) -> Any:
        return meaning(TypeDefinition("A", "ts", "interface", SOMEWHERE, (), text)).encoded

    assert of("interface A {\n // one\n}") == of("interface A { // one }")
    assert of("interface A { // one }") != of("interface A { // two }")


def test_words() -> None:
    assert canonical("  a \n b ") == "a b"
    assert canonical("日本 語 API を") == "日本語API を".replace(" ", "")
    assert words("The API, 速い!") == ["the", "api", "速", "い"]
    assert residue("graph TD; a --> b note", ["a", "b"]) == "graph TD note"


WHOLE = """# Login Design Document

## Functional Requirements

- FR-1: The user signs in
- FR-2: The user signs out

## Non-Functional Requirements

- **Performance**: p95 < 200 ms
- **Scalability**: up to 10,000 users

## Acceptance Criteria

- [ ] A used link is refused
- [x] The page names the device

## Major Components

### Component 1: Gate

- **Responsibilities**: opens
- **Dependencies**: Store

### Component 2: Store

- **Responsibilities**: keeps

## Type Definitions

```typescript
interface Session { id: string; user?: string }
```

## Data Flow

```mermaid
graph TD
  A[Gate] --> B[Store]
```

## Implementation Plan

### Phase 1: Links

- [ ] Send

### Phase 2: Locks

- [ ] Lock

## Test Strategy

### Unit Tests

- Each branch of the gate

## Alternatives Considered

### Alternative 1: Passwords

- **Pros**: known
- **Cons**: forgotten

## Risks and Mitigation

| Risk | Impact | Probability | Mitigation |
|---|---|---|---|
| Late mail | High | Low | Two providers |

## References

- [One](https://one.example)

## Revision History

| Date | Version | Changes | Author |
|---|---|---|---|
| 2026-01-10 | 1.0 | First | Ada |
"""
