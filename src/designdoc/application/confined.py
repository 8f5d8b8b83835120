"""Files of one folder, the workspace: what lies outside is not there, also behind a link.

Of the folders above only what decides about documents below is seen: configuration, ``.gitignore``
and that there is a repository.
"""

import posixpath
from collections.abc import Sequence
from datetime import datetime

from designdoc.application.configurations import NAMES
from designdoc.application.paths import within
from designdoc.application.ports import Entry, Files
from designdoc.diagnostics import UsageError

_LONGEST = 4096  # characters; to follow a path costs the square of its length
_SEEN_ABOVE = frozenset({*NAMES, ".gitignore", ".git"})


class Confined:
    """The port ``Files`` for what lies in the folder ``root``, every link followed.

    ``config`` is a configuration that the operator named; it may lie anywhere.
    """

    def __init__(self, files: Files, root: str, config: str = "") -> None:
        self._files = files
        self.root = files.real(root)
        self._config = files.real(config) if config else ""

    def inside(self, path: str) -> str:
        """The path as it is shown to people, for one that was given from outside.

        Raises:
            UsageError: it is none, or leads out of the workspace.
        """
        if not path.strip() or "\0" in path:
            raise UsageError("the path is empty; name a file or folder of the workspace")
        if len(path) > _LONGEST:
            raise UsageError(f"the path is longer than {_LONGEST} characters")
        if not self._holds(path):
            raise UsageError(
                f"'{path}' is outside of the workspace, or a link leads out of it; paths begin at"
                " the workspace's folder, such as docs/login.md"
            )
        return self._files.shown(path)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._files.read(self._allowed(path))

    def size(self, path: str) -> int:
        """The size of a file in bytes."""
        return self._files.size(self._allowed(path))

    def modified(self, path: str) -> datetime:
        """When a file was last written."""
        return self._files.modified(self._allowed(path))

    def is_file(self, path: str) -> bool:
        """Whether the path leads to a file of the folder."""
        return self._files.is_file(path) and self._sees(path)

    def is_folder(self, path: str) -> bool:
        """Whether the path leads to a folder inside."""
        return self._files.is_folder(path) and self._sees(path)

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path."""
        return self._files.exists(path) and self._sees(path)

    def entries(self, folder: str) -> Sequence[Entry]:
        """What stands in a folder."""
        return self._files.entries(self._allowed(folder))

    def absolute(self, path: str) -> str:
        """The path from the root."""
        return self._files.absolute(path)

    def real(self, path: str) -> str:
        """The path from the root with every link followed."""
        return self._files.real(path)

    def shown(self, path: str) -> str:
        """The path as people like to read it."""
        return self._files.shown(path)

    def write(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Write to a file of the folder."""
        if not self._holds(path):
            raise PermissionError(13, "this is outside of the workspace", path)
        self._files.write(path, data, expected)

    def _allowed(self, path: str) -> str:
        if not self._sees(path):
            raise PermissionError(13, "this is outside of the workspace", path)
        return path

    def _sees(self, path: str) -> bool:
        real = self._real(path)
        if within(real, self.root) or (self._config and real == self._config):
            return True
        folder, name = posixpath.split(real)
        return name in _SEEN_ABOVE and within(self.root, folder)

    def _holds(self, path: str) -> bool:
        return within(self._real(path), self.root)

    def _real(self, path: str) -> str:
        """A path that the system cannot even ask about leads nowhere."""
        try:
            return self._files.real(self._files.absolute(path))
        except (ValueError, OSError):
            return ""
