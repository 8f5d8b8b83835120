"""Facts of a value that are worked out once, from outside of its class."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Owner = TypeVar("_Owner")
_T = TypeVar("_T")


def once(compute: Callable[[_Owner], _T]) -> Callable[[_Owner], _T]:
    """Compute once for each tree, template, document or the like, as ``cached_property`` does.

    The value is kept with its owner, which has to have room for attributes, and goes with it.
    """
    name = f"_once_{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def cached(owner: _Owner) -> _T:
        facts = vars(owner)
        if name not in facts:
            facts[name] = compute(owner)
        value: _T = facts[name]
        return value

    return cached
