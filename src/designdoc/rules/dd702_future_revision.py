"""A revision is dated in the future.

## What it does

Compares the dates of the revision history with the day of the run. One day is allowed for, since
authors live in all time zones.

## Why is this bad?

A change cannot have been made tomorrow: the date is mistyped, or the row was made up in advance and
nobody knows whether it holds.

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
| 2999-03-02 | 1.0 | First version | Ann |
```

## Fix

Write the day on which the change was made.
"""

from collections.abc import Iterator
from datetime import timedelta

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.history import place, rows

_ZONES = timedelta(days=1)


def check(subject: Subject) -> Iterator[Draft]:
    """Rows with a day that has not come yet."""
    today = subject.around.today
    if today is None:
        return
    source = subject.document.source
    for row in rows(subject):
        if row.day and row.day > today + _ZONES:
            yield Draft(
                place(source, row, row.fact.date),
                f"this revision is dated {row.fact.date}; today is {today.isoformat()}",
                "Write the day on which the change was made.",
                data={"date": row.fact.date},
            )


RULE = Rule(
    "DD702",
    "future-revision",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
