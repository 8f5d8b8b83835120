"""One document made ready to be linked: a value that says all that others need of it.

Whatever can be decided within the document is decided here, once, for ``trace`` and for the rules;
what it says of other documents is ``wanted``, and looked up by ``link`` or by whoever knows them.
"""

from msgspec import Struct

from designdoc.document import Document
from designdoc.markdown.anchors import anchors
from designdoc.model.facts import DesignModel
from designdoc.model.terms import USUAL, Terms, using
from designdoc.workspace.by_identifier import link_identifiers
from designdoc.workspace.by_link import anchor_ids, link_links
from designdoc.workspace.by_name import link_names
from designdoc.workspace.collect import Collected, collect
from designdoc.workspace.definitions import Places, given
from designdoc.workspace.graph import Duplicate, Link, Node, Unresolved
from designdoc.workspace.segments import Segments
from designdoc.workspace.symbols import Symbols
from designdoc.workspace.wanted import Wanted


class Unit(Struct, frozen=True):
    """The nodes of a document, its symbols, its links within itself, and what it wants of others.

    It travels between processes.
    """

    path: str
    nodes: tuple[Node, ...]
    symbols: Symbols
    links: tuple[Link, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


def unit_of(document: Document, model: DesignModel, terms: Terms = USUAL) -> Unit:
    """A document made ready to be linked."""
    with using(terms):
        own = collect(document, model)
        symbols = _symbols(own)
        segments = Segments(own.pieces)
        link_links(own, segments, symbols)
        link_identifiers(own, segments, symbols)
        link_names(own, segments)
    return Unit(
        document.path,
        tuple(own.nodes),
        symbols,
        tuple(own.links),
        tuple(own.unresolved),
        tuple(own.wanted),
        tuple(own.duplicates),
    )


def symbols_of(document: Document, model: DesignModel, terms: Terms = USUAL) -> Symbols:
    """What a document defines: a part of ``unit_of`` that links nothing."""
    with using(terms):
        return _symbols(collect(document, model))


def _symbols(own: Collected) -> Symbols:
    document = own.document
    items = {name: node.id for name, node in own.defined.items()}
    named = given(document, own.model, Places(document)) | items.keys()
    return Symbols(document.path, items, named, anchor_ids(own, anchors(document.tree)))
