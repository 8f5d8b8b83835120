"""The typed schema that a template compiles to. Every constraint knows its template line.

All spans are bytes of the template's source (of the side file for a side file's fields), so
that a finding can show the line that asks for what is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from designdoc.source import Source, Span


class Presence(StrEnum):
    """Whether an element must stand in a document."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    CONDITIONAL = "conditional"


class TypeKind(StrEnum):
    """What a value is."""

    TEXT = "text"
    ENUMERATION = "enumeration"
    DATE = "date"
    VERSION = "version"
    SENTENCES = "sentences"
    WORDS = "words"
    CHARACTERS = "characters"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"
    MAPPING = "mapping"
    PERSON = "person"
    LINK = "link"
    PATH = "path"


class ValueType(Struct, frozen=True):
    """The type of a value.

    ``values`` of an enumeration; ``format`` of a date (``YYYY-MM-DD``); ``minimum`` and ``maximum``
    of a length or number, both included, None where there is no such limit. ``values`` of a text
    are examples of an open list ("..."): worth offering, never checked.
    """

    kind: TypeKind = TypeKind.TEXT
    values: tuple[str, ...] = ()
    format: str = ""
    minimum: int | None = None
    maximum: int | None = None


TEXT = ValueType()
_NOWHERE = Span(0, 0)


class When(Struct, frozen=True):
    """The condition of a conditional element.

    ``key`` names a front-matter or side-file field, ``values`` what it must hold for the element
    to be required. An empty key is a condition that only a person can judge (``text`` says it).
    """

    text: str
    key: str = ""
    values: tuple[str, ...] = ()


class Repeat(Struct, frozen=True):
    """A group that stands once in the template and as often as needed in a document."""

    minimum: int
    stem: str


class Hole(Struct, frozen=True):
    """Something that the author must replace.

    ``text`` are the words inside (``Feature Name``), ``written`` what stands in the template
    (``[Feature Name]``), ``convention`` the name of the convention that recognised it.
    """

    text: str
    written: str
    span: Span
    convention: str
    type: ValueType = TEXT


class Guidance(Struct, frozen=True):
    """Instructions to the author: help while writing, a leftover when kept word for word.

    ``leftover`` is false for help that may well stay in a finished document.
    """

    text: str
    span: Span
    convention: str
    leftover: bool = True


class FieldStyle(StrEnum):
    """How a field is written."""

    LABEL = "label"  # `- **Performance**: value`, `* Status: value`, `**Branch**: a | **Date**: b`
    YAML = "yaml"  # front matter, a side file, a YAML fence
    ROW = "row"  # `| **Question** | value |`
    TASK = "task"  # `- [ ] Parallel operation: value`


class Field(Struct, frozen=True):
    """A named value. ``blank``: the template leaves the value empty, so an empty one is a hole.

    ``children`` are the keys of a mapping (YAML) or the labels nested below a label.
    """

    name: str
    span: Span
    style: FieldStyle
    because: str
    presence: Presence = Presence.REQUIRED
    when: When | None = None
    type: ValueType = TEXT
    hole: Hole | None = None
    blank: bool = False
    guidance: str = ""
    sample: str = ""
    children: "tuple[Field, ...]" = ()


class Column(Struct, frozen=True):
    """A column of a table."""

    name: str
    span: Span
    type: ValueType
    because: str
    hole: Hole | None = None
    presence: Presence = Presence.REQUIRED


class Prose(Struct, frozen=True, tag=True, tag_field="is"):
    """Text of the author; ``type`` holds a limit on its length where the template states one."""

    span: Span
    because: str
    type: ValueType = TEXT
    presence: Presence = Presence.REQUIRED


class Fields(Struct, frozen=True, tag=True, tag_field="is"):
    """A group of named fields, in a list, in lines, in a two-column table, or in a fence."""

    span: Span
    because: str
    fields: tuple[Field, ...]
    presence: Presence = Presence.REQUIRED


class ItemList(Struct, frozen=True, tag=True, tag_field="is"):
    """A list; ``type`` with kind LIST holds limits on the number of items."""

    span: Span
    because: str
    ordered: bool
    type: ValueType = ValueType(TypeKind.LIST)
    stem: str = ""  # of a repeated item: `Phase` of `1. **Phase 1**: …`
    presence: Presence = Presence.REQUIRED


