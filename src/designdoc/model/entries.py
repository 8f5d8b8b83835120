"""Text that has no form of its own: one entry a paragraph, list item, row, fence or quote."""

from collections.abc import Iterable, Iterator

from designdoc.markdown import Block, BlockTree, List, Table
from designdoc.model.facts import Entry
from designdoc.model.marks import plain_name
from designdoc.model.pieces import is_silent, row_text, text_of
from designdoc.model.region import Region


def entries(region: Region) -> Iterator[Entry]:
    """The region's text piece by piece, in order, with the headings inside it."""
    yield from entries_of(region.tree, region.blocks)
    for part in region.parts:
        for inner in part.walk():
            if inner.heading is not None:
                yield Entry(plain_name(inner.title), inner.heading.span)
            yield from entries_of(region.tree, inner.blocks)


def entries_of(tree: BlockTree, blocks: Iterable[Block]) -> Iterator[Entry]:
    """One entry a paragraph, top-level item, row, fence or quote among the blocks."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield Entry(text_of(tree, item), item.span)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield Entry(row_text(tree, row), row.span)
        elif not is_silent(block):
            yield Entry(text_of(tree, block), block.span)
