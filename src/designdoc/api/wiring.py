"""Ports meet adapters."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.files import DiskFiles
from designdoc.adapters.spool import Spool
from designdoc.application.check import Progress, Runs, World, no_progress
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.parcel import Style
from designdoc.application.paths import above
from designdoc.application.stages import Stages
from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    from designdoc.application.backtest import Replayed
    from designdoc.application.checker import Checker
    from designdoc.application.chronicle import Tools
    from designdoc.application.overlay import Overlay
    from designdoc.application.ports import History, Pool, Ports
    from designdoc.application.recall import Shelf
    from designdoc.application.remembered import Memory
    from designdoc.application.session import Session

_USUAL = CheckOptions()


def checker(
    options: CheckOptions, stages: Stages | None = None, *, noting: bool = False
) -> "Checker":
    """A checker of documents on the disk; ``noting`` what each result rests on."""
    from designdoc.adapters.disk_ports import disk_ports
    from designdoc.application.record import Record

    ports = disk_ports(_store(options), Record() if noting else None)
    return _checker(ports, options, stages or Stages())


def checker_over(
    contents: Mapping[str, bytes], options: CheckOptions, stages: Stages | None = None
) -> "tuple[Checker, Overlay]":
    """A checker that reads some files from memory, and where it reads them."""
    from designdoc.adapters.disk_ports import disk_ports
    from designdoc.application.overlay import Overlay

    overlay = Overlay(DiskFiles(), contents)
    ports = _over(overlay, disk_ports(_store(options)))
    return _checker(ports, options, stages or Stages()), overlay


def checker_within(
    root: str, options: CheckOptions, *, noting: bool = False
) -> "tuple[Checker, Overlay]":
    """A checker that sees one folder alone, and where texts are put that it is to see there;
    ``noting`` what each result rests on.
    """
    from designdoc.adapters.disk_ports import disk_ports
    from designdoc.application.confined import Confined
    from designdoc.application.overlay import Overlay
    from designdoc.application.record import Record

    ports = disk_ports(_store(options), Record() if noting else None)
    overlay = Overlay(Confined(ports.files, root, options.config), {})
    return _checker(_over(overlay, ports), options, Stages()), overlay


def session(root: str, options: CheckOptions = _USUAL) -> "Session":
    """The documents below a folder, kept in memory for as long as somebody edits them."""
    from designdoc.adapters.disk_ports import disk_ports
    from designdoc.application.overlay import Overlay
    from designdoc.application.session import Session

    overlay = Overlay(DiskFiles(), {})
    ports = _over(overlay, disk_ports(_store(options)))
    return Session(root, overlay, lambda: _checker(ports, options, Stages()))


def _over(overlay: "Overlay", ports: "Ports") -> "Ports":
    """The ports where texts are changed in memory: each is parsed by way of its last version."""
    from designdoc.application.recent import Recent

    return msgspec.structs.replace(ports, files=overlay, parse=Recent().parse)


def timer(timed: bool) -> Stages:
    """What measures the stages of a run, or does not."""
    return Stages(SystemClock().seconds if timed else None)


def today(options: CheckOptions) -> CheckOptions:
    """The options with the day, read once so that every worker has the same."""
    return msgspec.structs.replace(options, today=options.today or SystemClock().today())


def _checker(ports: "Ports", options: CheckOptions, stages: Stages) -> "Checker":
    from designdoc.adapters.code import code
    from designdoc.application.checker import Checker

    return Checker(ports, today(options), stages=stages, code=code(ports))


def _store(options: CheckOptions) -> "Memory":
    from designdoc.adapters.disk_store import disk_store
    from designdoc.application.remembered import Memory

    return Memory(disk_store() if options.cache else None)


def world(
    jobs: int | None = None,
    progress: Progress | None = None,
    style: Style | None = None,
    stages: Stages | None = None,
    runs: Runs | None = None,
) -> World:
    """The machine as the use cases see it; ``jobs`` is the number of processes, None for all."""
    return World(
        DiskFiles(),
        _history,
        SystemClock(),
        lambda checker, found: pool(checker, found, jobs, style),
        progress or no_progress,
        Spool(),
        stages or Stages(),
        style,
        runs,
    )


def runs(options: CheckOptions, paths: Sequence[str]) -> Runs | None:
    """Where the runs over these paths with these options are kept; None for nowhere."""
    from designdoc.adapters.disk_store import cache_folder, own_stamp

    folder = cache_folder() if options.cache else None
    if folder is None:
        return None
    from designdoc.adapters.shelf import DiskShelf

    return _runs(DiskShelf(f"{folder}/runs", own_stamp), options, paths)


def lasting_runs() -> "Callable[[CheckOptions, Sequence[str]], Runs]":
    """Where a server keeps runs: in its memory, and on the disk as well where that can be."""
    from designdoc.adapters.disk_store import cache_folder, own_stamp
    from designdoc.adapters.shelf import DiskShelf
    from designdoc.adapters.shelf_in_memory import ShelfInMemory

    folder = cache_folder()
    shelf = ShelfInMemory(DiskShelf(f"{folder}/runs", own_stamp) if folder else None)
    return lambda options, paths: _runs(shelf, options, paths)


def _runs(shelf: "Shelf", options: CheckOptions, paths: Sequence[str]) -> Runs:
    from designdoc.adapters.witness import DiskWitness

    day = today(options).today
    same = msgspec.structs.replace(options, today=None)
    where = DiskFiles().absolute(".")
    key = repr((where, same, tuple(paths))).encode("utf-8", "surrogatepass")
    return Runs(shelf, DiskWitness(str(day)), key)


def looking_back(options: CheckOptions, seconds: float) -> "Callable[[], Tools]":
    """What gives the tools to look back with; each time there are so many seconds for it."""
    from designdoc.adapters.git_log import GitLog
    from designdoc.application.chronicle import Tools

    checker, _ = checker_over({}, options)
    clock = SystemClock()

    def start() -> "Tools":
        end = clock.seconds() + seconds
        return Tools(checker, GitLog(checker.store), lambda: clock.seconds() < end)

    return start


def _history() -> "History":
    from designdoc.adapters.git import Git

    return Git()


def pool(
    checker: "Checker",
    found: Sequence[Job],
    jobs: int | None,
    style: Style | None = None,
) -> "Pool":
    """Worker processes where they are worth it and the files are on the disk, else none."""
    from designdoc.adapters.worker_count import worker_count
    from designdoc.application.in_process import InProcess
    from designdoc.application.record import is_unicode
    from designdoc.application.remembered import Memory

    travels = isinstance(checker.files, DiskFiles) and is_unicode("".join(j.path for j in found))
    count = worker_count(jobs, found) if travels else 1
    if count == 1:
        return InProcess(checker, style)
    from designdoc.adapters.workers import Told, Workers

    checker.prepare(found)
    code = checker.prepared(found)
    kept = checker.store.held if isinstance(checker.store, Memory) else {}
    told = Told(kept, code, style, checker.record)
    return Workers(checker.options, count, checker.stages.timed, told)


def backtest(paths: Sequence[str], cache: bool = True) -> "Replayed":
    """The history around the paths, else around where we stand, replayed.

    Raises:
        UsageError: a path does not exist, or stands in no git repository with its whole history.
    """
    from designdoc.adapters.disk_store import disk_store
    from designdoc.adapters.git_code import GitCode
    from designdoc.application.backtest import Repository
    from designdoc.application.backtest import backtest as replay
    from designdoc.application.read_template import FALLBACK
    from designdoc.application.remembered import Memory

    files = DiskFiles()
    for path in paths:
        if not files.exists(path):
            raise UsageError(f"'{path}' does not exist")
    given = [files.real(path) for path in paths] or [files.real(".")]
    tops = {next((f for f in above(path) if files.exists(f"{f}/.git")), "") for path in given}
    if len(tops) != 1 or "" in tops:
        raise UsageError("backtest needs paths in one git repository")
    top = tops.pop()
    folders = tuple(path[len(top) + 1 :] for path in given if path != top)
    template = checker(CheckOptions()).library.read(FALLBACK).template
    store = Memory(disk_store() if cache else None)
    return replay(Repository(top, folders, GitCode(store), store), template)
