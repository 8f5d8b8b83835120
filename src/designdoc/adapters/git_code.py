"""git, asked about a source tree in batches: what is gone, who wrote a line, files as they were."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from designdoc.adapters.git_command import blobs, is_shallow, run_git
from designdoc.application.ports import Change, Store, Touched
from designdoc.application.remembered import remembered
from designdoc.code.names import is_test
from designdoc.code.past import Gone, Past, Written
from designdoc.diagnostics import UsageError
from designdoc.languages.grammars import language_of
from designdoc.source.regex import regex

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_WORD = regex(rb"[A-Za-z_][A-Za-z0-9_]{3,80}")
_SNAPSHOTS = 64  # commits at which the words of the tree are looked at
_MOST_PLACES = 8  # files in which a word that is gone is looked for
_LARGEST = 1_000_000  # bytes of a file whose words are read
_VENDORED = regex(r"(?:^|/)(?:vendor|node_modules|third_party|\.git)/")
_TEXTS = frozenset(
    {"yaml", "yml", "proto", "sql", "sh", "toml", "graphql", "gql", "vue", "svelte", "html", "css",
     "scss", "kt", "rb", "php", "c", "cc", "cpp", "h", "hpp", "tf", "tpl", "gradle", "xml", "json"}
)  # fmt: skip
_LOCKS = ("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "go.sum", "Cargo.lock")


class _Stored(Struct, frozen=True, array_like=True):
    """The past of a tree at one commit, as it is kept."""

    head: str
    paths: dict[str, Gone]
    words: dict[str, tuple[Gone, ...]]


class GitCode:
    """The port ``CodeHistory``."""

    def __init__(self, cache: Store) -> None:
        self._cache = cache
        self._orders: dict[tuple[str, str], Mapping[str, int]] = {}

    def past(self, top: str, head: str = "HEAD") -> Past | None:
        """What is gone from the tree, as it is on the disk; None where no history can tell."""
        commit = self._whole_history(top, head)
        if not commit:
            return None
        if head != "HEAD":
            stored = self._gone(top, commit)
            return Past(stored.paths, stored.words)
        stored = remembered(
            self._cache, f"what is gone from {top}", _Stored, lambda: self._gone(top, commit),
            lambda stored: stored.head == commit,
        )  # fmt: skip
        return _with_changes(top, Past(stored.paths, stored.words), commit)

    def _gone(self, top: str, commit: str) -> _Stored:
        order = self.order(top, commit)
        return _Stored(commit, _gone_paths(top, commit, order), _gone_words(top, commit, order))

    def blame(
        self, top: str, path: str, lines: Iterable[int], head: str = ""
    ) -> Mapping[int, Written]:
        """Who wrote these lines (from 1) of a file, as it is on the disk or at a commit."""
        ranges = [f"-L{line},{line}" for line in sorted(set(lines))]
        revision = [head] if head else []
        done = _run(top, "blame", "-w", "--porcelain", *ranges, *revision, "--", path)
        if done.returncode:
            return {}
        order = self.order(top, "HEAD")
        return dict(_blamed(done.stdout, order))

    def order(self, top: str, head: str) -> Mapping[str, int]:
        """The commits before a commit, each with its number from the newest."""
        key = (top, head)
        if key not in self._orders:
            done = _run(top, "rev-list", "--date-order", "--end-of-options", head)
            commits = done.stdout.decode("ascii", "replace").split()
            self._orders[key] = {commit: number for number, commit in enumerate(commits)}
        return self._orders[key]

    def files(self, top: str, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes]:
        """Files as they were at commits, those that were there."""
        wanted = list(dict.fromkeys(places))
        names = [f"{commit}:{path}" for commit, path in wanted]
        return dict(zip(wanted, _texts(top, names), strict=True))

    def blobs(self, top: str, names: Iterable[str]) -> Mapping[str, bytes]:
        """Blobs by their names."""
        wanted = sorted(set(names) - {""})
        return dict(zip(wanted, _texts(top, wanted), strict=True))

    def held(self, top: str, commit: str, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that stood in the code of a commit."""
        sought = {word.encode() for word in words}
        return frozenset(word.decode() for word in sought - _nowhere(top, sought, commit))

    def changes(self, top: str) -> Sequence[Change]:
        """Every commit with its files, the newest first; merges have none of their own."""
        if not self._whole_history(top, "HEAD"):
            return ()
        done = _run(
            top, "log", "--date-order", "--no-merges", "-M", "-l400", "--raw", "--no-abbrev", "-z",
            "--format=%x01%H %P %ct", "HEAD", "--", ".", ":(exclude)vendor",
        )  # fmt: skip
        return list(_changes(done.stdout, self.order(top, "HEAD")))

    def names(self, top: str, commit: str) -> Sequence[str]:
        """The paths of a commit's tree."""
        done = _run(top, "ls-tree", "-r", "-z", "--name-only", commit)
        return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]

    def _whole_history(self, top: str, head: str) -> str:
        done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", head)
        if done.returncode or is_shallow(top):
            return ""
        return done.stdout.decode("ascii").strip()


