"""What of a model is read on demand: the facts of prose, and the text that no role claims."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown import Block, Break, Html
from designdoc.model.claims import claims, merged, unclaimed
from designdoc.model.facts import Entry, Fact, NotApplicable, Other
from designdoc.model.pieces import pieces
from designdoc.model.readers import READERS
from designdoc.model.readers.errors import read_errors
from designdoc.model.readers.prose import read_prose
from designdoc.model.region import Region
from designdoc.model.terms import terms
from designdoc.source import Span, recall
from designdoc.source.regex import regex

_PROSE = frozenset(role for role, read in READERS.items() if read in {read_prose, read_errors})
# A link definition; its target may stand on the next line.
_DEFINITION = regex(
    rb"^[ \t>]*\[[^\]\n]{1,300}\]:(?:[ \t]*\r?\n[ \t>]*\S[^\n]*|[^\n]*)", re.MULTILINE
)


class Reading(Struct, frozen=True, dict=True):
    """A region and its facts; ``absent``: it says that its role does not apply."""

    region: Region
    absent: NotApplicable | None = None

    @property
    def role(self) -> str:
        """The name of the region's role; empty without one."""
        return self.region.role.name if self.region.role else ""

    @property
    def is_prose(self) -> bool:
        """Whether its facts are entries only, which can wait."""
        return self.role in _PROSE

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the reader of the role makes of the region."""
        if self.region.role is None or self.absent:
            return ()
        tree, part = self.region.tree, self.region.part
        inside = tuple(each.span.start - part.span.start for each in self.region.parts)
        return recall(
            tree.memory,
            (self.role, terms(), inside),
            tree.source,
            part.span,
            lambda: tuple(READERS[self.role](self.region)),
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of prose."""
        return tuple(f for f in self.facts if isinstance(f, Entry)) if self.is_prose else ()

    @property
    def claimed(self) -> list[Span]:
        """The bytes that its facts were read from, in order."""
        if self.absent:
            return [each.span for each in self.region.blocks if not isinstance(each, Html)]
        return merged(span for fact in self.facts for span in claims(fact))


class Unread(Struct, frozen=True):
    """The rest of a document, by its readings; ``others`` are known already."""

    document: Document
    readings: tuple[Reading, ...]
    others: tuple[Other, ...]

    def prose(self, role: str) -> tuple[Entry, ...]:
        """The entries of a role that has no form of its own, in the order of the file."""
        return tuple(
            e for reading in self.readings if reading.role == role for e in reading.entries
        )

    def other(self) -> tuple[Other, ...]:
        """What no role claims, section by section; then what stands between blocks."""
        left = [each for reading in self.readings for each in _others(reading)]
        between = _between_blocks(self.document, [reading.region for reading in self.readings])
        return (*left, *between, *self.others)


def _others(reading: Reading) -> Iterator[Other]:
    """What no fact claims, as it is written: block by block, whole where all of it is left."""
    region, claimed = reading.region, reading.claimed
    source = region.tree.source
    for path, block in _placed_blocks(region):
        for span in _left(region, block, claimed):
            text = source.slice(span).strip()
            if text:
                yield Other(path, text, span)


def _left(region: Region, block: Block, claimed: Sequence[Span]) -> list[Span]:
    """What is left of a block: all of it, or parts of its pieces."""
    if not claimed:
        return [] if isinstance(block, Break) else [block.span]
    whole = list(pieces(block))
    left = [span for piece in whole for span in unclaimed(region.tree, piece, claimed)]
    return [block.span] if left == [piece.span for piece in whole] else left


def _placed_blocks(region: Region) -> Iterator[tuple[tuple[str, ...], Block]]:
    """The blocks of a region and the headings below it, each with its path of headings."""
    for block in region.part.blocks:
        yield region.path, block
    stack = [(part, region.path) for part in reversed(region.parts)]
    while stack:
        part, above = stack.pop()
        path = (*above, part.title)
        if part.heading is not None and region.role is not None:
            yield above, part.heading
        for block in part.blocks:
            yield path, block
        stack.extend((child, path) for child in reversed(part.children))


def _between_blocks(document: Document, parts: Sequence[Region]) -> Iterator[Other]:
    """What stands in no block, link definitions as a rule, is text of its section."""
    source, tree = document.source, document.tree
    starts = [region.part.span.start for region in parts]
    ends = [source.bom, *(block.end for block in tree.blocks)]
    begins = [*(block.start for block in tree.blocks), len(source.data)]
    spans = [Span(end, begin) for end, begin in zip(ends, begins, strict=True) if begin > end]
    spans += _inner_definitions(document)
    for span in spans:
        text = source.slice(span).strip()
        if text:
            region = parts[max(0, bisect_right(starts, span.start) - 1)]
            yield Other(region.path, text, span)


def _inner_definitions(document: Document) -> Iterator[Span]:
    """Link definitions within the bytes of a list or quote: their lines are in no piece of it."""
    source = document.source
    found = [Span(*match.span()) for match in _DEFINITION.finditer(source.masked)]
    if not found:
        return
    blocks = document.tree.blocks
    begins = [block.start for block in blocks]
    known: dict[int, tuple[list[Span], list[int]]] = {}
    for span in found:
        block = bisect_right(begins, span.start) - 1
        if block < 0 or span.start >= blocks[block].end:
            continue
        if block not in known:
            inside = sorted(piece.span for piece in pieces(blocks[block]))
            known[block] = inside, [each.start for each in inside]
        inside, starts = known[block]
        index = bisect_right(starts, span.end) - 1
        if index < 0 or inside[index].end <= span.start:
            yield span
