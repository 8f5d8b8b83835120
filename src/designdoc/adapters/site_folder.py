"""The folder that a site is written to: whole files or none, and nothing that is not ours.

``designdoc-site.json`` in it names what was written. A file whose bytes are the same stays as it
is, one that is not made any more goes, and whatever else lies there is never touched.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b

import msgspec
from msgspec import Struct

from designdoc.diagnostics import UsageError

MANIFEST = "designdoc-site.json"


class Entry(Struct, frozen=True, array_like=True):
    """A file that was written: digest, size in bytes, time of its last change in nanoseconds."""

    digest: str
    size: int
    changed: int


class Manifest(Struct, frozen=True):
    """What was written; ``stamp`` names all that it was made from."""

    files: dict[str, Entry]
    stamp: str = ""


class Written(Struct, frozen=True):
    """How many files the site has, how many of them were written, how many others went."""

    files: int
    written: int
    removed: int


class SiteFolder:
    """A folder that holds a site, or is to."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._root = os.path.realpath(path)
        self._before = self._manifest()

    def refuse_other(self) -> None:
        """Raises:
        UsageError: the folder holds something, and no site of ours; or it is no folder.
        """
        if os.path.exists(self._root) and not os.path.isdir(self._root):
            raise UsageError(f"'{self.path}' is a file; --output names a folder")
        if self._before is None and os.path.isdir(self._root) and os.listdir(self._root):
            raise UsageError(
                f"'{self.path}' is not empty and was not made by 'site build'; name another folder,"
                " or empty it"
            )

    def holds(self, stamp: str) -> bool:
        """Whether the site that was made from this is there, and nobody changed a file of it."""
        known = self._before
        if known is None or not stamp or known.stamp != stamp:
            return False
        return all(self._is_as_written(path, entry) for path, entry in known.files.items())

    @property
    def count(self) -> int:
        """How many files the site has."""
        return len(self._before.files) if self._before else 0

    def write(self, files: Iterable[tuple[str, bytes]], stamp: str = "") -> Written:
        """Make the folder hold these files.

        Raises:
            OSError: a file cannot be written.
            UsageError: a link leads out of the folder.
        """
        before: Mapping[str, Entry] = self._before.files if self._before else {}
        now: dict[str, Entry] = {}
        written = 0
        made: set[str] = set()
        for path, data in files:
            digest = blake2b(data, digest_size=16).hexdigest()
            known = before.get(path)
            if known and known.digest == digest and self._is_as_written(path, known):
                now[path] = known
                continue
            now[path] = self._put(path, data, digest, made)
            written += 1
        removed = [path for path in before if path not in now]
        for path in removed:
            self._remove(path)
        manifest = msgspec.json.encode(Manifest(now, stamp))
        self._put(MANIFEST, manifest, "", made)
        self._before = Manifest(now, stamp)
        return Written(len(now), written, len(removed))

    def _manifest(self) -> Manifest | None:
        try:
            with open(os.path.join(self._root, MANIFEST), "rb") as file:
                return msgspec.json.decode(file.read(), type=Manifest)
        except (OSError, msgspec.DecodeError):
            return None

    def _is_as_written(self, path: str, entry: Entry) -> bool:
        with suppress(OSError):
            state = os.lstat(os.path.join(self._root, path))
            return state.st_size == entry.size and state.st_mtime_ns == entry.changed
        return False

    def _put(self, path: str, data: bytes, digest: str, made: set[str]) -> Entry:
        target = os.path.join(self._root, path)
        folder = os.path.dirname(target)
        if folder not in made:
            if not self._is_within(folder):
                raise UsageError(f"'{folder}' leads out of '{self.path}'; nothing is written there")
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        temporary = f"{folder}/.designdoc-{os.getpid()}.tmp"
        try:
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        state = os.lstat(target)
        return Entry(digest, state.st_size, state.st_mtime_ns)

    def _is_within(self, folder: str) -> bool:
        """Whether a folder, once links are followed, is the site's or one in it."""
        real = os.path.realpath(folder)
        return real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep)

    def _remove(self, path: str) -> None:
        """Take away a file of a former site, and the folders that it leaves empty."""
        target = os.path.normpath(os.path.join(self._root, path))
        if target == self._root or not self._is_within(os.path.dirname(target)):
            return  # somebody wrote that into the manifest, or put a link in the way
        with suppress(OSError):
            os.unlink(target)
            folder = os.path.dirname(target)
            while folder != self._root:
                os.rmdir(folder)
                folder = os.path.dirname(folder)
