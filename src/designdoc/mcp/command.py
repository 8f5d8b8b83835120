"""``designdoc mcp``: the server for coding agents."""

import os
from importlib.util import find_spec
from pathlib import Path

import click

from designdoc.diagnostics import UsageError


@click.command(
    epilog="""\b
Examples:
  designdoc mcp                            in an agent's configuration, over standard input
  designdoc mcp --read-only
  designdoc mcp --http --port 8765         prints the URL and the token to connect with"""
)
@click.option("--http", is_flag=True, help="Streamable HTTP on this machine, not standard input.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="With --http: the port; default: a free one.",
)
@click.option("--read-only", is_flag=True, help="Offer no tool that changes documents.")
@click.option(
    "--root",
    metavar="FOLDER",
    default=".",
    help="The workspace; nothing outside is read or written. Default: where it is started.",
)
@click.option("--config", metavar="FILE", default="", help="This configuration, no other.")
def mcp(http: bool, port: int | None, read_only: bool, root: str, config: str) -> int:
    """Serve documents to coding agents by the Model Context Protocol.

    Tools to find, read, check and trace documents, to see what is left to write, and to edit: an
    edit is proposed first, with its diff and findings, and written only by the proposal's
    fingerprint. See docs/mcp.md on how to enter it in an agent's configuration.
    """
    if port is not None and not http:
        raise UsageError("--port goes with --http; without it the server uses standard input")
    if find_spec("mcp") is None:
        raise UsageError(
            "the MCP server needs the package mcp; install it with: pip install 'designdoc[mcp]'"
        )
    config = str(Path(config).resolve()) if config else ""
    _stand_in(root)
    from designdoc.mcp.desk import Desk

    desk = Desk(read_only, config)
    desk.checker()  # a configuration that cannot be read is said now
    if http:
        from designdoc.mcp.http import serve

        return serve(desk, port or 0, os.environ.get("DESIGNDOC_MCP_TOKEN", ""))
    from designdoc.mcp.stdio import serve as serve_stdio

    return serve_stdio(desk)


def _stand_in(root: str) -> None:
    """Paths begin at the workspace: the process stands there."""
    if not Path(root).is_dir():
        raise UsageError(f"'{root}' is no folder; --root names the folder of the documents")
    os.chdir(root)
