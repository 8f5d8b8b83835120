"""A table, code block or list that the template has there is absent.

## What it does

Looks in each section for the kinds of block that the template has in it. A table without rows
counts as absent. A list that became prose or a table, and code in another language than the
template's, are information only.

## Why is this bad?

The template asks for a table or a diagram where prose hides what matters: every risk with its
impact, every step of the data flow.

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

Passwords may leak.
```

## Fix

Add the block, or write `N/A — ` and the reason.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Confidence, Severity
from designdoc.document import (
    BoundElement,
    BoundFence,
    BoundList,
    BoundSection,
    BoundTable,
    Document,
)
from designdoc.rules.guidance import only_guidance
from designdoc.rules.support import expected, first_line, heading_span, quoted, written
from designdoc.template.schema import Checklist, Presence, TableForm


def check(document: Document) -> Iterator[Draft]:
    """Blocks of the template that no block of the section answers to."""
    for section in written(document):
        if section.part.heading is None or not section.elements:
            continue
        if document.is_required(section.form) and only_guidance(document, section):
            continue
        for element in section.elements:
            yield from _check(document, section, element)


def _check(document: Document, section: BoundSection, element: BoundElement) -> Iterator[Draft]:
    if element.form.presence is not Presence.REQUIRED:
        return
    match element:
        case BoundTable(table=None):
            yield _absent(document, section, element, "table")
        case BoundTable(table=table) if table is not None and not table.rows:
            yield Draft(
                first_line(document.source, table.span),
                "this table has no rows",
                "Add a row.",
                expected(document, element.form.span, "the template's table has rows"),
                data={"section": section.path, "block": "table"},
            )
        case BoundFence(fence=None):
            block = "diagram" if element.form.diagram else "code block"
            yield _absent(document, section, element, block)
        case BoundFence():
            yield from _language(document, section, element)
        case BoundList(list=None):
            block = "checklist" if isinstance(element.form, Checklist) else "list"
            yield _absent(document, section, element, block, Severity.INFO)
        case _:
            pass


def _absent(
    document: Document,
    section: BoundSection,
    element: BoundElement,
    block: str,
    severity: Severity | None = None,
) -> Draft:
    form = element.form
    columns = form.columns if isinstance(form, TableForm) else ()
    with_columns = f" with the columns {', '.join(c.name for c in columns)}" if columns else ""
    title = quoted(section.part.title)
    return Draft(
        heading_span(document, section.part),
        f"{title} has no {block}",
        f"Add a {block}{with_columns}; if it does not apply, write 'N/A — ' and the reason.",
        expected(document, form.span, f"the template has one here: {form.because}"),
        data={"section": section.path, "block": block},
        severity=severity,
        confidence=Confidence.LIKELY if severity else None,
    )


def _language(document: Document, section: BoundSection, element: BoundFence) -> Iterator[Draft]:
    fence, form = element.fence, element.form
    if fence is None or form.diagram or not (fence.language and form.language):
        return
    if fence.language != form.language and not _same(fence.language, form.language):
        yield Draft(
            first_line(document.source, fence.span),
            f"this code block is {fence.language}, the template's is {form.language}",
            f"Keep it if the code is really {fence.language}.",
            expected(document, form.span, form.because),
            data={"section": section.path, "block": "code block", "language": fence.language},
            severity=Severity.INFO,
        )


_ALIASES = ({"typescript", "ts", "tsx"}, {"javascript", "js", "jsx"}, {"python", "py"},
            {"yaml", "yml"}, {"shell", "sh", "bash", "console"}, {"go", "golang"})  # fmt: skip


def _same(one: str, other: str) -> bool:
    return any(one in names and other in names for names in _ALIASES)


RULE = Rule("DD110", "missing-block", Severity.WARNING, "0.1.0", check)
