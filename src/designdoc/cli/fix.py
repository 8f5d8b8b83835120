"""``designdoc fix``: apply fixes, or show them."""

from typing import Any

import click

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.application.check import Result
from designdoc.application.fix import Change, Fixed, write_changes
from designdoc.application.fix import fix as fix_documents
from designdoc.cli import console, flags
from designdoc.cli.check import Request, finish, request_of, stdin_document
from designdoc.diagnostics import UsageError
from designdoc.output.visible import one_line


@click.command(
    epilog="""\b
Examples:
  designdoc fix docs/ --diff
  designdoc fix docs/login.md
  designdoc fix docs/ --select DD105,DD113 --unsafe-fixes"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@flags.rules()
@click.option("--unsafe-fixes", is_flag=True, help="Also fixes that may alter what was meant.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@flags.common()
def fix(**values: Any) -> int:
    """Apply safe fixes to documents, then report what remains."""
    unsafe, diff = values.pop("unsafe_fixes"), values.pop("diff")
    return run_fix(request_of(values), unsafe=unsafe, diff=diff)


def run_fix(request: Request, unsafe: bool, diff: bool) -> int:
    """Fix, write or show, print what remains; the exit status."""
    if request.report.baseline or request.report.since:
        raise UsageError("fixing knows no --baseline and no --since; choose with --select")
    piped = "-" in request.paths
    paths, contents = stdin_document(request) if piped else (list(request.paths), {})
    timed = request.common.verbose or request.common.timings
    checker, overlay = wiring.checker_over(contents, request.options, wiring.timer(timed))
    fixed = fix_documents(paths, checker, overlay, SystemClock(), unsafe)
    if diff:
        console.write(console.harmless_diff(fixed.changes), request.common.output)
        finish(fixed.result, request.common)
        return console.status_of(fixed.result, "never") or int(bool(fixed.changes))
    if piped:
        name = request.stdin_filename or "-"
        console.write_bytes([overlay.read(name)])
        finish(fixed.result, request.common)
        return console.status_of(fixed.result, request.fail_on)
    return _written(fixed, request)


def _written(fixed: Fixed, request: Request) -> int:
    troubles = write_changes(fixed.changes, DiskFiles())
    failed = {trouble.path for trouble in troubles}
    if not request.common.quiet:
        for change in fixed.changes:
            if change.path not in failed:
                _tell(change)
    result = Result(fixed.result.report, (*fixed.result.troubles, *troubles), fixed.result.stages)
    console.print_report(result.report, request.common, request.fail_on)
    finish(result, request.common)
    return console.status_of(result, request.fail_on)


def _tell(change: Change) -> None:
    for title in change.fixes:
        console.say(f"fixed {one_line(change.path)}: {one_line(title)}")
