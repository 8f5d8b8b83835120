"""Defects of values, fields, tables and code blocks."""

import re
from collections.abc import Iterator
from random import Random

from defects.injection import Injection, edited
from defects.pair import Pair
from defects.reading import Part, as_row, cells, fences, runs

_WRONG = {
    "enumeration": ["Severe", "42", "Hihg", "重大", "rather likely"],
    "date": ["2026-13-01", "2026-02-30", "2026-00-10", "next week", "11.04."],
    "version": ["final", "one point two", "newest", "x.y"],
}
_CODE = {"enumeration": "DD203", "date": "DD204", "version": "DD205"}
_PLAIN = "This is told in the minutes of the meeting in March."


def wrong_cell(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A cell whose value is not of its column's type."""
    for fact in pair.facts.get("cells", ()):
        for number, row, column in _column(pair, fact["section"], fact["column"]):
            for value in _WRONG[fact["type"]]:
                lines = _set(pair, number, as_row([*row[:column], value, *row[column + 1 :]]))
                yield edited(
                    f"wrong-{fact['type']}", pair, f"{fact['column']}: {value}", lines,
                    _CODE[fact["type"]], number, value=value,
                )  # fmt: skip


def wrong_length(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A text longer or shorter than the template allows."""
    for fact in pair.facts.get("lengths", ()):
        part = pair.find(fact["section"])
        for kind in ("too_long", "too_short"):
            lines = _set(pair, part.line + 2, fact[kind])
            yield edited(
                "wrong-length", pair, f"{part.title} {kind}", lines, "DD206",
                {part.line, part.line + 2},
            )  # fmt: skip


def field_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A labelled item is gone."""
    for part, number, label in _fields(pair):
        lines = [*pair.lines[:number], *pair.lines[number + 1 :]]
        yield edited(
            "field-dropped", pair, f"{part.title}: {label}", lines, "DD108", part.line, field=label
        )


def field_emptied(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A label without a value."""
    for part, number, label in _fields(pair):
        lines = _set(pair, number, f"- **{label}**:")
        yield edited(
            "field-emptied", pair, f"{part.title}: {label}", lines, ("DD108", "DD201"), number
        )


def field_dropped_from_line(pair: Pair, rng: Random) -> Iterator[Injection]:
    """One of several fields on a line, or a bold label on a line of its own, is gone."""
    for number, line in enumerate(pair.lines):
        if not line.startswith("**"):
            continue
        pieces = line.split(" | ")
        for index, piece in enumerate(pieces):
            label = piece.split("**")[1].rstrip(":")
            rest = " | ".join([*pieces[:index], *pieces[index + 1 :]])
            around = [part for part in pair.parts if part.line < number]
            place = {around[-1].line} if around else {0}
            lines = _set(pair, number, rest) if rest else _without(pair, number, number + 1)
            yield edited("field-dropped", pair, label, lines, "DD108", place, field=label)


def column_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A column of a table is gone, and its cells with it."""
    for part, (first, last) in _tables(pair):
        names = cells(pair.lines[first])
        for column, name in enumerate(names):
            lines = list(pair.lines)
            for number in range(first, last):
                row = cells(lines[number])
                lines[number] = as_row([*row[:column], *row[column + 1 :]])
            yield edited(
                "column-dropped", pair, f"{part.title}: {name}", lines, "DD109",
                {part.line, first}, column=name,
            )  # fmt: skip


def rows_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A table with a head and no row."""
    for part, (first, last) in _tables(pair):
        lines = _without(pair, first + 2, last)
        yield edited(
            "rows-dropped", pair, part.title, lines, ("DD107", "DD110", "DD206"),
            {part.line, first, first + 1},
        )  # fmt: skip


def table_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A sentence stands where the template has a table."""
    for part, (first, last) in _tables(pair):
        lines = [*pair.lines[:first], _PLAIN, *pair.lines[last:]]
        yield edited("table-dropped", pair, part.title, lines, "DD110", {part.line, first})


def fence_dropped(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A sentence stands where the template has a code block."""
    for part in _coded(pair):
        first, last = fences(pair.lines, part.line, part.own_end)[0]
        lines = [*pair.lines[:first], _PLAIN, *pair.lines[last:]]
        yield edited("fence-dropped", pair, part.title, lines, "DD110", {part.line, first})


def fence_emptied(pair: Pair, rng: Random) -> Iterator[Injection]:
    """A code block without code."""
    for part in _coded(pair):
        first, last = fences(pair.lines, part.line, part.own_end)[0]
        lines = _without(pair, first + 1, last - 1)
        yield edited(
            "fence-emptied", pair, part.title, lines, ("DD201", "DD107", "DD110"),
            {part.line, first, first + 1},
        )  # fmt: skip


def choice_broken(pair: Pair, rng: Random) -> Iterator[Injection]:
    """Both of a list to choose from are kept, or none is ticked."""
    for fact in pair.facts.get("choices", ()):
        part = pair.find(fact["section"])
        last = part.own_end - 1
        lines = [*pair.lines[:last], *fact["other"], *pair.lines[last:]]
        place = set(range(part.line, last + 2))
        yield edited("choice-of-two", pair, part.title, lines, "DD206", place)


def _column(pair: Pair, section: str, name: str) -> Iterator[tuple[int, list[str], int]]:
    part = pair.find(section)
    first, last = runs(pair.lines, part.line, part.own_end, "|")[0]
    column = cells(pair.lines[first]).index(name)
    for number in range(first + 2, last):
        yield number, cells(pair.lines[number]), column


def _template_labels(pair: Pair) -> set[str]:
    found = set()
    for line in pair.template.split("\n"):
        match = re.match(r"- \*\*([^*\[]+)\*\*:", line)
        if match:
            found.add(match[1])
    return found


def _fields(pair: Pair) -> Iterator[tuple[Part, int, str]]:
    labels = _template_labels(pair)
    for part in pair.sections:
        for number in range(part.line, part.own_end):
            match = re.match(r"- \*\*([^*]+)\*\*:", pair.lines[number])
            if match and match[1] in labels and not match[1].startswith("FR-"):
                yield part, number, match[1]


def _tables(pair: Pair) -> Iterator[tuple[Part, tuple[int, int]]]:
    if pair.facts.get("prose_guidance"):
        return
    for part in pair.sections:
        for span in runs(pair.lines, part.line, part.own_end, "|"):
            yield part, span


def _coded(pair: Pair) -> Iterator[Part]:
    """The sections that have a code block in the template and in the document."""
    headings = [f"{'#' * p.level} {p.title}" for p in pair.sections]
    template = pair.template.split("\n")
    for part, heading in zip(pair.sections, headings, strict=True):
        if heading in template and fences(pair.lines, part.line, part.own_end):
            at = template.index(heading)
            if any(line.startswith("```") for line in template[at : at + 3]):
                yield part


def _set(pair: Pair, number: int, line: str) -> list[str]:
    return [*pair.lines[:number], line, *pair.lines[number + 1 :]]


def _without(pair: Pair, first: int, last: int) -> list[str]:
    return [*pair.lines[:first], *pair.lines[last:]]


INJECTORS = (
    wrong_cell,
    wrong_length,
    field_dropped,
    field_emptied,
    field_dropped_from_line,
    column_dropped,
    rows_dropped,
    table_dropped,
    fence_dropped,
    fence_emptied,
    choice_broken,
)
