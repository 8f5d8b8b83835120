"""Risks by impact and probability."""

from collections import defaultdict

from msgspec import Struct

from designdoc.application.sheet import RiskRow
from designdoc.output.matrix import cut
from designdoc.output.visible import one_line
from designdoc.site.levels import LEVELS, level
from designdoc.site.page import Page
from designdoc.site.view import View

PATH = "risks.html"
MORE = "more/risks.js"
_MOST = 100  # risks that stand in the page itself
_SHOWN = 3  # of a field of the map
_WEIGHT = {"high": 3, "medium": 2, "low": 1}


class Line(Struct, frozen=True):
    """A risk; ``weights`` are those of impact and probability, 0 where words name no level."""

    place: str
    where: str
    path: str
    risk: str
    impact: str
    probability: str
    weights: tuple[int, int]
    mitigation: str


class Field(Struct, frozen=True):
    """A field of the map: its weight, how many risks it has, and the first of them."""

    weight: int
    count: int
    first: tuple[tuple[str, str], ...]


def risks(view: View) -> Page:
    """The heat map, with the risks beneath."""
    every = [(sheet.path, risk) for sheet in view.sheets for risk in sheet.risks]
    lines = [_line(path, risk, view) for path, risk in every]
    cells: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        cells[line.weights].append(line)
    shown, more = view.parted(lines, _MOST, MORE, "risks_rows.html.j2")
    values = {
        "rows": shown,
        "count": len(lines),
        "levels": LEVELS,
        "fields": [
            [_field(cells, _WEIGHT[impact], _WEIGHT[p]) for p in reversed(LEVELS)]
            for impact in LEVELS
        ],
        "unknown": sum(len(found) for weights, found in cells.items() if 0 in weights),
        "documents": len({path for path, _ in every}),
    }
    return Page(PATH, "risks", "Risks", "risks.html.j2", values, more=more)


def _line(path: str, risk: RiskRow, view: View) -> Line:
    weights = (
        _WEIGHT.get(level(risk.impact), 0),
        _WEIGHT.get(level(risk.probability), 0),
    )
    return Line(
        place=view.line(path, risk.line),
        where=f"{one_line(path)}:{risk.line}",
        path=one_line(path),
        risk=f"{one_line(risk.id)} {cut(one_line(risk.risk), 300)}".strip(),
        impact=one_line(risk.impact),
        probability=one_line(risk.probability),
        weights=weights,
        mitigation=cut(one_line(risk.mitigation), 400),
    )


def _field(cells: dict[tuple[int, int], list[Line]], impact: int, probability: int) -> Field:
    found = cells.get((impact, probability), [])
    first = tuple((each.place, each.risk) for each in found[:_SHOWN])
    return Field(impact + probability if found else 0, len(found), first)
