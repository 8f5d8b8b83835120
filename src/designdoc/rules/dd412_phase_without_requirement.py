"""A phase of the plan names no requirement.

## What it does

Where most phases name requirements by identifier, the others are reported. A document whose
phases do not name requirements is left alone.

## Why is this bad?

Nobody can say what has been gained when the phase is done.

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

## Phased Approach

1. **Phase 1**: the guard (FR-1)
2. **Phase 2**: the mailer (FR-2)
3. **Phase 3**: some more work
```

## Fix

Name the requirements that the phase fulfils, or take it out.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import Phase
from designdoc.model.identifiers import citations
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Phases without an identifier, among phases that have some."""
    model = subject.model
    functional = any(fact.id for fact in model.functional_requirements)
    if not functional and not any(fact.id for fact in model.quality_requirements):
        return
    without = [phase for phase in model.phases if not _names(phase)]
    with_names = len(model.phases) - len(without)
    if with_names <= len(without):
        return
    source = subject.document.source
    for phase in without:
        yield Draft(
            first_line(source, phase.span),
            f"the phase {quoted(phase.title)} names no requirement, though other phases do",
            "Name the requirements that it fulfils.",
            data={"phase": str(phase.order)},
        )


def _names(phase: Phase) -> bool:
    return any(citations(text) for text in (phase.title, *(item.text for item in phase.items)))


RULE = Rule(
    "DD412",
    "phase-without-requirement",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
