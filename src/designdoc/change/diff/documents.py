"""Changes with their places in the documents: what a report of differences is made of."""

from msgspec import Struct

from designdoc.change.diff.change import Change
from designdoc.change.diff.edits import Kind
from designdoc.workspace import Node


class Told(Struct, frozen=True):
    """A change with its place for people: ``line`` from 1, the heading above, what it touches."""

    change: Change
    line: int
    heading: str
    touches: tuple[Node, ...]


class DocumentDiff(Struct, frozen=True):
    """What became of one document. ``kind`` is ``changed`` where it is in both versions."""

    kind: Kind
    path: str
    before: str  # its path in the old version; empty for none
    title: str
    changes: tuple[Told, ...] = ()
