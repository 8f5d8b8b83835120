"""The history of a document in git, as its page shows it."""

from collections.abc import Iterator

from msgspec import Struct

from designdoc.application.chronicle import Chronicle, Fragment
from designdoc.application.ports import Revision

_ROOM = 60_000  # characters of fragments on a page; of more, only neighbours are compared


class Entry(Struct, frozen=True):
    """A revision, and what changed since the one before it; None where that is not known.

    ``same``: the bytes of the one before are the same. ``came`` is its path before a rename.
    """

    number: int
    revision: str
    day: str
    author: str
    subject: str
    between: Fragment | None = None
    same: bool = False
    came: str = ""
    last: bool = False


class Pair(Struct, frozen=True):
    """Two revisions that are no neighbours, with what changed between them."""

    name: str
    between: Fragment


class History(Struct, frozen=True):
    """All that is shown. ``choose``: any two can be compared; ``more`` revisions are not shown."""

    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    more: int
    left: int
    shallow: bool
    choose: bool


def history(chronicle: Chronicle) -> History:
    """What a page shows of a document's history."""
    far = [step for step in chronicle.steps if step.old - step.new > 1]
    size = sum(len(step.between.html) for step in chronicle.steps)
    pairs = tuple(Pair(f"{s.old}-{s.new}", s.between) for s in far) if size <= _ROOM else ()
    shown = len(chronicle.revisions)
    return History(
        tuple(_entries(chronicle)),
        pairs,
        chronicle.total - shown,
        chronicle.left,
        chronicle.shallow,
        choose=bool(pairs),
    )


def _entries(chronicle: Chronicle) -> Iterator[Entry]:
    known = {step.new: step.between for step in chronicle.steps if step.old == step.new + 1}
    before: tuple[Revision | None, ...] = (*chronicle.revisions[1:], None)
    for at, (each, older) in enumerate(zip(chronicle.revisions, before, strict=True)):
        same = older is not None and older.blob == each.blob
        came = older.path if older is not None and older.path != each.path else ""
        yield Entry(
            at, each.commit, each.day, each.author, each.subject, known.get(at), same, came,
            older is None,
        )  # fmt: skip
