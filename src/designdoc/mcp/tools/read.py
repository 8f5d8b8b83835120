"""``read``: a document, a section of it, or one thing that documents speak of."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.impact import the_one
from designdoc.application.one_document import one_document
from designdoc.application.sections import section_at
from designdoc.diagnostics import UsageError
from designdoc.document import Absent
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, page, text_page
from designdoc.mcp.tool import Arguments, Tool
from designdoc.source import decode
from designdoc.workspace import Link, Workspace

_TEXT, _LINKS = 9_000, 7_000  # bytes of the two in one answer


class Wanted(Arguments, frozen=True):
    """The arguments of ``read``."""

    path: Annotated[
        str, Meta(description="The document; with `id` a document or folder to look in, or empty")
    ] = ""
    section: Annotated[
        str | list[str],
        Meta(description="A heading, a way of headings, or '#anchor'; empty for the whole"),
    ] = ""
    id: Annotated[
        str, Meta(description="A requirement, component, type …: 'FR-3', 'Tokenizer', 'a.md#FR-3'")
    ] = ""
    cursor: Cursor = ""


class Linked(Struct, frozen=True):
    """A link of the thing: what it says, and the other end."""

    says: str
    id: str
    title: str
    path: str
    line: int


class Text(Struct, frozen=True):
    """The text as it is written; ``line`` is where it begins.

    With ``id``: what kind of thing it is, its state by the evidence, and its links (`impact`
    pages through them all).
    """

    path: str
    line: int
    text: str
    kind: str
    next_cursor: NextCursor
    state: str | None = None
    links: list[Linked] = []


def run(desk: Desk, wanted: Wanted) -> Text:
    """A page of the text that is meant."""
    if wanted.id:
        return _thing(desk, wanted)
    path = desk.path(wanted.path)
    document, _ = one_document(path, desk.checker())
    start, end, kind = document.source.bom, len(document.source.data), "document"
    if wanted.section:
        found = section_at(document, wanted.section)
        if isinstance(found, Absent):
            raise UsageError(
                f"the document has no section '{' > '.join(found.path)}' yet; propose_edit with"
                " this section and operation 'replace' puts it in"
            )
        (start, end), kind = found.part.span, "section"
    at, stop, after = text_page(document.source, start, end, wanted.cursor)
    text = document.source.masked[at:stop].decode("utf-8", "replace")
    return Text(path, document.source.line_of(at), text, kind, after)


def _thing(desk: Desk, wanted: Wanted) -> Text:
    found = desk.linked(wanted.path)
    node = the_one(wanted.id, found.workspace)
    source = decode(node.path, desk.files.read(node.path))
    at, stop, after = text_page(source, *node.span, wanted.cursor, _TEXT)
    text = source.masked[at:stop].decode("utf-8", "replace")
    links, _ = page(list(_links(node.id, found.workspace)), "", _LINKS)
    line = source.line_of(at)
    return Text(node.path, line, text, node.kind.value, after, node.evidence or node.state, links)


def _links(node: str, workspace: Workspace) -> Iterable[Linked]:
    for link in workspace.out.get(node, ()):
        yield _told(link, link.target, link.relation.value, workspace)
    for link in workspace.into.get(node, ()):
        yield _told(link, link.source, f"{link.relation.value} (by the other)", workspace)


def _told(link: Link, other: str, says: str, workspace: Workspace) -> Linked:
    title = workspace.by_id[other].title
    return Linked(says, other, cut(title, 160), link.path, link.line)


TOOL = Tool(
    "read",
    "Read a section or a thing",
    "Read a document, one section of it (by heading or anchor), or one requirement, component,"
    " type or phase by its identifier or name, with what it is linked to.",
    Wanted,
    Text,
    run,
)
