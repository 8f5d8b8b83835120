"""The last pass over a model: criteria meet their requirements, halves of a fact become one."""

from collections import defaultdict
from collections.abc import Iterable, Set

from msgspec.structs import replace

from designdoc.model.facts import Alternative, Criterion, DesignModel, Requirement
from designdoc.model.marks import cited, leading
from designdoc.template.names import key


def settle(model: DesignModel) -> DesignModel:
    """Attach criteria to the requirements that they cite or stand below; join what is one."""
    nested = [c for r in model.functional_requirements for c in r.criteria]
    known = {r.id for r in model.functional_requirements if r.id}
    criteria = [_with_cites(criterion, known) for criterion in model.acceptance_criteria]
    requirements = _with_criteria(model.functional_requirements, criteria)
    every = sorted([*criteria, *nested], key=lambda criterion: criterion.span)
    return replace(
        model,
        functional_requirements=requirements,
        acceptance_criteria=tuple(every),
        alternatives=_joined(model.alternatives),
    )


def _with_cites(criterion: Criterion, known: Set[str]) -> Criterion:
    """The identifiers in the group's heading and in the text count as citations.

    So does the identifier of a requirement at the head of a criterion: it is not the criterion's.
    """
    own = criterion.id if criterion.id in known else None
    heading = leading(criterion.group)[0]
    found = [*criterion.cites, *filter(None, (own, heading)), *cited(criterion.text)]
    if not found:
        return criterion
    identifier = None if own else criterion.id
    return replace(criterion, id=identifier, cites=tuple(dict.fromkeys(found)))


def _with_criteria(
    requirements: Iterable[Requirement], criteria: Iterable[Criterion]
) -> tuple[Requirement, ...]:
    below: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in criteria:
        for identifier in criterion.cites:
            below[identifier].append(criterion)
    return tuple(
        replace(r, criteria=(*r.criteria, *below[r.id])) if r.id in below and r.id else r
        for r in requirements
    )


def _joined(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """An option that is listed in one section and weighed in another is one alternative."""
    found: dict[str, Alternative] = {}
    order: list[str] = []
    for number, alternative in enumerate(alternatives):
        name = key(alternative.name) or f"\0{number}"
        known = found.get(name)
        if known is None:
            order.append(name)
            found[name] = alternative
        elif _is_bare(known) or _is_bare(alternative):
            richer = alternative if _is_bare(known) else known
            found[name] = richer
        else:
            order.append(f"{name}\0{number}")
            found[order[-1]] = alternative
    return tuple(found[name] for name in order)


def _is_bare(alternative: Alternative) -> bool:
    return not (alternative.overview or alternative.pros or alternative.cons or alternative.reason)
