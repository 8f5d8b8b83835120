"""A component imports another one that it does not name among its dependencies.

## What it does

Maps components to files, and compares the imports between them with the documented dependencies and
the arrows of diagrams (a reflexion model). Reported only for a component that says what it depends
on, and where both are mapped by a path, a type or a symbol and share no file. Tests and imports of
types alone do not count.

## Why is this bad?

Who changes the other component does not know whom it touches; the design is not what is built.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/gate.ts
import { Store } from './store'
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
  - **Dependencies**: Clock
- **Store**
  - **Responsibilities**: keeps tokens
  - **Code**: `src/store.ts`
- **Clock**
  - **Responsibilities**: tells the time
  - **Code**: `src/clock.ts`
````

## Fix

Name the dependency in the document, or take the import out.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import lowered, view
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Imports between components that no edge allows."""
    found = view(subject)
    for each in found.verdicts if found else ():
        if each.kind == "divergence" and found is not None:
            yield Draft(
                first_line(subject.document.source, each.span),
                f"{quoted(each.source)} imports {quoted(each.target)} ({each.path}:{each.line}), "
                f"and does not name it among its dependencies",
                f"Add {quoted(each.target)} to the dependencies, or take the import out.",
                data={
                    "source": each.source,
                    "target": each.target,
                    "import": f"{each.path}:{each.line}",
                },
                severity=lowered(found),
            )


RULE = Rule(
    "DD503",
    "undocumented-dependency",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
