"""Which identifiers a document gives, and in which parts of it a text stands."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property

from designdoc.document import Document
from designdoc.markdown import Heading, InlineKind, Paragraph, Table
from designdoc.markdown.blocks import Leaf
from designdoc.markdown.tree import leaves
from designdoc.model.facts import (
    Component,
    Criterion,
    DesignModel,
    QualityRequirement,
    Requirement,
    Risk,
)
from designdoc.model.identifiers import citations, leading
from designdoc.model.region import regions
from designdoc.model.terms import terms
from designdoc.source.regex import regex
from designdoc.workspace.identifiers import same

_LABEL = regex(r"[:：]|\s[-–—]{1,2}\s")
_MATRIX = {
    "components": regex(r"component|module|コンポーネント|モジュール", re.IGNORECASE),
    "phases": regex(r"phase|milestone|フェーズ|段階", re.IGNORECASE),
    "tests": regex(r"test|verif|テスト|検証", re.IGNORECASE),
}
# Where an identifier at the head of an item names something that is defined elsewhere.
_CITING = frozenset(("tests", "phases", "components", "data_flow", "types", "revisions"))
_HOLDS_ONE = regex(rb"[A-Z]-?\d")


def given(document: Document, model: DesignModel, places: "Places") -> frozenset[str]:
    """Every identifier, as ``same`` makes it, that begins an item, heading, cell or bold words."""
    found = of_facts(model)
    if not found:
        return frozenset()
    tree = document.tree
    matrices = [table.span for table, _ in places.matrices]
    for leaf in places.leaves:
        if not places.may_cite(leaf):
            continue
        if places.role_at(leaf.start) in _CITING or any(m.covers(leaf.span) for m in matrices):
            continue
        for text in (tree.text(leaf), *_bold(document, leaf)):
            identifier = leading(text)
            if identifier:
                found.add(same(identifier.id))
            elif _opens(text):  # `FR-17 through FR-20: the endpoints` gives all four
                head = _LABEL.split(text, maxsplit=1)[0]
                found |= {same(c.id) for c in citations(head) if not c.document}
    return frozenset(found)


class Places:
    """The parts of a document: its leaves, their roles, and the tables that link."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every heading, paragraph, cell and the like, in order."""
        return tuple(leaf for block in self._document.tree.blocks for leaf in leaves(block))

    @cached_property
    def matrices(self) -> tuple[tuple[Table, Mapping[str, int]], ...]:
        """The tables that link, each with its columns for components, phases or tests."""
        tree = self._document.tree
        found = []
        for table in tree.walk():
            if not isinstance(table, Table):
                continue
            heads = [tree.text(cell)[:80] for cell in table.header.cells]
            columns = {
                kind: index
                for kind, pattern in _MATRIX.items()
                for index, head in enumerate(heads)
                if pattern.search(head)
            }
            if columns:
                found.append((table, columns))
        return tuple(found)

    def role_at(self, offset: int) -> str:
        """The role of the part at a byte; empty for none."""
        starts, roles = self._roles
        at = bisect_left(starts, offset + 1) - 1
        return roles[at] if at >= 0 else ""

    def may_cite(self, leaf: Leaf) -> bool:
        """Whether there may be an identifier in a leaf: a capital before a number."""
        raw = self._document.source.masked
        own = bool(terms().identifiers)
        return own or _HOLDS_ONE.search(raw, leaf.start, leaf.end) is not None

    @cached_property
    def _roles(self) -> tuple[list[int], list[str]]:
        found: dict[int, str] = {}
        for region in regions(self._document):
            name = region.role.name if region.role else ""
            for part in (region.part, *region.parts):
                found[part.span.start] = name
        starts = sorted(found)
        return starts, [found[start] for start in starts]


def of_facts(model: DesignModel) -> set[str]:
    """The identifiers of requirements, criteria, risks and components."""
    facts: tuple[Requirement | QualityRequirement | Risk | Criterion | Component, ...] = (
        *model.functional_requirements,
        *model.quality_requirements,
        *model.risks,
        *model.acceptance_criteria,
        *model.components,
    )
    return {same(fact.id) for fact in facts if fact.id}


def _opens(text: str) -> bool:
    """Whether a text begins with a range or list of identifiers."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return any(char.isdigit() for char in first) and any(
        not each.document for each in citations(first)
    )


def _bold(document: Document, leaf: Leaf) -> Iterator[str]:
    """The bold words of a paragraph, which may open a definition in its midst."""
    if isinstance(leaf, Paragraph | Heading):
        for inline in document.tree.inlines(leaf):
            if inline.kind is InlineKind.STRONG:
                yield "".join(child.text for child in inline.children)
