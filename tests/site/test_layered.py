"""Drawings of components: layers without overlap, whatever the graph; edges that others imply."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from designdoc.site.layered import implied, layered

NAMES = [f"n{number}" for number in range(12)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=40)


@given(EDGES)
def test_boxes_do_not_overlap(edges: list[tuple[str, str]]) -> None:
    wide = {name: 60.0 + 7 * number for number, name in enumerate(NAMES)}
    drawing = layered(NAMES, edges, wide)
    assert set(drawing.boxes) == set(NAMES)
    rows: dict[float, list[tuple[float, float]]] = {}
    for box in drawing.boxes.values():
        assert box.width / 2 <= box.x <= drawing.width - box.width / 2
        assert box.y <= drawing.height
        rows.setdefault(box.y, []).append((box.x - box.width / 2, box.x + box.width / 2))
    for row in rows.values():
        assert all(left[1] < right[0] for left, right in pairwise(sorted(row)))


@given(EDGES)
def test_without_what_is_implied_the_same_is_reached(edges: list[tuple[str, str]]) -> None:
    kept = [edge for edge in edges if edge not in implied(NAMES, edges)]
    assert _reached(kept) == _reached(edges)


def test_an_edge_beside_a_longer_way_is_implied() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    assert implied(["a", "b", "c", "d"], edges) == {("a", "c")}
    drawing = layered(["a", "b", "c"], edges[:3], dict.fromkeys("abc", 50.0))
    assert drawing.boxes["a"].y < drawing.boxes["b"].y < drawing.boxes["c"].y


def test_a_long_chain_and_a_large_circle_are_drawn() -> None:
    names = [str(number) for number in range(3000)]
    drawing = layered(names, [*pairwise(names), ("2999", "0")], dict.fromkeys(names, 60.0))
    assert len({box.y for box in drawing.boxes.values()}) == 3000


def _reached(edges: list[tuple[str, str]]) -> set[tuple[str, str]]:
    found = {edge for edge in edges if edge[0] != edge[1]}
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c and a != d} - found
        if not more:
            return found
        found |= more
