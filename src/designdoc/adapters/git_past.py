"""What git remembers of a template and of the documents written from it.

A template is followed through renames, whole-file moves to another folder included. Its content
may change much while it moves (the KEP template kept 42% of its lines, our own seed's Japanese twin
36%), so less than git's own half is enough where the old name says template. A few calls of git
answer for all documents and versions together.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from designdoc.adapters.git_command import blobs_of, run_git
from designdoc.application.paths import says_template
from designdoc.application.ports import Birth, FileVersion, Past

_ALIKE = "-M30%"
_SURELY = 50  # of 100: alike enough to be one file, whatever it was called
_MOST = 400  # versions that are read; older ones say nothing of documents that are still kept
_MARKDOWN = ("*.md", "*.markdown", "*.MD", "*.mdx")
_ENDINGS = (".md", ".markdown", ".mdx")
_SIDES = (".yaml", ".yml")


class _Commit(msgspec.Struct, frozen=True):
    """A commit by its name, with its day; a shallow clone shows no parents of its oldest."""

    revision: str
    day: str
    parents: tuple[str, ...]


class _State(msgspec.Struct, frozen=True):
    """The file at a commit: where it stands, and the blobs of it and of the files beside it."""

    path: str
    key: str


def past_of(top: str, name: str, newest: str, shallow: bool, with_sides: bool) -> Past:
    """The versions of a file of a repository up to a commit, oldest first.

    ``with_sides``: the YAML files beside it belong to it. A clone that lacks the text of a version
    counts as shallow.
    """
    if "\n" in name or name.startswith("../"):  # cat-file is asked line by line
        return Past()
    paths = _paths(top, name, newest)
    sides = _sides(top, posixpath.dirname(name), newest) if with_sides else ()
    commits = _commits(top, newest, (*paths, *sides))
    states, whole = _states(top, paths, sides, [commit.revision for commit in commits])
    found: list[tuple[_Commit, _State]] = []
    for commit in reversed(commits):
        state = states.get(commit.revision)
        if state and not (found and found[-1][1].key == state.key):
            found.append((commit, state))
    found = found[-_MOST:]
    blobs = blobs_of(top, {blob for _, state in found for blob in state.key.split(" ")})
    where = Past((), paths, sides, shallow)
    each = (_version(commit, state, where, blobs) for commit, state in found)
    versions = tuple(version for version in each if version)
    lacking = shallow or not whole or len(versions) < len(found)
    return msgspec.structs.replace(where, versions=versions, shallow=lacking)


def keys_at(top: str, past: Past, revisions: Iterable[str]) -> Mapping[str, str]:
    """The key of the version that each commit has; commits without the file are left out."""
    states, _ = _states(top, past.paths, past.sides, tuple(dict.fromkeys(revisions)))
    return {revision: state.key for revision, state in states.items()}


def births_of(top: str, commit: str) -> dict[str, Birth]:
    """The commit that created each Markdown file of a commit, by its name.

    Renames are followed, in one walk over the history.
    """
    done = run_git(
        top, "log", "--topo-order", "-M", "--diff-filter=AR", "--name-status", "-z",
        "--format=%x01%H %as", commit, "--", *_MARKDOWN,
    )  # fmt: skip
    if done.returncode:  # a partial clone, or a broken one
        return {}
    now = {name: name for name in _names(top, commit)}  # the name at this point: today's name
    found: dict[str, Birth] = {}
    for revision, day, status, old, new in _changes(done.stdout):
        today = now.get(new)
        if today is None or today in found:
            continue
        if status[0] == "R":
            del now[new]
            now[old] = today
        else:
            found[today] = Birth(revision, day)
    return found


def _names(top: str, commit: str) -> Iterator[str]:
    """The Markdown files of a commit."""
    done = run_git(top, "ls-tree", "-r", "-z", "--name-only", commit)
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return (name for name in names if name.lower().endswith(_ENDINGS))


def _paths(top: str, name: str, commit: str) -> tuple[str, ...]:
    """Every path that the file had, today's first; a move that was taken back is left out."""
    done = run_git(
        top, "--literal-pathspecs", "log", "--follow", _ALIKE, "--topo-order", "--diff-filter=R",
        "--name-status", "-z", "--format=%x01%H %as", commit, "--", name,
    )  # fmt: skip
    chain = [name]
    for _, _, status, old, new in _changes(done.stdout):
        if new != chain[-1]:
            continue
        if int(status[1:] or 0) < _SURELY and not says_template(posixpath.basename(old)):
            break
        if old in chain:
            del chain[chain.index(old) + 1 :]
        else:
            chain.append(old)
    return tuple(chain)


