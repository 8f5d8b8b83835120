"""Source to block tree: one pass over pulldown-cmark's events.

Inline events are only counted here; ``BlockTree.inlines`` reads them when asked. Over the 676
KEPs (21 MB, 957,000 events) this pass costs about as much as the native parser itself.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pyromark
from msgspec import Struct

from designdoc.markdown.blocks import (
    Break,
    Cell,
    Fence,
    Footnote,
    FrontMatter,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
)
from designdoc.markdown.inline import Event
from designdoc.markdown.tree import BlockTree
from designdoc.source import Memory, Source, Span
from designdoc.source.regex import regex

MAX_DEPTH = 60  # containers inside containers; the deepest of 1,400 real documents is 14

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
)
_PARSER: Any = pyromark.Markdown(options=_OPTIONS)
_WHOLE: Any = pyromark.Markdown(options=_OPTIONS | pyromark.Options.ENABLE_GFM)
# The parser's own front matter is found anywhere in a file, wherever lines of dashes follow.
_FRONT_MATTER = regex(
    r"(?:[ \t]*\r?\n)*(?P<block>--- *\r?\n(?![ \t]*\r?\n|(?:---|\.\.\.) *\r?\n)"
    r"(?P<body>(?:.*\r?\n)+?)(?:---|\.\.\.) *)(?:\r?\n|\Z)"
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_LEVELS = {f"H{level}": level for level in range(1, 7)}


def parse(source: Source, memory: Memory | None = None) -> BlockTree:
    """The block tree of a file; whatever the bytes are, there is one."""
    text = source.text[1:] if source.bom else source.text
    return _tree(source, _parsable(text), source.bom, memory)


def front_matter_end(source: Source) -> int:
    """The byte behind the front matter of a file; where it begins if there is none."""
    text = source.text[1:] if source.bom else source.text
    text = _LONE_CR.sub("\n", text) if "\r" in text else text
    return _without_front_matter(source, text, source.bom)[2]


def parse_part(source: Source, span: Span, after: str) -> BlockTree:
    """The blocks of a part of a file, which begins a line of the file itself, and of a text that is
    put behind it: definitions that stand elsewhere.
    """
    return _tree(source, _parsable(source.slice(span)) + after, span.start)


def _tree(source: Source, text: str, base: int, memory: Memory | None = None) -> BlockTree:
    """The tree of a text that stands in the file from the byte ``base`` on."""
    front, text, begin = _without_front_matter(source, text, base)
    head = [_front_matter(front, base)] if front else []
    try:
        events: list[Event] = list(_PARSER.events_with_range(text, merge_text=True))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the native parser gave up
            raise
        events = [({"Text": text}, {"start": 0, "end": len(source.masked) - begin})]
    return _Builder(source, events, begin, head).build(memory)


def events_of(source: Source) -> tuple[list[Event], int]:
    """The parser's events of a file with its inlines, alerts told from quotes, and the byte that
    their ranges count from; front matter has none.
    """
    text = _parsable(source.text[1:] if source.bom else source.text)
    _, text, base = _without_front_matter(source, text, source.bom)
    try:
        return list(_WHOLE.events_with_range(text, merge_text=True)), base
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the native parser gave up
            raise
        return [({"Text": text}, {"start": 0, "end": len(source.masked) - base})], base


def _without_front_matter(
    source: Source, text: str, base: int
) -> tuple[re.Match[str] | None, str, int]:
    """Where front matter stands, the text behind it, and the byte where that begins."""
    front = _FRONT_MATTER.match(text) if base == source.bom else None
    if front is None:
        return None, text, base
    return front, text[front.end() :], base + len(text[: front.end()].encode())


def _front_matter(front: re.Match[str], base: int) -> FrontMatter:
    start, body, stop, end = (
        base + len(front.string[:at].encode())
        for at in (front.start("block"), *front.span("body"), front.end("block"))
    )
    return FrontMatter(start, end, Span(body, stop))


class Definition(Struct, frozen=True):
    """Where a label leads (``[label]: target "title"``), and the bytes that say so."""

    label: str
    target: str
    title: str
    span: Span


def definitions(source: Source, span: Span | None = None) -> tuple[Definition, ...]:
    """The link reference definitions of a file, or of a part that begins a line of the file itself,
    in order; of several of one label the first.
    """
    span = span or Span(source.bom, len(source.masked))
    if source.masked.find(b"]:", *span) < 0:
        return ()
    _, text, base = _without_front_matter(source, _parsable(source.slice(span)), span.start)
    found = [
        Definition(
            label, each["dest"], each["title"] or "",
            Span(each["span"]["start"] + base, each["span"]["end"] + base),
        )
        for label, each in _PARSER.reference_definitions(text).items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda definition: definition.span))


def _parsable(text: str) -> str:
    """The text where the parser needs help: a lone CR as LF.

    CommonMark lets tabs follow a closing fence; the parser would take it for code.
    """
    if "`\t" in text or "~\t" in text:
        text = _TABBED_CLOSER.sub(lambda match: match[1] + " " * len(match[2]), text)
    return _LONE_CR.sub("\n", text) if "\r" in text else text


class _Frame:
    """A block that is still open."""

    __slots__ = ("children", "first", "name", "start", "task", "value")

    def __init__(self, name: str, value: Any, start: int, first: int) -> None:
        self.name = name
        self.value = value
        self.start = start
        self.first = first
        self.children: list[Any] = []
        self.task: tuple[bool, Span] | None = None


class _Builder:
    def __init__(
        self, source: Source, events: list[Event], base: int, head: Sequence[FrontMatter]
    ) -> None:
        self.source = source
        self.events = events
        self.base = base
        self.root = _Frame("Root", None, 0, 0)
        self.root.children.extend(head)
        self.stack = [self.root]
        self.skipped = 0  # open containers beyond the depth limit
        self.too_deep: Span | None = None
        self.loose: int | None = None  # first event of text that stands directly in a container
        self.loose_end = 0
        links: list[int] = []
        self.noted: dict[str, list[int]] = {
            "Code": [],
            "Link": links,
            "Image": links,
            "InlineHtml": [],
        }
        self.html_blocks: list[Html] = []
        self.fences: list[Fence] = []

    def build(self, memory: Memory | None) -> BlockTree:  # noqa: PLR0912 - one loop: a call an event costs more
        base, stack, noted = self.base, self.stack, self.noted
        leaf: tuple[int, int] | None = None  # start and first event of the open leaf
        for index, (event, extent) in enumerate(self.events):
            if type(event) is str:
                if event == "Rule":
                    self._flush(index)
                    rule = Break(extent["start"] + base, extent["end"] + base)
                    stack[-1].children.append(rule)
                    continue
                key = event
            elif "Text" in event:
                if leaf is not None:
                    continue
                key = "Text"
            elif "Start" in event:
                value = event["Start"]
                key = value if type(value) is str else next(iter(value))
                if key in _LEAVES:
                    self._flush(index)
                    leaf = (extent["start"] + base, index + 1)
                    continue
                if key not in _INLINE:
                    self._flush(index)
                    self._open(key, value, extent["start"] + base, index)
                    continue
            elif "End" in event:
                value = event["End"]
                name = value if type(value) is str else next(iter(value))
                if name in _INLINE:
                    continue
                if leaf is not None and name in _LEAVES:
                    block = _LEAVES[name](value, *leaf, extent["end"] + base, index)
                    stack[-1].children.append(block)
                    leaf = None
                    continue
                self._flush(index)
                self._close(name, extent["end"] + base, index)
                continue
            else:
                (key,) = event
                if key == "TaskListMarker":
                    box = Span(extent["start"] + base, extent["end"] + base)
                    self._item().task = (bool(event[key]), box)
                    continue
            if key in noted:
                noted[key].append(index)
            if leaf is None and stack[-1].name in _CONTAINERS:
                if self.loose is None:
                    self.loose = index
                # A link's end comes with its start: the text inside must not shorten it.
                self.loose_end = max(self.loose_end, extent["end"] + base)
        self._flush(len(self.events))
        return BlockTree(
            self.source,
            tuple(self.root.children),
            self.events,
            self.too_deep,
            self.noted["Code"],
            self.noted["Link"],
            self.noted["InlineHtml"],
            self.html_blocks,
            self.fences,
            ((0, base),),
            memory,
        )

    def _flush(self, index: int) -> None:
        """Text that stood directly in a container becomes a paragraph of its own."""
        if self.loose is not None:
            start = self.events[self.loose][1]["start"] + self.base
            paragraph = Paragraph(start, max(start, self.loose_end), self.loose, index)
            self.stack[-1].children.append(paragraph)
            self.loose = None

    def _item(self) -> _Frame:
        """The innermost open item: a loose item's task box stands in its first paragraph."""
        return next((f for f in reversed(self.stack) if f.name == "Item"), self.root)

    def _open(self, name: str, value: Any, start: int, index: int) -> None:
        if name in _NESTING and (self.skipped or len(self.stack) > MAX_DEPTH):
            self.skipped += 1
            self.too_deep = self.too_deep or Span(start, start)
            return
        self.stack.append(_Frame(name, value, start, index + 1))

    def _close(self, name: str, end: int, index: int) -> None:
        if self.skipped and name in _NESTING:
            self.skipped -= 1
            return
        frame = self.stack.pop()
        block = self._finish(frame, end, index)
        if block is not None:
            self.stack[-1].children.append(block)

    def _finish(self, frame: _Frame, end: int, index: int) -> Any:
        match frame.name:
            case "Item":
                task, box = frame.task or (None, None)
                return Item(frame.start, end, task, box, tuple(frame.children))
            case "List":
                items = tuple(item for item in frame.children if isinstance(item, Item))
                return List(frame.start, end, frame.value["List"], items)
            case "TableRow" | "TableHead":
                return Row(frame.start, end, tuple(frame.children))
            case "Table":
                header, *rows = frame.children
                return Table(frame.start, end, header, tuple(rows))
            case "HtmlBlock":
                html = Html(frame.start, end)
                self.html_blocks.append(html)
                return html
            case "CodeBlock":
                fence = self._fence(frame, end, index)
                self.fences.append(fence)
                return fence
            case "BlockQuote":
                return Quote(frame.start, end, tuple(frame.children))
            case "FootnoteDefinition":
                label = str(frame.value["FootnoteDefinition"])
                return Footnote(frame.start, end, label, tuple(frame.children))
        for child in frame.children:  # a kind that we do not know: keep what it holds
            self.stack[-1].children.append(child)
        return None

    def _body(self, frame: _Frame, end: int, index: int) -> Span:
        """The bytes from the first to the last text event within a frame."""
        if frame.first < index:
            first, last = self.events[frame.first][1], self.events[index - 1][1]
            return Span(first["start"] + self.base, last["end"] + self.base)
        line_end = self.source.masked.find(b"\n", frame.start, end)
        at = line_end + 1 if line_end >= 0 else end
        return Span(at, at)

    def _fence(self, frame: _Frame, end: int, index: int) -> Fence:
        value = frame.value["CodeBlock"]
        body = self._body(frame, end, index)
        if not isinstance(value, dict):
            return Fence(frame.start, end, "", body, fenced=False, closed=True)
        return Fence(
            frame.start,
            end,
            str(value["Fenced"]),
            body,
            fenced=True,
            closed=_is_closed(self.source.masked[frame.start : end], self.source.masked, body, end),
        )


