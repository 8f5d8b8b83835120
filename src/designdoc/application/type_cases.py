"""What a commit changed of types and functions, and what the rules would say of it."""

from collections.abc import Iterator, Mapping, Sequence

from designdoc.code.facts import CodeIndex, Declared, Member
from designdoc.code.signatures import parameters
from designdoc.code.types import Difference, Documented, differences

RULES = {
    "member": "DD506", "type": "DD507", "optional": "DD508", "kind": "DD509", "extra": "DD510"
}  # fmt: skip
WHOLE = ""  # in place of a member: the type itself


def said(given: Sequence[Documented], index: CodeIndex) -> set[tuple[str, str, str]]:
    """Type, member and kind of every difference that the rules tell."""
    found: list[Difference] = [*differences(given, index), *parameters(given, index)]
    return {(each.type, each.member, each.kind) for each in found}


def changed(before: CodeIndex, after: CodeIndex) -> dict[tuple[str, str], str]:
    """Members and parameters of what both sides declare once, and how they changed."""
    found: dict[tuple[str, str], str] = {}
    for name, places in before.by_symbol.items():
        others = after.by_symbol.get(name, ())
        if len(places) == 1 and len(others) == 1:
            old, new = places[0].declared, others[0].declared
            found.update({(name, member): kind for member, kind in _changes(old, new)})
    return found


def _changes(old: Declared, new: Declared) -> Iterator[tuple[str, str]]:
    if old.kind != new.kind:
        yield WHOLE, "kind"
        return
    now = {member.name: member for member in new.members}
    for member in old.members:
        kind = _change(member, now)
        if kind:
            yield member.name, kind
    known = {member.name for member in old.members}
    if old.kind == "function" and known <= now.keys():
        for each in new.members:
            if each.name not in known and not each.optional:
                yield each.name, "extra"


def _change(member: Member, now: Mapping[str, Member]) -> str:
    other = now.get(member.name)
    if other is None:
        return "member" if now else ""
    if other.type != member.type:
        return "optional" if other.type.strip("*?") == member.type.strip("*?") else "type"
    return "optional" if other.optional != member.optional else ""
