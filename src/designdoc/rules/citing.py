"""Which identifiers a document gives, and in which of its parts it names them again."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import TypeVar

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.markdown import Cell, Heading, InlineKind, Paragraph, Table
from designdoc.markdown.blocks import Leaf
from designdoc.markdown.tree import leaves
from designdoc.model.facts import Component, Criterion, QualityRequirement, Requirement, Risk
from designdoc.model.identifiers import Citation, citations, leading
from designdoc.model.region import regions
from designdoc.rules.statements import worded
from designdoc.source import Span
from designdoc.source.regex import regex

_T = TypeVar("_T")
_Fact = Requirement | QualityRequirement | Risk | Criterion | Component
_NUMBER = regex(r"0*(\d+)")
_FAMILY = regex(r"[^\d]*")
_LABEL = regex(r"[:：]|\s[-–—]{1,2}\s")
_MATRIX = {
    "components": regex(r"component|module|コンポーネント|モジュール", re.IGNORECASE),
    "phases": regex(r"phase|milestone|フェーズ|段階", re.IGNORECASE),
    "tests": regex(r"test|verif|テスト|検証", re.IGNORECASE),
}
# Where an identifier at the head of an item names something that is defined elsewhere.
_CITING = frozenset(("tests", "phases", "components", "data_flow", "types", "revisions"))
_MOSTLY = 2  # requirements with a link for each one without
_HOLDS_ONE = regex(rb"[A-Z]-?\d")
_HYPHEN = regex(r"(?<=\d)-(?=\d)")
_DESIGN = ("architecture", "data_flow", "components", "types", "errors")


def once(compute: Callable[[Subject], _T]) -> Callable[[Subject], _T]:
    """Compute once per subject: several rules ask the same."""
    name = f"_once_{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def cached(subject: Subject) -> _T:
        facts = vars(subject)
        if name not in facts:
            facts[name] = compute(subject)
        value: _T = facts[name]
        return value

    return cached


def canonical(identifier: str) -> str:
    """What ``FR-1``, ``FR1`` and ``FR-001`` have in common."""
    return _NUMBER.sub(r"\1", identifier.casefold().replace("-", "").replace("_", ""))


def family(identifier: str) -> str:
    """The words of an identifier before its first number: ``fr`` of ``FR-12``."""
    match = _FAMILY.match(identifier.casefold())
    return match[0].strip("-_ ") if match else ""


@once
def given(subject: Subject) -> frozenset[str]:
    """Every identifier that begins an item, heading, cell or bold words of the document."""
    model, tree = subject.model, subject.document.tree
    facts: tuple[_Fact, ...] = (
        *model.functional_requirements,
        *model.quality_requirements,
        *model.risks,
        *model.acceptance_criteria,
        *model.components,
    )
    found = {canonical(fact.id) for fact in facts if fact.id}
    if not found:
        return frozenset()
    role_at = _roles(subject)
    matrices = [table.span for table, _ in _matrix_tables(subject)]
    for leaf in _leaves(subject):
        if not _holds_one(subject, leaf):
            continue
        if role_at(leaf.start) in _CITING or any(m.covers(leaf.span) for m in matrices):
            continue
        for text in (tree.text(leaf), *_bold(subject, leaf)):
            identifier = leading(text)
            if identifier:
                found.add(canonical(identifier.id))
            elif _opens(text):  # `FR-17 through FR-20: the endpoints` gives all four
                found |= {canonical(c.id) for c in citations(_LABEL.split(text, maxsplit=1)[0])}
    return frozenset(found)


class Cited(Struct, frozen=True):
    """A citation with the role of the part that it stands in, and the text of its block."""

    citation: Citation
    role: str
    text: str
    cell: bool = False


@once
def cited(subject: Subject) -> tuple[Cited, ...]:
    """Every citation in the document's words, in order; none where it gives no identifiers."""
    if not given(subject):
        return ()
    tree = subject.document.tree
    role_at = _roles(subject)
    found: list[Cited] = []
    for leaf in _leaves(subject):
        if not _holds_one(subject, leaf):
            continue
        text = worded(tree, leaf.span)
        role = role_at(leaf.start)
        found += [
            Cited(citation, role, text, isinstance(leaf, Cell))
            for citation in citations(text, leaf.start)
        ]
    return tuple(found)


