"""Link the models of all documents into one snapshot.

Identifiers belong to their document; another document's are reached by path or name
(``login.md#FR-2``, ``login/FR-2``) or by a Markdown link. Names are looked up in their own document
only. The order in which documents are given changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.model.identifiers import Patterns
from designdoc.workspace.by_identifier import link_identifiers
from designdoc.workspace.by_link import Anchors, link_links
from designdoc.workspace.by_name import link_names
from designdoc.workspace.collect import Collected, collect
from designdoc.workspace.documents import Documents
from designdoc.workspace.graph import Link, Relation, Unresolved
from designdoc.workspace.identifiers import patterns, stem
from designdoc.workspace.segments import Segments
from designdoc.workspace.snapshot import Workspace


def link(models: Iterable[tuple[Document, DesignModel]]) -> Workspace:
    """The snapshot of these documents: nodes, links, and what leads nowhere."""
    every = sorted((collect(*pair) for pair in models), key=lambda each: each.root.path)
    by_path = {each.root.path: each for each in every}
    documents = Documents(by_path)
    known = _patterns(every)
    anchors = Anchors(by_path)
    unresolved: list[Unresolved] = []
    for each in every:
        segments = Segments(each.pieces)
        own = list(link_links(each, segments, documents, anchors))
        unresolved += own
        if known is not None:
            unresolved += link_identifiers(each, segments, known, documents, by_path)
        unresolved += link_names(each, segments)
    return Workspace(
        nodes=tuple(node for each in every for node in each.nodes),
        links=tuple(_once(link for each in every for link in each.links)),
        unresolved=tuple(sorted(unresolved, key=lambda one: (one.path, one.span, one.written))),
        duplicates=tuple(double for each in every for double in each.duplicates),
    )


def _patterns(every: Sequence[Collected]) -> Patterns | None:
    stems = {stem(node.written) for each in every for node in each.defined.values()}
    return patterns(stems)


def _once(links: Iterable[Link]) -> Iterator[Link]:
    """Each link where it is said first, in the order of the files."""
    ordered = sorted(
        links, key=lambda each: (each.path, each.span, each.source, each.target, each.relation)
    )
    # a criterion that cites the requirement it belongs to says nothing new
    seen: set[tuple[str, str, str]] = {
        (each.target, each.source, Relation.CITES)
        for each in ordered
        if each.relation is Relation.CONTAINS
    }
    for each in ordered:
        place = (each.source, each.target, each.relation)
        if place not in seen and each.source != each.target:
            seen.add(place)
            yield each
