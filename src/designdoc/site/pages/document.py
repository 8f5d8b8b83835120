"""One document: its text, its outline, its findings, its requirements, its history."""

from designdoc.application.portfolio import Portfolio
from designdoc.application.sheet import Sheet
from designdoc.site.page import Page, document_page, render


def document(sheet: Sheet, portfolio: Portfolio) -> Page:
    """The page of a document."""
    path = document_page(sheet.path)
    main = render("document.html.j2", path, sheet=sheet, portfolio=portfolio)
    return Page(path, "document", sheet.title, main)
