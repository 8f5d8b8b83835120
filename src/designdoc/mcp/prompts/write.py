"""Write a design document from a template."""

from collections.abc import Mapping

from designdoc.application.new import template_for
from designdoc.mcp.desk import Desk
from designdoc.mcp.prompts.prompt import Argument, Prompt


def words(desk: Desk, given: Mapping[str, str]) -> str:
    """The steps from an empty file to one without errors."""
    path = desk.path(given["path"])
    template = attached(desk, given)
    about = given.get("about", "").strip()
    return f"""Write a design document at `{path}` from the template `{template}`\
{f", about: {about}" if about else ""}.

1. Look at what is there: `search` and `list_documents` for documents that it has to agree with, and
   the code that it is about.
2. `new_document` with the path, a title and this template; then `apply_edit`.
3. `next` gives what is left, with the template's guidance. Write it with `propose_edit`, several
   sections at a time. Read the diff and the findings before `apply_edit`.
4. Repeat until `next` says that `required` is 0 and `check` has no error. Then see to the warnings.

Write what is known and decided. Where something is not known, ask me, or write "TBD: " and the
question; do not invent numbers, names or decisions. A section that does not apply says
"N/A — " and why. Each requirement is one sentence that can be tested, with a number and a unit
where it is about quality, and an identifier (FR-1) that components, phases and tests cite."""


def attached(desk: Desk, given: Mapping[str, str]) -> str:
    """The template: the one named, else the one that fits the place."""
    checker = desk.checker()
    named = given.get("template", "").strip()
    known = desk.template(named, checker) if named else ""
    return template_for(desk.path(given["path"]), known, checker).path


PROMPT = Prompt(
    "write_design_document",
    "Write a design document from a template",
    "Start a document from a template and write it section by section until nothing is left.",
    (
        Argument("path", "Where the document is to be, such as docs/design/login.md", True),
        Argument("template", "A template's path or built-in name; left out: the one that fits"),
        Argument("about", "What it is to be about, in a sentence or more"),
    ),
    words,
    attached,
)
