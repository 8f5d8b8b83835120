"""What the answers of git rest on, read from the repository's own files: no process is started."""

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from designdoc.adapters.git_command import run_git

_OF_ALL = ("config", "config.worktree", "info/attributes", "info/grafts", "shallow",
           "reftable/tables.list")  # fmt: skip
_MOVED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")


def git_state(top: str, refs: bool) -> str | None:
    """The state of the repository at ``top``: its newest commit and configuration, or all ``refs``.

    None where it cannot be told from outside: the environment moves it, or git is told to leave
    out commits that some file lists.
    """
    if any(os.environ.get(name) for name in _MOVED):
        return None
    own = _git_folder(Path(top))
    if own is None:
        return None
    common = _common(own)
    told = [_read(own / "HEAD"), _read(own / "MERGE_HEAD"), _commit(own, common)]
    told += (_read(common / name) for name in _OF_ALL)
    told += (_read(path) for path in _users())
    told.append(_program())
    own_words = sorted(name for name in os.environ if name.startswith("GIT_"))
    told += (os.fsencode(f"{name}={os.environ[name]}") for name in own_words)
    whole = b"\n".join(told).lower()
    if b"[include" in whole or os.environ.get("GIT_CONFIG_GLOBAL"):
        told.append(run_git(str(top), "config", "--list", "--includes", "-z").stdout)
        whole += told[-1].lower()
    if b"ignorerevsfile" in whole:
        return None
    told += _tree(common / "refs" / "replace")
    if refs:
        told += (_read(common / "packed-refs"), *_tree(common / "refs"), *_tree(own / "refs"))
    state = blake2b(digest_size=16)
    for each in told:
        state.update(b"%d:" % len(each) + each)
    return state.hexdigest()


def _git_folder(top: Path) -> Path | None:
    """The folder of the repository; in a linked worktree or submodule a file says where it is."""
    found = top / ".git"
    if found.is_dir():
        return found
    told = _read(found)
    if not told.startswith(b"gitdir:"):
        return None
    return top / os.fsdecode(told[7:].strip())


def _common(own: Path) -> Path:
    """The folder that the worktrees of a repository share."""
    told = _read(own / "commondir").strip()
    return own / os.fsdecode(told) if told else own


def _commit(own: Path, common: Path) -> bytes:
    """The commit that HEAD names, as far as files tell."""
    head = _read(own / "HEAD").strip()
    if not head.startswith(b"ref:"):
        return head
    name = head[4:].strip()
    if b".." in name.split(b"/"):
        return b""
    loose = _read(common / os.fsdecode(name)) or _read(own / os.fsdecode(name))
    if loose:
        return loose
    ending = b" " + name
    rows = _read(common / "packed-refs").splitlines()
    return next((row for row in rows if row.endswith(ending)), b"")


def _program() -> bytes:
    """Which git there is, empty for none: another may answer otherwise."""
    for folder in os.get_exec_path():
        path = Path(folder, "git")
        if path.is_file():
            found = path.stat()
            return os.fsencode(f"{path} {found.st_size} {found.st_mtime_ns}")
    return b""


def _users() -> Iterator[Path]:
    """The user's and the machine's own configuration."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path raises where nobody is at home
    base = os.environ.get("XDG_CONFIG_HOME") or home / ".config"
    yield from (Path("/etc/gitconfig"), home / ".gitconfig", Path(base) / "git" / "config",
                Path(base) / "git" / "attributes")  # fmt: skip


def _tree(folder: Path) -> list[bytes]:
    """Every file below a folder, with its name."""
    found = []
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            found.append(os.fsencode(path.relative_to(folder)) + b"\0" + _read(path))
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
