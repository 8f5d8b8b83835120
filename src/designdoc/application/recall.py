"""Outcomes of the last run that still hold: what they rest on is asked again, and nothing else.

The states of folders and files are looked at first, a call each; only where one differs, or could
hide a change, are the questions behind it asked. So a result depends on what was kept in its speed
alone.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.basis import Answer
from designdoc.application.gathered import Held, Placed
from designdoc.application.outcome import Job, Trouble
from designdoc.application.parcel import Parcel
from designdoc.application.paths import above
from designdoc.application.questions import REAL, told_by
from designdoc.application.record import Part, Piece, Record, State
from designdoc.diagnostics import Finding

States = list[tuple[str, State]]

_SLACK = 1.25  # times the nodes that are needed may be kept


class Node(Struct, frozen=True, array_like=True):
    """A piece as it is kept: the numbers of the states that tell of its answers, and of the nodes
    that it used, which stand before it. ``real``: some answers depend on no folder above being a
    link by now. ``open`` are answers that no state tells of; ``told`` is read where one differs.
    """

    folders: tuple[int, ...]
    contents: tuple[int, ...]
    used: tuple[int, ...]
    real: bool
    open: tuple[tuple[str, str, Answer], ...]
    told: msgspec.Raw


class Planned(Struct, frozen=True, array_like=True):
    """Which documents a run is about, and what is wrong beside them; ``node`` each rests on."""

    jobs: tuple[Job, ...]
    troubles: tuple[Trouble, ...]
    node: int
    beside: tuple[Finding, ...] = ()
    beside_node: int = -1
    notes: tuple[str, ...] = ()


class Index(Struct, frozen=True, array_like=True):
    """What is kept of a run. Each parcel has its node, and the place of its bytes.

    ``above`` are the folders above those in ``folders`` whose being no link real paths rest on;
    ``needed`` is how many nodes there were when they were last numbered.
    """

    planned: Planned
    parcels: tuple[Parcel, ...]
    nodes: tuple[int, ...]
    starts: tuple[int, ...]
    every: tuple[Node, ...]
    folders: States
    contents: States
    above: tuple[str, ...]
    needed: int


class Kept(Protocol):
    """What a shelf holds under a key."""

    index: bytes

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place behind the index."""


class Shelf(Protocol):
    """Where runs are kept. What it holds may be gone, and a failure to keep is silent."""

    def load(self, key: bytes) -> Kept | None:
        """What was kept under the key, whole and unbroken, or None."""

    def save(self, key: bytes, index: bytes, data: Iterable[bytes]) -> None:
        """Keep this under the key instead of what is there."""


class Witness(Protocol):
    """What can say whether the world is still the same."""

    def folder(self, path: str) -> State:
        """The state of a folder now."""

    def content(self, path: str) -> State:
        """The state of a file now."""

    def is_plain_folder(self, path: str) -> bool:
        """Whether there is a folder at the path that is no link."""

    def answer(self, kind: str, subject: str) -> Answer:
        """The answer to a question now."""


class Recalled(Struct):
    """What still holds: ``planned`` whole or not at all, and parcels by path.

    ``stale`` says that states have to be kept anew, though no answer changed.
    """

    planned: Planned | None = None
    beside: tuple[Finding, ...] | None = None
    placed: Mapping[str, Placed] = {}
    index: Index | None = None
    jobs: Mapping[str, Job] = {}
    stale: bool = False

    @staticmethod
    def name(node: int) -> bytes:
        """What a node is called in the run that goes on from this one."""
        return _name(node)

    def of(self, job: Job) -> Placed | None:
        """What still holds of a job."""
        then = self.jobs.get(job.path)
        same = then and (then.root, then.given) == (job.root, job.given)
        return self.placed.get(job.path) if same else None

    @property
    def whole(self) -> bool:
        """Whether nothing has to be worked out."""
        return (
            self.planned is not None
            and self.beside is not None
            and len(self.placed) == len(self.planned.jobs)
        )


NOTHING = Recalled()


def recall(shelf: Shelf, witness: Witness, key: bytes) -> Recalled:
    """What is kept under a key and still holds."""
    kept = shelf.load(key)
    if kept is None:
        return NOTHING
    try:
        index = msgspec.msgpack.decode(kept.index, type=Index)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return NOTHING
    return _holding(index, kept, witness)


