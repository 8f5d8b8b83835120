"""A date that is none, or is not written as the template writes it.

## What it does

Reads the values of date fields and columns in the template's format and looks them up in the
calendar. In tables and prose a remark in brackets may follow.

## Why is this bad?

Dates are sorted and compared by programs. `03/04/2025` is two days, and the 30th of February
is none.

## Example

```markdown template
# [Name]

## History

| Date | Changes |
|------|---------|
| YYYY-MM-DD | [What changed] |
```

```markdown document
# Login

## History

| Date | Changes |
|------|---------|
| 2025-02-30 | first draft |
```

## Fix

Write the date in the template's format. The fix is safe where the date can mean one day only.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import Document
from designdoc.rules.dates import in_any_form, in_form, write
from designdoc.rules.support import first_line
from designdoc.rules.values import Typed, described, typed_values
from designdoc.source.regex import regex
from designdoc.template.schema import TypeKind

_REMARK = regex(r"\s*[(（].*|T\d\d:\d\d.*", re.DOTALL)
_LONGEST = 100


def check(document: Document) -> Iterator[Draft]:
    """Date values in YAML, fields and tables."""
    for value in typed_values(document, TypeKind.DATE):
        if value.node is not None and value.node.kind != "scalar":
            continue
        form = value.type.format or "YYYY-MM-DD"
        text = value.text.strip()[:_LONGEST]
        bare = text if value.node is not None else _without_remark(text)
        if in_form(bare, form) is None:
            yield _draft(document, value, bare, form)


def _without_remark(text: str) -> str:
    return _REMARK.sub("", text, count=1).strip() or text.strip("()（） ")


def _draft(document: Document, value: Typed, bare: str, form: str) -> Draft:
    day = in_any_form(bare)
    reason = f"is not written as {form}" if day else f"is no date of the form {form}"
    return Draft(
        first_line(value.source or document.source, value.span),
        f"{described(value)} {reason}" if bare else f"no {value.label} here",
        f"Write it as {write(day, form) if day else form}.",
        value.expected,
        source=value.source,
        expected_source=value.expected_source,
        fixes=_fixes(document, value, bare, write(day, form)) if day else (),
        data={"section": value.path, "field": value.label, "value": value.text, "format": form},
    )


def _fixes(document: Document, value: Typed, bare: str, right: str) -> tuple[Fix, ...]:
    if value.source is not None:  # a fix edits the document's own file
        return ()
    written = document.source.slice(value.span)
    at = written.find(bare)
    if at < 0:
        return ()
    start = value.span.start + len(written[:at].encode())
    return fix(f"Write '{right}'", Edit(start, start + len(bare.encode()), right))


RULE = Rule("DD204", "invalid-date", Severity.ERROR, "0.1.0", check)
