"""Documented functions against declared ones: parameters by name, number, type and optionality.

Where the order of parameters counts and their number is the same, their names make no difference.
A function below a decorator is called by a framework, with whatever that has: it is left alone.
"""

from collections.abc import Iterable, Iterator

import msgspec

from designdoc.code.facts import CodeIndex, Declared, Place
from designdoc.code.types import (
    ELIDED,
    Difference,
    Documented,
    difference,
    differing,
    namesakes,
    resembles,
)

_LEAST_SHARED = 0.5  # of the documented parameters; below that it is another function
_BY_NAME = frozenset({"python"})  # languages whose callers use the names of parameters


def parameters(given: Iterable[Documented], index: CodeIndex) -> Iterator[Difference]:
    """The differences of every documented function that the code declares once."""
    for each in given:
        place = declared_once(each, index)
        if place is not None:
            for found in _compared(each, place, index):
                yield msgspec.structs.replace(found, parameter=True)


def declared_once(documented: Documented, index: CodeIndex) -> Place | None:
    """The declared function that is meant; None where there is none, or more than one."""
    if documented.kind != "function" or not documented.members or documented.decorated:
        return None
    every = [place for place in namesakes(documented, index) if place.declared.members]
    every = [place for place in every if place.path in documented.files] or every
    single = len({(place.path, place.declared.line) for place in every}) == 1
    if (
        single
        and every[0].declared.kind == "function"
        and _share_names(documented, every[0].declared)
    ):
        return every[0]
    return None


def was_one(documented: Documented, declared: Declared) -> bool:
    """Whether a declaration that is gone was of the documented type or function."""
    if declared.name != documented.name:
        return False
    if (documented.kind == "function") != (declared.kind == "function"):
        return False
    if documented.kind != "function":
        if (documented.kind == "enum") != (declared.kind == "enum"):
            return False
        return not documented.members or resembles(documented, declared, own=True)
    if not documented.members or not declared.members:
        return not documented.members and not declared.members
    return _share_names(documented, declared)


def _share_names(documented: Documented, declared: Declared) -> bool:
    names = {member.name for member in documented.members}
    shared = names & {member.name for member in declared.members}
    return len(shared) >= len(names) * _LEAST_SHARED


def _compared(documented: Documented, place: Place, index: CodeIndex) -> Iterator[Difference]:
    declared = place.declared
    known = {other.name: other for other in declared.members}
    pairs = [
        (one, known[one.name])
        for one in documented.members
        if one.name in known and _is_plain(one.name)
    ]
    for one, other in pairs:
        kind = difference(documented, one, other, declared.generic, index)
        if kind == "type":
            yield differing(kind, documented, one, other, place.path)
        elif one.optional and not other.optional:
            yield differing("optional", documented, one, other, place.path)
    names = [one.name for one in documented.members] + [other.name for other in declared.members]
    same = len(documented.members) == len(declared.members)
    if same and documented.language not in _BY_NAME:
        return
    if documented.elided or not all(_is_plain(name) for name in names):
        return  # what is taken apart, or takes any number, has no certain names
    shown = {one.name for one in documented.members}
    lacking = [one for one in documented.members if one.name not in known]
    for one in lacking:
        yield Difference(
            "member", documented.name, one.name, one.span,
            one.type, "", place.path, declared.line, documented.language,
        )  # fmt: skip
    for extra in () if lacking else declared.members:  # a new name for one of them is one cause
        if extra.name not in shown and not extra.optional:
            yield Difference(
                "extra", documented.name, extra.name, documented.span,
                "", extra.type, place.path, extra.line, documented.language,
            )  # fmt: skip


def _is_plain(name: str) -> bool:
    return name.isidentifier() and name not in ELIDED
