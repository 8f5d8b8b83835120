"""What the use cases need from the world; adapters implement it, tests fake it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from designdoc.application.outcome import Job, Outcome
from designdoc.checking import Lines

if TYPE_CHECKING:
    from designdoc.code.past import Past, Written


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


class Change(Struct, frozen=True):
    """A commit with one parent, and its files as (status, path, new path): A, M, D, R.

    ``order`` counts commits from the newest, as in ``Written``.
    """

    commit: str
    parent: str
    order: int
    day: date
    files: tuple[tuple[str, str, str], ...]


class CodeHistory(Protocol):
    """What the version history tells of a source tree; ``top`` is its absolute folder.

    A ``head`` is the commit to look from; without one it is what stands on the disk.
    """

    def past(self, top: str, head: str = "HEAD") -> "Past | None":
        """Paths and words that are gone; None where no whole history can tell."""

    def blame(
        self, top: str, path: str, lines: Iterable[int], head: str = ""
    ) -> "Mapping[int, Written]":
        """When each of the lines (from 1) of a file was written."""

    def files(
        self, top: str, places: "Iterable[tuple[str, str]]"
    ) -> "Mapping[tuple[str, str], bytes]":
        """Files by commit and path, as they were; empty for one that was not there."""

    def held(self, top: str, commit: str, word: str) -> bool:
        """Whether a word stood in the code of a commit."""

    def changes(self, top: str) -> "Sequence[Change]":
        """Every commit with its files, the newest first."""

    def names(self, top: str, commit: str) -> "Sequence[str]":
        """The paths of a commit's tree."""


class Store(Protocol):
    """Results kept between runs. What is lost costs time only."""

    def load(self, key: str) -> bytes | None:
        """What was kept under a key; it may be anything."""

    def save(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


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
