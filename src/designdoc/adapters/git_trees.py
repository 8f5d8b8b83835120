"""Files of whole revisions, read from git in one go each."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from designdoc.application.paths import is_markdown
from designdoc.application.ports import Pair
from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    import subprocess


class Run(Protocol):
    """Runs git in a folder, ``given`` on its standard input."""

    def __call__(
        self, folder: str, *arguments: str, given: bytes = b""
    ) -> "subprocess.CompletedProcess[bytes]": ...


def texts(git: Run, top: str, commit: str, inside: str) -> Mapping[str, bytes]:
    """The Markdown files at or below a path of a commit, by path from where we stand."""
    where = () if inside == "." else (inside,)
    listed = git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *where)
    names: dict[str, bytes] = {}
    for row in listed.stdout.split(b"\0"):
        head, _, name = row.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        if mode.startswith(b"100") and is_markdown(os.fsdecode(name)):
            names[_from_here(top, name)] = rest.rpartition(b" ")[2]
    given = b"".join(each + b"\n" for each in names.values())
    done = git(top, "cat-file", "--batch", given=given)
    return dict(zip(names, _contents(done.stdout), strict=False))


def differing(git: Run, top: str, commits: Sequence[str], inside: str) -> list[Pair]:
    """Pairs of Markdown files that differ between two commits, or one and the files as they are."""
    done = git(
        top, "diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv", "--no-color",
        "--ignore-submodules", *commits, "--", inside,
    )  # fmt: skip
    if done.returncode:
        raise UsageError("git diff failed: " + done.stderr.decode("utf-8", "replace").strip()[:200])
    pairs = list(_pairs(iter(done.stdout.split(b"\0")), top))
    if len(commits) == 1:
        others = git(top, "ls-files", "--others", "--exclude-standard", "-z", "--", inside)
        names = filter(None, others.stdout.split(b"\0"))
        pairs += [Pair("", _from_here(top, name)) for name in names]
    return [p for p in pairs if is_markdown(p.new or p.old)]


def _pairs(words: Iterator[bytes], top: str) -> Iterator[Pair]:
    for status in words:
        if not status:
            return
        name = _from_here(top, next(words))
        if status[:1] in {b"R", b"C"}:
            other = _from_here(top, next(words))
            yield Pair(name, other) if status[:1] == b"R" else Pair("", other)
        elif status[:1] == b"A":
            yield Pair("", name)
        else:
            yield Pair(name, "" if status[:1] == b"D" else name)


def _contents(batch: bytes) -> Iterator[bytes]:
    """The objects in the output of ``cat-file --batch``."""
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        header = batch[at:end].split(b" ")
        if len(header) < 3:  # missing, as in a partial clone
            yield b""
            at = end + 1
            continue
        size = int(header[2])
        yield batch[end + 1 : end + 1 + size]
        at = end + 2 + size


def _from_here(top: str, name: bytes) -> str:
    full = Path(top) / os.fsdecode(name)
    return os.path.relpath(full, os.path.realpath(Path.cwd())).replace(os.sep, "/")
