"""Ports meet adapters."""

from collections.abc import Mapping, Sequence

import msgspec

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.code import code
from designdoc.adapters.files import DiskFiles
from designdoc.adapters.git import Git
from designdoc.adapters.worker_count import worker_count
from designdoc.application.check import Progress, World, no_progress
from designdoc.application.checker import Checker
from designdoc.application.in_process import InProcess
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.overlay import Overlay
from designdoc.application.ports import Pool
from designdoc.application.stages import Stages


def checker(options: CheckOptions, timed: bool = False) -> Checker:
    """A checker of documents on the disk."""
    stages = Stages(SystemClock().seconds if timed else None)
    files = DiskFiles()
    return Checker(files, Git(), _today(options), stages=stages, code=code(files, options))


def checker_over(
    contents: Mapping[str, bytes], options: CheckOptions, timed: bool = False
) -> tuple[Checker, Overlay]:
    """A checker that reads some files from memory, and where it reads them."""
    overlay = Overlay(DiskFiles(), contents)
    stages = Stages(SystemClock().seconds if timed else None)
    own = Checker(overlay, Git(), _today(options), stages=stages, code=code(overlay, options))
    return own, overlay


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

    prepared = checker.prepared(found)
    return Workers(checker.options, count, checker.stages.timed, prepared)
