"""The bound on letters in common never rules out what rapidfuzz would find."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from designdoc.source.letters import may_agree

NAMES = st.text("abc é語", max_size=30)


@given(NAMES, NAMES, st.sampled_from([0.5, 0.75, 0.84, 0.92, 1.0]))
@example("abcab", "abc", 0.75)
def test_no_pair_that_agrees_is_ruled_out(one: str, other: str, share: float) -> None:
    if fuzz.ratio(one, other) >= share * 100:
        assert may_agree(one, other, share)


@pytest.mark.parametrize(
    ("one", "other", "share", "expected"),
    [
        ("summary", "sumary", 0.84, True),
        ("summary", "non-goals", 0.84, False),
        ("summary", "s", 0.5, False),
        ("abcdef", "fedcba", 0.9, True),  # the order is not looked at
    ],
)
def test_bound(one: str, other: str, share: float, expected: bool) -> None:
    assert may_agree(one, other, share) is expected
