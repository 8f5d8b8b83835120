"""A documented dependency goes by events, HTTP, a database or injection, and no import can show it.

## What it does

Tells of dependencies between components that are both mapped to code, and that the document itself
describes as something that no import shows. Only in documents whose status says that they are done.

## Why is this bad?

Nothing tells when such a dependency is lost, unless a test does.

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
---
status: implemented
---

# Gate

## Components

- **Gate**
  - **Responsibilities**: lets people in
  - **Code**: `src/gate.ts`
  - **Dependencies**: Clock, Token store over HTTP
- **Token store**
  - **Responsibilities**: keeps tokens
  - **Code**: `src/store.ts`
- **Clock**
  - **Responsibilities**: tells the time
  - **Code**: `src/clock.ts`
````

## Fix

Name the test that would fail, where there is one; or suppress the finding here.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import view
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Documented dependencies that no import can show."""
    found = view(subject)
    if found is None or found.stage.value != "done":
        return
    mapped = {each.name for each in found.mapped if each.files}
    for each in found.verdicts:
        if each.kind == "unverifiable" and {each.source, each.target} <= mapped:
            yield Draft(
                first_line(subject.document.source, each.span),
                f"imports cannot show that {quoted(each.source)} depends on {quoted(each.target)}",
                "Name the test that would fail without it.",
                data={"source": each.source, "target": each.target},
            )


RULE = Rule(
    "DD505",
    "unverifiable-dependency",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.POSSIBLE,
)
