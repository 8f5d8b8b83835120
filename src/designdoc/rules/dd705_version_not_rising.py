"""A later revision has a version that is not higher.

## What it does

Compares the versions in a table of revisions, in the order of their dates. A version that falls is
reported; one that is repeated on a later day is reported as information.

## Why is this bad?

A version names one state of the document. If it falls or repeats, "as agreed in 1.2" names two.

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
| 2026-03-02 | 1.1 | First version | Ann |
| 2026-05-04 | 1.0 | Keys | Ann |
```

## Fix

Give the later revision the next version.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.dd701_revisions_out_of_order import check as out_of_order
from designdoc.rules.history import Row, in_table, newest_first, place, rows
from designdoc.source import Source


def check(subject: Subject) -> Iterator[Draft]:
    """Rows whose version does not rise over that of the row before, oldest first."""
    source = subject.document.source
    # a list of releases repeats their versions; a table has one for each state of the document
    numbered = [row for row in rows(subject) if row.version and in_table(source, row)]
    if newest_first(numbered):
        numbered.reverse()
    found = list(_not_rising(numbered))
    if found and any(out_of_order(subject)):
        return  # rows that stand in the wrong place are DD701
    for before, row in found:
        yield _draft(source, before, row)


def _not_rising(numbered: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    steps = [(one.day, other.day) for one, other in pairwise(numbered) if one.day and other.day]
    ordered = any(one < other for one, other in steps if one and other)
    for before, row in pairwise(numbered):
        if not before.version or not row.version or row.version > before.version:
            continue
        if row.day and before.day == row.day and not ordered:
            continue  # of one day nobody knows which came first
        later = bool(before.day and row.day and before.day < row.day)
        if later or row.version < before.version:
            yield before, row


def _draft(source: Source, before: Row, row: Row) -> Draft:
    equal = row.version == before.version
    words = (
        "is the version of an earlier revision too" if equal else "is lower than an earlier one's"
    )
    return Draft(
        place(source, row, row.fact.version),
        f"the version {row.fact.version} {words} ({before.fact.version} of {before.fact.date})",
        "Give the later revision the next version.",
        related=((source, place(source, before, before.fact.version), "the earlier revision"),),
        data={"version": row.fact.version, "before": before.fact.version},
        severity=Severity.INFO if equal else None,
    )


RULE = Rule(
    "DD705",
    "version-not-rising",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
