"""Proposals: a file as it would be, with what would be found in it, before anything is written.

A proposal is applied by its fingerprint, and only while the file holds what it was made from.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.checker import Checker
from designdoc.application.edit import Change, absent, edits_of, put_in
from designdoc.application.migrate import Told, Wanted, migrate
from designdoc.application.new import Values, new_document, template_for
from designdoc.application.one_document import job_of, one_document
from designdoc.application.outcome import Outcome
from designdoc.application.overlay import Overlay
from designdoc.application.paths import is_markdown
from designdoc.application.ports import Conflict, Files
from designdoc.application.side_file import SUFFIXES, changed_side, owner
from designdoc.diagnostics import DesigndocError, Finding, UsageError
from designdoc.markdown import apply

_HELD = 32
_HELD_BYTES = 64 << 20


class Proposal(Struct, frozen=True):
    """A file before and after; ``before`` is None for one that is yet to be.

    ``found`` are the findings of the text after, ``introduced`` those that it has and the text
    before has not; ``resolved`` the other way round. ``notes`` are what a person has to decide.
    """

    path: str
    before: bytes | None
    after: bytes
    found: tuple[Finding, ...] = ()
    introduced: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    notes: tuple[Told, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What names the proposal: the path and both texts."""
        parts = (self.path.encode("utf-8", "surrogateescape"), self.before, self.after)
        whole = sha256()
        for part in parts:
            whole.update(b"-" if part is None else sha256(part).digest())
        return whole.hexdigest()[:32]


