"""The traceability matrix as one page that needs nothing else: no network, no other file."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from designdoc.output.matrix import (
    EVIDENCE,
    HEADS,
    cell,
    cut,
    evidence_of,
    is_judged,
    shown_columns,
)
from designdoc.output.page import render_page
from designdoc.output.visible import one_line
from designdoc.workspace import COLUMNS, NEEDED, Coverage, Node, Row, Workspace
from designdoc.workspace.coverage import share
from designdoc.workspace.graph import Kind

_TIPS = 12  # titles in the tip of one cell
_TIP = 120  # characters of one of them
_STATES = {"linked": "Linked", "partly-linked": "Partly linked", "unlinked": "Not linked"}
_EVIDENCE_RANKS = {"violated": 0, "stale": 1, "no-evidence": 2, "met": 3}


class _Column(Struct, frozen=True):
    head: str
    count: int
    percent: float
    needed: bool


class _Cell(Struct, frozen=True):
    head: str
    names: tuple[str, ...]
    tip: str
    needed: bool


class _Line(Struct, frozen=True):
    written: str
    title: str
    path: str
    place: str
    state: str
    state_name: str
    rank: int
    quality: bool
    evidence: str
    evidence_name: str
    evidence_rank: int
    cells: tuple[_Cell, ...]


def render_html(workspace: Workspace) -> str:
    """The whole page."""
    coverage = workspace.coverage()
    shown = shown_columns(coverage.rows)
    paths = list(dict.fromkeys(row.node.path for row in coverage.rows))
    return render_page(
        "trace",
        documents=[one_line(path) for path in paths],
        columns=_columns(coverage),
        heads=[HEADS[kind] for kind in shown],
        lines=[_line(row, shown) for row in coverage.rows],
        total=len(coverage.requirements),
        qualities=len(coverage.rows) - len(coverage.requirements),
        linked=coverage.linked,
        percent=coverage.percent,
        states=list(_STATES.items()),
        judged=is_judged(coverage.rows),
        evidence=[(state, name.capitalize()) for state, name in EVIDENCE.items()],
        loose=_loose(workspace, coverage),
    )


def _columns(coverage: Coverage) -> list[_Column]:
    total = len(coverage.requirements)
    return [
        _Column(
            HEADS[kind], coverage.having(kind), share(coverage.having(kind), total), kind in NEEDED
        )
        for kind in COLUMNS
    ]


def _line(row: Row, shown: Sequence[Kind]) -> _Line:
    node, state = row.node, row.state
    return _Line(
        written=one_line(node.written),
        title=one_line(node.title),
        path=one_line(node.path),
        place=f"{one_line(node.path)}:{node.line}",
        state=state,
        state_name=_STATES[state],
        rank=list(_STATES).index(state),
        quality=node.kind is Kind.QUALITY,
        evidence=node.evidence or "",
        evidence_name=evidence_of(row).capitalize(),
        evidence_rank=_EVIDENCE_RANKS.get(node.evidence or "", len(_EVIDENCE_RANKS)),
        cells=tuple(_cell(kind, row) for kind in shown),
    )


def _cell(kind: Kind, row: Row) -> _Cell:
    nodes = row.cells[kind]
    tips = [cut(one_line(f"{node.written} {node.title}".strip()), _TIP) for node in nodes[:_TIPS]]
    if len(nodes) > _TIPS:
        tips.append(f"… and {len(nodes) - _TIPS} more")
    names = tuple(one_line(name) for name in cell(nodes))
    return _Cell(HEADS[kind], names, "\n".join(tips), kind in row.needed)


def _loose(workspace: Workspace, coverage: Coverage) -> list[tuple[str, list[tuple[str, str]]]]:
    """What no requirement is linked to, kind by kind."""
    reached = {node.id for row in coverage.rows for nodes in row.cells.values() for node in nodes}
    found = []
    for kind in (Kind.COMPONENT, Kind.PHASE, Kind.TEST, Kind.RISK):
        nodes = (n for n in workspace.nodes if n.kind is kind and n.id not in reached)
        named = list(_named(nodes))
        if named:
            found.append((HEADS[kind], named))
    return found


def _named(nodes: Iterable[Node]) -> Iterable[tuple[str, str]]:
    for node in nodes:
        words = cut(one_line(f"{node.written} {node.title}".strip()), _TIP)
        yield words, f"{one_line(node.path)}:{node.line}"