def _run(top: str, *arguments: str, given: bytes = b"") -> "CompletedProcess[bytes]":
    """Run git; without git it is as if it knew nothing."""
    from subprocess import CompletedProcess

    try:
        return run_git(top, *arguments, given=given)
    except UsageError:
        return CompletedProcess([], 127, b"", b"")


def _gone_paths(top: str, head: str, order: Mapping[str, int]) -> dict[str, Gone]:
    """Every path that a commit took away or renamed, with the newest commit that did."""
    done = _run(
        top, "log", "--date-order", "--diff-filter=DR", "-M", "-l400", "--name-status", "-z",
        "--format=%x01%H %ct", head, "--", ".", ":(exclude,glob)**/node_modules/**",
        ":(exclude)vendor",
    )  # fmt: skip
    found: dict[str, Gone] = {}
    commit, day = "", date.min
    words = iter(done.stdout.split(b"\0"))
    for word in words:
        status = word
        if b"\x01" in word:
            head_line, _, status = word.rpartition(b"\x01")[2].partition(b"\n")
            commit, _, seconds = head_line.decode("ascii", "replace").partition(" ")
            day = _day(seconds)
            status = status.strip(b"\n")
        status = status.strip(b"\n")
        if status == b"D":
            path, to = os.fsdecode(next(words, b"")), ""
        elif status[:1] == b"R":
            path, to = os.fsdecode(next(words, b"")), os.fsdecode(next(words, b""))
        else:
            continue
        found.setdefault(path, Gone(commit, order.get(commit, 0), day, path, to))
    return found


def _changes(output: bytes, order: Mapping[str, int]) -> Iterator[Change]:
    for part in output.split(b"\x01")[1:]:
        head, _, rest = part.partition(b"\n")
        words = head.rstrip(b"\0").decode("ascii", "replace").split()
        if len(words) != 3:  # the first commit has no parent
            continue
        files = tuple(_touched(iter(rest.split(b"\0"))))
        yield Change(words[0], words[1], order.get(words[0], 0), _day(words[2]), files)


def _touched(words: Iterator[bytes]) -> Iterator[Touched]:
    """The files of ``git log --raw -z``: modes, blobs and status, then one path or two."""
    for word in words:
        meta = word.strip(b"\n").decode("ascii", "replace").split(" ")
        if len(meta) == 5:
            kind = meta[4][:1]
            path = os.fsdecode(next(words, b""))
            to = os.fsdecode(next(words, b"")) if kind in {"R", "C"} else ""
            yield Touched(kind, path, to, _blob(meta[2]), _blob(meta[3]))


def _blob(name: str) -> str:
    """The name of a blob; git writes zeros where there is none."""
    return name if name.strip("0") else ""


def _gone_words(top: str, head: str, order: Mapping[str, int]) -> dict[str, tuple[Gone, ...]]:
    """Words of code that stand nowhere any more, with the last looked-at commits that had them.

    From the newest commit backwards, only files that differ from the commit looked at before are
    read: a word that is gone stood in one of them.
    """
    present = _words_at(top, head)
    found: dict[bytes, list[Gone]] = {}
    newer = head
    for commit, day in _snapshots(top, head):
        at, before = order.get(commit, 0), order.get(newer, 0)
        for path, data in _old_sides(top, commit, newer):
            for word in set(_WORD.findall(data)) - present:
                known = found.setdefault(word, [])
                if len(known) < _MOST_PLACES and all(each.path != path for each in known):
                    known.append(Gone(commit, at, day, path, "", before))
        newer = commit
    return {word.decode("ascii"): tuple(places) for word, places in found.items()}


