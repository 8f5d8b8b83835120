"""A requirement in the passive does not say who acts.

## What it does

Reports "must be validated", "shall be sent" and the like in a functional requirement, where no
"by …" follows in the sentence. States ("must be able to", "must be idempotent") are no passives.

## Why is this bad?

Who validates decides where the code goes; the passive hides that nobody has decided it.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: Every new address must be verified within a day.
```

## Fix

Put the part that acts in front: `The mailer must verify every new address`.

## Source

INCOSE Guide to Writing Requirements, R2 (active voice); "passive voice" in Femmer et al. 2017,
*Rapid quality assurance with Requirements Smells*.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.statements import functional
from designdoc.rules.support import quoted
from designdoc.source.regex import regex

_PASSIVE = regex(
    r"\b(?:shall|must)\s+(?:not\s+|always\s+|never\s+|only\s+|also\s+)?be\s+(?:\w{2,20}ly\s+)?"
    r"(?!need|able\b|required\b|allowed\b|limited\b|based\b|supported\b|aligned\b|related\b"
    r"|located\b"
    r"|permitted\b|expected\b|nested\b|closed\b|mixed\b|advanced\b|isolated\b|decoupled\b"
    r"|unaffected\b"
    r"|unchanged\b)"
    r"(?:\w{2,20}(?:[^e]ed|eed)|sent|built|made|kept|written|shown|given|taken|done|run|set"
    r"|read|drawn|chosen"
    r"|found|held|thrown|told|paid|put|split)\b",
    re.IGNORECASE,
)
_ACTOR = regex(r"\b(?:by|via|through|from within)\s+(?!default\b|\d|hand\b|means\b)", re.IGNORECASE)
_DEFAULT = regex(r"\s+by\s+default\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Draft]:
    """Passives without an agent, one a requirement."""
    for statement in functional(subject):
        passage = statement.passages[0]
        for start, end in passage.sentences:
            match = _PASSIVE.search(passage.text, start, end)
            if match and not _ACTOR.search(passage.text, start, end) and not _state(match):
                yield Draft(
                    passage.at(*match.span()),
                    f"{quoted(match[0])} does not say who does it",
                    "Put the part that acts in front: 'The mailer must …'.",
                    data={"requirement": statement.name},
                )
                break


def _state(match: re.Match[str]) -> bool:
    """``must be disabled by default`` is a state."""
    return bool(_DEFAULT.match(match.string, match.end()))


RULE = Rule(
    "DD306",
    "passive-without-actor",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