def _holding(index: Index, kept: Held, witness: Witness) -> Recalled:
    folders = _differing(index.folders, witness.folder)
    contents = _differing(index.contents, witness.content)
    changed = (path for n in folders for path, state in [index.folders[n]] if state is not None)
    moved = not all(map(witness.is_plain_folder, (*index.above, *changed)))
    holds = _nodes_that_hold(index, folders, contents, moved, witness)
    by_job = {job.path: job for job in index.planned.jobs}
    placed = {
        parcel.path: Placed(replace(parcel, basis=_name(node)), kept, start)
        for parcel, node, start in zip(index.parcels, index.nodes, index.starts, strict=True)
        if holds[node] and parcel.path in by_job
    }
    planned = index.planned if holds[index.planned.node] else None
    beside = index.planned.beside if holds[index.planned.beside_node] else None
    now = replace(
        index,
        folders=_updated(index.folders, folders),
        contents=_updated(index.contents, contents),
    )
    return Recalled(planned, beside, placed, now, by_job, bool(folders or contents))


def _updated(states: States, differing: Mapping[int, State]) -> States:
    return [(path, differing.get(n, state)) for n, (path, state) in enumerate(states)]


def _differing(states: States, now: Callable[[str], State]) -> dict[int, State]:
    """The numbers of states that are others now, or not to be relied on, with what they are."""
    found = {}
    for number, (path, state) in enumerate(states):
        current = now(path)
        if current != state or state == ():
            found[number] = current
    return found


def _nodes_that_hold(
    index: Index,
    folders: Mapping[int, State],
    contents: Mapping[int, State],
    moved: bool,
    witness: Witness,
) -> list[bool]:
    names = frozenset(index.folders[n][0] for n in folders)
    files = frozenset(index.contents[n][0] for n in contents)
    asking = _Asking(witness, names, files, moved)
    holds: list[bool] = []
    for node in index.every:
        suspect = (
            (moved and node.real)
            or (folders and not folders.keys().isdisjoint(node.folders))
            or (contents and not contents.keys().isdisjoint(node.contents))
        )
        holds.append(
            all(holds[used] for used in node.used)
            and not (node.open and asking.differs(node.open))
            and not (suspect and asking.differs(_ASKED.decode(node.told)))
        )
    return holds


class _Asking:
    """Asks again what no state vouches for, each question once."""

    def __init__(
        self, witness: Witness, folders: frozenset[str], contents: frozenset[str], moved: bool
    ) -> None:
        self._witness = witness
        self._folders = folders
        self._contents = contents
        self._moved = moved
        self._answers: dict[tuple[str, str], Answer] = {}

    def differs(self, asked: Iterable[tuple[str, str, Answer]]) -> bool:
        """Whether one of the answers is another now."""
        return any(
            self._is_open(kind, subject) and self._now(kind, subject) != answer
            for kind, subject, answer in asked
        )

    def _is_open(self, kind: str, subject: str) -> bool:
        folder, content = told_by(kind, subject)
        if not folder and not content:
            return True
        if kind == REAL and self._moved:
            return True
        return folder in self._folders or content in self._contents

    def _now(self, kind: str, subject: str) -> Answer:
        key = (kind, subject)
        if key not in self._answers:
            self._answers[key] = self._witness.answer(kind, subject)
        return self._answers[key]


_ASKED = msgspec.msgpack.Decoder(tuple[tuple[str, str, Answer], ...])


class Keeping(Struct):
    """What a run has to keep: its plan, and its parcels with where their bytes are."""

    jobs: Sequence[Job]
    troubles: Sequence[Trouble]
    plan_basis: bytes
    beside: Sequence[Finding]
    beside_basis: bytes
    placed: Sequence[Placed]
    notes: tuple[str, ...] = ()


