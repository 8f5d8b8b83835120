"""The nodes of a workspace with the state that their evidence gives them."""

from collections.abc import Mapping

from msgspec.structs import replace

from designdoc.workspace.assessment.verdicts import Assessment, State
from designdoc.workspace.graph import Kind, Node
from designdoc.workspace.snapshot import Workspace

_ASKED = frozenset((Kind.REQUIREMENT, Kind.QUALITY))  # what has no evidence where nothing is known


def marked(workspace: Workspace, assessments: Mapping[str, Assessment]) -> Workspace:
    """The workspace with ``evidence`` on the requirements, qualities, criteria and tests judged.

    ``assessments`` are by the path of the document; a document that is not there stays as it is.
    """
    states = {path: each.states() for path, each in assessments.items()}

    def mark(node: Node) -> Node:
        if node.path not in states or node.kind is Kind.DOCUMENT:
            return node
        state = states[node.path].get(node.span)
        if state is None and node.kind in _ASKED:
            state = State.NONE
        return replace(node, evidence=state.value) if state else node

    return replace(workspace, nodes=tuple(mark(node) for node in workspace.nodes))
