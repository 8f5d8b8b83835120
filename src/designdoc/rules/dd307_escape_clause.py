"""A requirement leaves itself a way out.

## What it does

Marks "if possible", "as appropriate", "where feasible", "as soon as possible", "best effort",
必要に応じて and the like in functional and quality requirements.

## Why is this bad?

Whether it was possible is decided by whoever did not do it. Such a requirement cannot fail, so it
cannot be tested either.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The mailer must tell the owner of the account if possible.
```

## Fix

Say under which condition it holds, or strike the clause.

## Source

INCOSE Guide to Writing Requirements, R8 (escape clauses); "loopholes" in Femmer et al. 2017, *Rapid
quality assurance with Requirements Smells*.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import statements
from designdoc.rules.support import quoted
from designdoc.rules.vocabulary import escapes


def check(subject: Subject) -> Iterator[Draft]:
    """Each escape clause."""
    for statement in statements(subject):
        for passage in statement.passages:
            for start, end in escapes(passage):
                words = passage.text[start:end]
                yield Draft(
                    passage.at(start, end),
                    f"{quoted(words)} lets the requirement be met by not doing it",
                    "Say under which condition it holds, or strike the clause.",
                    data={"clause": words, "requirement": statement.name},
                )


RULE = Rule(
    "DD307",
    "escape-clause",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
