"""A documented type has a member that the declared type does not have.

## What it does

Finds each type of a code block in the code by its name, preferring the files of the component
around it, and looks for its members, inherited ones included. A type that shares less than 30% of
the members is another one. Members that only the code has are fine, unless the block is marked
`exhaustive` (DD510). Of a type that is shown twice the last counts. Not reported for proposals, nor
in sections that speak of what was.

## Why is this bad?

Who writes against the document writes against something that is not there.

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

```ts
interface User {
  id: string
  name: string
  mail: string
}
```
````

## Fix

Take the member out of the document, or add it to the code.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Edit, Severity
from designdoc.rules.code import ahead, at, differing, line_of, mild, owner
from designdoc.rules.support import first_line, listed, quoted

if TYPE_CHECKING:
    from designdoc.code.view import Dated


def check(subject: Subject) -> Iterator[Draft]:
    """Members that the code has no more, a finding for each type."""
    groups: dict[str, list[Dated]] = {}
    for each in differing(subject, "member"):
        groups.setdefault(each.difference.type, []).append(each)
    for name, members in groups.items():
        yield _draft(subject, name, members)


def _draft(subject: Subject, name: str, members: "list[Dated]") -> Draft:
    source = subject.document.source
    first = members[0]
    names = [each.difference.member for each in members]
    shown = listed([quoted(each) for each in names[:_MOST]], "and")
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    verb = "is" if len(names) == 1 else "are"
    lines = [line_of(subject, each.difference.span) for each in members]
    whole = len({span.start for span in lines}) == len(lines) and not first.difference.parameter
    edits = [Edit(span.start, span.end, "") for span in lines] if whole else []
    title = f"Take {shown}{more} out of the document"
    return Draft(
        first_line(source, first.difference.span),
        f"{shown}{more} of {owner(first.difference)} {verb} not in the code "
        f"({at(first.difference)}){ahead(first.document, first.code)}",
        f"Take {shown}{more} out of the document, or add it to the code.",
        related=tuple(
            (source, first_line(source, each.difference.span), "this one as well")
            for each in members[1:_MOST]
        ),
        fixes=fix(title, *edits, safe=False) if edits else (),
        data={"type": name, "members": names, "code": at(first.difference)},
        severity=mild(subject),
    )


_MOST = 4  # members that a message names


RULE = Rule(
    "DD506",
    "missing-member",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
