"""A bound document becomes a typed model: one reader a role, and nothing of the text is lost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from designdoc.document import Document
from designdoc.document.applicability import not_applicable
from designdoc.model import facts
from designdoc.model.own_identifiers import narrowed
from designdoc.model.region import Region, regions, title_of
from designdoc.model.settle import settle
from designdoc.model.terms import USUAL, Terms, using
from designdoc.model.unread import Reading, Unread
from designdoc.source import Span

_FIELDS: dict[type, str] = {
    facts.Requirement: "functional_requirements",
    facts.QualityRequirement: "quality_requirements",
    facts.Criterion: "acceptance_criteria",
    facts.DataFlow: "data_flow",
    facts.Component: "components",
    facts.TypeDefinition: "types",
    facts.Signal: "signals",
    facts.Phase: "phases",
    facts.Test: "tests",
    facts.Alternative: "alternatives",
    facts.Risk: "risks",
    facts.Reference: "references",
    facts.Revision: "revisions",
}


def extract(document: Document, terms: Terms = USUAL) -> facts.DesignModel:
    """The typed facts of a document, whatever the layout; what no role claims is in ``other``."""
    with using(terms):
        return _extract(document)


def _extract(document: Document) -> facts.DesignModel:
    found: dict[str, list[Any]] = defaultdict(list)
    readings = [_read(region) for region in regions(document)]
    for reading in readings:
        for fact in reading.facts if not reading.is_prose else ():
            if not isinstance(fact, facts.Form):
                found[_FIELDS.get(type(fact), reading.role)].append(fact)
    absent, others = _absent(readings, found)
    title = title_of(document)
    model = facts.DesignModel(
        title=title.title if title else "",
        status=document.status,
        template=document.template.name,
        not_applicable=absent,
        rest=Unread(document, tuple(readings), tuple(others)),
        **{name: tuple(values) for name, values in found.items()},
    )
    return settle(narrowed(model))


def _read(region: Region) -> Reading:
    if region.role is None or region.parts:
        return Reading(region)
    na = not_applicable(region.tree, region.blocks)
    if na is None:
        return Reading(region)
    span = Span(region.blocks[0].start, region.blocks[-1].end)
    return Reading(region, facts.NotApplicable(na.reason, span))


def _absent(
    readings: Sequence[Reading], found: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, facts.NotApplicable], list[facts.Other]]:
    """The roles that do not apply; of several sections of a role, what one says is text."""
    absent: dict[str, facts.NotApplicable] = {}
    others = []
    for reading in readings:
        if reading.absent is None:
            continue
        role, region = reading.role, reading.region
        if found.get(role) or role in absent or any(r.entries for r in readings if r.role == role):
            text = region.tree.source.slice(reading.absent.span).strip()
            others.append(facts.Other(region.path, text, reading.absent.span))
        else:
            absent[role] = reading.absent
    return absent, others
