"""Coverage: which requirements have criteria, components, types, phases, tests and risks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.workspace.graph import Kind, Node, Relation

if TYPE_CHECKING:
    from designdoc.workspace.snapshot import Workspace

COLUMNS = (Kind.CRITERION, Kind.COMPONENT, Kind.TYPE, Kind.PHASE, Kind.TEST, Kind.RISK)
"""The columns of the matrix."""
NEEDED = (Kind.COMPONENT, Kind.PHASE, Kind.TEST)
"""What a functional requirement has to be linked to so as to count as covered."""
_ROWS = frozenset({Kind.REQUIREMENT, Kind.QUALITY})


class Row(Struct, frozen=True):
    """A requirement and what it is linked to, column by column."""

    node: Node
    cells: dict[Kind, tuple[Node, ...]]

    @property
    def needed(self) -> tuple[Kind, ...]:
        """The columns that must not be empty: a quality is no one part's, but has to be tested."""
        return NEEDED if self.node.kind is Kind.REQUIREMENT else (Kind.TEST,)

    @property
    def missing(self) -> tuple[Kind, ...]:
        """The needed columns that are empty."""
        return tuple(kind for kind in self.needed if not self.cells[kind])

    @property
    def state(self) -> str:
        """``linked``, ``partly-linked`` or ``unlinked``."""
        if not self.missing:
            return "linked"
        return "partly-linked" if any(self.cells.values()) else "unlinked"


class Coverage(Struct, frozen=True):
    """The matrix. Percentages speak of functional requirements; qualities are rows like them."""

    rows: tuple[Row, ...]

    @property
    def requirements(self) -> tuple[Row, ...]:
        """The rows of functional requirements."""
        return tuple(row for row in self.rows if row.node.kind is Kind.REQUIREMENT)

    @property
    def linked(self) -> int:
        """How many requirements have a component, a phase and a test."""
        return sum(not row.missing for row in self.requirements)

    @property
    def percent(self) -> float | None:
        """The share of linked requirements; None where there is no requirement."""
        total = len(self.requirements)
        return share(self.linked, total) if total else None

    def having(self, kind: Kind) -> int:
        """How many requirements have something in a column."""
        return sum(bool(row.cells[kind]) for row in self.requirements)


def share(part: int, whole: int) -> float:
    """Percent with one decimal, rounded down: 100 means all."""
    return part * 1000 // whole / 10 if whole else 0.0


def coverage(workspace: "Workspace") -> Coverage:
    """The matrix of a workspace, in the order of the files."""
    rows = (node for node in workspace.nodes if node.kind in _ROWS)
    return Coverage(tuple(Row(node, _cells(node, workspace)) for node in rows))


def _cells(node: Node, workspace: "Workspace") -> dict[Kind, tuple[Node, ...]]:
    found: dict[Kind, dict[str, Node]] = {kind: {} for kind in COLUMNS}
    for other in _around(node, workspace):
        kind = Kind.PHASE if other.kind is Kind.PHASE_ITEM else other.kind
        if kind in found:
            shown = _phase_of(other, workspace) if other.kind is Kind.PHASE_ITEM else other
            found[kind][shown.id] = shown
    return {kind: tuple(nodes.values()) for kind, nodes in found.items()}


def _around(node: Node, workspace: "Workspace") -> Iterator[Node]:
    """What is linked to a requirement, or to one of its criteria, in either direction."""
    criteria = []
    for other in _neighbours(node, workspace):
        yield other
        if other.kind is Kind.CRITERION:
            criteria.append(other)
    for criterion in criteria:
        yield from (n for n in _neighbours(criterion, workspace) if n.kind is not Kind.CRITERION)


def _neighbours(node: Node, workspace: "Workspace") -> Iterator[Node]:
    for link in workspace.out.get(node.id, ()):
        yield workspace.by_id[link.target]
    for link in workspace.into.get(node.id, ()):
        yield workspace.by_id[link.source]


def _phase_of(item: Node, workspace: "Workspace") -> Node:
    """The phase that an item stands in."""
    above = (x for x in workspace.into.get(item.id, ()) if x.relation is Relation.CONTAINS)
    first = next(above, None)
    return workspace.by_id[first.source] if first else item
