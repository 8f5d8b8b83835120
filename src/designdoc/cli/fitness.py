"""``designdoc template fitness``: how a template serves those who write from it."""

from typing import Any

import click
from msgspec import Struct

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.fitness import measure
from designdoc.application.options import CheckOptions
from designdoc.change.fitness.count import Fitness, asked_of
from designdoc.cli import console
from designdoc.cli.progress import Bar

FORMATS = ("text", "json", "csv", "html")


class _Wish(Struct, frozen=True):
    """How the result is to be shown."""

    format_: str
    output: str
    color: str
    least: int
    fields: bool
    sort: str


@click.command(
    name="fitness",
    epilog="""\b
Examples:
  designdoc template fitness docs/template.md docs/
  designdoc template fitness docs/templates docs/ --sort left-out
  designdoc template fitness docs/template.md docs/ --format html --output fitness.html""",
)
@click.argument("name", metavar="T")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", metavar="FILE", default="", help="Write there, whole or not at all.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto")
@click.option(
    "--min-documents", "least", metavar="N", type=click.IntRange(1), default=5, show_default=True,
    help="Judge no section that fewer were asked for; leave it out if the template has dropped it.",
)  # fmt: skip
@click.option("--fields", is_flag=True, help="Fields and columns too (text and CSV).")
@click.option(
    "--sort", type=click.Choice(("template", "left-out")), default="template", show_default=True,
    help="The order of sections in text.",
)  # fmt: skip
@click.option("--config", metavar="FILE", default="", help="This configuration, no other.")
@click.option("--timings", is_flag=True, help="A table of times on standard error.")
def fitness(name: str, paths: tuple[str, ...], config: str, timings: bool, **values: Any) -> int:
    """Tell which sections documents fill, rename, mark N/A, leave empty or leave out.

    Each document counts against the version of the template that it follows, and so each section
    against the documents that were asked for it. Documents of other templates are left out.
    Without PATH: the documents that the configuration lists.
    """
    wish = _Wish(**values)
    tune()
    checker = wiring.checker(CheckOptions(config=config), wiring.timer(timings))
    with Bar(quiet=False) as bar:
        measured = measure(name, paths, checker, bar)
    console.write(_rendered(asked_of(measured.fitness, wish.least), wish), wish.output)
    console.print_troubles(measured.troubles)
    if timings:
        console.print_stages(checker.stages.take())
    return console.status_of_troubles(measured.troubles)


def _rendered(fitness: Fitness, wish: _Wish) -> list[str]:
    if wish.format_ == "json":
        from designdoc.output.fitness_json import render_json

        return [render_json(fitness)]
    if wish.format_ == "csv":
        from designdoc.output.fitness_csv import render_csv

        return [render_csv(fitness, wish.fields)]
    if wish.format_ == "html":
        from designdoc.output.fitness_html import render_html

        return [render_html(fitness, wish.least)]
    from designdoc.output.fitness_text import Look, render_text

    color = not wish.output and console.use_color(wish.color)
    by_left_out = wish.sort == "left-out"
    width = console.terminal_width()
    return list(render_text(fitness, Look(color, width, wish.least, wish.fields, by_left_out)))
