"""The program: its commands, loaded when they are called, and what an exit status means.

0: nothing at or above ``--fail-on``; 1: findings; 2: wrong usage or configuration, or something
that could not be read or written; 3: a fault of designdoc itself; 130: interrupted.
"""

import os
import sys
from collections.abc import Sequence

import click

from designdoc import __version__
from designdoc.cli.lazy import LazyGroup

_COMMANDS = {
    "check": "designdoc.cli.check:check",
    "fix": "designdoc.cli.fix:fix",
    "new": "designdoc.cli.new:new",
    "next": "designdoc.cli.next_:next_",
    "show": "designdoc.cli.show:show",
    "trace": "designdoc.cli.trace:trace",
    "impact": "designdoc.cli.impact:impact",
    "diff": "designdoc.cli.diff:diff",
    "revise": "designdoc.cli.revise:revise",
    "migrate": "designdoc.cli.migrate:migrate",
    "review": "designdoc.cli.review:review",
    "template": "designdoc.cli.template:template",
    "code": "designdoc.cli.code:code",
    "backtest": "designdoc.cli.backtest:backtest",
    "explain": "designdoc.cli.explain:explain",
    "lsp": "designdoc.lsp.command:lsp",
    "mcp": "designdoc.mcp.command:mcp",
    "site": "designdoc.cli.site:site",
    "rule": "designdoc.cli.rule:rule",
}


@click.group(
    cls=LazyGroup,
    commands_at=_COMMANDS,
    hidden=("rule",),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A first try: designdoc check docs/ --template docs/template.md",
)
@click.version_option(__version__, prog_name="designdoc")
def cli() -> None:
    """Check design documents against the Markdown template that your team already has."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit."""
    status = run(arguments)
    _flush()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    try:
        status = cli.main(args=arguments, prog_name="designdoc", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except BrokenPipeError:
        _close_output()
        return 0
    except Exception as error:
        return _failed(error)
    return status if isinstance(status, int) else 0


def _failed(error: Exception) -> int:
    from designdoc.cli.crash import crash_report, is_our_words

    if is_our_words(error):
        click.echo(f"designdoc: {error}", err=True)
        return 2
    if isinstance(error, OSError):
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        click.echo(f"designdoc: {where}{error.strerror or error}", err=True)
        return 2
    click.echo(crash_report(error), err=True)
    return 3


def _flush() -> None:
    """Write what is buffered; a reader that has gone away is no matter."""
    try:
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        _close_output()
    except OSError as error:
        click.echo(f"designdoc: the output could not be written: {error.strerror}", err=True)
        _close_output()
        sys.exit(2)


def _close_output() -> None:
    """Point the standard output nowhere, so that the interpreter's last flush stays silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
