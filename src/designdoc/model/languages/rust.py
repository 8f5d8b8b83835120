"""Rust: structs, enums, traits, type aliases, functions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designdoc.model.languages.found import (
    FoundMember,
    FoundType,
    declarations,
    found,
    member,
    named,
    text,
)

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPERS = frozenset({"mod_item", "declaration_list"})
_KINDS = {
    "struct_item": "struct",
    "union_item": "struct",
    "enum_item": "enum",
    "trait_item": "interface",
    "type_item": "type",
    "function_item": "function",
    "function_signature_item": "function",
}


def read(root: "Node") -> Iterator[FoundType]:
    """The definitions at the top level and in modules."""
    for node in declarations(root, _WRAPPERS):
        kind = _KINDS.get(node.type)
        if kind:
            yield from found(node, named(node, "name"), kind, _members(node, kind))


def _members(node: "Node", kind: str) -> Iterator[FoundMember]:
    body = node.child_by_field_name("parameters" if kind == "function" else "body")
    for child in body.named_children if body else ():
        if child.type == "field_declaration":
            type_ = named(child, "type")
            yield member(child, named(child, "name"), type_, type_.startswith("Option<"))
        elif child.type == "enum_variant":
            yield member(child, named(child, "name"), named(child, "body"), False)
        elif child.type in {"function_signature_item", "function_item"}:
            returns = named(child, "return_type") or "()"
            signature = f"fn{named(child, 'parameters')} -> {returns}"
            yield member(child, named(child, "name"), signature, False)
        elif child.type == "parameter":
            type_ = named(child, "type")
            yield member(child, named(child, "pattern"), type_, type_.startswith("Option<"))
        elif kind == "struct" and child.is_named and not child.type.endswith("comment"):
            yield member(child, text(child), "", False)
