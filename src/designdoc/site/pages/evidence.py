"""Targets beside what was measured."""

from msgspec import Struct

from designdoc.application.sheet import Measurement
from designdoc.output.matrix import cut, evidence_counts
from designdoc.output.visible import one_line
from designdoc.site.page import Page
from designdoc.site.view import View

PATH = "evidence.html"
MORE = "more/evidence.js"
_MOST = 300  # targets that stand in the page itself
_ORDER = ("violated", "stale", "no-evidence", "met")
_UP = frozenset({">", ">=", "≥"})


class Target(Struct, frozen=True):
    """A target; ``bullet`` has the lengths of value and target in a chart 100 wide."""

    place: str
    name: str
    metric: str
    where: str
    state: str
    wanted: str
    target: float
    measured: str
    value: float | None
    bullet: tuple[float, float]
    margin: float | None
    source: str
    taken: str
    why: str


def evidence(view: View) -> Page:
    """Every target that can be measured, the worst first."""
    found = [(sheet.path, each) for sheet in view.sheets for each in sheet.measurements]
    found.sort(key=lambda row: _ORDER.index(row[1].state))
    targets = [_target(path, each, view) for path, each in found]
    judged = [row for row in view.coverage.rows if row.node.evidence]
    known = evidence_counts(judged)
    shown, more = view.parted(targets, _MOST, MORE, "evidence_rows.html.j2")
    values = {
        "rows": shown,
        "count": len(targets),
        "states": [(state, known[state]) for state in _ORDER],
        "judged": len(judged),
    }
    return Page(PATH, "evidence", "Evidence", "evidence.html.j2", values, more=more)


def _target(path: str, each: Measurement, view: View) -> Target:
    unit = one_line(each.unit)
    return Target(
        place=view.line(path, each.line),
        name=cut(one_line(each.name), 70),
        metric=one_line(each.metric) if each.metric != each.name else "",
        where=f"{one_line(path)}:{each.line}",
        state=each.state,
        wanted=f"{each.comparison} {_number(each.target)} {unit}",
        target=each.target,
        measured="" if each.value is None else f"{_number(each.value)} {unit}",
        value=each.value,
        bullet=_bullet(each),
        margin=_margin(each),
        source=one_line(each.source),
        taken=one_line(each.taken),
        why=each.why.replace("-", " ") if each.value is None else "",
    )


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
