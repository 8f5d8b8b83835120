"""Runs that are kept: one file each, an index that is read whole and bytes that are read if shown.

A file is written whole or not at all, and believed only if its checksum is right and its key is the
one that was asked for; nothing in it is ever run. Readers keep the file that they opened while
another process puts a new one in its place.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from typing import BinaryIO
from zlib import crc32

from designdoc.adapters.disk_store import prune

_MAGIC = b"designdoc run 1\n"
_KEY = 32  # bytes
_HEAD = len(_MAGIC) + _KEY + 4 + 8
_CHUNK = 1 << 20
_MOST = 256_000_000  # bytes of the whole folder


class OpenRun:
    """A run on the disk, whose bytes behind the index are read when they are wanted."""

    def __init__(self, file: BinaryIO, index: bytes) -> None:
        self._file = file
        self.index = index

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place behind the index."""
        self._file.seek(_HEAD + len(self.index) + start)
        return self._file.read(length)


class DiskShelf:
    """The port ``Shelf`` in a folder; ``stamp`` tells one designdoc from another."""

    def __init__(self, folder: str, stamp: Callable[[], str]) -> None:
        self._folder = folder
        self._stamp = stamp
        self._whole: bytes | None = None

    def load(self, key: bytes) -> OpenRun | None:
        """What was kept under the key, whole and unbroken, or None."""
        path = self._path(key)
        try:
            file = open(path, "rb")  # noqa: SIM115 - it stays open with the run
        except OSError:
            return None
        try:
            index = _index(file, self._key(key))
        except OSError:
            index = None
        if index is None:
            file.close()
            return None
        with suppress(OSError):
            os.utime(path)  # in use: to be kept
        return OpenRun(file, index)

    def save(self, key: bytes, index: bytes, data: Iterable[bytes]) -> None:
        """Keep this under the key; where that cannot be, nothing happens."""
        path = self._path(key)
        half = f"{path}.{os.getpid()}"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            with open(half, "wb") as file:
                _write(file, self._key(key), index, data)
            os.replace(half, path)
        except OSError:
            with suppress(OSError):
                os.unlink(half)
            return
        prune(self._folder, _MOST)

    def _path(self, key: bytes) -> str:
        return os.path.join(self._folder, self._key(key).hex()[:40])

    def _key(self, key: bytes) -> bytes:
        if self._whole is None:
            self._whole = self._stamp().encode()
        return blake2b(self._whole + b"\n" + key, digest_size=_KEY).digest()


def _write(file: BinaryIO, key: bytes, index: bytes, data: Iterable[bytes]) -> None:
    size = len(index).to_bytes(8, "little")
    file.write(_MAGIC + key + bytes(4) + size + index)
    sum_ = crc32(index, crc32(size))
    for piece in data:
        sum_ = crc32(piece, sum_)
        file.write(piece)
    file.seek(len(_MAGIC) + _KEY)
    file.write(sum_.to_bytes(4, "little"))


def _index(file: BinaryIO, key: bytes) -> bytes | None:
    """The index of a file that is what it says; None for any other."""
    head = file.read(_HEAD)
    if len(head) < _HEAD or not head.startswith(_MAGIC + key):
        return None
    size = int.from_bytes(head[-8:], "little")
    if size > os.fstat(file.fileno()).st_size:
        return None
    index = file.read(size)
    sum_ = crc32(index, crc32(head[-8:]))
    while piece := file.read(_CHUNK):
        sum_ = crc32(piece, sum_)
    wanted = int.from_bytes(head[-12:-8], "little")
    return index if sum_ == wanted and len(index) == size else None
