"""The document names a version of its template that does not exist.

## What it does

Reports `template-version=…` in front matter or in a `designdoc:` comment where the template's
history has no version of that name and no commit that begins so. The document is then checked as if
it named none.

## Why is this bad?

Whoever wrote it meant the document to be checked against one version, and it may be checked against
another.

## Example

With a template whose versions are 2025-03-01 and 2025-11-28:

```markdown template
# [Name]

## Overview

[What it is about]
```

```markdown document
<!-- designdoc: template-version=2025-11-82 -->

# Login

## Overview

People sign in with a key.
```

## Fix

Name one of the versions that `designdoc template lineage` lists, or take the words out. A shallow
clone knows no older versions, so there nothing is reported.
"""

from collections.abc import Iterator

from designdoc.checking import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity

_MOST = 60  # letters of a name that a message repeats


def check(subject: Subject) -> Iterator[Draft]:
    """One finding for a pin that pins nothing."""
    standing = subject.around.template
    if standing is None or standing.pin is None or not standing.unknown_pin:
        return
    yield Draft(
        standing.pin,
        f"the template has no version '{_short(standing.unknown_pin)}'; the nearest: "
        f"{', '.join(standing.near)}",
        "Name a version that `designdoc template lineage` lists, or take the words out.",
        data={"version": standing.unknown_pin},
    )


def _short(written: str) -> str:
    """The words as one line of a message holds them."""
    words = " ".join(written.split())
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


RULE = Rule("DD708", "unknown-template-version", Severity.WARNING, "0.2.0", check_model=check)
