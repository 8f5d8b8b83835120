"""State diagrams: arrows, hyphens, quotes, and braces or notes that nothing closes."""

import re

from designdoc.model.mermaid.faults.lines import Line, bare, statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_OTHER = regex(
    r"(?:state|note|click|class|classDef|style|direction|scale|hide|default|title|end)\b"
    r"|.*\s(?:direction|state|note|click|class|classDef|style)\s|[#%]",
    re.IGNORECASE,
)
_COMPOSITE = regex(r"state\s+(?:\"[^\"]*\"\s+as\s+)?[^\s{\":<\[]+\s*\{$", re.IGNORECASE)
_NOTE = regex(r"note\s+(?:left|right)\s+of\s+[^:\s\-%]+$", re.IGNORECASE)
_END_NOTE = regex(r"end note", re.IGNORECASE)
_QUOTED = regex(r"^\"|-->\s*\"")
_HYPHEN = regex(r"(?<=\w)-(?=\w)|->|(?<=\w)\s+--?\s+(?=\w)")
_HYPHEN_INSIDE = regex(r"(?<=\w)-(?=\w)|(?<!-)->|(?<=\w)\s+-\s+(?=\w)")  # `--` parts regions
_TWO_ARROWS = regex(r"-->\s*[^\s:{}\"-]+\s*-->")


def state_fault(text: str) -> SyntaxProblem | None:
    """The first certain fault of a state diagram."""
    lines = statements(text) if bare(text) else []
    open_: list[Line] = []
    counted = True  # as long as each brace stands where it certainly opens or closes a state
    note: Line | None = None
    for number, line in enumerate(lines):
        if note:
            note = None if _END_NOTE.match(line.text) else note
        elif _NOTE.fullmatch(line.text):
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            note = None if below.startswith(":") else line
        elif _COMPOSITE.fullmatch(line.text):
            open_.append(line)
        elif line.text == "}" and open_:
            open_.pop()
        elif not _OTHER.match(line.text):
            counted = counted and "{" not in _head(line.text) and "}" not in _head(line.text)
            found = _in_transition(line, bool(open_) or not counted)
            if found:
                return found
        elif "{" in line.text or "}" in line.text:
            counted = False
    if note:
        return note.problem("this note has no `end note`")
    return open_[-1].problem("nothing closes this `{`") if open_ and counted else None


def _in_transition(line: Line, inside: bool) -> SyntaxProblem | None:
    head = _head(line.text)
    if not head or ":::" in line.text or "#" in head or "%%" in head or "`" in head:
        return None
    if head.startswith("-->"):
        return line.problem("a state should stand before `-->`", 0, 3)
    if head.endswith("-->"):
        return line.problem("a state should follow `-->`", len(head) - 3, len(head))
    quote = _QUOTED.search(head)
    if quote:
        message = 'a name in quotes cannot stand here; give it one: `state "…" as name`'
        return line.problem(message, quote.end() - 1)
    second = _TWO_ARROWS.search(head)
    if second:
        return line.problem("a second `-->` cannot follow on one line", second.end() - 3)
    hyphen = (_HYPHEN_INSIDE if inside else _HYPHEN).search(head.replace("-->", "   "))
    if hyphen:
        return line.problem("`-` cannot stand in a name; an arrow is `-->`", *hyphen.span())
    return None


def _head(text: str) -> str:
    """What stands before the description."""
    return text.partition(":")[0].rstrip()
