"""The use case ``trace``: the documents behind the paths, linked into one snapshot."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.modelled import model_of
from designdoc.application.outcome import Job, Trouble
from designdoc.application.ports import Pool
from designdoc.document import Document
from designdoc.model.facts import DesignModel
from designdoc.workspace import Workspace, link_units

if TYPE_CHECKING:
    from designdoc.workspace.assessment import Assessment

Progress = Callable[[int, int], None]


class Linked(Struct, frozen=True):
    """The snapshot, the paths of the documents in it, and what could not be read."""

    workspace: Workspace
    documents: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    stages: dict[str, float] = field(default_factory=dict)


def linked(
    paths: Sequence[str],
    checker: Checker,
    pool: Callable[[Checker, Sequence[Job]], Pool],
    progress: Progress | None = None,
) -> Linked:
    """Read, model and link the documents; one that cannot be read is a trouble, the others go on.

    Raises:
        UsageError: a path does not exist.
    """
    with checker.stages("find documents"):
        jobs, troubles = plan(paths, checker)
    units = []
    stages: Counter[str] = Counter()
    for number, ready in enumerate(pool(checker, jobs).units(jobs), 1):
        units += [ready.unit] if ready.unit else []
        troubles += ready.troubles
        stages.update(ready.timings)
        if progress:
            progress(number, len(jobs))
    with checker.stages("link"):
        workspace = link_units(units)
    stages.update(checker.stages.take())
    troubles.sort(key=lambda trouble: trouble.path)
    documents = tuple(sorted(unit.path for unit in units))
    return Linked(workspace, documents, tuple(troubles), dict(stages))


def with_evidence(found: Linked, checker: Checker) -> Linked:
    """The snapshot with the state of each requirement, where evidence is configured."""
    assessments = {}
    for path in found.documents:
        if checker.surroundings.evidence(path) is not None:
            read = model_of(Job(path, "", True), checker)
            judged = assessed(*read, checker) if read is not None else None
            if judged is not None:
                assessments[path] = judged
    if not assessments:
        return found
    from designdoc.workspace.assessment import marked

    return replace(found, workspace=marked(found.workspace, assessments))


def assessed(document: Document, model: DesignModel, checker: Checker) -> "Assessment | None":
    """What the results say of a document; None where no evidence speaks of it."""
    evidence = checker.surroundings.evidence(document.path)
    if evidence is None:
        return None
    from designdoc.workspace.assessment import assess

    with checker.stages("evidence"):
        changes = checker.surroundings.changes(document, model)
        return assess(document.source, model, evidence, changes)
