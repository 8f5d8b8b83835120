"""The anchors of a file as GitHub makes them, and the short names that ids are made of."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from designdoc.markdown import BlockTree
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.regex import regex

_NAMED = regex(r"""<[a-zA-Z][^<>]{0,200}?\b(?:id|name)\s*=\s*["']?([^"'\s>]{1,120})""")
_ATTRIBUTE = regex(r"\{\s*#([^\s{}]{1,120})[^{}]{0,80}\}\s*$")

_DROPPED = regex(r"[^\w\- ]")
_GAPS = regex(r"[\W_]+")
_LONGEST = 48  # characters of an id made of words


@once
def anchors(tree: BlockTree) -> dict[str, Span | None]:
    """For each anchor of a file, in lower case, its heading; None for one that its HTML sets."""
    found: dict[str, Span | None] = {}
    headings, texts = tree.headings, tree.titles
    for heading, text, anchor in zip(headings, texts, numbered(texts), strict=True):
        found.setdefault(anchor.lower(), heading.span)
        if "{" in text and (own := _ATTRIBUTE.search(text)):
            found.setdefault(own[1].lower(), heading.span)
            found.setdefault(anchor_of(text[: own.start()]), heading.span)
    if b"<" in tree.source.data:
        for match in _NAMED.finditer(tree.source.text):
            found.setdefault(match[1].lower(), None)
    return found


def numbered(titles: Iterable[str]) -> list[str]:
    """The anchors of these headings: a doubled one has a number."""
    found: list[str] = []
    used: set[str] = set()
    seen: Counter[str] = Counter()
    for title in titles:
        anchor = unique = anchor_of(title)
        while unique in used:
            seen[anchor] += 1
            unique = f"{anchor}-{seen[anchor]}"
        used.add(unique)
        found.append(unique)
    return found


@lru_cache(maxsize=16384)
def anchor_of(title: str) -> str:
    """The anchor of a heading as GitHub makes it."""
    return _DROPPED.sub("", title.strip().lower()).replace(" ", "-")


@lru_cache(maxsize=16384)
def slug(text: str) -> str:
    """A few words of a text, fit for an id: ``Retry, then give up`` is ``retry-then-give-up``."""
    whole = _GAPS.sub("-", text[: _LONGEST * 4].casefold()).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]
