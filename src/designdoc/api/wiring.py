"""Ports meet adapters."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.code import code
from designdoc.adapters.disk_store import disk_store
from designdoc.adapters.files import DiskFiles
from designdoc.adapters.git import Git
from designdoc.adapters.worker_count import worker_count
from designdoc.application.check import Progress, World, no_progress
from designdoc.application.checker import Checker
from designdoc.application.in_process import InProcess
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.overlay import Overlay
from designdoc.application.paths import above
from designdoc.application.ports import Files, Pool, Ports
from designdoc.application.read_template import FALLBACK
from designdoc.application.remembered import Memory
from designdoc.application.stages import Stages
from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    from designdoc.application.backtest import Replayed
    from designdoc.application.session import Session

_USUAL = CheckOptions()


def checker(options: CheckOptions, timed: bool = False) -> Checker:
    """A checker of documents on the disk."""
    stages = Stages(SystemClock().seconds if timed else None)
    return _checker(DiskFiles(), options, stages)


def checker_over(
    contents: Mapping[str, bytes], options: CheckOptions, timed: bool = False
) -> tuple[Checker, Overlay]:
    """A checker that reads some files from memory, and where it reads them."""
    overlay = Overlay(DiskFiles(), contents)
    stages = Stages(SystemClock().seconds if timed else None)
    return _checker(overlay, options, stages), overlay


def session(root: str, options: CheckOptions = _USUAL) -> "Session":
    """The documents below a folder, kept in memory for as long as somebody edits them."""
    from designdoc.application.session import Session

    overlay = Overlay(DiskFiles(), {})
    store = Memory(disk_store() if options.cache else None)
    ports = Ports(overlay, Git(store), store)
    return Session(root, overlay, lambda: Checker(ports, _today(options), code=code(ports)))


def _checker(files: Files, options: CheckOptions, stages: Stages) -> Checker:
    store = Memory(disk_store() if options.cache else None)
    ports = Ports(files, Git(store), store)
    return Checker(ports, _today(options), stages=stages, code=code(ports))


def _today(options: CheckOptions) -> CheckOptions:
    """The options with the day, read once so that every worker has the same."""
    return msgspec.structs.replace(options, today=options.today or SystemClock().today())


def world(jobs: int | None = None, progress: Progress | None = None) -> World:
    """The machine as the use cases see it; ``jobs`` is the number of processes, None for all."""
    return World(
        DiskFiles(),
        Git(),
        SystemClock(),
        lambda checker, found: pool(checker, found, jobs),
        progress or no_progress,
    )


def pool(checker: Checker, found: Sequence[Job], jobs: int | None) -> Pool:
    """Worker processes where they are worth it and the files are on the disk, else none."""
    if not isinstance(checker.files, DiskFiles):
        return InProcess(checker)
    count = worker_count(jobs, found)
    if count == 1:
        return InProcess(checker)
    from designdoc.adapters.workers import Workers

    checker.prepare(found)
    code = checker.prepared(found)
    kept = checker.store.held if isinstance(checker.store, Memory) else {}
    return Workers(checker.options, count, checker.stages.timed, kept, code)


def backtest(paths: Sequence[str], cache: bool = True) -> "Replayed":
    """The history around the paths, else around where we stand, replayed.

    Raises:
        UsageError: a path does not exist, or stands in no git repository with its whole history.
    """
    from designdoc.adapters.git_code import GitCode
    from designdoc.application.backtest import backtest as replay

    files = DiskFiles()
    for path in paths:
        if not files.exists(path):
            raise UsageError(f"'{path}' does not exist")
    given = [files.real(path) for path in paths] or [files.real(".")]
    tops = {next((f for f in above(path) if files.exists(f"{f}/.git")), "") for path in given}
    if len(tops) != 1 or "" in tops:
        raise UsageError("backtest needs paths in one git repository")
    top = tops.pop()
    folders = [path[len(top) + 1 :] for path in given if path != top]
    template = checker(CheckOptions()).library.read(FALLBACK).template
    return replay(top, folders, GitCode(Memory(disk_store() if cache else None)), template)
