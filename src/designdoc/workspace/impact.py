"""What a change touches: links walked both ways from one node, with the way that leads there."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.workspace.graph import Kind, Link, Node, Relation

if TYPE_CHECKING:
    from designdoc.workspace.snapshot import Workspace

# What a change goes on through. A plan, a test, a risk or another requirement is touched itself,
# but does not hand the change on: else every phase would join all the requirements in it.
_HANDS_ON = frozenset({Kind.COMPONENT, Kind.TYPE, Kind.CRITERION, Kind.FLOW_NODE})


class Step(Struct, frozen=True):
    """A node that is touched: ``via`` is the link walked last, ``before`` the node it came from."""

    node: Node
    distance: int
    before: str
    via: Link


class Touched(Struct, frozen=True, dict=True):
    """The node that would change, and everything that it touches, nearest first."""

    node: Node
    steps: tuple[Step, ...]

    @cached_property
    def below(self) -> Mapping[str, Sequence[Step]]:
        """The steps that were reached from each node."""
        found: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps:
            found[step.before].append(step)
        return dict(found)

    def chain(self, step: Step) -> tuple[Link, ...]:
        """The links that lead from the changed node to this step, the last one last."""
        way = [step]
        while way[-1].before != self.node.id:
            way.append(self._by_id[way[-1].before])
        return tuple(each.via for each in reversed(way))

    @cached_property
    def _by_id(self) -> Mapping[str, Step]:
        return {step.node.id: step for step in self.steps}


def impact(workspace: "Workspace", node_id: str) -> Touched:
    """Every node that a change of one touches, the nearest first.

    Both ways from the node itself; from there on a component, a type, a criterion or a place in the
    data flow hands the change on to what depends on it, uses it, follows it or speaks of it.
    """
    found: dict[str, Step] = {}
    queue = deque([(node_id, 0)])
    while queue:
        at, distance = queue.popleft()
        for link, other in _ways(workspace, at, first=distance == 0):
            if other == node_id or other in found:
                continue
            node = workspace.by_id[other]
            found[other] = Step(node, distance + 1, at, link)
            if _hands_on(node, link):
                queue.append((other, distance + 1))
    return Touched(workspace.by_id[node_id], tuple(found.values()))


def _ways(workspace: "Workspace", node_id: str, first: bool) -> Iterator[tuple[Link, str]]:
    """The links of a node that a change walks, and where they lead."""
    kind = workspace.by_id[node_id].kind
    if first or kind is not Kind.PHASE_ITEM:
        for link in workspace.out.get(node_id, ()):
            if first or link.relation is not Relation.DEPENDS:
                yield link, link.target
    for link in workspace.into.get(node_id, ()):
        if first or _comes_back(kind, link):
            yield link, link.source


def _comes_back(kind: Kind, link: Link) -> bool:
    """Whether a change goes against a link: an item's to its phase, never up the data flow."""
    if kind is Kind.PHASE_ITEM:
        return link.relation is Relation.CONTAINS
    return link.relation is not Relation.FLOWS


def _hands_on(node: Node, link: Link) -> bool:
    """Whether a change goes on from a node that was reached by a link."""
    if link.relation is Relation.USES and link.target == node.id:
        return False  # a component may change and leave the types that it uses as they are
    if node.kind is Kind.PHASE_ITEM:
        return link.relation is not Relation.CONTAINS  # an item hands it on to its phase
    return node.kind in _HANDS_ON
