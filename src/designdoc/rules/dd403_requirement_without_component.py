"""No component takes care of a requirement.

## What it does

Where at least two thirds of a document's requirements are named by the architecture, the data
flow, a component, a type or a row of a matrix, or name a component themselves, the others are
reported. A document that does not link its requirements so is left alone.

## Why is this bad?

What belongs to no part is built by nobody, or by everybody a little.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Major Components

[The parts]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-2: The mailer tells its owner.
- FR-3: The server opens the account after 15 minutes.

## Major Components

- **Guard**: counts wrong passwords (FR-1, FR-3).
```

## Fix

Name the requirement at the component that fulfils it.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (traceability).
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.citing import identifier_span, unlinked


def check(subject: Subject) -> Iterator[Draft]:
    """Requirements that no component names, and that name no component."""
    if not subject.model.components:
        return
    for requirement in unlinked(subject, "components"):
        name = requirement.id or ""
        yield Draft(
            identifier_span(subject, requirement.span, name),
            f"no component takes care of {name}, though others are named by one",
            "Name it at the component that fulfils it.",
            data={"id": name},
        )


RULE = Rule(
    "DD403",
    "requirement-without-component",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
