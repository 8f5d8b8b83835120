"""The versions of a template: what asks for the same is one, whatever words changed beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from designdoc.change.lineage.outline import Outline

UNCOMMITTED = "uncommitted"


class Edition(Struct, frozen=True):
    """One text of a template. ``key`` is equal where all bytes are.

    ``revision`` is the commit that brought it, empty outside git and for a text that is not
    committed; ``date`` is its day (YYYY-MM-DD), empty where none is known; ``path`` is where it
    stood then. ``name`` is the version's own name where a folder of versions gives one.
    """

    key: str
    outline: Outline
    revision: str = ""
    date: str = ""
    path: str = ""
    name: str = ""


class Version(Struct, frozen=True):
    """Editions that ask for the same, oldest first; named after the day that the first came."""

    name: str
    editions: tuple[Edition, ...]

    @property
    def first(self) -> Edition:
        """The edition that brought what is asked for."""
        return self.editions[0]

    @property
    def last(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]

    @property
    def outline(self) -> Outline:
        """What its documents show of it."""
        return self.last.outline


class Lineage(Struct, frozen=True, dict=True):
    """The versions of a template, oldest first.

    ``shallow``: the clone does not know the older ones.
    """

    versions: tuple[Version, ...]
    shallow: bool = False

    @property
    def newest(self) -> Version:
        """Today's version."""
        return self.versions[-1]

    def find(self, written: str) -> tuple[Version, Edition] | None:
        """The version that a name, a commit or the beginning of one (seven letters) stands for."""
        if not written:
            return None
        if written == "latest":
            return self.newest, self.newest.last
        for version in self.versions:
            if version.name == written:
                return version, version.last
        commit = written.lower()
        if len(commit) >= 7:
            for version, edition in self._every():
                if edition.revision.startswith(commit):
                    return version, edition
        return next((each for each in self._every() if each[1].name == written), None)

    def at(self, key: str, date: str) -> tuple[Version, Edition] | None:
        """The edition with these bytes; where only a branch had them, the newest of the day."""
        if key in self.by_key:
            return self.by_key[key]
        before = [each for each in self._every() if "" < each[1].date <= date]
        return before[-1] if before else None

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Version, Edition]]:
        """Versions and editions by the key of their bytes; of the same bytes the newest."""
        return {edition.key: (version, edition) for version, edition in self._every()}

    def _every(self) -> Iterator[tuple[Version, Edition]]:
        return ((version, each) for version in self.versions for each in version.editions)


def lineage(editions: Iterable[Edition], shallow: bool = False) -> Lineage:
    """The versions that a template's texts, oldest first, are editions of."""
    groups: list[list[Edition]] = []
    for edition in editions:
        if groups and groups[-1][-1].outline.schema == edition.outline.schema:
            groups[-1].append(edition)
        else:
            groups.append([edition])
    names = _names(groups)
    return Lineage(
        tuple(Version(name, tuple(each)) for name, each in zip(names, groups, strict=True)), shallow
    )


def _names(groups: Sequence[Sequence[Edition]]) -> list[str]:
    """A name for each version; a second one of the same day is ``2021-04-20.2``."""
    taken: dict[str, int] = {}
    names = []
    for group in groups:
        first = group[0]
        name = first.name or first.date or UNCOMMITTED
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name}.{taken[name]}")
    return names
