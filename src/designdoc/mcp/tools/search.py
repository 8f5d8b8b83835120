"""``search``: words in documents."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.search import Hit, candidates, hits, words_of
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, offset
from designdoc.mcp.tool import Arguments, Tool

_AT_ONCE = 10  # documents


class Wanted(Arguments, frozen=True):
    """The arguments of ``search``."""

    query: Annotated[str, Meta(description="A few words; parts of words count, case does not")]
    folder: Annotated[str, Meta(description="Only documents below it; empty for all")] = ""
    cursor: Cursor = ""


class Hits(Struct, frozen=True):
    """Sections that say the words, the documents that are most about them first.

    ``words_found`` of ``words`` stand in each of these documents; ``documents`` counts them all.
    """

    words: int
    words_found: int
    documents: int
    hits: list[Hit]
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Hits:
    """A page of the hits."""
    checker = desk.checker()
    found = candidates(wanted.query, desk.jobs(wanted.folder, checker), checker)
    start = offset(wanted.cursor, len(found))
    few = found[start : start + _AT_ONCE]
    shown = [hit for candidate in few for hit in hits(wanted.query, candidate, checker)]
    after = start + len(few)
    return Hits(
        len(words_of(wanted.query)),
        found[0].words if found else 0,
        len(found),
        shown,
        str(after) if after < len(found) else None,
    )


TOOL = Tool(
    "search",
    "Search documents",
    "Find the sections of documents that say certain words, with a few words around each place."
    " `read` then gives the section.",
    Wanted,
    Hits,
    run,
)
