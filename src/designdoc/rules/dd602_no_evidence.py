"""What the document says to be measured or proved is not in the results.

## What it does

Reports a target that is bound to a measurement which the results do not hold, hold in a unit that
cannot be converted, or hold without the percentile that the target asks for; a goal for coverage
that no report counts; and a requirement that no test proves, in a document most of whose
requirements are proved by tests. The last, and everything for which no result file is there at
all, is information only. A target that nothing binds is not reported.

## Why is this bad?

Nobody knows whether it is true.

## Example

```markdown template
# [Name]

## Non-Functional Requirements

- **Performance**: [How fast]
```

```markdown document
# Login

## Non-Functional Requirements

- **Performance**: the response time has p95 < 200 ms (measured by: `login`)
```

With a result file that says

```json
[{"name": "login", "statistic": "mean", "value": 0.15, "unit": "s"}]
```

## Fix

Measure it, or name the measurement as the results do.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.citing import identifier_span
from designdoc.rules.evidence import names, wanted
from designdoc.rules.support import listed, plural, quoted

if TYPE_CHECKING:
    from designdoc.workspace.assessment.verdicts import Covered, Measured

_KINDS = {"benchmarks": "measurements", "coverage": "coverage reports"}


def check(subject: Subject) -> Iterator[Draft]:
    """Targets, goals and requirements without evidence, each for its own reason."""
    found = subject.assessment
    if found is None:
        return
    measured = [each for each in found.measured if each.state == "no-evidence"]
    covered = [each for each in found.covered if each.state == "no-evidence"]
    yield from _without_file(subject, measured, "benchmarks")
    yield from _without_file(subject, covered, "coverage")
    for each in measured:
        if each.why != "no-file":
            yield _of_target(each)
    for goal in covered:
        if goal.why == "absent":
            yield _of_goal(goal)
    if found.proving:
        yield from _unproved(subject)


def _without_file(
    subject: Subject, verdicts: "Sequence[Measured | Covered]", kind: str
) -> Iterator[Draft]:
    """One finding where there is no file of a kind at all, at the first that would need one."""
    without = [each for each in verdicts if each.why == "no-file"]
    evidence = subject.around.evidence
    if not without or evidence is None or any(each.kind == kind for each in evidence.problems):
        return  # a file that cannot be used has a finding of its own
    patterns = next((found for key, found in evidence.patterns.items() if key == kind), ())
    more = f" and {plural(len(without) - 1, 'further number')}" if len(without) > 1 else ""
    first = without[0].target
    yield Draft(
        first.span,
        f"there are no {_KINDS[kind]} for {quoted(wanted(first))}{more}: no file that can be read "
        f"matches {listed(patterns)}",
        "Run what writes them, then check again.",
        severity=Severity.INFO,
        data={"kind": kind, "why": "no-file"},
    )


def _of_target(each: "Measured") -> Draft:
    target, bound = each.target, quoted(each.bound)
    severity = None
    if each.why == "absent":
        who = f"the target {wanted(target)} names"
        if not target.measured_by:
            who = f"[evidence.bind] names for the target {wanted(target)}"
        message = f"no result is called {bound}, which {who}"
        hint = f"Those like it are {names(each.near)}." if each.near else "Name one that is there."
    elif each.why == "statistic":
        message = (
            f"the target asks for the {each.statistic} of {bound}, and the results have "
            f"{listed(each.near, 'and') or 'no number'} of it"
        )
        hint = "Measure what the target asks for; a percentile cannot be made of other numbers."
    elif each.near:
        message = f"{bound} is measured in {each.near[0]}, and the target is in {target.unit}"
        hint = "Write both in units of one kind."
    elif target.comparison == "=":
        message = f"the target {quoted(wanted(target))} does not say in which direction it holds"
        hint, severity = "Write a sign: < or ≤, > or ≥.", Severity.INFO
    else:
        message = f"{quoted(wanted(target))} says what is wrong of the {target.metric}, and no goal"
        hint, severity = "Write the goal, with < or ≤ where less is better.", Severity.INFO
    data = {"metric": target.metric, "measurement": each.bound, "why": str(each.why)}
    return Draft(target.span, message, hint, data=data, severity=severity)


def _of_goal(goal: "Covered") -> Draft:
    counted = {"total": "", "line": "line ", "branch": "branch ", "function": "function "}
    scope = f" below {goal.scope}" if goal.scope else ""
    return Draft(
        goal.target.span,
        f"no report holds {counted[goal.counted]}coverage{scope}, and the goal is "
        f"{wanted(goal.target)}",
        "Let the coverage tool count it, or name the path as the report does.",
        data={"metric": "coverage", "counted": goal.counted, "scope": goal.scope, "why": "absent"},
    )


def _unproved(subject: Subject) -> Iterator[Draft]:
    assessment = subject.assessment
    spans = {each.span for each in subject.model.functional_requirements}
    for proof in assessment.proofs if assessment else ():
        if proof.why == "absent" and proof.span in spans:
            yield Draft(
                identifier_span(subject, proof.span, proof.name),
                f"no test in the results proves {proof.name}, though tests prove most others",
                "Name it at the test that proves it: in its name, or as a marker.",
                severity=Severity.INFO,
                data={"id": proof.name, "why": "absent"},
            )


RULE = Rule("DD602", "no-evidence", Severity.WARNING, "0.2.0", check_model=check)
