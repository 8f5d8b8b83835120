"""What changed in meaning as JSON, in the shape of the public contract."""

from collections.abc import Iterator, Sequence
from typing import Any

from designdoc.change.diff import Kind
from designdoc.change.diff.documents import DocumentDiff, Told
from designdoc.output.encoding import to_json
from designdoc.output.matrix import short


def render_json(documents: Sequence[DocumentDiff]) -> str:
    """One object with all changes, document after document."""
    changes = [change for document in documents for change in _changes(document)]
    return to_json({"version": 1, "changes": changes})


def _changes(document: DocumentDiff) -> Iterator[dict[str, Any]]:
    if document.kind is not Kind.CHANGED:
        removed = document.kind is Kind.REMOVED
        yield {
            "kind": document.kind.value,
            "entity": "document",
            "id": None,
            "field": "path" if document.kind is Kind.RENAMED else None,
            "old": document.before or None,
            "new": None if removed else document.path,
            "line": 1,
            "touches": [],
            "path": document.path,
            "name": document.title,
        }
    for told in document.changes:
        yield _change(told, document)


def _change(told: Told, document: DocumentDiff) -> dict[str, Any]:
    change = told.change
    found: dict[str, Any] = {
        "kind": change.kind.value,
        "entity": change.entity,
        "id": change.id,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "line": told.line,
        "touches": list(dict.fromkeys(short(node) for node in told.touches)),
        "path": document.before if change.gone else document.path,
        "name": change.name,
        "section": told.heading,
    }
    if change.item:
        found["item"] = change.item
    if change.trend:
        found["trend"] = change.trend
    if change.count > 1:
        found["count"] = change.count
    if change.gone:
        found["in_old"] = True
    return {**found, "touched": [node.id for node in told.touches]}
