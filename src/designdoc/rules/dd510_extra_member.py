"""An exhaustive type has more members in the code, or a function needs more parameters.

## What it does

Members: only for code blocks that say `exhaustive` behind their language; other blocks may leave
members out. Parameters: of a function that is declared once and shares half of its documented
parameters, those without a default that the document does not show. Where the document leaves
something out (`...`), or either side takes any number, nothing is said. Parameters are information.

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
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import ahead, at, differing, mild, owner
from designdoc.rules.support import first_line, listed, quoted

if TYPE_CHECKING:
    from designdoc.code.view import Dated


def check(subject: Subject) -> Iterator[Draft]:
    """Members that an exhaustive block does not show; parameters, a finding for each function."""
    functions: dict[str, list[Dated]] = {}
    for each in differing(subject, "extra"):
        if each.difference.parameter:
            functions.setdefault(each.difference.type, []).append(each)
        else:
            yield _member(subject, each)
    for needed in functions.values():
        yield _parameters(subject, needed)


def _member(subject: Subject, each: "Dated") -> Draft:
    one = each.difference
    return Draft(
        first_line(subject.document.source, one.span),
        f"{quoted(one.type)} has {quoted(one.member)} in the code ({at(one)}), and this block "
        f"is said to show every member{ahead(each.document, each.code)}",
        f"Show {quoted(one.member)}, or take the mark 'exhaustive' off.",
        data={"type": one.type, "member": one.member, "code": at(one)},
        severity=mild(subject),
    )


def _parameters(subject: Subject, needed: "list[Dated]") -> Draft:
    first = needed[0]
    one = first.difference
    names = [each.difference.member for each in needed]
    shown = listed([quoted(name) for name in names], "and")
    it = "it" if len(names) == 1 else "them"
    return Draft(
        first_line(subject.document.source, one.span),
        f"{owner(one)} needs {shown} in the code ({at(one)}), and is shown without {it} here"
        f"{ahead(first.document, first.code)}",
        f"Show {shown}, or give {it} a default in the code.",
        data={"type": one.type, "members": names, "code": at(one)},
        severity=Severity.INFO,  # its precision was measured on too few
    )


RULE = Rule(
    "DD510",
    "extra-member",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
