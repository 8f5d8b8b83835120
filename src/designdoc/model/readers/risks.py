"""Risks with impact, probability and mitigation: tables, sub-sections, items or prose."""

import re
from collections.abc import Iterator

from designdoc.markdown import Block, BlockTree, Item, List, Paragraph, Table
from designdoc.markdown import Section as Part
from designdoc.model.facts import Entry, Form, Risk
from designdoc.model.marks import leading, plain_name
from designdoc.model.pieces import is_silent, text_of
from designdoc.model.region import Region
from designdoc.model.slots import RISK, slot_of
from designdoc.model.tables import Record, columns, records
from designdoc.model.values import Values, is_nothing, item_labels, read_values
from designdoc.source import Span
from designdoc.source.regex import regex

_MITIGATION = regex(
    r"(?:^|(?<=[\s.。(;,、→|]))(?:\*\*)?(?:mitigations?|mitigated by|countermeasures?|対策"
    r"|軽減策|緩和策|Митигация)(?:\*\*)?\s*[:：]\s*",
    re.IGNORECASE,
)
_STEM = regex(r"^\s*(?:risk|リスク|Риск)\s*[#№]?\s*\d*\s*[:：.]\s*(?=\S)", re.IGNORECASE)


def read_risks(region: Region) -> Iterator[Risk | Form]:
    """The risks of a region, in the order of the file."""
    prose_counts = not region.parts and not any(
        isinstance(block, List | Table) for block in region.blocks
    )
    yield from _in_blocks(region.tree, region.blocks, prose_counts)
    for part in region.parts:
        yield from _in_part(region.tree, part)


def _in_part(tree: BlockTree, part: Part) -> Iterator[Risk | Form]:
    """A sub-section: a risk of its own, or a group of risks where it holds a table of them."""
    tables = [b for b in part.blocks if isinstance(b, Table) and "risk" in columns(tree, b, RISK)]
    if tables:
        yield from _in_blocks(tree, part.blocks, False)
        for child in part.children:
            yield from _in_part(tree, child)
        return
    blocks = [block for inner in part.walk() for block in inner.blocks if not is_silent(block)]
    if part.heading is not None:
        yield from _risk(plain_name(part.title), part.heading.span, read_values(tree, blocks, RISK))


def _in_blocks(tree: BlockTree, blocks: tuple[Block, ...], prose: bool) -> Iterator[Risk | Form]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _in_table(tree, block)
        elif isinstance(block, List):
            for item in block.items:
                yield from _in_item(tree, item)
        elif isinstance(block, Paragraph) and prose:
            text = text_of(tree, block)
            if not is_nothing(text) and not text.startswith("|"):  # rows without a header
                yield from _risk(text, block.span, Values())


def _in_table(tree: BlockTree, table: Table) -> Iterator[Risk | Form]:
    places = columns(tree, table, RISK)
    if "risk" not in places:
        if not places.keys() & {"impact", "probability", "mitigation"} or 0 in places.values():
            return
        places["risk"] = 0
    yield Form(table.header.span)
    for record in records(tree, table, places):
        yield _of_record(record)


def _of_record(record: Record) -> Risk:
    identifier, risk = leading(record.text("risk"))
    return Risk(
        record.text("id") or identifier,
        risk,
        record.text("impact"),
        record.text("probability"),
        record.text("mitigation"),
        record.span,
        record.extra,
    )


def _in_item(tree: BlockTree, item: Item) -> Iterator[Risk | Form]:
    found = item_labels(tree, item)
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return
    values = read_values(tree, item.children[1:], RISK)
    own = [label for label in found if slot_of(RISK, label.name)]
    for label in own:
        span = Span(label.span.start, label.value.span.end)
        values.slots[slot_of(RISK, label.name)].append(Entry(label.value.text, span))
    if own and not values.slots.get("risk"):
        # "Mitigation: …" as an item of its own belongs to what stands before it: not a risk
        before = text_of(tree, first) if found and found[0] not in own else ""
        if not before:
            return
        yield from _risk(found[0].name, first.span, values)
    elif own:
        yield from _risk("", item.span, values)
    else:
        yield from _risk(text_of(tree, first), item.span, values)


def _risk(title: str, span: Span, values: Values) -> Iterator[Risk | Form]:
    stated = [entry.text for entry in values.of("risk")]
    text = " ".join([_STEM.sub("", title, count=1), *stated]).strip()
    identifier, text = leading(text)
    mitigation = " ".join(entry.text for entry in values.of("mitigation"))
    rest = values.loose
    head, mark, tail = _split(text)
    if mark and not mitigation:
        text, mitigation = head, tail
    elif not mitigation:
        mitigation, rest = _from_rest(rest)
    if not text or is_nothing(text):
        return
    yield Risk(
        identifier,
        text,
        " ".join(entry.text for entry in values.of("impact")),
        " ".join(entry.text for entry in values.of("probability")),
        mitigation,
        span,
        tuple(rest),
    )
    for slot in values.slots.values():
        yield from (Form(entry.span) for entry in slot)
    kept = {entry.span for entry in rest}
    yield from (Form(entry.span) for entry in values.loose if entry.span not in kept)
    yield from (Form(label) for label in values.forms)


def _split(text: str) -> tuple[str, str, str]:
    match = _MITIGATION.search(text)
    if not match:
        return text, "", ""
    return text[: match.start()].strip(" .-–—(;,"), match[0], text[match.end() :].strip(" )")


def _from_rest(rest: list[Entry]) -> tuple[str, list[Entry]]:
    """A paragraph that begins with "Mitigation:" below the risk."""
    for index, entry in enumerate(rest):
        head, mark, tail = _split(entry.text)
        if mark and not head:
            return tail, [*rest[:index], *rest[index + 1 :]]
    return "", rest
