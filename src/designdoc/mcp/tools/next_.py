"""``next``: what is left to write."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.next_ import KINDS, next_
from designdoc.application.one_document import one_document
from designdoc.application.sections import anchor_at, headings
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, page
from designdoc.mcp.tool import Arguments, Tool
from designdoc.workspace import Todo

_GUIDANCE = 1500  # characters


class Wanted(Arguments, frozen=True):
    """The arguments of ``next``."""

    path: Annotated[str, Meta(description="The document")]
    cursor: Cursor = ""


class Item(Struct, frozen=True):
    """One thing to do. ``kind``: section (absent), empty, field, column, block, hole, guidance
    (the template's words still there), link (a requirement that nothing else speaks of),
    optional (a section that may be left out).

    ``section`` is the way of the template's names; ``at`` the anchor of the document's own section
    that holds the line, where a template's section stands there several times. ``guidance`` is what
    the template says to it.
    """

    kind: str
    section: list[str]
    at: str
    line: int
    what: str
    help: str
    guidance: str


class LeftOver(Struct, frozen=True):
    """What is left, in the order of the template: first what must be, then links, then optional."""

    path: str
    template: str
    required: int
    links: int
    items: list[Item]
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> LeftOver:
    """A page of what is left in a document."""
    path = desk.path(wanted.path)
    checker = desk.checker(tuple(KINDS))
    left = next_(path, checker)
    document, _ = one_document(path, checker)
    every = headings(document)
    items = [
        _item(todo, anchor_at(every, document, todo.line))
        for todo in (*left.todos, *left.links, *left.optional)
    ]
    shown, after = page(items, wanted.cursor)
    return LeftOver(path, left.template, len(left.todos), len(left.links), shown, after)


def _item(todo: Todo, anchor: str) -> Item:
    return Item(
        "optional" if todo.optional else todo.kind,
        list(todo.section),
        f"#{anchor}" if anchor else "",
        todo.line,
        cut(todo.what, 600),
        cut(todo.help, 600),
        cut(todo.guidance, _GUIDANCE),
    )


TOOL = Tool(
    "next",
    "What is left to write",
    "List what is left to write in a document, in the order of its template and with the"
    " template's guidance: absent and empty sections, fields, placeholders, and requirements that"
    " nothing is linked to. Call it again after each apply_edit until `required` is 0.",
    Wanted,
    LeftOver,
    run,
)
