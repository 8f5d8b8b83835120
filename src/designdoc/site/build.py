"""A portfolio to the files of a site: pure, so that whoever asks decides where they go."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

from designdoc.application.portfolio import Portfolio
from designdoc.application.retrospect import NOTHING, Retrospect
from designdoc.output.trace_csv import render_csv
from designdoc.site.page import Frame, Page, whole
from designdoc.site.pages import PAGES
from designdoc.site.pages.document import document, guidance_file
from designdoc.site.pages.matrix import CSV, rows_script
from designdoc.site.script import script
from designdoc.site.search import index
from designdoc.site.view import View


def files(
    portfolio: Portfolio, frame: Frame, past: Retrospect = NOTHING
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path from the root, pictures of documents left out."""
    view = View(portfolio, past)
    for page in pages(view):
        yield page.path, whole(page, frame).encode("utf-8", "replace")
    yield csv(view)
    yield from data(view)
    yield from assets(any(sheet.body.diagrams for sheet in view.sheets)).items()


def csv(view: View) -> tuple[str, bytes]:
    """The matrix for a spreadsheet."""
    return CSV, render_csv(view.portfolio.workspace).encode("utf-8", "replace")


def data(view: View) -> Iterator[tuple[str, bytes]]:
    """What scripts load when they need it: words to search by, guidance, rows of a large matrix."""
    yield from index(view)
    yield from guidance(view)
    rows = rows_script(view)
    if rows is not None:
        yield rows


def guidance(view: View) -> Iterator[tuple[str, bytes]]:
    """What templates say about their sections, to be loaded when somebody asks."""
    for template, texts in view.guidance.items():
        path = guidance_file(template)
        yield script(path, "designdocGuidance", path.rpartition("/")[2], list(texts))


def pages(view: View) -> Iterator[Page]:
    """Every page: those of the whole, then one a document."""
    for make in PAGES:
        yield make(view)
    for sheet in view.sheets:
        yield document(sheet, view)


def assets(diagrams: bool = True) -> dict[str, bytes]:
    """Styles and scripts by their paths from the site's root; what draws diagrams if wanted."""
    every = _assets()
    return {path: data for path, data in every.items() if diagrams or "/vendor/" not in path}


@cache
def _assets() -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    folders = [("assets", resources.files("designdoc.site").joinpath("assets"))]
    for path, folder in folders:
        for each in folder.iterdir():
            if each.is_dir():
                folders.append((f"{path}/{each.name}", each))
            else:
                found[f"{path}/{each.name}"] = each.read_bytes()
    return found
