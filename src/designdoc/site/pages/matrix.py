"""Requirements against what they are linked to, with the gaps."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from designdoc.output.matrix import HEADS, cut, is_judged, short, shown_columns
from designdoc.output.visible import one_line
from designdoc.site.page import Page, relative
from designdoc.site.view import View
from designdoc.workspace import Kind, Node, Row
from designdoc.workspace.coverage import NEEDED

PATH = "matrix.html"
CSV = "matrix.csv"
ROWS = "matrix/rows.js"
_MOST = 300  # rows that stand in the page itself; of more, those in sight (measured: 41 ms a frame
# with 4,000 rows in the page, 17 ms with those in sight)
_FIRST = 60  # rows of a large one that stand in the page for those without scripts
_LINKED = 6  # of a cell that are shown
_STATES = ("linked", "partly-linked", "unlinked")
_EVIDENCE = (None, "met", "violated", "stale", "no-evidence")
_TITLE = 150  # characters


class Cell(Struct, frozen=True):
    """What a requirement is linked to in a column: place, name and title of the first ones."""

    linked: tuple[tuple[str, str, str], ...]
    more: int
    gap: bool


class Line(Struct, frozen=True):
    """A requirement. ``gaps`` are the columns without a link."""

    place: str
    path: str
    where: str
    written: str
    title: str
    label: str
    kind: str
    state: str
    evidence: str
    gaps: tuple[str, ...]
    cells: tuple[Cell, ...]


def matrix(view: View) -> Page:
    """The traceability matrix."""
    rows = view.coverage.rows
    large = len(rows) > _MOST
    kinds = shown_columns(rows)
    values = {
        "rows": [_line(row, kinds, view) for row in (rows[:_FIRST] if large else rows)],
        "count": len(rows),
        "large": large,
        "data": ROWS,
        "kinds": [(kind.value, HEADS[kind]) for kind in kinds],
        "judged": is_judged(rows),
        "linked": view.coverage.linked,
        "requirements": len(view.coverage.requirements),
        "csv": CSV,
    }
    return Page(PATH, "matrix", "Matrix", "matrix.html.j2", values)


def _line(row: Row, kinds: Sequence[Kind], view: View) -> Line:
    node = row.node
    written, title = one_line(node.written), one_line(node.title)
    return Line(
        place=view.node(node),
        path=one_line(node.path),
        where=f"{one_line(node.path)}:{node.line}",
        written=written,
        title=cut(title, _TITLE if written else 60),
        label=f"{one_line(node.label)} {title}",
        kind=node.kind.value,
        state=row.state,
        evidence=node.evidence or "",
        gaps=tuple(kind.value for kind in kinds if not row.cells[kind]),
        cells=tuple(_cell(row, kind, view) for kind in kinds),
    )


def _cell(row: Row, kind: Kind, view: View) -> Cell:
    nodes = row.cells[kind]
    linked = tuple(
        (view.node(node), one_line(short(node)), cut(one_line(node.title), 120))
        for node in nodes[:_LINKED]
    )
    return Cell(linked, max(0, len(nodes) - _LINKED), not nodes and kind in row.needed)


def rows_data(view: View) -> dict[str, Any] | None:
    """The rows of a large matrix as data; None where they stand in the page."""
    rows = view.coverage.rows
    if len(rows) <= _MOST:
        return None
    kinds = shown_columns(rows)
    numbers = {path: n for n, path in enumerate(dict.fromkeys(r.node.path for r in rows))}
    others = (node.path for row in rows for nodes in row.cells.values() for node in nodes)
    for path in others:
        numbers.setdefault(path, len(numbers))
    return {
        "documents": [
            (view.title(path), relative(view.page_of[path], PATH), one_line(path))
            for path in numbers
        ],
        "kinds": [kind.value for kind in kinds],
        "needed": {
            "requirement": [n for n, kind in enumerate(kinds) if kind in NEEDED],
            "quality": [n for n, kind in enumerate(kinds) if kind is Kind.TEST],
        },
        "judged": is_judged(rows),
        "rows": [_row(row, kinds, numbers, view) for row in rows],
    }


def _row(row: Row, kinds: Sequence[Kind], numbers: dict[str, int], view: View) -> tuple[Any, ...]:
    node = row.node
    return (
        numbers[node.path],
        _place(node, view),
        one_line(node.written),
        cut(one_line(node.title), _TITLE),
        _STATES.index(row.state),
        int(node.kind is Kind.QUALITY),
        _EVIDENCE.index(node.evidence),
        [[_link(each, node.path, numbers, view) for each in row.cells[kind]] for kind in kinds],
    )


def _link(node: Node, path: str, numbers: dict[str, int], view: View) -> tuple[Any, ...]:
    label, title = one_line(short(node)), cut(one_line(node.title), 60)
    other = None if node.path == path else numbers[node.path]
    said: tuple[Any, ...] = (label, _place(node, view))
    if title != label:
        return (*said, other, title)
    return said if other is None else (*said, other)


def _place(node: Node, view: View) -> str:
    return view.node(node).partition("#")[2]
