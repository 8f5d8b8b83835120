"""The folder that a site is written to: whole files or none, and nothing that is not ours.

``designdoc-site.json`` in it names what was written. A file whose bytes are the same stays as it
is, and one that is not made any more goes. Whatever else lies there, and what somebody has changed
since, is never taken away; where it is in the way, nothing more is written. No link that
leads out is followed.
"""

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from designdoc.diagnostics import UsageError

MANIFEST = "designdoc-site.json"


File = tuple[str, str, Callable[[], bytes]]
"""A file: its path, what names its bytes (empty where nothing does), and what makes them."""


class Entry(Struct, frozen=True, array_like=True):
    """A file that was written: digest, size in bytes, time of its last change in nanoseconds, and
    the key that it was written for.
    """

    digest: str
    size: int
    changed: int
    key: str = ""


class Manifest(Struct, frozen=True):
    """What was written; ``stamp`` names all that it was made from.

    ``unfinished``: a build ended before its time, so that files may be ours that are not named.
    """

    files: dict[str, Entry]
    stamp: str = ""
    unfinished: bool = False


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
        self._made: set[str] = set()
        self._adopts = False

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
        if known is None or known.unfinished or not stamp or known.stamp != stamp:
            return False
        return all(self._is_as_written(path, entry) for path, entry in known.files.items())

    @property
    def count(self) -> int:
        """How many files the site has."""
        return len(self._before.files) if self._before else 0

    def write(self, files: Iterable[File], stamp: str = "") -> Written:
        """Make the folder hold these files. One that is there as it was written for the same key is
        not made again.

        Raises:
            OSError: a file cannot be written.
            UsageError: something that is not ours, or a link, is in the way.
        """
        before = self._ours
        self._adopts = self._before is not None and self._before.unfinished
        os.makedirs(self._root, exist_ok=True)
        now: dict[str, Entry] = {}
        written = 0
        for path, key, make in files:
            known = before.get(path)
            if known and not self._is_as_written(path, known):
                known = None
            if known and key and known.key == key:
                now[path] = known
                continue
            data = make()
            digest = _digest(data)
            if known and known.digest == digest:
                now[path] = replace(known, key=key)
                continue
            if not written:
                self._keep(Manifest(dict(before), unfinished=True))
            self._make_way(path)
            now[path] = replace(self._put(path, data, digest), key=key)
            written += 1
        removed = sum(self._remove(path) for path in before if path not in now)
        self._keep(Manifest(now, stamp))
        return Written(len(now), written, removed)

    def _keep(self, manifest: Manifest) -> None:
        self._put(MANIFEST, msgspec.json.encode(manifest), "")
        self._before = manifest

    @property
    def _ours(self) -> Mapping[str, Entry]:
        return self._before.files if self._before else {}

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

    def _make_way(self, path: str) -> None:
        """Make the folders above a file, and see to it that nothing strange is in its place.

        Raises:
            UsageError: it is.
        """
        folder = os.path.dirname(path)
        if folder not in self._made:
            self._make_folder(folder)
        target = os.path.join(self._root, path)
        if os.path.isdir(target) and not os.path.islink(target):
            for other in [each for each in self._ours if each.startswith(f"{path}/")]:
                self._remove(other)
        if not os.path.lexists(target):
            return
        replaceable = os.path.isfile(target) or os.path.islink(target)
        if not replaceable or not (path in self._ours or self._adopts):
            raise self._in_the_way(path)

    def _make_folder(self, folder: str) -> None:
        """Make a folder below the root, part by part, so that no link leads elsewhere."""
        at = ""
        for part in folder.split("/") if folder else ():
            at = f"{at}/{part}" if at else part
            full = os.path.join(self._root, at)
            if at in self._ours and not os.path.isdir(full):
                self._remove(at)
            if not self._is_within(full):
                shown = os.path.join(self.path, at)
                raise UsageError(f"'{shown}' leads out of '{self.path}'; nothing is written there")
            if os.path.lexists(full) and not os.path.isdir(full):
                raise self._in_the_way(at)
            if not os.path.isdir(full):
                os.mkdir(full)
        self._made.add(folder)

    def _in_the_way(self, path: str) -> UsageError:
        shown = os.path.join(self.path, path)
        return UsageError(
            f"'{shown}' is in the way, and was not written by 'site build'; move it away, or name"
            " another folder"
        )

    def _is_within(self, path: str) -> bool:
        """Whether a path, once links are followed, is the site's folder or in it."""
        real = os.path.realpath(path)
        return real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep)

    def _put(self, path: str, data: bytes, digest: str) -> Entry:
        target = os.path.join(self._root, path)
        temporary = os.path.join(os.path.dirname(target), f".designdoc-{os.getpid()}.tmp")
        with suppress(FileNotFoundError):  # left by a process that was killed
            os.unlink(temporary)
        try:
            with open(temporary, "xb") as file:
                file.write(data)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        state = os.lstat(target)
        return Entry(digest, state.st_size, state.st_mtime_ns)

    def _remove(self, path: str) -> bool:
        """Take away a file of a former site, and the folders that it leaves empty; whether it was
        as it had been written.
        """
        target = os.path.normpath(os.path.join(self._root, path))
        if os.path.realpath(target) != target or not self._is_within(os.path.dirname(target)):
            return False  # somebody put a link in the way, or wrote that into the manifest
        if not self._is_unchanged(path, target):
            return False
        with suppress(OSError):
            os.unlink(target)
            folder = os.path.dirname(target)
            while folder != self._root:
                os.rmdir(folder)
                folder = os.path.dirname(folder)
        return True

    def _is_unchanged(self, path: str, target: str) -> bool:
        entry = self._ours[path]
        with suppress(OSError):
            if self._is_as_written(path, entry):
                return True
            if os.path.getsize(target) == entry.size:
                with open(target, "rb") as file:  # a checkout gives files other times
                    return _digest(file.read()) == entry.digest
        return False


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(blake2b(data, digest_size=12).digest()).decode("ascii")
