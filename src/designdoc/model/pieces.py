"""The smallest pieces of a document's text, and their words as a reader sees them."""

from collections.abc import Iterable, Iterator
from typing import Any

from designdoc.markdown import (
    Block,
    BlockTree,
    Break,
    Cell,
    Fence,
    FrontMatter,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Row,
    Table,
)
from designdoc.markdown.blocks import Footnote, Leaf, Quote
from designdoc.source import Span
from designdoc.source.regex import regex

_TAG = regex(r"<[^<>]*>")
_QUOTE = regex(r"[> \t]*")

_WHOLE = frozenset({Paragraph, Heading, Fence, Html, FrontMatter})
_WITH_CHILDREN = frozenset({Item, Quote, Footnote})
_BREAKS = frozenset({"SoftBreak", "HardBreak"})

Piece = Paragraph | Heading | Fence | Html | Row | FrontMatter


def pieces(block: Block | Item) -> Iterator[Piece]:
    """The paragraphs, rows, code and HTML inside a block, in order."""
    stack: list[Any] = [block]
    while stack:
        inner = stack.pop()
        kind = type(inner)
        if kind in _WHOLE:
            yield inner
        elif kind is List:
            stack.extend(reversed(inner.items))
        elif kind in _WITH_CHILDREN:
            stack.extend(reversed(inner.children))
        elif kind is Table:
            yield inner.header
            yield from inner.rows


def words(tree: BlockTree, leaf: Leaf) -> str:
    """The words of a heading, paragraph or cell on one line; markers and HTML left out."""
    found = []
    for event, _ in tree.events[leaf.first : leaf.last]:
        if type(event) is dict:
            text = event.get("Text") or event.get("Code")
            if text:
                found.append(str(text))
        elif event in _BREAKS:
            found.append(" ")
    return "".join(found).strip()


def text_of(tree: BlockTree, block: Block | Item) -> str:
    """The words of a block and of all inside it; code as it is written."""
    if isinstance(block, Paragraph):
        return words(tree, block)
    return joined(_piece_text(tree, piece) for piece in pieces(block))


def text_of_all(tree: BlockTree, blocks: Iterable[Block | Item]) -> str:
    """The words of several blocks."""
    return joined(text_of(tree, block) for block in blocks)


def code_of(tree: BlockTree, fence: Fence) -> tuple[str, int]:
    """The code of a fence from the start of its first line, and the byte where that is.

    The marks of quotes around the fence are blanks, so that no byte moves and all lines have the
    indentation of the list or quote that they stand in.
    """
    source = tree.source
    start = source.masked.rfind(b"\n", 0, fence.body.start) + 1
    code = source.slice(Span(start, fence.body.end))
    before = code[: fence.body.start - start]
    if not before or before.strip("> \t"):
        return source.slice(fence.body), fence.body.start
    marks = before.count(">")
    if not marks:
        return code, start
    return "\n".join(_unquoted(line, marks) for line in code.split("\n")), start


def _unquoted(line: str, marks: int) -> str:
    head = _QUOTE.match(line)
    own = head[0] if head else ""
    return own.replace(">", " ", marks) + line[len(own) :]


def row_text(tree: BlockTree, row: Row) -> str:
    """The cells of a row between bars, with what stands beyond its last column."""
    cells = [words(tree, cell) for cell in row.cells]
    beyond = beyond_columns(tree, row)
    return " | ".join([*cells, beyond] if beyond else cells)


def beyond_columns(tree: BlockTree, row: Row) -> str:
    """What GFM drops from a row: it has a bar too many, in a code span as a rule."""
    end = row.cells[-1].end if row.cells else row.start
    return tree.source.slice(Span(end, row.end)).strip(" \t\r\n|")


def cell_text(tree: BlockTree, row: Row, column: int | None) -> str:
    """The words of one cell; empty where the row has no such column."""
    if column is None or column >= len(row.cells):
        return ""
    cell: Cell = row.cells[column]
    return words(tree, cell)


def joined(texts: Iterable[str]) -> str:
    """Texts on one line, those with lines of their own (code) below one another."""
    result = ""
    for text in texts:
        if text:
            between = "\n" if "\n" in text or "\n" in result[-200:] else " "
            result += (between if result else "") + text
    return result


def is_silent(block: Block) -> bool:
    """Whether a block has no words for a reader: HTML, comments, rules."""
    return isinstance(block, Html | Break | FrontMatter)


def _piece_text(tree: BlockTree, piece: Piece) -> str:
    if isinstance(piece, Fence):
        return tree.source.slice(piece.body).strip("\n")
    if isinstance(piece, Row):
        return row_text(tree, piece)
    if isinstance(piece, Html):
        return html_words(tree.source.slice(piece.span))
    return "" if isinstance(piece, FrontMatter) else words(tree, piece)


def html_words(html: str) -> str:
    """What a reader sees of HTML: tags and comments removed."""
    shown = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        shown.append(html[at:start])
        end = html.find("-->", start)
        at = end + 3 if end >= 0 else len(html)
    shown.append(html[at:])
    return " ".join(_TAG.sub(" ", "".join(shown)).split())
