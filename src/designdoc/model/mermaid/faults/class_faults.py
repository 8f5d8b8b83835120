"""Class diagrams: relations without an end, arrows of other languages, bodies that never close."""

from designdoc.model.mermaid.faults.lines import Line, bare, statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_BODY = regex(r"class\s+[^{}\"`]+\{$")
_SPACE = regex(r"namespace\s+[\w.]+\s*\{$")
_MAY_OPEN = regex(r"(?:class|namespace)\b.*[{}]|[^:]*\}|[^:]*\{\s*\S")
_FOREIGN = regex(r"(?:enum|interface|struct|trait|record|abstract\s+class)\s+\w+\s*\{$")
_ARROW = r"(?:<\|--|--\|>|\*--|--\*|<--|-->|<\|\.\.|\.\.\|>|<\.\.|\.\.>|--|\.\.)"
_NO_LEFT = regex(rf"{_ARROW}\s*\w")
_NO_RIGHT = regex(rf"\w+\s+{_ARROW}$")
_WRONG = regex(r"\w+\s*(?P<arrow>->>?|=>|==>|-\|>)\s*\w+(?:\s*:|$)")
_FLOW_LABEL = regex(r"\w+\s*(?:-->|\.\.>)\s*(?P<label>\|[^|\n]+\|)\s*\w+$")
_LIST = regex(rf"\w+\s+{_ARROW}\s+\w+\s*(?P<comma>,)\s*\w")


def class_fault(text: str) -> SyntaxProblem | None:
    """The first certain fault of a class diagram."""
    open_: list[Line] = []
    lines = statements(text) if bare(text) and "`" not in text else []
    for line in lines:
        words = line.text
        if open_ and _BODY.fullmatch(open_[-1].text):
            if words == "}":
                open_.pop()
            elif "}" in words or '"' in words:
                return None  # it may close here
            elif "{" in words:
                return line.problem("`{` cannot stand in the body of a class", words.index("{"))
        elif _BODY.fullmatch(words) or _SPACE.fullmatch(words):
            open_.append(line)
        elif words == "}":
            if not open_:
                return line.problem("`}` closes nothing")
            open_.pop()
        elif _MAY_OPEN.match(words):
            return None
        else:
            found = _in_statement(line)
            if found:
                return found
    return open_[-1].problem("nothing closes this `{`") if open_ else None


def _in_statement(line: Line) -> SyntaxProblem | None:
    words = line.text
    if '"' in words or ";" in words or "%" in words:
        return None
    head = words.partition(":")[0].rstrip()
    if _FOREIGN.fullmatch(words):
        return line.problem("a type is `class Name {` here, with `<<interface>>` or such inside")
    if _NO_LEFT.match(words):
        return line.problem("a class should stand before the arrow")
    if _NO_RIGHT.fullmatch(head):
        return line.problem("a class should follow the arrow")
    for pattern, group, message in (
        (_WRONG, "arrow", "no arrow of class diagrams"),
        (_FLOW_LABEL, "label", "a label stands after a colon here: `A --> B : label`"),
        (_LIST, "comma", "a relation has one class at each end"),
    ):
        match = pattern.match(words)
        if match:
            return line.problem(message, match.start(group), match.end(group))
    return None
