"""A flowchart's tokens to nodes, edges and groups.

The grammar needs one token ahead. Subgraphs are kept on a stack, so that no nesting is too
deep. Reading stops at the first token that mermaid.js does not accept there.
"""

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from designdoc.markdown import YamlNode
from designdoc.model.mermaid.clean import decode_entities, inner_yaml
from designdoc.model.mermaid.flow_chart import Chart, RawEdge, RawGroup, RawNode
from designdoc.model.mermaid.flow_tokens import tokens
from designdoc.model.mermaid.shapes import BRACKETS, SHAPES, Bracket
from designdoc.model.mermaid.tokens import SyntaxProblem, Token, shown
from designdoc.source.regex import regex

MAX_EDGES = 500  # mermaid.js draws no more unless the page is configured otherwise
MAX_READ = 20_000

_ID_KINDS = "NUM NODE_STRING DOWN MINUS DEFAULT COMMA COLON AMP BRKT MULT UNICODE_TEXT"
_TITLE_KINDS = (
    "NUM NODE_STRING SPACE MINUS AMP UNICODE_TEXT COLON MULT BRKT STYLE LINKSTYLE CLASSDEF CLASS"
    " CLICK GRAPH DIR SUBGRAPH END_GROUP DOWN UP START_LINK"
)
_ID = frozenset(_ID_KINDS.split())
_SIMPLE_ID = (_ID | {"DIR"}) - {"DEFAULT"}
_TITLE = frozenset(_TITLE_KINDS.split())
_STYLE = frozenset(["NUM", "NODE_STRING", "COLON", "SPACE", "BRKT", "STYLE"])
_TEXT = frozenset(("TEXT", "TAGSTART", "TAGEND", "UNICODE_TEXT"))
_EDGE_TEXT = frozenset(("EDGE_TEXT", "UNICODE_TEXT"))
_SEPARATORS = frozenset(("NEWLINE", "SEMI", "EOF"))
_LINKS = frozenset(("LINK", "START_LINK", "LINK_ID"))
_END = "END"
_UNQUOTED = "the label should end: a label with brackets or quotes in it needs quotes around it"
_BREAK = regex(r"\n\s*")
_STROKES = (("~", "invisible"), (".", "dotted"), ("=", "thick"))


def read_flowchart(text: str) -> Chart:
    """Read the cleaned text of a flowchart."""
    reader = _Reader(text)
    try:
        reader.run()
    except SyntaxProblem as problem:
        reader.chart.problem = reader.chart.problem or problem
    return reader.chart


