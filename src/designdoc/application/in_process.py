"""The pool that is none: documents are worked on here, one after another."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from designdoc.application.checker import Checker
from designdoc.application.outcome import Job, Outcome

if TYPE_CHECKING:
    from designdoc.application.modelled import Ready


class InProcess:
    """Works in this process."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """The outcome of each job, with the time of its stages."""
        for job in jobs:
            outcome = self._checker.check(job)
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(outcome, timings=timings) if timings else outcome

    def units(self, jobs: Sequence[Job]) -> Iterator["Ready"]:
        """The document of each job made ready to be linked, with the time of its stages."""
        from designdoc.application.modelled import ready  # heavy, and `check` has no need of it

        for job in jobs:
            found = ready(job, self._checker)
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(found, timings=timings) if timings else found
