"""Words of a sequence diagram, as mermaid.js cuts them: the first rule that matches wins.

After some keywords other rules hold up to the end of a name or line. Keywords count in any
case, also where an author meant them as the first word of a participant's name.
"""

import re
from collections.abc import Iterator

from designdoc.model.mermaid.clean import WS
from designdoc.model.mermaid.tokens import SyntaxProblem, Token
from designdoc.source.regex import regex

# Arrows in the order in which they are tried.
ARROWS = (
    "->>", "<<->>", "-->>", "<<-->>", "->", "-->", "-x", "--x", "-)", "--)",
    "--|\\", "--|/", "--\\\\", "--//", "/|--", "\\|--", "//--", "\\\\--",
    "-|\\", "-|/", "-\\\\", "-//", "/|-", "\\|-", "//-", "\\\\-",
)  # fmt: skip
# Where a name ends and an arrow begins.
_STOPS = r"-x|-\)|-\|\\|-\\|-/|-\|/|/\|-|\\\|-|//-|\\\\-|--|\(\)"
_BLOCKS = (
    *("loop", "rect", "opt", "alt", "else", "par", "par_over", "and", "critical", "option"),
    "break",
)

_Rule = tuple[str, str, str]  # kind ("" gives no token), pattern, mode to enter
_RULES: tuple[_Rule, ...] = (
    ("NEWLINE", r"\n+", ""),
    ("", rf"{WS}+", ""),
    ("", r"\#[^\n]*", ""),
    ("", r"%(?!\{)[^\n]*", ""),
    ("", r"[^}]%%[^\n]*", ""),
    ("NUM", r"(?:[0-9]+(?:\.[0-9]{1,2})?|\.[0-9]{1,2})(?=[ \n])", ""),
    ("box", r"box\b", "line"),
    ("participant", r"(?:participant|actor)\b", "name"),
    ("create", r"create\b", ""),
    ("destroy", r"destroy\b", "name"),
    *((word, rf"{word}\b", "line") for word in _BLOCKS),
    ("end", r"end\b", ""),
    ("side", r"(?:left|right)\ of\b", ""),
    ("links", r"(?:links|link|properties|details)\b", ""),
    ("over", r"over\b", ""),
    ("note", r"note\b", ""),
    ("activate", r"activate\b", "name"),
    ("deactivate", r"deactivate\b", "name"),
    ("title", rf"title:?{WS}[^#\n;]+", ""),
    ("accessibility", rf"acc(?:Title|Descr){WS}*:{WS}*[^\n]*", ""),
    ("description", rf"accDescr{WS}*\{{{WS}*", "description"),
    ("SD", r"sequenceDiagram\b", ""),
    ("autonumber", r"autonumber\b", ""),
    ("off", r"off\b", ""),
    (",", ",", ""),
    ("NEWLINE", ";", ""),
    ("ACTOR", rf"[^/\\+()<\->:\n,;]+(?:(?!{_STOPS})-*[^+<\->:\n,;]+)*+", ""),
    *(("ARROW", re.escape(arrow), "") for arrow in ARROWS),
    ("TXT", r":[^\#\n;]*", ""),
    ("+", r"\+", ""),
    ("-", "-", ""),
    ("()", r"\(\)", ""),
    ("INVALID", r"[^\n]", ""),
)
_PATTERN = regex("|".join(f"({pattern})" for _, pattern, _ in _RULES), re.ASCII | re.IGNORECASE)
_BLANK = regex(rf"(?:(?!\n){WS})+|\#[^\n]*")
_LINE = regex(r"[^#\n;]*")
_CONFIGURED = regex(rf"(?:(?!{WS})[^<\->:,;@])+(?=@\{{)")
_ALIASED = regex(rf"(?:(?!{WS})[^<>:,;@])+(?={WS}+as{WS})", re.IGNORECASE)
_NAME = regex(r"[^<>:\n,;@]*")
_AS = regex(r"as\b", re.ASCII | re.IGNORECASE)
_AS_AHEAD = regex(rf"\}}{WS}+as{WS}", re.IGNORECASE)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a sequence diagram's cleaned text."""
    at, size = 0, len(text)
    mode = ""
    while at < size:
        if mode == "name":
            yield from (found := _name(text, at))
            at = found[-1].end if found else at
            mode = "line" if found and found[-1].kind == "AS" else ""
        elif mode == "line":
            at = _skip(text, at)
            end = _end(_LINE, text, at)
            yield Token("LINE", at, end)
            at, mode = end, ""
        elif mode == "description":
            end = text.find("}", at)
            yield Token("VALUE", at, size if end < 0 else end)
            at, mode = (size if end < 0 else end + 1), ""
        else:
            match = _PATTERN.match(text, at)
            assert match is not None  # noqa: S101 - the last rule matches anything
            kind, _, mode = _RULES[(match.lastindex or 1) - 1]
            at = match.end()
            if kind and kind != "description":
                yield Token(kind, match.start(), at)
    if mode == "line":
        yield Token("LINE", size, size)
    elif mode == "name":
        raise SyntaxProblem("the diagram ends before a name", size, size)
    yield Token("NEWLINE", size, size)


def _name(text: str, at: int) -> list[Token]:
    """The name after ``participant`` and its like, with ``@{ … }`` and ``as``."""
    at = _skip(text, at)
    if at >= len(text) or text[at] == "\n":
        raise SyntaxProblem("a name should follow", at, at)
    configured = _CONFIGURED.match(text, at)
    if configured:
        return _configuration(text, configured)
    if text.startswith("@{", at):
        return [Token("INVALID", at, at + 2)]
    aliased = _ALIASED.match(text, at)
    if aliased:
        actor = Token("ACTOR", at, aliased.end())
        start = _skip(text, actor.end)
        if text[start : start + 2].lower() != "as":
            return [actor, Token("NEWLINE", start, start)]
        return [actor, Token("AS", start, start + 2)]
    end = _name_end(text, at)
    if end > at:
        return [Token("ACTOR", at, end)]
    line = text.find("\n", at)
    return [Token("INVALID", at, len(text) if line < 0 else line)]


def _name_end(text: str, at: int) -> int:
    """Where a plain name ends: at the line's end or a comment, else it is no name."""
    end = _end(_NAME, text, at)
    if end == len(text) or text[end] in "\n;":
        return end
    return max(at, text.rfind("#", at + 1, end))


def _configuration(text: str, name: re.Match[str]) -> list[Token]:
    start = name.end() + 2
    end = text.find("}", start)
    if end < 0:
        raise SyntaxProblem("`@{` is never closed", name.end(), len(text))
    found = [Token("ACTOR", name.start(), name.end()), Token("CONFIG", start, end)]
    if not _AS_AHEAD.match(text, end):
        return [*found, Token("CLOSE", end, end + 1)]
    after = _skip(text, end + 1)
    if not _AS.match(text, after):
        return [*found, Token("NEWLINE", after, after)]
    return [*found, Token("AS", after, after + 2)]


def _skip(text: str, at: int) -> int:
    """Past blanks and a comment on the line."""
    while blank := _BLANK.match(text, at):
        at = blank.end()
    return at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