class Proposals:
    """The last proposals by their fingerprints, so many as are worth holding."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Proposal] = OrderedDict()

    def hold(self, proposal: Proposal) -> None:
        """Keep a proposal until it is applied or many others have come."""
        self._held[proposal.fingerprint] = proposal
        self._held.move_to_end(proposal.fingerprint)
        while len(self._held) > 1 and (len(self._held) > _HELD or self._weight() > _HELD_BYTES):
            self._held.popitem(last=False)

    def find(self, fingerprint: str) -> Proposal:
        """The proposal with this fingerprint.

        Raises:
            UsageError: there is none, or it was given up for newer ones.
        """
        found = self._held.get(fingerprint.strip())
        if found is None:
            raise UsageError(
                f"there is no proposal '{fingerprint[:40]}'; only the last {_HELD} are held, and"
                " none outlives the server: propose the change again and apply its fingerprint"
            )
        return found

    def _weight(self) -> int:
        return sum(len(each.after) + len(each.before or b"") for each in self._held.values())


def propose_edit(
    path: str, changes: Sequence[Change], checker: Checker, overlay: Overlay
) -> Proposal:
    """A document as it would be after the changes, each made to the text that the last one left.

    The path may be that of the YAML file beside a document, whose findings are the document's.
    ``checker`` reads through ``overlay``; nothing is written.

    Raises:
        UsageError: a change cannot be made; which, and why.
    """
    changed: Callable[[str, Change, Checker], bytes]
    if path.endswith(SUFFIXES) and not _is_of_git(path):
        document, side = owner(path, checker)
        before, changed = side.source.data, changed_side
    else:
        _refuse_other(path)
        document, changed = path, partial(_changed, overlay)
        before = one_document(path, checker)[0].source.data
    overlay.put(path, before)  # from here on the file is what it was when it was read
    was = checker.check(job_of(document, checker))
    for number, change in enumerate(changes, 1):
        try:
            after = changed(path, change, checker)
            _refuse_large(path, after, checker)
        except DesigndocError as error:
            which = f"edit {number} of {len(changes)}: " if len(changes) > 1 else ""
            raise UsageError(f"{which}{error}") from None
        overlay.put(path, after)
    return _compared(path, before, was, checker, overlay)


def propose_text(
    path: str, before: bytes, after: bytes, checker: Checker, overlay: Overlay
) -> Proposal:
    """A document as it would be with another text; ``before`` is what it is compared with.

    Raises:
        UsageError: it is no document, or would be too large.
    """
    _refuse_other(path)
    _refuse_large(path, after, checker)
    overlay.put(path, before)
    was = checker.check(job_of(path, checker))
    overlay.put(path, after)
    return _compared(path, before, was, checker, overlay)


def propose_new(
    path: str, template: str, values: Values, checker: Checker, overlay: Overlay
) -> Proposal:
    """A new document as it would be.

    Raises:
        UsageError: the path is taken, or the template or a value does not fit.
    """
    _refuse_other(path)
    if checker.files.exists(path):
        raise UsageError(f"'{path}' exists; use propose_edit to change it")
    compiled = template_for(path, template, checker)
    after = new_document(path, compiled, values, checker)
    overlay.put(path, after)
    found = _sound(checker.check(job_of(path, checker)))
    return Proposal(path, None, after, found, found)


def propose_migration(path: str, wanted: Wanted, checker: Checker, overlay: Overlay) -> Proposal:
    """A document carried to a newer version of its template, as it would be.

    Raises:
        UsageError: nothing is known of versions of its template, or the migration is refused.
    """
    _refuse_other(path)
    job_of(path, checker)
    done = migrate([path], checker, wanted)
    for trouble in done.troubles:
        raise UsageError(f"{trouble.path}: {trouble.message}")
    if not done.documents:
        raise UsageError(f"nothing is known of versions of the template of '{path}'")
    migration = done.documents[0]
    if migration.refused:
        raise UsageError(f"'{path}' is not migrated, because {migration.refused}")
    was = checker.check(job_of(path, checker))
    overlay.put(path, migration.after)
    proposal = _compared(path, migration.before, was, checker, overlay)
    return replace(proposal, notes=migration.notes)


def apply_proposal(proposal: Proposal, files: Files) -> bool:
    """Write a proposal; False where the file holds it already.

    Raises:
        UsageError: the file holds something else than the proposal was made from.
        OSError: it cannot be written.
    """
    if proposal.before == proposal.after:
        return False
    try:
        files.write(proposal.path, proposal.after, proposal.before)
    except Conflict:
        if files.is_file(proposal.path) and files.read(proposal.path) == proposal.after:
            return False
        raise UsageError(_stale(proposal)) from None
    return True


def _stale(proposal: Proposal) -> str:
    if proposal.before is None:
        return f"'{proposal.path}' exists by now; nothing was written. Read it, then propose_edit"
    return (
        f"'{proposal.path}' was changed since this was proposed; nothing was written."
        " Read what stands there now, propose the change again and apply the new fingerprint"
    )


def _changed(overlay: Overlay, path: str, change: Change, checker: Checker) -> bytes:
    document = one_document(path, checker)[0]
    missing = absent(document, change)
    if missing is not None:
        overlay.put(path, apply(document.source.data, [put_in(document, missing)]))
        document = one_document(path, checker)[0]
    return apply(document.source.data, edits_of(document, change))


def _refuse_large(path: str, after: bytes, checker: Checker) -> None:
    limit = checker.configurations.of(job_of(path, checker).root).max_bytes
    if len(after) > limit:
        raise UsageError(f"the document would be larger than the limit of {limit} bytes")


def _compared(
    path: str, before: bytes, was: Outcome, checker: Checker, overlay: Overlay
) -> Proposal:
    """``was`` is of the document that the file at ``path`` is, or belongs to."""
    after = overlay.read(path)
    old, new = _sound(was), _sound(checker.check(job_of(was.path, checker)))
    return Proposal(path, before, after, new, _beyond(new, old), _beyond(old, new))


def _beyond(some: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that the others do not have, wherever they stand."""
    known = Counter((each.code, each.message) for each in others)
    found = []
    for finding in some:
        said = (finding.code, finding.message)
        if known[said]:
            known[said] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _sound(outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of a check that could be done."""
    for trouble in outcome.troubles:
        raise UsageError(f"'{trouble.path}': {trouble.message}")
    return outcome.findings


def _refuse_other(path: str) -> None:
    """Only Markdown is written, and nothing that belongs to git."""
    if not is_markdown(path.replace("\\", "/").rpartition("/")[2]) or _is_of_git(path):
        raise UsageError(f"'{path}' is no Markdown file; documents end in .md or .markdown")


def _is_of_git(path: str) -> bool:
    return ".git" in path.replace("\\", "/").split("/")
