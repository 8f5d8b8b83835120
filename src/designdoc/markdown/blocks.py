"""The blocks of a Markdown file. Every block knows its bytes; leaves know their inline events.

``first`` and ``last`` of a leaf are a range of parser events: inline content is built from
them only when somebody asks (``BlockTree.inlines``), because most blocks are never asked.
"""

from typing import TypeAlias

from msgspec import Struct

from designdoc.source import Span
from designdoc.source.span import as_span


class _Spanned(Struct, frozen=True, gc=False):
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The bytes of the block, with its markers and final line ending."""
        return as_span((self.start, self.end))


class Heading(_Spanned, frozen=True, gc=False):
    """``# Title`` or a setext heading, level 1 to 6."""

    level: int
    first: int
    last: int


class Paragraph(_Spanned, frozen=True, gc=False):
    """Text of its own, or the text that stands directly in a tight list item."""

    first: int
    last: int


class Cell(_Spanned, frozen=True, gc=False):
    """One cell of a table row, between its pipes."""

    first: int
    last: int


class Row(_Spanned, frozen=True, gc=False):
    """One row of a table; GFM drops surplus cells and adds missing ones as empty."""

    cells: tuple[Cell, ...]


class Table(_Spanned, frozen=True, gc=False):
    """A GFM table: the header row and the body rows."""

    header: Row
    rows: tuple[Row, ...]


class Fence(_Spanned, frozen=True, gc=False):
    """A code block. ``info`` is the text after the opening fence; ``body`` is the code.

    ``fenced`` is false for code by indentation; ``closed`` is false when the fence is still
    open where its container ends.
    """

    info: str
    body: Span
    fenced: bool
    closed: bool

    @property
    def language(self) -> str:
        """The first word of the info string in lower case: what highlighters go by."""
        words = self.info.split()
        return words[0].lower().strip("{}.") if words else ""


class Html(_Spanned, frozen=True, gc=False):
    """An HTML block, comments included."""


class FrontMatter(_Spanned, frozen=True, gc=False):
    """A YAML block between ``---`` lines at the head of the file; ``body`` without them."""

    body: Span


class Break(_Spanned, frozen=True, gc=False):
    """A thematic break."""


class Quote(_Spanned, frozen=True, gc=False):
    """A block quote."""

    children: "tuple[Block, ...]"


class Footnote(_Spanned, frozen=True, gc=False):
    """The definition of a footnote."""

    label: str
    children: "tuple[Block, ...]"


class Item(_Spanned, frozen=True, gc=False):
    """A list item. ``task`` is None, or whether its box is ticked; ``box`` is the box."""

    task: bool | None
    box: Span | None
    children: "tuple[Block, ...]"


class List(_Spanned, frozen=True, gc=False):
    """A list; ``ordered`` is None for bullets, else its first number."""

    ordered: int | None
    items: tuple[Item, ...]


class Comment(_Spanned, frozen=True, gc=False):
    """An HTML comment, in a block or inline. ``text`` is what stands between its marks."""

    text: str
    closed: bool


Leaf: TypeAlias = Heading | Paragraph | Cell
Block: TypeAlias = (
    Heading | Paragraph | Table | Fence | Html | FrontMatter | Break | Quote | Footnote | List
)
