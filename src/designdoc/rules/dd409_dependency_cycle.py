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
from designdoc.model.facts import Component
from designdoc.rules.naming import dependencies
from designdoc.rules.support import first_line, quoted
from designdoc.workspace.cycles import cycles

_MOST_SHOWN = 6


def check(subject: Subject) -> Iterator[Draft]:
    """Circles of dependencies."""
    edges: dict[str, list[str]] = {}
    by_name: dict[str, Component] = {c.name: c for c in subject.model.components}
    for component, _, found in dependencies(subject):
        edges.setdefault(component.name, []).extend(
            c.name for c in found if c.name != component.name
        )
    source = subject.document.source
    order = {component.name: number for number, component in enumerate(subject.model.components)}
    for way in cycles(edges):
        first = way.index(min(way, key=lambda name: order[name]))
        circle = (*way[first:], *way[:first])
        shown = " → ".join([*circle[:_MOST_SHOWN], "…" if len(circle) > _MOST_SHOWN else circle[0]])
        yield Draft(
            first_line(source, by_name[circle[0]].span),
            f"{quoted(circle[0])} depends on itself: {shown}",
            "Turn one of the dependencies around, or take what both need into a part of its own.",
            related=tuple(
                (source, first_line(source, by_name[name].span), "in the circle")
                for name in circle[1:_MOST_SHOWN]
            ),
            data={"components": circle},
        )


RULE = Rule(
    "DD409",
    "dependency-cycle",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
