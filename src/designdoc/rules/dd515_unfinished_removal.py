"""A document that is done says to remove a file or symbol, and it is still there.

## What it does

Looks at sentences and tasks that begin with "remove", "delete" or "drop" and name one path or
symbol and nothing of it. Only in documents whose status says that the design is done.

## Why is this bad?

The design counts as built, and a part of its work is left over.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/gate.ts
export class GateKeeper {}
```

````markdown document
---
status: implemented
---

# Gate

## Components

- Remove `src/gate.ts`
````

## Fix

Remove it, or say that it stays.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import view
from designdoc.rules.support import quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Names that were to be removed."""
    found = view(subject)
    if found is None or found.stage.value != "done":
        return
    for each in found.unremoved:
        yield Draft(
            each.span,
            f"the design is said to be done, and {quoted(each.text)} is still there",
            f"Remove {quoted(each.text)}, or say that it stays.",
            data={"name": each.text},
        )


RULE = Rule(
    "DD515",
    "unfinished-removal",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
