"""What can be done about findings in the YAML file beside a document."""

from collections.abc import Iterator
from contextlib import suppress

from designdoc.application.edit_field import filled, set_key
from designdoc.diagnostics import Edit, Finding, UsageError
from designdoc.document import BoundYaml
from designdoc.rules import dd108_missing_field, dd203_not_in_enumeration
from designdoc.rules.support import with_inner

_MOST = 12  # values that are offered


def side_remedies(side: BoundYaml, finding: Finding) -> Iterator[tuple[str, Edit]]:
    """What mends a finding of a side file: a title, and the edit of that file.

    A rule itself edits no file but the document's.
    """
    if finding.code == dd203_not_in_enumeration.RULE.code:
        yield from _values(side, finding)
    if finding.code == dd108_missing_field.RULE.code:
        names = finding.data.get("fields", (finding.data.get("field"),))
        for name in names if isinstance(names, list | tuple) else ():
            with suppress(UsageError):  # its place cannot hold it
                yield f"Add the key '{name}'", set_key(side, str(name), "")


def _values(side: BoundYaml, finding: Finding) -> Iterator[tuple[str, Edit]]:
    at = finding.place.start.offset
    allowed = finding.data.get("allowed", ())
    for bound in with_inner(side.fields):
        if bound.value.span.start <= at <= bound.value.span.end and bound.node is not None:
            for value in allowed[:_MOST] if isinstance(allowed, list | tuple) else ():
                yield f"Write '{value}'", filled(side.source, bound, str(value))
            return
