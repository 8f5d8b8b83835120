"""``trace``: which requirements are linked to what."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, page
from designdoc.mcp.tool import Arguments, Tool
from designdoc.workspace.coverage import Row

_SHOWN = 8  # things of one kind


class Wanted(Arguments, frozen=True):
    """The arguments of ``trace``."""

    path: Annotated[str, Meta(description="A document or folder; empty for the workspace")] = ""
    cursor: Cursor = ""


class Requirement(Struct, frozen=True):
    """A requirement: its ``state`` (linked, partly-linked, unlinked), what it is linked to by kind,
    which kinds are missing, and the state of its evidence where evidence is configured.
    """

    id: str
    kind: str
    title: str
    path: str
    line: int
    state: str
    evidence: str | None
    linked: dict[str, list[str]]
    missing: list[str]


class Coverage(Struct, frozen=True):
    """``covered`` of ``requirements`` have a component, a phase and a test."""

    requirements: int
    covered: int
    percent: float | None
    documents: int
    rows: list[Requirement]
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Coverage:
    """A page of the matrix."""
    found = desk.linked(wanted.path)
    coverage = found.workspace.coverage()
    shown, after = page([_row(row) for row in coverage.rows], wanted.cursor)
    return Coverage(
        len(coverage.requirements),
        coverage.linked,
        coverage.percent,
        len(found.documents),
        shown,
        after,
    )


def _row(row: Row) -> Requirement:
    node = row.node
    return Requirement(
        node.id,
        node.kind.value,
        cut(node.title, 200),
        node.path,
        node.line,
        row.state,
        node.evidence,
        {
            kind.value: [cut(each.label, 80) for each in nodes[:_SHOWN]]
            for kind, nodes in row.cells.items()
            if nodes
        },
        [kind.value for kind in row.missing],
    )


TOOL = Tool(
    "trace",
    "Trace requirements",
    "List the requirements with the components, phases, tests, types and risks that each is linked"
    " to, what is missing, and how many are covered.",
    Wanted,
    Coverage,
    run,
)
