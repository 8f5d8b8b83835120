"""One requirement states several.

## What it does

Reports a functional requirement with two or more obligations ("must", "shall", しなければならない)
joined by "and", "or", a semicolon or a new sentence. Obligations in a condition, a reason or a
relative clause do not count, nor those in sub-items.

## Why is this bad?

A requirement is built, tested, traced and dropped as a whole. Of two under one identifier nobody
can say which one a test covers.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server must lock the account and the mailer must tell its owner.
```

## Fix

Make an item with an identifier of its own for each.

## Source

INCOSE Guide to Writing Requirements, R18 (single thought); ISO/IEC/IEEE 29148:2018, 5.2.5
(singular).
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import Passage, functional, lead
from designdoc.rules.support import plural
from designdoc.source.regex import regex

_DUTY = regex(
    r"\b(?:shall|must)\b|(?:なければならない|なければなりません|ものとする|(?:する|できる)こと(?=[。、;；]|\s*$))",
    re.IGNORECASE,
)
_JOINT = regex(r"\b(?:and|or|but|also|additionally|moreover)\b|[;；。、]|\.\s", re.IGNORECASE)
_SUBORDINATE = regex(
    r"\b(?:which|that|who|because|since|as|so|when|while|if|unless|until|once|where|before"
    r"|after|whose"
    r"|than|what|for|means?|i\.e\.?|e\.g\.?)\b[^.;,]{0,80}$",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """Functional requirements with more than one obligation."""
    for statement in functional(subject):
        passage = statement.passages[0]
        duties = list(_duties(passage))
        if len(duties) > 1:
            start, end = duties[1]
            yield Draft(
                passage.at(start, end),
                f"this is obligation 2 of {len(duties)} in one requirement",
                f"Make {plural(len(duties), 'requirement')} of it, each with its own identifier.",
                data={"requirement": statement.name, "count": len(duties)},
            )


def _duties(passage: Passage) -> Iterator[tuple[int, int]]:
    """The obligations that stand beside each other."""
    before = 0
    for match in _DUTY.finditer(passage.text, 0, lead(passage)):
        between = passage.text[max(before, match.start() - 300) : match.start()]
        if before and not _JOINT.search(between):
            continue
        if _SUBORDINATE.search(between[-120:]):
            continue
        before = match.end()
        yield match.span()


RULE = Rule(
    "DD303",
    "several-requirements",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
