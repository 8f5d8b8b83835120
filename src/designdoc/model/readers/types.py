"""Types defined in code blocks: members, their types, and which are optional."""

from collections.abc import Iterator

from designdoc.markdown import BlockTree, Fence
from designdoc.model.facts import TypeDefinition
from designdoc.model.pieces import pieces
from designdoc.model.region import Region


def read_types(region: Region) -> Iterator[TypeDefinition]:
    """The types of every code block of a region in a language that can be read."""
    for block in region.all_blocks():
        for piece in pieces(block):
            if isinstance(piece, Fence):
                yield from types_of(region.tree, piece)


def types_of(tree: BlockTree, fence: Fence) -> Iterator[TypeDefinition]:
    """The types that a code block defines; none in a language that is not known."""
    from designdoc.model.grammars import definitions, is_known

    if is_known(fence.language):
        raw = tree.source.masked[fence.body.start : fence.body.end]
        yield from definitions(raw, fence.language, fence.body.start)