class _Link(Struct, frozen=True):
    label: str
    kind: str
    both: bool
    name: str
    start: int
    end: int


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.chart = Chart()
        self.open: list[RawGroup] = []
        self.link_names: set[str] = set()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.owned: set[str] = set()
        self._tokens = tokens(text)
        self.next = Token(_END, 0, 0)
        self.shift()
        self._statements: dict[str, Callable[[], None]] = {
            "SUBGRAPH": self.subgraph,
            "END_GROUP": self.end_group,
            "STYLE": self.style,
            "LINKSTYLE": self.link_style,
            "CLASSDEF": self.class_definition,
            "CLASS": self.class_use,
            "CLICK": self.click,
            "DIRECTION": self.skip,
            "DESCRIPTION": self.skip,
            "ACC_TITLE": self.accessibility,
            "ACC_DESCR": self.accessibility,
        }

    # Tokens

    def shift(self) -> Token:
        token = self.next
        size = len(self.text)
        self.next = next(self._tokens, Token(_END, size, size))
        return token

    def word(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def fail(self, expected: str) -> SyntaxProblem:
        token = self.next
        message = f"{shown(self.text, token)} cannot stand here; {expected}"
        return SyntaxProblem(message, token.start, max(token.end, token.start))

    def expect(self, kind: str, expected: str) -> Token:
        if self.next.kind != kind:
            raise self.fail(expected)
        return self.shift()

    def spaces(self) -> bool:
        found = False
        while self.next.kind == "SPACE":
            self.shift()
            found = True
        return found

    def joined(self, kinds: frozenset[str], expected: str) -> tuple[str, int, int]:
        """One or more tokens of these kinds as one text."""
        if self.next.kind not in kinds:
            raise self.fail(expected)
        start = self.next.start
        end = start
        while self.next.kind in kinds:
            end = self.shift().end
        return self.text[start:end], start, end

    def separator(self) -> None:
        if self.next.kind not in _SEPARATORS:
            raise self.fail("the statement should end")
        self.shift()

    # Statements

    def run(self) -> None:
        self.head()
        while self.next.kind != _END:
            kind = self.next.kind
            if kind in _SEPARATORS or kind == "SPACE":
                self.shift()
            elif kind in self._statements:
                self._statements[kind]()
            elif kind in _ID:
                self.vertices()
            else:
                raise self.fail("a node, a subgraph or another statement should begin")
        if self.open:
            group = self.open[-1]
            message = "this subgraph has no `end`"
            raise SyntaxProblem(message, group.start, group.start + len("subgraph"))

    def head(self) -> None:
        self.expect("GRAPH", "a flowchart begins with `graph` or `flowchart`")
        if self.next.kind == "NODIR":
            self.shift()
            return
        self.expect("DIR", "a direction such as TD or LR should follow")
        if self.next.kind == "SPACE":
            self.spaces()
            self.expect("NEWLINE", "the line should end after the direction")
        elif self.next.kind in {"SEMI", "NEWLINE"}:
            self.shift()
        else:
            raise self.fail("the line should end after the direction")

    def skip(self) -> None:
        self.shift()

    def accessibility(self) -> None:
        self.shift()
        self.expect("VALUE", "a text should follow")

    def vertices(self) -> None:
        """Nodes and the links between them: ``A & B --> C --> D``."""
        left = self.node_list()
        mentioned = [left]
        while self.next.kind in _LINKS:
            link = self.link()
            right = self.node_list()
            self.connect(left, right, link)
            mentioned.append(right)
            left = right
        self.separator()
        for nodes in reversed(mentioned):
            self.remember(nodes)

    def remember(self, ids: list[str]) -> None:
        if self.open:
            self.open[-1].seen.update(dict.fromkeys(ids))

    def node_list(self) -> list[str]:
        nodes = [self.styled_node()]
        while True:
            data = self.shape_data(nodes[-1]) if self.next.kind == "SHAPE_DATA" else False
            if not self.spaces():
                return nodes
            if self.next.kind != "AMP":
                if data:
                    raise self.fail("the statement should end")
                return nodes
            self.shift()
            if not self.spaces():
                raise self.fail("a space should follow `&`")
            nodes.append(self.styled_node())

    def styled_node(self) -> str:
        name, start, end = self.joined(_ID, "a node should follow")
        label = None
        shape = ""
        bracket = BRACKETS.get(self.next.kind)
        if bracket:
            label, shape, end = self.bracketed(bracket)
        self.add_node(name, label, shape, start, end)
        if self.next.kind == ":::":
            self.shift()
            self.joined(_ID, "the name of a class should follow `:::`")
        return name

    def bracketed(self, bracket: Bracket) -> tuple[str, str, int]:
        """A label in brackets: its text, the shape that they mean, where they end."""
        self.shift()
        if bracket.doubles and self.next.kind == bracket.opening:
            self.shift()
            label = self.label()
            self.close(bracket.closing)
            return label, bracket.doubles, self.close(bracket.closing)
        if bracket.opening == "PROPS":
            for kind in ("NODE_STRING", "COLON", "NODE_STRING", "PIPE"):
                self.expect(kind, "`[|field:value|label]` should be here")
        label = self.label()
        if self.next.kind == bracket.other:
            return label, bracket.other_shape, self.close(bracket.other)
        return label, bracket.shape, self.close(bracket.closing)

    def close(self, kind: str) -> int:
        return self.expect(kind, _UNQUOTED).end

    def label(self) -> str:
        return self.quoted_or(_TEXT, "a label should be here, in quotes when it holds signs")

    def quoted_or(self, kinds: frozenset[str], expected: str) -> str:
        """A quoted text, after which more may stand, or tokens of these kinds."""
        if self.next.kind not in {"STR", "MD_STR"}:
            return self.joined(kinds, expected)[0]
        quoted = self.word(self.shift())
        return quoted + self.joined(kinds, "")[0] if self.next.kind in kinds else quoted

    def shape_data(self, name: str) -> bool:
        """``@{ … }`` after a node or the name of a link; that it stood there."""
        pieces: list[str] = []
        start = self.next.start
        quoted = False
        while self.next.kind == "SHAPE_DATA":
            piece = self.word(self.shift())
            pieces.append(_BREAK.sub("<br/>", piece) if quoted else piece)
            quoted ^= piece == '"'
        root, invalid = inner_yaml("".join(pieces[1:]))
        node = self.chart.nodes.get(name)
        if not invalid and root and node and name not in self.link_names:
            invalid = _apply(node, root)
        if invalid:
            raise SyntaxProblem(f"`@{{ … }}`: {invalid}", start, self.next.start)
        return True

    def link(self) -> _Link:
        name = ""
        start = self.next.start
        if self.next.kind == "LINK_ID":
            name = self.word(self.shift()).replace("@", "", 1)
        if self.next.kind == "START_LINK":
            opening = self.word(self.shift()).strip()
            label = self.edge_label()
            last = self.expect("LINK", "the link should end")
            closing = self.word(last).strip()
            both = opening[0] in "<xo" and opening[0] == closing[-1].replace(">", "<")
            return _Link(label, _stroke(closing), both, name, start, last.end)
        token = self.expect("LINK", "a link should follow")
        arrow = self.word(token).strip()
        label = ""
        end = token.end
        if self.next.kind == "PIPE":
            self.shift()
            label = self.label()
            end = self.close("PIPE")
            if self.next.kind == "SPACE":
                self.shift()
        both = arrow[0] in "<xo" and arrow[0] == arrow[-1].replace(">", "<")
        return _Link(label, _stroke(arrow), both, name, start, end)

    def edge_label(self) -> str:
        return self.quoted_or(_EDGE_TEXT, "the text of the link should be here")

    def connect(self, left: list[str], right: list[str], link: _Link) -> None:
        label = _plain(link.label)
        for source in left:
            for target in right:
                self.count(link)
                self.chart.edges.append(
                    RawEdge(source, target, label, link.kind, link.start, link.end, link.both)
                )
                self.pairs[source, target] += 1
                count = self.pairs[source, target]
                self.link_names.add(f"L_{source}_{target}_{count if count > 1 else 0}")
        if link.name:
            self.link_names.add(link.name)

    def count(self, link: _Link) -> None:
        """Note the first link too many and read on, but not without end: `A & B` multiplies."""
        number = len(self.chart.edges)
        if number == MAX_EDGES and self.chart.problem is None:
            message = f"more than {MAX_EDGES} links: mermaid.js draws no more"
            self.chart.problem = SyntaxProblem(message, link.start, link.end)
        if number >= MAX_READ and self.chart.problem:
            raise self.chart.problem

    def add_node(self, name: str, label: str | None, shape: str, start: int, end: int) -> None:
        if name in self.link_names:
            return
        node = self.chart.nodes.get(name)
        if node is None:
            node = self.chart.nodes[name] = RawNode(name, decode_entities(name), start, end)
        if label is not None:
            node.label, node.shape = _plain(label), shape
            node.start, node.end = start, end

    def subgraph(self) -> None:
        group = RawGroup(self.shift().start)
        if self.next.kind != "SPACE":
            raise self.fail("a subgraph needs a name")
        self.shift()
        title = self.quoted_or(_TITLE, "the name of the subgraph should be here")
        if self.next.kind == "SQS":
            self.shift()
            group.id, group.label = title.strip(), _plain(self.label())
            self.expect("SQE", "the title of the subgraph should end; put it in quotes")
        else:
            group.label = _plain(title)
            group.id = "" if any(char.isspace() for char in title) else title.strip()
        self.separator()
        self.open.append(group)

    def end_group(self) -> None:
        if not self.open:
            raise self.fail("no subgraph is open")
        group = self.open.pop()
        group.end = self.shift().start + len("end")
        group.id = group.id or f"subGraph{len(self.chart.groups)}"
        for member in [name for name in group.seen if name in self.owned]:
            del group.seen[member]
        self.owned.update(group.seen)
        self.chart.groups.append(group)
        self.remember([group.id])

    def style(self) -> None:
        start = self.shift().start
        self.space()
        name, first, end = self.joined(_ID, "the node to style should follow")
        self.space()
        self.styles()
        self.add_node(name, None, "", first, max(end, start))
        self.separator()

    def space(self) -> None:
        self.expect("SPACE", "a space should be here")

    def styles(self) -> None:
        self.joined(_STYLE, "a style such as `fill:#fff` should be here")
        while self.next.kind == "COMMA":
            self.shift()
            self.joined(_STYLE, "a style such as `fill:#fff` should be here")

    def class_definition(self) -> None:
        self.shift()
        self.space()
        self.joined(_ID, "the name of the class should follow")
        self.space()
        self.styles()
        self.separator()

    def class_use(self) -> None:
        self.shift()
        self.space()
        self.joined(_ID, "the nodes of the class should follow")
        self.space()
        self.joined(_ID, "the name of the class should follow")
        self.separator()

    def link_style(self) -> None:
        self.shift()
        self.space()
        numbers = [] if self.next.kind == "DEFAULT" else [self.number()]
        if not numbers:
            self.shift()
        while numbers and self.next.kind == "COMMA":
            self.shift()
            numbers.append(self.number())
        self.space()
        if self.next.kind == "INTERPOLATE":
            self.shift()
            self.space()
            self.joined(_SIMPLE_ID, "the kind of curve should follow")
            if self.next.kind == "SPACE":
                self.shift()
                self.styles()
        else:
            self.styles()
        self.check_numbers(numbers)
        self.separator()

    def number(self) -> Token:
        return self.expect("NUM", "`default` or the numbers of links should be here")

    def check_numbers(self, numbers: list[Token]) -> None:
        for token in numbers:
            word = self.word(token)
            if len(word) > 6 or int(word) >= len(self.chart.edges):
                message = f"there is no link number {word} yet; they count from 0"
                raise SyntaxProblem(message, token.start, token.end)

    def click(self) -> None:
        self.shift()
        kind = self.next.kind
        if kind == "CALLBACKNAME":
            self.shift()
            if self.next.kind == "CALLBACKARGS":
                self.shift()
            self.tooltip()
        elif kind in _SIMPLE_ID:
            self.joined(_SIMPLE_ID, "")
            self.tooltip()
        else:
            if kind == "HREF":
                self.shift()
            self.expect("STR", "a link in quotes, `href` or `call` should follow")
            self.tooltip(target=True)
        self.separator()

    def tooltip(self, target: bool = False) -> None:
        if self.next.kind != "SPACE":
            return
        self.shift()
        if target and self.next.kind == "LINK_TARGET":
            self.shift()
            return
        self.expect("STR", "a tooltip in quotes should be here")
        if target and self.next.kind == "SPACE":
            self.shift()
            self.expect("LINK_TARGET", "`_blank`, `_self`, `_parent` or `_top` should be here")


def _apply(node: RawNode, data: YamlNode) -> str:
    """Take shape and label from a node's data; what is wrong with them."""
    values = {name: found.text for name in ("shape", "label", "icon", "img")
              if (found := data.get(name)) and found.text}  # fmt: skip
    if values.get("shape", "text") not in SHAPES:
        return f"there is no shape `{values['shape']}`"
    node.shape = values.get("shape", node.shape)
    if "label" in values:
        node.label = decode_entities(values["label"])
    elif node.label == node.id and ("icon" in values or "img" in values):
        node.label = ""
    return ""


def _stroke(arrow: str) -> str:
    return next((name for sign, name in _STROKES if sign in arrow), "normal")


def _plain(label: str) -> str:
    """A label's words: entities as characters, one pair of quotes less."""
    text = label.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return decode_entities(text)
