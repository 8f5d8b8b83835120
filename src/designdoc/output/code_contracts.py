"""The documented dependencies as rules of other tools: import-linter and dependency-cruiser.

What the document does not allow is forbidden: each component may import those that it names.
"""

import json
from collections.abc import Iterator, Sequence

from designdoc.code.mapping import STRONG
from designdoc.output.code_map import ShownComponent, ShownDocument
from designdoc.source.regex import regex

_ALLOWING = frozenset({"convergence", "absence", "unverifiable"})


def render_import_linter(documents: Sequence[ShownDocument]) -> Iterator[str]:
    """A ``forbidden`` contract for each component of Python code, as in ``.importlinter``."""
    modules = [
        (document, component, _modules(component.mapped.files))
        for document, component in _placed(documents)
    ]
    known = [row for row in modules if row[2]]
    roots = sorted({module.partition(".")[0] for _, _, own in known for module in own})
    yield "[importlinter]\nroot_packages =\n" + "".join(f"    {root}\n" for root in roots)
    number = 0
    for document, component, own in known:
        allowed = _allowed(document, component.mapped.name)
        others = [
            module
            for other_document, other, theirs in known
            if other_document is document and other.mapped.name not in allowed
            for module in theirs
            if not _overlap(module, own)
        ]
        if component.mapped.name and others:
            number += 1
            yield f"\n[importlinter:contract:designdoc-{number}]\n"
            yield f"name = {_one_line(component.mapped.name)} imports what its design names\n"
            yield "type = forbidden\nallow_indirect_imports = True\nsource_modules =\n"
            yield "".join(f"    {module}\n" for module in own)
            yield "forbidden_modules =\n"
            yield "".join(f"    {module}\n" for module in sorted(set(others)))


def render_dependency_cruiser(documents: Sequence[ShownDocument]) -> str:
    """A ``.dependency-cruiser.json`` that forbids what no document allows."""
    rules = []
    for document, component in _placed(documents):
        allowed = _allowed(document, component.mapped.name)
        others = [
            other.mapped.files
            for other_document, other in _placed(documents)
            if other_document is document and other.mapped.name not in allowed
        ]
        own = set(component.mapped.files)
        paths = sorted({path for files in others for path in files} - own)
        if paths:
            rules.append(
                {
                    "name": _slug(component.mapped.name),
                    "comment": f"{document.path}: not among the dependencies of "
                    f"{_one_line(component.mapped.name)}",
                    "severity": "error",
                    "from": {"path": [_pattern(path) for path in sorted(own)]},
                    "to": {"path": [_pattern(path) for path in paths]},
                }
            )
    return json.dumps({"forbidden": rules}, ensure_ascii=False, indent=2) + "\n"


def _placed(
    documents: Sequence[ShownDocument],
) -> Iterator[tuple[ShownDocument, ShownComponent]]:
    for document in documents:
        for component in document.components:
            if component.mapped.signal in STRONG and component.mapped.files:
                yield document, component


def _allowed(document: ShownDocument, name: str) -> set[str]:
    """A component itself, and those that it names."""
    named = {v.target for v, _ in document.verdicts if v.source == name and v.kind in _ALLOWING}
    return named | {name}


def _modules(files: Sequence[str]) -> list[str]:
    """Python files as modules; a package in place of its parts."""
    found: list[str] = []
    for path in sorted(files):
        if not path.endswith(".py"):
            continue
        parts = path.removesuffix(".py").split("/")
        parts = parts[1:] if parts[0] in {"src", "lib", "python"} else parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if module and not any(module.startswith(known + ".") for known in found):
            found.append(module)
    return found


def _overlap(module: str, own: Sequence[str]) -> bool:
    return any(
        module == each or module.startswith(each + ".") or each.startswith(module + ".")
        for each in own
    )


_SPECIAL = regex(r"([\\.^$*+?()\[\]{}|])")
_NOT_WORD = regex(r"\W+")


def _pattern(path: str) -> str:
    return "^" + _SPECIAL.sub(r"\\\1", path) + "$"


def _slug(name: str) -> str:
    return "design-" + (_NOT_WORD.sub("-", name.lower()).strip("-") or "component")


def _one_line(text: str) -> str:
    return " ".join(text.split())
