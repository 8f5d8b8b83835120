"""Go: structs, interfaces, other named types, functions."""

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
    unquoted,
)

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPERS = frozenset({"type_declaration"})
_KINDS = {"struct_type": "struct", "interface_type": "interface"}


def read(root: "Node") -> Iterator[FoundType]:
    """The definitions at the top level."""
    for node in declarations(root, _WRAPPERS):
        if node.type in {"type_spec", "type_alias"}:
            body = node.child_by_field_name("type")
            kind = _KINDS.get(body.type, "type") if body else "type"
            yield from found(_whole(node), named(node, "name"), kind, _members(body))
        elif node.type in {"function_declaration", "method_declaration"}:
            yield from found(node, named(node, "name"), "function", _parameters(node))


def symbols(root: "Node") -> Iterator[FoundSymbol]:
    """Constants and variables of the package."""
    for node in declarations(root, _DECLARED):
        if node.type in {"const_spec", "var_spec"}:
            for name in node.children_by_field_name("name"):
                yield from symbol(node, text(name), "constant")


def imports(root: "Node", code: bytes) -> Iterator[FoundImport]:
    """The imported packages by their paths."""
    del code
    for node in declarations(root, frozenset({"import_declaration", "import_spec_list"})):
        if node.type == "import_spec":
            yield FoundImport(unquoted(named(node, "path")), node.start_byte)
        elif node.type in {"type_declaration", "function_declaration", "method_declaration"}:
            return  # imports stand first


def package(root: "Node") -> str:
    """The name of the package."""
    first = next((node for node in root.named_children if node.type == "package_clause"), None)
    return text(first).removeprefix("package").strip()


_DECLARED = frozenset({"const_declaration", "var_declaration", "var_spec_list"})


def _whole(node: "Node") -> "Node":
    """The declaration with its keyword, where it declares only this type."""
    parent = node.parent
    alone = parent is not None and len(parent.named_children) == 1
    return parent if parent is not None and alone else node


def _members(body: "Node | None") -> Iterator[FoundMember]:
    if body is None:
        return
    for child in declarations(body, frozenset({"field_declaration_list"})):
        if child.type == "field_declaration":
            type_ = named(child, "type")
            optional = type_.startswith("*") or "omitempty" in named(child, "tag")
            names = [text(name) for name in child.children_by_field_name("name")]
            for name in names or [type_.rpartition(".")[2].lstrip("*")]:
                yield member(child, name, type_, optional)
        elif child.type in {"method_elem", "method_spec"}:
            signature = f"{named(child, 'parameters')} {named(child, 'result')}".strip()
            yield member(child, named(child, "name"), f"func{signature}", False)


def _parameters(node: "Node") -> Iterator[FoundMember]:
    parameters = node.child_by_field_name("parameters")
    for child in parameters.named_children if parameters else ():
        type_ = named(child, "type")
        for name in child.children_by_field_name("name"):
            yield member(child, text(name), type_, type_.startswith("*"))
