"""The pool that is none: documents are worked on here, one after another."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from designdoc.application.basis import frame
from designdoc.application.checker import Checker
from designdoc.application.outcome import Job
from designdoc.application.parcel import Parcel, pack
from designdoc.output.options import RenderOptions

if TYPE_CHECKING:
    from designdoc.application.modelled import Ready


class InProcess:
    """Works in this process."""

    def __init__(self, checker: Checker, style: RenderOptions | None = None) -> None:
        self._checker = checker
        self._style = style

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Parcel]:
        """The outcome of each job, with the time of its stages."""
        record = self._checker.record
        for job in jobs:
            with frame() as asked:
                outcome = self._checker.check(job)
            basis = record.add(asked) if record else b""
            with self._checker.stages("pack"):
                parcel = pack(outcome, self._style, basis)
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(parcel, timings=timings) if timings else parcel

    def sheets(self, jobs: Sequence[Job]) -> Iterator[Parcel]:
        """What a site shows of each document, packed, with the time of its stages."""
        from designdoc.application.sheet import packed_sheet  # only a site needs it

        record = self._checker.record
        for job in jobs:
            with frame() as asked:
                parcel = packed_sheet(job, self._checker)
            basis = record.add(asked) if record else b""
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(parcel, basis=basis, timings=timings)

    def units(self, jobs: Sequence[Job]) -> Iterator["Ready"]:
        """The document of each job made ready to be linked, with the time of its stages."""
        from designdoc.application.modelled import ready  # heavy, and `check` has no need of it

        record = self._checker.record
        for job in jobs:
            with frame() as asked:
                found = ready(job, self._checker)
            basis = record.add(asked) if record else b""
            timings = self._checker.stages.take()
            yield msgspec.structs.replace(found, timings=timings, basis=basis)
