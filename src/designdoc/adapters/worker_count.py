"""How many worker processes are worth starting; apart, so that most runs load no more."""

import os
from collections.abc import Sequence

from designdoc.application.outcome import Job

_FEW = 1_200_000  # bytes below which starting a worker costs more than it gives


def worker_count(asked: int | None, jobs: Sequence[Job]) -> int:
    """How many processes are worth starting; 1 means none beside this one."""
    if asked is not None:
        return max(1, min(asked, len(jobs)))
    total = sum(job.size for job in jobs)
    return 1 if total < _FEW else max(1, min(_cores(), len(jobs), total // (_FEW // 2)))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
