"""All documents of a folder as a site shows them: gathered once, and linked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from designdoc.application.check import Done, World, beyond_baseline, run_over
from designdoc.application.checker import Checker
from designdoc.application.gathered import Placed, told_once
from designdoc.application.outcome import Trouble
from designdoc.application.ports import Files
from designdoc.application.sheet import Sheet, sheet_in
from designdoc.diagnostics import Finding, sort_key
from designdoc.workspace import Coverage, Workspace, link_units
from designdoc.workspace.assessment import marked


class Portfolio(Struct, frozen=True, dict=True):
    """The documents in the order of their paths, with everything that links them.

    ``beside`` is what is wrong with the files that they share.
    """

    sheets: tuple[Sheet, ...]
    workspace: Workspace
    troubles: tuple[Trouble, ...] = ()
    beside: tuple[Finding, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Sheet]:
        """The documents by their paths."""
        return {each.path: each for each in self.sheets}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What ``check`` says of the same documents, in its order: what is wrong with a file that
        several of them share comes once.
        """
        told: dict[str, dict[str, list[Finding]]] = {}
        for each in self.sheets:
            for finding in each.findings:
                told.setdefault(finding.path, {}).setdefault(each.path, []).append(finding)
        found = {path: told_once(by.items()) for path, by in told.items()}
        for finding in self.beside:
            found.setdefault(finding.path, []).append(finding)
        return tuple(f for path in sorted(found) for f in sorted(found[path], key=sort_key))

    @cached_property
    def elsewhere(self) -> tuple[Finding, ...]:
        """The findings in files that are none of the documents."""
        return tuple(finding for finding in self.findings if finding.path not in self.by_path)

    @cached_property
    def coverage(self) -> Coverage:
        """The matrix of requirements."""
        return self.workspace.coverage()


def gathered(paths: Sequence[str], make: "Callable[[], Checker]", world: World) -> Done:
    """The sheets of the documents behind the paths, packed; ``make`` gives what checks them.

    Raises:
        UsageError: a path does not exist.
    """
    return run_over(paths, make, world, lambda pool, jobs: pool.sheets(jobs))


def portfolio(
    done: Done, world: World, unpack: Callable[[Placed], Sheet | None] = sheet_in
) -> Portfolio:
    """What was gathered, unpacked and linked."""
    with world.stages("unpack"):
        found = [made for each in done.run.placed if (made := unpack(each))]
    with world.stages("link"):
        linked = linked_portfolio(found, done.run.troubles)
    return replace(linked, beside=tuple(done.run.beside))


def renewed(found: Portfolio, sheets: Iterable[Sheet]) -> Portfolio:
    """The portfolio with some of its documents read again; what is wrong beside them stays."""
    own = sum(len(each.troubles) for each in found.sheets)
    shared = found.troubles[: len(found.troubles) - own]
    now = {**found.by_path, **{each.path: each for each in sheets}}
    return replace(linked_portfolio(tuple(now.values()), shared), beside=found.beside)


def beyond(found: Portfolio, baseline: str, files: Files) -> Portfolio:
    """The portfolio without the findings that a baseline holds; its path may be empty for none.

    Raises:
        ConfigurationError: it cannot be read, or is none.
    """
    if not baseline:
        return found
    new = {_key(each) for each in beyond_baseline(found.findings, baseline, files)[0]}
    sheets = (
        replace(each, findings=tuple(f for f in each.findings if _key(f) in new))
        for each in found.sheets
    )
    beside = tuple(each for each in found.beside if _key(each) in new)
    return replace(found, sheets=tuple(sheets), beside=beside)


def _key(finding: Finding) -> tuple[str, str, int, str]:
    return finding.path, finding.code, finding.place.start.offset, finding.message


def fingerprint(done: Done) -> str:
    """What names everything that a portfolio is made of, without unpacking it."""
    whole = blake2b(digest_size=16)
    for each in sorted(done.run.placed, key=lambda placed: placed.parcel.path):
        whole.update(repr((each.parcel.path, each.parcel.troubles)).encode("utf-8", "replace"))
        for group in each.parcel.groups:
            start, length = group.data
            whole.update(each.held.read(each.start + start, length))
    shared = (tuple(done.run.troubles), tuple(done.run.beside))
    whole.update(repr(shared).encode("utf-8", "replace"))
    return whole.hexdigest()


def linked_portfolio(sheets: Sequence[Sheet], troubles: Sequence[Trouble] = ()) -> Portfolio:
    """Documents that were read, linked with each other."""
    ordered = tuple(sorted(sheets, key=lambda each: each.path))
    workspace = link_units([each.unit for each in ordered if each.unit])
    assessments = {each.path: each.assessment for each in ordered if each.assessment}
    if assessments:
        workspace = marked(workspace, assessments)
    own = [trouble for each in ordered for trouble in each.troubles]
    return Portfolio(ordered, workspace, (*troubles, *own))
