"""A component does not say what it is responsible for.

## What it does

Reports a component without responsibilities where other components of the document have them. A
component that is described in prose has said it, and a labelled value that the template asks for is
DD108.

## Why is this bad?

A name alone does not say what belongs into the component, and so anything ends up in it.

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
| Session store | | Database |
```

## Fix

Say in one sentence what the component decides or knows.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.slots import COMPONENT, slot_of
from designdoc.rules.support import first_line, quoted
from designdoc.source.once import once
from designdoc.template.schema import Fields, Template


def check(subject: Subject) -> Iterator[Draft]:
    """Components that say nothing of what they do."""
    document = subject.document
    found = subject.model.components
    if not any(component.responsibilities for component in found):
        return
    described = {other.section[-1] for other in subject.model.other if other.section}
    for component in found:
        if any(entry.text.strip() for entry in component.responsibilities):
            continue
        title = first_line(document.source, component.span)
        words = document.source.slice(title)
        heading = words.startswith("#")
        if heading and (_asks(document.template) or any(name in words for name in described)):
            continue
        yield Draft(
            title,
            f"the component {quoted(component.name)} does not say what it is responsible for",
            "Say in one sentence what it decides or knows.",
            data={"component": component.name},
        )


@once
def _asks(template: Template) -> bool:
    """Whether the template has a field for responsibilities: its absence is DD108."""
    return any(
        slot_of(COMPONENT, field.name) == "responsibilities"
        for section in template.walk()
        for element in section.content
        if isinstance(element, Fields)
        for field in element.fields
    )


RULE = Rule(
    "DD406",
    "component-without-responsibility",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
