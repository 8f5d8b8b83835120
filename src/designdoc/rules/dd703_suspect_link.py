"""Something changed since somebody accepted the links to it.

## What it does

Reports a requirement, component, test or the like whose meaning is another than when a link to or
from it was accepted with `designdoc review accept`. Wrapping, list markers, padding, emphasis and
ticked boxes are no change of meaning. The finding names the links that are suspect, and what hangs
on them in its turn with the chain that leads there.

## Why is this bad?

The test still cites the requirement, the component still names it, and nobody has looked whether
they still agree with it. Requirement tools call such a link suspect.

## Example

With a `designdoc.lock` in which the link from "Gate" to FR-3 was accepted when FR-3 said "within a
second":

```markdown template
# [Name]

## Functional Requirements

- [What it must do]
```

```markdown document
# Login

## Functional Requirements

- FR-3: The user is told within two seconds.
```

## Fix

Read the other ends; mend them where they no longer agree. Then accept the links again:
`designdoc review accept FR-3`.
"""

from collections.abc import Iterator

from designdoc.checking import Draft, Rule, SuspectEnd
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Severity

_TOLD = 4  # links that are named


def check(subject: Subject) -> Iterator[Draft]:
    """One finding for each end that changed."""
    for end in subject.around.suspects:
        yield Draft(
            end.span,
            _message(end),
            "Read the other ends, mend what no longer agrees, then run "
            f"`designdoc review accept '{end.label}'`.",
            data={"changed": end.label},
        )


def _message(end: SuspectEnd) -> str:
    named = [f"{each.label} ({each.date} by {each.by})" for each in end.links[:_TOLD]]
    if len(end.links) > _TOLD:
        named.append(f"{len(end.links) - _TOLD} more")
    count = f"{len(end.links)} link{'s' if len(end.links) > 1 else ''}"
    verb = "were" if len(end.links) > 1 else "was"
    told = f"{end.label} changed since {count} to it {verb} accepted: {', '.join(named)}"
    return told + (f"; through them: {'; '.join(end.through)}" if end.through else "")


RULE = Rule("DD703", "suspect-link", Severity.WARNING, "0.2.0", check_model=check)
