"""Nodes, links and coverage as JSON, in the shape of the public contract."""

from typing import Any

from designdoc.output.encoding import to_json
from designdoc.output.matrix import evidence_counts, is_judged
from designdoc.workspace import COLUMNS, Coverage, Link, Node, Workspace
from designdoc.workspace.coverage import share


def render_json(workspace: Workspace) -> str:
    """The whole snapshot as one JSON object."""
    coverage = workspace.coverage()
    states = {row.node.id: row.state for row in coverage.rows}
    judged = is_judged(coverage.rows)
    return to_json(
        {
            "version": 1,
            "nodes": [
                _node(node, states.get(node.id, node.state), judged) for node in workspace.nodes
            ],
            "links": [_link(link) for link in workspace.links],
            "coverage": _coverage(coverage),
        }
    )


def _node(node: Node, state: str | None, judged: bool) -> dict[str, Any]:
    evidence = {"evidence": node.evidence} if judged else {}
    return {
        "id": node.id,
        "kind": node.kind.value,
        "path": node.path,
        "line": node.line,
        "title": node.title,
        "state": state,
        **evidence,
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


def _coverage(coverage: Coverage) -> dict[str, Any]:
    total = len(coverage.requirements)
    return {
        "requirements": total,
        "linked": coverage.linked,
        "percent": coverage.percent,
        "by": {
            kind.value: {
                "requirements": coverage.having(kind),
                "percent": share(coverage.having(kind), total) if total else None,
            }
            for kind in COLUMNS
        },
        **({"evidence": evidence_counts(coverage.rows)} if is_judged(coverage.rows) else {}),
        "missing": [
            {"id": row.node.id, "missing": [kind.value for kind in row.missing]}
            for row in coverage.requirements
            if row.missing
        ],
    }
