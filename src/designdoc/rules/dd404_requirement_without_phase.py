"""No phase of the plan builds a requirement.

## What it does

Where at least two thirds of a document's requirements are named by a phase, the others are
reported. A document whose phases do not name requirements is left alone.

## Why is this bad?

The plan can be finished, and the requirement is not there.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Phased Approach

[The phases]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-2: The mailer tells its owner.
- FR-3: The guard opens the account after 15 minutes.

## Phased Approach

1. **Phase 1**: the guard (FR-1, FR-3)
```

## Fix

Name the requirement in the phase that builds it.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (traceability).
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.citing import identifier_span, unlinked


def check(subject: Subject) -> Iterator[Draft]:
    """Requirements without a link to such a part."""
    for requirement in unlinked(subject, "phases"):
        name = requirement.id or ""
        yield Draft(
            identifier_span(subject, requirement.span, name),
            f"no phase builds {name}, though phases name other requirements",
            "Name it in the phase that builds it.",
            data={"id": name},
        )


RULE = Rule(
    "DD404",
    "requirement-without-phase",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
