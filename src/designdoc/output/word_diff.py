"""Two texts word by word: what is the same, what went, what came, with a little around it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.source.regex import regex

_WIDE = r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_TOKEN = regex(rf"\s*(?:[{_WIDE}]|[^\s{_WIDE}]+)")
_AROUND = 5  # words shown before and after a change
_ISLAND = 2  # words in common between two changes that are shown as part of them
_MOST = 4_000  # words compared; what is beyond counts as one word
_OPENING, _CLOSING = "([{\"'「（", ".,;:。、)]}\"'」）"
_SHORT = 5  # words of a change that is told as "200 ms → 500 ms"


class Piece(Struct, frozen=True):
    """A stretch of text. ``style``: same, old, new, or cut for an ellipsis."""

    style: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """The stretches in reading order; the text in common is cut to what is near a change."""
    one, other = _tokens(old), _tokens(new)
    found: list[Piece] = []
    regions = _regions(one, other)
    at = 0
    for number, (i1, i2, j1, j2) in enumerate(regions):
        found += _common(other[at:j1], number == 0)
        found += _piece("old", one[i1:i2])
        found += _piece("new", other[j1:j2])
        at = j2
    tail = other[at:]
    around = _around(tail)
    found += _piece("same", tail[:around])
    return found + ([Piece("cut", " …")] if len(tail) > around else [])


def replaced(old: str, new: str) -> tuple[str, str] | None:
    """The one short thing that another took the place of, where there is a number in it.

    A word after it that both have in common, such as a unit, goes with it.
    """
    one, other = _tokens(old), _tokens(new)
    regions = _regions(one, other)
    if len(regions) != 1:
        return None
    i1, i2, j1, j2 = regions[0]
    if i1 == i2 or j1 == j2 or max(i2 - i1, j2 - j1) > _SHORT:
        return None
    was, now = "".join(one[i1:i2]).strip(), "".join(other[j1:j2]).strip()
    if not (any(map(str.isdigit, was)) and any(map(str.isdigit, now))):
        return None
    if was[-1:].isdigit() and now[-1:].isdigit() and one[i2 : i2 + 1]:
        unit = one[i2].rstrip(_CLOSING)
        return was.lstrip(_OPENING) + unit, now.lstrip(_OPENING) + unit
    return was.lstrip(_OPENING).rstrip(_CLOSING), now.lstrip(_OPENING).rstrip(_CLOSING)


def _tokens(text: str) -> list[str]:
    found: list[str] = _TOKEN.findall(text)
    return found if len(found) <= _MOST else [*found[:_MOST], "".join(found[_MOST:])]


def _regions(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What differs, as ranges of both; small islands in common are drowned."""
    from rapidfuzz.distance import Indel

    plain = [t.strip() for t in one], [t.strip() for t in other]
    found: list[tuple[int, int, int, int]] = []
    for op in Indel.opcodes(*plain):
        if op.tag == "equal":
            continue
        region = op.src_start, op.src_end, op.dest_start, op.dest_end
        if found and region[0] - found[-1][1] <= _ISLAND:
            region = found[-1][0], region[1], found[-1][2], region[3]
            found.pop()
        found.append(region)
    return found


def _common(tokens: Sequence[str], first: bool) -> Iterator[Piece]:
    around = _around(tokens)
    room = around if first else 2 * around
    if len(tokens) <= room:
        yield from _piece("same", tokens)
        return
    if not first:
        yield from _piece("same", tokens[:around])
    yield Piece("cut", "…" if first else " …")
    yield from _piece("same", tokens[-around:])


def _around(tokens: Sequence[str]) -> int:
    """How many words to show; more where a word is but a character."""
    wide = sum(len(token.strip()) == 1 and not token.isascii() for token in tokens[:_AROUND])
    return 3 * _AROUND if wide > _AROUND // 2 else _AROUND


def _piece(style: str, tokens: Sequence[str]) -> list[Piece]:
    return [Piece(style, "".join(tokens))] if tokens else []
