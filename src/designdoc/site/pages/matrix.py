"""Requirements against what they are linked to, with the gaps."""

from designdoc.output.matrix import HEADS, is_judged, short, shown_columns
from designdoc.output.visible import one_line
from designdoc.site.page import Page, render
from designdoc.site.view import View
from designdoc.workspace import Kind

PATH = "matrix.html"
CSV = "matrix.csv"


def matrix(view: View) -> Page:
    """The traceability matrix."""
    rows = view.coverage.rows
    main = render(
        "matrix.html.j2",
        PATH,
        view=view,
        rows=rows,
        kinds=shown_columns(rows),
        heads=HEADS,
        judged=is_judged(rows),
        quality=Kind.QUALITY,
        documents=list(dict.fromkeys(row.node.path for row in rows)),
        short=lambda node: one_line(short(node)),
        csv=CSV,
    )
    return Page(PATH, "matrix", "Matrix", main)
