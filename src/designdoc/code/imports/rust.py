"""Rust: paths from the crate, from `self` and `super`, and the files of `mod`."""

from designdoc.code.facts import Import
from designdoc.code.imports.world import World


def resolve(path: str, written: Import, world: World) -> tuple[str, ...]:
    """The file of the deepest module that the path names."""
    parts = written.target.split("::")
    base = _module_folder(path)
    if parts[0] == "crate":
        crate = _crate(path, world)
        if crate is None:
            return ()
        base, parts = crate, parts[1:]
    elif parts[0] in {"self", "super"}:
        while parts and parts[0] in {"self", "super"}:
            base = base.rpartition("/")[0] if parts[0] == "super" else base
            parts = parts[1:]
    else:
        crates = [f for f in world.names.ending("src/lib.rs") if _name(f) == parts[0]]
        if len(crates) != 1:
            return ()
        base, parts = crates[0].removesuffix("/lib.rs"), parts[1:]
    for length in range(len(parts), 0, -1):
        module = "/".join(filter(None, [base, *parts[:length]]))
        for file in (f"{module}.rs", f"{module}/mod.rs"):
            if file in world.names.paths:
                return (file,)
    root = f"{base}/lib.rs"
    return (root,) if parts and root in world.names.paths else ()


def _module_folder(path: str) -> str:
    """The folder of a module's own submodules."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".rs")
    return folder if stem in {"mod", "lib", "main"} else f"{folder}/{stem}".lstrip("/")


def _crate(path: str, world: World) -> str | None:
    folder = path.rpartition("/")[0]
    while folder:
        if f"{folder}/lib.rs" in world.names.paths or f"{folder}/main.rs" in world.names.paths:
            return folder
        folder = folder.rpartition("/")[0]
    return None


def _name(library: str) -> str:
    """The name of a crate by its folder, as code writes it."""
    return library.removesuffix("/src/lib.rs").rpartition("/")[2].replace("-", "_")
