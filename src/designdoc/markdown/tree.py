"""The parsed file: its blocks, its outline of sections, and queries over both."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from designdoc.markdown.blocks import (
    Block,
    Comment,
    Fence,
    Footnote,
    FrontMatter,
    Heading,
    Html,
    Item,
    Leaf,
    List,
    Paragraph,
    Quote,
    Table,
)
from designdoc.markdown.comments import find_comments
from designdoc.markdown.inline import Event, Inline, inlines
from designdoc.source import Memory, Source, Span
from designdoc.source.span import spans_of

_T = TypeVar("_T")


class Section(Struct, frozen=True):
    """A heading of the file's top level with all below it.

    ``blocks`` is the content before the first sub-heading; ``span`` reaches to the next
    heading of the same or a higher level, or the end of the file. The section without a
    heading holds what stands before the first one.
    """

    heading: Heading | None
    title: str
    level: int
    span: Span
    blocks: tuple[Block, ...]
    children: "tuple[Section, ...]"

    @property
    def body(self) -> Span:
        """The bytes after the heading, up to the first sub-heading."""
        start = self.heading.end if self.heading else self.span.start
        return Span(start, self.children[0].span.start if self.children else self.span.end)

    def walk(self) -> "Iterator[Section]":
        """This section and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class BlockTree:
    """A file as blocks. ``events`` are the parser's, kept for inline content on demand.

    ``too_deep`` is the first block that was nested deeper than the limit: blocks below the
    limit are kept, flattened into the deepest container. ``code``, ``links`` and ``inline_html``
    are the event indices of those inlines, in order. ``bases`` say from which event on how much is
    added to the bytes of events: after an edit, those of a part of the file count from elsewhere.
    ``memory`` is what was worked out from an earlier version of the file.
    """

    source: Source
    blocks: tuple[Block, ...]
    events: Sequence[Event] = field(repr=False)
    too_deep: Span | None
    code: Sequence[int] = field(repr=False)
    links: Sequence[int] = field(repr=False)
    inline_html: Sequence[int] = field(repr=False)
    html_blocks: Sequence[Html] = field(repr=False)
    fences: Sequence[Fence] = field(repr=False)
    bases: Sequence[tuple[int, int]] = field(repr=False)
    memory: Memory | None = field(default=None, repr=False)

    @property
    def front_matter(self) -> FrontMatter | None:
        """The YAML block at the head of the file."""
        first = self.blocks[0] if self.blocks else None
        return first if isinstance(first, FrontMatter) else None

    def inlines(self, leaf: Leaf) -> tuple[Inline, ...]:
        """The inline content of a heading, paragraph or cell."""
        return inlines(self.events[leaf.first : leaf.last], self.base(leaf.first))

    def text(self, leaf: Leaf) -> str:
        """The words of a leaf as a reader sees them, on one line."""
        first, last = leaf.first, leaf.last
        words = []
        for index in range(first, last):
            event = self.events[index][0]
            if type(event) is dict:
                (kind,) = event
                if kind in _WORDS:
                    words.append(event[kind])
            elif event in _BREAKS:
                words.append(" ")
        return "".join(words).strip()

    def raw(self, block: Block | Item | Leaf | Comment) -> str:
        """The source text of a block as it is written."""
        return self.source.slice(block.span)

    def event_span(self, index: int) -> Span:
        """The bytes of one parser event."""
        extent, base = self.events[index][1], self.base(index)
        return Span(extent["start"] + base, extent["end"] + base)

    def _event_spans(self, indices: Sequence[int]) -> tuple[Span, ...]:
        """The bytes of several events in order: faster than one by one."""
        events, bases = self.events, self.bases
        found: list[Span] = []
        ends = [*(first for first, _ in bases[1:]), _END]
        first = 0
        for (_, base), end in zip(bases, ends, strict=True):
            last = bisect_left(indices, end, first)
            extents = [events[index][1] for index in indices[first:last]]
            found += spans_of([(each["start"] + base, each["end"] + base) for each in extents])
            first = last
        return tuple(found)

    def base(self, index: int) -> int:
        """What is added to the bytes of an event."""
        bases = self.bases
        return bases[0][1] if len(bases) == 1 else bases[bisect_right(bases, (index, _END)) - 1][1]

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All HTML comments, in order; text in code is none."""
        spans = [block.span for block in self.html_blocks]
        spans += self.inline_html_spans
        return tuple(find_comments(self.source, sorted(spans)))

    @cached_property
    def code_spans(self) -> tuple[Span, ...]:
        """The bytes of all code, inline and block, in order."""
        return tuple(sorted([*self.inline_code_spans, *(fence.span for fence in self.fences)]))

    @cached_property
    def inline_code_spans(self) -> tuple[Span, ...]:
        """The bytes of all code within paragraphs and cells, in order."""
        return self._event_spans(self.code)

    @cached_property
    def inline_html_spans(self) -> tuple[Span, ...]:
        """The bytes of all tags and comments within paragraphs and cells, in order."""
        return self._event_spans(self.inline_html)

    @cached_property
    def link_spans(self) -> tuple[Span, ...]:
        """The bytes of all links and images, inline, by reference and automatic, in order."""
        return self._event_spans(self.links)

    @cached_property
    def definition_spans(self) -> tuple[Span, ...]:
        """The bytes of the link reference definitions, in order."""
        from designdoc.markdown.parse import definitions

        return tuple(definition.span for definition in definitions(self.source))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the file's top level, in order."""
        return tuple(block for block in self.blocks if type(block) is Heading)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The words of the ``headings``."""
        return tuple(map(self.text, self.headings))

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """The whole file from heading to heading: runs whose text can be looked through apart."""
        starts = [heading.start for heading in self.headings]
        ends = [*starts, len(self.source.data)]
        return tuple(Span(start, end) for start, end in zip((0, *starts), ends, strict=True))

    @cached_property
    def outline(self) -> Section:
        """The sections of the file below one root that holds what precedes the first heading."""
        return _outline(self)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section with a heading, in the order of the file."""
        return tuple(section for section in self.outline.walk() if section.heading)

    @cached_property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The definitions of footnotes, in order, wherever they stand."""
        if _FOOTNOTE not in self.source.data:
            return ()
        return tuple(block for block in self._every if type(block) is Footnote)

    def walk(self) -> Iterator[Block | Item]:
        """Every block and item, outermost first, in the order of the file."""
        return iter(self._every)

    @cached_property
    def _every(self) -> tuple[Block | Item, ...]:
        found: list[Block | Item] = []
        levels: list[Iterator[Block | Item]] = [iter(self.blocks)]
        while levels:
            for block in levels[-1]:
                found.append(block)
                if type(block) in _CONTAINERS:
                    levels.append(iter(children(block)))
                    break
            else:
                levels.pop()
        return tuple(found)


_FOOTNOTE = b"[^"
_END = 1 << 62  # behind the end of any file
_WORDS = frozenset({"Text", "Code"})
_BREAKS = frozenset({"SoftBreak", "HardBreak"})


def children(block: Block | Item) -> Sequence[Block | Item]:
    """The blocks directly inside a block; a table has none."""
    kind = type(block)
    if kind is List:
        return block.items  # type: ignore[union-attr]  # by its type
    return block.children if kind in _WITH_CHILDREN else ()  # type: ignore[union-attr]


_WITH_CHILDREN = frozenset({Item, Quote, Footnote})
_CONTAINERS = frozenset({List, *_WITH_CHILDREN})


def leaves(block: Block | Item) -> Iterator[Leaf]:
    """The headings, paragraphs and cells inside a block, in order."""
    stack: list[Block | Item] = [block]
    while stack:
        inner = stack.pop()
        if isinstance(inner, (Paragraph, Heading)):
            yield inner
        elif isinstance(inner, Table):
            for row in (inner.header, *inner.rows):
                yield from row.cells
        elif inside := children(inner):
            stack.extend(reversed(inside))


def _outline(tree: BlockTree) -> Section:
    blocks = tree.blocks
    end_of_file = len(tree.source.data)
    heads = [index for index, block in enumerate(blocks) if type(block) is Heading]
    first = heads[0] if heads else len(blocks)
    ends = [*heads[1:], len(blocks)] if heads else []
    stops = _stops(blocks, heads, end_of_file)
    # Built from the last heading backwards: each level's waiting children are taken by the
    # next heading of a higher level.
    waiting: list[Section] = []
    every = zip(heads, ends, stops, tree.headings, tree.titles, strict=True)
    for head, end, stop, heading, title in reversed(tuple(every)):
        own: list[Section] = []
        while waiting and waiting[-1].level > heading.level:
            own.append(waiting.pop())
        waiting.append(
            Section(
                heading,
                title,
                heading.level,
                Span(heading.start, stop),
                blocks[head + 1 : end],
                tuple(own),
            )
        )
    top = tuple(reversed(waiting))
    return Section(None, "", 0, Span(0, end_of_file), blocks[:first], top)


def _stops(blocks: Sequence[Block], heads: Sequence[int], end_of_file: int) -> list[int]:
    """For each heading where its section ends: the next heading of its level or above."""
    stops = [end_of_file] * len(heads)
    open_: list[tuple[int, int]] = []
    for number, index in enumerate(heads):
        heading = blocks[index]
        level = heading.level if isinstance(heading, Heading) else 0
        while open_ and open_[-1][0] >= level:
            stops[open_.pop()[1]] = heading.start
        open_.append((level, number))
    return stops
