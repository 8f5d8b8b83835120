"""``designdoc show``: what a document says."""

import click

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.show import Shown
from designdoc.application.show import show as show_document
from designdoc.cli import console
from designdoc.output import model_json, model_text


@click.command(epilog="Example: designdoc show docs/login.md --format json")
@click.argument("path", metavar="PATH")
@click.option("--template", metavar="T", default="", help="Read it by this template.")
@click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.option("--output", metavar="FILE", default="", help="Write there, whole or not at all.")
@click.option("--config", metavar="FILE", default="", help="This configuration, no other.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto")
def show(path: str, **values: str) -> int:
    """Print the typed model of a document: requirements, components, risks and all the rest."""
    options = CheckOptions(template=values["template"], config=values["config"])
    shown = show_document(path, wiring.checker(options))
    output = values["output"]
    colored = not output and console.use_color(values["color"])
    console.write([_rendered(shown, values["format_"], colored)], output)
    return 0


def _rendered(shown: Shown, format_: str, color: bool) -> str:
    source = shown.document.source
    if format_ == "json":
        return model_json.render(shown.model, source, shown.template)
    return model_text.render(shown.model, source, color, console.terminal_width())
