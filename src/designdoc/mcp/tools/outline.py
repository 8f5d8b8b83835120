"""``outline``: the sections of a document."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.one_document import one_document
from designdoc.application.outline import outline
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, page
from designdoc.mcp.tool import Arguments, Tool


class Wanted(Arguments, frozen=True):
    """The arguments of ``outline``."""

    path: Annotated[str, Meta(description="The document")]
    cursor: Cursor = ""


class Entry(Struct, frozen=True):
    """One section. ``section`` is its name for other tools: an anchor, or the template's names.

    ``state``: title, written, empty, not-applicable, own (not of the template), missing (the
    template requires it), optional (absent, and may be).
    """

    title: str
    level: int
    line: int
    state: str
    section: str
    bytes: int


class Outline(Struct, frozen=True):
    """The sections in the order of the file."""

    path: str
    template: str | None
    sections: list[Entry]
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Outline:
    """The outline of a document."""
    path = desk.path(wanted.path)
    document, use = one_document(path, desk.checker())
    lines = [
        Entry(
            cut(line.title, 200),
            line.level,
            line.line,
            line.state,
            f"#{line.anchor}" if line.anchor else " > ".join(line.template),
            line.size,
        )
        for line in outline(document)
    ]
    shown, after = page(lines, wanted.cursor)
    return Outline(path, use.path if use else None, shown, after)


TOOL = Tool(
    "outline",
    "Outline of a document",
    "List the sections of a document: heading, line, size, and whether each is written, empty,"
    " missing or not of the template. `read` and `propose_edit` take the `section` of an entry.",
    Wanted,
    Outline,
    run,
)
