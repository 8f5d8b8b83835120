"""Source trees on the disk and their history, wired when the first document wants them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from designdoc.application.options import CheckOptions
from designdoc.application.ports import Files

if TYPE_CHECKING:
    from designdoc.application.code_around import CodeSurroundings


def code(
    files: Files, options: CheckOptions, prepared: bytes = b""
) -> "Callable[[], CodeSurroundings]":
    """Makes what looks at source code; nothing is loaded before it is called."""

    def make() -> "CodeSurroundings":
        from designdoc.adapters.cache import Cache
        from designdoc.adapters.git_code import GitCode
        from designdoc.application.code_around import CodeSurroundings

        cache = Cache(options.cache)
        return CodeSurroundings(files, GitCode(cache), cache, prepared)

    return make
