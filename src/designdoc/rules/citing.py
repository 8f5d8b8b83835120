"""In which of its parts a document names the identifiers that it gives."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from designdoc.checking.subject import Subject
from designdoc.markdown import Cell
from designdoc.model.facts import Requirement
from designdoc.model.identifiers import Citation, citations
from designdoc.rules.statements import worded
from designdoc.source import Span
from designdoc.source.once import once
from designdoc.workspace import definitions
from designdoc.workspace.coverage import Row
from designdoc.workspace.definitions import Places
from designdoc.workspace.graph import Kind
from designdoc.workspace.identifiers import family, same
from designdoc.workspace.proved import proved

__all__ = [
    "Cited", "canonical", "cited", "given", "identifier_span", "named_in", "once", "places",
    "proved", "unlinked",
]  # fmt: skip

canonical = same

_T = TypeVar("_T")
_MOSTLY = 2  # requirements with a link for each one without
_DESIGN = ("architecture", "data_flow", "components", "types", "errors")


@once
def places(subject: Subject) -> Places:
    """The parts of the document."""
    return Places(subject.document)


@once
def given(subject: Subject) -> frozenset[str]:
    """Every identifier, as ``canonical`` makes it, that the document gives to anything."""
    if not definitions.of_facts(subject.model):
        return frozenset()
    return subject.unit.symbols.given


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
    parts = places(subject)
    found: list[Cited] = []
    for leaf in parts.leaves:
        if not parts.may_cite(leaf):
            continue
        text = worded(tree, leaf.span)
        role = parts.role_at(leaf.start)
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


_NODES = {"components": Kind.COMPONENT, "phases": Kind.PHASE, "tests": Kind.TEST}


def unlinked(subject: Subject, kind: str) -> list[Requirement]:
    """The requirements without a link to such a part, where at least two thirds have one.

    A document that does not link its requirements so is left alone. What ``trace`` shows as linked
    is; so is what a row of a matrix, or a part that is no node, names.
    """
    requirements = [fact for fact in subject.model.functional_requirements if fact.id]
    if not requirements:
        return []
    linked = named_in(subject).get(kind, frozenset()) | _traced(subject, _NODES[kind])
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


def _traced(subject: Subject, kind: Kind) -> frozenset[str]:
    """The requirements that ``trace`` shows as linked to something of a kind."""
    rows = _rows(subject)
    return frozenset(canonical(row.node.written) for row in rows if row.cells[kind])


@once
def _rows(subject: Subject) -> tuple[Row, ...]:
    return subject.workspace.coverage().requirements


def _matrix(subject: Subject) -> Iterator[tuple[str, str]]:
    """Identifiers in rows of a table that has a column for components, phases or tests."""
    tree = subject.document.tree
    for table, columns in places(subject).matrices:
        for row in table.rows:
            names = [canonical(c.id) for cell in row.cells for c in citations(tree.text(cell))]
            for kind, index in columns.items():
                if index < len(row.cells) and tree.text(row.cells[index]).strip(" -–—"):
                    yield from ((kind, name) for name in names)


def identifier_span(subject: Subject, fact_span: Span, identifier: str) -> Span:
    """The bytes of an identifier at the head of its fact."""
    raw = subject.document.source.masked[fact_span.start : fact_span.end]
    at = raw.find(identifier.encode())
    start = fact_span.start + max(at, 0)
    return Span(start, start + (len(identifier.encode()) if at >= 0 else 0))
