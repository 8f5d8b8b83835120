"""Cycles of dependencies, on graphs that are large, deep, or full of circles."""

from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from designdoc.workspace import Workspace
from designdoc.workspace.cycles import cycles

EDGES = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)
)


def test_each_circle_is_told_once_from_its_smallest_name() -> None:
    assert cycles({"b": ["c"], "c": ["a"], "a": ["b"], "d": ["a"]}) == [("a", "b", "c")]
    assert cycles({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}) == [("a", "b"), ("c", "d")]


def test_a_way_round_is_a_shortest_one() -> None:
    assert cycles({"a": ["b", "c"], "b": ["c"], "c": ["a"]}) == [("a", "c")]


def test_no_circle() -> None:
    assert cycles({"a": ["b", "c"], "b": ["c"]}) == []
    assert cycles({}) == []


def test_a_chain_of_a_hundred_thousand_is_no_matter() -> None:
    chain = {str(n): [str(n + 1)] for n in range(100_000)}
    assert cycles(chain) == []
    assert len(cycles({**chain, "100000": ["0"]})[0]) == 100_001


@given(EDGES)
def test_every_circle_goes_round_and_every_round_trip_is_in_a_circle(
    edges: dict[str, list[str]],
) -> None:
    found = cycles(edges)
    for way in found:
        for one, other in zip(way, (*way[1:], way[0]), strict=True):
            assert other in edges.get(one, ())
    groups = {frozenset(n for n in edges if _reach(edges, n, m) and _reach(edges, m, n))
              for m in edges if _reach(edges, m, m)}  # fmt: skip
    assert len(found) == len(groups)
    for way in found:
        assert any(set(way) <= group for group in groups)


def test_components_that_depend_on_each_other(
    linked: Callable[[Mapping[str, str]], Workspace],
) -> None:
    text = "# X Design Document\n\n## Components\n\n" + "".join(
        f"### {one}\n\n- **Responsibilities**: x\n- **Dependencies**: {other}\n\n"
        for one, other in (("Hen", "Egg"), ("Egg", "Hen"), ("Fox", "Hen"))
    )
    assert linked({"a.md": text}).cycles() == [("a.md#component/egg", "a.md#component/hen")]


def _reach(edges: dict[str, list[str]], start: str, end: str) -> bool:
    seen, todo = set(), list(edges.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo += edges.get(node, ())
    return end in seen
