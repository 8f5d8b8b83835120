"""Risks by impact and probability."""

from collections import defaultdict

from designdoc.application.sheet import RiskRow
from designdoc.site.levels import LEVELS, level
from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "risks.html"
_WEIGHT = {"high": 3, "medium": 2, "low": 1}


def risks(view: View) -> Page:
    """The heat map, with the risks beneath."""
    cells: dict[tuple[str, str], list[tuple[str, RiskRow]]] = defaultdict(list)
    every = [(sheet.path, risk) for sheet in view.sheets for risk in sheet.risks]
    for path, risk in every:
        cells[level(risk.impact), level(risk.probability)].append((path, risk))
    unknown = sum(len(found) for key, found in cells.items() if "" in key)
    main = render(
        "risks.html.j2",
        PATH,
        view=view,
        risks=every,
        cells=cells,
        levels=LEVELS,
        weight=_WEIGHT,
        level=level,
        unknown=unknown,
        documents=list(dict.fromkeys(path for path, _ in every)),
    )
    return Page(PATH, "risks", "Risks", main)
