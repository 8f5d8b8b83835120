"""Text of strangers made harmless and visible: no escape of theirs reaches a terminal.

Control characters, bidirectional overrides and characters that cannot be seen are shown as what
they are: the control pictures of Unicode where there is one (``␛``), else ``<U+202E>``.
"""

import re
import unicodedata
from functools import lru_cache

from designdoc.source.regex import regex

_UNSAFE = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every unsafe character spelled out."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_spelled, text)


def one_line(text: str) -> str:
    """``visible`` text on one line: runs of white space become one space."""
    return visible(" ".join(text.split()))


def lines(text: str) -> list[str]:
    """``visible`` text line by line, blank ends removed."""
    return [visible(line.replace("\t", "    ")).rstrip() for line in text.strip().splitlines()]


def cells(text: str) -> int:
    """How many cells of a terminal a visible text takes."""
    return len(text) if text.isascii() else sum(map(cell, text))


@lru_cache(maxsize=4096)
def cell(character: str) -> int:
    """Cells of one visible character: 2 for a wide one, 0 for a combining one."""
    if character == "\u200d" or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _spelled(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
