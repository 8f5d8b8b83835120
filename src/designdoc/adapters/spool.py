"""Where the bytes of a run wait: in memory, and beyond some of it in a file without a name."""

import io
from typing import BinaryIO

_ROOM = 24_000_000  # bytes that are held in memory


class Spool:
    """Bytes put one behind another, read back in any order."""

    def __init__(self) -> None:
        self._file: BinaryIO = io.BytesIO()
        self._end = 0
        self._on_disk = False

    def put(self, data: bytes) -> int:
        """Where the bytes begin."""
        if self._end + len(data) > _ROOM and not self._on_disk:
            self._move()
        start = self._end
        self._file.seek(start)
        self._file.write(data)
        self._end += len(data)
        return start

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a place."""
        self._file.seek(start)
        return self._file.read(length)

    def _move(self) -> None:
        """Go on in a file that vanishes with this process; without a place for one, stay."""
        import tempfile

        self._on_disk = True
        try:
            file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the run
            file.write(self._file.getbuffer())  # type: ignore[attr-defined]  # it is BytesIO still
        except OSError:
            return
        self._file = file
