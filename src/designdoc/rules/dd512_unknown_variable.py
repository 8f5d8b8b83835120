"""An environment variable of the document is read nowhere in the code.

## What it does

Looks up names in capitals between backticks on lines that speak of the environment, in the strings
of the code and in scripts and settings beside it (`.env.example`, pipelines, containers). Only in
documents whose status says that the design is done, and where the code has such names at all.

## Why is this bad?

People outside rely on the name that the document gives.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/cli.ts
const hour = process.env.GATE_HOUR
```

````markdown document
---
status: implemented
---

# Gate

## Components

The environment variable `GATE_OPENING_HOUR` sets the hour.
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
    help_ = "Write the variable that the code reads."
    yield from unkept(subject, "variable", "environment variable", help_)


RULE = Rule(
    "DD512",
    "unknown-variable",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
