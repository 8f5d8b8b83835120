"""The document changed since its newest revision row was written.

## What it does

Asks git for the text that the document had when the newest row of its history table was written,
and reports a document that says something else by now, and was changed on a later day than the
row's. White space, ticked boxes, front matter and the history itself do not count. Without git,
and in a shallow clone, nothing is reported.

## Why is this bad?

The history says what changed since a reader last looked. What is not in it is not read again.

## Example

```markdown template
# [Name]

## Summary

[What it is about]

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | Initial draft | [Name] |
```

```markdown document
# Login

## Summary

People sign in with a key.

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-03-02 | 1.0 | First version | Ann |
```

## Fix

Add a row that says what changed.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.markdown import BlockTree, parse
from designdoc.model.roles import role_of
from designdoc.rules.history import in_table, place, rows
from designdoc.source import Span, decode
from designdoc.source.regex import regex

_BOX = regex(r"\[[ xX]\]")


class Newest(Struct, frozen=True):
    """The newest row of the history: its day, its line and its bytes."""

    day: date
    line: int
    span: Span


def check(subject: Subject) -> Iterator[Draft]:
    """A document that says something else than when its newest row was written."""
    then, changed = subject.around.then, subject.around.changed
    if then is None or changed is None:
        return
    found = newest(subject)
    if found is None or _content(parse(decode("", then.encode()))) == _content(
        subject.document.tree
    ):
        return
    yield Draft(
        found.span,
        f"the document changed on {changed.isoformat()}, and its newest revision is of "
        f"{found.day.isoformat()}",
        "Add a row that says what changed.",
        data={"changed": changed.isoformat(), "revision": found.day.isoformat()},
    )


def newest(subject: Subject) -> Newest | None:
    """The newest row of a history that is a table; None where there is none with a date."""
    source = subject.document.source
    found: Newest | None = None
    for row in rows(subject):
        if row.day and in_table(source, row) and (found is None or row.day >= found.day):
            line = source.line_of(row.fact.span.start)
            found = Newest(row.day, line, place(source, row, row.fact.date))
    return found


def _content(tree: BlockTree) -> list[str]:
    """The words of a document outside its front matter and its history."""
    source, at, kept = tree.source, 0, []
    if tree.front_matter:
        at = tree.front_matter.end
    for section in tree.sections:
        role = role_of(section.title)
        if role is not None and role.name == "revisions" and section.span.start >= at:
            kept.append(source.slice(Span(at, section.span.start)))
            at = section.span.end
    kept.append(source.slice(Span(at, len(source.data))))
    return _BOX.sub("", " ".join(kept)).split()


RULE = Rule(
    "DD706",
    "changed-since-revision",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
