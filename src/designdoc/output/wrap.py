"""Text broken into lines that fit, at spaces or between wide characters."""

from collections.abc import Iterator
from functools import lru_cache

from designdoc.output.visible import cell, cells
from designdoc.source.regex import regex

_WIDE = r"\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef\U0001f000-\U0003ffff"
_ASCII_WORDS = regex(r"\s+|\S+")
_WORDS = regex(rf"\s+|[^\s{_WIDE}]+|[{_WIDE}][、。，．」』）！？]*")


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells; a word that is wider than that is broken."""
    return list(_wrapped(text, width))


@lru_cache(maxsize=4096)  # many findings of a corpus give the same help
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines, used = [""], 0
    for word in pieces(text, width):
        taken = cells(word)
        if used + taken > width and not word.isspace():
            lines.append("")
            used = 0
        if used or not word.isspace():
            lines[-1] += word
            used += taken
    return tuple(line.rstrip() for line in lines)


def pieces(text: str, width: int) -> Iterator[str]:
    """The words and spaces of a text, none wider than ``width`` cells but for spaces."""
    # Python takes milliseconds to compile wide ranges, and most texts need none.
    for word in (_ASCII_WORDS if text.isascii() else _WORDS).findall(text):
        if cells(word) <= width:
            yield word
            continue
        piece, used = "", 0
        for character in word:
            taken = cell(character)
            if used + taken > width and piece:
                yield piece
                piece, used = "", 0
            piece += character
            used += taken
        if piece:
            yield piece
