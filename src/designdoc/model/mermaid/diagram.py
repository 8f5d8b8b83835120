"""What a diagram says. Spans are bytes of the text that was read, from its ``base``."""

from msgspec import Struct

from designdoc.source import Span


class Node(Struct, frozen=True):
    """A box of a flowchart or a participant of a sequence diagram, where it first stands."""

    id: str
    label: str
    span: Span
    shape: str = ""


class Edge(Struct, frozen=True):
    """An arrow or message. ``kind``: normal, dotted, thick or invisible, of a message its arrow."""

    source: str
    target: str
    label: str
    kind: str
    span: Span
    both: bool = False


class Group(Struct, frozen=True):
    """A subgraph or box with the ids of its nodes and inner groups."""

    id: str
    label: str
    members: tuple[str, ...]
    span: Span


class Problem(Struct, frozen=True):
    """Why mermaid.js does not draw the diagram: the first thing that it stumbles over."""

    message: str
    span: Span


class Diagram(Struct, frozen=True):
    """``form``: flowchart, sequence, another kind's keyword, or empty where none is known.

    What stands before the problem is kept.
    """

    form: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    problem: Problem | None = None
