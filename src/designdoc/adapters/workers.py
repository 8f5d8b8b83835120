"""Worker processes: each compiles the templates once, reads its own files, and sends answers.

Batches of jobs and their outcomes travel as msgpack over one pipe per worker. A worker ends when
its pipe closes, so none outlives the parent, however that ends.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct, field

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.code import code
from designdoc.adapters.collector import tune
from designdoc.adapters.disk_ports import disk_ports
from designdoc.adapters.disk_store import disk_store
from designdoc.application.checker import Checker
from designdoc.application.in_process import InProcess
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job, Trouble
from designdoc.application.parcel import Parcel, Style
from designdoc.application.record import Part, Record
from designdoc.application.remembered import Memory
from designdoc.application.stages import Stages

if TYPE_CHECKING:
    from designdoc.application.modelled import Ready

_Answer = TypeVar("_Answer", bound="Parcel | Ready")

_BATCH = 400_000  # bytes: some 50 ms of work, so that all workers end together


class Setup(msgspec.Struct, frozen=True):
    """What a worker is told at its start; ``kept`` is what the parent has worked out already."""

    options: CheckOptions
    timed: bool
    kept: Mapping[str, bytes]
    code: bytes
    task: str  # what is wanted of each job: a method of ``InProcess``
    style: Style | None
    record: bool


class Told(Struct, frozen=True):
    """What the parent tells its workers, and the record that takes in what they noted."""

    kept: Mapping[str, bytes] = {}
    code: bytes = b""
    style: Style | None = None
    record: Record | None = None


NOTHING_TOLD = Told()


class _Worker(Struct):
    process: BaseProcess
    pipe: Connection
    busy: list[Job] = field(default_factory=list)


class Workers:
    """The port ``Pool`` with several processes."""

    def __init__(
        self,
        options: CheckOptions,
        count: int,
        timed: bool,
        told: Told = NOTHING_TOLD,
    ) -> None:
        self._options = options
        self._timed = timed
        self._told = told
        self._setup = b""
        self._count = count
        self._workers: list[_Worker] = []

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Parcel]:
        """The outcome of each job's check, as they come."""
        return self._answers("outcomes", jobs, Parcel)

    def sheets(self, jobs: Sequence[Job]) -> Iterator[Parcel]:
        """What a site shows of each document, as they come."""
        return self._answers("sheets", jobs, Parcel)

    def units(self, jobs: Sequence[Job]) -> Iterator["Ready"]:
        """The document of each job, made ready to be linked, as they come."""
        from designdoc.application.modelled import Ready

        return self._answers("units", jobs, Ready)

    def _answers(self, task: str, jobs: Sequence[Job], kind: type[_Answer]) -> Iterator[_Answer]:
        told = self._told
        self._setup = msgspec.msgpack.encode(
            Setup(
                self._options,
                self._timed,
                told.kept,
                told.code,
                task,
                told.style,
                told.record is not None,
            )
        )
        batches = _batches(jobs)
        workers = self._workers = []
        for _ in range(min(self._count, len(batches))):
            workers.append(self._start())  # noqa: PERF401 - each learns of those before it
        decoder = msgspec.msgpack.Decoder(tuple[list[kind], Part])  # type: ignore[valid-type]  # at run time
        try:
            for worker in workers:
                _give(worker, batches)
            while any(worker.busy for worker in workers):
                pipes = {worker.pipe: worker for worker in workers if worker.busy}
                for pipe in wait(list(pipes)):
                    worker = pipes[pipe]  # type: ignore[index]  # wait returns what it was given
                    try:
                        answer, part = decoder.decode(worker.pipe.recv_bytes())
                    except (EOFError, OSError):
                        answer, part = _dead(worker, kind), Part()
                        workers[workers.index(worker)] = worker = self._start()
                    worker.busy = []
                    if told.record is not None:
                        told.record.merge(part)
                    _give(worker, batches)
                    yield from answer
        finally:
            for worker in workers:
                _stop(worker)

    def _start(self) -> _Worker:
        fork = _may_fork()
        context = _context(fork)
        ours, theirs = context.Pipe()
        inherited = (ours, *(worker.pipe for worker in self._workers)) if fork else ()
        process = context.Process(target=serve, args=(theirs, self._setup, inherited), daemon=True)
        with _deaf(fork), nullcontext() if fork else _without_main():
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _context(fork: bool) -> Any:
    return multiprocessing.get_context("fork" if fork else "spawn")


def _may_fork() -> bool:
    """Whether this process has one thread, so that a copy of it finds no lock held.

    A copy has loaded everything; a fresh process first needs a third of a second to do so.
    """
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


@contextmanager
def _deaf(fork: bool) -> Iterator[None]:
    """Block Ctrl-C; a process started meanwhile never hears it, not even while it loads."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if not fork:
        # Python's own helper unblocks the signal when it starts; so let it start before.
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep a new process from running the caller's own script, which it has no need of.

    Otherwise a script without ``if __name__ == "__main__"`` would run once a worker, and one that
    is read from standard input could not be run again at all.
    """
    names = vars(sys.modules["__main__"])
    hidden = {name: names.pop(name) for name in ("__file__", "__spec__") if name in names}
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update({"__spec__": None} | hidden)


def serve(pipe: Connection, setup: bytes, inherited: Sequence[Connection] = ()) -> None:
    """The life of a worker: check batches until the pipe closes.

    ``inherited`` are the parent's ends of pipes, which a forked worker must not keep open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and closes the pipe
    for end in inherited:
        end.close()
    tune()
    told = msgspec.msgpack.decode(setup, type=Setup)
    stages = Stages(SystemClock().seconds if told.timed else None)
    store = Memory(disk_store() if told.options.cache else None, told.kept)
    record = Record() if told.record else None
    ports = disk_ports(store, record)
    around = code(ports, told.code)
    pool = InProcess(Checker(ports, told.options, stages=stages, code=around), told.style)
    tasks: dict[str, Callable[[Sequence[Job]], Iterator[Struct]]] = {
        "units": pool.units,
        "sheets": pool.sheets,
        "outcomes": pool.outcomes,
    }
    work = tasks[told.task]
    decoder = msgspec.msgpack.Decoder(list[Job])
    with suppress(EOFError, OSError):
        while True:
            jobs = decoder.decode(pipe.recv_bytes())
            answers = list(work(jobs))
            part = record.take() if record else Part()
            pipe.send_bytes(msgspec.msgpack.encode((answers, part)))


def _batches(jobs: Sequence[Job]) -> list[list[Job]]:
    """Jobs in batches of about the same number of bytes, to be taken from the end."""
    batches: list[list[Job]] = []
    weight = _BATCH
    for job in jobs:
        if weight >= _BATCH:
            batches.append([])
            weight = 0
        batches[-1].append(job)
        weight += job.size + 1000
    return batches[::-1]


def _give(worker: _Worker, batches: list[list[Job]]) -> None:
    if not batches:
        return
    worker.busy = batches.pop()
    with suppress(OSError):  # a worker that died is noticed where its answer is read
        worker.pipe.send_bytes(msgspec.msgpack.encode(worker.busy))


def _dead(worker: _Worker, kind: type[_Answer]) -> list[_Answer]:
    """The answers for a batch whose worker died: a fault each."""
    worker.process.join(1)
    message = f"the worker process ended with status {worker.process.exitcode}"
    return [
        kind(job.path, None, troubles=(Trouble(job.path, message, message, fault=True),))
        for job in worker.busy
    ]


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.busy:
        worker.process.terminate()
    worker.process.join(5)
