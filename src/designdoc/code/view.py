"""What is known of the code around one document: all that rules on code are told."""

from msgspec import Struct

from designdoc.code.mapping import Mapped
from designdoc.code.past import Gone, Written
from designdoc.code.references import Reference
from designdoc.code.reflexion import Verdict
from designdoc.code.signals import Promised
from designdoc.code.stage import Stage
from designdoc.code.states import Vanished
from designdoc.code.types import Difference, Documented


class Dated(Struct, frozen=True):
    """A difference of types, with when the line of each side was written where that is known."""

    difference: Difference
    document: Written | None = None
    code: Written | None = None


class MissingType(Struct, frozen=True):
    """A documented type that no code declares; ``gone`` is where it was last."""

    documented: Documented
    gone: Gone | None = None
    now: str = ""


class CodeView(Struct, frozen=True):
    """The code around one document."""

    stage: Stage = Stage.UNKNOWN
    vanished: tuple[Vanished, ...] = ()
    differences: tuple[Dated, ...] = ()
    missing_types: tuple[MissingType, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    unkept: tuple[Promised, ...] = ()
    unremoved: tuple[Reference, ...] = ()
