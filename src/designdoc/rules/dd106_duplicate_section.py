"""A section of the template stands in the document more than once.

## What it does

Reports the second and further headings of the same name beside one another. Groups that the
template repeats ("Component 1", "Component 2") and equal names below different parents are no
duplicates.

## Why is this bad?

Two places answer one question, and sooner or later they answer it differently.

## Example

```markdown template
# [Name]

## Summary

[What it is about]

## Risks

[What may go wrong]
```

```markdown document
# Login

## Summary

How people sign in.

## Risks

Passwords leak.

## Risks

Tokens leak too.
```

## Fix

Join the sections, or give the second one a name of its own.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import expected, heading_span, quoted


def check(document: Document) -> Iterator[Draft]:
    """One finding per surplus heading, with the first one beside it."""
    for section in document.bound:
        if section.form.ignore or not section.duplicates:
            continue
        first = heading_span(document, section.part)
        for part in section.duplicates:
            yield Draft(
                heading_span(document, part),
                f"{quoted(part.title)} stands here a second time",
                "Join it with the first one, or give it a name of its own.",
                expected(document, section.form.span, "the template has it once"),
                related=((document.source, first, "the first one"),),
                data={"section": section.path},
            )


RULE = Rule("DD106", "duplicate-section", Severity.WARNING, "0.1.0", check)
