"""``designdoc lsp``: the language server, for editors to start."""

import logging
import sys
from importlib.util import find_spec

import click

from designdoc.diagnostics import UsageError


@click.command(
    epilog="Editors start it; editors/README.md says how. Example: designdoc lsp --stdio"
)
@click.option("--stdio", is_flag=True, help="Speak on standard input and output; the default.")
@click.option("-v", "--verbose", is_flag=True, help="Tell on standard error what goes on.")
def lsp(stdio: bool, verbose: bool) -> int:
    """Serve an editor: findings while typing, completion, hover, links, rename, fixes."""
    del stdio  # there is no other way; editors pass it all the same
    if find_spec("pygls") is None:
        raise UsageError(
            "the language server needs the package pygls, which is not installed here;"
            " install it with: pip install 'designdoc[lsp]'"
        )
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(stream=sys.stderr, level=level, format="designdoc lsp: %(message)s")
    from designdoc.adapters.collector import tune
    from designdoc.api import wiring
    from designdoc.lsp.app import make

    tune()
    server = make(wiring.session)
    server.start_io()
    return 0 if server.told_to_end else 1  # as the protocol has it
