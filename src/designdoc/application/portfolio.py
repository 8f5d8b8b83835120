"""All documents of a folder as a site shows them: gathered once, and linked."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from designdoc.application.check import Progress, no_progress, plan
from designdoc.application.checker import Checker
from designdoc.application.outcome import Trouble
from designdoc.application.sheet import Sheet, sheet
from designdoc.workspace import Coverage, Workspace, link_units
from designdoc.workspace.assessment import marked


class Portfolio(Struct, frozen=True, dict=True):
    """The documents in the order of their paths, with everything that links them."""

    sheets: tuple[Sheet, ...]
    workspace: Workspace
    troubles: tuple[Trouble, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Sheet]:
        """The documents by their paths."""
        return {each.path: each for each in self.sheets}

    @cached_property
    def coverage(self) -> Coverage:
        """The matrix of requirements."""
        return self.workspace.coverage()


def portfolio(
    paths: Sequence[str], checker: Checker, progress: Progress = no_progress
) -> Portfolio:
    """Read, check, model and link the documents behind the paths.

    Raises:
        UsageError: a path does not exist.
    """
    jobs, troubles = plan(paths, checker)
    found = []
    for number, job in enumerate(jobs, 1):
        made = sheet(job, checker)
        found += [made] if made else []
        progress(number, len(jobs))
    return linked_portfolio(found, troubles)


def linked_portfolio(sheets: Sequence[Sheet], troubles: Sequence[Trouble] = ()) -> Portfolio:
    """Documents that were read, linked with each other."""
    ordered = tuple(sorted(sheets, key=lambda each: each.path))
    workspace = link_units([each.unit for each in ordered if each.unit])
    assessments = {each.path: each.assessment for each in ordered if each.assessment}
    if assessments:
        workspace = marked(workspace, assessments)
    own = [trouble for each in ordered for trouble in each.troubles]
    return Portfolio(ordered, workspace, (*troubles, *own))