def _snapshots(top: str, head: str) -> list[tuple[str, date]]:
    """Commits of the main line, evenly spread, the newest first, ``head`` left out."""
    done = _run(top, "log", "--first-parent", "--format=%H %ct", head)
    rows = [row.partition(" ") for row in done.stdout.decode("ascii", "replace").splitlines()]
    step = max(1, -(-len(rows) // _SNAPSHOTS))
    return [(commit, _day(seconds)) for commit, _, seconds in rows[step::step]]


def _words_at(top: str, head: str) -> set[bytes]:
    """The words of every text of a commit's tree, what is vendored and Markdown left out."""
    done = _run(top, "ls-tree", "-r", "-z", head)
    blobs = []
    for row in done.stdout.split(b"\0"):
        meta, _, name = row.partition(b"\t")
        if meta[:3] == b"100" and _is_text(os.fsdecode(name)):
            blobs.append(meta.split(b" ")[2].decode("ascii"))
    words: set[bytes] = set()
    for data in _texts(top, blobs):
        words.update(_WORD.findall(data))
    return words


def _is_text(path: str) -> bool:
    if _VENDORED.search(path) or path.endswith(_LOCKS):
        return False
    return bool(language_of(path)) or path.rpartition(".")[2].lower() in _TEXTS


def _is_code(path: str) -> bool:
    """Whether a file declares what documents speak of."""
    return bool(language_of(path)) and not _VENDORED.search(path) and not is_test(path)


def _old_sides(top: str, old: str, new: str) -> Iterator[tuple[str, bytes]]:
    """The code files of an older commit that a newer one has otherwise, or no more."""
    done = _run(top, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--diff-filter=DM", old, new)
    words = done.stdout.split(b"\0")
    wanted = []
    for meta, name in zip(words[::2], words[1::2], strict=False):
        path = os.fsdecode(name)
        if meta[:4] == b":100" and _is_code(path):
            wanted.append((meta.split(b" ")[2].decode("ascii"), path))
    yield from zip([path for _, path in wanted], _texts(top, [blob for blob, _ in wanted]),
                   strict=False)  # fmt: skip


def _texts(top: str, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs in order; empty for those that are not there or too large."""
    for data in blobs(top, names, _LARGEST):
        yield data or b""


def _with_changes(top: str, past: Past, head: str) -> Past:
    """The past with what is changed on the disk and in no commit yet."""
    done = _run(top, "diff", "--no-ext-diff", "--no-textconv", "--raw", "-z", "--no-renames",
                   "--ignore-submodules", "HEAD")  # fmt: skip
    words = done.stdout.split(b"\0")
    changed = {os.fsdecode(name): meta for meta, name in zip(words[::2], words[1::2], strict=False)}
    if not changed:
        return past
    paths = dict(past.paths)
    today = Gone(head, 0, date.max)
    for path, meta in changed.items():
        if meta.endswith(b" D"):
            paths[path] = msgspec.structs.replace(today, order=-1, path=path)
    texts = [path for path in changed if _is_text(path)]
    now: set[bytes] = set()
    for path in texts:
        now.update(_WORD.findall(_on_disk(top, path)))
    gone = {word: end for word, end in past.words.items() if word.encode() not in now}
    suspects: dict[bytes, list[str]] = {}
    for path, data in zip(texts, _texts(top, [f"HEAD:{path}" for path in texts]), strict=False):
        if _is_code(path):
            for word in set(_WORD.findall(data)) - now:
                suspects.setdefault(word, []).append(path)
    for word in _nowhere(top, suspects):
        places = [msgspec.structs.replace(today, path=path) for path in suspects[word]]
        known = past.words.get(word.decode("ascii"), ())
        gone[word.decode("ascii")] = (*places[:_MOST_PLACES], *known)
    return Past(paths, gone)


def _nowhere(top: str, suspects: Iterable[bytes], commit: str = "") -> set[bytes]:
    """Those of the words that no file of a commit has, or on the disk."""
    left = set(suspects)
    if left:
        given = b"\n".join(sorted(left)) + b"\n"
        where = [commit] if commit else []
        done = _run(top, "grep", "-I", "-h", "-o", "-w", "-F", "-f", "-", *where, "--",
                       *_code_only(), given=given)  # fmt: skip
        left -= set(done.stdout.split(b"\n"))
    return left


def _code_only() -> tuple[str, ...]:
    return (".", ":(exclude)*.md", ":(exclude)vendor", ":(exclude,glob)**/node_modules/**")


def _on_disk(top: str, path: str) -> bytes:
    try:
        with open(os.path.join(top, path), "rb") as file:  # noqa: PTH118, PTH123 - bytes of a name
            return file.read(_LARGEST)
    except OSError:
        return b""


def _blamed(output: bytes, order: Mapping[str, int]) -> Iterator[tuple[int, Written]]:
    """The lines of ``git blame --porcelain``: the first of each commit carries its date."""
    days: dict[str, date] = {}
    commit, line = "", 0
    for row in output.split(b"\n"):
        if row.startswith(b"\t"):
            known = bool(commit.strip("0"))
            yield line, Written(commit, order.get(commit, 0) if known else -1,
                                days.get(commit, date.min))  # fmt: skip
        elif row.startswith(b"committer-time "):
            days[commit] = _day(row[15:].decode("ascii", "replace"))
        else:
            head = row.split(b" ")
            if len(head) >= 3 and len(head[0]) in {40, 64}:
                commit, line = head[0].decode("ascii", "replace"), int(head[2])


def _day(seconds: str) -> date:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        return date.min
