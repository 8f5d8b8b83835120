"""Phases of the plan with their items: sub-sections, list items, tables or bold lines."""

import re
from collections.abc import Iterator, Sequence

from designdoc.markdown import Block, BlockTree, Item, List, Paragraph, Table
from designdoc.markdown import Section as Part
from designdoc.model.cards import table_cards
from designdoc.model.facts import Entry, Form, Phase, PhaseItem
from designdoc.model.marks import plain_name
from designdoc.model.pieces import is_silent, row_text, text_of, words
from designdoc.model.region import Region
from designdoc.model.roles import role_of
from designdoc.model.slots import PHASE, Names
from designdoc.model.tables import columns
from designdoc.model.values import item_labels
from designdoc.source import Span
from designdoc.source.regex import regex

_NUMBERED = regex(
    r"\s*[^\w]{0,4}\s*(?:phase|stage|milestone|step|iteration|sprint|フェーズ|ステップ|段階|этап"
    r"|фаза|шаг)(?:\s*[#№-]?\s*(\d{1,3})[a-z]?|\s+((?-i:[IVX]{1,4}|[A-Z]))(?!\w))"
    r"\s*(?:[:：.)]|[-–—]{1,2}(?=\s))?\s*"
    r"|\s*第\s*(\d{1,3})\s*(?:段階|フェーズ)\s*[:：]?\s*|\s*M(\d{1,2})\s*[:：]\s*",
    re.IGNORECASE,
)
_LISTED = regex(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_STATUS = regex(r"\b(?:done|completed?|shipped|finished|готово)\b|済|完了", re.IGNORECASE)


def read_phases(region: Region) -> Iterator[Phase | Form]:
    """The phases of a region, counted where they have no number of their own."""
    if phase_number(plain_name(region.part.title)) is not None and region.part.heading is not None:
        yield _of_part(region.tree, region.part, 1)
        return
    order = 0
    direct = region.role is not None and region.role.direct
    for found in _directly_below(region) if direct else _phases(region):
        if isinstance(found, Phase):
            order += 1
            yield found if found.order else _with_order(found, order)
        else:
            yield found


def phase_number(title: str) -> int | None:
    """The number of a heading such as `Phase 2: Rollout`; None for another heading."""
    match = _NUMBERED.match(title[:80])
    if not match:
        return None
    number = next(group for group in match.groups() if group)
    return int(number) if number.isdigit() else _ROMAN.get(number.upper(), ord(number[0]) - 64)


_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}


def _directly_below(region: Region) -> Iterator[Phase | Form]:
    """The phases in a plan's own content, where no sub-section below it is one.

    A plan says more than its phases: only what is numbered or named as a phase is one.
    """
    inner = (part for part in region.part.walk() if part is not region.part)
    if any(phase_number(part.title) is not None or _has_phases(part) for part in inner):
        return
    tree = region.tree
    named = [b for b in region.blocks if isinstance(b, Table) and columns(tree, b, _COLUMN)]
    yield from _in_tables(tree, named)
    if any(isinstance(block, Paragraph) and _opens(tree, block) for block in region.blocks):
        yield from _in_blocks(tree, region.blocks)
        return
    for block in region.blocks:
        if isinstance(block, List) and _lists_phases(tree, block):
            yield from (_of_item(tree, item) for item in block.items)


_COLUMN: Names = (
    ("name", ("Phase", "Milestone", "Stage", "Step", "Sprint", "Iteration", "フェーズ",
              "マイルストーン", "ステップ", "段階", "Этап", "Фаза")),
)  # fmt: skip


def _has_phases(part: Part) -> bool:
    role = role_of(part.title)
    return role is not None and role.name == "phases"


def _lists_phases(tree: BlockTree, block: List) -> bool:
    """Whether a list is one of phases: in order, or with a bold name or a number on each."""
    if any(item.task is not None for item in block.items):
        return False
    return block.ordered is not None or all(
        item_labels(tree, item) or phase_number(_head(tree, item)) is not None
        for item in block.items
    )


def _head(tree: BlockTree, item: Item) -> str:
    first = item.children[0] if item.children else None
    return words(tree, first) if isinstance(first, Paragraph) else ""


def _phases(region: Region) -> Iterator[Phase | Form]:
    tree = region.tree
    tables = list(_in_tables(tree, region.blocks))
    yield from tables
    if region.parts:
        for part in region.parts:
            yield _of_part(tree, part, 0)
    elif not tables:
        yield from _in_blocks(tree, region.blocks)


