"""What a document defines, by every name that a text can have for it.

The one place where identifiers and anchors are looked up: for the document itself and for others
that speak of it, in ``trace`` and in the rules.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from designdoc.workspace.identifiers import family, same

_TOP = frozenset({"", "top"})


class Symbols(Struct, frozen=True, dict=True):
    """``items`` maps identifiers, as ``same`` makes them, and ``anchors`` anchors in lower case to
    the ids of nodes. ``given`` are all identifiers that begin anything in the document.
    """

    path: str
    items: dict[str, str] = {}
    given: frozenset[str] = frozenset()
    anchors: dict[str, str] = {}

    def item(self, identifier: str) -> str | None:
        """The id of the node with an identifier."""
        return self.items.get(same(identifier))

    def gives(self, identifier: str) -> bool:
        """Whether the document gives an identifier to anything, be it a node or not."""
        return same(identifier) in self.given

    def at(self, anchor: str) -> str | None:
        """The id of what an anchor stands for: an item, or the document for a plain heading."""
        if anchor in _TOP:
            return self.path
        name = anchor.lower()
        return (
            (self.item(anchor) if self.items else None)
            or self.anchors.get(name)
            or self.anchors.get(name.removeprefix("user-content-"))
            or (self.path if self.gives(anchor) else None)
        )

    @cached_property
    def families(self) -> Mapping[str, int]:
        """How many identifiers of each family, as in ``fr 1``, the document gives."""
        return Counter(map(family, self.given))
