"""How files came to be what they are, by one walk over the history each.

What a walk found is kept in the store under the commit that it began with.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from designdoc.adapters.git_command import blobs_of, is_shallow, run_git, top_of
from designdoc.application.paths import is_markdown
from designdoc.application.ports import Life, Revision, Snapshot, Store
from designdoc.application.remembered import remembered
from designdoc.diagnostics import UsageError

_MARKDOWN = ("*.md", "*.markdown", "*.MD")
_FORMAT = "--format=%x01%H%x1f%as%x1f%an%x1f%s"


class _Row(Struct, frozen=True):
    """A file of a commit; a blob is empty on the side where no plain file is."""

    commit: tuple[str, str, str, str]  # name, day, author, subject
    status: str
    path: str
    before: str  # its path before, the same unless it was renamed
    old: str
    new: str


class GitLog:
    """The port ``Revisions``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tops: dict[str, str] = {}

    def lives(self, paths: Iterable[str], most: int) -> Mapping[str, Life]:
        """The newest revisions of each file, renames followed; none for what git does not know."""
        found: dict[str, Life] = {}
        for top, names in self._grouped(paths).items():
            head = _head(top)
            if not head:
                continue
            digest = blake2b("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:32]
            lives = remembered(
                self._store,
                f"lives in {top}\n{head} {most} {is_shallow(top)} {digest}",
                dict[str, Life],
                lambda top=top, head=head, names=names: _lives(top, head, names, most),  # type: ignore[misc]  # bound now
            )
            found |= {names[name]: life for name, life in lives.items()}
        return found

    def blobs(self, path: str, names: Iterable[str]) -> Mapping[str, bytes]:
        """Blobs of the repository around a path by their names, without those that it lacks."""
        top = self._top(path)
        return blobs_of(top, names) if top else {}

    def snapshots(self, paths: Sequence[str], most: int) -> Sequence[Snapshot]:
        """The main line, oldest first: evenly spread commits that changed Markdown files."""
        grouped = self._grouped(paths or ["."])
        if len(grouped) != 1:
            return ()
        top, names = next(iter(grouped.items()))
        head = _head(top)
        if not head:
            return ()
        where = "\0".join((top, os.path.realpath("."), *names))
        key = f"snapshots of {where}\n{head} {most}"
        return remembered(
            self._store,
            f"{key} {is_shallow(top)}",
            list[Snapshot],
            lambda: _snapshots(top, head, list(names), most),
        )

    def _grouped(self, paths: Iterable[str]) -> dict[str, dict[str, str]]:
        """The paths as given by their name within each repository."""
        groups: dict[str, dict[str, str]] = {}
        for path in paths:
            top = self._top(path)
            if top:
                name = os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")
                groups.setdefault(top, {})[name] = path
        return groups

    def _top(self, path: str) -> str:
        folder = path if Path(path).is_dir() else str(Path(path).parent)
        if folder not in self._tops:
            try:
                self._tops[folder] = top_of(folder)[0]
            except UsageError:  # git is not installed
                self._tops[folder] = ""
        return self._tops[folder]


def _head(top: str) -> str:
    done = run_git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return "" if done.returncode else done.stdout.strip().decode("ascii")


def _lives(top: str, head: str, names: Iterable[str], most: int) -> dict[str, Life]:
    done = run_git(
        top, "log", "--topo-order", "-M", "--raw", "--no-abbrev", "-z", _FORMAT, head, "--",
        *_MARKDOWN,
    )  # fmt: skip
    if done.returncode:  # a partial clone, or a broken one
        return {}
    now = {name: name for name in names}  # the name at this point: today's name
    found: dict[str, list[Revision]] = {}
    totals: dict[str, int] = {}
    for row in _rows(done.stdout):
        today = now.get(row.path)
        if today is None or not row.new:
            continue
        totals[today] = totals.get(today, 0) + 1
        kept = found.setdefault(today, [])
        if len(kept) < most:
            shown = os.fsencode(row.path).decode("utf-8", "replace")
            kept.append(Revision(*row.commit, shown, row.new))
        if row.before != row.path or not row.old:
            del now[row.path]
        if row.before != row.path:
            now[row.before] = today
    shallow = is_shallow(top)
    return {name: Life(tuple(kept), totals[name], shallow) for name, kept in found.items()}


def _snapshots(top: str, head: str, within: Sequence[str], most: int) -> list[Snapshot]:
    """From the newest commit's files back: what each commit did is undone."""
    listed = run_git(top, "ls-tree", "-r", "-z", "--full-tree", head)
    log = run_git(
        top, "log", "--first-parent", "-m", "--no-renames", "--raw", "--no-abbrev", "-z", _FORMAT,
        head, "--", *_MARKDOWN,
    )  # fmt: skip
    if listed.returncode or log.returncode:
        return []
    files = {name: blob for name, blob in _tree(listed.stdout) if _is_within(name, within)}
    commits: dict[tuple[str, str, str, str], list[_Row]] = {}
    for row in _rows(log.stdout):
        if _is_within(row.path, within):
            commits.setdefault(row.commit, []).append(row)
    wanted = _spread(len(commits), most)
    found = []
    for at, (commit, rows) in enumerate(commits.items()):
        if at in wanted:
            here = {_from_here(top, name): blob for name, blob in sorted(files.items())}
            found.append(Snapshot(commit[0], commit[1], here))
        for row in rows:
            files.pop(row.path, None)
            if row.old:
                files[row.path] = row.old
    return found[::-1]


def _spread(count: int, most: int) -> frozenset[int]:
    """Up to ``most`` of the numbers below ``count``, evenly spread from the first to the last."""
    if count <= most:
        return frozenset(range(count))
    return frozenset(round(at * (count - 1) / (most - 1)) for at in range(most))


def _is_within(name: str, within: Sequence[str]) -> bool:
    return is_markdown(name) and any(
        each in (".", name) or name.startswith(f"{each}/") for each in within
    )


def _from_here(top: str, name: str) -> str:
    return os.path.relpath(Path(top) / name, os.path.realpath(".")).replace(os.sep, "/")


def _tree(output: bytes) -> Iterator[tuple[str, str]]:
    """Name and blob of each plain file in the output of ``ls-tree -z``."""
    for row in output.split(b"\0"):
        head, _, name = row.partition(b"\t")
        if head.startswith(b"100"):
            yield os.fsdecode(name), head.rpartition(b" ")[2].decode("ascii")


def _rows(output: bytes) -> Iterator[_Row]:
    """The files of each commit in the output of ``log --raw -z`` with our format."""
    commit = ("", "", "", "")
    words = iter(output.split(b"\0"))
    for word in words:
        text = word.lstrip(b"\n")
        if text.startswith(b"\x01"):
            name, day, author, subject = text[1:].decode("utf-8", "replace").split("\x1f", 3)
            commit = (name, day, author, subject)
        elif text.startswith(b":"):
            old_mode, new_mode, old, new, status = text[1:].decode("ascii").split(" ")
            before = path = os.fsdecode(next(words, b""))
            if status[0] in {"R", "C"}:
                path = os.fsdecode(next(words, b""))
            yield _Row(
                commit, status, path, before if status[0] == "R" else path,
                old if old_mode.startswith("100") and status[0] != "C" else "",
                new if new_mode.startswith("100") else "",
            )  # fmt: skip
