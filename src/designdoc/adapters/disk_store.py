"""What is kept from run to run: one file per result in the user's cache folder.

A file is written whole or not at all, and what it holds is believed only if its digest is right, so
that a broken, foreign or half-written one is as none. Nothing in it is ever run.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, cached_property

_MAGIC = b"designdoc store 1\n"
_DIGEST = 32  # bytes
_LARGEST = 32_000_000  # bytes of a result that is kept
_MOST = 64_000_000  # bytes of the whole folder; the longest unused go first
_OURS = (".py", ".md", ".j2", ".css", ".js", ".html")
_DAYS = 30  # that an unused result is kept


class DiskStore:
    """The port ``Store`` in a folder.

    What ``stamp`` gives is part of every key: what another designdoc worked out is not asked for.
    """

    def __init__(self, folder: str, stamp: Callable[[], str]) -> None:
        self._folder = folder
        self._make_stamp = stamp
        self._pruned = False

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where nothing is left of it."""
        path = self._path(key)
        try:
            with open(path, "rb") as file:
                written = file.read()
        except OSError:
            return None
        data = _opened(written, self._key(key))
        if data is not None:
            with suppress(OSError):
                os.utime(path)  # in use: to be kept
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes; where that cannot be, nothing happens."""
        if len(data) > _LARGEST:
            return
        path = self._path(key)
        half = f"{path}.{os.getpid()}"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            with open(half, "wb") as file:
                file.write(_closed(data, self._key(key)))
            os.replace(half, path)
        except OSError:
            with suppress(OSError):
                os.unlink(half)
            return
        if not self._pruned:
            self._pruned = True
            prune(self._folder, _MOST)

    def _path(self, key: str) -> str:
        from hashlib import sha256  # only runs with something to keep need it

        return os.path.join(self._folder, sha256(self._key(key)).hexdigest()[:40])

    def _key(self, key: str) -> bytes:
        return f"{self._stamp}\n{key}".encode("utf-8", "surrogatepass")

    @cached_property
    def _stamp(self) -> str:
        return self._make_stamp()


def prune(folder: str, most: int) -> None:
    """Remove what was not used for long, and what is more bytes than the folder may hold."""
    known = sorted(_files(folder), reverse=True)
    if not known:
        return
    room, oldest = most, known[0][0] - _DAYS * 86_400
    for used, size, path in known:
        room -= size
        if room < 0 or used < oldest:
            with suppress(OSError):
                os.unlink(path)


def disk_store() -> DiskStore | None:
    """The store of this designdoc in the user's cache folder; None where there is no place."""
    folder = cache_folder()
    return None if folder is None else DiskStore(folder, own_stamp)


def cache_folder() -> str | None:
    """The folder of designdoc among the user's caches; None where there is no place for one.

    Source: the XDG base directory specification, which tells to ignore a relative path.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    if not given and sys.platform == "win32":
        given = os.environ.get("LOCALAPPDATA", "")
    home = os.path.expanduser("~")
    if not os.path.isabs(given) and home == "~":  # nobody's home
        return None
    base = given if os.path.isabs(given) else os.path.join(home, ".cache")
    folder = os.path.join(base, "designdoc")
    return None if _is_in_our_repository(folder) else folder


@cache
def own_stamp() -> str:
    """What tells one designdoc from another: its version, and the state of its source files.

    The state matters to those who work on designdoc; where it was installed, files change only with
    their folder. Beside it, the Python, and the folder of the libraries, whose names tell versions.
    """
    from hashlib import blake2b

    import msgspec

    package = os.path.dirname(os.path.dirname(__file__))
    libraries = os.path.dirname(os.path.dirname(msgspec.__file__))
    first = os.path.join(package, "__init__.py")
    with open(first, "rb") as file:
        digest = blake2b(file.read(), digest_size=32)  # it says the version
    told = [sys.version, _state(first), _state(libraries)]
    if not package.startswith(libraries):
        told += _source_states(package)
    digest.update("\n".join(told).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _source_states(package: str) -> Iterator[str]:
    stack = [package]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.endswith(_OURS):
                    state = entry.stat()
                    yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"
                elif "." not in entry.name and entry.name != "__pycache__":
                    stack.append(entry.path)


def _state(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return path
    return f"{path} {found.st_ino} {found.st_mtime_ns}"


def _is_in_our_repository(folder: str) -> bool:
    """Whether the folder lies in the repository that we stand in, where we write nothing."""
    top = os.getcwd()
    while not os.path.exists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return False
        top = above
    return folder == top or folder.startswith(top.rstrip(os.sep) + os.sep)


def _files(folder: str) -> Iterator[tuple[float, int, str]]:
    """Last use, size and name of the files in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                if entry.is_file(follow_symlinks=False):
                    yield state.st_mtime, state.st_size, entry.path


def _closed(data: bytes, key: bytes) -> bytes:
    from hashlib import sha256
    from zlib import compress

    return _MAGIC + sha256(key + b"\n" + data).digest() + compress(data, 1)


def _opened(written: bytes, key: bytes) -> bytes | None:
    from hashlib import sha256
    from zlib import decompressobj, error

    start = len(_MAGIC) + _DIGEST
    if not written.startswith(_MAGIC):
        return None
    try:
        data = decompressobj().decompress(written[start:], _LARGEST)
    except error:
        return None
    right = sha256(key + b"\n" + data).digest() == written[len(_MAGIC) : start]
    return data if right else None
