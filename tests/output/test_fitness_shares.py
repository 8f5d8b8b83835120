"""A bar is as long as its room, and its pieces as the counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.output.fitness_text import shares


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([5, 5], [5, 5]),
        ([0, 0], [0, 0]),
        ([636, 1, 0, 0, 4], [10, 0, 0, 0, 0]),
        ([2, 1, 1, 1, 1], [3, 2, 2, 2, 1]),
    ],
)
def test_shares(counts: list[int], expected: list[int]) -> None:
    assert shares(counts, 10) == expected


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5), st.integers(1, 40))
def test_the_whole_room_is_divided_and_no_piece_is_a_cell_off(counts: list[int], room: int) -> None:
    found, total = shares(counts, room), sum(counts)
    assert sum(found) == (room if total else 0)
    for piece, each in zip(found, counts, strict=True):
        assert not total or abs(piece - each * room / total) < 1
