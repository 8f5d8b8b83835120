"""The documents that are being written: each is parsed by way of the version before."""

from designdoc.markdown import BlockTree, parse
from designdoc.markdown.reparse import reparse
from designdoc.source import Memory, Source

_MOST = 32  # documents; of more, the one that was not looked at for longest is forgotten


class Recent:
    """The last tree of each document, and what was worked out from its parts."""

    def __init__(self) -> None:
        self._trees: dict[str, BlockTree] = {}

    def parse(self, source: Source) -> BlockTree:
        """The block tree of a document; equal to what ``markdown.parse`` makes of it."""
        old = self._trees.pop(source.path, None)
        memory = (old.memory if old else None) or Memory()
        tree = reparse(old, source, memory) if old else parse(source, memory)
        memory.turn(tuple(source.slice(span) for span in tree.definition_spans))
        self._trees[source.path] = tree
        if len(self._trees) > _MOST:
            del self._trees[next(iter(self._trees))]
        return tree
