"""How two spellings of one identifier are known as the same, and which texts may be citations."""

import re
import unicodedata
from collections.abc import Iterable

from designdoc.model import identifiers
from designdoc.model.identifiers import Patterns
from designdoc.source.regex import regex

_PARTS = regex(
    r"(?P<stem>[^\W\d_](?:[^\W\d_]|[-_])*?)[-_]?(?P<number>\d+(?:\.\d+)*)(?P<letter>[a-z]?)"
)
_NOT_BEFORE = r"(?<![A-Za-z0-9_\-])(?<![A-Za-z0-9]\.)"
_NOT_AFTER = r"(?![A-Za-z0-9_]|-[A-Za-z0-9]|\.\d)"
# What may be an identifier of another document, whose families are not known here.
_ANY = r"[A-Z]{1,8}(?:-[A-Z]{2,8}){0,2}-\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?"
_LONGEST = 40  # characters; more is the text of a cell that should hold an identifier


def is_identifier(written: str | None) -> bool:
    """Whether a fact's identifier can serve as one: short, and one word."""
    return bool(written and len(written) <= _LONGEST and not re.search(r"[\s#]", written))


def same(written: str) -> str:
    """What spellings of one identifier have in common: ``FR-1``, ``FR1`` and ``FR-001``."""
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written)  # full-width digits
    parts = _PARTS.fullmatch(written)
    if parts is None:
        return written.casefold()
    number = ".".join(each.lstrip("0") or "0" for each in parts["number"].split("."))
    return f"{parts['stem'].casefold()} {number}{parts['letter']}"


def stem(written: str) -> str:
    """The letters before the number, in upper case: ``FR`` of ``FR-1``; empty where none are."""
    parts = _PARTS.fullmatch(written)
    return parts["stem"].upper() if parts else ""


def family(known: str) -> str:
    """The family of an identifier as ``same`` makes it: ``fr`` of ``fr 1``; empty for none."""
    return known.rpartition(" ")[0]


def patterns(stems: Iterable[str]) -> Patterns:
    """What finds the identifiers in use, those with these stems, and what may be another's."""
    known = sorted(set(stems) - {""}, key=lambda each: (-len(each), each))
    usual = identifiers.patterns()
    own = [rf"(?:{'|'.join(map(re.escape, known))})[-_]?\d+(?:\.\d+)*[a-z]?"] if known else []
    joined = "|".join(f"({each})" for each in (*usual.expressions, *own, _ANY))
    kinds = (*usual.kinds, *("identifier" for _ in (*own, _ANY)))
    return Patterns(re.compile(f"{_NOT_BEFORE}(?:{joined}){_NOT_AFTER}"), kinds)
