"""Findings and the traceability matrix as pieces of HTML, for the pages of other tools.

Whatever comes from a document is escaped. ``STYLE`` is what the class names need.
"""

from collections.abc import Callable, Sequence
from html import escape

from designdoc.diagnostics import Finding
from designdoc.output.matrix import HEADS, cell, evidence_of, is_judged, short, shown_columns
from designdoc.output.visible import one_line
from designdoc.workspace import Node, Row, Workspace
from designdoc.workspace.graph import Kind

Address = Callable[[Node], str]

STYLE = """\
.designdoc-findings{margin:2rem 0;padding:.5rem 1rem;border:1px solid #767676;border-radius:4px}
.designdoc-findings summary{cursor:pointer}
.designdoc-error,.designdoc-warning,.designdoc-info{font-weight:600}
.designdoc-error{color:#a33a00}.designdoc-warning{color:#8a5200}.designdoc-info{color:#005a8f}
.designdoc-scroll{overflow-x:auto}
@media (prefers-color-scheme:dark){[data-theme=auto] .designdoc-error{color:#ff9a66}
[data-theme=auto] .designdoc-warning{color:#f0b429}[data-theme=auto] .designdoc-info{color:#7cc4f0}}
[data-md-color-scheme=slate] .designdoc-error,[data-bs-theme=dark] .designdoc-error,
[data-theme=dark] .designdoc-error{color:#ff9a66}
[data-md-color-scheme=slate] .designdoc-warning,[data-bs-theme=dark] .designdoc-warning,
[data-theme=dark] .designdoc-warning{color:#f0b429}
[data-md-color-scheme=slate] .designdoc-info,[data-bs-theme=dark] .designdoc-info,
[data-theme=dark] .designdoc-info{color:#7cc4f0}
"""


def findings_fragment(findings: Sequence[Finding]) -> str:
    """The findings of one document, collapsed; one line that says so where there are none."""
    if not findings:
        return '<p class="designdoc-findings">designdoc: no findings</p>'
    count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
    items = "".join(map(_finding, findings))
    return (
        f'<details class="designdoc-findings"><summary>designdoc: {count}</summary>'
        f"<ul>{items}</ul></details>"
    )


def matrix_fragment(workspace: Workspace, address: Address) -> str:
    """The requirements and what is linked to each; ``address`` gives a node's URL, or nothing."""
    rows = workspace.coverage().rows
    if not rows:
        return '<p class="designdoc-matrix">There are no requirements.</p>'
    shown, judged = shown_columns(rows), is_judged(rows)
    heads = ["Requirement", *(HEADS[kind] for kind in shown), *(["Evidence"] if judged else [])]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(_row(row, shown, judged, address) for row in rows)
    return (
        '<div class="designdoc-scroll" tabindex="0" role="region" aria-label="Traceability matrix">'
        f'<table class="designdoc-matrix"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _finding(finding: Finding) -> str:
    severity = finding.severity.value
    return (
        f'<li><span class="designdoc-{severity}">{severity}</span> '
        f"<code>{_text(finding.code)}</code> line {finding.place.start.line}: "
        f"{_text(finding.message)}<br>{_text(finding.help)}</li>"
    )


def _row(row: Row, shown: Sequence[Kind], judged: bool, address: Address) -> str:
    name = _linked(row.node, row.node.written or "requirement", address)
    cells = "".join(f"<td>{_cell(row.cells[kind], address)}</td>" for kind in shown)
    evidence = f"<td>{_text(evidence_of(row))}</td>" if judged else ""
    return f'<tr><th scope="row">{name} {_text(row.node.title)}</th>{cells}{evidence}</tr>'


def _cell(nodes: Sequence[Node], address: Address) -> str:
    first = {short(node): node for node in reversed(nodes)}
    words = zip(dict.fromkeys(map(short, nodes)), cell(nodes), strict=True)
    return ", ".join(_linked(first[name], shown, address) for name, shown in words) or "–"


def _linked(node: Node, words: str, address: Address) -> str:
    url = address(node)
    return f'<a href="{escape(url)}">{_text(words)}</a>' if url else _text(words)


def _text(words: str) -> str:
    return escape(one_line(words))
