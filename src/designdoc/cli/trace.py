"""``designdoc trace``: links, matrix and coverage."""

from functools import partial
from typing import Any

import click

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.linked_again import linked_again
from designdoc.application.options import CheckOptions
from designdoc.application.trace import Linked, linked, with_evidence
from designdoc.cli import console, flags
from designdoc.cli.progress import Bar
from designdoc.workspace import Workspace

FORMATS = ("text", "json", "csv", "html")


@click.command(
    epilog="""\b
Examples:
  designdoc trace docs/
  designdoc trace docs/ --format html --output trace.html
  designdoc trace docs/login.md --fail-under 100"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@click.option(
    "--fail-under",
    metavar="N",
    type=click.FloatRange(0, 100),
    default=None,
    help="Exit with 1 when less than N percent of the requirements are linked.",
)
@flags.common(FORMATS)
def trace(**values: Any) -> int:
    """Print which requirements are linked to what: matrix and coverage.

    A requirement is covered when a component, a phase and a test are linked to it, by its
    identifier or by name. Where the configuration names evidence, each requirement also has a
    state: met, violated, stale, or no evidence.
    """
    common = flags.take_common(values)
    found = load(values["paths"], values["template"], common, judged=True)
    workspace = found.workspace
    if not (common.quiet and common.format == "text" and not common.output):
        console.write(_rendered(workspace, common), common.output)
    console.print_troubles(found.troubles)
    return status(found) or _covered(workspace, values["fail_under"], common)


def load(
    paths: tuple[str, ...], template: str, common: flags.Common, *, judged: bool = False
) -> Linked:
    """Link the documents behind the paths, with a progress bar where it lasts.

    ``judged``: with what the configured evidence says of them.
    """
    tune()
    timed = common.verbose or common.timings
    options = CheckOptions(template=template, config=common.config, cache=not common.no_cache)
    checker = wiring.checker(options, wiring.timer(timed))
    with Bar(common.quiet) as bar:
        if timed:
            found = linked(paths, checker, partial(wiring.pool, jobs=common.jobs), bar)
        else:
            runs = wiring.runs(options, ("\0linked", *paths))
            noting = partial(wiring.checker, options, noting=True)
            found = linked_again(paths, noting, wiring.world(common.jobs, bar, runs=runs))
        found = with_evidence(found, checker) if judged else found
    if timed:
        for name, seconds in found.stages.items():
            console.say(f"{name}: {seconds * 1000:.1f} ms")
    if not found.documents and not found.troubles and not common.quiet:
        console.say("no documents were found")
    return found


def status(found: Linked) -> int:
    """The exit status of what could not be read: 3 for a fault of ours, 2 for the rest, else 0."""
    return console.status_of_troubles(found.troubles)


def _covered(workspace: Workspace, least: float | None, common: flags.Common) -> int:
    if least is None:
        return 0
    percent = workspace.coverage().percent
    if percent is not None and percent >= least:
        return 0
    if not common.quiet:
        shown = "there are no requirements" if percent is None else f"coverage is {percent:.1f}%"
        console.say(f"{shown}; --fail-under asks for {least:g}%")
    return int(percent is not None or least > 0)


def _rendered(workspace: Workspace, common: flags.Common) -> list[str]:
    if common.format == "json":
        from designdoc.output.trace_json import render_json

        return [render_json(workspace)]
    if common.format == "csv":
        from designdoc.output.trace_csv import render_csv

        return [render_csv(workspace.coverage())]
    if common.format == "html":
        from designdoc.output.trace_html import render_html

        return [render_html(workspace)]
    from designdoc.output.trace_text import render_text

    color = not common.output and console.use_color(common.color)
    return list(render_text(workspace, color, console.terminal_width()))
