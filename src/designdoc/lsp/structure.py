"""Folding and the growing selection, both from the tree of the document."""

from collections.abc import Iterator

from lsprotocol import types

from designdoc.lsp.positions import Positions
from designdoc.lsp.server import Place, Server
from designdoc.markdown import BlockTree, Fence, FrontMatter, Html, Table, parse
from designdoc.markdown.tree import leaves
from designdoc.source import Span


def register(server: Server) -> None:
    """Answer how the document hangs together."""

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        return await server.ask(params.text_document.uri, _foldings)

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    async def selection(params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
        at = params.positions
        return await server.ask(
            params.text_document.uri, lambda place: [_selection(place, each) for each in at]
        )


def _foldings(place: Place) -> list[types.FoldingRange]:
    positions = place.positions
    tree = parse(positions.source)
    found = []
    for span, kind in _folded(tree):
        first, last = positions.position(span.start).line, _last_line(positions, span)
        if last > first:
            found.append(types.FoldingRange(first, last, kind=kind))
    return found


def _folded(tree: BlockTree) -> Iterator[tuple[Span, types.FoldingRangeKind]]:
    for section in tree.sections:
        yield section.span, types.FoldingRangeKind.Region
    for block in tree.walk():
        if isinstance(block, Fence | Table | FrontMatter):
            yield block.span, types.FoldingRangeKind.Region
        elif isinstance(block, Html) and tree.raw(block).lstrip().startswith("<!--"):
            yield block.span, types.FoldingRangeKind.Comment


def _last_line(positions: Positions, span: Span) -> int:
    """The last line with something on it."""
    data = positions.source.data
    end = span.end
    while end > span.start and data[end - 1 : end].isspace():
        end -= 1
    return positions.position(end).line


def _selection(place: Place, position: types.Position) -> types.SelectionRange:
    """From the word to the leaf, the blocks around it, the sections, the whole."""
    positions = place.positions
    offset = positions.offset(position)
    tree = parse(positions.source)
    spans = {Span(0, len(positions.source.data)), _word(positions.source.data, offset)}
    spans |= {s.span for s in tree.sections if _at(s.span, offset)}
    spans |= {s.body for s in tree.sections if _at(s.body, offset)}
    for block in tree.walk():
        if _at(block.span, offset):
            spans.add(block.span)
            if isinstance(block, Table):
                rows = (block.header, *block.rows)
                spans |= {row.span for row in rows if _at(row.span, offset)}
    top = next((b for b in tree.blocks if _at(b.span, offset)), None)
    spans |= {leaf.span for leaf in (leaves(top) if top else ()) if _at(leaf.span, offset)}
    found: types.SelectionRange | None = None
    last = Span(0, len(positions.source.data))
    for span in sorted(spans, key=lambda s: s.start - s.end):
        if last.covers(span) and (span != last or found is None):
            found = types.SelectionRange(positions.range(span), found)
            last = span
    return found or types.SelectionRange(positions.range(last))


def _at(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _word(data: bytes, offset: int) -> Span:
    """The bytes around an offset up to white space or ASCII punctuation."""

    def inside(byte: bytes) -> bool:
        return byte >= b"\x80" or byte.isalnum() or byte in {b"_", b"-"}

    start = end = offset
    while start and inside(data[start - 1 : start]):
        start -= 1
    while end < len(data) and inside(data[end : end + 1]):
        end += 1
    return Span(start, end)
