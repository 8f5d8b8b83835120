"""What the counts say to the owner of a template, most telling first.

A section is judged where enough documents were asked for it, and not where its absence is that of
the section above: one cause, one word.
"""

from collections.abc import Callable

from msgspec import Struct

from designdoc.change.fitness.count import Fitness, Row

HARDLY = 0.2  # of those asked: fewer than one in five fill it
OFTEN = 0.2  # of those asked mark it as not applicable, or leave the template's words in it
MANY = 0.2  # of those who have it use another name
_SHOWN = 8  # sections under one head


class Advice(Struct, frozen=True):
    """Sections of today's template that ask for a decision.

    ``unfilled`` are hardly ever filled, ``renamed`` go by another name in many documents,
    ``not_applicable`` are often marked so, ``leftover`` often keep words of the template.
    """

    unfilled: tuple[Row, ...]
    renamed: tuple[Row, ...]
    not_applicable: tuple[Row, ...]
    leftover: tuple[Row, ...]


def advise(fitness: Fitness, least: int) -> Advice:
    """Judge the sections that at least ``least`` documents were asked for."""
    rows = [row for row in fitness.sections if row.life.until is None and row.asked >= least > 0]
    unfilled = _worst(rows, lambda row: 1 - row.written / row.asked, 1 - HARDLY)
    return Advice(
        _tops(unfilled)[:_SHOWN],
        _worst(rows, lambda row: _renamed(row, least), MANY)[:_SHOWN],
        _worst(rows, lambda row: row.marked / row.asked, OFTEN)[:_SHOWN],
        _worst(rows, lambda row: row.leftover / row.asked, OFTEN)[:_SHOWN],
    )


def _worst(rows: list[Row], share: Callable[[Row], float], least: float) -> tuple[Row, ...]:
    found = [row for row in rows if share(row) > least]
    return tuple(sorted(found, key=share, reverse=True))


def _tops(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Without those inside of another one: they stand and fall with it."""
    paths = {row.path for row in rows}
    return tuple(
        row for row in rows if not any(row.path[:end] in paths for end in range(1, len(row.path)))
    )


def _renamed(row: Row, least: int) -> float:
    other = sum(named.count for named in row.names)
    return other / row.present if row.present >= least else 0.0
