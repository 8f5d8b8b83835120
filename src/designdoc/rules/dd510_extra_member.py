"""A type whose code block is marked `exhaustive` has more members in the code, or a function more
parameters.

## What it does

Members: only for code blocks that say `exhaustive` behind their language; other blocks may leave
members out. Parameters: of a function that is declared once and shares half of its documented
parameters, those without a default that the document does not show. Where the document leaves
something out (`...`), or either side takes any number, nothing is said.

## Why is this bad?

The document says that it shows everything, and does not.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts now src/user.ts
export interface User {
  id: string
  name: string
}
```

````markdown document
# Gate

## Components

A user is:

```ts exhaustive
interface User {
  id: string
}
```
````

## Fix

Show the member, or take the mark off.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import ahead, at, differing, mild
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Members that an exhaustive block does not show."""
    for each in differing(subject, "extra"):
        one = each.difference
        message = (
            f"{quoted(one.type)} has {quoted(one.member)} in the code ({at(one)}), and this block "
            f"is said to show every member"
        )
        help_ = f"Show {quoted(one.member)}, or take the mark 'exhaustive' off."
        if one.parameter:
            message = (
                f"the function {quoted(one.type)} needs {quoted(one.member)} in the code "
                f"({at(one)}), and is shown without it here"
            )
            help_ = f"Show {quoted(one.member)}, or give it a default in the code."
        yield Draft(
            first_line(subject.document.source, one.span),
            message + ahead(each.document, each.code),
            help_,
            data={"type": one.type, "member": one.member, "code": at(one)},
            severity=mild(subject),
        )


RULE = Rule(
    "DD510",
    "extra-member",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
