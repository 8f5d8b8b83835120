"""Words of a flowchart, as mermaid.js cuts them.

A flowchart has no fixed words: inside a label, a link's text, a quoted string or ``@{ … }``
other rules hold, so the lexer keeps a stack of modes. In each mode the first rule that
matches wins, whatever its length. Runs that the original takes character by character, or
tries again at every character, are taken at once, which keeps the time linear.
"""

import re
from collections.abc import Iterator

from designdoc.model.mermaid.clean import WS
from designdoc.model.mermaid.tokens import SyntaxProblem, Token
from designdoc.source.regex import regex

POP = "-"
_Rule = tuple[str, str, str]  # kind ("" gives no token), pattern, mode to enter or POP

_QUOTES: tuple[_Rule, ...] = (("", r'"`', "markdown"), ("", '"', "string"))
_INVISIBLE: _Rule = ("LINK", rf"{WS}*~~~+{WS}*", "")
_ELLIPSE: _Rule = ("(-", r"\(-", "ellipse")
_PIPE: _Rule = ("PIPE", r"\|", "text")
_TRAPEZOIDS: tuple[_Rule, ...] = (("TRAPSTART", r"\[/", "trap"), ("INVTRAPSTART", r"\[\\", "trap"))
_PLAIN: tuple[_Rule, ...] = (
    ("PS", r"\(", "text"),
    ("SQS", r"\[", "text"),
    ("DIAMOND", r"\{", "text"),
)
_STADIUM: _Rule = ("STADIUMSTART", r"\(\[", "text")
_SUBROUTINE: _Rule = ("SUBROUTINESTART", r"\[\[", "text")
_CYLINDER: _Rule = ("CYLINDERSTART", r"\[\(", "text")
_DOUBLE: _Rule = ("DOUBLECIRCLESTART", r"\(\(\(", "text")
_BRACKETS: tuple[_Rule, ...] = (
    _INVISIBLE, _ELLIPSE, _STADIUM, _SUBROUTINE, _CYLINDER, _DOUBLE, *_TRAPEZOIDS, _PIPE, *_PLAIN,
)  # fmt: skip

# Links end in a tail; without one they open a text that another link ends.
_LINKS = {
    "edge": (r"[xo<]?--+[-xo>]", r"[xo<]?--", r"[^-\"\t\n\v\f\r ~xo<]+|-(?!-)|[^-]"),
    "thick": (r"[xo<]?==+[=xo>]", r"[xo<]?==", r"[^=\"\t\n\v\f\r ~xo<]+|[^=]"),
    "dotted": (r"[xo<]?-?\.+-[xo>]?", r"[xo<]?-\.", r"[^.\"\t\n\v\f\r ~xo<\-]+|[^.]"),
}


def _edge_text(mode: str) -> tuple[_Rule, ...]:
    link, _, text = _LINKS[mode]
    return (*_QUOTES, ("LINK", rf"{WS}*{link}{WS}*", POP), ("EDGE_TEXT", text, ""), *_BRACKETS)


_WORDS: tuple[_Rule, ...] = (
    ("ACC_TITLE", rf"accTitle{WS}*:{WS}*", "line"),
    ("ACC_DESCR", rf"accDescr{WS}*:{WS}*", "line"),
    ("", rf"accDescr{WS}*\{{{WS}*", "description"),
    ("SHAPE_DATA", r"@\{", "data"),
    ("", rf"call{WS}+", "callback"),
    *_QUOTES,
    *((word.upper(), rf"{word}\b", "") for word in
      ("style", "default", "linkStyle", "interpolate", "classDef", "class")),
    ("HREF", rf"href{WS}", ""),
    ("", rf"click{WS}+", "click"),
    ("GRAPH", r"(?:flowchart-elk|swimlane-beta|graph|flowchart)\b", ""),
    ("SUBGRAPH", r"subgraph\b", ""),
    ("END_GROUP", rf"end\b{WS}*", ""),
    ("LINK_TARGET", r"_(?:self|blank|parent|top)\b", ""),
)  # fmt: skip
_REST: tuple[_Rule, ...] = (
    ("NUM", "[0-9]+", ""), ("BRKT", "#", ""), (":::", ":::", ""), ("COLON", ":", ""),
    ("AMP", "&", ""), ("SEMI", ";", ""), ("COMMA", ",", ""), ("MULT", r"\*", ""),
    *(rule for mode, (link, start, _) in _LINKS.items() for rule in
      (("LINK", rf"{link}{WS}*", ""), ("START_LINK", rf"{start}{WS}*", mode))),
    ("LINK", rf"~~~+{WS}*", ""),
    _ELLIPSE, _STADIUM, _SUBROUTINE, ("PROPS", r"\[\|", ""), ("TAGEND", ">", "text"),
    _CYLINDER, _DOUBLE, *_TRAPEZOIDS, ("TAGSTART", "<", ""), ("UP", r"\^", ""),
    ("SEP", r"\\\|", ""), ("DOWN", r"v\b", ""),
    ("NODE_STRING", r"(?:[A-Za-z0-9!\"#$%&'*+.`?\\_/]|-(?=[^>\-.]))+", ""),
    ("MINUS", "-", ""), _PIPE, *_PLAIN,
    ("NEWLINE", r"\n+", ""), ("SPACE", WS, ""),
)  # fmt: skip

