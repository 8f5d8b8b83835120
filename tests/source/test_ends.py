"""What two sequences have in common at their ends is counted once."""

from hypothesis import given
from hypothesis import strategies as st

from designdoc.source.ends import common_ends

WORDS = st.lists(st.sampled_from("ab"), max_size=8)


@given(WORDS, WORDS)
def test_nothing_more_is_common(one: list[str], other: list[str]) -> None:
    first, last = common_ends(one, other)
    assert one[:first] == other[:first]
    assert one[len(one) - last :] == other[len(other) - last :]
    shorter = min(len(one), len(other))
    assert first + last <= shorter
    if first + last < shorter:
        assert one[first] != other[first]
        assert one[-1 - last] != other[-1 - last]
