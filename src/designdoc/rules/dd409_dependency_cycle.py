"""Components depend on one another in a circle.

## What it does

Follows the dependencies that name components of the document, and reports each group of
components that all reach one another, once, at the first of them.

## Why is this bad?

None of them can be understood, built, tested or replaced without the others.

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
| Guard | Counts wrong passwords | Session store |
| Session store | Knows who is signed in | Guard |
```

## Fix

Turn one of the dependencies around, or take what both need into a part of its own.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.naming import components
from designdoc.rules.support import first_line, quoted

_MOST_SHOWN = 6


def check(subject: Subject) -> Iterator[Draft]:
    """Circles of dependencies."""
    if not any(component.dependencies for component in subject.model.components):
        return
    by_id = components(subject).by_id
    source = subject.document.source
    order = {name: number for number, name in enumerate(by_id)}
    for way in subject.workspace.cycles():
        first = way.index(min(way, key=lambda name: order[name]))
        circle = [by_id[name] for name in (*way[first:], *way[:first])]
        names = [component.name for component in circle]
        shown = " → ".join([*names[:_MOST_SHOWN], "…" if len(names) > _MOST_SHOWN else names[0]])
        yield Draft(
            first_line(source, circle[0].span),
            f"{quoted(names[0])} depends on itself: {shown}",
            "Turn one of the dependencies around, or take what both need into a part of its own.",
            related=tuple(
                (source, first_line(source, component.span), "in the circle")
                for component in circle[1:_MOST_SHOWN]
            ),
            data={"components": tuple(names)},
        )


RULE = Rule(
    "DD409",
    "dependency-cycle",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
