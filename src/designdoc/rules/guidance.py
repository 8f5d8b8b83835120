"""Instructions of the template that stand in a document word for word, found by hash."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from designdoc.document import BoundSection, Document
from designdoc.markdown import (
    Block,
    BlockTree,
    Break,
    Comment,
    Html,
    InlineKind,
    Item,
    Paragraph,
    Quote,
    parse,
)
from designdoc.markdown.tree import leaves
from designdoc.rules.holes import is_hole
from designdoc.rules.support import trimmed
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.regex import regex
from designdoc.template.schema import Guidance, Template

_WORDS = regex(r"[^\W_]+")
_FEWEST = 12  # letters: shorter paragraphs agree by chance


class Left(Struct, frozen=True):
    """A guidance of the template and where it stands in the document."""

    span: Span
    guidance: Guidance
    comment: bool


_P = TypeVar("_P", Guidance, Left)


class _Known(Struct, frozen=True):
    comments: dict[str, Guidance]
    blocks: dict[tuple[bool, str], Guidance]
    first_words: frozenset[str]
    longest: int


@once
def left_guidance(document: Document) -> tuple[Left, ...]:
    """Every guidance left in the document, neighbours of one guidance joined, in order."""
    known = _known(document.template)
    found = [*_comments(document.tree, known), *_blocks(document, known)]
    found.sort(key=lambda left: left.span)
    return tuple(_joined(document, found))


@once
def _starts(document: Document) -> list[int]:
    return [left.span.start for left in left_guidance(document)]


def only_guidance(document: Document, section: BoundSection) -> bool:
    """Whether a section has content, and all of it is the template's guidance."""
    if section.part.children or section.part.heading is None:
        return False
    body = section.part.body
    all_left = left_guidance(document)
    at = bisect_left(_starts(document), body.start)
    if at >= len(all_left) or all_left[at].span.start >= body.end:
        return False
    return all(
        isinstance(block, Break)
        or _around(all_left, trimmed(document.source, block.span)) is not None
        or (isinstance(block, Html) and _is_comment(document, block))
        for block in section.part.blocks
    )


def _is_comment(document: Document, block: Html) -> bool:
    return document.tree.raw(block).lstrip().startswith("<!--")


@once
def _known(template: Template) -> _Known:
    comments: dict[str, Guidance] = {}
    blocks: dict[tuple[bool, str], Guidance] = {}
    tree = parse(template.source)
    starts = sorted((g for g in template.guidance if g.leftover), key=lambda g: g.span)
    for comment in tree.comments:
        guidance = _around(starts, trimmed(template.source, comment.span))
        if guidance is not None:
            comments.setdefault(_key(comment.text), guidance)
    for block, quoted in _texts(tree):
        guidance = _around(starts, trimmed(template.source, block.span))
        words = _block_key(tree, block)
        if guidance is not None and (len(words) >= _FEWEST or not words.isascii()):
            blocks.setdefault((quoted, words), guidance)
    comments.pop("", None)
    first = frozenset(words.partition(" ")[0] for _, words in blocks)
    return _Known(comments, blocks, first, max((len(words) for _, words in blocks), default=0))


def _texts(tree: BlockTree) -> Iterator[tuple[Paragraph | Quote, bool]]:
    """Paragraphs and quotes, and whether they are quoted: who quotes the template answers it."""
    end = 0
    for block in tree.walk():
        if isinstance(block, Quote):
            end = max(end, block.end)
        if isinstance(block, Paragraph | Quote):
            yield block, block.start < end


def _around(sorted_places: Sequence[_P], span: Span) -> _P | None:
    """Which of some places, sorted and apart, a span lies in."""
    at = bisect_right(sorted_places, span.start, key=lambda place: place.span.start) - 1
    if at >= 0 and sorted_places[at].span.end >= span.end:
        return sorted_places[at]
    return None


def _comments(tree: BlockTree, known: _Known) -> Iterator[Left]:
    if known.comments:
        for comment in tree.comments:
            guidance = known.comments.get(_key(comment.text))
            if guidance is not None and _matters(comment):
                yield Left(comment.span, guidance, comment=True)


def _matters(comment: Comment) -> bool:
    return bool(comment.text.strip())


def _blocks(document: Document, known: _Known) -> Iterator[Left]:
    if not known.blocks:
        return
    tree = document.tree
    done = 0
    for block, quoted in _texts(tree):
        if block.start < done or not _may_be(tree, block, known):
            continue
        guidance = known.blocks.get((quoted, _block_key(tree, block)))
        span = trimmed(tree.source, block.span)
        if guidance is not None and not is_hole(document, span):
            done = block.end
            yield Left(span, guidance, comment=False)


def _may_be(tree: BlockTree, block: Paragraph | Quote, known: _Known) -> bool:
    """A look at the length and the first word, which spares reading most paragraphs."""
    if block.end - block.start > 8 * known.longest + 400:
        return False
    head = tree.source.slice(Span(block.start, min(block.end, block.start + 200)))
    first = _WORDS.search(head.casefold())
    return first is None or first.end() == len(head) or first.group() in known.first_words


def _joined(document: Document, found: list[Left]) -> Iterator[Left]:
    last: Left | None = None
    for left in found:
        if last is not None and last.guidance == left.guidance and last.comment == left.comment:
            between = document.source.slice(Span(last.span.end, left.span.start))
            if not between.strip(" \t\r\n>*-"):
                last = Left(Span(last.span.start, left.span.end), last.guidance, last.comment)
                continue
        if last is not None:
            yield last
        last = left
    if last is not None:
        yield last


def _block_key(tree: BlockTree, block: Block | Item) -> str:
    """The words and the targets of links: one that leads elsewhere is the author's own."""
    texts: list[str] = []
    for leaf in leaves(block):
        texts.append(tree.text(leaf))
        texts += (link.target for link in tree.inlines(leaf) if link.kind is InlineKind.LINK)
    return _key(" ".join(texts))


@lru_cache(maxsize=4096)  # documents of one template share its comments
def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
