"""A binding in the configuration names no target.

## What it does

Reports a key of `[evidence.bind]` that no target of the documents goes by: neither the identifier
nor the attribute of a requirement, alone or with the metric of one of its targets. It is said once
a run, at the line of the configuration, and only where the run saw every document that the results
speak of. A key whose *measurement* is not among the results is reported at its target, as DD602.

## Why is this bad?

The target that it was written for is compared with nothing, and looks as if it were.

## Example

```toml
[evidence.bind]
"NFR-1 latncy" = "login p95"
```

beside a document that says

```markdown
- NFR-1 Performance: the latency has p95 < 200 ms.
```

## Fix

Write the name as the document does, or delete the line.
"""

from collections.abc import Iterator, Sequence

from designdoc.checking import Draft, Rule, Subject
from designdoc.diagnostics import Severity
from designdoc.rules.evidence import names
from designdoc.rules.support import quoted
from designdoc.source import Span


def check(subject: Subject) -> Iterator[Draft]:
    """Nothing: a binding belongs to many documents, and is judged once a run."""
    del subject
    yield from ()


def loose(key: str, span: Span, near: Sequence[str]) -> Draft:
    """The finding for a key; ``near`` are names of targets like it."""
    hint = f"The nearest is {names(near)}." if near else "Name a requirement of the documents."
    return Draft(
        span,
        f"{quoted(key)} in [evidence.bind] is no target of the documents: nothing is compared",
        hint,
        data={"key": key, "near": list(near)},
    )


RULE = Rule("DD608", "loose-binding", Severity.WARNING, "0.2.0", check_model=check)
