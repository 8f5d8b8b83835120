"""A path in the document was there when its line was written, and is gone.

## What it does

Looks up each path between backticks. Where no file or folder has it, git is asked who wrote the
line, and whether the path was there then. A path that never was is left alone: it is planned, an
example, or nothing of this repository. In a sentence or section that speaks of what was ("removed",
"replaces", a history, an alternative) and in a superseded document it is information. Needs `[code]
roots` in the configuration, and a repository with its whole history.

## Why is this bad?

The reader looks for the file in vain, and does not know whether the design still holds.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts then src/gate.ts
export class Gate {}
```

```ts now src/door.ts
export const door = 1
```

````markdown document
# Gate

## Components

The gate is in `src/gate.ts`.
````

## Fix

Name what took its place; where git knows the new name, the fix writes it.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import vanished


def check(subject: Subject) -> Iterator[Draft]:
    """Paths that are gone."""
    yield from vanished(subject, "path")


RULE = Rule(
    "DD501",
    "vanished-path",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
