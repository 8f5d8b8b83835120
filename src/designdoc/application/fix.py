"""The use case ``fix``: apply fixes round by round until none is left, then write or show.

Fixes of one round never overlap: the first in the order of findings wins, the others get their
turn in the next round, against the text as it is then.
"""

import difflib
import traceback
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from designdoc.application.check import Result, check_codes, plan, report_of
from designdoc.application.checker import Checker
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.overlay import Overlay
from designdoc.application.ports import Clock, Conflict, Files
from designdoc.diagnostics import Edit, Finding, sort_key
from designdoc.markdown import apply

MAX_ROUNDS = 50  # sections inserted at one place take a round each


class Change(Struct, frozen=True):
    """One file before and after, and the titles of the fixes that made the difference."""

    path: str
    before: bytes
    after: bytes
    fixes: tuple[str, ...]


class Fixed(Struct, frozen=True):
    """What was changed, and the report on what remains."""

    result: Result
    changes: tuple[Change, ...]


def fix(
    paths: Sequence[str], checker: Checker, overlay: Overlay, clock: Clock, unsafe: bool
) -> Fixed:
    """Fix the documents behind the paths in memory; ``write_changes`` puts them on disk.

    ``checker`` reads through ``overlay``, so that each round sees the text of the round before.
    """
    start = clock.seconds()
    check_codes(checker)
    jobs, troubles = plan(paths, checker)
    changes: list[Change] = []
    outcomes: list[Outcome] = []
    for job in jobs:
        outcome, own = _fix_safely(job, checker, overlay, unsafe)
        outcomes.append(outcome)
        changes += own
    outcomes.sort(key=lambda outcome: outcome.path)
    findings = sorted((f for each in outcomes for f in each.findings), key=sort_key)
    fixed = sum(len(change.fixes) for change in changes)
    report = report_of(
        [each.document for each in outcomes if each.document],
        findings,
        clock.seconds() - start,
        suppressed=sum(each.suppressed for each in outcomes),
        fixed=fixed,
    )
    troubles += [trouble for each in outcomes for trouble in each.troubles]
    result = Result(report, tuple(troubles), checker.stages.take())
    return Fixed(result, tuple(changes))


def write_changes(changes: Iterable[Change], files: Files) -> list[Trouble]:
    """Write each changed file; a file that cannot be written, or was changed, is told."""
    troubles = []
    for change in changes:
        try:
            files.write(change.path, change.after, change.before)
        except Conflict:
            message = "somebody changed the file since it was read; nothing was written to it"
            troubles.append(Trouble(change.path, message))
        except OSError as error:
            reason = error.strerror or str(error)
            troubles.append(Trouble(change.path, f"cannot be written: {reason}; it is unchanged"))
    return troubles


def unified_diff(changes: Iterable[Change]) -> Iterator[str]:
    """The changes as ``diff -u`` shows them, line endings kept."""
    for change in changes:
        before = _lines(change.before)
        after = _lines(change.after)
        for line in difflib.unified_diff(
            before, after, f"a/{change.path}", f"b/{change.path}", lineterm="\n"
        ):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _fix_safely(
    job: Job, checker: Checker, overlay: Overlay, unsafe: bool
) -> tuple[Outcome, list[Change]]:
    """Fix one document; a bug leaves it as it is, and the others go on."""
    try:
        return _fix_one(job, checker, overlay, unsafe)
    except Exception as error:
        message = f"{type(error).__name__}: {error}; the file is unchanged"
        trouble = Trouble(job.path, message, traceback.format_exc(), fault=True)
        return Outcome(job.path, None, troubles=(trouble,)), []


def _fix_one(
    job: Job, checker: Checker, overlay: Overlay, unsafe: bool
) -> tuple[Outcome, list[Change]]:
    before: dict[str, bytes] = {}
    titles: dict[str, list[str]] = {}
    outcome = checker.check(job)
    for _ in range(MAX_ROUNDS):
        chosen = _choose(outcome.findings, unsafe)
        if not chosen:
            break
        for path, fixes in chosen.items():
            data = overlay.read(path)
            after = apply(data, [edit for _, edits in fixes for edit in edits])
            if after == data:
                continue
            before.setdefault(path, data)
            titles.setdefault(path, []).extend(title for title, _ in fixes)
            overlay.put(path, after)
        outcome = checker.check(job)
    changes = [
        Change(path, data, overlay.read(path), tuple(titles[path]))
        for path, data in before.items()
        if overlay.read(path) != data
    ]
    return msgspec.structs.replace(outcome, timings={}), changes


def _choose(
    findings: Iterable[Finding], unsafe: bool
) -> dict[str, list[tuple[str, tuple[Edit, ...]]]]:
    """For each file the fixes of one round: none touches another's bytes."""
    chosen: dict[str, list[tuple[str, tuple[Edit, ...]]]] = {}
    taken: dict[str, list[Edit]] = {}
    for finding in findings:
        offered = next((each for each in finding.fixes if each.safe or unsafe), None)
        if offered is None or not offered.edits:
            continue
        busy = taken.setdefault(finding.path, [])
        if any(_touch(edit, other) for edit in offered.edits for other in busy):
            continue
        busy.extend(offered.edits)
        title = f"{finding.code} {finding.name}: {offered.title}"
        chosen.setdefault(finding.path, []).append((title, offered.edits))
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, or insert at the same byte."""
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)
