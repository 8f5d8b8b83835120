"""What the form asks of the server: a form, what a change would bring, and to write it.

Each is a function from a request's values to an answer's; a request that makes no sense is a
``UsageError``. Nothing is written but by the fingerprint of a proposal.
"""

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from designdoc.application.checker import Checker
from designdoc.application.edit import put_in
from designdoc.application.fix import Change, unified_diff
from designdoc.application.form import Form, edits_for, form_of
from designdoc.application.form_edits import Value
from designdoc.application.new import Values
from designdoc.application.one_document import job_of, one_document
from designdoc.application.overlay import Overlay
from designdoc.application.proposal import (
    Proposal,
    Proposals,
    apply_proposal,
    propose_new,
    propose_text,
)
from designdoc.application.three_way import Piece, merged, three_way
from designdoc.diagnostics import Edit, Finding, UsageError
from designdoc.document import BoundSection, Document
from designdoc.markdown import apply
from designdoc.rules.skeleton import insertion, skeleton
from designdoc.site.server.live import Live

T = TypeVar("T")
Over = tuple[Checker, Overlay]
_SHOWN = 200  # findings, lines of the difference


class Loaded(Struct, frozen=True):
    """A form, the text that it is about (``draft``), and the text on the disk (``base``)."""

    form: Form
    draft: str
    base: str
    findings: tuple[dict[str, Any], ...] = ()


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A document with what was filled in: ``values`` by the ids of the draft's inputs.

    ``add`` is a section of the template to put in, ``repeat`` the line of a section to add another
    one of its kind behind.
    """

    path: str
    draft: str
    base: str
    values: dict[str, str | list[list[str]]] = {}
    add: list[str] = []
    repeat: int = 0


class Proposed(Struct, frozen=True):
    """What a change would bring; ``fingerprint`` is what writes it."""

    fingerprint: str
    changes: bool
    diff: str
    introduced: tuple[dict[str, Any], ...]
    resolved: int
    findings: tuple[dict[str, Any], ...]
    draft: str


class Merge(Struct, frozen=True, forbid_unknown_fields=True):
    """Three versions of a document, and the texts that a person chose, by the number of a piece."""

    path: str
    base: str
    yours: str
    theirs: str
    chosen: dict[Annotated[str, Meta(pattern="^[0-9]{1,6}$")], str] = {}


class New(Struct, frozen=True, forbid_unknown_fields=True):
    """A document to begin."""

    path: str
    template: str
    title: str


class Applied(Struct, frozen=True, forbid_unknown_fields=True):
    """A proposal to write."""

    fingerprint: str


class Conflict(Struct, frozen=True):
    """The file is another by now: the pieces of its three versions, and the newest (``base``)."""

    pieces: tuple[Piece, ...]
    base: str
    yours: str


class Desk:
    """Answers for the documents of the live site."""

    def __init__(self, live: Live, read_only: bool) -> None:
        self._live = live
        self._read_only = read_only
        self._proposals = Proposals()

    def load(self, path: str) -> Loaded:
        """The form of a document as it is on the disk."""
        path = self._known(path)
        over = self._live.over()
        data = over[0].files.read(path)
        return self._loaded(path, data, self._live.hold(data), over)

    def propose(self, wanted: Wanted) -> Proposed:
        """What the document would be."""
        path = self._known(wanted.path)
        over = self._live.over()
        before, after = self._held(wanted.base), self._filled(path, wanted, over)
        proposal = propose_text(path, before, after, *over)
        self._proposals.hold(proposal)
        return _told(proposal, self._live.hold(after))

    def restructure(self, wanted: Wanted) -> Loaded:
        """The form with one more section, and what was filled in so far."""
        path = self._known(wanted.path)
        over = self._live.over()
        data = self._filled(path, wanted, over)
        document = _document(path, data, over)
        if wanted.add:
            data = _with_section(document, tuple(wanted.add))
        elif wanted.repeat:
            data = _with_another(document, wanted.repeat)
        return self._loaded(path, data, wanted.base, over)

    def apply(self, wanted: Applied) -> "dict[str, Any] | Conflict":
        """Write a proposal; the three versions where the file is another by now."""
        if self._read_only:
            raise UsageError("this server only shows: it was started with --read-only")
        proposal = self._proposals.find(wanted.fingerprint)
        files = self._live.over()[0].files
        try:
            written = apply_proposal(proposal, files)
        except UsageError:
            if proposal.before is None or not files.is_file(proposal.path):
                raise
            theirs = files.read(proposal.path)
            pieces = three_way(proposal.before, proposal.after, theirs)
            yours = self._live.hold(proposal.after)
            return Conflict(pieces, self._live.hold(theirs), yours)
        return {"path": proposal.path, "written": written}

    def merge(self, wanted: Merge) -> Proposed:
        """What the document would be with both changes, and what a person decided."""
        path = self._known(wanted.path)
        base, yours, theirs = map(self._held, (wanted.base, wanted.yours, wanted.theirs))
        pieces = three_way(base, yours, theirs)
        try:
            after = merged(pieces, {int(n): text for n, text in wanted.chosen.items()})
        except KeyError as error:
            raise UsageError(f"decide about '{error.args[0]}' first") from None
        checker, overlay = self._live.over()
        proposal = propose_text(path, theirs, after, checker, overlay)
        self._proposals.hold(proposal)
        return _told(proposal, self._live.hold(after))

    def create(self, wanted: New) -> dict[str, Any]:
        """A new document from a template, written at once: it is not there yet."""
        if self._read_only:
            raise UsageError("this server only shows: it was started with --read-only")
        values = Values(self._live.today, title=wanted.title)
        checker, overlay = self._live.over()
        path = checker.files.shown(checker.files.absolute(wanted.path))
        proposal = propose_new(path, wanted.template, values, checker, overlay)
        apply_proposal(proposal, checker.files)
        return {"path": path, "written": True}

    def _known(self, path: str) -> str:
        if path not in self._live.view.page_of:
            raise UsageError(f"'{path[:200]}' is none of the documents shown here")
        return path

    def _held(self, name: str) -> bytes:
        data = self._live.held(name)
        if data is None:
            raise UsageError("this form is too old: load the page again")
        return data

    def _filled(self, path: str, wanted: Wanted, over: Over) -> bytes:
        data = self._held(wanted.draft)
        if not wanted.values:
            return data
        values: dict[str, Value] = dict(wanted.values)
        return apply(data, edits_for(_document(path, data, over), values))

    def _loaded(self, path: str, data: bytes, base: str, over: Over) -> Loaded:
        form = form_of(_document(path, data, over))
        checker, _ = over
        outcome = checker.check(job_of(path, checker))
        told = tuple(_finding(each) for each in outcome.findings[:_SHOWN])
        return Loaded(form, self._live.hold(data), base, told)


def decoded(body: bytes, kind: type[T]) -> T:
    """A request of the form.

    Raises:
        UsageError: it is none.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"this is no request of the form: {error}") from None


