"""The templates in use: which documents follow which version, and what nobody fills."""

from collections import Counter, defaultdict

from msgspec import Struct

from designdoc.application.sheet import Sheet
from designdoc.site.page import Page, render
from designdoc.site.view import View

PATH = "templates.html"


class Filled(Struct, frozen=True):
    """A section of a template: how many of the documents that were to write it have done so."""

    way: tuple[str, ...]
    written: int
    not_applicable: int
    asked: int


class Use(Struct, frozen=True):
    """A template, the documents that follow it, by version, and what became of its sections."""

    path: str
    sheets: tuple[Sheet, ...]
    versions: tuple[tuple[str, int], ...]
    sections: tuple[Filled, ...]


def templates(view: View) -> Page:
    """Every template with its documents."""
    by_path: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in view.sheets:
        if sheet.template:
            by_path[sheet.template.path].append(sheet)
    without = [sheet for sheet in view.sheets if not sheet.template]
    uses = [_use(path, sheets) for path, sheets in sorted(by_path.items())]
    main = render("templates.html.j2", PATH, view=view, uses=uses, without=without)
    return Page(PATH, "templates", "Templates", main)


def _use(path: str, sheets: list[Sheet]) -> Use:
    versions = Counter(_version(sheet) for sheet in sheets)
    states: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for line in sheet.outline:
            if line.template:
                states[line.template][line.state] += 1
    filled = (
        Filled(way, said["written"], said["not-applicable"], said.total())
        for way, said in states.items()
    )
    least = sorted(filled, key=lambda each: each.written / each.asked)
    return Use(path, tuple(sheets), tuple(versions.most_common()), tuple(least))


def _version(sheet: Sheet) -> str:
    use = sheet.template
    return (use.version or use.revision or "as it is now") if use else ""
