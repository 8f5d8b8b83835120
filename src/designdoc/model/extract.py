"""A bound document becomes a typed model: one reader a role, and nothing of the text is lost."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from designdoc.document import Document
from designdoc.document.applicability import not_applicable
from designdoc.markdown import Block, Break, Html
from designdoc.model import facts
from designdoc.model.claims import claims, merged, unclaimed
from designdoc.model.own_identifiers import narrowed
from designdoc.model.pieces import pieces
from designdoc.model.readers import READERS
from designdoc.model.region import Region, regions, title_of
from designdoc.model.settle import settle
from designdoc.model.terms import USUAL, Terms, using
from designdoc.source import Span
from designdoc.source.regex import regex

_FIELDS: dict[type, str] = {
    facts.Requirement: "functional_requirements",
    facts.QualityRequirement: "quality_requirements",
    facts.Criterion: "acceptance_criteria",
    facts.DataFlow: "data_flow",
    facts.Component: "components",
    facts.TypeDefinition: "types",
    facts.Signal: "signals",
    facts.Phase: "phases",
    facts.Test: "tests",
    facts.Alternative: "alternatives",
    facts.Risk: "risks",
    facts.Reference: "references",
    facts.Revision: "revisions",
}

# A link definition; its target may stand on the next line.
_DEFINITION = regex(
    rb"^[ \t>]*\[[^\]\n]{1,300}\]:(?:[ \t]*\r?\n[ \t>]*\S[^\n]*|[^\n]*)", re.MULTILINE
)


def extract(document: Document, terms: Terms = USUAL) -> facts.DesignModel:
    """The typed facts of a document, whatever the layout; what no role claims is in ``other``."""
    with using(terms):
        return _extract(document)


def _extract(document: Document) -> facts.DesignModel:
    found: dict[str, list[Any]] = defaultdict(list)
    absent: list[tuple[Region, facts.NotApplicable]] = []
    others: list[facts.Other] = []
    parts = regions(document)
    for region in parts:
        claimed = _read(region, found, absent)
        others += _others(region, merged(claimed))
    others += _between_blocks(document, parts)
    not_applicable_roles: dict[str, facts.NotApplicable] = {}
    for region, reason in absent:
        role = region.role.name if region.role else ""
        if found[role] or role in not_applicable_roles:
            # one of several sections of the role: what it says is text like any other
            text = document.source.slice(reason.span).strip()
            others.append(facts.Other(region.path, text, reason.span))
        else:
            not_applicable_roles[role] = reason
    title = title_of(document)
    model = facts.DesignModel(
        title=title.title if title else "",
        status=document.status,
        template=document.template.name,
        other=tuple(others),
        not_applicable=not_applicable_roles,
        **{name: tuple(values) for name, values in found.items()},
    )
    return settle(narrowed(model))


def _read(
    region: Region, found: dict[str, list[Any]], absent: list[tuple[Region, facts.NotApplicable]]
) -> list[Span]:
    """Sort the facts of a region into their fields; the bytes that they claim."""
    if region.role is None:
        return []
    role = region.role.name
    na = not_applicable(region.tree, region.blocks) if not region.parts else None
    if na is not None:
        span = Span(region.blocks[0].start, region.blocks[-1].end)
        absent.append((region, facts.NotApplicable(na.reason, span)))
        return [block.span for block in region.blocks if not isinstance(block, Html)]
    claimed: list[Span] = []
    for fact in READERS[role](region):
        claimed += claims(fact)
        if not isinstance(fact, facts.Form):
            found[_FIELDS.get(type(fact), role)].append(fact)
    return claimed


def _others(region: Region, claimed: Sequence[Span]) -> Iterator[facts.Other]:
    """What no fact claims, as it is written: block by block, whole where all of it is left."""
    source = region.tree.source
    for path, block in _placed_blocks(region):
        for span in _left(region, block, claimed):
            text = source.slice(span).strip()
            if text:
                yield facts.Other(path, text, span)


def _left(region: Region, block: Block, claimed: Sequence[Span]) -> list[Span]:
    """What is left of a block: all of it, or parts of its pieces."""
    if not claimed:
        return [] if isinstance(block, Break) else [block.span]
    whole = list(pieces(block))
    left = [span for piece in whole for span in unclaimed(region.tree, piece, claimed)]
    return [block.span] if left == [piece.span for piece in whole] else left


def _placed_blocks(region: Region) -> Iterator[tuple[tuple[str, ...], Block]]:
    """The blocks of a region and the headings below it, each with its path of headings."""
    for block in region.part.blocks:
        yield region.path, block
    stack = [(part, region.path) for part in reversed(region.parts)]
    while stack:
        part, above = stack.pop()
        path = (*above, part.title)
        if part.heading is not None and region.role is not None:
            yield above, part.heading
        for block in part.blocks:
            yield path, block
        stack.extend((child, path) for child in reversed(part.children))


def _between_blocks(document: Document, parts: Sequence[Region]) -> Iterator[facts.Other]:
    """What stands in no block, link definitions as a rule, is text of its section."""
    source, tree = document.source, document.tree
    starts = [region.part.span.start for region in parts]
    ends = [source.bom, *(block.end for block in tree.blocks)]
    begins = [*(block.start for block in tree.blocks), len(source.data)]
    spans = [Span(end, begin) for end, begin in zip(ends, begins, strict=True) if begin > end]
    spans += _inner_definitions(document)
    for span in spans:
        text = source.slice(span).strip()
        if text:
            region = parts[max(0, bisect_right(starts, span.start) - 1)]
            yield facts.Other(region.path, text, span)


def _inner_definitions(document: Document) -> Iterator[Span]:
    """Link definitions within the bytes of a list or quote: their lines are in no piece of it."""
    source = document.source
    found = [Span(*match.span()) for match in _DEFINITION.finditer(source.masked)]
    if not found:
        return
    blocks = document.tree.blocks
    begins = [block.start for block in blocks]
    known: dict[int, tuple[list[Span], list[int]]] = {}
    for span in found:
        block = bisect_right(begins, span.start) - 1
        if block < 0 or span.start >= blocks[block].end:
            continue
        if block not in known:
            inside = sorted(piece.span for piece in pieces(blocks[block]))
            known[block] = inside, [each.start for each in inside]
        inside, starts = known[block]
        index = bisect_right(starts, span.end) - 1
        if index < 0 or inside[index].end <= span.start:
            yield span
