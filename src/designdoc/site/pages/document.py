"""One document: its text, its outline, its findings, its requirements, its history."""

from collections.abc import Callable, Iterator
from hashlib import blake2b

from msgspec import Struct

from designdoc.application.body import placed
from designdoc.application.outline import Line
from designdoc.application.sheet import Sheet
from designdoc.diagnostics import Finding, Severity
from designdoc.output.matrix import HEADS, short
from designdoc.output.visible import one_line
from designdoc.site.page import Page, file_url, relative, render
from designdoc.site.pages.history import history
from designdoc.site.view import View
from designdoc.workspace import Row
from designdoc.workspace.coverage import COLUMNS

_TO_WRITE = frozenset({"empty", "missing"})
FILES = "files"
"""The folder of the site that pictures of documents are copied to."""


class Note(Struct, frozen=True):
    """What stands in the margin at a block: findings, or a requirement with its links."""

    line: int
    place: str
    findings: tuple[Finding, ...] = ()
    row: Row | None = None


class Entry(Struct, frozen=True):
    """A line of the outline: where it leads, and what the template says about it.

    ``guidance`` is said where something is to be written, else it is the ``number`` of the text.
    """

    line: Line
    depth: int
    target: str
    guidance: str
    number: int | None


def document(sheet: Sheet, view: View) -> Page:
    """The page of a document."""
    path = view.page_of[sheet.path]
    entries = list(_entries(sheet, view))
    template = sheet.template.path if sheet.template else ""
    guided = guidance_file(template) if view.guidance.get(template) else ""
    chronicle = view.past.chronicles.get(sheet.path)
    told = history(chronicle) if chronicle else None
    main = render(
        "document.html.j2",
        path,
        view=view,
        sheet=sheet,
        body=placed(sheet.body.html, _page(view, path), _file(view, path)),
        notes=list(_notes(sheet, view)),
        entries=entries,
        guided=guided,
        columns=COLUMNS,
        heads=HEADS,
        severities=list(Severity),
        percent=view.percent(sheet.path),
        short=lambda node: one_line(short(node)),
        history=told,
        others=[each for each in sheet.findings if each.path != sheet.path],
    )
    scripts = ["document.js"]
    scripts += ["diagrams.js"] if sheet.body.diagrams else []
    scripts += ["history.js"] if told and told.choose else []
    styles = ("document.css", *(("code.css",) if sheet.body.code else ()))
    return Page(path, "document", sheet.title or sheet.path, main, tuple(scripts), styles)


def _page(view: View, page: str) -> Callable[[str, str], str | None]:
    """The address of a place in a document as a page writes it; without the place, its top."""

    def there(path: str, anchor: str) -> str | None:
        found = view.page_of.get(path)
        if not found:
            return None
        place = view.portfolio.by_path[path].body.place(anchor) if anchor else ""
        if found == page:
            return relative(f"#{place or 'dd-main'}", page)
        return relative(f"{found}#{place}" if place else found, page)

    return there


def _file(view: View, page: str) -> Callable[[str], str | None]:
    """The address of a picture as a page writes it; in a site of one file its bytes."""
    if view.pictures is not None:
        return view.pictures.get
    return lambda path: file_url(f"{FILES}/{path}", page)


def _notes(sheet: Sheet, view: View) -> Iterator[Note]:
    """The margin in the order of the lines: what is wrong at a block, then its requirements."""
    found: dict[tuple[str, int], Note] = {}
    for finding in sheet.findings:
        if finding.path != sheet.path:
            continue
        line = finding.place.start.line
        place = view.line(sheet.path, line)
        known = found.get((place, 0))
        told = (*known.findings, finding) if known else (finding,)
        found[place, 0] = Note(known.line if known else line, place, told)
    for row in view.rows_of.get(sheet.path, ()):
        place = view.node(row.node)
        found[place, row.node.span.start + 1] = Note(row.node.line, place, row=row)
    yield from sorted(found.values(), key=lambda each: (each.line, each.row is not None))


def _entries(sheet: Sheet, view: View) -> Iterator[Entry]:
    numbers = view.numbers.get(sheet.template.path, {}) if sheet.template else {}
    levels = [line.level for line in sheet.outline if line.state != "title"]
    top = min(levels, default=1)
    for line, guidance in zip(sheet.outline, sheet.guidance, strict=True):
        if line.state == "title":
            continue
        target = view.line(sheet.path, line.line)
        if line.anchor and line.state not in {"missing", "optional"}:
            target = f"{view.page_of[sheet.path]}#{line.anchor}"
        said = guidance if line.state in _TO_WRITE else ""
        number = numbers.get(guidance) if not said else None
        yield Entry(line, min(line.level - top, 4), target, said, number)


def guidance_file(template: str) -> str:
    """The file with what a template says about its sections."""
    return f"guidance/{blake2b(template.encode('utf-8', 'replace'), digest_size=6).hexdigest()}.js"
