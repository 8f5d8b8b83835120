"""A grave and likely risk has no mitigation.

## What it does

Reports a risk whose impact and probability are both high (高, 大), and whose mitigation is empty,
"none", "TBD" or a dash. A placeholder of the template is DD201.

## Why is this bad?

It is the one risk that the document expects to come true, and nobody has a plan.

## Example

```markdown template
# [Name]

## Risks

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| [Risk] | High/Medium/Low | High/Medium/Low | [What is done about it] |
```

```markdown document
# Login

## Risks

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| The mail provider is down at night | High | High | none |
```

## Fix

Say what makes the risk smaller, or who has decided to bear it.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.support import first_line, quoted
from designdoc.source.regex import regex

_HIGH = regex(
    r"\W*(?:very\s+)?(?:high|critical|severe)\b|\W*(?:非常に|極めて)?[高大]", re.IGNORECASE
)
_NOTHING = regex(
    r"\W*(?:none|no|n/?a|nothing|unknown|open|tbd|to be (?:decided|determined|defined)|todo"
    r"|なし|無し|未定|検討中)?\W*",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """High risks without a mitigation."""
    source = subject.document.source
    for risk in subject.model.risks:
        if not (_HIGH.match(risk.impact) and _HIGH.match(risk.probability)):
            continue
        if "/" in risk.impact[:12] or not _NOTHING.fullmatch(risk.mitigation[:80]):
            continue
        if any(part.text.strip() for part in risk.parts):
            continue
        yield Draft(
            first_line(source, risk.span),
            f"the risk {quoted(risk.risk)} is grave and likely, and nothing is done about it",
            "Say what makes it smaller, or who has decided to bear it.",
            data={"risk": risk.risk, "impact": risk.impact, "probability": risk.probability},
        )


RULE = Rule(
    "DD413",
    "unmitigated-risk",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.CERTAIN,
)
