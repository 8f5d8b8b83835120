"""Links by identifier: every mention that is not the definition itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial

from designdoc.markdown import BlockTree
from designdoc.model.identifiers import Citation, citations
from designdoc.model.terms import terms
from designdoc.source import Source, Span, recall
from designdoc.source.regex import regex
from designdoc.workspace.by_link import Elsewhere
from designdoc.workspace.collect import Collected, Piece
from designdoc.workspace.documents import is_address
from designdoc.workspace.graph import How, Kind, Missing, Relation, Unresolved
from designdoc.workspace.identifiers import family, patterns, same
from designdoc.workspace.local_links import LocalLink, is_markdown, local_links, split
from designdoc.workspace.segments import Segments
from designdoc.workspace.symbols import Symbols
from designdoc.workspace.wanted import By, Wanted

_FILE_NAME = re.compile(rb"\.[A-Za-z]\w{1,3}\b")
_OTHERS = (  # `login/FR-1`, `[as FR-1](login.md)`; apart they are searched five times as fast
    regex(rb"[/#:\[][A-Z]{1,8}(?:-[A-Z]{2,12}){0,2}-?\d"),
    regex(rb"\[[^\]\n]{0,80}\s[A-Z]{1,8}(?:-[A-Z]{2,12}){0,2}-?\d"),
)
_NAMED = regex(  # not `#L40`, the line of a file; a search that begins with a sign is fast
    rb"[/#:](?:(?<=[\w-][/#])|(?<=[\w-]\.md[#:]))"
    rb"(?:[A-Z]{2,8}(?:-[A-Z]{2,12}){0,2}-?|[A-Z]-)\d"
)
_WORDED = regex(rb"[A-Z]-?\d")
_AND = frozenset({"and", "or"})
_WINDOW = 200  # bytes before an identifier in which an address begins


def link_identifiers(own: Collected, segments: Segments, symbols: Symbols) -> None:
    """Note the citations of a document; those of a family it defines that lead nowhere are told.

    A text such as ``R2`` in a document without risks ``R1``, ``R3`` is not taken for a citation.
    """
    source, path = own.document.source, own.document.path
    silent = _Silent(own)
    elsewhere = Elsewhere(own)
    defined: set[str] = set()
    for citation in _citations(own, symbols):
        name = same(citation.id)
        target = elsewhere.at(citation.span.start)
        ours = target is None and citation.document.casefold() in _OURS
        if ours and family(name) not in symbols.families:
            continue
        piece = segments.at(citation.span.start)
        if silent.holds(citation.span, piece) or in_address(source.masked, citation.span):
            continue
        if not ours:
            _want(own, piece, citation, target)
            continue
        if _is_definition(citation, piece, defined):
            continue
        node = symbols.items.get(name)
        if node is not None:
            _note(own, piece, node, citation.span)
        elif name not in symbols.given:
            line = source.line_of(citation.span.start)
            own.unresolved.append(
                Unresolved(
                    Missing.IDENTIFIER, piece.node.id, path, line, citation.span,
                    source.slice(citation.span), citation.id, path,
                )
            )  # fmt: skip


def names_others(tree: BlockTree) -> bool:
    """Whether a document may name an identifier of another one by its name: a quick look."""
    source = tree.source
    return bool(terms().identifiers) or any(
        recall(tree.memory, "names", source, part, partial(_names_others, source, part))
        for part in tree.parts
    )


def _names_others(source: Source, part: Span) -> bool:
    return any(
        not in_address(source.masked, Span(match.start() + 1, match.end()))
        for match in _NAMED.finditer(source.masked, *part)
    )


def worded_links(tree: BlockTree) -> Iterator[LocalLink]:
    """The links to documents whose words may be an identifier of the document."""
    masked = tree.source.masked
    for link in local_links(tree):
        if is_markdown(link.path) and _WORDED.search(masked, *link.span):
            yield link


def _citations(own: Collected, symbols: Symbols) -> Iterator[Citation]:
    """Every citation, looked for in the lines that may hold one of these families, or another's.

    Most lines hold none, and to read all of them closely took longer than all else here.
    """
    source, known = own.document.source, patterns(own.stems)
    if terms().identifiers:
        yield from citations(source.text, 0, known)
        return
    candidates = (*_OTHERS, *_of_families(frozenset(symbols.families)))
    found = (match for each in candidates for match in each.finditer(source.masked))
    for number in sorted({source.line_of(match.start()) for match in found}):
        line = source.line_span(number)
        yield from citations(source.slice(line), line.start, known)


@lru_cache(maxsize=256)
def _of_families(families: frozenset[str]) -> tuple[re.Pattern[bytes], ...]:
    """What begins every citation of these families; none for none."""
    stems = b"|".join(sorted(re.escape(each.upper().encode()) for each in families if each))
    return (re.compile(rb"(?:%b)[-_]?[0-9\x80-\xff]" % stems),) if stems else ()


# `and/FR-2` names no document, and a citation without one is the document's own.
_OURS = frozenset({"", *_AND})


def _want(own: Collected, piece: Piece, citation: Citation, target: str | None) -> None:
    """A citation of another document: the words of a link to one, or after its name."""
    by, document = By.NAME, citation.document
    if target is not None:
        by, (document, anchor) = By.WORDS, split(target)
        if anchor or not document or is_address(target):
            return  # a link with an anchor of its own is read by its target, not by its words
    source, span = own.document.source, citation.span
    own.wanted.append(
        Wanted(by, piece.node.id, source.line_of(span.start), span, source.slice(span),
               document, citation.id)
    )  # fmt: skip


def in_address(data: bytes, span: Span) -> bool:
    """Whether this is part of an address (``https://x.org/FR-3``) or file name (``FR-3.png``)."""
    if _FILE_NAME.match(data, span.end):
        return True
    before = data[max(0, span.start - _WINDOW) : span.start]
    word = before[-1:].strip() and before.split()[-1]
    return bool(word) and b"://" in word


def _is_definition(citation: Citation, piece: Piece, defined: set[str]) -> bool:
    """Whether this is where a node says its own name, for the first time."""
    node = piece.node
    if not node.written or node.id in defined or same(node.written) != same(citation.id):
        return False
    defined.add(node.id)
    return True


def _note(own: Collected, piece: Piece, node: str, span: Span) -> None:
    """A citation is a link, unless it says again what the structure says."""
    if piece.node.id != node:
        own.link(piece.node.id, node, Relation.CITES, How.IDENTIFIER, span)


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
