"""A label and its value: `**Performance**: value`, `Status: value`."""

import re
from typing import NamedTuple

from designdoc.markdown import Item, Paragraph
from designdoc.markdown import List as Bullets
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.context import Context
from designdoc.template.conventions import optional_value
from designdoc.template.names import without_suffix
from designdoc.template.schema import Field, FieldStyle, Presence

_BOLD = regex(
    r"[ \t]*(?:\*\*|__)(?P<label>[^*_\n:：]{1,80})(?:(?P<in>[:：])[ \t]*)?(?:\*\*|__)"
    r"[ \t]*(?P<out>[:：]|[ \t](?:-|–|—)(?=[ \t]))?[ \t]*"
)
_PLAIN = regex(
    r"[ \t]*(?P<label>[^\s*_`<{|#][^:：\n|`{<]{0,120}?)[ \t]*(?P<out>[:：])"
    r"(?=\s|$|[^\x00-\x7f])[ \t]*"
)
_STEM = regex(r"(?P<stem>.*?\S)(?:[\s_#-]*\d{1,4}|[\s_#-]+[NnX])")
_MAX_NAME = 120
_SENTENCE = regex(r"[.!?。](?:\s|$)")


class Label(NamedTuple):
    """A label found at the head of a text: its words, its bytes, where its value begins."""

    name: str
    span: Span
    value: int  # byte offset
    bold: bool


def read_label(raw: str, start: int) -> Label | None:
    """The label that a text begins with; ``start`` is the text's first byte."""
    match = _BOLD.match(raw)
    bold = match is not None
    if match and not (match.group("in") or match.group("out")):
        return None
    match = match or _PLAIN.match(raw)
    if match is None:
        return None
    name = match.group("label").strip()
    first = start + len(raw[: match.start("label")].encode())
    span = Span(first, first + len(match.group("label").rstrip().encode()))
    return Label(name, span, start + len(raw[: match.end()].encode()), bold)


def stem_of(name: str) -> str:
    """``Phase`` of ``Phase 1``, ``FR`` of ``FR-001``; empty when the name has no number."""
    match = _STEM.fullmatch(name.strip()) if len(name) <= _MAX_NAME else None
    return match.group("stem").rstrip("-_#: ") if match else ""


def item_field(item: Item, context: Context, style: FieldStyle, depth: int = 0) -> Field | None:
    """The field that a list item is, with the fields nested below it."""
    head = item.children[0] if item.children else None
    if not isinstance(head, Paragraph):
        return None
    raw = context.source.slice(head.span)
    label = read_label(raw, head.start)
    if label is None or _has_hole(label.span, context):
        return None
    nested = _nested(item, context, depth)
    end = head.end if not item.children[1:] else item.end
    return make_field(
        label, Span(label.value, head.end), context, style, nested, Span(head.end, end)
    )


def _has_hole(span: Span, context: Context) -> bool:
    return any(not _is_marker(hole.text) for hole in context.holes_in(span))


def _is_marker(words: str) -> bool:
    return words.casefold() in {"optional", "required"}


def _nested(item: Item, context: Context, depth: int) -> tuple[Field, ...]:
    if depth > 3:
        return ()
    lists = [child for child in item.children[1:] if isinstance(child, Bullets)]
    found = [
        item_field(inner, context, FieldStyle.LABEL, depth + 1)
        for bullets in lists
        for inner in bullets.items
    ]
    return tuple(field for field in found if field and is_fillable(field))


def make_field(  # noqa: PLR0913, PLR0917 - what a label stands among
    label: Label,
    value: Span,
    context: Context,
    style: FieldStyle,
    nested: tuple[Field, ...] = (),
    below: Span | None = None,
) -> Field:
    """A field from its label and the bytes of its value; ``below`` is what is nested under it."""
    said = next((s for c in context.presences if (s := c.read(label.name))), None)
    said = said or optional_value.read(context.source.slice(value))
    name = _marker_free(label.name)
    form = context.value(name, value)
    deeper = context.holes_in(below) if below else ()
    hole = form.hole or (deeper[0] if deeper and not nested else None)
    has_content = below is not None and bool(context.source.slice(below).strip())
    when = said.when if said else None
    return Field(
        name,
        label.span,
        style,
        because=_because(form.because, form.blank and not has_content, form.sample, said),
        presence=Presence(said.presence) if said else Presence.REQUIRED,
        when=when,
        type=form.type,
        hole=hole,
        blank=form.blank and not has_content and not nested,
        guidance=hole.text if hole else "",
        sample="" if hole else form.sample,
        children=nested,
    )


def _because(why: str, blank: bool, sample: str, said: object) -> str:
    parts = [why or ("blank in the template" if blank else "label of the template")]
    if sample and not why:
        parts = [f"sample '{sample[:60]}'"]
    if said is not None:
        parts.append(getattr(said, "because", ""))
    return "; ".join(part for part in parts if part)


def _marker_free(name: str) -> str:
    shorter = re.sub(r"^\s*\[(?:optional|required|任意|必須)\]\s*", "", name, flags=re.IGNORECASE)
    return without_suffix(shorter) or shorter


def is_fillable(field: Field) -> bool:
    """Whether the author clearly has to put something in."""
    return bool(
        field.hole
        or field.blank
        or field.type.values
        or field.type.kind != "text"
        or field.children
    )


def is_short(field: Field) -> bool:
    """Whether the value is a short sample rather than a sentence of guidance."""
    return len(field.sample.split()) <= 6 and not _SENTENCE.search(field.sample)
