"""The evidence is older than what it speaks of.

## What it does

Reports results that are older than the last change of the requirement's line, by `git blame`, or
than the last commit to the code of a component that is responsible for it, where the document names
that code. The time of results is the one in the file; where a format has none, the time of the
file, and the message says which. Without git, and in a shallow clone, nothing is reported. One
finding a result file.

## Why is this bad?

The number was right once, for another requirement or another program.

## Example

```markdown template
# [Name]

## Non-Functional Requirements

- **Performance**: [How fast]
```

```markdown document
# Login

## Non-Functional Requirements

- **Performance**: the response time has p95 < 200 ms (measured by: `login`)
```

With a result file that says, for a line that was changed on 2026-05-01,

```json
{"timestamp": "2026-04-01T10:00:00Z",
 "login": {"statistic": "p95", "value": 0.15, "unit": "s"}}
```

## Fix

Run the tests or the benchmark again.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.evidence import line, names, of_file, wanted
from designdoc.source import Span

if TYPE_CHECKING:
    from designdoc.workspace.assessment.verdicts import Age


class _Stale(Struct, frozen=True):
    name: str
    span: Span
    age: "Age"


def check(subject: Subject) -> Iterator[Draft]:
    """Result files that are too old for something that they would else prove."""
    by_file: dict[str, list[_Stale]] = {}
    for each in _stale(subject):
        by_file.setdefault(each.age.path, []).append(each)
    for path, stale in by_file.items():
        first = min(stale, key=lambda each: each.span.start)
        others = names(each.name for each in sorted(stale, key=lambda each: each.span.start))
        yield Draft(
            line(subject, first.span),
            f"the evidence for {others} is older than {first.age.what}, which changed on "
            f"{first.age.changed}: {of_file(first.age)}",
            "Run what writes that file again.",
            data={"file": path, "ids": sorted({each.name for each in stale})},
        )


def _stale(subject: Subject) -> Iterator[_Stale]:
    found = subject.assessment
    if found is None:
        return
    for proof in found.proofs:
        if proof.state == "stale":
            yield _Stale(proof.name, proof.span, proof.age)
    for each in found.measured:
        if each.state == "stale":
            yield _Stale(each.name or each.target.metric, each.target.span, each.age)
    for goal in found.covered:
        if goal.state == "stale":
            yield _Stale(f"coverage {wanted(goal.target)}", goal.target.span, goal.age)


RULE = Rule(
    "DD603",
    "stale-evidence",
    Severity.WARNING,
    "0.2.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
