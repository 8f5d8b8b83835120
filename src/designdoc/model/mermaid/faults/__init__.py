"""What is certainly wrong in the kinds of diagram that are not read to nodes and edges.

One file a kind. Each tells only what mermaid.js refuses, whatever stands around it; what it does
not know it leaves alone. A function takes the cleaned text and returns the first fault, or None.
"""

from collections.abc import Callable, Mapping

from designdoc.model.mermaid.faults.class_faults import class_fault
from designdoc.model.mermaid.faults.er_faults import er_fault
from designdoc.model.mermaid.faults.git_faults import git_fault
from designdoc.model.mermaid.faults.journey_faults import gantt_fault, journey_fault
from designdoc.model.mermaid.faults.mind_faults import mind_fault
from designdoc.model.mermaid.faults.pie_faults import pie_fault
from designdoc.model.mermaid.faults.state_faults import state_fault
from designdoc.model.mermaid.tokens import SyntaxProblem

FAULTS: Mapping[str, Callable[[str], SyntaxProblem | None]] = {
    "classDiagram": class_fault,
    "erDiagram": er_fault,
    "gantt": gantt_fault,
    "gitGraph": git_fault,
    "journey": journey_fault,
    "mindmap": mind_fault,
    "pie": pie_fault,
    "stateDiagram": state_fault,
}
