"""Entity relationship diagrams: relations, their labels, and attributes."""

import re

from designdoc.model.mermaid.faults.lines import Line, bare, statements
from designdoc.model.mermaid.tokens import SyntaxProblem
from designdoc.source.regex import regex

_NAME = r"(?:\"[^\"]+\"|[^\W\d][\w-]*)"
_ENTITY = regex(rf"{_NAME}\s*(?:\[[^\[\]{{}}]+\]\s*)?\{{$")
_ENDS = r"(?:\|o|\|\||\}o|\}\||o\||o\{|\|\{)"
_LINK = rf"\s*{_ENDS}(?:--|\.\.)(?:o\||\|\||o\{{|\|\{{)"
_RELATION = regex(rf"{_NAME}{_LINK}(?P<other>\s*{_NAME})?(?P<label>\s*:\s*(?P<role>.*))?$")
_ARROW = regex(rf"{_NAME}\s+(?P<arrow>--|-->|->|==>|<--)\s+{_NAME}\b")
_IN_ROLE = regex(r"[/:'()&;=<>]")
_TOKEN = regex(
    r"\s*(?:(?P<comment>\"[^\"]*\")|(?P<key>(?:PK|FK|UK)(?![\w-]))|(?P<comma>,)|(?P<wrong>[:;<>'=/|&])"
    r"|(?P<word>[*A-Z_a-z\u00c0-\uffff][\w\-\[\]().,*\u00c0-\uffff]*)|(?P<unknown>\S))",
    re.IGNORECASE,
)
_START, _NAME_NEXT, _NAMED, _KEY, _KEY_NEXT = range(5)
_NEXT = {  # where each token leads from where; what is not here is a fault
    (_START, "word"): _NAME_NEXT, (_NAME_NEXT, "word"): _NAMED, (_NAMED, "word"): _NAME_NEXT,
    (_NAMED, "key"): _KEY, (_NAMED, "comment"): _START, (_KEY, "word"): _NAME_NEXT,
    (_KEY, "comma"): _KEY_NEXT, (_KEY, "comment"): _START, (_KEY_NEXT, "key"): _KEY,
}  # fmt: skip
_ATTRIBUTE = "an attribute is a type, a name, keys with commas between them, and a note in quotes"


def er_fault(text: str) -> SyntaxProblem | None:
    """The first certain fault of an entity relationship diagram."""
    entity: Line | None = None
    state: int | None = _START  # within an entity; None where something is not known
    for line in statements(text) if bare(text) and "`" not in text else []:
        if entity is None and _ENTITY.fullmatch(line.text):
            entity, state = line, _START
        elif entity is None:
            found = _in_relation(line)
            if found or ("{" in line.text and not _RELATION.fullmatch(line.text)):
                return found
        elif line.text == "}":
            if state in {_NAME_NEXT, _KEY_NEXT}:
                return line.problem(_ATTRIBUTE)
            entity = None
        elif "}" in line.text or "{" in line.text:
            return None  # it may close here
        elif state is not None:
            state, found = _attributes(line, state)
            if found:
                return found
    return entity.problem("nothing closes this `{`") if entity else None


def _in_relation(line: Line) -> SyntaxProblem | None:
    arrow = _ARROW.match(line.text)
    if arrow:
        message = "a relation says how many at each end: `A ||--o{ B : label`"
        return line.problem(message, *arrow.span("arrow"))
    relation = _RELATION.fullmatch(line.text)
    if not relation or ":::" in line.text:
        return None
    if not relation["other"]:
        return line.problem("an entity should follow")
    role = (relation["role"] or "").strip()
    if not role:
        return line.problem("a relation needs a label: `A ||--o{ B : label`")
    wrong = None if '"' in role else _IN_ROLE.search(role)
    if wrong:
        at = relation.start("role") + wrong.start()
        return line.problem(f"`{wrong[0]}` cannot stand in a label without quotes", at, at + 1)
    return None


def _attributes(line: Line, state: int) -> tuple[int | None, SyntaxProblem | None]:
    """The state after a line of attributes, or what is wrong in it."""
    if "~" in line.text:
        return None, None
    for token in _TOKEN.finditer(line.text):
        kind = token.lastgroup or ""
        if kind == "unknown":
            return None, None
        following = _NEXT.get((state, kind))
        if following is None:
            return None, line.problem(_ATTRIBUTE, *token.span(kind))
        state = following
    return state, None
