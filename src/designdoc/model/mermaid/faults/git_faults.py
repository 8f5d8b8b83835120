"""Git graphs: branches that are not there, or there already."""

from designdoc.model.mermaid.faults.lines import statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_STATEMENT = regex(
    r"(?P<word>commit|branch|checkout|switch|merge|cherry-pick)\b"
    r"(?:\s+(?P<name>\"[^\"]+\"|[A-Za-z_][\w./-]*(?=\s|$)))?"
)
_NAMING = frozenset(("branch", "checkout", "switch", "merge"))


def git_fault(text: str) -> SyntaxProblem | None:
    """The first certain fault of a git graph, played through commit by commit."""
    current = "main"
    heads: dict[str, int] = {current: 0}  # the commit that each branch is at; 0 for none
    for number, line in enumerate(statements(text), 1):
        match = _STATEMENT.match(line.text)
        if not match or (match["word"] in _NAMING and not match["name"]):
            return None
        word, name = match["word"], (match["name"] or "").strip('"')
        place = match.span("name")
        if word in _NAMING and word != "branch" and name not in heads:
            return line.problem(f"there is no branch `{name}` yet", *place)
        if word == "branch":
            if name in heads:
                return line.problem(f"there is a branch `{name}` already", *place)
            heads[name] = heads[current]
            current = name
        elif word in {"checkout", "switch"}:
            current = name
        elif word == "merge" and name == current:
            return line.problem("a branch cannot be merged into itself", *place)
        elif word == "merge" and heads[name] == heads[current]:
            return line.problem("both branches are at the same commit", *place)
        else:
            heads[current] = number
    return None
