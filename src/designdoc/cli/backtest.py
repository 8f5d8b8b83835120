"""``designdoc backtest``: how right the rules on code would have been on this history."""

import posixpath
from typing import Any

import click

from designdoc.api import wiring
from designdoc.application.backtest import Replayed, table
from designdoc.cli import console, flags
from designdoc.output import backtest as output
from designdoc.rules import RULES

FORMATS = ("text", "json")


@click.command(
    epilog="""\b
Examples:
  designdoc backtest
  designdoc backtest docs/design --format json"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@flags.common(FORMATS)
def backtest(**values: Any) -> int:
    """Replay this repository's history, and print precision and recall of the rules on code.

    A commit that took a name out of the code and mended the document in the same step is a case:
    with only the code's half applied the rule has to speak, and at the parent commit be silent.
    """
    common = flags.take_common(values)
    replayed = wiring.backtest(values["paths"], not common.no_cache)
    rules = {rule.code: (rule.name, str(rule.severity.value)) for rule in RULES}
    rows = output.rows_of(table(replayed.cases), rules)
    missed = _missed(replayed)
    if common.format == "json":
        console.write([output.render_json(rows, missed, replayed.commits)], common.output)
        return 0
    color = not common.output and console.use_color(common.color)
    shown = missed if common.verbose else []
    console.write(list(output.render_text(rows, shown, replayed.commits, color)), common.output)
    if missed and not common.verbose and not common.quiet:
        console.say(f"{len(missed)} cases were not found; -v lists them")
    return 0


def _missed(replayed: Replayed) -> list[output.Missed]:
    return [
        output.Missed(case.code, case.commit, case.path, case.line, posixpath.normpath(case.name))
        for case in replayed.cases
        if not case.found
    ]
