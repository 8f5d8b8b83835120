"""The document has no title, or its title has not the form of the template's.

## What it does

Compares the first heading of level 1 with the template's: the words around its holes must be
there. `[Name] Design Document` accepts "Login Design Document". A template whose title has no
hole accepts every title.

## Why is this bad?

The title is what lists, searches and links show of the document.

## Example

```markdown template
# [Name] Design Document

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

How people sign in.
```

## Fix

Write the title in the template's form. The fix adds the words that are missing around yours; it
is unsafe, since only you know whether they then read well.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import BoundTitle, Document
from designdoc.rules.support import expected, heading_span, quoted
from designdoc.source import Span
from designdoc.source.regex import regex

_ATX = regex(r"#[ \t]+(.*?)[ \t]*(?:#+[ \t]*)?\Z")


def check(document: Document) -> Iterator[Draft]:
    """At most one finding."""
    title = document.title
    if title is None or title.fits:
        return
    asks = expected(document, title.form.span, f"the template's title: {title.form.text}")
    if title.part is None:
        yield Draft(
            document.source.line_span(1),
            "the document has no title (a heading of level 1)",
            f"Begin it with '# {title.form.text}', with your own words in the holes.",
            asks,
            data={"expected": title.form.text},
        )
        return
    span = heading_span(document, title.part)
    yield Draft(
        span,
        f"the title {quoted(title.part.title)} is not of the form '{title.form.text}'",
        f"Write it as '{title.form.text}', with your own words in the holes.",
        asks,
        fixes=_complete(document, title, span),
        data={"expected": title.form.text, "found": title.part.title},
    )


def _complete(document: Document, title: BoundTitle, span: Span) -> tuple[Fix, ...]:
    form = title.form
    match = _ATX.match(document.source.slice(span))
    words = match.group(1) if match else ""
    if len(form.holes) != 1 or not words:
        return ()
    prefix, suffix = _part(form.prefix, words, -1), _part(form.suffix, words, 1)
    new = f"{prefix}{words}{suffix}"
    if new == words:
        return ()
    return fix(f"Write '# {new}'", Edit(span.start, span.end, f"# {new}"), safe=False)


def _part(fixed: str, words: str, side: int) -> str:
    """The template's words on one side, unless the title has them already."""
    has = words.casefold().startswith if side < 0 else words.casefold().endswith
    return "" if has(fixed.strip().casefold()) else fixed


RULE = Rule("DD111", "wrong-title", Severity.WARNING, "0.1.0", check)
