"""The use cases ``review status`` and ``review accept``."""

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.impact import the_one
from designdoc.application.ledgers import OnDisk, moved
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Trouble
from designdoc.application.trace import Linked, Progress
from designdoc.change.ledger.acceptance import Acceptance
from designdoc.change.ledger.file import NAME
from designdoc.change.ledger.review import Reviewed, State, meanings_of, review
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.model.terms import Terms, using
from designdoc.workspace import Workspace, link_units
from designdoc.workspace.collect import collect
from designdoc.workspace.unit import Unit, unit_of


class Status(Struct, frozen=True):
    """How the links of some documents stand. Ids are as in the workspace, not as in the file."""

    workspace: Workspace
    links: tuple[Reviewed, ...]
    meanings: Mapping[str, str]
    ledger: OnDisk
    inside: Mapping[str, str]  # each document's path within the ledger, by its path here

    def of(self, state: State) -> tuple[Reviewed, ...]:
        """The links that stand so."""
        return tuple(each for each in self.links if each.state is state)


class Accepted(Struct, frozen=True):
    """What accepting did; ``path`` is the file that was written, empty where nothing had to be."""

    new: int
    renewed: int
    removed: int
    path: str = ""


class Read(Struct, frozen=True):
    """Documents linked, with the fingerprint of what each of their nodes means."""

    linked: Linked
    meanings: Mapping[str, str]


def read(paths: Sequence[str], checker: Checker, progress: Progress) -> Read:
    """Read, model and link the documents behind the paths.

    Raises:
        UsageError: a path does not exist.
    """
    jobs, troubles = plan(paths, checker)
    units: list[Unit] = []
    meanings: dict[str, str] = {}
    for number, job in enumerate(jobs, 1):
        try:
            found = model_of(job, checker)
        except (OSError, DesigndocError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            troubles.append(Trouble(job.path, f"cannot be read: {reason}"))
            found = None
        if found is not None:
            units.append(unit_of(*found, checker.terms(job.path)))
            meanings |= meanings_in(found, checker.terms(job.path))
        progress(number, len(jobs))
    documents = tuple(sorted(unit.path for unit in units))
    return Read(Linked(link_units(units), documents, tuple(troubles)), meanings)


def meanings_in(found: tuple[Document, DesignModel], terms: Terms) -> dict[str, str]:
    """The fingerprint of what each node of a document means."""
    with using(terms):
        return meanings_of(collect(*found))


def about(names: Sequence[str], workspace: Workspace) -> frozenset[str]:
    """The ids of the nodes that are meant by ids, names, and paths of documents.

    Raises:
        UsageError: nothing is called so.
    """
    paths = {node.path for node in workspace.nodes}
    found = {node.id for node in workspace.nodes if node.path in paths.intersection(names)}
    found |= {the_one(name, workspace).id for name in names if name not in paths}
    return frozenset(found)


def status(found: Read, checker: Checker, lock: str = "") -> Status:
    """How the links of documents stand against the ledger above them, or the one at ``lock``."""
    files, workspace = checker.files, found.linked.workspace
    absolute = {path: files.absolute(path) for path in found.linked.documents}
    ledger = _ledger(list(absolute.values()), checker, lock)
    inside = {path: posixpath.relpath(full, ledger.folder) for path, full in absolute.items()}
    shown = {name: path for path, name in inside.items()}
    acceptances = [moved(each, shown) for each in ledger.ledger.acceptances]
    links = review(workspace, found.meanings, acceptances)
    return Status(workspace, links, found.meanings, ledger, inside)


def accept(
    now: Status, wanted: Sequence[str], signature: tuple[str, str], checker: Checker
) -> Accepted:
    """Accept links as they are: those of the ids, names and documents wanted; none wanted: all.

    ``signature`` is the day (YYYY-MM-DD) and who accepts. Acceptances of links that are gone go.

    Raises:
        UsageError: the ledger is broken, or nothing is called so.
        Conflict: somebody else wrote the ledger meanwhile.
    """
    _refuse_broken(now.ledger)
    chosen = _chosen(now, wanted)
    kept = {each.key: each for each in now.ledger.ledger.acceptances}
    counts = Counter(each.state for each in chosen)
    for each in chosen:
        if each.state is State.ACCEPTED:
            continue
        if each.acceptance is not None:
            del kept[moved(each.acceptance, now.inside).key]
        if each.link is not None:
            made = _made(each, now, signature)
            kept[made.key] = made
    done = Accepted(counts[State.NEW], counts[State.SUSPECT], counts[State.GONE])
    if not (done.new or done.renewed or done.removed):
        return done
    checker.ledgers.write(now.ledger, kept.values())
    return Accepted(done.new, done.renewed, done.removed, checker.files.shown(now.ledger.path))


def _made(each: Reviewed, now: Status, signature: tuple[str, str]) -> Acceptance:
    day, by = signature
    source, target = now.meanings[each.key.source], now.meanings[each.key.target]
    return moved(Acceptance(each.key, source, target, day, by), now.inside)


def _refuse_broken(ledger: OnDisk) -> None:
    if ledger.source is None or not ledger.ledger.problems:
        return
    first = ledger.ledger.problems[0]
    line = ledger.source.line_of(first.span.start)
    more = len(ledger.ledger.problems) - 1
    rest = f" ({more} more)" if more else ""
    raise UsageError(f"{ledger.source.path}:{line}: {first.message}{rest}; nothing was written")


def _chosen(now: Status, wanted: Sequence[str]) -> list[Reviewed]:
    if not wanted:
        return list(now.links)
    ends = about(wanted, now.workspace)
    return [each for each in now.links if {each.key.source, each.key.target} & ends]


def _ledger(documents: Sequence[str], checker: Checker, lock: str) -> OnDisk:
    """The ledger above the documents; where none is, the place for one."""
    files, ledgers = checker.files, checker.ledgers
    if lock:
        return ledgers.read(files.absolute(lock))
    folder = files.absolute(".")
    if documents:
        folder = posixpath.commonpath([posixpath.dirname(path) for path in documents])
    found = ledgers.above(folder)
    if found is not None:
        return found
    top = checker.configurations.of(folder).folder or checker.repositories.of(folder) or folder
    return OnDisk(posixpath.join(top, NAME))
