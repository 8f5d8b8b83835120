"""The fitness of a template as CSV: one row a section, for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from designdoc.change.fitness.count import FieldRow, Fitness, Life, Row
from designdoc.output.csv_value import harmless
from designdoc.output.fitness_words import named, path_name

_HEADS = (
    "Section", "Field", "Kind", "Presence", "Since", "Until", "Asked", "Filled", "Renamed",
    "Not applicable", "Empty", "Left out", "Marked", "Unexplained", "Inherited", "Leftover",
    "Instances", "Names",
)  # fmt: skip


def render_csv(fitness: Fitness, fields: bool) -> str:
    """A header row, then a row for each section, and for each field where they are wanted."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADS)
    for row in _rows(fitness, fields):
        writer.writerow([harmless(str(value)) for value in row])
    return stream.getvalue()


def _rows(fitness: Fitness, fields: bool) -> Iterator[tuple[object, ...]]:
    for field in fitness.fields if fields else ():
        yield _field("", field)
    for row in fitness.sections:
        yield _section(row)
        for field in row.fields if fields else ():
            yield _field(path_name(row), field)


def _section(row: Row) -> tuple[object, ...]:
    return (
        path_name(row),
        "",
        "section",
        row.presence.value,
        *_life(row.life),
        row.asked,
        *row.counts(),
        row.marked,
        row.unexplained,
        row.inherited,
        row.leftover,
        "" if row.instances is None else f"{row.instances:g}",
        "; ".join(named(each) for each in row.names),
    )


def _field(section: str, row: FieldRow) -> tuple[object, ...]:
    counts = (row.asked, row.filled, "", "", row.empty, row.left_out)
    place = row.place
    return (section, place.name, place.kind, "", *_life(row.life), *counts, *[""] * 6)


def _life(life: Life) -> tuple[str, str]:
    return life.since or "", life.until or ""
