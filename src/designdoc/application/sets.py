"""Which ``[[documents]]`` table of the configuration a file belongs to."""

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from designdoc.application.configuration import Configuration, DocumentSet
from designdoc.application.paths import within

if TYPE_CHECKING:
    import pathspec


def matches(configuration: Configuration, path: str) -> DocumentSet | None:
    """The first table whose patterns include the absolute path and do not exclude it."""
    if not within(path, configuration.folder):
        return None
    relative = posixpath.relpath(path, configuration.folder or "/")
    for each in configuration.documents:
        if _spec(each.include).match_file(relative) and not _spec(each.exclude).match_file(
            relative
        ):
            return each
    return None


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> "pathspec.GitIgnoreSpec":
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(pattern.removeprefix("./") for pattern in patterns)
