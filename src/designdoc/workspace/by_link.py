"""Links by Markdown links: to another document, or to a heading or identifier of one."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.workspace.collect import Collected
from designdoc.workspace.documents import Documents
from designdoc.workspace.graph import How, Kind, Missing, Node, Relation, Unresolved
from designdoc.workspace.identifiers import same
from designdoc.workspace.segments import Segments
from designdoc.workspace.slugs import anchors

_SET = regex(r"""\b(?:id|name)=["']([^"'\n]{1,200})["']""")


class Anchors:
    """The anchors of documents, each worked out when it is first asked for."""

    def __init__(self, collected: Mapping[str, Collected]) -> None:
        self._collected = collected
        self._known: dict[str, dict[str, Span]] = {}
        self._in_html: dict[str, frozenset[str]] = {}
        self._starts: dict[str, dict[int, Node]] = {}

    def find(self, path: str, anchor: str) -> Node | None:
        """What an anchor of a document stands for; the document itself for a plain heading."""
        found = self._collected[path]
        if not anchor or anchor == "top":
            return found.root
        node = found.defined.get(same(anchor))
        if node:
            return node
        heading = self._of(path).get(anchor) or self._of(path).get(anchor.lower())
        if heading is None:
            return found.root if anchor in self._html(path) else None
        if path not in self._starts:
            self._starts[path] = {node.span.start: node for node in reversed(found.nodes[1:])}
        return self._starts[path].get(heading.start, found.root)

    def _html(self, path: str) -> frozenset[str]:
        """The anchors that the document's own HTML sets."""
        if path not in self._in_html:
            text = self._collected[path].document.source.text
            self._in_html[path] = frozenset(_SET.findall(text))
        return self._in_html[path]

    def _of(self, path: str) -> dict[str, Span]:
        if path not in self._known:
            self._known[path] = anchors(self._collected[path].document.tree)
        return self._known[path]


def link_links(
    own: Collected, segments: Segments, documents: Documents, known: Anchors
) -> Iterator[Unresolved]:
    """Note the links of a document; what leads nowhere is returned."""
    source, path = own.document.source, own.document.path
    for target, span in links_of(own):
        place = documents.linked(target, path)
        if place is None:
            continue
        document, wanted, anchor = place
        speaker = segments.at(span.start).node
        node = known.find(document, anchor) if document else None
        missing = Missing.ANCHOR if document else Missing.PATH
        if node is None:
            looked_for = anchor if document else wanted
            line = source.line_of(span.start)
            yield Unresolved(missing, speaker.id, path, line, span, target, looked_for, document)
        elif node.kind is not Kind.DOCUMENT:
            own.link(speaker, node, Relation.CITES, How.LINK, span)
        elif document != path:
            own.link(speaker, node, Relation.LINKS, How.LINK, span)


def links_of(own: Collected) -> Iterator[tuple[str, Span]]:
    """Target and bytes of every link of a document; images are none."""
    tree = own.document.tree
    for index in tree.links:
        event = tree.events[index][0]
        start = event.get("Start") if isinstance(event, dict) else None
        if isinstance(start, dict) and "Link" in start:
            yield str(start["Link"].get("dest_url", "")), tree.event_span(index)


class Elsewhere:
    """The bytes of links that leave the document: what they say is not said of its own items."""

    def __init__(self, own: Collected) -> None:
        links = [(span, target) for target, span in links_of(own) if not target.startswith("#")]
        self._starts = [span.start for span, _ in links]
        self._links = links

    def at(self, offset: int) -> str | None:
        """The target of the link that holds a byte, None outside of such links."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._links[index][0].end <= offset:
            return None
        return self._links[index][1]
