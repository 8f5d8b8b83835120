"""The pages that only a server has: the form, a new document, and what is not there."""

from designdoc.application.documents import configured_templates
from designdoc.output.visible import one_line
from designdoc.site.page import Page, render, whole
from designdoc.site.server.live import Live


def edit_page(path: str, live: Live) -> bytes:
    """The form of a document; the page's script fills it in."""
    place = f"edit/{path}"
    main = render(
        "edit.html.j2", place, path=path, page=live.view.page_of[path], title=live.view.title(path)
    )
    page = Page(place, "edit", f"Edit {live.view.title(path)}", main, ("edit.js",), ("edit.css",))
    return whole(page, live.settings.frame).encode("utf-8", "replace")


def new_page(live: Live) -> bytes:
    """Where a new document is begun."""
    checker, _ = live.over()
    uses = {s.template.path for s in live.view.sheets if s.template}
    root = live.settings.root
    known = {*uses, *configured_templates(checker.configurations.of(root))}
    templates = [*sorted(known), *(n for n in checker.library.built_in() if n not in known)]
    folders = sorted({sheet.path.rpartition("/")[0] for sheet in live.view.sheets})
    main = render("new.html.j2", "new", templates=templates, folder=folders[0] if folders else "")
    page = Page("new", "new", "New document", main, ("edit.js",), ("edit.css",))
    return whole(page, live.settings.frame).encode("utf-8", "replace")


def not_found(path: str, live: Live) -> bytes:
    """What is said where no page is: perhaps it is still being read."""
    place = "-/" * path.count("/") + "missing"  # as deep as what was asked for
    main = render("missing.html.j2", place, path=one_line(path)[:300], problem=live.problem)
    page = Page(place, "missing", "Not here", main)
    return whole(page, live.settings.frame).encode("utf-8", "replace")
