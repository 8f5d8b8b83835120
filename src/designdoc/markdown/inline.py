"""Inline content of a leaf block: text, code, emphasis, links, comments, with byte spans."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from designdoc.source import Span

Event = tuple[Any, dict[str, int]]
MAX_INLINE_DEPTH = 60  # emphasis inside emphasis; real documents have three or four


class InlineKind(StrEnum):
    """What an inline is. A ``BREAK`` is a line ending within a paragraph."""

    TEXT = "text"
    CODE = "code"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    LINK = "link"
    IMAGE = "image"
    HTML = "html"
    BREAK = "break"
    FOOTNOTE = "footnote"


class Inline(Struct, frozen=True):
    """One inline. ``text`` is its own text (of a text, code or HTML), ``target`` a link's."""

    kind: InlineKind
    start: int
    end: int
    text: str = ""
    target: str = ""
    children: "tuple[Inline, ...]" = ()

    @property
    def span(self) -> Span:
        """The bytes of the inline with its markers."""
        return Span(self.start, self.end)


_CONTAINERS = {
    "Emphasis": InlineKind.EMPHASIS,
    "Strong": InlineKind.STRONG,
    "Strikethrough": InlineKind.STRIKE,
    "Link": InlineKind.LINK,
    "Image": InlineKind.IMAGE,
}
_TEXTS = {
    "Text": InlineKind.TEXT,
    "Code": InlineKind.CODE,
    "Html": InlineKind.HTML,
    "InlineHtml": InlineKind.HTML,
    "FootnoteReference": InlineKind.FOOTNOTE,
}


def inlines(events: Sequence[Event], base: int) -> tuple[Inline, ...]:
    """Inlines from the parser's events of one leaf; ``base`` is added to each offset.

    What is nested deeper than ``MAX_INLINE_DEPTH`` is kept, flattened into the deepest one.
    """
    stack: list[tuple[InlineKind, int, int, str, list[Inline]]] = []
    top: list[Inline] = []
    skipped = 0
    for event, extent in events:
        start, end = extent["start"] + base, extent["end"] + base
        if type(event) is str:
            if event in {"SoftBreak", "HardBreak"}:
                top.append(Inline(InlineKind.BREAK, start, end, "\n"))
            continue
        ((key, value),) = event.items()
        if key == "Start":
            if skipped or len(stack) >= MAX_INLINE_DEPTH:
                skipped += 1
                continue
            name = value if isinstance(value, str) else next(iter(value))
            kind = _CONTAINERS.get(name, InlineKind.EMPHASIS)
            target = "" if isinstance(value, str) else str(value[name].get("dest_url", ""))
            stack.append((kind, start, end, target, top))
            top = []
        elif key == "End":
            if skipped:
                skipped -= 1
            elif stack:
                kind, start, end, target, outer = stack.pop()
                outer.append(Inline(kind, start, end, "", target, tuple(top)))
                top = outer
        elif key in _TEXTS:
            top.append(Inline(_TEXTS[key], start, end, str(value)))
    return tuple(top)


def plain(content: Iterable[Inline]) -> str:
    """The words that a reader sees: markers, HTML and comments dropped, breaks as spaces."""
    return "".join(_plain(content))


def _plain(content: Iterable[Inline]) -> Iterator[str]:
    for inline in content:
        if inline.kind is InlineKind.BREAK:
            yield " "
        elif inline.kind in {InlineKind.TEXT, InlineKind.CODE}:
            yield inline.text
        elif inline.children:
            yield from _plain(inline.children)
