"""What git remembers of a template and of the documents written from it.

A template is followed through renames, whole-file moves to another folder included. Its content
may change much while it moves (the KEP template kept 42% of its lines, our own seed's Japanese twin
36%), so less than git's own half is enough where the old name says template. A few calls of git
answer for all documents and versions together.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from designdoc.adapters.git_command import run_git
from designdoc.application.paths import says_template
from designdoc.application.ports import Birth, FileVersion, Past

_ALIKE = "-M30%"
_SURELY = 50  # of 100: alike enough to be one file, whatever it was called
_MOST = 400  # versions that are read; older ones say nothing of documents that are still kept
_MARKDOWN = ("*.md", "*.markdown", "*.MD", "*.mdx")
_ENDINGS = (".md", ".markdown", ".mdx")
_SIDES = (".yaml", ".yml")


def past_of(top: str, name: str, commit: str, shallow: bool, with_sides: bool) -> Past:
    """The versions of a file of a repository up to a commit, oldest first.

    ``with_sides``: the YAML files beside it belong to it.
    """
    if "\n" in name:
        return Past()
    paths = _paths(top, name, commit)
    sides = _sides(top, posixpath.dirname(name), commit) if with_sides else ()
    commits = _commits(top, commit, (*paths, *sides))
    keys = _keys(top, paths, sides, [revision for revision, _ in commits])
    found: list[tuple[str, str, str]] = []
    for revision, day in reversed(commits):
        key = keys.get(revision, "")
        if key and not (found and found[-1][2] == key):
            found.append((revision, day, key))
    found = found[-_MOST:]
    blobs = _blobs(top, {each for _, _, key in found for each in key.split(" ")})
    where = Past((), paths, sides, shallow)
    versions = (_version(revision, day, key, where, blobs) for revision, day, key in found)
    return msgspec.structs.replace(where, versions=tuple(v for v in versions if v))


def keys_at(top: str, past: Past, revisions: Iterable[str]) -> Mapping[str, str]:
    """The key of the version that each commit has; commits without the file are left out."""
    return _keys(top, past.paths, past.sides, tuple(dict.fromkeys(revisions)))


def births_of(top: str) -> Mapping[str, Birth]:
    """The commit that created each Markdown file of the newest commit, by its name.

    Renames are followed, in one walk over the history.
    """
    done = run_git(
        top, "log", "--topo-order", "-M", "--diff-filter=AR", "--name-status", "-z",
        "--format=%x01%H %as", "HEAD", "--", *_MARKDOWN,
    )  # fmt: skip
    now = {name: name for name in _names(top)}  # the name at this point of the walk: today's name
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


def _names(top: str) -> Iterator[str]:
    """The Markdown files of the newest commit."""
    done = run_git(top, "ls-tree", "-r", "-z", "--name-only", "HEAD")
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return (name for name in names if name.lower().endswith(_ENDINGS))


def _paths(top: str, name: str, commit: str) -> tuple[str, ...]:
    """Every path that the file had, today's first; a move that was taken back is left out."""
    done = run_git(
        top, "log", "--follow", _ALIKE, "--topo-order", "--diff-filter=R", "--name-status", "-z",
        "--format=%x01%H %as", commit, "--", name,
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
    done = run_git(top, "ls-tree", "-z", "--name-only", commit, "--", f"{folder}/")
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return tuple(name for name in names if name.lower().endswith(_SIDES) and "\n" not in name)


def _commits(top: str, commit: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """The commits that changed any of the files, newest first, with their days.

    Those of the main line: what a branch tried on its way was nobody's template. Where the main
    line begins by merging another repository, that one's history goes before it.
    """
    found = _log(top, "--first-parent", commit, "--", *names)
    if found:
        found += _log(top, "--topo-order", f"{found[-1][0]}^@", "--", *names)
    return found


def _log(top: str, *arguments: str) -> list[tuple[str, str]]:
    done = run_git(top, "log", "--format=%H %cs", *arguments)
    rows = (line.split(" ") for line in done.stdout.decode("ascii", "replace").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) == 2]


def _keys(
    top: str, paths: Sequence[str], sides: Sequence[str], revisions: Sequence[str]
) -> dict[str, str]:
    """For each commit the blobs of the first path that it has, and of the files beside it."""
    specs = [f"{revision}:{path}" for revision in revisions for path in (*paths, *sides)]
    if not specs:
        return {}
    given = "\n".join(specs).encode("utf-8", "surrogateescape") + b"\n"
    done = run_git(top, "cat-file", "--batch-check=%(objecttype) %(objectname)", given=given)
    rows = done.stdout.split(b"\n")
    blobs = [row[5:].decode("ascii") if row.startswith(b"blob ") else "" for row in rows]
    step, found = len(paths) + len(sides), {}
    for index, revision in enumerate(revisions):
        own = blobs[index * step : (index + 1) * step]
        body = next(((at, blob) for at, blob in enumerate(own[: len(paths)]) if blob), None)
        if body:
            found[revision] = " ".join((f"{body[0]}:{body[1]}", *own[len(paths) :])).rstrip()
    return found


def _blobs(top: str, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs by their names (an index and a colon before the name aside)."""
    wanted = sorted({name.rpartition(":")[2] for name in names} - {""})
    done = run_git(top, "cat-file", "--batch", given="".join(f"{n}\n" for n in wanted).encode())
    found, at, data = {}, 0, done.stdout
    while at < len(data):
        end = data.index(b"\n", at)
        head = data[at:end].split(b" ")
        if len(head) != 3:  # a blob that a partial clone does not have
            at = end + 1
            continue
        size = int(head[2])
        found[head[0].decode("ascii")] = data[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def _version(
    revision: str, day: str, key: str, where: Past, blobs: Mapping[str, bytes]
) -> FileVersion | None:
    body, *rest = key.split(" ")
    index, _, blob = body.partition(":")
    if blob not in blobs:
        return None
    beside = zip(where.sides, rest, strict=False)
    sides = tuple((name, blobs[blob]) for name, blob in beside if blob in blobs)
    return FileVersion(revision, day, where.paths[int(index)], key, blobs[blob], sides)


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
