"""YAML with a place for every key and value; nothing is constructed.

Nodes are built from parser events: the native composer overflows its stack on deep nesting.
Aliases stay what they are: a node that occurs twice is one node, so that a document that
expands to gigabytes costs what it holds. Used for front matter, side files and YAML fences.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from designdoc.source import Source, Span
from designdoc.source.regex import regex

if TYPE_CHECKING:
    import yaml

MAX_YAML_BYTES = 1_000_000
MAX_YAML_NODES = 50_000
_MAX_DEPTH = 50
_TOO_DEEP = f"{_MAX_DEPTH} levels"
_STEP = 512


class YamlNode(Struct, frozen=True):
    """A scalar, list or mapping. ``text`` is a scalar as YAML reads it, quotes removed.

    ``entries`` of a mapping are (key, value) in order, of a list (None, value). ``tag`` is the
    short YAML tag: ``str``, ``int``, ``float``, ``bool``, ``null``, ``timestamp``, ``seq``, …
    ``comment`` is the comment that follows on the same line, without its ``#``.
    """

    kind: Literal["scalar", "list", "mapping"]
    span: Span
    tag: str
    text: str = ""
    quoted: bool = False
    entries: "tuple[tuple[YamlNode | None, YamlNode], ...]" = ()
    comment: str = ""

    def get(self, *path: str) -> "YamlNode | None":
        """The value under a key, or under keys inside keys; the first of a doubled key."""
        node: YamlNode | None = self
        for name in path:
            entries = node.entries if node else ()
            node = next((value for key, value in entries if key and key.text == name), None)
        return node

    def scalars(self) -> "Iterator[YamlNode]":
        """Every scalar value inside, in order; what aliases repeat is given once."""
        stack, seen = [self], set[int]()
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if node.kind == "scalar":
                yield node
            stack.extend(value for _, value in reversed(node.entries))


class YamlProblem(Struct, frozen=True):
    """Why YAML could not be read, or should not be trusted, and where."""

    message: str
    span: Span


class YamlTree(Struct, frozen=True):
    """What could be read, and what was wrong with it; ``root`` is None when nothing could."""

    root: YamlNode | None
    problems: tuple[YamlProblem, ...] = ()


def parse_yaml(source: Source, span: Span) -> YamlTree:
    """Read the YAML in a span of a file; whatever it holds, there is an answer."""
    if span.end - span.start > MAX_YAML_BYTES:
        return YamlTree(None, (YamlProblem(f"YAML of more than {MAX_YAML_BYTES:,} bytes", span),))
    import yaml  # most documents have none: loading it would be a tenth of their check

    text = source.slice(span)
    offsets = _Offsets(text, span.start)
    reader = _Reader(offsets, text)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            reader.read(loader)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        if "nesting depth" in str(error):  # newer libyaml counts too, before our first event
            return YamlTree(None, (YamlProblem(f"YAML of more than {_TOO_DEEP}", span),))
        return YamlTree(None, (_problem(error, offsets, span),))
    except _TooLargeError as error:
        return YamlTree(None, (YamlProblem(f"YAML of more than {error}", span),))
    except ValueError as error:
        return YamlTree(None, (YamlProblem(f"YAML that cannot be read: {error}", span),))
    return YamlTree(reader.root, tuple(reader.problems))


class _Offsets:
    """Characters of the text to bytes of the file; each look-up reads at most one step."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.ascii = text.isascii()
        self.known = [base]  # the byte of every _STEP-th character
        for at in range(0, 0 if self.ascii else len(text), _STEP):
            self.known.append(self.known[-1] + len(text[at : at + _STEP].encode()))

    def __call__(self, index: int) -> int:
        if self.ascii:
            return self.base + index
        step, rest = divmod(min(index, len(self.text)), _STEP)
        at = step * _STEP
        return self.known[step] + len(self.text[at : at + rest].encode())


class _TooLargeError(Exception):
    """Deeper or with more nodes than any honest file."""


class _Frame(Struct):
    """A list or mapping that is still open; a mapping's children alternate keys and values."""

    kind: Literal["list", "mapping"]
    start: int
    tag: str
    anchor: str | None
    children: list[YamlNode]


