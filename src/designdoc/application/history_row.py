"""The first row of a template's revision history, filled in for a new document."""

from collections.abc import Iterator
from datetime import date

from designdoc.diagnostics import Edit
from designdoc.markdown import BlockTree, Cell, Table
from designdoc.template.names import key
from designdoc.template.schema import Column, Section, TableForm, Template, TypeKind

_AUTHOR = frozenset({"author", "changed by", "updated by", "作成者", "著者", "担当者", "変更者"})
_FIRST = "1.0"


def history_row(tree: BlockTree, template: Template, today: date, author: str) -> Iterator[Edit]:
    """The edits that set today, the first version and the author in the history's first row."""
    for form in _histories(template):
        table = next(
            (b for b in tree.walk() if isinstance(b, Table) and b.start == form.span.start), None
        )
        if table and table.rows:
            yield from _row(tree, table, form, today, author)


def _histories(template: Template) -> Iterator[TableForm]:
    """Tables with a date and a version: that is what a history is, whatever its heading."""
    for section in template.walk():
        yield from (form for form in _tables(section) if _is_history(form))


def _tables(section: Section) -> Iterator[TableForm]:
    return (element for element in section.content if isinstance(element, TableForm))


def _is_history(form: TableForm) -> bool:
    kinds = {column.type.kind for column in form.columns}
    return {TypeKind.DATE, TypeKind.VERSION} <= kinds


def _row(
    tree: BlockTree, table: Table, form: TableForm, today: date, author: str
) -> Iterator[Edit]:
    names = {key(tree.text(cell)): number for number, cell in enumerate(table.header.cells)}
    cells = table.rows[0].cells
    for column in form.columns:
        number = names.get(key(column.name))
        if number is None or number >= len(cells):
            continue
        value = _value(column, tree.text(cells[number]), today, author)
        if value:
            yield _put(tree, cells[number], value)


def _value(column: Column, written: str, today: date, author: str) -> str:
    """What goes into the cell; empty for what stays as the template has it."""
    if column.type.kind is TypeKind.DATE:
        return today.isoformat()
    if column.type.kind is TypeKind.VERSION:
        return "" if written[:1].isdigit() else _FIRST
    return author if key(column.name) in _AUTHOR else ""


def _put(tree: BlockTree, cell: Cell, value: str) -> Edit:
    """Replace the words of a cell, its padding kept."""
    raw = tree.source.slice(cell.span)
    words = raw.strip(" \t|")
    value = value.replace("|", "\\|")
    if not words:
        return Edit(cell.start, cell.end, f" {value} ")
    start = cell.start + len(raw[: raw.index(words)].encode())
    return Edit(start, start + len(words.encode()), value)
