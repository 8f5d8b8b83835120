"""An acceptance criterion belongs to no requirement.

## What it does

Where most acceptance criteria name a requirement or stand below one, the others are reported. A
document whose criteria stand for themselves is left alone, and so is a group of criteria below a
heading of its own ("Backward Compatibility") none of which names one: the heading says what they
prove.

## Why is this bad?

It tests something that nobody has asked for, or the requirement was forgotten.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Acceptance Criteria

- [How it is seen]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-2: The mailer tells its owner.

## Acceptance Criteria

- AC-1 (FR-1): The sixth attempt is refused.
- AC-2 (FR-2): A mail arrives within 1 minute.
- AC-3: The page has a logo.
```

## Fix

Name the requirement that the criterion proves, or write it down.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (traceability).
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.citing import canonical, proved
from designdoc.rules.support import first_line, quoted
from designdoc.source.regex import regex

_QUALITY = regex(r"NFR|quality|non-?functional|general|regression|非機能|品質|全般", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Draft]:
    """Criteria without a requirement, among criteria that have one."""
    model = subject.model
    requirements = {canonical(fact.id) for fact in model.functional_requirements if fact.id}
    requirements |= {canonical(fact.id) for fact in model.quality_requirements if fact.id}
    if not requirements:
        return
    nested = {c.span for fact in model.functional_requirements for c in fact.criteria}
    orphans = [
        criterion
        for criterion in model.acceptance_criteria
        if criterion.span not in nested
        and requirements.isdisjoint(proved(criterion))
        and not _QUALITY.search(f"{criterion.id} {criterion.group}")
    ]
    if len(model.acceptance_criteria) - len(orphans) < 2 * len(orphans):
        return
    alone = {criterion.span for criterion in orphans}
    linked = {c.group for c in model.acceptance_criteria if c.span not in alone}
    source = subject.document.source
    for criterion in orphans:
        if criterion.group and criterion.group not in linked:
            continue
        name = criterion.id or criterion.text
        yield Draft(
            first_line(source, criterion.span),
            f"the criterion {quoted(name)} belongs to no requirement, though others do",
            "Name the requirement that it proves.",
            data={"criterion": criterion.id or criterion.text},
        )


RULE = Rule(
    "DD415",
    "orphan-criterion",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
