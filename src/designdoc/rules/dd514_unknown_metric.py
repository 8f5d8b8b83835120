"""A metric of the document is in no string of the code.

## What it does

Looks up the names of metrics in the section on monitoring; a prefix that the code adds makes no
difference. Only in documents whose status says that the design is done, and where the code has such
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
const opened = new Counter({ name: 'gate_opened_total' })
```

````markdown document
---
status: implemented
---

# Gate

## Components

The gate.

## Logging and Monitoring

- Metric: `gate_visits_total` counts people
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
    yield from unkept(subject, "metric", "metric", "Write the metric that the code has.")


RULE = Rule(
    "DD514",
    "unknown-metric",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
