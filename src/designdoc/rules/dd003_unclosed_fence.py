"""A code block or a comment is opened and never closed.

## What it does

Reports a fence (three backticks or tildes) or an HTML comment without its end.

## Why is this bad?

Everything below it is code, or is not shown at all: headings disappear, and the sections
beneath them count as missing.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

````markdown document
# Login

## Summary

How people sign in.

```python
def sign_in(): ...
````

## Fix

Close the block on a line of its own, with as many backticks (or tildes) as opened it; close a
comment with `-->`.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import first_line


def check(document: Document) -> Iterator[Draft]:
    """Fences first, then comments; the place is the opening line."""
    source = document.source
    ended = -1
    for fence in document.tree.fences:
        if fence.fenced and not fence.closed:
            # What should close the one, outside its list, opens the next: one cause.
            follows = fence.start <= ended + len(source.newline)
            ended = fence.end
            if follows:
                continue
            line = first_line(source, fence.span)
            marker = source.slice(line).strip()
            yield Draft(
                line,
                f"this code block ({marker[:20]}) is never closed: all below it is code",
                "Close it on a line of its own, with the same marker.",
                data={"block": "fence"},
            )
    for comment in document.tree.comments:
        if not comment.closed:
            yield Draft(
                first_line(source, comment.span),
                "this comment is never closed: what follows is hidden",
                "Close it with '-->'.",
                data={"block": "comment"},
            )


RULE = Rule("DD003", "unclosed-fence", Severity.WARNING, "0.1.0", check)
