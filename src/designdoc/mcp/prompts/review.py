"""Review a design document."""

from collections.abc import Mapping

from designdoc.mcp.desk import Desk
from designdoc.mcp.prompts.prompt import Argument, Prompt


def words(desk: Desk, given: Mapping[str, str]) -> str:
    """What a review looks at, in its order."""
    path = desk.path(given["path"])
    return f"""Review the design document `{path}`. Change nothing; tell me what you find.

1. `outline` and `read` it whole. `check` it with severity info, and `explain` codes that you do not
   know. Say of each finding whether it is right, and what would mend it.
2. `trace` it: which requirements have no component, phase or test, and is that a gap or wording?
3. Judge what no tool can: is the problem real and the scope clear? Do requirements contradict each
   other or the rest? Is each one testable? Were the obvious alternatives weighed, and are their
   reasons for rejection fair? Which risk is missing? What happens when a part fails, when load
   grows, and when the old version still runs? Is anything personal or secret handled?
4. `search` for documents on the same matter, and compare.

Answer with the most important first: what has to be decided or changed before it is accepted, then
what should be, then what is good. Cite headings and lines. Suggest wording where it helps."""


PROMPT = Prompt(
    "review_design_document",
    "Review a design document",
    "Read, check and judge a document, without changing it.",
    (Argument("path", "The document", True),),
    words,
)
