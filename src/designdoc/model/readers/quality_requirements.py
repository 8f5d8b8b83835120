"""Non-functional requirements with their attribute and typed targets."""

from collections.abc import Iterator, Sequence

from designdoc.document.labels import labels
from designdoc.markdown import Block, BlockTree, Item, List, Paragraph, Table
from designdoc.model.facts import Form, QualityRequirement
from designdoc.model.marks import leading, plain_name
from designdoc.model.pieces import is_silent, text_of, words
from designdoc.model.readers.targets import read_targets
from designdoc.model.region import Region
from designdoc.model.slots import REQUIREMENT
from designdoc.model.tables import columns, records
from designdoc.model.values import is_nothing, item_labels
from designdoc.source import Span


def read_qualities(region: Region) -> Iterator[QualityRequirement | Form]:
    """The non-functional requirements of a region; a sub-heading is an attribute."""
    yield from _in_blocks(region.tree, region.blocks, "", bool(region.parts))
    for part in region.parts:
        for inner in part.walk():
            if inner.heading is None:
                continue
            title = plain_name(inner.title)
            found = list(_in_blocks(region.tree, inner.blocks, title, bool(inner.children)))
            if found:
                yield Form(inner.heading.span)
            yield from found


def _in_blocks(
    tree: BlockTree, blocks: Sequence[Block], heading: str, parts: bool
) -> Iterator[QualityRequirement | Form]:
    prose = not parts and not any(isinstance(block, List | Table) for block in blocks)
    attribute = heading
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _in_item(tree, item, attribute)
        elif isinstance(block, Table):
            yield from _in_table(tree, block, attribute)
        elif isinstance(block, Paragraph):
            found = labels(tree, [block])
            if len(found) == 1 and not found[0].value:
                yield Form(block.span)  # a bold line above its list
                attribute = found[0].name
            elif found:
                for label in found:
                    span = Span(label.span.start, label.value.span.end)
                    yield _quality(tree, label.name, label.value.text, span)
            elif prose and not is_nothing(words(tree, block)):
                yield _quality(tree, attribute, words(tree, block), block.span)
        elif not is_silent(block):
            continue


def _in_item(tree: BlockTree, item: Item, heading: str) -> Iterator[QualityRequirement]:
    found = item_labels(tree, item)
    text = text_of(tree, item)
    if found and leading(found[0].name)[0] is None:
        name = found[0].name
        rest = text.removeprefix(name).lstrip(" :：-–—")
        yield _quality(tree, name, rest, item.span)
        return
    identifier, rest = leading(text)
    if identifier:
        head, colon, tail = rest.partition(": ")
        if colon and len(head) <= _LONGEST_ATTRIBUTE:
            yield _quality(tree, f"{identifier}: {head}", tail, item.span)
        else:
            yield _quality(tree, f"{identifier}: {heading}", rest, item.span)
    elif text and not is_nothing(text):
        yield _quality(tree, heading, text, item.span)


def _in_table(tree: BlockTree, table: Table, heading: str) -> Iterator[QualityRequirement | Form]:
    places = columns(tree, table, REQUIREMENT)
    if "attribute" not in places and 0 not in places.values():
        places["attribute"] = 0
    yield Form(table.header.span)
    for record in records(tree, table, places):
        texts = [record.text("text"), *(entry.text for entry in record.extra)]
        texts += [record.text("target"), record.text("criteria")]
        name = record.text("attribute") or heading
        identifier = record.text("id")
        label = f"{identifier}: {name}" if identifier else name
        yield _quality(tree, label, " | ".join(filter(None, texts)), record.span)


def _quality(tree: BlockTree, label: str, text: str, span: Span) -> QualityRequirement:
    identifier, attribute = leading(label)
    if identifier is None:
        identifier, text = leading(text)
    return QualityRequirement(identifier, attribute, text, span, read_targets(tree, span))


_LONGEST_ATTRIBUTE = 60  # characters before a colon that may be an attribute
