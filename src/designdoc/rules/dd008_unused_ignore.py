"""A suppression comment suppresses nothing.

## What it does

Reports a `designdoc: ignore` or `designdoc: ignore-file` comment whose code is not found where the
comment speaks of: on the next line (a comment on a line of its own), on the same line (a comment at
the end of a line) or in the file. Codes that this run does not select are left alone.

## Why is this bad?

The comment was needed once. Kept after the fault is gone, it will hide the next one.

## Example

The template:

```markdown
# [Feature Name] Design Document

## Overview
```

The document:

```markdown
# Login Design Document

## Overview

<!-- designdoc: ignore DD201 -->
People sign in with a passkey.
```

## Fix

Take the code out of the comment, or the whole comment when it is the only code.
"""

from collections.abc import Iterator

from designdoc.checking import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document


def check(document: Document) -> Iterator[Draft]:
    """Nothing: which comments were of use is known to the runner, once the other rules ran."""
    del document
    yield from ()


RULE = Rule("DD008", "unused-ignore", Severity.WARNING, "0.1.0", check)
