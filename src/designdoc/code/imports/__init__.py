"""Imports as written to the files of the tree that they mean, one file a family of languages.

What leads out of the tree (a library) leads nowhere here.
"""

from collections.abc import Callable, Mapping

from designdoc.code.facts import FileFacts, Import, Use
from designdoc.code.imports import go, java, python, rust, typescript
from designdoc.code.imports.world import World
from designdoc.code.names import is_test

Resolve = Callable[[str, Import, World], "tuple[str, ...]"]

_RESOLVERS: Mapping[str, Resolve] = {
    "typescript": typescript.resolve,
    "javascript": typescript.resolve,
    "python": python.resolve,
    "go": go.resolve,
    "java": java.resolve,
    "csharp": java.resolve,
    "rust": rust.resolve,
}


def uses(files: Mapping[str, FileFacts], world: World) -> Mapping[str, tuple[Use, ...]]:
    """For each file the files that it imports, each once, at the first line that says so."""
    found: dict[str, tuple[Use, ...]] = {}
    for path, facts in files.items():
        resolve = _RESOLVERS[facts.language]
        test = is_test(path)
        own: dict[str, Use] = {}
        for each in facts.imports:
            for target in resolve(path, each, world):
                known = own.get(target)
                if target != path and (known is None or (known.type_only and not each.type_only)):
                    own[target] = Use(target, each.line, each.type_only, test)
        if own:
            found[path] = tuple(own.values())
    return found
