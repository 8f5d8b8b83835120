"""Characters to bytes."""

from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.offsets import Offsets


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_a_span_of_bytes_holds_the_characters(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = Offsets(text, 7).span(start, end)
    assert text.encode()[first - 7 : last - 7] == text[start:end].encode()
