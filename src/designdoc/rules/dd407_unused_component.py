"""Nothing in the document needs a component.

## What it does

Reports a component whose name stands nowhere outside of its own description, where at least two
thirds of the components are named elsewhere: in the data flow, at another component, in a phase
or a test.

## Why is this bad?

A part that nothing calls is either not needed, or the call was forgotten.

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
| Session store | Knows who is signed in | none |
| Front door | Takes the password | Guard |
| Greeter | Says hello | Session store |

The Front door stands at the edge.
```

## Fix

Show who uses the component, or take it out.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.document.contents import find
from designdoc.model.facts import Component
from designdoc.rules.naming import squash
from designdoc.rules.support import first_line, quoted
from designdoc.source import Span
from designdoc.source.regex import regex

_FEWEST = 3  # components: of two, one may well be the entrance
_MOST_WORDS = 2
_MOST = 200  # components: more are a list of something else
_NOTE = regex(r"(?:\s+[(]|\s*（).*$|\s+[-–—]{1,2}\s.*$")
_PART = regex(r"[A-Za-z]+[a-z][A-Z]\w*|[\w-]+\.\w+")


def check(subject: Subject) -> Iterator[Draft]:
    """Components that are named nowhere else."""
    every = subject.model.components
    if not _FEWEST <= len(every) <= _MOST:
        return
    used = _used(subject)
    unused = [component for component in every if component.name not in used]
    if len(unused) * 3 > len(every):
        return
    source = subject.document.source
    for component in unused:
        yield Draft(
            first_line(source, component.span),
            f"the component {quoted(component.name)} is named nowhere else in the document",
            "Show who uses it, or take it out.",
            data={"component": component.name},
        )


def _used(subject: Subject) -> set[str]:
    """The names of the components that stand somewhere outside of their own description."""
    source = subject.document.source
    own = _own_spans(subject)
    every = squash(source.text)
    listed = squash(" ".join(source.slice(c.span) for c in find(subject.document.tree)))
    used = set()
    for component in subject.model.components:
        words = _words(component.name)
        description = squash(source.slice(own[component.name]))
        if not words or any(
            every.count(word) > description.count(word) + listed.count(word) for word in words
        ):
            used.add(component.name)
    return used


def _words(name: str) -> list[str]:
    """What would be written elsewhere of a name: all of it, and each part that is a name itself.

    Empty for a name that is rather a description, which is said in other words elsewhere.
    """
    plain = _NOTE.sub("", name).strip()
    if not plain or len(plain.split()) > _MOST_WORDS:
        return []
    return [squash(plain), *(squash(part) for part in _PART.findall(name))]


def _own_spans(subject: Subject) -> dict[str, Span]:
    """For each component the bytes of its description."""
    sections = {s.heading.start: s.span for s in subject.document.tree.sections if s.heading}
    return {c.name: sections.get(c.span.start, _whole(c)) for c in subject.model.components}


def _whole(component: Component) -> Span:
    groups = (component.responsibilities, component.interface, component.dependencies)
    ends = [entry.span.end for group in groups for entry in group]
    return Span(component.span.start, max([component.span.end, *ends]))


RULE = Rule(
    "DD407",
    "unused-component",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.POSSIBLE,
)
