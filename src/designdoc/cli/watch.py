"""``designdoc check --watch``: check again when a document, template or configuration changes."""

import sys
from pathlib import Path

import click

from designdoc.adapters.watch import changes
from designdoc.cli import console
from designdoc.cli.check import Request, checked, finish
from designdoc.diagnostics import DesigndocError, UsageError


def watch_and_check(request: Request) -> int:
    """Check until interrupted; then 0, because that is how one ends watching."""
    if "-" in request.paths:
        raise UsageError("--watch watches files; standard input has no changes to wait for")
    try:
        folders = _check(request)
        for _ in changes(folders):
            folders = _check(request)
    except KeyboardInterrupt:
        click.echo("Stopped watching.", err=True)
    return 0


def _check(request: Request) -> list[str]:
    """Check once, and say what to watch; a broken configuration is told and waited on."""
    if sys.stdout.isatty():
        click.clear()
    here = list(request.paths) or ["."]
    try:
        result = checked(request)
    except DesigndocError as error:
        console.say(str(error))
        return [path for path in here if Path(path).exists()] or ["."]
    console.print_report(result.report, request.common, request.fail_on)
    finish(result, request.common)
    uses = (document.template for document in result.report.documents)
    templates = {use.path for use in uses if use and Path(use.path).exists()}
    configurations = {path for path in (request.options.config,) if path}
    own = {name for name in ("designdoc.toml", "pyproject.toml") if Path(name).exists()}
    return sorted({*here, *templates, *configurations, *own})
