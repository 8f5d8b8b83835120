"""The use case ``migrate``: documents carried to a newer version of their template.

What the template changed of a document's parts is merged (``change.migrate``); the sections that
are then missing are inserted as the fix of DD101 does it, with the newer version's guidance.
"""

import traceback
from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.fix import MAX_ROUNDS, Change
from designdoc.application.lineages import Known
from designdoc.application.new import insert_pin
from designdoc.application.outcome import Job, Trouble
from designdoc.application.pins import pins
from designdoc.application.templates import NoneFound
from designdoc.change.lineage.version import Edition, Version
from designdoc.change.migrate import Migrated, Note
from designdoc.change.migrate import migrate as merge
from designdoc.change.schema import compare_along
from designdoc.diagnostics import DesigndocError, Edit, UsageError
from designdoc.document import bind
from designdoc.markdown import BlockTree, apply, parse
from designdoc.rules import dd101_missing_section
from designdoc.source import Place, Source, decode
from designdoc.template.schema import Template


class Wanted(Struct, frozen=True):
    """From which version to which; empty: the one that the document follows, and the newest."""

    from_: str = ""
    to: str = ""


class Told(Struct, frozen=True):
    """A note with its place in the document as it was."""

    place: Place
    message: str
    help: str


class Migration(Struct, frozen=True):
    """One document's migration. ``inserted`` are names of sections; ``refused`` says why not."""

    path: str
    from_: str
    to: str
    before: bytes
    after: bytes
    inserted: tuple[str, ...] = ()
    notes: tuple[Told, ...] = ()
    refused: str = ""

    @property
    def change(self) -> Change | None:
        """The change of the file, None where it stays."""
        if self.before == self.after:
            return None
        return Change(self.path, self.before, self.after, ())


class Migrations(Struct, frozen=True):
    """What came of all documents; those without a template or a history of it are ``skipped``."""

    documents: tuple[Migration, ...]
    skipped: tuple[str, ...]
    troubles: tuple[Trouble, ...]


def migrate(paths: Sequence[str], checker: Checker, wanted: Wanted) -> Migrations:
    """Migrate the documents behind the paths in memory; ``write_changes`` puts them on disk."""
    jobs, troubles = plan(paths, checker)
    documents: list[Migration] = []
    skipped: list[str] = []
    for job in jobs:
        try:
            migration = _migrate(job, checker, wanted)
        except UsageError:
            raise
        except (DesigndocError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            troubles.append(Trouble(job.path, f"cannot be migrated: {reason}"))
            continue
        except Exception as error:  # a bug: said for this document, the others go on
            message = f"{type(error).__name__}: {error}; the file is unchanged"
            troubles.append(Trouble(job.path, message, traceback.format_exc(), fault=True))
            continue
        if migration is None:
            skipped.append(job.path)
        else:
            documents.append(migration)
    return Migrations(tuple(documents), tuple(skipped), tuple(troubles))


def _migrate(job: Job, checker: Checker, wanted: Wanted) -> Migration | None:
    data = checker.files.read(job.path)
    tree = parse(decode(job.path, data))
    found = checker.templates.of(job, tree)
    known = None if isinstance(found, NoneFound) else checker.lineages.of(found.compiled)
    if isinstance(found, NoneFound) or known is None:
        return None
    attributed = checker.lineages.attributed(job, tree, found, wanted.from_)
    assert attributed.attribution is not None  # noqa: S101 - its history is known
    own, edition = attributed.attribution.version, attributed.attribution.edition
    target, newest = _target(known, wanted.to)
    if own is target:
        return Migration(job.path, own.name, target.name, data, data)
    sides = checker.side_files(job, known.compiled(newest))
    merged = _merged(tree, (own, edition), (target, newest), known, sides)
    if merged.refused:
        return Migration(job.path, own.name, target.name, data, data, refused=merged.refused)
    theirs = known.compiled(newest).template
    after, inserted = insert_missing(job.path, merged.data, theirs, sides)
    after = _pinned(job, after, known, target, checker)
    notes = tuple(_told(note, tree.source) for note in merged.notes)
    return Migration(job.path, own.name, target.name, data, after, inserted, notes)


def insert_missing(
    name: str, data: bytes, template: Template, sides: tuple[Source, ...]
) -> tuple[bytes, tuple[str, ...]]:
    """A document with every section that the template requires, and the names of those inserted."""
    ended = not data or data.endswith(b"\n")
    names: list[str] = []
    for _ in range(MAX_ROUNDS):
        document = bind(parse(decode(name, data)), template, sides)
        edits: dict[int, tuple[Edit, str]] = {}
        for draft in dd101_missing_section.RULE.check(document):
            path = draft.data["section"]
            section = str(path[-1]) if isinstance(path, tuple) else str(path)
            for edit in (edit for fix in draft.fixes for edit in fix.edits):
                edits.setdefault(edit.start, (edit, section))
        if not edits:
            break
        data = apply(data, [edit for edit, _ in edits.values()])
        names += [section for _, section in edits.values()]
    if not ended:
        data = data.removesuffix(b"\n").removesuffix(b"\r")
    order = [section.name for section in template.walk()]
    return data, tuple(sorted(names, key=lambda name: order.index(name) if name in order else -1))


def _merged(
    tree: BlockTree,
    own: tuple[Version, Edition],
    target: tuple[Version, Edition],
    known: Known,
    sides: tuple[Source, ...],
) -> Migrated:
    """The document merged with what changed from its version to the target, either way."""
    base, theirs = known.compiled(own[1]).template, known.compiled(target[1]).template
    between = _between(known.lineage.versions, own[0], target[0])
    steps = [base, *(known.compiled(version.last).template for version in between), theirs]
    return merge(bind(tree, base, sides), theirs, compare_along(steps))


def _between(versions: Sequence[Version], own: Version, target: Version) -> Iterator[Version]:
    first, last = versions.index(own), versions.index(target)
    inner = versions[first + 1 : last] if first < last else versions[last + 1 : first][::-1]
    yield from inner


def _target(known: Known, to: str) -> tuple[Version, Edition]:
    found = known.lineage.find(to or "latest")
    if found is None:
        names = ", ".join(version.name for version in known.lineage.versions[-8:])
        raise UsageError(f"the template has no version '{to}'; versions are {names}")
    return found


def _pinned(job: Job, data: bytes, known: Known, target: Version, checker: Checker) -> bytes:
    """The document with its new version said, where it said one or would be taken for older."""
    source = decode(job.path, data)
    tree = parse(source)
    pin = pins(tree).version
    if pin is None:
        origin = known.origin(checker.files.real(job.path))
        if known.attributor.attribute(tree, origin=origin).version is target:
            return data
        return insert_pin(data, f"template-version={target.name}")
    written = source.slice(pin.span)
    at = written.rfind(pin.text)
    start = pin.span.start + len(written[:at].encode())
    return apply(data, [Edit(start, start + len(pin.text.encode()), target.name)])


def _told(note: Note, source: Source) -> Told:
    return Told(source.place(note.span), note.message, note.help)
