"""The names of a document's sections as they are compared with a template's, found once a file."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from designdoc.document.synonyms import synonym_groups
from designdoc.markdown import BlockTree
from designdoc.source.once import once
from designdoc.template import names


class SectionNames(Struct, frozen=True):
    """``levels`` of the headings by their keys, and the groups of accepted names they are in."""

    levels: Mapping[str, int]
    groups: frozenset[int]

    def has(self, key: str) -> bool:
        """Whether a section of this name is there, or of an accepted other name of it."""
        return key in self.levels or not self.groups.isdisjoint(synonym_groups(key))


@once
def section_names(tree: BlockTree) -> SectionNames:
    """The names of a document's sections."""
    return _names(tuple({section.title: section.level for section in tree.sections}.items()))


@lru_cache(maxsize=64)  # the versions of a document that is being written have them in common
def _names(titles: tuple[tuple[str, int], ...]) -> SectionNames:
    levels: dict[str, int] = {}
    for title, level in titles:
        for key in (names.key(title), names.short_key(title)):
            if key:
                levels.setdefault(key, level)
    return SectionNames(levels, frozenset(group for key in levels for group in synonym_groups(key)))
