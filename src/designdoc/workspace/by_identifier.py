"""Links by identifier: every mention that is not the definition itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from designdoc.model.identifiers import Citation, Patterns, citations
from designdoc.source import Span
from designdoc.workspace.by_link import Elsewhere
from designdoc.workspace.collect import Collected, Piece
from designdoc.workspace.documents import Documents
from designdoc.workspace.graph import How, Kind, Missing, Node, Relation, Unresolved
from designdoc.workspace.identifiers import same, stem
from designdoc.workspace.segments import Segments

_FILE_NAME = re.compile(rb"\.[A-Za-z]\w{1,3}\b")
_AND = frozenset({"and", "or"})
_WINDOW = 200  # bytes before an identifier in which an address begins


def link_identifiers(
    own: Collected,
    segments: Segments,
    known: Patterns,
    documents: Documents,
    others: Mapping[str, Collected],
) -> Iterator[Unresolved]:
    """Note the citations of a document; those of a family it defines that lead nowhere are told.

    A text such as ``R2`` in a document without risks ``R1``, ``R3`` is not taken for a citation.
    """
    source, path = own.document.source, own.document.path
    silent = _Silent(own)
    elsewhere = Elsewhere(own)
    stems = {stem(node.written) for node in own.defined.values()}
    defined: set[str] = set()
    for citation in citations(source.text, 0, known):
        piece = segments.at(citation.span.start)
        if silent.holds(citation.span, piece) or _in_address(source.masked, citation.span):
            continue
        target = elsewhere.at(citation.span.start)
        place = _document(citation, target, path, documents)
        if place is None:
            continue
        name, document = place
        if document == path and _is_definition(citation, piece, defined):
            continue
        node = others[document].defined.get(same(citation.id)) if document else None
        if node is not None:
            _note(own, piece.node, node, citation.span)
        elif citation.implied:
            continue  # a range or list of identifiers tells less surely what is meant
        elif document != path or stem(citation.id) in stems:
            missing = Missing.IDENTIFIER if document else Missing.DOCUMENT
            line = source.line_of(citation.span.start)
            yield Unresolved(
                missing, piece.node.id, path, line, citation.span,
                source.slice(citation.span), citation.id if document else name, document,
            )  # fmt: skip


def _document(
    citation: Citation, target: str | None, path: str, documents: Documents
) -> tuple[str, str] | None:
    """The document that a citation speaks of, as written and as found; None: none of ours."""
    if target is not None:
        place = documents.linked(target, path)
        # a link with an anchor of its own is read by its target, not by its words
        return ("", place[0]) if place and place[0] and not place[2] else None
    if not citation.document:
        return "", path
    found = documents.called(citation.document, path)
    if found or _is_surely_a_document(citation.document):
        return citation.document, found
    # `login/FR-1` where no document here is called login says nothing of our own FR-1
    return ("", path) if citation.document.casefold() in _AND else None


def _in_address(data: bytes, span: Span) -> bool:
    """Whether this is part of an address (``https://x.org/FR-3``) or file name (``FR-3.png``)."""
    if _FILE_NAME.match(data, span.end):
        return True
    before = data[max(0, span.start - _WINDOW) : span.start]
    word = before[-1:].strip() and before.split()[-1]
    return bool(word) and b"://" in word


def _is_surely_a_document(name: str) -> bool:
    return name.endswith((".md", ".markdown"))


def _is_definition(citation: Citation, piece: Piece, defined: set[str]) -> bool:
    """Whether this is where a node says its own name, for the first time."""
    node = piece.node
    if not node.written or node.id in defined or same(node.written) != same(citation.id):
        return False
    defined.add(node.id)
    return True


def _note(own: Collected, speaker: Node, node: Node, span: Span) -> None:
    """A citation is a link, unless it says again what the structure says."""
    if speaker.id != node.id:
        own.link(speaker, node, Relation.CITES, How.IDENTIFIER, span)


class _Silent:
    """Code that no fact owns, and comments: what is written there cites nothing."""

    def __init__(self, own: Collected) -> None:
        tree = own.document.tree
        spans = [fence.span for fence in tree.fences]
        spans += [comment.span for comment in tree.comments]
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def holds(self, span: Span, piece: Piece) -> bool:
        """Whether a mention in this piece is none."""
        if piece.node.kind is not Kind.DOCUMENT:
            return False
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.start < self._spans[index].end
