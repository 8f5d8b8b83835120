"""What a language reader finds, in bytes of the code, and the small steps that all share."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

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
    """A type or function that the code defines."""

    name: str
    kind: str
    start: int
    end: int
    members: tuple[FoundMember, ...] = ()


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
    """The source of a node on one line."""
    if node is None or node.text is None:
        return ""
    return " ".join(node.text.decode("utf-8", "replace").split())


def named(node: "Node | None", field: str) -> str:
    """The source of a node's field."""
    return text(node.child_by_field_name(field)) if node is not None else ""


def member(node: "Node", name: str, type_: str, optional: bool) -> FoundMember:
    """A member at a node."""
    return FoundMember(name, type_, optional, node.start_byte, node.end_byte)


def found(
    node: "Node", name: str, kind: str, members: Iterator[FoundMember] | None = None
) -> Iterator[FoundType]:
    """A type at a node; none without a name."""
    if name:
        yield FoundType(name, kind, node.start_byte, node.end_byte, tuple(members or ()))


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
