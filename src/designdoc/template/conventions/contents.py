"""`<!-- toc --> ... <!-- /toc -->`, or links into the page under "Contents": no content."""

import re
from collections.abc import Sequence

from designdoc.markdown import Block, BlockTree
from designdoc.markdown import List as Bullets
from designdoc.markdown.tree import Section
from designdoc.source import Span
from designdoc.source.regex import regex

_OPEN = regex(r"\s*(?:start ?)?toc\b(?! *end)", re.IGNORECASE)
_CLOSE = regex(r"\s*(?:/ ?toc|end ?toc|toc ?end|tocstop)\b", re.IGNORECASE)
_HEADING = regex(r"(?:table of )?contents|toc|目次|index", re.IGNORECASE)
_ITEM = regex(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[.*\]\(#[^)]{0,300}\)[ \t]*")


def find_contents(tree: BlockTree) -> Span | None:
    """The bytes of the table of contents, with its marks where it has them."""
    opening = None
    for comment in tree.comments:
        if opening is None and _OPEN.fullmatch(comment.text.rstrip()):
            opening = comment
        elif opening is not None and _CLOSE.fullmatch(comment.text.rstrip()):
            return Span(opening.start, comment.end)
    for section in tree.sections:
        if is_contents_heading(section) and (block := _links(tree, section.blocks)):
            return block.span
    return None


def is_contents_heading(section: Section) -> bool:
    """Whether a section is called contents."""
    return bool(_HEADING.fullmatch(section.title.strip(" :：*_")))


def _links(tree: BlockTree, blocks: Sequence[Block]) -> Block | None:
    """A list in which every line links into the page."""
    for block in blocks:
        if isinstance(block, Bullets):
            lines = [line for line in tree.raw(block).splitlines() if line.strip()]
            if lines and all(_ITEM.fullmatch(line) for line in lines):
                return block
    return None
