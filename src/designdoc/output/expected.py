"""Which of a finding's related places is the template's demand, and which a mere note."""

from collections.abc import Mapping

from designdoc.diagnostics import Report, TemplateUse
from designdoc.source import Place

_SHORT = 12  # letters of a commit in ``REV:PATH``


def templates(report: Report) -> Mapping[str, TemplateUse]:
    """The template of each document that has one."""
    return {use.path: use.template for use in report.documents if use.template}


def is_demand(place: Place, document: str, template: TemplateUse | None) -> bool:
    """Whether the place is in the document's template, today's or an older version of it, or in
    the side file beside that."""
    if place.path == document or template is None:
        return False
    if template.revision and place.path.startswith(f"{template.revision[:_SHORT]}:"):
        return True
    beside = place.path.rpartition("/")[0] == template.path.rpartition("/")[0]
    return place.path == template.path or (beside and place.path.endswith((".yaml", ".yml")))