_MODES: dict[str, tuple[_Rule, ...]] = {
    "dir": (
        *_QUOTES,
        ("NODIR", rf"{WS}*\n", POP),
        ("DIR", rf"{WS}*(?:(?:LR|RL|TB|BT|TD|BR|v)\b|[<>^])", POP),
        *_BRACKETS,
    ),
    "line": (("VALUE", r"[^\n]*", POP),),
    "description": (("", r"\}", POP), ("DESCRIPTION", r"[^}]*", "")),
    "data": (
        ("SHAPE_DATA", '"', "data string"),
        ("SHAPE_DATA", r'[^}^"]+', ""),
        ("", r"\}", POP),
    ),
    "data string": (("SHAPE_DATA", '"', POP), ("SHAPE_DATA", '[^"]+', "")),
    "callback": (
        ("", rf"\({WS}*\)", POP),
        ("", r"\(", "arguments"),
        ("CALLBACKNAME", r"[^(]*", ""),
    ),
    "arguments": (("", r"\)", POP), ("CALLBACKARGS", r"[^)]*", "")),
    "click": (*_QUOTES, ("", WS, POP), ("CLICK", rf"(?:(?!{WS}).)*", "")),
    "markdown": (
        ("MD_STR", '[^`"]+', ""), ("", '`"', POP), *_QUOTES, *_BRACKETS,
    ),
    "string": (("", r'"`', "markdown"), ("STR", '[^"]+', ""), ("", '"', POP)),
    "edge": _edge_text("edge"),
    "thick": _edge_text("thick"),
    "dotted": _edge_text("dotted"),
    "trap": (
        *_QUOTES, _INVISIBLE, _ELLIPSE, _STADIUM, _SUBROUTINE, _CYLINDER, _DOUBLE,
        ("TRAPEND", r"[\\(?=\])]\]", POP), ("INVTRAPEND", r"/\]", POP),
        ("TEXT", r"[/\\](?!\])|[^\\\[\](){}/]+", ""), *_TRAPEZOIDS, _PIPE, *_PLAIN,
    ),
    "ellipse": (
        *_QUOTES, _INVISIBLE, ("-)", r"[-/)]\)", POP),
        ("TEXT", r"[^()\[\]{}\-/\"\t\n\v\f\r ~]+|[^()\[\]{}]", ""), *_BRACKETS,
    ),
    "text": (
        *_QUOTES, _INVISIBLE, _ELLIPSE,
        ("STADIUMEND", r"\]\)", POP), _STADIUM, ("SUBROUTINEEND", r"\]\]", POP), _SUBROUTINE,
        ("CYLINDEREND", r"\)\]", POP), _CYLINDER, ("DOUBLECIRCLEEND", r"\)\)\)", POP), _DOUBLE,
        *_TRAPEZOIDS, ("PIPE", r"\|", POP), ("PE", r"\)", POP), ("PS", r"\(", "text"),
        ("SQE", r"\]", POP), ("SQS", r"\[", "text"), ("DIAMOND_STOP", r"\}", POP),
        ("DIAMOND", r"\{", "text"), ("TEXT", r'[^\[\](){}|"]+', ""),
    ),
}  # fmt: skip


def _compile(rules: tuple[_Rule, ...]) -> re.Pattern[str]:
    return regex("|".join(f"({pattern})" for _, pattern, _ in rules), re.ASCII | re.DOTALL)


