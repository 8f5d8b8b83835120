"""A requirement does not say who must do it, or when.

## What it does

Reports a functional requirement whose obligation has no subject ("Must support …") or only a
pronoun as its subject ("It shall …", "This must …"). Of functional requirements and acceptance
criteria it also reports a condition without its event: "When, the server shall …", "WHEN THEN …",
"When the server shall lock the account".

A statement without such a word ("The server shall answer 204") is taken to hold always. Whether its
author forgot a trigger cannot be told from its words: of 45 such statements with a verb of response
(shall return, shall display …) in 240 public design documents, 44 needed none.

## Why is this bad?

In a system of several parts somebody has to do it, and who that is decides which component, which
team and which test. A test needs the event as well: without it nothing can be set off and watched.

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

Name the part that must do it: `The session store must …`. Name the event: `When the sixth attempt
fails, the server shall …`.

## Source

INCOSE Guide to Writing Requirements, R2 (active voice) and R24 (pronouns); "vague pronouns" in
Femmer et al. 2017, *Rapid quality assurance with Requirements Smells*; the event-driven pattern of
Mavin et al. 2009, *Easy Approach to Requirements Syntax (EARS)*.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import Passage, functional, worded
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
_MARK = r"[\s*_`]*+"
# `When, the server shall …`, `IF THEN …`, and `When the server shall …` as a whole sentence.
_NEVER = regex(
    rf"{_LABEL}(?P<word>when(?:ever)?|while|where|if)\b{_MARK}(?:[,、]{_MARK})?+(?:then\b"
    r"|(?:the|a|an)\s++(?:[\w-]++\s++){1,3}?[*_]{0,3}shall\b"
    r"(?!(?:[^.;]|\.\w)*(?:,|\bthen\b|\b(?:shall|must|should|will)\b)))",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """Obligations without somebody who has them, and conditions without an event."""
    yield from _nobody(subject)
    yield from _never(subject)


def _nobody(subject: Subject) -> Iterator[Draft]:
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


def _never(subject: Subject) -> Iterator[Draft]:
    """Conditions whose keyword stands alone."""
    model, tree = subject.model, subject.document.tree
    criteria = {c.span: c.id or "" for c in model.acceptance_criteria}
    stated = {s.passages[0].span: s.name for s in functional(subject)}
    for span, name in sorted({**criteria, **stated}.items()):
        passage = Passage(span, worded(tree, span))
        match = _NEVER.match(passage.text)
        if match:
            word = match["word"]
            yield Draft(
                passage.at(*match.span("word")),
                f"{quoted(word)} names no event: the condition is missing",
                f"Say what happens first: '{word} the sixth attempt fails, the server shall …'.",
                data={"requirement": name},
            )


RULE = Rule(
    "DD304",
    "no-subject",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
