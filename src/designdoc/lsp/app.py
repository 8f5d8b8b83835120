"""The server with all of its features."""

from collections.abc import Callable
from types import ModuleType

from designdoc.application.session import Session
from designdoc.lsp import checks, sync
from designdoc.lsp.checks import Checks
from designdoc.lsp.index import Index
from designdoc.lsp.server import Server

_FEATURES: tuple[ModuleType, ...] = ()


def make(session: Callable[[str], Session]) -> Server:
    """A server whose sessions are made by ``session`` from the absolute path of a folder."""
    server = Server(session)
    checked = Checks(server)
    index = Index(server)
    sync.register(server, checked, index)
    sync.register_folders(server, checked, index)
    checks.register(server, checked)
    for feature in _FEATURES:
        feature.register(server)
    return server
