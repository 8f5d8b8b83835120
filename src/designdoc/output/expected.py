"""Which of a finding's related places is the template's demand, and which a mere note."""

from collections.abc import Mapping

from designdoc.diagnostics import Report
from designdoc.source import Place


def templates(report: Report) -> Mapping[str, str]:
    """The template's path of each document that has one."""
    return {use.path: use.template.path for use in report.documents if use.template}


def is_demand(place: Place, document: str, template: str) -> bool:
    """Whether the place is in the document's template, or in the side file beside that."""
    if place.path == document or not template:
        return False
    beside = place.path.rpartition("/")[0] == template.rpartition("/")[0]
    return place.path == template or (beside and place.path.endswith((".yaml", ".yml")))
