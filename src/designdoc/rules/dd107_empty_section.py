"""A required section has a heading and nothing below it.

## What it does

Reports required sections without content. Comments are no content, and neither is the
template's own guidance. A section whose sub-sections have content is not empty, nor is one
that says `N/A`.

## Why is this bad?

The heading says that the question was answered, and the answer is not there.

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
```

## Fix

Write the section, or write `N/A — ` and the reason.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import BoundSection, Document
from designdoc.rules.guidance import only_guidance
from designdoc.rules.support import expected, heading_span, quoted
from designdoc.rules.swallowed import begins_in, swallowed


def check(document: Document) -> Iterator[Draft]:
    """Required sections that are empty, or that hold guidance only."""
    blocks = swallowed(document)
    for section in document.bound:
        if section.form.ignore or not document.is_required(section.form):
            continue
        if begins_in(blocks, section):
            continue  # its text is there, in a comment that is never closed: DD003
        guidance = only_guidance(document, section)
        if section.empty or guidance:
            yield _draft(document, section, guidance)


def _draft(document: Document, section: BoundSection, guidance: bool) -> Draft:
    title = quoted(section.part.title)
    message = (
        f"{title} holds nothing but the template's guidance" if guidance else f"{title} is empty"
    )
    return Draft(
        heading_span(document, section.part),
        message,
        "Write the section; if it does not apply, write 'N/A — ' and the reason.",
        expected(document, section.form.span, f"the template requires it: {section.form.because}"),
        data={"section": section.path},
    )


RULE = Rule("DD107", "empty-section", Severity.ERROR, "0.1.0", check)
