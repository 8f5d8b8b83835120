"""``apply_edit``: a proposal written."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.proposal import apply_proposal
from designdoc.mcp.desk import Desk
from designdoc.mcp.found import Counts, counts
from designdoc.mcp.tool import Arguments, Tool


class Wanted(Arguments, frozen=True):
    """The arguments of ``apply_edit``."""

    fingerprint: Annotated[str, Meta(description="The proposal's own")]


class Applied(Struct, frozen=True):
    """What was done. ``written`` is false where the file held the proposed text already."""

    path: str
    written: bool
    findings: Counts


def run(desk: Desk, wanted: Wanted) -> Applied:
    """Write the proposal."""
    proposal = desk.proposals.find(wanted.fingerprint)
    written = apply_proposal(proposal, desk.files)
    return Applied(proposal.path, written, counts(proposal.found))


TOOL = Tool(
    "apply_edit",
    "Apply a proposal",
    "Write a proposal of propose_edit, new_document or migrate by its fingerprint. It is refused if"
    " the file has changed since the proposal: then read it again and propose anew. Applying the"
    " same proposal twice changes nothing.",
    Wanted,
    Applied,
    run,
    proposes=True,
    writes=True,
)
