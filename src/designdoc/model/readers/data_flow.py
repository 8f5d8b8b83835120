"""Data flow: diagrams, arrows, numbered steps or prose become nodes and edges."""

from collections.abc import Iterator
from itertools import pairwise

from designdoc.markdown import BlockTree, Fence, List
from designdoc.model.arrows import read_arrows
from designdoc.model.entries import entries_of
from designdoc.model.facts import DataFlow, Edge, Form, Node
from designdoc.model.marks import plain_name
from designdoc.model.pieces import code_of, text_of
from designdoc.model.region import Region


def read_data_flow(region: Region) -> Iterator[DataFlow | Form]:
    """Each diagram, list of steps or passage of prose of a region."""
    for block in region.all_blocks():
        if isinstance(block, Fence):
            yield _of_fence(region.tree, block)
        elif isinstance(block, List) and block.ordered is not None:
            yield _of_steps(region.tree, block)
        else:
            for entry in entries_of(region.tree, [block]):
                if entry.text:
                    yield DataFlow("prose", (), (), entry.span, entry.text)
    for part in region.parts:
        for inner in part.walk():
            if inner.heading is not None:
                title = plain_name(inner.title)
                yield DataFlow("prose", (), (), inner.heading.span, title)


def _of_fence(tree: BlockTree, fence: Fence) -> DataFlow:
    text = tree.source.slice(fence.body).strip("\n")
    raw, start = code_of(tree, fence)
    if fence.language == "mermaid":
        return _of_mermaid(raw, start, fence, text)
    flow = read_arrows(raw[:_LARGEST], start)
    if not flow.edges:
        return DataFlow("prose", (), (), fence.span, text)
    nodes = tuple(Node(node.name, node.name, node.span) for node in flow.nodes)
    edges = tuple(Edge(e.source, e.target, e.label, e.span) for e in flow.edges)
    return DataFlow(flow.form, nodes, edges, fence.span, text)


def _of_mermaid(raw: str, start: int, fence: Fence, text: str) -> DataFlow:
    from designdoc.model.mermaid import read  # most documents draw nothing

    diagram = read(raw, start)
    form = _FORMS.get(diagram.form, "mermaid")
    nodes = tuple(Node(node.id, node.label, node.span) for node in diagram.nodes)
    edges = tuple(Edge(e.source, e.target, e.label, e.span) for e in diagram.edges)
    return DataFlow(form, nodes, edges, fence.span, text)


_FORMS = {"flowchart": "mermaid-flowchart", "sequence": "mermaid-sequence"}
_LARGEST = 200_000  # characters of a plain fence that are searched for arrows


def _of_steps(tree: BlockTree, steps: List) -> DataFlow:
    """Numbered steps: each is a node, and leads to the next."""
    first = steps.ordered or 0
    nodes = tuple(
        Node(str(first + number), text_of(tree, item), item.span)
        for number, item in enumerate(steps.items)
    )
    edges = tuple(Edge(one.id, other.id, "", other.span) for one, other in pairwise(nodes))
    return DataFlow("steps", nodes, edges, steps.span)
