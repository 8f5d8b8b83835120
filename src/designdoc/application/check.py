"""The use case ``check``: find the documents, check each, keep what was asked for, report.

What was kept of the run before and still holds is not worked out again.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from designdoc.application.basis import Frame, frame
from designdoc.application.gathered import Gathered, Held, Placed
from designdoc.application.options import ReportOptions
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.parcel import Parcel, name_of, pack
from designdoc.application.questions import SIZE
from designdoc.application.recall import (
    NOTHING,
    Keeping,
    Recalled,
    Shelf,
    Witness,
    keep,
    recall,
)
from designdoc.application.record import Record
from designdoc.application.stages import Stages
from designdoc.diagnostics import (
    CheckedDocument,
    ConfigurationError,
    Finding,
    Report,
    Severity,
    Summary,
    UsageError,
)
from designdoc.output.options import RenderOptions

if TYPE_CHECKING:
    from designdoc.application.checker import Checker
    from designdoc.application.ports import Clock, Files, History, Pool

Progress = Callable[[int, int], None]
Work = Callable[["Pool", Sequence[Job]], Iterator["Parcel"]]


def no_progress(done: int, total: int) -> None:
    """Show nothing."""
    del done, total


class Room(Held, Protocol):
    """Where the bytes of parcels wait until they are shown."""

    def put(self, data: bytes) -> int:
        """Where the bytes begin."""


class Runs(Struct, frozen=True):
    """Where runs are kept; ``key`` says all of this one that is not asked of the world."""

    shelf: Shelf
    witness: Witness
    key: bytes


class World(Struct, frozen=True):
    """The ports of a run.

    ``pool`` makes the pool for some documents, ``history`` is asked for where it is needed.
    ``style`` is that of the text which is wanted, None for another format. ``runs`` is None where
    nothing is to be kept.
    """

    files: "Files"
    history: "Callable[[], History]"
    clock: "Clock"
    pool: "Callable[[Checker, Sequence[Job]], Pool]"
    progress: Progress
    room: Room
    stages: Stages = field(default_factory=Stages)
    style: RenderOptions | None = None
    runs: Runs | None = None


class Result(Struct, frozen=True):
    """The report, what went wrong beside it, and ``notes`` on how far the report can be right."""

    report: Report
    troubles: tuple[Trouble, ...] = ()
    stages: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def fault(self) -> bool:
        """Whether a bug of ours showed itself."""
        return any(trouble.fault for trouble in self.troubles)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be checked that was there to check."""
        return any(not trouble.fault and not trouble.gone for trouble in self.troubles)


def check(
    paths: Sequence[str], make: "Callable[[], Checker]", options: ReportOptions, world: World
) -> Result:
    """Check the documents behind the paths; ``make`` gives what checks them, if it is needed."""
    start = world.clock.seconds()
    done = run_over(paths, make, world)
    styled = [_in_style(each, world) for each in done.run.placed]
    again = any(one is not other for one, other in zip(styled, done.run.placed, strict=True))
    run = replace(done.run, placed=styled)
    with world.stages("report"):
        gathered = Gathered(run.placed, run.beside)
        report = _report(gathered, options, world, start)
    kept(replace(done, run=run, new=done.new or again), world)
    return _result(report, run, gathered, world.stages)


class Done(Struct, frozen=True):
    """A run over documents; ``new`` where something has to be kept that was not kept before."""

    run: Keeping
    new: bool
    record: Record
    before: Recalled


def run_over(
    paths: Sequence[str], make: "Callable[[], Checker]", world: World, work: "Work | None" = None
) -> Done:
    """What comes of each document, as far as it was not kept from the run before; ``work`` is what
    a pool is to do with the others: to check them, if nothing is said.
    """
    before = NOTHING
    if world.runs:
        with world.stages("recall"):
            before = recall(world.runs.shelf, world.runs.witness, world.runs.key)
    if before.whole:
        return Done(_recalled(before), before.stale, Record(), before)
    checker = make()
    run = _worked_out(paths, checker, before, world, work or _checked)
    return Done(run, True, checker.record or Record(), before)


def _checked(pool: "Pool", jobs: Sequence[Job]) -> "Iterator[Parcel]":
    return pool.outcomes(jobs)


def kept(done: Done, world: World) -> None:
    """Keep a run for the next one."""
    if world.runs and done.new:
        with world.stages("keep"):
            keep(world.runs.shelf, world.runs.key, done.run, done.record, done.before.index)


def _recalled(before: Recalled) -> Keeping:
    """A run of which nothing has to be worked out."""
    planned, index = before.planned, before.index
    assert planned is not None and index is not None  # noqa: S101 - it is whole
    placed = [before.placed[job.path] for job in planned.jobs]
    return Keeping(
        planned.jobs,
        planned.troubles,
        before.name(planned.node),
        planned.beside,
        before.name(planned.beside_node),
        placed,
        planned.notes,
    )


