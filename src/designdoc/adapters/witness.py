"""The world as it is now, for what is kept of a run: the answers of ``recording``, asked again."""

import os
import stat
from collections.abc import Callable, Mapping

from designdoc.adapters.files import DiskFiles
from designdoc.application.basis import DAYS, TODAY, Answer
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
from designdoc.application.record import State


class DiskWitness:
    """The port ``Witness``; ``today`` is the day of this run."""

    def __init__(self, today: str) -> None:
        from designdoc.adapters.recording import content_state, folder_state

        files = DiskFiles()
        self._content, self._folder = content_state, folder_state
        self._answers: Mapping[str, Callable[[str], Answer]] = {
            READ: lambda path: digest(files.read(path)),
            SIZE: files.size,
            MODIFIED: lambda path: files.modified(path).isoformat(),
            FILE: files.is_file,
            FOLDER: files.is_folder,
            THERE: files.exists,
            LISTING: lambda path: listing(files.entries(path)),
            REAL: files.real,
            HEAD: lambda top: _git(top, refs=False),
            REFS: lambda top: _git(top, refs=True),
            TODAY: lambda _: today,
            DAYS: lambda days: _is_between(today, *days.split("..")),
        }

    def folder(self, path: str) -> State:
        """The state of a folder now."""
        return self._folder(path)

    def content(self, path: str) -> State:
        """The state of a file now."""
        return self._content(path)

    def is_plain_folder(self, path: str) -> bool:
        """Whether there is a folder at the path that is no link."""
        try:
            return stat.S_ISDIR(os.lstat(path).st_mode)
        except OSError:
            return False

    def answer(self, kind: str, subject: str) -> Answer:
        """The answer to a question now; a kind that is not known has none that is ever equal."""
        ask = self._answers.get(kind.rstrip("~"))
        if ask is None:
            return float("nan")
        try:
            return ask(subject)
        except OSError as error:
            return failed(error)


def _is_between(day: str, first: str, end: str) -> bool:
    """Whether a day is neither before the first nor at or after the end; all as YYYY-MM-DD."""
    return first <= day < end


def _git(top: str, refs: bool) -> Answer:
    from designdoc.adapters.git_state import git_state

    state = git_state(top, refs)
    return float("nan") if state is None else state
