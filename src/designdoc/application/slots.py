"""What can be filled in a template: its holes and its blank or sample-valued fields."""

import re
from collections.abc import Iterator

from msgspec import Struct

from designdoc.diagnostics import Edit
from designdoc.source import Source, Span
from designdoc.source.regex import regex
from designdoc.template.schema import (
    TEXT,
    Field,
    Fields,
    FieldStyle,
    Section,
    Template,
    ValueType,
)

_AFTER_LABEL = regex(r"[:：][*_`\s]*?(?:[*_]{1,3})?(?=\s|$)")


class Slot(Struct, frozen=True):
    """A place to fill. ``head``: in the front matter or before the first section.

    ``section`` is the heading that it stands under, ``guidance`` what the template says to it.
    ``lead`` goes before the value.
    """

    name: str
    span: Span
    type: ValueType
    section: str
    guidance: str
    head: bool
    lead: str = ""

    def filled(self, value: str) -> Edit:
        """The edit that puts the value there."""
        return Edit(self.span.start, self.span.end, self.lead + value)


def slots(template: Template) -> list[Slot]:
    """Every slot in the order of the file, outer ones before those inside."""
    found: dict[Span, Slot] = {}
    for slot in _all(template):
        known = found.get(slot.span)
        if known is None or (known.type is TEXT and slot.type is not TEXT):
            found[slot.span] = slot
    ordered = sorted(found.values(), key=lambda slot: (slot.span.start, -slot.span.end))
    outer: list[Slot] = []
    for slot in ordered:
        if not outer or slot.span.start >= outer[-1].span.end or slot.span == outer[-1].span:
            outer.append(slot)
    return outer


def _all(template: Template) -> Iterator[Slot]:
    source = template.source
    for form in template.front_matter:
        yield from _field(form, source, "", True)
    if template.title:
        for hole in template.title.holes:
            yield Slot(hole.text, hole.span, hole.type, "", "", True)
    yield from _section(template.preamble, source, True)
    for section in template.walk():
        yield from _section(section, source, False)


def _section(section: Section, source: Source, head: bool) -> Iterator[Slot]:
    for element in section.content:
        if isinstance(element, Fields):
            for form in element.fields:
                yield from _field(form, source, section.title, head)
    help_ = " ".join(guidance.text for guidance in section.guidance)
    for hole in section.holes:
        yield Slot(hole.text, hole.span, hole.type, section.title, help_, head)


def _field(form: Field, source: Source, section: str, head: bool) -> Iterator[Slot]:
    for child in form.children:
        yield from _field(child, source, section, head)
    if form.children:
        return
    if form.hole:
        kind = form.type if form.type is not TEXT else form.hole.type
        yield Slot(form.name, form.hole.span, kind, section, form.guidance, head)
    elif form.style in {FieldStyle.LABEL, FieldStyle.YAML, FieldStyle.TASK}:
        span, lead = _value_of(form, source)
        yield Slot(form.name, span, form.type, section, form.guidance, head, lead)


def _value_of(form: Field, source: Source) -> tuple[Span, str]:
    """The bytes of a field's value on its line, and what goes before a new one."""
    line = source.line_span(source.line_of(form.span.start))
    words = source.slice(Span(form.span.start, line.end))
    at = words.casefold().find(form.name.casefold())
    mark = _AFTER_LABEL.search(words, max(at, 0))
    end_of_label = mark.end() if mark else len(words)
    value = words[end_of_label:]
    inner = value.strip()
    if form.style is FieldStyle.YAML:
        inner = re.split(r"\s#", " " + inner, maxsplit=1)[0].strip() if inner else ""
    before = words[:end_of_label]
    if inner:
        before = words[: words.find(inner, end_of_label)]
    start = form.span.start + len(before.encode())
    return Span(start, start + len(inner.encode())), "" if before[-1:].isspace() else " "
