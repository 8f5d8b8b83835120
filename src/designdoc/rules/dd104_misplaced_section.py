"""A section stands in another place than in the template.

## What it does

Compares the order of the sections with the template's and names the fewest that would have to
move. A section that is moved takes its sub-sections along: one finding.

## Why is this bad?

People who read many documents of a kind find things by their place.

## Example

```markdown template
# [Name]

## Summary

[What it is about]

## Design

[How it works]

## Risks

[What may go wrong]
```

```markdown document
# Login

## Design

A form and a table.

## Risks

Passwords leak.

## Summary

How people sign in.
```

## Fix

Move the section with all below it. The fix does so; it is unsafe, because text may refer to
what stands above or below.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import BoundSection, Document
from designdoc.rules.support import expected, heading_span, quoted
from designdoc.source.once import once
from designdoc.source.regex import regex

_WHERE = regex(r"(after|before|inside) '(.*)'\Z", re.DOTALL)


def check(document: Document) -> Iterator[Draft]:
    """The sections that binding found outside their order."""
    for section in document.bound:
        if section.misplaced and not section.form.ignore:
            yield Draft(
                heading_span(document, section.part),
                f"{quoted(section.part.title)} should stand {section.misplaced}",
                f"Move the section, with all below it, {section.misplaced}.",
                expected(document, section.form.span, "its place in the template"),
                fixes=_move(document, section),
                data={"section": section.path, "place": section.misplaced},
            )


def _move(document: Document, section: BoundSection) -> tuple[Fix, ...]:
    where = _WHERE.match(section.misplaced)
    anchor = _by_name(document).get(where.group(2)) if where else None
    if where is None or anchor is None or anchor.part.span == section.part.span:
        return ()
    moved = section.part.span
    at = anchor.part.span.start if where.group(1) == "before" else anchor.part.span.end
    if moved.start <= at <= moved.end:
        return ()
    newline = document.source.newline
    text = document.source.slice(moved).rstrip() + newline
    text += newline if at < len(document.source.data) else ""
    before = document.source.masked[max(0, at - 4) : at].replace(b"\r", b"")
    if not before.endswith(b"\n\n"):
        text = newline * (1 if before.endswith(b"\n") else 2) + text
    edits = (Edit(moved.start, moved.end, ""), Edit(at, at, text))
    return fix(f"Move it {section.misplaced}", *edits, safe=False)


@once
def _by_name(document: Document) -> dict[str, BoundSection]:
    found: dict[str, BoundSection] = {}
    for section in document.bound:
        # The last instance of a repeated group: what follows the group follows all of it.
        found[section.form.name] = section
    return found


RULE = Rule("DD104", "misplaced-section", Severity.WARNING, "0.1.0", check)
