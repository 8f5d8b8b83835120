"""What an editor shows of a requirement in a few words, made harmless as Markdown."""

from collections.abc import Mapping

from designdoc.lsp.server import Place
from designdoc.output.markdown import escaped
from designdoc.workspace import Kind, Node, Row, link_units
from designdoc.workspace.assessment.verdicts import State

_PLURAL = {Kind.CRITERION: "criteria"}
_COUNTED = (Kind.COMPONENT, Kind.TEST, Kind.PHASE)
STATES = {
    State.MET.value: "met",
    State.VIOLATED.value: "violated",
    State.STALE.value: "stale",
    State.NONE.value: "no evidence",
}


def counted(row: Row) -> str:
    """``3 components · 2 tests · 1 phase``: what a requirement is linked to."""
    parts = [_number(len(row.cells[kind]), kind) for kind in _COUNTED if row.cells[kind]]
    missing = [f"no {kind.value}" for kind in row.missing]
    return " · ".join([*parts, *missing])


def states(place: Place) -> Mapping[str, str]:
    """By the id of a node of the document what its evidence says, in words."""
    assessment = place.session.assessment(place.path)
    unit = place.session.unit(place.path)
    if assessment is None or unit is None:
        return {}
    known = assessment.states()
    return {
        node.id: STATES[known.get(node.span, State.NONE).value]
        for node in unit.nodes
        if node.span in known or node.kind in {Kind.REQUIREMENT, Kind.QUALITY}
    }


def plain(text: str) -> str:
    """A text of the document within Markdown: no mark of it does anything."""
    return escaped(text)


def named(node: Node) -> str:
    """A node as a person calls it."""
    both = node.written and node.title
    return plain(f"{node.written} {node.title}" if both else node.label)


def _number(count: int, kind: Kind) -> str:
    many = _PLURAL.get(kind, f"{kind.value}s")
    return f"{count} {kind.value if count == 1 else many}"


def rows(place: Place) -> tuple[Row, ...]:
    """The requirements of a document with what it links to them itself.

    Linked alone: to link all documents after every keystroke would take longer than a keystroke.
    """
    unit = place.session.unit(place.path)
    return link_units([unit]).coverage().rows if unit else ()
