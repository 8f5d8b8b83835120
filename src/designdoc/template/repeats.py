"""Siblings that are samples of one group, folded into one section."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from designdoc.template.names import key
from designdoc.template.schema import Presence, Repeat, Section


def fold(sections: Sequence[Section]) -> list[Section]:
    """The sections of one level, each repeated group once: the first sample stands for all."""
    folded: list[Section] = []
    groups: dict[tuple[str, int], int] = {}
    for section in sections:
        at = _sample_of(section, folded, groups)
        if at is not None:
            folded[at] = _merged(folded[at], section)
            continue
        if section.repeat is not None:
            groups[_group(section, section.repeat)] = len(folded)
        folded.append(section)
    return folded


def _group(section: Section, repeat: Repeat) -> tuple[str, int]:
    return key(repeat.stem), section.level


def _sample_of(
    section: Section, before: Sequence[Section], groups: Mapping[tuple[str, int], int]
) -> int | None:
    """Where the group stands that the section is one more sample of."""
    if section.repeat is None:
        return None
    at = groups.get(_group(section, section.repeat))
    if at is not None or not before:
        return at
    last = before[-1]
    alike = last.repeat is not None and last.level == section.level
    return len(before) - 1 if alike and _is_hole(last) and _is_hole(section) else None


def _is_hole(section: Section) -> bool:
    """Whether nothing but a hole is the section's heading."""
    return (
        bool(section.holes)
        and section.because.find("the heading is a hole") >= 0
        and (section.holes[0].written.strip() == section.title.strip("*_ "))
    )


def _merged(first: Section, other: Section) -> Section:
    """One sample for both; what only the second has is added as optional."""
    names = {key(child.name) for child in first.children}
    extra = tuple(
        replace(child, presence=Presence.OPTIONAL)
        for child in other.children
        if key(child.name) not in names
    )
    return replace(first, children=(*first.children, *extra))
