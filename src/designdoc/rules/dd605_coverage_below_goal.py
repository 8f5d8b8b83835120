"""The coverage is below the goal that the document sets.

## What it does

Compares goals such as "line coverage at least 95%" with the reports that `[evidence] coverage`
names. A goal may speak of lines, branches or functions; without such a word it is the tool's own
total. It may speak of a path in backticks, or of a component whose code the document names; else
it is about all files of the report. A goal for some other part is not judged.

## Why is this bad?

The document says how well the code is tested, and it is tested less.

## Example

```markdown template
# [Name]

## Testing Strategy

### Unit Tests

[What is tested]
```

```markdown document
# Login

## Testing Strategy

### Unit Tests

- Line coverage is at least 95%.
```

With a coverage report that counts 90%.

## Fix

Test what is not covered, or set another goal.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.evidence import of_file, wanted


def check(subject: Subject) -> Iterator[Draft]:
    """Goals that are not reached."""
    for goal in subject.assessment.covered if subject.assessment else ():
        if goal.state == "violated":
            counted = "" if goal.counted == "total" else f"{goal.counted} "
            scope = f" of {goal.scope}" if goal.scope else ""
            found = f"{int(goal.value * 100) / 100:g}%"  # cut: 89.999 is not 90
            yield Draft(
                goal.target.span,
                f"the {counted}coverage{scope} is {found}, the goal is {wanted(goal.target)}",
                f"Counted in {of_file(goal.age)}. Test what is not covered, or set another goal.",
                data={
                    "counted": goal.counted,
                    "scope": goal.scope,
                    "goal": wanted(goal.target),
                    "actual": found,
                    "file": goal.age.path,
                },
            )


RULE = Rule("DD605", "coverage-below-goal", Severity.WARNING, "0.2.0", check_model=check)
