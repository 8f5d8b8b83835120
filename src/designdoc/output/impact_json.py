"""What a change touches as JSON: each thing with the chain of links that leads to it."""

from typing import Any

from designdoc.output.encoding import to_json
from designdoc.workspace import Link, Node, Step, Touched


def render_json(touched: Touched) -> str:
    """The changed node, and ``touches`` with the nearest first."""
    return to_json(
        {
            "version": 1,
            **_node(touched.node),
            "touches": [_step(step, touched) for step in touched.steps],
        }
    )


def _step(step: Step, touched: Touched) -> dict[str, Any]:
    chain = [_link(link) for link in touched.chain(step)]
    return {**_node(step.node), "distance": step.distance, "chain": chain}


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind.value,
        "path": node.path,
        "line": node.line,
        "title": node.title,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "from": link.source,
        "to": link.target,
        "kind": link.relation.value,
        "how": link.how.value,
        "path": link.path,
        "line": link.line,
    }
