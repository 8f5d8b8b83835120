"""Many documents counted against the versions of their template: a row for each section."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

import msgspec
from msgspec import Struct, field

from designdoc.change.fitness.identity import (
    Path,
    Place,
    Slot,
    places,
    places_above,
    same_sections,
    slots,
)
from designdoc.change.fitness.seen import Seen, SeenField, SeenSection, Standing
from designdoc.template import names
from designdoc.template.schema import Presence, Template

_FEWEST = 2  # documents that add a section before it is worth telling


class Version(Struct, frozen=True):
    """A version of a template; the name is empty where it has none."""

    name: str
    template: Template


class Named(Struct, frozen=True):
    """A name and how many documents use it."""

    name: str
    count: int


class Life(Struct, frozen=True):
    """The version that something came with, and the last that had it; None: today's has it.

    ``since`` is None where no version has a name.
    """

    since: str | None = None
    until: str | None = None


class FieldRow(Struct, frozen=True):
    """A field or column: of the documents with its section, how many filled it."""

    place: Place
    life: Life
    asked: int
    filled: int
    empty: int
    left_out: int


class Row(Struct, frozen=True):
    """A section of the template and what documents made of it.

    ``asked`` documents follow a version that has it: the sum of the five counts after it.
    ``marked`` of those not applicable say so themselves, ``unexplained`` without a reason.
    ``inherited`` are left out, or not applicable, together with the section above. In
    ``leftover`` of those filled, words of the template still stand. ``instances`` is the median
    of a repeated group, None where there is none. ``names`` are other names for it, the most
    frequent first.
    """

    path: Path
    life: Life
    presence: Presence
    repeat: bool
    asked: int = 0
    filled: int = 0
    renamed: int = 0
    not_applicable: int = 0
    empty: int = 0
    left_out: int = 0
    marked: int = 0
    unexplained: int = 0
    inherited: int = 0
    leftover: int = 0
    instances: float | None = None
    names: tuple[Named, ...] = ()
    fields: tuple[FieldRow, ...] = ()

    @property
    def written(self) -> int:
        """How many documents filled it, under whatever name."""
        return self.filled + self.renamed

    @property
    def present(self) -> int:
        """How many documents have it, be it empty."""
        return self.asked - self.left_out

    def counts(self) -> tuple[int, ...]:
        """The counts of the standings, in their order."""
        return self.filled, self.renamed, self.not_applicable, self.empty, self.left_out


class Fitness(Struct, frozen=True):
    """How a template fares: today's sections in its order, then those that it no longer has.

    ``versions`` are those of the template, oldest first, with the documents that follow each.
    ``fields`` stand in no section. ``added`` are sections that no version has and documents add.
    """

    template: str
    documents: int
    versions: tuple[Named, ...]
    sections: tuple[Row, ...]
    fields: tuple[FieldRow, ...] = ()
    added: tuple[Named, ...] = ()
    other_template: int = 0
    no_template: int = 0


def count(template: str, versions: Sequence[Version], documents: Sequence[Seen]) -> Fitness:
    """The fitness of a template, from its versions (oldest first) and documents of them."""
    forms = [slots(version.template) for version in versions]
    same = same_sections([version.template for version in versions])
    at = {version.name: number for number, version in enumerate(versions)}
    tallies: dict[Path, _Tally] = defaultdict(_Tally)
    above = _Fields()
    for document in documents:
        canonical = same[at[document.version]]
        for section in document.sections:
            tallies[canonical.get(section.key, section.key)].add(section)
        above.add(document.fields)
    names_of = [version.name for version in versions]
    history = _history(forms, same)
    rows = [_row(had, names_of, tallies[key]) for key, had in history.items()]
    follow = Counter(document.version for document in documents)
    loose = [(number, places_above(each.template)) for number, each in enumerate(versions)]
    own = {key[-1] for form in forms for key in form}
    added = _spelled(name for document in documents for name in document.added)
    return Fitness(
        template,
        len(documents),
        tuple(Named(name, follow[name]) for name in names_of),
        tuple(rows),
        above.rows(loose, names_of),
        tuple(e for e in added if e.count >= _FEWEST and names.key(e.name) not in own),
    )


def asked_of(fitness: Fitness, least: int) -> Fitness:
    """Without those former sections that fewer than ``least`` documents were asked for."""
    kept = [row for row in fitness.sections if row.life.until is None or row.asked >= least]
    return msgspec.structs.replace(fitness, sections=tuple(kept))


def _history(
    forms: Sequence[Mapping[Path, Slot]], same: Sequence[Mapping[Path, Path]]
) -> dict[Path, dict[int, Slot]]:
    """Each section in the versions that have it; today's come first, then the latest to go."""
    found: dict[Path, dict[int, Slot]] = {}
    for number in reversed(range(len(forms))):
        for key, slot in forms[number].items():
            found.setdefault(same[number][key], {}).setdefault(number, slot)
    return found


