"""The use case ``check``: find the documents, check each, keep what was asked for, report."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct, field

from designdoc.application.checker import Checker
from designdoc.application.configuration import has_code
from designdoc.application.documents import find_documents
from designdoc.application.nearest import did_you_mean
from designdoc.application.options import ReportOptions
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.ports import Clock, Files, History, Pool
from designdoc.checking import on_changed_lines, unknown_codes
from designdoc.diagnostics import (
    CheckedDocument,
    ConfigurationError,
    Finding,
    Report,
    Severity,
    Summary,
    UsageError,
    sort_key,
)

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Show nothing."""
    del done, total


class World(Struct, frozen=True):
    """The ports of a run. ``pool`` makes the pool for a number of documents and bytes."""

    files: Files
    history: History
    clock: Clock
    pool: Callable[[Checker, Sequence[Job]], Pool]
    progress: Progress


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


def check(paths: Sequence[str], checker: Checker, options: ReportOptions, world: World) -> Result:
    """Check the documents behind the paths."""
    start = world.clock.seconds()
    check_codes(checker)
    with checker.stages("find documents"):
        jobs, troubles = plan(paths, checker)
    outcomes: list[Outcome] = []
    for outcome in world.pool(checker, jobs).outcomes(jobs):
        outcomes.append(outcome)
        world.progress(len(outcomes), len(jobs))
    outcomes.sort(key=lambda outcome: outcome.path)
    with checker.stages("report"):
        beside = [*checker.beside(jobs), *_loose(jobs, outcomes, checker)]
        report = _report(outcomes, beside, options, world, start)
    stages = Counter(checker.stages.take())
    for outcome in outcomes:
        stages.update(outcome.timings)
    troubles += [trouble for outcome in outcomes for trouble in outcome.troubles]
    notes = dict.fromkeys(outcome.note for outcome in outcomes if outcome.note)
    notes |= dict.fromkeys(_compared_with_nothing(jobs, checker))
    return Result(report, tuple(troubles), dict(stages), tuple(notes))


def _compared_with_nothing(jobs: Sequence[Job], checker: Checker) -> Iterator[str]:
    """What was selected and is not configured: no finding means nothing there."""
    folders = {posixpath.dirname(checker.files.absolute(job.path)) for job in jobs}
    governing = [checker.configurations.of(folder) for folder in sorted(folders)]
    asked = checker.options.select
    if any(code.startswith("DD5") for code in asked) and not any(map(has_code, governing)):
        yield "nothing was compared with code: name its folders, [code] roots = ['src']"
    if any(code.startswith("DD6") for code in asked) and not any(c.evidence for c in governing):
        yield "nothing was compared with results: name their files, [evidence] tests = [...]"


def plan(
    paths: Sequence[str], checker: Checker, left_out: Sequence[str] = ()
) -> tuple[list[Job], list[Trouble]]:
    """The documents to check; what configurations say is tried here, where it can end the run.

    ``left_out`` are absolute paths of templates beside the one of the options.
    """
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


def check_codes(checker: Checker) -> None:
    """Refuse codes on the command line that no rule has.

    Raises:
        UsageError: a code is unknown.
    """
    options = checker.options
    for code in unknown_codes((*options.select, *options.ignore), checker.rules):
        known = [rule.code for rule in checker.rules]
        hint = did_you_mean(code, known) or f"codes run from {known[0]} to {known[-1]}"
        raise UsageError(f"there is no rule '{code}'; {hint}")


def _loose(jobs: Sequence[Job], outcomes: Sequence[Outcome], checker: Checker) -> Sequence[Finding]:
    """Bindings of the configuration to targets that no document has."""
    if all(outcome.bound is None for outcome in outcomes):
        return ()
    from designdoc.application.loose_bindings import loose_bindings  # only with evidence

    return loose_bindings(jobs, outcomes, checker)


def _report(
    outcomes: Sequence[Outcome],
    beside: Sequence[Finding],
    options: ReportOptions,
    world: World,
    start: float,
) -> Report:
    findings = sorted((*_told_once(outcomes), *beside), key=sort_key)
    findings, baselined = _baseline(findings, options, world.files)
    if options.since:
        findings = _since(findings, options.since, world)
    documents = tuple(each.document for each in outcomes if each.document)
    suppressed = sum(each.suppressed for each in outcomes)
    seconds = world.clock.seconds() - start
    return report_of(documents, findings, seconds, suppressed=suppressed, baselined=baselined)


def _told_once(outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Every finding; one about a file that several documents share, such as results, once."""
    told: set[tuple[str, str, str, int]] = set()
    for outcome in outcomes:
        shared = set()
        for finding in outcome.findings:
            key = (finding.path, finding.code, finding.message, finding.place.start.offset)
            if finding.path == outcome.path or key not in told:
                yield finding
            if finding.path != outcome.path:
                shared.add(key)
        told |= shared


def report_of(
    documents: Sequence[CheckedDocument],
    findings: Sequence[Finding],
    seconds: float,
    **counts: int,
) -> Report:
    """A report with its counts; ``counts`` are those of ``Summary`` beside the severities."""
    found = Counter(finding.severity for finding in findings)
    summary = Summary(
        documents=len(documents),
        error=found[Severity.ERROR],
        warning=found[Severity.WARNING],
        info=found[Severity.INFO],
        seconds=round(seconds, 3),
        **counts,
    )
    return Report(tuple(documents), tuple(findings), summary)


def _baseline(
    findings: list[Finding], options: ReportOptions, files: Files
) -> tuple[list[Finding], int]:
    if not options.baseline:
        if options.write_baseline:
            raise UsageError("--write-baseline needs to know where: --baseline FILE")
        return findings, 0
    from designdoc.checking import baseline

    folder = posixpath.dirname(files.absolute(options.baseline))
    paths = {path: posixpath.relpath(files.absolute(path), folder) for path in _paths(findings)}
    if options.write_baseline:
        expected = files.read(options.baseline) if files.is_file(options.baseline) else None
        files.write(options.baseline, baseline.encode(findings, paths), expected)
        return [], len(findings)
    try:
        data = files.read(options.baseline)
    except OSError as error:
        message = f"{options.baseline}: {error.strerror}; write one with --write-baseline"
        raise ConfigurationError(message) from error
    known = baseline.decode(options.baseline, data)
    return baseline.split(
        findings, known, paths, lambda path: not files.exists(posixpath.join(folder, path))
    )


def _since(findings: list[Finding], revision: str, world: World) -> list[Finding]:
    changed = world.history.changed_lines(revision, _paths(findings))
    return list(on_changed_lines(findings, changed))


def _paths(findings: Sequence[Finding]) -> list[str]:
    return sorted({finding.path for finding in findings})
