"""A change as people and programs are told it: edits of one cause, in the terms of the domain."""

from msgspec import Struct

from designdoc.change.diff.edits import Edit, Kind
from designdoc.source import Span


class Change(Struct, frozen=True):
    """One change. ``edits`` are the differences that it stands for; all changes' make the whole.

    ``entity`` is what changed (requirement, risk, text, …), ``id`` its identifier and ``name``
    what it is called otherwise; of a text the section. ``field`` is its value or list that
    changed, None where all of it came or went; ``item`` names what within that list. ``trend``
    says which way a level or box went: raised, lowered, done, reopened. ``span`` is bytes of
    the new version, of the old one where ``gone``; ``owner`` is the span of the fact itself.
    ``count`` is how many facts changed alike.
    """

    kind: Kind
    entity: str
    id: str | None
    name: str
    field: str | None
    old: str | None
    new: str | None
    span: Span
    owner: Span
    gone: bool
    edits: tuple[Edit, ...]
    item: str = ""
    trend: str = ""
    count: int = 1
