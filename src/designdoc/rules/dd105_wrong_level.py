"""A heading has another level than in the template.

## What it does

Compares the level of each section with the template's. A document that is shifted as a whole
(everything one level deeper) is right as it is; only headings that disagree with the rest are
reported.

## Why is this bad?

A wrong level puts a section inside, or outside, of another one: outlines, tables of contents
and tools show it in the wrong place.

## Example

```markdown template
# [Name]

## Summary

[What it is about]

## Design

[How it works]

## Risks

[What may go wrong]
```

```markdown document
# Login

## Summary

How people sign in.

### Design

A form and a table.

## Risks

Passwords leak.
```

## Fix

Change the number of `#`. The fix changes this heading only.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule, fix
from designdoc.diagnostics import Edit, Fix, Severity
from designdoc.document import BoundSection, Document
from designdoc.markdown.tree import Section as Part
from designdoc.rules.support import expected, heading_span, quoted


def check(document: Document) -> Iterator[Draft]:
    """Sections whose level is not the expected one; of those in one section of the author's own
    the first, for the level of all follows from where they stand."""
    own = _in_own_section(document)
    told: set[int] = set()
    for section in document.bound:
        level = section.part.level
        around = own.get(section.part.span.start)
        if around is not None and around.span.start in told:
            continue
        if level != section.expected_level and not section.form.ignore:
            if around is not None:
                told.add(around.span.start)
            yield Draft(
                heading_span(document, section.part),
                f"{quoted(section.part.title)} is a heading of level {level}, {_instead(section)}",
                f"Write '{'#' * section.expected_level} {section.part.title}'.",
                expected(document, section.form.span, "the level in the template"),
                fixes=_change(document, section),
                data={
                    "section": section.path,
                    "level": level,
                    "expected": section.expected_level,
                },
            )


def _in_own_section(document: Document) -> dict[int, Part]:
    """The author's own section around each heading that stands in one, by the heading's start."""
    return {
        inner.span.start: unknown.part
        for unknown in document.unknown
        for inner in unknown.part.walk()
        if inner is not unknown.part
    }


def _instead(section: BoundSection) -> str:
    if section.expected_level == section.form.level:
        return f"the template's is of level {section.expected_level}"
    return f"by the levels of the sections around it, it should be of {section.expected_level}"


def _change(document: Document, section: BoundSection) -> tuple[Fix, ...]:
    heading = section.part.heading
    if heading is None:
        return ()
    raw = document.tree.raw(heading)
    marker = "#" * section.expected_level
    title = f"Change the level to {section.expected_level}"
    if raw.startswith("#"):
        return fix(title, Edit(heading.start, heading.start + section.part.level, marker))
    # A heading that is underlined: its text may run over several lines.
    lines = [line.strip() for line in raw.rstrip().splitlines()[:-1]]
    text = f"{marker} {' '.join(lines)}"
    end = heading.start + len(raw.rstrip().encode())
    return fix(title, Edit(heading.start, end, text))


RULE = Rule("DD105", "wrong-level", Severity.WARNING, "0.1.0", check)
