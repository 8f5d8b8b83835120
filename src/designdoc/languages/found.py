"""What a language reader finds, in bytes of the code, and the small steps that all share."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.source.regex import regex

if TYPE_CHECKING:
    from tree_sitter import Node


class FoundMember(Struct, frozen=True):
    """A member with its type as written."""

    name: str
    type: str
    optional: bool
    start: int
    end: int


class FoundType(Struct, frozen=True):
    """A type or function that the code defines.

    ``bases`` are the types that it takes more from, ``value`` is what an alias stands for,
    ``assigned`` the names that its methods give to the instance, ``generic``: it has parameters.
    """

    name: str
    kind: str
    start: int
    end: int
    members: tuple[FoundMember, ...] = ()
    bases: tuple[str, ...] = ()
    value: str = ""
    assigned: tuple[str, ...] = ()
    generic: bool = False


class FoundSymbol(Struct, frozen=True):
    """A name that code declares beside its types and functions: constant, variable, method."""

    name: str
    kind: str
    start: int
    end: int


class FoundImport(Struct, frozen=True):
    """An import as written. ``names`` are what it takes; ``type_only``: gone at run time."""

    target: str
    start: int
    names: tuple[str, ...] = ()
    type_only: bool = False


def text(node: "Node | None") -> str:
    """The source of a node on one line, without the comments in it."""
    if node is None or node.text is None:
        return ""
    code = node.text
    if b"//" in code or b"/*" in code or b"#" in code:
        code = _without_comments(node, code)
    return " ".join(code.decode("utf-8", "replace").split())


def _without_comments(node: "Node", code: bytes) -> bytes:
    """The source of a node but for its comments; a comment that is the node itself stays."""
    parts, end = [], node.start_byte
    stack = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if child.type in _COMMENTS:
            parts.append(code[end - node.start_byte : child.start_byte - node.start_byte])
            end = child.end_byte
        else:
            stack.extend(reversed(child.children))
    return b" ".join([*parts, code[end - node.start_byte :]])


_COMMENTS = frozenset({"comment", "line_comment", "block_comment"})


def named(node: "Node | None", field: str) -> str:
    """The source of a node's field."""
    return text(node.child_by_field_name(field)) if node is not None else ""


def member(node: "Node", name: str, type_: str, optional: bool) -> FoundMember:
    """A member at a node."""
    return FoundMember(name, type_, optional, node.start_byte, node.end_byte)


def found(
    node: "Node", name: str, kind: str, members: Iterator[FoundMember] | None = None,
    assigned: tuple[str, ...] = (),
) -> Iterator[FoundType]:  # fmt: skip
    """A type at a node; none without a name."""
    if name:
        of = tuple(members or ())
        inner = _inner(node)
        value = _value(inner) if kind == "type" and not of else ""
        bases = tuple(_bases(node))
        generic = any(child.type in _PARAMETERS for child in inner.children)
        yield FoundType(
            name, kind, node.start_byte, node.end_byte, of, bases, value, assigned, generic
        )


def _inner(node: "Node") -> "Node":
    """The declaration within its `export`, decorators or keyword."""
    while node.type in _WRAPPING or node.type in {"type_declaration", "decorated_definition"}:
        inner = next((c for c in node.named_children if c.child_by_field_name("name")), None)
        if inner is None:
            return node
        node = inner
    return node


_PARAMETERS = frozenset({"type_parameters", "type_parameter_list", "type_parameter"})


def _value(node: "Node") -> str:
    """What an alias stands for, where it is short."""
    for field in ("value", "type", "right"):
        if node.child_by_field_name(field) is not None:
            return named(node, field)[:_LONGEST_VALUE]
    return ""


_LONGEST_VALUE = 300


_HERITAGE = frozenset(
    {"class_heritage", "extends_clause", "extends_type_clause", "superclass", "super_interfaces",
     "extends_interfaces", "base_list", "argument_list", "trait_bounds"}
)  # fmt: skip
_NAME = regex(r"[A-Za-z_][\w.]*")
_NO_BASES = frozenset(
    {"extends", "implements", "object", "Protocol", "Enum", "IntEnum", "StrEnum", "ABC", "Struct",
     "NamedTuple", "BaseModel", "Generic", "metaclass", "ABCMeta"}
)  # fmt: skip


def _bases(node: "Node") -> Iterator[str]:
    """The names of the types that a declaration extends, without their arguments."""
    if node.type == "decorated_definition" or node.type in _WRAPPING:
        node = next((c for c in node.named_children if c.child_by_field_name("name")), node)
    for child in node.children:
        if child.type in _HERITAGE and node.type not in _CALLS:
            plain = _ARGUMENTS.sub("", text(child)[:400])
            for part in plain.split(","):
                if "=" not in part:
                    names = [n for n in _NAME.findall(part) if n not in _NO_BASES]
                    yield from names[-1:]


_CALLS = frozenset({"call", "call_expression", "function_definition"})
_WRAPPING = frozenset({"export_statement", "ambient_declaration"})
_ARGUMENTS = regex(r"<[^<>]*>|\[[^\[\]]*\]")


def declarations(root: "Node", wrappers: frozenset[str], depth: int = 6) -> "Iterator[Node]":
    """The nodes at the top, those inside the wrappers (exports, namespaces) too."""
    stack = [(child, 0) for child in reversed(root.named_children)]
    while stack:
        node, level = stack.pop()
        if node.type in wrappers and level < depth:
            stack.extend((child, level + 1) for child in reversed(node.named_children))
        else:
            yield node


def symbol(node: "Node", name: str, kind: str) -> Iterator[FoundSymbol]:
    """A symbol at a node; none without a name."""
    if name.isidentifier():
        yield FoundSymbol(name, kind, node.start_byte, node.end_byte)


def nodes_at(
    root: "Node", places: Iterable[int], kinds: frozenset[str], depth: int = 8
) -> "Iterator[Node]":
    """The nodes of these kinds around the places, each once; comments and strings have none."""
    seen: set[int] = set()
    for place in places:
        node = root.descendant_for_byte_range(place, place)
        for _ in range(depth):
            if node is None or node.type in kinds:
                break
            node = node.parent
        if node is not None and node.type in kinds and node.id not in seen:
            seen.add(node.id)
            yield node


def unquoted(literal: str) -> str:
    """A string literal without its quotes."""
    return literal.strip("\"'`")
