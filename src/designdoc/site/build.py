"""A portfolio to the files of a site: pure, so that whoever asks decides where they go."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

from designdoc.application.portfolio import Portfolio
from designdoc.site.page import Page, whole
from designdoc.site.pages import PAGES
from designdoc.site.pages.document import document


def files(portfolio: Portfolio, title: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path from the root."""
    for page in pages(portfolio):
        yield page.path, whole(page, {"site_title": title}).encode("utf-8", "replace")
    yield from assets().items()


def pages(portfolio: Portfolio) -> Iterator[Page]:
    """Every page: those of the whole, then one a document."""
    for make in PAGES:
        yield make(portfolio)
    for sheet in portfolio.sheets:
        yield document(sheet, portfolio)


@cache
def assets() -> dict[str, bytes]:
    """Styles and scripts by their paths from the site's root."""
    folder = resources.files("designdoc.site").joinpath("assets")
    return {f"assets/{each.name}": each.read_bytes() for each in folder.iterdir() if each.is_file()}
