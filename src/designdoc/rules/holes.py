"""The holes of the template that still stand in a document, found in one pass over it.

A hole in brackets is looked for everywhere, by its words. A token (``NNNN``, ``TBD``) or a blank
means a hole only in the very slot of the template: the same title, section, field or column.
"""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from designdoc.document import (
    BoundFence,
    BoundField,
    BoundSection,
    BoundTable,
    Document,
)
from designdoc.document.elements import cell_value
from designdoc.rules.enumerations import is_whole
from designdoc.rules.hole_text import find_bracketed, is_bracketed, is_one_bracket, same_words
from designdoc.rules.slots import tokens_in_section, tokens_in_title
from designdoc.rules.support import fields_of, trimmed, with_inner, written, yaml_files
from designdoc.source import Source, Span
from designdoc.source.once import once
from designdoc.template.schema import FieldStyle, TypeKind


class Leftover(Struct, frozen=True):
    """A hole that is still there. ``words`` name it; ``blank`` where nothing stands in its place.

    ``source`` is set for a side file; ``origin`` is the template's place of the hole.
    """

    span: Span
    words: str
    origin: Span
    blank: bool = False
    source: Source | None = None
    origin_source: Source | None = None


@once
def leftovers(document: Document) -> tuple[Leftover, ...]:
    """Every leftover hole, in the order of the file; those of side files come last."""
    found = [
        *(Leftover(span, hole.text, hole.span) for span, hole in find_bracketed(document)),
        *(Leftover(span, hole.text, hole.span) for span, hole in tokens_in_title(document)),
        *_in_yaml(document),
    ]
    for section in written(document):
        found += _in_section(document, section)
    return tuple(_apart(found))


def is_hole(document: Document, span: Span, source: Source | None = None) -> bool:
    """Whether a leftover hole stands within the span, or around it."""
    if source is not None:
        return any(
            each.source is source and each.span.start <= span.end and span.start <= each.span.end
            for each in leftovers(document)
        )
    own, starts = _index(document)
    at = bisect_right(starts, span.start)
    if at and own[at - 1].span.end > span.start:
        return True
    return at < len(own) and own[at].span.start < max(span.end, span.start + 1)


@once
def _index(document: Document) -> tuple[list[Leftover], list[int]]:
    own = [leftover for leftover in leftovers(document) if leftover.source is None]
    return own, [leftover.span.start for leftover in own]


def _apart(found: list[Leftover]) -> Iterator[Leftover]:
    """One leftover where several readings overlap: the one that begins first, then the longest."""
    found.sort(key=lambda o: (o.source is not None, id(o.source), o.span.start, -o.span.end))
    last: Leftover | None = None
    for each in found:
        overlaps = (
            last is not None
            and last.source is each.source
            and (each.span.start < last.span.end or each.span == last.span)
        )
        if not overlaps:
            last = each
            yield each


def _in_yaml(document: Document) -> Iterator[Leftover]:
    for yaml in yaml_files(document):
        own = yaml.source is not document.source
        source = yaml.source if own else None
        origin = next((s.source for s in document.template.side_files if s.name == yaml.name), None)
        for bound in with_inner(yaml.fields):
            if bound.form.presence.value != "required" and not bound.value:
                continue
            leftover = _of_field(bound)
            if leftover is not None:
                span, words, place, blank = leftover
                yield Leftover(span, words, place, blank, source, origin if own else None)


def _in_section(document: Document, section: BoundSection) -> Iterator[Leftover]:
    for span, hole in tokens_in_section(document, section):
        yield Leftover(span, hole.text, hole.span)
    for bound in fields_of(section):
        leftover = _of_field(bound)
        if leftover is not None and (bound.value or document.is_required(bound.form)):
            yield Leftover(*leftover)
    for element in section.elements:
        if isinstance(element, BoundTable):
            yield from _in_table(document, element)
        elif isinstance(element, BoundFence):
            yield from _in_fence(document, element)


def _of_field(bound: BoundField) -> tuple[Span, str, Span, bool] | None:
    form, value = bound.form, bound.value
    if not value:
        has_inner = bool(bound.children) or (bound.node is not None and bound.node.kind != "scalar")
        if form.blank and not has_inner:
            return bound.label, form.name, form.span, True
        return None
    hole = form.hole
    if form.type.kind is TypeKind.ENUMERATION and is_whole(value.text, form.type.values):
        return value.span, hole.text if hole else value.text, form.span, False
    if hole is None or not (hole.written.strip() or hole.text):
        return None
    if hole.written in form.type.values:
        return None  # `status: draft # draft | done`: the template's value is a right one
    yaml = form.style is FieldStyle.YAML
    if same_words(value.text, hole) and (yaml or not is_bracketed(hole)):
        return value.span, hole.text, hole.span, False
    return None


def _in_table(document: Document, bound: BoundTable) -> Iterator[Leftover]:
    columns = [c for c in bound.columns if c.form.hole or c.form.type.kind is TypeKind.ENUMERATION]
    if not columns:
        return
    for row in bound.rows:
        for column in columns:
            value = cell_value(document.tree, row, column)
            span = trimmed(document.source, value.span)
            form, hole = column.form, column.form.hole
            if not value:
                if hole is not None and not hole.written.strip():
                    yield Leftover(span, form.name, form.span, blank=True)
            elif is_whole(value.text, form.type.values):
                yield Leftover(span, hole.text if hole else value.text, form.span)
            elif hole is not None and not is_bracketed(hole) and same_words(value.text, hole):
                yield Leftover(span, hole.text, hole.span)


def _in_fence(document: Document, bound: BoundFence) -> Iterator[Leftover]:
    fence, form = bound.fence, bound.form
    if fence is None or not fence.closed:
        return
    body = " ".join(document.source.slice(fence.body).split())
    sample = " ".join(form.sample.split())
    if not body:
        language = form.language or "code"
        yield Leftover(fence.span, f"{language} block", form.span, blank=True)
    elif body.casefold() == sample.casefold():
        inner = sample[1:-1] if is_one_bracket(sample) else sample
        yield Leftover(trimmed(document.source, fence.body), inner, form.span)
