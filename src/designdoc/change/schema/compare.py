"""Two versions of a template compared: what the newer one asks for and the older one did not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from designdoc.change.schema.change import (
    Moved,
    Path,
    PresenceChanged,
    Renamed,
    SchemaChange,
    SectionPair,
)
from designdoc.change.schema.key import wanted
from designdoc.change.schema.pairing import Placed, name_of, pair_list, pairs, placed
from designdoc.change.schema.parts import of_fields, of_sections, of_side_files
from designdoc.template import names
from designdoc.template.schema import Template


def compare(old: Template, new: Template, known: Mapping[Path, Path] | None = None) -> SchemaChange:
    """Everything that differs; empty (false) for versions with the same schema.

    ``known`` maps paths of sections that are one by what versions between these two have shown.
    """
    before, after = placed(old), placed(new)
    found = pairs(before, after, known or {})
    same = pair_list(before, after, found)
    parts = [change for pair in same for change in of_sections(pair)]
    parts += of_sections(SectionPair(old.preamble, new.preamble, (), ()))
    parts += of_fields(old.front_matter, new.front_matter)
    parts += of_side_files(old.side_files, new.side_files)
    return SchemaChange(
        pairs=same,
        added=tuple(after[index].path for index in _tops(after, set(found))),
        removed=tuple(before[index].path for index in _tops(before, set(found.values()))),
        renamed=tuple(
            Renamed(pair.old_path, pair.new_path)
            for pair in same
            if name_of(pair.old) != name_of(pair.new)
        ),
        moved=tuple(_moved(before, after, found)),
        presence=tuple(_presence(same)),
        parts=tuple(parts),
        shift=_shift(same),
        title=_title(old) != _title(new),
    )


def _tops(sections: Sequence[Placed], known: set[int]) -> Iterator[int]:
    """The sections that are not in both versions, those within such a one left out."""
    for index, each in enumerate(sections):
        if index not in known and (each.parent < 0 or each.parent in known):
            yield index


def _moved(
    old: Sequence[Placed], new: Sequence[Placed], found: Mapping[int, int]
) -> Iterator[Moved]:
    """Sections below another one, and those out of the order that most of their neighbours keep."""
    groups: dict[int, list[int]] = {}
    for now, was in sorted(found.items()):
        parent = new[now].parent
        if (found.get(parent, -2) if parent >= 0 else -1) != old[was].parent:
            yield Moved(old[was].path, new[now].path)
        else:
            groups.setdefault(parent, []).append(now)
    for siblings in groups.values():
        kept = _rising([found[now] for now in siblings])
        for now in siblings:
            if found[now] not in kept:
                yield Moved(old[found[now]].path, new[now].path, order=True)


def _rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence: what kept its order while the least number moved."""
    from bisect import bisect_left

    tails: list[int] = []
    back: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        back[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept, number_or_none = set(), tails[-1] if tails else None
    while number_or_none is not None:
        kept.add(number_or_none)
        number_or_none = back[number_or_none]
    return kept


def _presence(same: Sequence[SectionPair]) -> Iterator[PresenceChanged]:
    for pair in same:
        was, now = wanted(pair.old), wanted(pair.new)
        if was != now:
            yield PresenceChanged(pair.new_path, was, now)


def _shift(same: Sequence[SectionPair]) -> int:
    """By how many levels most headings moved."""
    moves = Counter(pair.new.level - pair.old.level for pair in same)
    most = moves.most_common(1)
    return most[0][0] if most and 2 * most[0][1] > len(same) else 0


def _title(template: Template) -> tuple[str, str] | None:
    form = template.title
    return (names.key(form.prefix), names.key(form.suffix)) if form else None
