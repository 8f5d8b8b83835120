"""Flows drawn with text: arrows in plain fences, vertical chains, numbered steps.

Only what is certain is read. A fence that draws boxes gives nothing: which box an arrow of
lines leaves is a guess.
"""

import re
from itertools import pairwise

from msgspec import Struct

from designdoc.model.offsets import Offsets
from designdoc.source import Span
from designdoc.source.regex import regex

_MAX_NAME = 120


class FlowNode(Struct, frozen=True):
    """A place that data flows through, by its words."""

    name: str
    span: Span


class FlowEdge(Struct, frozen=True):
    """From one name to another, with the words on the arrow."""

    source: str
    target: str
    label: str
    span: Span


class Flow(Struct, frozen=True):
    """``form``: arrows or steps; empty where nothing certain was found."""

    form: str
    nodes: tuple[FlowNode, ...] = ()
    edges: tuple[FlowEdge, ...] = ()


_HORIZONTAL = regex(
    r"(?P<back><-{1,6}(?![->])|<={1,6}(?![=>])|[←⇐⟵])"
    r"|(?<![-=<])(?:-{1,6}|={1,6})"
    r"(?:\s?[\[(]?(?<=[\s\[(])(?P<label>[^\[\]()<>|\n=-]{1,60})(?<=\S)[\])]?\s?)?"
    r"(?:-{0,6}|={0,6})>|[→⇒➔➜⟶►▶]"
)
_DOWN = "↓⇓▼⬇vV"
_LINE = "|│"
_BOX = regex(r"[┌┐└┘├┤┬┴┼╔╗╚╝║╭╮╰╯]|\+--|--\+|\|--|^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_STEP = regex(r"\s*(?:step\s*)?(?P<number>\d{1,3})[.):：]\s+(?P<text>\S.*)$", re.IGNORECASE)
_CODE = regex(
    r"[;{}]\s*$|=>\s*[{(]|\)\s*=>|^\s*(?:def|fn|func|function|const|let|class|import|return)\b"
)
_SHAFT = regex(r"^[ \t]*(?:[↓⇓▼⬇│|]|[vV](?=[ \t]*$))", re.MULTILINE)
_CONDITION = regex(
    r"\s*(?:(?:[-*•]|[-=]{1,6}>|→)\s*)?(?:if|when|else|otherwise|for each|while)\b", re.IGNORECASE
)
_MARK = regex(r"^(?:\d{1,3}[.)]|[-*•])\s+")
_QUOTES = "`*\"' \t"
_PAIRS = {"[": "]", "(": ")", "（": "）", "「": "」", "<": ">"}


def read_arrows(text: str, base: int = 0) -> Flow:
    """Read a plain fence; spans count bytes from ``base``."""
    if _BOX.search(text):
        return Flow("")
    reader = _Reader(Offsets(text, base), vertical=_SHAFT.search(text) is not None)
    at = 0
    for line in text.splitlines(keepends=True):
        reader.line(line, at)
        at += len(line)
    if reader.edges:
        return Flow("arrows", tuple(reader.nodes.values()), tuple(reader.edges))
    return _steps(text, base)