class _Reader:
    """Nodes from parser events: no recursion, and a limit is noticed where it is passed."""

    def __init__(self, offsets: _Offsets, text: str) -> None:
        self.offsets = offsets
        self.text = text
        self.root: YamlNode | None = None
        self.problems: list[YamlProblem] = []
        self.nodes = 0
        self.stack: list[_Frame] = []
        self.anchors: dict[str, YamlNode] = {}
        self.scalar_node: Any = None

    def read(self, loader: Any) -> None:
        """Take every event; what follows the first document is a problem."""
        import yaml

        self.scalar_node = yaml.ScalarNode
        while loader.check_event():
            event: Any = loader.get_event()
            span = self._span(event)
            match event:
                case yaml.DocumentStartEvent() if self.root is not None:
                    self._problem("a second YAML document begins here", span)
                    return
                case yaml.AliasEvent():
                    self._add(self._alias(str(event.anchor), span), None)
                case yaml.ScalarEvent():
                    self._add(self._scalar(event, span, loader), event.anchor)
                case yaml.SequenceStartEvent():
                    self._open("list", span, event.tag or "seq", event.anchor)
                case yaml.MappingStartEvent():
                    self._open("mapping", span, event.tag or "map", event.anchor)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._close(span)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        return Span(self.offsets(start), self.offsets(max(start, end)))

    def _open(
        self, kind: Literal["list", "mapping"], span: Span, tag: str, anchor: str | None
    ) -> None:
        if len(self.stack) >= _MAX_DEPTH:
            raise _TooLargeError(_TOO_DEEP)
        self.stack.append(_Frame(kind, span.start, _short(tag), anchor, []))

    def _close(self, end: Span) -> None:
        frame = self.stack.pop()
        span = Span(frame.start, max(frame.start, end.end))
        entries: list[tuple[YamlNode | None, YamlNode]]
        if frame.kind == "mapping":
            entries = list(zip(frame.children[::2], frame.children[1::2], strict=False))
            self._doubled(frame.children[::2])
        else:
            entries = [(None, child) for child in frame.children]
        self._add(YamlNode(frame.kind, span, frame.tag, entries=tuple(entries)), frame.anchor)

    def _doubled(self, keys: list[YamlNode]) -> None:
        names: set[str] = set()
        for key in keys:
            if key.kind == "scalar" and key.text in names:
                self._problem(f"the key '{key.text}' stands here a second time", key.span)
            names.add(key.text)

    def _add(self, node: YamlNode, anchor: str | None) -> None:
        self.nodes += 1
        if self.nodes > MAX_YAML_NODES:
            raise _TooLargeError(f"{MAX_YAML_NODES:,} values")
        if anchor is not None:
            self.anchors[anchor] = node
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def _alias(self, anchor: str, span: Span) -> YamlNode:
        node = self.anchors.get(anchor)
        if node is not None:
            return node
        inside = any(frame.anchor == anchor for frame in self.stack)
        if inside:
            self._problem(f"YAML that contains itself by the alias '*{anchor}'", span)
        else:
            self._problem(f"the alias '*{anchor}' is not defined", span)
        return YamlNode("scalar", span, "null")

    def _scalar(self, event: Any, span: Span, loader: Any) -> YamlNode:
        tag = event.tag or loader.resolve(self.scalar_node, event.value, event.implicit)
        block = event.style in {"|", ">"}  # ends on a line of its own
        comment = None if block else _COMMENT.match(self.text, event.end_mark.index)
        return YamlNode(
            "scalar",
            span,
            _short(tag),
            str(event.value),
            quoted=event.style in {"'", '"'},
            comment=comment.group(1).strip() if comment else "",
        )

    def _problem(self, message: str, span: Span) -> None:
        self.problems.append(YamlProblem(message, span))


def _short(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]


_COMMENT = regex(r"[ \t]*#(.*)")


def _problem(error: "yaml.YAMLError", offsets: _Offsets, whole: Span) -> YamlProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is None:
        return YamlProblem(str(reason), whole)
    at = min(offsets(min(mark.index, len(offsets.text))), whole.end)
    return YamlProblem(str(reason), Span(at, min(at + 1, whole.end)))
