"""Two versions of a template compared by way of those between them."""

from collections.abc import Sequence
from itertools import pairwise

from designdoc.change.schema.change import Path, SchemaChange
from designdoc.change.schema.compare import compare
from designdoc.change.schema.pairing import placed
from designdoc.template.schema import Template


def compare_along(versions: Sequence[Template]) -> SchemaChange:
    """What the last version asks for beyond the first: a section that was renamed twice, and has
    nothing of its first name or text left, is still the same section."""
    known: dict[Path, Path] = {path: path for path in _paths(versions[0])}
    for old, new in pairwise(versions):
        step = {pair.old_path: pair.new_path for pair in compare(old, new).pairs}
        known = {first: step[now] for first, now in known.items() if now in step}
    return compare(versions[0], versions[-1], known)


def _paths(template: Template) -> list[Path]:
    return [each.path for each in placed(template)]
