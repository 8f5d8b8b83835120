"""The linked documents as one immutable value, and the questions that it answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from designdoc.workspace import coverage, impact
from designdoc.workspace.cycles import cycles
from designdoc.workspace.graph import Duplicate, Kind, Link, Node, Relation, Unresolved
from designdoc.workspace.identifiers import same


class Workspace(Struct, frozen=True, dict=True):
    """All nodes and links of a set of documents, in the order of the files."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def out(self) -> Mapping[str, Sequence[Link]]:
        """The links that begin at each node."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.source].append(link)
        return dict(found)

    @cached_property
    def into(self) -> Mapping[str, Sequence[Link]]:
        """The links that end at each node."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.target].append(link)
        return dict(found)

    def definition(self, node_id: str) -> Node | None:
        """The node with this id."""
        return self.by_id.get(node_id)

    def references(self, node_id: str) -> Sequence[Link]:
        """The links that lead to a node, in the order of the files."""
        return self.into.get(node_id, ())

    def find(self, written: str) -> tuple[Node, ...]:
        """Everything that somebody may mean: an id, an identifier in any document, a name."""
        exact = self.by_id.get(written)
        if exact:
            return (exact,)
        path, hash_, inner = written.rpartition("#")
        if not hash_:
            path, _, inner = written.rpartition("/")
        found = self._spelled.get(same(written), ()) or self._spelled.get(same(inner), ())
        if path:
            wanted = path.removesuffix(".md")
            found = tuple(n for n in found if _is_called(n.path.removesuffix(".md"), wanted))
        return _meant(found, written)

    def cycles(self) -> list[tuple[str, ...]]:
        """Components that depend on each other in a circle, each circle once."""
        edges: dict[str, list[str]] = defaultdict(list)
        for link in self.links:
            if link.relation is Relation.DEPENDS:
                edges[link.source].append(link.target)
        return cycles(edges)

    def coverage(self) -> "coverage.Coverage":
        """Which requirements are linked to what."""
        return coverage.coverage(self)

    def impact(self, node_id: str) -> "impact.Touched":
        """What a change of a node touches, nearest first, each with the link that leads there."""
        return impact.impact(self, node_id)

    @cached_property
    def _spelled(self) -> Mapping[str, tuple[Node, ...]]:
        """Nodes by identifier, by title, and documents by name."""
        found: dict[str, dict[str, Node]] = defaultdict(dict)
        for node in self.nodes:
            for name in filter(None, (node.written, node.title)):
                found[same(name)][node.id] = node
        return {name: tuple(nodes.values()) for name, nodes in found.items()}


# Of several things of one document with one name, the first kind is meant.
_RANKS = (
    Kind.DOCUMENT, Kind.REQUIREMENT, Kind.QUALITY, Kind.COMPONENT, Kind.TYPE, Kind.PHASE, Kind.RISK,
    Kind.ALTERNATIVE, Kind.CRITERION, Kind.FLOW_NODE, Kind.TEST, Kind.PHASE_ITEM,
)  # fmt: skip


def _meant(found: Iterable[Node], written: str) -> tuple[Node, ...]:
    """In each document an identifier before a title, then by kind."""
    best: dict[str, list[Node]] = {}
    ranks: dict[str, tuple[bool, int]] = {}
    wanted = same(written)
    for node in found:
        rank = (same(node.written) != wanted, _RANKS.index(node.kind))
        known = ranks.get(node.path)
        if known is None or rank < known:
            ranks[node.path], best[node.path] = rank, [node]
        elif rank == known:
            best[node.path].append(node)
    return tuple(node for nodes in best.values() for node in nodes)


def _is_called(path: str, wanted: str) -> bool:
    """Whether a document's path ends in the words given, or lies in the folder they name."""
    return path == wanted or path.endswith(f"/{wanted}") or f"/{wanted}/" in f"/{path}"
