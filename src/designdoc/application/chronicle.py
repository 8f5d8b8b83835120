"""The history of documents in git: their revisions, and what changed in meaning between them."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from html import escape
from itertools import combinations, pairwise

import msgspec
from msgspec import Struct

from designdoc.application.checker import Checker
from designdoc.application.diff import Side, told_between
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Job
from designdoc.application.overlay import Overlay
from designdoc.application.ports import Life, Revision, Revisions
from designdoc.application.sheet import Sheet
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.output.diff_html import fragment
from designdoc.output.visible import one_line
from designdoc.workspace import link

_MOST_CHANGES = 60  # of a fragment
_ANY_TWO = 40  # documents of which any two revisions are compared
_Pair = tuple[int, int]


class Fragment(Struct, frozen=True, array_like=True):
    """The changes between two revisions as HTML, and their number; None where none can be told."""

    changes: int | None
    html: str


class Step(Struct, frozen=True):
    """Two revisions by their places in the list (0: the newest), and what lies between them."""

    old: int
    new: int
    between: Fragment


class Chronicle(Struct, frozen=True):
    """A document's newest revisions out of a ``total``, newest first, and the ``steps`` between.

    ``left`` is how many pairs were not compared for want of time. Two revisions with the same bytes
    have no step.
    """

    revisions: tuple[Revision, ...]
    total: int
    steps: tuple[Step, ...] = ()
    left: int = 0
    shallow: bool = False


class Tools(Struct, frozen=True):
    """What comparing takes. ``checker`` reads through an ``Overlay``; ``within`` says whether there
    is time for more."""

    checker: Checker
    revisions: Revisions
    within: Callable[[], bool]


def chronicles(sheets: Sequence[Sheet], most: int, tools: Tools) -> dict[str, Chronicle]:
    """The history of each document that git knows, by path; ``most`` revisions of each.

    Neighbours are compared first, of all documents, those that changed last before the others; then
    any two, of the documents that changed last.
    """
    lives = tools.revisions.lives([sheet.path for sheet in sheets], most)
    books = [_Book(sheet, lives[sheet.path], tools) for sheet in sheets if sheet.path in lives]
    books.sort(key=lambda book: book.life.revisions[0].day, reverse=True)
    for pairs, some in ((_neighbours, books), (_any_two, books[:_ANY_TWO])):
        for book in some:
            book.compare(pairs(book.life.revisions))
    return {book.path: book.closed() for book in books}


def chronicle(sheet: Sheet, life: Life, tools: Tools) -> Chronicle:
    """The history of one document, any two of its revisions compared."""
    book = _Book(sheet, life, tools)
    for pairs in (_neighbours, _any_two):
        book.compare(pairs(life.revisions))
    return book.closed()


def basis_of(sheet: Sheet, checker: Checker) -> str:
    """What readings of a document rest on beside its bytes: configuration and template."""
    files = checker.files
    folder = posixpath.dirname(files.absolute(sheet.path))
    digest = blake2b(digest_size=16)
    template = sheet.template.path if sheet.template else ""
    shared = [checker.configurations.of(folder).path, template]
    if template:
        with suppress(OSError, DesigndocError):
            compiled = checker.library.read(template)
            shared += [*compiled.siblings, *(side.name for side in compiled.template.side_files)]
    for path in shared:
        digest.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
        with suppress(OSError):
            digest.update(files.read(path) if path and files.is_file(path) else b"")
    return digest.hexdigest()


def _neighbours(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    yield from ((old, new) for new, old in pairwise(range(len(revisions))))


def _any_two(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    yield from ((old, new) for new, old in combinations(range(len(revisions)), 2))


class _Book:
    """One document while its revisions are compared."""

    def __init__(self, sheet: Sheet, life: Life, tools: Tools) -> None:
        self.path = sheet.path
        self.life = life
        self._tools = tools
        whole = tools.checker.files.absolute(sheet.path)
        self._key = f"changes of {whole}\n{basis_of(sheet, tools.checker)}"
        self._known = self._kept()
        self._left: set[str] = set()
        self._new = False
        self._blobs: Mapping[str, bytes] = {}
        self._sides: dict[str, Side] = {}

    def compare(self, pairs: Iterator[_Pair]) -> None:
        """Compare revisions as long as there is time, without those whose bytes are equal."""
        for old, new in pairs:
            one, other = self.life.revisions[old].blob, self.life.revisions[new].blob
            name = f"{one} {other}"
            if one == other or name in self._known:
                continue
            if self._tools.within():
                self._known[name] = self._between(one, other)
                self._new = True
                self._left.discard(name)
            else:
                self._left.add(name)

    def closed(self) -> Chronicle:
        """What came of it, which is kept for the next time."""
        if self._new:
            told = {pair: each for pair, each in self._known.items() if each.changes is not None}
            self._tools.checker.store.put(self._key, msgspec.msgpack.encode(told))
        life = self.life
        return Chronicle(
            life.revisions, life.total, tuple(self._steps()), len(self._left), life.shallow
        )

    def _steps(self) -> Iterator[Step]:
        for old, new in _any_two(self.life.revisions):
            name = f"{self.life.revisions[old].blob} {self.life.revisions[new].blob}"
            if name in self._known:
                yield Step(old, new, self._known[name])

    def _kept(self) -> dict[str, Fragment]:
        """What is known from before, of the blobs that are still shown."""
        held = self._tools.checker.store.get(self._key)
        if held is None:
            return {}
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            shown = {each.blob for each in self.life.revisions}
            known = msgspec.msgpack.decode(held, type=dict[str, Fragment])
            return {pair: told for pair, told in known.items() if shown.issuperset(pair.split())}
        return {}

    def _between(self, one: str, other: str) -> Fragment:
        try:
            changes = told_between(self._side(one), self._side(other))
        except Exception as error:  # said for these two, the others go on
            reason = str(error) if isinstance(error, DesigndocError) else type(error).__name__
            return Fragment(
                None, f"<p>These two cannot be compared: {escape(one_line(reason))}</p>"
            )
        return Fragment(len(changes), fragment(changes, _MOST_CHANGES))

    def _side(self, blob: str) -> Side:
        """A revision of the document, modelled as if it stood where the document is today."""
        if blob not in self._sides:
            self._blobs = self._blobs or self._texts()
            data = self._blobs.get(blob)
            if data is None:
                raise UsageError("the text is not in this clone")
            overlay = self._tools.checker.files
            assert isinstance(overlay, Overlay)  # noqa: S101 - as ``Tools`` says
            overlay.put(self.path, data)
            try:
                root = posixpath.dirname(overlay.absolute(self.path))
                found = model_of(Job(self.path, root, True, len(data)), self._tools.checker)
            finally:
                overlay.drop(self.path)
            assert found is not None  # noqa: S101 - a file that is given is a document
            self._sides[blob] = found, link([found])
        return self._sides[blob]

    def _texts(self) -> Mapping[str, bytes]:
        return self._tools.revisions.blobs(self.path, {each.blob for each in self.life.revisions})
