"""Rules and how they are run: suppression, severities, baseline. No input or output here."""

from designdoc.checking.changed import Lines, on_changed_lines
from designdoc.checking.finding import finding
from designdoc.checking.rule import Draft, Rule, fix
from designdoc.checking.run import Checked, Fault, reads_model, run, with_severity
from designdoc.checking.settings import Choice, Settings, unknown_codes
from designdoc.checking.subject import (
    Around,
    Linked,
    Standing,
    Subject,
    SuspectEnd,
    SuspectLink,
)

__all__ = [
    "Around",
    "Checked",
    "Choice",
    "Draft",
    "Fault",
    "Lines",
    "Linked",
    "Rule",
    "Settings",
    "Standing",
    "Subject",
    "SuspectEnd",
    "SuspectLink",
    "finding",
    "fix",
    "on_changed_lines",
    "reads_model",
    "run",
    "unknown_codes",
    "with_severity",
]
