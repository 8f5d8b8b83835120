"""A member of a documented type has another type in the code.

## What it does

Compares the types of members as they are written, in one spelling: white space, quotes, the order
of unions, `Array<T>` and `T[]`, `Optional[X]` and `X | None`, package qualifiers of Go and the
names of aliases make no difference. Whether a value may be absent is DD508.

## Why is this bad?

A value of the documented type does not fit.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/user.ts
export interface User {
  id: string
  age: number
}
```

````markdown document
# Gate

## Components

A user is:

```ts
interface User {
  id: string
  age: string
}
```
````

## Fix

Write the type that the code has (the fix), or change the code.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import differs


def check(subject: Subject) -> Iterator[Draft]:
    """Members whose types differ."""
    yield from differs(subject, "type")


RULE = Rule(
    "DD507",
    "member-type-differs",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
