"""Documented types against declared ones, by name: what the code has no more, or has otherwise.

An extra member in the code is no difference, unless the code block is marked exhaustive: documents
show what matters.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from designdoc.code.canonical import canonical, without_absence
from designdoc.code.facts import CodeIndex, Declared, Member, Place
from designdoc.code.names import is_test
from designdoc.source import Span
from designdoc.source.regex import regex

_LEAST_OVERLAP = 0.3  # of the documented members; below that it is another type with the name
_SHAPES = frozenset({"interface", "type", "class", "struct", "enum"})
_FAMILY = {"javascript": "typescript"}
_KEY = regex(r"(\w+)\??:")
_ANYTHING = frozenset({"unknown", "any", "Any", "object"})
_ELIDED = frozenset({"...", "…", "etc"})


class DocumentedMember(Struct, frozen=True):
    """A member as a document shows it."""

    name: str
    type: str
    optional: bool
    span: Span


class Documented(Struct, frozen=True):
    """A type as a document shows it. ``files`` are those of the component around it.

    ``exhaustive``: the document says that it shows every member.
    """

    name: str
    language: str
    kind: str
    span: Span
    members: tuple[DocumentedMember, ...] = ()
    files: tuple[str, ...] = ()
    exhaustive: bool = False


class Difference(Struct, frozen=True):
    """One difference. ``kind``: member, kind, type, optional, extra.

    ``documented`` and ``declared`` are what each says; ``path`` and ``line`` where the code does.
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


def differences(given: Iterable[Documented], index: CodeIndex) -> Iterator[Difference]:
    """The differences of every documented type that is found in the code."""
    for each in given:
        place = declaration(each, index)
        if place is not None:
            yield from _compared(each, place, index)


def declaration(documented: Documented, index: CodeIndex) -> Place | None:
    """The declared type that is meant; None where there is none, or no single one."""
    if documented.kind not in _SHAPES or not documented.members:
        return None
    found = [
        place
        for place in index.by_symbol.get(documented.name, ())
        if place.declared.kind in _SHAPES
        and place.declared.members
        and _family(index.files[place.path].language) == _family(documented.language)
        and not is_test(place.path)
    ]
    own = [place for place in found if place.path in documented.files]
    ranked = sorted(own or found, key=lambda place: -_overlap(documented, place.declared))
    if not ranked or _overlap(documented, ranked[0].declared) < _LEAST_OVERLAP:
        return None
    if len(ranked) > 1:
        first, second = (_overlap(documented, place.declared) for place in ranked[:2])
        if first - second < _LEAST_OVERLAP and not _same(ranked):
            return None
    return ranked[0]


def _same(places: Sequence[Place]) -> bool:
    """Whether all have the same members: then it does not matter which one is meant."""
    shapes = {tuple((m.name, m.type, m.optional) for m in p.declared.members) for p in places}
    return len(shapes) == 1


def _overlap(documented: Documented, declared: Declared) -> float:
    names = {member.name for member in documented.members}
    return len(names & {member.name for member in declared.members}) / len(names)


def _family(language: str) -> str:
    return _FAMILY.get(language, language)


def _compared(documented: Documented, place: Place, index: CodeIndex) -> Iterator[Difference]:
    declared = place.declared
    known = {member.name: member for member in declared.members}
    inherited = _inherited(declared, index)
    for member in documented.members:
        other = known.get(member.name)
        if other is not None:
            yield from _members(documented, member, other, place, index)
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


def _is_lacking(name: str, inherited: set[str]) -> bool:
    return name not in inherited and name.isidentifier() and name not in _ELIDED


def _inherited(declared: Declared, index: CodeIndex) -> set[str] | None:
    """The members of the types above; None where one of them is not known."""
    found: set[str] = set()
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
            stack.extend(place.declared.bases)
    return found


def _members(
    documented: Documented, member: DocumentedMember, other: Member, place: Place,
    index: CodeIndex,
) -> Iterator[Difference]:  # fmt: skip
    language = documented.language
    if (
        not member.type
        or not other.type
        or _is_call(member.type)
        or _is_call(other.type)
        or any(mark in member.type for mark in _ELIDED)
    ):
        kind = ""
    elif documented.kind == "enum":
        kind = "" if canonical(member.type, language) == canonical(other.type, language) else "type"
    elif without_absence(member.type, language) != without_absence(other.type, language):
        kind = "" if _aliased(member.type, other.type, language, index) else "type"
    elif without_absence(member.type, language) in _ANYTHING:
        kind = ""
    elif _may_be_absent(member, language) != _may_be_absent(other, language):
        kind = "optional"
    else:
        kind = ""
    if kind:
        yield Difference(
            kind, documented.name, member.name, member.span,
            _shown(member, language), _shown(other, language), place.path, other.line, language,
        )  # fmt: skip


def _aliased(one: str, other: str, language: str, index: CodeIndex) -> bool:
    """Whether one of two types is the name of what the other spells out."""
    left, right = without_absence(one, language), without_absence(other, language)
    for name, spelled in ((left, right), (right, left)):
        for place in index.by_symbol.get(name, ()):
            value = place.declared.value
            if value and without_absence(value, language) == spelled:
                return True
            if _is_shape(spelled, {member.name for member in place.declared.members}):
                return True
    return False


def _is_shape(spelled: str, names: set[str]) -> bool:
    """Whether a type written out in place has these members, or some of them."""
    keys = set(_KEY.findall(spelled)) if spelled.startswith("{") else set()
    return bool(keys) and keys <= names


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
