"""The traceability matrix as CSV: one row a requirement, for a spreadsheet."""

import csv
from io import StringIO

from designdoc.output.csv_value import harmless
from designdoc.output.matrix import HEADS, cell
from designdoc.workspace import COLUMNS, Workspace


def render_csv(workspace: Workspace) -> str:
    """A header row, then a row for each requirement with the names in each cell."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        ["Document", "Line", "Requirement", "Kind", "Title", *map(HEADS.__getitem__, COLUMNS),
         "State"]
    )  # fmt: skip
    for row in workspace.coverage().rows:
        node = row.node
        named = ["; ".join(cell(row.cells[kind])) for kind in COLUMNS]
        values = [node.path, str(node.line), node.written, node.kind.value, node.title]
        writer.writerow([harmless(value) for value in (*values, *named, row.state)])
    return stream.getvalue()