class _Reader:
    def __init__(self, places: Offsets, vertical: bool) -> None:
        self.places = places
        self.drawn_down = vertical
        self.indent = 0  # of the line that `last` stands on; deeper lines tell its details
        self.nodes: dict[str, FlowNode] = {}
        self.edges: list[FlowEdge] = []
        self.last: list[FlowNode] = []  # the last line that named something, for `↓`
        # What `-> B` on a line of its own goes on from: the line before on its level, else above.
        self.levels: list[tuple[int, FlowNode | None]] = []
        self.down: str | None = None  # the words beside a `↓` that waits for its end
        self.pointed = False  # whether that arrow has its head

    def line(self, line: str, at: int) -> None:
        if not line.strip():
            return
        if self.last and self.vertical(line.strip()):
            return
        indent = len(line) - len(line.lstrip())
        if self.drawn_down and self.last and self.down is None and indent > self.indent:
            return
        chain, labels, backwards = self.chain(line, at)
        if len(chain) > 1:
            for (one, other), label, back in zip(pairwise(chain), labels, backwards, strict=True):
                self.connect(*((other, one) if back else (one, other)), label)
        if self.down is not None and self.pointed and self.last and chain:
            self.connect(self.last[-1], chain[0], self.down)
        self.down, self.pointed = None, False
        self.last, self.indent = chain, indent
        while self.levels and self.levels[-1][0] >= indent:
            self.levels.pop()
        self.levels.append((indent, chain[-1] if chain else None))

    def vertical(self, line: str) -> bool:
        """Take a line that is one downward arrow, or a piece of one, with words beside it."""
        sign, label = line[0], line[1:].lstrip("\ufe0f").strip()
        if sign not in _DOWN + _LINE or (sign in "vV" and line[1:2].strip()):
            return False
        if sign == "|" and label.endswith("|"):
            return False
        self.down = " ".join(part for part in (self.down or "", label) if part)
        self.pointed = self.pointed or sign in _DOWN
        return True

    def chain(self, line: str, at: int) -> tuple[list[FlowNode], list[str], list[bool]]:
        """The names of a line, the words on its arrows, and which arrows point back."""
        names: list[FlowNode] = []
        labels: list[str] = []
        back: list[bool] = []
        if _CODE.search(line) or _CONDITION.match(line):
            return [], [], []
        start = 0
        arrows = list(_HORIZONTAL.finditer(line))
        for arrow in [*arrows, None]:
            end = arrow.start() if arrow else len(line)
            name = self.node(line, start, end, at)
            if name is None:
                if arrow and not names and not start:  # `-> B` goes on from the line before
                    start = arrow.end()
                    source = self.before(len(line) - len(line.lstrip()))
                    if source:
                        names.append(source)
                        labels.append((arrow["label"] or "").strip())
                        back.append(arrow["back"] is not None)
                    continue
                return (names, labels[: len(names) - 1], back[: len(names) - 1])
            names.append(name)
            if arrow:
                labels.append((arrow["label"] or "").strip())
                back.append(arrow["back"] is not None)
                start = arrow.end()
        return names, labels, back

    def before(self, indent: int) -> FlowNode | None:
        while self.levels and self.levels[-1][0] > indent:
            self.levels.pop()
        return self.levels[-1][1] if self.levels else None

    def node(self, line: str, start: int, end: int, at: int) -> FlowNode | None:
        comment = line.find("  //", start, end)
        end = end if comment < 0 else comment
        raw = line[start:end]
        mark = _MARK.match(raw.lstrip()) if not start else None
        start += len(raw) - len(raw.lstrip()) + (mark.end() if mark else 0)
        while start < end and line[start] in _QUOTES:
            start += 1
        while end > start and line[end - 1] in _QUOTES + "\r\n,;:.":
            end -= 1
        if end - start > 2 and _PAIRS.get(line[start]) == line[end - 1]:
            start, end = start + 1, end - 1
        name = " ".join(line[start:end].split())
        if not name or len(name) > _MAX_NAME or not any(char.isalnum() for char in name):
            return None
        return FlowNode(name, self.places.span(at + start, at + end))

    def connect(self, source: FlowNode, target: FlowNode, label: str) -> None:
        for node in (source, target):
            self.nodes.setdefault(node.name, node)
        span = Span(
            min(source.span.start, target.span.start), max(source.span.end, target.span.end)
        )
        self.edges.append(FlowEdge(source.name, target.name, label, span))


def _steps(text: str, base: int) -> Flow:
    """``1. …`` ``2. …``: each step follows the one before, when they count from the first on."""
    places = Offsets(text, base)
    nodes: list[FlowNode] = []
    at = 0
    for line in text.splitlines(keepends=True):
        step = _STEP.match(line.rstrip("\r\n"))
        if step and int(step["number"]) == len(nodes) + 1:
            start = at + step.start("text")
            nodes.append(FlowNode(step["text"].strip(), places.span(start, at + step.end("text"))))
        at += len(line)
    if len(nodes) < 2:
        return Flow("")
    edges = tuple(
        FlowEdge(one.name, other.name, "", Span(one.span.start, other.span.end))
        for one, other in pairwise(nodes)
    )
    return Flow("steps", tuple(nodes), edges)
