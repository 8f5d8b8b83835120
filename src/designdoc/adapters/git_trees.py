"""Files of whole revisions, read from git in one go each."""

import os
from collections.abc import Iterator, Mapping, Sequence

from designdoc.adapters.git_command import blobs_of, run_git
from designdoc.application.paths import is_markdown
from designdoc.application.ports import Pair
from designdoc.diagnostics import UsageError


def texts(top: str, commit: str, inside: str) -> Mapping[str, bytes]:
    """The Markdown files at or below a path of a commit, by path from where we stand."""
    where = () if inside == "." else (inside,)
    listed = run_git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *where)
    names: dict[str, str] = {}
    for row in listed.stdout.split(b"\0"):
        head, _, name = row.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        if mode.startswith(b"100") and is_markdown(os.fsdecode(name)):
            names[_from_here(top, name)] = rest.rpartition(b" ")[2].decode("ascii")
    blobs = blobs_of(top, names.values())
    return {name: blobs[blob] for name, blob in names.items() if blob in blobs}


def differing(top: str, commits: Sequence[str], inside: str) -> list[Pair]:
    """Pairs of Markdown files that differ between two commits, or one and the files as they are."""
    done = run_git(
        top, "diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv", "--no-color",
        "--ignore-submodules", *commits, "--", inside,
    )  # fmt: skip
    if done.returncode:
        raise UsageError("git diff failed: " + done.stderr.decode("utf-8", "replace").strip()[:200])
    pairs = list(_pairs(iter(done.stdout.split(b"\0")), top))
    if len(commits) == 1:
        others = run_git(top, "ls-files", "--others", "--exclude-standard", "-z", "--", inside)
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


def _from_here(top: str, name: bytes) -> str:
    full = os.path.join(top, os.fsdecode(name))
    return os.path.relpath(full, os.path.realpath(os.curdir)).replace(os.sep, "/")
