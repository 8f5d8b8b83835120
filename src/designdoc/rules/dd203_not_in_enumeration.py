"""A value is none of those that the template allows.

## What it does

Compares values with the choices of the template: `High/Medium/Low` in a table's cell,
`draft | done` in the front matter. In prose and tables case does not matter, and a remark may
follow (`Low (rarely used)`); in YAML, which programs read, the value must be exact.

## Why is this bad?

Reports and filters count by value: a document with `imlpemented` is in none of their lists.

## Example

```markdown template
# [Name]

## Risks

| Risk | Impact |
|------|--------|
| [Risk] | High/Medium/Low |
```

```markdown document
# Login

## Risks

| Risk | Impact |
|------|--------|
| Passwords leak | Enormous |
```

## Fix

Use one of the allowed values. Where only the case differs the fix is safe, for a near miss it
is offered as unsafe.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import Document
from designdoc.rules.enumerations import Reading, read
from designdoc.rules.support import first_line, listed
from designdoc.rules.values import Typed, described, typed_values
from designdoc.template.schema import TypeKind


def check(document: Document) -> Iterator[Draft]:
    """Enumerated values in YAML, fields and tables."""
    for value in typed_values(document, TypeKind.ENUMERATION):
        if value.node is not None and value.node.kind != "scalar":
            continue
        strict = value.node is not None
        reading = read(value.text, value.type.values, strict)
        if reading is not None and not reading.near and (reading.exact or not strict):
            continue
        yield _draft(document, value, reading)


def _draft(document: Document, value: Typed, reading: Reading | None) -> Draft:
    allowed = value.type.values
    hint = f"Did you mean '{reading.value}'? " if reading else ""
    return Draft(
        first_line(value.source or document.source, value.span),
        f"{described(value)} is not one of {listed(allowed)}"
        if value.text
        else f"no {value.label} here",
        f"{hint}Use one of {listed(allowed)}.",
        value.expected,
        source=value.source,
        expected_source=value.expected_source,
        fixes=_fixes(document, value, reading),
        data={"section": value.path, "field": value.label, "value": value.text, "allowed": allowed},
    )


def _fixes(document: Document, value: Typed, reading: Reading | None) -> tuple[Fix, ...]:
    if reading is None or value.source is not None:  # a fix edits the document's own file
        return ()
    written = document.source.slice(value.span)
    at = written.find(value.text)
    if at < 0:
        return ()
    start = value.span.start + len(written[:at].encode())
    edit = Edit(start, start + len(value.text.encode()), reading.value)
    return fix(f"Write '{reading.value}'", edit, safe=not reading.near)


RULE = Rule("DD203", "not-in-enumeration", Severity.ERROR, "0.1.0", check)
