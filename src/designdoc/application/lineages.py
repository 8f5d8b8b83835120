"""The history of templates, and which version each document follows.

A template's versions come from git, or from a folder of versions. What is explicit (``REV:PATH``,
a built-in template) has none, and is taken at its word.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from designdoc.application.basis import Memo
from designdoc.application.nearest import did_you_mean
from designdoc.application.outcome import Job
from designdoc.application.pins import Pin, pins
from designdoc.application.ports import Birth, FileVersion, Past, Ports
from designdoc.application.read_template import Compiled, Library, version_name
from designdoc.application.remembered import remembered
from designdoc.application.repositories import Repositories
from designdoc.application.templates import Chosen
from designdoc.change.lineage.attribute import Attribution, Attributor, How, Origin
from designdoc.change.lineage.outline import Outline, outline
from designdoc.change.lineage.version import Edition, Lineage, lineage
from designdoc.diagnostics import ConfigurationError, UsageError
from designdoc.markdown import BlockTree
from designdoc.source.regex import regex
from designdoc.template.schema import Template

if TYPE_CHECKING:
    from designdoc.change.schema import SchemaChange

_DATE = regex(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


class Known(Struct, frozen=True):
    """A template's versions. ``compiled`` gives the template of an edition.

    ``origin`` tells a document's beginning by its real path.
    """

    attributor: Attributor
    compiled: Callable[[Edition], Compiled]
    origin: Callable[[str], Origin | None]

    @property
    def lineage(self) -> Lineage:
        """The versions, oldest first."""
        return self.attributor.lineage


class Attributed(Struct, frozen=True):
    """A document's template in its version, and what is known of the others; None: of none.

    ``pin`` is the version that the document names; ``gap`` says in words why versions are unknown
    that may well exist, and what helps.
    """

    chosen: Chosen
    known: Known | None = None
    attribution: Attribution | None = None
    pin: Pin | None = None
    gap: str = ""

    @property
    def in_vain(self) -> bool:
        """Whether the document names a version that is not known."""
        how = self.attribution.how if self.attribution else None
        return self.pin is not None and how not in {How.PINNED, How.ASKED}


class Lineages:
    """Knows the versions of each template; each history is read once."""

    def __init__(self, ports: Ports, library: Library) -> None:
        self._files = ports.files
        self._history = ports.history
        self._store = ports.store
        self._library = library
        self._repositories = Repositories(ports.files)
        self._known: Memo[str, Known | None] = Memo()
        self._gaps: dict[str, str] = {}

    def of(self, compiled: Compiled) -> Known | None:
        """The versions of a template; None where there is no history of it."""
        return self._known(
            compiled.path, lambda: self._siblings(compiled) or self._from_git(compiled)
        )

    def attributed(self, job: Job, tree: BlockTree, chosen: Chosen, asked: str) -> Attributed:
        """The version of its template that a document is to be checked against.

        ``asked`` is a version that the user wants whatever the document follows, or empty.
        """
        known = self.of(chosen.compiled)
        gap = self._gaps.get(chosen.compiled.path, "")
        pin = _pin(tree, chosen)
        if known is None:
            if asked not in {"", "latest"}:
                why = f": {gap}" if gap else ""
                raise UsageError(f"nothing is known of versions of template {chosen.use.path}{why}")
            return Attributed(chosen, None, None, pin, gap)
        if asked:
            attribution = _asked(asked, chosen.compiled, known)
        else:
            origin = known.origin(self._files.real(job.path))
            attribution = known.attributor.attribute(tree, pin.text if pin else "", origin)
        return Attributed(_in_version(chosen, known, attribution), known, attribution, pin, gap)

    def written(self, compiled: Compiled) -> Known | None:
        """The versions of a template, also of one at a revision; None where nothing is known."""
        if compiled.revision is None or compiled.folder:
            return self.of(compiled)
        revision, _, path = compiled.path.partition(":")
        return self._up_to(compiled, path, revision)

    def _siblings(self, compiled: Compiled) -> Known | None:
        """The versions of a folder of versions; its documents are found by fit."""
        if len(compiled.siblings) < 2:
            return None
        folder = posixpath.commonpath(
            [posixpath.dirname(path) or "." for path in compiled.siblings]
        )
        by_key: dict[str, Compiled] = {}
        editions = []
        for path in compiled.siblings:
            try:
                each = self._library.read(path)
            except ConfigurationError:
                continue  # an older one that is empty or unreadable: nobody wrote from it
            by_key[path] = each
            name = version_name(path, folder)
            made = Edition(path, _outline(each.template), path=path, date=_day(name), name=name)
            editions.append(made)
        attributor = Attributor(lineage(editions))
        return Known(attributor, lambda edition: by_key[edition.key], lambda _: None)

    def _from_git(self, compiled: Compiled) -> Known | None:
        if not compiled.folder or not self._repositories.of(compiled.folder):
            return None
        return self._up_to(
            compiled, posixpath.join(compiled.folder, posixpath.basename(compiled.path))
        )

    def _up_to(self, compiled: Compiled, path: str, revision: str = "") -> Known | None:
        """The versions that git has of the file at a path, up to a revision or to the disk's."""
        with_sides = bool(compiled.template.side_files)
        past = self._history.past(path, revision, with_sides)
        if past.shallow or past.reason:
            self._gaps[compiled.path] = _gap(compiled, past)
        if not past.versions:
            return None
        by_key = {each.key: each for each in past.versions}
        editions = list(self._editions(past))
        today = None if revision else _today(compiled, past)
        if today is not None:
            editions.append(today)
        attributor = Attributor(lineage(editions, past.shallow))

        def read(edition: Edition) -> Compiled:
            newest = attributor.lineage.newest.last
            if edition is newest or edition.key not in by_key:
                return compiled
            return self._library.edition(by_key[edition.key])

        return Known(attributor, read, self._origins(path, past))

    def _editions(self, past: Past) -> Iterator[Edition]:
        """The texts that are templates; where a clone begins, the day is no day of birth."""
        key = "\n".join(("outlines", *past.sides, *(f"{v.path} {v.key}" for v in past.versions)))
        kind = list[Outline | None]
        outlines = remembered(
            self._store, key, kind, lambda: list(map(self._shown_by, past.versions))
        )
        for each, shown in zip(past.versions, outlines, strict=True):
            if shown is not None:
                name = f"before {each.date}" if each.edge else ""
                yield Edition(each.key, shown, each.revision, each.date, each.path, name)

    def _shown_by(self, version: FileVersion) -> Outline | None:
        """What shows of a version in its documents; None for a text that is no template."""
        template = self._library.edition(version).template
        usable = template.sections or template.title or template.front_matter
        return _outline(template) if usable else None

    def _origins(self, template: str, past: Past) -> Callable[[str], Origin | None]:
        """How documents of the template's repository began, all of them asked for at once."""
        known: Memo[str, tuple[Mapping[str, Birth], Mapping[str, str]]] = Memo()

        def begun() -> tuple[Mapping[str, Birth], Mapping[str, str]]:
            births = self._history.births(template)
            revisions = {birth.revision for birth in births.values()}
            return births, self._history.keys_at(template, past, revisions)

        def origin(path: str) -> Origin | None:
            births, keys = known(template, begun)
            birth = births.get(path)
            if birth is None:
                return None
            return Origin(birth.revision, birth.date, keys.get(birth.revision, ""))

        return origin


