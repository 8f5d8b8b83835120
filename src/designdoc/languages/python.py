"""Python: classes with annotated members, enumerations, type aliases, functions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.languages.found import (
    FoundImport,
    FoundMember,
    FoundSymbol,
    FoundType,
    declarations,
    found,
    member,
    named,
    nodes_at,
    symbol,
    text,
)
from designdoc.source.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPERS = frozenset({"decorated_definition", "expression_statement", "if_statement", "block"})


def read(root: "Node") -> Iterator[FoundType]:
    """The definitions at the top level."""
    for node in declarations(root, _WRAPPERS):
        if node.type == "class_definition":
            bases = named(node, "superclasses")
            kind = "enum" if "Enum" in bases or "Flag" in bases else "class"
            kind = "interface" if "Protocol" in bases else kind
            whole, name = _whole(node), named(node, "name")
            yield from found(whole, name, kind, _members(node), _assigned(node))
        elif node.type == "function_definition":
            yield from found(_whole(node), named(node, "name"), "function", _parameters(node))
        elif node.type == "type_alias_statement":
            yield from found(node, named(node, "left").split("[")[0], "type")


def symbols(root: "Node") -> Iterator[FoundSymbol]:
    """Names that the module assigns."""
    for node in declarations(root, _WRAPPERS):
        if node.type == "assignment":
            yield from symbol(node, named(node, "left"), "constant")


def imports(root: "Node", code: bytes) -> Iterator[FoundImport]:
    """Imports wherever they stand; those below `if TYPE_CHECKING` are of types only."""
    places = (match.start(1) - 1 for match in _IMPORT.finditer(b"\n" + code))
    for node in nodes_at(root, places, _IMPORTS, 2):
        type_only = _for_types(node)
        if node.type == "import_from_statement":
            module = node.child_by_field_name("module_name")
            names = tuple(_module(name) for name in node.children_by_field_name("name"))
            yield FoundImport(text(module), node.start_byte, names, type_only)
        else:
            for name in node.children_by_field_name("name"):
                yield FoundImport(_module(name), node.start_byte, (), type_only)


def package(root: "Node") -> str:
    """A module has no other name than its path."""
    del root
    return ""


def _module(node: "Node") -> str:
    """A name without the alias that it gets."""
    return named(node, "name") if node.type == "aliased_import" else text(node)


def _for_types(node: "Node") -> bool:
    parent = node.parent
    for _ in range(2):
        if parent is not None and parent.type == "if_statement":
            return "TYPE_CHECKING" in named(parent, "condition")
        parent = parent.parent if parent is not None else None
    return False


_IMPORTS = frozenset({"import_statement", "import_from_statement"})
_IMPORT = regex(rb"\n[ \t]*(from|import)\b")  # a pattern with ^ looks at every byte


def _whole(node: "Node") -> "Node":
    """The definition with its decorators."""
    parent = node.parent
    return parent if parent is not None and parent.type == "decorated_definition" else node


def _members(node: "Node") -> Iterator[FoundMember]:
    body = node.child_by_field_name("body")
    for child in declarations(body, _WRAPPERS) if body else ():
        if child.type == "assignment":
            type_, value = named(child, "type"), named(child, "right")
            yield member(child, named(child, "left"), type_, _optional(type_, value))
        elif child.type == "function_definition":
            returns = named(child, "return_type")
            signature = f"{named(child, 'parameters')} -> {returns or 'None'}"
            yield member(child, named(child, "name"), signature, False)


_SPLATS = frozenset({"list_splat_pattern", "dictionary_splat_pattern"})


def _assigned(node: "Node") -> tuple[str, ...]:
    """The names that the methods of a class give to `self`."""
    code = node.text or b""
    names = (match[1].decode() for match in _OF_SELF.finditer(code))
    return tuple(dict.fromkeys(names)) if b"self." in code else ()


_OF_SELF = regex(rb"\bself\.([A-Za-z_]\w{0,80})[ \t]*(?::[^=\n]{1,200})?=(?!=)")


def _optional(type_: str, value: str) -> bool:
    parts = {part.strip() for part in type_.split("|")}
    return type_.startswith("Optional[") or "None" in parts or (bool(type_) and bool(value))


def _parameters(node: "Node") -> Iterator[FoundMember]:
    parameters = node.child_by_field_name("parameters")
    for child in parameters.named_children if parameters else ():
        first = child.named_children[0] if child.named_children else None
        name = named(child, "name") or (text(child) if child.type in _SPLATS else text(first))
        type_, value = named(child, "type"), named(child, "value")
        yield member(child, name or text(child), type_, _optional(type_, value) or bool(value))
