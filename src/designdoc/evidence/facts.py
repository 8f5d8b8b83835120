"""What result files hold, in one shape for every tool. Numbers are finite; units are as written."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What a result file is about; the value is also the key of the configuration."""

    TESTS = "tests"
    COVERAGE = "coverage"
    BENCHMARKS = "benchmarks"


class Outcome(StrEnum):
    """How a test ended. An error counts as failed, a test that never ran as skipped."""

    FAILED = "failed"
    PASSED = "passed"
    SKIPPED = "skipped"


class CaseResult(Struct, frozen=True):
    """One test. ``group`` is its class, module or suite; ``file`` its source, empty where the file
    does not say; ``requirements`` are identifiers that the result itself names.
    """

    name: str
    group: str
    outcome: Outcome
    file: str = ""
    message: str = ""
    requirements: tuple[str, ...] = ()


class Share(Struct, frozen=True):
    """So many of so many: covered lines of all lines."""

    covered: int
    total: int

    @property
    def percent(self) -> float:
        """The share in percent; of nothing, all is covered."""
        return 100 * self.covered / self.total if self.total else 100.0


class FileCoverage(Struct, frozen=True):
    """One source file, or one package where a report goes no deeper.

    ``counts`` maps ``line``, ``branch``, ``function``, and ``total`` where a tool has a number of
    its own that it shows as *the* coverage.
    """

    path: str
    counts: Mapping[str, Share]


class Coverage(Struct, frozen=True):
    """A coverage report. ``rooted``: its paths are those of files, and not names of packages."""

    files: tuple[FileCoverage, ...]
    rooted: bool = True


class Measurement(Struct, frozen=True):
    """What a benchmark measured. ``unit`` is as the tool has it, empty for a bare number.

    ``statistics`` maps ``mean``, ``median``, ``min``, ``max``, ``value`` and percentiles (``p95``)
    to numbers; ``samples`` are the single values, where the file keeps them.
    """

    name: str
    unit: str
    statistics: Mapping[str, float]
    samples: tuple[float, ...] = ()
    aliases: tuple[str, ...] = ()


class Results(Struct, frozen=True):
    """One result file that could be read. ``taken`` is when, by the file itself; None if it does
    not say.
    """

    path: str
    kind: Kind
    format: str
    taken: datetime | None = None
    tests: tuple[CaseResult, ...] = ()
    coverage: Coverage | None = None
    measurements: tuple[Measurement, ...] = ()


class Problem(Struct, frozen=True):
    """A result file that cannot be used, and why; ``kind`` is where it was looked for."""

    path: str
    message: str
    help: str = "Write the results anew, then check again."
    kind: Kind | None = None
