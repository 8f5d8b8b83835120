"""Whether a documented type and a declared one are the same, or cannot be told apart."""

from collections.abc import Iterator

from designdoc.code.canonical import parts, without_absence
from designdoc.code.facts import CodeIndex, Declared
from designdoc.source.regex import regex

_KEY = regex(r"(\w+)\??:")
_SEPARATORS = regex(r"[,;\s]+")
_LITERAL = regex(r"'[^']*'")
ANYTHING = frozenset({"unknown", "any", "Any", "object"})
_TEXT = frozenset({"string", "str", "String"})
_CONTAINERS = frozenset({"list", "dict", "set", "tuple", "frozenset", "type"})
_OF_VALUES = regex(r"(?:typing\.)?Literal\[(.*)\]")
_PARAMETER = regex(r"\b(?:[A-Z]|T[A-Z][a-z]\w*)\b")


def alike(documented: str, declared: str, language: str, index: CodeIndex) -> bool:
    """Whether no difference is certain: aliases, shapes spelled out, a document less precise."""
    left, right = without_absence(documented, language), without_absence(declared, language)
    return (
        left == right
        or _aliased(left, right, language, index)
        or _one_shape(left, right)
        or left in ANYTHING
        or (left in _TEXT and _only_texts(right, language, index))
        or (left in _CONTAINERS and right.startswith(f"{left}["))
    )


def names_parameter(declared: str) -> bool:
    """Whether a type mentions what looks like a parameter of the type around it."""
    return bool(_PARAMETER.search(declared))


def _aliased(left: str, right: str, language: str, index: CodeIndex) -> bool:
    """Whether one of two types is the name of what the other spells out."""
    for name, spelled in ((left, right), (right, left)):
        for declared in _named(name, index):
            if declared.value and without_absence(declared.value, language) == spelled:
                return True
            if _is_shape(spelled, {member.name for member in declared.members}):
                return True
        if spelled.startswith("{") and name.isidentifier() and name not in index.by_symbol:
            return True  # a name from elsewhere: nobody knows what it stands for
    return False


def _named(name: str, index: CodeIndex) -> Iterator[Declared]:
    for place in index.by_symbol.get(name, ()):
        yield place.declared


def _is_shape(spelled: str, names: set[str]) -> bool:
    """Whether a type written out in place has these members, or some of them."""
    keys = set(_KEY.findall(spelled)) if spelled.startswith("{") else set()
    return bool(keys) and keys <= names


def _one_shape(left: str, right: str) -> bool:
    """Two shapes that are spelled out with the same keys, however they are separated."""
    if not (left.startswith("{") and right.startswith("{")):
        return False
    if _SEPARATORS.sub("", left) == _SEPARATORS.sub("", right):
        return True
    keys = _keys(left)
    return bool(keys) and keys == _keys(right)


def _keys(spelled: str) -> set[str]:
    """The keys of a shape, those of shapes within it aside."""
    inner = spelled[1:-1]
    while (shorter := _NESTED.sub("", inner)) != inner:
        inner = shorter
    return set(_KEY.findall(inner))


_NESTED = regex(r"\{[^{}]*\}")


def _only_texts(type_: str, language: str, index: CodeIndex) -> bool:
    """Whether a type allows certain texts only: the document is less precise, and not wrong."""
    values = _OF_VALUES.fullmatch(type_)
    if values or all(_LITERAL.fullmatch(part) for part in parts(type_)):
        return True
    return any(
        each.kind == "enum"
        or (
            each.value
            and all(_LITERAL.fullmatch(p) for p in parts(without_absence(each.value, language)))
        )
        for each in _named(type_, index)
    )
