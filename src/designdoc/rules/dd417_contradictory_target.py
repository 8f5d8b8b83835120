"""One target is stated with two numbers.

## What it does

Compares the numbers of the quality requirements with those of the performance tests and the
criteria: where each states one target for a metric, with the same percentile, in the same
direction and under no two conditions, the numbers must agree. Units are converted.

## Why is this bad?

The test passes and the requirement is not met, or the other way round.

## Example

```markdown template
# [Name]

## Non-Functional Requirements

- **Performance**: [How fast]

## Testing Strategy

### Performance Tests

[What is measured]
```

```markdown document
# Login

## Non-Functional Requirements

- **Performance**: the response time has p95 < 200 ms

## Testing Strategy

### Performance Tests

- The load test fails at a response time of p95 < 0.5 s
```

## Fix

Find out which of the two holds, and write it in both places.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import Target
from designdoc.model.units import unit
from designdoc.rules.support import quoted
from designdoc.source.regex import regex

_PERCENTILE = regex(r"p\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:th)?[ -]percentile|median|average|mean", re.I)
_ANY = frozenset(("duration", "size", "share", "count", "", "timeout", "retention"))
_DIRECTION = {"<": "at most", "<=": "at most", ">": "at least", ">=": "at least", "=": "equal"}
_TIMES = frozenset(("latency", "duration", "load time"))
_Key = tuple[str, str, str]


def check(subject: Subject) -> Iterator[Draft]:
    """Targets that say something else than the requirement that they repeat."""
    model, source = subject.model, subject.document.source
    required = _by_key(target for fact in model.quality_requirements for target in fact.targets)
    tested = _by_key(target for test in model.tests for target in test.goals)
    for name, ours in required.items():
        theirs = tested.get(name, [])
        if len(ours) != 1 or len(theirs) != 1 or _conditions_differ(ours[0], theirs[0]):
            continue
        one, other = ours[0], theirs[0]
        if _base(one) is None or _base(one) == _base(other):
            continue
        here, there = source.slice(other.span).strip(), source.slice(one.span).strip()
        yield Draft(
            other.span,
            f"the test asks for {quoted(here)}, the requirement for {quoted(there)}",
            "Find out which of the two holds, and write it in both places.",
            related=((source, one.span, "the requirement"),),
            data={"metric": one.metric, "required": there, "tested": here},
        )


def _by_key(targets: Iterable[Target]) -> Mapping[_Key, list[Target]]:
    """Targets by what they measure; those of no named metric only with a percentile."""
    found: dict[_Key, list[Target]] = defaultdict(list)
    for target in targets:
        percentile = _PERCENTILE.search(target.qualifier)
        direction = _DIRECTION.get(target.comparison)
        if direction and (percentile or target.metric not in _ANY):
            name = percentile[0].lower() if percentile else ""
            # of one percentile it is the same time, whatever the sentence calls it
            metric = "time" if name and target.metric in _TIMES else target.metric
            found[(metric, name, direction)].append(target)
    return found


def _conditions_differ(one: Target, other: Target) -> bool:
    """Whether both say under which load they hold, and say different ones."""
    left, right = (_PERCENTILE.sub("", each.qualifier).split() for each in (one, other))
    return bool(left and right and left != right)


def _base(target: Target) -> float | None:
    """The value in the base unit, rounded so that 0.2 s is 200 ms."""
    known = unit(target.unit)
    return round(target.value * known.factor, 9) if known else None


RULE = Rule(
    "DD417",
    "contradictory-target",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
