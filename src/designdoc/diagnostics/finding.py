"""A finding: what is wrong, where, why we think so, and how to mend it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from designdoc.source import Place

Data = Mapping[str, str | int | Sequence[str | Sequence[str]]]


class Severity(StrEnum):
    """How much a finding matters; ``rank`` grows with it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for information."""
        return {"error": 2, "warning": 1, "info": 0}[self.value]


class Confidence(StrEnum):
    """How sure the tool is that the finding is one, apart from how much it matters."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Edit(Struct, frozen=True):
    """Replace the bytes ``start`` to ``end`` of the finding's file by ``text``."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True):
    """A change that mends the finding. ``safe``: it cannot lose or alter what the author meant."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]


class Related(Struct, frozen=True):
    """Another place that explains the finding, such as the line of the template."""

    place: Place
    message: str


class Finding(Struct, frozen=True):
    """One cause of trouble in one place.

    ``message`` says what is wrong there; ``help`` the next step. ``data`` holds the values
    that scripts rely on, as ``contracts`` name them (``section``, ``field``, ``hole`` …).
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    place: Place
    message: str
    help: str
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    data: Data = {}

    @property
    def path(self) -> str:
        """The file that the finding is in."""
        return self.place.path


def sort_key(finding: Finding) -> tuple[str, int, str, int, str]:
    """The order of every output: path, offset, code; the rest makes it total."""
    place = finding.place
    return (place.path, place.start.offset, finding.code, place.end.offset, finding.message)
