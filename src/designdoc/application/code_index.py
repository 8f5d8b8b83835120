"""A source tree walked and read into facts, incrementally: files that are known are not read again.

What is not worth reading is skipped, and said: vendored folders, submodules, links, what is
minified, generated, too large, or a pointer of git LFS.
"""

import hashlib
import posixpath
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct, field

from designdoc.application.gitignore import Ignored, above_folder
from designdoc.application.ports import Files, Store
from designdoc.code.facts import CodeIndex, FileFacts, Skipped
from designdoc.code.imports import uses
from designdoc.code.imports.world import MANIFESTS, world_of
from designdoc.code.names import Names
from designdoc.code.read import LARGEST, VERSION, read, unreadable
from designdoc.languages.grammars import language_of

VENDORED = frozenset(
    {"node_modules", "vendor", "third_party", "bower_components", "site-packages", "__pycache__",
     ".venv", "venv", ".git", ".next", ".tox"}
)  # fmt: skip
_MOST_FILES = 200_000


class Tree(Struct, frozen=True):
    """Where the code of a configuration is: absolute folders, and patterns to leave out."""

    top: str
    roots: tuple[str, ...]
    exclude: tuple[str, ...] = ()


class _Kept(Struct, frozen=True, array_like=True):
    """Facts of files by the digest of their language and bytes, as they are kept."""

    version: int
    facts: dict[str, FileFacts]


class _Walk(Struct):
    names: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def index_code(tree: Tree, files: Files, store: Store) -> CodeIndex:
    """The facts of every file of code below the roots; names of all files below the top."""
    walk = _walked(tree, files)
    key = f"code:{tree.top}"
    kept = _decoded(store.get(key))
    facts: dict[str, FileFacts] = {}
    fresh: dict[str, FileFacts] = {}
    for path in walk.code:
        known = _facts(path, tree, files, kept, walk)
        if known is not None:
            digest, facts[path] = known
            fresh[digest] = facts[path]
    if fresh.keys() != kept.keys():
        store.put(key, msgspec.msgpack.encode(_Kept(VERSION, fresh)))
    manifests = {path: data for path in walk.manifests if (data := _bytes(path, tree, files))}
    roots = tuple(posixpath.relpath(root, tree.top).removeprefix(".") for root in tree.roots)
    names = Names(frozenset(walk.names))
    world = world_of(facts, names, manifests, roots)
    return CodeIndex(
        facts, tuple(sorted(walk.names)), roots, uses(facts, world),
        tuple(sorted(walk.skipped, key=lambda each: each.path)),
    )  # fmt: skip


def _decoded(data: bytes | None) -> Mapping[str, FileFacts]:
    if data is None:
        return {}
    try:
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return kept.facts if kept.version == VERSION else {}


def _facts(
    path: str, tree: Tree, files: Files, kept: Mapping[str, FileFacts], walk: _Walk
) -> tuple[str, FileFacts] | None:
    full = posixpath.join(tree.top, path)
    try:
        if files.size(full) > LARGEST:
            walk.skipped.append(Skipped(path, f"larger than {LARGEST:,} bytes"))
            return None
        data = files.read(full)
    except OSError as error:
        walk.skipped.append(Skipped(path, f"cannot be read: {error.strerror or error}"))
        return None
    language = language_of(path)
    digest = hashlib.blake2b(language.encode() + b"\0" + data, digest_size=16).hexdigest()
    known = kept.get(digest)
    if known is None:
        reason = unreadable(data)
        known = FileFacts(reason) if reason else read(data, language)
    if known.language in _REASONS:
        walk.skipped.append(Skipped(path, known.language))
        return None
    return digest, known


_REASONS = frozenset({"a pointer of git LFS", "no text", "generated", "minified"})


def _bytes(path: str, tree: Tree, files: Files) -> bytes | None:
    full = posixpath.join(tree.top, path)
    try:
        return files.read(full) if files.size(full) <= LARGEST else None
    except OSError:
        return None


def _walked(tree: Tree, files: Files) -> _Walk:
    """Every file below the top that git would not ignore; links are not followed."""
    import pathspec

    found = _Walk()
    excluded = pathspec.GitIgnoreSpec.from_lines(tree.exclude)
    stack: list[tuple[str, Ignored]] = [("", above_folder(tree.top, files))]
    while stack and len(found.names) < _MOST_FILES:
        folder, ignored = stack.pop()
        full = posixpath.join(tree.top, folder) if folder else tree.top
        try:
            entries = files.entries(full)
        except OSError as error:
            found.skipped.append(Skipped(folder, f"cannot be listed: {error.strerror or error}"))
            continue
        ignored = ignored.below(full, files)
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            absolute = posixpath.join(full, entry.name)
            if entry.name == ".git" or ignored.holds(absolute, entry.folder):
                continue
            if entry.folder:
                reason = _why_not(entry.link, entry.name, absolute, files)
                if reason:
                    found.skipped.append(Skipped(path, reason))
                    found.names.append(path)
                else:
                    stack.append((path, ignored))
                continue
            found.names.append(path)
            if entry.name in MANIFESTS or entry.name.startswith("tsconfig."):
                found.manifests.append(path)
            if language_of(entry.name) and not entry.link and _inside(absolute, tree.roots):
                if excluded.match_file(path):
                    continue
                found.code.append(path)
    if len(found.names) >= _MOST_FILES:
        found.skipped.append(Skipped("", f"more than {_MOST_FILES:,} files: the rest"))
    found.code.sort()
    return found


def _why_not(link: bool, name: str, absolute: str, files: Files) -> str:
    """Why a folder is not entered."""
    if link:
        return "a link to a folder"
    if name in VENDORED:
        return "vendored or built"
    if files.is_file(posixpath.join(absolute, ".git")):
        return "a submodule"
    return ""


def _inside(path: str, roots: Sequence[str]) -> bool:
    return any(path.startswith(root.rstrip("/") + "/") for root in roots)
