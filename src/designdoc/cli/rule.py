"""``designdoc rule new``: the skeleton of a rule, for who works on designdoc itself."""

import click

from designdoc.adapters.files import DiskFiles
from designdoc.application.ports import Conflict
from designdoc.cli import console
from designdoc.diagnostics import UsageError


@click.group(hidden=True)
def rule() -> None:
    """For work on designdoc itself."""


@rule.command()
@click.argument("code")
@click.argument("name")
def new(code: str, name: str) -> int:
    """Write the files of a new rule into this checkout: the rule, and its golden folder."""
    from designdoc.rules.scaffold import scaffold

    files = DiskFiles()
    for path, text in scaffold(code, name).items():
        try:
            files.write(path, text.encode(), None)
        except Conflict as error:
            raise UsageError(f"{path} is there already") from error
        console.write([f"{path}\n"], "")
    return 0
