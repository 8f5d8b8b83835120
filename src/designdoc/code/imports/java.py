"""Java and C#: a class by its full name, or the files of a package or namespace."""

from designdoc.code.facts import Import
from designdoc.code.imports.world import World


def resolve(path: str, written: Import, world: World) -> tuple[str, ...]:
    """The file of the class, else the files of the package."""
    target = written.target.removesuffix(".*")
    if path.endswith(".cs"):
        return tuple(world.packages.get(target, ()))
    if written.target.endswith(".*"):
        return tuple(world.packages.get(target, ()))
    package = target
    for _ in range(3):  # a static import names a member, an inner class its outer one
        package, _, name = package.rpartition(".")
        named = [f for f in world.packages.get(package, ()) if f.endswith(f"/{name}.java")]
        if named:
            return tuple(named)
    return ()
