"""What results say of what a document asks for: met, violated, stale, or no evidence."""

from designdoc.workspace.assessment.assess import assess
from designdoc.workspace.assessment.given import NO_CHANGES, Changes, Dated, Evidence, Tagged
from designdoc.workspace.assessment.marked import marked
from designdoc.workspace.assessment.measuring import Bindings, bindings
from designdoc.workspace.assessment.verdicts import (
    Assessment,
    Covered,
    Measured,
    Named,
    Proof,
    State,
    Why,
)

__all__ = [
    "NO_CHANGES",
    "Assessment",
    "Bindings",
    "Changes",
    "Covered",
    "Dated",
    "Evidence",
    "Measured",
    "Named",
    "Proof",
    "State",
    "Tagged",
    "Why",
    "assess",
    "bindings",
    "marked",
]
