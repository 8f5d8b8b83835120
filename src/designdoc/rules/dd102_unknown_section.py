"""A section that the template does not have.

## What it does

Lists the sections of the author's own. Only the topmost is named: sections inside it belong
to it. Information only, since most documents rightly have something more to say.

## Why is this bad?

Often it is not. But a section that readers do not expect is one that they do not look for,
and at times it is a template section under a name that nobody recognises.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

How people sign in.

## Lunch menu

Soup, and then some.
```

## Fix

Leave it, move its content to a section of the template, or give it the template's name.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import heading_span, name_of, quoted


def check(document: Document) -> Iterator[Draft]:
    """One finding per topmost unknown section."""
    for unknown in document.unknown:
        within = f" within '{name_of(unknown.parent)}'" if unknown.parent else ""
        yield Draft(
            heading_span(document, unknown.part),
            f"the template has no section {quoted(unknown.part.title)}{within}",
            "Keep it if it is wanted; else move its content to a section of the template.",
            data={"section": unknown.parent, "found": unknown.part.title},
        )


RULE = Rule("DD102", "unknown-section", Severity.INFO, "0.1.0", check)
