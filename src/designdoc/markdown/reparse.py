"""The block tree of a file that was edited: only the sections that the edit touches are parsed.

At a heading with ``#`` at the start of a line that is a block of the file itself the parser stands
in no other block: what precedes it and what follows it are parsed alike whatever the other is, but
for the definitions of links and footnotes. So the text between two such headings around the edit is
parsed together with the second one; where that is found in its place again, all that follows is as
it was, only further on.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from msgspec import Struct

from designdoc.markdown.blocks import Block, Heading
from designdoc.markdown.parse import definitions, front_matter_end, parse, parse_part
from designdoc.markdown.shift import Shift
from designdoc.markdown.tree import BlockTree
from designdoc.source import Memory, Source, Span
from designdoc.source.decode import line_starts
from designdoc.source.span import spans_of

_MARK = "# .\n\n"  # a heading that stands behind the last part


def reparse(old: BlockTree, source: Source, memory: Memory | None = None) -> BlockTree:
    """The tree of ``source``, equal to ``parse(source)``, by way of an earlier version's tree."""
    part = _part(old, source.data) if _can_be_cut(old, source) else None
    return (_reparsed(old, source, part, memory) if part else None) or parse(source, memory)


class _Part(Struct, frozen=True):
    """What is parsed anew: blocks and events ``first`` to ``last`` (excluded) of the old tree.

    ``old`` and ``new`` are their bytes in the two versions; ``mark`` is the heading that follows.
    """

    blocks: tuple[int, int]
    events: tuple[int, int]
    old: Span
    new: Span
    mark: Heading | None


def _can_be_cut(old: BlockTree, source: Source) -> bool:
    """Whether no part of either version means something else for the sake of another part."""
    before = old.source
    return (
        before.undecodable is None
        and source.undecodable is None
        and before.bom == source.bom
        and old.too_deep is None
    )


def _part(old: BlockTree, new: bytes) -> _Part:
    """The sections around the edit, from one heading that is surely one to the next."""
    blocks, data = old.blocks, old.source.data
    start = _common(data, new)
    end = len(data) - _common_end(data, new, min(len(data), len(new)) - start)
    first = bisect_left(blocks, start, key=_start)
    head = mark = None
    while first > 0 and head is None:
        first -= 1
        head = _mark(blocks[first], data)
        if head is not None and (head.end > start or data[head.end - 1] != _NEWLINE):
            head = None
    last = bisect_left(blocks, end + 1, key=_start)
    while last < len(blocks) and (mark := _mark(blocks[last], data)) is None:
        last += 1
    events = (head.first - 1 if head else 0, mark.first - 1 if mark else len(old.events))
    begin = head.start if head else old.source.bom
    stop = mark.start if mark else len(data)
    whole, grown = Span(begin, stop), len(new) - len(data)
    return _Part((first, last), events, whole, Span(begin, stop + grown), mark)


def _common(one: bytes, other: bytes) -> int:
    """How many bytes both begin with, by halving: runs are compared natively."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: bytes, other: bytes, most: int) -> int:
    """How many of at most so many bytes both end with."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _start(block: Block) -> int:
    return block.start


def _mark(block: Block, data: bytes) -> Heading | None:
    """The block, if it is a heading that begins a line with its ``#``."""
    begins = block.start == 0 or data[block.start - 1] == _NEWLINE
    return block if isinstance(block, Heading) and begins and data[block.start] == _HASH else None


_NEWLINE, _HASH = b"\n#"


def _reparsed(
    old: BlockTree, source: Source, part: _Part, memory: Memory | None
) -> BlockTree | None:
    """The tree with the part parsed anew; None where what follows it is not as it was."""
    spans = _definitions(old, source, part)
    elsewhere = _elsewhere(old, part)
    if spans is None or elsewhere is None:
        return None
    stop = part.mark.end + part.new.end - part.old.end if part.mark else part.new.end
    after = f"\n\n{'' if part.mark else _MARK}{elsewhere}" if elsewhere else ""
    new = parse_part(source, Span(part.new.start, stop), after)
    if not _front_matter_is_alike(old, new, source, part):
        return None
    blocks, events = new.blocks, len(new.events)
    if part.mark or after:
        at = part.new.end if part.mark else part.new.end + 2
        index = bisect_left(blocks, at, key=_start)
        mark = blocks[index] if index < len(blocks) else None
        if not isinstance(mark, Heading) or mark.start != at:
            return None  # a block that is not closed has swallowed it
        blocks, events = blocks[:index], mark.first - 1
    if new.too_deep is not None or (blocks and blocks[-1].end > part.new.end):
        return None
    new = replace(new, blocks=blocks, memory=memory)
    if [each.label for each in new.footnotes] != _footnotes(old, part)[0]:
        return None
    tree = _joined(old, new, part, events)
    vars(tree).update(definition_spans=spans, **_carried(old, new, part))
    vars(source)["line_starts"] = _line_starts(old.source, source, part)
    return tree


def _carried(old: BlockTree, new: BlockTree, part: _Part) -> dict[str, tuple[Any, ...]]:
    """Facts of the whole tree of which only those of the part are worked out."""
    first = bisect_left(old.headings, part.old.start, key=_start)
    last = bisect_left(old.headings, part.old.end, key=_start)
    return {
        "titles": (*old.titles[:first], *new.titles, *old.titles[last:]),
        "inline_code_spans": _spliced(old.inline_code_spans, new.inline_code_spans, part),
        "inline_html_spans": _spliced(old.inline_html_spans, new.inline_html_spans, part),
        "link_spans": _spliced(old.link_spans, new.link_spans, part),
    }


