"""The file system: reads bytes, lists folders, writes whole files or nothing."""

import os
import posixpath
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from designdoc.application.ports import Conflict, Entry

if TYPE_CHECKING:
    from pathlib import Path

_SHARED = 2  # folders in common, below which a relative path tells less than a whole one


class DiskFiles:
    """The port ``Files`` on the disk; paths go out with forward slashes."""

    def __init__(self) -> None:
        self._here = _slashes(os.getcwd())

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        with open(path, "rb") as file:
            return file.read()

    def size(self, path: str) -> int:
        """The size of a file in bytes."""
        return os.stat(path).st_size

    def modified(self, path: str) -> datetime:
        """When a file was last written."""
        return datetime.fromtimestamp(os.stat(path).st_mtime, UTC)

    def is_file(self, path: str) -> bool:
        """Whether the path leads to a file; a path that cannot be asked does not."""
        try:
            return os.path.isfile(path)
        except ValueError:
            return False

    def is_folder(self, path: str) -> bool:
        """Whether the path leads to a folder."""
        try:
            return os.path.isdir(path)
        except ValueError:
            return False

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path, a dangling link included."""
        return os.path.lexists(path)

    def entries(self, folder: str) -> Sequence[Entry]:
        """What stands in a folder, by name; pipes and devices, which can block, are left out."""
        with os.scandir(folder) as found:
            entries = [
                Entry(each.name, _is_folder(each), each.is_symlink())
                for each in found
                if each.is_symlink() or each.is_dir() or each.is_file()
            ]
        return sorted(entries, key=lambda entry: entry.name)

    def absolute(self, path: str) -> str:
        """The path from the root, without ``.`` and ``..``."""
        if path.startswith("/") and "//" not in path and "/." not in path and path[-1:] != "/":
            return path
        return _slashes(os.path.normpath(os.path.join(self._here, path)))

    def real(self, path: str) -> str:
        """The path from the root with every link followed."""
        return _slashes(os.path.realpath(path))

    def shown(self, path: str) -> str:
        """Relative for what is inside the current folder or not far from it, else from the root."""
        full = self.absolute(path)
        if full.startswith(self._here + "/"):
            return full[len(self._here) + 1 :]
        relative = posixpath.relpath(full, self._here)
        shared = self._here.count("/") - relative.split("/").count("..")
        return relative if shared >= _SHARED else full

    def write(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Replace the file by way of a temporary one in the same folder; the mode is kept."""
        import tempfile
        from pathlib import Path

        target = Path(os.path.realpath(path))
        if expected is None:
            target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(_mode(target))
            with _alone_in(target.parent):
                _replace(temporary, target, expected)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise


@contextmanager
def _alone_in(folder: "Path") -> Iterator[None]:
    """Keep other runs of designdoc from replacing a file of the folder between look and replace.

    Where the system has no such locks, that moment stays.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(temporary: "Path", target: "Path", expected: bytes | None) -> None:
    """Put the temporary file in place if the target still holds what was read."""
    if expected is None:
        try:
            os.link(temporary, target)  # fails where the target exists: no moment in between
        except FileExistsError as error:
            raise Conflict(f"{target.name} exists by now") from error
        except OSError:  # a file system without links
            if target.exists():
                raise Conflict(f"{target.name} exists by now") from None
            temporary.replace(target)
            return
        temporary.unlink()
        return
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        raise Conflict(f"{target.name} was removed") from None
    if now != expected:
        raise Conflict(f"{target.name} was changed")
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(target))
    temporary.replace(target)


def _mode(target: "Path") -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _slashes(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")
