"""A log event of the document is in no string of the code.

## What it does

Looks up the names of log events in the section on logging: words joined by dots, underscores or
dashes. Only in documents whose status says that the design is done, and where the code has such
names at all.

## Why is this bad?

People outside rely on the name that the document gives.

## Example

````markdown template
# [Name]

## Components

[The parts]

## Logging and Monitoring

[What is logged and measured]
````

```ts now src/gate.ts
logger.info('gate.opened')
```

````markdown document
---
status: implemented
---

# Gate

## Components

The gate.

## Logging and Monitoring

- Log: `gate.was_opened` when somebody comes in
````

## Fix

Write the name that the code has, or give the code the name.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import unkept


def check(subject: Subject) -> Iterator[Draft]:
    """Names that the code does not have."""
    yield from unkept(subject, "log", "log event", "Write the event that the code logs.")


RULE = Rule(
    "DD513",
    "unknown-log-event",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
