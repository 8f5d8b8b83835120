"""Source trees on the disk and their history, wired when the first document wants them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from designdoc.application.ports import Ports

if TYPE_CHECKING:
    from designdoc.application.code_around import CodeSurroundings


def code(ports: Ports, prepared: bytes = b"") -> "Callable[[], CodeSurroundings]":
    """Makes what looks at source code; nothing is loaded before it is called."""

    def make() -> "CodeSurroundings":
        from designdoc.adapters.git_code import GitCode
        from designdoc.application.code_around import CodeSurroundings

        return CodeSurroundings(ports.files, GitCode(ports.store), ports.store, prepared)

    return make