def _sides(top: str, folder: str, commit: str) -> tuple[str, ...]:
    """The YAML files beside the file, today."""
    done = run_git(top, "ls-tree", "-z", "--name-only", f"{commit}:{folder}")
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    sides = (name for name in names if name.lower().endswith(_SIDES) and "\n" not in name)
    return tuple(posixpath.join(folder, name) for name in sides)


def _commits(top: str, newest: str, names: Sequence[str]) -> list[_Commit]:
    """The commits that changed any of the files, newest first.

    Those of the main line: what a branch tried on its way was nobody's template. Where the main
    line began with these files by merging another repository, that one's history goes before it.
    """
    found = _log(top, newest, names)
    if found and len(found[-1].parents) > 1:
        first, *others = found[-1].parents
        for other in others:
            if run_git(top, "merge-base", first, other).returncode == 1:  # nothing in common
                found += _log(top, other, names)
    return found


def _log(top: str, newest: str, names: Sequence[str]) -> list[_Commit]:
    done = run_git(
        top, "--literal-pathspecs", "log", "--first-parent", "--format=%H %cs %P", newest,
        "--", *names,
    )  # fmt: skip
    rows = (line.split(" ") for line in done.stdout.decode("ascii", "replace").splitlines())
    return [
        _Commit(row[0], row[1], tuple(each for each in row[2:] if each))
        for row in rows
        if len(row) > 2
    ]


def _states(
    top: str, paths: Sequence[str], sides: Sequence[str], revisions: Sequence[str]
) -> tuple[dict[str, _State], bool]:
    """What each commit has of the file and of those beside it, and whether git could tell all."""
    specs = [f"{revision}:{path}" for revision in revisions for path in (*paths, *sides)]
    if not specs:
        return {}, True
    given = "\n".join(specs).encode("utf-8", "surrogateescape") + b"\n"
    done = run_git(top, "cat-file", "--batch-check=%(objecttype) %(objectname)", given=given)
    rows = done.stdout.split(b"\n")
    blobs = [row[5:].decode("ascii") if row.startswith(b"blob ") else "" for row in rows]
    step, found = len(paths) + len(sides), {}
    for index, revision in enumerate(revisions):
        own = blobs[index * step : (index + 1) * step]
        body = next(((at, blob) for at, blob in enumerate(own[: len(paths)]) if blob), None)
        if body:
            key = " ".join((body[1], *own[len(paths) :])).rstrip()
            found[revision] = _State(paths[body[0]], key)
    return found, done.returncode == 0


def _version(
    commit: _Commit, state: _State, where: Past, blobs: Mapping[str, bytes]
) -> FileVersion | None:
    body, *rest = state.key.split(" ")
    if body not in blobs:
        return None
    beside = zip(where.sides, rest, strict=False)
    sides = tuple((name, blobs[blob]) for name, blob in beside if blob in blobs)
    edge = where.shallow and not commit.parents
    revision, day = commit.revision, commit.day
    return FileVersion(revision, day, state.path, state.key, blobs[body], sides, edge)


def _changes(output: bytes) -> Iterator[tuple[str, str, str, str, str]]:
    """Commit, day, status, old and new name of each row of ``log --name-status -z``."""
    revision = day = ""
    words = iter(output.decode("utf-8", "surrogateescape").split("\0"))
    for word in words:
        row = word.lstrip("\n")
        if row.startswith("\x01"):
            revision, _, day = row[1:].rstrip("\n").partition(" ")
        elif row[:1] in {"R", "C"}:
            yield revision, day, row, next(words, ""), next(words, "")
        elif row:
            name = next(words, "")
            yield revision, day, row, name, name
