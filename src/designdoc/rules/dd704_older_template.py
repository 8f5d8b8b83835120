"""The document follows an older version of its template.

## What it does

Reports a document that was written from a version of its template that a newer one has replaced:
because it says so itself, because it was created then, or because its sections fit that version
best. The document is checked against its own version; this finding says what the newest one asks
for beyond it.

## Why is this bad?

It is not bad: documents outlive templates. But whoever changes the document next may want to carry
it forward, and whoever reads its other findings should know which version they speak of.

## Example

A document that was written from the template's version of 2025-03-01:

```markdown template
# [Name]

## Overview

[What it is about]
```

```markdown document
# Login

## Overview

People sign in with a key.
```

Since then the template has got a section "Risks". The document is not asked for it:

```text
docs/login.md:1:1: info[DD704] older-template: this document follows the template's version
2025-03-01 (created 2025-04-02 in commit 1b2c3d4e5f60); 1 newer version differs: section 'Risks'
added
```

## Fix

`designdoc migrate` carries the document to the newest version; nothing of the author's text is
lost. To keep it where it is, say so with `<!-- designdoc: template-version=2025-03-01 -->`, or
leave the rule out in the configuration.
"""

from collections.abc import Iterator

from designdoc.checking import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.support import top_span


def check(subject: Subject) -> Iterator[Draft]:
    """One finding for a document that is behind."""
    standing = subject.around.template
    if standing is None or not standing.newer:
        return
    count = f"{standing.newer} newer version{'s' if standing.newer > 1 else ''}"
    verb = "differ" if standing.newer > 1 else "differs"
    yield Draft(
        standing.pin or top_span(subject.document),
        f"this document follows the template's version {standing.version} ({standing.evidence}); "
        f"{count} {verb}: {standing.changes}",
        "Carry it forward with `designdoc migrate`, or leave it: it is checked against its own "
        "version.",
        data={"version": standing.version, "newest": standing.newest},
    )


RULE = Rule("DD704", "older-template", Severity.INFO, "0.2.0", check_model=check)
