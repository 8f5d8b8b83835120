"""Files with some contents held in memory: standard input, and edits not yet written."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from designdoc.application.ports import Entry, Files


class Overlay:
    """The files below, except those whose contents are given."""

    def __init__(self, files: Files, contents: Mapping[str, bytes]) -> None:
        self._files = files
        self.contents = {files.absolute(path): data for path, data in contents.items()}

    def put(self, path: str, data: bytes) -> None:
        """Let the file hold this from now on, in memory only."""
        self.contents[self._files.absolute(path)] = data

    def drop(self, path: str) -> None:
        """Let the file hold again what stands on the disk."""
        self.contents.pop(self._files.absolute(path), None)

    def is_on_disk(self, path: str) -> bool:
        """Whether there is a file below what is held in memory."""
        return self._files.is_file(path)

    def read(self, path: str) -> bytes:
        """The contents given, else those of the file."""
        held = self.contents.get(self._files.absolute(path))
        return self._files.read(path) if held is None else held

    def size(self, path: str) -> int:
        """The size of what ``read`` gives."""
        held = self.contents.get(self._files.absolute(path))
        return self._files.size(path) if held is None else len(held)

    def modified(self, path: str) -> datetime:
        """When the file on disk was last written."""
        return self._files.modified(path)

    def is_file(self, path: str) -> bool:
        """Whether the path leads to a file, or to contents given."""
        return self._files.absolute(path) in self.contents or self._files.is_file(path)

    def is_folder(self, path: str) -> bool:
        """Whether the path leads to a folder."""
        return self._files.is_folder(path)

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path."""
        return self.is_file(path) or self._files.exists(path)

    def entries(self, folder: str) -> Sequence[Entry]:
        """What stands in a folder on disk."""
        return self._files.entries(folder)

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
        """Write to disk."""
        self._files.write(path, data, expected)
