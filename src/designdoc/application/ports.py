"""What the use cases need from the world; adapters implement it, tests fake it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from designdoc.application.outcome import Job

if TYPE_CHECKING:
    from designdoc.application.modelled import Ready
    from designdoc.application.parcel import Parcel
    from designdoc.application.record import Record
    from designdoc.checking.changed import Lines
    from designdoc.code import past as code_past
    from designdoc.markdown import BlockTree
    from designdoc.source import Source


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


class FileVersion(Struct, frozen=True):
    """A template as a commit left it, with the YAML files beside it.

    ``revision`` is the commit, ``date`` its day (YYYY-MM-DD), ``path`` where the file stood then,
    from the top of the repository; ``key`` is equal where all bytes are. ``edge``: a shallow clone
    begins with this commit, so that the text may be older than it.
    """

    revision: str
    date: str
    path: str
    key: str
    data: bytes
    sides: tuple[tuple[str, bytes], ...] = ()
    edge: bool = False


class Past(Struct, frozen=True):
    """The versions of a template, oldest first; none where no history can tell.

    ``paths`` are those that it ever had, today's first, ``sides`` the files beside it;
    ``shallow``: the clone has the newest commits only, so that older versions are unknown.
    ``reason`` says in words why git could tell nothing, where there is a repository.
    """

    versions: tuple[FileVersion, ...] = ()
    paths: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    shallow: bool = False
    reason: str = ""


class Birth(Struct, frozen=True):
    """The commit that created a file, and its author's day (YYYY-MM-DD)."""

    revision: str
    date: str


class Pair(Struct, frozen=True):
    """A file in two versions by its path in each; empty where it is not there."""

    old: str
    new: str


class History(Protocol):
    """The version history that documents stand in. Paths begin where we stand."""

    def changed_lines(self, revision: str, paths: Iterable[str]) -> "Mapping[str, Lines]":
        """For each of the paths that changed since the revision, its changed lines."""

    def read(self, revision: str, path: str) -> bytes:
        """A file as it was at a revision."""

    def texts(self, revision: str, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The Markdown files at or below the paths as they were at a revision."""

    def differing(self, old: str, new: str, path: str) -> Sequence[Pair]:
        """The Markdown files at or below a path that differ, renames followed.

        ``new`` is empty for the files as they are now, with those that git does not know yet.
        """

    def common(self, one: str, other: str) -> str:
        """The newest revision that two have in common."""

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

    def past(self, path: str, revision: str = "", with_sides: bool = False) -> Past:
        """The versions of a template up to a revision (none given: the newest commit)."""

    def keys_at(self, path: str, past: Past, revisions: Iterable[str]) -> Mapping[str, str]:
        """The key of the template's version at each commit that has one."""

    def births(self, path: str) -> Mapping[str, Birth]:
        """The commits that created the Markdown files of a file's repository, by real path."""


class Revision(Struct, frozen=True):
    """A commit that changed a file: its author's day (YYYY-MM-DD), and its message's first line.

    ``path`` is where the file stood then, from the top of the repository, ``blob`` names its bytes.
    """

    commit: str
    day: str
    author: str
    subject: str
    path: str
    blob: str


class Life(Struct, frozen=True):
    """The newest revisions of a file, newest first, out of a ``total``.

    ``shallow``: the clone has the newest commits only, so that there may be more.
    """

    revisions: tuple[Revision, ...]
    total: int
    shallow: bool = False


class Snapshot(Struct, frozen=True):
    """The Markdown files of a commit: their blobs by path from where we stand."""

    commit: str
    day: str
    files: Mapping[str, str]


class Revisions(Protocol):
    """How files came to be what they are. Paths begin where we stand."""

    def lives(self, paths: Iterable[str], most: int) -> Mapping[str, Life]:
        """The newest revisions of each file, renames followed; none for what git does not know."""

    def blobs(self, path: str, names: Iterable[str]) -> Mapping[str, bytes]:
        """Blobs of the repository around a path by their names, without those that it lacks."""

    def snapshots(self, paths: Sequence[str], most: int) -> Sequence[Snapshot]:
        """The main line, oldest first: evenly spread commits that changed Markdown files.

        Only files at or below the paths count; none where these are not of one repository.
        """


class Store(Protocol):
    """Results that are kept for later, by a key that says all that they depend on.

    Whatever it holds may be gone the next time; a failure to keep is silent.
    """

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where nothing is left of it."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes under the key."""


class Ports(Struct, frozen=True):
    """What the check of one document sees of the world.

    ``parse`` reads documents that are being written, by way of their last version.
    ``record`` is where the ports note what they were asked; None where nobody wants to know.
    """

    files: Files
    history: History
    store: Store
    record: "Record | None" = None
    parse: "Callable[[Source], BlockTree] | None" = None


class Touched(Struct, frozen=True):
    """A file of a commit. ``status``: A, M, D, R, as git says it; ``to``: its new path, if renamed.

    ``old`` and ``new`` are the names of its blobs before and after; empty where it is not there.
    """

    status: str
    path: str
    to: str = ""
    old: str = ""
    new: str = ""


class Change(Struct, frozen=True):
    """A commit with one parent, and its files.

    ``order`` counts commits from the newest, as in ``Written``.
    """

    commit: str
    parent: str
    order: int
    day: date
    files: tuple[Touched, ...]


class CodeHistory(Protocol):
    """What the version history tells of a source tree; ``top`` is its absolute folder.

    A ``head`` is the commit to look from; without one it is what stands on the disk.
    """

    def past(self, top: str, head: str = "HEAD") -> "code_past.Past | None":
        """Paths and words that are gone; None where no whole history can tell."""

    def blame(
        self, top: str, path: str, lines: Iterable[int], head: str = ""
    ) -> "Mapping[int, code_past.Written]":
        """When each of the lines (from 1) of a file was written."""

    def files(
        self, top: str, places: "Iterable[tuple[str, str]]"
    ) -> "Mapping[tuple[str, str], bytes]":
        """Files by commit and path, as they were; empty for one that was not there."""

    def blobs(self, top: str, names: Iterable[str]) -> Mapping[str, bytes]:
        """Blobs by their names; empty for one that is not there."""

    def held(self, top: str, commit: str, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that stood in the code of a commit."""

    def changes(self, top: str) -> "Sequence[Change]":
        """Every commit with its files, the newest first."""

    def names(self, top: str, commit: str) -> "Sequence[str]":
        """The paths of a commit's tree."""


class Clock(Protocol):
    """What time it is."""

    def today(self) -> date:
        """The current date."""

    def seconds(self) -> float:
        """A clock that only goes forward."""


class Pool(Protocol):
    """Something that works on documents, here or in other processes; in no order."""

    def outcomes(self, jobs: Sequence[Job]) -> "Iterator[Parcel]":
        """The outcome of each job's check, packed."""

    def sheets(self, jobs: Sequence[Job]) -> "Iterator[Parcel]":
        """What a site shows of each document, packed."""

    def units(self, jobs: Sequence[Job]) -> Iterator["Ready"]:
        """The document of each job, made ready to be linked."""
