"""Link the models of all documents into one snapshot.

Identifiers belong to their document; another document's are reached by path or name
(``login.md#FR-2``, ``login/FR-2``) or by a Markdown link. Names are looked up in their own document
only. The order in which documents are given changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace.documents import Documents
from designdoc.workspace.graph import How, Link, Missing, Relation, Unresolved
from designdoc.workspace.identifiers import family, same
from designdoc.workspace.local_links import is_markdown
from designdoc.workspace.snapshot import Workspace
from designdoc.workspace.unit import Unit, unit_of
from designdoc.workspace.wanted import By, Wanted


def link(models: Iterable[tuple[Document, DesignModel]]) -> Workspace:
    """The snapshot of these documents: nodes, links, and what leads nowhere."""
    return link_units(unit_of(document, model) for document, model in models)


def link_units(units: Iterable[Unit]) -> Workspace:
    """The snapshot of documents that were made ready one by one."""
    every = sorted(units, key=lambda unit: unit.path)
    by_path = {unit.path: unit for unit in every}
    linker = _Linker(by_path)
    links = [link for unit in every for link in unit.links]
    unresolved = [each for unit in every for each in unit.unresolved]
    for unit in every:
        for wanted in unit.wanted:
            found = linker.look_up(unit, wanted)
            if isinstance(found, Link):
                links.append(found)
            elif found is not None:
                unresolved.append(found)
    return Workspace(
        nodes=tuple(node for unit in every for node in unit.nodes),
        links=tuple(_once(links)),
        unresolved=tuple(sorted(unresolved, key=lambda one: (one.path, one.span, one.written))),
        duplicates=tuple(double for unit in every for double in unit.duplicates),
    )


def leads_to(wanted: Wanted, base: str, documents: Documents) -> str:
    """The path of the document that a mention in the document ``base`` means; empty for none."""
    if wanted.by is By.NAME:
        return documents.called(wanted.document, base)
    named = wanted.written if wanted.by is By.LINK else wanted.document
    place = documents.linked(named, base)
    return place[0] if place else ""


class _Linker:
    """Looks up what documents say of each other."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._documents = Documents(units)

    def look_up(self, unit: Unit, wanted: Wanted) -> Link | Unresolved | None:
        """What a mention leads to: a link, nothing, or None for what is no mention at all."""
        if wanted.by is By.LINK:
            return self._linked(unit, wanted)
        document = leads_to(wanted, unit.path, self._documents)
        if not document and wanted.by is By.NAME and is_markdown(wanted.document):
            return _missing(unit, wanted, Missing.DOCUMENT, wanted.document)
        return self._cited(unit, wanted, document) if document else None

    def _linked(self, unit: Unit, wanted: Wanted) -> Link | Unresolved | None:
        place = self._documents.linked(wanted.written, unit.path)
        if place is None:
            return None
        document, path, anchor = place
        if not document:
            return _missing(unit, wanted, Missing.PATH, path)
        found = self._units[document].symbols.at(anchor)
        if found is None:
            return _missing(unit, wanted, Missing.ANCHOR, anchor, document)
        if found == unit.path:
            return None
        relation = Relation.LINKS if found == document else Relation.CITES
        return _link(unit, wanted, found, relation, How.LINK)

    def _cited(self, unit: Unit, wanted: Wanted, document: str) -> Link | Unresolved | None:
        symbols = self._units[document].symbols
        node = symbols.item(wanted.target)
        if node == wanted.source:
            return None
        if node is not None:
            return _link(unit, wanted, node, Relation.CITES, How.IDENTIFIER)
        if symbols.gives(wanted.target) or family(same(wanted.target)) not in symbols.families:
            return None  # `login.md#UTF-8` cites nothing
        return _missing(unit, wanted, Missing.IDENTIFIER, wanted.target, document)


def _link(unit: Unit, wanted: Wanted, target: str, relation: Relation, how: How) -> Link:
    return Link(wanted.source, target, relation, how, unit.path, wanted.line, wanted.span)


def _missing(
    unit: Unit, wanted: Wanted, kind: Missing, target: str, document: str = ""
) -> Unresolved:
    return Unresolved(
        kind, wanted.source, unit.path, wanted.line, wanted.span, wanted.written, target, document
    )


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
