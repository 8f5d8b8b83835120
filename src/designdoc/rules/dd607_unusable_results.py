"""A result file cannot be used.

## What it does

Reports a file that `[evidence]` names and that is cut in the middle, of no known format, too large,
of another kind than where it is named, a link out of the project, XML with declarations of its
own (entities are never expanded), or the results of another project. Nothing of it is used. It is
said once for a run, at the file itself.

## Why is this bad?

What it should prove is not proved, and nobody would notice.

## Example

```markdown template
# [Name]

## Summary

[What it is about]
```

```markdown document
# Login

## Summary

People sign in with a key.
```

With a result file that ends in the middle of an element.

## Fix

Write the results anew. Formats: JUnit XML; coverage.py JSON, Cobertura, JaCoCo, LCOV, Go cover
profiles; pytest-benchmark, hyperfine, k6, Google Benchmark, criterion's `raw.csv`, and plain CSV
or JSON of name, value, unit.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.source import Span, decode


def check(subject: Subject) -> Iterator[Draft]:
    """Every problem of the result files, at the file."""
    evidence = subject.around.evidence
    for problem in evidence.problems if evidence else ():
        yield Draft(
            Span(0, 0),
            problem.message,
            problem.help,
            data={"file": problem.path},
            source=decode(problem.path, b""),
        )


RULE = Rule("DD607", "unusable-results", Severity.ERROR, "0.2.0", check_model=check)
