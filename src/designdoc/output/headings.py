"""From a line of a document to the anchor that a site gave to the heading above it.

Sites make anchors each in their own way, so none is made anew: the headings of the source and those
of the page are paired by their words, the second of a name with the second.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from designdoc.markdown import BlockTree
from designdoc.source.regex import regex

_ATTRIBUTES = regex(r"\{[^{}]{0,120}\}\s*$")  # `{#own-anchor .class}`, which a page does not show
_GAPS = regex(r"[\W_]+")


class Anchors(Struct, frozen=True):
    """The anchors of a page by the line where what they stand for begins, in order."""

    lines: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    def at(self, line: int) -> str:
        """The anchor of the nearest heading at or above a line; empty above the first."""
        place = bisect_right(self.lines, line)
        return self.names[place - 1] if place else ""


def anchors_of(tree: BlockTree, rendered: Iterable[tuple[str, str]]) -> Anchors:
    """The anchors of a document's headings; ``rendered`` are the page's words and ids, in order."""
    known: dict[str, list[str]] = defaultdict(list)
    for words, anchor in rendered:
        known[_key(words)].append(anchor)
    for anchors in known.values():
        anchors.reverse()
    found = []
    for heading, title in zip(tree.headings, tree.titles, strict=True):
        left = known.get(_key(title))
        if left:
            found.append((tree.source.line_of(heading.start), left.pop()))
    return Anchors(tuple(line for line, _ in found), tuple(anchor for _, anchor in found))


def _key(words: str) -> str:
    return _GAPS.sub("", _ATTRIBUTES.sub("", words)).casefold()
