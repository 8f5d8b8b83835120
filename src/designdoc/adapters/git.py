"""git, asked by its command line: changed lines since a revision, a file as it was.

The repository may be a stranger's, so nothing in its configuration gets to run a program.
"""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from designdoc.checking import Lines
from designdoc.diagnostics import UsageError
from designdoc.source.regex import regex

if TYPE_CHECKING:
    import subprocess

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=true")
_HUNK = regex(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = regex(rb'\\([0-7]{3}|[abtnvfr"\\])')
_LETTERS = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13}


class Git:
    """The port ``History``."""

    def __init__(self) -> None:
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
        """A file as it was at a revision; the path begins where we stand."""
        folder = Path(path).parent
        while not folder.is_dir():
            folder = folder.parent
        top = self._top(str(folder))
        commit = self._commit(top, revision)
        name = os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")
        done = run_git(top, "cat-file", "blob", f"{commit}:{name}")
        if done.returncode:
            raise UsageError(f"there is no file '{path}' at revision '{revision}'")
        return done.stdout

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
        done = run_git(top, "blame", "-w", "--porcelain", f"-L{line},{line}", "--", name)
        head = done.stdout.split(b"\n")
        commit = head[0].split(b" ")[0].decode("ascii", "replace")
        if done.returncode or not commit.strip("0"):
            return None
        then = next((row[9:] for row in head if row.startswith(b"filename ")), os.fsencode(name))
        if then.startswith(b'"'):
            then = _ESCAPE.sub(_unescape, then.strip(b'"'))
        read = run_git(top, "cat-file", "blob", f"{commit}:{os.fsdecode(then)}")
        return None if read.returncode else read.stdout.decode("utf-8", "replace")

    def _top(self, path: str) -> str:
        folder = path if Path(path).is_dir() else str(Path(path).parent)
        if folder not in self._tops:
            self._tops[folder] = _top_of(folder)
        top, reason = self._tops[folder]
        if not top:
            raise UsageError(f"'{path}' stands in no git repository that can be read: {reason}")
        return top

    def _commit(self, top: str, revision: str) -> str:
        done = run_git(
            top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if done.returncode or not done.stdout.strip():
            shallow = run_git(top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
            why = "; this clone is shallow: fetch its history first" if shallow else ""
            raise UsageError(f"git knows no revision '{revision}'{why}")
        return done.stdout.strip().decode("ascii")

    def _diff(self, top: str, commit: str) -> dict[str, Lines]:
        done = run_git(
            top, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
            "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", commit, "--",
            "*.md", "*.markdown", "*.yaml", "*.yml", "*.MD",
        )  # fmt: skip
        if done.returncode:
            raise UsageError(f"git diff failed: {_last_line(done.stderr)}")
        lines = parse_diff(done.stdout)
        others = run_git(top, "ls-files", "--others", "--exclude-standard", "-z")
        for name in others.stdout.split(b"\0"):
            if name:
                lines[os.fsdecode(name)] = Lines(whole=True)
        return lines


def _top_of(folder: str) -> tuple[str, str]:
    """The top of the repository around a folder, else why there is none."""
    done = run_git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        return "", _last_line(done.stderr)
    return os.path.realpath(os.fsdecode(done.stdout.rstrip(b"\n"))), ""


def _inside(top: str, path: str) -> str:
    return os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")


def _last_changes(top: str) -> Mapping[str, date]:
    """The day of the last commit of every file, in one walk over the history.

    A shallow clone knows none: its first commit seems to have written every file.
    """
    if run_git(top, "rev-parse", "--is-shallow-repository").stdout.strip() != b"false":
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
    written = written.rstrip(b"\t\r")
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescape, written.strip(b'"'))
    return os.fsdecode(written[2:]) if written.startswith(b"b/") else ""


def _unescape(match: "re.Match[bytes]") -> bytes:
    word = match.group(1)
    if word.isdigit():
        return bytes([int(word, 8)])
    return bytes([_LETTERS[word]]) if word in _LETTERS else word


def run_git(
    folder: str, *arguments: str, given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder; what is ``given`` goes to its standard input."""
    import subprocess

    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": ""}
    try:
        return subprocess.run(  # noqa: S603 - arguments are ours; a revision follows --end-of-options
            ["git", *_SAFE, "-C", folder or ".", *arguments],  # noqa: S607
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("this needs git, and git is not installed") from error


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else "git says nothing more"
