"""A documented type is declared nowhere in the code, or only as something of another sort.

## What it does

Also says where the name is of an enumeration, an alias of values, a function or an interface now,
and was documented as a type with members, and the other way round. In languages where a class is an
interface too that is no difference; where anything of the documented sort has the name, nothing is
said.

Reported where the type was declared when its lines were written, and where the status of the
document says that the design is done. A type of a proposal, and one that never was, is planned.

## Why is this bad?

The reader looks for the type in vain.

## Example

````markdown template
# [Name]

## Components

[The parts]
````

```ts then src/user.ts
export interface Visitor {
  id: string
  name: string
}
```

```ts now src/user.ts
export const nobody = 1
```

````markdown document
# Gate

## Components

A visitor is:

```ts
interface Visitor {
  id: string
  name: string
}
```
````

## Fix

Show the type that took its place, or take it out.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.code import ahead, at, differing, lowered, mild, view
from designdoc.rules.support import first_line, quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Types that no code declares, or none of their sort."""
    found = view(subject)
    yield from _of_another_sort(subject)
    for each in found.missing_types if found else ():
        name = each.documented.name
        if each.gone:
            end = f"was declared in {quoted(each.gone.path)} until {each.gone.day}, and is not now"
            end = end if each.gone.day.year < 9999 else "is declared no more on the disk"
        else:
            end = "is declared nowhere in the code, and the design is said to be done"
        word = "function" if each.documented.kind == "function" else "type"
        like = f"; {quoted(each.now)} is like it" if each.now else ""
        yield Draft(
            first_line(subject.document.source, each.documented.span),
            f"the {word} {quoted(name)} {end}{like}",
            "Show the type that took its place, or take it out.",
            data={"type": name, "now": each.now},
            severity=lowered(found) if found else None,
        )


def _of_another_sort(subject: Subject) -> Iterator[Draft]:
    for each in differing(subject, "kind"):
        one = each.difference
        yield Draft(
            first_line(subject.document.source, one.span),
            f"{quoted(one.type)} is {one.documented} here and {one.declared} in the code "
            f"({at(one)}){ahead(each.document, each.code)}",
            "Show it as the code declares it, or change the code.",
            data={"type": one.type, "now": one.type, "code": at(one)},
            severity=mild(subject),
        )


RULE = Rule(
    "DD509",
    "missing-type",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
