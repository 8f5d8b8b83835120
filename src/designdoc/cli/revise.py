"""``designdoc revise``: one more row in the revision history."""

import posixpath
from datetime import date

import click

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.files import DiskFiles
from designdoc.adapters.git_user import user_name
from designdoc.application.fix import Change, unified_diff
from designdoc.application.ports import Conflict
from designdoc.application.revise import Revised, Wanted
from designdoc.application.revise import revise as revised_with
from designdoc.cli import console
from designdoc.diagnostics import UsageError
from designdoc.output.visible import one_line


@click.command(
    epilog="""\b
Examples:
  designdoc revise docs/login.md --changes "Links last ten minutes"
  designdoc revise docs/login.md --changes "Reviewed" --author "Ada" --version 2.0"""
)
@click.argument("path", metavar="PATH")
@click.option("--changes", metavar="TEXT", required=True, help="What changed.")
@click.option("--author", default="", help="Default: git's user.name, else the row before's.")
@click.option("--version", default="", help="Default: the minor number plus one.")
@click.option("--date", "day", metavar="YYYY-MM-DD", default="", help="Default: today.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing.")
def revise(  # noqa: PLR0913, PLR0917 - one parameter per flag, as click calls it
    path: str, changes: str, author: str, version: str, day: str, diff: bool, quiet: bool
) -> int:
    """Add a row to the revision history of a document, in the style of its table or list."""
    files = DiskFiles()
    if not files.is_file(path):
        raise UsageError(f"'{path}' is no file")
    data = files.read(path)
    known_as = "" if author else user_name(posixpath.dirname(path))
    wanted = Wanted(changes, _date(day), author, version, known_as)
    found = revised_with(path, data, wanted)
    if diff:
        console.write(unified_diff([Change(path, data, found.data, ())]), "")
        return 0
    try:
        files.write(path, found.data, data)
    except Conflict as error:
        raise UsageError(f"'{path}' was changed meanwhile; nothing was written") from error
    if not quiet:
        console.say(_told(path, found))
    return 0


def _told(path: str, found: Revised) -> str:
    version = f"version {one_line(found.version)}" if found.version else "a revision"
    author = f" by {one_line(found.author)}" if found.author else ""
    return f"added {version}{author} to {one_line(path)}:{found.line}"


def _date(written: str) -> date:
    if not written:
        return SystemClock().today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"--date is a day such as 2026-01-31, not '{written}'") from None
