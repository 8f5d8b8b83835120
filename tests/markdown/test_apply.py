"""Edits change what they say and not one byte more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.diagnostics import Edit
from designdoc.markdown import apply

ODD = b"\xef\xbb\xbf# T\r\n\tx\x00\xff  \r\nlast line"


@settings(deadline=None)
@given(st.binary())
def test_no_edits_are_the_identity(data: bytes) -> None:
    assert apply(data, []) == data


@st.composite
def cut(draw: st.DrawFn) -> tuple[list[bytes], list[str]]:
    """Bytes in pieces, and a replacement for every second piece."""
    kept = draw(st.lists(st.binary(min_size=1), min_size=1, max_size=6))
    removed = draw(st.lists(st.binary(), min_size=len(kept), max_size=len(kept)))
    texts = draw(st.lists(st.text(), min_size=len(kept), max_size=len(kept)))
    return [piece for pair in zip(kept, removed, strict=True) for piece in pair], texts


@settings(deadline=None)
@given(cut(), st.randoms())
def test_what_no_edit_covers_stays(case: tuple[list[bytes], list[str]], random: object) -> None:
    pieces, texts = case
    edits, expected, at = [], b"", 0
    for number, piece in enumerate(pieces):
        if number % 2:
            edits.append(Edit(at, at + len(piece), texts[number // 2]))
            expected += texts[number // 2].encode()
        else:
            expected += piece
        at += len(piece)
    assert apply(b"".join(pieces), reversed(edits)) == expected


def test_bom_crlf_tabs_and_a_missing_final_newline_stay() -> None:
    assert apply(ODD, [Edit(5, 6, "U")]) == ODD.replace(b"# T", b"# U")


def test_the_same_edit_from_two_findings_is_made_once() -> None:
    assert apply(b"ab", [Edit(1, 1, "-"), Edit(1, 1, "-")]) == b"a-b"


def test_edits_may_touch() -> None:
    assert apply(b"abcd", [Edit(2, 4, "Y"), Edit(0, 2, "X")]) == b"XY"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, ""), Edit(1, 3, "")],
        [Edit(0, 3, "x"), Edit(1, 2, "y")],
        [Edit(0, 5, "")],
        [Edit(-1, 0, "")],
        [Edit(2, 1, "")],
    ],
    ids=["overlapping", "nested", "past the end", "before the start", "backwards"],
)
def test_impossible_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the file"):
        apply(b"abcd", edits)
