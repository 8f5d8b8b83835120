"""A symbol in the document was declared when its line was written, and is gone.

## What it does

Looks up each symbol between backticks (with a hump, an underscore, a dot or brackets). Where no
code has the word any more, history is asked for the declaration that it had when the line was
written. A word that was only used there, and one that never was, is left alone. Sentences and
sections that speak of what was, and superseded documents, give information. A symbol whose file is
gone too is told with the file.

## Why is this bad?

The reader looks for the symbol in vain, and does not know whether the design still holds.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts then src/gate.ts
export class GateKeeper { open(): void {} }
```

```ts now src/gate.ts
export const door = 1
```

````markdown document
# Gate

## Components

The door is opened by `GateKeeper`.
````

## Fix

Name what took its place. Where one symbol of the same file is like it, the fix writes that name.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import vanished


def check(subject: Subject) -> Iterator[Draft]:
    """Symbols that are gone."""
    yield from vanished(subject, "symbol")


RULE = Rule(
    "DD502",
    "vanished-symbol",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
