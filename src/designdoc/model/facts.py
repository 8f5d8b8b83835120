"""What a design document says, as typed facts with places. Shapes follow the public contract.

Spans are bytes of the document. Text is as a reader sees it: markers and comments removed.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from msgspec import Struct, field

from designdoc.source import Span


class Criterion(Struct, frozen=True):
    """An acceptance criterion. ``form``: ears, gherkin, checklist or prose; ``done``: its box.

    ``group`` is the sub-heading that it stands below, ``cites`` the requirements that it names.
    """

    id: str | None
    text: str
    span: Span
    form: str
    done: bool | None = None
    cites: tuple[str, ...] = ()
    group: str = ""


class Requirement(Struct, frozen=True):
    """A functional requirement with the criteria that stand below it or cite it."""

    id: str | None
    text: str
    span: Span
    criteria: tuple[Criterion, ...] = ()
    parts: "tuple[Entry, ...]" = ()


class Target(Struct, frozen=True):
    """A number to reach: ``p95 < 200 ms at 100 rps`` has metric latency, value 200, unit ms,
    comparison <, qualifier ``p95 at 100 rps``. ``measured_by`` names its evidence, when written;
    ``upper`` is the other end of a range.
    """

    metric: str
    comparison: str
    value: float
    unit: str
    qualifier: str
    span: Span
    measured_by: str = ""
    upper: float | None = None


class QualityRequirement(Struct, frozen=True):
    """A non-functional requirement; ``attribute`` is its label (``Performance``)."""

    id: str | None
    attribute: str
    text: str
    span: Span
    targets: tuple[Target, ...] = ()


class Node(Struct, frozen=True):
    """A node of a data-flow diagram."""

    id: str
    label: str
    span: Span


class Edge(Struct, frozen=True):
    """An arrow between two nodes, by their ids."""

    source: str
    target: str
    label: str
    span: Span


class DataFlow(Struct, frozen=True):
    """``form``: mermaid-flowchart, mermaid-sequence, mermaid, arrows, steps or prose.

    ``text`` is the diagram or the words as they are written.
    """

    form: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    span: Span
    text: str = ""


class Entry(Struct, frozen=True):
    """A piece of text that belongs to a fact, such as one responsibility."""

    text: str
    span: Span


class Component(Struct, frozen=True):
    """A component with its labelled values; ``code`` are the paths that it names."""

    id: str | None
    name: str
    span: Span
    responsibilities: tuple[Entry, ...] = ()
    interface: tuple[Entry, ...] = ()
    dependencies: tuple[Entry, ...] = ()
    code: tuple[Entry, ...] = ()


class Member(Struct, frozen=True):
    """A member of a documented type."""

    name: str
    type: str
    optional: bool
    span: Span


class TypeDefinition(Struct, frozen=True):
    """A type defined in a fence. ``kind``: interface, type, class, struct, enum, function.

    ``text`` is its source, ``span`` the bytes of that; ``generic``: it has parameters.
    """

    name: str
    language: str
    kind: str
    span: Span
    members: tuple[Member, ...] = ()
    text: str = ""
    generic: bool = False


class Signal(Struct, frozen=True):
    """A log event, metric or alert that the document names."""

    kind: str
    name: str
    span: Span


class PhaseItem(Struct, frozen=True):
    """Something to do within a phase; ``done`` is its box, None without one."""

    text: str
    done: bool | None
    span: Span


class Phase(Struct, frozen=True):
    """A phase of the plan, counted from 1 where it has no number of its own."""

    order: int
    title: str
    span: Span
    items: tuple[PhaseItem, ...] = ()


class Test(Struct, frozen=True):
    """What is tested at one level (unit, integration, performance, e2e, other)."""

    level: str
    text: str
    span: Span
    goals: tuple[Target, ...] = ()


class Alternative(Struct, frozen=True):
    """An alternative that was weighed."""

    name: str
    span: Span
    overview: tuple[Entry, ...] = ()
    pros: tuple[Entry, ...] = ()
    cons: tuple[Entry, ...] = ()
    reason: tuple[Entry, ...] = ()


class Risk(Struct, frozen=True):
    """A risk; levels as written, with their qualifiers. ``parts`` is where its text stands."""

    id: str | None
    risk: str
    impact: str
    probability: str
    mitigation: str
    span: Span
    parts: tuple[Entry, ...] = ()


class Reference(Struct, frozen=True):
    """A link or a named source."""

    text: str
    target: str
    span: Span


class Revision(Struct, frozen=True):
    """A row of the revision history, as written."""

    date: str
    version: str
    changes: str
    author: str
    span: Span


class Other(Struct, frozen=True):
    """Text that no role claims; ``section`` is the path of the document's own headings.

    ``text`` is Markdown as written; ``parts`` are its paragraphs, items and rows as a reader sees
    them, where ``model.readable`` was asked for them.
    """

    section: tuple[str, ...]
    text: str
    span: Span
    parts: tuple[Entry, ...] = ()


class Form(Struct, frozen=True):
    """Bytes that give facts their form and say nothing else: a header row, a label, "None"."""

    span: Span


class NotApplicable(Struct, frozen=True):
    """A role whose section says that it does not apply."""

    reason: str
    span: Span


class Rest(Protocol):
    """What is read from a document only when somebody asks for it."""

    def prose(self, role: str) -> tuple[Entry, ...]:
        """The entries of a role that has no form of its own."""

    def other(self) -> tuple[Other, ...]:
        """What no role claims."""


class Nothing:
    """The rest of a document that says no more."""

    def prose(self, role: str) -> tuple[Entry, ...]:
        """No entries."""
        del role
        return ()

    def other(self) -> tuple[Other, ...]:
        """No text."""
        return ()


def _prose(role: str) -> "cached_property[tuple[Entry, ...]]":
    def read(model: "DesignModel") -> tuple[Entry, ...]:
        return model.rest.prose(role)

    return cached_property(read)


class DesignModel(Struct, frozen=True, dict=True):
    """Everything that a document says; ``not_applicable`` maps a role to its section's reason.

    Prose and ``other`` text come from ``rest`` when they are asked for: rules hardly ever do, and
    to read them is a tenth of a check.
    """

    title: str
    status: str | None
    template: str
    functional_requirements: tuple[Requirement, ...] = ()
    quality_requirements: tuple[QualityRequirement, ...] = ()
    acceptance_criteria: tuple[Criterion, ...] = ()
    data_flow: tuple[DataFlow, ...] = ()
    components: tuple[Component, ...] = ()
    types: tuple[TypeDefinition, ...] = ()
    signals: tuple[Signal, ...] = ()
    phases: tuple[Phase, ...] = ()
    tests: tuple[Test, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    risks: tuple[Risk, ...] = ()
    references: tuple[Reference, ...] = ()
    revisions: tuple[Revision, ...] = ()
    not_applicable: Mapping[str, NotApplicable] = field(default_factory=dict)
    rest: Rest = field(default_factory=Nothing)

    overview = _prose("overview")
    problem = _prose("problem")
    challenges = _prose("challenges")
    goals = _prose("goals")
    non_goals = _prose("non_goals")
    architecture = _prose("architecture")
    errors = _prose("errors")
    migration = _prose("migration")
    security = _prose("security")
    extensibility = _prose("extensibility")
    drawbacks = _prose("drawbacks")
    open_questions = _prose("open_questions")

    @cached_property
    def other(self) -> tuple[Other, ...]:
        """What no role claims, as it is written."""
        return self.rest.other()


Fact = (
    Entry | Requirement | QualityRequirement | Criterion | DataFlow | Component | TypeDefinition
    | Signal | Phase | Test | Alternative | Risk | Reference | Revision | Form
)  # fmt: skip
