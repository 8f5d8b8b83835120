"""A requirement says only what must not happen.

## What it does

Reports a functional requirement each of whose obligations is negative ("must not", "shall never",
してはならない) and that has no exception, no condition and no number.

## Why is this bad?

That something never happens cannot be tested, and what happens instead is left to whoever builds
it.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The login page must not show the reason of a refusal.
```

## Fix

Say what happens instead: `The login page must show the same text for every refusal`.

## Source

INCOSE Guide to Writing Requirements, R16 (avoid "not"); "negative statements" in Femmer et al.
2017, *Rapid quality assurance with Requirements Smells*.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import functional
from designdoc.source.regex import regex

_DUTY = regex(
    r"\b(?:shall|must|should|will|may|can)(?:\s*not\b|n't\b|\s+never\b)?|\bcannot\b"
    r"|(?:しては|っては|いては)(?:ならない|いけない)|ないこと|なければならない|(?:する|できる)こと",
    re.IGNORECASE,
)
_NEGATIVE = regex(r"not|never|n't|ならない|いけない|ないこと", re.IGNORECASE)
_IDENTIFIER = regex(r"\b[A-Z]{1,8}-?\d[\d.]*\b|^\s*\d{1,9}[.)]")
_POSITIVE = regex(
    r"\b(?:except|unless|only|until|without|instead|but|if|when|while|where|longer|more|less"
    r"|once|before"
    r"|after|rather)\b|\d|場合|とき|以外|除",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """Requirements that only forbid."""
    for statement in functional(subject):
        passage = statement.passages[0]
        duties = list(_DUTY.finditer(passage.text))
        if not duties or any(not _negative(duty[0]) for duty in duties):
            continue
        if len(statement.passages) == 1 and not _POSITIVE.search(_IDENTIFIER.sub("", passage.text)):
            yield Draft(
                passage.at(*duties[0].span()),
                "this says what must not happen, and not what happens instead",
                "Say what must happen; then it can be built and tested.",
                data={"requirement": statement.name},
            )


def _negative(duty: str) -> bool:
    return "なければ" not in duty and bool(_NEGATIVE.search(duty))


RULE = Rule(
    "DD305",
    "negative-only",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.POSSIBLE,
)
