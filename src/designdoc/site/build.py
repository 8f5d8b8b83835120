"""A portfolio to the files of a site: pure, so that whoever asks decides where they go."""

from collections.abc import Iterator, Sequence
from functools import partial

from designdoc.output.trace_csv import render_csv
from designdoc.site import search
from designdoc.site.assets import asset, assets
from designdoc.site.page import File, Frame, More, Page, key, render, whole
from designdoc.site.pages import PAGES
from designdoc.site.pages.document import document, guidance_file
from designdoc.site.pages.matrix import CSV, ROWS, rows_data
from designdoc.site.pages.overview import further
from designdoc.site.script import packed, script
from designdoc.site.view import View


def site(view: View, frame: Frame) -> Iterator[File]:
    """Every file of the site, to be made when it is wanted; pictures of documents left out."""
    first = pages_of_all(view)
    rest = (document(sheet, view) for sheet in view.sheets)
    for page in (*first, *further(first[0]), *rest):
        yield File(page.path, key(page, frame), partial(_page, page, frame))
    yield File(CSV, key(view.coverage), partial(csv, view))
    yield from data(view, first)
    diagrams = any(sheet.body.diagrams for sheet in view.sheets)
    for path in assets(diagrams):
        yield File(path, key(path), partial(asset, path))


def pages_of_all(view: View) -> Sequence[Page]:
    """The pages of the whole, the overview first; each document has one beside them."""
    return [make(view) for make in PAGES]


def csv(view: View) -> bytes:
    """The matrix for a spreadsheet."""
    return render_csv(view.coverage).encode("utf-8", "replace")


def data(view: View, pages: Sequence[Page]) -> Iterator[File]:
    """What scripts load when they need it: words to search by, guidance, rows of large pages."""
    yield from search.files(view)
    for template, texts in view.guidance.items():
        path = guidance_file(template)
        name = path.rpartition("/")[2]
        yield File(path, key(texts), partial(script, "designdocGuidance", name, texts))
    rows = rows_data(view)
    if rows is not None:
        yield File(ROWS, key(rows), partial(packed, "designdocMatrix", rows))
    for page in pages:
        if page.more:
            yield File(page.more.path, key(page.more), partial(_more, page.more, page.path))


def _page(page: Page, frame: Frame) -> bytes:
    return whole(page, frame).encode("utf-8", "replace")


def _more(more: More, page: str) -> bytes:
    html = render(more.template, page, rows=more.rows)
    return packed("designdocPage.more", more.path.rpartition("/")[2], html)
