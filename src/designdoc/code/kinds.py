"""What sort of thing a name is in a document and in the code: members, values, a function."""

from collections.abc import Iterable

from designdoc.code.canonical import canonical, parts
from designdoc.code.facts import Declared
from designdoc.source.regex import regex

_VALUE = regex(r"'[^']*'|-?\d[\d_.]*|true|false")
_PLAIN = regex(
    r"(?:string|number|boolean|bigint|bool|int\d*|uint\d*|float\d*|u8|u16|u32|u64|i32|i64|str|String)"
    r"(?:\[\])*"
)
_STRUCTURAL = frozenset({"typescript", "javascript", "python"})  # a class is an interface too
_A = {
    "members": "a type with members",
    "interface": "an interface",
    "enum": "an enumeration",
    "values": "an alias of values",
    "function": "a function",
}


def sort_of(kind: str, language: str, has_members: bool, value: str = "") -> str:
    """members, interface, enum, values, function; empty where that is not certain."""
    if kind in {"enum", "function"}:
        return kind
    if kind == "type" and not has_members:
        return "values" if value and _is_of_values(value, language) else ""
    if kind == "interface" and language not in _STRUCTURAL:
        return "interface"
    return "members" if kind in {"interface", "type", "class", "struct"} else ""


def other_sort(
    kind: str, language: str, declared: Iterable[Declared]
) -> tuple[str, str, Declared] | None:
    """What a type with members or an enumeration is here, and what else it is in the code.

    None where some declaration is of the same sort, or where that is not certain.
    """
    mine = sort_of(kind, language, has_members=True)
    every = list(declared)
    sorts = {
        sort_of(each.kind, language, bool(each.members) or each.kind != "type", each.value)
        for each in every
    }
    if mine == "function" or len(sorts) != 1 or not (theirs := sorts.pop()) or theirs == mine:
        return None
    if theirs == "function" and kind != "class":
        return None  # what has the name of a function may be its parameters or its result
    return _A[mine], _A[theirs], every[0]


def share_values(documented: Iterable[str], declared: Declared) -> bool:
    """Whether half of the documented values of an enumeration are among the declared ones."""
    values = {canonical(value, "typescript") for value in documented if value}
    given = [declared.value, *(member.type for member in declared.members)]
    known = {part for value in given for part in parts(canonical(value, "typescript"))}
    return bool(values) and len(values & known) * 2 >= len(values)


def _is_of_values(value: str, language: str) -> bool:
    return all(
        _VALUE.fullmatch(part) or _PLAIN.fullmatch(part)
        for part in parts(canonical(value, language))
    )
