"""A drawing of a directed graph in layers (Sugiyama, Tagawa, Toda 1981): ranks, order, places.

Rank by longest path over the edges that close no circle, order by barycentres, four sweeps.
Every step is linear in nodes and edges, but for the sorting of each layer.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

_SWEEPS = 4
_ACROSS, _DOWN, _HEIGHT = 28.0, 84.0, 34.0


class Box(Struct, frozen=True):
    """Where a node is drawn: its centre and its width."""

    x: float
    y: float
    width: float


class Drawing(Struct, frozen=True):
    """The boxes by node, and the size of the whole."""

    boxes: Mapping[str, Box]
    width: float
    height: float


def layered(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], wide: Mapping[str, float]
) -> Drawing:
    """A place for every node; ``wide`` is how wide each is, in pixels."""
    known = set(nodes)
    links = [(a, b) for a, b in dict.fromkeys(edges) if a != b and a in known and b in known]
    layers = _ordered(_layers(nodes, _forward(nodes, links)), links)
    rows = [row for layer in layers for row in _split(layer, wide)]
    total = max((sum(wide[n] + _ACROSS for n in row) for row in rows), default=0.0)
    boxes: dict[str, Box] = {}
    for depth, row in enumerate(rows):
        x = (total - sum(wide[n] + _ACROSS for n in row)) / 2 + _ACROSS / 2
        for node in row:
            boxes[node] = Box(x + wide[node] / 2, 24 + depth * _DOWN + _HEIGHT / 2, wide[node])
            x += wide[node] + _ACROSS
    return Drawing(boxes, total + _ACROSS, len(rows) * _DOWN + 24)


def implied(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges that a longer way says as well (transitive reduction, Aho, Garey, Ullman 1972).

    Those within a circle are left alone. Reach is kept as bits, so that it costs nodes times edges
    over 64.
    """
    links = _forward(nodes, [(a, b) for a, b in dict.fromkeys(edges) if a != b])
    bit = {node: 1 << number for number, node in enumerate(nodes)}
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    reach: dict[str, int] = {}
    for layer in reversed(_layers(nodes, links)):
        for node in layer:
            reach[node] = bit[node]
            for other in after[node]:
                reach[node] |= reach[other]
    return {
        (source, target)
        for source, targets in after.items()
        for target in targets
        if any(reach[other] & bit[target] for other in targets if other != target)
    }


def _forward(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges that lead to no node which is still open: without them there is no circle."""
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    state: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for root in nodes:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(after[root]))]
        while stack:
            node, rest = stack[-1]
            for other in rest:
                if state.get(other) != 1:
                    found.append((node, other))
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(after[other])))
                    break
            else:
                state[node] = 2
                stack.pop()
    return found


def _layers(nodes: Sequence[str], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    after: dict[str, list[str]] = defaultdict(list)
    waits = dict.fromkeys(nodes, 0)
    for source, target in links:
        after[source].append(target)
        waits[target] += 1
    rank = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waits[node]]
    for node in ready:
        for other in after[node]:
            rank[other] = max(rank[other], rank[node] + 1)
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    found: dict[int, list[str]] = defaultdict(list)
    for node in nodes:
        found[rank[node]].append(node)
    return [found[depth] for depth in sorted(found)]


def _ordered(layers: list[list[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        near[source].append(target)
        near[target].append(source)
    place = {node: float(at) for layer in layers for at, node in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            centre = {
                n: sum(place[o] for o in near[n]) / len(near[n]) if near[n] else place[n]
                for n in layer
            }
            layer.sort(key=lambda node: centre[node])
            place.update({node: float(at) for at, node in enumerate(layer)})
    return layers


_WIDEST = 1500.0


def _split(layer: Sequence[str], wide: Mapping[str, float]) -> list[list[str]]:
    """A layer that is too wide, as several rows."""
    rows: list[list[str]] = [[]]
    width = 0.0
    for node in layer:
        if rows[-1] and width + wide[node] > _WIDEST:
            rows.append([])
            width = 0.0
        rows[-1].append(node)
        width += wide[node] + _ACROSS
    return rows
