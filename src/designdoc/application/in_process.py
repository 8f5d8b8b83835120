"""The pool that is none: documents are checked here, one after another."""

from collections.abc import Iterator, Sequence

import msgspec

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job, Outcome


class InProcess:
    """Checks in this process."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """The outcome of each job, with the time of its stages."""
        for job in jobs:
            outcome = self._checker.check(job)
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(outcome, timings=timings) if timings else outcome
