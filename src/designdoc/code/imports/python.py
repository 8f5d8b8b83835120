"""Python: absolute modules below any folder that holds them, relative ones from their own."""

from collections.abc import Iterator

from designdoc.code.facts import Import
from designdoc.code.imports.world import World
from designdoc.code.names import ends_in


def resolve(path: str, written: Import, world: World) -> tuple[str, ...]:
    """The modules that an import loads: submodules that it names, else the module itself."""
    found: dict[str, None] = {}
    dots = len(written.target) - len(written.target.lstrip("."))
    parts = [part for part in written.target[dots:].split(".") if part]
    base = path.rpartition("/")[0]
    for _ in range(dots - 1):
        base = base.rpartition("/")[0]
    homes = [base] if dots else list(_homes(path, parts, world))
    for home in homes:
        module = "/".join(filter(None, [home, *parts]))
        for name in written.names:
            inner = _file(f"{module}/{name}", world)
            if inner:
                found[inner] = None
        own = _file(module, world)
        if own and (not found or len(found) < len(written.names)):
            found[own] = None
        if found:
            break
    return tuple(found)


def _homes(path: str, parts: list[str], world: World) -> Iterator[str]:
    """Folders that may hold the top of the package: those above the file, then any one."""
    if not parts:
        return
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""
    yield from world.roots
    tops = world.names.by_last.get(parts[0], ())
    candidates = [top for top in tops if f"{top}/__init__.py" in world.names.paths]
    full = {ends_in((top,), parts[0])[0].rpartition("/")[0] for top in candidates}
    if len(full) == 1:
        yield full.pop()


def _file(module: str, world: World) -> str | None:
    for path in (f"{module}.py", f"{module}/__init__.py", f"{module}.pyi"):
        if path in world.names.paths:
            return path
    return None
