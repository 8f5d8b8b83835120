"""What the use cases need from the world; adapters implement it, tests fake it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from designdoc.application.outcome import Job, Outcome
from designdoc.checking import Lines


class Entry(Struct, frozen=True):
    """One name in a folder. ``link``: a symbolic link; ``folder``: it is, or leads to, a folder."""

    name: str
    folder: bool
    link: bool = False


class Files(Protocol):
    """The file system. Paths are strings with forward slashes; failures are ``OSError``."""

    def read(self, path: str) -> bytes:
        """The bytes of a file."""

    def size(self, path: str) -> int:
        """The size of a file in bytes."""

    def modified(self, path: str) -> datetime:
        """When a file was last written, as far as the file system knows; with a time zone."""

    def is_file(self, path: str) -> bool:
        """Whether the path leads to a file."""

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path."""

    def is_folder(self, path: str) -> bool:
        """Whether the path leads to a folder."""

    def entries(self, folder: str) -> Sequence[Entry]:
        """What stands in a folder, by name."""

    def absolute(self, path: str) -> str:
        """The path from the root, without ``.`` and ``..``; links are kept."""

    def real(self, path: str) -> str:
        """The path from the root with every link followed."""

    def shown(self, path: str) -> str:
        """A path from the root as people like to read it: relative when inside the folder we
        stand in."""

    def write(self, path: str, data: bytes, expected: bytes | None) -> None:
        """Replace the file whole or not at all.

        ``expected`` is what the file held when it was read, None for a file that must not exist.

        Raises:
            Conflict: the file holds something else by now.
        """


class Conflict(OSError):  # noqa: N818 - what happened is no error of the program
    """Somebody else changed the file since it was read."""


class History(Protocol):
    """The version history that documents stand in."""

    def changed_lines(self, revision: str, paths: Iterable[str]) -> Mapping[str, Lines]:
        """For each of the paths that changed since the revision, its changed lines."""

    def read(self, revision: str, path: str) -> bytes:
        """A file as it was at a revision."""

    def last_change(self, path: str) -> date | None:
        """The day of the last commit that changed a file; None where no history can tell."""

    def as_written(self, path: str, line: int) -> str | None:
        """A file as it was when its line (from 1) was written; None where none can tell."""

    def line_times(self, path: str) -> Sequence[datetime | None]:
        """When each line of a file was last changed, now for one that is not committed yet.

        Empty where no history can tell: no git, a shallow clone, a file that git does not know.
        """

    def newest_change(self, path: str, below: Sequence[str]) -> datetime | None:
        """The last commit that changed one of the files at or below these paths, which begin at
        the folder ``path``; None where none can tell.
        """


class Clock(Protocol):
    """What time it is."""

    def today(self) -> date:
        """The current date."""

    def seconds(self) -> float:
        """A clock that only goes forward."""


class Pool(Protocol):
    """Something that checks documents, here or in other processes; in no order."""

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """The outcome of each job."""
