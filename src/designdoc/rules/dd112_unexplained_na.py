"""A required section says that it does not apply, and not why.

## What it does

Reports a bare `N/A`, "Not applicable" or 該当なし under a required heading.

## Why is this bad?

"Does not apply" is a decision. Without its reason nobody can see whether it still holds, or
whether somebody only wanted to be done.

## Example

```markdown template
# [Name]

## Migration

[How existing data gets there]
```

```markdown document
# Login

## Migration

N/A
```

## Fix

Add the reason on the same line: `N/A — there is no existing data`.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import expected, quoted, trimmed


def check(document: Document) -> Iterator[Draft]:
    """Sections that do not apply without a reason."""
    for section in document.bound:
        na = section.not_applicable
        if na is None or na.reason or section.form.ignore:
            continue
        if document.is_required(section.form):
            yield Draft(
                trimmed(document.source, na.span),
                f"{quoted(section.part.title)} does not apply, but nothing says why",
                "Add the reason: 'N/A — …'.",
                expected(document, section.form.span, "the template requires the section"),
                data={"section": section.path},
            )


RULE = Rule("DD112", "unexplained-na", Severity.WARNING, "0.1.0", check)
