"""Task boxes; "Pick one of these and delete the rest" makes them a list to choose from."""

import re

from designdoc.markdown import Block, Item
from designdoc.markdown import List as Bullets
from designdoc.markdown.blocks import Paragraph
from designdoc.source.regex import regex
from designdoc.template.context import Context
from designdoc.template.conventions.labels import is_fillable, item_field
from designdoc.template.schema import Checklist, Element, Field, FieldStyle

_PICK_MORE = regex(
    r"\b(?:pick|choose|select|check|keep)\s+"
    r"(?:at least one|one or more|one more|any|all that apply)\b"
    r"|1つ以上|該当するもの(?:を)?すべて",
    re.IGNORECASE,
)
_PICK_ONE = regex(
    r"\b(?:pick|choose|select|keep)\s+(?:exactly |only |just )?one\b"
    r"|いずれか(?:1つ|一つ)?(?:を)?選",
    re.IGNORECASE,
)


def read(block: Block, context: Context) -> Element | None:
    """A checklist, when every item has a box."""
    if not isinstance(block, Bullets) or any(item.task is None for item in block.items):
        return None
    items = tuple(_words(item, context) for item in block.items)
    fields = tuple(_fields(item, context) for item in block.items)
    return Checklist(block.span, "task boxes", items, fields=fields if any(fields) else ())


def choice(text: str) -> tuple[tuple[int, int | None], str] | None:
    """How many of a list guidance says to keep, and the words that say so."""
    if match := _PICK_MORE.search(text):
        return (1, None), match.group()
    if match := _PICK_ONE.search(text):
        return (1, 1), match.group()
    return None


def _words(item: Item, context: Context) -> str:
    head = item.children[0] if item.children else None
    return context.tree.text(head) if isinstance(head, Paragraph) else ""


def _fields(item: Item, context: Context) -> tuple[Field, ...]:
    nested = [child for child in item.children[1:] if isinstance(child, Bullets)]
    found = [
        item_field(inner, context, FieldStyle.LABEL)
        for bullets in nested
        if all(inner.task is None for inner in bullets.items)
        for inner in bullets.items
    ]
    return tuple(field for field in found if field and is_fillable(field))
