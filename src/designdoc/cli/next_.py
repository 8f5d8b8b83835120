"""``designdoc next``: what is left to write."""

from typing import Any

import click

from designdoc.api import wiring
from designdoc.application.next_ import KINDS
from designdoc.application.next_ import next_ as left_in
from designdoc.application.options import CheckOptions
from designdoc.cli import console, flags


@click.command(
    name="next",
    epilog="""\b
Examples:
  designdoc next docs/login.md
  designdoc next docs/login.md --format json""",
)
@click.argument("path", metavar="PATH")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@flags.common(("text", "json"))
def next_(**values: Any) -> int:
    """Print what is left to write in a document, in the order of its template.

    Absent and empty sections, holes, fields and columns with the template's guidance, then
    requirements that no component, phase or test is linked to.
    """
    common = flags.take_common(values)
    options = CheckOptions(
        values["template"], common.config, select=tuple(KINDS), cache=not common.no_cache
    )
    left = left_in(values["path"], wiring.checker(options))
    if common.format == "json":
        from designdoc.output.next_json import render_json

        console.write([render_json(left)], common.output)
    else:
        from designdoc.output.next_text import render_text

        color = not common.output and console.use_color(common.color)
        console.write(render_text(left, color, console.terminal_width()), common.output)
    return 0
