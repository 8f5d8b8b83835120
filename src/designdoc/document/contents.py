"""Tables of contents: where they are, what they list, and what they should list."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from designdoc.markdown import Block, BlockTree, Heading, Html, InlineKind, Item, List, Paragraph
from designdoc.markdown.anchors import numbered
from designdoc.markdown.inline import plain
from designdoc.markdown.tree import children
from designdoc.source import Span, recall
from designdoc.source.once import once
from designdoc.source.percent import unquoted
from designdoc.source.regex import regex
from designdoc.template.names import key

_START = regex(r"\s*(?:toc|START doctoc\b.*|mdtoc|table of contents)\s*", re.IGNORECASE)
_END = regex(r"\s*(?:/toc|end ?toc|tocstop|END doctoc\b.*)\s*", re.IGNORECASE | re.DOTALL)
_NAMES = frozenset(key(name) for name in ("Table of Contents", "Contents", "TOC", "目次"))


class Entry(Struct, frozen=True):
    """A line of a table of contents, or a heading that should be one."""

    depth: int
    text: str
    anchor: str
    span: Span


class Contents(Struct, frozen=True):
    """A table of contents: its lists as one span, and whether markers make it generated.

    ``lists`` are empty where it has no markers.
    """

    span: Span
    entries: tuple[Entry, ...]
    generated: bool
    lists: tuple[List, ...] = ()


@once
def find(tree: BlockTree) -> tuple[Contents, ...]:
    """The generated tables between markers; else a list of in-page links under its heading."""
    return tuple(_find(tree))


def _find(tree: BlockTree) -> Iterator[Contents]:
    marked = list(_between_markers(tree))
    yield from marked
    if marked:
        return
    blocks = tree.blocks
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if not (isinstance(block, Heading) and isinstance(following, List)):
            continue
        if key(tree.text(block)) in _NAMES:
            entries = tuple(_entries(tree, [following]))
            if len(entries) > 1:
                yield Contents(following.span, entries, generated=False)


def headings(tree: BlockTree, after: int, all_count: bool = True) -> list[Entry]:
    """Every heading below ``after`` with the anchor that GitHub gives it.

    Those above only count, for the numbers of doubled names, if ``all_count``.
    """
    if all_count:
        return [entry for entry in all_headings(tree) if entry.span.start >= after]
    return _numbered(tree, after)


@once
def all_headings(tree: BlockTree) -> tuple[Entry, ...]:
    """Every heading of the file with the anchor that GitHub gives it."""
    return tuple(_numbered(tree, 0))


def _numbered(tree: BlockTree, after: int) -> list[Entry]:
    """The headings below ``after``; doubled names are numbered from there on."""
    first = bisect_left(tree.headings, after, key=lambda heading: heading.start)
    blocks, texts = tree.headings[first:], tree.titles[first:]
    return [
        Entry(block.level, text, anchor, block.span)
        for block, text, anchor in zip(blocks, texts, numbered(texts), strict=True)
    ]


def _between_markers(tree: BlockTree) -> Iterator[Contents]:
    if not any(isinstance(block, Html) for block in tree.blocks):
        return
    start: Span | None = None
    for comment in tree.comments:
        if _START.fullmatch(comment.text):
            start = comment.span
        elif start is not None and _END.fullmatch(comment.text):
            lists = [
                block
                for block in tree.blocks
                if isinstance(block, List) and start.end <= block.start < comment.start
            ]
            span = Span(lists[0].start, lists[-1].end) if lists else Span(start.end, start.end)
            entries = recall(
                tree.memory, "contents", tree.source, span, partial(_all_entries, tree, lists)
            )
            yield Contents(span, entries, True, tuple(lists))
            start = None


def is_alone(tree: BlockTree, contents: Contents) -> bool:
    """Whether a generated table holds lists of in-page links, and nothing of the author's own."""
    span = contents.span
    inside = [block for block in tree.blocks if span.start <= block.start < span.end]
    if not contents.generated or len(inside) != len(contents.lists):
        return False
    stack: list[Block | Item] = [*contents.lists]
    while stack:
        block = stack.pop()
        if isinstance(block, List | Item):
            stack.extend(children(block))
        elif not isinstance(block, Paragraph) or not _only_links(tree, block):
            return False
    return True


def _only_links(tree: BlockTree, block: Paragraph) -> bool:
    return all(
        inline.target.startswith("#")
        if inline.kind is InlineKind.LINK
        else not plain((inline,)).strip()
        for inline in tree.inlines(block)
    )


def _all_entries(tree: BlockTree, lists: Sequence[List]) -> tuple[Entry, ...]:
    return tuple(_entries(tree, lists))


def _entries(tree: BlockTree, lists: Sequence[List]) -> Iterator[Entry]:
    stack: list[tuple[Block | Item, int]] = [(block, 0) for block in reversed(lists)]
    while stack:
        block, depth = stack.pop()
        if isinstance(block, Paragraph):
            yield from _links(tree, block, depth)
        elif inside := children(block):
            deeper = depth + 1 if isinstance(block, List) else depth
            stack.extend((child, deeper) for child in reversed(inside))


def _links(tree: BlockTree, block: Paragraph, depth: int) -> Iterator[Entry]:
    """The in-page links that begin a line: one, or several where indentation went wrong."""
    begins = True
    for inline in tree.inlines(block):
        if inline.kind is InlineKind.LINK and inline.target.startswith("#") and begins:
            anchor = unquoted(inline.target[1:])
            yield Entry(depth, plain(inline.children), anchor, inline.span)
            begins = False
        elif inline.kind is InlineKind.BREAK:
            begins = True
