"""The phases of each plan, with what is done."""

from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "phases.html"
_MOST = 800  # items of all plans: of more, documents show their own


def phases(view: View) -> Page:
    """A timeline for each document that has a plan."""
    plans = [sheet for sheet in view.sheets if sheet.phases]
    few = sum(len(phase.steps) for sheet in plans for phase in sheet.phases) <= _MOST
    main = render("phases.html.j2", PATH, view=view, plans=plans, few=few)
    return Page(PATH, "phases", "Phases", main)
