"""``designdoc explain``: a rule, with examples."""

import sys
from collections.abc import Iterable

import click

from designdoc.application.explain import rule_named
from designdoc.checking import Rule
from designdoc.cli import console
from designdoc.rules import RULES


@click.command(epilog="Example: designdoc explain DD101")
@click.argument("names", nargs=-1, metavar="[CODE]...")
@click.option("--all", "every", is_flag=True, help="List every rule in one line each.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto")
def explain(names: tuple[str, ...], every: bool, color: str) -> int:
    """Print what a rule finds, why it matters, an example, and how to mend it.

    CODE is a rule's code or name.
    """
    if every or not names:
        console.write(
            [f"{r.code}  {r.severity:<8} {r.name:<24} {_summary(r)}\n" for r in RULES], ""
        )
        return 0
    rules = [rule_named(name) for name in names]
    if sys.stdout.isatty() and console.use_color(color):
        _print_rich(rules)
    else:
        console.write(["\n".join(_page(rule) for rule in rules)], "")
    return 0


def _page(rule: Rule) -> str:
    head = f"# {rule.code} {rule.name} ({rule.severity})"
    return f"{head}\n\n{rule.documentation.rstrip()}\n"


def _summary(rule: Rule) -> str:
    return rule.documentation.split("\n", 1)[0]


def _print_rich(rules: Iterable[Rule]) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    terminal = Console()
    for rule in rules:
        terminal.print(Markdown(_page(rule)))
