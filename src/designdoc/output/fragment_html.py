"""Findings and matrix as pieces of HTML for the pages of somebody else's site.

A piece inherits colours and type of the page around it; its classes begin with ``designdoc-``, and
what it looks like is ``style()``. Whatever comes from a document is escaped, and no link runs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import groupby

import jinja2
from msgspec import Struct

from designdoc.diagnostics import Finding, RuleInfo, Severity, Summary
from designdoc.output.matrix import (
    HEADS,
    cell,
    evidence_counts,
    evidence_of,
    is_judged,
    short,
    shown_columns,
)
from designdoc.output.summary import counts, plural
from designdoc.output.visible import one_line, visible
from designdoc.source.regex import regex
from designdoc.workspace import Kind, Node, Row, Workspace
from designdoc.workspace.coverage import Coverage

_Href = Callable[[Node], str | None]
_SCHEME = regex(r"[^/?#]*:")


class DocumentLine(Struct, frozen=True):
    """A document in the table of totals: what it is called, where its page is, what was found."""

    title: str
    href: str
    status: str | None
    findings: Sequence[Finding]


class _Cell(Struct, frozen=True):
    links: tuple[tuple[str, str], ...]
    gap: bool


class _Group(Struct, frozen=True):
    """The rows of one document, headed by its title."""

    title: str
    href: str
    lines: tuple["_Line", ...]


class _Line(Struct, frozen=True):
    href: str
    written: str
    title: str
    cells: tuple[_Cell, ...]
    state: str
    evidence: str


def findings_html(
    findings: Sequence[Finding],
    rules: Mapping[str, RuleInfo],
    href: Callable[[int], str],
    scope: str = "designdoc",
) -> str:
    """What was found in one document, folded, and the pages of the rules that found it.

    Args:
        findings: those of one document; shown by line, then code.
        rules: by code; a code that is missing is no link.
        href: the place in the site of a line of the document; empty for none.
        scope: what ids begin with, another one for each piece of a page.
    """
    ordered = sorted(findings, key=lambda each: (each.place.start.offset, each.code, each.message))
    codes = sorted({each.code for each in findings} & rules.keys())
    return _render(
        "findings",
        counted=_counted(findings),
        findings=[(each, _harmless(href(each.place.start.line))) for each in ordered],
        rules=[rules[code] for code in codes],
        linked=set(codes),
        scope=scope,
    )


def documents_html(lines: Sequence[DocumentLine]) -> str:
    """The documents with how much was found in each, and the sum."""
    findings = [finding for line in lines for finding in line.findings]
    return _render(
        "documents",
        documents=plural(len(lines), "document"),
        counted=_counted(findings),
        severities=list(Severity),
        lines=[(line, _harmless(line.href), _tally(line.findings)) for line in lines],
        judged=any(line.status for line in lines),
    )


def matrix_html(workspace: Workspace, href: _Href) -> str:
    """The traceability matrix of the documents that the site has.

    Args:
        workspace: the linked documents.
        href: the place of a node in the site; empty where it has none, None for a document that
            is no page of the site, whose requirements are left out.
    """
    every = workspace.coverage().rows
    coverage = Coverage(tuple(row for row in every if href(row.node) is not None))
    shown = shown_columns(coverage.rows)
    return _render(
        "matrix",
        heads=[HEADS[kind] for kind in shown],
        groups=list(_groups(coverage.rows, workspace, shown, href)),
        total=plural(len(coverage.requirements), "requirement"),
        qualities=len(coverage.rows) - len(coverage.requirements),
        linked=coverage.linked,
        percent=coverage.percent,
        judged=is_judged(coverage.rows),
        evidence=evidence_counts(coverage.rows),
    )


def style() -> str:
    """The style sheet of the pieces, as CSS."""
    return _part("fragment.css")


def _groups(
    rows: Sequence[Row], workspace: Workspace, shown: Sequence[Kind], href: _Href
) -> Iterator[_Group]:
    for path, own in groupby(rows, lambda row: row.node.path):
        document = workspace.by_id[path]
        lines = tuple(_line(row, shown, href) for row in own)
        yield _Group(one_line(document.title or path), _harmless(href(document) or ""), lines)


def _line(row: Row, shown: Sequence[Kind], href: _Href) -> _Line:
    return _Line(
        href=_harmless(href(row.node) or ""),
        written=one_line(row.node.written),
        title=one_line(row.node.title),
        cells=tuple(_cell(row, kind, href) for kind in shown),
        state=row.state.replace("-", " "),
        evidence=evidence_of(row),
    )


def _cell(row: Row, kind: Kind, href: _Href) -> _Cell:
    """The words of a cell, each with the place of the first node that it stands for."""
    nodes = row.cells[kind]
    first = {short(node): node for node in reversed(nodes)}
    places = (first[short(node)] for node in {short(node): node for node in nodes}.values())
    links = [
        (one_line(word), _harmless(href(node) or ""))
        for word, node in zip(cell(nodes), places, strict=True)
    ]
    return _Cell(tuple(links), not nodes and kind in row.needed)


def _tally(findings: Sequence[Finding]) -> list[int]:
    return [sum(each.severity is severity for each in findings) for severity in Severity]


def _counted(findings: Sequence[Finding]) -> str:
    error, warning, info = _tally(findings)
    return counts(Summary(documents=1, error=error, warning=warning, info=info, seconds=0))


def _harmless(href: str) -> str:
    """A reference that stays in the site, also where a file's name looks like a scheme."""
    return f"./{href}" if _SCHEME.match(href) else href


def _render(name: str, **values: object) -> str:
    return _environment().get_template(f"fragment_{name}.html.j2").render(**values)


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(_part),
    )
    environment.filters.update(one_line=one_line, visible=_visible)
    return environment


def _visible(text: str) -> str:
    """The text line by line, each of them harmless."""
    return "\n".join(map(visible, text.splitlines()))


def _part(name: str) -> str:
    return resources.files("designdoc.output").joinpath("pages", name).read_text("utf-8")
