"""The anchors that GitHub gives to headings, and the short names that ids are made of."""

from collections import Counter

from designdoc.markdown import BlockTree, Heading
from designdoc.source import Span
from designdoc.source.regex import regex

_DROPPED = regex(r"[^\w\- ]")
_GAPS = regex(r"[\W_]+")
_LONGEST = 48  # characters of an id made of words


def anchors(tree: BlockTree) -> dict[str, Span]:
    """For each anchor of the document its heading: a doubled one has a number."""
    found: dict[str, Span] = {}
    seen: Counter[str] = Counter()
    for block in tree.blocks:
        if isinstance(block, Heading):
            anchor = unique = anchor_of(tree.text(block))
            while unique in found:
                seen[anchor] += 1
                unique = f"{anchor}-{seen[anchor]}"
            found[unique] = block.span
    return found


def anchor_of(title: str) -> str:
    """The anchor of a heading as GitHub makes it."""
    return _DROPPED.sub("", title.strip().lower()).replace(" ", "-")


def slug(text: str) -> str:
    """A few words of a text, fit for an id: ``Retry, then give up`` is ``retry-then-give-up``."""
    whole = _GAPS.sub("-", text[: _LONGEST * 4].casefold()).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]
