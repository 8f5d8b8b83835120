"""``new_document``: a document started from a template, as it would be."""

from typing import Annotated

from msgspec import Meta

from designdoc.application.new import Values
from designdoc.application.proposal import propose_new
from designdoc.diagnostics import UsageError
from designdoc.mcp.desk import Desk
from designdoc.mcp.proposed import Proposed, proposed
from designdoc.mcp.tool import Arguments, Tool


class Wanted(Arguments, frozen=True):
    """The arguments of ``new_document``."""

    path: Annotated[str, Meta(description="Where it is to be; a Markdown file that is not there")]
    title: Annotated[str, Meta(description="What it is about; fills the title")] = ""
    template: Annotated[
        str, Meta(description="A template's path or built-in name; empty: the one that fits there")
    ] = ""
    author: Annotated[str, Meta(description="The author, also of the first revision")] = ""
    values: Annotated[
        dict[str, str], Meta(description="Values of placeholders and fields, by their names")
    ] = {}  # noqa: RUF012 - msgspec copies it


def run(desk: Desk, wanted: Wanted) -> Proposed:
    """The new document as a proposal."""
    path = desk.path(wanted.path)
    checker, overlay = desk.over()
    template = desk.template(wanted.template, checker) if wanted.template else ""
    today = checker.options.today
    if today is None:
        raise UsageError("the day is not known")
    values = Values(today, wanted.title, wanted.author, wanted.values)
    return proposed(propose_new(path, template, values, checker, overlay), desk)


TOOL = Tool(
    "new_document",
    "Start a document",
    "Start a design document from a template: title, date, author and first revision filled in, the"
    " guidance kept. Gives a proposal; apply_edit with its fingerprint writes the file. Then `next`"
    " tells what to write.",
    Wanted,
    Proposed,
    run,
    proposes=True,
)
