"""A quality requirement has no number where one is expected.

## What it does

Reports a requirement on performance, scalability, reliability, availability or capacity that
holds neither a number nor a word such as "never" or "twice" that can be counted. Labels of which
nobody expects a number (maintainability, security, usability …) are left alone, and so is a
requirement that points to the place of its number. So is a reliability that says what happens when
something fails, and what forbids an effect that one can see.

## Why is this bad?

Without a number nobody can say whether the requirement is met: not the test, not the reviewer, and
not the one who is woken at night.

## Example

```markdown template
# [Name]

## Non-Functional Requirements

- **Performance**: [How fast]
```

```markdown document
# Login

## Non-Functional Requirements

- **Performance**: People do not have to wait for the page.
```

## Fix

Say how much, under which load, and where it is measured: `p95 < 200 ms at 100 requests per second`.

## Source

ISO/IEC/IEEE 29148:2018, 5.2.5 (verifiable); INCOSE Guide to Writing Requirements, R34 (measurable
performance).
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import QualityRequirement
from designdoc.rules.statements import Statement, statements
from designdoc.rules.support import first_line, quoted
from designdoc.rules.vocabulary import IDENTIFIER, NUMBER, VAGUE
from designdoc.source.once import once
from designdoc.source.regex import regex

_EXPECTED = regex(
    r"performance|latency|response time|throughput|scalability|capacity|availability|uptime"
    r"|reliability"
    r"|性能|パフォーマンス|応答(?:時間|性能)|スループット|スケーラビリティ|信頼性|可用性|容量",
    re.IGNORECASE,
)
# A reliability that tells what happens when something fails is a behaviour: it can be tested.
_BEHAVIOUR = regex(
    r"\b(?:if|when|on|after|until|unless|fallbacks?|degradation|retr\w+|handl\w+|released"
    r"|validat\w+|lossless"
    r"|not|no|must|catch\w*)\b|場合|とき|時に|ても|再試行",
    re.IGNORECASE,
)
# "Must not cause layout recalculation" and "without code changes" are seen or not: no number.
_FORBIDS = regex(
    r"\b(?:must|shall|does|do) not (?:cause|add|introduce|require|trigger|block)\b"
    r"|\bwithout (?:\w+ ){0,2}(?:changes?|modifications?)\b|линейн",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"\b(?:see|refer to|as (?:in|described|defined|specified)|defined in|unchanged|same as"
    r"|TBD|TODO|n/a"
    r"|not applicable)\b|\]\(|参照|未定|該当なし|変更なし|#[a-z]",
    re.IGNORECASE,
)
_LONGEST = 3  # words of a label; a longer one is a sentence


def check(subject: Subject) -> Iterator[Draft]:
    """Quality requirements without a measure."""
    for statement in statements(subject):
        fact = statement.fact
        if isinstance(fact, QualityRequirement) and unmeasurable(subject, statement):
            vague = VAGUE.search(statement.passages[0].text)
            says = f" but {quoted(vague[0])}" if vague else ""
            yield Draft(
                first_line(subject.document.source, fact.span),
                f"{quoted(fact.attribute)} is required with no number{says}: nobody can measure it",
                "Say how much, under which load and where measured, as in 'p95 < 200 ms at "
                "100 rps'.",
                data={"requirement": fact.id or "", "attribute": fact.attribute},
            )


def unmeasurable(subject: Subject, statement: Statement) -> bool:
    """Whether a number is expected of a statement, and none is there."""
    fact = statement.fact
    if not isinstance(fact, QualityRequirement) or fact.targets:
        return False
    expected = _EXPECTED.search(fact.attribute[:80])
    if not expected or len(fact.attribute.split()) > _LONGEST or _sibling_counts(subject, fact):
        return False
    if expected[0].casefold() in {"reliability", "信頼性"} and _BEHAVIOUR.search(fact.text):
        return False
    written = subject.document.source.slice(fact.span)
    words = fact.text.strip(" []{}<>")
    if len(words) < 8 or fact.text.startswith(("[", "{", "<")):
        return False
    if _FORBIDS.search(fact.text):
        return False
    counted = NUMBER.search(fact.text) or NUMBER.search(IDENTIFIER.sub("", written))
    return not (counted or _ELSEWHERE.search(written))


def _sibling_counts(subject: Subject, fact: QualityRequirement) -> bool:
    """Whether another requirement under the same label has the number."""
    counted = _counted(subject).get(fact.attribute, ())
    return any(other is not fact for other in counted[:2])


@once
def _counted(subject: Subject) -> dict[str, list[QualityRequirement]]:
    """The requirements with a number, by their label."""
    found: dict[str, list[QualityRequirement]] = {}
    for each in subject.model.quality_requirements:
        if NUMBER.search(each.text):
            found.setdefault(each.attribute, []).append(each)
    return found


RULE = Rule(
    "DD301",
    "unmeasurable",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
