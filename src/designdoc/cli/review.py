"""``designdoc review``: which links somebody accepted, and whether they still mean the same."""

from typing import Any

import click

from designdoc.adapters.clock import SystemClock
from designdoc.adapters.git_user import user_name
from designdoc.api import wiring
from designdoc.application.checker import Checker
from designdoc.application.options import CheckOptions
from designdoc.application.ports import Conflict
from designdoc.application.review import Accepted, Status, read
from designdoc.application.review import accept as accept_links
from designdoc.application.review import status as status_of
from designdoc.cli import console, flags
from designdoc.cli.lazy import LazyGroup
from designdoc.cli.progress import Bar
from designdoc.cli.trace import status as readable
from designdoc.diagnostics import UsageError
from designdoc.output.visible import one_line

_LOCK = click.option(
    "--lock",
    metavar="FILE",
    default="",
    help="The ledger; else designdoc.lock above the documents.",
)
_TEMPLATE = click.option(
    "--template", metavar="T", default="", help="The template; else as check finds it."
)


@click.group(
    cls=LazyGroup,
    commands_at={
        "status": "designdoc.cli.review:status",
        "accept": "designdoc.cli.review:accept",
    },
)
def review() -> None:
    """Accept links between requirements, components and tests, and see which are suspect."""


@click.command(
    epilog="""\b
Examples:
  designdoc review status
  designdoc review status docs/login.md --format json"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_TEMPLATE
@_LOCK
@flags.common(("text", "json"))
def status(**values: Any) -> int:
    """Print which links are suspect, new or gone since they were accepted.

    The exit status is 1 where a link is suspect.
    """
    common = flags.take_common(values)
    now, failed = _now(values, values["paths"], common)
    if common.format == "json":
        from designdoc.output.review_json import render_json

        console.write([render_json(now.links, now.workspace)], common.output)
    elif not common.quiet:
        from designdoc.output.review_text import render_text

        color = not common.output and console.use_color(common.color)
        console.write(render_text(now.links, now.workspace, color), common.output)
    return failed or int(any(each.changed for each in now.links))


@click.command(
    epilog="""\b
Examples:
  designdoc review accept FR-3
  designdoc review accept docs/login.md --by "Ada Lovelace"
  designdoc review accept --all"""
)
@click.argument("wanted", nargs=-1, metavar="[ID|PATH]...")
@click.option("--all", "every", is_flag=True, help="All links of all documents.")
@click.option("--by", metavar="NAME", default="", help="Who accepts; default: git's user.name.")
@click.option("--docs", "paths", multiple=True, metavar="PATH", help="Where the documents are.")
@_TEMPLATE
@_LOCK
@flags.common(("text",))
def accept(**values: Any) -> int:
    """Note in designdoc.lock that links are right as they are.

    ID is an identifier or name whose links are accepted, PATH a document with all of its links.
    """
    common = flags.take_common(values)
    wanted = list(values["wanted"])
    if not wanted and not values["every"]:
        raise UsageError(
            "say which links: ID, PATH, or --all; `designdoc review status` lists them"
        )
    by = values["by"].strip() or user_name(".")
    if not by:
        raise UsageError("who accepts? Say --by NAME, or set git's user.name")
    now, failed = _now(values, values["paths"], common)
    if failed:
        return failed
    try:
        done = accept_links(now, wanted, (SystemClock().today().isoformat(), by), _checker(values))
    except Conflict as error:
        raise UsageError("the ledger was changed meanwhile; nothing was written") from error
    if not common.quiet:
        console.say(_told(done))
    return 0


def _now(
    values: dict[str, Any], paths: tuple[str, ...], common: flags.Common
) -> tuple[Status, int]:
    values["config"] = common.config
    checker = _checker(values)
    with Bar(common.quiet) as bar:
        found = read(paths, checker, bar)
    console.print_troubles(found.linked.troubles)
    return status_of(found, checker, values["lock"]), readable(found.linked)


def _checker(values: dict[str, Any]) -> Checker:
    return wiring.checker(CheckOptions(template=values["template"], config=values["config"]))


def _told(done: Accepted) -> str:
    if not done.path:
        return "nothing to accept: all of these links stand as they were accepted"
    parts = {"new": done.new, "renewed": done.renewed, "gone and taken out": done.removed}
    told = ", ".join(f"{count} {what}" for what, count in parts.items() if count)
    return f"accepted in {one_line(done.path)}: {told}"