@once
def named_in(subject: Subject) -> Mapping[str, frozenset[str]]:
    """For components, phases and tests the identifiers that are named there."""
    if not given(subject):
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for each in cited(subject):
        name = canonical(each.citation.id)
        found[each.role].add(name)
        if each.role in _DESIGN:
            found["components"].add(name)
    for kind, identifier in _matrix(subject):
        found[kind].add(identifier)
    return {role: frozenset(names) for role, names in found.items()}


def proved(criterion: Criterion) -> frozenset[str]:
    """The requirements that a criterion proves: it cites them, or stands below their heading."""
    heading = _HYPHEN.sub("–", criterion.group)  # `FR8-9: …` is of both
    return frozenset(
        [canonical(name) for name in criterion.cites]
        + [canonical(each.id) for each in citations(heading)]
    )


def unlinked(subject: Subject, kind: str, more: frozenset[str] = frozenset()) -> list[Requirement]:
    """The requirements without a link to such a part, where at least two thirds have one.

    A document that does not link its requirements so is left alone. ``more`` are identifiers
    that are linked in another way.
    """
    requirements = [fact for fact in subject.model.functional_requirements if fact.id]
    linked = named_in(subject).get(kind, frozenset()) | more
    without = [fact for fact in requirements if canonical(fact.id or "") not in linked]
    with_link = len(requirements) - len(without)
    mistyped = len(unknown(subject, kind))  # each of them is meant for one that seems without
    return without if with_link >= _MOSTLY * len(without) > _MOSTLY * mistyped else []


def unknown(subject: Subject, kind: str) -> frozenset[str]:
    """Identifiers that such a part names and nothing has: DD401 tells of them."""
    known = given(subject)
    own = {family(name) for name in known}
    named = named_in(subject).get(kind, frozenset())
    return frozenset(name for name in named if name not in known and family(name) in own)


def _opens(text: str) -> bool:
    """Whether a text begins with a range or list of identifiers."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return any(char.isdigit() for char in first) and bool(citations(first))


def _matrix(subject: Subject) -> Iterator[tuple[str, str]]:
    """Identifiers in rows of a table that has a column for components, phases or tests."""
    tree = subject.document.tree
    for table, columns in _matrix_tables(subject):
        for row in table.rows:
            names = [canonical(c.id) for cell in row.cells for c in citations(tree.text(cell))]
            for kind, index in columns.items():
                if index < len(row.cells) and tree.text(row.cells[index]).strip(" -–—"):
                    yield from ((kind, name) for name in names)


@once
def _matrix_tables(subject: Subject) -> tuple[tuple[Table, Mapping[str, int]], ...]:
    """The tables that link, each with its columns for components, phases or tests."""
    tree = subject.document.tree
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


def _roles(subject: Subject) -> Callable[[int], str]:
    """Which role the part at a byte has."""
    starts: list[int] = []
    roles: list[str] = []
    for region in regions(subject.document):
        name = region.role.name if region.role else ""
        for part in (region.part, *region.parts):
            starts.append(part.span.start)
            roles.append(name)
    order = sorted(range(len(starts)), key=lambda index: starts[index])
    sorted_starts = [starts[index] for index in order]

    def role_at(offset: int) -> str:
        at = bisect_left(sorted_starts, offset + 1) - 1
        return roles[order[at]] if at >= 0 else ""

    return role_at


def _holds_one(subject: Subject, leaf: Leaf) -> bool:
    """Whether there may be an identifier in a leaf: a capital before a number."""
    raw = subject.document.source.masked
    return _HOLDS_ONE.search(raw, leaf.start, leaf.end) is not None


@once
def _leaves(subject: Subject) -> tuple[Leaf, ...]:
    return tuple(leaf for block in subject.document.tree.blocks for leaf in leaves(block))


def _bold(subject: Subject, leaf: Leaf) -> Iterator[str]:
    """The bold words of a paragraph, which may open a definition in its midst."""
    if isinstance(leaf, Paragraph | Heading):
        for inline in subject.document.tree.inlines(leaf):
            if inline.kind is InlineKind.STRONG:
                yield "".join(child.text for child in inline.children)


def identifier_span(subject: Subject, fact_span: Span, identifier: str) -> Span:
    """The bytes of an identifier at the head of its fact."""
    raw = subject.document.source.masked[fact_span.start : fact_span.end]
    at = raw.find(identifier.encode())
    start = fact_span.start + max(at, 0)
    return Span(start, start + (len(identifier.encode()) if at >= 0 else 0))
