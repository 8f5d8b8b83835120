"""The use case ``diff``: what changed in meaning between two versions of documents."""

import posixpath
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.checker import Checker
from designdoc.application.documents import may_be_document
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Job, Trouble
from designdoc.application.overlay import Overlay
from designdoc.application.paths import is_markdown
from designdoc.application.ports import History, Pair
from designdoc.application.versions import Version
from designdoc.change.diff import Change, Kind, diff
from designdoc.change.diff.documents import DocumentDiff, Told
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.model.readable import readable
from designdoc.model.region import title_of
from designdoc.source import Span
from designdoc.template.names import clean
from designdoc.workspace import Kind as NodeKind
from designdoc.workspace import Node, Workspace, link

Modelled = tuple[Document, DesignModel]
Side = tuple[Modelled, Workspace]
_BINARY = 8_000  # bytes in which a zero byte says that a file is no text, as git has it


class Compared(Struct, frozen=True):
    """The documents that differ, in path order, and what could not be read."""

    documents: tuple[DocumentDiff, ...]
    troubles: tuple[Trouble, ...] = ()


def compared(old: Version, new: Version, checker: Checker, history: History) -> Compared:
    """Compare two files, or all documents of two folders.

    ``checker`` reads through an ``Overlay``: each side is modelled as if it stood on the disk, so
    that its template is found where ``check`` finds it.

    Raises:
        UsageError: a side is not there, is no text, or one is a file and the other a folder.
    """
    return _Run(checker, history).of(old, new)


class _Run:
    def __init__(self, checker: Checker, history: History) -> None:
        if not isinstance(checker.files, Overlay):
            raise TypeError("the checker has to read through an Overlay")
        self._overlay: Overlay = checker.files
        self._checker = checker
        self._history = history
        self._troubles: list[Trouble] = []

    def of(self, old: Version, new: Version) -> Compared:
        given = is_markdown(new.path) or self._overlay.is_file(new.path)
        was: Mapping[str, bytes] = {old.path: self._one(old)} if given else self._all(old)
        now: Mapping[str, bytes] = {new.path: self._one(new)} if given else self._all(new)
        pairs = [Pair(old.path, new.path)]
        if not given:
            pairs = [p for p in self._pairs(old, new, was, now) if self._is_document(p)]
        texts = was, now
        models = [self._models(pair, texts, given) for pair in pairs]
        found = [(pair, *both) for pair, both in zip(pairs, models, strict=True) if any(both)]
        around = [] if given else self._around([p.new for p in pairs if p.new], texts[1])
        after = link([*(now for *_, now in found if now), *around])
        before = link(was for _, was, _ in found if was)
        documents = []
        for pair, was_, now_ in found:
            document = _document(pair, (was_, now_), before, after)
            if given:  # two files that somebody names are two versions, whatever they are called
                document = replace(document, kind=Kind.CHANGED)
            documents.append(document)
        kept = [each for each in documents if each.changes or each.kind is not Kind.CHANGED]
        return Compared(tuple(sorted(kept, key=lambda each: each.path)), tuple(self._troubles))

    def _one(self, version: Version) -> bytes:
        if version.revision:
            data = self._history.read(version.revision, version.path)
        elif self._overlay.is_file(version.path):
            data = self._overlay.read(version.path)
        else:
            raise UsageError(f"'{version}' is no file")
        if b"\0" in data[:_BINARY]:
            raise UsageError(f"'{version}' is no text")
        return data

    def _all(self, version: Version) -> Mapping[str, bytes]:
        if version.revision:
            return self._history.texts(version.revision, [version.path])
        if not self._overlay.is_folder(version.path):
            raise UsageError(f"'{version}' is no folder")
        from designdoc.application.check import plan

        jobs, troubles = plan([version.path], self._checker)
        self._troubles += troubles
        return {job.path: self._overlay.read(job.path) for job in jobs}

    def _pairs(
        self, old: Version, new: Version, was: Mapping[str, bytes], now: Mapping[str, bytes]
    ) -> Sequence[Pair]:
        """By git's renames where both sides are one folder of a history, else by relative path."""
        if old.revision and old.path == new.path:
            return self._history.differing(old.revision, new.revision, new.path)
        names = {posixpath.relpath(path, old.path): path for path in was}
        others = {posixpath.relpath(path, new.path): path for path in now}
        pairs = (
            Pair(names.get(name, ""), others.get(name, "")) for name in sorted({*names, *others})
        )
        return [p for p in pairs if not (p.old and p.new and was[p.old] == now[p.new])]

    def _is_document(self, pair: Pair) -> bool:
        return may_be_document(pair.new or pair.old, self._overlay, self._checker.configurations)

    def _models(
        self, pair: Pair, texts: tuple[Mapping[str, bytes], Mapping[str, bytes]], given: bool
    ) -> tuple[Modelled | None, Modelled | None]:
        sides = zip((pair.old, pair.new), texts, strict=True)
        was, now = (self._model(path, data.get(path), given) for path, data in sides)
        return was, now

    def _model(self, path: str, data: bytes | None, given: bool) -> Modelled | None:
        """A side of a document as the overlay holds it; None where there is nothing."""
        if not path or data is None or (b"\0" in data[:_BINARY] and not given):
            return None
        self._overlay.put(path, data)
        root = posixpath.dirname(self._overlay.absolute(path))
        try:
            return model_of(Job(path, root, given, len(data)), self._checker)
        except (OSError, DesigndocError) as error:
            if given:
                raise
            reason = getattr(error, "strerror", None) or str(error)
            self._troubles.append(Trouble(path, f"cannot be read: {reason}"))
            return None

    def _around(self, changed: Sequence[str], now: Mapping[str, bytes]) -> Iterator[Modelled]:
        """Documents that did not change, but may link to one that did: they name its file."""
        names = {_stem(path).encode() for path in changed}
        for path, data in now.items():
            pair = Pair("", path)
            if path not in changed and any(name in data for name in names):
                modelled = self._model(path, data, False) if self._is_document(pair) else None
                if modelled:
                    yield modelled


