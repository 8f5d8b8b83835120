"""``designdoc new``: start a document from a template."""

import sys
from datetime import date

import click

from designdoc.adapters.clock import SystemClock
from designdoc.api import wiring
from designdoc.application.checker import Checker
from designdoc.application.new import Values, new_document, template_for
from designdoc.application.options import CheckOptions
from designdoc.application.ports import Conflict
from designdoc.cli import console
from designdoc.diagnostics import UsageError
from designdoc.output.visible import one_line


@click.command(
    epilog="""\b
Examples:
  designdoc new docs/login.md --title "Passwordless login"
  designdoc new docs/adr/0007.md --template docs/adr/template.md --set status=proposed"""
)
@click.argument("path", metavar="PATH")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@click.option("--title", default="", help="The title's hole.")
@click.option("--author", default="", help="The author, also of the first revision.")
@click.option("--date", "day", metavar="YYYY-MM-DD", default="", help="The date; default: today.")
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help="A hole or field.")
@click.option("--no-input", is_flag=True, help="Ask nothing, also on a terminal.")
@click.option("--config", metavar="FILE", default="", help="This configuration, no other.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing.")
def new(  # noqa: PLR0913, PLR0917 - one parameter per flag, as click calls it
    path: str,
    template: str,
    title: str,
    author: str,
    day: str,
    settings: tuple[str, ...],
    no_input: bool,
    config: str,
    quiet: bool,
) -> int:
    """Start a document: the template with title, date, history and what you say filled in.

    On a terminal it asks for the rest; an existing file is never overwritten.
    """
    checker = wiring.checker(CheckOptions(config=config))
    _refuse_existing(path, checker)
    compiled = template_for(path, template, checker)
    values = Values(_date(day), title, author, dict(map(_setting, settings)))
    if not no_input and sys.stdin.isatty() and sys.stdout.isatty():
        from designdoc.cli.ask import ask

        values = ask(compiled, values)
    data = new_document(path, compiled, values, checker)
    try:
        checker.files.write(path, data, None)
    except Conflict:
        _refuse_existing(path, checker)
    if not quiet:
        shown = one_line(path)
        console.say(f"wrote {shown} from {one_line(compiled.path)}; next: designdoc check {shown}")
    return 0


def _refuse_existing(path: str, checker: Checker) -> None:
    if checker.files.exists(path):
        what = "is a folder" if checker.files.is_folder(path) else "exists; nothing was written"
        raise UsageError(f"'{path}' {what}")


def _date(written: str) -> date:
    if not written:
        return SystemClock().today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"--date is a day such as 2026-01-31, not '{written}'") from None


def _setting(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--set is NAME=VALUE, not '{written}'")
    return name.strip(), value
