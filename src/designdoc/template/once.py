"""What many documents share: worked out once per template."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from designdoc.template.schema import Template

_T = TypeVar("_T")


def once_per_template(compute: Callable[[Template], _T]) -> Callable[[Template], _T]:
    """Compute once per template, like ``functools.cached_property`` does from outside."""
    name = f"_once_{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def cached(template: Template) -> _T:
        facts = vars(template)
        if name not in facts:
            facts[name] = compute(template)
        value: _T = facts[name]
        return value

    return cached
