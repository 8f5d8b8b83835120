"""Waiting for files to change."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

_NAMES = frozenset({"designdoc.toml", "pyproject.toml", ".gitignore"})
_SUFFIXES = frozenset({".md", ".markdown", ".yaml", ".yml"})


def changes(paths: Sequence[str]) -> Iterator[set[str]]:
    """The paths that changed, each time some did; ends when interrupted.

    Folders are watched rather than files, because editors replace files.
    """
    folders = {path if Path(path).is_dir() else str(Path(path).parent) for path in paths}
    for found in watch(*sorted(folders), watch_filter=is_ours, raise_interrupt=True):
        yield {path for _, path in found}


def is_ours(change: Change, path: str) -> bool:
    """Whether a file that changed may be a document, a template or a configuration."""
    del change
    file = Path(path)
    hidden = any(part.startswith(".") for part in file.parts[-3:-1])
    return file.name in _NAMES or (file.suffix.lower() in _SUFFIXES and not hidden)