def _in_tables(tree: BlockTree, blocks: Sequence[Block]) -> Iterator[Phase | Form]:
    for card in table_cards(tree, blocks, PHASE):
        if isinstance(card, Form):
            yield card
            continue
        done = True if _STATUS.search(card.text("status")) else None
        given = [*card.of("items"), *card.values.loose, *card.of("status")]
        items = tuple(PhaseItem(entry.text, done, entry.span) for entry in given)
        yield _phase(card.title, card.span, items)


def _of_part(tree: BlockTree, part: Part, order: int) -> Phase:
    items: list[PhaseItem] = []
    for inner in part.walk():
        if inner is not part and inner.heading is not None:
            items.append(PhaseItem(plain_name(inner.title), None, inner.heading.span))
        items += _items(tree, inner.blocks)
    span = part.heading.span if part.heading else part.span
    found = _phase(plain_name(part.title), span, tuple(items))
    return found if found.order or not order else _with_order(found, order)


def _in_blocks(tree: BlockTree, blocks: Sequence[Block]) -> Iterator[Phase]:
    """Items as phases, or bold lines as phases with the lists below them."""
    starts = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and _opens(tree, b)]
    if starts:
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            line = blocks[start]
            below = [block for block in blocks[start + 1 : end] if not is_silent(block)]
            yield _phase(text_of(tree, line), line.span, tuple(_items(tree, below)))
        return
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield _of_item(tree, item)


def _opens(tree: BlockTree, block: Paragraph) -> bool:
    return phase_number(words(tree, block)) is not None


def _of_item(tree: BlockTree, item: Item) -> Phase:
    """`1. **Phase 1**: what to do`, with its tasks nested below."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return _phase("", item.span, tuple(_items(tree, item.children)))
    found = item_labels(tree, item)
    items = list(_items(tree, item.children[1:]))
    title = words(tree, first)
    if found and found[0].value:
        label, value = found[0].name, title.removeprefix(found[0].name).lstrip(" :：-–—")
        match = _NUMBERED.match(label)
        bare = match is not None and match.end() == len(label)
        if bare:
            title = f"{label}: {value}"
        else:
            title = label
            items.insert(0, PhaseItem(value, item.task, first.span))
    return _phase(title, first.span, tuple(items))


def _phase(title: str, span: Span, items: tuple[PhaseItem, ...]) -> Phase:
    number = phase_number(title)
    if number is None:
        listed = _LISTED.match(title)
        order, name = (int(listed[1]), title[listed.end() :]) if listed else (0, title)
        return Phase(order, name.strip(), span, items)
    match = _NUMBERED.match(title)
    rest = title[match.end() :] if match else title
    head = title[: match.end()].rstrip() if match else ""
    if rest[:1].islower() and head[-1:].isalnum():  # `Phase 4 and beyond`
        rest = title
    return Phase(number, rest.strip() or title.strip(), span, items)


def _with_order(found: Phase, order: int) -> Phase:
    return Phase(order, found.title, found.span, found.items)


def _items(tree: BlockTree, blocks: Sequence[Block]) -> Iterator[PhaseItem]:
    """Tasks among blocks; an item that only heads a list gives way to the items in it."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _tasks(tree, item)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield PhaseItem(row_text(tree, row), None, row.span)
        elif not is_silent(block):
            entry = Entry(text_of(tree, block), block.span)
            if entry.text:
                yield PhaseItem(entry.text, None, entry.span)


def _tasks(tree: BlockTree, item: Item) -> Iterator[PhaseItem]:
    nested = [child for child in item.children if isinstance(child, List)]
    first = item.children[0] if item.children else None
    own = words(tree, first) if isinstance(first, Paragraph) else ""
    if nested and (own.endswith((":", "：")) or any(i.task is not None for i in nested[0].items)):
        head = first.end if first is not None else nested[0].start
        yield PhaseItem(own, item.task, Span(item.start, head))
        for block in item.children[1:]:
            if isinstance(block, List):
                for inner in block.items:
                    yield PhaseItem(text_of(tree, inner), inner.task, inner.span)
            elif not is_silent(block):
                yield PhaseItem(text_of(tree, block), None, block.span)
        return
    text = text_of(tree, item)
    if text:
        yield PhaseItem(text, item.task, item.span)
