"""The phases of each plan, with what is done."""

from designdoc.application.sheet import PhaseRow
from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "phases.html"


def phases(view: View) -> Page:
    """A timeline for each document that has a plan."""
    plans = [sheet for sheet in view.sheets if sheet.phases]
    main = render("phases.html.j2", PATH, view=view, plans=plans, boxes=_boxes)
    return Page(PATH, "phases", "Phases", main)


def _boxes(phase: PhaseRow) -> tuple[int, int]:
    """How many items are done, of those that have a box."""
    boxes = [step.done for step in phase.steps if step.done is not None]
    return sum(boxes), len(boxes)
