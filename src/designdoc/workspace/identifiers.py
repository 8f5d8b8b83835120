"""Which identifiers a document defines, and how two spellings of one are known as the same."""

import re
from collections.abc import Iterable

from designdoc.model.identifiers import Patterns
from designdoc.source.regex import regex

_PARTS = regex(r"(?P<stem>[A-Za-z][A-Za-z-]*?)-?(?P<number>\d+(?:\.\d+)*)(?P<letter>[a-z]?)")
_NOT_BEFORE = r"(?<![A-Za-z0-9_\-])(?<![A-Za-z0-9]\.)"
_NOT_AFTER = r"(?![A-Za-z0-9_]|-[A-Za-z0-9]|\.\d)"
_LONGEST = 40  # characters; more is the text of a cell that should hold an identifier


def is_identifier(written: str | None) -> bool:
    """Whether a fact's identifier can serve as one: short, and one word."""
    return bool(written and len(written) <= _LONGEST and not re.search(r"[\s#]", written))


def same(written: str) -> str:
    """What spellings of one identifier have in common: ``FR-1``, ``FR1`` and ``FR-001``."""
    parts = _PARTS.fullmatch(written)
    if parts is None:
        return written.casefold()
    number = ".".join(each.lstrip("0") or "0" for each in parts["number"].split("."))
    return f"{parts['stem'].casefold()} {number}{parts['letter']}"


def stem(written: str) -> str:
    """The letters before the number, in upper case: ``FR`` of ``FR-1``; empty where none are."""
    parts = _PARTS.fullmatch(written)
    return parts["stem"].upper() if parts else ""


def patterns(stems: Iterable[str]) -> Patterns | None:
    """What finds the identifiers with these stems in a text; None for no stems."""
    known = sorted(set(stems) - {""}, key=lambda each: (-len(each), each))
    if not known:
        return None
    joined = "|".join(map(re.escape, known))
    expression = rf"{_NOT_BEFORE}((?:{joined})-?\d+(?:\.\d+)*[a-z]?){_NOT_AFTER}"
    return Patterns(re.compile(expression), ("identifier",))
