"""A table lacks a column of the template.

## What it does

Compares the header of a section's table with the template's columns by name, accepted
synonyms, case and plural aside. Further columns, and another order of columns, are fine.

## Why is this bad?

A column is a question that every row answers, such as how likely a risk is. Without it the
rows of different documents cannot be compared.

## Example

```markdown template
# [Name]

## Risks

| Risk | Impact | Mitigation |
|------|--------|------------|
| [Risk] | High/Medium/Low | [Countermeasure] |
```

```markdown document
# Login

## Risks

| Risk | Impact |
|------|--------|
| Passwords leak | High |
```

## Fix

Add the column.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import BoundTable, Document
from designdoc.rules.support import expected, first_line, written
from designdoc.template.schema import Presence


def check(document: Document) -> Iterator[Draft]:
    """Absent columns of tables that are there; without a shared column there is no table."""
    for section in written(document):
        for element in section.elements:
            if isinstance(element, BoundTable) and element.table is not None:
                yield from _in_table(document, section.path, element)


def _in_table(document: Document, path: tuple[str, ...], element: BoundTable) -> Iterator[Draft]:
    table = element.table
    absent = [column for column in element.absent if column.presence is Presence.REQUIRED]
    if table is None or not absent:
        return
    place = first_line(document.source, table.header.span)
    for column in absent:
        yield Draft(
            place,
            f"this table has no column '{column.name}'",
            f"Add the column '{column.name}' and fill it in each row.",
            expected(document, column.span, f"the template's table has it: {column.because}"),
            data={"section": path, "column": column.name},
        )


RULE = Rule("DD109", "missing-column", Severity.ERROR, "0.1.0", check)
