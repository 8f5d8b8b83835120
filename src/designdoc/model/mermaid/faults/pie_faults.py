"""Pie charts: a slice is a label in quotes, a colon, and a number."""

from designdoc.model.mermaid.faults.lines import statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_SLICE = regex(r"(?:\"[^\"]*\"|'[^']*')\s*:\s*(?P<value>.*)$")
_NUMBER = regex(r"-?\d+(?:\.\d*)?(?!\S)|-?\.\d")  # a sign or a bare point: left to mermaid
_NO_COLON = regex(r"\"[^\"]*\"\s*\d+(?:\.\d+)?$")
_BARE = regex(r"(?P<label>[^\"':]+):\s*\d+(?:\.\d+)?$")


def pie_fault(text: str) -> SyntaxProblem | None:
    """The first certain fault of a pie chart."""
    for line in statements(text):
        if line.text.startswith(("title", "showData", "acc", "%%")):
            continue
        slice_ = _SLICE.fullmatch(line.text)
        bare = _BARE.fullmatch(line.text)
        if bare:
            return line.problem("a label stands in quotes", 0, len(bare["label"].rstrip()))
        if _NO_COLON.fullmatch(line.text):
            return line.problem("a colon should stand between the label and its number")
        if slice_ and not slice_["value"]:
            return line.problem("a number should follow the colon")
        if slice_ and not _NUMBER.match(slice_["value"]):
            message = "a number alone should follow the colon"
            return line.problem(message, *slice_.span("value"))
    return None
