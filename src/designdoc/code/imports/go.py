"""Go: an import is a package, that is, every file of a folder below the module's."""

from designdoc.code.facts import Import
from designdoc.code.imports.world import World


def resolve(path: str, written: Import, world: World) -> tuple[str, ...]:
    """The files of the imported package, its tests apart."""
    del path
    for module, folder in world.modules:
        if written.target == module or written.target.startswith(module + "/"):
            inner = written.target[len(module) :].strip("/")
            files = world.by_folder.get("/".join(filter(None, [folder, inner])), ())
            return tuple(
                file for file in files if file.endswith(".go") and not file.endswith("_test.go")
            )
    return ()