def _worked_out(
    paths: Sequence[str], checker: "Checker", before: Recalled, world: World, work: "Work"
) -> Keeping:
    check_codes(checker)
    with world.stages("find documents"):
        if before.planned is not None:
            jobs, troubles = list(before.planned.jobs), list(before.planned.troubles)
            plan_basis, notes = before.name(before.planned.node), before.planned.notes
        else:
            with frame() as asked:
                jobs, troubles = plan(paths, checker)
                notes = tuple(_compared_with_nothing(jobs, checker))
            plan_basis = _named(_without_sizes(asked), checker)
    placed = [known for job in jobs if (known := before.of(job))]
    there = {each.parcel.path for each in placed}
    left = [job for job in jobs if job.path not in there]
    for parcel in work(world.pool(checker, left), left) if left else ():
        start = world.room.put(parcel.held)
        placed.append(Placed(replace(parcel, held=b""), world.room, start))
        world.progress(len(placed), len(jobs))
    beside, beside_basis = _beside(jobs, placed, checker, before, world)
    return Keeping(jobs, troubles, plan_basis, beside, beside_basis, placed, notes)


def _beside(
    jobs: Sequence[Job],
    placed: Sequence[Placed],
    checker: "Checker",
    before: Recalled,
    world: World,
) -> tuple[Sequence[Finding], bytes]:
    """What is wrong with the files that documents share, and what that rests on."""
    bound = any(each.parcel.bound is not None for each in placed)  # hangs on each document
    if before.planned is not None and before.beside is not None and not bound:
        return before.beside, before.name(before.planned.beside_node)
    with frame() as asked, world.stages("report"):
        beside = [*checker.beside(jobs), *_loose(jobs, placed, checker)]
    return beside, _named(asked, checker)


def _loose(jobs: Sequence[Job], placed: Sequence[Placed], checker: "Checker") -> Sequence[Finding]:
    """Bindings of the configuration to targets that no document has."""
    parcels = [each.parcel for each in placed]
    if all(parcel.bound is None for parcel in parcels):
        return ()
    from designdoc.application.loose_bindings import loose_bindings  # only with evidence

    return loose_bindings(jobs, sorted(parcels, key=lambda each: each.path), checker)


def _named(asked: Frame, checker: "Checker") -> bytes:
    return checker.record.add(asked) if checker.record else b""


def _without_sizes(asked: Frame) -> Frame:
    """What a plan rests on: the sizes of documents only weigh them."""
    for key in [key for key in asked.asked if key[0] == SIZE]:
        del asked.asked[key]
    return asked


def _in_style(placed: Placed, world: World) -> Placed:
    """The parcel with its text in the style that is wanted."""
    parcel = placed.parcel
    if world.style is None or parcel.style == name_of(world.style) or not parcel.groups:
        return placed
    findings = tuple(each for group in parcel.groups for each in placed.findings(group))
    outcome = Outcome(parcel.path, parcel.document, findings)
    packed = pack(outcome, world.style)
    again = replace(parcel, groups=packed.groups, style=packed.style)
    return Placed(again, world.room, world.room.put(packed.held))


def _result(report: Report, run: Keeping, gathered: Gathered, stages: Stages) -> Result:
    parcels = [each.parcel for each in gathered.placed]
    seconds = Counter(stages.take())
    for parcel in parcels:
        seconds.update(parcel.timings)
    troubles = (*run.troubles, *(trouble for each in parcels for trouble in each.troubles))
    return Result(report, troubles, dict(seconds), notes_of(run))


def notes_of(run: Keeping) -> tuple[str, ...]:
    """How far what a run found can be right, each once."""
    own = sorted((each.parcel for each in run.placed), key=lambda parcel: parcel.path)
    return tuple(dict.fromkeys((*(each.note for each in own if each.note), *run.notes)))


def _compared_with_nothing(jobs: Sequence[Job], checker: "Checker") -> Iterator[str]:
    """What was selected and is not configured: no finding means nothing there."""
    from designdoc.application.configuration import has_code

    folders = {posixpath.dirname(checker.files.absolute(job.path)) for job in jobs}
    governing = [checker.configurations.of(folder) for folder in sorted(folders)]
    asked = checker.options.select
    if any(code.startswith("DD5") for code in asked) and not any(map(has_code, governing)):
        yield "nothing was compared with code: name its folders, [code] roots = ['src']"
    if any(code.startswith("DD6") for code in asked) and not any(c.evidence for c in governing):
        yield "nothing was compared with results: name their files, [evidence] tests = [...]"


