"""Values with places, moved: what stood at a byte stands so many bytes further on."""

from collections.abc import Callable
from enum import Enum
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from msgspec import Struct

from designdoc.source.span import Span, as_span

_T = TypeVar("_T")
_PLACELESS = frozenset({str, int, float, bool, bytes, NoneType})


def moved(value: _T, by: int) -> _T:
    """The value with all spans in it, however deep, ``by`` bytes further on.

    Records, tuples, lists and dictionaries are gone through; a value without spans is itself.
    Numbers are left alone: only a ``Span`` is a place.
    """
    if not by:
        return value
    result: _T = _move(value, by)
    return result


def _move(value: Any, by: int) -> Any:
    kind = type(value)
    mover = _MOVERS.get(kind)
    if mover is None:
        mover = _MOVERS[kind] = _record(kind) if issubclass(kind, Struct) else _same
    return mover(value, by)


def _span(value: Span, by: int) -> Span:
    return as_span((value[0] + by, value[1] + by))


def _same(value: Any, by: int) -> Any:
    del by
    return value


def _record(kind: type[Struct]) -> Callable[[Any, int], Any]:
    """A mover that goes through the fields which may hold a span, by their annotations."""
    hints = get_type_hints(kind)
    placed = frozenset(name for name in kind.__struct_fields__ if not _is_placeless(hints[name]))
    if not placed:
        return _same
    fields = tuple((name, name in placed) for name in kind.__struct_fields__)

    def move(value: Any, by: int) -> Any:
        found = []
        for name, has_places in fields:
            each = getattr(value, name)
            found.append(_move(each, by) if has_places and each else each)
        return kind(*found)

    return move


_MOVERS: dict[type, Callable[[Any, int], Any]] = {
    Span: _span,
    tuple: lambda value, by: tuple([_move(each, by) for each in value]),
    list: lambda value, by: [_move(each, by) for each in value],
    dict: lambda value, by: {key: _move(each, by) for key, each in value.items()},
}


def _is_placeless(hint: Any) -> bool:
    parts = get_args(hint)
    if parts:
        return all(part is Ellipsis or _is_placeless(part) for part in parts)
    return hint in _PLACELESS or (isinstance(hint, type) and issubclass(hint, Enum))
