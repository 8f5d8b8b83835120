"""A test that should prove a requirement did not run.

## What it does

Reports a test that the testing section names and that was skipped, or is not in the results at
all: it was renamed, removed, or left out of the run. Only what is surely the name of a test counts:
`test_login_locks_out`, `tests/test_login.py::test_locks`, `LoginTest#locks`. Also reports a
requirement all of whose tests were skipped.

## Why is this bad?

The document points to a proof that is not there.

## Example

```markdown template
# [Name]

## Functional Requirements

- [What it must do]

## Testing Strategy

[What is tested]
```

```markdown document
# Login

## Functional Requirements

- FR-1: The server locks an account after 5 wrong passwords.

## Testing Strategy

- FR-1: `test_login_locks_out`
```

With results that hold `test_login_shuts_out` only.

## Fix

Name the test as it is called now, or let it run.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.citing import identifier_span
from designdoc.rules.evidence import names, of_file, test_names
from designdoc.rules.support import listed

if TYPE_CHECKING:
    from designdoc.workspace.assessment.verdicts import Named, Proof


def check(subject: Subject) -> Iterator[Draft]:
    """Named tests that did not run, then requirements whose tests were all skipped."""
    found = subject.assessment
    if found is None:
        return
    told: set[str] = set()
    for each in found.named:
        if each.test not in told:
            told.add(each.test)
            yield _of_name(each)
    explained = {identifier for each in found.named for identifier in each.cited}
    groups: dict[frozenset[str], list[Proof]] = {}
    for proof in found.proofs:
        if proof.why == "skipped" and proof.name not in explained:
            groups.setdefault(frozenset(t.name for t in proof.tests), []).append(proof)
    for proofs in groups.values():
        yield _of_requirements(subject, proofs)


def _of_name(each: "Named") -> Draft:
    if each.why == "skipped":
        message = f"the test {each.test} was skipped"
        hint = f"In {of_file(each.age)}. Let it run, or say in the document that it does not."
    else:
        message = f"no test of the results is called {each.test}"
        near = f"The nearest is {names(each.near)}." if each.near else "Was it renamed or removed?"
        hint = f"Looked for in {of_file(each.age)}. {near}"
    cited = f", which should prove {listed(each.cited, 'and')}" if each.cited else ""
    data = {"test": each.test, "why": str(each.why), "ids": list(each.cited)}
    return Draft(each.span, message + cited, hint, data=data)


def _of_requirements(subject: Subject, proofs: "list[Proof]") -> Draft:
    first = proofs[0]
    ids = list(dict.fromkeys(proof.name for proof in proofs))
    return Draft(
        identifier_span(subject, first.span, first.name),
        f"every test that proves {listed(ids, 'and')} was skipped: {test_names(first.tests)}",
        f"In {of_file(first.age)}. Let one of them run.",
        data={"ids": ids, "tests": sorted({t.name for t in first.tests}), "why": "skipped"},
    )


RULE = Rule("DD606", "test-not-run", Severity.WARNING, "0.2.0", check_model=check)