def keep(shelf: Shelf, key: bytes, run: Keeping, record: Record, before: Index | None) -> None:
    """Keep a run for the next one, with what it took from the run ``before``.

    Parcels that went wrong are left out.
    """
    sound = [each for each in run.placed if each.parcel.basis and not each.parcel.troubles]
    if before is not None:
        record.merge(Part((), dict(before.folders), dict(before.contents)))
    writer = _Writer(record, before)
    planned = Planned(
        tuple(run.jobs),
        tuple(run.troubles),
        writer.number(run.plan_basis),
        tuple(run.beside),
        writer.number(run.beside_basis),
        run.notes,
    )
    parcels, nodes, starts, at = [], [], [], 0
    for each in sound:
        parcels.append(replace(each.parcel, held=b"", timings={}))
        nodes.append(writer.number(each.parcel.basis))
        starts.append(at)
        at += _length(each.parcel)
    index = Index(
        planned,
        tuple(parcels),
        tuple(nodes),
        tuple(starts),
        tuple(writer.nodes),
        writer.states(writer.folders, record.folders),
        writer.states(writer.contents, record.contents),
        tuple(sorted(writer.above - set(writer.folders))),
        before.needed if before is not None and writer.carried else len(writer.nodes),
    )
    try:
        encoded = msgspec.msgpack.encode(index)
    except UnicodeEncodeError:  # the name of a file that is no Unicode
        return
    shelf.save(key, encoded, (each.held.read(each.start, _length(each.parcel)) for each in sound))


def _name(number: int) -> bytes:
    """What a node of the run before is called; no piece is called so."""
    return b"before:%d" % number


def _of_before(name: bytes) -> int | None:
    prefix = _name(0)[:-1]
    return int(name[len(prefix) :]) if name.startswith(prefix) else None


def _length(parcel: Parcel) -> int:
    ends = (sum(place) for group in parcel.groups for place in (group.text, group.data))
    return max(ends, default=0)


class _Writer:
    """Numbers pieces and states in the order in which they are first needed.

    What the run before had keeps its numbers, also where nothing rests on it any more; when that is
    too much, everything that is needed is numbered anew.
    """

    def __init__(self, record: Record, before: Index | None) -> None:
        self._record = record
        self._before = before
        self._numbers: dict[bytes, int] = {}
        self.nodes: list[Node] = []
        self.folders: dict[str, int] = {}
        self.contents: dict[str, int] = {}
        self.above: set[str] = set()
        self.carried = 0
        if before is not None:
            self.above.update(before.above)
            if len(before.every) < before.needed * _SLACK:
                self._carry(before)

    def _carry(self, before: Index) -> None:
        self.nodes = list(before.every)
        self.carried = len(self.nodes)
        self.folders = {path: number for number, (path, _) in enumerate(before.folders)}
        self.contents = {path: number for number, (path, _) in enumerate(before.contents)}

    def number(self, name: bytes) -> int:
        """The number of a piece, which is written now with all that it uses."""
        number = _of_before(name) if self._before is not None else None
        if number is not None and self.carried:
            return number
        if name not in self._numbers:
            again = None if number is None else self._again(number)
            self.nodes.append(again or self._node(self._record.pieces[name]))
            self._numbers[name] = len(self.nodes) - 1
        return self._numbers[name]

    def states(self, numbers: Mapping[str, int], states: Mapping[str, State]) -> States:
        """The states in the order of their numbers; what is not known is not relied on."""
        return [(path, states.get(path, ())) for path in numbers]

    def _again(self, number: int) -> Node | None:
        """A node of the run before, which still holds, with the numbers of today."""
        before = self._before
        if before is None:
            return None
        node = before.every[number]
        used = tuple(self.number(_name(each)) for each in node.used)
        folders = [before.folders[n][0] for n in node.folders]
        contents = [before.contents[n][0] for n in node.contents]
        return replace(
            node,
            folders=tuple(self.folders.setdefault(each, len(self.folders)) for each in folders),
            contents=tuple(self.contents.setdefault(each, len(self.contents)) for each in contents),
            used=used,
        )

    def _node(self, piece: Piece) -> Node:
        used = tuple(self.number(each) for each in piece.used)
        folders: dict[int, None] = {}
        contents: dict[int, None] = {}
        open_: list[tuple[str, str, Answer]] = []
        told: list[tuple[str, str, Answer]] = []
        real = False
        for kind, subject, answer in piece.asked:
            folder, content = told_by(kind, subject)
            if folder:
                folders[self.folders.setdefault(folder, len(self.folders))] = None
            elif content:
                contents[self.contents.setdefault(content, len(self.contents))] = None
            (told if folder or content else open_).append((kind, subject, answer))
            if kind == REAL:
                real = True
                self._rests_on_path(posixpath.dirname(subject))
        packed = msgspec.Raw(msgspec.msgpack.encode(told))
        return Node(tuple(folders), tuple(contents), used, real, tuple(open_), packed)

    def _rests_on_path(self, folder: str) -> None:
        for each in above(folder):
            if each in self.above:
                return
            self.above.add(each)
