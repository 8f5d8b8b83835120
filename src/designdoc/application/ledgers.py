"""The review ledger on the disk: where it lies, what it says of a document, and writing it."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from designdoc.application.basis import Memo
from designdoc.application.paths import above
from designdoc.application.ports import Files
from designdoc.application.repositories import Repositories
from designdoc.change.ledger.acceptance import Acceptance, Key, document_of
from designdoc.change.ledger.file import NAME, Ledger, LedgerProblem, read_ledger, write_ledger
from designdoc.checking import Subject, SuspectEnd, SuspectLink
from designdoc.model.terms import using
from designdoc.source import Source, decode
from designdoc.workspace import Node, Touched
from designdoc.workspace.collect import collect

_LABEL = 50  # characters of a name
_THROUGH = 5  # things that hang on a changed end through others and are told by name


class OnDisk(Struct, frozen=True):
    """A ledger file; ``path`` is absolute, ``source`` None where there is no file yet.

    Ids in it begin at its folder. ``by_document`` are its acceptances by the absolute paths of the
    documents of either end.
    """

    path: str
    source: Source | None = None
    ledger: Ledger = Ledger()
    by_document: Mapping[str, Sequence[Acceptance]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where the ids in it begin."""
        return posixpath.dirname(self.path)


class Ledgers:
    """Finds ledgers and asks them; each is read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._repositories = Repositories(files)
        self._is_there: Memo[str, bool] = Memo()
        self._known: Memo[str, OnDisk | None] = Memo()
        self._read: Memo[str, OnDisk] = Memo()

    def above(self, folder: str) -> OnDisk | None:
        """The nearest ledger in an absolute folder or above it, the repository's top at most."""
        return self._known(folder, lambda: self._find(folder))

    def suspects(self, subject: Subject) -> tuple[SuspectEnd, ...]:
        """What of a document means something else than when links to it were accepted."""
        document = subject.document
        path = self._files.absolute(document.path)
        found = self.above(posixpath.dirname(path))
        mine = found.by_document.get(path, ()) if found else ()
        if not found or not mine:
            return ()
        from designdoc.change.ledger.review import meanings_of  # few documents have acceptances

        shown = document.path
        inside = posixpath.relpath(path, found.folder)
        with using(subject.terms):
            collected = collect(document, subject.model)
            found_here = meanings_of(collected)
        meanings = {_renamed(i, shown, inside): f for i, f in found_here.items()}
        changed = _changed(mine, meanings)
        if not changed:
            return ()
        nodes = {_renamed(node.id, shown, inside): node for node in collected.nodes}
        return tuple(
            _suspect(end, links, nodes, subject.workspace.impact(nodes[end].id))
            for end, links in changed.items()
        )

    def write(self, ledger: OnDisk, acceptances: Iterable[Acceptance]) -> None:
        """Replace the file; only ``review accept`` does.

        Raises:
            Conflict: somebody else wrote it meanwhile.
        """
        before = ledger.source.data if ledger.source else None
        self._files.write(ledger.path, write_ledger(acceptances), before)

    def read(self, path: str) -> OnDisk:
        """The ledger at an absolute path, empty where there is none."""
        if not self._files.is_file(path):
            return OnDisk(path)
        source = decode(self._files.shown(path), self._files.read(path))
        ledger = read_ledger(source)
        by_document: dict[str, list[Acceptance]] = defaultdict(list)
        folder = posixpath.dirname(path)
        for each in ledger.acceptances:
            for end in {document_of(each.key.source), document_of(each.key.target)}:
                by_document[posixpath.normpath(posixpath.join(folder, end))].append(each)
        return OnDisk(path, source, ledger, by_document)

    def _find(self, folder: str) -> OnDisk | None:
        for each in above(folder):
            path = posixpath.join(each, NAME)
            if self._is_there(path, partial(self._files.is_file, path)):
                return self._read(path, partial(self.read, path))
            if self._repositories.is_top(each):
                return None
        return None


def problems(ledger: OnDisk) -> Iterable[tuple[Source, LedgerProblem]]:
    """What is wrong with a ledger's lines."""
    if ledger.source is not None:
        for problem in ledger.ledger.problems:
            yield ledger.source, problem


def moved(acceptance: Acceptance, rename: Mapping[str, str]) -> Acceptance:
    """The acceptance with the paths of its ends replaced, where they are known."""
    key = acceptance.key
    ends = [_with_path(end, rename) for end in (key.source, key.target)]
    return replace(acceptance, key=Key(ends[0], key.relation, ends[1]))


def _with_path(node_id: str, rename: Mapping[str, str]) -> str:
    path = document_of(node_id)
    return _renamed(node_id, path, rename[path]) if path in rename else node_id


def _renamed(node_id: str, path: str, inside: str) -> str:
    return inside + node_id.removeprefix(path)


def _changed(
    acceptances: Sequence[Acceptance], meanings: Mapping[str, str]
) -> dict[str, list[Acceptance]]:
    """The acceptances of each end whose meaning is another by now."""
    found: dict[str, list[Acceptance]] = defaultdict(list)
    for each in acceptances:
        ends = (each.key.source, each.source_meaning), (each.key.target, each.target_meaning)
        for end, then in ends:
            if end in meanings and meanings[end] != then:
                found[end].append(each)
    return dict(sorted(found.items()))


def _suspect(
    end: str, acceptances: Sequence[Acceptance], nodes: Mapping[str, Node], touched: Touched
) -> SuspectEnd:
    links = tuple(
        SuspectLink(_label(other, nodes), each.key.relation, each.date, each.by)
        for each in acceptances
        for other in [each.key.target if each.key.source == end else each.key.source]
    )
    through = [
        " → ".join([_short(touched.node), *_way(touched, step.node.id)])
        for step in touched.steps
        if step.distance > 1
    ]
    return SuspectEnd(_short(nodes[end]), nodes[end].span, links, tuple(through[:_THROUGH]))


def _way(touched: Touched, node_id: str) -> list[str]:
    """The labels of what lies between the changed end and a node, and the node's."""
    steps = {step.node.id: step for step in touched.steps}
    labels: list[str] = []
    while node_id in steps:
        labels.append(_short(steps[node_id].node))
        node_id = steps[node_id].before
    return labels[::-1]


def _label(node_id: str, nodes: Mapping[str, Node]) -> str:
    node = nodes.get(node_id)
    return _short(node) if node else node_id


def _short(node: Node) -> str:
    """What a node is called, within a sentence."""
    label = node.label
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
