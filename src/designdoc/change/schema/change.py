"""What differs between two versions of a template, as values."""

from enum import StrEnum

from msgspec import Struct

from designdoc.template.schema import Section

Path = tuple[
    str, ...
]  # names of sections from the top level down, as the template's version has them


class Part(StrEnum):
    """What stands in a section, or at the head of the file, and has a name."""

    FIELD = "field"
    COLUMN = "column"
    VALUE = "value"  # of an enumeration
    TYPE = "type"  # of a field or column
    BLOCK = "block"  # a table, fence, list or checklist


class SectionPair(Struct, frozen=True):
    """One section in both versions."""

    old: Section
    new: Section
    old_path: Path
    new_path: Path


class Renamed(Struct, frozen=True):
    """A section under another name."""

    old: Path
    new: Path


class Moved(Struct, frozen=True):
    """A section below another one, or in another order among its neighbours."""

    old: Path
    new: Path
    order: bool = False  # among the same neighbours


class PresenceChanged(Struct, frozen=True):
    """A section that is asked for otherwise: required, optional, conditional, or as a group."""

    path: Path
    old: str
    new: str


class PartChanged(Struct, frozen=True):
    """A part that came (``old`` empty), went (``new`` empty) or is another now.

    ``path`` is the section's in the newer version, empty at the head of the file; ``within`` names
    the field or column that a value or type belongs to, or the side file of a field.
    """

    path: Path
    part: Part
    old: str
    new: str
    within: str = ""


class SchemaChange(Struct, frozen=True):
    """Everything that differs between what two versions of a template ask for.

    ``added`` and ``removed`` name whole trees by their top; ``shift`` is by how many levels all
    headings moved; ``pairs`` are the sections that both have, in the order of the newer version.
    """

    pairs: tuple[SectionPair, ...]
    added: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    moved: tuple[Moved, ...] = ()
    presence: tuple[PresenceChanged, ...] = ()
    parts: tuple[PartChanged, ...] = ()
    shift: int = 0
    title: bool = False

    def __bool__(self) -> bool:
        every = (self.added, self.removed, self.renamed, self.moved, self.presence, self.parts)
        return any(every) or bool(self.shift) or self.title
