"""A document aligned with its template: which section, field, column is which, and what is left.

This is what rules query. Spans in ``markdown`` objects are bytes of the document, spans in schema
objects are bytes of the template.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from designdoc.markdown import (
    Block,
    BlockTree,
    Fence,
    Html,
    Item,
    List,
    Row,
    Table,
    YamlNode,
    YamlTree,
)
from designdoc.markdown import Section as Part
from designdoc.markdown.tree import leaves
from designdoc.source import Source, Span
from designdoc.template import schema


class Match(StrEnum):
    """How a heading was recognised, the surest first."""

    EXACT = "exact"  # the same words; case, numbering, suffix, emoji, plural aside
    SYNONYM = "synonym"  # another accepted name
    INSTANCE = "instance"  # the author's own name within a repeated group
    NEAR = "near"  # close enough to be a slip or a renaming: DD103


class Value(Struct, frozen=True):
    """A value as the author wrote it: its bytes, and its words without markers and comments."""

    span: Span
    text: str

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class BoundField(Struct, frozen=True):
    """A field that was found. ``label`` is the bytes of its name; ``node`` is set for YAML."""

    form: schema.Field
    label: Span
    value: Value
    node: YamlNode | None = None
    item: Item | None = None
    children: "tuple[BoundField, ...]" = ()
    absent: tuple[schema.Field, ...] = ()


class BoundFields(Struct, frozen=True):
    """A group of fields; ``absent`` are those that stand nowhere in the section.

    ``doubled`` are labels that stand there a second time; ``found`` is false when the section has
    none of them.
    """

    form: schema.Fields
    fields: tuple[BoundField, ...]
    absent: tuple[schema.Field, ...]

    @property
    def found(self) -> bool:
        """Whether at least one field of the group is there."""
        return bool(self.fields)


class BoundColumn(Struct, frozen=True):
    """A column of the schema and its index in the document's table."""

    form: schema.Column
    index: int


class BoundTable(Struct, frozen=True):
    """A table of the schema and the document's own; ``table`` is None when there is none."""

    form: schema.TableForm
    table: Table | None
    columns: tuple[BoundColumn, ...] = ()
    absent: tuple[schema.Column, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The body rows of the document's table."""
        return self.table.rows if self.table else ()


class BoundFence(Struct, frozen=True):
    """A code block of the schema and the document's own, None when there is none."""

    form: schema.FenceForm
    fence: Fence | None


class BoundList(Struct, frozen=True):
    """A list or checklist of the schema and the document's own, None when there is none."""

    form: schema.ItemList | schema.Checklist
    list: List | None
    items: tuple[Item, ...] = ()


class BoundProse(Struct, frozen=True, dict=True):
    """The author's text in a section with its bytes."""

    form: schema.Prose
    span: Span
    tree: BlockTree
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The text with markers removed, read when a rule asks: few templates limit it."""
        words = (self.tree.text(leaf) for block in self.blocks for leaf in leaves(block))
        return "\n".join(word for word in words if word)


BoundElement = BoundFields | BoundTable | BoundFence | BoundList | BoundProse


class NotApplicable(Struct, frozen=True):
    """The section says that it does not apply. ``reason`` is empty when it does not say why."""

    span: Span
    reason: str


class Absent(Struct, frozen=True):
    """A section of the template that the document does not have.

    ``path`` is its path of template names; ``at`` is the byte where it would be inserted;
    ``level`` is the heading level that it would have there. ``inside`` are the paths of the
    template's sections within it, which are absent with it: one cause, one finding.
    """

    form: schema.Section
    path: tuple[str, ...]
    at: int
    level: int
    inside: tuple[tuple[str, ...], ...] = ()


class BoundSection(Struct, frozen=True):
    """A section of the document and the section of the template that it is.

    ``path`` is the path of template names. ``expected_level`` is the level that the template
    asks for, the document's own general shift taken into account. ``misplaced`` names where it
    should stand when it stands elsewhere: the template name of the section before it, or of the
    parent. ``duplicates`` are further sections of the document that are the same one.
    """

    form: schema.Section
    part: Part
    path: tuple[str, ...]
    match: Match
    expected_level: int
    misplaced: str = ""
    elements: tuple[BoundElement, ...] = ()
    not_applicable: NotApplicable | None = None
    empty: bool = False
    children: "tuple[BoundSection, ...]" = ()
    absent: tuple[Absent, ...] = ()
    duplicates: tuple[Part, ...] = ()

    def walk(self) -> "Iterator[BoundSection]":
        """This section and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Unknown(Struct, frozen=True):
    """A section of the document that the template does not have.

    ``parent`` is the path of template names that it stands in. The sections inside an unknown
    section are not listed again.
    """

    part: Part
    parent: tuple[str, ...]


class BoundTitle(Struct, frozen=True):
    """The document's H1 against the template's. ``holes`` are (hole, the words put there)."""

    form: schema.TitleForm
    part: Part | None
    fits: bool
    holes: tuple[tuple[schema.Hole, str], ...] = ()


class BoundYaml(Struct, frozen=True):
    """Front matter or a side file: its values by field, and what is absent or unreadable."""

    source: Source
    tree: YamlTree
    fields: tuple[BoundField, ...]
    absent: tuple[schema.Field, ...]
    at: int  # the byte where an absent key would be inserted
    name: str = ""  # of a side file


class Document(Struct, frozen=True, dict=True):
    """A document bound to its template: the value that document rules check.

    ``facts`` are the front-matter, side-file and top-level label values by lower-case name, for
    conditions such as "required when stage is beta".
    """

    tree: BlockTree
    template: schema.Template
    title: BoundTitle | None
    front_matter: BoundYaml | None
    side_files: tuple[BoundYaml, ...]
    preamble: BoundSection
    sections: tuple[BoundSection, ...]
    absent: tuple[Absent, ...]
    unknown: tuple[Unknown, ...]
    facts: dict[str, str] = field(default_factory=dict)
    contents: tuple[Html | List, ...] = ()

    @property
    def source(self) -> Source:
        """The file of the document."""
        return self.tree.source

    @property
    def path(self) -> str:
        """The path of the document as it was given."""
        return self.tree.source.path

    @property
    def status(self) -> str | None:
        """What the document says of its own state (``status:``), as written."""
        return self.facts.get("status") or None

    @cached_property
    def bound(self) -> tuple[BoundSection, ...]:
        """Every bound section, the preamble left out, in the order of the template."""
        return tuple(section for top in self.sections for section in top.walk())

    @cached_property
    def missing(self) -> tuple[Absent, ...]:
        """Every absent section, whatever its presence, in the order of the template."""
        inner = (absent for section in self.bound for absent in section.absent)
        return (*self.absent, *inner)

    def is_required(self, form: schema.Section | schema.Field | schema.Element) -> bool:
        """Whether the schema asks for the element in this very document."""
        if form.presence is schema.Presence.REQUIRED:
            return True
        when = getattr(form, "when", None)
        if form.presence is schema.Presence.OPTIONAL or when is None or not when.key:
            return False
        actual = self.facts.get(when.key.casefold())
        return actual is not None and actual.casefold() in {v.casefold() for v in when.values}
