"""Blocks further on in the file: the same blocks behind text that has grown or shrunk."""

from collections.abc import Callable, Sequence
from typing import Any

from designdoc.markdown.blocks import (
    Block,
    Break,
    Cell,
    Fence,
    Footnote,
    FrontMatter,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
)
from designdoc.source import Span
from designdoc.source.span import as_span


class Shift:
    """Moves blocks by so many bytes and their leaves by so many events; notes some kinds."""

    def __init__(self, bytes_: int, events: int) -> None:
        self.by = bytes_
        self.on = events
        self.html_blocks: list[Html] = []
        self.fences: list[Fence] = []

    def blocks(self, blocks: Sequence[Any]) -> tuple[Any, ...]:
        """The blocks, moved; the same ones where there is nothing to do."""
        return tuple([_KINDS[type(block)](self, block) for block in blocks])

    def _leaf(self, leaf: Any) -> Any:
        by, on = self.by, self.on
        return type(leaf)(leaf.start + by, leaf.end + by, leaf.first + on, leaf.last + on)

    def _heading(self, block: Heading) -> Heading:
        by, on = self.by, self.on
        return Heading(
            block.start + by, block.end + by, block.level, block.first + on, block.last + on
        )

    def _row(self, row: Row) -> Row:
        cells = tuple([self._leaf(cell) for cell in row.cells])
        return Row(row.start + self.by, row.end + self.by, cells)

    def _table(self, block: Table) -> Table:
        rows = tuple([self._row(row) for row in block.rows])
        return Table(block.start + self.by, block.end + self.by, self._row(block.header), rows)

    def _fence(self, block: Fence) -> Fence:
        start, end, body = block.start + self.by, block.end + self.by, self._span(block.body)
        moved = Fence(start, end, block.info, body, block.fenced, block.closed)
        self.fences.append(moved)
        return moved

    def _html(self, block: Html) -> Html:
        moved = Html(block.start + self.by, block.end + self.by)
        self.html_blocks.append(moved)
        return moved

    def _front_matter(self, block: FrontMatter) -> FrontMatter:
        return FrontMatter(block.start + self.by, block.end + self.by, self._span(block.body))

    def _break(self, block: Break) -> Break:
        return Break(block.start + self.by, block.end + self.by)

    def _quote(self, block: Quote) -> Quote:
        return Quote(block.start + self.by, block.end + self.by, self.blocks(block.children))

    def _footnote(self, block: Footnote) -> Footnote:
        start, end = block.start + self.by, block.end + self.by
        return Footnote(start, end, block.label, self.blocks(block.children))

    def _item(self, item: Item) -> Item:
        box = self._span(item.box) if item.box else None
        start, end = item.start + self.by, item.end + self.by
        return Item(start, end, item.task, box, self.blocks(item.children))

    def _list(self, block: List) -> List:
        items = tuple([self._item(item) for item in block.items])
        return List(block.start + self.by, block.end + self.by, block.ordered, items)

    def _span(self, span: Span) -> Span:
        return as_span((span.start + self.by, span.end + self.by))


_KINDS: dict[type, Callable[[Shift, Any], Block | Cell]] = {
    Heading: Shift._heading,
    Paragraph: Shift._leaf,
    Table: Shift._table,
    Fence: Shift._fence,
    Html: Shift._html,
    FrontMatter: Shift._front_matter,
    Break: Shift._break,
    Quote: Shift._quote,
    Footnote: Shift._footnote,
    List: Shift._list,
}
