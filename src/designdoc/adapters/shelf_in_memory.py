"""Runs kept until the process ends, and on the disk as well where that can be."""

from collections.abc import Iterable

from designdoc.application.recall import Kept, Shelf

_MOST = 4  # runs


class _Held:
    """A run in memory."""

    def __init__(self, index: bytes, data: bytes) -> None:
        self.index = index
        self._data = data

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place behind the index."""
        return self._data[start : start + length]


class ShelfInMemory:
    """The port ``Shelf`` over another one, which may fail to keep anything, or be none."""

    def __init__(self, under: Shelf | None) -> None:
        self._under = under
        self._held: dict[bytes, _Held] = {}

    def load(self, key: bytes) -> Kept | None:
        """What was kept under the key here, else below."""
        if key not in self._held and self._under is not None:
            return self._under.load(key)
        return self._held.get(key)

    def save(self, key: bytes, index: bytes, data: Iterable[bytes]) -> None:
        """Keep this here and below; of too many, the one that was kept first is left below."""
        self._held.pop(key, None)
        whole = b"".join(data)
        self._held[key] = _Held(index, whole)
        if len(self._held) > _MOST:
            del self._held[next(iter(self._held))]
        if self._under is not None:
            self._under.save(key, index, (whole,))
