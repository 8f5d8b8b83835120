"""Text that no role claims as a reader sees it, piece by piece with places.

Apart from ``extract``: only comparing needs it, and a check should not pay for it.
"""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from designdoc.document.contents import find
from designdoc.markdown import Block, BlockTree, Fence, FrontMatter, Heading, Html, Row
from designdoc.markdown.blocks import Leaf
from designdoc.model.facts import DesignModel, Entry, Other, Rest
from designdoc.model.marks import plain_name
from designdoc.model.pieces import Piece, html_words, pieces, row_text, words
from designdoc.source import Span


def readable(model: DesignModel, tree: BlockTree) -> DesignModel:
    """The model with the ``parts`` of its ``other`` text.

    Link definitions have none, nor has a table of contents: it only repeats the headings.
    """
    listed = [contents.span for contents in find(tree)]
    starts = [block.start for block in tree.blocks]

    def parts(span: Span) -> Iterator[Entry]:
        first = max(0, bisect_right(starts, span.start) - 1)
        for block in tree.blocks[first : bisect_right(starts, span.end)]:
            yield from _parts(tree, block, span)

    others: tuple[Other, ...] = tuple(
        replace(other, parts=tuple(parts(other.span)))
        if not any(span.start <= other.span.start < span.end for span in listed)
        else replace(other, text="")
        for other in model.other
    )
    return replace(model, rest=_Readable(model.rest, others))


class _Readable(Struct, frozen=True):
    """The rest of a document whose other text has its parts."""

    rest: Rest
    others: tuple[Other, ...]

    def prose(self, role: str) -> tuple[Entry, ...]:
        """As it was."""
        return self.rest.prose(role)

    def other(self) -> tuple[Other, ...]:
        """With parts."""
        return self.others


def _parts(tree: BlockTree, block: Block, within: Span) -> Iterator[Entry]:
    """One entry a paragraph, heading, row or fence with words in it, each on one line."""
    for piece in pieces(block):
        start, end = max(piece.start, within.start), min(piece.end, within.end)
        if start >= end or isinstance(piece, FrontMatter):
            continue
        whole = (start, end) == (piece.start, piece.end)
        text = _text(tree, piece) if whole else _part(tree, piece, Span(start, end))
        if text.strip():
            yield Entry(" ".join(text.split()), Span(start, end))


def _text(tree: BlockTree, piece: Piece) -> str:
    if isinstance(piece, Fence):
        return tree.source.slice(piece.body)
    if isinstance(piece, Html):
        return html_words(tree.source.slice(piece.span))
    if isinstance(piece, Heading):
        return plain_name(words(tree, piece))
    if isinstance(piece, Row):
        return row_text(tree, piece)
    return "" if isinstance(piece, FrontMatter) else words(tree, piece)


def _part(tree: BlockTree, piece: Piece, span: Span) -> str:
    """The words of a piece within a span of it."""
    if isinstance(piece, Fence | Html | FrontMatter):
        return html_words(tree.source.slice(span))
    leaves: tuple[Leaf, ...] = piece.cells if isinstance(piece, Row) else (piece,)
    return " ".join("".join(_words_within(tree, leaf, span)) for leaf in leaves)


def _words_within(tree: BlockTree, leaf: Leaf, span: Span) -> Iterator[str]:
    for index in range(leaf.first, leaf.last):
        event, place = tree.events[index][0], tree.event_span(index)
        if place.start < span.start or place.end > span.end:
            continue
        if isinstance(event, dict):
            yield str(event.get("Text") or event.get("Code") or "")
        elif event in {"SoftBreak", "HardBreak"}:
            yield " "
