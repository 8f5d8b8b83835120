"""What the history of a tree says of names that are gone. ``order`` counts commits from the newest.

A name that is gone says when; a line of a document says when it was written. Between the two lies
whether the name was still there when somebody wrote of it.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from designdoc.code.names import Names, by_last, ends_in


class Written(Struct, frozen=True):
    """The commit that last wrote a line; ``order`` -1 for a line that is in no commit yet."""

    commit: str
    order: int
    day: date


class Gone(Struct, frozen=True, array_like=True):
    """The last commit that had a name, or for a path the commit that took it away.

    ``path`` is where a word last stood; ``to`` the path that a file was renamed to. ``before`` is
    the next commit that was looked at and had it no more; between the two nobody looked.
    """

    commit: str
    order: int
    day: date
    path: str = ""
    to: str = ""
    before: int = -1


class Past(Struct, frozen=True, dict=True):
    """Paths that are gone, with their end; words that are gone, with the last files that had them,
    the newest first and tests left out."""

    paths: Mapping[str, Gone] = {}
    words: Mapping[str, tuple[Gone, ...]] = {}

    @cached_property
    def folders(self) -> Mapping[str, Gone]:
        """The folders of the paths that are gone, each with its newest end."""
        found: dict[str, Gone] = {}
        for path, gone in self.paths.items():
            folder, _, _ = path.rpartition("/")
            while folder:
                known = found.get(folder)
                if known is None or gone.order < known.order:
                    found[folder] = gone
                folder = folder.rpartition("/")[0]
        return found

    @cached_property
    def by_last(self) -> Mapping[str, Sequence[str]]:
        """Paths and folders that are gone by the last part of their paths."""
        return by_last({*self.paths, *self.folders})

    def ending(self, words: str) -> Sequence[str]:
        """The paths and folders that are gone and end in these parts."""
        words = words.strip("/")
        return ends_in(self.by_last.get(words.rpartition("/")[2], ()), words)

    def end_of(self, path: str) -> Gone | None:
        """The end of a file or a folder."""
        return self.paths.get(path) or self.folders.get(path)

    def now(self, path: str, names: Names) -> str:
        """Where a file that was renamed is now, renamed again or not; empty when it is nowhere."""
        for _ in range(8):
            gone = self.paths.get(path)
            if gone is None or not gone.to:
                return ""
            path = gone.to
            if path in names.paths:
                return path
        return ""

    def folder_now(self, folder: str, names: Names) -> str:
        """The folder that every renamed file of a folder is in now; empty when there is no one."""
        found: set[str] = set()
        inside = folder + "/"
        start = bisect_left(self._sorted, inside)
        for path in self._sorted[start:]:
            if not path.startswith(inside):
                break
            target = self.now(path, names)
            tail = path[len(folder) :]
            if target and not target.endswith(tail):
                return ""
            if target:
                found.add(target[: -len(tail)])
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted(self.paths)
