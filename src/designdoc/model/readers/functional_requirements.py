"""Functional requirements: bullets, numbered lists, tables, sub-headings or prose."""

from collections.abc import Iterator, Sequence

from designdoc.markdown import Block, BlockTree, Item, List, Paragraph, Table
from designdoc.markdown import Section as Part
from designdoc.model.facts import Criterion, Entry, Form, Requirement
from designdoc.model.forms import form_of
from designdoc.model.marks import is_outside, leading, leading_of, plain_name
from designdoc.model.pieces import is_silent, row_text, text_of, words
from designdoc.model.readers.acceptance_criteria import criteria_in
from designdoc.model.region import Region
from designdoc.model.slots import REQUIREMENT, slot_of
from designdoc.model.tables import columns, records
from designdoc.model.values import is_nothing, read_values
from designdoc.source import Span


def read_requirements(region: Region) -> Iterator[Requirement | Criterion | Form]:
    """The requirements of a region with the criteria that stand below them."""
    only_prose = not region.parts and not any(
        isinstance(block, List | Table) for block in region.blocks
    )
    yield from _in_blocks(region.tree, region.blocks, only_prose)
    for part in region.parts:
        yield from _in_part(region.tree, part)


def _in_part(tree: BlockTree, part: Part) -> Iterator[Requirement | Criterion | Form]:
    """A sub-section: a requirement where its heading has an identifier, else a group."""
    identifier, title = leading_of(part.title)
    if part.heading is None or is_outside(part.title):
        return
    if slot_of(REQUIREMENT, part.title) == "criteria":
        yield Form(part.heading.span)
        for section in part.walk():
            yield from criteria_in(tree, section.blocks, plain_name(section.title), prose=True)
        return
    if identifier is None:
        prose = not any(isinstance(block, List | Table) for block in part.blocks)
        yield from _in_blocks(tree, part.blocks, prose and not part.children)
        for child in part.children:
            yield from _in_part(tree, child)
        return
    blocks = [block for block in part.blocks if not is_silent(block)]
    criteria, parts = _apart(tree, blocks, identifier)
    inner = [child for child in part.children if not leading_of(child.title)[0]]
    for child in inner:
        own, more = _apart(tree, child.blocks, identifier, slot_of(REQUIREMENT, child.title))
        criteria += own
        parts += more
        if child.heading is not None:
            yield Form(child.heading.span)
    text = " ".join([title, *(entry.text for entry in parts)]).strip()
    yield Requirement(identifier, text, part.heading.span, tuple(criteria), tuple(parts))
    for child in part.children:
        if child not in inner:
            yield from _in_part(tree, child)


def _apart(
    tree: BlockTree, blocks: Sequence[Block], identifier: str, slot: str = ""
) -> tuple[list[Criterion], list[Entry]]:
    """The criteria below a requirement, and the rest of its text."""
    values = read_values(tree, blocks, REQUIREMENT)
    criteria = [
        _criterion(entry, identifier)
        for entry in (values.loose if slot == "criteria" else values.of("criteria"))
        if entry.text
    ]
    rest = [] if slot == "criteria" else values.loose
    rest += [entry for name in ("text", "id", "attribute", "target") for entry in values.of(name)]
    kept: list[Entry] = []
    for entry in rest:
        own = leading(entry.text)[0]
        if own and own.upper().startswith("AC"):
            criteria.append(_criterion(entry, identifier))
        else:
            kept.append(entry)
    kept += [Entry("", span) for span in values.forms]
    return criteria, kept


def _criterion(entry: Entry, cites: str | None) -> Criterion:
    identifier, text = leading(entry.text)
    form = form_of(text, None)
    return Criterion(identifier, text, entry.span, form, None, (cites,) if cites else ())


def _in_blocks(
    tree: BlockTree, blocks: Sequence[Block], prose: bool
) -> Iterator[Requirement | Criterion | Form]:
    """Items and rows are requirements, but those below a paragraph with an identifier are its."""
    for number, block in enumerate(blocks):
        opened = number > 0 and _opener(tree, blocks[number - 1])
        if isinstance(block, List) and not (opened and _is_plain(tree, block)):
            for item in block.items:
                yield from _in_item(tree, item)
        elif isinstance(block, Table):
            yield from _in_table(tree, block)
        elif isinstance(block, Paragraph):
            identifier, text = leading(words(tree, block))
            if (identifier or prose) and text and not is_nothing(text):
                below = blocks[number + 1 : number + 2] if identifier else ()
                below = [b for b in below if isinstance(b, List) and _is_plain(tree, b)]
                criteria, parts = _apart(tree, below, identifier or "")
                text = " ".join([text, *(entry.text for entry in parts)]).strip()
                yield Requirement(identifier, text, block.span, tuple(criteria), tuple(parts))


def _opener(tree: BlockTree, block: Block) -> bool:
    return isinstance(block, Paragraph) and leading(words(tree, block))[0] is not None


def _is_plain(tree: BlockTree, block: List) -> bool:
    return not any(_is_requirement(tree, item) for item in block.items)


def _in_item(tree: BlockTree, item: Item) -> Iterator[Requirement | Criterion | Form]:
    first = item.children[0] if item.children else None
    own = words(tree, first) if isinstance(first, Paragraph) else ""
    identifier, _ = leading(own)
    nested = [inner for child in item.children if isinstance(child, List) for inner in child.items]
    sub = [inner for inner in nested if _is_requirement(tree, inner)]
    if nested and len(sub) == len(nested):
        head = Span(item.start, nested[0].start)
        if identifier:
            yield Requirement(identifier, leading(own)[1] or own, head)
        for inner in sub:
            yield from _in_item(tree, inner)
        return
    criteria, parts = _apart(tree, item.children[1:], identifier or "")
    text = " ".join(filter(None, [own, *(entry.text for entry in parts)]))
    if not isinstance(first, Paragraph):
        text = text_of(tree, item)
    if text and not is_nothing(text):
        identifier, text = leading(text)
        yield Requirement(identifier, text, item.span, tuple(criteria), tuple(parts))


def _is_requirement(tree: BlockTree, item: Item) -> bool:
    """A nested item with an identifier that is not one of a criterion."""
    found = leading(text_of(tree, item))[0]
    return found is not None and not found.upper().startswith("AC")


def _in_table(tree: BlockTree, table: Table) -> Iterator[Requirement | Form]:
    places = columns(tree, table, REQUIREMENT)
    yield Form(table.header.span)
    for record in records(tree, table, places):
        texts = [record.text("text"), *(entry.text for entry in record.extra)]
        texts += [record.text("attribute"), record.text("target")]
        text = " | ".join(filter(None, texts)) or row_text(tree, record.row)
        identifier, rest = leading(record.text("id") or text)
        if identifier is None and record.text("id"):
            identifier = record.text("id")
        text = text if record.text("id") else rest.lstrip("| ")
        criteria = tuple(_criterion(e, identifier) for e in record.entries("criteria"))
        yield Requirement(identifier, text, record.span, criteria)
