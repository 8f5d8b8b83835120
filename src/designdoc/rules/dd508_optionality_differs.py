"""A member may be absent in the document and not in the code, or the other way round.

## What it does

Compares optional marks, `null`, `undefined`, `None`, `Option`, `Optional` and pointers of members
whose types agree otherwise. A default value alone makes no difference.

## Why is this bad?

Somebody checks for what never is, or does not check for what may be.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/user.ts
export interface User {
  id: string
  age?: number
}
```

````markdown document
# Gate

## Components

A user is:

```ts
interface User {
  id: string
  age: number
}
```
````

## Fix

Write it as the code has it (the fix), or change the code.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import differs


def check(subject: Subject) -> Iterator[Draft]:
    """Members that may be absent on one side only."""
    yield from differs(subject, "optional")


RULE = Rule(
    "DD508",
    "optionality-differs",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
