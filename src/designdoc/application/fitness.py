"""The use case ``template fitness``: what the documents of a template made of it."""

import posixpath
import traceback
from collections.abc import Iterator, Sequence, Set

import msgspec
from msgspec import Struct

from designdoc.application.check import Progress, no_progress, plan
from designdoc.application.checker import Checker
from designdoc.application.fit import fits
from designdoc.application.outcome import Job, Trouble
from designdoc.application.read_template import Compiled
from designdoc.application.templates import Chosen, NoneFound
from designdoc.change.fitness.count import Fitness, Version, count
from designdoc.change.fitness.identity import Path
from designdoc.change.fitness.seen import Reading, Seen, see, within
from designdoc.diagnostics import ConfigurationError, TemplateUse, UsageError
from designdoc.document import Absent, BoundSection, Document
from designdoc.markdown import BlockTree, Break, parse
from designdoc.rules.as_text import as_text, joined
from designdoc.rules.guidance import left_guidance, only_guidance
from designdoc.rules.holes import leftovers
from designdoc.rules.support import trimmed
from designdoc.rules.swallowed import hidden
from designdoc.source import Span, decode
from designdoc.template.names import without_suffix

_SURE = frozenset({"document", "configuration", "file name"})


class Measured(Struct, frozen=True):
    """The fitness, and what could not be read."""

    fitness: Fitness
    troubles: tuple[Trouble, ...] = ()


def measure(
    template: str, paths: Sequence[str], checker: Checker, progress: Progress = no_progress
) -> Measured:
    """Count what the documents of a template made of it; the others are left out.

    Raises:
        UsageError: the template or a path does not exist.
        ConfigurationError: the template says nothing.
    """
    observer = _Observer(checker, checker.library.read(template))
    with checker.stages("find documents"):
        jobs, troubles = plan(paths, checker, observer.files)
    found: list[Seen] = []
    others = {"other_template": 0, "no_template": 0}
    for number, job in enumerate(jobs, 1):
        seen = _observed(job, observer, troubles)
        if isinstance(seen, Seen):
            found.append(seen)
        elif seen:
            others[seen] += 1
        progress(number, len(jobs))
    with checker.stages("count"):
        fitness = count(observer.compiled.path, observer.versions(), found)
    return Measured(msgspec.structs.replace(fitness, **others), tuple(troubles))


def _observed(job: Job, observer: "_Observer", troubles: list[Trouble]) -> Seen | str:
    """What a document says, or why it says nothing; empty when it could not be read."""
    try:
        return observer.see(job)
    except (OSError, UsageError, ConfigurationError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        troubles.append(Trouble(job.path, f"cannot be read: {reason}"))
    except Exception as error:  # a bug: said for this document, the others go on
        message = f"{type(error).__name__}: {error}"
        troubles.append(Trouble(job.path, message, traceback.format_exc(), fault=True))
    return ""


class _Observer:
    """Looks at documents of one template."""

    def __init__(self, checker: Checker, compiled: Compiled) -> None:
        self.checker = checker
        self.compiled = compiled
        own = compiled.path.partition(":")[2] if compiled.revision else compiled.path
        self.files = tuple(map(checker.files.absolute, compiled.siblings or (own,)))

    def versions(self) -> list[Version]:
        """The versions of the template, oldest first."""
        known = self.checker.lineages.of(self.compiled)
        if known is None:
            return [Version(self.compiled.version or "", self.compiled.template)]
        return [
            Version(each.name, known.compiled(each.last).template)
            for each in known.lineage.versions
        ]

    def see(self, job: Job) -> Seen | str:
        """What a document made of the template, or the kind of document that it is instead."""
        checker = self.checker
        with checker.stages("read"):
            _refuse_large(job, checker)
            tree = parse(decode(job.path, checker.files.read(job.path)))
        with checker.stages("template"):
            other = self._other(job, tree)
            if other:
                return other
            use = TemplateUse(self.compiled.path, "command line", self.compiled.version)
            found = checker.lineages.attributed(job, tree, Chosen(self.compiled, use), "")
        with checker.stages("bind"):
            document = checker.bind(job, tree, found.chosen)
        with checker.stages("observe"):
            version = found.attribution.version.name if found.attribution else use.version
            return see(document, version or "", _reading(document))

    def _other(self, job: Job, tree: BlockTree) -> str:
        """Why a document is none of the template's; empty when it is one."""
        found = self.checker.templates.of(job, tree)
        if isinstance(found, NoneFound):
            if found.named:
                return "other_template"
            return "" if fits(tree, self.compiled.template) else "no_template"
        if self._is_ours(found.compiled):
            return ""
        guessed = found.use.evidence not in _SURE
        ours = guessed and fits(tree, self.compiled.template)
        return "" if ours else "other_template"

    def _is_ours(self, compiled: Compiled) -> bool:
        same = compiled.path == self.compiled.path
        on_disk = bool(compiled.folder)
        return same or (on_disk and self.checker.files.absolute(compiled.path) in self.files)


def _refuse_large(job: Job, checker: Checker) -> None:
    folder = posixpath.dirname(checker.files.absolute(job.path))
    limit = checker.configurations.of(folder).max_bytes
    size = checker.files.size(job.path)
    if size > limit:
        raise UsageError(f"{size:,} bytes are more than the limit of {limit:,}")


def _reading(document: Document) -> Reading:
    """What the rules know of a document's text."""
    left = _left(document)
    places = frozenset(left[""])
    is_hidden = hidden(document)
    return Reading(
        left,
        lambda section: (
            within(left[""], *section.part.body) and _is_bare(document, section, places)
        ),
        dict(_elsewhere(document)),
        lambda slot: is_hidden(slot.form),
    )


def _left(document: Document) -> dict[str, list[Span]]:
    """Where words of the template still stand, in the document and in its side files."""
    found: dict[str, list[Span]] = {"": [each.span for each in left_guidance(document)]}
    for hole in leftovers(document):
        name = posixpath.basename(hole.source.path) if hole.source else ""
        found.setdefault(name, []).append(hole.span)
    return {name: sorted(spans) for name, spans in found.items()}


def _is_bare(document: Document, section: BoundSection, places: Set[Span]) -> bool:
    """Whether a section that holds words of the template holds nothing else."""
    part, form = section.part, section.form
    if part.children:
        return False
    if only_guidance(document, section):
        return True
    if all(
        isinstance(block, Break) or trimmed(document.source, block.span) in places
        for block in part.blocks
    ):
        return True
    end = form.children[0].span.start if form.children else form.extent.end
    origin = document.template.source.slice(Span(form.span.end, end))
    return document.source.slice(part.body).split() == origin.split()


def _elsewhere(document: Document) -> Iterator[tuple[Path, str]]:
    """Absent sections that are answered all the same: in bold, or under a joint heading."""
    for absent in document.absent:
        yield from _answered(document, absent, None)
    for section in document.bound:
        for absent in section.absent:
            yield from _answered(document, absent, section.part.span)


def _answered(
    document: Document, absent: Absent, within_: Span | None
) -> Iterator[tuple[Path, str]]:
    if as_text(document, absent, within_) is not None:
        yield absent.path, ""
    elif part := joined(document, absent):
        yield absent.path, without_suffix(part.title)
