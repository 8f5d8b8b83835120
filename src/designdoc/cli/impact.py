"""``designdoc impact``: what a change touches."""

from typing import Any

import click

from designdoc.application.impact import impact as impact_of
from designdoc.cli import console, flags
from designdoc.cli.trace import load, status


@click.command(
    epilog="""\b
Examples:
  designdoc impact FR-3
  designdoc impact Tokenizer docs/login.md
  designdoc impact docs/login.md#FR-3 docs/ --format json"""
)
@click.argument("name", metavar="ID")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
@flags.common(("text", "json"))
def impact(**values: Any) -> int:
    """Print what a change of ID touches, with the chain of reasons.

    ID is an identifier, an identifier of one document (login.md#FR-3), or the name of a component,
    type, phase or document.
    """
    common = flags.take_common(values)
    found = load(values["paths"], values["template"], common)
    console.print_troubles(found.troubles)
    touched = impact_of(values["name"], found.workspace)
    if common.format == "json":
        from designdoc.output.impact_json import render_json

        console.write([render_json(touched)], common.output)
    else:
        from designdoc.output.impact_text import render_text

        color = not common.output and console.use_color(common.color)
        console.write(render_text(touched, found.workspace, color), common.output)
    return status(found)
