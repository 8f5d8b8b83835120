"""Two changes of one text side by side, section by section: what either changed, and both together.

A document is cut at its headings. Where both versions have the sections of the base in its order,
what only one changed is taken from it (diff3, Khanna, Kunal, Pierce 2007, with sections for lines);
what both changed, each in its own way, is for a person to decide. Otherwise the whole is one piece.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from designdoc.markdown import parse
from designdoc.source import decode


class Side(StrEnum):
    """Who changed a piece."""

    NOBODY = "nobody"
    YOURS = "yours"
    THEIRS = "theirs"
    BOTH = "both"
    SAME = "same"  # both, in the same way


class Piece(Struct, frozen=True):
    """A section with its own text, heading included, in three versions."""

    title: str
    side: Side
    base: str
    yours: str
    theirs: str


def three_way(base: bytes, yours: bytes, theirs: bytes) -> tuple[Piece, ...]:
    """The pieces in the order of the file; joined, they are the texts again."""
    cut = [_pieces(text) for text in (base, yours, theirs)]
    titles = [[title for title, _ in pieces] for pieces in cut]
    if titles[0] == titles[1] == titles[2]:
        return tuple(
            _piece(title, *texts)
            for title, *texts in zip(titles[0], *([t for _, t in c] for c in cut), strict=True)
        )
    return (_piece("The whole document", base, yours, theirs),)


def merged(pieces: Sequence[Piece], chosen: Mapping[int, str]) -> bytes:
    """The text with everything that one side changed; ``chosen`` are the texts of the others, by
    number, as a person decided.

    Raises:
        KeyError: a piece that both changed has no decision.
    """
    texts = []
    for number, piece in enumerate(pieces):
        if number in chosen:
            texts.append(chosen[number])
        elif piece.side is Side.BOTH:
            raise KeyError(piece.title)
        else:
            texts.append(piece.theirs if piece.side is Side.THEIRS else piece.yours)
    return "".join(texts).encode("utf-8", "surrogateescape")


def _piece(title: str, base: bytes, yours: bytes, theirs: bytes) -> Piece:
    if yours == theirs:
        side = Side.NOBODY if yours == base else Side.SAME
    elif yours == base:
        side = Side.THEIRS
    else:
        side = Side.YOURS if theirs == base else Side.BOTH
    texts = (text.decode("utf-8", "surrogateescape") for text in (base, yours, theirs))
    return Piece(title, side, *texts)


def _pieces(data: bytes) -> list[tuple[str, bytes]]:
    tree = parse(decode("", data))
    starts = [part.heading.start for part in tree.outline.walk() if part.heading]
    titles = [part.title for part in tree.outline.walk() if part.heading]
    ends = [*starts, len(data)]
    found = [("", data[: ends[0]])]
    found += [(title, data[ends[n] : ends[n + 1]]) for n, title in enumerate(titles)]
    return found
