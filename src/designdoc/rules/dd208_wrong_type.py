"""A value is of another type than the template's: a word for a number, text for a list.

## What it does

Compares the values of the front matter, of side files and of labelled fields with the type that
the template gives them: true or false, a number, a list, a mapping.

## Why is this bad?

Programs that read the value stop, or worse, read a word as a list of letters.

## Example

```markdown template
---
reviewers:
  - "@jane.doe"
  - "@joe.doe"
---
# [Name]

## Summary

[What it is about]
```

```markdown document
---
reviewers: somebody
---
# Login

## Summary

How people sign in.
```

## Fix

Write the value as the template does. The fix takes off quotes that turn a number or a truth
value into text, and puts brackets around a single value of a list.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import Document
from designdoc.rules.support import first_line, quoted
from designdoc.rules.values import Typed, typed_values
from designdoc.source.regex import regex
from designdoc.template.schema import TypeKind

_TRUTH = frozenset("true false yes no on off y n はい いいえ 有 無 あり なし".split())  # noqa: SIM905
_NUMBER = regex(r"[-+~≈<>≤≥ ]*\d.*", re.DOTALL)
_PLAIN_NUMBER = regex(r"[-+]?\d{1,30}(?:\.\d{1,30})?")
_PLAIN = regex(r"[\w@][\w@./ -]{0,200}")
_NAMES = {
    TypeKind.BOOLEAN: "true or false",
    TypeKind.NUMBER: "a number",
    TypeKind.LIST: "a list",
    TypeKind.MAPPING: "a mapping of keys to values",
}
_SCALARS = (
    TypeKind.ENUMERATION, TypeKind.DATE, TypeKind.VERSION, TypeKind.PERSON, TypeKind.LINK,
    TypeKind.PATH,
)  # fmt: skip


def check(document: Document) -> Iterator[Draft]:
    """Values whose type differs from the template's."""
    for value in typed_values(document, *_NAMES, *_SCALARS):
        kind = value.type.kind
        if value.node is None:
            right = _reads_as(kind, value.text)
        elif kind in _SCALARS:
            right = value.node.kind == "scalar"
        else:
            right = _is(value, kind)
        if not right:
            wanted = _NAMES.get(kind, "one value")
            yield Draft(
                first_line(value.source or document.source, value.span),
                f"{value.label} is {_found(value)}, the template's is {wanted}",
                f"Write {wanted}.",
                value.expected,
                source=value.source,
                expected_source=value.expected_source,
                fixes=_fixes(document, value),
                data={
                    "section": value.path,
                    "field": value.label,
                    "value": value.text,
                    "type": str(kind),
                },
            )


def _is(value: Typed, kind: TypeKind) -> bool:
    node = value.node
    if node is None or (node.kind == "scalar" and node.tag == "null"):
        return True
    if kind is TypeKind.LIST:
        return node.kind == "list"
    if kind is TypeKind.MAPPING:
        return node.kind == "mapping"
    if kind is TypeKind.NUMBER and value.token:
        return node.kind == "scalar" and bool(_PLAIN_NUMBER.fullmatch(node.text))
    tags = {"bool"} if kind is TypeKind.BOOLEAN else {"int", "float"}
    return node.kind == "scalar" and node.tag in tags


def _reads_as(kind: TypeKind, text: str) -> bool:
    """Outside YAML a person reads the value: `Yes, because …` is a truth value."""
    if kind is TypeKind.BOOLEAN:
        first = re.match(r"\W*(\w+)", text)
        return bool(first) and first.group(1).casefold() in _TRUTH if first else False
    if kind is TypeKind.NUMBER:
        return bool(_NUMBER.fullmatch(text.strip()[:500]))
    return True


def _found(value: Typed) -> str:
    node = value.node
    if node is None or node.kind == "scalar":
        return (
            f"{quoted(value.text)}, a text"
            if node is None or node.tag == "str"
            else quoted(value.text)
        )
    return f"a {node.kind}"


def _fixes(document: Document, value: Typed) -> tuple[Fix, ...]:
    node = value.node
    if node is None or node.kind != "scalar" or value.source is not None:
        return ()
    text = node.text
    start, end = value.span
    as_written = document.source.slice(value.span) == text
    if value.type.kind is TypeKind.LIST and as_written and _PLAIN.fullmatch(text):
        return fix("Make it a list of one", Edit(start, end, f"[{text}]"))
    if value.type.kind is TypeKind.NUMBER and node.quoted and _PLAIN_NUMBER.fullmatch(text):
        return fix("Take the quotes off", Edit(start, end, text))
    truth = text.casefold() in {"true", "false"}
    if value.type.kind is TypeKind.BOOLEAN and node.quoted and truth:
        return fix("Take the quotes off", Edit(start, end, text.lower()))
    return ()


RULE = Rule("DD208", "wrong-type", Severity.ERROR, "0.1.0", check)
