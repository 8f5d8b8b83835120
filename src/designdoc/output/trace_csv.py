"""The traceability matrix as CSV: one row a requirement, for a spreadsheet."""

import csv
from io import StringIO

from designdoc.output.csv_value import harmless
from designdoc.output.matrix import HEADS, cell, evidence_of, is_judged
from designdoc.workspace import COLUMNS, Coverage


def render_csv(coverage: Coverage) -> str:
    """A header row, then a row for each requirement with the names in each cell."""
    stream = StringIO()
    rows = coverage.rows
    judged = is_judged(rows)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        ["Document", "Line", "Requirement", "Kind", "Title", *map(HEADS.__getitem__, COLUMNS),
         "State", *(["Evidence"] if judged else [])]
    )  # fmt: skip
    for row in rows:
        node = row.node
        named = ["; ".join(cell(row.cells[kind])) for kind in COLUMNS]
        values = [node.path, str(node.line), node.written, node.kind.value, node.title]
        states = [row.state, *([evidence_of(row)] if judged else [])]
        writer.writerow([harmless(value) for value in (*values, *named, *states)])
    return stream.getvalue()
