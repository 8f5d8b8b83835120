"""``propose_edit``: a document as it would be."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.edit import Change, Operation
from designdoc.application.proposal import propose_edit
from designdoc.mcp.desk import Desk
from designdoc.mcp.proposed import Proposed, proposed
from designdoc.mcp.tool import Arguments, Tool


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """One change of a section or a field."""

    operation: Annotated[
        Operation,
        Meta(
            description="replace: the section's own text, to its first sub-section (a section of"
            " the template that is absent is put in); append: to that text (a row or item joins the"
            " table or list that ends it); after: text behind the section with its sub-sections, as"
            " a new section with its heading; heading: the heading's words (the title without"
            " `section`); remove: the section and its sub-sections; field: the value of `field`;"
            " text: `text` in place of `old`, which stands there once"
        ),
    ]
    section: Annotated[
        str | list[str],
        Meta(
            description="As `next` and `outline` name it: a heading, a way of headings from the top"
            " (list, or 'A > B'), or '#anchor'. Empty: title, head and front matter"
        ),
    ] = ""
    field: Annotated[str, Meta(description="The field's label or its key in YAML")] = ""
    old: Annotated[str, Meta(description="With 'text': the words that stand there now")] = ""
    text: Annotated[str, Meta(description="The new Markdown, value or heading")] = ""


class Wanted(Arguments, frozen=True):
    """The arguments of ``propose_edit``."""

    path: Annotated[
        str, Meta(description="The document, or the YAML file beside it, whose keys are fields")
    ]
    edits: Annotated[
        list[Edit],
        Meta(
            description="Made one after the other, each to the text that the last one left",
            min_length=1,
            max_length=50,
        ),
    ]


def run(desk: Desk, wanted: Wanted) -> Proposed:
    """The diff and the findings of the edits."""
    path = desk.path(wanted.path)
    changes = [
        Change(each.operation, each.section, each.field, each.old, each.text)
        for each in wanted.edits
    ]
    return proposed(propose_edit(path, changes, *desk.over()), desk)


TOOL = Tool(
    "propose_edit",
    "Propose an edit",
    "Work out a change of a document by sections and fields, and get the unified diff and the"
    " findings that the document would have. Nothing is written: look at them, then call apply_edit"
    " with the fingerprint, or propose anew. Put several edits of one document in one call.",
    Wanted,
    Proposed,
    run,
    proposes=True,
)
