"""What is the same section in the versions of a template, and where each version has it.

A section is known by its path of names. One that the next version renamed or moved is the same, as
``change.schema`` tells.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.change.schema import compare
from designdoc.template import names
from designdoc.template.schema import Fields, Section, TableForm, Template

Path = tuple[str, ...]

FIELD, COLUMN, FRONT_MATTER = "field", "column", "front matter"


class Slot(Struct, frozen=True):
    """A section of one version: its path as it is written, and its form."""

    path: Path
    form: Section


class Place(Struct, frozen=True):
    """A field or column. ``kind`` is ``field``, ``column``, ``front matter`` or a side file."""

    kind: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for the same field of two versions."""
        return self.kind, names.key(self.name) or self.name


def slots(template: Template) -> dict[Path, Slot]:
    """The sections that a template asks about, by their keys; of the same path the first."""
    found: dict[Path, Slot] = {}
    stack: list[tuple[Path, Section]] = [((), each) for each in reversed(template.sections)]
    while stack:
        above, form = stack.pop()
        path = (*above, form.name)
        if not form.ignore:
            found.setdefault(path_key(path), Slot(path, form))
        stack.extend((path, child) for child in reversed(form.children))
    return found


def path_key(path: Path) -> Path:
    """A path as paths are compared: case, numbering and the like aside."""
    return tuple(names.key(name) or name for name in path)


def places(form: Section) -> Iterator[Place]:
    """The fields and columns of a section, in its order."""
    for element in form.content:
        if isinstance(element, Fields):
            yield from (Place(FIELD, field.name) for field in element.fields)
        elif isinstance(element, TableForm):
            yield from (Place(COLUMN, column.name) for column in element.columns)


def places_above(template: Template) -> Iterator[Place]:
    """The fields that stand in no section: front matter, side files, and below the title."""
    yield from (Place(FRONT_MATTER, field.name) for field in template.front_matter)
    for side in template.side_files:
        yield from (Place(side.name, field.name) for field in side.fields)
    yield from places(template.preamble)


def same_sections(templates: Sequence[Template]) -> list[dict[Path, Path]]:
    """For each version, oldest first, the key that each of its sections has in the newest."""
    found: list[dict[Path, Path]] = [{key: key for key in slots(templates[-1])}]
    for newer, older in zip(reversed(templates), reversed(templates[:-1]), strict=False):
        pairs = compare(older, newer).pairs
        moved = {path_key(pair.old_path): path_key(pair.new_path) for pair in pairs}
        later = found[-1]
        found.append({key: later.get(moved.get(key, key), key) for key in slots(older)})
    return found[::-1]
