"""Acceptance criteria: boxes, bullets, EARS sentences, Given/When/Then, tables, feature files."""

from collections.abc import Iterator, Sequence

from designdoc.markdown import Block, BlockTree, Fence, Item, List, Paragraph, Quote, Table
from designdoc.model.facts import Criterion, Form
from designdoc.model.forms import form_of, is_given, is_step, scenario_starts
from designdoc.model.marks import is_outside, leading, leading_of, plain_name
from designdoc.model.pieces import row_text, text_of, words
from designdoc.model.region import Region
from designdoc.model.slots import REQUIREMENT
from designdoc.model.tables import columns, records
from designdoc.model.values import is_nothing
from designdoc.source import Span


def read_criteria(region: Region) -> Iterator[Criterion | Form]:
    """The criteria of a region with the sub-heading that each stands below."""
    yield from criteria_in(region.tree, region.blocks, "", prose=not region.parts)
    for part in region.parts:
        for inner in part.walk():
            if inner.heading is None or is_outside(inner.title):
                continue
            found = list(
                criteria_in(region.tree, inner.blocks, plain_name(inner.title), prose=True)
            )
            identifier, title = leading_of(inner.title)
            if not found and identifier and not inner.children and not inner.blocks:
                form = form_of(title, None)
                found = [Criterion(identifier, title, inner.heading.span, form)]
            if found:
                yield Form(inner.heading.span)
            yield from found


def criteria_in(
    tree: BlockTree, blocks: Sequence[Block], group: str, prose: bool
) -> Iterator[Criterion | Form]:
    """The criteria among blocks; paragraphs count where nothing else holds criteria."""
    prose = prose and not any(isinstance(block, List | Table | Fence) for block in blocks)
    heading = group
    for block in blocks:
        if isinstance(block, List):
            yield from _in_list(tree, block, heading)
        elif isinstance(block, Table):
            yield from _in_table(tree, block, heading)
        elif isinstance(block, Fence):
            yield from _in_feature(tree, block, heading)
        elif isinstance(block, Quote):
            yield from criteria_in(tree, block.children, heading, prose=True)
        elif isinstance(block, Paragraph):
            text = words(tree, block)
            identifier = leading(text)[0]
            if prose or is_given(text) or (identifier and form_of(text, None) != "prose"):
                if not is_nothing(text):
                    yield _criterion(text, block.span, None, heading)
            elif len(text) <= _LONGEST_GROUP and (identifier or text.endswith((":", "："))):
                yield Form(block.span)
                heading = text.rstrip(":：")


def _in_list(tree: BlockTree, block: List, group: str) -> Iterator[Criterion | Form]:
    """One criterion an item; steps of Given/When/Then that are items of their own are one."""
    texts = [_own_text(tree, item) for item in block.items]
    if len(texts) > 1 and is_given(texts[0]) and all(is_step(text) for text in texts):
        yield from _steps(tree, block, group)
        return
    for item, own in zip(block.items, texts, strict=True):
        nested = [child for child in item.children if isinstance(child, List)]
        identifier, rest = leading(own)
        bare = own.endswith((":", "：")) or (identifier and not rest.strip(":： "))
        if nested and bare and not is_step(own):
            yield Form(Span(item.start, nested[0].start))
            for inner in nested:
                yield from _in_list(tree, inner, own.rstrip(":： "))
        elif nested and all(leading(_own_text(tree, i))[0] for n in nested for i in n.items):
            yield _criterion(own, Span(item.start, nested[0].start), item.task, group)
            for inner in nested:
                yield from _in_list(tree, inner, group)
        elif own or nested:
            yield _criterion(text_of(tree, item), item.span, item.task, group)


def _steps(tree: BlockTree, block: List, group: str) -> Iterator[Criterion]:
    waiting: list[Item] = []
    for item in block.items:
        if waiting and is_given(_own_text(tree, item)):
            yield _joined(tree, waiting, group)
            waiting = []
        waiting.append(item)
    yield _joined(tree, waiting, group)


def _joined(tree: BlockTree, items: Sequence[Item], group: str) -> Criterion:
    text = " ".join(text_of(tree, item) for item in items)
    return _criterion(text, Span(items[0].start, items[-1].end), items[0].task, group)


def _in_table(tree: BlockTree, table: Table, group: str) -> Iterator[Criterion | Form]:
    places = columns(tree, table, REQUIREMENT)
    yield Form(table.header.span)
    for record in records(tree, table, places):
        text = record.text("criteria") or record.text("text")
        if not text or record.extra:
            text = row_text(tree, record.row)
        identifier = record.text("id") or None
        own, rest = leading(text)
        cites = (identifier,) if identifier and own else ()
        text = rest if not record.extra else text
        form = form_of(text, None)
        yield Criterion(own or identifier, text, record.span, form, None, cites, group)


def _in_feature(tree: BlockTree, fence: Fence, group: str) -> Iterator[Criterion]:
    """The scenarios of a Gherkin fence; other code is none."""
    raw = tree.source.masked[fence.body.start : fence.body.end]
    text = raw.decode("utf-8", "replace")
    starts = scenario_starts(text)
    if not starts and (fence.language in {"gherkin", "feature"} or is_given(text)):
        starts = [0]
    if not starts:
        return
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        offset = fence.body.start + len(text[:start].encode())
        words_ = text[start:end].strip()
        if words_:
            span = Span(offset, offset + len(text[start:end].rstrip().encode()))
            yield Criterion(None, words_, span, "gherkin", None, (), group)


def _criterion(text: str, span: Span, task: bool | None, group: str) -> Criterion:
    identifier, rest = leading(text)
    return Criterion(identifier, rest or text, span, form_of(rest, task), task, (), group)


def _own_text(tree: BlockTree, item: Item) -> str:
    first = item.children[0] if item.children else None
    return words(tree, first) if isinstance(first, Paragraph) else ""


_LONGEST_GROUP = 120  # characters of a line that heads a group of criteria
