"""TypeScript and JavaScript: interfaces, aliases, classes, enums, functions."""

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
    unquoted,
)
from designdoc.source.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPERS = frozenset(
    {"export_statement", "ambient_declaration", "internal_module", "module", "statement_block",
     "expression_statement"}
)  # fmt: skip
_FUNCTIONS = frozenset({"arrow_function", "function_expression", "function"})
_CALLED = regex(rb"\b(?:require|import)\s*\(\s*[\"'`]")
_KEYWORDS = frozenset({"export_statement", "ambient_declaration"})
_KINDS = {
    "interface_declaration": "interface",
    "type_alias_declaration": "type",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "enum_declaration": "enum",
    "function_declaration": "function",
    "function_signature": "function",
    "generator_function_declaration": "function",
}


def read(root: "Node") -> Iterator[FoundType]:
    """The definitions at the top level, exported or not."""
    for node in declarations(root, _WRAPPERS):
        kind = _KINDS.get(node.type)
        if kind:
            whole, name = _whole(node), named(node, "name")
            assigned = _assigned(node) if kind == "class" else ()
            yield from found(whole, name, kind, _members(node, kind), assigned)


def symbols(root: "Node") -> Iterator[FoundSymbol]:
    """Constants and variables at the top level; a function in one is a function."""
    for node in declarations(root, _WRAPPERS):
        if node.type in {"lexical_declaration", "variable_declaration"}:
            for part in node.named_children:
                value = part.child_by_field_name("value")
                kind = "function" if value is not None and value.type in _FUNCTIONS else "constant"
                yield from symbol(node, named(part, "name"), kind)


def imports(root: "Node", code: bytes) -> Iterator[FoundImport]:
    """Imports, exports from elsewhere, and calls of `require` and `import`."""
    for node in root.named_children:
        if node.type in {"import_statement", "export_statement"}:
            source = node.child_by_field_name("source")
            if source is not None:
                names, type_only = _imported(node)
                yield FoundImport(unquoted(text(source)), node.start_byte, names, type_only)
    if b"require" not in code and b"import(" not in code:
        return
    places = (match.start() for match in _CALLED.finditer(code))
    for node in nodes_at(root, places, frozenset({"call_expression"}), 3):
        arguments = node.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments and arguments.named_children else None
        if first is not None and first.type == "string":
            yield FoundImport(unquoted(text(first)), node.start_byte)


def package(root: "Node") -> str:
    """A module has no other name than its path."""
    del root
    return ""


def _imported(node: "Node") -> tuple[tuple[str, ...], bool]:
    """The names that are taken, and whether they are types only."""
    whole = any(child.type == "type" for child in node.children[:2])
    names: list[str] = []
    types = 0
    stack = [child for child in node.named_children if child.type in _CLAUSES]
    while stack:
        child = stack.pop()
        if child.type in {"import_specifier", "export_specifier"}:
            names.append(named(child, "name"))
            types += any(token.type == "type" for token in child.children)
        elif child.type == "identifier":
            names.append(text(child))
        else:
            stack.extend(child.named_children)
    return tuple(names), whole or (bool(names) and types == len(names))


_CLAUSES = frozenset({"import_clause", "export_clause", "named_imports"})


def _whole(node: "Node") -> "Node":
    """The declaration with its `export` or `declare`."""
    while node.parent is not None and node.parent.type in _KEYWORDS:
        node = node.parent
    return node


def _members(node: "Node", kind: str) -> Iterator[FoundMember]:
    if kind == "function":
        yield from _parameters(node)
        return
    body = node.child_by_field_name("value" if kind == "type" else "body")
    if body is None or (kind == "type" and body.type != "object_type"):
        return
    for child in body.named_children:
        if kind == "enum":
            if child.type == "enum_assignment":
                yield member(child, named(child, "name"), named(child, "value"), False)
            elif child.type != "comment":
                yield member(child, text(child), "", False)
        else:
            yield from _member(child)


def _assigned(node: "Node") -> tuple[str, ...]:
    """The names that a class gives to `this`, and the parameters that are properties."""
    code = node.text or b""
    names = [match[1].decode() for match in _OF_THIS.finditer(code)]
    names += [match[1].decode() for match in _PROPERTY.finditer(code)]
    return tuple(dict.fromkeys(names))


_OF_THIS = regex(rb"\bthis\.([A-Za-z_$][\w$]{0,80})[ \t]*=(?!=)")
_PROPERTY = regex(
    rb"\b(?:public|private|protected|readonly)[ \t]+([A-Za-z_$][\w$]{0,80})\??[ \t]*:"
)


def _member(child: "Node") -> Iterator[FoundMember]:
    name = named(child, "name")
    optional = any(token.type == "?" for token in child.children)
    if child.type in {"property_signature", "public_field_definition", "field_definition"}:
        type_ = named(child, "type").removeprefix(":").strip()
        name = name or named(child, "property")
        yield member(child, name, type_, optional or _may_be_undefined(type_))
    elif child.type in {"method_signature", "method_definition", "abstract_method_signature"}:
        returns = named(child, "return_type").removeprefix(":").strip()
        yield member(child, name, f"{named(child, 'parameters')} => {returns or 'void'}", optional)


def _may_be_undefined(type_: str) -> bool:
    return "undefined" in {part.strip() for part in type_.split("|")}


def _parameters(node: "Node") -> Iterator[FoundMember]:
    parameters = node.child_by_field_name("parameters")
    for child in parameters.named_children if parameters else ():
        if child.type in {"required_parameter", "optional_parameter"}:
            type_ = named(child, "type").removeprefix(":").strip()
            optional = child.type == "optional_parameter" or bool(named(child, "value"))
            yield member(child, named(child, "pattern"), type_, optional)
        elif child.type == "identifier":
            yield member(child, text(child), "", False)
