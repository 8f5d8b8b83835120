"""The column of a table that says by which measurement the targets of its rows are judged."""

from collections.abc import Iterator, Mapping

from designdoc.markdown import BlockTree, Row, Table
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.source.regex import regex

_HEADER = regex(r"(?i)[*_\s]*(?:measured\s+by|計測方法|測定方法|計測|測定)[*_\s:：]*")
_NAME = regex(r"\s*(?:`(?P<ticked>[^`]{1,300})`|(?P<bare>\w[\w@./:-]{1,300}))\s*")
_OF_RESULTS = frozenset("./:_")  # in a bare word: people also write `Prometheus` or `by hand` there


def measured_by(tree: BlockTree, span: Span) -> tuple[str, Span] | None:
    """The name in that column of the row at a span, with the cell; None for any other text."""
    return _rows(tree).get(span.start)


@once
def _rows(tree: BlockTree) -> Mapping[int, tuple[str, Span]]:
    """The names by where their rows begin."""
    return {
        row.start: found
        for table in tree.walk()
        if isinstance(table, Table)
        for column in _columns(tree, table)
        for row in table.rows
        if (found := _named(tree, row, column))
    }


def _columns(tree: BlockTree, table: Table) -> Iterator[int]:
    for index, cell in enumerate(table.header.cells):
        if _HEADER.fullmatch(tree.source.slice(cell.span)):
            yield index
            return


def _named(tree: BlockTree, row: Row, column: int) -> tuple[str, Span] | None:
    if column >= len(row.cells):
        return None
    cell = row.cells[column].span
    match = _NAME.fullmatch(tree.source.slice(cell))
    if match is None or (match["bare"] and not _OF_RESULTS & set(match["bare"])):
        return None
    return " ".join((match["ticked"] or match["bare"]).split()), cell
