"""``designdoc.lock`` as a whole: one line a link, sorted, so that two branches merge.

Reading never fails: what is no line of the ledger is a problem with its place, and whoever writes
the file refuses to until it is mended, so that nothing in it is lost.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from designdoc.change.ledger.acceptance import Acceptance, Key, read_line, write_line
from designdoc.source import Source, Span

NAME = "designdoc.lock"
_HEAD = (
    "# designdoc.lock 1: links that somebody accepted. Written by `designdoc review accept` only."
)
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class LedgerProblem(Struct, frozen=True):
    """What is wrong with a line, and what to do about it; ``span`` is bytes of the file."""

    span: Span
    message: str
    help: str


class Ledger(Struct, frozen=True):
    """The acceptances of a file in its order, and what could not be read of it."""

    acceptances: tuple[Acceptance, ...] = ()
    problems: tuple[LedgerProblem, ...] = ()


def read_ledger(source: Source) -> Ledger:
    """What a ledger file says; a link that was accepted with two meanings counts as new."""
    found: dict[Key, Acceptance] = {}
    torn: set[Key] = set()
    problems: list[LedgerProblem] = []
    for span, line in _lines(source):
        if line.startswith(_MARKERS):
            problems.append(LedgerProblem(span, _CONFLICT, _RESOLVE))
            continue
        read = read_line(line)
        if isinstance(read, str):
            problems.append(LedgerProblem(span, f"this is no line of a ledger: {read}", _RESTORE))
            continue
        known = found.setdefault(read.key, read)
        if known is not read:
            problem, two_meanings = _doubled(known, read, span)
            problems.append(problem)
            torn |= {read.key} if two_meanings else set()
    kept = (each for key, each in found.items() if key not in torn)
    return Ledger(tuple(kept), tuple(problems))


def write_ledger(acceptances: Iterable[Acceptance]) -> bytes:
    """The file that holds these acceptances, ending in a line break."""
    lines = [_HEAD, *(write_line(each) for each in sorted(acceptances))]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def _lines(source: Source) -> Iterator[tuple[Span, str]]:
    """Each line that says something, with its bytes."""
    at = source.bom
    for row in source.data[at:].split(b"\n"):
        end = at + len(row)
        words = row.rstrip(b"\r")
        if words.strip() and not words.startswith(b"#"):
            yield Span(at, at + len(words)), words.decode("utf-8", "replace")
        at = end + 1


def _doubled(known: Acceptance, read: Acceptance, span: Span) -> tuple[LedgerProblem, bool]:
    """A link that stands there twice after a merge, and whether with two meanings."""
    ends = (
        (read.key.source, known.source_meaning, read.source_meaning),
        (read.key.target, known.target_meaning, read.target_meaning),
    )
    torn = [name for name, one, other in ends if one != other]
    if not torn:
        told = f"this link was accepted twice with one meaning, by {known.by} and by {read.by}"
        return LedgerProblem(span, told, "Delete one of the two lines."), False
    told = (
        f"{' and '.join(torn)} was accepted with two meanings, by {known.by} on {known.date} and "
        f"by {read.by} on {read.date}: two branches gave one identifier to two things, or each "
        "changed the one"
    )
    return LedgerProblem(span, told, _TORN), True


_TORN = (
    "Give one of them another identifier where they are two things; then delete both lines and "
    "accept the links again."
)
_CONFLICT = "a merge left its conflict here"
_RESOLVE = "Keep the lines of both sides, delete the markers, and run `designdoc review status`."
_RESTORE = "Restore the line from the version history, or delete it and accept the link again."