def _line_starts(old: Source, new: Source, part: _Part) -> list[int]:
    """``Source.line_starts``: a part begins a line, and so does what follows it."""
    before, grown = old.line_starts, part.new.end - part.old.end
    begin = part.new.start if part.new.start > new.bom else 0
    inside = line_starts(new.data[begin : part.new.end])
    starts = [*before[: bisect_left(before, begin)], *(start + begin for start in inside)]
    if part.mark:
        starts.pop()  # where the mark stands
        starts += [start + grown for start in before[bisect_left(before, part.old.end) :]]
    return starts


def _front_matter_is_alike(old: BlockTree, new: BlockTree, source: Source, part: _Part) -> bool:
    """Whether front matter ends in the part where it ends in the file: dashes below may end it."""
    end = front_matter_end(source)
    if part.new.start == source.bom:
        return end == new.base(0)
    return (end > source.bom) == (old.front_matter is not None)


def _definitions(old: BlockTree, source: Source, part: _Part) -> tuple[Span, ...] | None:
    """Where links are defined now; None where a label leads elsewhere than it did."""
    before, after = definitions(old.source, part.old), definitions(source, part.new)
    spans = old.definition_spans
    inside = bisect_left(spans, (part.old.end,)) - bisect_left(spans, (part.old.start,))
    same = [(d.label, d.target, d.title) for d in before] == [
        (d.label, d.target, d.title) for d in after
    ]
    if not same or len(before) != inside:  # one is defined elsewhere too
        return None
    return _spliced(spans, [definition.span for definition in after], part)


def _spliced(before: Sequence[Span], inside: Sequence[Span], part: _Part) -> tuple[Span, ...]:
    """Places in the whole file: up to the part as they were, in it, behind it moved."""
    first, last = bisect_left(before, (part.old.start,)), bisect_left(before, (part.old.end,))
    inside = inside[: bisect_left(inside, (part.new.end,))]
    grown = part.new.end - part.old.end
    moved = spans_of([(start + grown, end + grown) for start, end in before[last:]])
    return (*before[:first], *inside, *moved)


def _elsewhere(old: BlockTree, part: _Part) -> str | None:
    """The definitions outside of the part as a text; None where one stands in another block.

    Of footnotes the label is enough for their references to be some.
    """
    source = old.source
    spans = [span for span in old.definition_spans if not part.old.covers(span)]
    if any(span.start and source.data[span.start - 1] != _NEWLINE for span in spans):
        return None
    links = "".join(source.slice(span).rstrip() + "\n" for span in spans)
    inside, labels = _footnotes(old, part)
    if set(labels) & set(inside):
        return None  # one label in two places: which of them counts hangs on both
    return links + "".join(f"\n\n[^{label}]: .\n" for label in labels)


def _footnotes(old: BlockTree, part: _Part) -> tuple[list[str], list[str]]:
    """The labels of the footnotes in the part and outside of it, in order."""
    labels: tuple[list[str], list[str]] = [], []
    for each in old.footnotes:
        labels[not part.old.covers(each.span)].append(each.label)
    return labels


def _joined(old: BlockTree, new: BlockTree, part: _Part, events: int) -> BlockTree:
    """What precedes the part, the part's new blocks and first events, and what follows it."""
    (first, last), (begin, stop) = part.blocks, part.events
    grown = part.new.end - part.old.end
    own, after = Shift(0, begin), Shift(grown, begin + events - stop)
    joined = (*old.blocks[:first], *own.blocks(new.blocks), *after.blocks(old.blocks[last:]))

    def indices(before: Sequence[int], inside: Sequence[int]) -> list[int]:
        """Event indices: up to the part, in it, behind it."""
        kept, on = before[: bisect_left(before, begin)], after.on
        kept = [*kept, *(index + begin for index in inside[: bisect_left(inside, events)])]
        return kept + [index + on for index in before[bisect_left(before, stop) :]]

    return BlockTree(
        new.source,
        joined,
        [*old.events[:begin], *new.events[:events], *old.events[stop:]],
        None,
        indices(old.code, new.code),
        indices(old.links, new.links),
        indices(old.inline_html, new.inline_html),
        [*old.html_blocks[: bisect_left(old.html_blocks, part.old.start, key=_start)],
         *own.html_blocks, *after.html_blocks],
        [*old.fences[: bisect_left(old.fences, part.old.start, key=_start)],
         *own.fences, *after.fences],
        _bases(old, new, part, events),
        new.memory,
    )  # fmt: skip


def _bases(old: BlockTree, new: BlockTree, part: _Part, events: int) -> list[tuple[int, int]]:
    """From which event on how much is added to an event's bytes."""
    begin, stop = part.events
    grown, on = part.new.end - part.old.end, begin + events - stop
    bases = [base for base in old.bases if base[0] < begin]
    bases.append((begin, new.base(0)))  # behind front matter, where the part begins with some
    bases.append((begin + events, old.base(stop) + grown))
    bases += [(index + on, base + grown) for index, base in old.bases if index > stop]
    return [each for at, each in enumerate(bases) if not at or each[1] != bases[at - 1][1]]
