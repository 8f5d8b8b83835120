"""A test that should prove a requirement did not run.

## What it does

Reports a test that the testing section names and that was skipped, or is not in the results at
all: it was renamed, removed, or left out of the run. Only what is surely the name of a test counts:
`test_login_locks_out`, `tests/test_login.py::test_locks`, `LoginTest#locks`. Also reports a
requirement all of whose tests were skipped, and one whose tests stand in the sources that
`[evidence] sources` names, by a tag, a marker or their name, while no result tells of any of them:
where no other test of the same file ran either, that is information only. A test that was deleted
with its source is known only where the document names it.

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

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.citing import identifier_span
from designdoc.rules.evidence import names, of_file, test_names
from designdoc.rules.support import listed

if TYPE_CHECKING:
    from designdoc.workspace.assessment.names import Unrun
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
    yield from _unrun(subject, [p for p in found.proofs if p.unrun and p.name not in explained])


def _unrun(subject: Subject, proofs: "Sequence[Proof]") -> Iterator[Draft]:
    """Requirements whose tests stand in the sources only; a criterion goes with its requirement."""
    groups: list[list[Proof]] = []
    holding: dict[Unrun, list[Proof]] = {}  # the first group whose tests a test is among
    for proof in proofs:
        own = holding.get(proof.unrun[0])
        if own and set(proof.unrun) <= set(own[0].unrun):
            own.append(proof)
            continue
        groups.append([proof])
        for test in proof.unrun:
            holding.setdefault(test, groups[-1])
    for group in groups:
        yield _of_sources(subject, group)


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


def _of_sources(subject: Subject, proofs: "list[Proof]") -> Draft:
    first, tests = proofs[0], proofs[0].unrun
    ids = list(dict.fromkeys(proof.name for proof in proofs))
    beside = any(test.beside for test in tests)
    was = "it" if len(tests) == 1 else "one of them"
    why = f"Others of that file ran: let {was} run too." if beside else "No test of that file ran."
    paths = listed(list(dict.fromkeys(test.path for test in tests))[:3], "and")
    return Draft(
        identifier_span(subject, first.span, first.name),
        f"no result tells of {names(test.test for test in tests)} in {paths}, which should prove "
        f"{listed(ids, 'and')}",
        f"Looked for in {of_file(first.age)}. {why}",
        severity=None if beside else Severity.INFO,
        data={"ids": ids, "tests": sorted({t.test for t in tests}), "why": "not-run"},
    )


RULE = Rule("DD606", "test-not-run", Severity.WARNING, "0.2.0", check_model=check)
