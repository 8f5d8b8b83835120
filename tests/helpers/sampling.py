"""The type of the fixture ``sample``: all of some things, or a repeatable part of them."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Sample(Protocol):
    """All of the things in a full run, a part of them in a working run."""

    def __call__(self, things: Iterable[T]) -> list[T]:
        """The things to look at, in their order."""
