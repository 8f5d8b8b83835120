"""Files and git that note every answer they give, with the state of what was looked at.

The state of a folder tells whether names came or went, that of a file whether its bytes may differ;
both cost one call where an answer may cost many. Links are followed by no state, so that answers
which went through one are asked for again each time (kinds that end with ``~``).
"""

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from designdoc.adapters.files import DiskFiles
from designdoc.application import basis
from designdoc.application.basis import note
from designdoc.application.paths import above
from designdoc.application.ports import Birth, Entry, History, Pair, Past
from designdoc.application.questions import (
    FILE,
    FOLDER,
    HEAD,
    LISTING,
    MODIFIED,
    READ,
    REAL,
    REFS,
    SIZE,
    THERE,
    digest,
    failed,
    listing,
)
from designdoc.application.record import Record, State

if TYPE_CHECKING:
    from designdoc.checking.changed import Lines

_LATELY = 2_000_000_000  # ns: the coarsest clock of a file system (FAT), and a little more
_MOMENT = timedelta(minutes=2)


class RecordingFiles(DiskFiles):
    """Files on the disk, noting what was asked of them."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.record = record

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        full = self._content(path)
        try:
            data = super().read(path)
        except OSError as error:
            note(READ, full, failed(error))
            raise
        note(READ, full, digest(data))
        return data

    def size(self, path: str) -> int:
        """The size of a file in bytes."""
        full = self._content(path)
        try:
            size = super().size(path)
        except OSError as error:
            note(SIZE, full, failed(error))
            raise
        note(SIZE, full, size)
        return size

    def modified(self, path: str) -> datetime:
        """When a file was last written."""
        full = self._content(path)
        when = super().modified(path)
        note(MODIFIED, full, when.isoformat())
        return when

    def is_file(self, path: str) -> bool:
        """Whether the path leads to a file."""
        return self._is(FILE, path, stat.S_ISREG)

    def is_folder(self, path: str) -> bool:
        """Whether the path leads to a folder."""
        return self._is(FOLDER, path, stat.S_ISDIR)

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path, a dangling link included."""
        return self._is(THERE, path, None)

    def entries(self, folder: str) -> Sequence[Entry]:
        """What stands in a folder, by name."""
        full = self.absolute(folder)
        self._folder(full)
        try:
            found = super().entries(folder)
        except OSError as error:
            note(LISTING + "~", full, failed(error))
            raise
        linked = any(each.link for each in found)
        note(LISTING + "~" * linked, full, listing(found))
        return found

    def real(self, path: str) -> str:
        """The path from the root with every link followed."""
        full = self.absolute(path)
        self._folder(os.path.dirname(full))
        answer = super().real(path)
        note(REAL + "~" * (answer != full), full, answer)
        return answer

    def _is(self, kind: str, path: str, test: Callable[[int], bool] | None) -> bool:
        full = self.absolute(path)
        self._folder(os.path.dirname(full))
        answer, sure = _look(full, test)
        note(kind + "~" * (not sure), full, answer)
        return answer

    def _content(self, path: str) -> str:
        full = self.absolute(path)
        if full not in self.record.contents:
            self.record.contents[full] = content_state(full)
        return full

    def _folder(self, full: str) -> None:
        if full not in self.record.folders:
            self.record.folders[full] = folder_state(full)


