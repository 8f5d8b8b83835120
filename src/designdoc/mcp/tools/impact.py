"""``impact``: what a change touches."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.impact import impact
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, page
from designdoc.mcp.tool import Arguments, Tool
from designdoc.workspace import Link, Node, Workspace


class Wanted(Arguments, frozen=True):
    """The arguments of ``impact``."""

    id: Annotated[str, Meta(description="'FR-3', 'docs/login.md#FR-3', or a component's name")]
    path: Annotated[
        str, Meta(description="Look in this document or folder; empty for the workspace")
    ] = ""
    cursor: Cursor = ""


class Thing(Struct, frozen=True):
    """Something that a document speaks of."""

    id: str
    kind: str
    title: str
    path: str
    line: int


class Step(Struct, frozen=True):
    """A thing that is touched, ``distance`` links away; ``because`` are these links."""

    thing: Thing
    distance: int
    because: list[str]


class Impact(Struct, frozen=True):
    """The changed thing, and what it touches, the nearest first."""

    changed: Thing
    touches: list[Step]
    total: int
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Impact:
    """A page of what a change touches."""
    workspace = desk.linked(wanted.path, judged=False).workspace
    touched = impact(wanted.id, workspace)
    steps = [
        Step(
            thing(step.node),
            step.distance,
            [_said(link, workspace) for link in touched.chain(step)],
        )
        for step in touched.steps
    ]
    shown, after = page(steps, wanted.cursor)
    return Impact(thing(touched.node), shown, len(steps), after)


def thing(node: Node) -> Thing:
    """A node in the words of the tools."""
    return Thing(node.id, node.kind.value, cut(node.title, 200), node.path, node.line)


def _said(link: Link, workspace: Workspace) -> str:
    source, target = workspace.by_id[link.source], workspace.by_id[link.target]
    words = f"{cut(source.label, 60)} {link.relation.value} {cut(target.label, 60)}"
    return f"{words} ({link.path}:{link.line})"


TOOL = Tool(
    "impact",
    "Impact of a change",
    "Tell what a change of a requirement, component or type touches, with the chain of links that"
    " leads to each. Ask before you change one.",
    Wanted,
    Impact,
    run,
)
