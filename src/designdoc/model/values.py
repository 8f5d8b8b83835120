"""Labelled values among blocks, by slot: ``- **Pros**: …``, a label above a list, a label column.

What has no label of the table is the rest, in order.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from designdoc.document.labels import Label, labels
from designdoc.markdown import Block, BlockTree, Html, Item, List, Paragraph, Quote, Table
from designdoc.model.facts import Entry
from designdoc.model.pieces import is_silent, row_text, text_of, words
from designdoc.model.slots import Names, slot_of
from designdoc.source import Span
from designdoc.source.regex import regex

_NOTHING = regex(
    r"^[\s*_(]*(?:none|n/?a|nothing|not applicable|なし|無し|特になし|該当なし|нет|-|–|—)?"
    r"[\s.。*_)]*$",
    re.IGNORECASE,
)
_REMARK = regex(r"[(（]([^()（）]+)[)）]\s*$")
_LONGEST_LABEL = 60  # characters of a line that may be a label alone


class Values(Struct):
    """Entries by slot, the rest in order, and the bytes of labels without a value."""

    slots: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    rest: list[tuple[Block | Item, Entry]] = field(default_factory=list)
    forms: list[Span] = field(default_factory=list)

    def of(self, slot: str) -> tuple[Entry, ...]:
        """The entries of a slot."""
        return tuple(self.slots.get(slot, ()))

    @property
    def loose(self) -> list[Entry]:
        """The rest without its blocks."""
        return [entry for _, entry in self.rest]


def read_values(tree: BlockTree, blocks: Sequence[Block], names: Names) -> Values:
    """Sort the blocks into slots by their labels."""
    found = Values()
    open_slot = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            open_slot = _paragraph(tree, block, names, found)
        elif open_slot and not is_silent(block):
            for entry in value_entries(tree, [block]):
                found.slots[open_slot].append(entry)
        elif isinstance(block, List):
            for item in block.items:
                _item(tree, item, names, found)
        elif isinstance(block, Table):
            _table(tree, block, names, found)
        elif isinstance(block, Quote):
            inner = read_values(tree, block.children, names)
            for slot, entries in inner.slots.items():
                found.slots[slot] += entries
            found.rest += inner.rest
            found.forms += inner.forms
        elif not is_silent(block):
            found.rest.append((block, Entry(text_of(tree, block), block.span)))
    return found


def item_labels(tree: BlockTree, item: Item) -> list[Label]:
    """The labels in the first paragraph of an item, with their values in that paragraph alone."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return []
    head = Item(item.start, first.end, None, None, (first,))
    return labels(tree, [List(item.start, first.end, None, (head,))])


def item_entries(tree: BlockTree, item: Item, label: Label) -> Iterator[Entry]:
    """The value of a labelled item: the words beside the label, then each thing below it."""
    if label.value:
        yield Entry(label.value.text, Span(label.span.start, label.value.span.end))
    yield from value_entries(tree, item.children[1:])


def value_entries(tree: BlockTree, blocks: Sequence[Block]) -> Iterator[Entry]:
    """One entry a list item, row or other block."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield Entry(text_of(tree, item), item.span)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield Entry(row_text(tree, row), row.span)
        elif not isinstance(block, Html):
            yield Entry(text_of(tree, block), block.span)


def is_nothing(text: str) -> bool:
    """Whether a value only says that there is none."""
    return bool(_NOTHING.match(text[:60])) and len(text) <= 60


def _paragraph(tree: BlockTree, block: Paragraph, names: Names, found: Values) -> str:
    """Take a paragraph's labels; the slot that is still open for the blocks below it."""
    known = [(slot_of(names, label.name), label) for label in labels(tree, [block])]
    slots = [(slot, label) for slot, label in known if slot]
    if not slots:
        alone = words(tree, block).rstrip(":： ")
        slot = slot_of(names, alone) if len(alone) <= _LONGEST_LABEL else ""
        if slot:
            found.forms.append(block.span)
            return slot
        found.rest.append((block, Entry(text_of(tree, block), block.span)))
        return ""
    for slot, label in slots:
        found.slots[slot] += _remark(label)
        if label.value:
            span = Span(label.span.start, label.value.span.end)
            found.slots[slot].append(Entry(label.value.text, span))
        else:
            found.forms.append(label.span)
    for slot, label in known:
        if not slot:
            words_ = f"{label.name}: {label.value.text}"
            span = Span(label.span.start, max(label.span.end, label.value.span.end))
            found.rest.append((block, Entry(words_, span)))
    last_slot, last = slots[-1]
    return last_slot if not last.value or last.value.text.endswith((":", "：")) else ""


def _remark(label: Label) -> list[Entry]:
    """`Interface (unchanged)`: what the author adds to the label in brackets."""
    match = _REMARK.search(label.name[-200:])
    return [Entry(match[1], label.span)] if match else []


def _item(tree: BlockTree, item: Item, names: Names, found: Values) -> None:
    known = [(slot_of(names, label.name), label) for label in item_labels(tree, item)]
    slots = [(slot, label) for slot, label in known if slot]
    if not slots:
        found.rest.append((item, Entry(text_of(tree, item), item.span)))
        return
    for slot, label in slots[:-1]:
        span = Span(label.span.start, max(label.span.end, label.value.span.end))
        found.slots[slot].append(Entry(label.value.text, span))
    slot, label = slots[-1]
    found.forms.append(label.span)
    found.slots[slot] += _remark(label)
    found.slots[slot] += item_entries(tree, item, label)


def _table(tree: BlockTree, table: Table, names: Names, found: Values) -> None:
    """A table of two columns whose first cells are labels; another table is rest, row by row."""
    rows = (table.header, *table.rows)
    slots = [slot_of(names, words(tree, row.cells[0])) if row.cells else "" for row in rows]
    if len(table.header.cells) == 2 and any(slots):
        for slot, row in zip(slots, rows, strict=True):
            if slot:
                found.slots[slot].append(Entry(words(tree, row.cells[1]), row.span))
            elif row is table.header:
                found.forms.append(row.span)
            else:
                found.rest.append((table, Entry(row_text(tree, row), row.span)))
        return
    for row in rows:
        found.rest.append((table, Entry(row_text(tree, row), row.span)))
