"""`**Branch**: ... | **Date**: ...`: labelled values in the lines of a paragraph."""

from collections.abc import Iterator

from designdoc.markdown import Block, Paragraph
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.template.context import Context
from designdoc.template.conventions.labels import is_fillable, is_short, make_field, read_label
from designdoc.template.schema import Element, Field, Fields, FieldStyle

_MAX_PLAIN = 4  # words of a label that is not bold
_CAPTION = regex(r"(?i)(?:for )?examples?\b|e\.?g\b|notes?$|例$|例えば")  # of what follows it
_BAR = regex(r"\s+\|\s+(?=\*\*|__)")


def read(block: Block, context: Context) -> Element | None:
    """Named fields, when every line of a paragraph is labelled."""
    if not isinstance(block, Paragraph):
        return None
    fields: list[Field] = []
    for piece in _pieces(context.source.slice(block.span), block.start):
        field = _field(piece, context)
        if field is None:
            return None
        fields.append(field)
    if not fields:
        return None
    return Fields(block.span, "labels in lines", tuple(fields))


def _pieces(raw: str, start: int) -> Iterator[tuple[str, int]]:
    """Lines, and within a line what a bar before a bold label separates."""
    for line in raw.splitlines(keepends=True):
        at = 0
        for bar in _BAR.finditer(line):
            yield line[at : bar.start()], start + len(line[:at].encode())
            at = bar.end()
        if line[at:].strip():
            yield line[at:], start + len(line[:at].encode())
        start += len(line.encode())


def _field(piece: tuple[str, int], context: Context) -> Field | None:
    raw, start = piece
    label = read_label(raw, start)
    if label is None or context.holes_in(label.span):
        return None
    if not label.bold and len(label.name.split()) > _MAX_PLAIN:
        return None
    end = start + len(raw.rstrip().rstrip("\\").encode())
    field = make_field(label, Span(label.value, max(end, label.value)), context, FieldStyle.LABEL)
    if field.blank and _CAPTION.match(label.name):
        return None
    if is_fillable(field) or (label.bold and field.sample and is_short(field)):
        return field
    return None
