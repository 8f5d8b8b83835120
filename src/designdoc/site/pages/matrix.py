"""Requirements against what they are linked to, with the gaps."""

from collections.abc import Sequence
from typing import Any

from designdoc.output.matrix import HEADS, cut, is_judged, short, shown_columns
from designdoc.output.visible import one_line
from designdoc.site.page import Page, relative, render
from designdoc.site.script import script
from designdoc.site.view import View
from designdoc.workspace import Kind, Node, Row
from designdoc.workspace.coverage import NEEDED

PATH = "matrix.html"
CSV = "matrix.csv"
ROWS = "matrix/rows.js"
_MOST = 300  # rows that stand in the page itself; of more, those in sight (measured: 41 ms a frame
# with 4,000 rows in the page, 17 ms with those in sight)
_STATES = ("linked", "partly-linked", "unlinked")
_EVIDENCE = (None, "met", "violated", "stale", "no-evidence")
_TITLE = 150  # characters


def matrix(view: View) -> Page:
    """The traceability matrix."""
    rows = view.coverage.rows
    large = len(rows) > _MOST
    main = render(
        "matrix.html.j2",
        PATH,
        view=view,
        rows=rows[:60] if large else rows,
        large=large,
        data=ROWS,
        kinds=shown_columns(rows),
        heads=HEADS,
        judged=is_judged(rows),
        quality=Kind.QUALITY,
        documents=list(dict.fromkeys(row.node.path for row in rows)),
        short=lambda node: one_line(short(node)),
        csv=CSV,
    )
    return Page(PATH, "matrix", "Matrix", main, ("matrix.js",) if large else ())


def rows_script(view: View) -> tuple[str, bytes] | None:
    """The rows of a large matrix as data; None where they stand in the page."""
    rows = view.coverage.rows
    if len(rows) <= _MOST:
        return None
    kinds = shown_columns(rows)
    numbers = {path: n for n, path in enumerate(dict.fromkeys(r.node.path for r in rows))}
    others = (node.path for row in rows for nodes in row.cells.values() for node in nodes)
    for path in others:
        numbers.setdefault(path, len(numbers))
    data = {
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
    return script(ROWS, "designdocMatrix", data)


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