def _row(had: Mapping[int, Slot], versions: Sequence[str], tally: "_Tally") -> Row:
    newest = max(had)
    form = had[newest].form
    counts = {standing.value: tally.standings[standing] for standing in Standing}
    return Row(
        had[newest].path,
        _life(had, versions),
        form.presence,
        form.repeat is not None,
        sum(counts.values()),
        **counts,
        marked=tally.marked,
        unexplained=tally.unexplained,
        inherited=tally.inherited,
        leftover=tally.leftover,
        instances=median(tally.instances) if tally.instances else None,
        names=_spelled(tally.names),
        fields=tally.fields.rows(
            [(number, places(slot.form)) for number, slot in sorted(had.items())], versions
        ),
    )


def _life(had: Iterable[int], versions: Sequence[str]) -> Life:
    """Since when without a break, and until when."""
    numbers = sorted(had)
    since = last = numbers[-1]
    for number in reversed(numbers[:-1]):
        if number != since - 1:
            break
        since = number
    until = versions[last] if last < len(versions) - 1 else None
    return Life(versions[since] or None, until)


def _spelled(written: Iterable[str]) -> tuple[Named, ...]:
    """Names that are the same counted together, under their most frequent spelling."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in written:
        spellings[names.key(name) or name][name] += 1
    found = [Named(_most(each), each.total()) for each in spellings.values()]
    return tuple(sorted(found, key=lambda named: (-named.count, named.name)))


def _most(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


class _Fields:
    """Adds up what became of fields."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], Counter[Standing]] = defaultdict(Counter)

    def add(self, seen: Iterable[SeenField]) -> None:
        for each in seen:
            self._counts[each.place.key][each.standing] += 1

    def rows(
        self, versions: Sequence[tuple[int, Iterator[Place]]], names_of: Sequence[str]
    ) -> tuple[FieldRow, ...]:
        """The rows of the fields that versions (by number, oldest first) have, today's first."""
        had: dict[tuple[str, str], dict[int, Place]] = {}
        for number, found in reversed(versions):
            for place in found:
                had.setdefault(place.key, {}).setdefault(number, place)
        return tuple(self._row(key, each, names_of) for key, each in had.items())

    def _row(
        self, key: tuple[str, str], had: Mapping[int, Place], names_of: Sequence[str]
    ) -> FieldRow:
        counts = self._counts[key]
        return FieldRow(
            had[max(had)],
            _life(had, names_of),
            counts.total(),
            counts[Standing.FILLED],
            counts[Standing.EMPTY],
            counts[Standing.LEFT_OUT],
        )


class _Tally(Struct):
    """What documents made of one section."""

    standings: Counter[Standing] = field(default_factory=Counter)
    marked: int = 0
    unexplained: int = 0
    inherited: int = 0
    leftover: int = 0
    instances: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    fields: _Fields = field(default_factory=_Fields)

    def add(self, section: SeenSection) -> None:
        self.standings[section.standing] += 1
        na = section.standing is Standing.NOT_APPLICABLE
        self.marked += na and not section.inherited
        self.unexplained += section.unexplained
        self.inherited += section.inherited
        self.leftover += section.leftover
        if section.instances:
            self.instances.append(section.instances)
        if section.name:
            self.names.append(section.name)
        self.fields.add(section.fields)
