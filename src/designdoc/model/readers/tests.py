"""What is tested, level by level: unit, integration, performance, e2e, other."""

import re
from collections.abc import Iterator, Sequence

from designdoc.markdown import Block, BlockTree, List, Table
from designdoc.model.entries import entries_of
from designdoc.model.facts import Entry, Form, Test
from designdoc.model.marks import plain_name
from designdoc.model.readers.targets import read_targets
from designdoc.model.region import Region
from designdoc.model.values import item_labels
from designdoc.source.regex import regex

_LEVELS = (
    ("e2e", regex(r"e2e|end[- ]to[- ]end|acceptance|エンドツーエンド", re.I)),
    ("integration", regex(r"integration|結合|統合|インテグレーション|интеграц", re.I)),
    ("performance", regex(r"performance|load test|stress|benchmark|scalability|性能|負荷"
                               r"|パフォーマンス|ベンチマーク|производительн", re.I)),
    ("unit", regex(r"\bunit\b|単体|ユニット|юнит|модульн", re.I)),
)  # fmt: skip


def read_tests(region: Region) -> Iterator[Test | Form]:
    """The tests of a region; a sub-heading or a label gives the level."""
    top = level_of(region.part.title)
    yield from _in_blocks(region.tree, region.blocks, top)
    for part in region.parts:
        stack = [(part, top)]
        while stack:
            inner, above = stack.pop()
            level = level_of(inner.title)
            level = above if level == "other" else level
            if inner.heading is not None:
                yield (
                    Form(inner.heading.span)
                    if level_of(inner.title) != "other"
                    else Test(level, plain_name(inner.title), inner.heading.span)
                )
            yield from _in_blocks(region.tree, inner.blocks, level)
            stack.extend((child, level) for child in reversed(inner.children))


def level_of(title: str) -> str:
    """The level that the words of a heading or label name."""
    return next((level for level, pattern in _LEVELS if pattern.search(title[:200])), "other")


def _in_blocks(tree: BlockTree, blocks: Sequence[Block], level: str) -> Iterator[Test | Form]:
    labelled = {
        item.span: level_of(found[0].name)
        for block in blocks
        if isinstance(block, List)
        for item in block.items
        if (found := item_labels(tree, item))
    }
    headers = {b.header.span for b in blocks if isinstance(b, Table) and b.rows}
    for entry in entries_of(tree, blocks):
        own = labelled.get(entry.span, "other")
        if entry.span in headers:
            yield Form(entry.span)
        elif entry.text:
            yield _test(tree, level if own == "other" else own, entry)


def _test(tree: BlockTree, level: str, entry: Entry) -> Test:
    return Test(level, entry.text, entry.span, read_targets(tree, entry.span))
