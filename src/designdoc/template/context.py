"""What the conventions for elements need to know of the template that they stand in."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from designdoc.markdown import BlockTree, Comment
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, TypeConvention, Wording
from designdoc.template.directives import Directives
from designdoc.template.schema import TEXT, Hole, TypeKind, ValueType

_EDGES = " \t\r\n*_\"'`"
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)


class ValueForm(Struct, frozen=True):
    """A value of the template: its type and why, and whether it is a hole, blank or a sample."""

    type: ValueType
    because: str
    hole: Hole | None = None
    blank: bool = False
    sample: str = ""

    @property
    def fillable(self) -> bool:
        """Whether the author clearly has to put something here."""
        return bool(self.hole or self.blank) or self.type.kind is not TypeKind.TEXT


class Context(Struct, frozen=True, dict=True):
    """The template's blocks, its holes in order, and the tables of conventions."""

    tree: BlockTree
    holes: Sequence[Hole]
    hole_starts: Sequence[int]
    directives: Directives
    types: Sequence[TypeConvention]
    presences: Sequence[PresenceConvention]

    @property
    def source(self) -> Source:
        """The template's file."""
        return self.tree.source

    def holes_in(self, span: Span) -> tuple[Hole, ...]:
        """The holes that start within a span, in order."""
        first = bisect_left(self.hole_starts, span.start)
        last = bisect_left(self.hole_starts, span.end)
        return tuple(self.holes[first:last])

    def comments_in(self, span: Span) -> tuple[Comment, ...]:
        """The comments that start within a span, in order."""
        comments = self.tree.comments
        first = bisect_left(comments, span.start, key=lambda comment: comment.start)
        last = bisect_left(comments, span.end, key=lambda comment: comment.start)
        return comments[first:last]

    def type_of(self, wording: Wording) -> tuple[ValueType, str]:
        """The first type that a convention reads from a value; text when none does."""
        return type_of(self.types, wording)

    def value(self, label: str, span: Span) -> ValueForm:
        """What stands in a span as the value of a label."""
        return value_form(self.types, label, self.source.slice(span), self.holes_in(span))


def type_of(types: Sequence[TypeConvention], wording: Wording) -> tuple[ValueType, str]:
    """The first type that a convention reads from a value; text when none does."""
    for convention in types:
        typed = convention.read(wording)
        if typed:
            return typed.type, typed.because
    return TEXT, ""


def value_form(
    types: Sequence[TypeConvention],
    label: str,
    raw: str,
    holes: Sequence[Hole],
    comment: str = "",
) -> ValueForm:
    """A value as written, with the holes in it."""
    words = raw.strip(_EDGES)
    visible = _COMMENT.sub("", words).strip(_EDGES) if "-->" in words else words
    hole = holes[0] if holes else None
    if not visible and hole is None:
        return ValueForm(*type_of(types, Wording("", label, comment=comment)), blank=True)
    if hole and _is_whole(words, hole):
        wording = Wording(hole.text, label, marked=True, comment=comment)
        kind, because = type_of(types, wording)
        return ValueForm(kind, because or f"hole '{hole.written}'", hole)
    kind, because = type_of(types, Wording(visible, label, comment=comment))
    if hole:
        return ValueForm(kind, because or f"hole '{hole.written}'", hole, sample=visible)
    return ValueForm(kind, because, sample=visible)


def _is_whole(words: str, hole: Hole) -> bool:
    """Whether a value is one hole, a note in parentheses or a full stop aside."""
    rest = words.replace(hole.written, "", 1).strip(_EDGES + ".。,;")
    return not rest or (rest.startswith("(") and rest.endswith(")"))
