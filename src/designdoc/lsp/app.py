"""The server with all of its features."""

from collections.abc import Callable
from types import ModuleType

from designdoc.application.session import Session
from designdoc.lsp import (
    actions,
    checks,
    completion,
    formatting,
    hover,
    lenses,
    navigation,
    rename,
    structure,
    symbols,
    sync,
)
from designdoc.lsp.checks import Checks
from designdoc.lsp.index import Index
from designdoc.lsp.server import Server

_FEATURES: tuple[ModuleType, ...] = (
    completion, formatting, hover, lenses, navigation, rename, structure, symbols,
)  # fmt: skip


def make(session: Callable[[str], Session]) -> Server:
    """A server whose sessions are made by ``session`` from the absolute path of a folder."""
    server = Server(session)
    checked = Checks(server)
    index = Index(server)
    sync.register(server, checked, index)
    sync.register_folders(server, checked, index)
    checks.register(server, checked)
    actions.register(server, checked)
    for feature in _FEATURES:
        feature.register(server)
    return server
