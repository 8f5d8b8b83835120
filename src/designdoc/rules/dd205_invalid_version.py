"""A value that should be a version is none.

## What it does

Checks fields and columns that the template fills with a version such as `1.0`. Accepted are
numbers with dots, with a leading `v` and a trailing word: `2`, `1.0`, `v1.2.3`, `1.0-draft`.

## Why is this bad?

Readers tell by the version which text is the newer one; "final" and "final2" do not say.

## Example

```markdown template
# [Name]

## History

| Version | Changes |
|---------|---------|
| 1.0 | Initial draft |
```

```markdown document
# Login

## History

| Version | Changes |
|---------|---------|
| newest | first draft |
```

## Fix

Write numbers with dots.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.rules.support import first_line
from designdoc.rules.values import Typed, described, typed_values
from designdoc.source.regex import regex
from designdoc.template.schema import TypeKind

_VERSION = regex(
    r"(?:v|ver\.?|version|rev\.?|revision|r)?\s?\d{1,9}(?:\.(?:\d{1,9}|x))*"
    r"(?:[-+ _.]?[A-Za-z][\w.+-]*)?(?:\s*[(（].*)?",
    re.IGNORECASE | re.DOTALL,
)
_JAPANESE = regex(r"第?\s?\d{1,9}(?:\.\d{1,9})*\s?版.*", re.DOTALL)
_LONGEST = 200


def check(document: Document) -> Iterator[Draft]:
    """Version values in YAML, fields and tables."""
    for value in typed_values(document, TypeKind.VERSION):
        if value.node is not None and value.node.kind != "scalar":
            continue
        text = value.text.strip()[:_LONGEST]
        if not (_VERSION.fullmatch(text) or _JAPANESE.fullmatch(text)):
            yield _draft(document, value)


def _draft(document: Document, value: Typed) -> Draft:
    return Draft(
        first_line(value.source or document.source, value.span),
        f"{described(value)} is not a version" if value.text.strip() else f"no {value.label} here",
        "Write numbers with dots, such as 1.0 or 1.2.3-draft.",
        value.expected,
        source=value.source,
        expected_source=value.expected_source,
        data={"section": value.path, "field": value.label, "value": value.text},
    )


RULE = Rule("DD205", "invalid-version", Severity.ERROR, "0.1.0", check)
