"""A file is larger or nested deeper than the limits.

## What it does

Reports a file of more bytes than `limits.max_bytes` (10,000,000 unless configured otherwise),
blocks nested more than 60 deep, and YAML that is too large, too deep, or contains itself.

## Why is this bad?

No design document is that large. A file beyond the limits is generated, or made to slow the tool
down; what lies beyond a limit is not checked, and a run must not be silent about that.

## Example

A document whose quotes are nested deeper than any reader could follow:

```markdown
# Login Design Document

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Deep
```

## Fix

Split the document, or flatten what is nested. A larger file can be allowed:

```toml
[limits]
max_bytes = 20_000_000
```
"""

from collections.abc import Iterator

from designdoc.checking import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.source import Span

_YAML_LIMITS = ("YAML of more than", "YAML that contains itself")


def check(document: Document) -> Iterator[Draft]:
    """Depth of blocks, and size and depth of YAML."""
    if document.tree.too_deep:
        yield Draft(
            document.tree.too_deep,
            "blocks are nested deeper here than the limit of 60; what lies deeper is not checked",
            "Flatten the nested quotes or lists.",
        )
    for bound in (document.front_matter, *document.side_files):
        for problem in bound.tree.problems if bound else ():
            if problem.message.startswith(_YAML_LIMITS):
                yield Draft(
                    problem.span,
                    f"{problem.message}; it is not checked",
                    "Shorten the YAML.",
                    source=bound.source if bound else None,
                )


def too_large(size: int, limit: int) -> Draft:
    """The finding for a file that is not read at all."""
    return Draft(
        Span(0, 0),
        f"the file has {size:,} bytes, the limit is {limit:,}; it is not checked",
        "Split the document, or raise max_bytes in [limits] of the configuration.",
        data={"bytes": size, "limit": limit},
    )


RULE = Rule("DD004", "over-limit", Severity.ERROR, "0.1.0", check)