def _stem(path: str) -> str:
    """What others call a document by: its name, or its folder's where that says nothing."""
    name = posixpath.splitext(posixpath.basename(path))[0]
    folder = posixpath.basename(posixpath.dirname(path))
    return folder if name.casefold() in {"readme", "index"} and folder else name


def _document(
    pair: Pair,
    sides: tuple[Modelled | None, Modelled | None],
    before: Workspace,
    after: Workspace,
) -> DocumentDiff:
    was, now = sides
    there = now or was
    assert there is not None  # noqa: S101 - a pair with neither side was left out
    path, title = pair.new or pair.old, there[1].title
    if was is None or now is None:
        kind = Kind.ADDED if was is None else Kind.REMOVED
        return DocumentDiff(kind, path, "" if was is None else pair.old, title)
    told = told_between((was, before), (now, after))
    kind = Kind.CHANGED if pair.old == pair.new else Kind.RENAMED
    return DocumentDiff(kind, path, pair.old, title, told)


def told_between(old: Side, new: Side) -> tuple[Told, ...]:
    """What changed in meaning between two versions of a document, each with what links it."""
    (was, before), (now, after) = old, new
    changes = diff(readable(was[1], was[0].tree), readable(now[1], now[0].tree))
    places = _Places(was[0], before), _Places(now[0], after)
    return tuple(places[not change.gone].told(change) for change in changes)


class _Places:
    """Where changes stand in one version of a document, and what they touch there."""

    def __init__(self, document: Document, workspace: Workspace) -> None:
        self._document = document
        self._workspace = workspace
        title = title_of(document)
        self._heads = [s for s in document.tree.sections if s is not title]
        self._starts = [section.span.start for section in self._heads]
        self._nodes = {
            (node.span.start, node.span.end): node
            for node in reversed(workspace.nodes)
            if node.path == document.path and node.kind is not NodeKind.DOCUMENT
        }

    def told(self, change: Change) -> Told:
        line = self._document.source.line_of(change.span.start)
        return Told(change, line, self._heading(change.span), self._touches(change.owner))

    def _heading(self, span: Span) -> str:
        index = bisect_right(self._starts, span.start) - 1
        return clean(self._heads[index].title) if index >= 0 else ""

    def _touches(self, owner: Span) -> tuple[Node, ...]:
        """What a change of the fact touches, nearest first."""
        node = self._nodes.get((owner.start, owner.end))
        if node is None:
            return ()
        steps = self._workspace.impact(node.id).steps
        return tuple(step.node for step in steps if step.node.kind not in _SILENT)


_SILENT = frozenset({NodeKind.DOCUMENT, NodeKind.PHASE_ITEM, NodeKind.CRITERION})
