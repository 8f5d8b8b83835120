"""``designdoc code``: components in code, and their dependencies."""

from collections.abc import Iterable
from typing import Any

import click

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.checker import Checker
from designdoc.application.code_report import CodeMap, code_map, map_file
from designdoc.application.options import CheckOptions
from designdoc.cli import console, flags
from designdoc.cli.lazy import LazyGroup
from designdoc.output.code_map import ShownComponent, ShownDocument

MAP_FORMATS = ("text", "json")
DEPS_FORMATS = ("text", "json", "mermaid", "html", "import-linter", "dependency-cruiser")


@click.group(
    cls=LazyGroup,
    commands_at={"map": "designdoc.cli.code:map_", "deps": "designdoc.cli.code:deps"},
)
def code() -> None:
    """Compare documents with code: which files a component is, what depends on what."""


@click.command(
    name="map",
    epilog="""\b
Examples:
  designdoc code map docs/design
  designdoc code map docs/design --write docs/code-map.toml""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--write", "write_to", metavar="FILE", default="", help="Write it to be reviewed.")
@flags.common(MAP_FORMATS)
def map_(**values: Any) -> int:
    """Print which files each component is, and how that is known.

    What is ambiguous stays unmapped, and is said. The file that --write makes is read by every
    run when the configuration names it: [code] components = ["FILE"].
    """
    common = flags.take_common(values)
    checker, found = _found(values["paths"], common)
    if values["write_to"]:
        console.write([map_file(found, values["write_to"], checker)], values["write_to"])
        if not common.quiet:
            count = sum(bool(p.mapped.signal) for d in found.documents for p in d.components)
            console.say(f"wrote {count} components to {values['write_to']}")
        return _finished(found)
    from designdoc.output import code_map as output

    shown = _shown(found)
    if common.format == "json":
        console.write([output.render_json(shown, found.skipped)], common.output)
    else:
        color = not common.output and console.use_color(common.color)
        lines = output.render_text(shown, found.files, found.skipped, color)
        console.write(list(lines), common.output)
    return _finished(found)


@click.command(
    epilog="""\b
Examples:
  designdoc code deps docs/design/login.md
  designdoc code deps docs/design --format html --output deps.html
  designdoc code deps docs/design --format import-linter --output .importlinter"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@flags.common(DEPS_FORMATS)
def deps(**values: Any) -> int:
    """Print documented dependencies against imports: a reflexion model.

    Formats: a table, JSON, a graph (mermaid, html), and the rules of two tools that keep to it.
    """
    common = flags.take_common(values)
    _, found = _found(values["paths"], common)
    console.write(list(_rendered(_shown(found), common)), common.output)
    return _finished(found)


def _found(paths: tuple[str, ...], common: flags.Common) -> tuple[Checker, CodeMap]:
    tune()
    options = CheckOptions(config=common.config, cache=not common.no_cache)
    checker = wiring.checker(options, wiring.timer(common.verbose or common.timings))
    found = code_map(paths, checker)
    if not found.documents and not found.troubles and not common.quiet:
        console.say(
            "no document with components was found: they stand below a heading such as "
            "'Components' or 'Major Components'"
        )
    return checker, found


def _shown(found: CodeMap) -> list[ShownDocument]:
    return [
        ShownDocument(
            each.path,
            each.title,
            tuple(ShownComponent(p.mapped, p.line, p.shown) for p in each.components),
            tuple(zip(each.verdicts, each.lines, strict=True)),
        )
        for each in found.documents
    ]


def _rendered(shown: list[ShownDocument], common: flags.Common) -> Iterable[str]:
    from designdoc.output import code_contracts, code_deps

    if common.format == "json":
        return [code_deps.render_json(shown)]
    if common.format == "mermaid":
        return code_deps.render_mermaid(shown)
    if common.format == "html":
        from designdoc.output.code_deps_html import render_html

        return render_html(shown)
    if common.format == "import-linter":
        return code_contracts.render_import_linter(shown)
    if common.format == "dependency-cruiser":
        return [code_contracts.render_dependency_cruiser(shown)]
    return code_deps.render_text(shown, not common.output and console.use_color(common.color))


def _finished(found: CodeMap) -> int:
    console.print_troubles(found.troubles)
    return 2 if any(not trouble.gone for trouble in found.troubles) else 0
