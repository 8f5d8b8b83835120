"""The text of a leaf as the conventions read it: code, links and HTML blanked out, offsets kept.

A convention works on characters; what it finds must be bytes of the template.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from designdoc.markdown import BlockTree, Heading, InlineKind
from designdoc.markdown.blocks import Leaf
from designdoc.markdown.inline import Inline
from designdoc.source import Source, Span
from designdoc.source.regex import regex

BLANK = "\ue000"  # stands for each byte that no convention may read
_COMMENT = regex(r"\s*<!--")
_TAG = regex(r"</?([A-Za-z][\w-]*)")
# fmt: off
_KNOWN_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol",
    "p", "picture", "pre", "q", "s", "samp", "script", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul", "var", "video",
})
# fmt: on
_PLACEHOLDER_CODE = regex(
    r"`+ ?(?:<[A-Za-z][^<>`]*>"
    r"|\[[A-Za-z#][^\[\]`,.\"']*[ -][^\[\]`,.\"']*\]) ?`+"
)


class Text(Struct, frozen=True, dict=True):
    """Characters of the template and the bytes that they are.

    ``shown`` has every unreadable character replaced by ``BLANK``; ``raw`` is as written.
    """

    raw: str
    shown: str
    base: int

    @cached_property
    def _ascii(self) -> bool:
        return self.raw.isascii()

    def span(self, start: int, end: int) -> Span:
        """The bytes of the characters ``start`` to ``end``."""
        if self._ascii:
            return Span(self.base + start, self.base + end)
        first = self.base + len(self.raw[:start].encode())
        return Span(first, first + len(self.raw[start:end].encode()))


def plain_text(source: Source, span: Span) -> Text:
    """A span of a file in which everything is readable."""
    raw = source.slice(span)
    return Text(raw, raw, span.start)


def leaf_text(tree: BlockTree, leaf: Leaf, *, comments: bool = False) -> Text:
    """The text of a heading, paragraph or cell; ``comments`` leaves HTML comments readable."""
    span = leaf.span
    raw = tree.source.slice(span)
    if isinstance(leaf, Heading):
        raw, span = _without_marks(raw, span)
    blanks = _blanks(tree, tree.inlines(leaf), span, comments=comments)
    blanks += [s for s in tree.definition_spans if span.covers(s)] if "]:" in raw else []
    return Text(raw, _blanked(raw, span.start, blanks), span.start)


def _without_marks(raw: str, span: Span) -> tuple[str, Span]:
    """A heading without its ``#`` marks or underline."""
    marks = re.match(r"\s*#{1,6}[ \t]*", raw)
    body = raw[marks.end() :] if marks else raw.split("\n", 1)[0]
    lead = len(raw[: marks.end()].encode()) if marks else 0
    body = body.rstrip()
    unmarked = body.rstrip("#")
    if unmarked != body and (not unmarked or unmarked[-1] in " \t"):
        body = unmarked.rstrip()
    start = span.start + lead
    return body, Span(start, start + len(body.encode()))


def _blanks(
    tree: BlockTree, content: Iterable[Inline], span: Span, *, comments: bool
) -> list[Span]:
    found: list[Span] = []
    stack = list(content)
    while stack:
        inline = stack.pop()
        if inline.kind in {InlineKind.LINK, InlineKind.IMAGE, InlineKind.FOOTNOTE}:
            found.append(inline.span)
        elif inline.kind is InlineKind.CODE:
            if not _PLACEHOLDER_CODE.fullmatch(tree.source.slice(inline.span)):
                found.append(inline.span)
        elif inline.kind is InlineKind.HTML:
            if is_markup(inline.text) and not (comments and _COMMENT.match(inline.text)):
                found.append(inline.span)
        else:
            stack.extend(inline.children)
    return [s for s in found if s.start < span.end and s.end > span.start]


def is_markup(html: str) -> bool:
    """Whether HTML is a comment or a tag that HTML knows, rather than a hole in angle brackets."""
    if html.lstrip().startswith("<!--"):
        return True
    tag = _TAG.match(html.strip())
    return tag is None or tag.group(1).lower() in _KNOWN_TAGS


def _blanked(raw: str, base: int, blanks: list[Span]) -> str:
    if not blanks:
        return raw
    data = raw.encode()
    pieces: list[str] = []
    at = 0
    for blank in sorted(blanks):
        start, end = max(blank.start - base, at), min(blank.end - base, len(data))
        if end <= start:
            continue
        pieces.append(data[at:start].decode("utf-8", "replace"))
        pieces.append(BLANK * len(data[start:end].decode("utf-8", "replace")))
        at = end
    pieces.append(data[at:].decode("utf-8", "replace"))
    return "".join(pieces)
