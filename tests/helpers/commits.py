"""Real commits of real documents: a file before and after each."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

Pair = tuple[str, bytes, bytes]  # its name, the old bytes, the new ones


def commit_pairs(repository: Path, *paths: str) -> list[tuple[str, str]]:
    """Commit and path of every change to a Markdown file, the newest first."""
    log = _git(repository, "log", "--all", "--no-merges", "--diff-filter=M", "--format=%x01%H",
               "--name-only", "-z", "--", *paths)  # fmt: skip
    found = []
    for entry in log.decode("utf-8", "replace").split("\x01")[1:]:
        commit, *names = (word.strip("\n") for word in entry.split("\0"))
        found += [(commit, name) for name in names if name.endswith(".md")]
    return found


def both_sides(repository: Path, pairs: list[tuple[str, str]]) -> Iterator[Pair]:
    """Each changed file before and after its commit."""
    for commit, path in pairs:
        old = _git(repository, "cat-file", "blob", f"{commit}~1:{path}")
        new = _git(repository, "cat-file", "blob", f"{commit}:{path}")
        yield f"{commit[:10]}:{path}", old, new


def blob(repository: Path, name: str) -> bytes:
    """A file of a revision."""
    return _git(repository, "cat-file", "blob", name)


def clone(bundle: Path, folder: Path) -> Path:
    """A repository without a work tree, from a bundle."""
    heads = subprocess.run(["git", "bundle", "list-heads", bundle], capture_output=True, check=True)
    commit = heads.stdout.split()[0].decode()
    _git(folder, "init", "-q", "--bare")
    _git(folder, "fetch", "-q", str(bundle.resolve()), f"{commit}:refs/heads/main")
    return folder


def _git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True).stdout


def tree(repository: Path, revision: str) -> list[str]:
    """The Markdown files of a revision."""
    names = _git(repository, "ls-tree", "-r", "-z", "--name-only", revision).split(b"\0")
    return [name.decode() for name in names if name.endswith(b".md")]
