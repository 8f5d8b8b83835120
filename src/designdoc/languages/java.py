"""Java and C#: classes, records, structs, interfaces, enumerations."""

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
    symbol,
    text,
)

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPERS = frozenset(
    {"namespace_declaration", "declaration_list", "global_statement",
     "file_scoped_namespace_declaration"}
)  # fmt: skip
_KINDS = {
    "class_declaration": "class",
    "record_declaration": "class",
    "record_struct_declaration": "struct",
    "struct_declaration": "struct",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "method_declaration": "function",
    "local_function_statement": "function",
}


def read(root: "Node") -> Iterator[FoundType]:
    """The definitions at the top level and in namespaces."""
    for node in declarations(root, _WRAPPERS):
        kind = _KINDS.get(node.type)
        if kind:
            yield from found(node, named(node, "name"), kind, _members(node, kind))


def symbols(root: "Node") -> Iterator[FoundSymbol]:
    """Types inside types."""
    for node in declarations(root, _WRAPPERS):
        body = node.child_by_field_name("body") if node.type in _TYPES else None
        for child in body.named_children if body else ():
            if child.type in _TYPES:
                yield from symbol(child, named(child, "name"), _KINDS[child.type])


def imports(root: "Node", code: bytes) -> Iterator[FoundImport]:
    """The imported classes, packages and namespaces by their full names."""
    del code
    for node in declarations(root, _WRAPPERS):
        if node.type in {"import_declaration", "using_directive"}:
            yield FoundImport(text(node).rstrip("; ").split()[-1], node.start_byte)


def package(root: "Node") -> str:
    """The package, or the first namespace."""
    for node in root.named_children:
        if node.type == "package_declaration":
            return text(node).removeprefix("package").rstrip("; ").strip()
        if node.type in {"namespace_declaration", "file_scoped_namespace_declaration"}:
            return named(node, "name")
    return ""


_TYPES = frozenset(
    {"class_declaration", "record_declaration", "record_struct_declaration", "struct_declaration",
     "interface_declaration", "enum_declaration"}
)  # fmt: skip


def _members(node: "Node", kind: str) -> Iterator[FoundMember]:
    parameters = node.child_by_field_name("parameters") or next(
        (child for child in node.named_children if child.type == "parameter_list"), None
    )
    for child in parameters.named_children if parameters else ():
        type_ = named(child, "type")
        if type_:
            yield member(child, named(child, "name"), type_, _optional(type_, child))
    body = node.child_by_field_name("body") if kind != "function" else None
    for child in body.named_children if body else ():
        yield from _member(child)


def _member(child: "Node") -> Iterator[FoundMember]:
    type_ = named(child, "type") or named(child, "returns")
    if child.type in {"enum_constant", "enum_member_declaration"}:
        yield member(child, named(child, "name"), named(child, "value"), False)
    elif child.type == "method_declaration":
        signature = f"{named(child, 'parameters')} -> {type_}"
        yield member(child, named(child, "name"), signature, False)
    elif child.type == "property_declaration":
        yield member(child, named(child, "name"), type_, _optional(type_, child))
    elif child.type == "field_declaration":
        holder = next((n for n in child.named_children if n.type == "variable_declaration"), child)
        type_ = type_ or named(holder, "type")
        for part in holder.named_children:
            if part.type == "variable_declarator":
                yield member(child, named(part, "name"), type_, _optional(type_, child))


def _optional(type_: str, node: "Node") -> bool:
    return type_.endswith("?") or type_.startswith("Optional<") or "@Nullable" in text(node)[:200]
