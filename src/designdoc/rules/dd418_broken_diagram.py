"""A mermaid diagram that mermaid does not draw.

## What it does

Reads flowcharts and sequence diagrams by the rules of mermaid.js and reports the first thing that
it stumbles over. Of state, class, entity relationship, Gantt, git and pie diagrams, journeys and
mind maps it reports the frequent faults that are certain (an arrow of another language, a relation
without an end or label, a brace that nothing closes); other kinds are recognised and not judged.

## Why is this bad?

Readers see a box with an error in place of the picture.

## Example

````markdown template
# [Name]

## Data Flow

```mermaid
flowchart LR
  A --> B
```
````

````markdown document
# Login

## Data Flow

```mermaid
flowchart LR
  Browser --> Server
  Server --> [Session store
```
````

## Fix

Mend the line; the editor at mermaid.live shows the same message while you type.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.markdown import Fence
from designdoc.model.pieces import code_of
from designdoc.source import Source, Span

if TYPE_CHECKING:
    from designdoc.model.mermaid import Problem


def check(subject: Subject) -> Iterator[Draft]:
    """Diagrams that cannot be drawn."""
    document = subject.document
    source = document.source
    for fence in document.tree.fences:
        if fence.language != "mermaid" or not fence.closed:
            continue
        text, start = code_of(document.tree, fence)
        if not text.strip():
            continue
        problem = _problem(text)
        if problem:
            yield Draft(
                _place(source, fence, start, problem),
                f"mermaid cannot draw this diagram: {problem.message}",
                "Mend the line.",
                data={"problem": problem.message},
            )


@lru_cache(maxsize=256)
def _problem(text: str) -> "Problem | None":
    """What is wrong with a diagram; spans count from its first byte."""
    from designdoc.model.mermaid import read  # most documents draw nothing

    return read(text).problem


def _place(source: Source, fence: Fence, base: int, problem: "Problem") -> Span:
    """The bytes of the problem on its first line, or the line that opens the diagram."""
    start = base + problem.span.start
    end = base + problem.span.end
    line = source.line_span(source.line_of(min(start, max(fence.body.start, fence.body.end - 1))))
    start = min(start, line.end)
    return Span(start, max(start, min(end, line.end))) if end > start else line


RULE = Rule(
    "DD418",
    "broken-diagram",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
