"""The versions of a template as JSON: the public shape, oldest first."""

from collections.abc import Sequence
from typing import Any

from designdoc.change.lineage.version import Lineage, Version
from designdoc.change.schema import PartChanged, SchemaChange
from designdoc.output.encoding import to_json


def render_json(path: str, lineage: Lineage, changes: Sequence[SchemaChange]) -> str:
    """``changes`` are those that each version made to the one before it, the first's first."""
    versions = zip(lineage.versions, changes, strict=True)
    return to_json(
        {
            "version": 1,
            "template": path,
            "shallow": lineage.shallow,
            "versions": [_version(version, change) for version, change in versions],
        }
    )


def _version(version: Version, change: SchemaChange) -> dict[str, Any]:
    return {
        "version": version.name,
        "revision": version.first.revision or None,
        "date": version.first.date or None,
        "path": version.first.path,
        "added": [list(path) for path in change.added],
        "removed": [list(path) for path in change.removed],
        "renamed": [{"from": list(each.old), "to": list(each.new)} for each in change.renamed],
        "moved": [
            {"from": list(each.old), "to": list(each.new), "order": each.order}
            for each in change.moved
        ],
        "presence": [
            {"section": list(each.path), "from": each.old, "to": each.new}
            for each in change.presence
        ],
        "parts": [_part(each) for each in change.parts],
        "levels": change.shift,
        "wordings": [
            {"revision": each.revision or None, "date": each.date or None}
            for each in version.editions
        ],
    }


def _part(change: PartChanged) -> dict[str, Any]:
    return {
        "section": list(change.path),
        "kind": change.part.value,
        "from": change.old or None,
        "to": change.new or None,
        "of": change.within or None,
    }
