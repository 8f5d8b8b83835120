"""The phases of each plan, with what is done."""

from msgspec import Struct

from designdoc.application.sheet import PhaseRow, Sheet
from designdoc.output.matrix import cut
from designdoc.output.visible import one_line
from designdoc.site.page import Page
from designdoc.site.view import View

PATH = "phases.html"
MORE = "more/phases.js"
_MOST = 40  # plans that stand in the page itself
_FEW = 800  # items of all plans: of more, documents show their own


class Phase(Struct, frozen=True):
    """A phase: ``done`` of ``boxes`` items; each of its ``steps`` with its box."""

    place: str
    title: str
    done: int
    boxes: int
    steps: tuple[tuple[bool | None, str], ...]


class Plan(Struct, frozen=True):
    """The phases of a document."""

    page: str
    title: str
    phases: tuple[Phase, ...]


def phases(view: View) -> Page:
    """A timeline for each document that has a plan."""
    sheets = [sheet for sheet in view.sheets if sheet.phases]
    few = sum(len(phase.steps) for sheet in sheets for phase in sheet.phases) <= _FEW
    plans = [_plan(sheet, view, few) for sheet in sheets]
    shown, more = view.parted(plans, _MOST, MORE, "phases_rows.html.j2")
    values = {"rows": shown, "count": len(plans)}
    return Page(PATH, "phases", "Phases", "phases.html.j2", values, more=more)


def _plan(sheet: Sheet, view: View, few: bool) -> Plan:
    made = tuple(_phase(sheet.path, phase, view, few) for phase in sheet.phases)
    return Plan(view.page_of[sheet.path], view.title(sheet.path), made)


def _phase(path: str, phase: PhaseRow, view: View, few: bool) -> Phase:
    done, boxes = phase.boxes
    steps = [(each.done, cut(one_line(each.text), 200)) for each in phase.steps] if few else []
    title = cut(one_line(phase.title), 110)
    return Phase(view.line(path, phase.line), title, done, boxes, tuple(steps))
