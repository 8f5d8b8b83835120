"""How documents stood over time: counts at evenly spread commits of the main line.

Every version is judged by today's rules and templates and beside today's other files, so that the
line shows how the documents changed, not how the rules did.
"""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

import msgspec
from msgspec import Struct

from designdoc.application.checker import Checker
from designdoc.application.chronicle import Tools, basis_of
from designdoc.application.documents import may_be_document
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Job
from designdoc.application.outline import outline
from designdoc.application.overlay import Overlay
from designdoc.application.ports import Snapshot
from designdoc.application.record import is_unicode
from designdoc.application.sets import matches
from designdoc.application.sheet import Sheet, completeness, unfinished
from designdoc.diagnostics import DesigndocError, Finding, Severity

MOST = 12
"""Points of a trend."""


class Tally(Struct, frozen=True, array_like=True):
    """How a version of a document stands; ``documents`` is 0 for a README or the like."""

    documents: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    filled: int = 0
    asked: int = 0


class Point(Struct, frozen=True):
    """All documents at a commit, added up; ``day`` is YYYY-MM-DD."""

    commit: str
    day: str
    sum: Tally


class Trend(Struct, frozen=True):
    """The points that are known, oldest first; ``left`` were not worked out for want of time."""

    points: tuple[Point, ...] = ()
    left: int = 0


def trend(paths: Sequence[str], sheets: Sequence[Sheet], tools: Tools) -> Trend:
    """How the documents at or below the paths stood; the newest points are worked out first."""
    snapshots = tools.revisions.snapshots(paths, MOST)
    if not snapshots:
        return Trend()
    tallies = _Tallies(sheets, not paths, tools)
    points = []
    for each in reversed(snapshots):
        found = tallies.of(each)
        if found is None:
            break
        points.append(Point(each.commit, each.day, found))
    tallies.keep()
    return Trend(tuple(points[::-1]), len(snapshots) - len(points))


class _Tallies:
    """How versions of documents stand; each is checked once, and kept for the next time."""

    def __init__(self, sheets: Sequence[Sheet], configured: bool, tools: Tools) -> None:
        self._tools = tools
        self._configured = configured
        bases = sorted({basis_of(sheet, tools.checker) for sheet in sheets})
        options = msgspec.structs.replace(tools.checker.options, today=None)
        named = blake2b(repr((bases, options)).encode("utf-8", "surrogatepass"), digest_size=16)
        self._key = f"tallies {tools.checker.files.absolute('.')}\n{named.hexdigest()}"
        self._known = self._kept()
        self._new = False

    def of(self, snapshot: Snapshot) -> Tally | None:
        """The sum of a commit's documents; None where time ended before it was known."""
        files = {path: blob for path, blob in snapshot.files.items() if self._counts(path)}
        keys = {path: f"{blob} {path}" for path, blob in files.items()}
        missing = {path: files[path] for path, key in keys.items() if key not in self._known}
        if missing:
            blobs = self._tools.revisions.blobs(next(iter(missing), "."), missing.values())
            for path, blob in missing.items():
                if not self._tools.within():
                    return None
                self._known[keys[path]] = self._tally(path, blobs.get(blob))
                self._new = True
        return _sum([self._known[key] for key in keys.values()])

    def keep(self) -> None:
        """Put what is new into the store, for the next time."""
        if self._new:
            self._tools.checker.store.put(self._key, msgspec.msgpack.encode(self._known))

    def _kept(self) -> dict[str, Tally]:
        held = self._tools.checker.store.get(self._key)
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            return msgspec.msgpack.decode(held or b"", type=dict[str, Tally])
        return {}

    def _counts(self, path: str) -> bool:
        checker = self._tools.checker
        files, options = checker.files, checker.options
        if not is_unicode(path) or not may_be_document(path, files, checker.configurations):
            return False
        absolute = files.absolute(path)
        if options.template and absolute == files.absolute(options.template):
            return False
        configuration = checker.configurations.of(files.absolute("."))
        listed = self._configured and configuration.documents
        return not listed or matches(configuration, absolute) is not None

    def _tally(self, path: str, data: bytes | None) -> Tally:
        overlay = self._tools.checker.files
        assert isinstance(overlay, Overlay)  # noqa: S101 - as ``Tools`` says
        if data is None:  # not in this clone
            return Tally()
        overlay.put(path, data)
        try:
            return tally(Job(path, overlay.absolute("."), False, len(data)), self._tools.checker)
        except Exception:  # a bug with an old text: today's documents are shown all the same
            return Tally()
        finally:
            overlay.drop(path)


def tally(job: Job, checker: Checker) -> Tally:
    """How a document stands, as its ``Sheet`` would say."""
    outcome, subject = checker.examined(job)
    document = subject.document if subject else None
    if document is None and outcome.document:
        with suppress(OSError, DesigndocError):
            found = model_of(job, checker)
            document = found[0] if found else None
    if document is None:
        return Tally()
    filled, asked = completeness(
        tuple(outline(document)), unfinished(job, document, outcome, checker)
    )
    return Tally(1, *_counts(outcome.findings), filled, asked)


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    errors, warnings, notes = (
        sum(each.severity is severity for each in findings)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    return errors, warnings, notes


def _sum(tallies: Sequence[Tally]) -> Tally:
    names = Tally.__struct_fields__
    return Tally(*(sum(getattr(each, name) for each in tallies) for name in names))
