"""A row of the revision history is older than the one before it.

## What it does

Compares each dated row with the row before it. A history may also be written with the newest row
first; what most rows do is the order. Rows of one day are in any order.

## Why is this bad?

Readers look at one end of the history for what is current. A row in the middle is overlooked, and a
mistyped year makes everything around it doubtful.

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
| 2026-03-02 | 1.0 | First version | Ann |
| 2026-05-04 | 1.1 | Keys | Ann |
| 2025-05-09 | 1.2 | Lock-out | Bob |
```

## Fix

Put the row where its date belongs, or mend the date.
"""

from collections.abc import Iterator
from itertools import pairwise

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.history import Row, newest_first, place, rows
from designdoc.source import Source


def check(subject: Subject) -> Iterator[Draft]:
    """Rows that break the order of the others."""
    source = subject.document.source
    dated = [row for row in rows(subject) if row.day]
    down = newest_first(dated)
    for before, row in pairwise(dated):
        if before.day and row.day and (before.day < row.day if down else before.day > row.day):
            yield _draft(source, before, row, down)


def _draft(source: Source, before: Row, row: Row, down: bool) -> Draft:
    older = "newer" if down else "older"
    return Draft(
        place(source, row, row.fact.date),
        f"this revision is of {row.fact.date}, {older} than the one above it ({before.fact.date})",
        "Put the row where its date belongs, or mend the date.",
        related=((source, place(source, before, before.fact.date), "the revision above it"),),
        data={"date": row.fact.date, "before": before.fact.date},
    )


RULE = Rule(
    "DD701",
    "revisions-out-of-order",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
