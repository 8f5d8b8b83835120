"""``check``: what is wrong."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from designdoc.application.outcome import Outcome
from designdoc.diagnostics import Severity, UsageError
from designdoc.mcp.desk import Desk
from designdoc.mcp.found import Counts, Found, by_weight, counts, told
from designdoc.mcp.paging import BUDGET, Cursor, NextCursor, page
from designdoc.mcp.tool import Arguments, Tool

_AT_ONCE = 25  # documents


class Wanted(Arguments, frozen=True):
    """The arguments of ``check``."""

    path: Annotated[str, Meta(description="A document or folder; empty for the workspace")] = ""
    severity: Annotated[
        Literal["error", "warning", "info"], Meta(description="The least severe to list")
    ] = "warning"
    cursor: Cursor = ""


class Checked(Struct, frozen=True):
    """One document: its template, how many findings it has, or why it could not be checked."""

    path: str
    template: str | None
    findings: Counts
    trouble: str | None


class Report(Struct, frozen=True):
    """The documents of this page, and their findings, of each document the most severe first.

    ``total`` is the number of Markdown files behind the path.
    """

    documents: list[Checked]
    findings: list[Found]
    total: int
    next_cursor: NextCursor


def run(desk: Desk, wanted: Wanted) -> Report:
    """The documents from the cursor on, as many as fit in a page."""
    checker = desk.checker()
    jobs = desk.jobs(wanted.path, checker)
    first, within = _cursor(wanted.cursor, len(jobs))
    documents: list[Checked] = []
    findings: list[Found] = []
    room, number = BUDGET, first
    for number in range(first, min(len(jobs), first + _AT_ONCE)):
        outcome = checker.check(jobs[number])
        if outcome.document is None and not outcome.troubles:
            continue  # a README or the like, which is no document
        shown, after = page(_shown(outcome, wanted.severity), within, max(room, 0))
        if documents and (after or room <= 0):
            return Report(documents, findings, len(jobs), f"{number}.0")
        documents.append(_checked(outcome))
        findings += shown
        if after:
            return Report(documents, findings, len(jobs), f"{number}.{after}")
        room -= len(msgspec.json.encode((documents[-1], shown)))
        within = ""
    more = number + 1 < len(jobs)
    return Report(documents, findings, len(jobs), f"{number + 1}.0" if more else None)


def _shown(outcome: Outcome, least: str) -> list[Found]:
    rank = Severity(least).rank
    return [told(each) for each in by_weight(outcome.findings) if each.severity.rank >= rank]


def _checked(outcome: Outcome) -> Checked:
    document = outcome.document
    use = document.template if document else None
    trouble = next((each.message for each in outcome.troubles), None)
    return Checked(outcome.path, use.path if use else None, counts(outcome.findings), trouble)


def _cursor(cursor: str, most: int) -> tuple[int, str]:
    """The number of a document, and where to go on among its findings."""
    number, dot, within = (cursor or "0.0").partition(".")
    digits = number + within
    if not dot or not digits.isascii() or not digits.isdecimal() or len(digits) > 12:
        raise UsageError(f"'{cursor[:40]}' is no cursor of `check`; leave it out to begin anew")
    if int(number) > most:
        raise UsageError("this cursor is beyond the last document; leave it out to begin anew")
    return int(number), within


TOOL = Tool(
    "check",
    "Check documents",
    "Check documents against their templates and each other: missing sections, leftover"
    " placeholders, wrong values, broken links, unmeasurable requirements and more. Gives findings"
    " with code, line and next step; `explain` tells what a code means.",
    Wanted,
    Report,
    run,
)
