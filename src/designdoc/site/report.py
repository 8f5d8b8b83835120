"""One page for a pull request or an audit: it needs no other file, and prints well."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.application.diff import Compared
from designdoc.application.portfolio import Portfolio
from designdoc.application.sheet import Sheet
from designdoc.change.diff.documents import DocumentDiff
from designdoc.diagnostics import Finding, Severity
from designdoc.output.diff_html import fragment
from designdoc.output.diff_words import count, headline
from designdoc.output.matrix import HEADS, cell, evidence_of, is_judged, shown_columns
from designdoc.output.page import css_string, render_page
from designdoc.output.visible import one_line
from designdoc.workspace import Row
from designdoc.workspace.graph import Kind

_GLYPHS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
_RUNNING = "@page { @top-left { content: %s; font: 8pt system-ui, sans-serif; } }\n"
_STATES = {"met": "✓ met", "violated": "✖ violated", "stale": "◷ stale", "no-evidence": "○ none"}


class Since(Struct, frozen=True):
    """What is new since a revision: the findings on changed lines, and the changes in meaning."""

    revision: str
    findings: tuple[Finding, ...]
    compared: Compared


class _Group(Struct, frozen=True):
    path: str
    title: str
    findings: tuple[Finding, ...]


class _Cell(Struct, frozen=True):
    words: tuple[str, ...]
    gap: bool


class _Line(Struct, frozen=True):
    name: str
    title: str
    place: str
    cells: tuple[_Cell, ...]
    evidence: str


class _Changed(Struct, frozen=True):
    path: str
    headline: str
    changes: str  # as HTML


def report(portfolio: Portfolio, title: str, day: str, since: Since | None = None) -> str:
    """The whole page; ``day`` (YYYY-MM-DD) is that of the report."""
    rows = portfolio.coverage.rows
    columns = shown_columns(rows)
    findings = since.findings if since else portfolio.findings
    changed = since.compared.documents if since else ()
    return render_page(
        "report",
        _RUNNING % css_string(one_line(f"{title}, {day}")),
        title=title,
        day=day,
        since=since,
        sheets=portfolio.sheets,
        counts=[(s, _GLYPHS[s], sum(f.severity is s for f in findings)) for s in Severity],
        glyphs=_GLYPHS,
        groups=list(_groups(portfolio.sheets, findings)),
        coverage=portfolio.coverage,
        heads=[HEADS[kind] for kind in columns],
        lines=[_line(row, columns) for row in rows],
        judged=is_judged(rows),
        measured=[(s, m) for s in portfolio.sheets for m in s.measurements],
        states=_STATES,
        risks=[(s, risk) for s in portfolio.sheets for risk in s.risks],
        changes=count(changed),
        changed=[_changed(each) for each in changed],
        troubles=[*portfolio.troubles, *(since.compared.troubles if since else ())],
    )


def _groups(sheets: Sequence[Sheet], findings: Sequence[Finding]) -> Iterator[_Group]:
    titles = {sheet.path: sheet.title for sheet in sheets}
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.path, []).append(finding)
    for path, found in grouped.items():
        found.sort(key=lambda each: (-each.severity.rank, each.place.start.line))
        yield _Group(path, titles.get(path, path), tuple(found))


def _line(row: Row, columns: Sequence[Kind]) -> _Line:
    node = row.node
    cells = tuple(
        _Cell(tuple(map(one_line, cell(row.cells[kind]))), kind in row.missing) for kind in columns
    )
    name, title = one_line(node.written), one_line(node.title)
    return _Line(name, title, f"{one_line(node.path)}:{node.line}", cells, evidence_of(row))


def _changed(document: DocumentDiff) -> _Changed:
    changes = fragment(document.changes) if document.changes else ""
    return _Changed(document.path, headline(document), changes)