class RecordingHistory:
    """The port ``History`` over another, noting the state of the repository that was asked."""

    def __init__(self, history: History, files: DiskFiles, now: Callable[[], float]) -> None:
        self._history = history
        self._files = files
        self._now = now
        self._states: dict[tuple[str, str], str | None] = {}

    def changed_lines(self, revision: str, paths: Iterable[str]) -> "Mapping[str, Lines]":
        """For each of the paths that changed since the revision, its changed lines."""
        note(basis.NEVER, "", None)
        return self._history.changed_lines(revision, paths)

    def read(self, revision: str, path: str) -> bytes:
        """A file as it was at a revision."""
        self._note(REFS, path, revision)
        self._note(REFS, ".", revision)
        return self._history.read(revision, path)

    def texts(self, revision: str, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The Markdown files at or below the paths as they were at a revision."""
        note(basis.NEVER, "", None)
        return self._history.texts(revision, paths)

    def differing(self, old: str, new: str, path: str) -> Sequence[Pair]:
        """The Markdown files at or below a path that differ."""
        note(basis.NEVER, "", None)
        return self._history.differing(old, new, path)

    def common(self, one: str, other: str) -> str:
        """The newest revision that two have in common."""
        note(basis.NEVER, "", None)
        return self._history.common(one, other)

    def last_change(self, path: str) -> date | None:
        """The day of the last commit that changed a file."""
        self._note(HEAD, path)
        return self._history.last_change(path)

    def as_written(self, path: str, line: int) -> str | None:
        """A file as it was when its line (from 1) was written."""
        self._note(HEAD, path)
        self._attributes(path)
        return self._history.as_written(path, line)

    def line_times(self, path: str) -> Sequence[datetime | None]:
        """When each line of a file was last changed; now for one that is not committed yet."""
        self._note(HEAD, path)
        self._attributes(path)
        times = self._history.line_times(path)
        lately = datetime.fromtimestamp(self._now(), UTC) - _MOMENT
        if not times or any(each is None or each > lately for each in times):
            note(basis.NEVER, "", None)
        return times

    def newest_change(self, path: str, below: Sequence[str]) -> datetime | None:
        """The last commit that changed one of the files at or below these paths."""
        self._note(HEAD, path)
        return self._history.newest_change(path, below)

    def past(self, path: str, revision: str = "", with_sides: bool = False) -> Past:
        """The versions of a template up to a revision."""
        self._note(REFS if revision else HEAD, path, revision)
        return self._history.past(path, revision, with_sides)

    def keys_at(self, path: str, past: Past, revisions: Iterable[str]) -> Mapping[str, str]:
        """The key of the template's version at each commit that has one."""
        self._note(HEAD, path)
        return self._history.keys_at(path, past, revisions)

    def births(self, path: str) -> Mapping[str, Birth]:
        """The commits that created the Markdown files of a file's repository, by real path."""
        self._note(HEAD, path)
        return self._history.births(path)

    def _note(self, kind: str, path: str, revision: str = "") -> None:
        """The repository around a path; a revision that a clock can move has no answer twice."""
        if "@" in revision:
            note(basis.NEVER, "", None)
        for folder in above(self._files.real(self._files.absolute(path))):
            if not self._files.exists(folder.rstrip("/") + "/.git"):
                continue
            if (kind, folder) not in self._states:
                from designdoc.adapters.git_state import git_state  # only documents in a repository

                self._states[kind, folder] = git_state(folder, kind == REFS)
            state = self._states[kind, folder]
            note(basis.NEVER if state is None else kind, folder, state)
            return

    def _attributes(self, path: str) -> None:
        """What says how a file's bytes become those that git compares."""
        for folder in above(os.path.dirname(self._files.absolute(path))):
            name = folder.rstrip("/") + "/.gitattributes"
            if self._files.is_file(name):
                self._files.read(name)


def content_state(path: str) -> State:
    """The state of a file, links followed."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return _relied((found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino))


def folder_state(path: str) -> State:
    """The state of a folder, which tells whether names came or went; no link is followed."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    if stat.S_ISLNK(found.st_mode):
        return ()
    return _relied((found.st_mtime_ns, found.st_ctime_ns, found.st_mode, found.st_ino))


def _relied(state: tuple[int, ...]) -> State:
    """The state, unless it is so young that a change within the same tick would not show."""
    return () if max(state[:2]) > time.time_ns() - _LATELY else state


def _look(path: str, test: Callable[[int], bool] | None) -> tuple[bool, bool]:
    """Whether something is at a path (and passes a test), and whether its folder's state tells."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False, True
    except OSError:
        return False, False
    if test is None:
        return True, True
    if not stat.S_ISLNK(mode):
        return test(mode), True
    try:
        return test(os.stat(path).st_mode), False
    except (OSError, ValueError):
        return False, False