class Checklist(Struct, frozen=True, tag=True, tag_field="is"):
    """Task boxes. ``choose`` is (1, 1) for "pick one", (1, None) for "pick one or more".

    ``fields`` are the labels nested below each item, in the order of ``items``.
    """

    span: Span
    because: str
    items: tuple[str, ...]
    choose: tuple[int, int | None] | None = None
    presence: Presence = Presence.REQUIRED
    fields: tuple[tuple[Field, ...], ...] = ()


class TableForm(Struct, frozen=True, tag=True, tag_field="is"):
    """A table with typed columns; ``stem`` names the repeated rows (``Risk``)."""

    span: Span
    because: str
    columns: tuple[Column, ...]
    stem: str = ""
    minimum: int = 1
    presence: Presence = Presence.REQUIRED


class FenceForm(Struct, frozen=True, tag=True, tag_field="is"):
    """A code block; ``language`` is empty for a fence without one.

    ``diagram`` is true for mermaid, plantuml, dot and the like. ``sample`` is the template's own
    body: left word for word, it is a leftover.
    """

    span: Span
    because: str
    language: str
    sample: str
    diagram: bool = False
    presence: Presence = Presence.REQUIRED


Element: TypeAlias = Prose | Fields | ItemList | Checklist | TableForm | FenceForm


class Section(Struct, frozen=True):
    """A section of the template, with its children.

    ``name`` is the heading without numbering and suffixes such as "(Optional)"; ``title`` is the
    heading as it is written. ``variable``: the heading's own words are a hole or a numbered stem,
    so that a document puts its own name there. ``ignore``: a comment of the template says that
    nothing here is checked.
    """

    name: str
    title: str
    level: int
    span: Span
    because: str
    presence: Presence = Presence.REQUIRED
    when: When | None = None
    repeat: Repeat | None = None
    variable: bool = False
    may_be_na: bool = True
    ignore: bool = False
    role: str = ""
    guidance: tuple[Guidance, ...] = ()
    holes: tuple[Hole, ...] = ()  # in the heading and the content before the first child
    content: tuple[Element, ...] = ()
    children: "tuple[Section, ...]" = ()
    extent: Span = _NOWHERE  # the heading with all below it; ``span`` is the heading alone

    def walk(self) -> "Iterator[Section]":
        """This section and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class TitleForm(Struct, frozen=True):
    """The document's title: ``text`` as the template writes it, with its holes.

    ``prefix`` and ``suffix`` are the words that stay around the holes (`` Design Document``).
    """

    text: str
    span: Span
    holes: tuple[Hole, ...]
    prefix: str = ""
    suffix: str = ""


class Verbatim(Struct, frozen=True):
    """A paragraph that must stay word for word."""

    text: str
    span: Span
    because: str


@dataclass(frozen=True, slots=True)
class SideFile:
    """A YAML file beside the template (``kep.yaml``) that each document has its own copy of."""

    name: str
    source: Source = field(repr=False, compare=False)
    fields: tuple[Field, ...]


class Problem(Struct, frozen=True):
    """An explicit ``designdoc:`` comment of the template that cannot be understood."""

    span: Span
    message: str


@dataclass(frozen=True)
class Template:
    """A compiled template.

    ``preamble`` is a section without a name: what stands before the first section (below the
    title). ``holes`` and ``guidance`` are those of the whole file, in order; each also stands in
    the section that it belongs to. ``contents``: the template has a table of contents.
    """

    name: str
    source: Source = field(repr=False, compare=False)
    title: TitleForm | None
    front_matter: tuple[Field, ...]
    preamble: Section
    sections: tuple[Section, ...]
    holes: tuple[Hole, ...]
    guidance: tuple[Guidance, ...]
    verbatim: tuple[Verbatim, ...] = ()
    contents: Span | None = None
    side_files: tuple[SideFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """Where the template was read from, as it is shown to people."""
        return self.source.path

    def walk(self) -> Iterator[Section]:
        """Every section, the preamble left out."""
        for section in self.sections:
            yield from section.walk()
