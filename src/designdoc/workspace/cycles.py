"""Cycles of dependencies: Tarjan's strongly connected components, without recursion."""

from collections.abc import Iterable, Mapping, Sequence


def cycles(edges: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Each group of nodes that reach each other as one way round, from its smallest name on."""
    groups = _components(edges)
    return sorted(_round(group, edges) for group in groups)


def _components(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The strongly connected groups of more than one node, or of one with an edge to itself."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(edges):
        if root in index:
            continue
        work = [(root, iter(edges.get(root, ())))]
        index[root] = low[root] = len(index)
        waiting.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            following = next(targets, None)
            if following is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == index[node]:
                    group = _popped(waiting, on_stack, node)
                    if len(group) > 1 or node in edges.get(node, ()):
                        found.append(group)
            elif following not in index:
                index[following] = low[following] = len(index)
                waiting.append(following)
                on_stack.add(following)
                work.append((following, iter(edges.get(following, ()))))
            elif following in on_stack:
                low[node] = min(low[node], index[following])
    return found


def _popped(waiting: list[str], on_stack: set[str], last: str) -> list[str]:
    group = []
    while True:
        node = waiting.pop()
        on_stack.discard(node)
        group.append(node)
        if node == last:
            return group


def _round(group: Iterable[str], edges: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A shortest way from the group's smallest name back to it."""
    inside = set(group)
    start = min(inside)
    came: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for following in edges.get(node, ()):
            if following == start:
                way = [node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if following in inside and following not in came:
                came[following] = node
                queue.append(following)
    return (start,)
