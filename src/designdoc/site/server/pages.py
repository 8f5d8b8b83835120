"""The pages that only a server has: the form, a new document, and what is not there."""

from designdoc.application.documents import configured_templates
from designdoc.output.visible import one_line
from designdoc.site.page import Page, whole
from designdoc.site.server.live import Live

_EDITING = (("edit.js",), ("edit.css",))


def edit_page(path: str, live: Live) -> bytes:
    """The form of a document; the page's script fills it in."""
    place = f"edit/{path}"
    title = live.view.title(path)
    values = {"path": path, "page": live.view.page_of[path], "title": title}
    return _whole(Page(place, "edit", f"Edit {title}", "edit.html.j2", values, *_EDITING), live)


def new_page(live: Live) -> bytes:
    """Where a new document is begun."""
    checker, _ = live.over()
    uses = {s.template.path for s in live.view.sheets if s.template}
    root = live.settings.root
    known = {*uses, *configured_templates(checker.configurations.of(root))}
    templates = [*sorted(known), *(n for n in checker.library.built_in() if n not in known)]
    folders = sorted({sheet.path.rpartition("/")[0] for sheet in live.view.sheets})
    values = {"templates": templates, "folder": folders[0] if folders else ""}
    return _whole(Page("new", "new", "New document", "new.html.j2", values, *_EDITING), live)


def not_found(path: str, live: Live) -> bytes:
    """What is said where no page is: perhaps it is still being read."""
    place = "-/" * path.count("/") + "missing"  # as deep as what was asked for
    values = {"path": one_line(path)[:300], "problem": live.problem}
    return _whole(Page(place, "missing", "Not here", "missing.html.j2", values), live)


def _whole(page: Page, live: Live) -> bytes:
    return whole(page, live.settings.frame).encode("utf-8", "replace")
