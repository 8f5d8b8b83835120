"""One document's check as a value that travels between processes: the job and what came of it."""

from msgspec import Struct

from designdoc.diagnostics import CheckedDocument, Finding


class Job(Struct, frozen=True):
    """A document to check. ``root`` is the folder it was found in, ``given`` names the file itself.

    ``path`` is what people see; ``size`` weighs the job.
    """

    path: str
    root: str
    given: bool
    size: int = 0


class Trouble(Struct, frozen=True):
    """What went wrong with a file that is no fault of its text: unreadable, gone, a bug of ours.

    ``fault`` is true for a bug; ``detail`` is the traceback. ``gone``: the file disappeared.
    """

    path: str
    message: str
    detail: str = ""
    fault: bool = False
    gone: bool = False


class Outcome(Struct, frozen=True):
    """What came of one job. ``document`` is None for a file that turned out to be none.

    ``note`` is what people should know of the run; what many documents note is said once.
    ``bound`` are the keys of ``[evidence.bind]`` that the document has targets for, ``targets`` the
    names of all its targets; None where no such key speaks of it.
    """

    path: str
    document: CheckedDocument | None
    findings: tuple[Finding, ...] = ()
    suppressed: int = 0
    troubles: tuple[Trouble, ...] = ()
    timings: dict[str, float] = {}
    note: str = ""
    bound: tuple[str, ...] | None = None
    targets: tuple[str, ...] = ()
