"""Mind maps: one root."""

from designdoc.model.mermaid.faults.lines import bare, statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_PLAIN = regex(r"[^()\[\]{}\"`:%]+|\w*\(\([^()\"`]*\)\)|\w*\[[^\[\]\"`()]*\]")


def mind_fault(text: str) -> SyntaxProblem | None:
    """A second node that is indented no deeper than the root."""
    lines = statements(text) if bare(text) else []
    if not all(_PLAIN.fullmatch(line.text) for line in lines) or "\t" in text:
        return None
    for line in lines[1:]:
        if line.indent <= lines[0].indent:
            return line.problem("a mind map has one root: indent this deeper than the root")
    return None
