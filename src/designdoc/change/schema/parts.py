"""What stands in sections and at the head of the file: parts that came, went or are others now."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.change.schema.change import Part, PartChanged, Path, SectionPair
from designdoc.template import names
from designdoc.template.schema import (
    Checklist,
    Column,
    FenceForm,
    Field,
    Fields,
    ItemList,
    Presence,
    Section,
    SideFile,
    TableForm,
    TypeKind,
    ValueType,
)

_ALIKE = 70  # of 100


class Named(Struct, frozen=True):
    """A field or column: ``asked`` says its type in words, and that it may be absent."""

    name: str
    type: ValueType
    asked: str


def of_sections(pair: SectionPair) -> Iterator[PartChanged]:
    """What changed among the parts of one section."""
    yield from _changes(pair.new_path, Part.FIELD, _fields(pair.old), _fields(pair.new))
    yield from _changes(pair.new_path, Part.COLUMN, _columns(pair.old), _columns(pair.new))
    before, after = blocks(pair.old), blocks(pair.new)
    yield from (PartChanged(pair.new_path, Part.BLOCK, "", new) for new in after - before)
    yield from (PartChanged(pair.new_path, Part.BLOCK, old, "") for old in before - after)


def of_fields(
    old: Sequence[Field], new: Sequence[Field], within: str = ""
) -> Iterator[PartChanged]:
    """What changed among the keys of front matter or of a side file."""
    yield from _changes((), Part.FIELD, named(old), named(new), within)


def of_side_files(old: Sequence[SideFile], new: Sequence[SideFile]) -> Iterator[PartChanged]:
    """What changed in side files that both versions have."""
    before = {side.name: side for side in old}
    for side in new:
        if side.name in before:
            yield from of_fields(before[side.name].fields, side.fields, side.name)


def _changes(
    path: Path, part: Part, old: Sequence[Named], new: Sequence[Named], within: str = ""
) -> Iterator[PartChanged]:
    before = {names.key(each.name): each for each in old}
    after = {names.key(each.name): each for each in new}
    gone = [key for key in before if key not in after]
    come = [key for key in after if key not in before]
    renamed = dict(_renamed(list(before), list(after), gone, come))
    for key in come:
        was = renamed.get(key)
        yield PartChanged(path, part, before[was].name if was else "", after[key].name, within)
    for key in gone:
        if key not in renamed.values():
            yield PartChanged(path, part, before[key].name, "", within)
    for key, each in after.items():
        was = renamed.get(key, key)
        if was in before:
            yield from _values(path, each.name, before[was].type, each.type)
            if before[was].asked != each.asked:
                yield PartChanged(path, Part.TYPE, before[was].asked, each.asked, each.name)


def _values(path: Path, name: str, old: ValueType, new: ValueType) -> Iterator[PartChanged]:
    """Values that an enumeration got or lost; one for one at the same place is a renaming."""
    if old.kind is not TypeKind.ENUMERATION or new.kind is not TypeKind.ENUMERATION:
        return
    before = {value.casefold(): value for value in old.values}
    after = {value.casefold(): value for value in new.values}
    gone = [key for key in before if key not in after]
    come = [key for key in after if key not in before]
    renamed = dict(_renamed(list(before), list(after), gone, come))
    for key in come:
        was = renamed.get(key)
        yield PartChanged(path, Part.VALUE, before[was] if was else "", after[key], name)
    for key in gone:
        if key not in renamed.values():
            yield PartChanged(path, Part.VALUE, before[key], "", name)


def _renamed(
    old: Sequence[str], new: Sequence[str], gone: Sequence[str], come: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """New names with the old ones that they stand for: alike, or alone at the same place."""
    from rapidfuzz import fuzz

    free = list(gone)
    for key in come:
        near = max(free, key=lambda each: fuzz.ratio(each, key), default=None)
        alone = len(gone) == len(come) == 1 and len(old) == len(new)
        if near is None:
            continue
        at_place = alone and old.index(near) == new.index(key)
        if at_place or fuzz.ratio(near, key) >= _ALIKE:
            free.remove(near)
            yield key, near


def blocks(section: Section) -> set[str]:
    """The tables, fences, lists and checklists of a section, in words."""
    found = set()
    for element in section.content:
        match element:
            case TableForm():
                found.add("table")
            case FenceForm():
                found.add(f"fence {element.language.casefold()}".rstrip())
            case Checklist():
                found.add("checklist")
            case ItemList():
                found.add("list")
            case _:
                pass
    return found


def _fields(section: Section) -> list[Named]:
    return [
        each
        for element in section.content
        if isinstance(element, Fields)
        for each in named(element.fields)
    ]


def _columns(section: Section) -> list[Named]:
    return [
        Named(column.name, column.type, asked(column))
        for element in section.content
        if isinstance(element, TableForm)
        for column in element.columns
    ]


def named(fields: Sequence[Field]) -> list[Named]:
    """Fields with those inside them, as ``outer.inner``."""
    found = []
    for field in fields:
        found.append(Named(field.name, field.type, asked(field)))
        found += [
            Named(f"{field.name}.{inner.name}", inner.type, inner.asked)
            for inner in named(field.children)
        ]
    return found


def asked(part: Field | Column) -> str:
    """The type of a part in words, values of an enumeration aside, and whether it may be absent."""
    kind, limits = part.type, ""
    if kind.minimum is not None or kind.maximum is not None:
        limits = f" {kind.minimum or 0} to {'any' if kind.maximum is None else kind.maximum}"
    form = f" {kind.format}" if kind.format else ""
    told = f"{kind.kind.value}{form}{limits}"
    return told if part.presence is Presence.REQUIRED else f"{told}, {part.presence.value}"
