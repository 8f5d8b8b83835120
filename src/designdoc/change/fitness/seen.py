"""What one document made of its template, small enough to travel between processes."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from designdoc.change.fitness.identity import (
    COLUMN,
    FIELD,
    FRONT_MATTER,
    Path,
    Place,
    Slot,
    places,
    places_above,
    slots,
)
from designdoc.document import BoundFields, BoundSection, BoundTable, Document, Match
from designdoc.document.elements import cell_value
from designdoc.document.synonyms import same_language
from designdoc.source import Span
from designdoc.template import names


class Standing(StrEnum):
    """What became of a section, the best first; each document has one for each section."""

    FILLED = "filled"
    RENAMED = "renamed"  # filled, under another name
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"  # nothing but the template's own words counts as nothing
    LEFT_OUT = "left_out"


class SeenField(Struct, frozen=True):
    """A field or column in a document; ``standing`` is filled, empty or left out."""

    place: Place
    standing: Standing


class SeenSection(Struct, frozen=True):
    """A section of the template in a document. ``key`` is its path as paths are compared.

    ``name`` is the author's own, where it is another; ``unexplained``: not applicable without a
    reason; ``inherited``: left out or not applicable together with the section above;
    ``leftover``: filled, and words of the template still stand in it; ``instances`` of a
    repeated group. Fields are told of sections that are filled.
    """

    key: Path
    standing: Standing
    name: str = ""
    unexplained: bool = False
    inherited: bool = False
    leftover: bool = False
    instances: int = 0
    fields: tuple[SeenField, ...] = ()


class Seen(Struct, frozen=True):
    """A document: the version that it follows, its sections, and those that it adds itself."""

    version: str
    sections: tuple[SeenSection, ...]
    fields: tuple[SeenField, ...] = ()
    added: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """What is known of a document's text.

    ``left`` are the places where words of the template still stand, in order, under the name of
    the side file, empty for the document itself; ``bare`` tells whether a section holds nothing
    else. ``elsewhere`` are absent sections, by path, that are answered under no heading of their
    own: the name of the heading that they share, empty for one in bold. ``hidden``: whether an
    unclosed block may hold a section.
    """

    left: Mapping[str, Sequence[Span]]
    bare: Callable[[BoundSection], bool]
    elsewhere: Mapping[Path, str]
    hidden: Callable[[Slot], bool]

    @property
    def own(self) -> Sequence[Span]:
        """The template's words in the document itself."""
        return self.left.get("", ())


def see(document: Document, version: str, reading: Reading) -> Seen:
    """What a document, bound to its own version of the template, made of it."""
    found: dict[Path, list[BoundSection]] = {}
    for section in document.bound:
        found.setdefault(section.path, []).append(section)
    standings: dict[Path, SeenSection] = {}
    for key, slot in slots(document.template).items():
        bound = found.get(slot.path)
        if bound:
            standings[key] = _present(document, key, bound, reading)
        elif slot.path in reading.elsewhere:
            name = reading.elsewhere[slot.path]
            standings[key] = SeenSection(key, _filled(name), name)
        elif not reading.hidden(slot):
            standings[key] = _absent(key, standings.get(key[:-1]))
    added = dict.fromkeys(names.without_suffix(each.part.title) for each in document.unknown)
    return Seen(
        version,
        tuple(standings.values()),
        tuple(_above(document, reading)),
        tuple(name for name in added if name),
    )


def _present(
    document: Document, key: Path, bound: Sequence[BoundSection], reading: Reading
) -> SeenSection:
    best = min(bound, key=lambda each: _ORDER[_standing(each, reading)])
    standing = _standing(best, reading)
    written = [each for each in bound if _standing(each, reading) in _WRITTEN]
    na = best.not_applicable
    return SeenSection(
        key,
        standing,
        _own_name(best),
        unexplained=na is not None and not na.reason,
        leftover=any(_own_text_holds(each, reading.own) for each in written),
        instances=len(bound) if best.form.repeat else 0,
        fields=tuple(_in_sections(document, written, reading)) if written else (),
    )


