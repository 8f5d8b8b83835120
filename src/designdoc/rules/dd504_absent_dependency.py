"""A component names a dependency, and none of its files imports it.

## What it does

Looks for an import from the files of one component to those of the other, or to parts of them. Only
plain dependencies count: what goes by events, HTTP, a database or injection is no import (DD505).
Both components have to be mapped by a path, a type or a symbol. Not reported for proposals.

## Why is this bad?

Somebody plans around a dependency that is not there, or it was lost.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/gate.ts
import { Clock } from './clock'
export class Gate {}
```

```ts now src/store.ts
export class Store {}
```

```ts now src/clock.ts
export class Clock {}
```

````markdown document
# Gate

## Components

- **Gate**
  - **Responsibilities**: lets people in
  - **Code**: `src/gate.ts`
  - **Dependencies**: Clock, Store
- **Store**
  - **Responsibilities**: keeps tokens
  - **Code**: `src/store.ts`
- **Clock**
  - **Responsibilities**: tells the time
  - **Code**: `src/clock.ts`
````

## Fix

Take the dependency out of the document, or say how it works if not by an import.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import holds, lowered, view
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Documented dependencies without an import."""
    found = view(subject)
    if found is None or not holds(found):
        return
    for each in found.verdicts:
        if each.kind == "absence":
            yield Draft(
                first_line(subject.document.source, each.span),
                f"{quoted(each.source)} names {quoted(each.target)} as a dependency, "
                f"and none of its files imports it",
                "Take the dependency out, or say how it works if not by an import.",
                data={"source": each.source, "target": each.target},
                severity=lowered(found),
            )


RULE = Rule(
    "DD504",
    "absent-dependency",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
