"""All documents: what they are, how complete, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.application.sheet import Sheet
from designdoc.diagnostics import Finding, Severity
from designdoc.output.visible import one_line
from designdoc.site.chart import chart
from designdoc.site.page import Page
from designdoc.site.view import View, elsewhere

PATH = "index.html"
MORE = "more/overview.js"
MOST = 500  # documents that stand in the page itself
_STATES = ("violated", "stale", "no-evidence", "met")


class Line(Struct, frozen=True):
    """A document. ``template`` is its number in the list of the page, ``evidence`` how many
    requirements are in which state; ``done`` of ``boxes`` items of its phases.
    """

    path: str
    page: str
    title: str
    status: str
    owner: str
    template: int | None
    filled: int
    asked: int
    counts: tuple[int, int, int]
    quiet: bool
    percent: int | None
    evidence: tuple[tuple[str, int], ...]
    done: int
    boxes: int
    last: str


def overview(view: View) -> Page:
    """The first page."""
    sheets = view.sheets
    templates = sorted({sheet.template.path for sheet in sheets if sheet.template})
    numbers = {path: number for number, path in enumerate(templates)}
    lines = [_line(sheet, view, numbers) for sheet in sheets]
    shown, more = view.parted(lines, MOST, MORE, "overview_rows.html.j2")
    values = {
        "rows": shown,
        "count": len(sheets),
        "troubles": [(each.path, each.message) for each in view.portfolio.troubles],
        "totals": _totals(view.portfolio.findings),
        "filled": sum(sheet.filled for sheet in sheets),
        "asked": sum(sheet.asked for sheet in sheets),
        "linked": view.coverage.linked,
        "requirements": len(view.coverage.requirements),
        "statuses": sorted({each.status for each in lines if each.status}, key=str.casefold),
        "owners": sorted({each.owner for each in lines if each.owner}, key=str.casefold),
        "templates": templates,
        "chart": chart(view.past.trend),
        "others": [elsewhere(each) for each in view.portfolio.elsewhere],
    }
    return Page(PATH, "overview", "Overview", "overview.html.j2", values, more=more)


def further(first: Page) -> Iterator[Page]:
    """The documents that do not stand in the first page, for those without scripts."""
    rows = first.more.rows if first.more else ()
    for number, start in enumerate(range(0, len(rows), MOST), 2):
        last = start + MOST >= len(rows)
        values = {
            "rows": rows[start : start + MOST],
            "number": number,
            "next": "" if last else f"index-{number + 1}.html",
        }
        title = f"Overview, page {number}"
        yield Page(f"index-{number}.html", "overview", title, "overview_more.html.j2", values)


_NAMES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Notes"}


def _totals(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    counts = Counter(finding.severity for finding in findings)
    return [(_NAMES[each], counts[each]) for each in Severity]


def _line(sheet: Sheet, view: View, templates: Mapping[str, int]) -> Line:
    evidence = view.evidence(sheet.path)
    boxes = [phase.boxes for phase in sheet.phases]
    errors, warnings, notes = (sheet.count(each) for each in Severity)
    return Line(
        path=one_line(sheet.path),
        page=view.page_of[sheet.path],
        title=view.title(sheet.path),
        status=one_line(sheet.status),
        owner=one_line(sheet.owner),
        template=templates[sheet.template.path] if sheet.template else None,
        filled=sheet.filled,
        asked=sheet.asked,
        counts=(errors, warnings, notes),
        quiet=not sheet.findings and not sheet.troubles,
        percent=view.percent(sheet.path),
        evidence=tuple((name, evidence[name]) for name in _STATES if evidence.get(name)),
        done=sum(done for done, _ in boxes),
        boxes=sum(every for _, every in boxes),
        last=one_line(max((row.date for row in sheet.revisions), default="")),
    )
