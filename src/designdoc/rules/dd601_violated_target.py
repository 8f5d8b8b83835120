"""A measured number misses its target.

## What it does

Compares the targets of quality requirements and tests with the benchmark results that
`[evidence] benchmarks` names. A target is bound to a measurement by `measured by: NAME` beside it,
by `[evidence.bind]` in the configuration, or by its identifier where exactly one measurement has it
in its name. Units are converted; a percentile is compared with that percentile only; a target
that names none is compared with the mean, or with the only value there is. A number without a
sign is a limit in the direction of its metric: a latency at most, a throughput at least.

## Why is this bad?

What the document promises is not so.

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
[{"name": "login", "statistic": "p95", "value": 0.25, "unit": "s"}]
```

## Fix

Make it faster, or change the target and say in the history why.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity
from designdoc.rules.evidence import amount, margin, of_file, wanted
from designdoc.rules.support import quoted


def check(subject: Subject) -> Iterator[Draft]:
    """Targets whose measurement is on the wrong side."""
    if subject.assessment is None:
        return
    for each in subject.assessment.measured:
        if each.state == "violated":
            target = each.target
            found = amount(each.value, target.unit)
            yield Draft(
                target.span,
                f"the {each.statistic} of {quoted(each.bound)} is {found}, the target is "
                f"{wanted(target)}: {margin(each.value, target)}",
                f"Measured in {of_file(each.age)}. Make it better, or change the target and say "
                "why in the history.",
                data={
                    "metric": target.metric,
                    "measurement": each.bound,
                    "target": wanted(target),
                    "actual": found,
                    "file": each.age.path,
                },
            )


RULE = Rule("DD601", "violated-target", Severity.ERROR, "0.2.0", check_model=check)