def history(compiled: Compiled, lineages: Lineages) -> "tuple[Known, list[SchemaChange]]":
    """The versions of a template, and what each changed of the one before it, the first's first.

    Raises:
        UsageError: nothing is known of them.
    """
    known = lineages.written(compiled)
    if known is None:
        reason = "it stands in no git repository and in no folder of versions"
        if not compiled.folder and not compiled.revision:
            reason = "a built-in template has the versions of designdoc itself"
        raise UsageError(f"nothing is known of versions of template {compiled.path}: {reason}")
    versions = known.lineage.versions
    templates = [known.compiled(version.last).template for version in versions]
    firsts = [known.compiled(version.first).template for version in versions]
    before = [firsts[0], *templates[:-1]]
    from designdoc.change.schema import compare  # only some commands ask for it

    return known, [compare(old, new) for old, new in zip(before, firsts, strict=True)]


def _pin(tree: BlockTree, chosen: Chosen) -> Pin | None:
    """The version that a document names, unless it names it of another template."""
    named = pins(tree)
    elsewhere = named.template is not None and chosen.use.evidence != "document"
    return None if elsewhere else named.version


def _gap(compiled: Compiled, past: Past) -> str:
    if past.reason:
        return f"versions of template {compiled.path} are unknown: {past.reason}"
    return (
        f"older versions of template {compiled.path} are unknown, because this clone lacks their "
        "history, so documents are checked against newer ones; `git fetch --unshallow` fetches it "
        "(in GitHub Actions: actions/checkout with `fetch-depth: 0`)"
    )


def _asked(asked: str, compiled: Compiled, known: Known) -> Attribution:
    found = known.lineage.find(asked)
    if found is None:
        names = [version.name for version in known.lineage.versions]
        hint = did_you_mean(asked, names) or f"versions are {', '.join(names[-8:])}"
        raise UsageError(f"template {compiled.path} has no version '{asked}'; {hint}")
    return Attribution(*found, How.ASKED, f"asked for as '{asked}'")


def _today(compiled: Compiled, past: Past) -> Edition | None:
    """The template on the disk, where it is not what was committed last."""
    last = past.versions[-1]
    own = [side.source.data for side in compiled.template.side_files]
    if compiled.template.source.data == last.data and own == [data for _, data in last.sides]:
        return None
    return Edition("", _outline(compiled.template), path=past.paths[0])


def _in_version(chosen: Chosen, known: Known, attribution: Attribution) -> Chosen:
    use = msgspec.structs.replace(
        chosen.use,
        version=attribution.edition.name or attribution.version.name,
        revision=attribution.edition.revision or None,
        version_evidence=attribution.evidence,
    )
    return Chosen(known.compiled(attribution.edition), use)


def _outline(template: Template) -> Outline:
    from designdoc.change.schema import schema_key  # most outlines are kept

    return outline(template, schema_key(template))


def _day(name: str) -> str:
    """The date in the name of a version, if it is a real one at a glance."""
    found = _DATE.search(name)
    return "-".join(found.groups()) if found else ""
