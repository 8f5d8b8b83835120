"""Results kept between runs in the user's cache folder: bytes under a key, and nothing executable.

``$XDG_CACHE_HOME/designdoc`` or ``~/.cache/designdoc``; never the repository. What cannot be read
or written is as if it were not there.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_LARGEST = 200_000_000  # bytes of one kept result


class Cache:
    """The port ``Store``; ``enabled`` is false for a run that must not use it."""

    def __init__(self, enabled: bool = True) -> None:
        self._folder = _folder() if enabled else None

    def load(self, key: str) -> bytes | None:
        """What was kept under a key."""
        path = self._path(key)
        with suppress(OSError):
            if path is not None and path.stat().st_size <= _LARGEST:
                return path.read_bytes()
        return None

    def save(self, key: str, data: bytes) -> None:
        """Keep bytes under a key, whole or not at all."""
        path = self._path(key)
        if path is None or len(data) > _LARGEST:
            return
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.replace(name, path)  # noqa: PTH105 - beside mkstemp's own string
            except OSError:
                os.unlink(name)  # noqa: PTH108

    def _path(self, key: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / hashlib.blake2b(key.encode(), digest_size=16).hexdigest()


def _folder() -> Path | None:
    """The folder of the user's cache; None where there is no home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "designdoc"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "designdoc"
    return None
