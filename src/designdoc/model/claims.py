"""Which bytes a fact was read from; what nobody claims is text of its own kind: ``other``."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from designdoc.markdown import BlockTree, Fence
from designdoc.model.facts import (
    Alternative,
    Component,
    Fact,
    Phase,
    Requirement,
    Risk,
    Signal,
)
from designdoc.model.pieces import Piece
from designdoc.source import Span
from designdoc.source.regex import regex

_END = 1 << 62  # behind the end of any file
_WORD = regex(r"\w")


def claims(fact: Fact) -> Iterator[Span]:
    """The bytes whose words are in the fact. A signal only points at words of others."""
    if isinstance(fact, Signal):
        return
    yield fact.span
    if isinstance(fact, Component):
        for group in (fact.responsibilities, fact.interface, fact.dependencies, fact.code):
            yield from (entry.span for entry in group)
    elif isinstance(fact, Alternative):
        for group in (fact.overview, fact.pros, fact.cons, fact.reason):
            yield from (entry.span for entry in group)
    elif isinstance(fact, Phase):
        yield from (item.span for item in fact.items)
    elif isinstance(fact, Risk):
        yield from (entry.span for entry in fact.parts)
    elif isinstance(fact, Requirement):
        yield from (entry.span for entry in fact.parts)
        yield from (criterion.span for criterion in fact.criteria)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans that touch or overlap become one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            if span.end > found[-1].end:
                found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def unclaimed(tree: BlockTree, piece: Piece, claimed: Sequence[Span]) -> Iterator[Span]:
    """The parts of a piece with words in them that lie in none of the merged spans."""
    whole = piece.body if isinstance(piece, Fence) else piece.span
    at = whole.start
    first = max(0, bisect_right(claimed, (whole.start, _END)) - 1)
    if first < len(claimed) and claimed[first].covers(whole):
        return
    for index in range(first, len(claimed)):
        span = claimed[index]
        if span.start >= whole.end:
            break
        if span.start > at:
            yield from _with_words(tree, Span(at, span.start))
        at = max(at, span.end)
    if at == whole.start:
        yield piece.span
    elif at < whole.end:
        yield from _with_words(tree, Span(at, whole.end))


def _with_words(tree: BlockTree, span: Span) -> Iterator[Span]:
    if _WORD.search(tree.source.slice(span)):
        yield span
