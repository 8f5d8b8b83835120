"""One document: its text, its outline, its findings, its requirements, its history."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.body import placed
from designdoc.application.outline import Line
from designdoc.application.sheet import Sheet
from designdoc.diagnostics import Finding, Severity
from designdoc.diagnostics.finding import Related
from designdoc.output.matrix import HEADS, cut, short
from designdoc.output.visible import one_line
from designdoc.site.page import Page, file_url, fragment, relative
from designdoc.site.pages.history import history
from designdoc.site.view import View, elsewhere
from designdoc.workspace import Row
from designdoc.workspace.coverage import COLUMNS

_TO_WRITE = frozenset({"empty", "missing"})
_STATES = {
    "empty": "empty", "missing": "missing", "optional": "may be added",
    "not-applicable": "does not apply",
}  # fmt: skip
_COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINKED = 5  # of a column that are shown
FILES = "files"
"""The folder of the site that pictures of documents are copied to."""


class Told(Struct, frozen=True):
    """A finding in the margin; ``related`` are words with a place, empty outside of the site."""

    severity: str
    message: str
    line: int
    name: str
    help: str
    related: tuple[tuple[str, str, str], ...] = ()


class Column(Struct, frozen=True):
    """What a requirement is linked to in a column of the matrix: names with their places."""

    head: str
    linked: tuple[tuple[str, str], ...]
    more: int


class Requirement(Struct, frozen=True):
    """A requirement in the margin; ``gaps`` are the kinds of links that are missing."""

    label: str
    evidence: str
    columns: tuple[Column, ...]
    gaps: tuple[str, ...]


class Note(Struct, frozen=True):
    """What stands in the margin at a block: findings, or a requirement with its links. ``anchor``
    is the block's id as an address has it.
    """

    line: int
    anchor: str
    findings: tuple[Told, ...] = ()
    requirement: Requirement | None = None


class Entry(Struct, frozen=True):
    """A line of the outline: the id it leads to, its state, and that in words. ``opens`` lists
    begin with it, ``closes`` end.

    ``guidance`` is said where something is to be written, else it is the ``number`` of the text.
    """

    title: str
    anchor: str
    state: str
    said: str
    guidance: str
    number: int | None
    opens: int = 0
    closes: int = 0


def document(sheet: Sheet, view: View) -> Page:
    """The page of a document."""
    path = view.page_of[sheet.path]
    entries = tuple(_entries(sheet, view))
    template = sheet.template.path if sheet.template else ""
    chronicle = view.past.chronicles.get(sheet.path)
    told = history(chronicle) if chronicle else None
    values = {
        "path": one_line(sheet.path),
        "facts": _facts(sheet, view),
        "filled": sheet.filled,
        "asked": sheet.asked,
        "troubles": [one_line(trouble.message) for trouble in sheet.troubles],
        "edit": f"edit/{sheet.path}" if view.editable and template else "",
        "guided": guidance_file(template) if view.guidance.get(template) else "",
        "entries": entries,
        "numbers": ",".join("" if e.number is None else str(e.number) for e in entries),
        "front": [(one_line(key), cut(one_line(value), 200)) for key, value in sheet.body.front],
        "body": placed(sheet.body.html, _page(view, path), _file(view, path)),
        "notes": list(_notes(sheet, view)),
        "others": [elsewhere(each) for each in sheet.findings if each.path != sheet.path],
        "history": told,
    }
    return Page(path, "document", sheet.title or sheet.path, "document.html.j2", values)


class Facts(Struct, frozen=True):
    """What is said of a document above its text. ``template``: path, version, and how it was found;
    ``counts``: severity and words; ``revised``: day, and the place that says so.
    """

    status: str
    owner: str
    template: tuple[str, str, str] | None
    counts: tuple[tuple[str, str], ...]
    percent: int | None
    revised: tuple[str, str] | None


def _facts(sheet: Sheet, view: View) -> Facts:
    use = sheet.template
    found = Counter(each.severity for each in sheet.findings)
    counts = ((s, found[s], words) for s, words in _COUNTED.items() if found[s])
    last = max(sheet.revisions, key=lambda row: row.date, default=None)
    day = one_line(last.date) if last else ""
    return Facts(
        status=one_line(sheet.status),
        owner=cut(one_line(sheet.owner), 60),
        template=(one_line(use.path), one_line(use.version or ""), one_line(use.evidence))
        if use
        else None,
        counts=tuple((s.value, f"{n} {words}{'s' if n != 1 else ''}") for s, n, words in counts),
        percent=view.percent(sheet.path),
        revised=(day, view.line(sheet.path, last.line)) if last and day else None,
    )


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
        anchor = _at(sheet, line)
        known = found.get((anchor, 0))
        told = (*(known.findings if known else ()), _told(finding, view))
        found[anchor, 0] = Note(known.line if known else line, anchor, told)
    for row in view.rows_of.get(sheet.path, ()):
        anchor = _at(sheet, row.node.line)
        note = Note(row.node.line, anchor, requirement=_requirement(row, view))
        found[anchor, row.node.span.start + 1] = note
    yield from sorted(found.values(), key=lambda each: (each.line, each.requirement is not None))


def _told(finding: Finding, view: View) -> Told:
    return Told(
        finding.severity.value,
        one_line(finding.message),
        finding.place.start.line,
        f"{finding.code} {finding.name}",
        one_line(finding.help),
        tuple(_related(each, view) for each in finding.related),
    )


def _related(related: Related, view: View) -> tuple[str, str, str]:
    path, line = related.place.path, related.place.start.line
    place = view.line(path, line) if path in view.page_of else ""
    return one_line(related.message), f"{one_line(path)}:{line}", place


def _requirement(row: Row, view: View) -> Requirement:
    columns = (
        Column(
            HEADS[kind],
            tuple((one_line(short(node)), view.node(node)) for node in nodes[:_LINKED]),
            max(0, len(nodes) - _LINKED),
        )
        for kind in COLUMNS
        if (nodes := row.cells[kind])
    )
    gaps = tuple(f"no {kind.value}" for kind in row.missing)
    label = cut(one_line(row.node.label), 40)
    return Requirement(label, row.node.evidence or "", tuple(columns), gaps)


def _entries(sheet: Sheet, view: View) -> Iterator[Entry]:
    """The outline as lists in lists: each line below the one before it that is less deep."""
    lines = [
        each for each in zip(sheet.outline, sheet.guidance, strict=True) if _is_listed(each[0])
    ]
    depths = list(_depths([line.level for line, _ in lines]))
    for at, (line, guidance) in enumerate(lines):
        before, after = depths[at - 1] if at else 0, depths[at + 1] if at + 1 < len(lines) else 0
        opens, closes = max(0, depths[at] - before), max(0, depths[at] - after)
        yield replace(_entry(line, guidance, sheet, view), opens=opens, closes=closes)


def _is_listed(line: Line) -> bool:
    return line.state != "title"


def _depths(levels: Sequence[int]) -> Iterator[int]:
    """How deep each heading stands: one deeper than the last one above it, however far it jumps."""
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        yield len(above)
        above.append(level)


def _entry(line: Line, guidance: str, sheet: Sheet, view: View) -> Entry:
    absent = line.state in {"missing", "optional"}
    own = line.anchor and not absent
    said = guidance if line.state in _TO_WRITE else ""
    numbers = view.numbers.get(sheet.template.path, {}) if sheet.template else {}
    return Entry(
        title=one_line(line.title),
        anchor=fragment(line.anchor) if own else _at(sheet, line.line),
        state="" if line.state == "written" else line.state,
        said=_STATES.get(line.state, ""),
        guidance=cut(one_line(said), 300),
        number=None if said else numbers.get(guidance),
    )


def _at(sheet: Sheet, line: int) -> str:
    """The block of a line as an address in the page has it; the whole page where there is none."""
    return fragment(sheet.body.at(line) or "dd-main")


def guidance_file(template: str) -> str:
    """The file with what a template says about its sections."""
    return f"guidance/{blake2b(template.encode('utf-8', 'replace'), digest_size=6).hexdigest()}.js"
