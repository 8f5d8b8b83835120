"""An alternative does not say why it was not taken.

## What it does

Reports an alternative that is described and has no reason, where another one of the document has.
The option that was chosen needs none, and a labelled value that the template asks for is DD108.

## Why is this bad?

In a year somebody proposes it again, and nobody remembers what spoke against it.

## Example

```markdown template
# [Name]

## Alternatives

[What else was weighed]
```

```markdown document
# Login

## Alternatives

### Magic links

- **Overview**: A link by mail instead of a password.
- **Reason for Rejection**: Mail takes minutes.

### Client certificates

- **Overview**: A key in the browser.
```

## Fix

Say in one sentence what tipped the scale.
"""

import re
from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.model.facts import Alternative
from designdoc.model.slots import ALTERNATIVE, slot_of
from designdoc.rules.support import first_line, quoted
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.schema import Fields, Template

_CHOSEN = regex(
    r"chosen|selected|adopted|accepted|recommended|preferred|採用|選択|✅|★", re.IGNORECASE
)
_REASON = regex(
    r"\b(?:reject|because|since|not chosen|ruled out|discarded|would|too |however|but|reason"
    r"|overkill)"
    r"|不採用|却下|ため|理由|見送",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Draft]:
    """Alternatives that nothing speaks against."""
    document = subject.document
    found = subject.model.alternatives
    if _asks(document.template) or not any(each.reason for each in found):
        return
    for alternative in found:
        if not alternative.reason and alternative.name and not _says_why(alternative):
            yield Draft(
                first_line(document.source, alternative.span),
                f"the alternative {quoted(alternative.name)} does not say why it was not taken",
                "Say in one sentence what tipped the scale.",
                data={"alternative": alternative.name},
            )


def _says_why(alternative: Alternative) -> bool:
    """Whether it is the chosen one, or its words give a reason without a label."""
    words = " ".join(entry.text for entry in alternative.overview)
    return bool(_CHOSEN.search(alternative.name) or _CHOSEN.search(words) or _REASON.search(words))


@once
def _asks(template: Template) -> bool:
    """Whether the template has a field for the reason: its absence is DD108."""
    return any(
        slot_of(ALTERNATIVE, field.name) == "reason"
        for section in template.walk()
        for element in section.content
        if isinstance(element, Fields)
        for field in element.fields
    )


RULE = Rule(
    "DD414",
    "alternative-without-reason",
    Severity.INFO,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
