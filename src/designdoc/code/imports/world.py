"""What imports are resolved against: the files, their packages, and what manifests say."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from designdoc.code.facts import FileFacts
from designdoc.code.names import Names, normal
from designdoc.source.regex import regex

_MODULE = regex(r"^module\s+\"?([^\s\"]+)", 8)  # 8: re.MULTILINE
_COMMENTS = regex(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', 16)  # 16: re.DOTALL
_COMMA = regex(r",(\s*[}\]])")
MANIFESTS = frozenset({"go.mod", "package.json", "tsconfig.json", "tsconfig.base.json",
                       "jsconfig.json"})  # fmt: skip


class World(Struct, frozen=True):
    """``modules``: a Go module path and its folder, the longest first; ``aliases``: a prefix of
    TypeScript imports and the paths that it stands for; ``packages``: files by package name.
    """

    names: Names
    modules: Sequence[tuple[str, str]] = ()
    aliases: Sequence[tuple[str, tuple[str, ...]]] = ()
    packages: Mapping[str, Sequence[str]] = {}
    by_folder: Mapping[str, Sequence[str]] = {}
    roots: Sequence[str] = ()


def world_of(
    files: Mapping[str, FileFacts],
    names: Names,
    manifests: Mapping[str, bytes],
    roots: Sequence[str],
) -> World:
    """The world of a tree; ``manifests`` are the bytes of those files by path."""
    packages: dict[str, list[str]] = defaultdict(list)
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in sorted(files):
        by_folder[path.rpartition("/")[0]].append(path)
        if files[path].package:
            packages[files[path].package].append(path)
    modules: list[tuple[str, str]] = []
    aliases: list[tuple[str, tuple[str, ...]]] = []
    for path, data in sorted(manifests.items()):
        folder, _, name = path.rpartition("/")
        text = data.decode("utf-8", "replace")
        if name == "go.mod":
            modules += [(match[1], folder) for match in _MODULE.finditer(text)]
        elif name == "package.json":
            aliases += _workspace(folder, _json(text))
        else:
            aliases += _paths(folder, _json(text))
    modules.sort(key=lambda module: -len(module[0]))
    aliases.sort(key=lambda alias: -len(alias[0]))
    return World(names, modules, aliases, dict(packages), dict(by_folder), tuple(roots))


def _json(text: str) -> dict[str, Any]:
    """JSON as tools of TypeScript write it: with comments and commas at the end."""
    try:
        body = json.loads(_COMMA.sub(r"\1", _COMMENTS.sub(lambda m: m[1] or "", text)))
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _workspace(folder: str, body: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """A package of the tree by its name: the folder of its sources, then its own folder."""
    name = body.get("name")
    if not isinstance(name, str) or not name or not folder:
        return []
    return [
        (name, (f"{folder}/src/index", f"{folder}/index")),
        (f"{name}/*", (f"{folder}/src/*", f"{folder}/*")),
    ]


def _paths(folder: str, body: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    options = body.get("compilerOptions")
    options = options if isinstance(options, dict) else {}
    base = normal(f"{folder}/{options.get('baseUrl', '.')}")
    given = options.get("paths")
    if base is None or not isinstance(given, dict):
        return []
    found = []
    for alias, targets in given.items():
        if isinstance(targets, list):
            full = [normal(f"{base}/{target}") for target in targets if isinstance(target, str)]
            # The alias holds below the folder of its own file only.
            found.append((f"{folder}\0{alias}" if folder else alias,
                          tuple(each for each in full if each)))  # fmt: skip
    return found
