"""Lines that fit: at spaces, between wide characters, within words that are too long."""

from hypothesis import given
from hypothesis import strategies as st

from designdoc.output.visible import cells, visible
from designdoc.output.wrap import wrap


def test_words_wide_characters_and_long_words() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("船が着いたら", 4) == ["船が", "着い", "たら"]
    assert wrap("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrap("", 5) == [""]


@given(st.text().map(visible), st.integers(2, 30))
def test_every_line_fits_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
