"""Two requirements, criteria or risks have the same identifier.

## What it does

Compares what has an identifier in the same form and place: two items of the list of requirements,
two rows, two headings. A requirement that is listed first and described below under a heading is
one, and criteria that count anew below each requirement are told apart.

## Why is this bad?

Whoever writes "tests FR-2" means one of the two, and nobody knows which.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Testing Strategy

- [What is tested]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
- FR-1: The mailer tells its owner.

## Testing Strategy

- The sixth attempt is refused.
```

## Fix

Give one of them a number that is free, and mend the places that name it.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.8 (unique identification).
"""

import re
from collections.abc import Iterator, Sequence

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import Criterion, QualityRequirement, Requirement, Risk
from designdoc.rules.citing import canonical, identifier_span
from designdoc.rules.support import first_line
from designdoc.source import Source
from designdoc.source.regex import regex
from designdoc.template.names import key

_FORM = regex(r"\s*(?:(?P<heading>#)|(?P<row>[|｜])|(?P<item>[-*+]|\d{1,9}[.)])\s)")
_Fact = Requirement | QualityRequirement | Criterion | Risk


def check(subject: Subject) -> Iterator[Draft]:
    """The second and every further thing with an identifier."""
    model = subject.model
    yield from _doubled(subject, [*model.functional_requirements, *model.quality_requirements])
    yield from _doubled(subject, model.acceptance_criteria)
    yield from _doubled(subject, model.risks)


def _doubled(subject: Subject, facts: Sequence[_Fact]) -> Iterator[Draft]:
    source = subject.document.source
    first: dict[tuple[str, ...], _Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.span):
        if not fact.id:
            continue
        name = (canonical(fact.id), _form(source, fact), *_group(fact))
        before = first.setdefault(name, fact)
        if (
            before is fact
            or _goes_on(source, fact)
            or _text(before) == _text(fact)
            or before.span.covers(fact.span)
        ):
            continue
        yield Draft(
            identifier_span(subject, fact.span, fact.id),
            f"{fact.id} is the identifier of something else already",
            "Give one of them a number that is free, and mend the places that name it.",
            related=((source, first_line(source, before.span), f"the other {before.id}"),),
            data={"id": fact.id},
        )


def _goes_on(source: Source, fact: _Fact) -> bool:
    """Whether the written identifier is longer than the one that was read: ``AC-1a.2``."""
    raw = source.slice(fact.span)
    at = raw.find(fact.id or "")
    return at >= 0 and bool(re.match(r"[.-]?\w", raw[at + len(fact.id or "") :]))


def _form(source: Source, fact: _Fact) -> str:
    """Whether a fact is a heading, a row, an item or prose: one may be listed and described."""
    line = source.slice(source.line_span(source.line_of(fact.span.start)))
    match = _FORM.match(line)
    return match.lastgroup or "" if match else "prose"


def _group(fact: _Fact) -> tuple[str, ...]:
    """Criteria may count anew below each requirement and each heading."""
    if isinstance(fact, Criterion):
        return (key(fact.group), *(canonical(name) for name in fact.cites[:1]))
    return ()


def _text(fact: _Fact) -> str:
    return key(fact.risk if isinstance(fact, Risk) else fact.text)


RULE = Rule(
    "DD402",
    "duplicate-identifier",
    Severity.ERROR,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
