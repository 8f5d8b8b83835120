"""References: links, paths and named sources, one a list item, row or paragraph with a link."""

from collections.abc import Iterator

from designdoc.markdown import BlockTree, Inline, InlineKind, Item, List, Paragraph, Table
from designdoc.markdown.blocks import Cell, Leaf
from designdoc.model.facts import Form, Reference
from designdoc.model.marks import paths
from designdoc.model.pieces import row_text, text_of, words
from designdoc.model.region import Region
from designdoc.model.values import is_nothing
from designdoc.source import Span
from designdoc.source.regex import regex

_URL = regex(r"https?://[^\s<>()「」、。|]+")


def read_references(region: Region) -> Iterator[Reference | Form]:
    """The references of a region, in the order of the file."""
    for block in region.all_blocks():
        if isinstance(block, List):
            for item in block.items:
                yield from _item(region.tree, item)
        elif isinstance(block, Table):
            yield Form(block.header.span)
            for row in block.rows:
                text = row_text(region.tree, row)
                yield Reference(text, _target(region.tree, row.cells, text), row.span)
        elif isinstance(block, Paragraph):
            yield from _prose(region.tree, block)


def _item(tree: BlockTree, item: Item) -> Iterator[Reference]:
    """An item is one reference; one that only heads a list is a group of them."""
    nested = [child for child in item.children if isinstance(child, List)]
    first = item.children[0] if item.children else None
    if nested and isinstance(first, Paragraph) and not _target(tree, [first], words(tree, first)):
        for inner in (child for block in nested for child in block.items):
            text = text_of(tree, inner)
            yield Reference(text, _target(tree, _leaves(inner), text), inner.span)
        return
    text = text_of(tree, item)
    if text and not is_nothing(text):
        yield Reference(text, _target(tree, _leaves(item), text), item.span)


def _prose(tree: BlockTree, block: Paragraph) -> Iterator[Reference]:
    """A paragraph that holds links is a reference; other prose is none."""
    text = words(tree, block)
    target = _target(tree, [block], text)
    if target:
        yield Reference(text, target, Span(block.start, block.end))


def _leaves(item: Item) -> list[Leaf]:
    return [child for child in item.children if isinstance(child, Paragraph)]


def _target(tree: BlockTree, leaves: "list[Leaf] | tuple[Cell, ...]", text: str) -> str:
    """The first link, else the first address or path among the words."""
    for leaf in leaves:
        for inline in _walk(tree.inlines(leaf)):
            if inline.kind is InlineKind.LINK and inline.target:
                return inline.target
    url = _URL.search(text)
    if url:
        return url[0]
    found = paths(text)
    return found[0] if found else ""


def _walk(content: tuple[Inline, ...]) -> Iterator[Inline]:
    stack = list(reversed(content))
    while stack:
        inline = stack.pop()
        yield inline
        stack.extend(reversed(inline.children))
