"""A command-line flag of the document is in no string of the code.

## What it does

Looks up flags between backticks on lines that speak of flags, options or arguments, in the strings
of the code and in scripts and settings beside it; those of well-known tools, and those that every
program has, are left alone. Only in documents whose status says that the design is done, and
where the code has such names at all.

## Why is this bad?

People outside rely on the name that the document gives.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/cli.ts
parser.add('--open-at')
```

````markdown document
---
status: implemented
---

# Gate

## Components

The flag `--close-at` sets the hour.
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
    yield from unkept(subject, "flag", "flag", "Write the flag that the program has.")


RULE = Rule(
    "DD511",
    "unknown-flag",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
