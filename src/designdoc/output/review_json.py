"""How links stand against the review ledger, as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from designdoc.change.ledger.review import Reviewed, State
from designdoc.output.encoding import to_json
from designdoc.workspace import Workspace


def render_json(links: Sequence[Reviewed], workspace: Workspace) -> str:
    """Every link with its state; ``through`` are the chains from each changed end onwards."""
    changed = sorted({end for each in links for end in each.changed})
    counts = Counter(each.state for each in links)
    return to_json(
        {
            "version": 1,
            "links": [_link(each) for each in links],
            "changed": [_changed(end, workspace) for end in changed],
            "summary": {state.value: counts[state] for state in State},
        }
    )


def _link(each: Reviewed) -> dict[str, Any]:
    acceptance = each.acceptance
    return {
        "from": each.key.source,
        "to": each.key.target,
        "kind": each.key.relation,
        "state": each.state.value,
        "changed": list(each.changed),
        "path": each.link.path if each.link else None,
        "line": each.link.line if each.link else None,
        "accepted": acceptance and {"date": acceptance.date, "by": acceptance.by},
    }


def _changed(end: str, workspace: Workspace) -> dict[str, Any]:
    node, touched = workspace.by_id[end], workspace.impact(end)
    touches = [
        {
            "id": step.node.id,
            "distance": step.distance,
            "chain": [
                {"from": link.source, "to": link.target, "kind": link.relation.value}
                for link in touched.chain(step)
            ],
        }
        for step in touched.steps
    ]
    return {"id": end, "path": node.path, "line": node.line, "touches": touches}
