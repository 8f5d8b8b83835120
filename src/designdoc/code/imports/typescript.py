"""TypeScript and JavaScript: relative modules, paths of tsconfig, packages of the workspace."""

from collections.abc import Iterator

from designdoc.code.facts import Import
from designdoc.code.imports.world import World
from designdoc.code.names import normal

_SUFFIXES = (".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs")


def resolve(path: str, written: Import, world: World) -> tuple[str, ...]:
    """The file that a module specifier means."""
    folder = path.rpartition("/")[0]
    for base in _bases(folder, written.target, world):
        found = _file(base, world) if base is not None else None
        if found:
            return (found,)
    return ()


def _bases(folder: str, target: str, world: World) -> Iterator[str | None]:
    if target.startswith("."):
        yield normal(f"{folder}/{target}")
        return
    for alias, targets in world.aliases:
        home, marked, pattern = alias.rpartition("\0")
        if marked and folder != home and not folder.startswith(home + "/"):
            continue
        head, star, tail = pattern.partition("*")
        if star and target.startswith(head) and target.endswith(tail):
            middle = target[len(head) : len(target) - len(tail)]
            yield from (normal(each.replace("*", middle)) for each in targets)
        elif target == pattern:
            yield from (normal(each) for each in targets)


def _file(base: str, world: World) -> str | None:
    paths = world.names.paths
    if base in paths:
        return base
    stem, _, suffix = base.rpartition(".")
    stems = [base, stem] if suffix in {"js", "mjs", "cjs", "jsx"} else [base]
    for each in stems:
        for ending in _SUFFIXES:
            if each + ending in paths:
                return each + ending
    for ending in _SUFFIXES:
        if f"{base}/index{ending}" in paths:
            return f"{base}/index{ending}"
    return None
