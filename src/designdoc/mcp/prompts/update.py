"""Bring a design document up to date with the code."""

from collections.abc import Mapping

from designdoc.mcp.desk import Desk
from designdoc.mcp.prompts.prompt import Argument, Prompt


def words(desk: Desk, given: Mapping[str, str]) -> str:
    """What to compare, and how to write what has changed."""
    path = desk.path(given["path"])
    return f"""Bring the design document `{path}` up to date with the code of this repository.

1. `read` the document. `check` it: findings DD5 compare it with the code (names and paths that are
   gone, dependencies, members of types), DD6 with results of tests and measurements.
2. Compare the rest yourself: for each component, type, flag, error and phase, find the code that it
   speaks of. The code shows what is; the document may say what is meant. Where the two differ,
   decide which of them is wrong, and ask me where that is not plain.
3. Before you change a requirement or component, ask `impact` what else speaks of it.
4. `propose_edit`, a few sections at a time, in the document's own words and layout. Do not rewrite
   what is still true. Look at the diff and the findings, then `apply_edit`. Tick what is done, and
   add a row to the revision history that says what was changed.
5. If `check` says that the template is newer (DD704), `migrate` first.

At the end, list what you changed, what the code does that no document says, and what a document
asks for that the code does not do."""


PROMPT = Prompt(
    "update_from_code",
    "Bring a document up to date with the code",
    "Compare a document with the code and the results of tests, and edit what is no longer true.",
    (Argument("path", "The document", True),),
    words,
)