def _document(path: str, data: bytes, over: Over) -> Document:
    checker, overlay = over
    overlay.put(path, data)
    return one_document(path, checker)[0]


def _with_section(document: Document, way: tuple[str, ...]) -> bytes:
    for missing in document.missing:
        if missing.path == way:
            return apply(document.source.data, [put_in(document, missing)])
    raise UsageError(f"the section '{' > '.join(way)[:200]}' is not missing")


def _with_another(document: Document, line: int) -> bytes:
    for section in document.bound:
        if document.source.line_of(section.part.span.start) == line and section.form.repeat:
            return apply(document.source.data, [_another(document, section)])
    raise UsageError("there is no section here of which the template has several")


def _another(document: Document, section: BoundSection) -> Edit:
    source, at = document.source, section.part.span.end
    text = skeleton(document.template, section.form, section.part.level, source.newline)
    return Edit(at, at, insertion(source, at, text))


def _told(proposal: Proposal, draft: str) -> Proposed:
    changed = proposal.before != proposal.after
    whole = Change(proposal.path, proposal.before or b"", proposal.after, ())
    lines = list(unified_diff([whole])) if changed else []
    return Proposed(
        proposal.fingerprint,
        changed,
        "".join(lines[:_SHOWN]),
        tuple(_finding(each) for each in proposal.introduced[:_SHOWN]),
        len(proposal.resolved),
        tuple(_finding(each) for each in proposal.found[:_SHOWN]),
        draft,
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "line": finding.place.start.line,
    }
