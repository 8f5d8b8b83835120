"""Sections that went or moved: the document as a tree of pieces of text, put together again.

Each piece is a heading with its text before the first sub-heading, as bytes; whatever happens to
the tree, no byte of a piece changes but by the edits that lie within it.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from designdoc.diagnostics import Edit
from designdoc.document import Document
from designdoc.markdown import Section as Part
from designdoc.markdown import apply


class Piece(Struct, eq=False):
    """A part of the document: ``text`` is its own, without the parts below it."""

    start: int
    text: bytes
    children: "list[Piece]" = field(default_factory=list)
    above: "Piece | None" = None

    def walk(self) -> "Iterator[Piece]":
        """This piece and all below it, in the order of the text."""
        stack = [self]
        while stack:
            piece = stack.pop()
            yield piece
            stack.extend(reversed(piece.children))


class Pieces:
    """The document's pieces, found by the byte where each began."""

    def __init__(self, document: Document, edits: Iterable[Edit]) -> None:
        self._newline = document.source.newline.encode()
        self._ended = document.source.data.endswith(b"\n")
        self.root = _pieces(document, sorted(set(edits), key=lambda edit: (edit.start, edit.end)))
        self._by_start = {piece.start: piece for piece in self.root.walk() if piece.above}
        self._changed = False

    def of(self, part: Part) -> Piece:
        """The piece of a part with a heading."""
        return self._by_start[part.span.start]

    def add(self, text: str, below: Piece, after: Piece | None) -> Piece:
        """A new piece below another one, behind one of its children or before them all."""
        newline = self._newline.decode()
        lines = text.strip().splitlines()
        piece = Piece(-1, (newline.join(lines) + newline * 2).encode(), above=below)
        below.children.insert(below.children.index(after) + 1 if after else 0, piece)
        self._changed = True
        return piece

    def remove(self, piece: Piece) -> None:
        """Take a piece out, with all below it."""
        assert piece.above is not None  # noqa: S101 - the root is no part
        piece.above.children.remove(piece)
        piece.above = None
        self._changed = True

    def put(self, piece: Piece, below: Piece, after: Piece | None) -> None:
        """Put a piece below another one, behind one of its children or before them all."""
        self.remove(piece)
        at = below.children.index(after) + 1 if after else 0
        below.children.insert(at, piece)
        piece.above = below

    def data(self) -> bytes:
        """The text of all pieces; where some moved, with blank lines between them as needed."""
        texts = [piece.text for piece in self.root.walk()]
        if not self._changed:
            return b"".join(texts)
        told: list[bytes] = []
        for text in texts:
            if told and told[-1].strip() and text:
                told.append(self._gap(told[-1]))
            told.append(text)
        whole = b"".join(told)
        return whole if self._ended else whole.rstrip(b"\r\n")

    def _gap(self, before: bytes) -> bytes:
        plain = before.replace(b"\r", b"")
        if plain.endswith(b"\n\n"):
            return b""
        return self._newline if plain.endswith(b"\n") else self._newline * 2


def _pieces(document: Document, edits: Sequence[Edit]) -> Piece:
    """The pieces with the edits within them made; an edit at a border goes to the earlier piece."""
    data = document.source.data
    outline = document.tree.outline
    order = list(outline.walk())
    ends = [part.span.start for part in order[1:]] + [len(data)]
    by_start: dict[int, Piece] = {}
    at = 0
    texts = []
    for part, end in zip(order, ends, strict=True):
        start = 0 if part is outline else part.span.start
        own = []
        while at < len(edits) and edits[at].end <= end:
            edit = edits[at]
            if edit.start == end < len(data) and not edit.text.endswith("\n"):
                break  # what is inserted between two pieces ends the first if it is whole lines
            own.append(Edit(edit.start - start, edit.end - start, edit.text))
            at += 1
        texts.append((part, start, apply(data[start:end], own)))
    root: Piece | None = None
    for part, start, text in texts:
        piece = Piece(-1 if part is outline else start, text)
        by_start[id(part)] = piece
        root = root or piece
    for part, _, _ in texts:
        piece = by_start[id(part)]
        for child in part.children:
            below = by_start[id(child)]
            below.above = piece
            piece.children.append(below)
    assert root is not None  # noqa: S101 - the outline itself is the first
    return root
