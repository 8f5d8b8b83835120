"""git, asked by its command line: changed lines since a revision, a file as it was.

The repository may be a stranger's, so nothing in its configuration gets to run a program.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from designdoc.adapters import git_trees
from designdoc.adapters.git_command import is_shallow, last_line, run_git, top_of, unquoted
from designdoc.application.ports import Birth, Pair, Past, Store
from designdoc.application.remembered import Memory, remembered
from designdoc.checking import Lines
from designdoc.diagnostics import UsageError
from designdoc.source.regex import regex

_HUNK = regex(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_COMMIT = regex(rb"[0-9a-f]{40,64} \d+ \d+")


class Git:
    """The port ``History``; what a walk over the history found is kept in the store."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or Memory()
        self._births: dict[str, Mapping[str, Birth]] = {}
        self._changes: dict[str, Mapping[str, date]] = {}
        self._tops: dict[str, tuple[str, str]] = {}

    def changed_lines(self, revision: str, paths: Iterable[str]) -> Mapping[str, Lines]:
        """For each of the paths that changed since the revision, its changed lines."""
        groups: dict[str, dict[str, str]] = {}
        for path in paths:
            top = self._top(path)
            full = os.path.realpath(path)
            groups.setdefault(top, {})[os.path.relpath(full, top).replace(os.sep, "/")] = path
        if not groups:
            self._commit(self._top("."), revision)
        changed: dict[str, Lines] = {}
        for top, names in groups.items():
            lines = self._diff(top, self._commit(top, revision))
            changed |= {path: lines[name] for name, path in names.items() if name in lines}
        return changed

    def read(self, revision: str, path: str) -> bytes:
        """A file as it was at a revision; the path begins where we stand, else at the top."""
        top = self._top(_existing(path))
        commit = self._commit(top, revision)
        for name in dict.fromkeys((_inside(top, path), path)):
            done = run_git(top, "cat-file", "blob", f"{commit}:{name}")
            if not done.returncode:
                return done.stdout
        raise UsageError(f"there is no file '{path}' at revision '{revision}'")

    def texts(self, revision: str, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The Markdown files at or below the paths as they were at a revision."""
        found: dict[str, bytes] = {}
        for path in paths:
            top = self._top(_existing(path))
            found |= git_trees.texts(top, self._commit(top, revision), _inside(top, path))
        return found

    def differing(self, old: str, new: str, path: str) -> Sequence[Pair]:
        """The Markdown files at or below a path that differ between two revisions."""
        top = self._top(_existing(path))
        commits = [self._commit(top, revision) for revision in (old, new) if revision]
        return git_trees.differing(top, commits, _inside(top, path))

    def common(self, one: str, other: str) -> str:
        """The newest commit that two revisions have in common."""
        top = self._top(".")
        done = run_git(top, "merge-base", self._commit(top, one), self._commit(top, other))
        if done.returncode:
            raise UsageError(f"'{one}' and '{other}' have no commit in common")
        return done.stdout.strip().decode("ascii")

    def last_change(self, path: str) -> date | None:
        """The day of the last commit that changed a file; None where no history can tell."""
        try:
            top = self._top(path)
        except UsageError:
            return None
        if top not in self._changes:
            self._changes[top] = _last_changes(top)
        return self._changes[top].get(_inside(top, path))

    def as_written(self, path: str, line: int) -> str | None:
        """A file as it was when its line (from 1) was written; None where none can tell."""
        try:
            top = self._top(path)
        except UsageError:
            return None
        name = _inside(top, path)
        done = run_git(
            top, "blame", "-w", "--no-textconv", "--porcelain", f"-L{line},{line}", "--", name
        )
        head = done.stdout.split(b"\n")
        commit = head[0].split(b" ")[0].decode("ascii", "replace")
        if done.returncode or not commit.strip("0"):
            return None
        then = next((row[9:] for row in head if row.startswith(b"filename ")), os.fsencode(name))
        read = run_git(top, "cat-file", "blob", f"{commit}:{unquoted(then)}")
        return None if read.returncode else read.stdout.decode("utf-8", "replace")

    def past(self, path: str, revision: str = "", with_sides: bool = False) -> Past:
        """The versions of a template up to a revision (none given: the newest commit)."""
        try:
            top = self._top(_existing(path))
        except UsageError as error:
            if revision:
                raise
            return Past(reason=str(error))
        try:
            commit = self._commit(top, revision or "HEAD")
        except UsageError:
            if revision:
                raise
            return Past()  # nothing is committed yet
        from designdoc.adapters.git_past import past_of

        name, shallow = _inside(top, path), is_shallow(top)
        return remembered(
            self._store,
            f"past of {name}\n{top}\n{commit} {shallow} {with_sides}",
            Past,
            lambda: past_of(top, name, commit, shallow, with_sides),
            lambda past: not past.shallow,  # what is missing may be fetched
        )

    def keys_at(self, path: str, past: Past, revisions: Iterable[str]) -> Mapping[str, str]:
        """The key of the template's version at each commit that has one."""
        from designdoc.adapters.git_past import keys_at

        return keys_at(self._top(_existing(path)), past, revisions)

    def births(self, path: str) -> Mapping[str, Birth]:
        """The commits that created the Markdown files of a file's repository, by real path.

        A shallow clone cannot tell any: its oldest commit seems to have created every file.
        """
        try:
            top = self._top(_existing(path))
        except UsageError:
            return {}
        if top not in self._births:
            self._births[top] = {} if is_shallow(top) else self._births_of(top)
        return self._births[top]

    def _births_of(self, top: str) -> Mapping[str, Birth]:
        try:
            commit = self._commit(top, "HEAD")
        except UsageError:  # nothing is committed yet
            return {}
        from designdoc.adapters.git_past import births_of

        key = f"births in {top}\n{commit}"
        found = remembered(self._store, key, dict[str, Birth], lambda: births_of(top, commit), bool)
        folder = top.replace(os.sep, "/").rstrip("/")
        return {f"{folder}/{name}": birth for name, birth in found.items()}

    def line_times(self, path: str) -> Sequence[datetime | None]:
        """When each line of a file was last changed; one call for all lines."""
        try:
            top = self._top(path)
        except UsageError:
            return ()
        if is_shallow(top):
            return ()
        done = run_git(top, "blame", "-w", "--no-textconv", "--porcelain", "--", _inside(top, path))
        return () if done.returncode else parse_blame(done.stdout)

    def newest_change(self, path: str, below: Sequence[str]) -> datetime | None:
        """The last commit that changed one of the files at or below these paths."""
        try:
            top = self._top(path)
        except UsageError:
            return None
        if not below or is_shallow(top):
            return None
        inside = [_inside(top, os.path.join(path, each)) for each in below]
        names = [f":(top,literal){each}" for each in inside if not each.startswith("../")]
        done = run_git(top, "log", "-1", "--format=%ct", "HEAD", "--", *names) if names else None
        text = done.stdout.strip() if done and not done.returncode else b""
        return datetime.fromtimestamp(int(text), UTC) if text.isdigit() else None

    def _top(self, path: str) -> str:
        folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
        if folder not in self._tops:
            self._tops[folder] = top_of(folder)
        top, reason = self._tops[folder]
        if not top:
            raise UsageError(f"'{path}' stands in no git repository that can be read: {reason}")
        return top

    def _commit(self, top: str, revision: str) -> str:
        done = run_git(
            top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if done.returncode or not done.stdout.strip():
            why = "; this clone is shallow: fetch its history first" if is_shallow(top) else ""
            raise UsageError(f"git knows no revision '{revision}'{why}")
        return done.stdout.strip().decode("ascii")

    def _diff(self, top: str, commit: str) -> dict[str, Lines]:
        done = run_git(
            top, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "-M",
            "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", commit, "--",
            "*.md", "*.markdown", "*.yaml", "*.yml", "*.MD",
        )  # fmt: skip
        if done.returncode:
            raise UsageError(f"git diff failed: {last_line(done.stderr)}")
        lines = parse_diff(done.stdout)
        others = run_git(top, "ls-files", "--others", "--exclude-standard", "-z")
        for name in others.stdout.split(b"\0"):
            if name:
                lines[os.fsdecode(name)] = Lines(whole=True)
        return lines


def _existing(path: str) -> str:
    """The path, or the nearest folder above it that is there."""
    while not os.path.exists(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    return path


def _inside(top: str, path: str) -> str:
    return os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")


def _last_changes(top: str) -> Mapping[str, date]:
    """The day of the last commit of every file, in one walk over the history.

    A shallow clone knows none: its first commit seems to have written every file.
    """
    if is_shallow(top):
        return {}
    done = run_git(
        top, "log", "--format=%x01%cs", "--name-only", "-z", "--no-renames", "HEAD", "--",
        "*.md", "*.markdown", "*.MD",
    )  # fmt: skip
    found: dict[str, date] = {}
    day = date.min
    for word in done.stdout.split(b"\0"):
        if word.startswith(b"\x01"):
            day = date.fromisoformat(word[1:11].decode("ascii"))
            word = word[11:].lstrip(b"\n")  # noqa: PLW2901 - the first name follows the day
        if word.strip(b"\n"):
            found.setdefault(os.fsdecode(word.strip(b"\n")), day)
    return found


def parse_blame(output: bytes) -> tuple[datetime, ...]:
    """The time of each line in the output of ``git blame --porcelain``, from the first line on.

    A commit's header stands before its first line only; the line itself begins with a tab.
    """
    times: dict[bytes, datetime] = {}
    found: list[datetime] = []
    commit = b""
    for row in output.split(b"\n"):
        if row.startswith(b"\t"):
            found.append(times.get(commit, datetime.fromtimestamp(0, UTC)))
        elif row.startswith(b"committer-time "):
            times[commit] = datetime.fromtimestamp(int(row[15:]), UTC)
        elif _COMMIT.match(row):
            commit = row.split(b" ", 1)[0]
    return tuple(found)


def parse_diff(output: bytes) -> dict[str, Lines]:
    """The changed lines of each file in the output of ``git diff -U0``.

    Where lines were only deleted, the lines on both sides of the gap count as changed.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    name = ""
    added = removed = 0  # lines of the hunk still to come, so that none is taken for a header
    for line in output.split(b"\n"):
        if added and line.startswith(b"+"):
            added -= 1
        elif removed and line.startswith(b"-"):
            removed -= 1
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif hunk := _HUNK.match(line):
            start, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            added, removed = count, _removed(line)
            span = (start, start + count - 1) if count else (max(start, 1), start + 1)
            if name:
                found.setdefault(name, []).append(span)
    return {name: Lines(tuple(ranges)) for name, ranges in found.items()}


def _removed(hunk: bytes) -> int:
    old = re.match(rb"@@ -\d+(?:,(\d+))?", hunk)
    return int(old.group(1) or 1) if old else 0


def _name(written: bytes) -> str:
    """The file name of a ``+++`` line, without its prefix and git's quoting."""
    name = unquoted(written.rstrip(b"\t\r"))
    return name[2:] if name.startswith("b/") else ""
