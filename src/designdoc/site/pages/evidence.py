"""Targets beside what was measured."""

from designdoc.application.sheet import Measurement
from designdoc.output.matrix import evidence_counts
from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "evidence.html"
_ORDER = ("violated", "stale", "no-evidence", "met")
_UP = frozenset({">", ">=", "≥"})


def evidence(view: View) -> Page:
    """Every target that can be measured, the worst first."""
    rows = [(sheet.path, each) for sheet in view.sheets for each in sheet.measurements]
    rows.sort(key=lambda row: _ORDER.index(row[1].state))
    judged = [row for row in view.coverage.rows if row.node.evidence]
    known = evidence_counts(judged)
    counts = {state: known[state] for state in _ORDER}
    main = render(
        "evidence.html.j2", PATH, view=view, rows=rows, counts=counts, judged=len(judged),
        margin=_margin, number=_number, bullet=_bullet,
    )  # fmt: skip
    return Page(PATH, "evidence", "Evidence", main)


def _margin(each: Measurement) -> float | None:
    """How much of the target is left, in percent; below zero where it is violated."""
    if each.value is None or not each.target:
        return None
    over = (each.value - each.target) / abs(each.target) * 100
    return over if each.comparison in _UP else -over


def _bullet(each: Measurement) -> tuple[float, float]:
    """The lengths of value and target in a chart 100 wide."""
    most = max(each.value or 0, each.target) * 1.15 or 1
    return max(0.0, (each.value or 0) / most * 100), each.target / most * 100


def _number(value: float) -> str:
    return f"{value:,.4g}" if abs(value) < 1e6 else f"{value:,.0f}"
