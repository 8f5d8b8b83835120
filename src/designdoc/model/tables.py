"""Tables whose columns are slots of a fact: one fact a row."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from designdoc.markdown import Block, BlockTree, Row, Table
from designdoc.model.facts import Entry
from designdoc.model.pieces import beyond_columns, cell_text, words
from designdoc.model.slots import Names, slot_of
from designdoc.source import Span


class Record(Struct, frozen=True):
    """A row by slot. ``extra`` are the cells under columns of another name."""

    row: Row
    cells: Mapping[str, Entry]
    extra: tuple[Entry, ...]

    def text(self, slot: str) -> str:
        """The words of a slot; empty where there is no such column."""
        entry = self.cells.get(slot)
        return entry.text if entry else ""

    def entries(self, slot: str) -> tuple[Entry, ...]:
        """The cell of a slot as entries."""
        entry = self.cells.get(slot)
        return (entry,) if entry and entry.text else ()

    @property
    def span(self) -> Span:
        """The bytes of the row."""
        return self.row.span

    @property
    def empty(self) -> bool:
        """Whether all cells are blank."""
        return not any(entry.text for entry in (*self.cells.values(), *self.extra))


def columns(tree: BlockTree, table: Table, names: Names) -> dict[str, int]:
    """Which column of a table is which slot; the first of a name wins."""
    found: dict[str, int] = {}
    for index, cell in enumerate(table.header.cells):
        slot = slot_of(names, words(tree, cell))
        if slot:
            found.setdefault(slot, index)
    return found


def records(tree: BlockTree, table: Table, places: Mapping[str, int]) -> Iterator[Record]:
    """The body rows with words in them, by slot."""
    taken = set(places.values())
    for row in table.rows:
        cells = {
            slot: Entry(cell_text(tree, row, index), row.cells[index].span)
            for slot, index in places.items()
            if index < len(row.cells)
        }
        extra = tuple(
            Entry(words(tree, cell), cell.span)
            for index, cell in enumerate(row.cells)
            if index not in taken and words(tree, cell)
        )
        beyond = beyond_columns(tree, row)
        if beyond:
            extra = (*extra, Entry(beyond, Span(row.cells[-1].end, row.end)))
        record = Record(row, cells, extra)
        if not record.empty:
            yield record


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """The tables that stand directly among the blocks."""
    return (block for block in blocks if isinstance(block, Table))
