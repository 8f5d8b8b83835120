"""Which reader turns a role's region into facts: the visible table."""

from collections.abc import Callable, Iterable, Mapping

from designdoc.model.facts import Fact
from designdoc.model.readers.acceptance_criteria import read_criteria
from designdoc.model.readers.alternatives import read_alternatives
from designdoc.model.readers.components import read_components
from designdoc.model.readers.data_flow import read_data_flow
from designdoc.model.readers.errors import read_errors
from designdoc.model.readers.functional_requirements import read_requirements
from designdoc.model.readers.phases import read_phases
from designdoc.model.readers.prose import read_prose
from designdoc.model.readers.quality_requirements import read_qualities
from designdoc.model.readers.references import read_references
from designdoc.model.readers.revisions import read_revisions
from designdoc.model.readers.risks import read_risks
from designdoc.model.readers.signals import read_signals
from designdoc.model.readers.tests import read_tests
from designdoc.model.readers.types import read_types
from designdoc.model.region import Region

Reader = Callable[[Region], Iterable[Fact]]

READERS: Mapping[str, Reader] = {
    "overview": read_prose,
    "problem": read_prose,
    "challenges": read_prose,
    "goals": read_prose,
    "non_goals": read_prose,
    "functional_requirements": read_requirements,
    "quality_requirements": read_qualities,
    "acceptance_criteria": read_criteria,
    "architecture": read_prose,
    "data_flow": read_data_flow,
    "components": read_components,
    "types": read_types,
    "errors": read_errors,
    "signals": read_signals,
    "phases": read_phases,
    "migration": read_prose,
    "tests": read_tests,
    "security": read_prose,
    "extensibility": read_prose,
    "drawbacks": read_prose,
    "open_questions": read_prose,
    "alternatives": read_alternatives,
    "risks": read_risks,
    "references": read_references,
    "revisions": read_revisions,
}