def plan(
    paths: Sequence[str], checker: "Checker", left_out: Sequence[str] = ()
) -> tuple[list[Job], list[Trouble]]:
    """The documents to check; what configurations say is tried here, where it can end the run.

    ``left_out`` are absolute paths of templates beside the one of the options.
    """
    from designdoc.application.documents import find_documents  # not where a plan is known

    templates = [*left_out]
    if checker.options.template:
        compiled = checker.library.read(checker.options.template)
        templates.append(posixpath.join(compiled.folder, posixpath.basename(compiled.path)))
    found = find_documents(paths, checker.files, checker.configurations, templates)
    for folder in {posixpath.dirname(checker.files.absolute(job.path)) for job in found.jobs}:
        checker.templates.try_configured(folder)
    if checker.options.template_version and found.jobs:
        with suppress(OSError):  # said where the document is checked
            checker.document(found.jobs[0])  # a version that does not exist ends the run, once
    return found.jobs, found.troubles


def check_codes(checker: "Checker") -> None:
    """Refuse codes on the command line that no rule has.

    Raises:
        UsageError: a code is unknown.
    """
    from designdoc.application.nearest import did_you_mean
    from designdoc.checking import unknown_codes

    options = checker.options
    for code in unknown_codes((*options.select, *options.ignore), checker.rules):
        known = [rule.code for rule in checker.rules]
        hint = did_you_mean(code, known) or f"codes run from {known[0]} to {known[-1]}"
        raise UsageError(f"there is no rule '{code}'; {hint}")


def _report(gathered: Gathered, options: ReportOptions, world: World, start: float) -> Report:
    parcels = [each.parcel for each in gathered.placed]
    documents = tuple(each.document for each in parcels if each.document)
    suppressed = sum(each.suppressed for each in parcels)
    if not (options.baseline or options.since or options.write_baseline):
        seconds = world.clock.seconds() - start
        summary = _summary(len(documents), gathered.counts(), seconds, suppressed=suppressed)
        return Report(documents, gathered, summary)
    findings, baselined = _baseline(list(gathered), options, world.files)
    if options.since:
        findings = _since(findings, options.since, world)
    seconds = world.clock.seconds() - start
    return report_of(documents, findings, seconds, suppressed=suppressed, baselined=baselined)


def report_of(
    documents: Sequence[CheckedDocument],
    findings: Sequence[Finding],
    seconds: float,
    **counts: int,
) -> Report:
    """A report with its counts; ``counts`` are those of ``Summary`` beside the severities."""
    found = Counter(finding.severity for finding in findings)
    summary = _summary(len(documents), found, seconds, **counts)
    return Report(tuple(documents), tuple(findings), summary)


def _summary(
    documents: int, found: Mapping[Severity, int], seconds: float, **counts: int
) -> Summary:
    return Summary(
        documents=documents,
        error=found[Severity.ERROR],
        warning=found[Severity.WARNING],
        info=found[Severity.INFO],
        seconds=round(seconds, 3),
        **counts,
    )


def _baseline(
    findings: list[Finding], options: ReportOptions, files: "Files"
) -> tuple[list[Finding], int]:
    if not options.write_baseline:
        return beyond_baseline(findings, options.baseline, files)
    if not options.baseline:
        raise UsageError("--write-baseline needs to know where: --baseline FILE")
    from designdoc.checking import baseline

    expected = files.read(options.baseline) if files.is_file(options.baseline) else None
    named = _seen_from(options.baseline, findings, files)
    files.write(options.baseline, baseline.encode(findings, named), expected)
    return [], len(findings)


def beyond_baseline(
    findings: Sequence[Finding], path: str, files: "Files"
) -> tuple[list[Finding], int]:
    """The findings that the baseline at a path does not hold, and how many it does; all without.

    Raises:
        ConfigurationError: it cannot be read, or is none.
    """
    if not path:
        return list(findings), 0
    from designdoc.checking import baseline

    try:
        data = files.read(path)
    except OSError as error:
        message = f"{path}: {error.strerror}; write one with --write-baseline"
        raise ConfigurationError(message) from error
    known, folder = baseline.decode(path, data), posixpath.dirname(files.absolute(path))
    named = _seen_from(path, findings, files)
    return baseline.split(
        findings, known, named, lambda name: not files.exists(posixpath.join(folder, name))
    )


def _seen_from(path: str, findings: Sequence[Finding], files: "Files") -> dict[str, str]:
    """The paths of files as seen from the folder of another one."""
    folder = posixpath.dirname(files.absolute(path))
    return {each: posixpath.relpath(files.absolute(each), folder) for each in _paths(findings)}


def _since(findings: list[Finding], revision: str, world: World) -> list[Finding]:
    from designdoc.checking import on_changed_lines  # heavy, and most runs need it not

    changed = world.history().changed_lines(revision, _paths(findings))
    return list(on_changed_lines(findings, changed))


def _paths(findings: Sequence[Finding]) -> list[str]:
    return sorted({finding.path for finding in findings})
