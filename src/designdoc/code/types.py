"""Documented types against declared ones, by name: what the code has no more, or has otherwise.

An extra member in the code is no difference, unless the code block is marked exhaustive: documents
show what matters.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from designdoc.code.alike import ANYTHING, alike, names_parameter
from designdoc.code.canonical import canonical, without_absence
from designdoc.code.facts import CodeIndex, Declared, Member, Place
from designdoc.code.kinds import other_sort, share_values
from designdoc.code.names import is_test
from designdoc.source import Span

_LEAST_OVERLAP = 0.3  # of the documented members; below that it is another type with the name
_LEAST_SHARED = 2  # members in common, for the same reason
_ELSEWHERE = 0.4  # of them, where the type is in no file of the component
_TABLE = "__tablename__"  # of a class for a table, which is another one than the data it holds
_HALF = 0.5  # of the documented members, where they share fewer than that
_SHAPES = frozenset({"interface", "type", "class", "struct", "enum"})
_FAMILY = {"javascript": "typescript"}
ELIDED = frozenset({"...", "…", "etc"})


class DocumentedMember(Struct, frozen=True):
    """A member as a document shows it."""

    name: str
    type: str
    optional: bool
    span: Span


class Documented(Struct, frozen=True):
    """A type as a document shows it. ``files`` are those of the component around it.

    ``exhaustive``: the document says that it shows every member; ``generic``: it has parameters;
    ``elided``: something is left out; ``decorated``: decorators stand above it. The members of a
    function are its parameters.
    """

    name: str
    language: str
    kind: str
    span: Span
    members: tuple[DocumentedMember, ...] = ()
    files: tuple[str, ...] = ()
    exhaustive: bool = False
    generic: bool = False
    elided: bool = False
    decorated: bool = False


class Difference(Struct, frozen=True):
    """One difference. ``kind``: member, kind, type, optional, extra.

    ``documented`` and ``declared`` are what each says; ``path`` and ``line`` where the code does.
    ``parameter``: it is of a function; not ``sure``: history has to say whether both were one.
    """

    kind: str
    type: str
    member: str
    span: Span
    documented: str
    declared: str
    path: str
    line: int
    language: str = ""
    parameter: bool = False
    sure: bool = True


def differences(given: Iterable[Documented], index: CodeIndex) -> Iterator[Difference]:
    """The differences of every documented type that is found in the code."""
    for each in given:
        other = list(_other_sort(each, index))
        yield from other
        place = None if other else declaration(each, index)
        if place is not None:
            yield from _compared(each, place, index)


def declaration(documented: Documented, index: CodeIndex) -> Place | None:
    """The declared type that is meant; None where there is none, or no single one."""
    if documented.kind not in _SHAPES or not documented.members:
        return None
    found = [
        place
        for place in namesakes(documented, index)
        if place.declared.kind in _SHAPES and place.declared.members
    ]
    own = [place for place in found if place.path in documented.files]
    ranked = sorted(own or found, key=lambda place: -_overlap(documented, place.declared))
    if not ranked or not resembles(
        documented, ranked[0].declared, bool(own) or documented.exhaustive
    ):
        return None
    if len(ranked) > 1:
        first, second = (_overlap(documented, place.declared) for place in ranked[:2])
        if first - second < _LEAST_OVERLAP and not _same(ranked):
            return None
    return ranked[0]


def namesakes(documented: Documented, index: CodeIndex) -> list[Place]:
    """What the code declares by that name in the same language, tests aside."""
    return [
        place
        for place in index.by_symbol.get(documented.name, ())
        if _family(index.files[place.path].language) == _family(documented.language)
        and not is_test(place.path)
    ]


def resembles(documented: Documented, declared: Declared, own: bool = False) -> bool:
    """Whether two types of one name are one type by their members.

    A single value that two enumerations share is not enough, unless the file is the component's
    ``own``; nor is any number, where the document shows a generic type and the code none.
    """
    overlap = _overlap(documented, declared)
    shared = round(overlap * len({member.name for member in documented.members}))
    return (
        overlap >= (_LEAST_OVERLAP if own else _ELSEWHERE)
        and (own or shared >= _LEAST_SHARED or (overlap >= _HALF and documented.kind != "enum"))
        and not (documented.generic and not declared.generic)
        and _TABLE not in {m.name for m in documented.members} - {m.name for m in declared.members}
    )


def _same(places: Sequence[Place]) -> bool:
    """Whether all have the same members: then it does not matter which one is meant."""
    shapes = {tuple((m.name, m.type, m.optional) for m in p.declared.members) for p in places}
    return len(shapes) == 1


def _overlap(documented: Documented, declared: Declared) -> float:
    names = {member.name for member in documented.members}
    known = {member.name for member in declared.members} | set(declared.assigned)
    return len(names & known) / len(names) if names else 0.0


def _family(language: str) -> str:
    return _FAMILY.get(language, language)


def _other_sort(documented: Documented, index: CodeIndex) -> Iterator[Difference]:
    """The type, where the code has something of another sort by its name, and nothing else."""
    if documented.kind not in _SHAPES or not documented.members:
        return
    places = namesakes(documented, index)
    declared = [place.declared for place in places]
    found = other_sort(documented.kind, _family(documented.language), declared)
    if found is not None:
        values = {member.type for member in documented.members}
        sure = places[0].path in documented.files or share_values(values, places[0].declared)
        yield Difference(
            "kind", documented.name, "", documented.span,
            found[0], found[1], places[0].path, places[0].declared.line, documented.language,
            sure=sure,
        )  # fmt: skip


def _compared(documented: Documented, place: Place, index: CodeIndex) -> Iterator[Difference]:
    declared = place.declared
    known = {member.name: member for member in declared.members}
    inherited = _inherited(declared, index)
    if inherited is not None:  # a type in several parts, or two of one name: some part has it
        for part in namesakes(documented, index):
            inherited |= {member.name for member in part.declared.members}
    for member in documented.members:
        other = known.get(member.name)
        if other is not None:
            kind = difference(documented, member, other, declared.generic, index)
            if kind:
                yield differing(kind, documented, member, other, place.path)
        elif inherited is not None and _is_lacking(member.name, inherited):
            yield Difference(
                "member", documented.name, member.name, member.span,
                member.type, "", place.path, declared.line, documented.language,
            )  # fmt: skip
    if documented.exhaustive:
        names = {member.name for member in documented.members}
        for extra in declared.members:
            if extra.name not in names:
                yield Difference(
                    "extra", documented.name, extra.name, documented.span,
                    "", extra.type, place.path, extra.line, documented.language,
                )  # fmt: skip


def _is_lacking(name: str, known: set[str]) -> bool:
    dunder = name.startswith("__") and name.endswith("__")
    return name not in known and name.isidentifier() and name not in ELIDED and not dunder


def _inherited(declared: Declared, index: CodeIndex) -> set[str] | None:
    """What methods assign, and the members of the types above; None where one is not known."""
    found = set(declared.assigned)
    seen = {declared.name}
    stack = list(declared.bases)
    while stack:
        name = stack.pop().rpartition(".")[2]
        if name in seen:
            continue
        seen.add(name)
        places = index.by_symbol.get(name, ())
        if not places:
            return None
        for place in places:
            found |= {member.name for member in place.declared.members}
            found.update(place.declared.assigned)
            stack.extend(place.declared.bases)
    return found


def difference(
    documented: Documented, member: DocumentedMember, other: Member, generic: bool,
    index: CodeIndex,
) -> str:  # fmt: skip
    """How two members differ: type, optional, or not at all (empty).

    ``generic``: the declared one is of a type with parameters.
    """
    language = documented.language
    if (
        not member.type
        or not other.type
        or _is_call(member.type)
        or _is_call(other.type)
        or any(mark in member.type for mark in ELIDED)
        or (language == "python" and "(" in member.type)
    ):
        return ""
    if documented.kind == "enum":
        same = canonical(member.type, language) == canonical(other.type, language)
        return "" if same else "type"
    if without_absence(member.type, language) != without_absence(other.type, language):
        unclear = generic and not documented.generic and names_parameter(other.type)
        return "" if unclear or alike(member.type, other.type, language, index) else "type"
    if without_absence(member.type, language) in ANYTHING:
        return ""
    return "optional" if _may_be_absent(member, language) != _may_be_absent(other, language) else ""


def differing(
    kind: str, documented: Documented, member: DocumentedMember, other: Member, path: str
) -> Difference:
    """The difference of two members with what each says."""
    language = documented.language
    return Difference(
        kind, documented.name, member.name, member.span,
        _shown(member, language), _shown(other, language), path, other.line, language,
    )  # fmt: skip


def _is_call(type_: str) -> bool:
    """Whether a member is a method: its parameters are compared by nobody."""
    return type_.startswith(("(", "func", "fn")) and (
        "=>" in type_ or "->" in type_ or type_.startswith("func")
    )


def _may_be_absent(member: DocumentedMember | Member, language: str) -> tuple[bool, bool]:
    """Whether a value may be left out, and whether it may be null."""
    if language == "go":
        return False, member.type.startswith("*")
    if language == "python":
        return False, "None" in canonical(member.type, language).split("|")
    null = "null" in canonical(member.type, language).split("|")
    return member.optional, null


def _shown(member: DocumentedMember | Member, language: str) -> str:
    mark = "?" if member.optional and language in {"typescript", "javascript"} else ""
    name = f"{mark}: " if mark else ""
    return f"{name}{member.type}"
