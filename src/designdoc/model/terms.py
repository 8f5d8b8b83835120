"""The words of a team: what its identifiers look like, and which headings have which role.

A configuration says them once for all documents below it. They hold while a document is read and
while rules run over it, as a precision does in ``decimal``: every reader asks for them by
``terms()``, and none has to hand them on.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from msgspec import Struct


class Terms(Struct, frozen=True):
    """``identifiers`` are pairs of kind and expression, as ``expressions.checked`` gives it;
    ``roles`` pairs of a heading's key and the name of its role.
    """

    identifiers: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of identifiers that the team has its own expressions for."""
        return frozenset(kind for kind, _ in self.identifiers)

    @property
    def role_by_key(self) -> Mapping[str, str]:
        """The names of roles by the keys of headings."""
        return dict(self.roles)


USUAL = Terms()
_IN_USE: ContextVar[Terms] = ContextVar("terms", default=USUAL)


def terms() -> Terms:
    """The terms that hold here."""
    return _IN_USE.get()


@contextmanager
def using(given: Terms) -> Iterator[None]:
    """Let other terms hold within the block."""
    token = _IN_USE.set(given)
    try:
        yield
    finally:
        _IN_USE.reset(token)