def _standing(section: BoundSection, reading: Reading) -> Standing:
    if section.not_applicable:
        return Standing.NOT_APPLICABLE
    if section.empty or reading.bare(section):
        return Standing.EMPTY
    return _filled(_own_name(section))


def _filled(name: str) -> Standing:
    return Standing.RENAMED if name else Standing.FILLED


def _own_name(section: BoundSection) -> str:
    """The author's name for the section; a translation is no renaming."""
    own = names.without_suffix(section.part.title)
    renamed = section.match in {Match.SYNONYM, Match.NEAR}
    return own if renamed and same_language(own, section.form.name) else ""


def _absent(key: Path, above: SeenSection | None) -> SeenSection:
    """A section that is not there; within one that does not apply it does not apply either."""
    if above is None or above.standing in _WRITTEN:
        return SeenSection(key, Standing.LEFT_OUT)
    na = above.standing is Standing.NOT_APPLICABLE
    standing = Standing.NOT_APPLICABLE if na else Standing.LEFT_OUT
    return SeenSection(key, standing, inherited=True)


def _own_text_holds(section: BoundSection, left: Sequence[Span]) -> bool:
    """Whether words of the template stand in a section before its first sub-section."""
    body = section.part.body
    end = section.part.children[0].span.start if section.part.children else body.end
    return within(left, body.start, end)


def within(left: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of some places, in order, begins within these bytes."""
    at = bisect_left(left, start, key=lambda span: span.start)
    return at < len(left) and left[at].start < end


def _above(document: Document, reading: Reading) -> Iterator[SeenField]:
    """The fields that stand in no section."""
    known: dict[tuple[str, str], Standing] = {}
    for yaml in (*filter(None, (document.front_matter,)), *document.side_files):
        kind = yaml.name or FRONT_MATTER
        left = reading.left.get(yaml.name, ())
        for field in yaml.fields:
            there = bool(field.value or field.children)
            known[Place(kind, field.form.name).key] = _value(there, field.value.span, left)
    known.update(_known(document, document.preamble, reading))
    for place in places_above(document.template):
        yield SeenField(place, known.get(place.key, Standing.LEFT_OUT))


def _in_sections(
    document: Document, written: Sequence[BoundSection], reading: Reading
) -> Iterator[SeenField]:
    """The fields of a section; of several instances the best."""
    known: dict[tuple[str, str], Standing] = {}
    for section in written:
        for key, standing in _known(document, section, reading).items():
            known[key] = min(known.get(key, standing), standing, key=_ORDER.__getitem__)
    for place in places(written[0].form):
        yield SeenField(place, known.get(place.key, Standing.LEFT_OUT))


def _known(
    document: Document, section: BoundSection, reading: Reading
) -> dict[tuple[str, str], Standing]:
    found: dict[tuple[str, str], Standing] = {}
    for element in section.elements:
        if isinstance(element, BoundFields):
            for field in element.fields:
                there = bool(field.value or field.children)
                standing = _value(there, field.value.span, reading.own)
                found[Place(FIELD, field.form.name).key] = standing
        elif isinstance(element, BoundTable):
            for column in element.columns:
                cells = (cell_value(document.tree, row, column) for row in element.rows)
                some = any(cell and not within(reading.own, *cell.span) for cell in cells)
                standing = Standing.FILLED if some else Standing.EMPTY
                found[Place(COLUMN, column.form.name).key] = standing
    return found


def _value(there: bool, span: Span, left: Sequence[Span]) -> Standing:
    whole = there and not within(left, span.start, max(span.end, span.start + 1))
    return Standing.FILLED if whole else Standing.EMPTY


_ORDER = {standing: at for at, standing in enumerate(Standing)}
_WRITTEN = frozenset({Standing.FILLED, Standing.RENAMED})
