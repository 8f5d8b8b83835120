"""The YAML of the front matter or of a side file cannot be read.

## What it does

Reports YAML that does not parse, that is no mapping of keys to values, or that gives one key
two values. Front matter and side files such as `kep.yaml` are read; YAML in code blocks is the
author's own business.

## Why is this bad?

Tools read the state, the owner and the date of a document from there. A parser stops at the
first fault, so that one colon too many takes all of them away.

## Example

```markdown template
---
status: draft # draft | done
---
# [Name]

## Summary

[What it is about]
```

```markdown document
---
status: draft: really
---
# Login

## Summary

How people sign in.
```

## Fix

Mend the line that is marked. Values that hold a colon, a `#` or a bracket want quotes.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document
from designdoc.markdown import YamlTree, parse_yaml
from designdoc.source import Source, Span

_LIMITS = ("YAML of more than", "YAML that contains itself")  # those are DD004


def check(document: Document) -> Iterator[Draft]:
    """Problems of the parser, then the shape of what it read."""
    for source, tree, span, name in _files(document):
        for problem in tree.problems:
            if not problem.message.startswith(_LIMITS):
                yield Draft(
                    problem.span,
                    f"the {name} is not valid YAML: {problem.message}",
                    "Mend this line; quote a value that holds ': ' or begins with a bracket.",
                    source=source,
                    data={"problem": problem.message},
                )
        if tree.root is not None and tree.root.kind != "mapping":
            yield Draft(
                span,
                f"the {name} is a {tree.root.kind}, not a mapping of keys to values",
                "Write one 'key: value' per line.",
                source=source,
                data={"problem": f"a {tree.root.kind}"},
            )


def _files(document: Document) -> Iterator[tuple[Source, YamlTree, Span, str]]:
    block = document.tree.front_matter
    if block is not None:
        bound = document.front_matter
        tree = bound.tree if bound else parse_yaml(document.source, block.body)
        yield document.source, tree, document.source.line_span(1), "front matter"
    for side in document.side_files:
        yield side.source, side.tree, side.source.line_span(1), f"side file {side.name}"


RULE = Rule("DD002", "invalid-front-matter", Severity.ERROR, "0.1.0", check)
