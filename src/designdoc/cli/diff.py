"""``designdoc diff``: what changed in meaning."""

from collections.abc import Iterable
from typing import Any

import click

from designdoc.adapters.git import Git
from designdoc.api import wiring
from designdoc.application.diff import Compared, compared
from designdoc.application.options import CheckOptions
from designdoc.application.versions import versions
from designdoc.cli import console, flags


@click.command(
    epilog="""\b
Examples:
  designdoc diff docs/login.md                      HEAD and the file as it is
  designdoc diff v1.0:docs/login.md docs/login.md
  designdoc diff main...HEAD docs/ --format markdown"""
)
@click.argument("versions", nargs=-1, metavar="[OLD] [NEW]")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@flags.common(("text", "json", "markdown"))
def diff(**values: Any) -> int:
    """Print what changed in meaning: requirements, targets, risks, components, the rest.

    OLD and NEW are PATH or REV:PATH, as in git; or one PATH, which means HEAD and the file as it
    is; or REV..REV and a folder. Wrapping, list markers, numbering and padding are no change.
    Exits with 1 where there are differences.
    """
    common = flags.take_common(values)
    options = CheckOptions(template=values["template"], config=common.config)
    timed = common.verbose or common.timings
    checker, overlay = wiring.checker_over({}, options, wiring.timer(timed))
    history = Git()
    old, new = versions(values["versions"], overlay, history)
    found = compared(old, new, checker, history)
    if not (common.quiet and common.format == "text" and not common.output):
        console.write(_rendered(found, common), common.output)
    console.print_troubles(found.troubles)
    if timed:
        for name, seconds in checker.stages.take().items():
            console.say(f"{name}: {seconds * 1000:.1f} ms")
    return _status(found)


def _status(found: Compared) -> int:
    if any(not trouble.gone for trouble in found.troubles):
        return 2
    return int(bool(found.documents))


def _rendered(found: Compared, common: flags.Common) -> Iterable[str]:
    if common.format == "json":
        from designdoc.output.diff_json import render_json

        return [render_json(found.documents)]
    if common.format == "markdown":
        from designdoc.output.diff_markdown import render_markdown

        return render_markdown(found.documents)
    from designdoc.output.diff_text import render_text

    color = not common.output and console.use_color(common.color)
    return render_text(found.documents, color, console.terminal_width())
