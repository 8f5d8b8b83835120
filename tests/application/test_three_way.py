"""Two changes of one document: what either changed is kept, what both changed is decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.application.three_way import Side, merged, three_way

BASE = b"# T\n\nhead\n\n## A\n\none\n\n## B\n\ntwo\n\n## C\n\nthree\n"
TEXTS = st.sampled_from(["one", "uno", "eins", "", "x\r\ny"])


def test_each_side_keeps_its_own() -> None:
    pieces = three_way(BASE, BASE.replace(b"one", b"uno"), BASE.replace(b"two", b"due"))
    assert [p.side for p in pieces][1:] == [Side.NOBODY, Side.YOURS, Side.THEIRS, Side.NOBODY]
    assert merged(pieces, {}) == BASE.replace(b"one", b"uno").replace(b"two", b"due")


def test_what_both_changed_is_decided() -> None:
    pieces = three_way(BASE, BASE.replace(b"one", b"uno"), BASE.replace(b"one", b"eins"))
    with pytest.raises(KeyError, match="A"):
        merged(pieces, {})
    number = next(n for n, piece in enumerate(pieces) if piece.side is Side.BOTH)
    assert merged(pieces, {number: pieces[number].theirs}) == BASE.replace(b"one", b"eins")


def test_other_sections_make_it_one_piece() -> None:
    (piece,) = three_way(BASE, BASE + b"\n## D\n", BASE.replace(b"one", b"uno"))
    assert piece.side is Side.BOTH


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_pieces_are_the_whole(yours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    def text(parts: tuple[str, ...]) -> bytes:
        return "".join(f"## {n}\n\n{part}\n\n" for n, part in enumerate(parts)).encode()

    base, mine, other = text(("one", "one", "one")), text(yours), text(theirs)
    pieces = three_way(base, mine, other)
    assert "".join(piece.yours for piece in pieces).encode() == mine
    assert "".join(piece.theirs for piece in pieces).encode() == other
    chosen = {n: piece.yours for n, piece in enumerate(pieces) if piece.side is Side.BOTH}
    whole = merged(pieces, chosen)
    for part, one, two in zip("012", yours, theirs, strict=True):
        kept = one if two == "one" or one != "one" else two
        assert f"## {part}\n\n{kept}\n".encode() in whole
