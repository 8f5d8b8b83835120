"""The words in the cells of the traceability matrix, the same in text, CSV and HTML."""

from collections import Counter
from collections.abc import Iterable, Sequence

from designdoc.workspace import COLUMNS, NEEDED, Kind, Node, Row

HEADS = {
    Kind.CRITERION: "Criteria",
    Kind.COMPONENT: "Components",
    Kind.TYPE: "Types",
    Kind.PHASE: "Phases",
    Kind.TEST: "Tests",
    Kind.RISK: "Risks",
}
EVIDENCE = {
    "met": "met",
    "violated": "violated",
    "stale": "stale",
    "no-evidence": "no evidence",
}
_ROOM = 32  # characters of a title that names a node in a cell


def short(node: Node) -> str:
    """What a node is called in a cell: its identifier, its name, or a few words."""
    if node.written:
        return node.written
    if node.kind is Kind.PHASE:
        return node.title.partition(":")[0]
    if node.kind is Kind.TEST:
        return node.state or "test"
    if node.kind is Kind.CRITERION:
        return "unnamed"
    return cut(node.title, _ROOM)


def is_judged(rows: Iterable[Row]) -> bool:
    """Whether anything is known of evidence, so that it has a column."""
    return any(row.node.evidence for row in rows)


def evidence_of(row: Row) -> str:
    """The word for a row's evidence; empty where its document has none configured."""
    return EVIDENCE.get(row.node.evidence or "", "")


def evidence_counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows are in each state."""
    counted = Counter(row.node.evidence for row in rows)
    return {state: counted[state] for state in EVIDENCE}


def shown_columns(rows: Sequence[Row]) -> tuple[Kind, ...]:
    """The columns that are needed, and those with something in them."""
    return tuple(k for k in COLUMNS if k in NEEDED or any(row.cells[k] for row in rows))


def cell(nodes: Iterable[Node]) -> list[str]:
    """The words of a cell, each once, with how often where it is more than once."""
    counted = Counter(short(node) for node in nodes)
    return [name if count == 1 else f"{name} ×{count}" for name, count in counted.items()]


def cut(text: str, room: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
