"""No test proves a requirement.

## What it does

Where at least two thirds of a document's requirements are named by a test or a criterion of
theirs is, the others are reported. A document whose tests do not name requirements is left alone.

## Why is this bad?

Nobody will notice when it stops to hold.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Testing Strategy

[What is tested]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-2: The mailer tells its owner.
- FR-3: The guard opens the account after 15 minutes.

## Testing Strategy

- FR-1: the sixth attempt is refused.
- FR-3: an attempt 15 minutes later is not.
```

## Fix

Name the requirement, or one of its criteria, at the test that proves it.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (traceability).
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.citing import identifier_span, unlinked


def check(subject: Subject) -> Iterator[Draft]:
    """Requirements that no test names, nor one of their criteria."""
    for requirement in unlinked(subject, "tests"):
        name = requirement.id or ""
        yield Draft(
            identifier_span(subject, requirement.span, name),
            f"no test names {name}, though tests name other requirements",
            "Name it, or one of its criteria, at the test that proves it.",
            data={"id": name},
        )


RULE = Rule(
    "DD405",
    "requirement-without-test",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
