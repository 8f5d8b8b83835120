"""``migrate``: a document carried to a newer version of its template, as it would be."""

from typing import Annotated

from msgspec import Meta

from designdoc.application.migrate import Wanted as Versions
from designdoc.application.proposal import propose_migration
from designdoc.mcp.desk import Desk
from designdoc.mcp.proposed import Proposed, proposed
from designdoc.mcp.tool import Arguments, Tool


class Wanted(Arguments, frozen=True):
    """The arguments of ``migrate``."""

    path: Annotated[str, Meta(description="The document")]
    to: Annotated[str, Meta(description="A version of its template; empty: the newest")] = ""
    from_version: Annotated[
        str, Meta(description="The version that it follows; empty: found out")
    ] = ""


def run(desk: Desk, wanted: Wanted) -> Proposed:
    """The migrated document as a proposal."""
    path = desk.path(wanted.path)
    versions = Versions(wanted.from_version, wanted.to)
    return proposed(propose_migration(path, versions, *desk.over()), desk)


TOOL = Tool(
    "migrate",
    "Migrate a document",
    "Carry a document to a newer version of its template: renamed and moved sections follow it, new"
    " ones are put in with their guidance, the author's text stays. Gives a proposal with notes on"
    " what a person has to decide; apply_edit with its fingerprint writes it.",
    Wanted,
    Proposed,
    run,
    proposes=True,
)
