"""A component depends on a component that the document does not have.

## What it does

Reports a dependency whose name is a slip away from a component's, and — as information — one that
is no component's name where at least three others, and three quarters of all, are.

## Why is this bad?

A component was renamed here and not there, or one was forgotten: the reader cannot tell which.

## Example

```markdown template
# [Name]

## Major Components

| Component | Responsibility | Dependencies |
|-----------|----------------|--------------|
| [Name] | [What it does] | [What it needs] |
```

```markdown document
# Login

## Major Components

| Component | Responsibility | Dependencies |
|-----------|----------------|--------------|
| Guard | Counts wrong passwords | Sesion store |
| Session store | Knows who is signed in | none |
```

## Fix

Write the name as at the component, or describe the missing one; say of an outside part that it is
external.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.naming import components, dependencies, is_name
from designdoc.rules.support import first_line, quoted
from designdoc.source import Source, Span
from designdoc.source.regex import regex

_EXTERNAL = regex(
    r"external|third[- ]party|library|package|npm|pip|v?\d+\.\d|[/@.]|^[a-z0-9_\-]+$"
    r"|外部|ライブラリ",
    re.IGNORECASE,
)
_FEWEST = 3


def check(subject: Subject) -> Iterator[Draft]:
    """Dependencies that are no component."""
    names = components(subject)
    found = [(c, entry, known) for c, entry, known in dependencies(subject) if is_name(entry.text)]
    known = sum(bool(components_) for _, _, components_ in found)
    source = subject.document.source
    for component, entry, resolved in found:
        if resolved:
            continue
        near = names.near(entry.text)
        name = entry.text.strip(" `*_.")
        place = _place(source, entry.span, name)
        data = {"component": component.name, "dependency": name}
        if near is not None and near is not component:
            yield Draft(
                place,
                f"{quoted(component.name)} depends on {quoted(name)}, which is no component; "
                f"there is {quoted(near.name)}",
                f"Write {quoted(near.name)} if that is meant.",
                related=((source, first_line(source, near.span), "the component with that name"),),
                data=data,
            )
        elif known >= max(_FEWEST, 3 * (len(found) - known)) and not _EXTERNAL.search(entry.text):
            yield Draft(
                place,
                f"{quoted(component.name)} depends on {quoted(name)}, which is no component here",
                "Describe it, write the name as at the component, or say that it is external.",
                data=data,
                severity=Severity.INFO,
            )


def _place(source: Source, span: Span, words: str) -> Span:
    """The bytes of a name within its entry."""
    raw = source.masked[span.start : span.end]
    at = raw.find(words.encode())
    if at < 0:
        return first_line(source, span)
    return Span(span.start + at, span.start + at + len(words.encode()))


RULE = Rule(
    "DD408",
    "unknown-component",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
