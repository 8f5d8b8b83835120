"""Named things with labelled values, whatever the layout: components, alternatives, risks.

A card is a sub-section, a row of a table, a labelled list item, or a bold line above its values.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from designdoc.markdown import Block, BlockTree, InlineKind, Item, List, Paragraph, Table
from designdoc.markdown import Section as Part
from designdoc.model.facts import Entry, Form
from designdoc.model.pieces import is_silent, text_of, words
from designdoc.model.region import Region
from designdoc.model.slots import Names, slot_of
from designdoc.model.tables import columns, records
from designdoc.model.values import Values, item_entries, item_labels, read_values
from designdoc.source import Span


class Card(Struct, frozen=True):
    """A named thing. ``span`` are the bytes of its name; ``part`` its sub-section, if it is one."""

    title: str
    span: Span
    values: Values
    part: Part | None = None

    def of(self, slot: str) -> tuple[Entry, ...]:
        """The entries of a slot."""
        return self.values.of(slot)

    def text(self, slot: str) -> str:
        """The words of a slot on one line."""
        return " ".join(entry.text for entry in self.values.of(slot))


def cards(region: Region, names: Names) -> Iterator[Card | Form]:
    """The cards of a region; sub-sections where there are any, else what its own blocks hold."""
    found = [card for part in region.parts for card in section_cards(region.tree, part, names)]
    in_tables = list(table_cards(region.tree, region.blocks, names))
    yield from in_tables
    if not found:
        yield from block_cards(region.tree, region.blocks, names)
    yield from found


def section_cards(tree: BlockTree, part: Part, names: Names) -> Iterator[Card | Form]:
    """A sub-section as a card, or the cards below it where it only groups them."""
    if part.title and slot_of(names, part.title) not in {"", "name"}:
        return
    values = read_values(tree, _own(part), names)
    inner = [
        card
        for child in part.children
        if not slot_of(names, child.title)
        for card in section_cards(tree, child, names)
    ]
    if not _own(part) and any(isinstance(c, Card) and c.values.slots for c in inner):
        yield from inner
        return
    rows = list(table_cards(tree, part.blocks, names)) if not values.slots else []
    if rows:
        yield from rows
        return
    for child in part.children:
        slot = slot_of(names, child.title)
        if slot and child.heading is not None:
            below = [block for section in child.walk() for block in section.blocks]
            own = read_values(tree, below, ())
            values.slots[slot] += own.loose
            values.forms.append(child.heading.span)
    span = part.heading.span if part.heading else part.span
    yield Card(part.title, span, values, part)


def table_cards(tree: BlockTree, blocks: Sequence[Block], names: Names) -> Iterator[Card | Form]:
    """A card for each row of the tables with a name column and at least one other slot."""
    for table in blocks:
        if not isinstance(table, Table):
            continue
        places = columns(tree, table, names)
        if "name" not in places and places and 0 not in places.values():
            places = {"name": 0, **places}
        if "name" not in places or len(places) < 2:
            continue
        yield Form(table.header.span)
        for record in records(tree, table, places):
            values = Values()
            for slot, entry in record.cells.items():
                if slot != "name" and entry.text:
                    values.slots[slot].append(entry)
            values.rest += [(table, entry) for entry in record.extra]
            yield Card(record.text("name"), record.cells["name"].span, values)


def block_cards(tree: BlockTree, blocks: Sequence[Block], names: Names) -> Iterator[Card | Form]:
    """Labelled items and bold lines as cards; items that are labels of one thing are not."""
    waiting: tuple[Paragraph, list[Block]] | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and _is_bold_line(tree, block):
            if waiting:
                yield _bold_card(tree, waiting, names)
            waiting = None if slot_of(names, words(tree, block).strip(":： ")) else (block, [])
        elif waiting:
            waiting[1].append(block)
        elif isinstance(block, List):
            for item in block.items:
                yield from _item_card(tree, item, names)
    if waiting:
        yield _bold_card(tree, waiting, names)


def _own(part: Part) -> Sequence[Block]:
    return [block for block in part.blocks if not is_silent(block)]


def _bold_card(tree: BlockTree, found: tuple[Paragraph, list[Block]], names: Names) -> Card:
    line, below = found
    return Card(words(tree, line).strip(":： "), line.span, read_values(tree, below, names))


def _is_bold_line(tree: BlockTree, block: Paragraph) -> bool:
    content = tree.inlines(block)
    content = tuple(i for i in content if i.kind is not InlineKind.TEXT or i.text.strip(" :："))
    return len(content) == 1 and content[0].kind is InlineKind.STRONG


def _item_card(tree: BlockTree, item: Item, names: Names) -> Iterator[Card]:
    """`- **Tokenizer**: splits text` with its labels nested below, or in the words after it."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return
    values = read_values(tree, item.children[1:], names)
    found = item_labels(tree, item)
    if not found:
        if item.children[1:] or len(words(tree, first)) <= _LONGEST_NAME:
            yield Card(words(tree, first), first.span, values)
        else:
            yield Card("", first.span, Values(rest=[(item, Entry(text_of(tree, item), item.span))]))
        return
    label = found[0]
    if slot_of(names, label.name) not in {"", "name"}:
        return
    if slot_of(names, label.name) == "name":
        yield Card(label.value.text, first.span, values)
        return
    head = list(item_entries(tree, Item(item.start, first.end, None, None, (first,)), label))
    values.rest[:0] = [(item, entry) for entry in head]
    for other in found[1:]:
        slot = slot_of(names, other.name)
        if slot:
            span = Span(other.span.start, other.value.span.end)
            values.slots[slot].append(Entry(other.value.text, span))
    yield Card(label.name, label.span, values)


_LONGEST_NAME = 80  # characters of an item that may be a name alone
