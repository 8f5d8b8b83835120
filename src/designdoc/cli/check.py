"""``designdoc check``: find what is wrong."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.check import Result, World
from designdoc.application.check import check as check_documents
from designdoc.application.options import CheckOptions, ReportOptions
from designdoc.cli import console, flags
from designdoc.cli.progress import Bar

if TYPE_CHECKING:
    from designdoc.application.checker import Checker


class Request(Struct, frozen=True):
    """A check as the command line asks for it."""

    paths: tuple[str, ...]
    common: flags.Common
    options: CheckOptions
    report: ReportOptions
    fail_on: str
    stdin_filename: str


@click.command(
    epilog="""\b
Examples:
  designdoc check docs/
  designdoc check docs/login.md --template docs/template.md
  designdoc check docs/ --since origin/main --format github
  git show HEAD:docs/a.md | designdoc check - --stdin-filename docs/a.md"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@flags.rules()
@flags.baseline()
@click.option("--write-baseline", is_flag=True, help="Write today's findings to the baseline.")
@click.option("--since", metavar="REV", default="", help="Only lines changed since the revision.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--fix", is_flag=True, help="Apply safe fixes first.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: the unsafe ones as well.")
@flags.common()
def check(**values: Any) -> int:
    """Find what is wrong in documents, and write nothing.

    PATH is a file, a folder or `-`; without one, what the configuration lists, else this folder.
    """
    watch, fix, unsafe = (values.pop(name) for name in ("watch", "fix", "unsafe_fixes"))
    request = request_of(values)
    if fix or unsafe:
        from designdoc.cli.fix import run_fix

        return run_fix(request, unsafe=unsafe, diff=False)
    if watch:
        from designdoc.cli.watch import watch_and_check

        return watch_and_check(request)
    return run_check(request)


def request_of(values: dict[str, Any]) -> Request:
    """The values of the flags as one request."""
    common = flags.take_common(values)
    options = flags.choice_of(values, common.config, not common.no_cache)
    report = ReportOptions(
        baseline=values.get("baseline", ""),
        write_baseline=values.get("write_baseline", False),
        since=values.get("since", ""),
    )
    filename = values["stdin_filename"]
    return Request(values["paths"], common, options, report, values["fail_on"], filename)


def run_check(request: Request) -> int:
    """Check once and print; the exit status."""
    result = checked(request)
    console.print_report(result.report, request.common, request.fail_on)
    if request.report.write_baseline and not request.common.quiet:
        count = result.report.summary.baselined
        console.say(f"wrote {count} finding{'s' * (count != 1)} to {request.report.baseline}")
    if not result.report.documents and not result.troubles and not request.common.quiet:
        console.say("no documents to check were found")
    finish(result, request.common)
    return console.status_of(result, request.fail_on)


def checked(request: Request) -> Result:
    """Run the use case, with a progress bar where it lasts."""
    common = request.common
    tune()
    with Bar(common.quiet) as bar:
        paths, make, world = _arrange(request, bar)
        return check_documents(paths, make, request.report, world)


def finish(result: Result, common: flags.Common) -> None:
    """What is said on standard error after the report."""
    if not common.quiet:
        for note in result.notes:
            console.say(note)
    console.print_troubles(result.troubles)
    console.print_timings(result.stages, common, result.report)


def _arrange(request: Request, bar: Bar) -> "tuple[Sequence[str], Callable[[], Checker], World]":
    """What is to be checked, by whom, and in which world; standard input is never kept."""
    common, options = request.common, request.options
    stages = wiring.timer(common.verbose or common.timings)
    style = console.style(common) if common.format == "text" else None
    if "-" in request.paths:
        paths, contents = stdin_document(request)
        world = wiring.world(common.jobs, bar, style, stages)
        return paths, lambda: wiring.checker_over(contents, options, stages)[0], world
    runs = wiring.runs(options, request.paths)
    world = wiring.world(common.jobs, bar, style, stages, runs)
    noting = runs is not None
    make = partial(wiring.checker, options, stages=stages, noting=noting)
    return request.paths, make, world


def stdin_document(request: Request) -> tuple[list[str], dict[str, bytes]]:
    """The paths with `-` named, and what standard input holds."""
    name = request.stdin_filename or "-"
    paths = [name if path == "-" else path for path in request.paths]
    return paths, {name: sys.stdin.buffer.read()}
