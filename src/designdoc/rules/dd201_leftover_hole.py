"""A placeholder of the template still stands in the document.

## What it does

Looks for the holes of the template: bracketed words anywhere, tokens such as `NNNN` or
`YYYY-MM-DD` in their own place, choices left whole (`High/Medium/Low`), blanks that are still
blank, and code blocks that are empty or hold the template's own sample. Brackets that the
template does not have are the author's own text; holes in code, links and comments count only
where the template has them there.

## Why is this bad?

The author has not got there yet, or has overlooked it. Either way the document is not done.

## Example

```markdown template
# [Name]

## Summary

[What it is about, for somebody new]
```

```markdown document
# Login

## Summary

[What it is about, for somebody new]
```

## Fix

Replace the hole by what it asks for.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.hole_text import section_at
from designdoc.rules.holes import Leftover, leftovers
from designdoc.rules.support import expected, first_line, quoted
from designdoc.source import Span


def check(document: Document) -> Iterator[Draft]:
    """One finding per hole and occurrence."""
    for leftover in leftovers(document):
        path = () if leftover.source else section_at(document, leftover.span.start)
        yield Draft(
            leftover.span,
            _message(leftover),
            "Write what it asks for in its place.",
            _asks(document, leftover),
            source=leftover.source,
            expected_source=leftover.origin_source,
            data={"hole": leftover.words, "section": path},
        )


def _message(leftover: Leftover) -> str:
    if leftover.blank:
        return f"{quoted(leftover.words)} is still blank, as in the template"
    return f"the template's placeholder {quoted(leftover.words)} is still here"


def _asks(document: Document, leftover: Leftover) -> tuple[Span, str]:
    words = "the placeholder in the template"
    if leftover.origin_source is not None:
        return first_line(leftover.origin_source, leftover.origin), words
    return expected(document, leftover.origin, words)


RULE = Rule("DD201", "leftover-hole", Severity.ERROR, "0.1.0", check)
