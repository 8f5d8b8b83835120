"""What a tool is: typed arguments to a typed result, and what it does to the world."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    from designdoc.mcp.desk import Desk


class Arguments(Struct, frozen=True, forbid_unknown_fields=True):
    """The arguments of a tool; its fields, with their descriptions, are its input schema."""


class Tool(Struct, frozen=True):
    """A tool. ``run`` is a plain function that may block; what the caller can put right is raised.

    ``proposes``: it prepares or does a change, and is left out where only reading is allowed.
    ``writes``: it changes files.
    """

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    result: type[Struct]
    run: "Callable[[Desk, Any], Struct]"
    proposes: bool = False
    writes: bool = False


def schema(kind: type[Struct]) -> dict[str, Any]:
    """The JSON Schema of a record, the record itself at its root, as the protocol asks for."""
    _, parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    root = dict(parts.pop(kind.__name__))
    root.pop("title", None)
    return {**root, "$defs": parts} if parts else root


def arguments(tool: Tool, given: Mapping[str, Any]) -> Arguments:
    """The arguments as the tool's record.

    Raises:
        UsageError: one is missing, unknown or of another type.
    """
    try:
        return msgspec.convert(given, tool.arguments)
    except msgspec.ValidationError as error:
        known = ", ".join(tool.arguments.__struct_fields__)
        raise UsageError(f"{tool.name}: {error}; its arguments are {known}") from None
