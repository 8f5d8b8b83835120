"""A revision does not say who made it.

## What it does

Reports a row of the revision history whose author is empty, where the table has a column for it.

## Why is this bad?

Whoever has a question about the change does not know whom to ask.

## Example

```markdown template
# [Name]

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | Initial draft | [Name] |
```

```markdown document
# Login

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-03-02 | 1.0 | First version | |
```

## Fix

Write the name of whoever made the change.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.markdown import Table
from designdoc.model.slots import REVISION, slot_of
from designdoc.rules.history import Row, place, rows
from designdoc.source import Span

_NOBODY = frozenset(("", "-", "–", "—", "?", "n/a", "none", "unknown", "なし", "不明"))


def check(subject: Subject) -> Iterator[Draft]:
    """Rows with an empty author."""
    document = subject.document
    nameless = [row for row in rows(subject) if _empty(row)]
    tables = _with_author(subject) if nameless else []
    for row in nameless:
        if any(span.covers(row.fact.span) for span in tables):
            yield Draft(
                place(document.source, row, ""),
                "this revision does not say who made it",
                "Write the name of whoever made the change.",
                data={"version": row.fact.version, "date": row.fact.date},
            )


def _empty(row: Row) -> bool:
    """Whether a row that is filled otherwise has no author."""
    filled = row.fact.date.strip() or row.fact.version.strip() or row.fact.changes.strip()
    return bool(filled) and row.fact.author.strip(" *_`").casefold() in _NOBODY


def _with_author(subject: Subject) -> list[Span]:
    """The tables that have a column for the author."""
    tree = subject.document.tree
    return [
        block.span
        for block in tree.walk()
        if isinstance(block, Table)
        and any(slot_of(REVISION, tree.text(cell)) == "author" for cell in block.header.cells)
    ]


RULE = Rule(
    "DD707",
    "no-author",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
