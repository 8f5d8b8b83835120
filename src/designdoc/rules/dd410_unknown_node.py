"""A node of the data flow is nearly a component's name, or the only one that is none.

## What it does

Compares the nodes of the diagrams in the data flow with the names of the components. A node a
slip away from a component's name is reported; as information also one that is no component where
at least four others, and four fifths of all, are. People, databases and what is called external
are left alone.

## Why is this bad?

The reader looks for the part among the components in vain: it was renamed, or forgotten.

## Example

````markdown template
# [Name]

## Data Flow

[How the data flows]

## Major Components

[The parts]
````

````markdown document
# Login

## Data Flow

```mermaid
flowchart LR
  Browser --> FrontDoor[Front door] --> Sesion[Sesion store]
```

## Major Components

- **Front door**: takes the password
- **Session store**: knows who is signed in
````

## Fix

Write the name as at the component, or describe the missing one.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import Node
from designdoc.rules.naming import components
from designdoc.rules.support import first_line, quoted
from designdoc.source.regex import regex

_FORMS = frozenset(("mermaid-flowchart", "mermaid-sequence", "arrows"))
_OUTSIDE = regex(
    r"user|client|customer|browser|admin|actor|person|operator|developer|external|third"
    r"|database|\bDB\b|queue"
    r"|cache|storage|store|bucket|disk|file|start|end\b|begin|error|success|fail|response"
    r"|request|result|output"
    r"|input|yes|no\b|\?|利用者|ユーザ|クライアント|ブラウザ|外部|データベース|開始|終了|エラー",
    re.IGNORECASE,
)
_BREAK = regex(r"<br\s*/?>|\\n|\n", re.IGNORECASE)
_FEWEST = 4


def check(subject: Subject) -> Iterator[Draft]:
    """Nodes that are no component."""
    names = components(subject)
    nodes = list(_nodes(subject))
    known = sum(names.exact(_label(node)) is not None for node in nodes)
    source = subject.document.source
    for node in nodes:
        label = _label(node)
        if names.is_drawn(label):
            continue
        near = names.near(label)
        if near is not None:
            yield Draft(
                first_line(source, node.span),
                f"the data flow has {quoted(label)}, which is no component; "
                f"there is {quoted(near.name)}",
                f"Write {quoted(near.name)} if that is meant.",
                related=((source, first_line(source, near.span), "the component with that name"),),
                data={"node": label},
            )
        elif known >= max(_FEWEST, 4 * (len(nodes) - known)) and not _OUTSIDE.search(label):
            yield Draft(
                first_line(source, node.span),
                f"the data flow has {quoted(label)}, which is no component here",
                "Describe it, write the name as at the component, or say that it is external.",
                data={"node": label},
                severity=Severity.INFO,
            )


def _nodes(subject: Subject) -> Iterator[Node]:
    """Each node once, by its label."""
    seen: set[str] = set()
    for flow in subject.model.data_flow:
        if flow.form in _FORMS:
            for node in flow.nodes:
                if _label(node) and _label(node) not in seen:
                    seen.add(_label(node))
                    yield node


def _label(node: Node) -> str:
    """The first line of a node's words."""
    return _BREAK.split(node.label or node.id, 1)[0].strip()


RULE = Rule(
    "DD410",
    "unknown-node",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
