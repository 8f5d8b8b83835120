"""A flowchart while it is read, in ranges of the cleaned text."""

from msgspec import Struct, field

from designdoc.model.mermaid.tokens import SyntaxProblem


class RawNode(Struct):
    """A vertex while it is read; ``start`` and ``end`` are where it first stands."""

    id: str
    label: str
    start: int
    end: int
    shape: str = ""


class RawEdge(Struct):
    """A link while it is read."""

    source: str
    target: str
    label: str
    kind: str
    start: int
    end: int
    both: bool = False


class RawGroup(Struct):
    """A subgraph while it is read; ``seen`` keeps its members in order, once each."""

    start: int
    id: str = ""
    label: str = ""
    end: int = 0
    seen: dict[str, None] = field(default_factory=dict)


class Chart(Struct):
    """What was read, in ranges of the cleaned text, up to the problem if there is one."""

    nodes: dict[str, RawNode] = field(default_factory=dict)
    edges: list[RawEdge] = field(default_factory=list)
    groups: list[RawGroup] = field(default_factory=list)
    problem: SyntaxProblem | None = None