def _heading(value: Any, start: int, first: int, end: int, last: int) -> Heading:
    return Heading(start, end, _LEVELS[value["Heading"]], first, last)


def _paragraph(_: Any, start: int, first: int, end: int, last: int) -> Paragraph:
    return Paragraph(start, end, first, last)


def _cell(_: Any, start: int, first: int, end: int, last: int) -> Cell:
    return Cell(start, end, first, last)


_LEAVES: dict[str, Callable[[Any, int, int, int, int], Heading | Paragraph | Cell]]
_LEAVES = {"Paragraph": _paragraph, "Heading": _heading, "TableCell": _cell}
_NESTING = frozenset({"BlockQuote", "List", "Item", "FootnoteDefinition"})
_CONTAINERS = frozenset({"Root", "Item", "BlockQuote", "FootnoteDefinition"})
_TABBED_CLOSER = regex(r"^([ \t>]*(?:`{3,}|~{3,}))([ \t]*\t[ \t]*)(?=\r?$)", re.MULTILINE)
_LONE_CR = regex(r"\r(?!\n)")
_OPENING = regex(rb"(`{3,}|~{3,})")


def _is_closed(block: bytes, data: bytes, body: Span, end: int) -> bool:
    opening = _OPENING.match(block)
    if not opening:
        return True
    marker = opening.group(1)
    tail = data[body.end : end].rstrip().lstrip(b" \t>\r\n")
    return len(tail) >= len(marker) and set(tail) == {marker[0]}
