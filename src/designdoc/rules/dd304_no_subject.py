"""A requirement does not say who must do it.

## What it does

Reports a functional requirement whose obligation has no subject ("Must support …") or only a
pronoun as its subject ("It shall …", "This must …").

## Why is this bad?

In a system of several parts somebody has to do it, and who that is decides which component, which
team and which test.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: Must lock the account after five wrong passwords.
```

## Fix

Name the part that must do it: `The session store must …`.

## Source

INCOSE Guide to Writing Requirements, R2 (active voice) and R24 (pronouns); "vague pronouns" in
Femmer et al. 2017, *Rapid quality assurance with Requirements Smells*.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import functional
from designdoc.rules.support import quoted
from designdoc.source.regex import regex

# Possessive, so that long runs of white space cost their length and no more.
_LABEL = (
    r"[\s>|]*+(?:#{1,6}\s++)?(?:(?:[-*+]|\d{1,9}[.)])\s++)?(?:\[[ xX]\]\s++)?[\s*_`~]*+"
    r"(?:\(?[A-Z]{1,8}-?\d[\w.-]{0,20}\)?[*_`]*+\s*+(?:[:：.|–—-]\s*+)?[*_`\s]*+)?"
)
_NOBODY = regex(
    rf"{_LABEL}(?P<words>(?P<pronoun>(?:it|this|they|these|that|those)\s++)?(?:shall|must|should)"
    r"(?:\s++not)?\s++(?:be\s++able\s++to\s++)?(?!have\b|haves\b)[a-z]+)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """Obligations without somebody who has them."""
    for statement in functional(subject):
        passage = statement.passages[0]
        match = _NOBODY.match(passage.text)
        if match:
            words = match["words"]
            who = f"{quoted(match['pronoun'].strip())} names nobody" if match["pronoun"] else ""
            yield Draft(
                passage.at(*match.span("words")),
                who or f"{quoted(words)} does not say who must do it",
                "Name the part that must do it: 'The session store must …'.",
                data={"requirement": statement.name},
            )


RULE = Rule(
    "DD304",
    "no-subject",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
