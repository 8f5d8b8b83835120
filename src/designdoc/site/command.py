"""``designdoc site``: documents for people who look rather than read."""

from pathlib import Path

import click

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.portfolio import portfolio


@click.group()
def site() -> None:
    """Show documents as a static site, or live while they change."""


@site.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-o", "--output", metavar="FOLDER", default="site", show_default=True)
@click.option("--title", metavar="WORDS", default="Design documents", show_default=True)
@click.option("--template", metavar="T", default="", help="The template; else as check finds it.")
def build(paths: tuple[str, ...], output: str, title: str, template: str) -> int:
    """Write the site to a folder."""
    from designdoc.site.build import files
    from designdoc.site.page import Frame

    found = portfolio(paths, wiring.checker(CheckOptions(template=template)))
    for path, data in files(found, Frame(title)):
        target = Path(output, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return 0
