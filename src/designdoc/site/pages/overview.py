"""All documents: what they are, how complete, and what is wrong with them."""

from collections import Counter

from designdoc.application.sheet import Sheet
from designdoc.diagnostics import Severity
from designdoc.site.chart import chart
from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "index.html"


def overview(view: View) -> Page:
    """The first page."""
    sheets = view.sheets
    main = render(
        "overview.html.j2",
        PATH,
        view=view,
        severities=list(Severity),
        totals=Counter(finding.severity for finding in view.portfolio.findings),
        filled=sum(sheet.filled for sheet in sheets),
        asked=sum(sheet.asked for sheet in sheets),
        statuses=sorted({sheet.status for sheet in sheets if sheet.status}, key=str.casefold),
        owners=sorted({sheet.owner for sheet in sheets if sheet.owner}, key=str.casefold),
        templates=sorted({sheet.template.path for sheet in sheets if sheet.template}),
        chart=chart(view.past.trend),
        last=_last,
        done=_done,
    )
    return Page(PATH, "overview", "Overview", main)


def _last(sheet: Sheet) -> str:
    """The day of the newest row of its own history."""
    return max((row.date for row in sheet.revisions), default="")


def _done(sheet: Sheet) -> tuple[int, int]:
    """How many items of its phases are done, of how many that can be."""
    boxes = [phase.boxes for phase in sheet.phases]
    return sum(done for done, _ in boxes), sum(every for _, every in boxes)
