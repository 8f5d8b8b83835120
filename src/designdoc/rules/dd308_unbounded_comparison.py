"""A requirement compares without saying with what, or by how much.

## What it does

Marks comparatives and superlatives ("faster", "better", "more efficient", "minimise", より速く) in
functional and quality requirements, where the sentence holds no number.

## Why is this bad?

Faster than what, and by how much? A saving of one nanosecond meets such a requirement, and an hour
may not.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server must look up a session faster than before.
```

## Fix

Give the number to reach, or the thing compared with its own number.

## Source

INCOSE Guide to Writing Requirements, R34 (measurable performance); "comparative phrases" and
"superlatives" in Femmer et al. 2017, *Rapid quality assurance with Requirements Smells*.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.dd301_unmeasurable import unmeasurable
from designdoc.rules.statements import statements
from designdoc.rules.support import quoted
from designdoc.rules.vocabulary import comparisons


def check(subject: Subject) -> Iterator[Draft]:
    """Each comparison without a number."""
    for statement in statements(subject):
        if unmeasurable(subject, statement):
            continue
        for passage in statement.passages:
            for start, end in comparisons(passage):
                words = passage.text[start:end]
                yield Draft(
                    passage.at(start, end),
                    f"{quoted(words)} compares without a number",
                    "Give the number to reach, or that of the thing that it is compared with.",
                    data={"comparison": words, "requirement": statement.name},
                )


RULE = Rule(
    "DD308",
    "unbounded-comparison",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