_COMPILED = {mode: _compile(rules) for mode, rules in _MODES.items()}
_SPACES = regex(rf"{WS}+")
# What may follow white space that is then no text, in the modes that take text bit by bit.
_AHEAD = {mode: regex(link) for mode, (link, _, _) in _LINKS.items()}
_AHEAD["ellipse"] = regex("~~~")
_DIRECTION = regex(rf"direction{WS}+(?:TB|BT|RL|LR|TD)[^\n]*")
_RUN = regex(rf"(?:(?!{WS})[^\"])+")
_INITIAL_WORDS = _compile(_WORDS)
_INITIAL_REST = _compile(_REST)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a flowchart's cleaned text; raises ``SyntaxProblem`` where none fits."""
    return _Lexer(text).run()


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.modes = ["initial"]
        self.first_graph = True
        self._directions = [(m.start(), m.end()) for m in _DIRECTION.finditer(text)]
        self._next_direction = 0
        self._line_end = -1
        self._run_end = -1
        self._last_at = -1
        self._blank_until = -1

    def run(self) -> Iterator[Token]:
        at, size = 0, len(self.text)
        while at < size:
            token, at = self._next(at)
            if token:
                yield token
        if self.modes[-1] == "initial":
            yield Token("EOF", size, size)
        elif self.modes[-1] in {"callback", "arguments", "click"}:
            yield Token("CALLBACKNAME", size, size)
        elif self.modes[-1] == "line":
            yield Token("VALUE", size, size)
        elif self.modes[-1] != "description":
            raise SyntaxProblem(_unclosed(self.modes[-1]), size, size)

    def _next(self, at: int) -> tuple[Token | None, int]:
        mode = self.modes[-1]
        if mode == "initial":
            return self._initial(at)
        if mode in _AHEAD:
            spaces = _SPACES.match(self.text, at)
            if spaces and not _AHEAD[mode].match(self.text, spaces.end()):
                kind = "TEXT" if mode == "ellipse" else "EDGE_TEXT"
                return Token(kind, at, spaces.end()), spaces.end()
        match = _COMPILED[mode].match(self.text, at)
        if match is None:
            raise SyntaxProblem(_stray(self.text, at, mode), at, at + 1)
        return self._take(_MODES[mode][(match.lastindex or 1) - 1], at, match.end())

    def _initial(self, at: int) -> tuple[Token | None, int]:
        match = _INITIAL_WORDS.match(self.text, at)
        if match:
            return self._take(_WORDS[(match.lastindex or 1) - 1], at, match.end())
        direction = self._direction(at)
        if direction:
            return Token("DIRECTION", at, direction), direction
        name = self._link_name(at)
        if name:
            return Token("LINK_ID", at, name), name
        spaces = _SPACES.match(self.text, at) if at >= self._blank_until else None
        if spaces:
            link = _INITIAL_REST.match(self.text, spaces.end())
            rule = _REST[(link.lastindex or 1) - 1] if link else None
            if link and rule and rule[0] in {"LINK", "START_LINK"}:
                return self._take(rule, at, link.end())
            self._blank_until = spaces.end()
        match = _INITIAL_REST.match(self.text, at)
        if match is None:
            return self._letter(at)
        return self._take(_REST[(match.lastindex or 1) - 1], at, match.end())

    def _letter(self, at: int) -> tuple[Token, int]:
        char = self.text[at]
        if char.isalpha() and "\x7f" < char <= "\uffff":
            return Token("UNICODE_TEXT", at, at + 1), at + 1
        raise SyntaxProblem(_stray(self.text, at, "initial"), at, at + 1)

    def _take(self, rule: _Rule, start: int, end: int) -> tuple[Token | None, int]:
        kind, _, mode = rule
        if kind == "GRAPH" and self.first_graph:
            self.first_graph = False
            mode = "dir"
        if mode == POP:
            self.modes.pop()
        elif mode == "arguments":
            self.modes[-1] = mode
        elif mode:
            self.modes.append(mode)
        return (Token(kind, start, end) if kind else None), end

    def _direction(self, at: int) -> int:
        """The end of the line when a ``direction`` stands anywhere in the rest of it, else 0."""
        known = self._directions
        while self._next_direction < len(known) and known[self._next_direction][0] < at:
            self._next_direction += 1
        if self._next_direction == len(known):
            return 0
        start, end = known[self._next_direction]
        if self._line_end < at:
            found = self.text.find("\n", at)
            self._line_end = len(self.text) if found < 0 else found
        return end if start < self._line_end else 0

    def _link_name(self, at: int) -> int:
        """The end of ``e1@`` before a link, or of any run up to its last such sign, else 0."""
        if at >= self._run_end:
            run = _RUN.match(self.text, at)
            self._run_end = run.end() if run else at + 1
            self._last_at = self._find_at(at, self._run_end)
        return self._last_at + 1 if self._last_at > at else 0

    def _find_at(self, start: int, end: int) -> int:
        found = self.text.rfind("@", start, end)
        while found >= 0 and (found + 1 >= len(self.text) or self.text[found + 1] in '{"'):
            found = self.text.rfind("@", start, found)
        return found


_INSIDE = {
    "string": "a text in quotes", "markdown": 'a text in "`…`"', "data": "`@{ … }`",
    "data string": "a text in quotes", "edge": "the text of a link", "thick": "the text of a link",
    "dotted": "the text of a link", "dir": "the direction of the chart",
}  # fmt: skip


def _unclosed(mode: str) -> str:
    return f"the diagram ends inside {_INSIDE.get(mode, 'the label of a node or link')}"


def _stray(text: str, at: int, mode: str) -> str:
    where = (
        "here" if mode == "initial" else "in " + _INSIDE.get(mode, "the label of a node or link")
    )
    return f"`{text[at : at + 1].strip() or 'white space'}` cannot stand {where}"
