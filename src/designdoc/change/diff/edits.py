"""The smallest differences between two meanings: enough of them, and nothing is left to guess."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from designdoc.change.meaning import Meaning

Address = tuple[tuple[str, int], ...]
"""The way from a document down to a fact: a list and an index in it, in the old version."""


class Kind(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"


class Edit(Struct, frozen=True):
    """One difference. ``parent`` is the fact that has the list, or the value, ``name``.

    A value went from ``old`` to ``new``. A fact of a list was ``added`` at index ``at``, was
    ``removed`` from index ``was``, or was moved from one to the other: ``before`` and
    ``after``. ``near`` is the byte of the new version near which it stands or stood. ``chain``
    leads from the outermost fact inwards: each as it was and as it is, None where it is not
    there.
    """

    kind: Kind
    parent: Address
    name: str
    chain: "tuple[tuple[Meaning | None, Meaning | None], ...]" = ()
    old: str = ""
    new: str = ""
    was: int = -1
    at: int = -1
    near: int = 0
    before: Meaning | None = None
    after: Meaning | None = None


# The values that facts are known by, beside their identifiers.
NAMES: Mapping[str, str] = {
    "component": "name",
    "quality-requirement": "attribute",
    "type": "name",
    "member": "name",
    "alternative": "name",
    "phase": "title",
    "risk": "risk",
    "front-matter": "name",
    "link": "name",
    "section": "name",
    "signal": "name",
    "edge": "ends",
    "node": "name",
    "revision": "version",
    "reference": "target",
    "target": "metric",
}
