"""Token holes (`NNNN`, `YYYY-MM-DD`, `...`) in the very slot where the template has them."""

import re
from collections.abc import Iterator, Sequence

from designdoc.document import BoundSection, Document
from designdoc.markdown import Block, Fence, Html
from designdoc.markdown.blocks import Leaf
from designdoc.markdown.tree import leaves
from designdoc.rules.hole_text import Context, context_index, is_bracketed, same_words
from designdoc.rules.support import heading_span
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.schema import Hole

# Tokens that nobody writes by accident, so that they count within a sentence of their section.
_DISTINCT = regex(
    r"N{3,6}|[A-Z]?#?X{3,6}|[A-Z]+(?:_[A-Z]+){2,}|[Yy]{4}[-/.年][Mm]{2}[-/.月][Dd]{2}日?"
)
_WORDY = regex(r"\w+(?: \w+)+")


def tokens_in_title(document: Document) -> Iterator[tuple[Span, Hole]]:
    """The title's tokens and sample words that still stand in the document's title."""
    title = document.title
    if title is None or title.part is None:
        return
    span = heading_span(document, title.part)
    for hole in title.form.holes:
        if not is_bracketed(hole) and not hole.written.startswith("<!--"):
            yield from _within(document, span, hole)


def tokens_in_section(document: Document, section: BoundSection) -> Iterator[tuple[Span, Hole]]:
    """The section's tokens that still stand in it, as a whole leaf or as an unmistakable word."""
    holes = [hole for hole in section.form.holes if _is_token(hole)]
    if not holes:
        return
    if section.form.variable and section.part.heading is not None:
        for hole in holes:
            if _DISTINCT.fullmatch(hole.written):
                yield from _within(document, heading_span(document, section.part), hole)
    distinct = {hole.written: hole for hole in holes if _DISTINCT.fullmatch(hole.written)}
    for leaf in _leaves(section.part.blocks):
        text = document.tree.text(leaf)
        whole = next((hole for hole in holes if same_words(text.strip("*_` "), hole)), None)
        if whole is not None:
            yield _own(document, leaf), whole
        elif text.strip():
            for hole in distinct.values():
                yield from _within(document, leaf.span, hole)


def _is_token(hole: Hole) -> bool:
    return bool(hole.written.strip()) and not is_bracketed(hole) and "<!--" not in hole.written


def _within(document: Document, span: Span, hole: Hole) -> Iterator[tuple[Span, Hole]]:
    """Whole-word occurrences in a span, outside code, links and comments."""
    text = document.source.slice(span)
    needle = hole.written if not _WORDY.fullmatch(hole.written) else " ".join(hole.written.split())
    if not needle or needle.casefold() not in text.casefold():
        return
    contexts = context_index(document)
    pattern = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(text):
        start = span.start + len(text[: match.start()].encode())
        if contexts.at(start) is Context.PROSE:
            yield Span(start, start + len(match.group().encode())), hole


def _leaves(blocks: Sequence[Block]) -> Iterator[Leaf]:
    for block in blocks:
        if not isinstance(block, Fence | Html):
            yield from leaves(block)


def _own(document: Document, leaf: Leaf) -> Span:
    end = leaf.end
    data = document.source.masked
    while end > leaf.start and data[end - 1] in b" \t\r\n":
        end -= 1
    start = leaf.start
    while start < end and data[start] in b" \t":
        start += 1
    return Span(start, end)
