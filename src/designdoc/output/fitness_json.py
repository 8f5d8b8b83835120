"""The fitness of a template as JSON, whole and in the template's order."""

from typing import Any

from designdoc.change.fitness.count import FieldRow, Fitness, Named, Row
from designdoc.output.encoding import to_json


def render_json(fitness: Fitness) -> str:
    """One JSON object; ``asked`` of a section is the sum of the five counts that follow it."""
    return to_json(
        {
            "version": 1,
            "template": {
                "path": fitness.template,
                "versions": [
                    {"name": each.name or None, "documents": each.count}
                    for each in fitness.versions
                ],
            },
            "documents": fitness.documents,
            "other_template": fitness.other_template,
            "no_template": fitness.no_template,
            "fields": [_field(field) for field in fitness.fields],
            "sections": [_section(row) for row in fitness.sections],
            "added": _names(fitness.added),
        }
    )


def _section(row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "since": row.life.since,
        "until": row.life.until,
        "presence": row.presence.value,
        "asked": row.asked,
        "filled": row.filled,
        "empty": row.empty,
        "not_applicable": row.not_applicable,
        "renamed": row.renamed,
        "left_out": row.left_out,
        "marked": row.marked,
        "unexplained": row.unexplained,
        "inherited": row.inherited,
        "leftover": row.leftover,
        "instances": row.instances,
        "names": _names(row.names),
        "fields": [_field(field) for field in row.fields],
    }


def _field(row: FieldRow) -> dict[str, Any]:
    return {
        "kind": row.place.kind,
        "name": row.place.name,
        "since": row.life.since,
        "until": row.life.until,
        "asked": row.asked,
        "filled": row.filled,
        "empty": row.empty,
        "left_out": row.left_out,
    }


def _names(names: tuple[Named, ...]) -> list[dict[str, Any]]:
    return [{"name": each.name, "count": each.count} for each in names]
