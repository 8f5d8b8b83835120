"""``list_documents``: the documents of the workspace."""

import posixpath
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.checker import Checker
from designdoc.application.kept import Keys
from designdoc.application.one_document import one_document
from designdoc.application.outcome import Job
from designdoc.application.sections import title_of
from designdoc.application.templates import is_well_known
from designdoc.diagnostics import DesigndocError
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import Cursor, NextCursor, cut, offset, page
from designdoc.mcp.tool import Arguments, Tool

_AT_ONCE = 25  # each is read and bound to its template


class Wanted(Arguments, frozen=True):
    """The arguments of ``list_documents``."""

    folder: Annotated[str, Meta(description="Only documents below it; empty for all")] = ""
    cursor: Cursor = ""


class Listed(Struct, frozen=True):
    """One document; ``status`` and ``template`` are null where there is none."""

    path: str
    title: str
    status: str | None
    template: str | None
    bytes: int


class Documents(Struct, frozen=True):
    """A page of the documents, in the order of their paths.

    ``total`` counts Markdown files; a README or the like that no template fits is not listed.
    """

    documents: list[Listed]
    total: int
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Documents:
    """A page of the documents."""
    checker = desk.checker()
    jobs = desk.jobs(wanted.folder, checker)
    keys = Keys(checker)
    start = offset(wanted.cursor, len(jobs))
    few = jobs[start : start + _AT_ONCE]
    shown, _ = page([_listed(desk, job, checker, keys) for job in few], "")
    after = start + len(shown)
    documents = [each for each in shown if each.template or not _is_beside(each.path)]
    return Documents(documents, len(jobs), str(after) if after < len(jobs) else None)


def _is_beside(path: str) -> bool:
    return is_well_known(posixpath.basename(path))


def _listed(desk: Desk, job: Job, checker: Checker, keys: Keys) -> Listed:
    try:
        return desk.kept.of("listed", job, keys, partial(_read, job, checker))
    except (OSError, DesigndocError) as error:
        return Listed(job.path, f"cannot be read: {error}", None, None, job.size)


def _read(job: Job, checker: Checker) -> Listed:
    document, use = one_document(job.path, checker)
    title = title_of(document)
    return Listed(
        job.path,
        cut(title.title if title else "", 200),
        cut(document.status, 100) if document.status else None,
        use.path if use else None,
        len(document.source.data),
    )


TOOL = Tool(
    "list_documents",
    "List documents",
    "List the design documents of the workspace with title, status and template. Start here, or"
    " with `search` when you know what you look for.",
    Wanted,
    Documents,
    run,
)
