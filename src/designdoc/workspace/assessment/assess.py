"""Judge one document by the results: a pure function of its model and what is given."""

from collections.abc import Sequence

from designdoc.evidence import Kind
from designdoc.model.facts import DesignModel
from designdoc.source import Source
from designdoc.workspace.assessment.ageing import Ageing
from designdoc.workspace.assessment.covering import covered
from designdoc.workspace.assessment.given import NO_CHANGES, Changes, Evidence
from designdoc.workspace.assessment.measuring import measured
from designdoc.workspace.assessment.proving import named, proofs
from designdoc.workspace.assessment.verdicts import Assessment, Proof


def assess(
    source: Source, model: DesignModel, evidence: Evidence, changes: Changes = NO_CHANGES
) -> Assessment:
    """The verdicts on what a document asks for, each kind only where it is configured."""
    ageing = Ageing(source, model, evidence, changes)
    kinds = evidence.patterns
    proved = proofs(source, model, evidence, ageing) if Kind.TESTS in kinds else ()
    return Assessment(
        proved,
        measured(source, model, evidence, ageing) if Kind.BENCHMARKS in kinds else (),
        covered(source, model, evidence, ageing) if Kind.COVERAGE in kinds else (),
        named(source, model, evidence, ageing) if Kind.TESTS in kinds else (),
        _mostly(model, proved),
    )


def _mostly(model: DesignModel, proved: Sequence[Proof]) -> bool:
    """Whether at least two thirds of the functional requirements are proved by some test."""
    spans = {each.span for each in proved if each.tests}
    requirements = [each for each in model.functional_requirements if each.id]
    with_tests = sum(each.span in spans for each in requirements)
    return bool(requirements) and with_tests * 3 >= len(requirements) * 2
