"""``designdoc template``: what a template is compiled to."""

import json
from typing import Any

import click

from designdoc.api import wiring
from designdoc.application.lineages import history
from designdoc.application.options import CheckOptions
from designdoc.application.paths import is_markdown, says_template
from designdoc.application.read_template import Compiled
from designdoc.cli import console
from designdoc.cli.lazy import LazyGroup
from designdoc.output.visible import one_line

FORMATS = ("text", "json", "json-schema")


@click.group(
    cls=LazyGroup,
    commands_at={
        "show": "designdoc.cli.template:show",
        "list": "designdoc.cli.template:list_",
        "lineage": "designdoc.cli.template:lineage",
        "fitness": "designdoc.cli.fitness:fitness",
    },
)
def template() -> None:
    """Look at templates: what they ask for, and why."""


@click.command(epilog="Example: designdoc template show docs/template.md")
@click.argument("name", metavar="T")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", metavar="FILE", default="", help="Write there, whole or not at all.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto")
def show(name: str, format_: str, output: str, color: str) -> int:
    """Print what a template requires, of which type, and which line says so.

    T is a path, REV:PATH, a folder of versions, or the name of a built-in template.
    """
    compiled = wiring.checker(CheckOptions()).library.read(name)
    for problem in getattr(compiled.template, "problems", ()):
        console.say(
            f"{one_line(compiled.path)}: {one_line(str(getattr(problem, 'message', problem)))}"
        )
    console.write([_rendered(compiled, format_, color, output)], output)
    return 0


@click.command(name="list")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text")
def list_(format_: str) -> int:
    """List the templates at hand: built in, configured, and named so in this folder or above."""
    checker = wiring.checker(CheckOptions())
    rows = [{"name": name, "kind": "built-in"} for name in checker.library.built_in()]
    here = checker.files.absolute(".")
    configuration = checker.configurations.of(here)
    names = [each.template for each in configuration.documents if each.template]
    rows += [{"name": name, "kind": "configuration"} for name in names]
    rows += [{"name": path, "kind": "file name"} for path in _named(here)]
    if format_ == "json":
        console.write([json.dumps({"version": 1, "templates": rows}, indent=2) + "\n"], "")
    else:
        width = max(len(row["name"]) for row in rows)
        console.write((f"{row['name']:<{width}}  {row['kind']}\n" for row in rows), "")
    return 0


@click.command(
    epilog="""\b
Examples:
  designdoc template lineage docs/template.md
  designdoc template lineage docs/templates/            (a folder of versions)
  designdoc template lineage main:docs/template.md      (also in a bare repository)"""
)
@click.argument("name", metavar="T")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text")
@click.option("--output", metavar="FILE", default="", help="Write there, whole or not at all.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto")
def lineage(name: str, format_: str, output: str, color: str) -> int:
    """Print the versions of a template: what each added, removed, renamed and moved.

    The history comes from git, renames and moves followed, or from a folder of versions. Versions
    that ask for the same are one.
    """
    checker = wiring.checker(CheckOptions())
    compiled = checker.library.read(name)
    known, changes = history(compiled, checker.lineages)
    if format_ == "json":
        from designdoc.output.lineage_json import render_json

        console.write([render_json(compiled.path, known.lineage, changes)], output)
    else:
        from designdoc.output.lineage_text import render_text

        colored = not output and console.use_color(color)
        console.write(render_text(compiled.path, known.lineage, changes, colored), output)
    return 0


def _rendered(compiled: Compiled, format_: str, color: str, output: str) -> str:
    if format_ == "text":
        from designdoc.output.template_tree import render_template

        colored = not output and console.use_color(color)
        return render_template(compiled.template, colored, console.terminal_width())
    return json.dumps(_plain(compiled, format_), indent=2, ensure_ascii=False) + "\n"


def _plain(compiled: Compiled, format_: str) -> dict[str, Any]:
    if format_ == "json":
        from designdoc.template.to_json import to_json

        return dict(to_json(compiled.template))
    from designdoc.template.json_schema import to_json_schema

    return dict(to_json_schema(compiled.template))


def _named(here: str) -> list[str]:
    """Files below the folder whose names say template, hidden folders left out."""
    from pathlib import Path

    found = []
    top = Path(here)
    for path in sorted(top.rglob("*")):
        parts = path.relative_to(top).parts
        if any(part.startswith(".") for part in parts) or not is_markdown(path.name):
            continue
        if says_template(path.name) or (len(parts) > 1 and says_template(parts[-2])):
            found.append("/".join(parts))
    return found
