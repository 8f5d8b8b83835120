"""Two versions as a user names them, in git's manner: PATH, REV:PATH, REV..REV, REV."""

from collections.abc import Sequence

from msgspec import Struct

from designdoc.application.paths import is_markdown
from designdoc.application.ports import Files, History
from designdoc.diagnostics import UsageError

_HEAD = "HEAD"


class Version(Struct, frozen=True):
    """A file or folder at a revision; as it is now where ``revision`` is empty."""

    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}" if self.revision else self.path


def versions(words: Sequence[str], files: Files, history: History) -> tuple[Version, Version]:
    """What is compared with what.

    Nothing, or one path: HEAD with the files as they are. ``REV..REV`` with a path: two revisions.

    Raises:
        UsageError: a word is neither a path nor a revision.
    """
    if len(words) > 3:
        raise UsageError("diff compares two versions; name OLD and NEW, or REV..REV and one path")
    first, *rest = words or ["."]
    if ".." in first and not files.exists(first):
        return _range(first, rest, history)
    if len(words) == 2 and (_is_path(first, files) or ":" in rest[0]):
        return _version(first, files), _version(rest[0], files)
    if len(words) <= 1 and files.exists(first):
        return Version(_HEAD, first), Version("", first)
    revision, colon, path = first.partition(":")
    if is_markdown(first) and not colon:
        raise UsageError(f"'{first}' does not exist")
    if len(words) == 1 and colon:
        return Version(revision, path), Version("", path)
    paths = [word for word in rest if files.exists(word)]
    others = [word for word in rest if not files.exists(word)]
    if len(paths) > 1 or len(others) > 1:
        raise UsageError("diff compares two versions; name one path, or OLD and NEW")
    if others and ":" not in others[0] and len(words) == 2:
        return Version(first, "."), Version(others[0], ".")
    path = paths[0] if paths else "."
    return Version(first, path), Version(others[0] if others else "", path)


def _range(written: str, rest: Sequence[str], history: History) -> tuple[Version, Version]:
    """``A..B``, and ``A...B`` since the commit that both have in common."""
    if len(rest) > 1:
        raise UsageError(f"after '{written}' diff takes one folder or path")
    path = rest[0] if rest else "."
    dots = "..." if "..." in written else ".."
    old, _, new = written.partition(dots)
    old, new = old or _HEAD, new or _HEAD
    start = history.common(old, new) if dots == "..." else old
    return Version(start, path), Version(new, path)


def _is_path(word: str, files: Files) -> bool:
    return ":" in word or files.exists(word)


def _version(word: str, files: Files) -> Version:
    if files.exists(word):
        return Version("", word)
    revision, colon, path = word.partition(":")
    if colon and revision and path:
        return Version(revision, path)
    raise UsageError(f"'{word}' does not exist; a file of a revision is written REV:PATH")
