"""Where the program begins: what needs no command line is answered before one is loaded."""

import sys
from collections.abc import Sequence

from designdoc import __version__


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if _answered(words):
        sys.exit(0)
    from designdoc.adapters.collector import collect_seldom

    collect_seldom()
    from designdoc.cli.program import main as program

    program(words)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if _answered(words):
        return 0
    from designdoc.cli.program import run as program

    return program(words)


def _answered(words: Sequence[str]) -> bool:
    """Whether the version was all that was asked for, as editors do at each start."""
    if list(words) != ["--version"]:
        return False
    sys.stdout.write(f"designdoc, version {__version__}\n")
    return True
