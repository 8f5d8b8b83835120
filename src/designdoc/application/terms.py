"""``[identifiers]`` and ``[roles]`` of a configuration, checked, as the terms of a team."""

from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn

from designdoc.model.expressions import checked
from designdoc.model.identifiers import KINDS
from designdoc.model.roles import ROLES as _ROLES
from designdoc.template.names import key

ROLES = tuple(role.name for role in _ROLES)
"""The names of the roles that headings can have."""
_MOST = 20  # expressions of one kind
__all__ = ["KINDS", "ROLES", "identifier_pairs", "role_pairs"]

Fail = Callable[[tuple[str, ...], str], NoReturn]


def identifier_pairs(
    by_kind: Mapping[str, tuple[str, ...]], fail: Fail
) -> tuple[tuple[str, str], ...]:
    """Pairs of kind and checked expression; ``fail`` is told what is wrong, and where."""
    return tuple(_pairs(by_kind, fail))


def _pairs(by_kind: Mapping[str, tuple[str, ...]], fail: Fail) -> Iterator[tuple[str, str]]:
    for kind, expressions in by_kind.items():
        at = ("identifiers", kind)
        if not 0 < len(expressions) <= _MOST:
            fail(at, f"'{kind}' is a list of 1 to {_MOST} regular expressions")
        for expression in expressions:
            try:
                yield kind, checked(expression)
            except ValueError as error:
                fail(at, f"the expression '{expression}' of '{kind}' cannot be used: {error}")


def role_pairs(by_role: Mapping[str, tuple[str, ...]], fail: Fail) -> tuple[tuple[str, str], ...]:
    """Pairs of a heading's key and its role; ``fail`` is told what is wrong, and where."""
    found: dict[str, str] = {}
    for role, headings in by_role.items():
        for heading in headings:
            name = key(heading)
            if not name:
                fail(("roles", role), f"'{heading}' is no heading: it has no words")
            other = found.setdefault(name, role)
            if other != role:
                message = f"the heading '{heading}' has the role '{other}' already"
                fail(("roles", role), message)
    return tuple(found.items())
