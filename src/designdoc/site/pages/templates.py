"""The templates in use: which documents follow which version, and what nobody fills."""

from collections import Counter, defaultdict

from msgspec import Struct

from designdoc.application.sheet import Sheet
from designdoc.output.visible import one_line
from designdoc.site.page import Page
from designdoc.site.view import View

PATH = "templates.html"
_FEW = 8  # documents without a template that are named
_LISTED = 100  # documents of a template that are named here; of more, the overview does
_VERSIONS = 12  # of a template that are shown
_SECTIONS = 24  # likewise


class Filled(Struct, frozen=True):
    """A section of a template: how many of the documents that were to write it have done so."""

    way: str
    written: int
    not_applicable: int
    asked: int


class Use(Struct, frozen=True):
    """A template: how many documents follow it, and which version; their pages and titles, if they
    are few; what became of its sections. ``number`` is its own in the filter of the overview.
    """

    path: str
    number: int
    count: int
    documents: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, int], ...]
    more_versions: int
    sections: tuple[Filled, ...]
    more_sections: int


def templates(view: View) -> Page:
    """Every template with its documents."""
    by_path: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in view.sheets:
        if sheet.template:
            by_path[sheet.template.path].append(sheet)
    without = [sheet for sheet in view.sheets if not sheet.template]
    values = {
        "uses": [_use(each, number, view) for number, each in enumerate(sorted(by_path.items()))],
        "without": [_named(sheet, view) for sheet in without[:_FEW]],
        "more_without": max(0, len(without) - _FEW),
    }
    return Page(PATH, "templates", "Templates", "templates.html.j2", values)


def _use(used: tuple[str, list[Sheet]], number: int, view: View) -> Use:
    path, sheets = used
    versions = Counter(_version(sheet) for sheet in sheets)
    states: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for line in sheet.outline:
            if line.template:
                states[line.template][line.state] += 1
    filled = (
        Filled(one_line(" › ".join(way)), said["written"], said["not-applicable"], said.total())
        for way, said in states.items()
    )
    least = sorted(filled, key=lambda each: each.written / each.asked)
    return Use(
        path=one_line(path),
        number=number,
        count=len(sheets),
        documents=tuple(_named(s, view) for s in sheets) if len(sheets) <= _LISTED else (),
        versions=tuple(versions.most_common(_VERSIONS)),
        more_versions=max(0, len(versions) - _VERSIONS),
        sections=tuple(least[:_SECTIONS]),
        more_sections=max(0, len(least) - _SECTIONS),
    )


def _named(sheet: Sheet, view: View) -> tuple[str, str]:
    return view.page_of[sheet.path], view.title(sheet.path)


def _version(sheet: Sheet) -> str:
    use = sheet.template
    return (use.version or use.revision or "as it is now") if use else ""
