"""Rust: structs, enums, traits, type aliases, functions."""

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


def symbols(root: "Node") -> Iterator[FoundSymbol]:
    """Constants, statics, macros, and what `impl` blocks define."""
    for node in declarations(root, _WRAPPERS | {"impl_item"}):
        kind = _OTHERS.get(node.type)
        if kind:
            yield from symbol(node, named(node, "name"), kind)


def imports(root: "Node", code: bytes) -> Iterator[FoundImport]:
    """What `use` brings in, a list of names as one target each, and the files of `mod`."""
    del code
    for node in declarations(root, frozenset({"declaration_list"})):
        if node.type == "use_declaration":
            for target in _targets(named(node, "argument")):
                yield FoundImport(target, node.start_byte)
        elif node.type == "mod_item" and node.child_by_field_name("body") is None:
            yield FoundImport(f"self::{named(node, 'name')}", node.start_byte)


def package(root: "Node") -> str:
    """A module has no other name than its path."""
    del root
    return ""


def _targets(argument: str) -> Iterator[str]:
    """`a::{b, c::D}` as `a::b` and `a::c::D`; deeper braces stay with their head."""
    head, brace, inner = argument.partition("{")
    if not brace:
        yield argument.split(" as ", maxsplit=1)[0].strip()
        return
    depth = 0
    word = ""
    for character in inner:
        if character in ",}" and depth == 0:
            if word.strip():
                yield head.strip() + word.strip().split(" as ")[0].split("::{")[0]
            word = ""
            continue
        depth += (character == "{") - (character == "}")
        word += character


_OTHERS = {
    "const_item": "constant",
    "static_item": "constant",
    "macro_definition": "function",
    "function_item": "function",
}


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
