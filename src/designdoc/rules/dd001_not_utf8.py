"""The file holds bytes that are not UTF-8.

## What it does

Reports the first run of bytes that no UTF-8 decoder accepts. The rest of the file is checked
as usual; each such byte counts as one question mark.

## Why is this bad?

Every reader of the file shows something else in that place: a replacement character, a wrong
letter, or nothing. Some tools refuse the whole file.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document latin-1
# Café

## Summary

A café for designs.
```

## Fix

Save the file as UTF-8. `iconv -f latin1 -t utf-8 old.md > new.md` converts a file of a known
encoding.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document


def check(document: Document) -> Iterator[Draft]:
    """One finding per file: what follows is most likely of the same cause."""
    sources = [document.source, *(yaml.source for yaml in document.side_files)]
    for source in sources:
        span = source.undecodable
        if span is not None:
            raw = source.data[span.start : span.end][:8].hex(" ")
            yield Draft(
                span,
                f"bytes that are not UTF-8: {raw}",
                "Save the file as UTF-8, or retype the character.",
                source=source,
                data={"bytes": raw},
            )


RULE = Rule("DD001", "not-utf8", Severity.ERROR, "0.1.0", check)
