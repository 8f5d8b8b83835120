"""What a design document says, as typed facts with places. Shapes follow the public contract.

Spans are bytes of the document. Text is as a reader sees it: markers and comments removed.
"""

from collections.abc import Mapping

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


class DesignModel(Struct, frozen=True):
    """Everything that a document says; ``not_applicable`` maps a role to its section's reason."""

    title: str
    status: str | None
    template: str
    overview: tuple[Entry, ...] = ()
    problem: tuple[Entry, ...] = ()
    challenges: tuple[Entry, ...] = ()
    goals: tuple[Entry, ...] = ()
    non_goals: tuple[Entry, ...] = ()
    functional_requirements: tuple[Requirement, ...] = ()
    quality_requirements: tuple[QualityRequirement, ...] = ()
    acceptance_criteria: tuple[Criterion, ...] = ()
    architecture: tuple[Entry, ...] = ()
    data_flow: tuple[DataFlow, ...] = ()
    components: tuple[Component, ...] = ()
    types: tuple[TypeDefinition, ...] = ()
    errors: tuple[Entry, ...] = ()
    signals: tuple[Signal, ...] = ()
    phases: tuple[Phase, ...] = ()
    migration: tuple[Entry, ...] = ()
    tests: tuple[Test, ...] = ()
    security: tuple[Entry, ...] = ()
    extensibility: tuple[Entry, ...] = ()
    drawbacks: tuple[Entry, ...] = ()
    open_questions: tuple[Entry, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    risks: tuple[Risk, ...] = ()
    references: tuple[Reference, ...] = ()
    revisions: tuple[Revision, ...] = ()
    other: tuple[Other, ...] = ()
    not_applicable: Mapping[str, NotApplicable] = field(default_factory=dict)


Fact = (
    Entry | Requirement | QualityRequirement | Criterion | DataFlow | Component | TypeDefinition
    | Signal | Phase | Test | Alternative | Risk | Reference | Revision | Form
)  # fmt: skip
