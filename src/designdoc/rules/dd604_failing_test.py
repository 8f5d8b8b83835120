"""A test that proves a requirement fails.

## What it does

Looks in the test results that `[evidence] tests` names for the tests of each requirement. A test
proves a requirement when the identifier is in its name (`test_fr_3_locks`; FR-31 is another
one), in a marker (`@pytest.mark.requirement("FR-3")`), in a tag in its source
(`# requirement: FR-3`), or when a line of the testing section names both. Of several results for
one test the worst counts. Requirements whose failing tests are the same are one finding.

## Why is this bad?

The requirement is not met.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.
```

With results in which `test_fr_1_locks` fails.

## Fix

Mend the code, or the requirement if the test is right no longer.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.citing import identifier_span
from designdoc.rules.evidence import of_file, test_names
from designdoc.rules.support import listed, plural, quoted

if TYPE_CHECKING:
    from designdoc.workspace.assessment.verdicts import Proof


def check(subject: Subject) -> Iterator[Draft]:
    """Requirements whose tests fail, together where the same tests do."""
    groups: dict[frozenset[tuple[str, str]], list[Proof]] = {}
    for proof in subject.assessment.proofs if subject.assessment else ():
        if proof.failing:
            key = frozenset((test.group, test.name) for test in proof.failing)
            groups.setdefault(key, []).append(proof)
    for proofs in groups.values():
        yield _draft(subject, proofs)


def _draft(subject: Subject, proofs: "list[Proof]") -> Draft:
    first = proofs[0]
    ids = list(dict.fromkeys(proof.name for proof in proofs))
    failing = first.failing
    verb = "fails" if len(failing) == 1 else "fail"
    why = f": {quoted(failing[0].message)}" if failing[0].message else ""
    return Draft(
        identifier_span(subject, first.span, first.name),
        f"{test_names(failing)} {verb}, which should prove {listed(ids, 'and')}{why}",
        f"{plural(len(failing), 'failing test')} of {len(first.tests)} in {of_file(first.age)}. "
        "Mend the code, or the requirement if it is the test that is right.",
        data={"ids": ids, "tests": sorted({test.name for test in failing})},
    )


RULE = Rule("DD604", "failing-test", Severity.ERROR, "0.2.0", check_model=check)
