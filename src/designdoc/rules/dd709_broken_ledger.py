"""A line of the review ledger cannot be read, or says two things.

## What it does

Reports lines of `designdoc.lock` that are no lines of a ledger, conflict markers that a merge left,
and links that were accepted twice, with one meaning or with two. The other lines still count, and
`designdoc review accept` refuses to write the file until it is mended: nothing in it is lost.

## Why is this bad?

A link whose line cannot be read is not watched. Two meanings of one identifier mean that two
branches gave it to two things, or that each changed the one: after the merge nobody has accepted
what is there now.

## Example

Two lines of `designdoc.lock` after a merge, the fields apart by tabs:

```text
docs/login.md#FR-7 contains docs/login.md#AC-2 0c1d… 77ab… 2026-03-01 Ada
docs/login.md#FR-7 contains docs/login.md#AC-2 93fe… 77ab… 2026-03-02 Grace
```

## Fix

Resolve the conflict by keeping the lines of both sides; where one identifier means two things, give
one of them another. Then delete the doubled lines and accept the links again.
"""

from collections.abc import Iterator

from designdoc.change.ledger.file import LedgerProblem
from designdoc.checking import Draft, Rule
from designdoc.diagnostics import Severity
from designdoc.document import Document


def check(document: Document) -> Iterator[Draft]:
    """Nothing: a ledger belongs to many documents, and is judged once a run."""
    del document
    yield from ()


def broken(problem: LedgerProblem) -> Draft:
    """The finding for a line of a ledger."""
    return Draft(problem.span, problem.message, problem.help)


RULE = Rule("DD709", "broken-ledger", Severity.ERROR, "0.2.0", check=check)
