"""Labelled values in a section: `- **Pros**: …`, `* Status: …`, `**Branch**: … | **Date**: …`,
two-column tables, and labels that stand alone above their value.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.document.bound import Value
from designdoc.markdown import (
    Block,
    BlockTree,
    Fence,
    Html,
    Inline,
    InlineKind,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
)
from designdoc.markdown.inline import plain
from designdoc.markdown.tree import leaves
from designdoc.source import Span
from designdoc.source.regex import regex

_PLAIN_LABEL = regex(r"\s*([^\s:：|`][^:：|`\n]{0,78}?)\s*(?::(?=\s|$|[^\x00-\x7f/])|：)")
_SEPARATOR = regex(r"\s*(?:[:：]\s*|[-–—―]\s+)?")
_DASH = regex(r"\s+[-–—―]\s")
_TRAILING_BAR = " \t\r\n\u3000|｜"
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Label(Struct, frozen=True):
    """A label and its value. ``inner`` are the labels of the list below it."""

    name: str
    span: Span
    value: Value
    item: Item | None = None
    inner: "tuple[Label, ...]" = ()


def labels(tree: BlockTree, blocks: Sequence[Block]) -> list[Label]:
    """The labelled values among the blocks, in order; nested lists give inner labels."""
    return list(_labels(tree, blocks))


def _labels(tree: BlockTree, blocks: Sequence[Block]) -> Iterator[Label]:
    for index, block in enumerate(blocks):
        if isinstance(block, List):
            for item in block.items:
                yield from _item(tree, item)
        elif isinstance(block, Paragraph):
            following = blocks[index + 1 : index + 2]
            yield from _paragraph(tree, block, following)
        elif isinstance(block, Table):
            yield from _rows(tree, block)
        elif isinstance(block, Quote):
            yield from _labels(tree, block.children)


def _item(tree: BlockTree, item: Item) -> Iterator[Label]:
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return
    rest = item.children[1:]
    found = list(_inline_labels(tree, first, strong_only=False))
    inner = tuple(label for label in _labels(tree, rest))
    if not found:
        if item.task is not None or inner:
            # A choice such as `- [ ] Feature gate` carries its labels below it.
            name = tree.text(first)
            yield Label(name, first.span, Value(first.span, name), item, inner)
        return
    last = found[-1]
    if rest:
        text = f"{last.value.text} {_text(tree, rest)}".strip()
        span = Span(last.value.span.start, max(last.value.span.end, _content_end(tree, rest)))
        found[-1] = Label(last.name, last.span, Value(span, text), item, inner)
    for label in found:
        yield Label(label.name, label.span, label.value, item, label.inner)


def _paragraph(tree: BlockTree, block: Paragraph, following: Sequence[Block]) -> Iterator[Label]:
    found = list(_inline_labels(tree, block, strong_only=True))
    if found and not found[-1].value and following and not isinstance(following[0], Html):
        last = found[-1]
        after = following[0]
        lonely = isinstance(after, List | Table | Fence | Quote) or not list(
            _inline_labels(tree, after, strong_only=True) if isinstance(after, Paragraph) else ()
        )
        if lonely and isinstance(after, List | Table | Fence | Quote | Paragraph):
            value = Value(Span(after.start, after.end), _text(tree, [after]))
            inner = tuple(_labels(tree, [after])) if isinstance(after, List) else ()
            found[-1] = Label(last.name, last.span, value, None, inner)
    yield from found


def _rows(tree: BlockTree, table: Table) -> Iterator[Label]:
    for row in (table.header, *table.rows):
        if len(row.cells) >= 2:
            name, value = row.cells[0], row.cells[1]
            text = tree.text(name).strip(" :：*")
            if text:
                yield Label(text, name.span, Value(value.span, tree.text(value)))


def _inline_labels(tree: BlockTree, block: Paragraph, strong_only: bool) -> Iterator[Label]:
    """Labels at the start of the lines of a paragraph, and after `|` within one."""
    content = tree.inlines(block)
    starts = [i for i, inline in enumerate(content) if _is_label(content, i)]
    if not starts:
        if strong_only and not _several_plain(tree, block):
            return
        yield from _plain_labels(tree, block)
        return
    for number, index in enumerate(starts):
        inline = content[index]
        end = content[starts[number + 1]].start if number + 1 < len(starts) else block.end
        inside = content[index + 1 : starts[number + 1] if number + 1 < len(starts) else None]
        name = plain([inline]).strip().rstrip(":：").strip()
        words = _SEPARATOR.sub("", plain(inside).rstrip(_TRAILING_BAR), count=1).strip()
        yield Label(name, inline.span, Value(_trim(tree, Span(inline.end, end)), words))


def _is_label(content: Sequence[Inline], index: int) -> bool:
    """Bold at the start of the block, of a line, or after a bar, with a colon in or after it.

    At the start of the block a dash may stand for the colon.
    """
    inline = content[index]
    if inline.kind not in {InlineKind.STRONG, InlineKind.EMPHASIS, InlineKind.CODE}:
        return False
    before = content[index - 1] if index else None
    if before is not None and before.kind is not InlineKind.BREAK:
        ending = before.text.rstrip()
        blank = not before.text.strip() and (
            index < 2 or content[index - 2].kind is InlineKind.BREAK
        )
        if not (blank or ending.endswith(("|", "｜"))):
            return False
    if plain(inline.children).rstrip().endswith((":", "：")):
        return True
    after = content[index + 1] if index + 1 < len(content) else None
    alone = before is None and inline.kind is InlineKind.STRONG
    if after is None:
        return alone
    return after.text.lstrip().startswith((":", "：")) or (alone and bool(_DASH.match(after.text)))


def _several_plain(tree: BlockTree, block: Paragraph) -> bool:
    """Lines such as `Status: x` directly below one another, all of them labelled."""
    lines = [line for line in tree.raw(block).splitlines() if line.strip()]
    return all(_PLAIN_LABEL.match(line) for line in lines)


def _plain_labels(tree: BlockTree, block: Paragraph) -> Iterator[Label]:
    """`Label: value`, once a line where every line is one, else the first with all the rest."""
    raw = tree.source.masked[block.start : block.end]
    lines = raw.splitlines(keepends=True) if _several_plain(tree, block) else [raw]
    offset = block.start
    for line in lines:
        text = line.decode("utf-8", "replace")
        match = _PLAIN_LABEL.match(text)
        if match:
            start, end, value = (
                offset + len(text[:index].encode())
                for index in (match.start(1), match.end(1), match.end())
            )
            words = " ".join(_strip_comments(text[match.end() :]).split())
            span = _trim(tree, Span(value, offset + len(line)))
            yield Label(match.group(1), Span(start, end), Value(span, words))
        offset += len(line)


def _strip_comments(text: str) -> str:
    return _COMMENT.sub("", text).strip()


def _trim(tree: BlockTree, span: Span) -> Span:
    """The span without the separator at its start, and white space and bars at its end."""
    raw = tree.source.slice(span)
    lead = _SEPARATOR.match(raw)
    left = len(raw[: lead.end()].encode()) if lead else 0
    right = len(raw.rstrip(_TRAILING_BAR).encode())
    return Span(span.start + left, span.start + max(left, right))


def _content_end(tree: BlockTree, blocks: Sequence[Block]) -> int:
    last = blocks[-1]
    return last.start + len(tree.source.masked[last.start : last.end].rstrip())


def _text(tree: BlockTree, blocks: Sequence[Block]) -> str:
    """The words of blocks, code included, comments left out."""
    return " ".join(part for block in blocks for part in _words(tree, block) if part)


def _words(tree: BlockTree, block: Block) -> Iterator[str]:
    if isinstance(block, Fence):
        yield tree.source.slice(block.body).strip()
    elif isinstance(block, Html):
        yield _strip_comments(tree.raw(block))
    else:
        for leaf in leaves(block):
            yield tree.text(leaf)
        for inner in _fences(block):
            yield tree.source.slice(inner.body).strip()


def _fences(block: Block) -> Iterator[Fence]:
    stack: list[Block | Item] = [block]
    while stack:
        inner = stack.pop()
        if isinstance(inner, Fence):
            yield inner
        elif isinstance(inner, List):
            stack.extend(inner.items)
        elif isinstance(inner, Quote | Item):
            stack.extend(inner.children)
