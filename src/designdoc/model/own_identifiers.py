"""A team's own expressions decide: what none of them describes is no identifier, only a text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from designdoc.model.facts import (
    Component,
    Criterion,
    DesignModel,
    QualityRequirement,
    Requirement,
    Risk,
)
from designdoc.model.identifiers import Patterns, patterns
from designdoc.model.terms import terms

_Named = TypeVar("_Named", Requirement, QualityRequirement, Criterion, Risk, Component)
# Which attribute of a fact has its words: an identifier that is none goes back to them.
_WORDS: Mapping[type, str] = {Risk: "risk", Component: "name"}


def narrowed(model: DesignModel) -> DesignModel:
    """The model without identifiers that the terms in use do not know; with their text."""
    if not terms().identifiers:
        return model
    requirements = _each(model.functional_requirements, "requirement")
    return replace(
        model,
        functional_requirements=tuple(
            replace(each, criteria=_each(each.criteria, "criterion")) for each in requirements
        ),
        quality_requirements=_each(model.quality_requirements, "requirement"),
        acceptance_criteria=_each(model.acceptance_criteria, "criterion"),
        risks=_each(model.risks, "risk"),
        components=_each(model.components, "component"),
    )


def _each(found: tuple[_Named, ...], kind: str) -> tuple[_Named, ...]:
    own = tuple(pair for pair in terms().identifiers if pair[0] == kind)
    return tuple(_narrowed(fact, _only(own)) for fact in found) if own else found


@lru_cache(maxsize=64)
def _only(own: tuple[tuple[str, str], ...]) -> Patterns:
    return patterns(own)


def _narrowed(fact: _Named, known: Patterns) -> _Named:
    if not fact.id or known.kind_of(fact.id) == known.kinds[0]:
        return fact
    name = _WORDS.get(type(fact), "text")
    words = f"{fact.id}: {getattr(fact, name)}"
    return replace(fact, id=None, **{name: words})
