"""A list with a hole or a repeated item: `- [List the requirements]`, `1. **Phase 1**: [...]`."""

from bisect import bisect_right
from collections.abc import Sequence

from designdoc.markdown import Block, Item, Paragraph
from designdoc.markdown import List as Bullets
from designdoc.source import Span
from designdoc.template.context import Context
from designdoc.template.conventions.labels import read_label, stem_of
from designdoc.template.schema import Element, Hole, ItemList, Presence, TypeKind, ValueType


def read(block: Block, context: Context) -> Element | None:
    """A list that the author fills; a list of fixed words is left to the guidance conventions."""
    if not isinstance(block, Bullets) or any(item.task is not None for item in block.items):
        return None
    holes = context.holes_in(block.span)
    stems = {_stem(item, context) for item in block.items}
    stem = stems.pop() if len(stems) == 1 else ""
    if not holes and not stem:
        return None
    because = f"items '{stem} 1'" if stem else f"hole '{holes[0].written}' in a list"
    limits = [hole.type for hole in holes if hole.type.kind is TypeKind.LIST]
    kind = limits[0] if limits else ValueType(TypeKind.LIST)
    # A sample in code shows a format: prose may say the same.
    offered = not stem and (
        all(_in_code(hole.span, context) for hole in holes) or _goes_on(block, holes, context)
    )
    presence = Presence.OPTIONAL if offered else Presence.REQUIRED
    return ItemList(block.span, because, block.ordered is not None, kind, stem, presence)


def _goes_on(block: Bullets, holes: Sequence[Hole], context: Context) -> bool:
    """Whether the only holes are dots between items with words: the list is an example."""
    if not all(hole.text in {"...", "…"} for hole in holes):
        return False
    return any(not context.holes_in(item.span) for item in block.items)


def _in_code(span: Span, context: Context) -> bool:
    code = context.tree.code_spans
    index = bisect_right(code, span) - 1
    return index >= 0 and code[index].covers(span)


def _stem(item: Item, context: Context) -> str:
    head = item.children[0] if item.children else None
    if not isinstance(head, Paragraph):
        return ""
    label = read_label(context.source.slice(head.span), head.start)
    if label is None:
        return ""
    holes = context.holes_in(label.span)
    stem = stem_of(holes[0].text if holes else label.name)
    return stem if stem[:1].isalpha() else ""
