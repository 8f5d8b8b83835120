"""All documents: what they are, how complete, and what is wrong with them."""

from designdoc.application.portfolio import Portfolio
from designdoc.site.page import Page, render

_PATH = "index.html"


def overview(portfolio: Portfolio) -> Page:
    """The first page."""
    main = render("overview.html.j2", _PATH, portfolio=portfolio)
    return Page(_PATH, "overview", "Overview", main)
