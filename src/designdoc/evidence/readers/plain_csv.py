"""A plain CSV of ``name,value,unit``, for numbers that no other format holds.

A further column ``statistic`` says what the value is (``p95``, ``mean``); rows of one name and
unit are one measurement.
"""

import csv
from collections import defaultdict
from io import StringIO

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import number


def read(path: str, content: Content) -> Results:
    """One measurement a name."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    rows = csv.reader(StringIO(content.text.lstrip()))
    columns = [name.strip().lower() for name in next(rows)]
    for count, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        value = number(cells.get("value"))
        if len(row) < len(columns) or not cells.get("name"):
            raise Unreadable(f"row {count} has {len(row)} cells and not {len(columns)}")
        if value is not None:
            statistic = cells.get("statistic") or "value"
            found[cells["name"], cells.get("unit", "")][statistic.lower()] = value
    measurements = tuple(Measurement(name, unit, each) for (name, unit), each in found.items())
    return Results(path, Kind.BENCHMARKS, FORMAT.name, measurements=measurements)


def _is_ours(content: Content) -> bool:
    first = content.lines[0] if content.lines else ""
    columns = {name.strip().lower() for name in first.split(",")}
    return {"name", "value"} <= columns <= {"name", "value", "unit", "statistic"}


FORMAT = Format("CSV of name,value,unit", _is_ours, read)
