"""The kinds of convention: each a name and one pure function; the docstring is the module's."""

import inspect
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple

from designdoc.template.reading import Text
from designdoc.template.schema import ValueType, When


class Found(NamedTuple):
    """Characters ``start`` to ``end`` of a text are a hole with these words."""

    start: int
    end: int
    words: str


class Wording(NamedTuple):
    """A value as the template writes it, and the name that it stands under.

    ``marked``: the template marks it as a hole or quotes it, so that a list of words in it is
    a choice; ``comment`` is what a YAML comment says beside it.
    """

    text: str
    label: str = ""
    marked: bool = False
    comment: str = ""


class Typed(NamedTuple):
    """A type and the reason for it."""

    type: ValueType
    because: str


class Said(NamedTuple):
    """What words say of an element's presence, and the words themselves."""

    presence: str
    because: str
    when: When | None = None


def documentation(function: Callable[..., object]) -> str:
    """What a convention is: the docstring of the module that its function stands in."""
    return inspect.cleandoc(sys.modules[function.__module__].__doc__ or "")


class HoleConvention(NamedTuple):
    """How a hole looks."""

    name: str
    find: Callable[[Text], Iterable[Found]]


class TypeConvention(NamedTuple):
    """How a type is written."""

    name: str
    read: Callable[[Wording], Typed | None]


class PresenceConvention(NamedTuple):
    """How a template says that something may be left out."""

    name: str
    read: Callable[[str], Said | None]
