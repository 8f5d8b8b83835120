"""Links by Markdown links: to another document, or to a heading or identifier of one."""

from bisect import bisect_right

from designdoc.source import Span
from designdoc.workspace.collect import Collected
from designdoc.workspace.documents import is_address
from designdoc.workspace.graph import How, Kind, Missing, Relation, Unresolved
from designdoc.workspace.local_links import split, targets
from designdoc.workspace.segments import Segments
from designdoc.workspace.symbols import Symbols
from designdoc.workspace.wanted import By, Wanted


def link_links(own: Collected, segments: Segments, symbols: Symbols) -> None:
    """Note the links of a document: those into itself are followed, the others are wanted."""
    source, path = own.document.source, own.document.path
    for target, span, image in targets(own.document.tree):
        if image or is_address(target):
            continue
        document, anchor = split(target)
        speaker, line = segments.at(span.start).node, source.line_of(span.start)
        if document:
            own.wanted.append(Wanted(By.LINK, speaker.id, line, span, target, document, anchor))
            continue
        found = symbols.at(anchor)
        if found is None:
            own.unresolved.append(
                Unresolved(Missing.ANCHOR, speaker.id, path, line, span, target, anchor, path)
            )
        elif found != path:
            own.link(speaker.id, found, Relation.CITES, How.LINK, span)


class Elsewhere:
    """The bytes of links that leave the document: what they say is not said of its own items."""

    def __init__(self, own: Collected) -> None:
        found = targets(own.document.tree)
        self._links = [(span, each) for each, span, image in found
                       if not image and not each.startswith("#")]  # fmt: skip
        self._starts = [span.start for span, _ in self._links]

    def at(self, offset: int) -> str | None:
        """The target of the link that holds a byte, None outside of such links."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._links[index][0].end <= offset:
            return None
        return self._links[index][1]


def anchor_ids(own: Collected, found: dict[str, Span | None]) -> dict[str, str]:
    """For each anchor the id of the node that begins there, else of the document."""
    starts = {node.span.start: node.id for node in reversed(own.nodes[1:])
              if node.kind is not Kind.DOCUMENT}  # fmt: skip
    root = own.root.id
    return {
        anchor: starts.get(heading.start, root) if heading else root
        for anchor, heading in found.items()
    }
